/* draft_figures.c: number phrases with what they count, and places with who holds them since. See draft_work.h. */
#include <string.h>

#include "draft/draft_tune.h"
#include "draft/draft_work.h"
#include "text/dateline.h"

static const draft_arg NO_ARG = {-1, 0.0f};

/* Harm of war: no match knows it ("two defenders limped off with wounded ankles"). */
static bool is_harm(const char *kind)
{
    static const char *const harm[] = {"killed", "wounded", "casualties", "captured", "missing"};
    for (size_t i = 0; i < sizeof harm / sizeof *harm; i++)
        if (strcmp(kind, harm[i]) == 0) return true;
    return false;
}

/* The likelihood of each kind of figure: "B-killed" and "I-killed" together, over the words of the phrase; of harm none in sport. */
static void weigh_kinds(const drafter *d, int h, draft_figure *f)
{
    float total = 0.0f;
    for (int l = 1; l + 1 < model_label_count(d->m, h) && f->n_kinds < DRAFT_FIGURE_KINDS; l += 2) {
        float sum = 0.0f;
        for (uint32_t t = f->tok_b; t < f->tok_e; t++) sum += draft_prob_at(d, h, t, l) + draft_prob_at(d, h, t, l + 1);
        f->kinds[f->n_kinds] = model_label_name(d->m, h, l) + 2;
        if (d->sport && is_harm(f->kinds[f->n_kinds])) sum = 0.0f;
        f->p[f->n_kinds++] = sum;
        total += sum;
    }
    uint32_t best = 0;
    for (uint32_t k = 0; k < f->n_kinds; k++) {
        f->p[k] = total > 0.0f ? f->p[k] / total : 0.0f;
        if (f->p[k] > f->p[best]) best = k;
    }
    if (f->n_kinds > 0) f->kind = f->kinds[best];
}

static sitrep_status add_figure(drafter *d, int h, uint32_t b, uint32_t e, float score)
{
    draft_figure *v = arena_grow(d->arena, d->out->figures, d->out->n_figures, &d->cap_figures, sizeof *v);
    if (v == NULL) return SITREP_E_NOMEM;
    d->out->figures = v;
    d->figure_of[e - 1] = (int32_t)d->out->n_figures;
    draft_figure *f = &v[d->out->n_figures++];
    *f = (draft_figure){.tok_b = b,
                        .tok_e = e,
                        .kind = draft_label_at(d, h, b) + 2,
                        .score = score,
                        .group = NO_ARG,
                        .source = NO_ARG,
                        .cue = -1,
                        .event = -1,
                        .of = -1};
    weigh_kinds(d, h, f);
    return SITREP_OK;
}

/* "17:30 Death toll rises", "in 2014": every word belongs to a date or a clock time. */
static bool is_time(const drafter *d, uint32_t b, uint32_t e)
{
    const timex *x = timex_at(d->times, text_span(d->doc, b, e));
    return x != NULL && x->tok_b <= b && x->tok_e >= e && (x->type == TIMEX_DATE || x->type == TIMEX_TIME);
}

static sitrep_status find_figures(drafter *d, int h)
{
    for (uint32_t b, e = 0; draft_next_span(d, h, &b, &e);) {
        float sum = 0.0f;
        for (uint32_t k = b; k < e; k++) sum += draft_something_at(d, h, k);
        sum /= (float)(e - b);
        if (sum >= DRAFT_FIGURE_MIN && !is_time(d, b, e) && add_figure(d, h, b, e, sum) != SITREP_OK) return SITREP_E_NOMEM;
    }
    return SITREP_OK;
}

/* *x becomes to, where there is one and the link is likelier than floor and than the best before. */
static void best_index(int32_t *x, int32_t to, float score, float floor, float *best)
{
    if (to < 0 || score < floor || score <= *best) return;
    *x = to;
    *best = score;
}

