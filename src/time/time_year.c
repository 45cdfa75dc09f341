/* time_year.c: the readers for years: behind a date, with an era, and by themselves. See time_match.h. */
#include "time/time_match.h"

#include <string.h>

/* Spoken years: "nineteen ninety-seven", "two thousand". */
static uint32_t read_spoken_year(const atom_list *l, uint32_t i, int32_t *year)
{
    if (is_class(l, i, ATOM_CARDINAL) && (l->v[i].num == 19 || l->v[i].num == 18) && is_class(l, i + 1, ATOM_CARDINAL) &&
        l->v[i + 1].num >= 10 && l->v[i + 1].num <= 90) {
        int32_t low = (int32_t)l->v[i + 1].num;
        uint32_t at = i + 2;
        if (low >= 20) {
            uint32_t k = skip_dash(l, at);
            if (is_class(l, k, ATOM_CARDINAL) && l->v[k].num >= 1 && l->v[k].num <= 9 && !atom_is(l, k, "hundred")) {
                low += (int32_t)l->v[k].num;
                at = k + 1;
            }
        }
        *year = (int32_t)l->v[i].num * 100 + low;
        return at;
    }
    return i;
}

uint32_t time_read_era(const atom_list *l, uint32_t i, int32_t *year, uint16_t *flags)
{
    uint32_t at = i;
    if (atom_in(l, i, "bc bce"))
        at = i + 1;
    else if (atom_is(l, i, "b") && is_mark(l, i + 1, '.') && atom_is(l, i + 2, "c"))
        at = i + 3 + (is_mark(l, i + 3, '.') && l->v[i + 3].glued);
    if (at > i) {
        *year = -*year;
        return at;
    }
    if (atom_in(l, i, "ad ce"))
        return i + 1;
    if (atom_is(l, i, "a") && is_mark(l, i + 1, '.') && atom_is(l, i + 2, "d"))
        return i + 3 + (is_mark(l, i + 3, '.') && l->v[i + 3].glued);
    if (atom_is(l, i, "ah")) {
        *flags |= TIMEX_HIJRI;
        return i + 1;
    }
    return i;
}

bool time_is_year(const atom_list *l, uint32_t i)
{
    return i < l->n && l->v[i].kind == ATOM_K_NUM && l->v[i].digits == 4 && l->v[i].fraction == 0 && l->v[i].num >= 1000 &&
           l->v[i].num <= 2199 && strlen(l->v[i].low) == 4;
}

uint32_t time_read_date_year(const atom_list *l, uint32_t i, time_expr *x)
{
    uint32_t at = skip_word(l, i, ", of");
    if (time_is_year(l, at) && !l->v[at].barrier) {
        if (is_mark(l, at + 1, '-') && is_day(l, at + 2) && l->v[at + 2].glued && is_mark(l, at + 3, '-'))
            return i; /* an ISO date follows, not a year */
        x->year = (int32_t)l->v[at].num;
        at++;
        return time_read_era(l, at, &x->year, &x->flags);
    }
    if (at < l->n && at > i && !is_mark(l, i, ',')) { /* of (the same | that | this | last) year */
        uint32_t k = skip_word(l, at, "the");
        if (is_class(l, k, ATOM_REL) && atom_is(l, k + 1, "year")) {
            x->rel = (uint8_t)l->v[k].val;
            x->same_year = true;
            return k + 2;
        }
    }
    if (is_class(l, i, ATOM_REL) && atom_is(l, i + 1, "year") && atom_in(l, i, "last this next")) {
        x->rel = (uint8_t)l->v[i].val;
        x->same_year = true;
        return i + 2;
    }
    uint32_t spoken = read_spoken_year(l, i, &x->year);
    return spoken;
}

/* '89: the century comes from the anchor. Not a day (" '24 May"), nor a decade ('90s). */
static uint32_t read_short_year(const atom_list *l, uint32_t i, time_expr *x)
{
    uint32_t k = i + 1;
    if (!is_mark(l, i, '\'') || is_day(l, k) || k >= l->n || l->v[k].kind != ATOM_K_NUM || l->v[k].digits != 2 || !l->v[k].glued)
        return i;
    if (atom_is(l, k + 1, "s") && l->v[k + 1].glued)
        return i;
    x->year = (int32_t)l->v[k].num;
    x->unit = UNIT_CENTURY;
    return k + 1;
}

/* A number that its era makes a year: 218 BC, AD 70, 1437 AH */
static uint32_t read_era_year(const atom_list *l, uint32_t i, time_expr *x)
{
    if (i >= l->n || l->v[i].kind != ATOM_K_NUM || l->v[i].digits > 4 || l->v[i].fraction != 0)
        return i;
    int32_t y = (int32_t)l->v[i].num;
    uint16_t flags = 0;
    uint32_t e = time_read_era(l, i + 1, &y, &flags);
    if (e == i + 1 || (atom_in(l, i + 1, "ad a") && l->v[i].digits < 2))
        return i;
    x->year = y;
    x->flags |= flags;
    return e;
}

