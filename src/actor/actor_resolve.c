/* actor_resolve.c: phrases to actors: registry names, composition ("US forces"), actors of their own; then coreference and
 * relations (actor_coref.c, actor_relation.c). */
#include <string.h>

#include "actor/actor_work.h"
#include "base/hash.h"

static actor_info *new_actor(actor_work *w, float score)
{
    rec_actor *a = rec_add_actor(w->r);
    actor_info *v = a == NULL ? NULL : arena_grow(w->r->arena, w->info, w->n_info, &w->cap_info, sizeof *v);
    if (v == NULL) {
        w->nomem = true;
        return NULL;
    }
    a->score = score;
    w->info = v;
    actor_info *info = &w->info[w->n_info++];
    memset(info, 0, sizeof *info);
    info->entry = info->noun = -1;
    return info;
}

static void raise_score(actor_work *w, int32_t actor, float score)
{
    if (w->r->actors[actor].score < score) w->r->actors[actor].score = score;
}

int32_t actor_of_entry(actor_work *w, uint32_t entry, float score)
{
    for (uint32_t i = 0; i < w->n_info; i++)
        if (w->info[i].entry == (int64_t)entry) {
            raise_score(w, (int32_t)i, score);
            return (int32_t)i;
        }
    actor_info *info = new_actor(w, score);
    if (info == NULL) return -1;
    int32_t at = (int32_t)w->n_info - 1;
    rec_actor *a = &w->r->actors[at];
    const char *slug = lexicon_slug(w->lex, entry);
    size_t n = slug == NULL ? 0 : strlen(slug);
    char *ref = arena_alloc(w->r->arena, n + 7);
    if (ref == NULL) {
        w->nomem = true;
        return -1;
    }
    memcpy(ref, "actor:", 6);
    if (n > 0) memcpy(ref + 6, slug, n);
    info->entry = entry;
    a->name = lexicon_name(w->lex, entry);
    a->ref = ref;
    a->kind = actor_entry_value(w, entry, LEX_KIND);
    a->country = actor_entry_value(w, entry, LEX_COUNTRY);
    a->sectors = actor_entry_value(w, entry, LEX_SECTORS);
    a->cameo = actor_entry_value(w, entry, LEX_CAMEO);
    a->acled_inter = actor_entry_value(w, entry, LEX_ACLED);
    info->person = a->kind != NULL && strcmp(a->kind, "person") == 0;
    return at;
}

void actor_note_mention(actor_work *w, int32_t actor, uint32_t b, uint32_t e, rec_how how)
{
    if (actor >= 0 && rec_mention_actor(w->r, actor, text_span(w->doc, b, e), how) != SITREP_OK) w->nomem = true;
}

static char *phrase_text(actor_work *w, uint32_t b, uint32_t e)
{
    base_span s = text_span(w->doc, b, e);
    char *out = arena_strndup(w->r->arena, w->doc->text + s.b, s.e - s.b);
    if (out == NULL)
        w->nomem = true;
    else
        for (char *p = out; *p != '\0'; p++)
            if (*p == '\n' || *p == '\r' || *p == '\t') *p = ' ';
    return out;
}

/* A CAMEO code of country and role, where both are known. */
static const char *compose_cameo(actor_work *w, const char *country, const char *role)
{
    char code[16];
    size_t n = 0;
    if (country == NULL && role == NULL) return NULL;
    if (country != NULL && strlen(country) == 3) {
        memcpy(code, country, 3);
        n = 3;
    }
    if (role != NULL && *role == '~') role++;
    if (role != NULL && strlen(role) <= 9) {
        memcpy(code + n, role, strlen(role));
        n += strlen(role);
    }
    return n == 0 ? NULL : arena_strndup(w->r->arena, code, n);
}

