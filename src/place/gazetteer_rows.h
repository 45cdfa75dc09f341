/* gazetteer_rows.h: what gazetteer_build.c and the readers of its source files share. Not for other modules.
 *
 * in: the bytes of one source file; out: places, names and divisions gathered in a gaz_rows.
 *
 *     gaz_read_rows(&rows, "cities500.txt", bytes, n, err);
 */
#ifndef SITREP_PLACE_GAZETTEER_ROWS_H
#define SITREP_PLACE_GAZETTEER_ROWS_H

#include "base/buf.h"
#include "place/gazetteer.h"

/* One name on its way into the table. */
typedef struct built_name {
    uint64_t hash;
    uint32_t place, kind;
} built_name;

typedef struct gaz_division {
    uint64_t key; /* hash of "CC.A1" or "CC.A1.A2" */
    uint32_t place;
} gaz_division;

typedef struct gaz_parent { /* a place whose container is known by name only */
    uint32_t place;
    uint64_t key; /* hash of the container's folded name */
} gaz_parent;

typedef struct gaz_rows {
    const sitrep_allocator *allocator;
    gaz_place *places;
    uint32_t n_places, cap_places;
    built_name *names;
    uint32_t n_names, cap_names;
    gaz_division *admin1, *admin2;
    uint32_t n_admin1, cap_admin1, n_admin2, cap_admin2;
    uint32_t *division_slots; /* open table over admin1 (index + 1) and admin2 (index + 1 + 2^31) */
    uint32_t cap_slots;
    gaz_parent *parents;
    uint32_t n_parents, cap_parents;
    uint32_t countries[256]; /* places */
    char iso2[256][4], iso3[256][4];
    uint32_t n_countries;
    uint32_t features[256]; /* pool offsets */
    uint32_t n_features;
    base_buf pool;
    uint32_t *strings;
    uint32_t n_strings, cap_strings;
    uint32_t n_skipped;
} gaz_rows;

/* One local place, whatever file it came from; strings are slices, not NUL-terminated. */
typedef struct gaz_slice {
    const char *s;
    size_t n;
} gaz_slice;
typedef struct gaz_local {
    gaz_slice slug, name, aliases, kind, parent, country;
    double lat_deg, lon_deg;
    bool located;
} gaz_local;

void *gaz_grow(const sitrep_allocator *a, void *items, uint32_t n, uint32_t *cap, size_t size);
uint32_t gaz_pool_string(gaz_rows *r, const char *s, size_t n, const char *tail, size_t n_tail);
bool gaz_add_name(gaz_rows *r, uint32_t place, const char *s, size_t n, place_name_kind kind);

sitrep_status gaz_read_rows(gaz_rows *r, const char *path, const char *s, size_t n, sitrep_error *err);
sitrep_status gaz_read_geojson(gaz_rows *r, const char *path, const char *s, size_t n, sitrep_error *err);
sitrep_status gaz_add_local(gaz_rows *r, const gaz_local *l, sitrep_error *err);
/* A decimal number that fills the slice. */
bool gaz_parse_number(gaz_slice s, double *v);

#endif
