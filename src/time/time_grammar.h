/* time_grammar.h: atoms -> time expressions without values. What the words say, before any anchor is looked at.
 *
 *     time_expr x;
 *     if (time_match(&atoms, i, &x)) ... atoms [x.atom_b, x.atom_e) are one expression
 */
#ifndef SITREP_TIME_TIME_GRAMMAR_H
#define SITREP_TIME_TIME_GRAMMAR_H

#include "time/time_atom.h"
#include "time/timex.h"

#define TIME_NO_YEAR INT32_MIN
#define TIME_VAGUE (-1) /* an amount that is not told: "few days" */

typedef enum time_kind {
    TX_NONE = 0,
    TX_DATE,     /* year, month, day as far as told; hour: a clock time of that day; unit WEEK: the week of it */
    TX_WEEKDAY,  /* weekday, rel */
    TX_UNIT,     /* rel unit: "last week", "the same day"; unit2/ordinal for "this year's third quarter" */
    TX_OFFSET,   /* n units before (dir -1) or after (+1) the publication (from_now) or the narrative's time */
    TX_DAYS,     /* today (0), yesterday (-1), tomorrow (1) */
    TX_SEASON,   /* season, rel or year */
    TX_QUARTER,  /* ordinal (0: "the quarter"), rel or year */
    TX_DECADE,   /* year: first year of the decade; century untold: 0..99 */
    TX_CENTURY,  /* year: century number minus 1 */
    TX_FEAST,    /* feast, rel or year */
    TX_PART,     /* part of day with rel: "this morning", "that night"; or a clock time alone */
    TX_REF,      /* fixed value: PAST_REF, PRESENT_REF, FUTURE_REF */
    TX_DURATION, /* n units */
    TX_SET       /* value is the set's */
} time_kind;

typedef enum time_feast {
    FEAST_NONE = 0, FEAST_CHRISTMAS, FEAST_CHRISTMAS_EVE, FEAST_NEW_YEAR, FEAST_NEW_YEAR_EVE, FEAST_EASTER, FEAST_GOOD_FRIDAY,
    FEAST_THANKSGIVING, FEAST_ELECTION, FEAST_HALLOWEEN, FEAST_VALENTINE, FEAST_NOWRUZ, FEAST_RAMADAN, FEAST_EID, FEAST_LABOR_DAY,
    FEAST_MAY_DAY, FEAST_ARMISTICE
} time_feast;

typedef struct time_expr {
    uint32_t atom_b, atom_e;
    uint8_t kind, unit, rel, part, mod, feast;
    uint16_t flags; /* TIMEX_FISCAL ... */
    int32_t year, month, day; /* TIME_NO_YEAR, 0, 0: not told */
    int32_t weekday;          /* -1: not told */
    int32_t ordinal;          /* quarter, season number */
    int32_t n10;              /* amount in tenths, or TIME_VAGUE */
    int32_t more, more_unit;  /* a second amount: "a minute and a half" */
    int32_t dir;
    int32_t hour, minute;     /* -1: not told */
    bool from_now;            /* counted from the publication date */
    bool same_year;           /* the year is the narrative's: "of that year" */
    char value[16];           /* TX_REF, TX_SET */
} time_expr;

/* The longest expression that begins at atom i. Cost: bounded by the longest expression, about 20 atoms. */
bool time_match(const atom_list *l, uint32_t i, time_expr *out);

/* The second end of a range behind a date, at the joining mark i: the 14 of "May 12-14", the 18 of "1914-18". */
bool time_match_tail(const atom_list *l, const time_expr *before, uint32_t i, time_expr *out);

/* An amount "three", "2 1/2", "several", "a couple of", "half a", "30" at atom i: the atoms used (0: none) and tenths. */
uint32_t time_read_amount(const atom_list *l, uint32_t i, int32_t *n10);

#endif
