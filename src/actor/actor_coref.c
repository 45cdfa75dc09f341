/* actor_coref.c: who is the same within a report: names, descriptions, pronouns, and names that the text itself gives.
 *
 * No statistics: a description takes the nearest earlier actor that its head word fits, a pronoun the nearest that agrees with it
 * in number, gender and kind. What fits nothing stays an actor of its own (a description) or open (a pronoun). */
#include <string.h>

#include "actor/actor_work.h"
#include "base/utf8.h"

static bool one_of(const char *s, const char *const *list)
{
    for (; s != NULL && *list != NULL; list++)
        if (strcmp(s, *list) == 0) return true;
    return false;
}

/* ---- names -------------------------------------------------------------------------------------------------------- */

/* The consonants of a name, doubled ones once: "Serraj", "al-Sarraj" and "Saraj" give "srj". */
static size_t skeleton(const actor_work *w, uint32_t t, char *out, size_t cap)
{
    char fold[96];
    base_span s = w->doc->tokens[t].span;
    size_t n = utf8_fold_string(w->doc->text + s.b, s.e - s.b, fold, sizeof fold), k = 0, from = 0;
    static const char *const articles[] = {"al-", "el-", "as-", "ash-", "ad-", "ar-", "an-", "at-", "az-", "ul-"};
    for (size_t i = 0; i < sizeof articles / sizeof articles[0]; i++)
        if (n > strlen(articles[i]) && memcmp(fold, articles[i], strlen(articles[i])) == 0) from = strlen(articles[i]);
    for (size_t i = from; i < n && k + 1 < cap; i++) {
        char c = fold[i];
        if (c == '-' || c == '.' || (k > 0 && (strchr("aeiouwy", c) != NULL || out[k - 1] == c))) continue;
        if (c == 'y' && i + 1 == n) continue;
        out[k++] = c;
    }
    out[k] = '\0';
    return k;
}

static bool same_surname(const actor_work *w, uint32_t a, uint32_t b)
{
    char x[64], y[64];
    if (actor_words_key(w, a, a + 1) == actor_words_key(w, b, b + 1)) return true;
    size_t n = skeleton(w, a, x, sizeof x), m = skeleton(w, b, y, sizeof y);
    base_span sa = w->doc->tokens[a].span, sb = w->doc->tokens[b].span;
    uint32_t la = sa.e - sa.b, lb = sb.e - sb.b;
    /* a skeleton of two letters says too little */
    return n >= 3 && n == m && memcmp(x, y, n) == 0 && la + 4 >= lb && lb + 4 >= la;
}

/* "Haidai" after "Serhiy Haidai": the last word of an earlier person's name, no other given name against it. */
static bool same_person(const actor_work *w, const actor_phrase *p, uint32_t b, uint32_t e)
{
    uint32_t n = p->e - p->name_b, m = e - b;
    if (n == 0 || m == 0) return false;
    if (!same_surname(w, p->e - 1, e - 1)) return n == 1 && m > 1 && actor_words_key(w, p->name_b, p->e) == actor_words_key(w, b, b + 1) &&
                                                  w->doc->tokens[p->name_b].span.e - w->doc->tokens[p->name_b].span.b >= 5;
    if (n == 1 || m == 1) return true;
    char x[64], y[64];
    skeleton(w, p->name_b, x, sizeof x);
    skeleton(w, b, y, sizeof y);
    return x[0] == y[0]; /* given names: initials and spellings differ, first letters do not */
}

/* Is [b, e) the initials of the capitalised words of [nb, ne)? */
static bool is_acronym_of(const actor_work *w, uint32_t b, uint32_t e, uint32_t nb, uint32_t ne)
{
    if (e != b + 1 || w->doc->tokens[b].shape != SHAPE_UPPER || ne - nb < 2) return false;
    base_span s = w->doc->tokens[b].span;
    uint32_t at = s.b;
    for (uint32_t t = nb; t < ne; t++) {
        uint8_t shape = w->doc->tokens[t].shape;
        if (shape == SHAPE_LOWER || shape == SHAPE_PUNCT) continue;
        while (at < s.e && w->doc->text[at] == '.') at++;
        if (at >= s.e || w->doc->text[at] != w->doc->text[w->doc->tokens[t].span.b]) return false;
        at++;
    }
    return at == s.e;
}

