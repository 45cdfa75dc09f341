/* draft.h: what the model's labels and links say, gathered: events, figures, control changes and relations over
 * phrases.
 *
 * in: a split document, its days, its model layers, its dictionary hits (triggers, cues, words of sport). out: a draft, whose
 * phrases (mentions) the actor and place stages then resolve. Invariants: mention indices are valid or -1; events lie
 * in text order; a trigger starts one event at most; nothing here has a score under its threshold (draft_tune.h).
 *
 *     draft d; if ((s = draft_read(arena, m, lex, &hits, &doc, &times, &layers, &d)) != SITREP_OK) return s;
 *     d.events[0].args[ROLE_AGENT].v[0].mention ... d.mentions.v[...]
 */
#ifndef SITREP_DRAFT_DRAFT_H
#define SITREP_DRAFT_DRAFT_H

#include "lexicon/lexicon.h"
#include "model/mention.h"
#include "model/model.h"
#include "time/timex.h"

typedef enum draft_role { ROLE_AGENT = 0, ROLE_PATIENT, ROLE_PLACE, ROLE_TIME, ROLE_INSTRUMENT, ROLE_N } draft_role;

typedef struct draft_arg {
    int32_t mention;
    float score;
} draft_arg;

typedef struct draft_args {
    draft_arg *v; /* best first */
    uint32_t n;
} draft_args;

typedef struct draft_event {
    uint32_t tok;   /* the trigger word */
    uint32_t tok_e; /* end of the trigger phrase ("took control") */
    const char *kind;
    float score; /* probability that the trigger is an event of this kind */
    draft_args args[ROLE_N];
    draft_arg source; /* mention -1: none */
    int32_t cue;      /* token or -1 */
    uint32_t *again;  /* further trigger words */
    uint32_t n_again;
    const char *polarity, *certainty, *when, *realis;
    bool background;
} draft_event;

enum { DRAFT_FIGURE_KINDS = 16 };

typedef struct draft_figure {
    uint32_t tok_b, tok_e; /* the number phrase */
    const char *kind;      /* the likeliest */
    float score;
    const char *kinds[DRAFT_FIGURE_KINDS]; /* all kinds that the model knows, */
    float p[DRAFT_FIGURE_KINDS];           /* and how likely each is, given that it is a figure; mean over the phrase */
    uint32_t n_kinds;
    draft_arg group, source; /* mention -1: none */
    int32_t cue;             /* token or -1 */
    int32_t event;           /* draft event or -1 */
    int32_t of;              /* draft figure or -1 */
} draft_figure;

typedef struct draft_control {
    int32_t place; /* mention */
    const char *change, *asserted;
    float score;
    draft_arg holder, from, by, time, source; /* mention -1: none */
    int32_t cue;                              /* token or -1 */
} draft_control;

typedef struct draft_relation {
    const char *kind, *rule; /* rule: what found it ("model:rel", or a construction of tie.h) */
    int32_t from, to;        /* mentions */
    float score;
} draft_relation;

typedef struct draft_saying { /* an attribution: cue, source words, content words */
    uint32_t cue_b, cue_e;
    int32_t source;                /* mention or -1 */
    uint32_t content_b, content_e; /* tokens; equal: none */
    bool denies;                   /* what follows is said not to be */
    int32_t venue;                 /* mention of the medium that it was said to, or -1 */
} draft_saying;

typedef struct draft {
    mention_list mentions;
    draft_event *events;
    uint32_t n_events;
    draft_figure *figures;
    uint32_t n_figures;
    draft_control *control;
    uint32_t n_control;
    draft_relation *relations;
    uint32_t n_relations;
    draft_saying *sayings;
    uint32_t n_sayings;
} draft;

/* The heads that draft_read looks at, from the table by which it looks them up; no later stage asks the model. */
uint64_t draft_heads(const model *m);

/* Gathers the drafts. All memory from the arena. errors: NOMEM. Thread-safe. Cost: linear in tokens and links. A model
 * that lacks a head gives no drafts of that sort. */
sitrep_status draft_read(base_arena *arena, const model *m, const lexicon *lex, const lex_hits *hits,
                         const text_doc *doc, const timex_list *times, const model_layers *layers, draft *out);

#endif
