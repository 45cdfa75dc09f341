/* time_resolve.c: anchoring. See time_resolve.h. */
#include "time/time_resolve.h"

#include <stdio.h>
#include <string.h>

#include "time/time_match.h"
#include "time/time_tune.h"

static const char *const PART_VALUE[8] = {"", "TMO", "TAF", "TEV", "TNI", "TDT", "T12:00", "T00:00"};

void resolve_begin(time_anchor *a, const char *published, bool narrative)
{
    memset(a, 0, sizeof *a);
    a->has_pub = calendar_read(published, &a->pub);
    if (a->has_pub)
        a->pub_day = calendar_days(a->pub.y, a->pub.m, a->pub.d);
    a->narrative = narrative || !a->has_pub;
    a->ref.y = TIME_NO_YEAR;
    a->year_said = TIME_NO_YEAR;
}

static time_point point_of_day(int64_t days)
{
    calendar_date c = calendar_civil(days);
    time_point p = {c.y, c.m, c.d, UNIT_DAY};
    return p;
}

static bool point_day(const time_point *p, int64_t *days)
{
    if (p->y == TIME_NO_YEAR || p->m == 0 || p->d == 0 || (p->gran != UNIT_DAY && p->gran != UNIT_WEEK))
        return false;
    *days = calendar_days(p->y, p->m, p->d);
    return true;
}

/* ---- anchors ------------------------------------------------------------------------------------------------------- */

/* The point that "last week" counts from: publication in news, the narrative's time otherwise. */
static bool base_point(const time_anchor *a, bool deictic, time_point *p)
{
    if (a->has_pub && !a->narrative && (deictic || !a->has_ref)) {
        *p = point_of_day(a->pub_day);
        return true;
    }
    if (a->has_ref) {
        *p = a->ref;
        return true;
    }
    return false;
}

/* The year of a month (and day, or 0) that is told without one. */
static int32_t infer_year(const time_anchor *a, int32_t m, int32_t d, uint32_t sentence, time_tense tense, bool said_next)
{
    if (a->narrative) {
        if (!a->has_ref || a->ref.y == TIME_NO_YEAR)
            return TIME_NO_YEAR;
        if (a->passing && a->ref.gran == UNIT_YEAR && a->ref_paragraph != a->paragraph)
            return TIME_NO_YEAR; /* "an uprising in 2011": told in passing, it dates nothing further on */
        int32_t y = a->ref.y;
        if (a->ref.m > 0 && a->ref.gran <= UNIT_MONTH && m + TUNE_NARRATIVE_BACK_MONTHS < a->ref.m)
            y++;
        return y;
    }
    if (tense != TENSE_FUTURE && a->year_said != TIME_NO_YEAR && a->year_sentence == sentence && a->year_said > 0 && a->year_said < a->pub.y)
        return a->year_said;
    int32_t key = m * 32 + d, now = a->pub.m * 32 + (d ? a->pub.d : 0), y = a->pub.y;
    int32_t ahead = (m - a->pub.m + 12) % 12;
    bool just_past = d > 0 && key < now && a->pub.m - m <= TUNE_JUST_PAST_MONTHS; /* "by Jan. 14", read on Jan. 15 */
    if (said_next || (tense == TENSE_FUTURE && !just_past))
        return key >= now ? y : y + 1;
    /* A date soon to come is not told as one of almost a year ago: who means that says "last November". */
    int32_t soon = just_past ? 0 : tense == TENSE_PAST ? (d ? TUNE_AHEAD_DAY_PAST : TUNE_AHEAD_MONTH_PAST) : TUNE_AHEAD_MONTHS;
    if (key <= now)
        return ahead > 0 && ahead <= soon ? y + 1 : y;
    return ahead <= soon ? y : y - 1;
}

static int32_t rel_step(uint8_t rel)
{
    switch (rel) {
    case REL_LAST:
    case REL_PREVIOUS:
    case REL_PAST:
        return -1;
    case REL_NEXT:
    case REL_FOLLOWING:
    case REL_COMING:
        return 1;
    default:
        return 0;
    }
}

static bool rel_is_deictic(uint8_t rel)
{
    return rel == REL_LAST || rel == REL_THIS || rel == REL_NEXT || rel == REL_PAST || rel == REL_COMING || rel == REL_NONE;
}