static bool set_name(actor_work *w, int32_t actor, uint32_t b, uint32_t e)
{
    base_span s = text_span(w->doc, b, e);
    char *name = arena_strndup(w->r->arena, w->doc->text + s.b, s.e - s.b);
    if (name == NULL) {
        w->nomem = true;
        return false;
    }
    w->r->actors[actor].name = name;
    w->info[actor].name_b = b;
    w->info[actor].name_e = e;
    return true;
}

/* "A police officer, Oleksii Kharkivskyi, said": one person described, then named between commas. */
static int32_t described_before(actor_work *w, uint32_t i)
{
    const actor_phrase *p = &w->phrases[i];
    uint32_t last = w->doc->sents[p->sent].tok_e;
    if (i == 0 || p->b == 0 || !text_token_is(w->doc, p->b - 1, ",") || p->e >= last || !text_token_is(w->doc, p->e, ",")) return -1;
    for (uint32_t k = i; k-- > 0 && w->phrases[k].sent == p->sent;) {
        const actor_phrase *q = &w->phrases[k];
        if (q->e + 1 != p->b || q->type != PHRASE_NOMINAL || q->actor < 0 || q->noun < 0 || q->number != NUMBER_ONE) continue;
        actor_info *info = &w->info[q->actor];
        if (info->entry >= 0 || !info->person || info->name_e > info->name_b || !set_name(w, q->actor, p->name_b, p->e)) continue;
        return q->actor;
    }
    return -1;
}

int32_t actor_coref_name(actor_work *w, uint32_t i)
{
    actor_phrase *p = &w->phrases[i];
    uint64_t key = actor_words_key(w, p->name_b, p->e);
    for (uint32_t k = 0; k < w->n_aliases; k++)
        if (actor_words_key(w, w->aliases[k].tok_b, w->aliases[k].tok_e) == key) {
            p->how = HOW_ALIAS;
            return w->aliases[k].actor;
        }
    if (p->hit >= 0 && w->hits[p->hit].tok_b <= p->name_b) return -1; /* the registry knows the whole name */
    if (p->ner == NER_PER) {
        /* a full name first decides; then later, then earlier phrases */
        for (uint32_t k = i, seen = 0; k-- > 0 && seen < ACTOR_NAME_BACK; seen++) {
            const actor_phrase *q = &w->phrases[k];
            if (q->actor < 0 || q->type != PHRASE_NAME || !w->info[q->actor].person || !same_person(w, p, q->name_b, q->e)) continue;
            actor_info *info = &w->info[q->actor];
            if (info->entry < 0 && p->e - p->name_b > info->name_e - info->name_b && !set_name(w, q->actor, p->name_b, p->e))
                return -1; /* the fuller name is the actor's */
            if (p->e - p->name_b == 1) p->how = HOW_ALIAS;
            return q->actor;
        }
        /* a surname whose full name, or whose registry entry, comes later in the text */
        if (p->e - p->name_b == 1)
            for (uint32_t k = i + 1; k < w->n_phrases && k < i + ACTOR_NAME_BACK; k++) {
                const actor_phrase *q = &w->phrases[k];
                if (q->type != PHRASE_NAME || q->e - q->name_b < 2 || !same_person(w, p, q->name_b, q->e)) continue;
                const char *kind = q->hit >= 0 ? actor_entry_value(w, w->hits[q->hit].entry, LEX_KIND) : "person";
                if (kind == NULL || strcmp(kind, "person") != 0 || (q->hit < 0 && q->ner != NER_PER)) continue;
                p->how = HOW_ALIAS;
                return actor_resolve_phrase(w, k);
            }
        return described_before(w, i);
    }
    for (uint32_t k = i, seen = 0; k-- > 0 && seen < ACTOR_LOOK_BACK; seen++) {
        const actor_phrase *q = &w->phrases[k];
        if (q->actor < 0 || q->type != PHRASE_NAME) continue;
        if (p->hit < 0 && is_acronym_of(w, p->name_b, p->e, q->name_b, q->e)) {
            p->how = HOW_ALIAS;
            return q->actor;
        }
    }
    return -1;
}

