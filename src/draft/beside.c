/* beside.c: see beside.h. */
#include "draft/beside.h"

#include <string.h>

enum {
    MAX_NOUN = 8,     /* words of a noun phrase */
    MAX_GROUP = 5,    /* auxiliaries and adverbs of a verb group */
    MAX_ASIDE = 24,   /* words between the commas of a parenthetical */
    MAX_TAILS = 3,    /* phrases behind prepositions that hang on a noun */
    MAX_TO_LOSS = 6,  /* words between "suffered" and its loss */
    MAX_TO_WHOM = 12  /* words between "handed" and "to" */
};

static const char *const PERSONAL[] = {"he", "she", "it", "they", "we", "i", NULL};
static const char *const RELATIVE[] = {"who", "which", "that", NULL};
static const char *const BE[] = {"is", "are", "was", "were", "be", "been", "being", NULL};
static const char *const NOT[] = {"not", "n't", "n’t", NULL};
static const char *const POSSESSIVE[] = {"its", "their", "his", "her", "our", "my", NULL};
static const char *const OWN[] = {"'s", "’s", "'", "’", NULL};
static const char *const HANGS[] = {"of", "from", "in", "at", "near", "around", "across", NULL};
static const char *const TIMES[] = {"last", "next", "yesterday", "today", "tomorrow", "late", "early", NULL}; /* a day behind a noun */
static const char *const DETERMINER[] = {"the", "a", "an", "this", "that", "these", "those", "its", "their", "his", "her", "our", NULL};

static bool in(const beside_words *w, uint32_t t, const char *const *list) { return text_token_in(w->doc, t, list); }

static bool is_hyphen(const beside_words *w, uint32_t t) { return in(w, t, (const char *const[]){"-", "‑", "–", NULL}); }

beside_range beside_noun_ending(const beside_words *w, uint32_t t)
{
    uint32_t first = t > 0 ? text_sentence_of(w->doc, t - 1)->tok_b : t, b = t;
    if (t == first || !(w->tags[t - 1] & BESIDE_NOUN)) return BESIDE_NONE;
    for (; b > first && t - b < MAX_NOUN; b--) {
        bool hyphened = b < t && (is_hyphen(w, b - 1) || (b > first + 1 && is_hyphen(w, b - 2)));
        if (!(w->tags[b - 1] & (BESIDE_NOUN | BESIDE_MODIFIER)) && !hyphened) break;
    }
    return (beside_range){b, t};
}

beside_range beside_noun_at(const beside_words *w, uint32_t t)
{
    if (t >= w->doc->n_tokens) return BESIDE_NONE;
    uint32_t last = text_sentence_of(w->doc, t)->tok_e, e, end = t;
    if (in(w, t, (const char *const[]){"it", "them", "him", "her", "us", NULL}) && !(t + 1 < last && (w->tags[t + 1] & BESIDE_NOUN))) return (beside_range){t, t + 1};
    while (t < last && in(w, t, DETERMINER)) t++;
    for (e = t; e < last && e - t < MAX_NOUN && !(e > t && in(w, e, TIMES)); e++) {
        bool joined = e > t && (is_hyphen(w, e) || is_hyphen(w, e - 1) || in(w, e, OWN));
        if (!(w->tags[e] & (BESIDE_NOUN | BESIDE_MODIFIER)) && !joined) break;
        if (w->tags[e] & BESIDE_NOUN) end = e + 1;
    }
    return end > t ? (beside_range){t, end} : BESIDE_NONE;
}

beside_range beside_whole_noun_ending(const beside_words *w, uint32_t t)
{
    beside_range r = beside_noun_ending(w, t);
    for (int k = 0; beside_any(r) && k < MAX_TAILS; k++) {
        uint32_t b = r.b, first = text_sentence_of(w->doc, b)->tok_b;
        while (b > first && in(w, b - 1, DETERMINER)) b--;
        beside_range outer = BESIDE_NONE;
        if (b > first + 1 && in(w, b - 1, HANGS)) outer = beside_noun_ending(w, b - 1);
        if (b > first + 2 && in(w, b - 1, OWN) && beside_any(outer = beside_noun_ending(w, b - 1))) { /* "in Libya's east": the owner is no head */
            b = outer.b;
            while (b > first && in(w, b - 1, DETERMINER)) b--;
            outer = b > first + 1 && in(w, b - 1, HANGS) ? beside_noun_ending(w, b - 1) : BESIDE_NONE;
        }
        if (!beside_any(outer)) break;
        r = outer;
    }
    return r;
}

