/* gazetteer.c: opening, checking and asking the gazetteer image. See gazetteer.h for the format. */
#include "place/gazetteer.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/hash.h"
#include "base/heap.h"
#include "base/mapfile.h"
#include "base/utf8.h"

struct place_gazetteer {
    const sitrep_allocator *allocator;
    base_map map; /* data == NULL when opened over bytes */
    const gaz_header *h;
    const gaz_place *places;
    const uint32_t *buckets;
    const gaz_name *names;
    const uint32_t *admin1, *countries, *features;
    const char *pool;
    uint8_t classes[256]; /* place_class of each feature */
    char hash[17];
};

static uint8_t class_of(const char *code)
{
    static const struct {
        const char *code;
        uint8_t cls;
    } known[] = {
        {"PCL", PLACE_IS_COUNTRY},   {"ADM1", PLACE_IS_PROVINCE},  {"ADM2", PLACE_IS_DISTRICT}, {"PPLX", PLACE_IS_DISTRICT},
        {"ADM", PLACE_IS_DISTRICT},  {"PPL", PLACE_IS_TOWN},       {"STLMT", PLACE_IS_TOWN},
        {"district", PLACE_IS_DISTRICT}, {"continent", PLACE_IS_REGION}, {"region", PLACE_IS_REGION},
        {"territory", PLACE_IS_PROVINCE}, {"province", PLACE_IS_PROVINCE}, {"desert", PLACE_IS_REGION}, {"mountain", PLACE_IS_REGION},
        {"island", PLACE_IS_REGION}, {"valley", PLACE_IS_REGION},  {"forest", PLACE_IS_REGION},
        {"sea", PLACE_IS_WATER},     {"river", PLACE_IS_WATER},    {"lake", PLACE_IS_WATER},    {"strait", PLACE_IS_WATER},
        {"canal", PLACE_IS_WATER},   {"village", PLACE_IS_TOWN},   {"town", PLACE_IS_TOWN},     {"city", PLACE_IS_TOWN},
        {"neighbourhood", PLACE_IS_DISTRICT},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (strncmp(code, known[i].code, strlen(known[i].code)) == 0) {
            return known[i].cls;
        }
    }
    return PLACE_IS_SITE;
}

static sitrep_status check_header(const unsigned char *data, size_t n, sitrep_error *err)
{
    if (n == 0) {
        return fail(err, SITREP_E_EMPTY, "the gazetteer is empty", NULL);
    }
    if (n < sizeof(gaz_header) || memcmp(data, GAZ_MAGIC, 8) != 0) {
        return fail(err, SITREP_E_FORMAT, "not a gazetteer image", NULL);
    }
    const gaz_header *h = (const gaz_header *)(const void *)data;
    if (h->version != GAZ_VERSION) {
        return fail(err, SITREP_E_VERSION, "a gazetteer image of another version", NULL);
    }
    if (h->n_places == 0 || h->n_places >= 1u << 28 || h->n_countries > 255 || h->n_features > 255 || h->n_admin1 >= 0xFFFF ||
        h->bucket_bits < 4 || h->bucket_bits > 24 || h->n_pool == 0) {
        return fail(err, SITREP_E_DAMAGED, "the gazetteer's header is wrong", NULL);
    }
    return SITREP_OK;
}

/* Lays g's sections over data, whose header is right. */
static sitrep_status lay_sections(place_gazetteer *g, const unsigned char *data, size_t n, sitrep_error *err)
{
    enum { SECTIONS = 7 };
    const gaz_header *h = (const gaz_header *)(const void *)data;
    const uint64_t size[SECTIONS] = {(uint64_t)h->n_places * sizeof(gaz_place), (((uint64_t)1 << h->bucket_bits) + 1) * 4,
                                     (uint64_t)h->n_names * sizeof(gaz_name),   (uint64_t)h->n_admin1 * 4,
                                     (uint64_t)h->n_countries * 4,              (uint64_t)h->n_features * 4,
                                     h->n_pool};
    const unsigned char *part[SECTIONS];
    uint64_t at = sizeof *h;
    for (int i = 0; i < SECTIONS; i++) {
        if (at + size[i] > n) {
            return fail_at(err, SITREP_E_DAMAGED, "the gazetteer is cut short", NULL, n, 0);
        }
        part[i] = data + at;
        at += (size[i] + 7) & ~(uint64_t)7;
    }
    if (at != n) {
        return fail_at(err, SITREP_E_DAMAGED, "the gazetteer is longer than its header says", NULL, at, 0);
    }
    g->h = h;
    g->places = (const gaz_place *)(const void *)part[0];
    g->buckets = (const uint32_t *)(const void *)part[1];
    g->names = (const gaz_name *)(const void *)part[2];
    g->admin1 = (const uint32_t *)(const void *)part[3];
    g->countries = (const uint32_t *)(const void *)part[4];
    g->features = (const uint32_t *)(const void *)part[5];
    g->pool = (const char *)part[6];
    return SITREP_OK;
}

