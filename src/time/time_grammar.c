/* time_grammar.c: the grammar of time expressions. Each read_* function tries one family of patterns at an atom and returns the
 * atom behind it, or the atom itself when there is no match. time_match takes the longest. */
#include "time/time_grammar.h"

#include <stdio.h>
#include <string.h>

#include "base/numeral.h"
#include "time/time_match.h"

static const char UNIT_LETTER[UNIT_N] = {'S', 'M', 'H', 'D', 'W', 'D', 'M', 'Q', 'Y', 'Y', 'Y', 'Y', 'X'};

uint32_t time_read_amount(const atom_list *l, uint32_t i, int32_t *n10)
{
    uint32_t at = i;
    *n10 = 0;
    if (i >= l->n)
        return 0;
    if (l->v[at].kind == ATOM_K_NUM) {
        int64_t v = l->v[at].num;
        if (v > 100000)
            return 0;
        *n10 = (int32_t)(v * 10 + (int64_t)(l->v[at].fraction * 10 + 0.5));
        at++;
        if (at + 2 < l->n && atom_is(l, at, "1") && atom_is(l, at + 1, "/") && atom_is(l, at + 2, "2")) { /* 2 1/2 */
            *n10 += 5;
            at += 3;
        }
        return at - i;
    }
    if (atom_in(l, at, "a an") && atom_in(l, at + 1, "few couple hundred thousand dozen"))
        at++;
    if (atom_is(l, at, "half") && atom_in(l, at + 1, "a an")) {
        *n10 = 5;
        return at + 2 - i;
    }
    if (at < l->n && (l->v[at].cls & ATOM_VAGUE) != 0 && !atom_is(l, at, "some")) {
        *n10 = l->v[at].val > 0 ? l->v[at].val * 10 : TIME_VAGUE;
        at++;
        if (atom_is(l, at, "of") && atom_is(l, at - 1, "couple"))
            at++;
        return at - i;
    }
    numeral_acc acc;
    numeral_begin(&acc);
    while (at < l->n && (l->v[at].cls & ATOM_CARDINAL) != 0 && numeral_push(&acc, l->v[at].low, strlen(l->v[at].low))) {
        at++;
        if (at + 1 < l->n && (l->v[at].low[0] == '-' && l->v[at].kind == ATOM_K_MARK) && (l->v[at + 1].cls & ATOM_CARDINAL) != 0)
            at++;
        else if (atom_is(l, at, "and") && at + 1 < l->n && (l->v[at + 1].cls & ATOM_CARDINAL) != 0 && acc.last == NUMERAL_HUNDRED)
            at++;
    }
    if (acc.n_words == 0 || numeral_value(&acc) > 100000)
        return 0;
    *n10 = (int32_t)numeral_value(&acc) * 10;
    return at - i;
}

void time_start_expr(time_expr *x, uint8_t kind)
{
    memset(x, 0, sizeof *x);
    x->kind = kind;
    x->year = TIME_NO_YEAR;
    x->weekday = -1;
    x->hour = x->minute = -1;
}

/* A day of the month in digits or as an ordinal; "1st" is 1|st, glued. */
static uint32_t read_day(const atom_list *l, uint32_t i, int32_t *day)
{
    if (is_day(l, i)) {
        *day = (int32_t)l->v[i].num;
        return i + 1 + (i + 1 < l->n && l->v[i + 1].glued && atom_in(l, i + 1, "st nd rd th"));
    }
    if (is_class(l, i, ATOM_ORDINAL) && l->v[i].num <= 31) {
        *day = (int32_t)l->v[i].num;
        return i + 1;
    }
    if (is_class(l, i, ATOM_CARDINAL) && (l->v[i].num == 20 || l->v[i].num == 30) && is_mark(l, i + 1, '-') &&
        is_class(l, i + 2, ATOM_ORDINAL) && l->v[i + 2].num <= 9) {
        *day = (int32_t)(l->v[i].num + l->v[i + 2].num);
        return i + 3;
    }
    return i;
}

