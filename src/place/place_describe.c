/* place_describe.c: descriptions that hold a name ("eastern Libya", "a hotel in Sirte") or none ("the university
 * campus", "the city"), buildings with a name, and names that the gazetteer lacks. See place.c. */
#include <string.h>

#include "place/place_signs.h"
#include "place/place_stage.h"

#define DEFINITE "the this that his her its their our same whole entire"
#define DETERMINERS DEFINITE " a an these those your my some another each every one"
#define DEICTIC                                                                                                        \
    "there here where which it elsewhere everywhere somewhere anywhere home abroad that this what who them they"
#define CLASS_WORDS PLACE_TOWN_WORDS " " PLACE_PROVINCE_WORDS " " PLACE_COUNTRY_WORDS
#define AREA_WORDS "area areas zone place location site scene spot territory land"

/* A name before a building's word is asked for whole ("Menagh airbase"); unknown, it is set aside until the rest is
 * placed. */
sitrep_status place_mark_buildings(place_stage *s)
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
        sitrep_status status = place_add_toponym(s->g, s->r->arena, doc, (base_span){t->span.b, word.e}, false, &whole);
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

/* ---- descriptions ----------------------------------------------------------------------------------------------- */

/* A place of its own that words describe. A site of the gazetteer that bears these words near `within` gives its
 * position. */
