/* store.h: what the views ask of the database behind sitrep_store (the public half is in sitrep.h).
 *
 * in -> out: an open store -> the claims of its reports, and the decisions made by hand.
 * Invariants: the record's JSON is the stored truth, the other tables are made from it in the same transaction; a report is
 * there whole or not at all.
 */
#ifndef SITREP_STORE_STORE_H
#define SITREP_STORE_STORE_H

#include "base/arena.h"
#include "base/buf.h"
#include "fuse/fuse.h"

/* The allocator and the answer buffer of a store: an answer lives until the store's next. */
const sitrep_allocator *store_allocator(const sitrep_store *store);
base_buf *store_answer(sitrep_store *store);

/* Reads every report's claims into the arena. A text that came from several addresses is there once for each (fusion sees that
 * they are copies). errors: NOMEM, DAMAGED, IO. Cost: linear in the stored JSON. */
sitrep_status store_load(sitrep_store *store, base_arena *arena, claim_report **reports, uint32_t *n, sitrep_error *err);

/* The decisions that stand, oldest first. */
sitrep_status store_load_decisions(sitrep_store *store, base_arena *arena, fuse_decision **decisions, uint32_t *n, sitrep_error *err);

/* Notes decisions as one step, which sitrep_store_undo takes back as one. */
sitrep_status store_decide(sitrep_store *store, const fuse_decision *decisions, uint32_t n, sitrep_error *err);

/* Calls fn with each report's present and former JSON (former NULL: never recoded), in the order of their ids; a result of fn
 * other than SITREP_OK ends the walk and is returned. */
typedef sitrep_status (*store_pair_fn)(void *ctx, const char *json, size_t n, const char *version, const char *old_json, size_t n_old,
                                       const char *old_version);
sitrep_status store_each_pair(sitrep_store *store, store_pair_fn fn, void *ctx, sitrep_error *err);

#endif
