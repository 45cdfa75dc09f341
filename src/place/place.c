/* place.c: from toponyms and place phrases to the report's places. See place.h.
 *
 * Three kinds of phrase: a name ("Sirte"), a description that holds a name ("eastern Libya", "a hotel in Sirte"), and a
 * description without one ("the university campus", "the city"). A name in front of a building's word ("the Ouagadougou
 * centre") is the building's name: it is a place of the town that is spoken of, not the town so called. */
#include "place/place.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/hash.h"
#include "place/place_words.h"
#include "place/toponym.h"

#define DETERMINERS "the a an this that these those his her its their our your my some another each every one"
#define DEICTIC "there here where which it elsewhere everywhere somewhere anywhere home abroad that this what who them they"
#define CLASS_WORDS PLACE_TOWN_WORDS " " PLACE_PROVINCE_WORDS " " PLACE_COUNTRY_WORDS
#define AREA_WORDS "area areas zone place location site scene spot territory land"

typedef struct stage {
    const place_gazetteer *g;
    mention_list *mentions;
    rec_report *r;
    place_toponyms names;
    int32_t *place_of;  /* [names.n] index of the report's place, or -1 */
    bool *building;     /* [names.n] the name belongs to the building whose word follows */
    uint32_t *entry_of; /* [n_places] gazetteer entry or GAZ_NONE */
    uint64_t *key_of;   /* [n_places] hash of the folded name */
    uint8_t *class_of;  /* [n_places] place_class */
    size_t cap_extra;
} stage;

/* ---- places of the report ----------------------------------------------------------------------------------------- */

static const char *precision_of(uint8_t cls)
{
    static const char *const names[] = {"town", "district", "province", "country", "province", NULL, "site"};
    return cls < sizeof names / sizeof names[0] ? names[cls] : NULL;
}

/* The report's place with that entry (or, unplaced, that name inside the same place), or -1. */
static int32_t find_place(const stage *s, uint32_t entry, uint64_t key, int32_t within)
{
    for (uint32_t i = 0; i < s->r->n_places; i++) {
        if (entry != GAZ_NONE ? s->entry_of[i] == entry
                              : s->entry_of[i] == GAZ_NONE && s->key_of[i] == key && s->r->places[i].within == within) {
            return (int32_t)i;
        }
    }
    return -1;
}

static sitrep_status add_place(stage *s, uint32_t entry, uint64_t key, uint8_t cls, int32_t *index)
{
    uint32_t n = s->r->n_places;
    if (n >= s->cap_extra) {
        /* three arrays beside the report's: grown together */
        size_t cap = s->cap_extra, cap2 = s->cap_extra, cap3 = s->cap_extra;
        uint32_t *e = arena_grow(s->r->arena, s->entry_of, n, &cap, sizeof *e);
        uint64_t *k = arena_grow(s->r->arena, s->key_of, n, &cap2, sizeof *k);
        uint8_t *c = arena_grow(s->r->arena, s->class_of, n, &cap3, sizeof *c);
        if (e == NULL || k == NULL || c == NULL) {
            return SITREP_E_NOMEM;
        }
        s->entry_of = e;
        s->key_of = k;
        s->class_of = c;
        s->cap_extra = cap < cap2 ? (cap < cap3 ? cap : cap3) : (cap2 < cap3 ? cap2 : cap3);
    }
    rec_place *p = rec_add_place(s->r);
    if (p == NULL) {
        return SITREP_E_NOMEM;
    }
    s->entry_of[n] = entry;
    s->key_of[n] = key;
    s->class_of[n] = cls;
    *index = (int32_t)n;
    return SITREP_OK;
}

static const char *ref_of(base_arena *arena, const place_entry *e)
{
    char text[128];
    int n = e->geonames_id != 0 ? snprintf(text, sizeof text, "geonames:%u", e->geonames_id)
            : e->slug != NULL   ? snprintf(text, sizeof text, "site:%s", e->slug)
                                : 0;
    return n > 0 ? arena_strndup(arena, text, strlen(text)) : NULL;
}

