/* timex.c: a document's time expressions: matching, tense, narrative, open intervals and ranges. See timex.h. */
#include "time/timex.h"

#include <stdio.h>
#include <string.h>

#include "time/time_grammar.h"
#include "time/time_resolve.h"
#include "time/time_tune.h"

const char *timex_type_name(uint8_t type)
{
    static const char *const NAME[] = {"DATE", "TIME", "DURATION", "SET"};
    return NAME[type & 3];
}

/* Words of plan and schedule: their time lies ahead whatever their form. */
static const char PLAN_WORDS[] = "scheduled expected planned slated due upcoming planning intends ll effective payable";

/* Does atom k speak of what lies ahead? "the plan" and "set aside plans" tell no time: only "plans to" does. */
static bool is_ahead(const atom_list *l, uint32_t k)
{
    return (l->v[k].cls & ATOM_FUTURE) != 0 || atom_in(l, k, PLAN_WORDS) ||
           (atom_in(l, k, "plan plans set") && atom_is(l, k + 1, "to"));
}

/* "had (been, previously, not) X": the verb at k is told from a later past, and so is the time that it planned for. */
static bool is_past_perfect(const atom_list *l, uint32_t k)
{
    for (uint32_t n = 0; k > 0 && n < 3; n++) {
        k--;
        if (atom_is(l, k, "had"))
            return true;
        if (!atom_in(l, k, "been already previously not originally earlier long never"))
            return false;
    }
    return false;
}

/* Does the sentence of atoms [b, e) tell it all from a later past ("had filed by Friday", "until Friday they had not met")? */
static bool beside_past_perfect(const atom_list *l, uint32_t b, uint32_t e)
{
    uint32_t from = b > TUNE_TENSE_WINDOW ? b - TUNE_TENSE_WINDOW : 0, to = e + TUNE_TENSE_WINDOW < l->n ? e + TUNE_TENSE_WINDOW : l->n;
    for (uint32_t k = from; k < to; k++)
        if (l->v[k].sentence == l->v[b].sentence && atom_is(l, k, "had"))
            return true;
    return false;
}

/* "Wednesday's strike": the words before belong to the strike, not to the day. */
static bool is_possessor(const atom_list *l, uint32_t e)
{
    return e + 1 < l->n && l->v[e].kind == ATOM_K_MARK && l->v[e].low[0] == '\'' && l->v[e].glued && atom_is(l, e + 1, "s") &&
           l->v[e + 1].glued;
}

/* The tense of the verb nearest to atoms [b, e): to the left first, since "said Friday that they will" dates the saying. */
static time_tense tense_at(const atom_list *l, uint32_t b, uint32_t e)
{
    uint32_t sentence = l->v[b].sentence;
    if (b > 1 && atom_is(l, b - 1, "as") && atom_in(l, b - 2, "soon early late"))
        return TENSE_FUTURE; /* "as soon as Tuesday" */
    if (b > 0 && !is_possessor(l, e) && !(b > 1 && atom_is(l, b - 2, "not")) && !beside_past_perfect(l, b, e) &&
        (atom_in(l, b - 1, "until till by") || (atom_is(l, b - 1, "for") && (l->v[b].cls & ATOM_WEEKDAY) != 0)))
        return TENSE_FUTURE; /* deadlines */
    for (uint32_t k = b, n = 0; k-- > 0 && n < TUNE_TENSE_WINDOW; n++) {
        if (l->v[k].sentence != sentence || l->v[k].barrier)
            break;
        if (is_ahead(l, k))
            return is_past_perfect(l, k) ? TENSE_PAST : TENSE_FUTURE;
        if ((l->v[k].cls & ATOM_PAST) != 0)
            return TENSE_PAST;
    }
    for (uint32_t k = e, n = 0; k < l->n && n < TUNE_TENSE_WINDOW; k++, n++) {
        if (l->v[k].sentence != sentence || l->v[k].barrier)
            break;
        if (is_ahead(l, k))
            return is_past_perfect(l, k) ? TENSE_PAST : TENSE_FUTURE;
        if ((l->v[k].cls & ATOM_PAST) != 0)
            return TENSE_PAST;
    }
    return TENSE_UNKNOWN;
}

