/* actor.h: the mentions of a report to its actors, and how these stand to each other.
 *
 * in: phrases with roles (src/model/mention.h), the dictionaries, a report whose doc and origin.published are set.
 * out: r->actors with all their mentions; mention.actor for every mention in an actor-like role (agent, patient, source, group,
 * holder, relation), for names of people and bodies and for registry hits; r->relations that the words state.
 * Invariants: an unknown actor stays itself, with what is known of it (country, kind), and is never given a registry entry; a
 * mention that is only a place is left to the place stage; same input, same actors in the same order (of first mention).
 *
 *     sitrep_status s = actor_resolve(lex, &hits, &mentions, r);
 *     if (mentions.v[i].actor >= 0) puts(r->actors[mentions.v[i].actor].name);
 */
#ifndef SITREP_ACTOR_ACTOR_H
#define SITREP_ACTOR_ACTOR_H

#include "lexicon/lexicon.h"
#include "model/mention.h"
#include "record/record.h"

/* hits: lexicon_match of the report's text; read during the call only. The model reaches this stage through the mentions. Memory: r->arena. errors: NOMEM. One thread a report.
 * Cost: linear in tokens; coreference looks back over a bounded number of phrases. */
sitrep_status actor_resolve(const lexicon *lex, const lex_hits *hits, mention_list *mentions, rec_report *r);

/* Adds a relation unless the report has it already (same kind and ends; then nothing changes but a higher score). Used by the
 * rules here and for the relations that the model finds. rule: static. errors: NOMEM; a relation of an actor with itself is
 * ignored. */
sitrep_status actor_add_relation(rec_report *r, const char *kind, int32_t from, base_span from_span, int32_t to, base_span to_span,
                                 base_span cue, const char *rule, float score);

#endif
