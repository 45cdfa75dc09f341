/* hold.c: see hold.h. */
#include "draft/hold.h"

enum {
    MAX_LINK = 4,   /* words between the place and "in ... hands" */
    MAX_AROUND = 12 /* words between a contested place and the words for it */
};

static const char *const BE[] = {"is", "are", "was", "were", "be", "been", "remain", "remains", "remained", "remaining", "stays", "stayed", "stay", NULL};
static const char *const OWN[] = {"'s", "’s", "'", "’", NULL};

static bool in(const beside_words *w, uint32_t t, const char *const *list) { return text_token_in(w->doc, t, list); }

/* Whose hands: "our hands", "the hands of the militia", "the army's control", "rebel hands". *b: where the phrase begins. */
static beside_range owner_of_hands(const beside_words *w, uint32_t t, uint32_t *b)
{
    static const char *const own[] = {"our", "their", "its", "his", "her", NULL};
    uint32_t first = text_sentence_of(w->doc, t)->tok_b;
    *b = t;
    if (t == first) return BESIDE_NONE;
    if (in(w, t - 1, own)) {
        *b = t - 1;
        return (beside_range){t - 1, t};
    }
    if (t + 2 < text_sentence_of(w->doc, t)->tok_e && text_token_is(w->doc, t + 1, "of")) {
        *b = text_token_is(w->doc, t - 1, "the") ? t - 1 : t;
        return beside_noun_at(w, t + 2);
    }
    uint32_t e = in(w, t - 1, OWN) ? t - 1 : t;
    while (e == t && t - 1 > first && in(w, t - 1, (const char *const[]){"full", "complete", "firm", "total", NULL})) e = --t;
    uint32_t k = e;
    while (k > first && e - k < 6 && (w->tags[k - 1] & (BESIDE_NOUN | BESIDE_MODIFIER))) k--;
    *b = k > first && in(w, k - 1, (const char *const[]){"the", "a", NULL}) ? k - 1 : k;
    return (beside_range){k, e};
}

/* "X is in Y's hands", "X remains under Y's control", "X had been out of Y's hands". */
static bool in_hands(const beside_words *w, uint32_t t, hold_found *out)
{
    if (!in(w, t, (const char *const[]){"hands", "control", NULL})) return false;
    uint32_t first = text_sentence_of(w->doc, t)->tok_b, b;
    beside_range holder = owner_of_hands(w, t, &b);
    if (!beside_any(holder) || b < first + 2) return false;
    bool lost = text_token_is(w->doc, b - 1, "of") && text_token_is(w->doc, b - 2, "out");
    if (!lost && !in(w, b - 1, text_token_is(w->doc, t, "hands") ? (const char *const[]){"in", NULL} : (const char *const[]){"under", NULL})) return false;
    uint32_t k = lost ? b - 2 : b - 1, to = k;
    while (k > first && to - k < MAX_LINK && !in(w, k - 1, BE) && (w->tags[k - 1] & BESIDE_ADVERB)) k--;
    if (k == first || !in(w, k - 1, BE)) return false;
    beside_range place = beside_subject(w, k - 1);
    if (!beside_any(place)) return false;
    *out = (hold_found){lost ? "lost" : "held", place, holder, BESIDE_NONE, false};
    return true;
}

