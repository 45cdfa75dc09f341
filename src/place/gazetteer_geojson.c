/* gazetteer_geojson.c: points of a GeoJSON file (RFC 7946) as local places: Feature, geometry Point, properties name, slug,
 * aliases, kind, parent, country. Other geometries are skipped. */
#include <string.h>

#include "base/fail.h"
#include "place/gazetteer_rows.h"

enum { MAX_DEPTH = 64 };

typedef struct json_walk {
    gaz_rows *r;
    const char *s;
    size_t n, at;
    gaz_local l;
    sitrep_status status;
    sitrep_error *err;
} json_walk;

static void skip_blank(json_walk *w)
{
    while (w->at < w->n && (w->s[w->at] == ' ' || w->s[w->at] == '\n' || w->s[w->at] == '\r' || w->s[w->at] == '\t')) {
        w->at++;
    }
}

static bool eat(json_walk *w, char c)
{
    skip_blank(w);
    if (w->at < w->n && w->s[w->at] == c) {
        w->at++;
        return true;
    }
    return false;
}

/* The bytes between the quotes; names with escapes are kept as they stand. */
static bool read_string(json_walk *w, gaz_slice *out)
{
    if (!eat(w, '"')) {
        return false;
    }
    size_t b = w->at;
    while (w->at < w->n && w->s[w->at] != '"') {
        w->at += w->s[w->at] == '\\' ? 2 : 1;
    }
    if (w->at >= w->n) {
        return false;
    }
    *out = (gaz_slice){w->s + b, w->at - b};
    w->at++;
    return true;
}

static bool read_value(json_walk *w, gaz_slice key, int depth, gaz_slice *text, double *number, bool *is_number);

static bool read_array(json_walk *w, gaz_slice key, int depth)
{
    double xy[2] = {0, 0};
    uint32_t n = 0, numbers = 0;
    if (eat(w, ']')) {
        return true;
    }
    do {
        gaz_slice text = {"", 0};
        double v = 0;
        bool number = false;
        /* pairs inside pairs belong to lines and areas, which are not points: they get no key */
        if (!read_value(w, (gaz_slice){"", 0}, depth + 1, &text, &v, &number)) {
            return false;
        }
        if (n < 2 && number) {
            xy[n] = v;
            numbers++;
        }
        n++;
    } while (eat(w, ','));
    if (key.n == 11 && memcmp(key.s, "coordinates", 11) == 0 && numbers == 2) {
        w->l.lon_deg = xy[0];
        w->l.lat_deg = xy[1];
        w->l.located = true;
    }
    return eat(w, ']');
}

static bool read_object(json_walk *w, int depth)
{
    bool feature = false;
    if (eat(w, '}')) {
        return true;
    }
    do {
        static const char *const names[6] = {"slug", "name", "aliases", "kind", "parent", "country"};
        gaz_slice *to[6] = {&w->l.slug, &w->l.name, &w->l.aliases, &w->l.kind, &w->l.parent, &w->l.country};
        gaz_slice key, text = {"", 0};
        double v = 0;
        bool number = false;
        if (!read_string(w, &key) || !eat(w, ':') || !read_value(w, key, depth + 1, &text, &v, &number)) {
            return false;
        }
        for (int i = 0; i < 6; i++) {
            if (text.n > 0 && key.n == strlen(names[i]) && memcmp(key.s, names[i], key.n) == 0) {
                *to[i] = text;
            }
        }
        if (key.n == 4 && memcmp(key.s, "type", 4) == 0) {
            feature |= text.n == 7 && memcmp(text.s, "Feature", 7) == 0;
        }
    } while (eat(w, ','));
    if (feature) {
        w->status = gaz_add_local(w->r, &w->l, w->err);
        memset(&w->l, 0, sizeof w->l);
    }
    return eat(w, '}') && w->status == SITREP_OK;
}

static bool read_value(json_walk *w, gaz_slice key, int depth, gaz_slice *text, double *number, bool *is_number)
{
    if (depth > MAX_DEPTH) {
        return false;
    }
    skip_blank(w);
    if (w->at >= w->n) {
        return false;
    }
    if (w->s[w->at] == '"') {
        return read_string(w, text);
    }
    if (eat(w, '{')) {
        return read_object(w, depth);
    }
    if (eat(w, '[')) {
        return read_array(w, key, depth);
    }
    size_t b = w->at;
    while (w->at < w->n && strchr(",]} \n\r\t", w->s[w->at]) == NULL) {
        w->at++;
    }
    *is_number = gaz_parse_number((gaz_slice){w->s + b, w->at - b}, number);
    return w->at > b;
}

sitrep_status gaz_read_geojson(gaz_rows *r, const char *path, const char *s, size_t n, sitrep_error *err)
{
    json_walk w = {r, s, n, 0, {{"", 0}, {"", 0}, {"", 0}, {"", 0}, {"", 0}, {"", 0}, 0, 0, false}, SITREP_OK, err};
    gaz_slice text, none = {"", 0};
    double number;
    bool is_number;
    uint32_t before = r->n_places + r->n_skipped;
    if (!read_value(&w, none, 0, &text, &number, &is_number)) {
        return w.status != SITREP_OK && w.status != SITREP_E_FORMAT ? w.status
                                                                    : fail_at(err, SITREP_E_FORMAT, "not GeoJSON", path, w.at, 0);
    }
    return r->n_places + r->n_skipped == before ? fail(err, SITREP_E_EMPTY, "no features", path) : SITREP_OK;
}
