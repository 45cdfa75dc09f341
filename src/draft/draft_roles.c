/* draft_roles.c: the links of a trigger as who, whom, where, when and by what. See draft_work.h. */
#include <string.h>
#include <strings.h>

#include "draft/draft_tune.h"
#include "draft/told_day.h"
#include "text/dateline.h"
#include "draft/draft_work.h"
#include "lexicon/ontology.h"

static const struct {
    const char *label; /* of the arg head */
    mention_role role;
    float floor; /* a link as likely as this fills the role; */
    float low;   /* one as likely as this, when nothing else does */
} ROLES[ROLE_N] = {
    [ROLE_AGENT] = {"agents", MENTION_AGENT, DRAFT_AGENT_MIN, DRAFT_AGENT_LOW},
    [ROLE_PATIENT] = {"patients", MENTION_PATIENT, DRAFT_PATIENT_MIN, DRAFT_PATIENT_LOW},
    [ROLE_PLACE] = {"places", MENTION_PLACE, DRAFT_PLACE_MIN, DRAFT_PLACE_LOW},
    [ROLE_TIME] = {"times", MENTION_TIME, DRAFT_TIME_MIN, DRAFT_TIME_LOW},
    [ROLE_INSTRUMENT] = {"instruments", MENTION_INSTRUMENT, DRAFT_INSTRUMENT_MIN, 1.0f},
};

/* Labels of the arg head that one link is compared with: those of the roles, and these. */
enum { LABEL_SOURCE = ROLE_N, LABEL_CUE, LABEL_N };

sitrep_status draft_push_arg(drafter *d, draft_args *a, int32_t m, float score)
{
    for (uint32_t i = 0; i < a->n; i++)
        if (a->v[i].mention == m) {
            if (score > a->v[i].score) a->v[i].score = score;
            return SITREP_OK;
        }
    draft_arg *v = arena_array(d->arena, a->n + 1, sizeof *v);
    if (v == NULL) return SITREP_E_NOMEM;
    uint32_t k = 0;
    while (k < a->n && a->v[k].score >= score) k++;
    if (a->n > 0) {
        memcpy(v, a->v, k * sizeof *v);
        memcpy(v + k + 1, a->v + k, (a->n - k) * sizeof *v);
    }
    v[k] = (draft_arg){m, score};
    a->v = v;
    a->n++;
    return SITREP_OK;
}

sitrep_status draft_best_arg(drafter *d, draft_arg *a, const model_link *l, float floor, mention_role role)
{
    if (l->score < floor || (a->mention >= 0 && a->score >= l->score)) return SITREP_OK;
    int32_t m = draft_mention_at(d, l->to, role);
    if (m < 0) return SITREP_E_NOMEM;
    *a = (draft_arg){m, l->score};
    return SITREP_OK;
}

/* "A rival government in the east" as a place: a body is none, where it is stands behind its preposition. */
static int32_t place_mention_at(drafter *d, uint32_t t)
{
    static const char *const preps[] = {"in", "at", "near", "from", "around", "outside", "across", "inside", NULL};
    static const char *const articles[] = {"the", "a", "an", "its", "their", NULL};
    int32_t i = d->phrase_of[t];
    const mention *m = i >= 0 && d->out->mentions.v[i].tok_e - 1 == t ? &d->out->mentions.v[i] : NULL;
    for (uint32_t k = m != NULL ? m->tok_b + 1 : t; k < t; k++) {
        if (!text_token_in(d->doc, k, preps)) continue;
        bool body = false;
        for (uint32_t h = lexicon_hit_from(d->hits, m->tok_b); h < d->hits->n && d->hits->v[h].tok_b < k; h++)
            body |= d->hits->v[h].cls == LEX_AGENT && d->hits->v[h].tok_e == k;
        uint32_t b = k + 1;
        while (b < t && text_token_in(d->doc, b, articles)) b++;
        if (!body) break;
        if (d->word_of[t] < 0) d->word_of[t] = draft_add_mention(d, b, t + 1, t);
        if (d->word_of[t] >= 0) d->out->mentions.v[d->word_of[t]].roles |= MENTION_PLACE;
        return d->word_of[t];
    }
    return draft_mention_at(d, t, MENTION_PLACE);
}

static sitrep_status fill_role(drafter *d, draft_args *a, int role, const model_link *l)
{
    if (role == ROLE_PLACE) {
        int32_t place = place_mention_at(d, l->to);
        return place < 0 ? SITREP_E_NOMEM : draft_push_arg(d, a, place, l->score);
    }
    int32_t m = draft_mention_at(d, l->to, ROLES[role].role);
    return m < 0 ? SITREP_E_NOMEM : draft_push_arg(d, a, m, l->score);
}

