/* time_amount.c: the readers for units: durations, offsets ("two days earlier"), relative units ("last week") and sets. */
#include "time/time_match.h"

#include <stdio.h>
#include <string.h>

/* A unit of time that is one here: "second" only in the plural, "period" never. */
static bool is_unit(const atom_list *l, uint32_t i)
{
    if (!is_class(l, i, ATOM_UNIT) || l->v[i].val == UNIT_PERIOD)
        return false;
    if (l->v[i].val == UNIT_SECOND || l->v[i].val == UNIT_MINUTE || l->v[i].val == UNIT_QUARTER)
        return l->v[i].plural || (i > 0 && (l->v[i - 1].cls & (ATOM_CARDINAL | ATOM_VAGUE)) != 0) || l->v[i].val == UNIT_MINUTE ||
               (i > 0 && l->v[i - 1].kind == ATOM_K_MARK);
    return true;
}

/* "three", "a", "12 to 18", "the first nine": the atom behind the amount, i when there is none. */
static uint32_t read_count(const atom_list *l, uint32_t i, int32_t *n10)
{
    uint32_t k = time_read_amount(l, i, n10);
    int32_t second;
    if (k > 0) {
        uint32_t at = i + k, j = at;
        if (atom_in(l, j, "to or") || (is_mark(l, j, '-') && j + 1 < l->n && !is_class(l, j + 1, ATOM_UNIT)))
            j++;
        if (j > at && (k = time_read_amount(l, j, &second)) > 0 && second > *n10)
            return j + k;
        return at;
    }
    if (atom_in(l, i, "a an") || atom_is(l, i, "half")) {
        *n10 = atom_is(l, i, "half") ? 5 : 10;
        return i + 1;
    }
    return i;
}

/* What tells before or after behind an amount: -1, +1, or 0. */
static int32_t read_direction(const atom_list *l, uint32_t i, bool *from_now, uint32_t *e)
{
    *from_now = false;
    *e = i + 1;
    if (atom_is(l, i, "ago")) {
        *from_now = true;
        return -1;
    }
    if (atom_in(l, i, "earlier previously"))
        return -1;
    if (atom_is(l, i, "later"))
        return 1;
    if (atom_is(l, i, "from") && atom_in(l, i + 1, "now today")) {
        *from_now = true;
        *e = i + 2;
        return 1;
    }
    if (atom_is(l, i, "after") && atom_is(l, i + 1, "that") && is_mark(l, i + 2, ',')) {
        *e = i + 2;
        return 1;
    }
    if (atom_in(l, i, "before after beforehand afterwards afterward") && (i + 1 >= l->n || l->v[i + 1].kind == ATOM_K_MARK))
        return atom_in(l, i, "before beforehand") ? -1 : 1;
    return 0;
}

static uint32_t set_amount_ref(time_expr *x, const char *value, uint32_t e)
{
    x->kind = TX_REF;
    (void)snprintf(x->value, sizeof x->value, "%s", value);
    return e;
}

/* Behind "the": the year, week or month that is spoken of ("in the year", "for the full year"); "the year ended Sept. 30" is how
 * long the year is. What says more ("the year of the flood", "the week after") is another reader's, or none. */
static uint32_t read_current_unit(const atom_list *l, uint32_t at, time_expr *x)
{
    uint32_t k = at + (uint32_t)atom_in(l, at, "full whole fiscal financial calendar"), e = k + 1;
    if (!atom_in(l, k, "year week month") || l->v[k].capital || (e < l->n && l->v[e].kind == ATOM_K_NUM) ||
        atom_in(l, e, "of when that which before after earlier following since by prior to until in until - and or"))
        return at;
    x->flags |= k > at && atom_in(l, at, "fiscal financial") ? TIMEX_FISCAL : 0;
    x->unit = (uint8_t)l->v[k].val;
    x->rel = REL_SAME;
    if (atom_in(l, e, "ended ending")) {
        x->kind = TX_DURATION;
        x->n10 = 10;
    }
    return e;
}

/* A unit of a day or longer. */
static bool is_calendar_unit(const atom_list *l, uint32_t i)
{
    return is_class(l, i, ATOM_UNIT) && l->v[i].val >= UNIT_DAY && l->v[i].val != UNIT_PERIOD;
}

/* "year-end", "year end", "year's end" */
static uint32_t read_year_end(const atom_list *l, uint32_t i, time_expr *x)
{
    if (!atom_is(l, i, "year"))
        return i;
    uint32_t k = is_mark(l, i + 1, '\'') && atom_is(l, i + 2, "s") ? i + 3 : skip_dash(l, i + 1);
    if (!atom_is(l, k, "end") || l->v[k].barrier)
        return i;
    x->unit = UNIT_YEAR;
    x->rel = REL_THIS;
    x->mod = TIMEX_MOD_END;
    return k + 1;
}