static bool fill_entry(stage *s, rec_place *p, uint32_t entry)
{
    place_entry e;
    place_get_entry(s->g, entry, &e);
    p->name = e.name;
    p->ref = ref_of(s->r->arena, &e);
    p->feature = e.feature;
    p->located = e.located; /* a site that is known only by its town has no position of its own */
    p->lat_deg = e.located ? e.lat_deg : 0;
    p->lon_deg = e.located ? e.lon_deg : 0;
    p->admin1 = e.admin1;
    p->country = e.iso3;
    p->precision = precision_of(e.cls);
    return p->ref != NULL || (e.geonames_id == 0 && e.slug == NULL);
}

/* Why this candidate, and who came next: for explain. */
static sitrep_status tell_choice(stage *s, rec_place *p, const place_toponym *t)
{
    static const char *const reasons[PF_N + 1] = {
        [PF_POPULATION] = "the largest", [PF_SHARE] = "by far the largest", [PF_LARGEST] = "the largest",
        [PF_COUNTRY] = "a country", [PF_CAPITAL] = "a capital", [PF_SEAT] = "a provincial capital",
        [PF_DOC_COUNTRY] = "in the country of the other places", [PF_DOC_ADMIN1] = "in the province of the other places",
        [PF_COUNTRY_NAMED] = "its country is named", [PF_ADMIN1_NAMED] = "its province is named",
        [PF_NEAREST] = "near another place of the report", [PF_NEAR] = "near the report's other places",
        [PF_COMMA] = "the words after it say where", [PF_COMMA_ELSEWHERE] = "the report says elsewhere where it is",
        [PF_HOME_NEAR] = "near the paper's home", [PF_HOME_FAR] = "in the paper's region",
        [PF_HOME_ADMIN1] = "in the paper's state", [PF_HOME_COUNTRY] = "in the paper's country",
        [PF_WORD_FITS] = "the word beside it says what it is", [PF_N] = NULL};
    char text[160];
    int n = t->n_hits == 1 ? snprintf(text, sizeof text, "the only place of that name in the gazetteer")
                           : snprintf(text, sizeof text, "of %u places of that name the likeliest%s%s", t->n_hits,
                                      reasons[t->reason] != NULL ? ": " : "", reasons[t->reason] != NULL ? reasons[t->reason] : "");
    p->why = arena_strndup(s->r->arena, text, (size_t)n);
    if (p->why == NULL) {
        return SITREP_E_NOMEM;
    }
    if (t->n_hits < 2) {
        return SITREP_OK;
    }
    base_buf b;
    buf_init(&b, s->r->arena->allocator);
    float below = 2;
    int32_t last = t->chosen;
    for (int k = 0; k < 3; k++) {
        int32_t best = -1;
        for (uint32_t h = 0; h < t->n_hits; h++) {
            bool later = t->hit_score[h] < below || (t->hit_score[h] == below && (int32_t)h > last);
            if ((int32_t)h != t->chosen && later && (best < 0 || t->hit_score[h] > t->hit_score[best])) {
                best = (int32_t)h;
            }
        }
        if (best < 0) {
            break;
        }
        below = t->hit_score[best];
        last = best;
        place_entry e;
        place_get_entry(s->g, t->hits[best].place, &e);
        buf_puts(&b, k == 0 ? "[{\"name\":" : ",{\"name\":");
        buf_put_json(&b, e.name, strlen(e.name));
        if (e.iso3 != NULL) {
            buf_puts(&b, ",\"country\":\"");
            buf_puts(&b, e.iso3);
            buf_puts(&b, "\"");
        }
        if (e.geonames_id != 0) {
            buf_printf(&b, ",\"ref\":\"geonames:%u\"", e.geonames_id);
        }
        buf_puts(&b, ",\"lat\":");
        buf_put_fixed(&b, e.lat_deg, 4);
        buf_puts(&b, ",\"lon\":");
        buf_put_fixed(&b, e.lon_deg, 4);
        buf_puts(&b, ",\"score\":");
        buf_put_fixed(&b, (double)t->hit_score[best], 3);
        buf_puts(&b, "}");
    }
    buf_puts(&b, "]");
    p->alternatives = b.ok ? arena_strndup(s->r->arena, b.data, b.n) : NULL;
    buf_clear(&b);
    return p->alternatives != NULL ? SITREP_OK : SITREP_E_NOMEM;
}

/* ---- words -------------------------------------------------------------------------------------------------------- */

