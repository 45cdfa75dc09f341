/* count_phrase.c: bound words, amounts, ranges and vague counts. See count.h for the table that it follows. */
#include "count/count_phrase.h"

#include <stdio.h>
#include <string.h>

#include "base/numeral.h"

typedef enum bound { BOUND_NONE = 0, BOUND_MIN, BOUND_MAX, BOUND_ABOUT } bound;

void count_open(count_value *v)
{
    memset(v, 0, sizeof *v);
    v->low = v->best = v->high = REC_OPEN;
}

static bool is_mark(const atom_list *l, uint32_t i, char c)
{
    return i < l->n && l->v[i].kind == ATOM_K_MARK && l->v[i].low[0] == c;
}

static bool is_num(const atom_list *l, uint32_t i)
{
    return i < l->n && l->v[i].kind == ATOM_K_NUM;
}

/* One bound phrase at i: the atom behind it and what it says. Longer phrases stand before shorter ones. */
static uint32_t read_bound(const atom_list *l, uint32_t i, bound *b, uint8_t *flags)
{
    static const struct {
        const char *words[4];
        uint8_t bound;
    } PHRASES[] = {
        {{"no", "fewer", "than", NULL}, BOUND_MIN},   {{"no", "less", "than", NULL}, BOUND_MIN},
        {{"not", "fewer", "than", NULL}, BOUND_MIN},  {{"not", "less", "than", NULL}, BOUND_MIN},
        {{"no", "more", "than", NULL}, BOUND_MAX},    {{"not", "more", "than", NULL}, BOUND_MAX},
        {{"in", "excess", "of", NULL}, BOUND_MIN},    {{"a", "minimum", "of", NULL}, BOUND_MIN},
        {{"a", "maximum", "of", NULL}, BOUND_MAX},    {{"as", "many", "as", NULL}, BOUND_MAX},
        {{"as", "much", "as", NULL}, BOUND_MAX},      {{"as", "few", "as", NULL}, BOUND_MIN},
        {{"well", "over", NULL, NULL}, BOUND_MIN},    {{"just", "over", NULL, NULL}, BOUND_MIN},
        {{"just", "under", NULL, NULL}, BOUND_MAX},   {{"just", "above", NULL, NULL}, BOUND_MIN},
        {{"at", "least", NULL, NULL}, BOUND_MIN},     {{"at", "most", NULL, NULL}, BOUND_MAX},
        {{"more", "than", NULL, NULL}, BOUND_MIN},    {{"greater", "than", NULL, NULL}, BOUND_MIN},
        {{"fewer", "than", NULL, NULL}, BOUND_MAX},   {{"less", "than", NULL, NULL}, BOUND_MAX},
        {{"upwards", "of", NULL, NULL}, BOUND_MIN},   {{"upward", "of", NULL, NULL}, BOUND_MIN},
        {{"north", "of", NULL, NULL}, BOUND_MIN},     {{"up", "to", NULL, NULL}, BOUND_MAX},
        {{"close", "to", NULL, NULL}, BOUND_ABOUT},   {{"closer", "to", NULL, NULL}, BOUND_ABOUT},
        {{"maximum", "of", NULL, NULL}, BOUND_MAX},   {{"minimum", "of", NULL, NULL}, BOUND_MIN},
        {{"over", NULL, NULL, NULL}, BOUND_MIN},      {{"above", NULL, NULL, NULL}, BOUND_MIN},
        {{"exceeding", NULL, NULL, NULL}, BOUND_MIN}, {{"surpassing", NULL, NULL, NULL}, BOUND_MIN},
        {{"minimum", NULL, NULL, NULL}, BOUND_MIN},   {{"maximum", NULL, NULL, NULL}, BOUND_MAX},
        {{"under", NULL, NULL, NULL}, BOUND_MAX},     {{"almost", NULL, NULL, NULL}, BOUND_MAX},
        {{"nearly", NULL, NULL, NULL}, BOUND_MAX},    {{"below", NULL, NULL, NULL}, BOUND_MAX},
        {{"about", NULL, NULL, NULL}, BOUND_ABOUT},   {{"around", NULL, NULL, NULL}, BOUND_ABOUT},
        {{"some", NULL, NULL, NULL}, BOUND_ABOUT},    {{"approximately", NULL, NULL, NULL}, BOUND_ABOUT},
        {{"approximate", NULL, NULL, NULL}, BOUND_ABOUT}, {{"roughly", NULL, NULL, NULL}, BOUND_ABOUT},
        {{"perhaps", NULL, NULL, NULL}, BOUND_ABOUT}, {{"circa", NULL, NULL, NULL}, BOUND_ABOUT},
        {{"probably", NULL, NULL, NULL}, BOUND_ABOUT}, {{"near", NULL, NULL, NULL}, BOUND_MAX},
    };
    if (is_mark(l, i, '~')) {
        *b = BOUND_ABOUT;
        return i + 1;
    }
    if (atom_is(l, i, "estimated")) {
        *flags |= COUNT_ESTIMATED;
        return i + 1;
    }
    for (size_t p = 0; p < sizeof PHRASES / sizeof PHRASES[0]; p++) {
        uint32_t k = 0;
        while (k < 4 && PHRASES[p].words[k] != NULL && atom_is(l, i + k, PHRASES[p].words[k]))
            k++;
        if (k == 4 || PHRASES[p].words[k] == NULL) {
            *b = (bound)PHRASES[p].bound;
            return i + k;
        }
    }
    return i;
}