static uint32_t count_years(const time_expr *x, uint32_t n)
{
    uint32_t years = 0;
    for (uint32_t i = 0; i < n; i++) years += x[i].kind == TX_DATE && x[i].year != TIME_NO_YEAR;
    return years;
}

/* News or narrative? See time_tune.h. */
static bool is_narrative(const time_expr *x, uint32_t n, const char *published)
{
    calendar_date pub;
    uint32_t years = 0, other = 0, deictic = 0, dates = 0;
    if (!calendar_read(published, &pub))
        return true;
    for (uint32_t i = 0; i < n; i++) {
        if (x[i].kind == TX_DATE) {
            dates++;
            if (x[i].year != TIME_NO_YEAR) {
                years++;
                other += x[i].year < pub.y - 1;
            }
        } else if (x[i].kind == TX_WEEKDAY || x[i].kind == TX_DAYS || (x[i].kind == TX_UNIT && (x[i].rel == REL_LAST || x[i].rel == REL_THIS))) {
            dates++;
            deictic++;
        }
    }
    return years >= TUNE_NARRATIVE_MIN_YEARS && other * 10 >= years * TUNE_NARRATIVE_OTHER_TENTHS && deictic * 10 <= dates;
}

static sitrep_status collect(base_arena *arena, const atom_list *l, time_expr **out, uint32_t *n_out)
{
    size_t cap = 32;
    uint32_t n = 0;
    time_expr *v = arena_array(arena, cap, sizeof *v);
    if (v == NULL)
        return SITREP_E_NOMEM;
    for (uint32_t i = 0; i < l->n;) {
        time_expr x;
        bool found;
        /* a word class or a number or one of the few opening words must stand here */
        if (n > 0 && i == v[n - 1].atom_e && time_match_tail(l, &v[n - 1], i, &x)) {
            found = true;
        } else if (l->v[i].cls == 0 && l->v[i].kind == ATOM_K_WORD &&
                   !atom_in(l, i, "fiscal financial every each per at more less fewer longer only just approximately very good nowruz norooz "
                                  "valentine labor labour armistice veterans q up half present near")) {
            found = false;
        } else {
            found = time_match(l, i, &x);
        }
        if (!found) {
            i++;
            continue;
        }
        v = arena_grow(arena, v, n, &cap, sizeof *v);
        if (v == NULL)
            return SITREP_E_NOMEM;
        v[n++] = x;
        i = x.atom_e;
    }
    *out = v;
    *n_out = n;
    return SITREP_OK;
}

/* "since" and "until" before an expression open one side. */
static void open_interval(const atom_list *l, const time_expr *x, timex *t)
{
    uint32_t b = x->atom_b;
    if (b > 0 && atom_in(l, b - 1, "early late"))
        b--;
    if (b == 0 || t->start[0] == '\0' || l->v[b].barrier || is_possessor(l, x->atom_e))
        return;
    bool within = (x->part != PART_NONE || x->hour >= 0) && atom_in(l, b - 1, "before by after"); /* "before dawn on Friday": on it */
    if (within)
        return;
    if (atom_is(l, b - 1, "since") || (atom_is(l, b - 1, "as") && b > 1 && atom_is(l, b - 2, "since"))) {
        (void)snprintf(t->end, sizeof t->end, "..");
        t->flags |= TIMEX_OPEN_END;
    } else if (atom_in(l, b - 1, "until till by before")) {
        (void)snprintf(t->start, sizeof t->start, "..");
        t->flags |= TIMEX_OPEN_START;
    } else if (atom_is(l, b - 1, "after") && t->type == TIMEX_DATE) {
        (void)snprintf(t->end, sizeof t->end, "..");
        t->flags |= TIMEX_OPEN_END;
    }
}

