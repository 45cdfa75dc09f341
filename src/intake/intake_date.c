/* intake_date.c: see intake_date.h. Only forms that can be read one way: "10/08/2016" stays unread. */
#include "intake/intake_date.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

typedef struct cursor {
    const char *s;
    size_t n, i;
} cursor;

/* Exactly `width` digits. */
static bool digits(cursor *c, size_t width, int *v)
{
    if (c->n - c->i < width) return false;
    *v = 0;
    for (size_t k = 0; k < width; k++) {
        char d = c->s[c->i + k];
        if (d < '0' || d > '9') return false;
        *v = *v * 10 + (d - '0');
    }
    c->i += width;
    return true;
}

static bool mark(cursor *c, char m)
{
    if (c->i >= c->n || c->s[c->i] != m) return false;
    c->i++;
    return true;
}

static int month_days(int year, int month)
{
    static const int days[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

size_t intake_date(const char *s, size_t n, char out[32])
{
    while (n > 0 && (*s == ' ' || *s == '\t')) s++, n--;
    while (n > 0 && (s[n - 1] == ' ' || s[n - 1] == '\t' || s[n - 1] == '\r' || s[n - 1] == '\n')) n--;
    cursor c = { .s = s, .n = n };
    int year, month, day, hour = 0, minute = 0, second = 0, zone_h = 0, zone_m = 0;
    if (!digits(&c, 4, &year)) return 0;
    if (c.i == n) return (size_t)snprintf(out, 32, "%04d", year);
    char sep = mark(&c, '-') ? '-' : mark(&c, '/') ? '/' : '\0';
    if (!digits(&c, 2, &month) || month < 1 || month > 12) return 0;
    if (c.i == n) return sep == '-' ? (size_t)snprintf(out, 32, "%04d-%02d", year, month) : 0;
    if (sep && !mark(&c, sep)) return 0;
    if (!digits(&c, 2, &day) || day < 1 || day > month_days(year, month)) return 0;
    if (c.i == n) return (size_t)snprintf(out, 32, "%04d-%02d-%02d", year, month, day);

    if (!mark(&c, 'T') && !mark(&c, 't')) {
        if (!mark(&c, ' ')) return 0;
        while (mark(&c, ' ')) {}
    }
    bool colon;
    if (!digits(&c, 2, &hour)) return 0;
    colon = mark(&c, ':');
    if (!digits(&c, 2, &minute)) return 0;
    if (mark(&c, ':') || (!colon && c.i < n && s[c.i] >= '0' && s[c.i] <= '9')) {
        if (!digits(&c, 2, &second)) return 0;
        if (mark(&c, '.') || mark(&c, ',')) {
            while (c.i < n && s[c.i] >= '0' && s[c.i] <= '9') c.i++;
        }
    }
    if (hour > 24 || minute > 59 || second > 60) return 0;
    while (mark(&c, ' ')) {}
    char zone = '\0';
    if (mark(&c, 'Z') || mark(&c, 'z')) zone = 'Z';
    else if (c.n - c.i == 3 && memcmp(s + c.i, "UTC", 3) == 0) zone = 'Z', c.i += 3;
    else if (c.n - c.i == 3 && memcmp(s + c.i, "GMT", 3) == 0) zone = 'Z', c.i += 3;
    else if (mark(&c, '+')) zone = '+';
    else if (mark(&c, '-')) zone = '-';
    if (zone == '+' || zone == '-') {
        if (!digits(&c, 2, &zone_h)) return 0;
        mark(&c, ':');
        if (c.i < n && !digits(&c, 2, &zone_m)) return 0;
        if (zone_h > 14 || zone_m > 59) return 0;
    }
    if (c.i != n) return 0;
    if (!zone) return (size_t)snprintf(out, 32, "%04d-%02d-%02dT%02d:%02d:%02d", year, month, day, hour, minute, second);
    if (zone == 'Z') {
        return (size_t)snprintf(out, 32, "%04d-%02d-%02dT%02d:%02d:%02dZ", year, month, day, hour, minute, second);
    }
    return (size_t)snprintf(out, 32, "%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d", year, month, day, hour, minute, second, zone,
                            zone_h, zone_m);
}