static base_span token(const stage *s, uint32_t t) { return s->r->doc.tokens[t].span; }

static bool is_word(const stage *s, uint32_t t, const char *list) { return place_word_in(&s->r->doc, token(s, t), list); }

static char *words_of(const stage *s, base_span span)
{
    char *copy = arena_strndup(s->r->arena, s->r->doc.text + span.b, span.e - span.b);
    for (char *p = copy; p != NULL && *p != 0; p++) {
        *p = *p == '\n' || *p == '\t' ? ' ' : *p;
    }
    return copy;
}

static uint64_t key_of_words(const stage *s, base_span span)
{
    char key[PLACE_MAX_KEY];
    size_t n = place_make_key(s->r->doc.text + span.b, span.e - span.b, key, sizeof key);
    return hash_bytes(key, n, GAZ_VERSION);
}

/* The nearest place named before byte of one of the classes (bits), else the first after; -1 when there is none. */
static int32_t nearest_named(const stage *s, uint32_t byte, uint32_t classes)
{
    int32_t found = -1;
    for (uint32_t i = 0; i < s->names.n; i++) {
        int32_t p = s->place_of[i];
        if (p < 0 || s->building[i] || (classes >> s->class_of[p] & 1) == 0) {
            continue;
        }
        if (s->names.v[i].span.b >= byte) {
            return found >= 0 ? found : p;
        }
        found = p;
    }
    return found;
}

enum {
    TOWNS = 1u << PLACE_IS_TOWN,
    PROVINCES = 1u << PLACE_IS_PROVINCE | 1u << PLACE_IS_REGION,
    COUNTRIES = 1u << PLACE_IS_COUNTRY,
    ANY = 0xFF
};

static int32_t salient_town(const stage *s, uint32_t byte)
{
    int32_t p = nearest_named(s, byte, TOWNS);
    p = p >= 0 ? p : nearest_named(s, byte, PROVINCES | 1u << PLACE_IS_DISTRICT);
    return p >= 0 ? p : nearest_named(s, byte, COUNTRIES);
}

/* ---- names -------------------------------------------------------------------------------------------------------- */

/* A name before a building's word is asked for whole ("Menagh airbase"); unknown, it is set aside until the rest is placed. */
static sitrep_status mark_buildings(stage *s)
{
    const text_doc *doc = &s->r->doc;
    for (uint32_t i = 0; i < s->names.n; i++) {
        place_toponym *t = &s->names.v[i];
        base_span word = place_word_after(doc, t->span.e);
        if (t->adjective || word.b != t->span.e + 1 || !place_word_in(doc, word, PLACE_SITE_WORDS)) {
            continue;
        }
        place_toponyms whole;
        memset(&whole, 0, sizeof whole);
        sitrep_status status =
            place_add_toponym(s->g, s->r->arena, doc, (base_span){t->span.b, word.e}, false, &whole);
        if (status != SITREP_OK) {
            return status;
        }
        if (whole.v[0].n_hits > 0) {
            whole.v[0].given = t->given;
            whole.v[0].mention = t->mention;
            whole.v[0].group = i;
            *t = whole.v[0];
            continue;
        }
        bool alone = false; /* does the name stand by itself anywhere? */
        for (uint32_t k = 0; k < s->names.n && !alone; k++) {
            base_span after = place_word_after(doc, s->names.v[k].span.e);
            alone = k != i && s->names.v[k].key == t->key && !place_word_in(doc, after, PLACE_SITE_WORDS);
        }
        s->building[i] = true;
        t->aside = !alone;
    }
    return SITREP_OK;
}

