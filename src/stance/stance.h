/* stance.h: who says so and how sure: the sources of a record, its stance, and statements as records of their own.
 *
 * in: drafts whose mentions have their actors. out: rec_source chains (nearest speaker first), rec_stance,
 * rec_statements. A source is never invented: it has the words that name it, and its cue where one stands.
 *
 *     stance_context c = {arena, lex, &hits, &report->doc, &draft, report};
 *     stance_set_source(&c, e->source.mention, e->cue, &event->sources, &event->n_sources);
 */
#ifndef SITREP_STANCE_STANCE_H
#define SITREP_STANCE_STANCE_H

#include "draft/draft.h"
#include "lexicon/lexicon.h"
#include "record/record.h"

typedef struct stance_context {
    base_arena *arena;
    const lexicon *lex;
    const lex_hits *hits; /* of doc */
    const text_doc *doc;
    const draft *d;
    rec_report *report;
} stance_context;

uint8_t stance_polarity(const char *name); /* rec_polarity of a model label; affirmed for NULL */
uint8_t stance_certainty(const char *name);
uint8_t stance_when(const char *name);
uint8_t stance_realis(const char *name);

/* The words of a mention as a NUL-terminated copy in the arena, or NULL (no memory). */
const char *stance_words(const stance_context *c, base_span span);
base_span stance_mention_span(const stance_context *c, int32_t mention);
/* The actor of a mention or of what it stands for, or -1. */
int32_t stance_actor(const stance_context *c, int32_t mention);

/* The sources of a record from a speaker mention (-1: none) and a cue token (-1: none): *n becomes 0 or 1. errors:
 * NOMEM. */
sitrep_status stance_set_source(const stance_context *c, int32_t mention, int32_t cue, rec_source **sources,
                                uint32_t *n);

/* Adds a rec_statement for each attribution of the draft and each event's own speaker. Call after the events are built
 * (event i of the report is event i of the draft). errors: NOMEM. Cost: linear in attributions times events. */
sitrep_status stance_read_statements(const stance_context *c);

#endif
