/* draft_work.h: the working state of the draft stage for one document; shared by the draft_*.c files of this folder.
 *
 * Each file reads one thing, in the order in which draft_read (draft.c) calls them:
 *
 *     draft_layers.c     what the model says at a token, and the links of a head
 *     draft_phrases.c    the model's phrases and names -> mentions; the mention that a link means
 *     draft_events.c     trigger words -> events, with kind and stance
 *     draft_roles.c      links of a trigger -> who, whom, where, when, by what; two triggers of one event
 *     draft_figures.c    numbers with what they count; places with who holds them
 *     draft_beside.c     roles and holders that the words beside say (beside.h, hold.h), where no link of the model does
 *     draft_relations.c  standing relations, by construction (tie.h) and by the model; antecedents
 *     draft_sayings.c    attributions (saying.h), and the speaker that they lend to what stands in them
 *     draft_order.c      mentions by position, every reference renumbered
 *
 * A link points at the last word of a phrase (train/data.py), so a phrase is found again from any link that ends in it.
 */
#ifndef SITREP_DRAFT_DRAFT_WORK_H
#define SITREP_DRAFT_DRAFT_WORK_H

#include "draft/beside.h"
#include "draft/draft.h"

/* The model's heads that this stage reads, named in draft.c: what model_run is asked for and what is looked up here
 * come from one table. */
typedef enum draft_head {
    HEAD_PHRASE,
    HEAD_NER,
    HEAD_DEP,
    HEAD_KIND,
    HEAD_POLARITY,
    HEAD_CERTAINTY,
    HEAD_WHEN,
    HEAD_REALIS,
    HEAD_BACKGROUND,
    HEAD_ARG,
    HEAD_FIGURE,
    HEAD_FIG,
    HEAD_CONTROL,
    HEAD_ASSERTED,
    HEAD_CTL,
    HEAD_REL,
    HEAD_ACUE,
    HEAD_UPOS,
    HEAD_ANTE,
    HEAD_N
} draft_head;

typedef struct drafter {
    base_arena *arena;
    const model *m;
    const lexicon *lex;
    const text_doc *doc;
    const lex_hits *hits; /* the dictionaries' entries in the document */
    const timex_list *times;
    const model_layers *y;
    draft *out;
    int head[HEAD_N];       /* number of each head in the model, or -1 */
    const uint32_t *link_b; /* links of head h: [link_b[h], link_b[h + 1]) */
    size_t cap_mentions, cap_events, cap_figures, cap_control, cap_relations;
    int32_t *phrase_of;  /* [n_tokens] mention of the phrase span that covers the token, or -1 */
    int32_t *word_of;    /* [n_tokens] mention made for a lone word inside a phrase or outside all, or -1 */
    int32_t *event_of;   /* [n_tokens] draft event whose trigger (or further trigger) the token is, or -1 */
    int32_t *figure_of;  /* [n_tokens] draft figure that ends at the token, or -1 */
    int32_t *control_of; /* [n_tokens] draft control change whose place ends at the token, or -1 */
    beside_words words;  /* the document as beside.h wants it */
    bool sport;          /* a report on sport: what it captures, besieges and executes are goals and points */
} drafter;

/* -- draft_layers.c: head is a number of the model's (drafter.head), -1 where it lacks the head ------------------- */

/* The label of a token, or NULL where the head is missing or the model did not read the token. */
const char *draft_label_at(const drafter *d, int head, uint32_t t);

/* The probability of one label; 0 where there is none. */
float draft_prob_at(const drafter *d, int head, uint32_t t, int label);

/* 1 - p(label 0): how sure the head is that the token is anything at all. */
float draft_something_at(const drafter *d, int head, uint32_t t);

/* The best label but label 0, and its probability in *p. */
int draft_best_at(const drafter *d, int head, uint32_t t, float *p);

/* Spans of a BIO head: is t in one, does t go on one that began before it, where does the one that covers t end? */
bool draft_in_span(const drafter *d, int head, uint32_t t);
bool draft_goes_on(const drafter *d, int head, uint32_t t);
uint32_t draft_span_end(const drafter *d, int head, uint32_t t);

/* The next span of a BIO head from token *e on: [*b, *e). False when there is none; begin with *e = 0. */
bool draft_next_span(const drafter *d, int head, uint32_t *b, uint32_t *e);

/* Bits for each token by its part of speech: [n_tokens], 0 where the table does not name it. NULL: no memory. */
typedef struct draft_tag_bits {
    const char *tag;
    uint8_t bits;
} draft_tag_bits;
uint8_t *draft_bits_by_tag(drafter *d, const draft_tag_bits *kinds, size_t n);

/* The links of a head: [*b, *e); none when it is missing. */
void draft_links_of(const drafter *d, int head, const model_link **b, const model_link **e);

/* -- draft_phrases.c: mention numbers are -1 when memory ran out ------------------------------------------------- */

/* Sets phrase_of and word_of, from the phrase and ner heads. errors: NOMEM. */
sitrep_status draft_find_phrases(drafter *d);

/* A new mention of tokens [b, e) with this head word. */
int32_t draft_add_mention(drafter *d, uint32_t b, uint32_t e, uint32_t head);

/* The mention that a link ending at token t means; made now when no phrase ends there. */
int32_t draft_mention_at(drafter *d, uint32_t t, mention_role role);

/* The mention of words [b, e) with their head: the phrase that ends in it, when it begins with these words or is a name
 * among them; else one of its own. */
int32_t draft_range_mention(drafter *d, uint32_t b, uint32_t e, uint32_t head, mention_role role);

/* NER_* of an entity label ("PER"), NER_NONE of NULL. */
uint8_t draft_ner_of(const char *type);

/* -- the readers: each adds to d->out. errors: NOMEM. A missing head adds nothing -------------------------------- */

sitrep_status draft_read_events(drafter *d);
/* Drops the events whose trigger is empty (tok_e == tok); event_of follows. */
sitrep_status draft_drop_empty_events(drafter *d);
sitrep_status draft_read_roles(drafter *d);
sitrep_status draft_read_figures(drafter *d);
sitrep_status draft_read_control(drafter *d);
sitrep_status draft_read_beside(drafter *d);
sitrep_status draft_read_ties(drafter *d);
sitrep_status draft_read_relations(drafter *d);
sitrep_status draft_read_sayings(drafter *d);
sitrep_status draft_lend_speakers(drafter *d);
void draft_read_antecedents(drafter *d);
sitrep_status draft_link_speakers(drafter *d); /* after the antecedents: "..., he said" */
sitrep_status draft_order_mentions(drafter *d);

/* One more phrase in a role. Best first; a phrase that fills the role already keeps the better of its scores. (draft_roles.c) */
sitrep_status draft_push_arg(drafter *d, draft_args *a, int32_t mention, float score);

/* *a becomes the phrase that the link ends in, where the link is likelier than floor and than what *a holds already.
 * (draft_roles.c) */
sitrep_status draft_best_arg(drafter *d, draft_arg *a, const model_link *l, float floor, mention_role role);

#endif
