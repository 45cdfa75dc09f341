/* time_resolve.c: anchoring. See time_resolve.h. */
#include "time/time_resolve.h"

#include <stdio.h>
#include <string.h>

#include "time/time_match.h"
#include "time/time_tune.h"

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

/* An expression that is being resolved, and where it stands. */
typedef struct telling {
    time_anchor *a;
    const time_expr *x;
    uint32_t sentence;
    time_tense tense;
    timex *out;
} telling;

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
static int32_t infer_year(const telling *t, int32_t m, int32_t d, time_tense tense, bool said_next)
{
    const time_anchor *a = t->a;
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
    if (tense != TENSE_FUTURE && a->year_said > 0 && a->year_said < a->pub.y && a->year_sentence == t->sentence)
        return a->year_said;
    int32_t key = m * 32 + d, now = a->pub.m * 32 + (d ? a->pub.d : 0), y = a->pub.y;
    int32_t ahead = (m - a->pub.m + 12) % 12;
    bool just_past = d > 0 && key < now && a->pub.m - m <= TUNE_JUST_PAST_MONTHS; /* "by Jan. 14", read on Jan. 15 */
    if (said_next || (tense == TENSE_FUTURE && !just_past))
        return key >= now ? y : y + 1;
    /* A date soon to come is not told as one of almost a year ago: who means that says "last November". */
    int32_t soon = just_past             ? 0
                   : tense != TENSE_PAST ? TUNE_AHEAD_MONTHS
                   : d > 0               ? TUNE_AHEAD_DAY_PAST
                                         : TUNE_AHEAD_MONTH_PAST;
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
    return rel != REL_PREVIOUS && rel != REL_FOLLOWING && rel != REL_SAME && rel != REL_THAT;
}

/* ---- the kinds ------------------------------------------------------------------------------------------------------ */

/* The day of a feast that moves, in a year that is known; c is left as it is for the others. */
static calendar_date date_movable_feast(uint8_t feast, int32_t year, calendar_date c)
{
    switch (feast) {
    case FEAST_EASTER:
        return calendar_easter(year);
    case FEAST_GOOD_FRIDAY:
        c = calendar_easter(year);
        return calendar_civil(calendar_days(c.y, c.m, c.d) - 2);
    case FEAST_THANKSGIVING: /* the fourth Thursday of November */
        return calendar_civil(calendar_nth_weekday(year, 11, 3, 4));
    case FEAST_ELECTION: /* the Tuesday after the first Monday of November, United States */
        return calendar_civil(calendar_nth_weekday(year, 11, 0, 1) + 1);
    case FEAST_LABOR_DAY: /* the first Monday of September, United States */
        return calendar_civil(calendar_nth_weekday(year, 9, 0, 1));
    default:
        return c;
    }
}

/* Each resolver of a kind: true, and *p is the time; false, and all that can be said stands in t->out. */

static bool resolve_feast(const telling *t, time_point *p)
{
    static const struct {
        int8_t month, day; /* of a movable one: about when, for the choice of its year. 0: another calendar */
        bool movable;
    } FEASTS[] = {
        [FEAST_CHRISTMAS] = {12, 25, false},
        [FEAST_CHRISTMAS_EVE] = {12, 24, false},
        [FEAST_NEW_YEAR] = {1, 1, false},
        [FEAST_NEW_YEAR_EVE] = {12, 31, false},
        [FEAST_EASTER] = {4, 5, true},
        [FEAST_GOOD_FRIDAY] = {4, 3, true},
        [FEAST_THANKSGIVING] = {11, 25, true},
        [FEAST_ELECTION] = {11, 5, true},
        [FEAST_HALLOWEEN] = {10, 31, false},
        [FEAST_VALENTINE] = {2, 14, false},
        [FEAST_NOWRUZ] = {3, 20, false},
        [FEAST_RAMADAN] = {0, 0, false},
        [FEAST_EID] = {0, 0, false},
        [FEAST_LABOR_DAY] = {9, 4, true},
        [FEAST_MAY_DAY] = {5, 1, false},
        [FEAST_ARMISTICE] = {11, 11, false},
    };
    const time_anchor *a = t->a;
    const time_expr *x = t->x;
    calendar_date c = {x->year, FEASTS[x->feast].month, FEASTS[x->feast].day};
    if (c.m == 0)
        return false;
    if (c.y == TIME_NO_YEAR) {
        c.y = infer_year(t, c.m, c.d, x->rel == REL_LAST ? TENSE_PAST : t->tense, x->rel == REL_NEXT);
        bool ahead = c.m > a->pub.m || (c.m == a->pub.m && c.d >= a->pub.d);
        if (x->rel == REL_LAST && a->has_pub && !a->narrative && c.y == a->pub.y && ahead)
            c.y--;
    }
    p->y = c.y;
    p->gran = UNIT_DAY;
    if (FEASTS[x->feast].movable) {
        if (c.y == TIME_NO_YEAR || c.y <= 0)
            return false;
        c = date_movable_feast(x->feast, c.y, c);
    }
    p->m = c.m;
    p->d = c.d;
    return true;
}