/* A month's full stop: "Aug." when glued. */
static uint32_t skip_stop(const atom_list *l, uint32_t i)
{
    return is_class(l, i - 1, ATOM_ABBREV) && is_mark(l, i, '.') && l->v[i].glued ? i + 1 : i;
}

/* "May" and "March" at a sentence's begin are often verb and noun, and short forms need a stop or a number. */
static bool month_stands_alone(const atom_list *l, uint32_t i, uint32_t next)
{
    const time_atom *a = &l->v[i];
    if ((a->cls & ATOM_ABBREV) != 0 && next == i + 1)
        return false;
    if (a->val != 5 && a->val != 3 && a->val != 8 && a->val != 4 && a->val != 6)
        return true;
    if (i > 0 && (atom_in(l, i - 1, "in since of by until till from during early late mid last next this each every between to and through "
                                    "before after for") ||
                  (is_mark(l, i - 1, '-') && i > 1 && atom_is(l, i - 2, "mid")) || is_mark(l, i - 1, '(')))
        return true;
    if (i > 0 && atom_in(l, i - 1, "the a") && next < l->n && l->v[next].kind == ATOM_K_WORD && !l->v[next].capital &&
        !atom_in(l, next, "on of to for from in against by and or"))
        return true; /* "the March accession"; "the March on the capital" is none */
    if (a->val == 5 || a->val == 3)
        return false;
    if (a->val == 8 || a->val == 4 || a->val == 6) /* August, April, June: also names of people and "august" */
        return !(next < l->n && l->v[next].kind == ATOM_K_WORD && l->v[next].capital) || a->val == 8;
    return true;
}

static uint32_t read_month_date(const atom_list *l, uint32_t i, time_expr *x)
{
    int32_t day = 0, day2 = 0;
    uint32_t at = i, k;
    time_start_expr(x, TX_DATE);
    if (is_class(l, i, ATOM_REL) && is_class(l, i + 1, ATOM_MONTH) && atom_in(l, i, "last this next past previous following coming")) {
        int32_t none;
        at = skip_stop(l, i + 2);
        if (read_day(l, at, &none) > at)
            return i;
        x->kind = TX_UNIT; /* "last April" */
        x->rel = (uint8_t)l->v[i].val;
        x->month = l->v[i + 1].val;
        return at;
    }
    if (is_class(l, i, ATOM_MONTH)) { /* MONTH D, MONTH YEAR, MONTH */
        x->month = l->v[i].val;
        at = skip_stop(l, i + 1);
        uint32_t the = skip_word(l, at, "the");
        k = read_day(l, the, &day);
        k = k > the ? k : at;
        bool is_clock = is_mark(l, k, ':') && l->v[k].glued && k + 1 < l->n && l->v[k + 1].glued && l->v[k + 1].kind == ATOM_K_NUM;
        if (k > at && !is_clock && !l->v[k - 1].barrier && !(k < l->n && atom_in(l, k, "percent %"))) {
            x->day = day;
            at = k;
            k = time_read_date_year(l, at, x);
            if (k > at && is_mark(l, at, ',') && x->year == TIME_NO_YEAR && !x->same_year)
                k = at;
            return k;
        }
        k = time_read_date_year(l, at, x);
        if (k > at)
            return k;
        if (is_mark(l, at, '\'') && is_day(l, at + 1)) /* May '89 */
            return at;
        return month_stands_alone(l, i, at) ? at : i;
    }
    uint32_t first = skip_word(l, i, "the"); /* D MONTH, D of MONTH; the D of "12-14 May" and "12 and 14 May" */
    k = read_day(l, first, &day);
    if (k == first)
        return i;
    at = k;
    uint32_t stop = at;
    if ((is_mark(l, at, '-') || atom_in(l, at, "to and or")) && (k = read_day(l, at + 1, &day2)) > at + 1 &&
        (is_class(l, k, ATOM_MONTH) || (atom_is(l, k, "of") && is_class(l, k + 1, ATOM_MONTH))) && day2 > day && l->v[first].kind == ATOM_K_NUM &&
        !(first > 0 && l->v[first].glued && is_mark(l, first - 1, '-')))
        at = k;
    k = skip_word(l, at, "of day");
    k = atom_is(l, at, "day") && atom_is(l, k, "of") ? k + 1 : k;
    if (!is_class(l, k, ATOM_MONTH))
        return i;
    x->day = day;
    x->month = l->v[k].val;
    bool ranged = at > stop;
    at = skip_stop(l, k + 1);
    k = time_read_date_year(l, at, x);
    if (k > at && is_mark(l, at, ',') && x->year == TIME_NO_YEAR && !x->same_year)
        k = at;
    return ranged ? stop : k;
}

