/* time_value.c: a point of the calendar as a TIMEX3 value and as EDTF bounds. See time_resolve.h. */
#include <stdio.h>
#include <string.h>

#include "time/time_resolve.h"

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

void resolve_put_value(const time_point *p, char *out, size_t n)
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

void resolve_put_day(char out[20], int64_t days)
{
    calendar_date c = calendar_civil(days);
    (void)snprintf(out, 20, "%04d-%02d-%02d", (int)(c.y % 10000), (int)(c.m % 100), (int)(c.d % 100));
}

void resolve_bounds(const time_point *p, timex *out)
{
    char y[12];
    int64_t day;
    put_edtf_year(y, p->y);
    out->start[0] = out->end[0] = '\0';
    out->precision = "none";
    switch (p->gran) {
    case UNIT_DAY:
        if (p->m == 0 || p->d == 0) {
            time_point coarse = *p;
            coarse.gran = p->m == 0 ? UNIT_YEAR : UNIT_MONTH;
            resolve_bounds(&coarse, out);
            return;
        }
        (void)snprintf(out->start, sizeof out->start, "%s-%02d-%02d", y, p->m % 100, p->d % 100);
        out->precision = "day";
        break;
    case UNIT_WEEK:
    case UNIT_WEEKEND:
        if (p->y == TIME_NO_YEAR || p->m == 0 || p->d == 0)
            return;
        day = calendar_days(p->y, p->m, p->d);
        day -= calendar_weekday(day);
        resolve_put_day(out->start, p->gran == UNIT_WEEK ? day : day + 5);
        resolve_put_day(out->end, day + 6);
        out->precision = p->gran == UNIT_WEEK ? "week" : "day";
        return;
    case UNIT_MONTH:
        if (p->m == 0)
            return;
        (void)snprintf(out->start, sizeof out->start, "%s-%02d", y, p->m % 100);
        out->precision = "month";
        break;
    case UNIT_QUARTER:
        if (p->m == 0)
            return;
        (void)snprintf(out->start, sizeof out->start, "%s-%02d", y, (p->m * 3 - 2) % 100);
        (void)snprintf(out->end, sizeof out->end, "%s-%02d", y, (p->m * 3) % 100);
        out->precision = "season";
        return;
    case UNIT_PERIOD: /* ISO 8601-2 seasons: 21 spring .. 24 winter */
        (void)snprintf(out->start, sizeof out->start, "%s-%02d", y, 21 + (p->m & 3));
        out->precision = "season";
        break;
    case UNIT_DECADE:
    case UNIT_CENTURY:
        if (p->y == TIME_NO_YEAR || p->y < 0)
            return;
        (void)snprintf(out->start, sizeof out->start, "%04d", (int)(p->y % 10000));
        (void)snprintf(out->end, sizeof out->end, "%04d", (int)((p->y + (p->gran == UNIT_DECADE ? 9 : 99)) % 10000));
        out->precision = "year";
        return;
    case UNIT_YEAR:
        if (p->y == TIME_NO_YEAR)
            return;
        (void)snprintf(out->start, sizeof out->start, "%s", y);
        out->precision = "year";
        break;
    default:
        return;
    }
    memcpy(out->end, out->start, sizeof out->end);
}
