/* gazetteer_rows.c: readers of the gazetteer's source files. See gazetteer_rows.h. */
#include "place/gazetteer_rows.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/hash.h"
#include "base/heap.h"
#include "base/utf8.h"

enum {
    MAX_COLUMNS = 32,
    MIN_POPULATION_OTHER_SCRIPTS = 15000 /* alternate names in Cyrillic and Arabic are kept from this size on: 16 MB limit */
};

bool gaz_parse_number(gaz_slice s, double *v)
{
    char copy[40];
    if (s.n == 0 || s.n >= sizeof copy) {
        return false;
    }
    memcpy(copy, s.s, s.n);
    copy[s.n] = 0;
    /* by hand: strtod follows the locale */
    const char *p = copy;
    double sign = 1, x = 0, unit = 1;
    if (*p == '-' || *p == '+') {
        sign = *p++ == '-' ? -1 : 1;
    }
    if (*p < '0' || *p > '9') {
        return false;
    }
    for (; *p >= '0' && *p <= '9'; p++) {
        x = x * 10 + (*p - '0');
    }
    if (*p == '.') {
        for (p++; *p >= '0' && *p <= '9'; p++) {
            unit /= 10;
            x += (*p - '0') * unit;
        }
    }
    *v = sign * x;
    return *p == 0;
}

static bool is_slice(gaz_slice s, const char *word) { return s.n == strlen(word) && memcmp(s.s, word, s.n) == 0; }

static uint32_t find_feature(gaz_rows *r, gaz_slice code)
{
    for (uint32_t i = 0; i < r->n_features; i++) {
        const char *old = r->pool.data + r->features[i];
        if (strlen(old) == code.n && memcmp(old, code.s, code.n) == 0) {
            return i;
        }
    }
    if (r->n_features == 255) {
        return 254; /* more kinds than a byte holds: the last one stands for the rest */
    }
    r->features[r->n_features] = gaz_pool_string(r, code.s, code.n, "", 0);
    return r->n_features++;
}

/* The division "CC.A1" or "CC.A1.A2"; a new one where add is set. Returns its index in admin1 or admin2, or GAZ_NONE. */
static uint32_t find_division(gaz_rows *r, gaz_slice country, gaz_slice a1, gaz_slice a2, bool add, bool *nomem)
{
    char text[64];
    if (a1.n == 0 || country.n + a1.n + a2.n + 3 > sizeof text) {
        return GAZ_NONE;
    }
    int n = snprintf(text, sizeof text, "%.*s.%.*s.%.*s", (int)country.n, country.s, (int)a1.n, a1.s, (int)a2.n, a2.s);
    uint64_t key = hash_bytes(text, (size_t)n, 11);
    if ((r->n_admin1 + r->n_admin2) * 2 >= r->cap_slots) {
        uint32_t cap = r->cap_slots == 0 ? 1u << 14 : r->cap_slots * 2;
        uint32_t *slots = heap_alloc(r->allocator, cap * sizeof *slots);
        if (slots == NULL) {
            *nomem = true;
            return GAZ_NONE;
        }
        memset(slots, 0, cap * sizeof *slots);
        for (uint32_t i = 0; i < r->n_admin1 + r->n_admin2; i++) {
            bool first = i < r->n_admin1;
            uint32_t index = first ? i : i - r->n_admin1;
            uint32_t at = (uint32_t)(first ? r->admin1 : r->admin2)[index].key & (cap - 1);
            while (slots[at] != 0) {
                at = (at + 1) & (cap - 1);
            }
            slots[at] = (index + 1) | (first ? 0 : 1u << 31);
        }
        heap_release(r->allocator, r->division_slots);
        r->division_slots = slots;
        r->cap_slots = cap;
    }
    bool second = a2.n > 0;
    uint32_t at = (uint32_t)key & (r->cap_slots - 1);
    for (; r->division_slots[at] != 0; at = (at + 1) & (r->cap_slots - 1)) {
        uint32_t slot = r->division_slots[at], index = (slot & 0x7FFFFFFFu) - 1;
        if (slot >> 31 == (second ? 1u : 0u) && (second ? r->admin2 : r->admin1)[index].key == key) {
            return index;
        }
    }
    if (!add || (!second && r->n_admin1 >= 0xFFF0)) {
        return GAZ_NONE;
    }
    gaz_division **list = second ? &r->admin2 : &r->admin1;
    uint32_t *count = second ? &r->n_admin2 : &r->n_admin1, *cap = second ? &r->cap_admin2 : &r->cap_admin1;
    gaz_division *v = gaz_grow(r->allocator, *list, *count, cap, sizeof *v);
    if (v == NULL) {
        *nomem = true;
        return GAZ_NONE;
    }
    *list = v;
    v[*count].key = key;
    v[*count].place = GAZ_NONE;
    r->division_slots[at] = (*count + 1) | (second ? 1u << 31 : 0);
    return (*count)++;
}

