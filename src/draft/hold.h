/* hold.h: who holds a place, in the words that English has for holding without an event: "the bridge is in our hands",
 * "the town remains under rebel control", "the port slipped out of their hands", "around Sarin it sees a grey zone".
 *
 * in: a split document, its dictionary hits, the tagger's words (beside.h). out: holds in the order of their cues.
 * Invariants: every range lies in the sentence of the cue; place is never empty; a contested place has no holder.
 *
 *     hold_found h; if (hold_at(&w, t, &h)) ...      t: "hands"
 */
#ifndef SITREP_DRAFT_HOLD_H
#define SITREP_DRAFT_HOLD_H

#include "draft/beside.h"

typedef struct hold_found {
    const char *state; /* held, lost, contested, captured */
    beside_range place, holder, source;
    bool claimed; /* by the source only */
} hold_found;

/* Does the word at t say so? Thread-safe, no memory; looks at a bounded number of words. */
bool hold_at(const beside_words *w, uint32_t t, hold_found *out);

/* Places that stand in one list with the place `one`: "A, B and C". in: end_of, which knows the names of places, and its user.
 * out: ranges of the others, at most max of them; their number. Thread-safe, no memory. */
typedef uint32_t (*hold_name_end)(const void *user, uint32_t t); /* end of the place name that begins at t, or t */
uint32_t hold_list(const beside_words *w, beside_range one, hold_name_end end_of, const void *user, beside_range *out, uint32_t max);

#endif
