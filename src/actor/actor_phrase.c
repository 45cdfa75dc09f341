/* actor_phrase.c: which phrases may name an actor, and what their words say: name or description, number, definiteness,
 * the dictionary entries at and before the head. */
#include <stdlib.h>
#include <string.h>

#include "actor/actor_work.h"
#include "base/hash.h"
#include "base/utf8.h"

bool actor_is_word(const actor_work *w, uint32_t t, const char *const *list)
{
    return text_token_in(w->doc, t, list);
}

bool actor_hit_holds(const actor_work *w, const lex_hit *h) { return lex_date_in(w->date, h->from, h->to); }

const char *actor_entry_value(const actor_work *w, uint32_t entry, lex_field f)
{
    return lexicon_value(w->lex, entry, f, w->date);
}

/* A state: a government that has an adjective's worth of country and no mother body. States own "-forces" lines in the registry. */
bool actor_entry_is_state(const actor_work *w, uint32_t entry)
{
    const char *kind = actor_entry_value(w, entry, LEX_KIND), *slug = lexicon_slug(w->lex, entry);
    const char *country = actor_entry_value(w, entry, LEX_COUNTRY), *cameo = actor_entry_value(w, entry, LEX_CAMEO);
    char forces[96];
    size_t n;
    if (kind == NULL || slug == NULL || country == NULL || strcmp(kind, "government") != 0) return false;
    n = strlen(slug);
    if (n + 8 > sizeof forces) return false;
    memcpy(forces, slug, n);
    memcpy(forces + n, "-forces", 8);
    if (lexicon_find(w->lex, forces) >= 0) return true;
    return cameo != NULL && strncmp(cameo, country, 3) == 0 && (cameo[3] == '\0' || strcmp(cameo + 3, "GOV") == 0);
}

uint64_t actor_words_key(const actor_work *w, uint32_t b, uint32_t e)
{
    uint64_t key = 7;
    for (uint32_t t = b; t < e; t++) {
        char fold[96];
        base_span s = w->doc->tokens[t].span;
        if (w->doc->tokens[t].shape == SHAPE_PUNCT) continue;
        size_t n = utf8_fold_string(w->doc->text + s.b, s.e - s.b, fold, sizeof fold);
        key = hash_bytes(fold, n, key);
    }
    return key;
}

enum { LOOK_BEFORE = 8 }; /* tokens that a registry name may begin before a phrase */

static const char *const THE[] = {"the", "this", "that", "these", "those", "both", "its", "their", "his", "her", "our", "said", "such", NULL};
static const char *const AN[] = {"a", "an", "another", "other", "some", "several", "many", "any", "no", "few", "every", "each", NULL};
static const char *const STOP_HEAD[] = {"of", "from", "in", "for", "with", "by", "to", "at", "on", "loyal", "who", "which", "that",
                                        "under", "backed", "allied", "led", "against", "near", "and", "or", "based", NULL};
static const char *const PRONOUNS[] = {"he", "him", "his", "himself", "she", "her", "hers", "herself", "they", "them", "their", "theirs",
                                       "themselves", "it", "its", "itself", "we", "us", "our", "ours", "i", "me", "my", NULL};

/* The head where nobody says: the last word before the first preposition, comma or relative pronoun. */
static uint32_t guess_head(const actor_work *w, uint32_t b, uint32_t e)
{
    uint32_t h = b;
    for (uint32_t t = b; t < e; t++) {
        if (t > b && (actor_is_word(w, t, STOP_HEAD) || text_token_is(w->doc, t, ",") || text_token_is(w->doc, t, "("))) {
            /* "US-backed militias": a participle behind a hyphen does not end the phrase */
            if (w->doc->tokens[t - 1].shape == SHAPE_PUNCT && text_token_is(w->doc, t - 1, "-")) continue;
            break;
        }
        if (w->doc->tokens[t].shape != SHAPE_PUNCT && !text_token_is(w->doc, t, "'s") && !text_token_is(w->doc, t, "’s")) h = t;
    }
    return h;
}