static void set_from_noun(actor_work *w, int32_t at, const actor_phrase *p)
{
    rec_actor *a = &w->r->actors[at];
    if (p->noun < 0) return;
    uint32_t noun = w->hits[p->noun].entry;
    const char *type = lexicon_type(w->lex, noun);
    w->info[at].noun = noun;
    if (w->hits[p->noun].cls == LEX_WEAPON) {
        /* a thing; an aircraft or ship with a flag acts for its state and was composed before */
        w->info[at].thing = true;
        return;
    }
    const char *kind = actor_entry_value(w, noun, LEX_KIND);
    bool fights = kind != NULL && (strcmp(kind, "rebel") == 0 || strcmp(kind, "militia") == 0 || strcmp(kind, "terrorist") == 0);
    if (w->sport && fights) return;
    if (a->kind == NULL) a->kind = kind;
    if (a->sectors == NULL) a->sectors = actor_entry_value(w, noun, LEX_SECTORS);
    if (a->acled_inter == NULL) a->acled_inter = actor_entry_value(w, noun, LEX_ACLED);
    if (a->cameo == NULL) a->cameo = compose_cameo(w, a->country, actor_entry_value(w, noun, LEX_CAMEO));
    if (type != NULL && strcmp(type, "person") == 0 && p->number == NUMBER_ONE) w->info[at].person = true;
}

/* An actor of its own, or the one that has the same key. */
static int32_t own_actor(actor_work *w, const actor_phrase *p, uint64_t key, uint32_t b, uint32_t e, float score)
{
    for (uint32_t i = 0; i < w->n_info; i++)
        if (w->info[i].entry < 0 && w->info[i].key == key) {
            raise_score(w, (int32_t)i, score);
            return (int32_t)i;
        }
    actor_info *info = new_actor(w, score);
    if (info == NULL) return -1;
    int32_t at = (int32_t)w->n_info - 1;
    info->key = key;
    info->number = p->number;
    info->gender = p->gender;
    w->r->actors[at].name = phrase_text(w, b, e);
    if (w->r->actors[at].name == NULL) return -1;
    return at;
}

/* A description's name begins behind its article. */
static uint32_t name_begin(const actor_work *w, const actor_phrase *p)
{
    static const char *const articles[] = {"the", "a", "an", NULL};
    return p->b + 1 < p->e && p->b < p->head && actor_is_word(w, p->b, articles) ? p->b + 1 : p->b;
}

/* The line of the registry for a state's "-forces" or "-police", or -1. */
static int64_t service_of(const actor_work *w, uint32_t state, const char *tail)
{
    char slug[128];
    const char *s = lexicon_slug(w->lex, state);
    size_t n = s == NULL ? 0 : strlen(s), k = strlen(tail);
    if (n == 0 || n + k + 1 > sizeof slug) return -1;
    memcpy(slug, s, n);
    memcpy(slug + n, tail, k + 1);
    return lexicon_find(w->lex, slug);
}

static bool any_of(const char *s, const char *const *list)
{
    for (; s != NULL && *list != NULL; list++)
        if (strcmp(s, *list) == 0) return true;
    return false;
}

/* The word list class of a head: what it does when a body's name stands before it. */
static bool acts_as_body(const actor_work *w, const lex_hit *noun)
{
    static const char *const words[] = {"government", "authorities", "officials", "official", "regime", "administration", "state",
                                        "interim government", "unity government", "transitional government", "government official",
                                        "federal government", "cabinet", "junta", "local authorities", NULL};
    return any_of(lexicon_name(w->lex, noun->entry), words);
}

static uint64_t nominal_key(const actor_work *w, const actor_phrase *p, uint64_t side)
{
    static const char *const skip[] = {"the", "a", "an", "this", "that", "these", "those", "its", "their", "his", "her", "our", "of", "'s",
                                       "’s", "some", "several", "many", "more", "than", "at", "least", "about", "up", "to", "around",
                                       "nearly", "over", "another", "other", "two", "three", "four", "five", "six", "seven", "eight",
                                       "nine", "ten", "dozens", "hundreds", "thousands", "elite", "armed", NULL};
    uint64_t key = hash_bytes(&side, sizeof side, 11);
    for (uint32_t t = p->b; t < p->e; t++) {
        const text_token *k = &w->doc->tokens[t];
        if (k->shape == SHAPE_PUNCT || k->shape == SHAPE_NUMBER || actor_is_word(w, t, skip)) continue;
        if (p->noun >= 0 && t >= w->hits[p->noun].tok_b && t < w->hits[p->noun].tok_e) continue;
        if (p->mod >= 0 && t >= w->hits[p->mod].tok_b && t < w->hits[p->mod].tok_e && side != 0) continue;
        uint64_t one = actor_words_key(w, t, t + 1);
        key = hash_bytes(&one, sizeof one, key);
    }
    if (p->noun >= 0) {
        uint64_t noun = (uint64_t)w->hits[p->noun].entry + 1;
        key = hash_bytes(&noun, sizeof noun, key);
    }
    return key;
}

