/* place_find.c: finding the place names of a document. See toponym.h. */
#include <string.h>

#include "base/hash.h"
#include "place/place_signs.h"
#include "place/place_words.h"
#include "place/toponym.h"

/* ---- one name -----------------------------------------------------------------------------------------------------
 */

static sitrep_status add(base_arena *arena, base_span span, const place_name_hit *hit, uint32_t n, uint64_t key,
                         bool given, int32_t mention, place_toponyms *list)
{
    if (list->n >= PLACE_MAX_TOPONYMS) {
        return SITREP_OK; /* stays open */
    }
    place_toponym *v = arena_grow(arena, list->v, list->n, &list->cap, sizeof *v);
    place_name_hit *copy = arena_array(arena, n, sizeof *copy);
    float *scores = arena_array(arena, n, sizeof *scores);
    if (v == NULL || copy == NULL || scores == NULL) {
        return SITREP_E_NOMEM;
    }
    if (n > 0) {
        memcpy(copy, hit, n * sizeof *copy);
    }
    list->v = v;
    place_toponym *t = &v[list->n];
    memset(t, 0, sizeof *t);
    t->span = span;
    t->hits = copy;
    t->hit_score = scores;
    t->reason = PF_N;
    t->n_hits = n;
    t->key = key;
    t->chosen = -1;
    t->container = -1;
    t->mention = mention;
    t->given = given;
    t->adjective = n > 0;
    for (uint32_t i = 0; i < n; i++) {
        t->adjective &= hit[i].kind == PLACE_NAME_ADJECTIVE;
    }
    t->group = list->n;
    for (uint32_t i = 0; i < list->n; i++) {
        if (v[i].key == key) {
            t->group = i;
            break;
        }
    }
    list->n++;
    return SITREP_OK;
}

sitrep_status place_add_toponym(const place_gazetteer *g, base_arena *arena, const text_doc *doc, base_span span,
                                bool given, place_toponyms *list)
{
    place_name_hit hit[PLACE_MAX_CANDIDATES];
    uint64_t key;
    uint32_t n = place_find_span(g, doc, span, given, hit, &key);
    return add(arena, span, hit, n, key, given, -1, list);
}

/* ---- names that nobody marked -------------------------------------------------------------------------------------
 */

enum {
    TAG_NONE = 0,
    TAG_PLACE,
    TAG_LIKELY,
    TAG_OTHER
}; /* likely: in a place's role, or a place that the model is unsure of */

typedef struct finder {
    const place_gazetteer *g;
    base_arena *arena;
    const text_doc *doc;
    uint8_t *tag;     /* [n_tokens] what the model takes the token for */
    int32_t *mention; /* [n_tokens] the mention that says so */
    bool *taken;      /* [n_tokens] lies in a toponym */
    uint8_t *persons; /* [PERSON_BITS / 8] words that follow a capitalised word somewhere: surnames, mostly */
    place_toponyms *list;
} finder;

enum { PERSON_BITS = 1 << 14 };

static uint32_t person_bit(const text_doc *doc, uint32_t t)
{
    base_span s = doc->tokens[t].span;
    return (uint32_t)hash_bytes(doc->text + s.b, s.e - s.b, 3) & (PERSON_BITS - 1);
}

/* May token t stand inside a name, between capitalised words? */
static bool is_joint(const text_doc *doc, uint32_t t)
{
    base_span s = doc->tokens[t].span;
    return (s.e - s.b == 1 && (doc->text[s.b] == '-' || doc->text[s.b] == '.')) ||
           (s.e - s.b > 1 && doc->text[s.e - 1] == 's' && !doc->tokens[t].space_before &&
            s.e - s.b <= 4) || /* "Queen Anne's County" */
           place_word_in(doc, s,
                         "of the and de la le du des el al ad ar as az es ez i o e di da do dos das y upon on sur am an "
                         "der bin au aux en "
                         "sous les kwa");
}

/* Is most of the sentence in capitals, so that capitals tell nothing? */
static bool all_capitals(const text_doc *doc, const text_sentence *s)
{
    uint32_t words = 0, lower = 0;
    for (uint32_t t = s->tok_b; t < s->tok_e; t++) {
        const text_token *k = &doc->tokens[t];
        if (k->span.e - k->span.b > 3 && k->shape != SHAPE_PUNCT && k->shape != SHAPE_NUMBER) {
            words++;
            lower += k->shape == SHAPE_LOWER;
        }
    }
    return words > 2 && lower * 4 < words;
}

