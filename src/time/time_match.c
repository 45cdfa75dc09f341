/* time_match.c: the readers for weekdays, adverbs, feasts and clock times, and the joining of modifiers ("early", "nearly")
 * with what they modify. */
#include "time/time_match.h"

#include <stdio.h>
#include <string.h>

/* A part of day behind a day: "Friday night", "yesterday morning". */
static uint32_t read_part_suffix(const atom_list *l, uint32_t i, time_expr *x)
{
    if (is_class(l, i, ATOM_PART) && !l->v[i].plural && !atom_in(l, i, "noon midnight midday daytime")) {
        x->part = (uint8_t)l->v[i].val;
        return i + 1;
    }
    if (atom_in(l, i, "early late") && is_class(l, i + 1, ATOM_PART)) {
        x->part = (uint8_t)l->v[i + 1].val;
        return i + 2;
    }
    return i;
}

/* A day of the month alone: "7th" in digits with its ending, where no month, year or counted thing follows. */
static uint32_t read_day_alone(const atom_list *l, uint32_t i, int32_t *day)
{
    static const char behind[] = "in at on after before when while as and or but that who which the a it they he she we by near from to with is was "
                                 "were has had";
    uint32_t e = i + 1;
    if (i >= l->n || l->v[i].barrier || l->v[i].kind != ATOM_K_NUM || l->v[i].num < 1 || l->v[i].num > 31 || l->v[i].fraction != 0) return i;
    if (e >= l->n || !l->v[e].glued || !atom_in(l, e, "st nd rd th")) return i;
    e++;
    if (e < l->n && !l->v[e].barrier && l->v[e].kind != ATOM_K_MARK && !atom_in(l, e, behind)) return i;
    if (is_mark(l, e, '-') || is_mark(l, e, '/')) return i;
    *day = (int32_t)l->v[i].num;
    return e;
}

uint32_t time_read_weekday(const atom_list *l, uint32_t i, time_expr *x)
{
    uint32_t at = i, k;
    time_start_expr(x, TX_WEEKDAY);
    if (atom_is(l, i, "the") && i > 0 && atom_in(l, i - 1, "on by until since from of after before")) { /* "on the 7th" */
        at = read_day_alone(l, i + 1, &x->day);
        if (at > i + 1) return at;
        at = i;
    }
    if (atom_is(l, at, "the") && is_class(l, at + 1, ATOM_REL))
        at++;
    if (is_class(l, at, ATOM_REL) && atom_in(l, at, "last next this past previous following coming that same"))
        x->rel = (uint8_t)l->v[at++].val;
    if (!is_class(l, at, ATOM_WEEKDAY))
        return i;
    if (l->v[at].plural) {
        x->kind = TX_SET;
        (void)snprintf(x->value, sizeof x->value, "XXXX-WXX-%d", (int)l->v[at].val + 1);
        return at + 1;
    }
    if ((l->v[at].cls & ATOM_ABBREV) != 0) {
        bool stop = is_mark(l, at + 1, '.') && l->v[at + 1].glued;
        bool dated = is_mark(l, at + 1, ',') && (is_class(l, at + 2, ATOM_MONTH) || (at + 2 < l->n && l->v[at + 2].kind == ATOM_K_NUM));
        if (!dated && !(stop && !atom_in(l, at, "sun sat")))
            return i;
    }
    x->weekday = l->v[at].val;
    at++;
    if (is_class(l, at - 1, ATOM_ABBREV) && is_mark(l, at, '.') && l->v[at].glued)
        at++;
    k = is_mark(l, at, ',') ? at + 1 : at;
    k = atom_is(l, k, "the") ? k + 1 : k;
    if (k < l->n && !l->v[k].barrier && (is_class(l, k, ATOM_MONTH) || l->v[k].kind == ATOM_K_NUM || is_class(l, k, ATOM_ORDINAL))) {
        time_expr d; /* "Monday, Oct. 26": the date decides, the weekday only widens the span */
        time_expr keep = *x;
        uint32_t e = time_match_core(l, k, &d);
        if (e > k && d.kind == TX_DATE && d.day > 0 && d.month > 0) {
            *x = d;
            return e;
        }
        *x = keep;
        e = read_day_alone(l, k, &x->day); /* "Tuesday the 7th" */
        if (e > k) return e;
    }
    return read_part_suffix(l, at, x);
}