static sitrep_status place_names(stage *s)
{
    for (uint32_t i = 0; i < s->names.n; i++) {
        const place_toponym *t = &s->names.v[i];
        s->place_of[i] = -1;
        if (t->adjective || s->building[i]) {
            continue;
        }
        bool sure = t->chosen >= 0 && t->score >= PLACE_MIN_SCORE;
        uint32_t entry = sure ? t->hits[t->chosen].place : GAZ_NONE;
        int32_t p = find_place(s, entry, t->key, -1);
        sitrep_status status = SITREP_OK;
        if (p < 0) {
            place_entry e;
            memset(&e, 0, sizeof e);
            e.cls = PLACE_IS_TOWN;
            if (sure) {
                place_get_entry(s->g, entry, &e);
            }
            status = add_place(s, entry, t->key, e.cls, &p);
            if (status != SITREP_OK) {
                return status;
            }
            rec_place *place = &s->r->places[p];
            place->score = t->score;
            if (sure) {
                if (!fill_entry(s, place, entry)) {
                    return SITREP_E_NOMEM;
                }
                if (t->hits[t->chosen].kind == PLACE_NAME_ALIAS && e.cls != PLACE_IS_COUNTRY &&
                    s->r->doc.tokens[text_token_at(&s->r->doc, t->span.b)].shape != SHAPE_UPPER) {
                    place->name = words_of(s, t->span); /* "Misrata" reads better than the gazetteer's "Misratah" with its marks */
                    if (place->name == NULL) {
                        return SITREP_E_NOMEM;
                    }
                }
                status = tell_choice(s, place, t);
            } else {
                place->name = words_of(s, t->span);
                place->why = t->n_hits == 0 ? "no place of that name in the gazetteer" : "several places of that name, none likely enough";
                status = place->name == NULL ? SITREP_E_NOMEM : SITREP_OK;
            }
        }
        s->place_of[i] = p;
        s->r->places[p].score = t->score > s->r->places[p].score ? t->score : s->r->places[p].score;
        status = status == SITREP_OK ? rec_mention_place(s->r, p, t->span, HOW_NAME) : status;
        if (status != SITREP_OK) {
            return status;
        }
    }
    return SITREP_OK;
}

/* within: the container after the comma, else the smallest named place that holds it by the gazetteer. */
static void nest_places(stage *s)
{
    for (uint32_t i = 0; i < s->names.n; i++) {
        const place_toponym *t = &s->names.v[i];
        if (t->container >= 0 && s->place_of[i] >= 0 && s->place_of[t->container] >= 0 &&
            s->place_of[i] != s->place_of[t->container] && s->r->places[s->place_of[i]].within < 0 &&
            s->r->places[s->place_of[t->container]].within != s->place_of[i]) {
            s->r->places[s->place_of[i]].within = s->place_of[t->container];
        }
    }
    for (uint32_t i = 0; i < s->r->n_places; i++) {
        if (s->entry_of[i] == GAZ_NONE || s->r->places[i].within >= 0) {
            continue;
        }
        place_entry e;
        place_get_entry(s->g, s->entry_of[i], &e);
        uint32_t chain[3] = {e.up, e.admin1_place, e.country_place};
        for (int k = 0; k < 3 && s->r->places[i].within < 0; k++) {
            int32_t p = chain[k] != GAZ_NONE && chain[k] != s->entry_of[i] ? find_place(s, chain[k], 0, -1) : -1;
            if (p >= 0 && s->r->places[p].within != (int32_t)i) {
                s->r->places[i].within = p;
            }
        }
    }
}

/* ---- descriptions ------------------------------------------------------------------------------------------------- */

/* A place of its own that words describe. A site of the gazetteer that bears these words near `within` gives its position. */
static sitrep_status add_described(stage *s, base_span words, base_span said, int32_t within, const char *precision,
                                   const char *feature, const char *why, int32_t *index)
{
    uint64_t key = key_of_words(s, words);
    *index = find_place(s, GAZ_NONE, key, within);
    sitrep_status status = SITREP_OK;
    if (*index < 0) {
        char folded[PLACE_MAX_KEY];
        size_t n = place_make_key(s->r->doc.text + words.b, words.e - words.b, folded, sizeof folded);
        place_name_hit hit[PLACE_MAX_CANDIDATES];
        uint32_t n_hits = place_find_name(s->g, folded, n, hit, PLACE_MAX_CANDIDATES), entry = GAZ_NONE;
        for (uint32_t h = 0; h < n_hits && entry == GAZ_NONE && within >= 0; h++) {
            place_entry e;
            place_get_entry(s->g, hit[h].place, &e);
            const rec_place *in = &s->r->places[within];
            bool near = in->located && place_distance_km(e.lat_deg, e.lon_deg, in->lat_deg, in->lon_deg) < PLACE_SITE_KM;
            entry = e.cls == PLACE_IS_SITE && near ? hit[h].place : GAZ_NONE;
        }
        status = add_place(s, entry, key, precision != NULL && strcmp(precision, "site") == 0 ? PLACE_IS_SITE : PLACE_IS_DISTRICT, index);
        if (status != SITREP_OK) {
            return status;
        }
        rec_place *p = &s->r->places[*index];
        if (entry != GAZ_NONE && !fill_entry(s, p, entry)) {
            return SITREP_E_NOMEM;
        }
        if (entry == GAZ_NONE) {
            p->name = words_of(s, words);
            p->feature = feature;
            p->precision = precision;
        }
        p->within = within;
        p->why = why;
        p->score = within >= 0 ? 0.7f : 0.5f;
        if (within >= 0) {
            p->country = s->r->places[within].country;
            p->admin1 = s->r->places[within].admin1;
        }
        if (p->name == NULL) {
            return SITREP_E_NOMEM;
        }
    }
    return rec_mention_place(s->r, *index, said, HOW_NOMINAL);
}