/* Moves p by n units of a grain; p's finer parts are cut to that grain. */
static time_point move_point(const time_point *p, uint8_t unit, int32_t n)
{
    time_point q = *p;
    int64_t day;
    q.gran = unit;
    switch (unit) {
    case UNIT_YEAR:
        if (q.y != TIME_NO_YEAR)
            q.y += n;
        q.m = q.d = 0;
        break;
    case UNIT_DECADE:
        if (q.y != TIME_NO_YEAR)
            q.y = (q.y / 10 + n) * 10;
        q.m = q.d = 0;
        break;
    case UNIT_CENTURY:
        if (q.y != TIME_NO_YEAR)
            q.y = (q.y / 100 + n) * 100;
        q.m = q.d = 0;
        break;
    case UNIT_QUARTER:
    case UNIT_MONTH: {
        int32_t per = unit == UNIT_QUARTER ? 4 : 12;
        int32_t m = unit == UNIT_QUARTER ? (p->gran == UNIT_QUARTER ? p->m : (p->m + 2) / 3) : p->m;
        q.d = 0;
        if (p->m == 0 || p->gran == UNIT_YEAR || p->gran == UNIT_PERIOD || (p->gran == UNIT_QUARTER && unit == UNIT_MONTH)) {
            q.m = 0;
            break;
        }
        int32_t k = m - 1 + n, years = k >= 0 ? k / per : -((per - 1 - k) / per);
        if (q.y != TIME_NO_YEAR)
            q.y += years;
        q.m = k - years * per + 1;
        break;
    }
    case UNIT_WEEK:
    case UNIT_WEEKEND:
        if (point_day(p, &day)) {
            q = point_of_day(day + 7 * (int64_t)n);
            q.gran = unit;
        } else {
            q.m = q.d = 0;
        }
        break;
    default: /* days and smaller */
        if (point_day(p, &day)) {
            q = point_of_day(day + n);
        } else {
            q.gran = UNIT_DAY;
            q.d = 0;
            if (p->gran != UNIT_MONTH)
                q.m = 0;
        }
        break;
    }
    return q;
}

/* ---- the kinds ------------------------------------------------------------------------------------------------------ */

static bool resolve_feast(const time_anchor *a, const time_expr *x, uint32_t sentence, time_tense tense, time_point *p)
{
    static const int8_t FIXED[][2] = {{0, 0}, {12, 25}, {12, 24}, {1, 1}, {12, 31}, {4, 5}, {4, 3}, {11, 25}, {11, 5},
                                      {10, 31}, {2, 14}, {3, 20}, {0, 0}, {0, 0}, {9, 4}, {5, 1}, {11, 11}};
    p->m = FIXED[x->feast][0];
    p->d = FIXED[x->feast][1];
    p->gran = UNIT_DAY;
    p->y = x->year;
    if (p->m == 0)
        return false;
    if (p->y == TIME_NO_YEAR) {
        p->y = infer_year(a, p->m, p->d, sentence, x->rel == REL_LAST ? TENSE_PAST : tense, x->rel == REL_NEXT);
        if (x->rel == REL_LAST && a->has_pub && !a->narrative && p->y == a->pub.y && (p->m > a->pub.m || (p->m == a->pub.m && p->d >= a->pub.d)))
            p->y--;
    }
    calendar_date c = {p->y, p->m, p->d};
    bool known = p->y != TIME_NO_YEAR && p->y > 0;
    switch (x->feast) { /* the movable ones: their year must be known */
    case FEAST_EASTER:
    case FEAST_GOOD_FRIDAY:
        if (!known)
            return false;
        c = calendar_easter(p->y);
        if (x->feast == FEAST_GOOD_FRIDAY)
            c = calendar_civil(calendar_days(c.y, c.m, c.d) - 2);
        break;
    case FEAST_THANKSGIVING: /* the fourth Thursday of November */
        if (!known)
            return false;
        c = calendar_civil(calendar_nth_weekday(p->y, 11, 3, 4));
        break;
    case FEAST_ELECTION: /* the Tuesday after the first Monday of November, United States */
        if (!known)
            return false;
        c = calendar_civil(calendar_nth_weekday(p->y, 11, 0, 1) + 1);
        break;
    case FEAST_LABOR_DAY: /* the first Monday of September, United States */
        if (!known)
            return false;
        c = calendar_civil(calendar_nth_weekday(p->y, 9, 0, 1));
        break;
    default:
        break;
    }
    p->m = c.m;
    p->d = c.d;
    return true;
}