/* "US forces", "ISIS fighters", "Haftar's troops": the modifier's body and the head's role together. */
static int32_t compose(actor_work *w, actor_phrase *p)
{
    static const char *const fighting[] = {"rebel", "militia", "terrorist", "state-forces", NULL};
    static const char *const members[] = {"militia", "rebel", "terrorist", "state-forces", "group", NULL};
    const lex_hit *mod = &w->hits[p->mod], *noun = p->noun >= 0 ? &w->hits[p->noun] : NULL;
    uint32_t entry = mod->entry;
    const char *kind = actor_entry_value(w, entry, LEX_KIND);
    const char *noun_kind = noun == NULL || noun->cls == LEX_WEAPON ? NULL : actor_entry_value(w, noun->entry, LEX_KIND);
    const char *noun_type = noun == NULL ? NULL : lexicon_type(w->lex, noun->entry);
    const char *sector = noun == NULL ? NULL : actor_entry_value(w, noun->entry, LEX_SECTORS);
    bool state = actor_entry_is_state(w, entry), adjective = (mod->flags & (LEX_ADJ | LEX_PEOPLE)) != 0;
    bool vehicle = noun != NULL && noun->cls == LEX_WEAPON &&
                   any_of(noun_type, (const char *const[]){"aircraft", "drone", "ship", "armour", "missile", "artillery", NULL});
    bool one_person = noun_type != NULL && strcmp(noun_type, "person") == 0 && p->number == NUMBER_ONE;
    bool hyphen_after = mod->tok_e < w->doc->n_tokens && text_token_is(w->doc, mod->tok_e, "-");
    int64_t line = -1;
    int32_t at;
    if (kind == NULL || strcmp(kind, "media") == 0) return -1;
    /* "US-backed militias" are not the United States' */
    if (hyphen_after && mod->tok_e + 1 <= p->head && mod->tok_e + 1 < w->doc->n_tokens && w->doc->tokens[mod->tok_e + 1].shape == SHAPE_LOWER)
        return -1;
    if (state && ((noun_kind != NULL && strcmp(noun_kind, "state-forces") == 0) || vehicle)) {
        if (sector != NULL && strcmp(sector, "COP") == 0)
            line = service_of(w, entry, "-police");
        else
            line = service_of(w, entry, "-forces");
        if (one_person && noun_kind != NULL && any_of(lexicon_name(w->lex, noun->entry), (const char *const[]){"pilot", "police chief", NULL}))
            line = -1;
        if (line >= 0) {
            at = actor_of_entry(w, (uint32_t)line, ACTOR_SCORE_COMPOSED);
            int32_t side = at < 0 ? -1 : actor_of_entry(w, entry, ACTOR_SCORE_COMPOSED);
            if (side < 0) return -1;
            actor_note_mention(w, side, mod->tok_b, mod->tok_e, HOW_ALIAS);
            w->r->actors[at].side_of = side;
            return at;
        }
    }
    if (state && noun != NULL && acts_as_body(w, noun)) return actor_of_entry(w, entry, ACTOR_SCORE_COMPOSED);
    if (!state && noun != NULL && any_of(kind, fighting) && any_of(noun_kind, members) && !one_person)
        return actor_of_entry(w, entry, ACTOR_SCORE_COMPOSED);
    if (!state && noun != NULL && vehicle && any_of(kind, fighting)) return actor_of_entry(w, entry, ACTOR_SCORE_COMPOSED);
    if (!state && noun != NULL && any_of(noun_kind, members) && one_person && any_of(kind, fighting) &&
        any_of(lexicon_name(w->lex, noun->entry), (const char *const[]){"fighter", "militant", "soldier", "gunman", "rebel", "jihadist", "terrorist", NULL}))
        return actor_of_entry(w, entry, ACTOR_SCORE_COMPOSED);
    /* "the Wagner company", "the Islamic State group": the head only says what the name is */
    if (!state && !adjective && noun != NULL && !one_person && p->number != NUMBER_MANY && noun_type != NULL && strcmp(noun_type, "body") == 0 &&
        (strcmp(noun_kind == NULL ? "group" : noun_kind, "group") == 0 || strcmp(noun_kind, kind) == 0) && mod->tok_e == w->hits[p->noun].tok_b)
        return actor_of_entry(w, entry, ACTOR_SCORE_COMPOSED);
    /* an actor of its own, with the country that the adjective gives */
    at = own_actor(w, p, nominal_key(w, p, (uint64_t)entry + 1), name_begin(w, p), p->e, ACTOR_SCORE_NOMINAL);
    if (at < 0) return -1;
    if (state || adjective) w->r->actors[at].country = actor_entry_value(w, entry, LEX_COUNTRY);
    bool sided = noun_kind != NULL && (strcmp(noun_kind, "state-forces") == 0 || strcmp(noun_kind, "government") == 0);
    if (sided && !one_person) {
        int32_t side = actor_of_entry(w, entry, ACTOR_SCORE_COMPOSED);
        if (side < 0) return -1;
        actor_note_mention(w, side, mod->tok_b, mod->tok_e, (mod->flags & LEX_CANONICAL) ? HOW_NAME : HOW_ALIAS);
        w->r->actors[at].side_of = side;
    }
    set_from_noun(w, at, p);
    return at;
}