static bool resolve_weekday_name(const telling *t, time_point *p)
{
    const time_expr *x = t->x;
    time_point base;
    int64_t day;
    if (!base_point(t->a, rel_is_deictic(x->rel), &base) || !point_day(&base, &day)) {
        (void)snprintf(t->out->value, sizeof t->out->value, "XXXX-WXX-%d", (int)x->weekday + 1);
        return false;
    }
    int32_t back = (calendar_weekday(day) - x->weekday + 7) % 7, ahead = (7 - back) % 7;
    int64_t to;
    if (x->rel == REL_LAST || x->rel == REL_PREVIOUS || x->rel == REL_PAST)
        to = day - (back == 0 ? 7 : back);
    else if (x->rel == REL_NEXT || x->rel == REL_FOLLOWING || x->rel == REL_COMING)
        to = day + (ahead == 0 ? 7 : ahead);
    else if (x->rel == REL_THIS)
        to = day - calendar_weekday(day) + x->weekday;
    else if (t->a->narrative || t->tense == TENSE_FUTURE)
        to = day + ahead;
    else
        to = day - back;
    *p = point_of_day(to);
    return true;
}

/* The month after c (step 1) or before it (-1). */
static void step_month(calendar_date *c, int32_t step)
{
    c->m += step;
    if (c->m == 0 || c->m == 13) {
        c->y += step;
        c->m = c->m == 0 ? 12 : 1;
    }
}

/* The nearest day with the number and the weekday that x tells, from a day on forwards (step 1) or backwards (-1). */
static bool find_day_number(const time_expr *x, int64_t from, int32_t step, int64_t *day)
{
    enum { MONTHS_TRIED = 14 };
    calendar_date c = calendar_civil(from);
    for (int k = 0; k < MONTHS_TRIED; k++, step_month(&c, step)) {
        *day = calendar_days(c.y, c.m, x->day);
        if (x->day <= calendar_month_length(c.y, c.m) && (step > 0 ? *day >= from : *day <= from) &&
            (x->weekday < 0 || calendar_weekday(*day) == x->weekday))
            return true;
    }
    return false;
}

/* "the 7th": the first such day at or behind the date that was told last, when it is not ahead; else the last one before now.
 * With a weekday, a day of that name is meant. */
static bool resolve_day_number(const telling *t, time_point *p)
{
    const time_anchor *a = t->a;
    time_point now;
    int64_t told = 0, limit, day;
    if (base_point(a, true, &now) && point_day(&now, &limit)) {
        bool may_be_ahead = t->tense == TENSE_FUTURE || a->narrative;
        bool after = a->has_ref && t->x->weekday < 0 && point_day(&a->ref, &told) && (a->narrative || told <= limit);
        bool forwards = after || t->tense == TENSE_FUTURE;
        bool found = forwards && find_day_number(t->x, after ? told : limit, 1, &day) && (day <= limit || may_be_ahead);
        if (found || find_day_number(t->x, limit, -1, &day)) {
            *p = point_of_day(day);
            return true;
        }
    }
    (void)snprintf(t->out->value, sizeof t->out->value, "XXXX-XX-%02d", (int)t->x->day);
    return false;
}