/* Is the number at k a part of something longer: a decade, a fraction, a price, a version? */
static bool is_part_of_number(const atom_list *l, uint32_t k)
{
    uint32_t next = k + 1;
    bool joined = next < l->n && l->v[next].glued && (is_mark(l, next, '/') || is_mark(l, next, '.')) && next + 1 < l->n &&
                  l->v[next + 1].glued && l->v[next + 1].kind == ATOM_K_NUM;
    bool decade = next + 1 < l->n && l->v[next].glued && atom_is(l, next, "s");
    bool follows = k > 0 && l->v[k].glued &&
                   (is_mark(l, k - 1, '$') || is_mark(l, k - 1, '/') || is_mark(l, k - 1, '.') || is_mark(l, k - 1, ':'));
    return joined || decade || follows;
}

/* Does the word before atom k say that a number is no year: "about 2,000", "Route 1950"? */
static bool is_led_as_number(const atom_list *l, uint32_t k)
{
    return k > 0 && (atom_in(l, k - 1, "no number route highway flight page room channel resolution order about some nearly almost "
                                       "over than least") ||
                     is_mark(l, k - 1, '$') || is_mark(l, k - 1, '#'));
}

/* Does the word before atom i lead to a year: "in 1200", "since", "(1453"? */
static bool is_led_as_year(const atom_list *l, uint32_t i)
{
    return i > 0 && (atom_in(l, i - 1, "in since until till from during early late mid circa of by before after between through to and "
                                       "the november december january february march april may june july august september october "
                                       "year summer spring fall autumn winter end start beginning") ||
                     is_mark(l, i - 1, '(') || is_mark(l, i - 1, '-'));
}

/* Does the word at `next` make the number before it a count ("2000 people")? sure: the words before make it a year, so that only
 * a word that is always counted does. */
static bool is_counted_noun(const atom_list *l, uint32_t next, bool sure)
{
    if (next >= l->n || l->v[next].kind != ATOM_K_WORD || l->v[next].capital)
        return false;
    if (atom_in(l, next, "people men women troops children percent km kilometers miles meters metres feet tons tonnes pounds points "
                         "more other dead wounded civilian civilians local armed police hours gmt utc kg euros dollars"))
        return true;
    const char *low = l->v[next].low;
    size_t n = strlen(low);
    bool plural = n > 3 && low[n - 1] == 's' && low[n - 2] != 's' && !atom_in(l, next, "was this has its as");
    return !sure && plural && !atom_in(l, next, "elections") && !is_class(l, next, ATOM_SEASON | ATOM_UNIT);
}

/* A year in four digits by itself, with what makes it one: its neighbours. at: behind "the year" at i, or i. */
static uint32_t read_plain_year(const atom_list *l, uint32_t i, uint32_t at, time_expr *x)
{
    bool fiscal = atom_in(l, at, "fiscal financial");
    uint32_t k = fiscal ? skip_word(l, at + 1, "year") : at, next = k + 1;
    bool named = at > i || fiscal; /* "the year 2014", "fiscal 2014" */
    if (!time_is_year(l, k) || is_part_of_number(l, k) || (is_led_as_number(l, k) && !fiscal))
        return i;
    bool prefixed = i > 1 && is_mark(l, i - 1, '-') && l->v[i].glued && atom_in(l, i - 2, "post pre"); /* "post-1959 politics" */
    bool sure = named || prefixed || (i > 0 && atom_in(l, i - 1, "in since the"));
    bool usual = l->v[k].num >= 1500 && l->v[k].num <= 2050;
    if (is_counted_noun(l, next, sure) || is_mark(l, next, '%') || (!usual && !named && !is_led_as_year(l, i)))
        return i;
    x->year = (int32_t)l->v[k].num;
    if (fiscal)
        x->flags |= TIMEX_FISCAL;
    return time_read_era(l, next, &x->year, &x->flags);
}

uint32_t time_read_year(const atom_list *l, uint32_t i, time_expr *x)
{
    time_start_expr(x, TX_DATE);
    uint32_t at = i + (uint32_t)(atom_is(l, i, "the") && atom_in(l, i + 1, "year years"));
    at += (uint32_t)(at > i || atom_is(l, at, "year"));
    if (at > i && atom_is(l, at, "two") && atom_is(l, at + 1, "thousand")) {
        x->year = 2000;
        return at + 2;
    }
    uint32_t k = read_spoken_year(l, at, &x->year);
    if (k > at)
        return k;
    if ((k = read_short_year(l, i, x)) > i)
        return k;
    if (at == i && (k = read_era_year(l, i, x)) > i)
        return k;
    return read_plain_year(l, i, at, x);
}
