/* count_find.c: the candidates of a document, and what is no figure. See count.h. */
#include "count/count.h"

#include <string.h>

#include "base/numeral.h"
#include "count/count_kind.h"
#include "count/count_phrase.h"

/* A name that carries a number: "Route 5", "Resolution 2254", "T-72", "4th Brigade", "Su 25". */
static bool is_name_number(const atom_list *l, uint32_t b, uint32_t e)
{
    const time_atom *a = &l->v[b];
    if (a->kind == ATOM_K_NUM) {
        if (e < l->n && l->v[e].glued && (l->v[e].kind == ATOM_K_WORD || is_mark(l, e, '/') || is_mark(l, e, ':') || is_mark(l, e, '%')))
            return true; /* 4th, 9M133, 24/7, 10:30, 40% */
        if (b > 0 && a->glued && !is_mark(l, b - 1, '(') && !is_mark(l, b - 1, '"') && !is_mark(l, b - 1, '[') && !is_mark(l, b - 1, '~') &&
            !is_mark(l, b - 1, '?') && !(is_mark(l, b - 1, '-') && !l->v[b - 1].glued) && !(is_mark(l, b - 1, '-') && e - b > 2))
            return true; /* T-72, G7, #5, 3/4 */
        if (is_mark(l, e, '-') && e + 1 < l->n && l->v[e].glued && l->v[e + 1].glued && l->v[e + 1].kind == ATOM_K_NUM)
            return true; /* 3-1, 555-0123: a range would have been taken whole */
        if (a->barrier && is_mark(l, e, '.') && l->v[e].glued && a->digits <= 2)
            return true; /* a numbered list */
        if (a->fraction != 0 && e == b + 1 && strchr(a->low, '.') != NULL && strlen(strchr(a->low, '.')) != 4)
            return true;
    }
    if (b > 0 && !l->v[b].barrier && l->v[b - 1].kind == ATOM_K_WORD &&
        (atom_in(l, b - 1, "route highway road resolution article unit number no area zone sector channel chapter room flight boeing airbus flt block camp "
                           "section paragraph page phase group group article chapter gate terminal brigade division corps regiment battalion squadron "
                           "line protocol annex type model mark version level grade day page vol issue episode season track lot verse sura surah ak cnn "
                           "fox radio tv bbc covid aged age apollo soyuz gps formula top")) && l->v[b].kind == ATOM_K_NUM)
        return l->v[b - 1].capital || atom_in(l, b - 1, "no aged age number page level phase grade top");
    if (b > 0 && atom_in(l, b - 1, "aged age ages") && !l->v[b].barrier)
        return true;
    return false;
}

/* "two-year-old", "aged 12", "Smith, 45," */
static bool is_age(const atom_list *l, uint32_t b, uint32_t e)
{
    uint32_t k = is_mark(l, e, '-') ? e + 1 : e;
    if (atom_in(l, k, "year years month months day days week weeks") && (atom_is(l, k + 1, "old") || (is_mark(l, k + 1, '-') && atom_is(l, k + 2, "old"))))
        return true;
    if (l->v[b].kind == ATOM_K_NUM && l->v[b].num < 110 && b > 1 && is_mark(l, b - 1, ',') && e < l->n && (is_mark(l, e, ',') || is_mark(l, e, '.')) &&
        l->v[b - 2].kind == ATOM_K_WORD && l->v[b - 2].capital && e == b + 1)
        return true;
    return atom_in(l, e, "years") && atom_in(l, e + 1, "old of");
}

/* Shares, fractions, measures and other quantities that count nobody. */
static bool is_quantity(const atom_list *l, uint32_t b, uint32_t e, const count_value *v)
{
    uint32_t k = is_mark(l, e, '-') && l->v[e].glued ? e + 1 : e;
    if (kind_is_measure(l, k) && !(atom_is(l, k, "per") && !atom_is(l, k + 1, "cent")))
        return !(v->vague[0] != '\0' && atom_in(l, k, "o second"));
    if (is_mark(l, e, '%') || is_mark(l, e, '$'))
        return true;
    if (k < l->n && (l->v[k].cls & (ATOM_ORDINAL | ATOM_UNIT)) != 0 && (k > e || (l->v[k].cls & ATOM_UNIT) != 0))
        return true; /* two-thirds, three days */
    if ((atom_is(l, k, "quarters") || atom_is(l, k, "halves")))
        return true;
    if (atom_in(l, k, "square cubic nautical") || (atom_is(l, k, "more") && kind_is_measure(l, k + 1)))
        return true;
    (void)b;
    return false;
}

