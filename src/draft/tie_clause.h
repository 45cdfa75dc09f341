/* tie_clause.h: standing relations that a clause tells: "X, part of Y"; "X are fighting on Y's side"; "X contests the authority
 * of Y"; "X, which is fighting Y"; "Sarin, where X sits".
 *
 * in: the words of beside.h and the named spans. out: the ties (tie.h) that the cue at a token tells, mostly one.
 * Invariants: both ends lie in the sentence of the cue and do not overlap.
 *
 *     tie_found v[2]; uint32_t n = tie_clause_at(&w, names, n_names, t, v);      t: "side"
 */
#ifndef SITREP_DRAFT_TIE_CLAUSE_H
#define SITREP_DRAFT_TIE_CLAUSE_H

#include "draft/beside.h"
#include "draft/tie.h"

enum { TIE_CLAUSE_MAX = 2 }; /* "former rebels and brigades are fighting on its side": one for each */

/* out: v; their number. Thread-safe, no memory. Cost: a bounded number of words. */
uint32_t tie_clause_at(const beside_words *w, const tie_name *names, uint32_t n_names, uint32_t t, tie_found v[TIE_CLAUSE_MAX]);

#endif