/* "m", "bn", "k" glued to digits. */
static int64_t glued_scale(const atom_list *l, uint32_t i)
{
    if (i >= l->n || !l->v[i].glued)
        return 0;
    if (atom_is(l, i, "k"))
        return 1000;
    if (atom_in(l, i, "m mn mln"))
        return 1000000;
    if (atom_in(l, i, "bn b bil"))
        return 1000000000;
    return 0;
}

/* An amount without bounds: digits or words. *scaled: it ends in a scale word. */
static uint32_t read_amount(const atom_list *l, uint32_t i, int64_t *value, int64_t *scale)
{
    uint32_t at = i;
    numeral_acc acc;
    numeral_begin(&acc);
    *scale = 0;
    if (is_num(l, at)) {
        int64_t v = l->v[at].num;
        double f = l->v[at].fraction;
        size_t n = strlen(l->v[at].low);
        const char *dot = strchr(l->v[at].low, '.');
        at++;
        /* damaged grouping: "6, 000"; damaged point: "1. 5 million" */
        while (f == 0 && v > 0 && is_mark(l, at, ',') && l->v[at].glued && is_num(l, at + 1) && !l->v[at + 1].glued && l->v[at + 1].digits == 3 &&
               v < 1000 && !atom_is(l, at + 2, "of") && l->v[at + 1].num < 1000 && l->v[at + 1].fraction == 0) {
            v = v * 1000 + l->v[at + 1].num;
            at += 2;
        }
        if (f == 0 && is_mark(l, at, '.') && l->v[at].glued && is_num(l, at + 1) && !l->v[at + 1].glued && l->v[at + 1].digits == 1 &&
            atom_in(l, at + 2, "million billion")) {
            f = (double)l->v[at + 1].num / 10;
            at += 2;
        }
        bool scale_follows = atom_in(l, at, "million billion thousand trillion hundred bn mn mln bil") || glued_scale(l, at) != 0;
        if (dot != NULL && !scale_follows && n - (size_t)(dot - l->v[i].low) == 4 && v > 0) { /* "15.000": a point that groups */
            v = v * 1000 + (int64_t)(f * 1000 + 0.5);
            f = 0;
        }
        if (!numeral_push_digits(&acc, v, f))
            return i;
        int64_t g = glued_scale(l, at);
        if (atom_is(l, at, "bil"))
            g = 1000000000;
        if (g != 0) {
            if (v > INT64_C(1000000000000000) / g)
                return i;
            *value = v * g + (int64_t)(f * (double)g + 0.5);
            *scale = g;
            return at + 1;
        }
    } else {
        if (atom_in(l, at, "a an") && atom_in(l, at + 1, "hundred thousand million billion dozen"))
            at++;
        if (atom_is(l, at, "a") && atom_is(l, at + 1, "half") && atom_is(l, at + 2, "dozen")) {
            *value = 6;
            return at + 3;
        }
        if (atom_is(l, at, "half") && atom_in(l, at + 1, "a dozen")) {
            uint32_t k = at + 1 + (uint32_t)atom_is(l, at + 1, "a");
            int64_t v;
            numeral_class c = k < l->n ? numeral_lookup(l->v[k].low, strlen(l->v[k].low), &v) : NUMERAL_NONE;
            if (c != NUMERAL_SCALE && c != NUMERAL_HUNDRED && c != NUMERAL_DOZEN)
                return i;
            *value = v / 2;
            *scale = v;
            return k + 1;
        }
        if ((atom_is(l, at, "a") && atom_is(l, at + 1, "quarter")) && atom_is(l, at + 2, "of") && atom_is(l, at + 3, "a") &&
            atom_is(l, at + 4, "million")) {
            *value = 250000;
            *scale = 1000000;
            return at + 5;
        }
        if (atom_is(l, at, "a") && atom_is(l, at + 1, "couple")) {
            *value = 2;
            return at + 2 + (uint32_t)atom_is(l, at + 2, "of");
        }
    }
    while (at < l->n && l->v[at].kind == ATOM_K_WORD && (at == i || !l->v[at].barrier)) {
        size_t n = strlen(l->v[at].low);
        if (!numeral_push(&acc, l->v[at].low, n))
            break;
        if (acc.last == NUMERAL_SCALE)
            (void)numeral_lookup(l->v[at].low, n, scale);
        else if (acc.last == NUMERAL_HUNDRED || acc.last == NUMERAL_DOZEN)
            *scale = 0;
        at++;
        int64_t v;
        uint32_t next = at;
        if (is_mark(l, next, '-') && l->v[next].glued)
            next++;
        else if (atom_is(l, next, "and") && (acc.last == NUMERAL_HUNDRED || acc.last == NUMERAL_SCALE) && acc.n_words > 0)
            next++;
        if (next > at && next < l->n) { /* "twenty-three", "a hundred and twenty" */
            numeral_class c = numeral_lookup(l->v[next].low, strlen(l->v[next].low), &v);
            bool small = c == NUMERAL_UNIT || c == NUMERAL_TEEN || c == NUMERAL_TENS;
            if ((small && (acc.last == NUMERAL_TENS ? c == NUMERAL_UNIT : acc.last == NUMERAL_HUNDRED || acc.last == NUMERAL_SCALE)) ||
                (is_mark(l, at, '-') && (c == NUMERAL_SCALE || c == NUMERAL_HUNDRED)))
                at = next;
        }
    }
    if (acc.n_words == 0)
        return i;
    if (acc.n_words == 1 && acc.digits && l->v[i].fraction != 0 && acc.fraction != 0)
        *scale = -1; /* 3.5: no count of its own */
    *value = numeral_value(&acc);
    return at;
}