static void add_alias(actor_work *w, uint32_t b, uint32_t e, int32_t actor)
{
    uint64_t key = actor_words_key(w, b, e);
    for (uint32_t k = 0; k < w->n_aliases; k++)
        if (actor_words_key(w, w->aliases[k].tok_b, w->aliases[k].tok_e) == key) return; /* the first meaning stays */
    if (w->n_aliases == ACTOR_MAX_ALIASES) return;
    actor_alias *v = arena_grow(w->r->arena, w->aliases, w->n_aliases, &w->cap_aliases, sizeof *v);
    if (v == NULL) {
        w->nomem = true;
        return;
    }
    w->aliases = v;
    w->aliases[w->n_aliases++] = (actor_alias){b, e, actor};
}

void actor_find_aliases(actor_work *w, uint32_t i)
{
    const actor_phrase *p = &w->phrases[i];
    const text_doc *d = w->doc;
    uint32_t t = p->e, end = d->sents[p->sent].tok_e;
    if (t < end && text_token_is(d, t, ",")) t++;
    /* "Sudanese Armed Forces (SAF)" */
    if (t == p->e && t + 2 < end && text_token_is(d, t, "(") && text_token_is(d, t + 2, ")")) {
        uint8_t shape = d->tokens[t + 1].shape;
        base_span s = d->tokens[t + 1].span;
        bool capitals = false;
        for (uint32_t k = s.b + 1; k < s.e; k++) capitals = capitals || (d->text[k] >= 'A' && d->text[k] <= 'Z');
        bool capital_name = p->type == PHRASE_NAME || d->tokens[p->e - 1].shape != SHAPE_LOWER;
        if (capital_name && (shape == SHAPE_UPPER || (shape == SHAPE_MIXED && capitals) || (shape == SHAPE_TITLE && capitals)))
            add_alias(w, t + 1, t + 2, p->actor);
        return;
    }
    /* "Dagalo, known as Hemedti", "also known as", "nicknamed", "better known as" */
    static const char *const adverbs[] = {"also", "better", "widely", "commonly", "popularly", "generally", NULL};
    static const char *const naming[] = {"nicknamed", "dubbed", "aka", "alias", NULL};
    if (actor_is_word(w, t, adverbs)) t++;
    uint32_t name = 0;
    if (t + 2 < end && text_token_is(d, t, "known") && text_token_is(d, t + 1, "as"))
        name = t + 2;
    else if (t + 1 < end && actor_is_word(w, t, naming))
        name = t + 1;
    if (name == 0) return;
    while (name < end && (d->tokens[name].shape == SHAPE_PUNCT || text_token_is(d, name, "the"))) name++;
    uint32_t e = name;
    while (e < end && e < name + 4 && (d->tokens[e].shape == SHAPE_TITLE || d->tokens[e].shape == SHAPE_TITLE_FIRST ||
                                       d->tokens[e].shape == SHAPE_UPPER || d->tokens[e].shape == SHAPE_MIXED))
        e++;
    if (e > name) add_alias(w, name, e, p->actor);
}

/* ---- descriptions ------------------------------------------------------------------------------------------------- */

typedef enum want { WANT_SAME = 0, WANT_ANY_BODY, WANT_FIGHTERS, WANT_ARMY, WANT_GOVERNMENT, WANT_PERSON, WANT_MEDIA, WANT_COALITION } want;