static const char *feature_word(const stage *s, uint32_t t)
{
    base_span w = token(s, t);
    char *copy = arena_strndup(s->r->arena, s->r->doc.text + w.b, w.e - w.b);
    for (char *p = copy; p != NULL && *p != 0; p++) {
        *p = *p >= 'A' && *p <= 'Z' ? (char)(*p + 32) : *p;
    }
    return copy;
}

/* "the Ouagadougou centre": the building is the place. It lies in its namesake where that is spoken of by itself, or where the
 * namesake lies in the country that the report is about; else in the town that is spoken of. */
static sitrep_status place_buildings(stage *s)
{
    for (uint32_t i = 0; i < s->names.n; i++) {
        if (!s->building[i]) {
            continue;
        }
        const place_toponym *t = &s->names.v[i];
        base_span word = place_word_after(&s->r->doc, t->span.e), span = {t->span.b, word.e};
        int32_t namesake = t->chosen >= 0 ? find_place(s, t->hits[t->chosen].place, 0, -1) : -1;
        int32_t town = salient_town(s, t->span.b), within = namesake >= 0 ? namesake : town;
        if (namesake < 0 && t->chosen >= 0 && !t->adjective && t->score >= PLACE_MIN_SCORE) {
            place_entry e;
            place_get_entry(s->g, t->hits[t->chosen].place, &e);
            bool same = town < 0 || (e.iso3 != NULL && s->r->places[town].country != NULL &&
                                     strcmp(e.iso3, s->r->places[town].country) == 0);
            if (same && e.cls == PLACE_IS_TOWN) {
                sitrep_status status = add_place(s, t->hits[t->chosen].place, t->key, e.cls, &within);
                if (status != SITREP_OK) {
                    return status;
                }
                if (!fill_entry(s, &s->r->places[within], t->hits[t->chosen].place)) {
                    return SITREP_E_NOMEM;
                }
                s->r->places[within].score = t->score;
                s->r->places[within].why = "named by a building of the town";
                status = rec_mention_place(s->r, within, t->span, HOW_NAME);
                if (status != SITREP_OK) {
                    return status;
                }
            }
        }
        uint32_t at = text_token_at(&s->r->doc, word.b);
        const char *feature = feature_word(s, at < s->r->doc.n_tokens ? at : 0);
        if (feature == NULL) {
            return SITREP_E_NOMEM;
        }
        sitrep_status status = add_described(s, span, span, within, "site", feature,
                                             "a building or ground of that name, in the town that is spoken of", &s->place_of[i]);
        if (status != SITREP_OK) {
            return status;
        }
    }
    return SITREP_OK;
}

/* The toponym of a mention that the phrase is about: the one at its head, else the first. -1: none inside. */
static int32_t name_inside(const stage *s, base_span span, base_span head)
{
    int32_t found = -1;
    for (uint32_t i = 0; i < s->names.n; i++) {
        base_span t = s->names.v[i].span;
        if (s->place_of[i] < 0 || !span_overlaps(t, span)) {
            continue;
        }
        if (span_overlaps(t, head)) {
            return (int32_t)i;
        }
        found = found < 0 ? (int32_t)i : found;
    }
    return found;
}

