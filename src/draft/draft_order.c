/* draft_order.c: the mentions by position, longer first, and every reference to them renumbered. See draft_work.h. */
#include "draft/draft_work.h"

/* order[i]: the mention that becomes number i. Counting sort by first token; few share one, so longer ones are moved up
 * by insertion. errors: NOMEM. */
static sitrep_status sort_mentions(drafter *d, const mention_list *list, uint32_t *order)
{
    uint32_t *bucket = arena_array(d->arena, d->doc->n_tokens + 2, sizeof *bucket);
    if (bucket == NULL) return SITREP_E_NOMEM;
    for (uint32_t i = 0; i < list->n; i++) bucket[list->v[i].tok_b + 1]++;
    for (uint32_t t = 0; t <= d->doc->n_tokens; t++) bucket[t + 1] += bucket[t];
    for (uint32_t i = 0; i < list->n; i++) order[bucket[list->v[i].tok_b]++] = i;
    for (uint32_t i = 1; i < list->n; i++)
        for (uint32_t k = i; k > 0 && list->v[order[k]].tok_b == list->v[order[k - 1]].tok_b &&
                             list->v[order[k]].tok_e > list->v[order[k - 1]].tok_e;
             k--) {
            uint32_t x = order[k];
            order[k] = order[k - 1];
            order[k - 1] = x;
        }
    return SITREP_OK;
}

static void move(const int32_t *now, int32_t *mention)
{
    if (*mention >= 0) *mention = now[*mention];
}

static void renumber_draft(draft *out, const int32_t *now)
{
    for (uint32_t i = 0; i < out->n_events; i++) {
        draft_event *x = &out->events[i];
        for (int r = 0; r < ROLE_N; r++)
            for (uint32_t k = 0; k < x->args[r].n; k++) move(now, &x->args[r].v[k].mention);
        move(now, &x->source.mention);
    }
    for (uint32_t i = 0; i < out->n_figures; i++) {
        move(now, &out->figures[i].group.mention);
        move(now, &out->figures[i].source.mention);
    }
    for (uint32_t i = 0; i < out->n_control; i++) {
        draft_control *c = &out->control[i];
        move(now, &c->place);
        draft_arg *const args[] = {&c->holder, &c->from, &c->by, &c->time, &c->source};
        for (size_t k = 0; k < sizeof args / sizeof *args; k++) move(now, &args[k]->mention);
    }
    for (uint32_t i = 0; i < out->n_relations; i++) {
        move(now, &out->relations[i].from);
        move(now, &out->relations[i].to);
    }
    for (uint32_t i = 0; i < out->n_sayings; i++) {
        move(now, &out->sayings[i].source);
        move(now, &out->sayings[i].venue);
    }
}

sitrep_status draft_order_mentions(drafter *d)
{
    mention_list *list = &d->out->mentions;
    uint32_t *order = arena_array(d->arena, list->n + 1, sizeof *order);
    int32_t *now = arena_array(d->arena, list->n + 1, sizeof *now); /* old number -> new number */
    mention *v = arena_array(d->arena, list->n + 1, sizeof *v);
    if (order == NULL || now == NULL || v == NULL || sort_mentions(d, list, order) != SITREP_OK) return SITREP_E_NOMEM;
    for (uint32_t i = 0; i < list->n; i++) {
        now[order[i]] = (int32_t)i;
        v[i] = list->v[order[i]];
    }
    for (uint32_t i = 0; i < list->n; i++) move(now, &v[i].antecedent);
    list->v = v;
    renumber_draft(d->out, now);
    return SITREP_OK;
}