/* Among hits of the same words: the one that holds now, is a name rather than a metonym, and belongs to the report's country. */
static int better_hit(const actor_work *w, int32_t a, int32_t b, bool acts)
{
    const lex_hit *x = &w->hits[a], *y = &w->hits[b];
    uint32_t nx = x->tok_e - x->tok_b, ny = y->tok_e - y->tok_b;
    int sx = 0, sy = 0;
    if (nx != ny) return nx > ny ? a : b;
    sx += (x->flags & LEX_METONYM) ? (acts ? 0 : -4) : 1;
    sy += (y->flags & LEX_METONYM) ? (acts ? 0 : -4) : 1;
    sx += x->exact_case + 2 * ((x->flags & LEX_CANONICAL) != 0) - 2 * ((x->flags & LEX_ADJ) != 0);
    sy += y->exact_case + 2 * ((y->flags & LEX_CANONICAL) != 0) - 2 * ((y->flags & LEX_ADJ) != 0);
    sx += actor_entry_is_state(w, x->entry);
    sy += actor_entry_is_state(w, y->entry);
    if (sx != sy) return sx > sy ? a : b;
    return x->entry <= y->entry ? a : b;
}

static bool is_noun_class(uint8_t cls) { return cls == LEX_AGENT || cls == LEX_UNIT || cls == LEX_WEAPON; }

static void number_of(actor_work *w, actor_phrase *p)
{
    if (p->noun >= 0) {
        const lex_hit *h = &w->hits[p->noun];
        const char *type = lexicon_type(w->lex, h->entry);
        if ((h->flags & LEX_PLURAL) || (type != NULL && strcmp(type, "people") == 0))
            p->number = NUMBER_MANY;
        else
            p->number = type != NULL && strcmp(type, "person") == 0 ? NUMBER_ONE : NUMBER_OPEN;
    } else {
        base_span s = w->doc->tokens[p->head].span;
        char last = s.e > s.b ? w->doc->text[s.e - 1] : 0;
        p->number = p->type == PHRASE_NAME ? NUMBER_OPEN : last == 's' ? NUMBER_MANY : NUMBER_ONE;
    }
}

static void analyse_titles(actor_work *w, actor_phrase *p)
{
    p->name_b = p->b;
    while (p->name_b + 1 < p->e && p->name_b < p->head && (actor_is_word(w, p->name_b, THE) || actor_is_word(w, p->name_b, AN))) p->name_b++;
    for (bool more = true; more && p->name_b < p->e;) {
        more = false;
        for (uint32_t i = w->hit_at[p->name_b]; i < w->n_hits && w->hits[i].tok_b == p->name_b; i++)
            if (w->hits[i].cls == LEX_TITLE && w->hits[i].tok_e < p->e && w->hits[i].tok_e <= p->head + 1) {
                p->title = (int32_t)i;
                p->name_b = w->hits[i].tok_e;
                if (p->name_b < p->e && text_token_is(w->doc, p->name_b, ".")) p->name_b++;
                more = true;
                break;
            }
    }
    if (p->name_b >= p->e) p->name_b = p->b;
}