enum { OFFICE_REACH = 8 }; /* tokens before a name in which an office and its state stand */

/* May the token stand between a state and an office that is of it? A title, a capital, a word for people, or what is
 * said of an office. */
static bool part_of_office(const actor_work *w, uint32_t t)
{
    static const char *const of_office[] = {"'s",     "’s",         "-",        "former", "late",    "new",
                                            "then",   "current",    "outgoing", "acting", "interim", "deputy",
                                            "vice",   "senior",     "top",      "chief",  "ousted",  "deposed",
                                            "exiled", "opposition", "military", "ex",     NULL};
    if (w->doc->tokens[t].shape == SHAPE_TITLE || w->doc->tokens[t].shape == SHAPE_UPPER ||
        actor_is_word(w, t, of_office))
        return true;
    for (uint32_t i = w->hit_at[t > 3 ? t - 3 : 0]; i < w->n_hits && w->hits[i].tok_b <= t; i++)
        if ((w->hits[i].cls == LEX_TITLE || w->hits[i].cls == LEX_AGENT) && w->hits[i].tok_e > t) return true;
    return false;
}

/* "British Defence Secretary Tom King", "Peru's president Alan Garcia": a person whose office stands right before the
 * name is of the office's state. An office alone, or a nationality alone ("the Iraqi Kurd Jalal ..."), says less, and
 * adds nothing. */
static void set_office(actor_work *w, const actor_phrase *p, rec_actor *a)
{
    static const char *const outside[] = {"of",   "in",      "to",    "by",     "and",   "that", "for", "on",
                                          "with", "from",    "at",    "as",     "but",   "or",   "the", "a",
                                          "an",   "against", "after", "before", "while", "when", NULL};
    const lex_hit *state = NULL, *office = p->title >= 0 ? &w->hits[p->title] : NULL;
    uint32_t first = w->doc->sents[p->sent].tok_b, b = p->name_b;
    while (b > first && p->name_b - b < OFFICE_REACH) {
        const text_token *k = &w->doc->tokens[b - 1];
        bool join = text_token_is(w->doc, b - 1, "'s") || text_token_is(w->doc, b - 1, "’s") ||
                    text_token_is(w->doc, b - 1, "-");
        if (actor_is_word(w, b - 1, outside) || (k->shape == SHAPE_PUNCT && !join)) break;
        b--;
    }
    for (uint32_t i = w->hit_at[b]; i < w->n_hits && w->hits[i].tok_b < p->name_b; i++) {
        const lex_hit *h = &w->hits[i];
        if (h->tok_e > p->name_b) continue;
        if (h->cls == LEX_ACTOR && !(h->flags & LEX_METONYM) && actor_entry_is_state(w, h->entry)) state = h;
        if (h->cls == LEX_TITLE && h->tok_e + 1 >= p->name_b) office = h;
    }
    if (state == NULL || office == NULL || state->tok_e > office->tok_b) return;
    for (uint32_t t = state->tok_e; t < office->tok_b; t++)
        if (!part_of_office(w, t)) return;
    const char *role = actor_entry_value(w, office->entry, LEX_CAMEO), *type = lexicon_type(w->lex, office->entry);
    if (role == NULL && type != NULL && strcmp(type, "form") == 0) return; /* "Mr" */
    a->country = actor_entry_value(w, state->entry, LEX_COUNTRY);
    if (a->sectors == NULL) a->sectors = actor_entry_value(w, office->entry, LEX_SECTORS);
    a->cameo = compose_cameo(w, a->country, role);
    if (a->cameo == NULL) w->nomem = true;
}