/* A new place, or NULL when there is no memory. */
static gaz_place *add_place(gaz_rows *r)
{
    gaz_place *v = gaz_grow(r->allocator, r->places, r->n_places, &r->cap_places, sizeof *v);
    if (v == NULL) {
        return NULL;
    }
    r->places = v;
    memset(&v[r->n_places], 0, sizeof *v);
    v[r->n_places].up = GAZ_NONE;
    v[r->n_places].admin1 = 0xFFFF;
    v[r->n_places].country = 0xFF;
    return &v[r->n_places++];
}

static bool set_position(gaz_place *p, double lat, double lon)
{
    if (!(lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180)) {
        return false;
    }
    p->lat_e5 = (int32_t)lround(lat * 1e5);
    p->lon_e5 = (int32_t)lround(lon * 1e5);
    return true;
}

/* Written as an abbreviation? "US" and "N.Y." need their capitals, "Ill." its stop. */
static place_name_kind kind_of_alias(gaz_slice s, place_name_kind otherwise)
{
    size_t upper = 0, lower = 0, other = 0;
    for (size_t i = 0; i < s.n; i++) {
        upper += s.s[i] >= 'A' && s.s[i] <= 'Z';
        lower += s.s[i] >= 'a' && s.s[i] <= 'z';
        other += s.s[i] != '.' && (s.s[i] < 'A' || s.s[i] > 'z');
    }
    if (other == 0 && upper > 0 && upper <= 5 && lower == 0) {
        return PLACE_NAME_CAPITALS;
    }
    if (other == 0 && s.n > 1 && s.s[s.n - 1] == '.' && lower <= 5) {
        return PLACE_NAME_DOTTED;
    }
    return otherwise;
}

/* Adds "a|b|c" (or commas) as names. */
static bool add_names(gaz_rows *r, uint32_t place, gaz_slice list, char separator, place_name_kind kind)
{
    for (size_t b = 0; b < list.n;) {
        size_t e = b;
        while (e < list.n && list.s[e] != separator) {
            e++;
        }
        gaz_slice one = {list.s + b, e - b};
        if (one.n > 0 && !gaz_add_name(r, place, one.s, one.n, kind == PLACE_NAME_ALIAS ? kind_of_alias(one, kind) : kind)) {
            return false;
        }
        b = e + 1;
    }
    return true;
}

/* Is an alternate name of a GeoNames row worth its eight bytes? */
static bool keep_alternate(gaz_slice s, uint32_t population)
{
    bool latin = true, known = true;
    size_t upper = 0;
    for (size_t i = 0; i < s.n;) {
        unsigned char first = (unsigned char)s.s[i];
        upper += first >= 'A' && first <= 'Z';
        if (first >= '0' && first <= '9') {
            return false;
        }
        uint32_t c = utf8_next(s.s, s.n, &i);
        latin &= c < 0x250 || (c >= 0x2B0 && c < 0x370) || (c >= 0x1E00 && c < 0x1F00) || (c >= 0x2010 && c < 0x2020);
        known &= c < 0x370 || (c >= 0x400 && c < 0x530) || (c >= 0x600 && c < 0x700) || (c >= 0x1E00 && c < 0x2020);
    }
    /* "LON", "KRAC": codes of airports and stations */
    return s.n > 2 && !(upper == s.n && s.n <= 4) && (latin || (known && population >= MIN_POPULATION_OTHER_SCRIPTS));
}

static uint32_t country_of(const gaz_rows *r, gaz_slice code)
{
    for (uint32_t i = 0; i < r->n_countries && code.n > 0; i++) {
        if (is_slice(code, r->iso2[i]) || is_slice(code, r->iso3[i])) {
            return i;
        }
    }
    return 0xFF;
}

/* The columns of a GeoNames row that are read. https://download.geonames.org/export/dump/readme.txt */
enum {
    GN_ID = 0, GN_NAME, GN_ASCII, GN_ALTERNATES, GN_LAT, GN_LON, GN_FEATURE = 7, GN_COUNTRY, GN_ADMIN1 = 10, GN_ADMIN2,
    GN_POPULATION = 14, GN_COLUMNS = 19
};