/* "from 3 May to 7 May", "between March and June", "2011-2014": both ends get the whole interval. */
static void join_ranges(const atom_list *l, const time_expr *x, timex *t, uint32_t n)
{
    for (uint32_t i = 0; i + 1 < n; i++) {
        uint32_t m = x[i].atom_e;
        if (x[i + 1].atom_b != m + 1 || t[i].type != TIMEX_DATE || t[i + 1].type != TIMEX_DATE || t[i].start[0] == '\0' || t[i + 1].end[0] == '\0')
            continue;
        bool between = x[i].atom_b > 0 && atom_is(l, x[i].atom_b - 1, "between") && atom_is(l, m, "and");
        bool to = atom_in(l, m, "to until till through") || (l->v[m].kind == ATOM_K_MARK && l->v[m].low[0] == '-');
        if ((!between && !to) || strcmp(t[i + 1].end, "..") == 0)
            continue;
        if ((t[i + 1].flags & TIMEX_OPEN_START) == 0 && strncmp(t[i].start, t[i + 1].start, 10) > 0)
            continue; /* not in order: no interval */
        memcpy(t[i].end, t[i + 1].end, sizeof t[i].end);
        memcpy(t[i + 1].start, t[i].start, sizeof t[i].start);
        t[i].flags = (uint16_t)(t[i].flags & ~(TIMEX_OPEN_END | TIMEX_OPEN_START));
        t[i + 1].flags = (uint16_t)(t[i + 1].flags & ~(TIMEX_OPEN_END | TIMEX_OPEN_START));
    }
}

/* "One week ago, on Tuesday the 7th": the day says when in that week it was. */
static void narrow_apposed(const atom_list *l, const time_expr *x, timex *t, uint32_t n)
{
    for (uint32_t i = 0; i + 1 < n; i++) {
        uint32_t m = x[i].atom_e;
        bool apposed = x[i + 1].atom_b == m + 1 + (uint32_t)atom_is(l, m + 1, "on") && l->v[m].kind == ATOM_K_MARK && l->v[m].low[0] == ',';
        bool wider = strcmp(t[i].precision, "week") == 0 || strcmp(t[i].precision, "month") == 0 || strcmp(t[i].precision, "year") == 0;
        if (!apposed || !wider || t[i].type != TIMEX_DATE || strcmp(t[i + 1].precision, "day") != 0 || (t[i].flags & (TIMEX_OPEN_END | TIMEX_OPEN_START)) != 0 ||
            strncmp(t[i + 1].start, t[i].start, strlen(t[i].start)) < 0 || strncmp(t[i + 1].end, t[i].end, strlen(t[i].end)) > 0)
            continue;
        memcpy(t[i].start, t[i + 1].start, sizeof t[i].start);
        memcpy(t[i].end, t[i + 1].end, sizeof t[i].end);
        t[i].precision = t[i + 1].precision;
    }
}

/* Takes out what is no time in news: ages, "former". Histories count them as such, so they stay there. */
static uint32_t drop_weak(const atom_list *l, time_expr *x, uint32_t n, bool narrative)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < n; i++) {
        bool weak = (x[i].flags & TIMEX_AGE) != 0 || atom_in(l, x[i].atom_b, "former formerly future");
        bool title = x[i].kind == TX_UNIT && x[i].month == 0 && l->v[x[i].atom_e - 1].capital && l->v[x[i].atom_b].capital && x[i].atom_e - x[i].atom_b == 2;
        bool manner = atom_is(l, x[i].atom_b, "soon") && x[i].atom_b > 0 && atom_in(l, x[i].atom_b - 1, "as too how");
        /* "soon" behind a past verb orders the story; it is no future time */
        manner = manner || (atom_is(l, x[i].atom_b, "soon") && (atom_in(l, x[i].atom_e, "after as") ||
                                                                tense_at(l, x[i].atom_b, x[i].atom_e) == TENSE_PAST ||
                                                                (x[i].atom_e < l->n && (l->v[x[i].atom_e].cls & ATOM_PAST) != 0)));
        if (title || manner || (weak && !narrative))
            continue;
        x[kept++] = x[i];
    }
    return kept;
}

