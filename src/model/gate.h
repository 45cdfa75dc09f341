/* gate.h: the lexical gate: can this sentence hold anything that we record? Only what passes reaches the encoder.
 *
 * A linear classifier over hashed words and word pairs (train/gate.py learns it from the train parts of records, MUC-4,
 * WikiEvents and PLOVER), one table look-up each. The threshold lies where 99.7 % of the held-back event sentences of
 * training pass; on dev sets 98.7 to 100 % do, and 85 to 96 % of the others (train/gate.py).
 *
 *     gate *g; gate_open("data/gate.srf", &allocator, &g, err);
 *     const uint8_t *mask; gate_read(g, arena, &doc, &mask);     mask[s] != 0: read sentence s
 */
#ifndef SITREP_MODEL_GATE_H
#define SITREP_MODEL_GATE_H

#include "base/arena.h"
#include "text/text.h"

typedef struct gate gate; /* engine lifetime: read-only, shared by threads */

/* errors: IO, FORMAT (not a gate), VERSION, DAMAGED (size or checksum), NOMEM. */
sitrep_status gate_open(const char *path, const sitrep_allocator *allocator, gate **g, sitrep_error *err);
void gate_close(gate *g);                /* NULL is allowed */
const char *gate_hash(const gate *g);    /* 16 hexadecimal digits */

/* out: *mask [n_sents] in the arena: 1 for a sentence that passes, 2 for the neighbour of one (read along for what it refers to),
 * 0 for the others. g NULL: all 1. errors: NOMEM. Thread-safe. Cost: linear in tokens, about 20 ns each. */
sitrep_status gate_read(const gate *g, base_arena *arena, const text_doc *doc, const uint8_t **mask);

#endif