static want want_of(const actor_work *w, const actor_phrase *p)
{
    static const char *const generic[] = {"group", "organisation", "organization", "movement", "network", "faction", "armed group",
                                          "militant group", "side", "body", "watchdog", "monitoring group", "rights group", "agency", NULL};
    if (p->noun < 0 || w->hits[p->noun].cls != LEX_AGENT) return WANT_SAME;
    uint32_t e = w->hits[p->noun].entry;
    const char *kind = actor_entry_value(w, e, LEX_KIND), *type = lexicon_type(w->lex, e), *name = lexicon_name(w->lex, e);
    if (one_of(name, generic)) return WANT_ANY_BODY;
    if (one_of(name, (const char *const[]){"leader", "commander", "general", "president", "prime minister", "minister", "spokesman",
                                           "spokeswoman", "spokesperson", "chief", "colonel", "governor", "mayor", "premier", "king",
                                           "founder", "foreign minister", "defence minister", "envoy", "diplomat", "ambassador", NULL}) &&
        p->number == NUMBER_ONE)
        return WANT_PERSON;
    if (one_of(kind, (const char *const[]){"militia", "rebel", "terrorist", NULL}) && !(p->number == NUMBER_ONE && strcmp(type, "person") == 0))
        return WANT_FIGHTERS;
    if (one_of(name, (const char *const[]){"army", "military", "armed forces", "forces", "force", "troops", "soldier", "security forces",
                                           "government forces", "government troops", "regime forces", "army units", "ground forces", NULL}) &&
        (p->number == NUMBER_MANY || strcmp(name, "soldier") != 0))
        return WANT_ARMY;
    if (one_of(name, (const char *const[]){"government", "regime", "authorities", "cabinet", "administration", NULL})) return WANT_GOVERNMENT;
    if (one_of(kind, (const char *const[]){"media", NULL})) return WANT_MEDIA;
    if (one_of(name, (const char *const[]){"coalition", "alliance", "bloc", NULL})) return WANT_COALITION;
    return WANT_SAME;
}

/* Does the name of an actor contain the head word: "the ministry" after "Information Ministry", "the centre" after "operations centre"? */
static bool name_has_head(const actor_work *w, const actor_phrase *p, const actor_phrase *q)
{
    uint64_t head = actor_words_key(w, p->head, p->head + 1);
    if (actor_words_key(w, q->head, q->head + 1) == head) return true;
    return q->type == PHRASE_NAME && actor_words_key(w, q->e - 1, q->e) == head;
}

static float fit(const actor_work *w, const actor_phrase *p, const actor_phrase *q, want wanted)
{
    const rec_actor *a = &w->r->actors[q->actor];
    const actor_info *info = &w->info[q->actor];
    bool same_noun = p->noun >= 0 && q->noun >= 0 && w->hits[p->noun].entry == w->hits[q->noun].entry;
    bool name = q->type == PHRASE_NAME;
    if (q->type == PHRASE_PRONOUN) return 0.0f;
    if (same_noun && info->entry < 0 && (p->bare || q->bare)) return 2.4f;
    if (same_noun && p->bare && p->definite) return 2.2f;
    /* "the army" beside a National Liberation Army is the state's */
    if (wanted == WANT_ARMY && name && one_of(a->kind, (const char *const[]){"rebel", "militia", "terrorist", NULL})) return 0.0f;
    /* one word only: "the centre" may be the operations centre, the operations centre is not the Ouagadougou centre */
    bool single = p->noun < 0 || w->hits[p->noun].tok_e - w->hits[p->noun].tok_b == 1;
    if (p->bare && single && name_has_head(w, p, q)) return q->mod >= 0 && !p->definite ? 0.0f : q->mod >= 0 ? 2.2f : 2.4f;
    if (!p->bare && wanted != WANT_ANY_BODY) return 0.0f;
    switch (wanted) {
    case WANT_ANY_BODY:
        if (!p->bare || info->person || p->number == NUMBER_MANY) return 0.0f;
        if (one_of(a->kind, (const char *const[]){"rebel", "militia", "terrorist", "group", "identity-group", NULL})) return name ? 2.2f : 1.4f;
        if (one_of(a->kind, (const char *const[]){"ngo", NULL})) return name ? (p->roles & MENTION_SOURCE ? 2.2f : 1.5f) : 1.4f; /* it speaks, others fight */
        return name && one_of(a->kind, (const char *const[]){"igo", "company", "media", NULL}) ? 1.3f : 0.0f;
    case WANT_FIGHTERS:
        if (info->person) return 0.0f;
        if (one_of(a->kind, (const char *const[]){"rebel", "militia", "terrorist", NULL})) return name ? 2.0f : 1.6f;
        return 0.0f;
    case WANT_ARMY:
        if (info->person || !one_of(a->kind, (const char *const[]){"state-forces", NULL})) return 0.0f;
        return name || info->entry >= 0 ? 2.0f : 1.3f;
    case WANT_GOVERNMENT:
        if (!one_of(a->kind, (const char *const[]){"government", NULL}) || info->person) return 0.0f;
        return name ? 1.8f : 1.5f;
    case WANT_PERSON:
        return info->person && (name || same_noun) && q->title >= 0 && p->noun >= 0 &&
                       strcmp(lexicon_name(w->lex, w->hits[q->title].entry), lexicon_name(w->lex, w->hits[p->noun].entry)) == 0 ? 2.4f : 0.0f;
    case WANT_MEDIA:
        return one_of(a->kind, (const char *const[]){"media", NULL}) && info->entry >= 0 && p->number != NUMBER_MANY ? 1.4f : 0.0f;
    case WANT_COALITION:
        return name && name_has_head(w, p, q) ? 2.0f : 0.0f;
    case WANT_SAME:
    default:
        return 0.0f;
    }
}