/* What the candidates of a name are, all together. */
typedef struct candidates {
    bool country, province; /* one of them is a country, region, water or site; a province under its main name */
    bool alias;             /* all bear the name only as an alternate one */
    bool short_form;
    uint32_t population; /* of the largest; that of an alias counts a quarter */
} candidates;

static candidates sum_up(const place_gazetteer *g, const place_name_hit *hit, uint32_t n)
{
    candidates c = {.alias = true,
                    .short_form = hit[0].kind == PLACE_NAME_CAPITALS || hit[0].kind == PLACE_NAME_DOTTED};
    for (uint32_t i = 0; i < n; i++) {
        place_entry p;
        place_get_entry(g, hit[i].place, &p);
        bool alias = hit[i].kind == PLACE_NAME_ALIAS;
        uint32_t population = alias ? p.population / 4 : p.population;
        c.alias &= alias;
        c.country |= p.cls == PLACE_IS_COUNTRY || p.cls == PLACE_IS_REGION || p.cls == PLACE_IS_WATER || p.slug != NULL;
        c.province |= p.cls == PLACE_IS_PROVINCE && hit[i].kind == PLACE_NAME_MAIN;
        c.population = population > c.population ? population : c.population;
    }
    return c;
}

/* Does a comma and a country or province stand behind the name that ends at token e? */
static bool has_container(const finder *f, uint32_t e)
{
    const text_doc *doc = f->doc;
    const text_sentence *s = &doc->sents[doc->tokens[e - 1].sentence];
    if (e + 1 >= s->tok_e || doc->text[doc->tokens[e].span.b] != ',' || !text_token_is_capital(&doc->tokens[e + 1])) {
        return false;
    }
    for (uint32_t to = e + 3; to > e + 1; to--) {
        uint64_t key;
        place_name_hit k[PLACE_MAX_CANDIDATES];
        uint32_t m = to <= s->tok_e ? place_find_span(f->g, doc, text_span(doc, e + 1, to), false, k, &key) : 0;
        for (uint32_t i = 0; i < m; i++) {
            place_entry p;
            place_get_entry(f->g, k[i].place, &p);
            if (p.cls == PLACE_IS_COUNTRY || p.cls == PLACE_IS_PROVINCE) {
                return true;
            }
        }
    }
    return false;
}

/* Do the words right beside the name in plain text speak against a place, whatever the name is known for? */
static bool is_ruled_out(uint32_t signs, const candidates *c)
{
    bool led = (signs & (SIGN_IN | SIGN_TOWARDS)) != 0;
    if ((signs & SIGN_TITLE) != 0 || ((signs & SIGN_ORG_AFTER) != 0 && !(c->country && !c->alias)) ||
        ((signs & SIGN_NAME_BEFORE) != 0 && !led)) {
        return true;
    }
    /* "Paris Hilton" is nobody's town; "Boston Mayor" is */
    return (signs & SIGN_NAME_AFTER) != 0 && !c->country &&
           !((signs & SIGN_TITLE_AFTER) != 0 && (c->province || c->population > 5000));
}