/* Vague counts: "dozens", "several hundred", "a large number of". The words go to out->vague. */
static uint32_t read_vague(const atom_list *l, uint32_t i, count_value *out)
{
    static const char PLURALS[] = "dozens scores hundreds thousands millions tens billions";
    static const char QUANTITY[] = "few handful number group couple lot amount series string variety";
    uint32_t at = i;
    const char *words = NULL;
    if (atom_in(l, at, "a an the") && atom_in(l, at + 1, "large larger huge great growing significant substantial massive very small vast unspecified unknown "
                                                         "undisclosed considerable similar") &&
        (atom_in(l, at + 2, "number amount group") || (atom_in(l, at + 2, "large small") && atom_in(l, at + 3, "number amount group")))) {
        at += atom_in(l, at + 2, "number amount group") ? 3 : 4;
        words = "number";
    } else if (atom_in(l, at, "large larger unknown unspecified undisclosed significant vast huge small") &&
               atom_in(l, at + 1, "number numbers amount amounts")) {
        at += 2;
        words = "number";
    } else if (atom_is(l, at, "single") && atom_is(l, at + 1, "digits")) {
        at += 2;
        words = "single digits";
    } else if (atom_is(l, at, "a") && atom_in(l, at + 1, QUANTITY)) {
        at += 2;
        words = l->v[at - 1].low;
    } else if (atom_in(l, at, PLURALS)) {
        uint32_t b = at++;
        if (atom_is(l, at, "or") && atom_in(l, at + 1, PLURALS))
            at += 2;
        if (atom_is(l, at, "of") && atom_in(l, at + 1, "thousands millions hundreds dozens billions")) {
            at += 2;
            (void)snprintf(out->vague, sizeof out->vague, "%.8s of %.9s", l->v[b].low, l->v[at - 1].low);
            return at;
        }
        (void)snprintf(out->vague, sizeof out->vague, "%s", l->v[b].low);
        return at;
    } else if (atom_in(l, at, "several many multiple numerous few countless various some scores innumerable")) {
        at++;
        words = l->v[at - 1].low;
    } else {
        return i;
    }
    (void)snprintf(out->vague, sizeof out->vague, "%s", words);
    if (atom_in(l, at, "hundred thousand dozen million tens hundreds") && !atom_is(l, i, "some")) { /* "several hundred thousand" */
        size_t n = strlen(out->vague);
        (void)snprintf(out->vague + n, sizeof out->vague - n, " %.9s", l->v[at].low);
        at++;
        if (atom_in(l, at, "thousand million")) {
            n = strlen(out->vague);
            (void)snprintf(out->vague + n, sizeof out->vague - n, " %.8s", l->v[at].low);
            at++;
        }
        return at;
    }
    if (atom_is(l, at, "of") && (atom_in(l, at - 1, "number numbers handful lot amount amounts group series string couple variety")))
        at++;
    return at;
}