/* 2016-08-01, 2016/08/01, 8/1/2016, 01.08.2016 */
static uint32_t read_numeric_date(const atom_list *l, uint32_t i, time_expr *x)
{
    time_start_expr(x, TX_DATE);
    if (i + 4 >= l->n || l->v[i].kind != ATOM_K_NUM)
        return i;
    const time_atom *a = &l->v[i];
    char sep = a[1].low[0];
    if ((sep == '-' || sep == '/') && a[1].kind == ATOM_K_MARK && a[1].glued && a[2].glued && a[3].glued && a[4].glued &&
        a[2].kind == ATOM_K_NUM && a[3].low[0] == sep && a[4].kind == ATOM_K_NUM) {
        if (a[0].digits == 4 && a[2].num >= 1 && a[2].num <= 12 && a[4].num >= 1 && a[4].num <= 31 && a[2].digits <= 2 && a[4].digits <= 2) {
            x->year = (int32_t)a[0].num;
            x->month = (int32_t)a[2].num;
            x->day = (int32_t)a[4].num;
            return i + 5;
        }
        if ((a[4].digits == 4 || a[4].digits == 2) && a[0].digits <= 2 && a[2].digits <= 2 && sep == '/' && a[0].num >= 1 && a[2].num >= 1) {
            int64_t m = a[0].num, d = a[2].num; /* month first, unless it cannot be one */
            if (m > 12) {
                m = a[2].num;
                d = a[0].num;
            }
            if (m > 12 || d > 31)
                return i;
            x->year = (int32_t)(a[4].digits == 4 ? a[4].num : a[4].num + (a[4].num < 50 ? 2000 : 1900));
            x->month = (int32_t)m;
            x->day = (int32_t)d;
            return i + 5;
        }
    }
    return i;
}

/* the 1990s, the mid-80s, the nineties; the 20th century */
static uint32_t read_decade(const atom_list *l, uint32_t i, time_expr *x)
{
    static const char *const TENS[] = {"twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"};
    uint32_t at = skip_word(l, i, "the");
    time_start_expr(x, TX_DECADE);
    if (is_class(l, at, ATOM_MOD))
        at = skip_dash(l, at + 1);
    if (at < l->n && l->v[at].kind == ATOM_K_NUM && l->v[at].num % 10 == 0 && (l->v[at].digits == 4 || l->v[at].digits == 2)) {
        uint32_t k = at + 1;
        if (is_mark(l, k, '\'') && l->v[k].glued)
            k++;
        if (k < l->n && atom_is(l, k, "s") && l->v[k].glued && (l->v[at].digits == 2 || (l->v[at].num >= 1000 && l->v[at].num <= 2100))) {
            x->year = (int32_t)l->v[at].num;
            if (l->v[at].digits == 2 && at == i && !is_mark(l, at > 0 ? at - 1 : l->n, '\''))
                return i; /* "in his 20s" is an age */
            return k + 1;
        }
    }
    if (at > i)
        for (int t = 0; t < 8; t++)
            if (atom_is(l, at, TENS[t])) {
                x->year = 20 + 10 * t;
                return at + 1;
            }
    x->kind = TX_CENTURY;
    int32_t n = 0;
    if (is_class(l, at, ATOM_REL) && atom_is(l, at + 1, "century") && atom_in(l, at, "this last next past") && at == i) {
        x->kind = TX_UNIT;
        x->unit = UNIT_CENTURY;
        x->rel = (uint8_t)l->v[at].val;
        return at + 2;
    }
    uint32_t k = read_day(l, at, &n);
    if (k > at && !is_day(l, k - 1)) {
        k = skip_dash(l, k);
        if (atom_in(l, k, "century centuries")) {
            x->year = n - 1;
            k++;
            int32_t sign = 1;
            uint32_t e = time_read_era(l, k, &sign, &x->flags);
            if (sign < 0)
                x->year = -n;
            return e;
        }
    }
    return i;
}

