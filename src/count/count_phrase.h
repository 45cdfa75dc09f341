/* count_phrase.h: the grammar of number phrases over atoms. Private to src/count.
 *
 *     uint32_t b, e = count_match(&atoms, i, &b, &value);      e > i: a phrase [b, e) begins at atom i
 */
#ifndef SITREP_COUNT_COUNT_PHRASE_H
#define SITREP_COUNT_COUNT_PHRASE_H

#include "count/count.h"
#include "time/time_atom.h"

static inline bool is_mark(const atom_list *l, uint32_t i, char c)
{
    return i < l->n && l->v[i].kind == ATOM_K_MARK && l->v[i].low[0] == c;
}

static inline bool is_num(const atom_list *l, uint32_t i)
{
    return i < l->n && l->v[i].kind == ATOM_K_NUM;
}

/* The atom behind the number phrase that begins at i, or i. *number: its first atom that is not a bound word. */
uint32_t count_match(const atom_list *l, uint32_t i, uint32_t *number, count_value *out);
void count_open(count_value *v);

typedef struct count_amount {
    int64_t value;
    int64_t scale; /* of the scale word that it ends in, "million"; 0: none */
    bool fraction; /* 3.5: no count of its own */
} count_amount;

/* An amount without bounds, in digits or words: the atom behind it, or i. */
uint32_t count_read_amount(const atom_list *l, uint32_t i, count_amount *out);

#endif
