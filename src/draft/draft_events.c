/* draft_events.c: trigger words as events, each with its kind and stance. See draft_work.h. */
#include <string.h>

#include "draft/draft_tune.h"
#include "draft/draft_work.h"
#include "draft/trigger.h"
#include "lexicon/ontology.h"

/* A stance value: the default (label 0) only where the head is sure of it, for a missed denial or plan costs more than
 * a false one. */
static const char *stance_at(const drafter *d, int head, uint32_t t)
{
    float p;
    if (head < 0 || draft_something_at(d, head, t) < DRAFT_STANCE_MIN)
        return head < 0 ? NULL : model_label_name(d->m, head, 0);
    int l = draft_best_at(d, head, t, &p);
    return model_label_name(d->m, head, l);
}

/* "no arrests", "did not capture", "never entered": the negation hangs on the trigger itself. */
static bool is_negated(const drafter *d, uint32_t t)
{
    static const char *const words[] = {"not", "n't", "n’t", "never", "no", "neither", "nor"};
    enum { REACH = 100 }; /* tokens to either side: further than any word hangs, and not the whole of a mile-long line */
    const text_sentence *s = &d->doc->sents[d->doc->tokens[t].sentence];
    uint32_t b = t > s->tok_b + REACH ? t - REACH : s->tok_b;
    for (uint32_t k = b; d->y->tree_head != NULL && k < s->tok_e && k < t + REACH; k++)
        for (size_t i = 0; k != t && d->y->tree_head[k] == t && i < sizeof words / sizeof *words; i++)
            if (text_token_is(d->doc, k, words[i])) return true;
    return false;
}

/* "stop firing", "halted its attacks", "suspend the bombing": who ends fire ceases it. */
static bool is_ended(const drafter *d, uint32_t t, const char *kind)
{
    static const char *const fire[] = {"attack", "shelling", "airstrike", "bombing", "missile-strike", "drone-strike", "clash"};
    static const char *const ends[] = {"stop",    "stops",     "stopped",   "halt",   "halts",  "halted", "cease", "ceases",
                                       "ceased",  "suspend",   "suspends",  "suspended", "pause", "pauses", "paused"};
    static const char *const fires[] = {"hold", "holds", "held"};
    static const char *const between[] = {"its", "their", "the", "all", "his", "her", "our"};
    static const char *const undone[] = {"not", "n't", "never", "without"};
    bool fits = false, ended = false, told = true;
    for (size_t i = 0; i < sizeof fire / sizeof *fire; i++) fits |= strcmp(kind, fire[i]) == 0;
    uint32_t first = d->doc->sents[d->doc->tokens[t].sentence].tok_b, k = t;
    for (size_t i = 0; i < sizeof between / sizeof *between && k > first; i++)
        if (text_token_is(d->doc, k - 1, between[i])) {
            k--;
            break;
        }
    if (!fits || k == first) return false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) ended |= text_token_is(d->doc, k - 1, ends[i]);
    for (size_t i = 0; i < sizeof fires / sizeof *fires; i++)
        ended |= k < t && text_token_is(d->doc, k - 1, fires[i]) && text_token_is(d->doc, t, "fire");
    for (size_t i = 0; i < sizeof undone / sizeof *undone && k > first + 1; i++) told &= !text_token_is(d->doc, k - 2, undone[i]);
    return ended && told;
}

/* What the words next to a bombing or attack say of its kind, which a trigger alone ("attack", "blew up") does not
 * show. */