/* Amounts with a direction: "two days earlier", "a year ago", "year-earlier", "weeks later" */
static uint32_t read_offset(const atom_list *l, uint32_t i, time_expr *x)
{
    int32_t n10 = 0;
    uint32_t k = read_count(l, i, &n10), u = skip_dash(l, k);
    if (atom_in(l, u, "more full whole short mere"))
        u++;
    if (!is_unit(l, u))
        return i;
    bool bare = k == i, from_now;
    uint32_t e = u + 1;
    if (atom_is(l, e, "or") && atom_in(l, e + 1, "so more less"))
        e += 2;
    uint32_t d = skip_dash(l, e);
    int32_t dir = read_direction(l, d, &from_now, &e);
    if (dir == 0 || (bare && !l->v[u].plural && !(d > u + 1 && atom_in(l, d, "ago earlier"))))
        return i;
    x->kind = TX_OFFSET;
    x->unit = (uint8_t)l->v[u].val;
    x->n10 = !bare ? n10 : l->v[u].plural ? TIME_VAGUE : 10;
    x->dir = dir;
    x->from_now = from_now;
    return e;
}

/* Behind "the", a unit that a word behind it dates, or a weekend: "the year before", "the week of March 6", "the weekend" */
static uint32_t read_dated_unit(const atom_list *l, uint32_t at, time_expr *x)
{
    uint32_t next = at + 1;
    x->unit = (uint8_t)l->v[at].val;
    if (x->unit == UNIT_WEEKEND)
        return next;
    bool ends = next + 1 >= l->n || l->v[next + 1].kind == ATOM_K_MARK;
    if (atom_is(l, next, "earlier") || (atom_in(l, next, "before after") && ends)) {
        x->kind = TX_OFFSET;
        x->n10 = 10;
        x->dir = atom_is(l, next, "after") ? 1 : -1;
        return next + 1;
    }
    if (x->unit == UNIT_WEEK && atom_in(l, next, "of ending")) {
        time_expr d;
        uint32_t e = time_match_core(l, next + 1, &d);
        if (e > next + 1 && d.kind == TX_DATE && d.day > 0) {
            *x = d;
            x->unit = UNIT_WEEK;
            return e;
        }
    }
    return at;
}

/* The plural behind x->rel: "these days", "past weeks", "the coming months" */
static uint32_t read_rel_plural(uint32_t at, bool these, time_expr *x)
{
    if (these)
        return x->unit == UNIT_DAY ? set_amount_ref(x, "PRESENT_REF", at + 1) : at;
    switch (x->rel) {
    case REL_PAST:
    case REL_LAST:
        return set_amount_ref(x, "PAST_REF", at + 1);
    case REL_COMING:
    case REL_NEXT:
        return set_amount_ref(x, "FUTURE_REF", at + 1);
    case REL_FOLLOWING:
    case REL_PREVIOUS:
        x->kind = TX_DURATION;
        x->n10 = TIME_VAGUE;
        return at + 1;
    default:
        return at;
    }
}

/* The singular behind x->rel: "last week", "the past decade", "this year's end" */
static uint32_t read_rel_singular(const atom_list *l, uint32_t at, time_expr *x)
{
    if (x->unit == UNIT_DAY && (x->rel == REL_LAST || x->rel == REL_PAST || x->rel == REL_COMING))
        return at; /* "the last day of" tells no date */
    if (x->unit == UNIT_DECADE && x->rel == REL_PAST) {
        x->kind = TX_DURATION;
        x->n10 = 10;
    }
    if (is_mark(l, at + 1, '\'') && atom_is(l, at + 2, "s") && atom_is(l, at + 3, "end")) {
        x->mod = TIMEX_MOD_END;
        return at + 4;
    }
    return at + 1;
}

/* An amount behind x->rel is a duration: "the past two weeks", "the next few days" */
static uint32_t read_rel_amount(const atom_list *l, uint32_t at, bool these, time_expr *x)
{
    if (x->rel == REL_THAT || x->rel == REL_SAME || (x->rel == REL_THIS && !these))
        return at;
    uint32_t k = time_read_amount(l, at, &x->n10), u = at + k;
    if (k == 0 || !is_unit(l, u))
        return at;
    x->kind = TX_DURATION;
    x->unit = (uint8_t)l->v[u].val;
    if (x->n10 == TIME_VAGUE && (x->rel == REL_LAST || x->rel == REL_PAST) && x->unit >= UNIT_DAY)
        return set_amount_ref(x, "PAST_REF", u + 1);
    return u + 1;
}

