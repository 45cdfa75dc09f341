/* time_atom.h: the text cut finer than tokens, for the grammars of times and of counts: runs of letters, numbers, and single
 * marks. "5:30PM" is 5|:|30|PM, "mid-1990s" is mid|-|1990|s, so that the grammars do not depend on how a tokenizer treats them.
 *
 *     atom_list list;
 *     if ((s = atom_split(arena, doc, &list)) != SITREP_OK) return s;
 *     for (uint32_t i = 0; i < list.n; i++) if (list.v[i].cls & ATOM_MONTH) ...
 *
 * Invariants: atoms lie in text order, do not overlap, and every byte that is not white space belongs to one.
 */
#ifndef SITREP_TIME_TIME_ATOM_H
#define SITREP_TIME_TIME_ATOM_H

#include "base/arena.h"
#include "text/text.h"

typedef enum atom_kind { ATOM_K_WORD = 0, ATOM_K_NUM, ATOM_K_MARK } atom_kind;

enum { /* classes, a bit set: "second" is an ordinal and a unit */
    ATOM_MONTH = 1 << 0,    /* val 1..12 */
    ATOM_WEEKDAY = 1 << 1,  /* val 0..6, Monday first */
    ATOM_UNIT = 1 << 2,     /* val atom_unit; plural says "days" */
    ATOM_CARDINAL = 1 << 3, /* a number word */
    ATOM_ORDINAL = 1 << 4,  /* val */
    ATOM_SEASON = 1 << 5,   /* val 0..3: spring summer fall winter */
    ATOM_PART = 1 << 6,     /* val atom_part: morning ... */
    ATOM_REL = 1 << 7,      /* val atom_rel */
    ATOM_MOD = 1 << 8,      /* val time_mod: early, mid, late ... */
    ATOM_APPROX = 1 << 9,   /* about, nearly, ... */
    ATOM_VAGUE = 1 << 10,   /* few, several, many, couple (val 2), some */
    ATOM_ABBREV = 1 << 11,  /* month or weekday short form: a full stop belongs to it */
    ATOM_ZONE = 1 << 12,    /* gmt, utc, est ...: val minutes from UTC */
    ATOM_ARTICLE = 1 << 13, /* a, an, the */
    ATOM_ADVERB = 1 << 14,  /* words that are times by themselves: now, daily ...: val index in the grammar's table */
    ATOM_PAST = 1 << 15,    /* verb form that speaks of the past */
    ATOM_FUTURE = 1 << 16,  /* will, shall ... */
    ATOM_FEAST = 1 << 17    /* first word of a feast: the grammar's table tells the rest */
};

typedef enum atom_unit {
    UNIT_SECOND = 0, UNIT_MINUTE, UNIT_HOUR, UNIT_DAY, UNIT_WEEK, UNIT_WEEKEND, UNIT_MONTH, UNIT_QUARTER, UNIT_YEAR,
    UNIT_DECADE, UNIT_CENTURY, UNIT_MILLENNIUM, UNIT_PERIOD, UNIT_N
} atom_unit;

typedef enum atom_part {
    PART_NONE = 0, PART_MORNING, PART_AFTERNOON, PART_EVENING, PART_NIGHT, PART_DAYTIME, PART_NOON, PART_MIDNIGHT
} atom_part;

typedef enum atom_rel {
    REL_NONE = 0, REL_LAST, REL_THIS, REL_NEXT, REL_PREVIOUS, REL_FOLLOWING, REL_SAME, REL_THAT, REL_PAST, REL_COMING
} atom_rel;

typedef struct time_atom {
    base_span span;
    uint32_t sentence; /* of the token it lies in */
    uint32_t cls;
    int64_t num;       /* digits: the number; words of one class: their value */
    double fraction;   /* digits behind the point */
    int16_t val;       /* see the classes; one value is enough, words of two classes share it or the grammar looks again */
    uint8_t kind;      /* atom_kind */
    uint8_t digits;    /* number of digits written, at most 255 */
    bool glued;        /* no white space before it */
    bool barrier;      /* an empty line stands before it: no expression crosses it */
    bool capital;      /* begins with a capital letter */
    bool plural;
    char low[18];      /* lower-case ASCII, cut; other letters as '?'; a mark: the character, '-' for every dash, '\'' for every apostrophe */
} time_atom;

typedef struct atom_list {
    time_atom *v;
    uint32_t n;
} atom_list;

/* errors: NOMEM. Cost: linear. Thread-safe. */
sitrep_status atom_split(base_arena *arena, const text_doc *doc, atom_list *out);

/* The first cap atoms of a span into v; returns how many. Sentences are not filled in. For phrases. Thread-safe. */
uint32_t atom_split_span(const text_doc *doc, base_span span, time_atom *v, uint32_t cap);

/* Is atom i the word (lower case)? False beyond the end. */
bool atom_is(const atom_list *l, uint32_t i, const char *word);
/* Is atom i one of the words in a space-separated list? */
bool atom_in(const atom_list *l, uint32_t i, const char *words);
/* The tokens that atoms [b, e) touch. */
void atom_tokens(const text_doc *doc, base_span span, uint32_t *tok_b, uint32_t *tok_e);

#endif