/* Words that are numbers elsewhere and none here: "one day", "no one", "one of the largest". */
static bool is_idle_word(const atom_list *l, uint32_t b, uint32_t e)
{
    if (atom_is(l, b, "one") && e == b + 1) {
        if (b > 0 && !l->v[b].barrier && atom_in(l, b - 1, "no any the this each every another not first last latest new same other"))
            return true;
        if (b > 0 && !l->v[b].barrier && atom_in(l, b - 1, "that which only some") && !kind_is_person(l, e) && !kind_is_person(l, e + 1) &&
            !kind_is_equipment(l, e) && !atom_in(l, e, "was of"))
            return true;
        if (atom_in(l, e, "day another thing point hand side way time reason aspect step part can must should has might must s") && !l->v[e].barrier)
            return true;
        if (is_mark(l, e, '\'') || is_mark(l, e, '-'))
            return true;
        if (atom_is(l, e, "of") && atom_in(l, e + 1, "the its his their those these many several")) {
            for (uint32_t i = e + 2; i < l->n && i < e + 7; i++) {
                size_t n = strlen(l->v[i].low);
                if (atom_in(l, i, "most first last main key few only best") || (n > 4 && strcmp(l->v[i].low + n - 3, "est") == 0))
                    return true;
            }
        }
    }
    if (atom_in(l, b, "second") || (atom_is(l, b, "scores") && is_mark(l, e, ':')))
        return true;
    if (atom_is(l, b, "both") && e == b + 1) /* "both sides", "both the army and": no count of people */
        return !(kind_is_person(l, e) || kind_is_harm(l, e) || atom_in(l, e, "were of"));
    return false;
}

/* Articles, "no" and bare vague words count only beside persons or harm. */
static bool is_weak_count(const atom_list *l, uint32_t b, uint32_t e, uint32_t noun, const count_value *v)
{
    uint32_t sentence = l->v[b].sentence;
    if ((v->flags & COUNT_ARTICLE) != 0) {
        if (atom_is(l, b, "another") && !kind_is_person(l, noun)) { /* "wounding another", "another was left wounded" */
            for (uint32_t i = b > 3 ? b - 3 : 0; i < l->n && i < e + 4; i++)
                if (i != b && l->v[i].sentence == sentence && kind_is_harm(l, i))
                    return noun < l->n && noun < e + 2 && !kind_is_harm(l, noun) && !atom_in(l, noun, "was were");
            return true;
        }
        if (!kind_is_person(l, noun) || atom_in(l, noun, "others other dead wounded injured people troops") || noun - e > 4)
            return true;
        size_t n = strlen(l->v[noun].low);
        if (l->v[noun].low[n - 1] == 's' || (noun + 1 < l->n && atom_in(l, noun + 1, "said told says")))
            return true;
        for (uint32_t i = noun + 1; i < l->n && i < noun + 10 && l->v[i].sentence == sentence; i++)
            if (kind_is_harm(l, i))
                return false;
        for (uint32_t i = b; i-- > 0 && i + 8 > b && l->v[i].sentence == sentence;)
            if (kind_is_harm(l, i))
                return false;
        return true;
    }
    if ((v->flags & COUNT_NONE) != 0)
        return !(atom_in(l, e, "casualties deaths injuries civilian civilians fatalities losses survivors victims wounded one") ||
                 (atom_in(l, b, "none nobody") && e < l->n)) ||
               (atom_is(l, e, "one") && !(kind_is_harm(l, e + 2)));
    if (v->vague[0] != '\0' && (strcmp(v->vague, "some") == 0 || strcmp(v->vague, "many") == 0 || strcmp(v->vague, "various") == 0 ||
                                strcmp(v->vague, "few") == 0)) {
        if (b > 0 && atom_in(l, b - 1, "so how as too for in very not"))
            return true;
        if (!kind_is_person(l, noun) && !kind_is_equipment(l, noun) && !kind_is_shot(l, noun) && !(atom_is(l, b, "many") && kind_is_harm(l, e)))
            return true;
    }
    return false;
}