static bool resolve_weekday(const telling *t, time_point *p)
{
    return t->x->day > 0 ? resolve_day_number(t, p) : resolve_weekday_name(t, p);
}

/* "the quarter", "next quarter": no number is told. The last one that is over, where the words say no other. */
static time_point find_quarter(const time_anchor *a, uint8_t rel, const time_point *base, const time_point *done)
{
    time_point p = *done;
    if (rel == REL_THIS || rel == REL_NEXT || rel == REL_COMING)
        p = point_move(base, UNIT_QUARTER, rel == REL_THIS ? 0 : 1);
    else if (rel == REL_NONE && a->has_ref && a->ref.gran == UNIT_QUARTER && a->ref.m > 0)
        p = a->ref;
    p.gran = UNIT_QUARTER;
    return p;
}

static bool resolve_quarter(const telling *t, time_point *p)
{
    const time_anchor *a = t->a;
    const time_expr *x = t->x;
    time_point base;
    *p = (time_point){x->year, x->ordinal, 0, UNIT_QUARTER};
    if (!base_point(a, true, &base) || base.y == TIME_NO_YEAR) {
        if (a->has_ref && p->y == TIME_NO_YEAR)
            p->y = a->ref.y;
        return true;
    }
    time_point done = point_move(&base, UNIT_QUARTER, -1); /* the last one that is over */
    if (x->ordinal == 0 && !x->same_year && x->year == TIME_NO_YEAR) {
        *p = find_quarter(a, x->rel, &base, &done);
        return true;
    }
    if (p->m == 0)
        p->m = a->has_ref && a->ref.gran == UNIT_QUARTER && a->ref.m > 0 ? a->ref.m : done.m;
    if (p->y != TIME_NO_YEAR)
        return true;
    if (x->same_year)
        p->y = base.y + rel_step(x->rel);
    else if (x->rel == REL_NEXT)
        p->y = p->m * 3 >= base.m ? base.y : base.y + 1;
    else /* results are told of the last one begun, whatever the tense */
        p->y = (p->m - 1) * 3 + 1 <= base.m ? base.y : base.y - 1;
    return true;
}

static bool resolve_duration(const telling *t, time_point *p)
{
    const time_expr *x = t->x;
    timex *out = t->out;
    (void)p; /* how long, not when */
    out->type = TIMEX_DURATION;
    time_put_amount(x, out->value, sizeof out->value);
    int32_t step = rel_step(x->rel);
    time_point base;
    int64_t day;
    if (step == 0 || x->n10 == TIME_VAGUE || x->unit < UNIT_DAY || !base_point(t->a, rel_is_deictic(x->rel), &base) ||
        !point_day(&base, &day))
        return false;
    /* "the past two weeks" is also a stretch that ends today */
    bool weeks = x->unit == UNIT_WEEK;
    time_point far = point_move(&base, weeks ? UNIT_DAY : x->unit, step * (weeks ? 7 : 1) * (x->n10 / 10));
    timex edge;
    memset(&edge, 0, sizeof edge);
    point_put_bounds(&far, &edge);
    point_put_day(step < 0 ? out->end : out->start, day);
    if (step < 0)
        memcpy(out->start, edge.start, sizeof out->start);
    else
        memcpy(out->end, edge.end, sizeof out->end);
    out->precision = edge.precision;
    out->basis = "relative";
    return false;
}

/* '89: of the century in which it lies nearest, up to 20 years ahead. */
static int32_t complete_year(const time_anchor *a, int32_t two_digits)
{
    enum { YEARS_AHEAD = 20 };
    time_point base;
    int32_t near = base_point(a, false, &base) && base.y != TIME_NO_YEAR ? base.y : a->has_pub ? a->pub.y : TIME_NO_YEAR;
    if (near == TIME_NO_YEAR)
        return TIME_NO_YEAR;
    int32_t y = near - near % 100 + two_digits;
    return y > near + YEARS_AHEAD ? y - 100 : y;
}