/* Does the text speak of another day at token t? far: also where the day was said paragraphs before. */
static bool names_other_day(const drafter *d, const draft_event *x, uint32_t t, bool far)
{
    const told_text text = {d->doc, d->times, d->hits};
    bool other = told_days_differ(&text, x->tok, t, far);
    for (uint32_t i = 0; i < x->n_again; i++) other |= told_days_differ(&text, x->again[i], t, far);
    return other;
}

/* Words that tell that one more of a kind is meant, before its noun: "another attack", "a second strike". */
static const char *const ONE_MORE[] = {"another", "second", "third", "fourth", "fifth", "further", "separate", "additional", NULL};

enum { TO_NUMBER = 3 }; /* words between a number and the noun that it counts: "six heavy Israeli airstrikes" */

/* The number that counts the trigger at t, or -1; *more: a word tells that one more of the kind is meant. */
static int32_t number_before(const drafter *d, uint32_t t, bool *more)
{
    uint32_t first = d->doc->sents[d->doc->tokens[t].sentence].tok_b;
    *more = false;
    for (uint32_t u = t; u > first && t - u < TO_NUMBER;) {
        const char *pos = draft_label_at(d, d->head[HEAD_UPOS], --u);
        *more |= text_token_in(d->doc, u, ONE_MORE);
        if (pos != NULL && strcmp(pos, "NUM") == 0) return (int32_t)u;
        if (pos == NULL || (strcmp(pos, "ADJ") != 0 && strcmp(pos, "NOUN") != 0 && strcmp(pos, "PROPN") != 0)) break;
    }
    return -1;
}

/* Do the words before two triggers, t before u, tell that they name different events? */
static bool counted_apart(const drafter *d, uint32_t t, uint32_t u)
{
    bool more_t, more_u;
    int32_t a = number_before(d, t, &more_t), b = number_before(d, u, &more_u);
    if (more_u || a < 0 || b < 0) return more_u;
    base_span x = d->doc->tokens[a].span, y = d->doc->tokens[b].span;
    return x.e - x.b != y.e - y.b || strncasecmp(d->doc->text + x.b, d->doc->text + y.b, x.e - x.b) != 0;
}

/* "... when its market was struck. ... 15 of those deaths": what "those" points at is the harm told last, not one before it. */
static bool points_past(const drafter *d, const draft_event *x, uint32_t t)
{
    static const char *const pointers[] = {"those", "these", NULL};
    uint32_t last = x->tok;
    if (t == 0 || !text_token_in(d->doc, t - 1, pointers)) return false;
    for (uint32_t i = 0; i < x->n_again; i++) last = x->again[i] > last && x->again[i] < t ? x->again[i] : last;
    for (uint32_t i = 0; i < d->out->n_events; i++) {
        const draft_event *o = &d->out->events[i];
        bool between = o->tok > last && d->doc->tokens[o->tok].sentence > d->doc->tokens[last].sentence &&
                       d->doc->tokens[o->tok].sentence + 1 == d->doc->tokens[t].sentence;
        if (between && onto_has(d->lex, o->kind, ONTO_VIOLENT)) return true;
    }
    return false;
}

/* Trigger words that name one event are joined to the first of them, before arguments are read. */
static sitrep_status join_again(drafter *d, const model_link *b, const model_link *e, int again)
{
    for (const model_link *l = b; l < e; l++) {
        if (l->label != again || l->score < DRAFT_AGAIN_MIN || l->from >= l->to) continue;
        int32_t i = d->event_of[l->from], j = d->event_of[l->to];
        if (i < 0 || j < 0 || i == j || d->out->events[j].tok != l->to ||
            strcmp(d->out->events[i].kind, d->out->events[j].kind) != 0)
            continue;
        draft_event *x = &d->out->events[i];
        if (names_other_day(d, x, l->to, l->score < DRAFT_AGAIN_SURE) || text_is_parted(d->doc, l->from, l->to) ||
            counted_apart(d, l->from, l->to) || points_past(d, x, l->to))
            continue;
        uint32_t *v = arena_array(d->arena, x->n_again + 1, sizeof *v);
        if (v == NULL) return SITREP_E_NOMEM;
        if (x->n_again > 0) memcpy(v, x->again, x->n_again * sizeof *v);
        v[x->n_again++] = l->to;
        x->again = v;
        for (uint32_t t = l->to + 1; t-- > 0 && d->event_of[t] == j;) d->event_of[t] = i;
        d->out->events[j].tok_e = d->out->events[j].tok; /* emptied: dropped below */
    }
    return SITREP_OK;
}