/* Does every index of the place point into its section? */
static bool is_place_sound(const place_gazetteer *g, const gaz_place *p)
{
    const gaz_header *h = g->h;
    bool located = p->lat_e5 >= -9000000 && p->lat_e5 <= 9000000;
    /* the last string of the pool may not be asked for what follows it, hence - 1 */
    return p->name < h->n_pool - 1 && p->feature < h->n_features && (p->country == 0xFF || p->country < h->n_countries) &&
           (p->admin1 == 0xFFFF || p->admin1 < h->n_admin1) && (p->up == GAZ_NONE || p->up < h->n_places) &&
           (located || p->lat_e5 == GAZ_NO_POSITION) && p->lon_e5 >= -18000000 && p->lon_e5 <= 18000000;
}

/* A forged file can carry a right checksum: the indices are checked all the same. */
static bool is_sound(const place_gazetteer *g)
{
    const gaz_header *h = g->h;
    const size_t n_buckets = (size_t)1 << h->bucket_bits;
    bool good = g->pool[0] == 0 && g->pool[h->n_pool - 1] == 0 && g->buckets[0] == 0 && g->buckets[n_buckets] == h->n_names;
    for (size_t b = 0; good && b < n_buckets; b++) {
        good = g->buckets[b] <= g->buckets[b + 1];
    }
    for (uint32_t i = 0; good && i < h->n_names; i++) {
        good = (g->names[i].place & 0xFFFFFFFu) < h->n_places;
    }
    for (uint32_t i = 0; good && i < h->n_features; i++) {
        good = g->features[i] < h->n_pool;
    }
    for (uint32_t i = 0; good && i < h->n_admin1; i++) {
        good = g->admin1[i] == GAZ_NONE || g->admin1[i] < h->n_places;
    }
    for (uint32_t i = 0; good && i < h->n_countries; i++) {
        good = g->countries[i] < h->n_places;
    }
    for (uint32_t i = 0; good && i < h->n_places; i++) {
        good = is_place_sound(g, &g->places[i]);
    }
    return good;
}

/* Lays the sections over data and checks every index, so that look-ups need not. */
static sitrep_status check_image(place_gazetteer *g, const unsigned char *data, size_t n, sitrep_error *err)
{
    sitrep_status status = check_header(data, n, err);
    if (status == SITREP_OK) {
        status = lay_sections(g, data, n, err);
    }
    if (status != SITREP_OK) {
        return status;
    }
    uint64_t sum = hash_bytes(data + sizeof *g->h, n - sizeof *g->h, GAZ_VERSION);
    if (sum != g->h->checksum) {
        return fail(err, SITREP_E_DAMAGED, "the gazetteer's checksum is wrong", NULL);
    }
    if (!is_sound(g)) {
        return fail(err, SITREP_E_DAMAGED, "the gazetteer points outside itself", NULL);
    }
    for (uint32_t i = 0; i < g->h->n_features; i++) {
        g->classes[i] = class_of(g->pool + g->features[i]);
    }
    static const char digit[] = "0123456789abcdef";
    for (int i = 0; i < 16; i++) {
        g->hash[i] = digit[(sum >> (60 - 4 * i)) & 15];
    }
    return SITREP_OK;
}