/* Whom a figure counts, who says so, in which event, and of which other figure it is a part. */
static sitrep_status link_figures(drafter *d, int h)
{
    const model_link *b, *e;
    draft_links_of(d, h, &b, &e);
    int group = model_label(d->m, h, "group"), source = model_label(d->m, h, "source");
    int event = model_label(d->m, h, "event"), of = model_label(d->m, h, "of");
    float *best = arena_array(d->arena, 2 * (size_t)d->out->n_figures + 1, sizeof *best);
    if (best == NULL) return SITREP_E_NOMEM;
    sitrep_status s = SITREP_OK;
    for (const model_link *l = b; l < e && s == SITREP_OK; l++) {
        int32_t i = d->figure_of[l->from];
        if (i < 0 || text_is_parted(d->doc, l->from, l->to)) continue;
        draft_figure *x = &d->out->figures[i];
        if (l->label == group)
            s = draft_best_arg(d, &x->group, l, DRAFT_GROUP_MIN, MENTION_GROUP);
        else if (l->label == source)
            s = draft_best_arg(d, &x->source, l, DRAFT_SOURCE_MIN, MENTION_SOURCE);
        else if (l->label == event)
            best_index(&x->event, d->event_of[l->to], l->score, DRAFT_FIGEVENT_MIN, &best[2 * i]);
        else if (l->label == of && d->figure_of[l->to] != i)
            best_index(&x->of, d->figure_of[l->to], l->score, DRAFT_OF_MIN, &best[2 * i + 1]);
    }
    return s;
}

sitrep_status draft_read_figures(drafter *d)
{
    int h = d->head[HEAD_FIGURE], links = d->head[HEAD_FIG];
    if (h < 0) return SITREP_OK;
    sitrep_status s = find_figures(d, h);
    return s != SITREP_OK || links < 0 ? s : link_figures(d, links);
}

static sitrep_status find_control(drafter *d, int h)
{
    for (uint32_t t = 0; t < d->doc->n_tokens; t++) {
        if (draft_something_at(d, h, t) < DRAFT_CONTROL_MIN) continue;
        float p;
        int l = draft_best_at(d, h, t, &p);
        int32_t place = draft_mention_at(d, t, MENTION_PLACE);
        draft_control *v = arena_grow(d->arena, d->out->control, d->out->n_control, &d->cap_control, sizeof *v);
        if (place < 0 || v == NULL) return SITREP_E_NOMEM;
        d->out->control = v;
        d->control_of[t] = (int32_t)d->out->n_control;
        v[d->out->n_control++] = (draft_control){.place = place,
                                                 .change = model_label_name(d->m, h, l),
                                                 .asserted = draft_label_at(d, d->head[HEAD_ASSERTED], t),
                                                 .score = p,
                                                 .holder = NO_ARG,
                                                 .from = NO_ARG,
                                                 .by = NO_ARG,
                                                 .time = NO_ARG,
                                                 .source = NO_ARG,
                                                 .cue = -1};
    }
    return SITREP_OK;
}

static sitrep_status link_control(drafter *d, int h)
{
    const model_link *b, *e;
    draft_links_of(d, h, &b, &e);
    int holder = model_label(d->m, h, "holder"), from = model_label(d->m, h, "from"), by = model_label(d->m, h, "by");
    int when = model_label(d->m, h, "time"), source = model_label(d->m, h, "source");
    sitrep_status s = SITREP_OK;
    for (const model_link *l = b; l < e && s == SITREP_OK; l++) {
        int32_t i = d->control_of[l->from];
        if (i < 0) continue;
        draft_control *x = &d->out->control[i];
        if (l->label == holder)
            s = draft_best_arg(d, &x->holder, l, DRAFT_HOLDER_MIN, MENTION_HOLDER);
        else if (l->label == from)
            s = draft_best_arg(d, &x->from, l, DRAFT_HOLDER_MIN, MENTION_HOLDER);
        else if (l->label == by)
            s = draft_best_arg(d, &x->by, l, DRAFT_HOLDER_MIN, MENTION_HOLDER);
        else if (l->label == when)
            s = draft_best_arg(d, &x->time, l, DRAFT_TIME_MIN, MENTION_TIME);
        else if (l->label == source)
            s = draft_best_arg(d, &x->source, l, DRAFT_SOURCE_MIN, MENTION_SOURCE);
    }
    return s;
}

sitrep_status draft_read_control(drafter *d)
{
    int h = d->head[HEAD_CONTROL], links = d->head[HEAD_CTL];
    if (h < 0 || d->sport) return SITREP_OK;
    sitrep_status s = find_control(d, h);
    return s != SITREP_OK || links < 0 ? s : link_control(d, links);
}