/* A role that no link filled takes its best link above a lower bound: most events have an agent, a patient or a place,
 * and one weak answer is right more often than none (records dev). */
static sitrep_status fill_empty(drafter *d, const model_link *b, const model_link *e, const int *labels)
{
    const model_link **best = arena_array(d->arena, (size_t)d->out->n_events * ROLE_N + 1, sizeof *best);
    if (best == NULL) return SITREP_E_NOMEM;
    for (const model_link *l = b; l < e; l++) {
        int32_t i = text_is_parted(d->doc, l->from, l->to) ? -1 : d->event_of[l->from];
        for (int r = 0; i >= 0 && r < ROLE_N; r++) {
            const model_link **x = &best[i * ROLE_N + r];
            if (l->label == labels[r] && l->score >= ROLES[r].low && (*x == NULL || l->score > (*x)->score)) *x = l;
        }
    }
    for (uint32_t i = 0; i < d->out->n_events; i++)
        for (int r = 0; r < ROLE_N; r++) {
            draft_args *a = &d->out->events[i].args[r];
            const model_link *l = best[i * ROLE_N + (uint32_t)r];
            if (a->n == 0 && l != NULL && fill_role(d, a, r, l) != SITREP_OK) return SITREP_E_NOMEM;
        }
    return SITREP_OK;
}

static void drop_arg(draft_args *a, uint32_t k)
{
    memmove(a->v + k, a->v + k + 1, (a->n - k - 1) * sizeof *a->v);
    a->n--;
}

/* Who acts is nothing else by the same words: agent and patient are so in 18 of 47,385 events of the labels, agent and place in 7 (patient
 * and place in 266: "they shelled the village"). The surer link stays. */
static void keep_surer(draft_args *a, draft_args *p)
{
    for (uint32_t i = 0; i < a->n;) {
        uint32_t k = 0;
        while (k < p->n && p->v[k].mention != a->v[i].mention) k++;
        if (k < p->n && p->v[k].score > a->v[i].score) {
            drop_arg(a, i);
            continue;
        }
        if (k < p->n) drop_arg(p, k);
        i++;
    }
}

/* What one link of a trigger says of its event. */
static sitrep_status read_link(drafter *d, draft_event *x, const model_link *l, const int *labels)
{
    for (int r = 0; r < ROLE_N; r++)
        if (l->label == labels[r] && l->score >= ROLES[r].floor && fill_role(d, &x->args[r], r, l) != SITREP_OK)
            return SITREP_E_NOMEM;
    if (l->label == labels[LABEL_CUE] && l->score >= DRAFT_CUE_MIN && x->cue < 0) x->cue = (int32_t)l->to;
    if (l->label != labels[LABEL_SOURCE]) return SITREP_OK;
    return draft_best_arg(d, &x->source, l, DRAFT_SOURCE_MIN, MENTION_SOURCE);
}

sitrep_status draft_read_roles(drafter *d)
{
    const model_link *b, *e;
    int h = d->head[HEAD_ARG], labels[LABEL_N];
    if (h < 0) return SITREP_OK;
    draft_links_of(d, h, &b, &e);
    for (int r = 0; r < ROLE_N; r++) labels[r] = model_label(d->m, h, ROLES[r].label);
    labels[LABEL_SOURCE] = model_label(d->m, h, "source");
    labels[LABEL_CUE] = model_label(d->m, h, "cue");
    sitrep_status s = join_again(d, b, e, model_label(d->m, h, "again"));
    if (s == SITREP_OK) s = draft_drop_empty_events(d);
    for (const model_link *l = b; l < e && s == SITREP_OK; l++)
        if (d->event_of[l->from] >= 0 && !text_is_parted(d->doc, l->from, l->to)) s = read_link(d, &d->out->events[d->event_of[l->from]], l, labels);
    if (s == SITREP_OK) s = fill_empty(d, b, e, labels);
    for (uint32_t i = 0; i < d->out->n_events && s == SITREP_OK; i++) {
        draft_args *x = d->out->events[i].args;
        keep_surer(&x[ROLE_AGENT], &x[ROLE_PATIENT]);
        keep_surer(&x[ROLE_AGENT], &x[ROLE_PLACE]);
    }
    return s;
}
