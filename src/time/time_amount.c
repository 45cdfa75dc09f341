/* time_amount.c: the readers for units: durations, offsets ("two days earlier"), relative units ("last week") and sets. */
#include "time/time_match.h"

#include <stdio.h>
#include <string.h>

static bool is_mark(const atom_list *l, uint32_t i, char c)
{
    return i < l->n && l->v[i].kind == ATOM_K_MARK && l->v[i].low[0] == c;
}

static bool is_class(const atom_list *l, uint32_t i, uint32_t cls)
{
    return i < l->n && (l->v[i].cls & cls) != 0;
}

static uint32_t skip_dash(const atom_list *l, uint32_t i)
{
    return is_mark(l, i, '-') && l->v[i].glued ? i + 1 : i;
}

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

uint32_t time_read_unit(const atom_list *l, uint32_t i, time_expr *x)
{
    uint32_t at = i, k, e;
    int32_t n10 = 0;
    time_start_expr(x, TX_UNIT);
    if (atom_is(l, i, "year")) { /* year-end, year end, year's end */
        k = is_mark(l, i + 1, '\'') && atom_is(l, i + 2, "s") ? i + 3 : skip_dash(l, i + 1);
        if (atom_is(l, k, "end") && !l->v[k].barrier) {
            x->unit = UNIT_YEAR;
            x->rel = REL_THIS;
            x->mod = TIMEX_MOD_END;
            return k + 1;
        }
    }
    /* amounts with a direction: "two days earlier", "a year ago", "year-earlier", "weeks later" */
    k = read_count(l, i, &n10);
    uint32_t u = skip_dash(l, k);
    if (atom_in(l, u, "more full whole short mere"))
        u++;
    if (is_unit(l, u)) {
        bool bare = k == i;
        e = u + 1;
        if (atom_is(l, e, "or") && atom_in(l, e + 1, "so more less"))
            e += 2;
        uint32_t d = skip_dash(l, e);
        x->dir = read_direction(l, d, &x->from_now, &e);
        if (x->dir != 0 && (!bare || l->v[u].plural || (d > u + 1 && atom_in(l, d, "ago earlier")))) {
            x->kind = TX_OFFSET;
            x->unit = (uint8_t)l->v[u].val;
            x->n10 = bare ? (l->v[u].plural ? TIME_VAGUE : 10) : n10;
            return e;
        }
        x->from_now = false;
        x->dir = 0;
    }
    if (atom_is(l, at, "the"))
        at++;
    if (at > i && (e = read_current_unit(l, at, x)) > at)
        return e;
    if (at > i && is_class(l, at, ATOM_UNIT) && !l->v[at].plural && l->v[at].val >= UNIT_DAY && l->v[at].val != UNIT_PERIOD) {
        x->unit = (uint8_t)l->v[at].val;
        if (l->v[at].val == UNIT_WEEKEND) {
            x->rel = REL_NONE;
            return at + 1;
        }
        if (atom_in(l, at + 1, "before after earlier") && (at + 2 >= l->n || l->v[at + 2].kind == ATOM_K_MARK || atom_is(l, at + 1, "earlier"))) {
            x->kind = TX_OFFSET;
            x->n10 = 10;
            x->dir = atom_is(l, at + 1, "after") ? 1 : -1;
            return at + 2;
        }
        if (x->unit == UNIT_WEEK && atom_in(l, at + 1, "of ending")) { /* the week of March 6 */
            time_expr d;
            e = time_match_core(l, at + 2, &d);
            if (e > at + 2 && d.kind == TX_DATE && d.day > 0) {
                *x = d;
                x->unit = UNIT_WEEK;
                return e;
            }
        }
        return i;
    }
    if (!is_class(l, at, ATOM_REL))
        return i;
    uint8_t rel = (uint8_t)l->v[at].val;
    bool these = atom_is(l, at, "these"), latest = atom_is(l, at, "latest");
    x->rel = rel;
    at++;
    if (latest && atom_in(l, at, "fiscal"))
        at++;
    if (atom_is(l, at, "calendar") || atom_is(l, at, "fiscal")) {
        x->flags |= atom_is(l, at, "fiscal") ? TIMEX_FISCAL : 0;
        at++;
    }
    if (is_class(l, at, ATOM_UNIT) && l->v[at].val != UNIT_PERIOD && l->v[at].val >= UNIT_DAY) {
        x->unit = (uint8_t)l->v[at].val;
        if (l->v[at].plural) {
            if (these)
                return x->unit == UNIT_DAY ? set_amount_ref(x, "PRESENT_REF", at + 1) : i;
            if (rel == REL_PAST || rel == REL_LAST)
                return set_amount_ref(x, "PAST_REF", at + 1);
            if (rel == REL_COMING || rel == REL_NEXT)
                return set_amount_ref(x, "FUTURE_REF", at + 1);
            if (rel == REL_FOLLOWING || rel == REL_PREVIOUS) {
                x->kind = TX_DURATION;
                x->n10 = TIME_VAGUE;
                return at + 1;
            }
            return i;
        }
        if (these || (atom_is(l, at, "day") && latest))
            return i;
        if (x->unit == UNIT_DAY && (rel == REL_LAST || rel == REL_PAST || rel == REL_COMING))
            return i; /* "the last day of" tells no date */
        if (x->unit == UNIT_DECADE && rel == REL_PAST) {
            x->kind = TX_DURATION;
            x->n10 = 10;
        }
        if (is_mark(l, at + 1, '\'') && atom_is(l, at + 2, "s") && atom_is(l, at + 3, "end")) {
            x->mod = TIMEX_MOD_END;
            return at + 4;
        }
        return at + 1;
    }
    /* "the past two weeks", "the next few days": durations */
    if (rel == REL_THAT || rel == REL_SAME || (rel == REL_THIS && !these))
        return i;
    k = time_read_amount(l, at, &n10);
    if (k > 0 && is_unit(l, at + k)) {
        x->kind = TX_DURATION;
        x->unit = (uint8_t)l->v[at + k].val;
        x->n10 = n10;
        if (n10 == TIME_VAGUE && (rel == REL_LAST || rel == REL_PAST) && x->unit >= UNIT_DAY)
            return set_amount_ref(x, "PAST_REF", at + k + 1);
        return at + k + 1;
    }
    return i;
}