void actor_phrase_analyse(actor_work *w, actor_phrase *p)
{
    bool acts = (p->roles & (MENTION_AGENT | MENTION_SOURCE | MENTION_RELATION | MENTION_HOLDER | MENTION_PATIENT)) != 0;
    p->hit = p->mod = p->noun = p->title = -1;
    p->name_b = p->b;
    if (p->head < p->b || p->head >= p->e) p->head = guess_head(w, p->b, p->e);
    p->definite = actor_is_word(w, p->b, THE) || (p->b > 0 && w->doc->tokens[p->b - 1].sentence == p->sent && actor_is_word(w, p->b - 1, THE));
    p->indefinite = !p->definite && (actor_is_word(w, p->b, AN) || (p->b > 0 && w->doc->tokens[p->b - 1].sentence == p->sent &&
                                                                  actor_is_word(w, p->b - 1, AN)));
    if (p->e == p->b + 1 && p->ner == NER_NONE && actor_is_word(w, p->b, PRONOUNS) && w->doc->tokens[p->b].shape != SHAPE_UPPER) {
        static const char *const male[] = {"he", "him", "his", "himself", NULL};
        static const char *const female[] = {"she", "her", "hers", "herself", NULL};
        static const char *const many[] = {"they", "them", "their", "theirs", "themselves", "we", "us", "our", "ours", NULL};
        p->type = PHRASE_PRONOUN;
        p->how = HOW_PRONOUN;
        p->gender = actor_is_word(w, p->b, male) ? 'm' : actor_is_word(w, p->b, female) ? 'f' : 0;
        p->number = actor_is_word(w, p->b, many) ? NUMBER_MANY : NUMBER_ONE;
        return;
    }
    /* a longer name may begin before the phrase or end behind it: "internationally recognised government" of
     * "internationally recognised government based in Tripoli" */
    bool modifies = (p->roles & MENTION_RELATION) && p->e < w->doc->n_tokens && text_token_is(w->doc, p->e, "-"); /* "Saudi" of "Saudi-led" */
    bool owns = actor_is_word(w, p->e, (const char *const[]){"'s", "’s", "'", "’", NULL}); /* "Serraj's government" is not Serraj */
    uint32_t first = w->doc->sents[p->sent].tok_b;
    if (p->b > first + LOOK_BEFORE) first = p->b - LOOK_BEFORE;
    for (uint32_t i = w->hit_at[first]; i < w->n_hits && w->hits[i].tok_b <= p->head; i++) {
        const lex_hit *h = &w->hits[i];
        bool whole = h->cls == LEX_ACTOR && h->tok_b <= p->b && h->tok_e >= p->e && h->tok_e - h->tok_b > p->e - p->b && !modifies;
        if (whole && (p->ner == NER_LOC || owns)) continue;
        if (!whole && (h->tok_b < p->b || h->tok_e > p->e)) continue;
        if (h->cls == LEX_ACTOR) {
            /* an adjective that is the head ("the Russians", "US") stands for the body as a name does */
            if (h->tok_e > p->head)
                p->hit = p->hit < 0 ? (int32_t)i : better_hit(w, p->hit, (int32_t)i, acts);
            else if (!(h->flags & LEX_METONYM)) /* a city before a word is a place: "Ouagadougou centre" */
                /* the last modifier before the head is the nearest to it: "Libya's United Nations-backed GNA" */
                p->mod = p->mod < 0 || w->hits[p->mod].tok_e < h->tok_b ? (int32_t)i : better_hit(w, p->mod, (int32_t)i, acts);
        } else if (is_noun_class(h->cls) && h->tok_e == p->head + 1) {
            const lex_hit *old = p->noun >= 0 ? &w->hits[p->noun] : NULL;
            if (old == NULL || h->tok_b < old->tok_b || (h->tok_b == old->tok_b && h->cls == LEX_AGENT)) p->noun = (int32_t)i;
        }
    }
    analyse_titles(w, p);
    uint8_t shape = w->doc->tokens[p->head].shape;
    bool capital = shape == SHAPE_TITLE || shape == SHAPE_UPPER || shape == SHAPE_MIXED || shape == SHAPE_TITLE_FIRST;
    if (p->hit >= 0 || (p->ner != NER_NONE && p->ner != NER_MISC && (capital || p->noun < 0)))
        p->type = PHRASE_NAME;
    else
        p->type = PHRASE_NOMINAL;
    if (p->type == PHRASE_NAME && p->ner == NER_ORG && p->noun >= 0 && shape == SHAPE_LOWER && p->hit < 0) p->type = PHRASE_NOMINAL;
    p->how = p->type == PHRASE_NAME ? HOW_NAME : HOW_NOMINAL;
    number_of(w, p);
    uint32_t words = 0;
    for (uint32_t t = p->b; t < p->e; t++)
        if (!actor_is_word(w, t, THE) && !actor_is_word(w, t, AN) && w->doc->tokens[t].shape != SHAPE_NUMBER) words++;
    uint32_t noun_words = p->noun >= 0 ? w->hits[p->noun].tok_e - w->hits[p->noun].tok_b : 1;
    p->bare = words <= noun_words;
    static const char *const male[] = {"man", "men", "boy", "boys", "father", "son", "brother", "husband", "spokesman", "king", "policeman", NULL};
    static const char *const female[] = {"woman", "women", "girl", "girls", "mother", "daughter", "sister", "wife", "spokeswoman", "queen", NULL};
    static const char *const mr[] = {"mr", "mr.", "sir", "lord", NULL};
    static const char *const mrs[] = {"mrs", "mrs.", "ms", "ms.", "miss", "dame", "lady", NULL};
    p->gender = actor_is_word(w, p->head, male) || actor_is_word(w, p->b, mr) ? 'm'
                : actor_is_word(w, p->head, female) || actor_is_word(w, p->b, mrs) ? 'f' : 0;
}