static const char *refine_kind(const drafter *d, uint32_t t, const char *kind)
{
    static const char *const general[] = {"bombing", "attack", "attack-civilians", "assassinate"};
    bool fits = false;
    if (is_ended(d, t, kind)) return "ceasefire";
    for (size_t i = 0; i < sizeof general / sizeof *general; i++) fits |= strcmp(kind, general[i]) == 0;
    const text_sentence *s = &d->doc->sents[d->doc->tokens[t].sentence];
    for (uint32_t k = t > s->tok_b + 6 ? t - 6 : s->tok_b; fits && k < s->tok_e && k < t + 4; k++)
        if (text_token_is(d->doc, k, "suicide") || text_token_is(d->doc, k, "kamikaze") ||
            ((text_token_is(d->doc, k, "himself") || text_token_is(d->doc, k, "herself") ||
              text_token_is(d->doc, k, "themselves")) &&
             strcmp(kind, "bombing") == 0))
            return "suicide-bombing";
    return kind;
}

/* The counts of a word in data/triggers.tsv, or NULL. *at walks the hits along with t. */
static const char *trigger_counts(const drafter *d, uint32_t t, uint32_t *at)
{
    const lex_hits *hits = d->hits;
    while (*at < hits->n && hits->v[*at].tok_b < t) ++*at;
    for (uint32_t i = *at; i < hits->n && hits->v[i].tok_b == t; i++) /* "set out" before "set": longer ones come first */
        if (hits->v[i].cls == LEX_VERB && lexicon_type(d->lex, hits->v[i].entry) != NULL) return lexicon_type(d->lex, hits->v[i].entry);
    return NULL;
}

sitrep_status draft_drop_empty_events(drafter *d)
{
    int32_t *now = arena_array(d->arena, d->out->n_events + 1, sizeof *now); /* old number -> new number */
    uint32_t n = 0;
    if (now == NULL) return SITREP_E_NOMEM;
    for (uint32_t i = 0; i < d->out->n_events; i++) {
        const draft_event x = d->out->events[i];
        now[i] = x.tok_e > x.tok ? (int32_t)n : -1;
        if (x.tok_e > x.tok) d->out->events[n++] = x;
    }
    d->out->n_events = n;
    for (uint32_t t = 0; t < d->doc->n_tokens; t++)
        if (d->event_of[t] >= 0) d->event_of[t] = now[d->event_of[t]];
    return SITREP_OK;
}

/* The document as a whole: where nothing warlike is told for sure, it is ordinary news, in which most weak triggers are
 * none. */
static sitrep_status judge_document(drafter *d)
{
    for (uint32_t i = 0; i < d->out->n_events; i++)
        if (onto_has(d->lex, d->out->events[i].kind, ONTO_WARLIKE) && d->out->events[i].score >= DRAFT_WARLIKE_SURE) return SITREP_OK;
    for (uint32_t i = 0; i < d->out->n_events; i++)
        if (d->out->events[i].score < DRAFT_ORDINARY_MIN) d->out->events[i].tok_e = d->out->events[i].tok;
    return draft_drop_empty_events(d);
}

/* The stance of an event at its trigger, as the heads say and the words next to it. */
static draft_event event_at(const drafter *d, uint32_t t, const char *kind, float score)
{
    const char *background = stance_at(d, d->head[HEAD_BACKGROUND], t);
    int pol = d->head[HEAD_POLARITY];
    const char *polarity = stance_at(d, pol, t);
    if (pol >= 0 && (polarity == NULL || strcmp(polarity, "affirmed") == 0) && is_negated(d, t)) polarity = "denied";
    return (draft_event){.tok = t,
                         .tok_e = t + 1,
                         .kind = refine_kind(d, t, kind),
                         .score = score,
                         .source = {-1, 0.0f},
                         .cue = -1,
                         .polarity = polarity,
                         .certainty = draft_label_at(d, d->head[HEAD_CERTAINTY], t),
                         .when = stance_at(d, d->head[HEAD_WHEN], t),
                         .realis = stance_at(d, d->head[HEAD_REALIS], t),
                         .background = background != NULL && strcmp(background, "background") == 0};
}