uint32_t time_read_duration(const atom_list *l, uint32_t i, time_expr *x)
{
    uint32_t at = i, k, u;
    int32_t n10 = 0;
    bool the = false;
    time_start_expr(x, TX_DURATION);
    if (atom_is(l, at, "the")) {
        the = true;
        at++;
        if (atom_in(l, at, "first final full entire whole additional year"))
            at++;
        if (atom_is(l, at - 1, "year") && is_mark(l, at, '-') && atom_in(l, at + 1, "earlier ago"))
            at += 2;
        else if (atom_is(l, at - 1, "year"))
            return i;
    } else if (atom_is(l, at, "a") && i + 1 < l->n && l->v[i + 1].kind == ATOM_K_NUM) {
        at++;
    } else if (atom_in(l, at, "a") && is_class(l, at + 1, ATOM_CARDINAL) && !atom_in(l, at + 1, "hundred thousand dozen million")) {
        at++; /* "a three-year period": the article is inside only where "period" follows */
    }
    bool article = at == i + 1 && !the;
    k = read_count(l, at, &n10);
    bool bare = k == at;
    u = skip_dash(l, k);
    if (atom_in(l, u, "more full whole straight consecutive trading long bloody additional further single mere short solid"))
        u++;
    if (!is_unit(l, u))
        return i;
    x->unit = (uint8_t)l->v[u].val;
    x->n10 = bare ? TIME_VAGUE : n10;
    uint32_t e = u + 1;
    if (x->unit == UNIT_WEEKEND || (the && u > k && is_mark(l, u - 1, '-')))
        return i; /* "the two-week truce": the article is the truce's */
    uint32_t d = skip_dash(l, e);
    if (atom_is(l, d, "long") && d > e) {
        if (bare)
            x->n10 = l->v[u].plural ? TIME_VAGUE : 10;
        return d + 1;
    }
    if (bare) { /* "years", "weeks" alone; nothing smaller, nothing in the singular */
        if (the || !l->v[u].plural || x->unit < UNIT_HOUR || x->unit == UNIT_QUARTER || at != i)
            return i;
        if (i > 0 && (is_class(l, i - 1, ATOM_ORDINAL | ATOM_REL) || (is_mark(l, i - 1, '-') && l->v[i - 1].glued)))
            return i;
        return e;
    }
    if (article && !(atom_in(l, e, "period span") || is_mark(l, d - 1, '-')))
        return i; /* leave "a" out: the core match at the next atom finds "three-year" */
    if (article && !atom_in(l, e, "period span"))
        return i;
    if (atom_in(l, at, "a an") && x->n10 == 10 && k == at + 1) {
        /* "twice a year", "$20 a year": a rate */
        if (i > 0 && (l->v[i - 1].kind == ATOM_K_NUM || atom_in(l, i - 1, "times twice once million billion percent dollars cents tons tonnes barrels") ||
                      is_mark(l, i - 1, '%'))) {
            x->kind = TX_SET;
            (void)snprintf(x->value, sizeof x->value, x->unit <= UNIT_HOUR ? "PT1%c" : "P1%c", time_unit_letter(x->unit));
            return e;
        }
        if (l->v[u].plural || x->unit == UNIT_SECOND)
            return i;
    }
    if (atom_is(l, e, "and") && atom_is(l, e + 1, "a") && atom_is(l, e + 2, "half")) {
        x->n10 = x->n10 == TIME_VAGUE ? x->n10 : x->n10 + 5;
        e += 3;
    }
    if (atom_in(l, e, "period span") && (article || is_mark(l, u - 1, '-')))
        e++;
    d = skip_dash(l, e);
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
