/* coref.h: the noun phrases of a document and which of them are the same.
 *
 * in: a split document, its model layers (upos, dep, lemma, ner, coref heads), its dictionary hits. out: mentions in
 * text order, each with its chain. Invariants: spans lie inside one sentence; a chain has two mentions or more, and its
 * number is that of its order of first mention; same input, same chains. A model without a tree gives no mentions.
 *
 *     coref_chains c; if ((s = coref_read(arena, m, lex, &hits, &doc, &layers, &c)) != SITREP_OK) return s;
 *     if (c.v[i].chain >= 0 && c.v[i].chain == c.v[j].chain) ... the same
 */
#ifndef SITREP_COREF_COREF_H
#define SITREP_COREF_COREF_H

#include "lexicon/lexicon.h"
#include "model/model.h"

typedef struct coref_mention {
    uint32_t tok_b, tok_e; /* tokens [tok_b, tok_e) */
    uint32_t head;         /* its head word, tok_b <= head < tok_e */
    int32_t chain;         /* chain, or -1: said once */
    int32_t next;          /* the chain's next mention, or -1 */
} coref_mention;

typedef struct coref_chains {
    coref_mention *v; /* in the arena, ordered by tok_b, then longer first */
    uint32_t n;
    uint32_t n_chains;
} coref_chains;

/* The model's heads that coref_read looks at. */
uint64_t coref_heads(const model *m);

/* All memory from the arena. errors: NOMEM. Thread-safe. Cost: linear in tokens and links; a mention looks back over a
 * bounded number of others. */
sitrep_status coref_read(base_arena *arena, const model *m, const lexicon *lex, const lex_hits *hits,
                         const text_doc *doc, const model_layers *layers, coref_chains *out);

#endif