/* Part of a phrase that is known to be no actor ("America's Cup")? Hits are ordered, and no such phrase is longer than a sentence's
 * worth of hits. */
static bool inside_discard(const lex_hits *all, uint32_t i)
{
    const lex_hit *h = &all->v[i];
    for (uint32_t k = i > 64 ? i - 64 : 0; k < all->n && all->v[k].tok_b <= h->tok_b; k++)
        if (all->v[k].cls == LEX_DISCARD && h->tok_e <= all->v[k].tok_e && all->v[k].tok_e - all->v[k].tok_b > h->tok_e - h->tok_b) return true;
    return false;
}

/* The country that the text's state names and adjectives point to most; NULL when none or undecided. */
static const char *main_country(const actor_work *w, const lex_hits *all)
{
    const char *best = NULL;
    uint32_t most = 0, next = 0;
    for (uint32_t i = 0; i < all->n && i < 4096; i++) {
        const char *c = all->v[i].cls == LEX_ACTOR && !(all->v[i].flags & LEX_NESTED) ? actor_entry_value(w, all->v[i].entry, LEX_COUNTRY) : NULL;
        uint32_t n = 0;
        if (c == NULL || (i > 0 && all->v[i - 1].tok_b == all->v[i].tok_b)) continue;
        for (uint32_t k = i; k < all->n && k < i + 256; k++) {
            const char *d = all->v[k].cls == LEX_ACTOR && actor_entry_is_state(w, all->v[k].entry) ? actor_entry_value(w, all->v[k].entry, LEX_COUNTRY) : NULL;
            n += d != NULL && strcmp(c, d) == 0;
        }
        if (n > most && (best == NULL || strcmp(best, c) != 0)) {
            next = most;
            best = c;
        }
        if (n > most) most = n;
    }
    return most > next ? best : NULL;
}

/* A registry name that is also a common word for such bodies ("National Guard"): it needs its country in the text. */
static bool generic_elsewhere(const actor_work *w, const lex_hits *all, uint32_t i, const char *country)
{
    const lex_hit *h = &all->v[i];
    const char *own = actor_entry_value(w, h->entry, LEX_COUNTRY);
    if (own == NULL || (country != NULL && strcmp(own, country) == 0)) return false;
    for (uint32_t k = i; k-- > 0 && all->v[k].tok_b == h->tok_b;)
        if (is_noun_class(all->v[k].cls) && all->v[k].tok_e == h->tok_e) return true;
    for (uint32_t k = i + 1; k < all->n && all->v[k].tok_b == h->tok_b; k++)
        if (is_noun_class(all->v[k].cls) && all->v[k].tok_e == h->tok_e) return true;
    return false;
}

/* Names that look like one of the registry and are not: a word with diacritics that the state's name lacks ("América", a club);
 * in a report on sport, an armed group's name of one word. */
