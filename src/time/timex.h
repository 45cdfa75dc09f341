/* timex.h: the time expressions of a document, as TIMEX3 and as EDTF.
 *
 *     timex_list times;
 *     if ((s = timex_read(arena, &doc, "2016-08-20", &times)) != SITREP_OK) return s;
 *     const timex *x = timex_at(&times, span);      "on Tuesday" -> DATE 2016-08-16
 *     timex_to_rec(x, &event->time);                start 2016-08-16, end 2016-08-16, precision day, basis relative
 *
 * Method: words are given token types (month, weekday, unit, number, ...) and a hand-written grammar joins them, as in SynTime
 * (Zhong, Sun and Cambria, ACL 2017); values are anchored on the publication date and tense in news, on the last full date in
 * narratives (the distinction of Stroetgen and Gertz). TIMEX3 values follow the TempEval-3 guidelines.
 * Invariants: expressions lie in text order and do not overlap. A year that nothing tells is X-ed out, never guessed.
 */
#ifndef SITREP_TIME_TIMEX_H
#define SITREP_TIME_TIMEX_H

#include "base/arena.h"
#include "record/record.h"
#include "text/text.h"

typedef enum timex_type { TIMEX_DATE = 0, TIMEX_TIME, TIMEX_DURATION, TIMEX_SET } timex_type;

typedef enum timex_mod {
    TIMEX_MOD_NONE = 0, TIMEX_MOD_START, TIMEX_MOD_MID, TIMEX_MOD_END, TIMEX_MOD_APPROX, TIMEX_MOD_BEFORE, TIMEX_MOD_AFTER,
    TIMEX_MOD_MORE_THAN, TIMEX_MOD_LESS_THAN
} timex_mod;

enum { /* flags */
    TIMEX_FISCAL = 1,       /* a fiscal year or quarter: its months are the body's own */
    TIMEX_HIJRI = 2,        /* a year or month of the Islamic calendar; the EDTF is left open */
    TIMEX_AGE = 4,          /* "two-year-old": how old something is */
    TIMEX_YEAR_INFERRED = 8,/* the year comes from the publication date or the narrative */
    TIMEX_FUTURE = 16,      /* told of the future by its words or tense */
    TIMEX_OPEN_END = 32,    /* "since" stands before it */
    TIMEX_OPEN_START = 64   /* "until", "by", "before" */
};

typedef struct timex {
    base_span span;
    uint32_t tok_b, tok_e; /* tokens that the span touches */
    uint8_t type;          /* timex_type */
    uint8_t mod;           /* timex_mod */
    uint16_t flags;
    char value[32];        /* TIMEX3 value; "" where the words have none */
    char start[20], end[20]; /* EDTF, ".." open, "" unknown */
    const char *precision; /* day|week|month|season|year|none; static */
    const char *basis;     /* stated|relative|none; static */
} timex;

typedef struct timex_list {
    timex *v; /* in the arena */
    uint32_t n;
} timex_list;

/* Finds and values every time expression. in: doc, split; published, ISO 8601 date or date-time, or NULL (unknown).
 * out: *out, in the arena. errors: NOMEM. Thread-safe. Cost: linear in the text, about 0.2 microseconds a byte. */
sitrep_status timex_read(base_arena *arena, const text_doc *doc, const char *published, timex_list *out);

/* The expression that shares most bytes with span, or NULL. Cost: logarithmic plus the overlap. */
const timex *timex_at(const timex_list *list, base_span span);

/* Index of the first expression that begins at token tok or behind it, or list->n. Cost: logarithmic. */
uint32_t timex_from(const timex_list *list, uint32_t tok);

/* The record's view of an expression. Strings point into *x, which must outlive the record (both lie in the same arena).
 * x NULL: everything unknown, precision and basis "none". */
void timex_to_rec(const timex *x, rec_time *out);

const char *timex_type_name(uint8_t type); /* "DATE", ...; static */

#endif