/* A word such as "last" at i, and the unit or amount behind it. */
static uint32_t read_rel_unit(const atom_list *l, uint32_t i, time_expr *x)
{
    bool these = atom_is(l, i, "these"), latest = atom_is(l, i, "latest");
    uint32_t at = i + 1, e;
    x->rel = (uint8_t)l->v[i].val;
    if (latest && atom_is(l, at, "fiscal"))
        at++;
    if (atom_in(l, at, "calendar fiscal")) {
        x->flags |= atom_is(l, at, "fiscal") ? TIMEX_FISCAL : 0;
        at++;
    }
    if (is_calendar_unit(l, at)) {
        x->unit = (uint8_t)l->v[at].val;
        if (l->v[at].plural)
            e = read_rel_plural(at, these, x);
        else if (these || (latest && atom_is(l, at, "day")))
            e = at;
        else
            e = read_rel_singular(l, at, x);
    } else {
        e = read_rel_amount(l, at, these, x);
    }
    return e > at ? e : i;
}

uint32_t time_read_unit(const atom_list *l, uint32_t i, time_expr *x)
{
    time_start_expr(x, TX_UNIT);
    uint32_t e = read_year_end(l, i, x);
    if (e == i)
        e = read_offset(l, i, x);
    if (e > i)
        return e;
    uint32_t at = i + (uint32_t)atom_is(l, i, "the");
    if (at > i && (e = read_current_unit(l, at, x)) > at)
        return e;
    if (at > i && is_calendar_unit(l, at) && !l->v[at].plural)
        e = read_dated_unit(l, at, x);
    else if (is_class(l, at, ATOM_REL))
        e = read_rel_unit(l, at, x);
    else
        return i;
    return e > at ? e : i;
}

/* Where the parts of "the first two years" and "a three-year period" stand. */
typedef struct duration_parts {
    uint32_t amount, amount_e; /* amount_e == amount: none is told, "years" */
    uint32_t unit;
    bool the, article;         /* "the", or an "a" that is no part of the amount, stands before it */
} duration_parts;

/* Behind the determiner at i: the atom at which the amount of a duration may begin. False: none can. */
static bool skip_determiner(const atom_list *l, uint32_t i, duration_parts *p)
{
    uint32_t at = i;
    p->the = atom_is(l, i, "the");
    if (p->the) {
        at++;
        bool year = atom_is(l, at, "year"); /* "the year-earlier two months" */
        if (year && !(is_mark(l, at + 1, '-') && atom_in(l, at + 2, "earlier ago")))
            return false;
        at += year ? 3 : (uint32_t)atom_in(l, at, "first final full entire whole additional");
    } else if (atom_is(l, i, "a")) { /* "a three-year period": the article is inside only where "period" follows */
        bool number = i + 1 < l->n && l->v[i + 1].kind == ATOM_K_NUM;
        at += (uint32_t)(number || (is_class(l, i + 1, ATOM_CARDINAL) && !atom_in(l, i + 1, "hundred thousand dozen million")));
    }
    p->article = at > i && !p->the;
    p->amount = at;
    return true;
}

static bool read_duration_parts(const atom_list *l, uint32_t i, duration_parts *p, int32_t *n10)
{
    if (!skip_determiner(l, i, p))
        return false;
    p->amount_e = read_count(l, p->amount, n10);
    p->unit = skip_dash(l, p->amount_e);
    if (atom_in(l, p->unit, "more full whole straight consecutive trading long bloody additional further single mere short solid"))
        p->unit++;
    return is_unit(l, p->unit);
}

/* "years", "weeks" alone: nothing smaller than hours, nothing in the singular, nothing that another word counts. */
static bool is_bare_duration(const atom_list *l, uint32_t i, const duration_parts *p)
{
    int16_t unit = l->v[p->unit].val;
    if (p->the || p->amount != i || !l->v[p->unit].plural || unit < UNIT_HOUR || unit == UNIT_QUARTER)
        return false;
    return i == 0 || !(is_class(l, i - 1, ATOM_ORDINAL | ATOM_REL) || (is_mark(l, i - 1, '-') && l->v[i - 1].glued));
}

/* Does what is counted in "twice a year", "$20 a year" stand before atom i? */
static bool is_rate(const atom_list *l, uint32_t i)
{
    return i > 0 && (l->v[i - 1].kind == ATOM_K_NUM || is_mark(l, i - 1, '%') ||
                     atom_in(l, i - 1, "times twice once million billion percent dollars cents tons tonnes barrels"));
}

