/* place.c: from toponyms and place phrases to the report's places. See place.h.
 *
 * Three kinds of phrase: a name ("Sirte"), a description that holds a name ("eastern Libya", "a hotel in Sirte"), and a
 * description without one ("the university campus", "the city"). A name in front of a building's word ("the Ouagadougou
 * centre") is the building's name: it is a place of the town that is spoken of, not the town so called. */
#include "place/place.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "place/place_signs.h"
#include "place/place_stage.h"

/* Why this candidate, in words. errors: NOMEM. */
static sitrep_status tell_reason(place_stage *s, rec_place *p, const place_toponym *t)
{
    static const char *const reasons[PF_N + 1] = {[PF_POPULATION] = "the largest",
                                                  [PF_SHARE] = "by far the largest",
                                                  [PF_LARGEST] = "the largest",
                                                  [PF_COUNTRY] = "a country",
                                                  [PF_CAPITAL] = "a capital",
                                                  [PF_SEAT] = "a provincial capital",
                                                  [PF_DOC_COUNTRY] = "in the country of the other places",
                                                  [PF_DOC_ADMIN1] = "in the province of the other places",
                                                  [PF_COUNTRY_NAMED] = "its country is named",
                                                  [PF_ADMIN1_NAMED] = "its province is named",
                                                  [PF_NEAREST] = "near another place of the report",
                                                  [PF_NEAR] = "near the report's other places",
                                                  [PF_COMMA] = "the words after it say where",
                                                  [PF_COMMA_ELSEWHERE] = "the report says elsewhere where it is",
                                                  [PF_HOME_NEAR] = "near the paper's home",
                                                  [PF_HOME_FAR] = "in the paper's region",
                                                  [PF_HOME_ADMIN1] = "in the paper's state",
                                                  [PF_HOME_COUNTRY] = "in the paper's country",
                                                  [PF_WORD_FITS] = "the word beside it says what it is",
                                                  [PF_N] = NULL};
    char text[160];
    int n = t->n_hits == 1 ? snprintf(text, sizeof text, "the only place of that name in the gazetteer")
                           : snprintf(text, sizeof text, "of %u places of that name the likeliest%s%s", t->n_hits,
                                      reasons[t->reason] != NULL ? ": " : "",
                                      reasons[t->reason] != NULL ? reasons[t->reason] : "");
    p->why = arena_strndup(s->r->arena, text, (size_t)n);
    return p->why != NULL ? SITREP_OK : SITREP_E_NOMEM;
}

/* The likeliest candidate behind `last`, the chosen one left out; of the same score the one further on. -1: none. */
static int32_t next_candidate(const place_toponym *t, int32_t last, float below)
{
    int32_t best = -1;
    for (uint32_t h = 0; h < t->n_hits; h++) {
        bool later = t->hit_score[h] < below || (t->hit_score[h] == below && (int32_t)h > last);
        if ((int32_t)h != t->chosen && later && (best < 0 || t->hit_score[h] > t->hit_score[best])) {
            best = (int32_t)h;
        }
    }
    return best;
}

static void put_candidate(base_buf *b, const place_entry *e, float score)
{
    buf_puts(b, "{\"name\":");
    buf_put_json(b, e->name, strlen(e->name));
    if (e->iso3 != NULL) {
        buf_puts(b, ",\"country\":\"");
        buf_puts(b, e->iso3);
        buf_puts(b, "\"");
    }
    if (e->geonames_id != 0) {
        buf_printf(b, ",\"ref\":\"geonames:%u\"", e->geonames_id);
    }
    buf_puts(b, ",\"lat\":");
    buf_put_fixed(b, e->lat_deg, 4);
    buf_puts(b, ",\"lon\":");
    buf_put_fixed(b, e->lon_deg, 4);
    buf_puts(b, ",\"score\":");
    buf_put_fixed(b, (double)score, 3);
    buf_puts(b, "}");
}

/* Who came next, as JSON: for explain. errors: NOMEM. */
static sitrep_status tell_alternatives(place_stage *s, rec_place *p, const place_toponym *t)
{
    enum { ALTERNATIVES = 3 };
    base_buf b;
    buf_init(&b, s->r->arena->allocator);
    float below = 2; /* above any probability */
    int32_t last = t->chosen;
    for (int k = 0; k < ALTERNATIVES && (last = next_candidate(t, last, below)) >= 0; k++) {
        place_entry e;
        below = t->hit_score[last];
        place_get_entry(s->g, t->hits[last].place, &e);
        buf_puts(&b, k == 0 ? "[" : ",");
        put_candidate(&b, &e, below);
    }
    buf_puts(&b, "]");
    p->alternatives = b.ok ? arena_strndup(s->r->arena, b.data, b.n) : NULL;
    buf_clear(&b);
    return p->alternatives != NULL ? SITREP_OK : SITREP_E_NOMEM;
}

