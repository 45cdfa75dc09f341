/* count_kind.h: what a number counts and of which kind the figure is, from the words around it. Private to src/count.
 *
 *     uint32_t noun = kind_noun(&atoms, e);            the noun behind the number, or atoms.n
 *     const char *kind = kind_guess(&atoms, b, e, noun, &score);
 */
#ifndef SITREP_COUNT_COUNT_KIND_H
#define SITREP_COUNT_COUNT_KIND_H

#include "time/time_atom.h"

uint32_t kind_noun(const atom_list *l, uint32_t e);
bool kind_is_person(const atom_list *l, uint32_t noun);     /* "soldier", "children" */
bool kind_is_household(const atom_list *l, uint32_t noun);  /* "families" */
bool kind_is_equipment(const atom_list *l, uint32_t noun);  /* "tanks" */
bool kind_is_shot(const atom_list *l, uint32_t noun);       /* "airstrikes", "rockets" */
bool kind_is_measure(const atom_list *l, uint32_t noun);    /* "kilometers", "percent", "votes" */
bool kind_is_harm(const atom_list *l, uint32_t i);          /* "killed", "wounding", "dead" */
/* NULL where nothing tells. b..e: the number's atoms. *score 0..1. */
const char *kind_guess(const atom_list *l, uint32_t b, uint32_t e, uint32_t noun, float *score);
const char *kind_unit(const atom_list *l, uint32_t noun, const char *kind);

#endif