sitrep_status place_open_bytes(const void *data, size_t n, const sitrep_allocator *allocator, place_gazetteer **out,
                               sitrep_error *err)
{
    *out = NULL;
    place_gazetteer *g = heap_alloc(allocator, sizeof *g);
    if (g == NULL) {
        return fail_nomem(err);
    }
    memset(g, 0, sizeof *g);
    g->allocator = allocator;
    sitrep_status status = check_image(g, data, n, err);
    if (status != SITREP_OK) {
        heap_release(allocator, g);
        return status;
    }
    *out = g;
    return SITREP_OK;
}

sitrep_status place_open_gazetteer(const char *path, const sitrep_allocator *allocator, place_gazetteer **out,
                                   sitrep_error *err)
{
    *out = NULL;
    base_map map;
    sitrep_status status = map_open(path, &map, err);
    if (status != SITREP_OK) {
        return status;
    }
    status = place_open_bytes(map.data, map.n, allocator, out, err);
    if (status != SITREP_OK) {
        if (err != NULL) {
            snprintf(err->detail, sizeof err->detail, "%s", path);
        }
        map_close(&map);
        return status;
    }
    (*out)->map = map;
    return SITREP_OK;
}

void place_close_gazetteer(place_gazetteer *g)
{
    if (g == NULL) {
        return;
    }
    const sitrep_allocator *a = g->allocator;
    if (g->map.data != NULL) {
        map_close(&g->map);
    }
    heap_release(a, g);
}

const char *place_gazetteer_hash(const place_gazetteer *g) { return g->hash; }
uint32_t place_count_entries(const place_gazetteer *g) { return g->h->n_places; }

/* Words that names shorten at will: one form is stored. */
static size_t shorten_word(const char *w, size_t n, const char **to)
{
    static const char *const pairs[][2] = {{"saint", "st"}, {"sainte", "ste"}, {"mount", "mt"}, {"fort", "ft"}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        if (strlen(pairs[i][0]) == n && memcmp(pairs[i][0], w, n) == 0) {
            *to = pairs[i][1];
            return strlen(pairs[i][1]);
        }
    }
    *to = w;
    return n;
}

