/* tie_clause.c: see tie_clause.h. */
#include "draft/tie_clause.h"


typedef struct clause {
    const beside_words *w;
    const tie_name *names;
    uint32_t n_names;
} clause;

static bool in(const clause *c, uint32_t t, const char *const *list) { return text_token_in(c->w->doc, t, list); }

/* One more tie, where both ends are there, apart, and in one sentence. Returns how many there are now. */
static uint32_t put(const clause *c, tie_found *v, uint32_t n, const char *kind, const char *rule, beside_range from, beside_range to)
{
    if (!beside_any(from) || !beside_any(to) || (from.b < to.e && to.b < from.e)) return n;
    if (text_sentence_of(c->w->doc, from.b) != text_sentence_of(c->w->doc, to.b)) return n;
    v[n] = (tie_found){kind, rule, {from.b, from.e, false}, {to.b, to.e, false}};
    return n + 1;
}

/* The place name that ends at token t, or none. */
static beside_range place_ending(const clause *c, uint32_t t)
{
    uint32_t i = t > 0 ? tie_name_from(c->names, c->n_names, t - 1) : c->n_names;
    bool ends = i < c->n_names && c->names[i].e == t && c->names[i].ner == NER_LOC;
    return ends ? (beside_range){c->names[i].b, t} : BESIDE_NONE;
}

/* "X, part of Y", "X, which is a branch of Y", "X is part of Y" */
static uint32_t part(const clause *c, uint32_t t, tie_found *v)
{
    static const char *const parts[] = {"part", "branch", "wing", "faction", "affiliate", "offshoot", "arm", "subsidiary", NULL};
    static const char *const words[] = {"a", "an", "the", "local", "regional", "armed", "military", "itself", "now", "also", NULL};
    static const char *const be[] = {"is", "are", "was", "were", NULL};
    uint32_t first = text_sentence_of(c->w->doc, t)->tok_b, last = text_sentence_of(c->w->doc, t)->tok_e, k = t;
    if (!in(c, t, parts) || t + 2 >= last || !text_token_is(c->w->doc, t + 1, "of")) return 0;
    while (k > first && t - k < 4 && in(c, k - 1, words)) k--;
    if (k < first + 2) return 0;
    beside_range whole = beside_noun_at(c->w, t + 2), x = BESIDE_NONE;
    if (in(c, k - 1, be)) x = beside_subject(c->w, k - 1);
    if (text_token_is(c->w->doc, k - 1, ",")) x = beside_noun_ending(c->w, k - 1);
    if (!beside_any(x) || !beside_any(whole) || !text_token_is_capital(&c->w->doc->tokens[whole.b])) return 0; /* "part of the plan" */
    if (beside_any(place_ending(c, whole.e))) return 0;                                                /* "part of Ukraine": a map */
    return put(c, v, 0, "part-of", "part-of-clause", x, whole);
}

/* The other half of "A and B" before B, with what hangs on it: "former rebels" of "former rebels from Darfur and brigades". */
static beside_range other_half(const clause *c, beside_range x)
{
    uint32_t first = text_sentence_of(c->w->doc, x.b)->tok_b, t = x.b;
    while (t > first && in(c, t - 1, (const char *const[]){"the", "its", "their", "both", NULL})) t--;
    return t > first + 1 && text_token_is(c->w->doc, t - 1, "and") ? beside_whole_noun_ending(c->w, t - 1) : BESIDE_NONE;
}

/* "X are fighting on Y's side", "X sided with Y", "X fights on the side of Y": at "side", "sided" */
static uint32_t beside_side(const clause *c, uint32_t t, tie_found *v)
{
    static const char *const verbs[] = {"fighting", "fights", "fight", "fought", "battling", NULL};
    static const char *const own[] = {"its", "their", "his", "our", NULL};
    static const char *const sides[] = {"sided", "siding", NULL};
    uint32_t first = text_sentence_of(c->w->doc, t)->tok_b, last = text_sentence_of(c->w->doc, t)->tok_e, verb = t;
    beside_range y = BESIDE_NONE;
    if (in(c, t, sides) && text_token_is(c->w->doc, t + 1, "with"))
        y = beside_noun_at(c->w, t + 2);
    else if (text_token_is(c->w->doc, t, "alongside") && t > first)
        y = beside_noun_at(c->w, t + 1), verb = t - 1;
    else if (text_token_is(c->w->doc, t, "side") && t > first + 2) {
        uint32_t b = t - 1;
        if (in(c, b, own))
            y = (beside_range){b, t};
        else if (in(c, b, (const char *const[]){"'s", "’s", "'", "’", NULL}))
            y = beside_noun_ending(c->w, b), b = beside_any(y) ? y.b : b;
        else if (text_token_is(c->w->doc, b, "the") && t + 2 < last && text_token_is(c->w->doc, t + 1, "of"))
            y = beside_noun_at(c->w, t + 2);
        while (b > first && in(c, b - 1, (const char *const[]){"the", "a", NULL})) b--;
        if (b < first + 2 || !text_token_is(c->w->doc, b - 1, "on")) return 0;
        verb = b - 2;
    }
    if (!beside_any(y) || (verb != t && !in(c, verb, verbs))) return 0;
    beside_range x = beside_subject(c->w, verb);
    uint32_t n = put(c, v, 0, "allied", "on-its-side", x, y);
    beside_range half = n > 0 ? other_half(c, x) : BESIDE_NONE;
    return put(c, v, n, "allied", "on-its-side", half, y);
}

