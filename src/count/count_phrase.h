/* count_phrase.h: the grammar of number phrases over atoms. Private to src/count.
 *
 *     uint32_t b, e = count_match(&atoms, i, &b, &value);      e > i: a phrase [b, e) begins at atom i
 */
#ifndef SITREP_COUNT_COUNT_PHRASE_H
#define SITREP_COUNT_COUNT_PHRASE_H

#include "count/count.h"
#include "time/time_atom.h"

/* The atom behind the number phrase that begins at i, or i. *number: its first atom that is not a bound word. */
uint32_t count_match(const atom_list *l, uint32_t i, uint32_t *number, count_value *out);
void count_open(count_value *v);

#endif