/* "around X it still sees a grey zone": neither side's. The place stands behind a preposition of place in the same clause. */
static bool grey_zone(const beside_words *w, uint32_t t, hold_found *out)
{
    static const char *const near[] = {"around", "near", "in", "at", "over", "outside", NULL};
    uint32_t first = text_sentence_of(w->doc, t)->tok_b, last = text_sentence_of(w->doc, t)->tok_e, b = t, e = t + 2;
    if (!in(w, t, (const char *const[]){"grey", "gray", NULL}) || !text_token_is(w->doc, t + 1, "zone")) return false;
    while (b > first && t - b < 3 && (in(w, b - 1, (const char *const[]){"a", "the", "so-called", NULL}) || text_token_is_quote(w->doc, b - 1))) b--;
    beside_range place = BESIDE_NONE, source = b > first && (w->tags[b - 1] & BESIDE_VERB) ? beside_subject(w, b - 1) : BESIDE_NONE;
    if (e + 1 < last && in(w, e, near)) place = beside_noun_at(w, e + 1);
    for (uint32_t k = b; !beside_any(place) && k > first && b - k < MAX_AROUND && !text_token_is(w->doc, k - 1, ";"); k--)
        if (in(w, k - 1, near)) place = beside_noun_at(w, k);
    if (!beside_any(place)) return false;
    *out = (hold_found){"contested", place, BESIDE_NONE, source, false};
    return true;
}

/* "It claimed five others, among them X and Y", "claimed two more villages, including X": at "among", "including". The rest of the list
 * is hold_list's. */
static bool claims_places(const beside_words *w, uint32_t t, hold_found *out)
{
    static const char *const claims[] = {"claimed", "claims", "claiming", NULL};
    static const char *const taken[] = {"others", "village", "villages", "town", "towns", "settlement", "settlements", "place", "places", "localities", NULL};
    uint32_t first = text_sentence_of(w->doc, t)->tok_b, last = text_sentence_of(w->doc, t)->tok_e, k = t;
    bool among = text_token_is(w->doc, t, "among") && in(w, t + 1, (const char *const[]){"them", "these", NULL});
    if (!among && !text_token_is(w->doc, t, "including")) return false;
    if (k > first && text_token_is(w->doc, k - 1, ",")) k--;
    if (k == first || !in(w, k - 1, taken)) return false;
    uint32_t noun = k - 1, verb = noun;
    while (verb > first && noun - verb < MAX_LINK && !in(w, verb, claims)) verb--;
    if (!in(w, verb, claims)) return false;
    beside_range place = beside_noun_at(w, t + 1 + among), who = beside_subject(w, verb);
    if (!beside_any(place) || !beside_any(who) || place.e > last) return false;
    *out = (hold_found){"captured", place, who, who, true};
    return true;
}

bool hold_at(const beside_words *w, uint32_t t, hold_found *out)
{
    return in_hands(w, t, out) || grey_zone(w, t, out) || claims_places(w, t, out);
}

uint32_t hold_list(const beside_words *w, beside_range one, hold_name_end end_of, const void *user, beside_range *out, uint32_t max)
{
    uint32_t first = text_sentence_of(w->doc, one.b)->tok_b, last = text_sentence_of(w->doc, one.b)->tok_e, n = 0, b = one.b;
    /* to the left: a name that ends right before ", " or " and " */
    for (bool more = true; more && n < max;) {
        more = false;
        if (b < first + 2 || !in(w, b - 1, (const char *const[]){",", "and", NULL})) break;
        uint32_t e = b - 1;
        if (e > first + 1 && text_token_is(w->doc, e - 1, ",")) e--;
        for (uint32_t k = e; k > first && e - k < 5 && !more; k--)
            if (end_of(user, k - 1) == e) {
                out[n++] = (beside_range){k - 1, e};
                b = k - 1;
                more = true;
            }
    }
    uint32_t e = one.e;
    bool joined = false;
    for (uint32_t k = 0; k < n; k++) joined |= text_token_is(w->doc, out[k].e, "and") || text_token_is(w->doc, out[k].e + 1, "and");
    for (bool more = true; more && n < max;) {
        uint32_t t = e;
        bool and = false;
        if (t < last && text_token_is(w->doc, t, ",")) t++;
        if (t < last && text_token_is(w->doc, t, "and")) {
            t++;
            and = true;
        }
        more = t > e && t < last && end_of(user, t) > t;
        if (!more) break;
        e = end_of(user, t);
        out[n++] = (beside_range){t, e};
        joined |= and;
    }
    return joined ? n : 0; /* "Krasne, Ukraine" is no list */
}
