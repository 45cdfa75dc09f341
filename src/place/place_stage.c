/* place_stage.c: see place_stage.h. */
#include "place/place_stage.h"

#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "text/dateline.h"

/* ---- places of the report -----------------------------------------------------------------------------------------
 */

static const char *precision_of(uint8_t cls)
{
    static const char *const names[] = {"town", "district", "province", "country", "province", NULL, "site"};
    return cls < sizeof names / sizeof names[0] ? names[cls] : NULL;
}

/* The report's place with that entry (or, unplaced, that name inside the same place), or -1. */
int32_t stage_find_place(const place_stage *s, uint32_t entry, uint64_t key, int32_t within)
{
    for (uint32_t i = 0; i < s->r->n_places; i++) {
        if (entry != GAZ_NONE ? s->entry_of[i] == entry
                              : s->entry_of[i] == GAZ_NONE && s->key_of[i] == key && s->r->places[i].within == within) {
            return (int32_t)i;
        }
    }
    return -1;
}

sitrep_status stage_add_place(place_stage *s, uint32_t entry, uint64_t key, uint8_t cls, int32_t *index)
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

bool stage_fill_entry(place_stage *s, rec_place *p, uint32_t entry)
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

/* ---- words --------------------------------------------------------------------------------------------------------
 */

base_span stage_token(const place_stage *s, uint32_t t) { return s->r->doc.tokens[t].span; }

bool stage_is_word(const place_stage *s, uint32_t t, const char *list)
{
    return place_token_in(&s->r->doc, t, list);
}

char *stage_copy_words(const place_stage *s, base_span span)
{
    char *copy = arena_strndup(s->r->arena, s->r->doc.text + span.b, span.e - span.b);
    for (char *p = copy; p != NULL && *p != 0; p++) {
        *p = *p == '\n' || *p == '\t' ? ' ' : *p;
    }
    return copy;
}

uint64_t stage_hash_words(const place_stage *s, base_span span)
{
    char key[PLACE_MAX_KEY];
    size_t n = place_make_key(s->r->doc.text + span.b, span.e - span.b, key, sizeof key);
    return hash_bytes(key, n, GAZ_VERSION);
}

bool stage_in_dateline(const place_stage *s, base_span span)
{
    return text_is_dateline(&s->r->doc, text_token_at(&s->r->doc, span.b), text_token_at(&s->r->doc, span.e));
}

/* "a village south of Aleppo", "near Aleppo", "on the edge of Aleppo": the name only tells where something else lies. */
bool stage_is_anchor(const place_stage *s, base_span span)
{
    uint32_t t = text_token_at(&s->r->doc, span.b);
    if (t > 0 && stage_is_word(s, t - 1, PLACE_NEAR_WORDS)) {
        return true;
    }
    return t > 1 && stage_is_word(s, t - 1, "of") && stage_is_word(s, t - 2, PLACE_DIRECTION_WORDS " edge edges outskirts entrance entrances approaches fringe fringes");
}

bool stage_is_state_voice(const place_stage *s, int32_t place, base_span span)
{
    const rec_place *p = &s->r->places[place];
    uint32_t t = text_token_at(&s->r->doc, span.b);
    if (p->feature == NULL || strcmp(p->feature, "PPLC") != 0) {
        return false;
    }
    bool somewhere = t > 0 && stage_is_word(s, t - 1, PLACE_LOCATIVE_WORDS " on the");
    return !somewhere || (t > 1 && stage_is_word(s, t - 1, "in") && stage_is_word(s, t - 2, PLACE_ORG_WORDS " source sources officials staff command government"));
}

/* The nearest place named before byte of one of the classes (bits), else the first after: in the same sentence, or anywhere for a
 * headline, which comes before what it is of. -1: none. The town that the report is sent from, the paper's name and a capital that
 * stands for its government are none; anchors only where nothing else is named. */
static int32_t nearest_of(const place_stage *s, uint32_t byte, uint32_t classes, bool anchors)
{
    const text_sentence *here = &s->r->doc.sents[s->r->doc.tokens[text_token_at(&s->r->doc, byte)].sentence];
    uint32_t last = here->headline ? UINT32_MAX : here->span.e;
    int32_t before = -1, after = -1;
    uint32_t before_at = 0, after_at = 0;
    for (uint32_t i = 0; i < s->names.n; i++) {
        int32_t p = s->place_of[i];
        base_span span = s->names.v[i].span;
        bool ground = p >= 0 && s->entry_of[p] == GAZ_NONE && s->class_of[p] == PLACE_IS_SITE; /* "Taylor Street": in a town itself */
        if (p < 0 || s->building[i] || ground || (classes >> s->class_of[p] & 1) == 0 || stage_in_dateline(s, span) || (!anchors && stage_is_anchor(s, span)) ||
            stage_is_state_voice(s, p, span)) {
            continue;
        }
        if (span.b < byte) {
            before = p;
            before_at = span.b;
        } else if (after < 0 && span.b < last) {
            after = p;
            after_at = span.b;
        }
    }
    for (uint32_t i = 0; i < s->r->n_places; i++) { /* names that the gazetteer lacks, met in roles of a place */
        const rec_place *p = &s->r->places[i];
        bool town = s->entry_of[i] == GAZ_NONE && s->class_of[i] == PLACE_IS_TOWN && (classes & (TOWNS | LISTED)) == TOWNS;
        for (uint32_t k = 0; town && k < p->n_mentions; k++) {
            base_span span = p->mentions[k].span;
            if (stage_in_dateline(s, span) || (!anchors && stage_is_anchor(s, span))) {
                continue;
            }
            if (span.b < byte && (before < 0 || span.b > before_at)) {
                before = (int32_t)i;
                before_at = span.b;
            } else if (span.b > byte && span.b < last && (after < 0 || span.b < after_at)) {
                after = (int32_t)i;
                after_at = span.b;
            }
        }
    }
    return before >= 0 ? before : after;
}

int32_t stage_nearest_named(const place_stage *s, uint32_t byte, uint32_t classes)
{
    int32_t p = nearest_of(s, byte, classes, false);
    return p >= 0 ? p : nearest_of(s, byte, classes, true);
}


int32_t stage_salient_town(const place_stage *s, uint32_t byte)
{
    int32_t p = nearest_of(s, byte, TOWNS, false);
    p = p >= 0 ? p : nearest_of(s, byte, 1u << PLACE_IS_DISTRICT, false);
    p = p >= 0 ? p : nearest_of(s, byte, TOWNS, true); /* a town that only tells where another lies */
    p = p >= 0 ? p : stage_nearest_named(s, byte, PROVINCES | 1u << PLACE_IS_DISTRICT);
    return p >= 0 ? p : stage_nearest_named(s, byte, COUNTRIES);
}

bool stage_lies_in(const place_stage *s, int32_t p, int32_t outer)
{
    while (p >= 0 && p != outer) {
        p = s->r->places[p].within;
    }
    return p >= 0;
}

/* Place p lies in another, and so in its province and country. */
void stage_put_within(place_stage *s, int32_t p, int32_t within)
{
    if (within >= 0 && !stage_lies_in(s, within, p)) {
        s->r->places[p].within = within;
        s->r->places[p].country = s->r->places[within].country;
        s->r->places[p].admin1 = s->r->places[within].admin1;
    }
}