/* Ties the place of a row to its divisions; a row of a division is that division's place. False: no memory. */
static bool tie_divisions(gaz_rows *r, uint32_t index, const gaz_slice *f)
{
    bool first = is_slice(f[GN_FEATURE], "ADM1"), second = is_slice(f[GN_FEATURE], "ADM2"), nomem = false;
    const gaz_slice none = {"", 0};
    uint32_t a1 = find_division(r, f[GN_COUNTRY], f[GN_ADMIN1], none, true, &nomem), a2 = GAZ_NONE;
    if (f[GN_ADMIN2].n > 0) {
        a2 = find_division(r, f[GN_COUNTRY], f[GN_ADMIN1], f[GN_ADMIN2], second, &nomem);
    }
    if (nomem) {
        return false;
    }
    r->places[index].admin1 = a1 == GAZ_NONE ? 0xFFFF : (uint16_t)a1;
    if (first && a1 != GAZ_NONE) {
        r->admin1[a1].place = index;
    }
    if (second && a2 != GAZ_NONE) {
        r->admin2[a2].place = index;
    } else if (a2 != GAZ_NONE) {
        r->places[index].up = r->admin2[a2].place;
    }
    return true;
}

/* The alternate names of a row: all of a division's, of another place those that are worth their bytes. False: no memory. */
static bool add_alternates(gaz_rows *r, uint32_t index, gaz_slice list, bool division)
{
    for (size_t b = 0, e; b < list.n; b = e + 1) {
        for (e = b; e < list.n && list.s[e] != ','; e++) {
        }
        gaz_slice one = {list.s + b, e - b};
        if (!division && (one.n == 0 || !keep_alternate(one, r->places[index].population))) {
            continue;
        }
        if (!gaz_add_name(r, index, one.s, one.n, division ? kind_of_alias(one, PLACE_NAME_ALIAS) : PLACE_NAME_ALIAS)) {
            return false;
        }
    }
    return true;
}

static bool add_geonames_names(gaz_rows *r, uint32_t index, const gaz_slice *f)
{
    gaz_slice name = f[GN_NAME], ascii = f[GN_ASCII], code = f[GN_ADMIN1];
    bool first = is_slice(f[GN_FEATURE], "ADM1"), second = is_slice(f[GN_FEATURE], "ADM2");
    const char *comma = memchr(name.s, ',', name.n); /* "Washington, D.C." */
    bool ok = gaz_add_name(r, index, name.s, name.n, PLACE_NAME_MAIN);
    if (ok && comma != NULL) {
        ok = gaz_add_name(r, index, name.s, (size_t)(comma - name.s), PLACE_NAME_MAIN);
    }
    if (ok && ascii.n > 0) {
        ok = gaz_add_name(r, index, ascii.s, ascii.n, PLACE_NAME_MAIN);
    }
    if (ok && first && is_slice(f[GN_COUNTRY], "US") && code.n == 2) {
        ok = gaz_add_name(r, index, code.s, 2, PLACE_NAME_POSTAL);
    }
    return ok && add_alternates(r, index, f[GN_ALTERNATES], first || second);
}

static sitrep_status read_geonames(gaz_rows *r, const gaz_slice *f, sitrep_error *err)
{
    double lat, lon, id, population = 0;
    if (f[GN_NAME].n == 0 || f[GN_FEATURE].n == 0 || !gaz_parse_number(f[GN_LAT], &lat) || !gaz_parse_number(f[GN_LON], &lon)) {
        r->n_skipped++;
        return SITREP_OK;
    }
    if (!gaz_parse_number(f[GN_ID], &id) || id < 0 || id >= 4294967295.0 || fabs(lat) > 90 || fabs(lon) > 180) {
        return SITREP_E_FORMAT;
    }
    if (!gaz_parse_number(f[GN_POPULATION], &population) || population < 0 || population > 4e9) {
        population = 0;
    }
    gaz_place *p = add_place(r);
    if (p == NULL) {
        return fail_nomem(err);
    }
    uint32_t index = r->n_places - 1;
    p->geonames_id = (uint32_t)id;
    p->population = (uint32_t)population;
    set_position(p, lat, lon);
    p->feature = (uint8_t)find_feature(r, f[GN_FEATURE]);
    p->country = (uint8_t)country_of(r, f[GN_COUNTRY]);
    p->name = gaz_pool_string(r, f[GN_NAME].s, f[GN_NAME].n, "", 0);
    bool ok = p->name != GAZ_NONE && tie_divisions(r, index, f) && add_geonames_names(r, index, f);
    return ok ? SITREP_OK : fail_nomem(err);
}