static uint32_t set_ref(time_expr *x, const char *value, uint32_t e)
{
    x->kind = TX_REF;
    (void)snprintf(x->value, sizeof x->value, "%s", value);
    return e;
}

static uint32_t set_set(time_expr *x, const char *value, uint32_t e)
{
    x->kind = TX_SET;
    (void)snprintf(x->value, sizeof x->value, "%s", value);
    return e;
}

uint32_t time_read_adverb(const atom_list *l, uint32_t i, time_expr *x)
{
    static const char *const SETS[][2] = {{"daily", "P1D"}, {"nightly", "P1D"}, {"weekly", "P1W"}, {"monthly", "P1M"},
                                          {"yearly", "P1Y"}, {"annually", "XXXX"}, {"hourly", "PT1H"}};
    time_start_expr(x, TX_DAYS);
    uint32_t the = i + (uint32_t)atom_is(l, i, "the");
    if (atom_is(l, the, "past") && the > i && !is_class(l, the + 1, ATOM_UNIT | ATOM_CARDINAL | ATOM_VAGUE | ATOM_PART | ATOM_SEASON | ATOM_WEEKDAY) &&
        (the + 1 >= l->n || l->v[the + 1].kind == ATOM_K_MARK || atom_in(l, the + 1, "and or that but when as to in is was by of he she it they we")))
        return set_ref(x, "PAST_REF", the + 1);
    if (atom_is(l, the, "near") && atom_is(l, the + 1, "future"))
        return set_ref(x, "FUTURE_REF", the + 2);
    if (atom_is(l, i, "the") && atom_is(l, the, "future"))
        return set_ref(x, "FUTURE_REF", the + 1);
    if (atom_is(l, i, "the") && atom_is(l, the, "present"))
        return set_ref(x, "PRESENT_REF", the + 1 + (uint32_t)atom_in(l, the + 1, "day time"));
    if (atom_is(l, i, "present") && (atom_is(l, i + 1, "day") || (i > 0 && atom_is(l, i - 1, "at"))))
        return set_ref(x, "PRESENT_REF", i + 1 + (uint32_t)atom_is(l, i + 1, "day"));
    if (atom_is(l, i, "the") && atom_is(l, the, "time") && atom_is(l, the + 1, "being"))
        return set_ref(x, "PRESENT_REF", the + 2);
    if (atom_is(l, the, "day") && atom_is(l, the + 1, "before") && atom_is(l, the + 2, "yesterday")) {
        x->dir = -2;
        return the + 3;
    }
    if (atom_is(l, the, "day") && atom_is(l, the + 1, "after") && atom_is(l, the + 2, "tomorrow")) {
        x->dir = 2;
        return the + 3;
    }
    if (!is_class(l, i, ATOM_ADVERB))
        return i;
    if (atom_in(l, i, "today yesterday tomorrow")) {
        x->dir = atom_is(l, i, "today") ? 0 : atom_is(l, i, "yesterday") ? -1 : 1;
        return read_part_suffix(l, i + 1, x);
    }
    if (atom_is(l, i, "tonight")) {
        x->kind = TX_PART;
        x->part = PART_NIGHT;
        x->rel = REL_THIS;
        return i + 1;
    }
    if (atom_is(l, i, "overnight")) {
        x->kind = TX_PART;
        x->part = PART_NIGHT;
        x->rel = REL_LAST;
        return read_part_suffix(l, i + 1, x) > i + 1 ? i + 1 : i + 1;
    }
    if (atom_in(l, i, "now currently presently nowadays"))
        return set_ref(x, "PRESENT_REF", i + 1);
    if (atom_is(l, i, "current"))
        return set_ref(x, "PRESENT_REF", i + 1);
    if (atom_is(l, i, "recent")) /* "recent weeks" is one expression */
        return set_ref(x, "PAST_REF", i + 1 + (uint32_t)(is_class(l, i + 1, ATOM_UNIT) && l->v[i + 1].plural));
    if (atom_in(l, i, "recently lately formerly former"))
        return set_ref(x, "PAST_REF", i + 1);
    if (atom_in(l, i, "soon future"))
        return set_ref(x, "FUTURE_REF", i + 1);
    for (size_t k = 0; k < sizeof SETS / sizeof SETS[0]; k++)
        if (atom_is(l, i, SETS[k][0]))
            return set_set(x, SETS[k][1], i + 1);
    return i;
}

