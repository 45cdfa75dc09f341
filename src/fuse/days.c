/* days.c: see days.h. */
#include "fuse/days.h"

#include <string.h>

int32_t days_of_date(int year, int month, int day)
{
    int y = year - (month <= 2);
    int era = (y >= 0 ? y : y - 399) / 400;
    int yoe = y - era * 400;
    int doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return (int32_t)(era * 146097 + doe - 719468);
}

void days_to_date(int32_t day, int *year, int *month, int *day_of_month)
{
    int z = (int)day + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int doe = z - era * 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int mp = (5 * doy + 2) / 153;
    *day_of_month = doy - (153 * mp + 2) / 5 + 1;
    *month = mp + (mp < 10 ? 3 : -9);
    *year = yoe + era * 400 + (*month <= 2);
}

static bool digits(const char *s, int n, int *v)
{
    *v = 0;
    for (int i = 0; i < n; i++) {
        if (s[i] < '0' || s[i] > '9') return false;
        *v = *v * 10 + (s[i] - '0');
    }
    return true;
}

static int month_days(int year, int month)
{
    static const int n[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return n[month - 1] + (month == 2 && leap);
}

bool days_of_edtf(const char *s, int32_t *first, int32_t *last)
{
    int year, month, day;
    *first = *last = DAY_UNKNOWN;
    if (s == NULL || !digits(s, 4, &year) || year == 0) return false;
    if (s[4] != '-') {
        if (s[4] != '\0' && strchr("?~%/", s[4]) == NULL) return false;
        *first = days_of_date(year, 1, 1);
        *last = days_of_date(year, 12, 31);
        return true;
    }
    if (!digits(s + 5, 2, &month)) return false;
    if (month >= 21 && month <= 24) { /* seasons, northern: spring, summer, autumn, winter */
        int begin = (month - 21) * 3 + 3;
        *first = days_of_date(year, begin, 1);
        *last = begin == 12 ? days_of_date(year + 1, 2, month_days(year + 1, 2))
                            : days_of_date(year, begin + 2, month_days(year, begin + 2));
        return true;
    }
    if (month < 1 || month > 12) return false;
    if (s[7] != '-' || !digits(s + 8, 2, &day)) {
        *first = days_of_date(year, month, 1);
        *last = days_of_date(year, month, month_days(year, month));
        return true;
    }
    if (day < 1 || day > month_days(year, month)) return false;
    *first = *last = days_of_date(year, month, day);
    return true;
}

void days_write(int32_t day, char out[11])
{
    int y = 0, m = 0, d = 0;
    if (day != DAY_UNKNOWN) days_to_date(day, &y, &m, &d);
    if (y < 0 || y > 9999) y = m = d = 0;
    int v[3] = {y, m, d};
    char *p = out;
    for (int i = 0; i < 3; i++) {
        if (i > 0) *p++ = '-';
        for (int k = i == 0 ? 1000 : 10; k > 0; k /= 10) *p++ = (char)('0' + v[i] / k % 10);
    }
    *p = '\0';
}
