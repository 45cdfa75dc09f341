/* gazetteer.h: the mapped gazetteer image: a name -> the places that bear it.
 *
 * in: data/gazetteer.srg, written by place_build_gazetteer (gazetteer_build.h). out: entries and candidates.
 * Invariants: the image is checked once on opening (magic, version, sizes, checksum, every index in range), so that
 * later look-ups need no checks; read-only, shared by threads.
 *
 *     place_gazetteer *g; place_open_gazetteer("data/gazetteer.srg", &allocator, &g, err);
 *     char key[PLACE_MAX_KEY]; size_t n = place_make_key("al-Shaddadi", 11, key, sizeof key);
 *     place_name_hit hit[64]; uint32_t n_hits = place_find_name(g, key, n, hit, 64);
 *     place_entry e; place_get_entry(g, hit[0].place, &e);
 *
 * The format, little-endian, every section 8-byte aligned:
 *   header   64 bytes, gaz_header
 *   places   n_places x 28 bytes, gaz_place: by population, the largest first
 *   buckets  (2^bucket_bits + 1) x u32: names of bucket b are [buckets[b], buckets[b+1])
 *   names    n_names x 8 bytes, gaz_name: by bucket, fingerprint, place
 *   admin1   n_admin1 x u32: place of a first-order division, or GAZ_NONE
 *   countries n_countries x u32: place of a country, or GAZ_NONE; iso codes in its pool text
 *   features n_features x u32: offset of the code in the pool
 *   pool     n_pool bytes, NUL-terminated strings; the first is empty
 */
#ifndef SITREP_PLACE_GAZETTEER_H
#define SITREP_PLACE_GAZETTEER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "place/place_tune.h"
#include "sitrep.h"

#define GAZ_MAGIC "SRGAZET"
enum { GAZ_VERSION = 1 };
#define GAZ_NONE UINT32_MAX
#define GAZ_NO_POSITION INT32_MAX /* lat_e5 of a place that is known only by what contains it */

/* How a name belongs to its place. */
typedef enum place_name_kind {
    PLACE_NAME_MAIN = 0, /* the gazetteer's own name, or its ASCII form */
    PLACE_NAME_ALIAS,    /* an alternate name */
    PLACE_NAME_ADJECTIVE, /* "Libyan": is no place in a record, but says which country is spoken of */
    PLACE_NAME_CAPITALS, /* "US", "DRC": only when written in capitals */
    PLACE_NAME_DOTTED,   /* "Ill.", "Miss.": only with its full stop */
    PLACE_NAME_POSTAL    /* "GA": only after a comma; higher ones, of older images, are no names of places */
} place_name_kind;

typedef enum place_class {
    PLACE_IS_TOWN = 0,
    PLACE_IS_DISTRICT, /* part of a town, or a second-order division */
    PLACE_IS_PROVINCE,
    PLACE_IS_COUNTRY,
    PLACE_IS_REGION, /* continents, natural and cultural regions */
    PLACE_IS_WATER,
    PLACE_IS_SITE
} place_class;

typedef struct gaz_header {
    char magic[8];
    uint32_t version, n_places, n_names, n_countries, n_admin1, n_features, n_pool, bucket_bits;
    uint64_t checksum; /* hash_bytes of everything behind the header, seed GAZ_VERSION */
    uint64_t reserved[2];
} gaz_header;

typedef struct gaz_place {
    uint32_t geonames_id; /* 0: none */
    int32_t lat_e5, lon_e5; /* degrees x 100000, WGS 84 */
    uint32_t population;
    uint32_t name;   /* offset in the pool: display name NUL [slug NUL] */
    uint32_t up;     /* containing place (second-order division, or a site's town), or GAZ_NONE */
    uint16_t admin1; /* into admin1, or 0xFFFF */
    uint8_t feature; /* into features */
    uint8_t country; /* into countries, or 0xFF */
} gaz_place;

typedef struct gaz_name {
    uint32_t fingerprint;
    uint32_t place; /* low 28 bits; the high 4 bits are the place_name_kind */
} gaz_name;

typedef struct place_gazetteer place_gazetteer; /* engine lifetime */

typedef struct place_name_hit {
    uint32_t place;
    uint8_t kind; /* place_name_kind */
} place_name_hit;

/* An entry opened up. Strings live in the image. */
typedef struct place_entry {
    const char *name;
    const char *slug;    /* of a site or region; NULL otherwise */
    const char *feature; /* GeoNames code, or the site's kind */
    const char *iso3;    /* or NULL */
    const char *iso2;    /* or NULL */
    const char *admin1;  /* name of the first-order division, or NULL */
    double lat_deg, lon_deg; /* WGS 84; of its container when it has no position of its own */
    bool located;            /* lat_deg and lon_deg are its own */
    uint32_t geonames_id, population;
    uint32_t up;
    uint32_t admin1_place; /* or GAZ_NONE */
    uint32_t country_place; /* or GAZ_NONE */
    uint16_t admin1_index; /* 0xFFFF: none */
    uint8_t country;        /* 0xFF: none */
    uint8_t cls;            /* place_class */
} place_entry;

/* Maps and checks an image. out: *g, owned by the caller. errors: IO, EMPTY, FORMAT (not a gazetteer), VERSION, DAMAGED,
 * NOMEM. Cost: one pass over the file for the checksum, about 5 ms. */
sitrep_status place_open_gazetteer(const char *path, const sitrep_allocator *allocator, place_gazetteer **g,
                                   sitrep_error *err);
/* The same over bytes in memory, which must outlive g and be 8-byte aligned. */
sitrep_status place_open_bytes(const void *data, size_t n, const sitrep_allocator *allocator, place_gazetteer **g,
                               sitrep_error *err);
void place_close_gazetteer(place_gazetteer *g); /* NULL is allowed */
const char *place_gazetteer_hash(const place_gazetteer *g); /* 16 hexadecimal digits */
uint32_t place_count_entries(const place_gazetteer *g);

/* The folded form under which a name is stored: words in lower case without marks, one blank between them; full stops and
 * apostrophes dropped, hyphens are blanks, a leading "the" dropped, "saint" and "mount" shortened. Returns its length. */
size_t place_make_key(const char *s, size_t n, char *out, size_t cap);
/* The key without Arabic articles ("al raqqa" -> "raqqa"), for a second try. Returns the length; 0 when there is none. */
size_t place_drop_articles(const char *key, size_t n, char *out, size_t cap);

/* Places that bear a key, the most populous first. Returns the number written, at most cap. Cost: under a microsecond. */
uint32_t place_find_name(const place_gazetteer *g, const char *key, size_t n, place_name_hit *out, uint32_t cap);
/* The country of an ISO 3166 alpha-2 code in any case, or GAZ_NONE. */
uint32_t place_find_country(const place_gazetteer *g, const char *iso2);
/* place < place_count_entries(g). */
void place_get_entry(const place_gazetteer *g, uint32_t place, place_entry *e);
/* Great-circle distance. */
double place_distance_km(double lat1_deg, double lon1_deg, double lat2_deg, double lon2_deg);

#endif