uint32_t time_read_feast(const atom_list *l, uint32_t i, time_expr *x)
{
    time_start_expr(x, TX_FEAST);
    uint32_t at = i, k;
    if (is_class(l, at, ATOM_REL) && atom_in(l, at, "last next this"))
        x->rel = (uint8_t)l->v[at++].val;
    if (at >= l->n || !l->v[at].capital)
        return i;
    bool eve = atom_is(l, at + 1, "eve"), day = atom_is(l, at + 1, "day") && l->v[at + 1].capital;
    k = at + 1 + (uint32_t)(eve || day);
    if (atom_is(l, at, "christmas"))
        x->feast = eve ? FEAST_CHRISTMAS_EVE : FEAST_CHRISTMAS;
    else if (atom_is(l, at, "easter") && !atom_is(l, at + 1, "island"))
        x->feast = FEAST_EASTER, k = at + 1 + (uint32_t)(atom_in(l, at + 1, "sunday day"));
    else if (atom_is(l, at, "good") && atom_is(l, at + 1, "friday") && l->v[at + 1].capital)
        x->feast = FEAST_GOOD_FRIDAY, k = at + 2;
    else if (atom_is(l, at, "thanksgiving"))
        x->feast = FEAST_THANKSGIVING;
    else if (atom_is(l, at, "halloween"))
        x->feast = FEAST_HALLOWEEN, k = at + 1;
    else if (atom_in(l, at, "election may labor labour armistice veterans") && day)
        x->feast = (uint8_t)(atom_is(l, at, "election") ? FEAST_ELECTION : atom_is(l, at, "may") ? FEAST_MAY_DAY
                             : atom_in(l, at, "armistice veterans") ? FEAST_ARMISTICE : FEAST_LABOR_DAY);
    else if (atom_in(l, at, "nowruz norooz"))
        x->feast = FEAST_NOWRUZ, k = at + 1;
    else if (atom_is(l, at, "valentine") && atom_is(l, at + 2, "s") && atom_is(l, at + 3, "day"))
        x->feast = FEAST_VALENTINE, k = at + 4;
    else if (atom_is(l, at, "new") && atom_is(l, at + 1, "year") && l->v[at + 1].capital) {
        uint32_t e = is_mark(l, at + 2, '\'') && atom_is(l, at + 3, "s") ? at + 4 : at + 2;
        if (!atom_in(l, e, "day eve") && e == at + 2)
            return i;
        x->feast = (uint8_t)(atom_is(l, e, "eve") ? FEAST_NEW_YEAR_EVE : FEAST_NEW_YEAR);
        k = e + (uint32_t)atom_in(l, e, "day eve");
    } else if (atom_is(l, at, "ramadan"))
        x->feast = FEAST_RAMADAN, k = at + 1;
    else if (atom_is(l, at, "eid")) {
        x->feast = FEAST_EID;
        k = at + 1;
        if (atom_in(l, k, "al ul"))
            k++;
        if (is_mark(l, k, '-'))
            k++;
        if (atom_in(l, k, "al ul") && is_mark(l, k + 1, '-'))
            k += 2;
        k += (uint32_t)atom_in(l, k, "fitr adha");
    } else
        return i;
    if (x->feast == FEAST_RAMADAN || x->feast == FEAST_EID)
        x->flags |= TIMEX_HIJRI;
    uint32_t y = atom_in(l, k, "of ,") ? k + 1 : k;
    if (y < l->n && l->v[y].kind == ATOM_K_NUM && l->v[y].digits == 4 && l->v[y].num > 1500 && l->v[y].num < 2200) {
        x->year = (int32_t)l->v[y].num;
        return y + 1;
    }
    return k;
}

/* "a.m.", "pm": 0, 12, or -1 when there is none; *e behind it. */
static int32_t read_half(const atom_list *l, uint32_t i, uint32_t *e)
{
    *e = i;
    if (atom_in(l, i, "am pm")) {
        *e = i + 1;
        return l->v[i].low[0] == 'p' ? 12 : 0;
    }
    if (atom_in(l, i, "a p") && is_mark(l, i + 1, '.') && atom_is(l, i + 2, "m") && l->v[i + 2].glued) {
        *e = i + 3 + (uint32_t)(is_mark(l, i + 3, '.') && l->v[i + 3].glued);
        return l->v[i].low[0] == 'p' ? 12 : 0;
    }
    return -1;
}