/* "another", "a total of", "additional" are outside a figure's words. */
static uint32_t skip_outside(const atom_list *l, uint32_t i)
{
    if (atom_in(l, i, "another additional further")) {
        uint32_t k = i + 1;
        if (k < l->n && (l->v[k].kind == ATOM_K_NUM || (l->v[k].cls & ATOM_CARDINAL) != 0 || atom_in(l, k, "dozen hundred several at about around")))
            return k;
    }
    if (atom_is(l, i, "a") && atom_is(l, i + 1, "total") && atom_is(l, i + 2, "of"))
        return i + 3;
    return i;
}

sitrep_status count_find(base_arena *arena, const text_doc *doc, const timex_list *times, count_list *out)
{
    atom_list l;
    size_t cap = 16;
    uint32_t t = 0;
    out->n = 0;
    out->v = NULL;
    sitrep_status s = atom_split(arena, doc, &l);
    if (s != SITREP_OK)
        return s;
    count_item *v = arena_array(arena, cap, sizeof *v);
    if (v == NULL)
        return SITREP_E_NOMEM;
    uint32_t n = 0;
    for (uint32_t i = 0; i < l.n;) {
        count_item item;
        uint32_t b = skip_outside(&l, i), number, e;
        memset(&item, 0, sizeof item);
        e = count_match(&l, b, &number, &item.value);
        if (e <= b) {
            i++;
            continue;
        }
        item.span.b = l.v[b].span.b;
        item.span.e = l.v[e - 1].span.e;
        while (times != NULL && t < times->n && times->v[t].span.e <= item.span.b)
            t++;
        bool dated = times != NULL && t < times->n && span_overlaps(times->v[t].span, item.span) && (times->v[t].flags & TIMEX_AGE) == 0 &&
                     item.value.vague[0] == '\0' && (item.value.flags & COUNT_ARTICLE) == 0;
        uint32_t noun = kind_noun(&l, e);
        if (dated || is_name_number(&l, number, e) || is_age(&l, number, e) || is_quantity(&l, number, e, &item.value) ||
            (item.value.flags & COUNT_MONEY) != 0 || is_idle_word(&l, number, e) || is_weak_count(&l, number, e, noun, &item.value)) {
            /* go on behind the number, but behind an article or a bound word look again: "a 12-year-old" */
            bool small = (item.value.flags & (COUNT_ARTICLE | COUNT_NONE)) != 0 || item.value.vague[0] != '\0';
            i = small ? b + 1 : e;
            while (i < l.n && !small && l.v[i].glued && l.v[i].kind != ATOM_K_MARK)
                i++;
            continue;
        }
        atom_tokens(doc, item.span, &item.tok_b, &item.tok_e);
        if (noun < l.n)
            item.noun = l.v[noun].span;
        item.kind = kind_guess(&l, b, e, noun, &item.kind_score);
        item.unit = kind_unit(&l, noun, item.kind);
        v = arena_grow(arena, v, n, &cap, sizeof *v);
        if (v == NULL)
            return SITREP_E_NOMEM;
        v[n++] = item;
        i = e;
    }
    out->v = v;
    out->n = n;
    return SITREP_OK;
}

const char *count_guess_kind(const text_doc *doc, uint32_t tok_b, uint32_t tok_e, float *score)
{
    enum { MAX_ATOMS = 160 };
    time_atom v[MAX_ATOMS];
    float unused;
    if (score == NULL)
        score = &unused;
    *score = 0;
    if (tok_b >= tok_e || tok_e > doc->n_tokens)
        return NULL;
    /* the sentence around the phrase, 60 tokens each way at most */
    uint32_t b = tok_b, e = tok_e, sentence = doc->tokens[tok_b].sentence;
    while (b > 0 && tok_b - b < 40 && doc->tokens[b - 1].sentence == sentence)
        b--;
    while (e < doc->n_tokens && e - tok_e < 40 && doc->tokens[e].sentence == sentence)
        e++;
    atom_list l = {v, atom_split_span(doc, text_span(doc, b, e), v, MAX_ATOMS)};
    uint32_t from = 0, to;
    while (from < l.n && l.v[from].span.e <= doc->tokens[tok_b].span.b)
        from++;
    for (to = from; to < l.n && l.v[to].span.b < doc->tokens[tok_e - 1].span.e;)
        to++;
    if (from >= l.n)
        return NULL;
    return kind_guess(&l, from, to, kind_noun(&l, to), score);
}

const char *count_vague(base_arena *arena, const count_value *v, bool *failed)
{
    *failed = false;
    if (v->vague[0] == '\0')
        return NULL;
    char *s = arena_strndup(arena, v->vague, strlen(v->vague));
    *failed = s == NULL;
    return s;
}