static sitrep_status read_country(gaz_rows *r, const gaz_slice *f, sitrep_error *err)
{
    double id, lat, lon, population;
    if (f[0].n != 2 || f[1].n != 3 || r->n_countries == 255 || !gaz_parse_number(f[2], &id) || !gaz_parse_number(f[6], &lat) ||
        !gaz_parse_number(f[7], &lon) || !gaz_parse_number(f[8], &population) || id < 0 || id >= 4294967296.0 || population < 0 ||
        population >= 4294967296.0) {
        return SITREP_E_FORMAT;
    }
    gaz_place *p = add_place(r);
    if (p == NULL) {
        return fail_nomem(err);
    }
    uint32_t index = r->n_places - 1, country = r->n_countries++;
    char iso[16];
    int n = snprintf(iso, sizeof iso, "@%.3s%c%.2s", f[1].s, 0, f[0].s);
    if (n <= 0 || !set_position(p, lat, lon)) {
        return SITREP_E_FORMAT;
    }
    p->geonames_id = (uint32_t)id;
    p->population = (uint32_t)population;
    p->feature = (uint8_t)find_feature(r, (gaz_slice){"PCLI", 4});
    p->country = (uint8_t)country;
    p->name = gaz_pool_string(r, f[3].s, f[3].n, iso, 7);
    r->countries[country] = index;
    memcpy(r->iso2[country], f[0].s, 2);
    memcpy(r->iso3[country], f[1].s, 3);
    bool ok = p->name != GAZ_NONE && gaz_add_name(r, index, f[3].s, f[3].n, PLACE_NAME_MAIN) &&
              add_names(r, index, f[4], '|', PLACE_NAME_ALIAS) && add_names(r, index, f[5], '|', PLACE_NAME_ADJECTIVE);
    return ok ? SITREP_OK : fail_nomem(err);
}

/* A local row with the slug "geonames:N" gives further names to the place that bears that number: its index, or GAZ_NONE where no row before
 * had it. Such rows are few, so all places are looked through. *is_further: the slug is of that form. */
static uint32_t further_names_of(const gaz_rows *r, gaz_slice slug, bool *is_further)
{
    static const char prefix[] = "geonames:";
    const size_t n = sizeof prefix - 1;
    double id = 0;
    *is_further = slug.n > n && memcmp(slug.s, prefix, n) == 0 && gaz_parse_number((gaz_slice){slug.s + n, slug.n - n}, &id);
    for (uint32_t i = 0; *is_further && id > 0 && i < r->n_places; i++) { /* 0: a place without a number */
        if ((double)r->places[i].geonames_id == id) {
            return i;
        }
    }
    return GAZ_NONE;
}

sitrep_status gaz_add_local(gaz_rows *r, const gaz_local *l, sitrep_error *err)
{
    bool further;
    uint32_t known = further_names_of(r, l->slug, &further);
    if (further) {
        r->n_skipped += known == GAZ_NONE;
        bool ok = known == GAZ_NONE || (gaz_add_name(r, known, l->name.s, l->name.n, PLACE_NAME_ALIAS) &&
                                        add_names(r, known, l->aliases, '|', PLACE_NAME_ALIAS));
        return ok ? SITREP_OK : fail_nomem(err);
    }
    if (l->name.n == 0 || (!l->located && l->parent.n == 0)) {
        r->n_skipped++;
        return SITREP_OK;
    }
    gaz_place *p = add_place(r);
    if (p == NULL) {
        return fail_nomem(err);
    }
    uint32_t index = r->n_places - 1;
    if (!l->located) {
        p->lat_e5 = GAZ_NO_POSITION;
    } else if (!set_position(p, l->lat_deg, l->lon_deg)) {
        return SITREP_E_FORMAT;
    }
    char slug[96];
    int n_slug = snprintf(slug, sizeof slug, "#%.*s", (int)(l->slug.n < 90 ? l->slug.n : 90), l->slug.n > 0 ? l->slug.s : "");
    p->feature = (uint8_t)find_feature(r, l->kind.n > 0 ? l->kind : (gaz_slice){"site", 4});
    p->country = (uint8_t)country_of(r, l->country);
    /* regions have no census; without a weight "Africa" would be a Tunisian town's old name */
    static const struct {
        const char *kind;
        uint32_t weight;
    } weights[] = {{"continent", 500000000}, {"sea", 20000000}, {"region", 3000000}, {"territory", 3000000}, {"province", 2000000},
                   {"river", 1000000}, {"mountain", 1000000}, {"desert", 1000000}, {"island", 1000000}};
    for (size_t i = 0; i < sizeof weights / sizeof weights[0]; i++) {
        if (is_slice(l->kind, weights[i].kind)) {
            p->population = weights[i].weight;
        }
    }
    p->name = gaz_pool_string(r, l->name.s, l->name.n, slug, n_slug > 1 ? (size_t)n_slug : 0);
    bool ok = p->name != GAZ_NONE && gaz_add_name(r, index, l->name.s, l->name.n, PLACE_NAME_MAIN) &&
              add_names(r, index, l->aliases, '|', PLACE_NAME_ALIAS);
    char key[PLACE_MAX_KEY];
    size_t n_key = place_make_key(l->parent.n > 0 ? l->parent.s : "", l->parent.n, key, sizeof key);
    if (ok && n_key > 0) {
        gaz_parent *v = gaz_grow(r->allocator, r->parents, r->n_parents, &r->cap_parents, sizeof *v);
        ok = v != NULL;
        if (ok) {
            r->parents = v;
            v[r->n_parents].place = index;
            v[r->n_parents++].key = hash_bytes(key, n_key, GAZ_VERSION);
        }
    }
    return ok ? SITREP_OK : fail_nomem(err);
}