/* The year of a date's words: told, of the narrative, or inferred. */
static bool resolve_date(const telling *t, time_point *p)
{
    time_anchor *a = t->a;
    const time_expr *x = t->x;
    *p = (time_point){x->year, x->month, x->day, x->day ? UNIT_DAY : x->month ? UNIT_MONTH : UNIT_YEAR};
    if (x->unit == UNIT_CENTURY && x->year != TIME_NO_YEAR) {
        p->y = complete_year(a, x->year);
        if (p->y == TIME_NO_YEAR)
            return true;
    }
    if (x->same_year) {
        time_point base;
        if (base_point(a, rel_is_deictic(x->rel), &base) && base.y != TIME_NO_YEAR)
            p->y = base.y + rel_step(x->rel);
        t->out->flags |= TIMEX_YEAR_INFERRED;
    } else if (p->y == TIME_NO_YEAR && p->m > 0) {
        p->y = infer_year(t, p->m, p->d, t->tense, false);
        t->out->flags |= TIMEX_YEAR_INFERRED;
    }
    enum { LEAP_YEAR = 2000 };
    if (p->d > 0 && p->d > calendar_month_length(p->y == TIME_NO_YEAR ? LEAP_YEAR : p->y, p->m))
        p->d = 0; /* "31 June" */
    if (x->unit == UNIT_WEEK && p->d > 0)
        p->gran = UNIT_WEEK;
    if (x->year != TIME_NO_YEAR && x->unit != UNIT_CENTURY) {
        a->year_said = x->year;
        a->year_sentence = t->sentence;
    }
    return true;
}

/* "last April": the last one before today; "this" and "next" likewise. */
static bool resolve_rel_month(const telling *t, time_point *p)
{
    const time_expr *x = t->x;
    time_point base;
    p->m = x->month;
    p->gran = UNIT_MONTH;
    if (!base_point(t->a, rel_is_deictic(x->rel), &base) || base.y == TIME_NO_YEAR)
        return true;
    int32_t step = rel_step(x->rel), m = base.gran == UNIT_YEAR ? 0 : base.m;
    p->y = base.y;
    if (step < 0 && (m == 0 || x->month >= m))
        p->y--;
    if (step > 0 && m != 0 && x->month <= m)
        p->y++;
    return true;
}

/* "the weekend": told on a weekday, and not of the future, it is over. */
static int32_t weekend_step(const telling *t, const time_point *base)
{
    int64_t day;
    bool over = t->x->rel == REL_NONE && t->tense != TENSE_FUTURE && point_day(base, &day) && calendar_weekday(day) < 5;
    return over ? -1 : rel_step(t->x->rel);
}

/* "last week", "the same day", "last April" */
static bool resolve_unit(const telling *t, time_point *p)
{
    const time_expr *x = t->x;
    time_point base;
    if (x->month > 0)
        return resolve_rel_month(t, p);
    if (base_point(t->a, rel_is_deictic(x->rel), &base))
        *p = point_move(&base, x->unit, x->unit == UNIT_WEEKEND ? weekend_step(t, &base) : rel_step(x->rel));
    else
        p->gran = x->unit;
    return true;
}