static sitrep_status add_described(place_stage *s, base_span words, base_span said, int32_t within,
                                   const char *precision, const char *feature, const char *why, int32_t *index)
{
    uint64_t key = stage_hash_words(s, words);
    *index = stage_find_place(s, GAZ_NONE, key, within);
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
            bool near =
                in->located && place_distance_km(e.lat_deg, e.lon_deg, in->lat_deg, in->lon_deg) < PLACE_SITE_KM;
            entry = e.cls == PLACE_IS_SITE && near ? hit[h].place : GAZ_NONE;
        }
        status = stage_add_place(
            s, entry, key, precision != NULL && strcmp(precision, "site") == 0 ? PLACE_IS_SITE : PLACE_IS_DISTRICT,
            index);
        if (status != SITREP_OK) {
            return status;
        }
        rec_place *p = &s->r->places[*index];
        if (entry != GAZ_NONE && !stage_fill_entry(s, p, entry)) {
            return SITREP_E_NOMEM;
        }
        if (entry == GAZ_NONE) {
            p->name = stage_copy_words(s, words);
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

static const char *feature_word(const place_stage *s, uint32_t t)
{
    base_span w = stage_token(s, t);
    char *copy = arena_strndup(s->r->arena, s->r->doc.text + w.b, w.e - w.b);
    for (char *p = copy; p != NULL && *p != 0; p++) {
        *p = *p >= 'A' && *p <= 'Z' ? (char)(*p + 32) : *p;
    }
    return copy;
}

/* "the Ouagadougou centre": the building is the place. It lies in its namesake where that is spoken of by itself, or
 * where the namesake lies in the country that the report is about; else in the town that is spoken of. */
sitrep_status place_settle_buildings(place_stage *s)
{
    for (uint32_t i = 0; i < s->names.n; i++) {
        if (!s->building[i]) {
            continue;
        }
        const place_toponym *t = &s->names.v[i];
        base_span word = place_word_after(&s->r->doc, t->span.e), span = {t->span.b, word.e};
        int32_t namesake = t->chosen >= 0 ? stage_find_place(s, t->hits[t->chosen].place, 0, -1) : -1;
        int32_t town = stage_salient_town(s, t->span.b), within = namesake >= 0 ? namesake : town;
        uint32_t name = text_token_at(&s->r->doc, t->span.b);
        bool indefinite = name > 0 && stage_is_word(s, name - 1, "a an");
        /* streets and cinemas are called after towns far away; "a Sirte hotel" stands in Sirte */
        bool called_after = !indefinite && town >= 0 && place_word_in(&s->r->doc, word, PLACE_NAMED_AFTER_WORDS);
        if (namesake >= 0 && !called_after) {
            sitrep_status status = rec_mention_place(s->r, namesake, t->span, HOW_NAME);
            if (status != SITREP_OK) {
                return status;
            }
        }
        if (namesake < 0 && !called_after && t->chosen >= 0 && !t->adjective && t->score >= PLACE_MIN_SCORE) {
            place_entry e;
            place_get_entry(s->g, t->hits[t->chosen].place, &e);
            bool same = town < 0 || (e.iso3 != NULL && s->r->places[town].country != NULL &&
                                     strcmp(e.iso3, s->r->places[town].country) == 0);
            if (same && e.cls == PLACE_IS_TOWN) {
                sitrep_status status = stage_add_place(s, t->hits[t->chosen].place, t->key, e.cls, &within);
                if (status != SITREP_OK) {
                    return status;
                }
                if (!stage_fill_entry(s, &s->r->places[within], t->hits[t->chosen].place)) {
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
        sitrep_status status =
            add_described(s, span, span, within, "site", feature,
                          "a building or ground of that name, in the town that is spoken of", &s->place_of[i]);
        if (status != SITREP_OK) {
            return status;
        }
    }
    return SITREP_OK;
}

/* The toponym of a mention that the phrase is about: the one at its head, else the first. -1: none inside. */
static int32_t name_inside(const place_stage *s, base_span span, base_span head)
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

/* Are tokens [b, e) a proper name that no dictionary knows: capitals all through but for what joins them? */
static bool is_proper_name(const place_stage *s, uint32_t b, uint32_t e)
{
    if (e - b == 1 && stage_is_word(s, b, PLACE_SITE_WORDS " " PLACE_DIVISION_WORDS)) {
        return false; /* "Airport retaken", in a headline */
    }
    const text_token *tok = s->r->doc.tokens;
    for (uint32_t t = b; t < e; t++) {
        if (!text_token_is_capital(&tok[t]) &&
            !(t > b && t + 1 < e && (tok[t].shape == SHAPE_PUNCT || stage_is_word(s, t, "of al de del el la le")))) {
            return false;
        }
    }
    return tok[b].shape != SHAPE_TITLE_FIRST || !place_is_opener(&s->r->doc, b);
}

/* The place that the words behind an unknown name say it lies in: "Krasne and Lyptsi in Kharkiv region". -1: none. */
static int32_t told_container(const place_stage *s, uint32_t e)
{
    const text_doc *doc = &s->r->doc;
    uint32_t last = doc->sents[doc->tokens[e - 1].sentence].tok_e;
    for (uint32_t t = e; t < last; t++) {
        bool in = stage_is_word(s, t, "in");
        if (in || (t == e && doc->text[stage_token(s, t).b] == ',')) {
            uint32_t at = t + 1 < last && stage_is_word(s, t + 1, "the") ? t + 2 : t + 1;
            for (uint32_t i = 0; i < s->names.n && at < last; i++) {
                int32_t p = s->names.v[i].span.b == stage_token(s, at).b ? s->place_of[i] : -1;
                if (p >= 0 && !s->building[i] &&
                    (1u << s->class_of[p] & (PROVINCES | COUNTRIES | 1u << PLACE_IS_DISTRICT)) != 0) {
                    return p;
                }
            }
        }
        if (in || !(text_token_is_capital(&doc->tokens[t]) || stage_is_word(s, t, ", and or"))) {
            return -1;
        }
    }
    return -1;
}

static bool same_words(const place_stage *s, uint32_t a, uint32_t b, uint32_t n)
{
    for (uint32_t k = 0; k < n; k++) {
        base_span x = stage_token(s, a + k), y = stage_token(s, b + k);
        if (x.e - x.b != y.e - y.b || memcmp(s->r->doc.text + x.b, s->r->doc.text + y.b, x.e - x.b) != 0) {
            return false;
        }
    }
    return true;
}

/* A name that no gazetteer gave is a mention of its place wherever it stands. */
static sitrep_status mention_everywhere(place_stage *s, int32_t place, uint32_t b, uint32_t n)
{
    sitrep_status status = SITREP_OK;
    for (uint32_t t = 0; t + n <= s->r->doc.n_tokens && status == SITREP_OK; t++) {
        base_span span = text_span(&s->r->doc, t, t + n);
        if (same_words(s, b, t, n) && rec_place_at(s->r, span) < 0) {
            status = rec_mention_place(s->r, place, span, HOW_NAME);
        }
    }
    return status;
}

/* Is it a city or a seat of government? No text calls one a village. */
static bool is_city(const place_stage *s, uint32_t place)
{
    place_entry e;
    if (s->entry_of[place] == GAZ_NONE) {
        return false;
    }
    place_get_entry(s->g, s->entry_of[place], &e);
    return e.population >= PLACE_CITY_PEOPLE || (e.feature != NULL && (strcmp(e.feature, "PPLC") == 0 || strcmp(e.feature, "PPLA") == 0));
}

/* The word that makes an unknown name a district's: right behind it ("Korsk district"), or after a comma ("Korsk, a
 * quarter of the west"). UINT32_MAX: none. */
static uint32_t district_word(const place_stage *s, base_span name)
{
    const text_doc *doc = &s->r->doc;
    uint32_t t = text_token_at(doc, name.e - 1), last = doc->sents[doc->tokens[t].sentence].tok_e, k = t + 1;
    if (k < last && stage_is_word(s, k, ",")) {
        if (k + 1 >= last || !stage_is_word(s, k + 1, DETERMINERS)) {
            return UINT32_MAX;
        }
        k += 2;
    }
    return k < last && stage_is_word(s, k, "district neighbourhood neighborhood quarter suburb borough ward raion")
               ? k
               : UINT32_MAX;
}

/* The town that the words right behind a district's word say it lies in ("of Donetsk", ", Zaporizhzhia"), else the last city
 * named before it, else the next; -1: none. */
static int32_t town_of_district(const place_stage *s, uint32_t word, int32_t self)
{
    uint32_t at = word + 1 < s->r->doc.n_tokens && stage_is_word(s, word + 1, "of in , outside near") ? word + 2 : UINT32_MAX;
    int32_t before = -1, after = -1;
    for (uint32_t i = 0; i < s->names.n; i++) {
        int32_t p = s->place_of[i];
        base_span span = s->names.v[i].span;
        if (p < 0 || p == self || s->building[i] || s->class_of[p] != PLACE_IS_TOWN || stage_in_dateline(s, span)) {
            continue;
        }
        if (at < s->r->doc.n_tokens && stage_token(s, at).b == span.b) {
            return p;
        }
        bool city = is_city(s, (uint32_t)p) && !stage_is_state_voice(s, p, span);
        before = city && span.b < stage_token(s, word).b ? p : before;
        after = city && after < 0 && span.b > stage_token(s, word).b ? p : after;
    }
    return before >= 0 ? before : after;
}

/* Makes unknown place p, named at `name`, a district in a town where the text calls it one. errors: NOMEM. */
static sitrep_status call_district(place_stage *s, int32_t p, base_span name)
{
    uint32_t word = district_word(s, name);
    rec_place *place = &s->r->places[p];
    if (word == UINT32_MAX || s->entry_of[p] != GAZ_NONE || s->class_of[p] != PLACE_IS_TOWN) {
        return SITREP_OK;
    }
    s->class_of[p] = PLACE_IS_DISTRICT;
    place->precision = "district";
    stage_put_within(s, p, place->within < 0 ? town_of_district(s, word, p) : -1);
    if (stage_token(s, word).b <= name.e + 1) { /* not "Korsk, a quarter of the west" */
        place->name = stage_copy_words(s, (base_span){name.b, stage_token(s, word).e});
    }
    return place->name != NULL ? SITREP_OK : SITREP_E_NOMEM;
}

/* The report's place of the unknown name that tokens [b, e) are; made now when it is new. errors: NOMEM. */
static sitrep_status unknown_place(place_stage *s, uint32_t b, uint32_t e, int32_t *place)
{
    base_span words = text_span(&s->r->doc, b, e);
    uint64_t key = stage_hash_words(s, words);
    *place = -1;
    for (uint32_t i = 0; i < s->names.n && *place < 0; i++) { /* elsewhere it was found to be a place */
        *place = s->names.v[i].key == key && !s->building[i] ? s->place_of[i] : -1;
    }
    for (uint32_t i = 0; i < s->r->n_places && *place < 0; i++) {
        *place = s->entry_of[i] == GAZ_NONE && s->key_of[i] == key ? (int32_t)i : -1;
    }
    if (*place < 0) {
        sitrep_status status = stage_add_place(s, GAZ_NONE, key, PLACE_IS_TOWN, place);
        if (status != SITREP_OK) {
            return status;
        }
        rec_place *p = &s->r->places[*place];
        p->name = stage_copy_words(s, words);
        p->why = "no place of that name in the gazetteer";
        p->score = 0.5f;
        if (p->name == NULL || call_district(s, *place, words) != SITREP_OK) {
            return SITREP_E_NOMEM;
        }
    }
    if (s->r->places[*place].within < 0) {
        stage_put_within(s, *place, told_container(s, e));
    }
    sitrep_status status = rec_mention_place(s->r, *place, words, HOW_NAME);
    return status == SITREP_OK ? mention_everywhere(s, *place, b, e - b) : status;
}

/* A name that the gazetteer lacks: it stays open. That the last town spoken of holds it would be a guess. */
static sitrep_status add_unknown_name(place_stage *s, mention *m, uint32_t b)
{
    return unknown_place(s, b, m->tok_e, &m->place);
}

/* "the dispensary of Ibbin", "the junction" + "at Ibbin": the name in capitals that the phrase ends with, or that stands right
 * behind it, holds what is described. -1: no such name. errors: NOMEM. */
static sitrep_status named_container(place_stage *s, uint32_t b, uint32_t e, int32_t *within)
{
    const text_doc *doc = &s->r->doc;
    uint32_t last = doc->sents[doc->tokens[b].sentence].tok_e;
    *within = -1;
    for (uint32_t t = b + 1; t + 1 < e; t++)
        if (stage_is_word(s, t, "of at in") && is_proper_name(s, t + 1, e)) return unknown_place(s, t + 1, e, within);
    if (e + 1 >= last || !stage_is_word(s, e, "of at in") || !text_token_is_capital(&doc->tokens[e + 1])) {
        return SITREP_OK;
    }
    for (uint32_t i = 0; i < s->names.n; i++) {
        if (s->names.v[i].span.b == stage_token(s, e + 1).b) {
            *within = s->names.v[i].adjective ? -1 : s->place_of[i]; /* "in Iraqi hands" is no place */
            return SITREP_OK;
        }
    }
    for (uint32_t i = 0; i < s->mentions->n; i++) { /* an unknown name that is a place by its role */
        const mention *m = &s->mentions->v[i];
        bool place = m->ner == NER_LOC || m->ner_guess == NER_LOC || (m->roles & MENTION_PLACE) != 0;
        if (m->tok_b == e + 1 && m->tok_e <= last && place && is_proper_name(s, m->tok_b, m->tok_e)) {
            return unknown_place(s, m->tok_b, m->tok_e, within);
        }
    }
    return SITREP_OK;
}

/* A name that the gazetteer lacks and the text calls a district is one, in a town. */
sitrep_status place_settle_districts(place_stage *s)
{
    sitrep_status status = SITREP_OK;
    for (uint32_t i = 0; i < s->names.n && status == SITREP_OK; i++) {
        if (s->place_of[i] >= 0 && !s->building[i]) {
            status = call_district(s, s->place_of[i], s->names.v[i].span);
        }
    }
    return status;
}

/* Can the place be called by the noun: is it a site that ends in it, or no city where a village is meant? */
static bool fits_noun(const place_stage *s, uint32_t place, uint32_t noun, bool site)
{
    const rec_place *p = &s->r->places[place];
    uint8_t cls = s->class_of[place];
    base_span w = stage_token(s, noun);
    size_t n_name = p->name != NULL ? strlen(p->name) : 0, n = w.e - w.b;
    if (n_name == 0 || (p->name[0] >= 'a' && p->name[0] <= 'z')) {
        return false;
    }
    if (site) {
        return cls == PLACE_IS_SITE && n_name > n && p->name[n_name - n - 1] == ' ' &&
               memcmp(p->name + n_name - n, s->r->doc.text + w.b, n) == 0;
    }
    return (cls == PLACE_IS_TOWN || cls == PLACE_IS_DISTRICT) && !is_city(s, place);
}

/* The place that "the village" or "the junction" means: the last one named before that can be called so; an anchor ("near Korin")
 * only within the paragraph and where nothing else is named in it. -1: none. */
static int32_t antecedent(const place_stage *s, uint32_t noun)
{
    const text_doc *doc = &s->r->doc;
    bool village = stage_is_word(s, noun, "village hamlet settlement"), site = stage_is_word(s, noun, PLACE_SITE_WORDS);
    uint32_t byte = stage_token(s, noun).b, paragraph = doc->sents[doc->tokens[noun].sentence].paragraph, best = 0, last = 0;
    int32_t found = -1;
    for (uint32_t i = 0; (village || site) && i < s->r->n_places; i++) {
        const rec_place *p = &s->r->places[i];
        for (uint32_t k = 0; k < p->n_mentions && fits_noun(s, i, noun, site); k++) {
            base_span at = p->mentions[k].span;
            if (at.b >= byte || stage_in_dateline(s, at)) {
                continue;
            }
            bool near = doc->sents[doc->tokens[text_token_at(doc, at.b)].sentence].paragraph == paragraph, anchor = stage_is_anchor(s, at);
            uint32_t rank = near && !anchor ? 3 : near ? 2 : !anchor ? 1 : 0;
            if (rank > best || (rank == best && rank > 0 && at.b >= last)) {
                best = rank;
                last = at.b;
                found = (int32_t)i;
            }
        }
    }
    return found;
}

static sitrep_status describe_without_name(place_stage *s, mention *m, uint32_t b, base_span said)
{
    uint32_t head = m->head >= b && m->head < m->tok_e ? m->head : m->tok_e - 1;
    bool definite = b > s->r->doc.sents[s->r->doc.tokens[b].sentence].tok_b && stage_is_word(s, b - 1, DEFINITE);
    if (is_proper_name(s, b, m->tok_e)) {
        return add_unknown_name(s, m, b);
    }
    base_span words = text_span(&s->r->doc, b, m->tok_e);
    if (m->tok_e - b == 1 && definite) {
        int32_t same = antecedent(s, b);
        if (same >= 0) {
            m->place = same;
            return rec_mention_place(s->r, same, said, HOW_NOMINAL);
        }
        uint32_t classes = stage_is_word(s, b, "city cities capital")  ? TOWNS | LISTED
                           : stage_is_word(s, b, PLACE_TOWN_WORDS)     ? TOWNS
                           : stage_is_word(s, b, PLACE_PROVINCE_WORDS) ? PROVINCES
                           : stage_is_word(s, b, PLACE_COUNTRY_WORDS)  ? COUNTRIES
                           : stage_is_word(s, b, AREA_WORDS)           ? ANY
                                                                       : 0;
        int32_t p = classes != 0 ? stage_nearest_named(s, said.b, classes) : -1;
        if (p >= 0) {
            m->place = p;
            return rec_mention_place(s->r, p, said, HOW_NOMINAL);
        }
    }
    bool site = stage_is_word(s, head, PLACE_SITE_WORDS),
         part = stage_is_word(s, head, PLACE_PART_WORDS " " PLACE_DISTRICT_WORDS " " PLACE_DIRECTION_WORDS);
    const char *feature = site ? feature_word(s, head) : NULL;
    if (site && feature == NULL) {
        return SITREP_E_NOMEM;
    }
    int32_t within = -1;
    sitrep_status put = named_container(s, b, m->tok_e, &within);
    if (put != SITREP_OK) {
        return put;
    }
    within = within >= 0 ? within : stage_salient_town(s, said.b);
    const char *country = NULL;
    for (uint32_t i = 0; i < s->names.n; i++) { /* "Libyan soil" lies in Libya, whatever town was spoken of */
        const place_toponym *t = &s->names.v[i];
        if (t->adjective && t->chosen >= 0 && span_contains(words, t->span)) {
            place_entry e;
            place_get_entry(s->g, t->hits[t->chosen].place, &e);
            within = stage_find_place(s, t->hits[t->chosen].place, 0, -1);
            country = e.iso3;
        }
    }
    sitrep_status status = add_described(s, words, said, within,
                                         site   ? "site"
                                         : part ? "district"
                                                : NULL,
                                         feature, "described, not named; in the place that is spoken of", &m->place);
    if (status == SITREP_OK && country != NULL && s->r->places[m->place].country == NULL) {
        s->r->places[m->place].country = country;
    }
    return status;
}

bool place_is_named_site(const place_stage *s, const mention *m)
{
    uint32_t b = m->tok_b;
    return m->ner_guess == NER_LOC && m->tok_e - b >= 2 && text_token_is_capital(&s->r->doc.tokens[b]) && stage_is_word(s, m->tok_e - 1, PLACE_SITE_WORDS);
}

/* What stands beside the name in a phrase. */
typedef struct beside_name {
    bool direction, part, site, number;
    bool other; /* any of them, or another word that is no class word */
    uint32_t site_token;
} beside_name;

/* Reads tokens [b, e) around the name, up to the comma behind it. */
static beside_name read_beside(const place_stage *s, uint32_t b, uint32_t e, int32_t name)
{
    const text_doc *doc = &s->r->doc;
    base_span t = s->names.v[name].span;
    beside_name x = {0};
    bool comma = false;
    for (uint32_t k = b; k < e && !comma; k++) {
        base_span w = stage_token(s, k);
        if (span_overlaps(w, t)) {
            continue;
        }
        comma = doc->text[w.b] == ',' && w.b >= t.e;
        if (doc->tokens[k].shape == SHAPE_PUNCT || stage_is_word(s, k, CLASS_WORDS) ||
            stage_is_word(s, k, "of in the at 's and a an to s on by from '" DETERMINERS) ||
            (s->building[name] && stage_is_word(s, k, PLACE_SITE_WORDS))) {
            continue;
        }
        x.number |= doc->tokens[k].shape == SHAPE_NUMBER ||
                    stage_is_word(s, k, "km miles mile kilometers kilometres metres meters");
        x.direction |= stage_is_word(s, k, PLACE_DIRECTION_WORDS);
        x.part |= stage_is_word(s, k, PLACE_PART_WORDS " " PLACE_DISTRICT_WORDS " " PLACE_NEAR_WORDS);
        if (stage_is_word(s, k, PLACE_SITE_WORDS)) {
            x.site = true;
            x.site_token = k;
        }
        x.other = true;
    }
    return x;
}

/* A phrase with no place's name in it: described, or nothing ("Libyan", "there"). */
static sitrep_status describe_nameless(place_stage *s, mention *m, uint32_t b, base_span said)
{
    bool adjective_only = false; /* "Libyan": no place of a record */
    for (uint32_t i = 0; i < s->names.n; i++) {
        adjective_only |= s->names.v[i].adjective && span_contains(s->names.v[i].span, text_span(&s->r->doc, b, m->tok_e));
    }
    if (adjective_only || (m->tok_e - b == 1 && stage_is_word(s, b, DEICTIC))) {
        return SITREP_OK;
    }
    bool is_place = (m->roles & MENTION_PLACE) != 0 || place_is_named_site(s, m);
    return is_place ? describe_without_name(s, m, b, said) : SITREP_OK;
}

/* A place inside or by the named one: words tokens [b, m->tok_e). */
static sitrep_status add_beside(place_stage *s, mention *m, uint32_t b, int32_t place, const beside_name *x)
{
    uint8_t cls = s->class_of[place];
    bool wide = cls == PLACE_IS_COUNTRY || cls == PLACE_IS_PROVINCE || cls == PLACE_IS_REGION;
    const char *precision = x->site ? "site" : wide ? "province" : "district";
    const char *feature = x->site ? feature_word(s, x->site_token) : NULL;
    if (x->site && feature == NULL) {
        return SITREP_E_NOMEM;
    }
    base_span words = text_span(&s->r->doc, b, m->tok_e), said = text_span(&s->r->doc, m->tok_b, m->tok_e);
    return add_described(s, words, said, place, precision, feature,
                         x->number ? "told by its distance from a named place" : "a part or a ground of the named place",
                         &m->place);
}

/* What stands beside the name decides: nothing or a class word is the place itself; a direction, a distance or a part of
 * it is a place inside or by it. */
sitrep_status place_describe_mention(place_stage *s, mention *m)
{
    uint32_t b = m->tok_b;
    while (b + 1 < m->tok_e && stage_is_word(s, b, DETERMINERS)) {
        b++;
    }
    base_span said = text_span(&s->r->doc, m->tok_b, m->tok_e);
    base_span head = stage_token(s, m->head >= m->tok_b && m->head < m->tok_e ? m->head : m->tok_e - 1);
    int32_t name = name_inside(s, said, head);
    if (name < 0) {
        return describe_nameless(s, m, b, said);
    }
    int32_t place = s->place_of[name];
    base_span t = s->names.v[name].span;
    beside_name x = read_beside(s, b, m->tok_e, name);
    bool about = span_overlaps(head, t), indefinite = stage_is_word(s, m->tok_b, "a an") && !about;
    bool district = s->entry_of[place] == GAZ_NONE && s->class_of[place] == PLACE_IS_DISTRICT && x.part && !x.site && !x.direction && !x.number;
    if ((!x.other || district) && !indefinite) {
        m->place = place;
        return s->building[name] ? SITREP_OK : rec_mention_place(s->r, place, t, HOW_NAME);
    }
    bool inside = x.direction || x.part || x.site || x.number || indefinite;
    if (!inside && (about || (m->roles & MENTION_PLACE) == 0)) {
        m->place = place;
        return SITREP_OK;
    }
    return add_beside(s, m, b, place, &x);
}