/* Cuts a line in columns; CSV fields may be quoted (a doubled quote inside stays doubled: names have none). */
static uint32_t cut_columns(const char *s, size_t n, char separator, gaz_slice *f)
{
    uint32_t k = 0;
    for (size_t b = 0; b <= n && k < MAX_COLUMNS;) {
        size_t e = b;
        if (separator == ',' && b < n && s[b] == '"') {
            for (e = ++b; e < n && s[e] != '"'; e++) {
            }
            f[k++] = (gaz_slice){s + b, e - b};
            while (e < n && s[e] != ',') {
                e++;
            }
        } else {
            while (e < n && s[e] != separator) {
                e++;
            }
            f[k++] = (gaz_slice){s + b, e - b};
        }
        b = e + 1;
    }
    return k;
}

typedef enum row_form { ROWS_NONE = 0, ROWS_GEONAMES, ROWS_COUNTRIES, ROWS_LOCAL, ROWS_NAMED } row_form;

enum { COUNTRY_COLUMNS = 9, LOCAL_COLUMNS = 9 };

typedef enum local_column { LC_SLUG = 0, LC_NAME, LC_ALIASES, LC_KIND, LC_PARENT, LC_COUNTRY, LC_LAT, LC_LON, LC_N } local_column;

/* What the first row tells of a file. */
typedef struct row_table {
    row_form form;
    char separator;
    int column[LC_N]; /* of a local row; -1: the table has none */
} row_table;

/* Columns by their header: slug name aliases kind parent country lat lon. */
static void map_columns(const gaz_slice *f, uint32_t n, int column[LC_N])
{
    static const char *const names[LC_N][4] = {{"slug", "id"},         {"name", "title"},           {"aliases", "alternatenames"},
                                            {"kind", "type"},       {"parent", "within"},        {"country", "iso3", "country_iso3"},
                                            {"lat", "latitude", "lat_deg"}, {"lon", "longitude", "lng", "lon_deg"}};
    for (int c = 0; c < LC_N; c++) {
        column[c] = -1;
        for (uint32_t i = 0; i < n && column[c] < 0; i++) {
            for (int a = 0; a < 4; a++) {
                if (names[c][a] != NULL && is_slice(f[i], names[c][a])) {
                    column[c] = (int)i;
                }
            }
        }
    }
}

static sitrep_status read_local(gaz_rows *r, const gaz_slice *f, uint32_t n, const int column[LC_N], sitrep_error *err)
{
    gaz_local l;
    memset(&l, 0, sizeof l);
    gaz_slice *to[LC_LAT] = {&l.slug, &l.name, &l.aliases, &l.kind, &l.parent, &l.country};
    for (int c = 0; c < LC_LAT; c++) {
        if (column[c] >= 0 && (uint32_t)column[c] < n) {
            *to[c] = f[column[c]];
        }
    }
    if ((uint32_t)column[LC_LAT] >= n || (uint32_t)column[LC_LON] >= n) {
        return SITREP_E_FORMAT;
    }
    gaz_slice lat = f[column[LC_LAT]], lon = f[column[LC_LON]];
    if (lat.n > 0 || lon.n > 0) {
        if (!gaz_parse_number(lat, &l.lat_deg) || !gaz_parse_number(lon, &l.lon_deg)) {
            return SITREP_E_FORMAT;
        }
        l.located = true;
    }
    return gaz_add_local(r, &l, err);
}