/* "two days earlier", "a year ago" */
static bool resolve_offset(const telling *t, time_point *p)
{
    const time_anchor *a = t->a;
    const time_expr *x = t->x;
    uint8_t unit = x->unit < UNIT_DAY ? UNIT_DAY : x->unit;
    int32_t n = x->unit < UNIT_DAY ? 0 : x->dir * (x->n10 / 10); /* hours lie in the day */
    int32_t years = time_unit_years(unit);
    time_point base;
    if (x->n10 == TIME_VAGUE) {
        (void)snprintf(t->out->value, sizeof t->out->value, "%s", x->dir < 0 ? "PAST_REF" : "FUTURE_REF");
        return false;
    }
    if (!base_point(a, x->from_now, &base)) {
        p->gran = unit;
        return true;
    }
    if (years > 0 && !a->narrative && a->has_ref && a->ref.gran == UNIT_QUARTER && n == -1) {
        *p = a->ref; /* results: "a year earlier" is that quarter a year earlier */
        p->y += p->y == TIME_NO_YEAR ? 0 : n;
    } else if (years > 0) {
        *p = point_move(&base, UNIT_YEAR, n * years);
    } else {
        *p = point_move(&base, unit, n);
    }
    return true;
}

/* "today", "yesterday" */
static bool resolve_days(const telling *t, time_point *p)
{
    if (t->a->has_pub && !t->a->narrative)
        *p = point_of_day(t->a->pub_day + t->x->dir);
    else
        p->gran = UNIT_DAY;
    return true;
}

static bool resolve_season(const telling *t, time_point *p)
{
    const time_anchor *a = t->a;
    const time_expr *x = t->x;
    time_point base;
    *p = (time_point){x->year, x->ordinal, 0, UNIT_PERIOD};
    if (p->y != TIME_NO_YEAR || !base_point(a, rel_is_deictic(x->rel) && !x->same_year, &base) || base.y == TIME_NO_YEAR)
        return true;
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
        if (t->tense == TENSE_FUTURE)
            p->y += base.m > last_month && x->ordinal != 3;
        else
            p->y -= base.m < last_month - 2 || (x->ordinal == 3 && base.m < 12);
    }
    return true;
}

/* "the 1990s"; "the nineties": of the century that the text speaks of, and not ahead */
static bool resolve_decade(const telling *t, time_point *p)
{
    const time_anchor *a = t->a;
    p->gran = UNIT_DECADE;
    p->y = t->x->year;
    if (p->y < 100) {
        int32_t near = a->has_ref && a->narrative ? a->ref.y : a->has_pub ? a->pub.y : TIME_NO_YEAR;
        p->y = near == TIME_NO_YEAR ? TIME_NO_YEAR : near - near % 100 + t->x->year;
        if (near != TIME_NO_YEAR && p->y > near)
            p->y -= 100;
    }
    return true;
}

static bool resolve_century(const telling *t, time_point *p)
{
    p->gran = UNIT_CENTURY;
    p->y = t->x->year * 100;
    return true;
}

/* "this morning", "that night", "at 10 a.m.": on the day that is spoken of */
static bool resolve_part(const telling *t, time_point *p)
{
    const time_anchor *a = t->a;
    uint8_t rel = t->x->rel;
    bool of_told_day = rel == REL_NONE && a->has_ref && a->ref.gran == UNIT_DAY;
    bool deictic = (rel == REL_THIS || rel == REL_LAST || rel == REL_NONE) && !of_told_day && (!a->narrative || a->has_pub);
    time_point base;
    if (base_point(a, deictic, &base))
        *p = point_move(&base, UNIT_DAY, rel_step(rel));
    else
        p->gran = UNIT_DAY;
    return true;
}

/* PAST_REF, PRESENT_REF, FUTURE_REF */
static bool resolve_ref(const telling *t, time_point *p)
{
    (void)p;
    (void)snprintf(t->out->value, sizeof t->out->value, "%s", t->x->value);
    if (strcmp(t->x->value, "FUTURE_REF") == 0)
        t->out->flags |= TIMEX_FUTURE;
    return false;
}

/* "every Friday": its value is in its words */
static bool resolve_set(const telling *t, time_point *p)
{
    (void)p;
    t->out->type = TIMEX_SET;
    (void)snprintf(t->out->value, sizeof t->out->value, "%s", t->x->value);
    return false;
}

typedef bool (*kind_resolver)(const telling *t, time_point *p);

typedef enum kind_basis { BASIS_RELATIVE = 0, BASIS_STATED, BASIS_BY_YEAR } kind_basis; /* BY_YEAR: stated if a year is */

