/* count_amount.c: the amount in a number phrase, in digits or words. See count_phrase.h. */
#include <string.h>

#include "base/numeral.h"
#include "count/count_phrase.h"

/* "m", "bn", "k" glued to digits; "bil" in any case. 0: none. */
static int64_t short_scale(const atom_list *l, uint32_t i)
{
    if (atom_is(l, i, "bil"))
        return 1000000000;
    if (i >= l->n || !l->v[i].glued)
        return 0;
    if (atom_is(l, i, "k"))
        return 1000;
    if (atom_in(l, i, "m mn mln"))
        return 1000000;
    if (atom_in(l, i, "bn b"))
        return 1000000000;
    return 0;
}

/* Damaged grouping: is ", 000" at the comma at `at` the rest of a number, whose first part is v ("6, 000")? */
static bool is_parted_group(const atom_list *l, uint32_t at, int64_t v)
{
    if (!is_mark(l, at, ',') || !l->v[at].glued || !is_num(l, at + 1) || v <= 0 || v >= 1000)
        return false;
    const time_atom *group = &l->v[at + 1];
    return !group->glued && group->digits == 3 && group->num < 1000 && group->fraction == 0 && !atom_is(l, at + 2, "of");
}

/* Damaged point: "1. 5 million". */
static bool is_parted_point(const atom_list *l, uint32_t at)
{
    return is_mark(l, at, '.') && l->v[at].glued && is_num(l, at + 1) && !l->v[at + 1].glued && l->v[at + 1].digits == 1 &&
           atom_in(l, at + 2, "million billion");
}

/* The digits at i, mended: v and the fraction f. Returns the atom behind them. */
static uint32_t read_digits(const atom_list *l, uint32_t i, int64_t *v, double *f)
{
    uint32_t at = i + 1;
    *v = l->v[i].num;
    *f = l->v[i].fraction;
    while (*f == 0 && is_parted_group(l, at, *v)) {
        *v = *v * 1000 + l->v[at + 1].num;
        at += 2;
    }
    if (*f == 0 && is_parted_point(l, at)) {
        *f = (double)l->v[at + 1].num / 10;
        at += 2;
    }
    const char *dot = strchr(l->v[i].low, '.');
    bool scale_follows = atom_in(l, at, "million billion thousand trillion hundred bn mn mln bil") || short_scale(l, at) != 0;
    if (dot != NULL && strlen(dot) == 4 && *v > 0 && !scale_follows) { /* "15.000": a point that groups */
        *v = *v * 1000 + (int64_t)(*f * 1000 + 0.5);
        *f = 0;
    }
    return at;
}

/* "5m", "1.5bn": false where it is more than any count. */
static bool put_scaled(int64_t v, double f, int64_t scale, count_amount *out)
{
    if (v > INT64_C(1000000000000000) / scale)
        return false;
    out->value = v * scale + (int64_t)(f * (double)scale + 0.5);
    out->scale = scale;
    return true;
}

/* "half a million", "half dozen": the half of the scale word at i. Returns the atom behind it, or i. */
static uint32_t read_half_of(const atom_list *l, uint32_t i, count_amount *out)
{
    int64_t v;
    numeral_class c = i < l->n ? numeral_lookup(l->v[i].low, strlen(l->v[i].low), &v) : NUMERAL_NONE;
    if (c != NUMERAL_SCALE && c != NUMERAL_HUNDRED && c != NUMERAL_DOZEN)
        return i;
    out->value = v / 2;
    out->scale = v;
    return i + 1;
}

/* Amounts that no numeral tells: "a half dozen", "half a million", "a quarter of a million", "a couple of". Or i. */
static uint32_t read_part_amount(const atom_list *l, uint32_t i, count_amount *out)
{
    if (atom_is(l, i, "a") && atom_is(l, i + 1, "half") && atom_is(l, i + 2, "dozen")) {
        out->value = 6;
        return i + 3;
    }
    if (atom_is(l, i, "half") && atom_in(l, i + 1, "a dozen")) {
        uint32_t k = i + 1 + (uint32_t)atom_is(l, i + 1, "a"), e = read_half_of(l, k, out);
        return e > k ? e : i;
    }
    if (atom_is(l, i, "a") && atom_is(l, i + 1, "quarter") && atom_is(l, i + 2, "of") && atom_is(l, i + 3, "a") &&
        atom_is(l, i + 4, "million")) {
        out->value = 250000;
        out->scale = 1000000;
        return i + 5;
    }
    if (atom_is(l, i, "a") && atom_is(l, i + 1, "couple")) {
        out->value = 2;
        return i + 2 + (uint32_t)atom_is(l, i + 2, "of");
    }
    return i;
}

/* Behind a number word: the next one where a hyphen or "and" joins it, "twenty-three", "a hundred and twenty"; else at. */
static uint32_t skip_join(const atom_list *l, uint32_t at, numeral_class last)
{
    bool dash = is_mark(l, at, '-') && l->v[at].glued, after_scale = last == NUMERAL_HUNDRED || last == NUMERAL_SCALE;
    uint32_t next = at + 1;
    int64_t v;
    if (next >= l->n || (!dash && !(atom_is(l, at, "and") && after_scale)))
        return at;
    numeral_class c = numeral_lookup(l->v[next].low, strlen(l->v[next].low), &v);
    bool small = c == NUMERAL_UNIT || c == NUMERAL_TEEN || c == NUMERAL_TENS;
    bool adds = last == NUMERAL_TENS ? c == NUMERAL_UNIT : small && after_scale;
    return adds || (dash && (c == NUMERAL_SCALE || c == NUMERAL_HUNDRED)) ? next : at;
}

/* Number words from `at` on, added to acc; i is where the amount begins. Returns the atom behind them. */
static uint32_t read_number_words(const atom_list *l, uint32_t i, uint32_t at, numeral_acc *acc, int64_t *scale)
{
    while (at < l->n && l->v[at].kind == ATOM_K_WORD && (at == i || !l->v[at].barrier)) {
        size_t n = strlen(l->v[at].low);
        if (!numeral_push(acc, l->v[at].low, n))
            break;
        if (acc->last == NUMERAL_SCALE)
            (void)numeral_lookup(l->v[at].low, n, scale);
        else if (acc->last == NUMERAL_HUNDRED || acc->last == NUMERAL_DOZEN)
            *scale = 0;
        at = skip_join(l, at + 1, acc->last);
    }
    return at;
}

uint32_t count_read_amount(const atom_list *l, uint32_t i, count_amount *out)
{
    uint32_t at = i;
    numeral_acc acc;
    memset(out, 0, sizeof *out);
    numeral_begin(&acc);
    if (is_num(l, at)) {
        int64_t v;
        double f;
        at = read_digits(l, i, &v, &f);
        if (!numeral_push_digits(&acc, v, f))
            return i;
        int64_t scale = short_scale(l, at);
        if (scale != 0)
            return put_scaled(v, f, scale, out) ? at + 1 : i;
    } else {
        at += (uint32_t)(atom_in(l, at, "a an") && atom_in(l, at + 1, "hundred thousand million billion dozen"));
        uint32_t e = read_part_amount(l, at, out);
        if (e > at)
            return e;
    }
    at = read_number_words(l, i, at, &acc, &out->scale);
    if (acc.n_words == 0)
        return i;
    out->fraction = acc.n_words == 1 && acc.digits && l->v[i].fraction != 0 && acc.fraction != 0;
    out->value = numeral_value(&acc);
    return at;
}
