/* time_calendar.h: civil dates of the proleptic Gregorian calendar, and the dates of feasts.
 *
 *     int64_t day = calendar_days(2016, 8, 1);  calendar_civil(day - 3, &y, &m, &d);  2016-07-29
 *
 * Days are counted from 1970-01-01. Years are astronomical (0 = 1 BC). All functions are pure and thread-safe.
 * Source of the day arithmetic: the well-known "days from civil" scheme (years that begin in March, eras of 400 years).
 */
#ifndef SITREP_TIME_TIME_CALENDAR_H
#define SITREP_TIME_TIME_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

typedef struct calendar_date {
    int32_t y, m, d; /* m 1..12, d 1..31 */
} calendar_date;

int64_t calendar_days(int32_t y, int32_t m, int32_t d);
calendar_date calendar_civil(int64_t days);
int32_t calendar_weekday(int64_t days); /* 0 = Monday .. 6 = Sunday */
int32_t calendar_month_length(int32_t y, int32_t m);
/* ISO 8601 week of a day: its year and number 1..53. */
void calendar_iso_week(int64_t days, int32_t *y, int32_t *week);
/* The day of the nth weekday in a month (n from 1; n = 5 or more: the last one). */
int64_t calendar_nth_weekday(int32_t y, int32_t m, int32_t weekday, int32_t n);
/* Easter Sunday of the Gregorian calendar (anonymous algorithm, Meeus "Astronomical Algorithms", chapter 8). */
calendar_date calendar_easter(int32_t y);
/* Reads "YYYY-MM-DD" at the start of s (a time may follow). False when s is NULL or is not such a date. */
bool calendar_read(const char *s, calendar_date *out);

#endif
