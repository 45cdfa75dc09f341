/* count_phrase.c: bound words, amounts, ranges and vague counts. See count.h for the table that it follows. */
#include "count/count_phrase.h"

#include <stdio.h>
#include <string.h>

typedef enum bound { BOUND_NONE = 0, BOUND_MIN, BOUND_MAX, BOUND_ABOUT } bound;

void count_open(count_value *v)
{
    memset(v, 0, sizeof *v);
    v->low = v->best = v->high = REC_OPEN;
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

/* What opens a phrase and asks for a second end, or bears one. */
typedef enum opener {
    OPEN_NONE = 0,
    OPEN_BETWEEN,  /* "between 30 and 40": nothing without its second end */
    OPEN_ANYTHING, /* "anything from 30 to 40" */
    OPEN_LOW_AS    /* "as few as 30 and as many as 40" */
} opener;

/* A phrase that is being read: what stood before its number. */
typedef struct number_phrase {
    const atom_list *l;
    uint32_t begin;
    opener opener;
    bound bound;
    count_value *out;
} number_phrase;

/* "from 30 to 300" is as often a change; "30 to 300" is read without the "from". */
static uint32_t read_opener(const atom_list *l, uint32_t i, opener *o)
{
    *o = OPEN_NONE;
    if (atom_is(l, i, "between")) {
        *o = OPEN_BETWEEN;
        return i + 1;
    }
    if (atom_is(l, i, "anything") && atom_in(l, i + 1, "from between")) {
        *o = OPEN_ANYTHING;
        return i + 2;
    }
    if (atom_is(l, i, "as") && atom_in(l, i + 1, "low few") && atom_is(l, i + 2, "as")) {
        *o = OPEN_LOW_AS;
        return i + 3;
    }
    return i;
}

/* A verb's particle and no bound: "handed over 30 vehicles". */
static bool is_particle(const atom_list *l, uint32_t i)
{
    return atom_is(l, i, "over") && i > 0 &&
           atom_in(l, i - 1, "hand handed handing take took taken taking turn turned turning all hands spread");
}

/* Opener and bound words, in any number: "an estimated 40", "as many as about 40". Returns the atom behind them. */
static uint32_t read_lead(number_phrase *p)
{
    uint32_t at = read_opener(p->l, p->begin, &p->opener), k;
    while ((k = read_bound(p->l, at, &p->bound, &p->out->flags)) > at)
        at = k + (uint32_t)is_mark(p->l, k, ','); /* "approximately, 60" */
    return at;
}

/* Words that are a count by themselves; an article is one only where nothing stands before it. */
static uint32_t read_count_word(const number_phrase *p, uint32_t at)
{
    static const struct {
        const char *words;
        uint8_t value, flags;
    } WORDS[] = {{"single lone sole once", 1, 0}, {"another a an", 1, COUNT_ARTICLE}, {"both twin pair twins twice", 2, 0},
                 {"triple trio", 3, 0},           {"no none nobody neither", 0, COUNT_NONE}};
    for (size_t w = 0; w < sizeof WORDS / sizeof WORDS[0]; w++) {
        if (!atom_in(p->l, at, WORDS[w].words) || (WORDS[w].flags == COUNT_ARTICLE && at > p->begin))
            continue;
        p->out->flags |= WORDS[w].flags;
        set_value(p->out, p->bound, WORDS[w].value);
        return at + 1;
    }
    return at;
}

/* Where no number stands at `at`: "dozens", "several hundred", "a", "no". Returns the phrase's end, or its begin. */
static uint32_t read_vague_phrase(number_phrase *p, uint32_t at, uint32_t *number)
{
    uint32_t e;
    if (p->opener != OPEN_NONE || (p->out->flags & COUNT_MONEY) != 0)
        return p->begin;
    if (at > p->begin && p->bound == BOUND_ABOUT && atom_is(p->l, p->begin, "some")) {
        at = *number = p->begin; /* "some fighters", "some couple thousand" */
        p->bound = BOUND_NONE;
    }
    if ((e = read_vague(p->l, at, p->out)) > at)
        return e;
    if (at > p->begin && (p->out->flags & COUNT_ESTIMATED) == 0 && p->bound != BOUND_MIN)
        return p->begin;
    e = read_count_word(p, at);
    return e > at ? e : p->begin;
}

/* "three to five million", "15-20,000": the first end is told in the second one's scale. */
static int64_t scale_first_end(const count_amount *first, const count_amount *second, bool dash)
{
    int64_t v = first->value, w = second->value;
    if (first->scale != 0)
        return v;
    if (second->scale > 0 && v < w / second->scale)
        return v * second->scale;
    return dash && v < 100 && w >= 1000 && w % 1000 == 0 && v < w / 1000 ? v * 1000 : v;
}

/* The second end of a range behind the amount: "30 to 40", "15,000-20,000+". Returns the atom behind it, or at. */
static uint32_t read_range_end(const number_phrase *p, uint32_t at, const count_amount *first)
{
    const atom_list *l = p->l;
    count_amount second;
    bound b = BOUND_NONE;
    uint8_t ignored = 0;
    bool dash = is_mark(l, at, '-');
    if (!dash && !atom_in(l, at, "to or") && !(p->opener != OPEN_NONE && atom_is(l, at, "and")))
        return at;
    uint32_t k = at + 1, m;
    while (p->opener == OPEN_LOW_AS && atom_in(l, k, "as high many"))
        k++;
    while ((m = read_bound(l, k, &b, &ignored)) > k)
        k = m;
    m = skip_money(l, k, p->out);
    bool number = is_num(l, m) || (m < l->n && (l->v[m].cls & ATOM_CARDINAL) != 0);
    if (k >= l->n || l->v[k].barrier || (dash && !number))
        return at;
    uint32_t e = count_read_amount(l, m, &second);
    if (e == m || second.fraction)
        return at;
    int64_t low = scale_first_end(first, &second, dash);
    if (second.value <= low)
        return at;
    bool open = is_mark(l, e, '+') && l->v[e].glued;
    p->out->low = low;
    p->out->high = open || b == BOUND_MIN ? REC_OPEN : second.value;
    return e + (uint32_t)open;
}

/* A bound behind the amount: "40 or more", "40+", "forty-odd", "40 at least". Returns the atom behind it, or at. */
static uint32_t read_bound_behind(const atom_list *l, uint32_t at, bound *b)
{
    if ((is_mark(l, at, '+') && l->v[at].glued) || (atom_is(l, at, "plus") && l->v[at - 1].kind == ATOM_K_NUM)) {
        *b = BOUND_MIN;
        return at + 1;
    }
    if (atom_is(l, at, "or") && atom_in(l, at + 1, "more so fewer less")) {
        *b = atom_is(l, at + 1, "more") ? BOUND_MIN : atom_is(l, at + 1, "so") ? BOUND_ABOUT : BOUND_MAX;
        return at + 2;
    }
    if (is_mark(l, at, '-') && atom_is(l, at + 1, "odd")) {
        *b = BOUND_ABOUT;
        return at + 2;
    }
    uint32_t most = at + 1 + 2 * (uint32_t)(atom_is(l, at + 1, "the") && atom_is(l, at + 2, "very"));
    if (atom_is(l, at, "at") && atom_in(l, most, "least most")) {
        *b = atom_is(l, most, "least") ? BOUND_MIN : BOUND_MAX;
        return most + 1;
    }
    bool ends = at + 2 >= l->n || l->v[at + 2].kind == ATOM_K_MARK;
    if (atom_is(l, at, "and") && atom_in(l, at + 1, "some counting more") && ends) {
        *b = BOUND_MIN;
        return at + 2;
    }
    return at;
}

uint32_t count_match(const atom_list *l, uint32_t i, uint32_t *number, count_value *out)
{
    number_phrase p = {l, i, OPEN_NONE, BOUND_NONE, out};
    count_amount amount;
    count_open(out);
    *number = i;
    if (is_particle(l, i))
        return i;
    *number = read_lead(&p);
    uint32_t at = skip_money(l, *number, out);
    if (at < l->n && l->v[at].barrier && at > i)
        return i;
    uint32_t e = count_read_amount(l, at, &amount);
    if (e == at)
        return read_vague_phrase(&p, at, number);
    if (amount.fraction)
        return i;
    uint32_t range_e = read_range_end(&p, e, &amount);
    if (range_e > e)
        return range_e;
    if (p.opener == OPEN_BETWEEN)
        return i;
    e = read_bound_behind(l, e, &p.bound);
    set_value(out, p.bound, amount.value);
    return e;
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
