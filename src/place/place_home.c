/* place_home.c: where an outlet is at home, by its own name. "dublinvillager.com", "Las Vegas Sun" and
 * "oxfordpress.com" bear the name of a town; which of the towns so called, the report's other names tell. No list of
 * outlets is needed. */
#include <math.h>
#include <string.h>

#include "place/place_words.h"
#include "place/toponym.h"

/* Domain endings of countries that papers of other countries use. */
#define GENERIC_ENDINGS " co tv io me ai fm cc ws to la gg eu ly "
/* Parts of a host that name nothing. */
#define HOST_PARTS " www com net org co news info gov edu ac online web "

enum { HOME_MAX_LABEL = 40, HOME_MIN_NAME = 4, HOME_MAX_GROUPS = 40, HOME_MAX_TOWNS = 12 };

static bool in_list(const char *list, const char *s, size_t n)
{
    for (const char *p = list; *p != 0;) {
        size_t k = strcspn(p, " ");
        if (k == n && n > 0 && memcmp(p, s, n) == 0) {
            return true;
        }
        p += k;
        p += strspn(p, " ");
    }
    return false;
}

/* Is s a row of the words that newspapers are called by ("dailynews"), or empty? */
static bool is_media_words(const char *s, size_t n)
{
    if (n == 0) {
        return true;
    }
    for (size_t k = n; k >= 2; k--) {
        if (in_list(PLACE_MEDIA_WORDS, s, k) && is_media_words(s + k, n - k)) {
            return true;
        }
    }
    return false;
}

/* Towns, provinces and countries of the name, the largest first; with one blank put in where the whole is no name
 * ("lasvegas"). */
static uint32_t find_towns(const place_gazetteer *g, const char *s, size_t n, place_name_hit *hit)
{
    char key[HOME_MAX_LABEL + 2];
    uint32_t kept = 0;
    if (in_list(PLACE_DIRECTION_WORDS, s, n)) {
        return 0; /* "Northern Courier" */
    }
    for (size_t gap = 0; gap + 2 < n && kept == 0; gap = gap == 0 ? 3 : gap + 1) {
        place_name_hit all[PLACE_MAX_CANDIDATES];
        memcpy(key, s, gap);
        key[gap] = ' ';
        memcpy(key + gap + (gap > 0), s + gap, n - gap);
        uint32_t k = place_find_name(g, key, n + (gap > 0), all, PLACE_MAX_CANDIDATES);
        for (uint32_t i = 0; i < k && kept < HOME_MAX_TOWNS; i++) {
            place_entry e;
            place_get_entry(g, all[i].place, &e);
            bool town = (e.cls == PLACE_IS_TOWN || e.cls == PLACE_IS_PROVINCE || e.cls == PLACE_IS_COUNTRY) &&
                        e.population >= PLACE_HOME_POPULATION;
            if (town && (all[i].kind == PLACE_NAME_MAIN ||
                         (all[i].kind == PLACE_NAME_ALIAS && e.population >= 10 * PLACE_HOME_POPULATION))) {
                hit[kept++] = all[i];
            }
        }
    }
    return kept;
}

/* The place in a label of letters: a name at its begin or end, and words for newspapers in the rest. */
static uint32_t read_label(const place_gazetteer *g, const char *s, size_t n, place_name_hit *hit)
{
    for (int the = 0; the < 2; the++) { /* "theoxfordpress" */
        if (the == 1) {
            if (n < 3 || memcmp(s, "the", 3) != 0) {
                break;
            }
            s += 3;
            n -= 3;
        }
        if (is_media_words(s, n)) {
            return 0;
        }
        for (size_t k = n; k >= HOME_MIN_NAME; k--) {
            uint32_t found = is_media_words(s + k, n - k) ? find_towns(g, s, k, hit) : 0;
            found = found == 0 && is_media_words(s, n - k) ? find_towns(g, s + n - k, k, hit) : found;
            if (found > 0) {
                return found;
            }
        }
    }
    return 0;
}

/* How near the report's other names can lie to a town: sum over names of exp(-distance of the nearest candidate / 100
 * km). */
static double support_of(const place_gazetteer *g, const place_entry *town, const place_toponyms *list)
{
    double sum = 0;
    uint32_t groups = 0;
    for (uint32_t i = 0; i < list->n && groups < HOME_MAX_GROUPS; i++) {
        const place_toponym *t = &list->v[i];
        if (t->group != i || t->n_hits == 0) {
            continue;
        }
        groups++;
        double best = 0;
        for (uint32_t h = 0; h < t->n_hits; h++) {
            place_entry e;
            place_get_entry(g, t->hits[h].place, &e);
            double near = e.cls == PLACE_IS_COUNTRY
                              ? (e.country == town->country ? 0.1 : 0)
                              : exp(-place_distance_km(e.lat_deg, e.lon_deg, town->lat_deg, town->lon_deg) / 100);
            best = near > best ? near : best;
        }
        sum += best;
    }
    return sum;
}

/* The country of the host's ending ("jp", "co.uk"), or GAZ_NONE. */
static uint32_t country_of_ending(const place_gazetteer *g, const char *host)
{
    const char *dot = strrchr(host, '.');
    if (dot == NULL || strlen(dot) != 3 || in_list(GENERIC_ENDINGS, dot + 1, 2)) {
        return GAZ_NONE;
    }
    return place_find_country(g, strcmp(dot, ".uk") == 0 ? "gb" : dot + 1);
}

bool place_find_home(const place_gazetteer *g, const char *outlet, const place_toponyms *list, place_entry *home,
                     bool *town)
{
    *town = false;
    if (outlet == NULL) {
        return false;
    }
    uint32_t country = country_of_ending(g, outlet);
    place_name_hit hit[HOME_MAX_TOWNS];
    uint32_t n_hits = 0;
    bool host = strchr(outlet, '.') != NULL;
    char label[HOME_MAX_LABEL];
    size_t n = 0;
    for (const char *p = outlet;; p++) { /* letters only; a host's labels one by one, a name's words together */
        char c = *p >= 'A' && *p <= 'Z' ? (char)(*p + 32) : *p;
        if (c >= 'a' && c <= 'z' && n < sizeof label) {
            label[n++] = c;
        } else if ((c == '.' && host) || c == 0) {
            n_hits = n_hits == 0 && n < sizeof label && !in_list(HOST_PARTS, label, n) ? read_label(g, label, n, hit)
                                                                                       : n_hits;
            n = 0;
        }
        if (c == 0) {
            break;
        }
    }
    double best = -1, people = 0;
    for (uint32_t i = 0; i < n_hits; i++) {
        place_entry e;
        place_get_entry(g, hit[i].place, &e);
        people += e.population;
    }
    for (uint32_t i = 0; i < n_hits; i++) {
        place_entry e;
        place_get_entry(g, hit[i].place, &e);
        double support = support_of(g, &e, list) + PLACE_HOME_PRIOR * e.population / (people + 1) +
                         (country != GAZ_NONE && e.country_place == country ? 10 : 0);
        if (support > best + 0.01) { /* of equals the largest, which comes first */
            best = support;
            *home = e;
            *town = e.cls == PLACE_IS_TOWN;
        }
    }
    if (n_hits > 0) {
        return true;
    }
    if (country != GAZ_NONE) {
        place_get_entry(g, country, home);
        return true;
    }
    return false;
}