/* Reads the form of the table from its first row. *is_header: the row names the columns and holds no place. False: no form
 * that is known. */
static bool find_form(row_table *t, const char *row, size_t n, bool *is_header)
{
    gaz_slice f[MAX_COLUMNS];
    uint32_t k = cut_columns(row, n, t->separator, f);
    *is_header = false;
    if (k == GN_COLUMNS) {
        t->form = ROWS_GEONAMES;
        return true;
    }
    if (k == COUNTRY_COLUMNS && f[0].n == 2 && f[1].n == 3) {
        t->form = ROWS_COUNTRIES;
        return true;
    }
    if (k == 1) {
        t->separator = ',';
        k = cut_columns(row, n, t->separator, f);
    }
    map_columns(f, k, t->column);
    *is_header = t->column[LC_NAME] >= 0 && t->column[LC_LAT] >= 0 && t->column[LC_LON] >= 0;
    t->form = *is_header ? ROWS_NAMED : ROWS_LOCAL;
    for (int c = 0; c < LC_N && !*is_header; c++) {
        t->column[c] = c;
    }
    return *is_header || (t->separator == '\t' && k == LOCAL_COLUMNS);
}

static sitrep_status read_row(gaz_rows *r, const row_table *t, const char *row, size_t n, sitrep_error *err)
{
    gaz_slice f[MAX_COLUMNS];
    uint32_t k = cut_columns(row, n, t->separator, f);
    switch (t->form) {
    case ROWS_GEONAMES:
        return k == GN_COLUMNS ? read_geonames(r, f, err) : SITREP_E_FORMAT;
    case ROWS_COUNTRIES:
        return k == COUNTRY_COLUMNS ? read_country(r, f, err) : SITREP_E_FORMAT;
    case ROWS_LOCAL:
        return k == LOCAL_COLUMNS ? read_local(r, f, k, t->column, err) : SITREP_E_FORMAT;
    default:
        return k > 1 ? read_local(r, f, k, t->column, err) : SITREP_E_FORMAT;
    }
}

/* Where the text begins: behind a byte order mark and blanks. */
static size_t skip_lead(const char *s, size_t n)
{
    size_t at = n >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (at < n && (s[at] == ' ' || s[at] == '\n' || s[at] == '\r')) {
        at++;
    }
    return at;
}

sitrep_status gaz_read_rows(gaz_rows *r, const char *path, const char *s, size_t n, sitrep_error *err)
{
    size_t bad = utf8_first_bad(s, n), at = skip_lead(s, n);
    if (bad != n) {
        return fail_at(err, SITREP_E_ENCODING, "not UTF-8", path, bad, 0);
    }
    if (at < n && s[at] == '{') {
        return gaz_read_geojson(r, path, s + at, n - at, err);
    }
    row_table table = {.form = ROWS_NONE, .separator = '\t'};
    uint64_t line = 0;
    uint32_t n_rows = 0;
    for (size_t b = 0, e; b < n; b = e + 1) {
        const char *stop = memchr(s + b, '\n', n - b);
        e = stop == NULL ? n : (size_t)(stop - s);
        size_t n_row = e - b - (e > b && s[e - 1] == '\r' ? 1 : 0);
        bool is_header = false;
        line++;
        if (n_row == 0 || s[b] == '#') {
            continue;
        }
        if (table.form == ROWS_NONE && !find_form(&table, s + b, n_row, &is_header)) {
            return fail_at(err, SITREP_E_FORMAT, "neither GeoNames rows nor a table with name, lat and lon", path, b, line);
        }
        sitrep_status status = is_header ? SITREP_OK : read_row(r, &table, s + b, n_row, err);
        if (status == SITREP_E_FORMAT) {
            return fail_at(err, status, "a row of a wrong shape", path, b, line);
        }
        if (status != SITREP_OK) {
            return status;
        }
        n_rows += !is_header;
        if (r->n_places >= (1u << 28) - 1 || r->pool.n > 0xF0000000u) {
            return fail_at(err, SITREP_E_LIMIT, "too many places", path, b, line);
        }
    }
    return n_rows == 0 ? fail(err, SITREP_E_EMPTY, "no rows", path) : SITREP_OK;
}
