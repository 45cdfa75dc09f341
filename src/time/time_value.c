/* time_value.c: a point of the calendar as a TIMEX3 value and as EDTF bounds, an amount as a TIMEX3 value. See time_point.h. */
#include "time/time_point.h"

#include <stdio.h>
#include <string.h>

#include "time/time_match.h"

static const char *const SEASON_VALUE[4] = {"SP", "SU", "FA", "WI"};

static void put_year(char out[12], int32_t y)
{
    if (y == TIME_NO_YEAR)
        (void)snprintf(out, 12, "XXXX");
    else if (y < 0)
        (void)snprintf(out, 12, "BC%04d", (int)(-y % 10000));
    else
        (void)snprintf(out, 12, "%04d", (int)(y % 10000));
}

void point_put_value(const time_point *p, char *out, size_t n)
{
    char y[12];
    put_year(y, p->y);
    switch (p->gran) {
    case UNIT_DAY:
        if (p->m == 0)
            (void)snprintf(out, n, "%s-XX-XX", y);
        else if (p->d == 0)
            (void)snprintf(out, n, "%s-%02d-XX", y, p->m);
        else
            (void)snprintf(out, n, "%s-%02d-%02d", y, p->m, p->d);
        break;
    case UNIT_WEEK:
    case UNIT_WEEKEND: {
        int32_t iy, w;
        if (p->y == TIME_NO_YEAR || p->m == 0 || p->d == 0) {
            (void)snprintf(out, n, "%s-WXX%s", y, p->gran == UNIT_WEEKEND ? "-WE" : "");
            break;
        }
        calendar_iso_week(calendar_days(p->y, p->m, p->d), &iy, &w);
        (void)snprintf(out, n, "%04d-W%02d%s", (int)(iy % 10000), (int)w, p->gran == UNIT_WEEKEND ? "-WE" : "");
        break;
    }
    case UNIT_MONTH:
        if (p->m == 0)
            (void)snprintf(out, n, "%s-XX", y);
        else
            (void)snprintf(out, n, "%s-%02d", y, p->m);
        break;
    case UNIT_QUARTER:
        if (p->m == 0)
            (void)snprintf(out, n, "%s-QX", y);
        else
            (void)snprintf(out, n, "%s-Q%d", y, p->m);
        break;
    case UNIT_PERIOD:
        (void)snprintf(out, n, "%s-%s", y, SEASON_VALUE[p->m & 3]);
        break;
    case UNIT_DECADE:
        (void)snprintf(out, n, "%.3s", y);
        break;
    case UNIT_CENTURY:
        (void)snprintf(out, n, p->y < 0 ? "BC%02d" : "%02d", p->y < 0 ? (int)(-p->y / 100 % 100) : (int)(p->y / 100 % 100));
        break;
    default:
        (void)snprintf(out, n, "%s", y);
        break;
    }
}

/* EDTF year: astronomical, so 218 BC is -0217. */
static void put_edtf_year(char out[12], int32_t y)
{
    if (y == TIME_NO_YEAR)
        (void)snprintf(out, 12, "XXXX");
    else if (y < 0)
        (void)snprintf(out, 12, "-%04d", (int)((-y - 1) % 10000));
    else
        (void)snprintf(out, 12, "%04d", (int)(y % 10000));
}

void point_put_day(char out[20], int64_t days)
{
    calendar_date c = calendar_civil(days);
    (void)snprintf(out, 20, "%04d-%02d-%02d", (int)(c.y % 10000), (int)(c.m % 100), (int)(c.d % 100));
}

/* Both bounds the same EDTF text. */
static void put_same(timex *out, const char *edtf, const char *precision)
{
    (void)snprintf(out->start, sizeof out->start, "%s", edtf);
    memcpy(out->end, out->start, sizeof out->end);
    out->precision = precision;
}

static void put_day_bounds(const time_point *p, const char *year, timex *out)
{
    char edtf[20];
    (void)snprintf(edtf, sizeof edtf, "%s-%02d-%02d", year, p->m % 100, p->d % 100);
    put_same(out, edtf, "day");
}

/* Monday to Sunday, or Saturday and Sunday. */
static void put_week_bounds(const time_point *p, timex *out)
{
    if (p->y == TIME_NO_YEAR || p->m == 0 || p->d == 0)
        return;
    bool weekend = p->gran == UNIT_WEEKEND;
    int64_t day = calendar_days(p->y, p->m, p->d), monday = day - calendar_weekday(day);
    point_put_day(out->start, weekend ? monday + 5 : monday);
    point_put_day(out->end, monday + 6);
    out->precision = weekend ? "day" : "week";
}