static bool looks_alike(const actor_work *w, const lex_hit *h)
{
    const char *kind = actor_entry_value(w, h->entry, LEX_KIND);
    if (h->tok_e - h->tok_b > 1 || kind == NULL) return false;
    if (w->sport && strcmp(kind, "media") != 0 && strcmp(kind, "person") != 0 && !actor_entry_is_state(w, h->entry)) return true;
    if (h->exact_case || !actor_entry_is_state(w, h->entry) || (h->flags & LEX_METONYM)) return false;
    base_span s = w->doc->tokens[h->tok_b].span;
    for (uint32_t i = s.b; i < s.e; i++)
        if ((unsigned char)w->doc->text[i] >= 0x80) return true;
    return false;
}

/* Hits that may be followed: those that hold at the report's date, and are not a part of a phrase that is known to be no actor. */
static sitrep_status filter_hits(actor_work *w)
{
    const lex_hits *all = w->all;
    uint32_t n = 0;
    w->hit_at = arena_array(w->r->arena, (size_t)w->doc->n_tokens + 1, sizeof *w->hit_at);
    w->hits = arena_array(w->r->arena, (size_t)all->n + 1, sizeof *w->hits);
    if (w->hit_at == NULL || w->hits == NULL) return SITREP_E_NOMEM;
    const char *country = main_country(w, all);
    w->sport = lexicon_count_type(w->lex, all, LEX_DISCARD, "sport") >= ACTOR_SPORT_WORDS;
    for (uint32_t i = 0; i < all->n; i++) {
        if (all->v[i].cls == LEX_ACTOR && (!actor_hit_holds(w, &all->v[i]) || inside_discard(all, i) ||
                                          generic_elsewhere(w, all, i, country) || looks_alike(w, &all->v[i])))
            continue;
        w->hits[n++] = all->v[i];
    }
    w->n_hits = n;
    for (uint32_t t = 0, i = 0; t <= w->doc->n_tokens; t++) {
        while (i < n && w->hits[i].tok_b < t) i++;
        w->hit_at[t] = i;
    }
    return SITREP_OK;
}

static actor_phrase *add_phrase(actor_work *w, uint32_t b, uint32_t e, uint32_t head)
{
    actor_phrase *v = arena_grow(w->r->arena, w->phrases, w->n_phrases, &w->cap_phrases, sizeof *v);
    if (v == NULL) return NULL;
    w->phrases = v;
    actor_phrase *p = &w->phrases[w->n_phrases++];
    memset(p, 0, sizeof *p);
    p->b = b;
    p->e = e;
    p->head = head;
    p->sent = w->doc->tokens[b].sentence;
    p->mention = p->actor = -1;
    return p;
}

static bool wanted_mention(const mention *m)
{
    if (m->roles & ACTOR_ROLES) return true;
    if (m->roles & (MENTION_PLACE | MENTION_TIME)) return false;
    return m->ner == NER_PER || m->ner == NER_ORG;
}

/* Does a mention claim these words, for a role or as a place? */
static bool covered(const actor_work *w, uint32_t b, uint32_t e, bool *place)
{
    bool same = false;
    uint32_t from = w->doc->sents[w->doc->tokens[b].sentence].tok_b, lo = 0, hi = w->mentions->n;
    while (lo < hi) { /* mentions lie inside a sentence and are ordered: begin with the first of this one */
        uint32_t mid = lo + (hi - lo) / 2;
        if (w->mentions->v[mid].tok_b < from)
            lo = mid + 1;
        else
            hi = mid;
    }
    *place = false;
    for (uint32_t i = lo; i < w->mentions->n; i++) {
        const mention *m = &w->mentions->v[i];
        if (m->tok_b > b) break;
        if (m->tok_e < e) continue;
        if (m->tok_b == b && m->tok_e == e && wanted_mention(m)) same = true;
        if ((m->roles & MENTION_PLACE) && !(m->roles & ACTOR_ROLES) && m->tok_e - m->tok_b <= e - b + 2) *place = true;
        if (m->ner == NER_LOC && !(m->roles & ACTOR_ROLES) && m->tok_b == b && m->tok_e == e) *place = true;
    }
    return same;
}