/* spring of 1994, the summer, 1982 summer, last fall, dry season */
static uint32_t read_season(const atom_list *l, uint32_t i, time_expr *x)
{
    uint32_t at = skip_word(l, i, "the");
    time_start_expr(x, TX_SEASON);
    if (is_class(l, at, ATOM_MOD) && !atom_in(l, at, "end start beginning"))
        at = skip_dash(l, at + 1);
    if (time_is_year(l, at) && is_class(l, at + 1, ATOM_SEASON) && !l->v[at + 1].plural) {
        x->year = (int32_t)l->v[at].num;
        x->ordinal = l->v[at + 1].val;
        return at + 2;
    }
    bool rel = is_class(l, at, ATOM_REL);
    if (rel)
        x->rel = (uint8_t)l->v[at++].val;
    if (!is_class(l, at, ATOM_SEASON) || l->v[at].plural)
        return i;
    x->ordinal = l->v[at].val;
    uint32_t k = time_read_date_year(l, at + 1, x);
    if (k > at + 1)
        return k;
    bool in = i > 0 && atom_in(l, i - 1, "in since until by of during through");
    bool verb_like = atom_in(l, at, "fall spring");
    if (!rel && !in && (verb_like || !atom_is(l, i, "the")))
        return i;
    if (!rel && verb_like && !atom_is(l, i, "the"))
        return i;
    if (!rel && atom_is(l, at, "fall") && atom_in(l, at + 1, "of in from below to back"))
        return i;
    return at + 1;
}

/* the third quarter, third-quarter, Q3 1988, the 1988 quarter, this year's third quarter, the year-earlier quarter */
static uint32_t read_quarter(const atom_list *l, uint32_t i, time_expr *x)
{
    uint32_t at = skip_word(l, i, "the");
    time_start_expr(x, TX_QUARTER);
    if (is_class(l, at, ATOM_REL) && atom_is(l, at + 1, "year") && is_mark(l, at + 2, '\'') && atom_is(l, at + 3, "s")) {
        x->rel = (uint8_t)l->v[at].val;
        x->same_year = true;
        at += 4;
    }
    if (atom_is(l, at, "year") && is_class(l, skip_dash(l, at + 1), ATOM_MOD) && atom_is(l, skip_dash(l, at + 1), "earlier")) {
        at = skip_dash(l, at + 1) + 1;
        x->rel = REL_LAST;
        x->same_year = true;
    } else if (atom_is(l, at, "year") && atom_is(l, skip_dash(l, at + 1), "ago")) {
        at = skip_dash(l, at + 1) + 1;
        x->rel = REL_LAST;
        x->same_year = true;
    }
    if (time_is_year(l, at))
        x->year = (int32_t)l->v[at++].num;
    if (atom_is(l, at, "fiscal")) {
        x->flags |= TIMEX_FISCAL;
        at = skip_dash(l, at + 1);
        if (time_is_year(l, at))
            x->year = (int32_t)l->v[at++].num;
    }
    bool rel = false;
    if (!x->same_year && is_class(l, at, ATOM_REL)) {
        x->rel = (uint8_t)l->v[at++].val;
        rel = true;
    }
    if (is_class(l, at, ATOM_ORDINAL) && l->v[at].num <= 4) {
        uint32_t k = skip_dash(l, at + 1);
        if (k > at + 1 && at > i)
            return i; /* "the third-quarter loss": the article is the loss's */
        if (atom_is(l, k, "fiscal")) {
            x->flags |= TIMEX_FISCAL;
            k++;
        }
        if (!atom_is(l, k, "quarter"))
            return i;
        x->ordinal = (int32_t)l->v[at].num;
        at = k + 1;
        k = time_read_date_year(l, at, x);
        return k;
    }
    if (atom_in(l, at, "q") && at + 1 < l->n && l->v[at + 1].glued && l->v[at + 1].kind == ATOM_K_NUM && l->v[at + 1].num <= 4 && l->v[at + 1].num >= 1) {
        x->ordinal = (int32_t)l->v[at + 1].num;
        return time_read_date_year(l, at + 2, x);
    }
    if ((atom_is(l, at, "quarter") || (atom_is(l, at, "period") && (x->same_year || x->year != TIME_NO_YEAR || atom_is(l, at - (at > 0), "latest")))) &&
        (rel || x->same_year || x->year != TIME_NO_YEAR || (atom_is(l, i, "the") && !atom_is(l, at + 1, "of"))) && at > i) {
        x->unit = atom_is(l, at, "period") ? UNIT_PERIOD : UNIT_QUARTER;
        return at + 1;
    }
    return i;
}