static void resolve_weekday(const time_anchor *a, const time_expr *x, time_tense tense, time_point *p, bool *ok)
{
    time_point base;
    int64_t day;
    *ok = base_point(a, rel_is_deictic(x->rel), &base) && point_day(&base, &day);
    if (!*ok) {
        p->y = TIME_NO_YEAR;
        return;
    }
    int32_t back = (calendar_weekday(day) - x->weekday + 7) % 7, ahead = (7 - back) % 7;
    int64_t to;
    if (x->rel == REL_LAST || x->rel == REL_PREVIOUS || x->rel == REL_PAST)
        to = day - (back == 0 ? 7 : back);
    else if (x->rel == REL_NEXT || x->rel == REL_FOLLOWING || x->rel == REL_COMING)
        to = day + (ahead == 0 ? 7 : ahead);
    else if (x->rel == REL_THIS)
        to = day - calendar_weekday(day) + x->weekday;
    else if (a->narrative || tense == TENSE_FUTURE)
        to = day + ahead;
    else
        to = day - back;
    *p = point_of_day(to);
}

/* "the 7th": the first such day at or behind the date that was told last, when it is not ahead; else the last one before now.
 * With a weekday, a day of that name is meant. */
static void resolve_day_alone(const time_anchor *a, const time_expr *x, time_tense tense, time_point *p, bool *ok)
{
    time_point now;
    int64_t told = 0, day = 0, limit;
    p->y = TIME_NO_YEAR;
    *ok = base_point(a, true, &now) && point_day(&now, &limit);
    if (!*ok) return;
    bool after = a->has_ref && x->weekday < 0 && point_day(&a->ref, &told) && (a->narrative || told <= limit);
    int32_t step = after || tense == TENSE_FUTURE ? 1 : -1;
    for (int pass = 0; pass < 2; pass++, step = -1) {
        int64_t from = after && pass == 0 ? told : limit;
        calendar_date c = calendar_civil(from);
        for (int k = 0; k < 14; k++) {
            bool fits = x->day <= calendar_month_length(c.y, c.m);
            day = calendar_days(c.y, c.m, x->day);
            if (fits && (step > 0 ? day >= from : day <= from) && (x->weekday < 0 || calendar_weekday(day) == x->weekday)) {
                if (step > 0 && tense != TENSE_FUTURE && !a->narrative && day > limit) break;
                *p = point_of_day(day);
                return;
            }
            c.m += step;
            if (c.m == 0 || c.m == 13) {
                c.y += step;
                c.m = c.m == 0 ? 12 : 1;
            }
        }
    }
    *ok = false;
}

static void resolve_quarter(const time_anchor *a, const time_expr *x, time_point *p)
{
    time_point base, done;
    p->gran = UNIT_QUARTER;
    p->y = x->year;
    p->m = x->ordinal;
    p->d = 0;
    bool known = base_point(a, true, &base);
    if (!known || base.y == TIME_NO_YEAR) {
        if (a->has_ref && p->y == TIME_NO_YEAR)
            p->y = a->ref.y;
        return;
    }
    done = move_point(&base, UNIT_QUARTER, -1); /* the last one that is over */
    bool said = a->has_ref && a->ref.gran == UNIT_QUARTER && a->ref.m > 0;
    if (x->ordinal == 0 && !x->same_year && x->year == TIME_NO_YEAR) {
        if (x->rel == REL_THIS || x->rel == REL_NEXT || x->rel == REL_COMING)
            *p = move_point(&base, UNIT_QUARTER, x->rel == REL_THIS ? 0 : 1);
        else if (x->rel == REL_NONE && said)
            *p = a->ref;
        else
            *p = done;
        p->gran = UNIT_QUARTER;
        return;
    }
    if (p->m == 0)
        p->m = said ? a->ref.m : done.m;
    if (p->y != TIME_NO_YEAR)
        return;
    if (x->same_year) {
        int32_t step = rel_step(x->rel);
        p->y = base.y + step;
    } else if (x->rel == REL_NEXT) {
        p->y = p->m * 3 >= base.m ? base.y : base.y + 1;
    } else { /* results are told of the last one begun, whatever the tense */
        p->y = (p->m - 1) * 3 + 1 <= base.m ? base.y : base.y - 1;
    }
}