/* Behind the unit: "and a half", "period", "old", "of age". */
static uint32_t read_duration_tail(const atom_list *l, uint32_t e, const duration_parts *p, time_expr *x)
{
    if (atom_is(l, e, "and") && atom_is(l, e + 1, "a") && atom_is(l, e + 2, "half")) {
        x->n10 += x->n10 == TIME_VAGUE ? 0 : 5;
        e += 3;
    }
    if (atom_in(l, e, "period span") && (p->article || is_mark(l, p->unit - 1, '-')))
        e++;
    uint32_t d = skip_dash(l, e);
    if (atom_is(l, d, "old")) { /* "two-year-old": an age */
        x->flags |= TIMEX_AGE;
        return d + 1;
    }
    if (atom_is(l, e, "of") && atom_is(l, e + 1, "age")) {
        x->flags |= TIMEX_AGE;
        return e + 2;
    }
    return e;
}

uint32_t time_read_duration(const atom_list *l, uint32_t i, time_expr *x)
{
    duration_parts p;
    int32_t n10 = 0;
    time_start_expr(x, TX_DURATION);
    if (!read_duration_parts(l, i, &p, &n10))
        return i;
    bool bare = p.amount_e == p.amount, plural = l->v[p.unit].plural;
    uint32_t e = p.unit + 1, d = skip_dash(l, e);
    x->unit = (uint8_t)l->v[p.unit].val;
    x->n10 = bare ? TIME_VAGUE : n10;
    if (x->unit == UNIT_WEEKEND || (p.the && p.unit > p.amount_e && is_mark(l, p.unit - 1, '-')))
        return i; /* "the two-week truce": the article is the truce's */
    if (atom_is(l, d, "long") && d > e) {
        x->n10 = bare && !plural ? 10 : x->n10;
        return d + 1;
    }
    if (bare)
        return is_bare_duration(l, i, &p) ? e : i;
    if (p.article && !atom_in(l, e, "period span"))
        return i; /* leave "a" out: the core match at the next atom finds "three-year" */
    if (atom_in(l, p.amount, "a an") && x->n10 == 10 && p.amount_e == p.amount + 1) {
        if (is_rate(l, i)) {
            x->kind = TX_SET;
            (void)snprintf(x->value, sizeof x->value, x->unit <= UNIT_HOUR ? "PT1%c" : "P1%c", time_unit_letter(x->unit));
            return e;
        }
        if (plural || x->unit == UNIT_SECOND)
            return i;
    }
    return read_duration_tail(l, e, &p, x);
}

uint32_t time_read_set(const atom_list *l, uint32_t i, time_expr *x)
{
    time_start_expr(x, TX_SET);
    if (atom_in(l, i, "every each per")) {
        uint32_t at = i + 1;
        int32_t n10 = 10;
        if (atom_is(l, at, "other")) {
            n10 = 20;
            at++;
        } else {
            at += time_read_amount(l, at, &n10);
            if (at == i + 1)
                n10 = 10;
        }
        if ((is_unit(l, at) || (atom_is(l, at, "quarter") && !atom_in(l, i, "per"))) && n10 > 0) {
            int32_t n = n10 / 10;
            uint8_t unit = (uint8_t)l->v[at].val;
            (void)snprintf(x->value, sizeof x->value, unit <= UNIT_HOUR ? "PT%d%c" : "P%d%c",
                           unit == UNIT_DECADE ? 10 * n : unit == UNIT_CENTURY ? 100 * n : n, time_unit_letter(unit));
            return at + 1;
        }
        if (atom_is(l, i, "per"))
            return i;
        if (is_class(l, at, ATOM_WEEKDAY)) {
            (void)snprintf(x->value, sizeof x->value, "XXXX-WXX-%d", (int)l->v[at].val + 1);
            return at + 1;
        }
        if (is_class(l, at, ATOM_MONTH)) {
            (void)snprintf(x->value, sizeof x->value, "XXXX-%02d", (int)l->v[at].val);
            return at + 1;
        }
        if (is_class(l, at, ATOM_SEASON)) {
            static const char *const SEASON[] = {"SP", "SU", "FA", "WI"};
            (void)snprintf(x->value, sizeof x->value, "XXXX-%s", SEASON[l->v[at].val & 3]);
            return at + 1;
        }
        if (is_class(l, at, ATOM_PART)) {
            static const char *const PART[] = {"", "TMO", "TAF", "TEV", "TNI", "TDT", "T12:00", "T00:00"};
            (void)snprintf(x->value, sizeof x->value, "XXXX-XX-XX%s", PART[l->v[at].val & 7]);
            return at + 1;
        }
    }
    return i;
}