/* "January 12 and January 16, 1936": the year is that of both. */
static void share_years(const atom_list *l, time_expr *x, uint32_t n)
{
    for (uint32_t i = n; i-- > 1;) {
        time_expr *a = &x[i - 1];
        const time_expr *b = &x[i];
        uint32_t m = a->atom_e;
        if (a->kind == TX_DATE && b->kind == TX_DATE && a->month > 0 && a->year == TIME_NO_YEAR && !a->same_year && b->year != TIME_NO_YEAR &&
            b->month >= a->month && b->atom_b == m + 1 &&
            (atom_in(l, m, "and to until through or") || (l->v[m].kind == ATOM_K_MARK && l->v[m].low[0] == '-')))
            a->year = b->year;
    }
}

sitrep_status timex_read(base_arena *arena, const text_doc *doc, const char *published, timex_list *out)
{
    atom_list l;
    time_expr *x = NULL;
    uint32_t n = 0;
    time_anchor anchor;
    out->v = NULL;
    out->n = 0;
    sitrep_status s = atom_split(arena, doc, &l);
    if (s == SITREP_OK)
        s = collect(arena, &l, &x, &n);
    if (s != SITREP_OK)
        return s;
    timex *t = arena_array(arena, n, sizeof *t);
    if (t == NULL)
        return SITREP_E_NOMEM;
    bool narrative = is_narrative(x, n, published);
    n = drop_weak(&l, x, n, narrative);
    share_years(&l, x, n);
    resolve_begin(&anchor, published, narrative);
    anchor.passing = !anchor.has_pub && count_years(x, n) < TUNE_NARRATIVE_MIN_YEARS;
    for (uint32_t i = 0; i < n; i++) {
        time_tense tense = tense_at(&l, x[i].atom_b, x[i].atom_e);
        anchor.paragraph = doc->sents[l.v[x[i].atom_b].sentence].paragraph;
        t[i].span.b = l.v[x[i].atom_b].span.b;
        t[i].span.e = l.v[x[i].atom_e - 1].span.e;
        atom_tokens(doc, t[i].span, &t[i].tok_b, &t[i].tok_e);
        resolve_expr(&anchor, &x[i], l.v[x[i].atom_b].sentence, tense, &t[i]);
        if (tense == TENSE_FUTURE)
            t[i].flags |= TIMEX_FUTURE;
        open_interval(&l, &x[i], &t[i]);
    }
    join_ranges(&l, x, t, n);
    narrow_apposed(&l, x, t, n);
    out->v = t;
    out->n = n;
    return SITREP_OK;
}

const timex *timex_at(const timex_list *list, base_span span)
{
    uint32_t lo = 0, hi = list->n; /* first expression that ends beyond span.b */
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (list->v[mid].span.e <= span.b)
            lo = mid + 1;
        else
            hi = mid;
    }
    const timex *best = NULL;
    uint32_t most = 0;
    for (; lo < list->n && list->v[lo].span.b < span.e; lo++) {
        const timex *t = &list->v[lo];
        uint32_t b = t->span.b > span.b ? t->span.b : span.b, e = t->span.e < span.e ? t->span.e : span.e;
        if (e - b > most) {
            most = e - b;
            best = t;
        }
    }
    return best;
}

uint32_t timex_from(const timex_list *list, uint32_t tok)
{
    uint32_t lo = 0, hi = list->n;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (list->v[mid].tok_b < tok)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

void timex_to_rec(const timex *x, rec_time *out)
{
    memset(out, 0, sizeof *out);
    out->precision = out->basis = "none";
    if (x == NULL)
        return;
    out->start = x->start[0] != '\0' ? x->start : NULL;
    out->end = x->end[0] != '\0' ? x->end : NULL;
    out->precision = x->precision;
    out->basis = x->basis;
    out->span = x->span;
}