/* The day behind a clock time or a part of day: "(on) Tuesday", "of 10 August 1792", "EST Nov. 9". */
static uint32_t read_day_behind(const atom_list *l, uint32_t i, time_expr *x)
{
    time_expr d;
    uint32_t k = i;
    if (atom_in(l, k, "on of ,"))
        k++;
    if (k >= l->n || l->v[k].barrier)
        return i;
    uint32_t e = time_match_core(l, k, &d);
    bool is_day = (d.kind == TX_DATE && d.day > 0) || (d.kind == TX_WEEKDAY && d.part == 0) || (d.kind == TX_DAYS && d.part == 0);
    if (e <= k || !is_day || (is_mark(l, i, ',') && d.kind != TX_DATE))
        return i;
    d.hour = x->hour;
    d.minute = x->minute;
    d.part = x->part;
    *x = d;
    return e;
}

/* The minutes behind the hour at i, ":30"; seconds are dropped. Returns the atom behind them, i + 1 where there are none. */
static uint32_t read_minutes(const atom_list *l, uint32_t i, int32_t *minute)
{
    uint32_t at = i + 1, two = i + 2;
    *minute = 0;
    if (!is_mark(l, at, ':') || !l->v[at].glued || !is_number(l, two) || !l->v[two].glued || l->v[two].digits != 2 || l->v[two].num >= 60 ||
        l->v[i].digits > 2)
        return at;
    *minute = (int32_t)l->v[two].num;
    at = i + 3;
    bool seconds = is_mark(l, at, ':') && l->v[at].glued && is_number(l, at + 1);
    return seconds ? at + 2 : at;
}

/* "1430 GMT", "0600 hours", "1200 local time": four digits at i, and what makes them a clock time at the atom behind. */
static bool is_military(const atom_list *l, uint32_t i, uint32_t behind)
{
    const time_atom *a = &l->v[i];
    return a->digits == 4 && a->num < 2400 && a->num % 100 < 60 &&
           (is_class(l, behind, ATOM_ZONE) || atom_in(l, behind, "hours hrs") ||
            (atom_is(l, behind, "local") && atom_is(l, behind + 1, "time")));
}

static bool is_oclock(const atom_list *l, uint32_t i)
{
    return atom_is(l, i, "o") && is_mark(l, i + 1, '\'') && atom_is(l, i + 2, "clock");
}

/* Behind the hour at i, "at 4 in the morning"; "killed 4 in the morning" is none. *half is 0 or 12 where it is told. */
static uint32_t read_spoken_half(const atom_list *l, uint32_t i, uint32_t at, int32_t *half)
{
    if (l->v[i].num > 12 || i == 0 || !atom_in(l, i - 1, "at around about by before after until since from"))
        return at;
    if (atom_is(l, at, "at") && atom_is(l, at + 1, "night")) {
        *half = 12;
        return at + 2;
    }
    if (atom_is(l, at, "in") && atom_is(l, at + 1, "the") && atom_in(l, at + 2, "morning afternoon evening")) {
        *half = atom_is(l, at + 2, "morning") ? 0 : 12;
        return at + 3;
    }
    return at;
}

/* What may follow a clock time: "hrs", "GMT", "local time", "(EST)". */
static uint32_t skip_zone(const atom_list *l, uint32_t at)
{
    if (atom_in(l, at, "hr hrs hours"))
        at++;
    if (is_class(l, at, ATOM_ZONE))
        at++;
    else if (atom_in(l, at, "local eastern moscow") && atom_is(l, at + 1, "time"))
        at += 2;
    if (is_mark(l, at, '(') && is_class(l, at + 1, ATOM_ZONE) && is_mark(l, at + 2, ')'))
        at += 3;
    return at;
}

