/* near_copy.h: which reports are copies of others (syndicated text, light edits).
 *
 *     int32_t *copy_of = arena_array(&a, n, sizeof *copy_of);
 *     near_copies(&a, reports, n, copy_of);           copy_of[i] = index of the original, or -1
 *
 * in -> out: texts in canonical order (oldest first) -> for each the earlier text that it repeats.
 * Method: MinHash over five-word shingles of the folded text (Broder 1997), candidates by locality-sensitive hashing in
 * bands, accepted by the share of equal MinHash values. An original is never a copy, so that chains do not drift.
 * Invariant: copy_of[i] < i, and copy_of[copy_of[i]] == -1; depends on the order given, never on chance.
 */
#ifndef SITREP_FUSE_NEAR_COPY_H
#define SITREP_FUSE_NEAR_COPY_H

#include "fuse/claims.h"

/* errors: NOMEM. Cost: linear in the text, with a constant number of comparisons a report. */
sitrep_status near_copies(base_arena *arena, const claim_report *const *reports, uint32_t n, int32_t *copy_of);

#endif