/* How sure is it that a gazetteer name in capitals is a place here? Weighs what it could be against where it stands. */
static bool looks_like_place(const finder *f, uint32_t b, uint32_t e, const place_name_hit *hit, uint32_t n,
                             bool capitals, bool known)
{
    const text_doc *doc = f->doc;
    const text_token *tok = doc->tokens;
    const candidates c = sum_up(f->g, hit, n);
    const uint32_t signs = place_read_signs(doc, b, e);
    bool one = e - b == 1;
    bool stop = one && (!c.short_form || place_word_in(doc, tok[b].span, "UN EU U.N. E.U.")) &&
                place_word_in(doc, tok[b].span, PLACE_STOP_NAMES);
    bool county = !one && place_word_in(doc, tok[e - 1].span, "county parish township");
    bool container = has_container(f, e), likely = f->tag[b] == TAG_LIKELY;
    bool led = (signs & (SIGN_IN | SIGN_TOWARDS)) != 0;
    if ((signs & SIGN_NO_PLACE) != 0 || (one && (place_is_opener(doc, b) || place_word_in(doc, tok[b].span, PLACE_NEVER_NAMES)))) {
        return false;
    }
    if (!capitals) {
        bool civic = (signs & SIGN_CIVIC) != 0 && (signs & (SIGN_TITLE | SIGN_NAME_BEFORE)) == 0;
        if (civic && (!one || c.country || c.province || c.population > (stop ? 20000u : 1000u))) {
            return true;
        }
        if (county) {
            return (signs & SIGN_NAME_AFTER) == 0;
        }
        if (is_ruled_out(signs, &c) || ((signs & SIGN_NAME_AFTER) != 0 && stop)) {
            return false;
        }
    }
    if (stop) {
        return !capitals && (container || ((led || likely) && (c.country || (!c.alias && c.population > 20000))) ||
                             ((signs & SIGN_CLASS) != 0 && c.population > 1000));
    }
    if (c.country || (c.province && c.population > 200000) || container || (signs & (SIGN_CLASS | SIGN_BASED)) != 0) {
        return true;
    }
    if (!capitals && (signs & SIGN_PEOPLE) != 0) {
        return c.population > 300;
    }
    bool person = one && (f->persons[person_bit(doc, b) / 8] >> (person_bit(doc, b) % 8) & 1) != 0;
    if (person && (signs & SIGN_IN) == 0 && !likely) {
        return c.population > PLACE_SURE_POPULATION;
    }
    if (likely) {
        return true;
    }
    if (led) {
        return c.population > (c.alias ? 4000u : 300u) || !one;
    }
    bool first = tok[b].shape == SHAPE_TITLE_FIRST;
    if (first && one && c.alias) {
        return false; /* "Part of ...": Perth, in another tongue */
    }
    return known || c.population > (capitals ? 200000u : first ? 150000u : one ? 60000u : 1000u);
}

/* Notes the words that stand behind a capitalised word or a title: where one of them stands alone, it is that person.
 */
static void mark_persons(finder *f)
{
    const text_doc *doc = f->doc;
    for (uint32_t t = 1; t < doc->n_tokens; t++) {
        const text_token *k = &doc->tokens[t], *before = k - 1;
        if (k->sentence == before->sentence && text_token_is_capital(k) && before->span.e < k->span.b &&
            text_token_is_capital(before) && before->shape != SHAPE_UPPER &&
            !place_word_in(doc, before->span, PLACE_LOCATIVE_WORDS " the and but " PLACE_DIRECTION_WORDS) &&
            (before->shape != SHAPE_TITLE_FIRST || (t + 1 < doc->n_tokens && !text_token_is_capital(k + 1))) &&
            !place_is_opener(doc, t - 1)) {
            f->persons[person_bit(doc, t) / 8] |= (uint8_t)(1u << (person_bit(doc, t) % 8));
        }
    }
}

static sitrep_status take(finder *f, uint32_t b, uint32_t e, base_span span, const place_name_hit *hit, uint32_t n,
                          uint64_t key, uint32_t *next)
{
    for (uint32_t t = b; t < e; t++) {
        f->taken[t] = true;
    }
    *next = e;
    return add(f->arena, span, hit, n, key, f->tag[b] == TAG_PLACE, f->mention[b], f->list);
}

/* Is token b the rest of a longer name: "Hamra" of "Kafar Hamra", "Sava" of "Mayo-Sava"? Not behind a direction or a class word
 * ("Northern Hama", "City of Homs"). */
static bool is_rest_of_name(const finder *f, uint32_t b)
{
    const text_doc *doc = f->doc;
    uint32_t first = doc->sents[doc->tokens[b].sentence].tok_b, t = b;
    bool hyphen = t > first && !doc->tokens[t].space_before && doc->text[doc->tokens[t - 1].span.b] == '-';
    t -= hyphen;
    if (t == first || (hyphen && doc->tokens[t].space_before) || !text_token_is_capital(&doc->tokens[t - 1])) {
        return false;
    }
    bool one_span = f->tag[b] == TAG_PLACE && f->mention[b] == f->mention[t - 1] && doc->tokens[t - 1].shape != SHAPE_TITLE_FIRST;
    return (hyphen || one_span) && !f->taken[t - 1] &&
           !place_token_in(doc, t - 1, PLACE_DIRECTION_WORDS " " PLACE_DIVISION_WORDS);
}