/* "Rida Issa, a spokesman for ..."; "the Government of National Accord, an internationally recognised administration": the
 * description behind a name and a comma is of the same. */
static int32_t apposition(const actor_work *w, uint32_t i)
{
    const actor_phrase *p = &w->phrases[i];
    uint32_t t = p->b, first = w->doc->sents[p->sent].tok_b;
    const char *kind = p->noun >= 0 ? actor_entry_value(w, w->hits[p->noun].entry, LEX_KIND) : NULL;
    const char *type = p->noun >= 0 ? lexicon_type(w->lex, w->hits[p->noun].entry) : NULL;
    if (type == NULL || !(p->indefinite || p->definite)) return -1;
    if (!actor_is_word(w, t, (const char *const[]){"a", "an", "the", NULL})) {
        if (t == first || !actor_is_word(w, t - 1, (const char *const[]){"a", "an", "the", NULL})) return -1;
        t--;
    }
    if (t == first || !text_token_is(w->doc, t - 1, ",")) return -1;
    for (uint32_t k = i; k-- > 0 && w->phrases[k].sent == p->sent;) {
        const actor_phrase *q = &w->phrases[k];
        if (q->actor < 0 || q->type != PHRASE_NAME || q->e != t - 1) continue;
        const char *own = w->r->actors[q->actor].kind;
        bool one_person = strcmp(type, "person") == 0 && p->number == NUMBER_ONE;
        if (w->info[q->actor].person != one_person) continue;
        if (one_person || own == NULL || kind == NULL || strcmp(own, kind) == 0 || strcmp(kind, "group") == 0 || strcmp(type, "body") == 0)
            return q->actor;
    }
    return -1;
}

/* A headline's "the army" may come before its name: the only armed force of a state that the rest of the text names, or -1. */
static int32_t only_army_ahead(actor_work *w, uint32_t i)
{
    int64_t entry = -1;
    uint32_t at = 0;
    for (uint32_t k = i + 1; k < w->n_phrases && k < i + ACTOR_LOOK_BACK; k++) {
        const actor_phrase *q = &w->phrases[k];
        if (q->hit < 0) continue;
        uint32_t e = w->hits[q->hit].entry;
        if (!one_of(actor_entry_value(w, e, LEX_KIND), (const char *const[]){"state-forces", NULL})) continue;
        if (entry >= 0 && entry != (int64_t)e) return -1;
        if (entry < 0) at = k;
        entry = e;
    }
    return entry < 0 ? -1 : actor_resolve_phrase(w, at);
}