static int32_t resolve_name(actor_work *w, uint32_t i)
{
    actor_phrase *p = &w->phrases[i];
    int32_t at = actor_coref_name(w, i); /* names that this text introduces go before the registry's */
    if (at >= 0) return at;
    if (p->hit >= 0) {
        const lex_hit *h = &w->hits[p->hit];
        bool people = (h->flags & LEX_PEOPLE) != 0, adjective = (h->flags & LEX_ADJ) != 0;
        p->how = (h->flags & LEX_CANONICAL) ? HOW_NAME : people || adjective ? HOW_NOMINAL : HOW_ALIAS;
        /* a longer name of another body that only ends with a known one is not that one: "Free Syrian Army" against "Army" */
        bool part = p->ner == NER_ORG && h->tok_b > p->name_b && h->tok_e - h->tok_b < p->e - p->name_b &&
                    w->doc->tokens[h->tok_b - 1].shape != SHAPE_LOWER && w->doc->tokens[h->tok_b - 1].shape != SHAPE_PUNCT &&
                    h->tok_b - 1 >= p->name_b && !actor_entry_is_state(w, h->entry) && h->tok_e - h->tok_b == 1;
        if (!part) return actor_of_entry(w, h->entry, (h->flags & LEX_METONYM) ? ACTOR_SCORE_METONYM : ACTOR_SCORE_NAME);
    }
    /* "Sudan's Information Ministry", "Ukraine's General Staff": a body of a state, under its own name */
    uint32_t b = p->name_b;
    if (p->mod >= 0 && p->noun >= 0 && p->ner != NER_PER) {
        at = compose(w, p);
        if (at >= 0) return at;
    }
    at = own_actor(w, p, actor_words_key(w, b, p->e) ^ 1, b, p->e, ACTOR_SCORE_OWN_NAME);
    if (at < 0) return -1;
    rec_actor *a = &w->r->actors[at];
    actor_info *info = &w->info[at];
    if (p->ner == NER_PER) {
        info->person = true;
        a->kind = "person";
        if (p->title >= 0) {
            if (a->sectors == NULL) a->sectors = actor_entry_value(w, w->hits[p->title].entry, LEX_SECTORS);
            if (p->gender != 0) info->gender = p->gender;
        }
        if (a->country == NULL) set_office(w, p, a);
    }
    if (info->name_e - info->name_b < p->e - b) {
        info->name_b = b;
        info->name_e = p->e;
    }
    if (p->mod >= 0 && (w->hits[p->mod].flags & LEX_ADJ) && a->country == NULL) a->country = actor_entry_value(w, w->hits[p->mod].entry, LEX_COUNTRY);
    if (p->ner != NER_PER) set_from_noun(w, at, p);
    return at;
}

static int32_t resolve_nominal(actor_work *w, uint32_t i)
{
    actor_phrase *p = &w->phrases[i];
    int32_t at;
    if (p->mod >= 0 && p->noun >= 0 && (at = compose(w, p)) >= 0) return at;
    if ((at = actor_coref_nominal(w, i)) >= 0) return at;
    at = own_actor(w, p, nominal_key(w, p, 0), name_begin(w, p), p->e, p->noun >= 0 ? ACTOR_SCORE_NOMINAL : ACTOR_SCORE_NOMINAL / 2);
    if (at < 0) return -1;
    if (p->mod >= 0 && (w->hits[p->mod].flags & LEX_ADJ) && w->r->actors[at].country == NULL)
        w->r->actors[at].country = actor_entry_value(w, w->hits[p->mod].entry, LEX_COUNTRY);
    set_from_noun(w, at, p);
    if (p->noun < 0 && !(p->roles & (MENTION_AGENT | MENTION_SOURCE | MENTION_HOLDER))) w->info[at].thing = true;
    return at;
}