/* A clock time in digits: "10:35 a.m.", "5 p.m.", "1430 GMT", "6 o'clock", "4 in the morning". */
static uint32_t read_digit_clock(const atom_list *l, uint32_t i, time_expr *x)
{
    int32_t hour = (int32_t)(l->v[i].num < 10000 ? l->v[i].num : 9999), minute;
    if (i > 0 && l->v[i].glued && (is_mark(l, i - 1, ':') || is_mark(l, i - 1, '/') || is_mark(l, i - 1, '-')))
        return i;
    uint32_t at = read_minutes(l, i, &minute);
    bool colon = at > i + 1;
    int32_t half = read_half(l, at, &at);
    if (!colon && half < 0) { /* other words must make it a clock time */
        uint32_t number_e = at;
        if (is_military(l, i, at)) {
            minute = hour % 100;
            hour /= 100;
        } else if (is_oclock(l, at)) {
            at += 3;
        } else if ((at = read_spoken_half(l, i, at, &half)) == number_e) {
            return i;
        }
    }
    if (hour > 24 || (half >= 0 && hour > 12))
        return i;
    if (colon && half < 0 && l->v[i].digits == 1)
        return i; /* "3:20" may be a score or a verse */
    if (half >= 0)
        hour = hour % 12 + half;
    x->hour = hour;
    x->minute = minute;
    return read_day_behind(l, skip_zone(l, at), x);
}

/* "early in the", "the late", "the": what stands before a part of day. *early_in: the first of them. */
static uint32_t skip_part_lead(const atom_list *l, uint32_t i, bool *early_in)
{
    *early_in = atom_in(l, i, "early late") && atom_is(l, i + 1, "in") && atom_is(l, i + 2, "the");
    if (*early_in)
        return i + 3;
    if (!atom_is(l, i, "the"))
        return i;
    return i + 1 + (uint32_t)atom_in(l, i + 1, "early late");
}

/* Does the preposition before atoms [i, e) make the part of day a time by itself: "in the morning", "before dawn"? */
static bool is_led_part(const atom_list *l, uint32_t i, uint32_t e)
{
    if (i == 0)
        return false;
    if (atom_is(l, i, "the"))
        return atom_in(l, i - 1, "in during by on of into through") && !atom_is(l, e, "of");
    return e == i + 1 && atom_in(l, i - 1, "at before by until after") && atom_in(l, i, "dawn dusk nightfall");
}

/* Noon and midnight are clock times, and no longer parts. */
static bool set_exact_part(time_expr *x)
{
    if (x->part != PART_NOON && x->part != PART_MIDNIGHT)
        return false;
    x->hour = x->part == PART_NOON ? 12 : 0;
    x->minute = 0;
    x->part = PART_NONE;
    return true;
}

/* "the night of 10 August 1792", "this morning", "last night", "early in the morning of", "noon Saturday" */
static uint32_t read_day_part(const atom_list *l, uint32_t i, time_expr *x)
{
    bool early_in;
    uint32_t at = skip_part_lead(l, i, &early_in), e;
    if (at > i && atom_is(l, at, "hours") && atom_in(l, at - 1, "early late")) { /* "the early hours of Thursday" */
        x->part = atom_is(l, at - 1, "late") ? PART_NIGHT : PART_MORNING;
        e = read_day_behind(l, at + 1, x);
        return e > at + 1 ? e : i;
    }
    if (is_class(l, at, ATOM_REL))
        x->rel = (uint8_t)l->v[at++].val;
    if (!is_class(l, at, ATOM_PART) || l->v[at].plural)
        return i;
    x->part = (uint8_t)l->v[at].val;
    bool exact = set_exact_part(x);
    at++;
    if (atom_is(l, at, "hours"))
        at++;
    e = read_day_behind(l, at, x);
    if (e > at)
        return e;
    if (x->rel != REL_NONE || exact)
        return x->rel == REL_PAST ? i : at;
    if (!early_in && !is_led_part(l, i, at))
        return i;
    x->rel = REL_SAME;
    return at;
}

uint32_t time_read_clock(const atom_list *l, uint32_t i, time_expr *x)
{
    time_start_expr(x, TX_PART);
    if (i >= l->n)
        return i;
    bool number = l->v[i].kind == ATOM_K_NUM && l->v[i].fraction == 0;
    return number ? read_digit_clock(l, i, x) : read_day_part(l, i, x);
}