static sitrep_status describe_without_name(stage *s, mention *m, uint32_t b, base_span said)
{
    uint32_t head = m->head >= b && m->head < m->tok_e ? m->head : m->tok_e - 1;
    static const char definite_words[] = "the this that their its his her our";
    /* phrases mostly come without their article: it stands before them */
    bool definite = is_word(s, m->tok_b, definite_words) ||
                    (m->tok_b > s->r->doc.sents[s->r->doc.tokens[m->tok_b].sentence].tok_b && is_word(s, m->tok_b - 1, definite_words));
    base_span words = text_span(&s->r->doc, b, m->tok_e);
    if (m->tok_e - b == 1 && definite) {
        uint32_t classes = is_word(s, b, PLACE_TOWN_WORDS)       ? TOWNS
                           : is_word(s, b, PLACE_PROVINCE_WORDS) ? PROVINCES
                           : is_word(s, b, PLACE_COUNTRY_WORDS)  ? COUNTRIES
                           : is_word(s, b, AREA_WORDS)           ? ANY
                                                                 : 0;
        int32_t p = classes != 0 ? nearest_named(s, said.b, classes) : -1;
        if (p >= 0) {
            m->place = p;
            return rec_mention_place(s->r, p, said, HOW_NOMINAL);
        }
    }
    bool site = is_word(s, head, PLACE_SITE_WORDS), part = is_word(s, head, PLACE_PART_WORDS " " PLACE_DISTRICT_WORDS " " PLACE_DIRECTION_WORDS);
    const char *feature = site ? feature_word(s, head) : NULL;
    if (site && feature == NULL) {
        return SITREP_E_NOMEM;
    }
    int32_t within = salient_town(s, said.b);
    const char *country = NULL;
    for (uint32_t i = 0; i < s->names.n; i++) { /* "Libyan soil" lies in Libya, whatever town was spoken of */
        const place_toponym *t = &s->names.v[i];
        if (t->adjective && t->chosen >= 0 && span_contains(words, t->span)) {
            place_entry e;
            place_get_entry(s->g, t->hits[t->chosen].place, &e);
            within = find_place(s, t->hits[t->chosen].place, 0, -1);
            country = e.iso3;
        }
    }
    sitrep_status status =
        add_described(s, words, said, within, site ? "site" : part ? "district" : NULL, feature,
                      "described, not named; in the place that is spoken of", &m->place);
    if (status == SITREP_OK && country != NULL && s->r->places[m->place].country == NULL) {
        s->r->places[m->place].country = country;
    }
    return status;
}