int32_t actor_resolve_phrase(actor_work *w, uint32_t i)
{
    actor_phrase *p = &w->phrases[i];
    int32_t at = p->actor;
    if (at >= 0) return at;
    /* the model's antecedent, for pronouns and descriptions whose head no dictionary name covers */
    if (p->mention >= 0 && p->type != PHRASE_NAME && !p->indefinite) {
        const mention *m = &w->mentions->v[p->mention];
        if (m->antecedent >= 0 && (uint32_t)m->antecedent < w->mentions->n && m->antecedent != p->mention &&
            (int)(m->antecedent_score * 100.0f) >= ACTOR_ANTECEDENT_PERCENT)
            at = w->mentions->v[m->antecedent].actor;
    }
    if (at < 0 && p->type == PHRASE_NAME) at = resolve_name(w, i);
    if (at < 0 && p->type == PHRASE_PRONOUN) at = actor_coref_pronoun(w, i);
    if (at < 0 && p->type == PHRASE_NOMINAL) at = resolve_nominal(w, i);
    p = &w->phrases[i];
    p->actor = at;
    if (at < 0) return -1;
    if (p->mention >= 0) w->mentions->v[p->mention].actor = at;
    if (p->gender != 0 && w->info[at].gender == 0) w->info[at].gender = p->gender;
    actor_note_mention(w, at, p->b, p->e, (rec_how)p->how);
    if (p->type == PHRASE_NAME || p->type == PHRASE_NOMINAL) actor_find_aliases(w, i);
    return at;
}

/* Names that the text gave ("CSP", "Hemedti") wherever they stand outside the mentions. */
static void note_alias_words(actor_work *w)
{
    for (uint32_t k = 0; k < w->n_aliases; k++) {
        const actor_alias *a = &w->aliases[k];
        uint32_t n = a->tok_e - a->tok_b;
        uint64_t key = actor_words_key(w, a->tok_b, a->tok_e);
        for (uint32_t t = 0; t + n <= w->doc->n_tokens; t++)
            if (w->doc->tokens[t].shape != SHAPE_LOWER && actor_words_key(w, t, t + n) == key &&
                w->doc->tokens[t].shape == w->doc->tokens[a->tok_b].shape)
                actor_note_mention(w, a->actor, t, t + n, HOW_ALIAS);
    }
}

/* People first (a surname alone may come before its full name, in a headline), then everything in the order of the text. */
static void resolve_all(actor_work *w)
{
    for (uint32_t i = 0; i < w->n_phrases && !w->nomem; i++)
        if (!w->phrases[i].idle) actor_resolve_phrase(w, i);
    /* a pronoun that points forward, or whose antecedent came later in the list */
    for (uint32_t i = 0; i < w->mentions->n && !w->nomem; i++) {
        mention *m = &w->mentions->v[i];
        if (m->actor >= 0 || m->antecedent < 0 || (uint32_t)m->antecedent >= w->mentions->n || !(m->roles & ACTOR_ROLES)) continue;
        m->actor = w->mentions->v[m->antecedent].actor;
        actor_note_mention(w, m->actor, m->tok_b, m->tok_e, HOW_PRONOUN);
    }
    if (!w->nomem) note_alias_words(w);
}

sitrep_status actor_resolve(const lexicon *lex, const lex_hits *hits, mention_list *mentions, rec_report *r)
{
    actor_work w;
    memset(&w, 0, sizeof w);
    w.lex = lex;
    w.all = hits;
    w.r = r;
    w.doc = &r->doc;
    w.mentions = mentions;
    w.date = lex_date(r->origin.published);
    for (uint32_t i = 0; i < mentions->n; i++) mentions->v[i].actor = -1;
    if (r->doc.n_tokens == 0) return SITREP_OK;
    sitrep_status s = actor_phrases_build(&w);
    if (s == SITREP_OK) resolve_all(&w);
    if (s == SITREP_OK && w.nomem) s = SITREP_E_NOMEM;
    return s == SITREP_OK ? actor_relations_by_rule(&w) : s;
}