/* Is the trigger word the modifier of a noun that may tell of an event itself: "air" of "air raid"? */
static bool modifies_event_noun(const drafter *d, uint32_t t)
{
    int dep = d->head[HEAD_DEP];
    if (dep < 0 || d->y->tree_head == NULL || t + 1 >= d->doc->n_tokens || d->y->tree_head[t] != t + 1 ||
        d->doc->tokens[t].sentence != d->doc->tokens[t + 1].sentence || d->y->tree_label[t] == MODEL_NO_LABEL)
        return false;
    const char *rel = model_label_name(d->m, dep, d->y->tree_label[t]), *pos = draft_label_at(d, d->head[HEAD_UPOS], t + 1);
    return rel != NULL && pos != NULL && strncmp(rel, "compound", 8) == 0 && strcmp(pos, "NOUN") == 0 &&
           draft_something_at(d, d->head[HEAD_KIND], t + 1) >= TRIGGER_FLOOR;
}

/* A second word of a trigger ("raid" of "air raid") of the same kind adds nothing; one of another kind is a trigger of its own. */
static bool goes_on_trigger(drafter *d, uint32_t t, const char *kind, float score)
{
    draft_event *x = d->event_of[t] >= 0 ? &d->out->events[d->event_of[t]] : NULL;
    if (x == NULL) return false;
    if (strcmp(x->kind, refine_kind(d, t, kind)) != 0) {
        x->tok_e = t;
        return false;
    }
    if (score > x->score) x->score = score;
    return true;
}

static sitrep_status add_event(drafter *d, uint32_t t, const char *kind, float score)
{
    if (goes_on_trigger(d, t, kind, score)) return SITREP_OK;
    draft_event *v = arena_grow(d->arena, d->out->events, d->out->n_events, &d->cap_events, sizeof *v);
    if (v == NULL) return SITREP_E_NOMEM;
    d->out->events = v;
    draft_event *x = &v[d->out->n_events];
    *x = event_at(d, t, kind, score);
    d->event_of[t] = (int32_t)d->out->n_events++;
    if (modifies_event_noun(d, t)) d->event_of[x->tok_e++] = d->event_of[t];
    return SITREP_OK;
}

static bool is_unreal(const draft_event *x)
{
    return (x->when != NULL && strcmp(x->when, "future") == 0) || (x->realis != NULL && strcmp(x->realis, "actual") != 0);
}

static void drop_last(drafter *d)
{
    const draft_event *x = &d->out->events[--d->out->n_events];
    for (uint32_t t = x->tok; t < x->tok_e; t++) d->event_of[t] = -1;
}

sitrep_status draft_read_events(drafter *d)
{
    int h = d->head[HEAD_KIND];
    if (h < 0) return SITREP_OK;
    int n = model_label_count(d->m, h);
    float *p = arena_array(d->arena, (size_t)n, sizeof *p);
    if (p == NULL) return SITREP_E_NOMEM;
    for (uint32_t t = 0, at = 0; t < d->doc->n_tokens; t++) {
        if (draft_something_at(d, h, t) < TRIGGER_FLOOR) continue;
        memcpy(p, d->y->prob[h] + (size_t)t * (size_t)n, (size_t)n * sizeof *p);
        trigger_weigh(d->m, h, trigger_counts(d, t, &at), p, n);
        if (1.0f - p[0] < DRAFT_EVENT_MIN) continue;
        int best = 1;
        for (int l = 2; l < n; l++)
            if (p[l] > p[best]) best = l;
        const char *kind = model_label_name(d->m, h, best);
        if (d->sport && !onto_has(d->lex, kind, ONTO_SPORT)) continue; /* a goal, not a shot */
        uint32_t before = d->out->n_events;
        if (add_event(d, t, kind, p[best]) != SITREP_OK) return SITREP_E_NOMEM;
        bool added = d->out->n_events > before; /* or the word goes on the trigger before it */
        if (added && d->sport && is_unreal(&d->out->events[before])) drop_last(d); /* "will march on Sarin": a match */
    }
    return judge_document(d);
}