/* "the West", "West African", "South" of "South Vietnam": a side of the world is no town or region of that name. */
static bool is_compass_word(const finder *f, uint32_t b)
{
    bool classed = b + 1 < f->doc->n_tokens && place_token_in(f->doc, b + 1, PLACE_PROVINCE_WORDS " " PLACE_DISTRICT_WORDS);
    return !classed && place_token_in(f->doc, b, "west east north south");
}

/* Takes the ground that tokens [b, e) name ("Taylor Street"): a place that no gazetteer gives. */
static sitrep_status take_ground(finder *f, uint32_t b, uint32_t e, uint32_t *next)
{
    base_span whole = text_span(f->doc, b, e);
    char key[PLACE_MAX_KEY];
    size_t n = place_make_key(f->doc->text + whole.b, whole.e - whole.b, key, sizeof key);
    sitrep_status status = take(f, b, e, whole, NULL, 0, hash_bytes(key, n, GAZ_VERSION), next);
    if (status == SITREP_OK && f->list->n > 0 && f->list->v[f->list->n - 1].span.b == whole.b) {
        f->list->v[f->list->n - 1].ground = true;
    }
    return status;
}

/* May tokens [b, e) end a name: in a capital, a number or an abbreviation's stop? */
static bool may_end_name(const text_doc *doc, uint32_t b, uint32_t e)
{
    const text_token *last = &doc->tokens[e - 1];
    return text_token_is_capital(last) || last->shape == SHAPE_NUMBER || (e - b > 1 && doc->text[last->span.b] == '.');
}

/* Is the stop at the end of a span the sentence's, and not the name's, whose likeliest reading is hit? */
static bool ends_in_sentence_stop(const text_doc *doc, base_span span, const place_name_hit *hit)
{
    if (doc->text[span.e - 1] != '.' || hit->kind == PLACE_NAME_DOTTED) {
        return false;
    }
    return hit->kind != PLACE_NAME_CAPITALS || memchr(doc->text + span.b, '.', span.e - span.b - 1) == NULL;
}

/* Does a hyphen make the span, whose last token is e - 1, the first part of a longer word? */
static bool is_hyphened_on(const finder *f, uint32_t b, uint32_t e, base_span span, uint32_t limit)
{
    const text_doc *doc = f->doc;
    const char *s = doc->text + span.e;
    if (span.e >= doc->n_bytes || s[0] != '-') {
        return false;
    }
    if (span.e + 1 < doc->n_bytes && s[1] >= 'a' && s[1] <= 'z' && e + 1 < limit) {
        return true; /* "Port" of "Port-au-Prince"; the "Texas" of "Texas-based" stands by itself */
    }
    /* "Mayo" of "Mayo-Sava", which the model holds for one name */
    return e + 1 < doc->n_tokens && f->mention[b] >= 0 && f->mention[e + 1] == f->mention[b] &&
           text_token_is_capital(&doc->tokens[e + 1]);
}

static bool is_all_adjectives(const place_name_hit *hit, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        if (hit[i].kind != PLACE_NAME_ADJECTIVE) {
            return false;
        }
    }
    return true;
}

static bool is_taken_name(const finder *f, uint64_t key)
{
    for (uint32_t i = 0; i < f->list->n; i++) {
        if (f->list->v[i].key == key) {
            return true;
        }
    }
    return false;
}

/* "on the Marina, a house by the river": with an article and nothing behind it that could bear it, no town's name. */
static bool is_no_town(const finder *f, uint32_t b, uint32_t e, const place_name_hit *hit, uint32_t n)
{
    const text_doc *doc = f->doc;
    bool article = b > 0 && place_word_in(doc, doc->tokens[b - 1].span, "the") && doc->tokens[b - 1].sentence == doc->tokens[b].sentence;
    bool last = e >= doc->n_tokens || doc->tokens[e].sentence != doc->tokens[b].sentence ||
                (doc->tokens[e].shape == SHAPE_PUNCT && memchr(",.;:", doc->text[doc->tokens[e].span.b], 4) != NULL);
    for (uint32_t i = 0; article && last && i < n; i++) {
        place_entry p;
        place_get_entry(f->g, hit[i].place, &p);
        if (p.cls != PLACE_IS_TOWN || strncmp(p.name, "The ", 4) == 0) {
            return false;
        }
    }
    return article && last && n > 0;
}

