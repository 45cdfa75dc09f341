/* time_calendar.c: see time_calendar.h. */
#include "time/time_calendar.h"

#include <stddef.h>

int64_t calendar_days(int32_t y, int32_t m, int32_t d)
{
    int64_t yy = (int64_t)y - (m <= 2);
    int64_t era = (yy >= 0 ? yy : yy - 399) / 400;
    int64_t yoe = yy - era * 400;
    int64_t doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + doe - 719468;
}

calendar_date calendar_civil(int64_t days)
{
    int64_t z = days + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;
    calendar_date c;
    c.d = (int32_t)(doy - (153 * mp + 2) / 5 + 1);
    c.m = (int32_t)(mp < 10 ? mp + 3 : mp - 9);
    c.y = (int32_t)(yoe + era * 400 + (c.m <= 2));
    return c;
}

int32_t calendar_weekday(int64_t days)
{
    int64_t w = (days + 3) % 7; /* 1970-01-01 was a Thursday */
    return (int32_t)(w < 0 ? w + 7 : w);
}

int32_t calendar_month_length(int32_t y, int32_t m)
{
    static const int32_t LENGTH[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
    if (m < 1 || m > 12)
        return 31;
    return m == 2 && leap ? 29 : LENGTH[m - 1];
}

void calendar_iso_week(int64_t days, int32_t *y, int32_t *week)
{
    int64_t thursday = days - calendar_weekday(days) + 3; /* the week belongs to the year of its Thursday */
    calendar_date c = calendar_civil(thursday);
    *y = c.y;
    *week = (int32_t)((thursday - calendar_days(c.y, 1, 1)) / 7 + 1);
}

int64_t calendar_nth_weekday(int32_t y, int32_t m, int32_t weekday, int32_t n)
{
    int64_t first = calendar_days(y, m, 1);
    int32_t shift = (weekday - calendar_weekday(first) + 7) % 7;
    int64_t day = first + shift + 7 * (int64_t)((n < 5 ? n : 5) - 1);
    return day >= first + calendar_month_length(y, m) ? day - 7 : day;
}

calendar_date calendar_easter(int32_t y)
{
    int32_t a = y % 19, b = y / 100, c = y % 100;
    int32_t d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
    int32_t h = (19 * a + b - d - g + 15) % 30;
    int32_t i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
    int32_t m = (a + 11 * h + 22 * l) / 451;
    int32_t n = h + l - 7 * m + 114;
    calendar_date out = {y, n / 31, n % 31 + 1};
    return out;
}

static bool read_digits(const char **s, int n, int32_t *v)
{
    *v = 0;
    for (int i = 0; i < n; i++, (*s)++) {
        if (**s < '0' || **s > '9')
            return false;
        *v = *v * 10 + (**s - '0');
    }
    return true;
}

bool calendar_read(const char *s, calendar_date *out)
{
    if (s == NULL)
        return false;
    if (!read_digits(&s, 4, &out->y) || *s++ != '-' || !read_digits(&s, 2, &out->m) || *s++ != '-' ||
        !read_digits(&s, 2, &out->d))
        return false;
    return out->m >= 1 && out->m <= 12 && out->d >= 1 && out->d <= calendar_month_length(out->y, out->m);
}