beside_range beside_long_noun_at(const beside_words *w, uint32_t t)
{
    beside_range r = beside_noun_at(w, t);
    uint32_t last = beside_any(r) ? text_sentence_of(w->doc, r.b)->tok_e : t;
    /* "the internationally backed government in Tripoli": adverbs and participles before the noun, a place behind it */
    if (!beside_any(r) && t < w->doc->n_tokens) {
        uint32_t k = t, b;
        last = text_sentence_of(w->doc, t)->tok_e;
        while (k < last && in(w, k, DETERMINER)) k++;
        for (b = k; k < last && k - b < 3 && (w->tags[k] & (BESIDE_ADVERB | BESIDE_VERB)); k++) {}
        r = k > b ? beside_noun_at(w, k) : BESIDE_NONE;
        if (beside_any(r)) r.b = b;
    }
    if (!beside_any(r) || r.e + 1 >= last || !text_token_is(w->doc, r.e, "in")) return r;
    beside_range in_place = beside_noun_at(w, r.e + 1);
    return beside_any(in_place) ? (beside_range){r.b, in_place.e} : r;
}

/* Where the parenthetical that ends with the comma before t begins: its own comma; t where there is none. */
static uint32_t aside_begin(const beside_words *w, uint32_t t)
{
    uint32_t first = text_sentence_of(w->doc, t - 1)->tok_b;
    for (uint32_t k = t - 1; k > first && t - k < MAX_ASIDE; k--)
        if (text_token_is(w->doc, k - 1, ",")) return k - 1;
    return t;
}

beside_range beside_subject(const beside_words *w, uint32_t t)
{
    uint32_t first = text_sentence_of(w->doc, t)->tok_b, k = t;
    while (k > first && t - k < MAX_GROUP && ((w->tags[k - 1] & (BESIDE_AUX | BESIDE_ADVERB)) != 0 || in(w, k - 1, NOT))) k--;
    if (k == first) return BESIDE_NONE;
    if (in(w, k - 1, PERSONAL)) return (beside_range){k - 1, k};
    if (in(w, k - 1, RELATIVE)) {
        k -= 1;
        if (k > first && text_token_is(w->doc, k - 1, ",")) k--;
        return k > first ? beside_whole_noun_ending(w, k) : BESIDE_NONE; /* "Who fled?": nobody stands before it */
    }
    if (text_token_is(w->doc, k - 1, ",")) {
        uint32_t b = aside_begin(w, k);
        return b > first && b < k ? beside_whole_noun_ending(w, b) : BESIDE_NONE;
    }
    return beside_whole_noun_ending(w, k);
}

/* The first word of the verb group of t, or its sentence's first. *passive: as in beside.h. */
static uint32_t group_begin(const beside_words *w, uint32_t t, bool *passive)
{
    uint32_t first = text_sentence_of(w->doc, t)->tok_b, k = t;
    base_span word = w->doc->tokens[t].span;
    bool ing = word.e - word.b > 4 && memcmp(w->doc->text + word.e - 3, "ing", 3) == 0, be = false, aux = false;
    *passive = false;
    if (!(w->tags[t] & BESIDE_VERB)) return first;
    while (k > first && t - k < MAX_GROUP && ((w->tags[k - 1] & (BESIDE_AUX | BESIDE_ADVERB)) != 0 || in(w, k - 1, NOT))) {
        k--;
        be |= !aux && in(w, k, BE); /* the auxiliary nearest to the verb */
        aux |= (w->tags[k] & BESIDE_AUX) != 0;
    }
    *passive = be && !ing;
    return ing && !aux ? first : k;
}

beside_range beside_pronoun(const beside_words *w, uint32_t t, bool *passive)
{
    uint32_t k = group_begin(w, t, passive);
    return k > text_sentence_of(w->doc, t)->tok_b && in(w, k - 1, PERSONAL) ? (beside_range){k - 1, k} : BESIDE_NONE;
}

beside_range beside_relative(const beside_words *w, uint32_t t, bool *passive)
{
    uint32_t k = group_begin(w, t, passive);
    return k > text_sentence_of(w->doc, t)->tok_b && in(w, k - 1, (const char *const[]){"who", "which", NULL}) ? beside_subject(w, k) : BESIDE_NONE;
}

/* A possessor right before token b: "its", "the army's". */
static beside_range possessor(const beside_words *w, uint32_t b)
{
    uint32_t first = text_sentence_of(w->doc, b)->tok_b;
    if (b > first && in(w, b - 1, POSSESSIVE)) return (beside_range){b - 1, b};
    return b > first + 1 && in(w, b - 1, OWN) ? beside_noun_ending(w, b - 1) : BESIDE_NONE;
}