/* Bound and approximation words before an amount or date; the atom behind them. */
static uint32_t read_approx(const atom_list *l, uint32_t i, uint8_t *mod)
{
    *mod = TIMEX_MOD_APPROX;
    if (is_class(l, i, ATOM_APPROX))
        return i + 1;
    if (atom_is(l, i, "at") && atom_in(l, i + 1, "least most")) {
        *mod = atom_is(l, i + 1, "least") ? TIMEX_MOD_MORE_THAN : TIMEX_MOD_LESS_THAN;
        return i + 2;
    }
    if (atom_in(l, i, "more less fewer longer") && atom_is(l, i + 1, "than")) {
        *mod = atom_in(l, i, "more longer") ? TIMEX_MOD_MORE_THAN : TIMEX_MOD_LESS_THAN;
        return i + 2;
    }
    if (atom_is(l, i, "approximately"))
        return i + 1;
    if (atom_is(l, i, "up") && atom_is(l, i + 1, "to")) {
        *mod = TIMEX_MOD_LESS_THAN;
        return i + 2;
    }
    return i;
}

static bool takes_early(const time_expr *x)
{
    switch (x->kind) {
    case TX_DATE:
    case TX_WEEKDAY:
    case TX_UNIT:
    case TX_DAYS:
    case TX_SEASON:
    case TX_QUARTER:
    case TX_FEAST:
    case TX_DECADE:
    case TX_CENTURY:
        return x->mod == TIMEX_MOD_NONE;
    case TX_PART:
        return x->hour < 0 && x->rel != REL_NONE;
    default:
        return false;
    }
}

/* "early", "mid-", "the end of", "later in", before a date. */
static uint32_t read_modified(const atom_list *l, uint32_t i, time_expr *x)
{
    uint32_t at = i, k;
    if (atom_is(l, at, "very"))
        at++;
    if (atom_is(l, at, "the"))
        at++;
    if (!is_class(l, at, ATOM_MOD))
        return i;
    uint8_t mod = (uint8_t)l->v[at].val;
    bool noun = atom_in(l, at, "end start beginning middle");
    k = at + 1;
    if (noun) {
        if (!atom_is(l, k, "of") && !(atom_is(l, at, "end") && is_mark(l, k, '-')))
            return i;
        k++;
    } else {
        if (is_mark(l, k, '-') && l->v[k].glued)
            k++;
        else if (atom_in(l, k, "in on that"))
            k += atom_is(l, k, "that") ? 0 : 1;
    }
    if (k >= l->n || l->v[k].barrier)
        return i;
    uint32_t e = time_match_core(l, k, x);
    if (e == k && atom_is(l, k, "the") && is_class(l, k + 1, ATOM_UNIT) && !atom_is(l, k + 1, "day") && !l->v[k + 1].plural && (noun || atom_is(l, k - 1, "in"))) {
        time_start_expr(x, TX_UNIT); /* "the end of the year" */
        x->unit = (uint8_t)l->v[k + 1].val;
        x->rel = REL_SAME;
        e = k + 2;
        if (x->unit < UNIT_DAY || x->unit > UNIT_CENTURY)
            return i;
    }
    if (e <= k || !takes_early(x))
        return i;
    if (atom_is(l, at, "later") && at > i)
        return i;
    x->mod = mod;
    return e;
}

bool time_match(const atom_list *l, uint32_t i, time_expr *out)
{
    time_expr x, y;
    uint8_t mod;
    memset(&x, 0, sizeof x);
    uint32_t e = time_match_core(l, i, &x), k = read_approx(l, i, &mod);
    uint32_t m = read_modified(l, i, &y);
    if (m > e) {
        x = y;
        e = m;
    }
    if (k > i && k < l->n && !l->v[k].barrier) {
        m = time_match_core(l, k, &y);
        uint32_t m2 = read_modified(l, k, &x);
        bool amount = y.kind == TX_DURATION || y.kind == TX_OFFSET;
        if (m > k && (amount || ((y.kind == TX_DATE || y.kind == TX_UNIT) && atom_in(l, i, "about around"))) && m > e && m >= m2) {
            x = y;
            e = m;
            x.mod = mod;
        } else if (m > k || e == i) {
            e = time_match_core(l, i, &x);
        }
    }
    if (e <= i)
        return false;
    x.atom_b = i;
    x.atom_e = e;
    *out = x;
    return true;
}