/* month: of the year; or, above 12, a season of ISO 8601-2: 21 spring .. 24 winter. */
static void put_month_bounds(const char *year, int32_t month, const char *precision, timex *out)
{
    char edtf[20];
    (void)snprintf(edtf, sizeof edtf, "%s-%02d", year, month % 100);
    put_same(out, edtf, precision);
}

static void put_quarter_bounds(const time_point *p, const char *year, timex *out)
{
    (void)snprintf(out->start, sizeof out->start, "%s-%02d", year, (p->m * 3 - 2) % 100);
    (void)snprintf(out->end, sizeof out->end, "%s-%02d", year, (p->m * 3) % 100);
    out->precision = "season";
}

static void put_years_bounds(const time_point *p, int32_t years, timex *out)
{
    if (p->y == TIME_NO_YEAR || p->y < 0)
        return;
    (void)snprintf(out->start, sizeof out->start, "%04d", (int)(p->y % 10000));
    (void)snprintf(out->end, sizeof out->end, "%04d", (int)((p->y + years - 1) % 10000));
    out->precision = "year";
}

/* The grain as far as the point is told: a day without its number is its month. */
static uint8_t told_grain(const time_point *p)
{
    if (p->gran != UNIT_DAY || (p->m != 0 && p->d != 0))
        return p->gran;
    return p->m == 0 ? UNIT_YEAR : UNIT_MONTH;
}

void point_put_bounds(const time_point *p, timex *out)
{
    char year[12];
    put_edtf_year(year, p->y);
    out->start[0] = out->end[0] = '\0';
    out->precision = "none";
    switch (told_grain(p)) {
    case UNIT_DAY:
        put_day_bounds(p, year, out);
        break;
    case UNIT_WEEK:
    case UNIT_WEEKEND:
        put_week_bounds(p, out);
        break;
    case UNIT_MONTH:
        if (p->m != 0)
            put_month_bounds(year, p->m, "month", out);
        break;
    case UNIT_QUARTER:
        if (p->m != 0)
            put_quarter_bounds(p, year, out);
        break;
    case UNIT_PERIOD:
        put_month_bounds(year, 21 + (p->m & 3), "season", out);
        break;
    case UNIT_DECADE:
    case UNIT_CENTURY:
        put_years_bounds(p, time_unit_years(p->gran), out);
        break;
    case UNIT_YEAR:
        if (p->y != TIME_NO_YEAR)
            put_same(out, year, "year");
        break;
    default:
        break;
    }
}

/* ---- amounts -------------------------------------------------------------------------------------------------------- */

int32_t time_unit_years(uint8_t unit)
{
    switch (unit) {
    case UNIT_YEAR:
        return 1;
    case UNIT_DECADE:
        return 10;
    case UNIT_CENTURY:
        return 100;
    case UNIT_MILLENNIUM:
        return 1000;
    default:
        return 0;
    }
}

void time_put_amount(const time_expr *x, char *out, size_t n)
{
    const char *t = x->unit <= UNIT_HOUR ? "T" : "";
    char letter = time_unit_letter(x->unit);
    int32_t times = time_unit_years(x->unit) > 0 ? time_unit_years(x->unit) : 1;
    if (x->n10 == TIME_VAGUE) {
        (void)snprintf(out, n, "P%sX%c", t, letter);
        return;
    }
    int64_t v = (int64_t)x->n10 * times, whole = v / 10, rest = v % 10;
    if (rest == 5 && x->unit == UNIT_YEAR)
        (void)snprintf(out, n, whole > 0 ? "P%dY6M" : "P6M", (int)whole);
    else if (rest == 5 && (x->unit == UNIT_HOUR || x->unit == UNIT_MINUTE) && whole == 0)
        (void)snprintf(out, n, "PT30%c", x->unit == UNIT_HOUR ? 'M' : 'S');
    else if (rest == 5 && (x->unit == UNIT_HOUR || x->unit == UNIT_MINUTE))
        (void)snprintf(out, n, "PT%d%c30%c", (int)whole, letter, x->unit == UNIT_HOUR ? 'M' : 'S');
    else if (rest != 0)
        (void)snprintf(out, n, "P%s%d.%d%c", t, (int)whole, (int)rest, letter);
    else
        (void)snprintf(out, n, "P%s%d%c", t, (int)whole, letter);
}