beside_range beside_sufferer(const beside_words *w, uint32_t t)
{
    static const char *const suffer[] = {"suffered", "suffer", "suffers", "suffering", "sustained", "sustain", "sustains", "sustaining",
                                         "incurred", "incurring", "endured", "took", "taken", "taking", NULL};
    static const char *const inflict[] = {"inflicted", "inflict", "inflicts", "inflicting", "caused", "causing", NULL};
    static const char *const upon[] = {"on", "upon", "among", "amongst", NULL};
    uint32_t first = text_sentence_of(w->doc, t)->tok_b, last = text_sentence_of(w->doc, t)->tok_e, k = t;
    while (k > first && t - k < MAX_TO_LOSS && !in(w, k - 1, suffer) && !in(w, k - 1, inflict) && w->doc->tokens[k - 1].shape != SHAPE_PUNCT) k--;
    bool inflicted = k > first && in(w, k - 1, inflict);
    if (!inflicted && k > first && in(w, k - 1, suffer)) return beside_subject(w, k - 1);
    if (t + 2 < last && in(w, t + 1, upon) && (inflicted || !text_token_is(w->doc, t + 1, "on"))) return beside_noun_at(w, t + 2);
    k = t;
    while (k > first && t - k < 3 && (w->tags[k - 1] & BESIDE_MODIFIER) != 0) k--;
    return possessor(w, k);
}

/* Among hits of the same words the longest that is an actor: no metonym, no medium. */
static beside_range actor_within(const beside_words *w, uint32_t b, uint32_t e)
{
    for (uint32_t i = lexicon_hit_from(w->hits, b); i < w->hits->n && w->hits->v[i].tok_b < e; i++) {
        const lex_hit *h = &w->hits->v[i];
        if (h->cls == LEX_ACTOR && h->tok_e <= e && !(h->flags & LEX_METONYM) && !is_hyphen(w, h->tok_e)) return (beside_range){h->tok_b, h->tok_e};
    }
    return BESIDE_NONE;
}

beside_range beside_owner(const beside_words *w, uint32_t b, uint32_t e, uint32_t head, bool site)
{
    beside_range r = possessor(w, b);
    if (beside_any(r) && !(site && in(w, r.b, POSSESSIVE))) return r; /* "the village and its hill": not whose, but where */
    r = BESIDE_NONE;
    if (head > b) r = actor_within(w, b, head);
    uint32_t t = head + 2, last = text_sentence_of(w->doc, head)->tok_e;
    if (beside_any(r) || !site || !text_token_is(w->doc, head + 1, "of")) return r;
    while (t < last && in(w, t, DETERMINER)) t++;
    if (t >= last) return BESIDE_NONE;
    beside_range noun = beside_noun_at(w, t), named = actor_within(w, t, e > t ? e : t + 1);
    return beside_any(named) && named.b == t ? named : e <= t && beside_any(noun) ? actor_within(w, noun.b, noun.e) : BESIDE_NONE;
}

beside_range beside_loser(const beside_words *w, uint32_t t)
{
    enum { REACH = 14 };
    uint32_t last = text_sentence_of(w->doc, t)->tok_e;
    for (uint32_t k = t + 1; k + 1 < last && k - t < REACH && (w->tags[k] & (BESIDE_VERB | BESIDE_AUX)) == 0; k++) {
        if (!text_token_is(w->doc, k, "from")) continue;
        beside_range noun = beside_noun_at(w, k + 1);
        for (uint32_t i = beside_any(noun) ? lexicon_hit_from(w->hits, noun.b) : w->hits->n; i < w->hits->n && w->hits->v[i].tok_b < noun.e; i++) {
            const lex_hit *h = &w->hits->v[i];
            bool acts = h->cls == LEX_AGENT || h->cls == LEX_UNIT || (h->cls == LEX_ACTOR && !(h->flags & LEX_METONYM));
            if (acts && h->tok_e == noun.e) return noun;
        }
        return BESIDE_NONE;
    }
    return BESIDE_NONE;
}

beside_range beside_recipient(const beside_words *w, uint32_t t)
{
    uint32_t last = text_sentence_of(w->doc, t)->tok_e;
    for (uint32_t k = t + 1; k + 1 < last && k - t < MAX_TO_WHOM && !text_token_is(w->doc, k, ","); k++)
        if (text_token_is(w->doc, k, "to")) return (w->tags[k + 1] & BESIDE_VERB) ? BESIDE_NONE : beside_noun_at(w, k + 1);
    return BESIDE_NONE;
}

beside_range beside_giver(const beside_words *w, uint32_t t)
{
    uint32_t first = text_sentence_of(w->doc, t)->tok_b, last = text_sentence_of(w->doc, t)->tok_e;
    bool passive = false;
    for (uint32_t k = t; k > first && t - k < MAX_GROUP && !passive && (w->tags[k - 1] & (BESIDE_AUX | BESIDE_ADVERB)); k--) passive = in(w, k - 1, BE);
    if (!passive) return BESIDE_NONE;
    for (uint32_t k = t + 1; k + 1 < last && k - t < MAX_TO_WHOM && !text_token_is(w->doc, k, ","); k++)
        if (text_token_is(w->doc, k, "by")) return beside_noun_at(w, k + 1);
    return BESIDE_NONE;
}