/* A bare "the forces" or "troops" says nothing of whose they are. Where it would be a state's force of the registry, and the text has
 * told of fighters of another country too, it is not settled: it stays an actor of its own, which the next "the forces" joins. */
static bool another_force(const actor_work *w, uint32_t i, int32_t found)
{
    const actor_phrase *p = &w->phrases[i];
    const rec_actor *a = &w->r->actors[found];
    if (!p->bare || p->number != NUMBER_MANY || w->info[found].entry < 0 || a->country == NULL || !one_of(a->kind, (const char *const[]){"state-forces", NULL}))
        return false;
    for (uint32_t k = i, seen = 0; k-- > 0 && seen < ACTOR_LOOK_BACK; seen++) {
        const actor_phrase *q = &w->phrases[k];
        if (q->actor < 0 || q->actor == found || p->sent - q->sent > ACTOR_NOMINAL_SENTS) continue;
        const rec_actor *b = &w->r->actors[q->actor];
        if (b->country != NULL && strcmp(b->country, a->country) != 0 && one_of(b->kind, (const char *const[]){"state-forces", "militia", "rebel", NULL})) return true;
    }
    return false;
}

int32_t actor_coref_nominal(actor_work *w, uint32_t i)
{
    const actor_phrase *p = &w->phrases[i];
    int32_t same = apposition(w, i);
    if (same >= 0) return same;
    want wanted = want_of(w, p);
    float best = ACTOR_COREF_FLOOR;
    int32_t found = -1;
    if (p->indefinite || p->mod >= 0) return -1;
    /* without "the", a plural may mean others: only the very same word counts */
    if (!p->definite && (p->number == NUMBER_MANY || !(p->roles & MENTION_SOURCE))) wanted = WANT_SAME;
    for (uint32_t k = i, seen = 0; k-- > 0 && seen < ACTOR_LOOK_BACK; seen++) {
        const actor_phrase *q = &w->phrases[k];
        if (q->actor < 0 || (q->b <= p->b && q->e >= p->e)) continue;
        if (p->sent - q->sent > ACTOR_NOMINAL_SENTS) break;
        float f = fit(w, p, q, wanted);
        if (f <= 0.0f) continue;
        /* within one sentence a description rarely names its own subject again: "IS killed the militants" */
        if (q->sent == p->sent && !(q->type != PHRASE_NAME && name_has_head(w, p, q)) && (q->roles & MENTION_AGENT) && (p->roles & MENTION_PATIENT)) continue;
        f -= ACTOR_COREF_DECAY * (float)(p->sent - q->sent) * (f > 1.9f ? 0.3f : 1.0f);
        if (q->roles & (MENTION_AGENT | MENTION_SOURCE)) f += 0.1f;
        if (f > best) {
            best = f;
            found = q->actor;
        }
    }
    if (found >= 0 && another_force(w, i, found)) return -1;
    return found >= 0 || wanted != WANT_ARMY || !p->bare ? found : only_army_ahead(w, i);
}

/* ---- pronouns ----------------------------------------------------------------------------------------------------- */

static float agrees(const actor_work *w, const actor_phrase *p, const actor_phrase *q)
{
    static const char *const it[] = {"it", "its", "itself", NULL};
    const actor_info *info = &w->info[q->actor];
    const rec_actor *a = &w->r->actors[q->actor];
    bool body = !info->person && !info->thing;
    if (p->gender != 0) {
        if (!info->person && q->ner != NER_PER) return 0.0f;
        if (info->gender != 0 && info->gender != p->gender) return 0.0f;
        return q->type == PHRASE_NAME ? 2.0f : 1.8f;
    }
    if (actor_is_word(w, p->b, it)) {
        if (!body || q->number == NUMBER_MANY) return 0.0f;
        return a->kind != NULL ? 2.0f : 1.2f;
    }
    if (p->number == NUMBER_MANY) {
        if (info->person && q->number != NUMBER_MANY) return 0.0f;
        if (q->number == NUMBER_MANY) return 2.0f;
        return body && a->kind != NULL && strcmp(a->kind, "media") != 0 ? 1.4f : 0.0f;
    }
    return 0.0f;
}

