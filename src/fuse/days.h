/* days.h: dates as day numbers, for comparing EDTF dates of different precision.
 *
 *     int32_t a, b;
 *     if (days_of_edtf("2016-08", &a, &b)) ...        first and last day of August 2016
 *
 * in -> out: an EDTF date -> the days that it may mean, counted from 1970-01-01. Invariant: a <= b.
 */
#ifndef SITREP_FUSE_DAYS_H
#define SITREP_FUSE_DAYS_H

#include <stdbool.h>
#include <stdint.h>

#define DAY_UNKNOWN INT32_MIN

/* Days since 1970-01-01 in the proleptic Gregorian calendar. (H. Hinnant, "chrono-compatible low-level date algorithms".) */
int32_t days_of_date(int year, int month, int day);
void days_to_date(int32_t day, int *year, int *month, int *day_of_month);

/* The span of days of an EDTF date, date-time, month, season (21-24) or year. false: unknown, open ("..") or without a year. */
bool days_of_edtf(const char *s, int32_t *first, int32_t *last);

/* "2016-08-01" and a NUL. Years outside 0-9999 give "0000-00-00". */
void days_write(int32_t day, char out[11]);

#endif
