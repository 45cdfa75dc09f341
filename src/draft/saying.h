/* saying.h: who says what, by the words: cues ("said", "according to"), their speakers and what they introduce.
 *
 * in: a split document, its dictionary hits, the tagger's verbs and cue marks where there are some. out: sayings in the
 * order of their cues. Invariants: a saying has a speaker and a cue, both inside one sentence; its content may be empty,
 * and runs over sentence ends only inside a quotation; contents may nest.
 *
 *     "The army took the bridge, a spokesman told Reuters."   cue "told", who "a spokesman", content "The army ... bridge"
 *
 * News writes attribution in a few fixed orders, so marks and closed word classes find them more surely than a tree
 * does: records dev source and the fact sheets are better with them than with the parser (bench/RESULTS.md).
 */
#ifndef SITREP_DRAFT_SAYING_H
#define SITREP_DRAFT_SAYING_H

#include "lexicon/lexicon.h"

typedef struct saying_found {
    uint32_t cue_b, cue_e;
    uint32_t who_b, who_e, head;   /* the speaker's noun phrase without article, and its last word */
    uint32_t content_b, content_e; /* equal: none told */
    uint32_t venue_b, venue_e;     /* the medium it was said to, where a common word names it; equal: none */
    bool denies;                   /* "denied that": what follows is said not to be */
} saying_found;

/* tags[t]: SAYING_VERB where the tagger sees a verb or auxiliary, SAYING_CUE where the model sees a cue; NULL: none.
 * out: *v (in the arena), *n. errors: NOMEM. Thread-safe. Cost: linear in tokens; a cue looks
 * through its clause, at most some hundreds of tokens. */
enum { SAYING_VERB = 1, SAYING_CUE = 2 };
sitrep_status saying_find(base_arena *arena, const lexicon *lex, const lex_hits *hits, const text_doc *doc,
                          const uint8_t *tags, saying_found **v, uint32_t *n);

#endif