/* The same for a body that nothing else has made an actor: "it" and "they" only. */
static float agrees_idle(const actor_phrase *p, const actor_phrase *q)
{
    if (p->gender != 0 || q->noun < 0) return 0.0f;
    if (p->number == NUMBER_MANY) return q->number == NUMBER_MANY ? 1.9f : 1.3f;
    return q->number == NUMBER_MANY ? 0.0f : 1.9f;
}

/* Is the phrase the object of a preposition: "captured by Russia"? A pronoun rather stands for a subject. */
static bool is_governed(const actor_work *w, const actor_phrase *q)
{
    static const char *const preps[] = {"by", "of", "from", "to", "in", "on", "with", "against", "for", "at", "into", NULL};
    static const char *const articles[] = {"the", "a", "an", "its", "their", NULL};
    uint32_t t = q->b, first = w->doc->sents[q->sent].tok_b;
    while (t > first && actor_is_word(w, t - 1, articles)) t--;
    return t > first && actor_is_word(w, t - 1, preps);
}

/* Does token t stand in a quotation that its paragraph opens, or goes on from the one before without an end? */
static bool is_quoted(const actor_work *w, uint32_t t)
{
    enum { REACH = 400 };
    const text_doc *d = w->doc;
    uint32_t paragraph = d->sents[d->tokens[t].sentence].paragraph, b = t;
    bool open = false;
    while (b > 0 && t - b < REACH && d->sents[d->tokens[b - 1].sentence].paragraph == paragraph) b--;
    for (; b < t; b++) open ^= text_token_is_quote(d, b);
    return open;
}

int32_t actor_coref_pronoun(actor_work *w, uint32_t i)
{
    static const char *const speaker[] = {"i", "me", "my", "we", "us", "our", "ours", NULL};
    const actor_phrase *p = &w->phrases[i];
    bool self = actor_is_word(w, p->b, speaker);
    float best = 0.9f;
    int32_t found = -1;
    if (self && !is_quoted(w, p->b)) return -1; /* "we reported at noon": the paper itself */
    if (self) { /* the speaker of the quotation: the source of the same sentence, else of the one before */
        for (uint32_t k = i > ACTOR_LOOK_BACK ? i - ACTOR_LOOK_BACK : 0; k < w->n_phrases; k++) {
            const actor_phrase *q = &w->phrases[k];
            if (q->sent > p->sent) break;
            if (k == i || !(q->roles & MENTION_SOURCE) || q->sent + 1 < p->sent || q->type == PHRASE_PRONOUN) continue;
            if (q->actor < 0 && k > i) actor_resolve_phrase(w, k);
            if (w->phrases[k].actor >= 0) found = w->phrases[k].actor;
        }
        return found;
    }
    for (uint32_t k = i, seen = 0; k-- > 0 && seen < ACTOR_LOOK_BACK; seen++) {
        const actor_phrase *q = &w->phrases[k];
        if ((q->actor < 0 && !q->idle) || (q->b <= p->b && q->e >= p->e)) continue;
        if (p->sent - q->sent > ACTOR_PRONOUN_SENTS) break;
        float f = q->actor < 0 ? agrees_idle(p, q) : agrees(w, p, q);
        if (f <= 0.0f) continue;
        f -= 0.4f * (float)(p->sent - q->sent);
        if ((q->roles & (MENTION_AGENT | MENTION_SOURCE)) || q->idle) f += 0.3f;
        if (q->type == PHRASE_PRONOUN) f += 0.1f;
        if (is_governed(w, q)) f -= ACTOR_GOVERNED;
        if (f > best) {
            best = f;
            found = (int32_t)k;
        }
    }
    return found < 0 ? -1 : actor_resolve_phrase(w, (uint32_t)found);
}