static void put_amount(const time_expr *x, char *out, size_t n)
{
    const char *t = x->unit <= UNIT_HOUR ? "T" : "";
    char letter = time_unit_letter(x->unit);
    int32_t times = x->unit == UNIT_DECADE ? 10 : x->unit == UNIT_CENTURY ? 100 : x->unit == UNIT_MILLENNIUM ? 1000 : 1;
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

static void resolve_duration(const time_anchor *a, const time_expr *x, timex *out)
{
    out->type = TIMEX_DURATION;
    put_amount(x, out->value, sizeof out->value);
    int32_t step = rel_step(x->rel);
    time_point base;
    int64_t day;
    if (step == 0 || x->n10 == TIME_VAGUE || x->unit < UNIT_DAY || !base_point(a, rel_is_deictic(x->rel), &base) || !point_day(&base, &day))
        return;
    /* "the past two weeks" is also a stretch that ends today */
    time_point far = move_point(&base, x->unit == UNIT_WEEK ? UNIT_DAY : x->unit, step * (x->unit == UNIT_WEEK ? 7 : 1) * (x->n10 / 10));
    timex edge;
    memset(&edge, 0, sizeof edge);
    resolve_bounds(&far, &edge);
    resolve_put_day(step < 0 ? out->end : out->start, day);
    if (step < 0)
        memcpy(out->start, edge.start, sizeof out->start);
    else
        memcpy(out->end, edge.end, sizeof out->end);
    out->precision = edge.precision;
    out->basis = "relative";
}

/* The year of a date's words: told, of the narrative, or inferred. */
static void resolve_date(const time_anchor *a, const time_expr *x, uint32_t sentence, time_tense tense, time_point *p, timex *out)
{
    p->y = x->year;
    p->m = x->month;
    p->d = x->day;
    p->gran = x->day ? UNIT_DAY : x->month ? UNIT_MONTH : UNIT_YEAR;
    if (x->unit == UNIT_CENTURY && x->year != TIME_NO_YEAR) { /* '89 */
        time_point base;
        int32_t near = base_point(a, false, &base) && base.y != TIME_NO_YEAR ? base.y : a->has_pub ? a->pub.y : TIME_NO_YEAR;
        if (near == TIME_NO_YEAR) {
            p->y = TIME_NO_YEAR;
            return;
        }
        p->y = near - near % 100 + x->year;
        if (p->y > near + 20)
            p->y -= 100;
    }
    if (x->same_year) {
        time_point base;
        if (base_point(a, rel_is_deictic(x->rel), &base) && base.y != TIME_NO_YEAR)
            p->y = base.y + rel_step(x->rel);
        out->flags |= TIMEX_YEAR_INFERRED;
    } else if (p->y == TIME_NO_YEAR && p->m > 0) {
        p->y = infer_year(a, p->m, p->d, sentence, tense, false);
        out->flags |= TIMEX_YEAR_INFERRED;
    }
    if (p->d > 0 && p->d > (p->y == TIME_NO_YEAR ? (p->m == 2 ? 29 : calendar_month_length(2000, p->m)) : calendar_month_length(p->y, p->m)))
        p->d = 0; /* "31 June" */
    if (x->unit == UNIT_WEEK && p->d > 0)
        p->gran = UNIT_WEEK;
}

/* "last April": the last one before today; "this" and "next" likewise. */
static void resolve_rel_month(const time_anchor *a, const time_expr *x, time_point *p)
{
    time_point base;
    if (!base_point(a, rel_is_deictic(x->rel), &base) || base.y == TIME_NO_YEAR)
        return;
    int32_t step = rel_step(x->rel), m = base.gran == UNIT_YEAR ? 0 : base.m;
    p->y = base.y;
    if (step < 0 && (m == 0 || x->month >= m))
        p->y--;
    if (step > 0 && m != 0 && x->month <= m)
        p->y++;
}

static void resolve_season(const time_anchor *a, const time_expr *x, time_tense tense, time_point *p)
{
    time_point base;
    p->gran = UNIT_PERIOD;
    p->m = x->ordinal;
    p->d = 0;
    p->y = x->year;
    if (p->y != TIME_NO_YEAR || !base_point(a, rel_is_deictic(x->rel) && !x->same_year, &base) || base.y == TIME_NO_YEAR)
        return;
    int32_t last_month = x->ordinal == 3 ? 2 : 5 + 3 * x->ordinal, step = rel_step(x->rel);
    bool monthly = base.gran <= UNIT_MONTH && base.m > 0;
    p->y = base.y;
    if (x->same_year)
        p->y += step;
    else if (step < 0)
        p->y -= !monthly || base.m <= last_month || x->ordinal == 3;
    else if (step > 0)
        p->y += !monthly || base.m > last_month - 3;
    else if (!a->narrative && x->rel == REL_NONE && monthly) {
        if (tense == TENSE_FUTURE)
            p->y += base.m > last_month && x->ordinal != 3;
        else
            p->y -= base.m < last_month - 2 || (x->ordinal == 3 && base.m < 12);
    }
}

void resolve_expr(time_anchor *a, const time_expr *x, uint32_t sentence, time_tense tense, timex *out)
{
    time_point p = {TIME_NO_YEAR, 0, 0, UNIT_N}, base;
    bool ok = true;
    int64_t day;
    uint8_t part = x->part;
    out->type = TIMEX_DATE;
    out->mod = x->mod;
    out->flags = x->flags;
    out->value[0] = out->start[0] = out->end[0] = '\0';
    out->precision = "none";
    out->basis = "none";
    const char *basis = "relative";
    switch (x->kind) {
    case TX_DATE:
        basis = "stated";
        resolve_date(a, x, sentence, tense, &p, out);
        if (x->year != TIME_NO_YEAR && x->unit != UNIT_CENTURY) {
            a->year_said = x->year;
            a->year_sentence = sentence;
        }
        break;
    case TX_WEEKDAY:
        if (x->day > 0) {
            resolve_day_alone(a, x, tense, &p, &ok);
            if (!ok) (void)snprintf(out->value, sizeof out->value, "XXXX-XX-%02d", (int)x->day);
            break;
        }
        resolve_weekday(a, x, tense, &p, &ok);
        if (!ok)
            (void)snprintf(out->value, sizeof out->value, "XXXX-WXX-%d", (int)x->weekday + 1);
        break;
    case TX_UNIT:
        if (x->month > 0) {
            p.m = x->month;
            p.gran = UNIT_MONTH;
            resolve_rel_month(a, x, &p);
            break;
        }
        if (x->unit == UNIT_WEEKEND) {
            ok = base_point(a, rel_is_deictic(x->rel), &base);
            if (ok) {
                int32_t step = rel_step(x->rel);
                if (x->rel == REL_NONE && tense != TENSE_FUTURE && point_day(&base, &day) && calendar_weekday(day) < 5)
                    step = -1;
                if (x->rel == REL_LAST && point_day(&base, &day) && calendar_weekday(day) >= 5)
                    step = -1;
                p = move_point(&base, UNIT_WEEKEND, step);
            }
        } else {
            ok = base_point(a, rel_is_deictic(x->rel), &base);
            if (ok)
                p = move_point(&base, x->unit, rel_step(x->rel));
        }
        if (!ok) {
            p.gran = x->unit;
            p.y = TIME_NO_YEAR;
        }
        break;
    case TX_OFFSET:
        if (x->n10 == TIME_VAGUE) {
            (void)snprintf(out->value, sizeof out->value, "%s", x->dir < 0 ? "PAST_REF" : "FUTURE_REF");
            return;
        }
        ok = base_point(a, x->from_now, &base);
        if (ok) {
            int32_t n = x->dir * (x->n10 / 10);
            uint8_t unit = x->unit < UNIT_DAY ? UNIT_DAY : x->unit;
            int32_t scale = unit == UNIT_DECADE ? 10 : unit == UNIT_CENTURY ? 100 : unit == UNIT_MILLENNIUM ? 1000 : 1;
            if (scale > 1)
                unit = UNIT_YEAR;
            if (unit == UNIT_YEAR && !a->narrative && a->has_ref && a->ref.gran == UNIT_QUARTER && n == -1) {
                base = a->ref; /* results: "a year earlier" is that quarter a year earlier */
                p = base;
                p.y += base.y == TIME_NO_YEAR ? 0 : n;
            } else {
                p = move_point(&base, unit, x->unit < UNIT_DAY ? 0 : n * scale);
            }
        } else {
            p.gran = x->unit < UNIT_DAY ? UNIT_DAY : x->unit;
        }
        break;
    case TX_DAYS:
        ok = a->has_pub && !a->narrative;
        if (ok)
            p = point_of_day(a->pub_day + x->dir);
        else
            p.gran = UNIT_DAY;
        break;
    case TX_SEASON:
        resolve_season(a, x, tense, &p);
        basis = x->year != TIME_NO_YEAR ? "stated" : "relative";
        break;
    case TX_QUARTER:
        resolve_quarter(a, x, &p);
        basis = x->year != TIME_NO_YEAR ? "stated" : "relative";
        break;
    case TX_DECADE:
        basis = "stated";
        p.gran = UNIT_DECADE;
        p.y = x->year;
        if (p.y < 100) { /* "the nineties": of the century that the text speaks of */
            int32_t near = a->has_ref && a->narrative ? a->ref.y : a->has_pub ? a->pub.y : TIME_NO_YEAR;
            p.y = near == TIME_NO_YEAR ? TIME_NO_YEAR : near - near % 100 + x->year;
            if (near != TIME_NO_YEAR && p.y > near)
                p.y -= 100;
        }
        break;
    case TX_CENTURY:
        basis = "stated";
        p.gran = UNIT_CENTURY;
        p.y = x->year * 100;
        break;
    case TX_FEAST:
        basis = x->year != TIME_NO_YEAR ? "stated" : "relative";
        if (!resolve_feast(a, x, sentence, tense, &p))
            return;
        break;
    case TX_PART: {
        bool deictic = x->rel == REL_THIS || x->rel == REL_LAST || x->rel == REL_NONE;
        if (x->rel == REL_NONE && a->has_ref && a->ref.gran == UNIT_DAY)
            deictic = false;
        if (a->narrative && !a->has_pub)
            deictic = false;
        ok = base_point(a, deictic, &base);
        if (ok)
            p = move_point(&base, UNIT_DAY, rel_step(x->rel));
        else
            p.gran = UNIT_DAY;
        break;
    }
    case TX_REF:
        (void)snprintf(out->value, sizeof out->value, "%s", x->value);
        if (strcmp(x->value, "FUTURE_REF") == 0)
            out->flags |= TIMEX_FUTURE;
        return;
    case TX_DURATION:
        resolve_duration(a, x, out);
        return;
    case TX_SET:
    default:
        out->type = TIMEX_SET;
        (void)snprintf(out->value, sizeof out->value, "%s", x->value);
        return;
    }
    if (out->value[0] == '\0') {
        resolve_put_value(&p, out->value, sizeof out->value);
        resolve_bounds(&p, out);
        out->basis = out->start[0] != '\0' ? basis : "none";
    }
    if ((x->flags & TIMEX_HIJRI) != 0) { /* another calendar: flagged, its bounds left open */
        out->start[0] = out->end[0] = '\0';
        out->precision = out->basis = "none";
        return;
    }
    if (p.gran == UNIT_DAY && (part != PART_NONE || x->hour >= 0)) {
        size_t n = strlen(out->value);
        out->type = TIMEX_TIME;
        if (x->hour >= 0)
            (void)snprintf(out->value + n, sizeof out->value - n, "T%02d:%02d", (int)x->hour, (int)x->minute);
        else
            (void)snprintf(out->value + n, sizeof out->value - n, "%s", PART_VALUE[part & 7]);
    }
    if (p.y != TIME_NO_YEAR && p.gran <= UNIT_YEAR && p.gran != UNIT_N) {
        /* "ten years ago" and "the year-earlier quarter" do not move the story */
        bool keeps = !a->narrative && ((x->kind == TX_OFFSET && (x->from_now || x->unit == UNIT_YEAR)) ||
                                       (x->kind == TX_QUARTER && x->same_year && x->rel == REL_LAST));
        if (!keeps) {
            a->ref = p;
            a->ref_paragraph = a->paragraph;
            a->has_ref = true;
        }
    } else if (p.gran == UNIT_PERIOD && p.y != TIME_NO_YEAR && a->narrative) {
        a->ref = p;
        a->has_ref = true;
    }
}