static const struct {
    kind_resolver resolve;
    kind_basis basis;
} KINDS[] = {
    [TX_NONE] = {resolve_set, BASIS_RELATIVE},
    [TX_DATE] = {resolve_date, BASIS_STATED},
    [TX_WEEKDAY] = {resolve_weekday, BASIS_RELATIVE},
    [TX_UNIT] = {resolve_unit, BASIS_RELATIVE},
    [TX_OFFSET] = {resolve_offset, BASIS_RELATIVE},
    [TX_DAYS] = {resolve_days, BASIS_RELATIVE},
    [TX_SEASON] = {resolve_season, BASIS_BY_YEAR},
    [TX_QUARTER] = {resolve_quarter, BASIS_BY_YEAR},
    [TX_DECADE] = {resolve_decade, BASIS_STATED},
    [TX_CENTURY] = {resolve_century, BASIS_STATED},
    [TX_FEAST] = {resolve_feast, BASIS_BY_YEAR},
    [TX_PART] = {resolve_part, BASIS_RELATIVE},
    [TX_REF] = {resolve_ref, BASIS_RELATIVE},
    [TX_DURATION] = {resolve_duration, BASIS_RELATIVE},
    [TX_SET] = {resolve_set, BASIS_RELATIVE},
};

/* ---- the value ----------------------------------------------------------------------------------------------------- */

/* The part of day or clock time behind a day's value. */
static void put_hour(const time_expr *x, timex *out)
{
    static const char *const PART_VALUE[8] = {"", "TMO", "TAF", "TEV", "TNI", "TDT", "T12:00", "T00:00"};
    size_t n = strlen(out->value);
    out->type = TIMEX_TIME;
    if (x->hour >= 0)
        (void)snprintf(out->value + n, sizeof out->value - n, "T%02d:%02d", (int)x->hour, (int)x->minute);
    else
        (void)snprintf(out->value + n, sizeof out->value - n, "%s", PART_VALUE[x->part & 7]);
}

/* Does the story go on from this time? In news not from "ten years ago", "the year-earlier quarter" or a season. */
static bool moves_story(const time_anchor *a, const time_expr *x, const time_point *p)
{
    if (p->y == TIME_NO_YEAR)
        return false;
    if (a->narrative)
        return p->gran <= UNIT_YEAR || p->gran == UNIT_PERIOD;
    bool long_ago = x->kind == TX_OFFSET && (x->from_now || x->unit == UNIT_YEAR);
    bool compared = x->kind == TX_QUARTER && x->same_year && x->rel == REL_LAST;
    return p->gran <= UNIT_YEAR && !long_ago && !compared;
}

void resolve_expr(time_anchor *a, const time_expr *x, uint32_t sentence, time_tense tense, timex *out)
{
    time_point p = {TIME_NO_YEAR, 0, 0, UNIT_N};
    telling t = {a, x, sentence, tense, out};
    out->type = TIMEX_DATE;
    out->mod = x->mod;
    out->flags = x->flags;
    out->value[0] = out->start[0] = out->end[0] = '\0';
    out->precision = "none";
    out->basis = "none";
    if (!KINDS[x->kind].resolve(&t, &p))
        return;
    point_put_value(&p, out->value, sizeof out->value);
    if ((x->flags & TIMEX_HIJRI) != 0) /* another calendar: flagged, its bounds left open */
        return;
    point_put_bounds(&p, out);
    kind_basis basis = KINDS[x->kind].basis;
    bool stated = basis == BASIS_STATED || (basis == BASIS_BY_YEAR && x->year != TIME_NO_YEAR);
    out->basis = out->start[0] == '\0' ? "none" : stated ? "stated" : "relative";
    if (p.gran == UNIT_DAY && (x->part != PART_NONE || x->hour >= 0))
        put_hour(x, out);
    if (moves_story(a, x, &p)) {
        a->ref = p;
        a->ref_paragraph = a->paragraph;
        a->has_ref = true;
    }
}