static sitrep_status tell_choice(place_stage *s, rec_place *p, const place_toponym *t)
{
    sitrep_status status = tell_reason(s, p, t);
    return status == SITREP_OK && t->n_hits > 1 ? tell_alternatives(s, p, t) : status;
}

/* ---- names --------------------------------------------------------------------------------------------------------
 */

/* Does anything that the report names elsewhere lie in the country of toponym i's choice, or near it? A name that
 * stands alone in its report has nothing to be compared with. */
static bool has_support(const place_stage *s, uint32_t i)
{
    const place_toponym *t = &s->names.v[i];
    place_entry e;
    place_get_entry(s->g, t->hits[t->chosen].place, &e);
    bool others = false;
    for (uint32_t k = 0; k < s->names.n; k++) {
        const place_toponym *o = &s->names.v[k];
        if (o->chosen < 0 || o->aside || o->group == t->group) {
            continue;
        }
        place_entry x;
        place_get_entry(s->g, o->hits[o->chosen].place, &x);
        bool wide = x.cls == PLACE_IS_COUNTRY || x.cls == PLACE_IS_REGION || x.cls == PLACE_IS_WATER;
        if ((x.country == e.country && e.country != 0xFF) ||
            (!wide && place_distance_km(e.lat_deg, e.lon_deg, x.lat_deg, x.lon_deg) < PLACE_FAR_KM)) {
            return true;
        }
        others = true;
    }
    return !others;
}

/* A small town far from all else that the report names: where the words lead to a place ("in X") it is another of that
 * name, which the gazetteer lacks, and stays open; elsewhere the word is no place's name here. */
static bool is_stray(const place_stage *s, uint32_t i, bool *led)
{
    const place_toponym *t = &s->names.v[i];
    place_entry e;
    *led = true;
    if (t->chosen < 0 || t->container >= 0) {
        return false;
    }
    place_get_entry(s->g, t->hits[t->chosen].place, &e);
    if (e.cls == PLACE_IS_COUNTRY || e.cls == PLACE_IS_REGION || e.cls == PLACE_IS_WATER ||
        e.population > PLACE_KNOWN_POPULATION || has_support(s, i)) {
        return false;
    }
    *led = false;
    for (uint32_t k = t->group; k < s->names.n && !*led; k++) {
        const place_toponym *o = &s->names.v[k];
        if (o->group == t->group) {
            uint32_t b = text_token_at(&s->r->doc, o->span.b), end = text_token_at(&s->r->doc, o->span.e - 1) + 1;
            *led = o->given || (place_read_signs(&s->r->doc, b, end) &
                                (SIGN_IN | SIGN_CLASS | SIGN_CIVIC | SIGN_PEOPLE | SIGN_BASED)) != 0;
        }
    }
    return true;
}

/* Fills the place of a name that the gazetteer gives: entry. errors: NOMEM. */
static sitrep_status fill_known(place_stage *s, rec_place *place, const place_toponym *t, uint32_t entry, uint8_t cls)
{
    if (!stage_fill_entry(s, place, entry)) {
        return SITREP_E_NOMEM;
    }
    bool capitals = s->r->doc.tokens[text_token_at(&s->r->doc, t->span.b)].shape == SHAPE_UPPER;
    if (t->hits[t->chosen].kind == PLACE_NAME_ALIAS && cls != PLACE_IS_COUNTRY && !capitals) {
        place->name = stage_copy_words(s, t->span); /* "Misrata" reads better than "Misratah" with its marks */
        if (place->name == NULL) {
            return SITREP_E_NOMEM;
        }
    }
    return tell_choice(s, place, t);
}

/* Fills the place of a name that stays open. errors: NOMEM. */
static sitrep_status fill_open(place_stage *s, rec_place *place, const place_toponym *t, bool stray)
{
    place->name = stage_copy_words(s, t->span);
    place->precision = t->ground ? "site" : NULL;
    place->why = t->ground        ? "named as a street or ground, in the place that is spoken of"
                 : t->n_hits == 0 ? "no place of that name in the gazetteer"
                 : stray          ? "the gazetteer's place of that name is far from all others that the report names"
                                  : "several places of that name, none likely enough";
    return place->name == NULL ? SITREP_E_NOMEM : SITREP_OK;
}