/* "X contests the authority of Y" */
static uint32_t contests(const clause *c, uint32_t t, tie_found *v)
{
    static const char *const verbs[] = {"contests", "contest", "contested", "challenges", "challenge", "disputes", "dispute", "rejects", "defies", NULL};
    static const char *const what[] = {"authority", "legitimacy", "rule", NULL};
    uint32_t last = text_sentence_of(c->w->doc, t)->tok_e, k = t + 1;
    if (!in(c, t, verbs)) return 0;
    k += k < last && text_token_is(c->w->doc, k, "the");
    if (k + 2 >= last || !in(c, k, what) || !text_token_is(c->w->doc, k + 1, "of")) return 0;
    return put(c, v, 0, "rival", "contests-authority", beside_subject(c->w, t), beside_long_noun_at(c->w, k + 2));
}

/* "X, which is also fighting Y": a war of X's own, told beside something else */
static uint32_t fights(const clause *c, uint32_t t, tie_found *v)
{
    static const char *const verbs[] = {"fighting", "fights", "battling", "battles", NULL};
    static const char *const between[] = {"is", "are", "also", "still", "itself", "has", "have", "been", "now", NULL};
    uint32_t first = text_sentence_of(c->w->doc, t)->tok_b, k = t;
    if (!in(c, t, verbs)) return 0;
    while (k > first && t - k < 5 && in(c, k - 1, between)) k--;
    if (k < first + 2 || !in(c, k - 1, (const char *const[]){"which", "who", NULL})) return 0;
    beside_range y = beside_noun_at(c->w, t + 1 + (uint32_t)text_token_is(c->w->doc, t + 1, "against"));
    if (!beside_any(y) || text_token_is(c->w->doc, y.e, "-")) return 0;
    return put(c, v, 0, "fights", "fights-clause", beside_subject(c->w, t), y);
}

/* "Sarin, where X has sat since May"; "Sarin, the port city where X is based": at "where" */
static uint32_t seat(const clause *c, uint32_t t, tie_found *v)
{
    static const char *const verbs[] = {"sits", "sat", "sitting", "based", "headquartered", "seated", NULL};
    uint32_t first = text_sentence_of(c->w->doc, t)->tok_b, last = text_sentence_of(c->w->doc, t)->tok_e, e = t;
    if (!text_token_is(c->w->doc, t, "where") || t == first) return 0;
    if (text_token_is(c->w->doc, e - 1, ",")) e--;
    if (e == first) return 0;
    beside_range place = place_ending(c, e), x = beside_noun_at(c->w, t + 1);
    if (!beside_any(place)) { /* an apposition of the name: behind its comma */
        beside_range noun = beside_noun_ending(c->w, e);
        uint32_t b = noun.b;
        if (!beside_any(noun)) return 0;
        while (b > first && in(c, b - 1, (const char *const[]){"the", "a", "an", NULL})) b--;
        if (b > first + 1 && text_token_is(c->w->doc, b - 1, ",")) place = place_ending(c, b - 1);
    }
    if (!beside_any(x)) return 0;
    uint32_t k = x.e;
    while (k < last && k - x.e < 4 && (c->w->tags[k] & (BESIDE_AUX | BESIDE_ADVERB))) k++;
    return k < last && in(c, k, verbs) ? put(c, v, 0, "based-in", "seat", x, place) : 0;
}

uint32_t tie_clause_at(const beside_words *w, const tie_name *names, uint32_t n_names, uint32_t t, tie_found v[TIE_CLAUSE_MAX])
{
    static uint32_t (*const rules[])(const clause *, uint32_t, tie_found *) = {part, beside_side, contests, fights, seat};
    const clause c = {w, names, n_names};
    uint32_t n = 0;
    for (size_t i = 0; n == 0 && i < sizeof rules / sizeof *rules; i++) n = rules[i](&c, t, v);
    return n;
}
