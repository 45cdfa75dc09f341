/* count.h: number phrases -> low, best, high; and the phrases of a document that may be figures.
 *
 *     count_value v;
 *     if (count_read_phrase(&doc, tok_b, tok_e, &v)) ...      "at least 40": low 40, best 40, high open
 *
 *     count_list counts;
 *     if ((s = count_find(arena, &doc, &times, &counts)) != SITREP_OK) return s;
 *     counts.v[0].value.best                                  each with its bound words, value, unit, and a guess of its kind
 *
 * The table of bounds (what is stated is set, what is not stays REC_OPEN):
 *     40 | estimated 40                          40   40   40
 *     at least, more than, over 40; 40 or more   40   40   -
 *     about, around, some, roughly 40            -    40   -
 *     almost, nearly, up to, as many as 40       -    40   40
 *     50 to 60, between 50 and 60                50   -    60
 *     15,000-20,000+                             15000 -   -
 *     dozens, several, hundreds                  -    -    -     and vague holds the words
 *     a soldier, one, another 1; both, twin 2; no casualties 0: all three
 */
#ifndef SITREP_COUNT_COUNT_H
#define SITREP_COUNT_COUNT_H

#include "base/arena.h"
#include "record/record.h"
#include "text/text.h"
#include "time/timex.h"

enum { /* flags */
    COUNT_MONEY = 1,     /* an amount of money: "$3 million" */
    COUNT_ARTICLE = 2,   /* only "a", "an", "another": the noun makes it a count */
    COUNT_ESTIMATED = 4, /* "estimated 40" */
    COUNT_NONE = 8       /* "no", "none": a count of zero */
};

typedef struct count_value {
    int64_t low, best, high; /* or REC_OPEN */
    char vague[24];          /* "dozens", "several", ..., "" where a number is told */
    uint8_t flags;
} count_value;

typedef struct count_item {
    base_span span;        /* with bound words, without "another", "a total of" */
    uint32_t tok_b, tok_e; /* tokens that the span touches */
    base_span noun;        /* the noun that is counted ("soldiers"), or no span */
    count_value value;
    const char *unit;      /* persons|households|items; static */
    const char *kind;      /* guess from the words around (record.h figure kinds), or NULL where nothing tells; static */
    float kind_score;      /* 0..1, falls with the distance of the telling word; not calibrated */
} count_item;

typedef struct count_list {
    count_item *v; /* in the arena, in text order, not overlapping */
    uint32_t n;
} count_list;

/* Reads the tokens [tok_b, tok_e) as a number phrase; words that are no part of one are passed over. False (and *out all open)
 * when there is no number, article or vague count in it. Thread-safe. Cost: linear in the phrase. */
bool count_read_phrase(const text_doc *doc, uint32_t tok_b, uint32_t tok_e, count_value *out);

/* Finds the candidates. times may be NULL. Left out: ages, dates, clock times, names with numbers ("Route 5", "T-72"), ordinals,
 * measures, money, shares, votes, scores of games, telephone numbers, and articles without harm near them.
 * out: *out, in the arena. errors: NOMEM. Thread-safe. Cost: linear. */
sitrep_status count_find(base_arena *arena, const text_doc *doc, const timex_list *times, count_list *out);

/* Guesses a figure's kind from the words around tokens [tok_b, tok_e): NULL where nothing tells. *score may be NULL. Static. */
const char *count_guess_kind(const text_doc *doc, uint32_t tok_b, uint32_t tok_e, float *score);

/* vague as an arena string for rec_figure.vague, or NULL where a number is told. *failed when there is no memory. */
const char *count_vague(base_arena *arena, const count_value *v, bool *failed);

#endif
