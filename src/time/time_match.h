/* time_match.h: the grammar's own readers, shared by its files. Each tries one family of patterns at atom i and returns the
 * atom behind the match, or i. Private to src/time. */
#ifndef SITREP_TIME_TIME_MATCH_H
#define SITREP_TIME_TIME_MATCH_H

#include "time/time_grammar.h"

uint32_t time_read_weekday(const atom_list *l, uint32_t i, time_expr *x);  /* "last Friday", "Monday, Oct. 26" */
uint32_t time_read_adverb(const atom_list *l, uint32_t i, time_expr *x);   /* "yesterday", "now", "overnight", "recently" */
uint32_t time_read_feast(const atom_list *l, uint32_t i, time_expr *x);    /* "Christmas Eve", "Ramadan" */
uint32_t time_read_clock(const atom_list *l, uint32_t i, time_expr *x);    /* "10:35 a.m.", "the night of", "this morning" */
uint32_t time_read_unit(const atom_list *l, uint32_t i, time_expr *x);     /* "last week", "two days earlier" */
uint32_t time_read_duration(const atom_list *l, uint32_t i, time_expr *x); /* "three weeks", "a two-day" */
uint32_t time_read_set(const atom_list *l, uint32_t i, time_expr *x);      /* "every Friday", "twice a week", "daily" */

uint32_t time_match_core(const atom_list *l, uint32_t i, time_expr *x); /* the longest of all readers */
void time_start_expr(time_expr *x, uint8_t kind);
char time_unit_letter(uint8_t unit); /* the TIMEX3 letter: 'D', 'Y', ... */

#endif
