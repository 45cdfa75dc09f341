/* tie.h: standing relations that stand in the words: modifiers ("US-backed militias"), units and members of bodies
 * ("104th Brigade of the Republican Guard", "the Army's 4th Division", "Lee Wang of The Intercept"), owners of
 * forces ("Haftar's men"), former offices, and seats ("the Mogadishu-based group").
 *
 * in: a split document, its dictionary hits, the tagger's words, the named spans. out: ties in the order of their cues.
 * Invariants: both ends are phrases of one sentence and do not overlap; nothing is said of who they are.
 *
 *     "Fighters of the Farouq Brigades"    part-of, from "Fighters", to "Farouq Brigades"
 *
 * The model's own relations (head rel) are learnt from some thousands; these constructions are closed classes of English, and
 * their precision is counted rule by rule in bench/RESULTS.md.
 */
#ifndef SITREP_DRAFT_TIE_H
#define SITREP_DRAFT_TIE_H

#include "lexicon/lexicon.h"
#include "model/mention.h"

enum { TIE_NOUN = 1, TIE_NAME = 2, TIE_MODIFIER = 4, TIE_NUMBER = 8 }; /* what the tagger says of a word; 0: it ends a noun phrase */

typedef struct tie_name {
    uint32_t b, e; /* tokens */
    uint8_t ner;
} tie_name;

typedef struct tie_words {
    const lexicon *lex;
    const lex_hits *hits;
    const text_doc *doc;
    const uint8_t *tags;   /* [n_tokens] TIE_* */
    const tie_name *names; /* ordered, apart from each other */
    uint32_t n_names;
} tie_words;

typedef struct tie_end {
    uint32_t b, e; /* tokens; equal: none. The last one is the head */
    bool modifies; /* the noun behind it: a phrase of its own within that noun's */
} tie_end;

typedef struct tie_found {
    const char *kind, *rule;
    tie_end from, to;
} tie_found;

/* The first of the names (ordered, apart) that ends behind token t, or n. Cost: logarithmic. */
uint32_t tie_name_from(const tie_name *names, uint32_t n, uint32_t t);

/* out: *v (in the arena), *n. errors: NOMEM. Thread-safe. Cost: linear in tokens, each looking a few words around. */
sitrep_status tie_find(base_arena *arena, const tie_words *w, tie_found **v, uint32_t *n);

#endif