/* Takes the longest name that begins at token b and ends at limit at most. *next: the token to go on from. */
static sitrep_status find_at(finder *f, uint32_t b, uint32_t limit, bool capitals, int pass, uint32_t *next)
{
    const text_doc *doc = f->doc;
    *next = b + 1;
    if (!capitals && is_rest_of_name(f, b)) {
        return SITREP_OK;
    }
    uint32_t ground = capitals ? b : place_read_ground(doc, b);
    ground = ground <= limit ? ground : b;
    for (uint32_t e = limit; e > b; e--) {
        if (e < ground) { /* longer than any name that the gazetteer knows here */
            return take_ground(f, b, ground, next);
        }
        bool single = e - b == 1;
        if (!may_end_name(doc, b, e) || (single && is_compass_word(f, b))) {
            continue;
        }
        place_name_hit hit[PLACE_MAX_CANDIDATES];
        uint64_t key;
        base_span span = text_span(doc, b, e);
        uint32_t n = place_find_span(f->g, doc, span, false, hit, &key);
        if (n == 0) {
            continue;
        }
        bool short_form = hit[0].kind == PLACE_NAME_CAPITALS || hit[0].kind == PLACE_NAME_DOTTED;
        if (ends_in_sentence_stop(doc, span, hit)) {
            if (!single) {
                continue;
            }
            span.e--; /* the splitter left it with an abbreviation */
        }
        if (single && !capitals && !short_form && doc->tokens[b].shape == SHAPE_UPPER && span.e - span.b <= 5 &&
            !has_container(f, e)) {
            continue; /* "FDA" is no village of that name; "CALI, Colombia" is a dateline's */
        }
        if (is_hyphened_on(f, b, e, span, limit)) {
            continue;
        }
        bool known = pass == 1 && is_taken_name(f, key);
        if (f->tag[b] != TAG_PLACE && !is_all_adjectives(hit, n) && !looks_like_place(f, b, e, hit, n, capitals, known)) {
            if (single) {
                continue;
            }
            *next = e; /* a longer name that is none here hides the shorter ones in it */
            return SITREP_OK;
        }
        return take(f, b, e, span, hit, is_no_town(f, b, e, hit, n) ? 0 : n, key, next);
    }
    return SITREP_OK;
}

/* Is tokens [b, e) the whole name of a country? No person's or company's name is. */
static bool is_country(const finder *f, uint32_t b, uint32_t e)
{
    uint64_t key;
    place_name_hit hit[PLACE_MAX_CANDIDATES];
    uint32_t n = place_find_span(f->g, f->doc, text_span(f->doc, b, e), false, hit, &key);
    for (uint32_t i = 0; i < n; i++) {
        place_entry p;
        place_get_entry(f->g, hit[i].place, &p);
        if (p.cls == PLACE_IS_COUNTRY && hit[i].kind != PLACE_NAME_ADJECTIVE) {
            return !place_word_in(f->doc, text_span(f->doc, b, e), PLACE_STOP_NAMES);
        }
    }
    return false;
}

/* Marks each token with what the model takes it for; the smallest mention around it wins, since mentions nest. Where it
 * is not sure, the gazetteer and the words around decide. */
static void mark_tokens(finder *f, const mention_list *mentions)
{
    for (uint32_t i = 0; mentions != NULL && i < mentions->n; i++) {
        const mention *m = &mentions->v[i];
        bool sure = m->ner_score >= PLACE_SURE_NAME;
        uint8_t tag = m->ner == NER_LOC                                              ? TAG_PLACE
                      : m->ner_guess == NER_LOC && m->ner_score >= PLACE_LIKELY_NAME ? TAG_LIKELY
                      : m->ner != NER_NONE && sure                                   ? TAG_OTHER
                      : (m->roles & MENTION_PLACE) != 0 && m->ner == NER_NONE        ? TAG_LIKELY
                                                                                     : TAG_NONE;
        if (tag == TAG_NONE || (tag == TAG_OTHER && m->tok_e <= f->doc->n_tokens && m->tok_b < m->tok_e &&
                                is_country(f, m->tok_b, m->tok_e))) {
            continue;
        }
        for (uint32_t t = m->tok_b; t < m->tok_e && t < f->doc->n_tokens; t++) {
            f->tag[t] = tag;
            f->mention[t] = (int32_t)i;
        }
    }
}

