/* time_resolve.h: what the words say + where they stand -> a value. One time_anchor walks through a document in text order.
 *
 *     time_anchor a; resolve_begin(&a, "2016-08-20", narrative);
 *     resolve_expr(&a, &expr, sentence, tense, &timex);       fills type, value, EDTF, flags; moves the narrative's time on
 */
#ifndef SITREP_TIME_TIME_RESOLVE_H
#define SITREP_TIME_TIME_RESOLVE_H

#include <stddef.h>

#include "time/time_calendar.h"
#include "time/time_grammar.h"

typedef enum time_tense { TENSE_UNKNOWN = 0, TENSE_PAST, TENSE_FUTURE } time_tense;

typedef struct time_point { /* a stretch of the calendar; gran is an atom_unit; UNIT_PERIOD: a season, m its number 0..3 */
    int32_t y, m, d; /* TIME_NO_YEAR, 0, 0: not told. WEEK: a day in it; QUARTER: m is the quarter */
    uint8_t gran;
} time_point;

typedef struct time_anchor {
    bool has_pub, narrative, has_ref;
    bool passing; /* neither dated nor a history: a bare year dates its own paragraph only; set by the caller */
    calendar_date pub;
    int64_t pub_day;
    time_point ref;          /* the last date told */
    int32_t year_said;       /* the last year told in digits, TIME_NO_YEAR before the first */
    uint32_t year_sentence;  /* and its sentence */
    uint32_t paragraph;      /* that the walk is in, set by the caller; */
    uint32_t ref_paragraph;  /* that of ref */
} time_anchor;

void resolve_begin(time_anchor *a, const char *published, bool narrative);
void resolve_expr(time_anchor *a, const time_expr *x, uint32_t sentence, time_tense tense, timex *out);
/* EDTF bounds of a point into out->start, out->end, out->precision. */
void resolve_bounds(const time_point *p, timex *out);
/* The TIMEX3 value of a point, "XXXX" for a year that is not told; and a day as EDTF. */
void resolve_put_value(const time_point *p, char *out, size_t n);
void resolve_put_day(char out[20], int64_t days);

#endif
