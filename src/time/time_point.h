/* time_point.h: a stretch of the calendar (a day, a week, a month ... a century): moving it, and writing it down; and amounts.
 *
 *     time_point last_week = point_move(&today, UNIT_WEEK, -1);   point_put_bounds(&last_week, &timex);
 *
 * All functions are pure or write only to their last parameter. Thread-safe. Private to src/time.
 */
#ifndef SITREP_TIME_TIME_POINT_H
#define SITREP_TIME_TIME_POINT_H

#include <stddef.h>

#include "time/time_calendar.h"
#include "time/time_grammar.h"

typedef struct time_point { /* a stretch of the calendar; gran is an atom_unit; UNIT_PERIOD: a season, m its number 0..3 */
    int32_t y, m, d; /* TIME_NO_YEAR, 0, 0: not told. WEEK: a day in it; QUARTER: m is the quarter */
    uint8_t gran;
} time_point;

time_point point_of_day(int64_t days);
/* The day of a point that is one, or a day of its week. False where none is told. */
bool point_day(const time_point *p, int64_t *days);
/* p moved by n units of a grain; its finer parts are cut to that grain. */
time_point point_move(const time_point *p, uint8_t unit, int32_t n);

/* The TIMEX3 value of a point, "XXXX" for a year that is not told; and a day as EDTF. */
void point_put_value(const time_point *p, char *out, size_t n);
void point_put_day(char out[20], int64_t days);
/* EDTF bounds of a point into out->start, out->end, out->precision. */
void point_put_bounds(const time_point *p, timex *out);

/* The TIMEX3 value of an amount, x's n10 and unit: "P3D", "PXW" where it is vague. */
void time_put_amount(const time_expr *x, char *out, size_t n);
/* How many years a long unit has; 0 for those below the year. */
int32_t time_unit_years(uint8_t unit);

#endif