/* The place of a toponym: the report's where it has it already, else a new one. errors: NOMEM. */
static sitrep_status find_or_add_named(place_stage *s, const place_toponym *t, bool stray, int32_t *index)
{
    bool sure = t->chosen >= 0 && t->score >= PLACE_MIN_SCORE && !stray;
    uint32_t entry = sure ? t->hits[t->chosen].place : GAZ_NONE;
    uint8_t cls = t->ground ? PLACE_IS_SITE : PLACE_IS_TOWN;
    *index = stage_find_place(s, entry, t->key, -1);
    if (*index >= 0) {
        return SITREP_OK;
    }
    if (sure) {
        place_entry e;
        place_get_entry(s->g, entry, &e);
        cls = e.cls;
    }
    sitrep_status status = stage_add_place(s, entry, t->key, cls, index);
    if (status != SITREP_OK) {
        return status;
    }
    rec_place *place = &s->r->places[*index];
    place->score = t->score;
    return sure ? fill_known(s, place, t, entry, cls) : fill_open(s, place, t, stray);
}

/* Names that are not said of a place: "Canadian", though there is a town so called, says whose, not where. */
static bool is_adjective(const place_toponym *t)
{
    return t->adjective || (t->chosen >= 0 && t->hits[t->chosen].kind == PLACE_NAME_ADJECTIVE);
}

static sitrep_status place_names(place_stage *s)
{
    for (uint32_t i = 0; i < s->names.n; i++) {
        const place_toponym *t = &s->names.v[i];
        bool led, stray = is_stray(s, i, &led);
        int32_t p;
        s->place_of[i] = -1;
        if ((stray && !led) || is_adjective(t) || s->building[i]) {
            continue;
        }
        sitrep_status status = find_or_add_named(s, t, stray, &p);
        if (status != SITREP_OK) {
            return status;
        }
        s->place_of[i] = p;
        s->r->places[p].score = t->score > s->r->places[p].score ? t->score : s->r->places[p].score;
        status = rec_mention_place(s->r, p, t->span, HOW_NAME);
        if (status != SITREP_OK) {
            return status;
        }
    }
    return SITREP_OK;
}

/* within: the container after the comma, else the smallest named place that holds it by the gazetteer. */
static void nest_places(place_stage *s)
{
    for (uint32_t i = 0; i < s->names.n; i++) {
        const place_toponym *t = &s->names.v[i];
        if (t->container >= 0 && s->place_of[i] >= 0 && s->place_of[t->container] >= 0 &&
            s->r->places[s->place_of[i]].within < 0 && !stage_lies_in(s, s->place_of[t->container], s->place_of[i])) {
            s->r->places[s->place_of[i]].within = s->place_of[t->container];
        }
        if (t->ground && s->place_of[i] >= 0 && s->r->places[s->place_of[i]].within < 0) {
            stage_put_within(s, s->place_of[i], stage_salient_town(s, t->span.b));
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
            int32_t p = chain[k] != GAZ_NONE && chain[k] != s->entry_of[i] ? stage_find_place(s, chain[k], 0, -1) : -1;
            if (p >= 0 && !stage_lies_in(s, p, (int32_t)i)) {
                s->r->places[i].within = p;
            }
        }
    }
}

/* ---- the stage ----------------------------------------------------------------------------------------------------
 */

/* The outlet written as a host, else the host of the report's address, else the outlet's name, if any. errors: NOMEM. */
static sitrep_status outlet_of(const rec_report *r, const char **outlet)
{
    *outlet = r->origin.outlet;
    const char *host = r->origin.uri != NULL ? strstr(r->origin.uri, "://") : NULL;
    if (host == NULL || (*outlet != NULL && strchr(*outlet, '.') != NULL)) {
        return SITREP_OK;
    }
    host += 3;
    *outlet = arena_strndup(r->arena, host, strcspn(host, "/:?#"));
    return *outlet == NULL ? SITREP_E_NOMEM : SITREP_OK;
}

sitrep_status place_resolve(const place_gazetteer *g, mention_list *mentions, rec_report *r)
{
    place_stage s;
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
        status = rec_add_warning(r, "places-cut", "more place names than are resolved in one report",
                                 s.names.v[s.names.n - 1].span);
    }
    if (status == SITREP_OK) {
        status = place_mark_buildings(&s);
    }
    const char *outlet = NULL;
    if (status == SITREP_OK) {
        status = outlet_of(r, &outlet);
    }
    if (status == SITREP_OK) {
        status = place_rank_toponyms(g, r->arena, &r->doc, outlet, &s.names, NULL, NULL);
    }
    if (status == SITREP_OK) {
        status = place_names(&s);
    }
    if (status == SITREP_OK) {
        nest_places(&s);
        status = place_settle_districts(&s);
    }
    if (status == SITREP_OK) {
        status = place_settle_buildings(&s);
    }
    for (uint32_t i = 0; i < mentions->n && status == SITREP_OK; i++) {
        mention *one = &mentions->v[i];
        if (one->tok_b < one->tok_e && one->tok_e <= r->doc.n_tokens &&
            ((one->roles & MENTION_PLACE) != 0 || one->ner == NER_LOC || place_is_named_site(&s, one))) {
            status = place_describe_mention(&s, one);
        }
    }
    return status;
}