static sitrep_status describe_mention(stage *s, mention *m)
{
    const text_doc *doc = &s->r->doc;
    uint32_t b = m->tok_b;
    while (b + 1 < m->tok_e && is_word(s, b, DETERMINERS)) {
        b++;
    }
    base_span said = text_span(doc, m->tok_b, m->tok_e);
    uint32_t head = m->head >= m->tok_b && m->head < m->tok_e ? m->head : m->tok_e - 1;
    int32_t name = name_inside(s, said, token(s, head));
    if (name < 0) {
        bool adjective_only = false; /* "Libyan": no place of a record */
        for (uint32_t i = 0; i < s->names.n; i++) {
            adjective_only |= s->names.v[i].adjective && span_contains(s->names.v[i].span, text_span(doc, b, m->tok_e));
        }
        if (adjective_only || (m->tok_e - b == 1 && is_word(s, b, DEICTIC))) {
            return SITREP_OK;
        }
        return (m->roles & MENTION_PLACE) != 0 ? describe_without_name(s, m, b, said) : SITREP_OK;
    }
    int32_t place = s->place_of[name];
    base_span t = s->names.v[name].span;
    /* What stands beside the name decides: nothing or a class word is the place itself; a direction, a distance or a part
     * of it is a place inside or by it. */
    bool direction = false, part = false, site = false, number = false, other = false, comma = false;
    uint32_t site_token = 0;
    for (uint32_t k = b; k < m->tok_e; k++) {
        base_span w = token(s, k);
        if (span_overlaps(w, t) || comma) {
            continue;
        }
        comma = doc->text[w.b] == ',' && w.b >= t.e;
        if (doc->tokens[k].shape == SHAPE_PUNCT || is_word(s, k, "of in the at 's and a an to s on by from '" DETERMINERS)) {
            continue;
        }
        if (is_word(s, k, CLASS_WORDS)) {
            continue;
        }
        if (s->building[name] && is_word(s, k, PLACE_SITE_WORDS)) {
            continue;
        }
        number |= doc->tokens[k].shape == SHAPE_NUMBER || is_word(s, k, "km miles mile kilometers kilometres metres meters");
        direction |= is_word(s, k, PLACE_DIRECTION_WORDS);
        part |= is_word(s, k, PLACE_PART_WORDS " " PLACE_DISTRICT_WORDS " " PLACE_NEAR_WORDS);
        if (is_word(s, k, PLACE_SITE_WORDS)) {
            site = true;
            site_token = k;
        }
        other = true;
    }
    bool indefinite = is_word(s, m->tok_b, "a an") && !span_overlaps(token(s, head), t);
    if (!other && !indefinite) {
        m->place = place;
        return s->building[name] ? SITREP_OK : rec_mention_place(s->r, place, t, HOW_NAME);
    }
    bool about = span_overlaps(token(s, head), t);
    if (!(direction || part || site || number || indefinite) && (about || (m->roles & MENTION_PLACE) == 0)) {
        m->place = place;
        return SITREP_OK;
    }
    uint8_t cls = s->class_of[place];
    const char *precision = site ? "site" : cls == PLACE_IS_COUNTRY || cls == PLACE_IS_PROVINCE || cls == PLACE_IS_REGION ? "province" : "district";
    const char *feature = site ? feature_word(s, site_token) : NULL;
    if (site && feature == NULL) {
        return SITREP_E_NOMEM;
    }
    return add_described(s, text_span(doc, b, m->tok_e), said, place, precision, feature,
                         number ? "told by its distance from a named place" : "a part or a ground of the named place", &m->place);
}

/* ---- the stage ---------------------------------------------------------------------------------------------------- */

/* The host of the report's address, or the outlet where it is written as one. */
static const char *outlet_of(const rec_report *r)
{
    if (r->origin.outlet != NULL && strchr(r->origin.outlet, '.') != NULL) {
        return r->origin.outlet;
    }
    const char *host = r->origin.uri != NULL ? strstr(r->origin.uri, "://") : NULL;
    if (host == NULL) {
        return NULL;
    }
    host += 3;
    return arena_strndup(r->arena, host, strcspn(host, "/:?#"));
}

sitrep_status place_resolve(const place_gazetteer *g, mention_list *mentions, rec_report *r)
{
    stage s;
    memset(&s, 0, sizeof s);
    s.g = g;
    s.mentions = mentions;
    s.r = r;
    for (uint32_t i = 0; i < mentions->n; i++) {
        mentions->v[i].place = -1;
    }
    sitrep_status status = place_find_toponyms(g, r->arena, &r->doc, mentions, &s.names);
    s.place_of = arena_array(r->arena, s.names.n, sizeof *s.place_of);
    s.building = arena_array(r->arena, s.names.n, sizeof *s.building);
    if (s.place_of == NULL || s.building == NULL) {
        return SITREP_E_NOMEM;
    }
    if (status == SITREP_OK && s.names.n >= PLACE_MAX_TOPONYMS) {
        status = rec_add_warning(r, "places-cut", "more place names than are resolved in one report", s.names.v[s.names.n - 1].span);
    }
    if (status == SITREP_OK) {
        status = mark_buildings(&s);
    }
    if (status == SITREP_OK) {
        status = place_rank_toponyms(g, r->arena, &r->doc, outlet_of(r), &s.names, NULL, NULL);
    }
    if (status == SITREP_OK) {
        status = place_names(&s);
    }
    if (status == SITREP_OK) {
        nest_places(&s);
        status = place_buildings(&s);
    }
    for (uint32_t i = 0; i < mentions->n && status == SITREP_OK; i++) {
        mention *one = &mentions->v[i];
        if (((one->roles & MENTION_PLACE) != 0 || one->ner == NER_LOC) && one->tok_b < one->tok_e &&
            one->tok_e <= r->doc.n_tokens) {
            status = describe_mention(&s, one);
        }
    }
    return status;
}