static void set_value(count_value *out, bound b, int64_t v)
{
    out->low = b == BOUND_NONE || b == BOUND_MIN ? v : REC_OPEN;
    out->best = v;
    out->high = b == BOUND_NONE || b == BOUND_MAX ? v : REC_OPEN;
}

static uint32_t skip_money(const atom_list *l, uint32_t i, count_value *out)
{
    if (is_mark(l, i, '$')) {
        out->flags |= COUNT_MONEY;
        return i + 1;
    }
    if (i + 1 < l->n && l->v[i].kind == ATOM_K_WORD && is_mark(l, i + 1, '$') && l->v[i + 1].glued && strlen(l->v[i].low) <= 3) {
        out->flags |= COUNT_MONEY; /* US$, TT$ */
        return i + 2;
    }
    return i;
}

uint32_t count_match(const atom_list *l, uint32_t i, uint32_t *number, count_value *out)
{
    uint32_t at = i, k;
    bound b = BOUND_NONE, b2 = BOUND_NONE;
    int64_t v = 0, w = 0, scale = 0, scale2 = 0;
    count_open(out);
    *number = i;
    bool between = atom_is(l, i, "between"); /* "from 30 to 300" is as often a change; "30 to 300" is read without the "from" */
    bool low_as = atom_is(l, i, "as") && atom_in(l, i + 1, "low few") && atom_is(l, i + 2, "as");
    if (atom_is(l, i, "anything") && atom_in(l, i + 1, "from between")) {
        between = true;
        at += 2;
    } else if (between) {
        at++;
    } else if (low_as) {
        at += 3;
    }
    if (atom_is(l, i, "over") && i > 0 && atom_in(l, i - 1, "hand handed handing take took taken taking turn turned turning all hands spread"))
        return i; /* a verb's particle: "handed over 30 vehicles" */
    while ((k = read_bound(l, at, &b, &out->flags)) > at) { /* "an estimated 40", "as many as about 40" */
        at = k;
        if (is_mark(l, at, ',')) /* "approximately, 60" */
            at++;
    }
    *number = at;
    at = skip_money(l, at, out);
    if (at < l->n && l->v[at].barrier && at > i)
        return i;
    k = read_amount(l, at, &v, &scale);
    if (k == at || scale == -1) {
        if (k > at)
            return i;
        if (between || low_as || (out->flags & COUNT_MONEY) != 0)
            return i;
        if (at > i && atom_is(l, i, "some") && b == BOUND_ABOUT) { /* "some fighters", "some couple thousand" */
            at = i;
            b = BOUND_NONE;
            *number = i;
        }
        k = read_vague(l, at, out);
        if (k > at)
            return k;
        if (at == i || (out->flags & COUNT_ESTIMATED) != 0 || b == BOUND_MIN) {
            int64_t one = -1;
            if (atom_in(l, at, "single lone sole"))
                one = 1;
            else if (atom_in(l, at, "another a an") && at == i) {
                one = 1;
                out->flags |= COUNT_ARTICLE;
            } else if (atom_in(l, at, "both twin pair twins twice"))
                one = 2;
            else if (atom_in(l, at, "triple trio"))
                one = 3;
            else if (atom_is(l, at, "once"))
                one = 1;
            else if (atom_in(l, at, "no none nobody neither")) {
                one = 0;
                out->flags |= COUNT_NONE;
            }
            if (one >= 0) {
                set_value(out, b, one);
                return at + 1;
            }
        }
        return i;
    }
    at = k;
    /* the second end of a range */
    k = at;
    bool dash = is_mark(l, k, '-');
    if (dash || atom_in(l, k, "to or") || (between && atom_is(l, k, "and")) || (low_as && atom_is(l, k, "and"))) {
        k++;
        if (low_as && atom_in(l, k, "high as many"))
            while (atom_in(l, k, "as high many"))
                k++;
        uint32_t m;
        uint8_t flags = 0;
        while ((m = read_bound(l, k, &b2, &flags)) > k)
            k = m;
        m = skip_money(l, k, out);
        uint32_t e = k < l->n && !l->v[k].barrier && !(dash && !is_num(l, m) && !(m < l->n && (l->v[m].cls & ATOM_CARDINAL) != 0))
                         ? read_amount(l, m, &w, &scale2) : m;
        if (e > m && scale2 != -1) {
            if (scale == 0 && scale2 > 0 && v < w / scale2) /* "three to five million" */
                v *= scale2;
            else if (scale == 0 && v < 100 && w >= 1000 && w % 1000 == 0 && v < w / 1000 && dash) /* "15-20,000" */
                v *= 1000;
            if (w > v) {
                out->low = v;
                out->high = b2 == BOUND_MIN ? REC_OPEN : w;
                if (is_mark(l, e, '+') && l->v[e].glued) {
                    out->high = REC_OPEN;
                    e++;
                }
                return e;
            }
        }
    }
    if (between && atom_is(l, i, "between"))
        return i;
    /* bounds behind the amount */
    if (is_mark(l, at, '+') && l->v[at].glued) {
        b = BOUND_MIN;
        at++;
    } else if (atom_is(l, at, "plus") && l->v[at - 1].kind == ATOM_K_NUM) {
        b = BOUND_MIN;
        at++;
    } else if (atom_is(l, at, "or") && atom_in(l, at + 1, "more so fewer less")) {
        b = atom_is(l, at + 1, "more") ? BOUND_MIN : atom_is(l, at + 1, "so") ? BOUND_ABOUT : BOUND_MAX;
        at += 2;
    } else if (is_mark(l, at, '-') && atom_is(l, at + 1, "odd")) {
        b = BOUND_ABOUT;
        at += 2;
    } else if (atom_is(l, at, "at") && atom_is(l, at + 1, "the") && atom_is(l, at + 2, "very") && atom_in(l, at + 3, "least most")) {
        b = atom_is(l, at + 3, "least") ? BOUND_MIN : BOUND_MAX;
        at += 4;
    } else if (atom_is(l, at, "at") && atom_in(l, at + 1, "least most") && at > i) {
        b = atom_is(l, at + 1, "least") ? BOUND_MIN : BOUND_MAX;
        at += 2;
    } else if (atom_is(l, at, "and") && atom_in(l, at + 1, "some counting more") && !atom_is(l, at + 2, "more") &&
               (at + 2 >= l->n || l->v[at + 2].kind == ATOM_K_MARK)) {
        b = BOUND_MIN;
        at += 2;
    }
    set_value(out, b, v);
    return at;
}

bool count_read_phrase(const text_doc *doc, uint32_t tok_b, uint32_t tok_e, count_value *out)
{
    enum { MAX_ATOMS = 48 };
    time_atom v[MAX_ATOMS];
    count_open(out);
    if (tok_b >= tok_e || tok_e > doc->n_tokens)
        return false;
    atom_list l = {v, atom_split_span(doc, text_span(doc, tok_b, tok_e), v, MAX_ATOMS)};
    count_value best;
    bool found = false;
    uint8_t carried = 0;
    for (uint32_t i = 0; i < l.n; i++) {
        uint32_t number, e = count_match(&l, i, &number, &best);
        if (e <= i) {
            carried |= atom_is(&l, i, "estimated") ? COUNT_ESTIMATED : 0;
            continue;
        }
        bool weak = (best.flags & COUNT_ARTICLE) != 0;
        if (!found || ((out->flags & COUNT_ARTICLE) != 0 && !weak)) { /* "another 40": the number, not the article */
            *out = best;
            out->flags |= carried;
            found = true;
        }
        if (!weak)
            break;
    }
    return found;
}
