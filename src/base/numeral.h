/* numeral.h: English number words, read word by word. Used by the time and the count stage, so that "twenty-three",
 * "twelve hundred" and "1.2 million" are read by one rule.
 *
 *     numeral_acc acc; numeral_begin(&acc);
 *     while (numeral_push(&acc, word, n)) next word;        "two" "hundred" "thousand"
 *     if (acc.n_words > 0) value = numeral_value(&acc);     200000
 *
 * in -> out: lower-case ASCII words -> a count. Invariant: values stay within +-10^15, a word that would exceed it is refused.
 */
#ifndef SITREP_BASE_NUMERAL_H
#define SITREP_BASE_NUMERAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum numeral_class {
    NUMERAL_NONE = 0,
    NUMERAL_UNIT,    /* zero .. nine */
    NUMERAL_TEEN,    /* ten .. nineteen */
    NUMERAL_TENS,    /* twenty .. ninety */
    NUMERAL_HUNDRED, /* hundred */
    NUMERAL_DOZEN,   /* dozen, score */
    NUMERAL_SCALE,   /* thousand, million, m, mn, billion, bn, trillion */
    NUMERAL_ORDINAL  /* first .. thirty-first's parts: first, second, ... twentieth, hundredth */
} numeral_class;

typedef struct numeral_acc {
    int64_t total;   /* scales that are finished */
    int64_t part;    /* below the next scale */
    int64_t scale;   /* the last scale word's value, 0 before the first */
    uint8_t last;    /* numeral_class of the last word taken */
    bool digits;     /* part was written in digits */
    double fraction; /* digits "1.2": the part behind the point, kept for "1.2 million" */
    uint32_t n_words;
} numeral_acc;

/* The class of a lower-case word and its value (0 for none). Thread-safe. Cost: a search in a table of about 60 words. */
numeral_class numeral_lookup(const char *word, size_t n, int64_t *value);

void numeral_begin(numeral_acc *acc);
/* Takes the word if it continues the number; false (and nothing changed) otherwise. "and", "a" and hyphens are the caller's. */
bool numeral_push(numeral_acc *acc, const char *word, size_t n);
/* Takes a number in digits (value plus fraction in [0, 1)) as the first word. */
bool numeral_push_digits(numeral_acc *acc, int64_t value, double fraction);
int64_t numeral_value(const numeral_acc *acc);

/* Reads digits with grouping commas ("6,000") and a decimal point from s[0, n): value and fraction; returns the bytes used,
 * 0 when s does not begin with a digit. A comma groups only when exactly three digits follow it. */
size_t numeral_read_digits(const char *s, size_t n, int64_t *value, double *fraction);

#endif