typedef uint32_t (*time_reader)(const atom_list *l, uint32_t i, time_expr *x);

static const time_reader READERS[] = {
    read_numeric_date, read_month_date, time_read_year, read_decade, read_season, read_quarter,
    time_read_weekday, time_read_adverb, time_read_feast, time_read_clock, time_read_unit, time_read_duration, time_read_set,
};

/* The longest of all readers at one atom. */
uint32_t time_match_core(const atom_list *l, uint32_t i, time_expr *x)
{
    uint32_t best = i;
    time_expr y;
    for (size_t r = 0; r < sizeof READERS / sizeof READERS[0]; r++) {
        uint32_t e = READERS[r](l, i, &y);
        if (e > best) {
            best = e;
            *x = y;
        }
    }
    return best;
}

char time_unit_letter(uint8_t unit)
{
    return unit < UNIT_N ? UNIT_LETTER[unit] : 'X';
}

bool time_match_tail(const atom_list *l, const time_expr *before, uint32_t i, time_expr *out)
{
    uint32_t k = i + 1;
    int32_t day = 0;
    if (before->kind != TX_DATE || before->atom_e != i || !(is_mark(l, i, '-') || atom_in(l, i, "to and or")))
        return false;
    if (before->day > 0 && l->v[before->atom_e - 1].kind == ATOM_K_NUM && before->year == TIME_NO_YEAR && is_day(l, k) &&
        l->v[k].num > before->day) { /* May 12-14 */
        uint32_t e = read_day(l, k, &day);
        if (is_class(l, e, ATOM_MONTH | ATOM_UNIT) || (e < l->n && l->v[e].kind == ATOM_K_WORD && !is_mark(l, i, '-') && !l->v[e].capital &&
                                                      !atom_in(l, e, "in at when as by and the to for with")))
            return false;
        if (is_mark(l, e, ':'))
            return false;
        *out = *before;
        out->day = day;
        out->atom_b = k;
        out->atom_e = time_read_date_year(l, e, out);
        if (out->year == TIME_NO_YEAR && !out->same_year)
            out->atom_e = e;
        return true;
    }
    if (before->month == 0 && before->year > 1000 && is_mark(l, i, '-') && k < l->n && l->v[k].kind == ATOM_K_NUM && l->v[k].digits == 2 &&
        l->v[k].glued && l->v[k].num > before->year % 100) { /* 1914-18 */
        *out = *before;
        out->year = before->year - before->year % 100 + (int32_t)l->v[k].num;
        out->atom_b = k;
        out->atom_e = k + 1;
        return true;
    }
    return false;
}