/* A registry name outside the mentions is an actor's mention, unless it is a state's or a city's name that may be the place. */
static bool free_hit_counts(const actor_work *w, uint32_t i)
{
    const lex_hit *h = &w->hits[i];
    bool place;
    if (h->cls != LEX_ACTOR || (h->flags & (LEX_METONYM | LEX_ADJ | LEX_PEOPLE))) return false;
    if (h->flags & LEX_NESTED) { /* "Serraj's government" names Serraj, too; "Islamic State of Iraq" does not name Iraq */
        const char *kind = actor_entry_value(w, h->entry, LEX_KIND);
        return kind != NULL && strcmp(kind, "person") == 0 && !covered(w, h->tok_b, h->tok_e, &place);
    }
    if (i > 0 && w->hits[i - 1].cls == LEX_ACTOR && w->hits[i - 1].tok_b == h->tok_b && w->hits[i - 1].tok_e >= h->tok_e) return false;
    if (actor_entry_is_state(w, h->entry)) return false;
    return !covered(w, h->tok_b, h->tok_e, &place) && !place;
}

/* "If the army keeps the palace, it ...": a body that no role has, at the head of its clause. */
static bool opens_clause(const actor_work *w, uint32_t t)
{
    static const char *const openers[] = {"if", "when", "while", "as", "after", "before", "although", "because", "since", "and", "but", "that", ",", NULL};
    uint32_t first = w->doc->sents[w->doc->tokens[t].sentence].tok_b;
    while (t > first && actor_is_word(w, t - 1, THE)) t--;
    return t == first || actor_is_word(w, t - 1, openers);
}

static bool idle_hit_counts(const actor_work *w, uint32_t i)
{
    const lex_hit *h = &w->hits[i];
    const char *type = h->cls == LEX_AGENT ? lexicon_type(w->lex, h->entry) : NULL;
    bool place, person = type != NULL && strcmp(type, "person") == 0 && !(h->flags & LEX_PLURAL);
    return type != NULL && !person && opens_clause(w, h->tok_b) && !covered(w, h->tok_b, h->tok_e, &place) && !place;
}

static int by_position(const void *a, const void *b)
{
    const actor_phrase *x = a, *y = b;
    if (x->b != y->b) return x->b < y->b ? -1 : 1;
    if (x->e != y->e) return x->e > y->e ? -1 : 1;
    return x->mention < y->mention ? -1 : x->mention > y->mention;
}

sitrep_status actor_phrases_build(actor_work *w)
{
    sitrep_status s = filter_hits(w);
    if (s != SITREP_OK) return s;
    for (uint32_t i = 0; i < w->mentions->n; i++) {
        const mention *m = &w->mentions->v[i];
        if (m->tok_b >= m->tok_e || m->tok_e > w->doc->n_tokens || !wanted_mention(m)) continue;
        actor_phrase *p = add_phrase(w, m->tok_b, m->tok_e, m->head);
        if (p == NULL) return SITREP_E_NOMEM;
        p->mention = (int32_t)i;
        p->roles = m->roles;
        p->ner = m->ner;
    }
    for (uint32_t i = 0; i < w->n_hits; i++)
        if (free_hit_counts(w, i) && add_phrase(w, w->hits[i].tok_b, w->hits[i].tok_e, w->hits[i].tok_e - 1) == NULL) return SITREP_E_NOMEM;
    for (uint32_t i = 0; i < w->n_hits; i++) {
        if (!idle_hit_counts(w, i)) continue;
        actor_phrase *p = add_phrase(w, w->hits[i].tok_b, w->hits[i].tok_e, w->hits[i].tok_e - 1);
        if (p == NULL) return SITREP_E_NOMEM;
        p->idle = true;
    }
    if (w->n_phrases > 0) qsort(w->phrases, w->n_phrases, sizeof *w->phrases, by_position);
    for (uint32_t i = 0; i < w->n_phrases; i++) actor_phrase_analyse(w, &w->phrases[i]);
    return SITREP_OK;
}