/* A span that the model calls a place but no part of which the gazetteer knows: it stays, unplaced. */
static sitrep_status add_unknown(finder *f, const mention_list *mentions)
{
    for (uint32_t i = 0; mentions != NULL && i < mentions->n; i++) {
        const mention *m = &mentions->v[i];
        bool word = m->tok_e - m->tok_b == 1 && m->tok_e <= f->doc->n_tokens &&
                    place_token_in(f->doc, m->tok_b, PLACE_SITE_WORDS " " PLACE_DIVISION_WORDS);
        bool free_span = m->ner == NER_LOC && !word && m->tok_e <= f->doc->n_tokens;
        for (uint32_t t = m->tok_b; free_span && t < m->tok_e; t++) {
            free_span = !f->taken[t];
        }
        if (free_span) {
            base_span span = text_span(f->doc, m->tok_b, m->tok_e);
            place_name_hit hit[PLACE_MAX_CANDIDATES];
            uint64_t key;
            uint32_t n = place_find_span(f->g, f->doc, span, true, hit, &key);
            for (uint32_t t = m->tok_b; t < m->tok_e; t++) {
                f->taken[t] = true;
            }
            sitrep_status status = add(f->arena, span, hit, n, key, true, (int32_t)i, f->list);
            if (status != SITREP_OK) {
                return status;
            }
        }
    }
    return SITREP_OK;
}

/* Puts the list in text order again; unknown names came last. Few, so insertion does. Groups are renumbered. */
static void order_list(place_toponyms *list)
{
    for (uint32_t i = 1; i < list->n; i++) {
        place_toponym t = list->v[i];
        uint32_t k = i;
        for (; k > 0 && list->v[k - 1].span.b > t.span.b; k--) {
            list->v[k] = list->v[k - 1];
        }
        list->v[k] = t;
    }
    for (uint32_t i = 0; i < list->n; i++) {
        list->v[i].group = i;
        for (uint32_t k = 0; k < i; k++) {
            if (list->v[k].key == list->v[i].key) {
                list->v[i].group = k;
                break;
            }
        }
    }
}

sitrep_status place_find_toponyms(const place_gazetteer *g, base_arena *arena, const text_doc *doc,
                                  const mention_list *mentions, place_toponyms *list)
{
    memset(list, 0, sizeof *list);
    finder f = {g,
                arena,
                doc,
                arena_array(arena, doc->n_tokens, 1),
                arena_array(arena, doc->n_tokens, sizeof *f.mention),
                arena_array(arena, doc->n_tokens, sizeof *f.taken),
                arena_alloc(arena, PERSON_BITS / 8),
                list};
    if (f.tag == NULL || f.mention == NULL || f.taken == NULL || f.persons == NULL) {
        return SITREP_E_NOMEM;
    }
    for (uint32_t t = 0; t < doc->n_tokens; t++) {
        f.mention[t] = -1;
    }
    mark_tokens(&f, mentions);
    mark_persons(&f);
    /* The second pass meets names again whose first meeting told nothing, and a later one did. */
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < doc->n_sents; i++) {
            const text_sentence *s = &doc->sents[i];
            bool capitals = all_capitals(doc, s);
            for (uint32_t t = s->tok_b, next; t < s->tok_e; t = next) {
                next = t + 1;
                if (!text_token_is_capital(&doc->tokens[t]) || f.tag[t] == TAG_OTHER || f.taken[t] ||
                    place_word_in(doc, doc->tokens[t].span, "the a an")) {
                    continue;
                }
                uint32_t limit = t + 1;
                while (limit < s->tok_e && limit - t < PLACE_MAX_WORDS && f.tag[limit] != TAG_OTHER &&
                       !f.taken[limit] && (text_token_is_capital(&doc->tokens[limit]) || is_joint(doc, limit))) {
                    limit++;
                }
                sitrep_status status = find_at(&f, t, limit, capitals, pass, &next);
                if (status != SITREP_OK) {
                    return status;
                }
            }
        }
    }
    sitrep_status status = add_unknown(&f, mentions);
    order_list(list);
    return status;
}