size_t place_make_key(const char *s, size_t n, char *out, size_t cap)
{
    char folded[PLACE_MAX_KEY * 2];
    size_t n_folded = utf8_fold_string(s, n, folded, sizeof folded);
    char word[PLACE_MAX_KEY];
    size_t n_word = 0, n_out = 0;
    for (size_t i = 0; i <= n_folded; i++) {
        unsigned char c = i < n_folded ? (unsigned char)folded[i] : (unsigned char)' ';
        /* U+2010..U+2015 dashes part words like a hyphen */
        bool dash = c == 0xE2 && i + 2 < n_folded && (unsigned char)folded[i + 1] == 0x80 &&
                    (unsigned char)folded[i + 2] >= 0x90 && (unsigned char)folded[i + 2] <= 0x95;
        bool nbsp = c == 0xC2 && i + 1 < n_folded && (unsigned char)folded[i + 1] == 0xA0;
        if (c == '.' || c == '\'' || c == '`' || c == '"') {
            continue;
        }
        if (c >= 0x80 ? !dash && !nbsp : (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
            if (n_word < sizeof word) {
                word[n_word++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : (char)c;
            }
            continue;
        }
        i += dash ? 2 : nbsp ? 1 : 0;
        if (n_word == 0 || (n_out == 0 && n_word == 3 && memcmp(word, "the", 3) == 0)) {
            n_word = 0;
            continue;
        }
        const char *w;
        size_t n_w = shorten_word(word, n_word, &w);
        n_word = 0;
        if (n_out + n_w + 2 > cap) {
            break;
        }
        if (n_out > 0) {
            out[n_out++] = ' ';
        }
        memcpy(out + n_out, w, n_w);
        n_out += n_w;
    }
    if (cap > 0) {
        out[n_out] = 0;
    }
    return n_out;
}

size_t place_drop_articles(const char *key, size_t n, char *out, size_t cap)
{
    static const char *const articles[] = {"al", "el", "ad", "adh", "an", "ar", "as", "ash", "at", "ath", "az", "ul"};
    size_t n_out = 0;
    bool dropped = false;
    for (size_t b = 0; b < n;) {
        size_t e = b;
        while (e < n && key[e] != ' ') {
            e++;
        }
        bool article = false;
        for (size_t i = 0; i < sizeof articles / sizeof articles[0] && e < n; i++) {
            article |= strlen(articles[i]) == e - b && memcmp(articles[i], key + b, e - b) == 0;
        }
        if (article) {
            dropped = true;
        } else if (n_out + (e - b) + 2 <= cap) {
            if (n_out > 0) {
                out[n_out++] = ' ';
            }
            memcpy(out + n_out, key + b, e - b);
            n_out += e - b;
        }
        b = e + 1;
    }
    if (cap > 0) {
        out[n_out] = 0;
    }
    return dropped && n_out > 2 ? n_out : 0;
}

uint32_t place_find_name(const place_gazetteer *g, const char *key, size_t n, place_name_hit *out, uint32_t cap)
{
    if (n == 0) {
        return 0;
    }
    uint64_t hash = hash_bytes(key, n, GAZ_VERSION);
    size_t bucket = (size_t)(hash >> (64 - g->h->bucket_bits));
    uint32_t print = (uint32_t)hash, n_out = 0;
    for (uint32_t i = g->buckets[bucket]; i < g->buckets[bucket + 1] && n_out < cap; i++) {
        if (g->names[i].fingerprint == print) {
            out[n_out].place = g->names[i].place & 0xFFFFFFFu;
            out[n_out++].kind = (uint8_t)(g->names[i].place >> 28);
        }
    }
    return n_out;
}

void place_get_entry(const place_gazetteer *g, uint32_t place, place_entry *e)
{
    const gaz_place *p = &g->places[place];
    memset(e, 0, sizeof *e);
    e->name = g->pool + p->name;
    e->feature = g->pool + g->features[p->feature];
    e->cls = g->classes[p->feature];
    const gaz_place *at = p->lat_e5 == GAZ_NO_POSITION && p->up != GAZ_NONE ? &g->places[p->up] : p;
    e->located = p->lat_e5 != GAZ_NO_POSITION;
    e->lat_deg = at->lat_e5 == GAZ_NO_POSITION ? 0 : at->lat_e5 / 1e5;
    e->lon_deg = at->lon_e5 / 1e5;
    e->geonames_id = p->geonames_id;
    e->population = p->population;
    e->up = p->up;
    e->country = p->country;
    e->admin1_index = p->admin1;
    e->admin1_place = p->admin1 == 0xFFFF ? GAZ_NONE : g->admin1[p->admin1];
    e->country_place = GAZ_NONE;
    const char *slug = e->name + strlen(e->name) + 1;
    if (p->geonames_id == 0 && slug < g->pool + g->h->n_pool && slug[0] == '#') {
        e->slug = slug + 1;
    }
    if (e->admin1_place != GAZ_NONE && e->admin1_place != place) {
        e->admin1 = g->pool + g->places[e->admin1_place].name;
    }
    if (p->country != 0xFF) {
        /* a country's display name is followed by "@" iso3 iso2 */
        e->country_place = g->countries[p->country];
        const char *name = g->pool + g->places[e->country_place].name;
        const char *iso = name + strlen(name) + 1;
        if (iso + 8 <= g->pool + g->h->n_pool && iso[0] == '@' && strlen(iso) == 4 && strlen(iso + 5) == 2) {
            e->iso3 = iso + 1;
            e->iso2 = iso + 5;
        }
    }
}

uint32_t place_find_country(const place_gazetteer *g, const char *iso2)
{
    for (uint32_t i = 0; i < g->h->n_countries; i++) {
        place_entry e;
        place_get_entry(g, g->countries[i], &e);
        if (e.iso2 != NULL && (e.iso2[0] | 0x20) == (iso2[0] | 0x20) && iso2[0] != 0 && (e.iso2[1] | 0x20) == (iso2[1] | 0x20)) {
            return g->countries[i];
        }
    }
    return GAZ_NONE;
}

double place_distance_km(double lat1, double lon1, double lat2, double lon2)
{
    const double rad = 3.14159265358979323846 / 180.0;
    double s1 = sin((lat2 - lat1) * rad / 2), s2 = sin((lon2 - lon1) * rad / 2);
    double h = s1 * s1 + cos(lat1 * rad) * cos(lat2 * rad) * s2 * s2;
    return 2 * 6371.0 * asin(h < 1 ? sqrt(h) : 1.0);
}
