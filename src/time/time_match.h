/* time_match.h: the grammar's own readers, shared by its files. Each tries one family of patterns at atom i and returns the
 * atom behind the match, or i. Private to src/time. */
#ifndef SITREP_TIME_TIME_MATCH_H
#define SITREP_TIME_TIME_MATCH_H

#include <stdbool.h>

#include "time/time_grammar.h"

/* ---- words of the grammar ---- */

static inline bool is_mark(const atom_list *l, uint32_t i, char c)
{
    return i < l->n && l->v[i].kind == ATOM_K_MARK && l->v[i].low[0] == c;
}

static inline bool is_class(const atom_list *l, uint32_t i, uint32_t cls)
{
    return i < l->n && (l->v[i].cls & cls) != 0;
}

static inline bool is_number(const atom_list *l, uint32_t i)
{
    return i < l->n && l->v[i].kind == ATOM_K_NUM;
}

static inline bool is_day(const atom_list *l, uint32_t i)
{
    return is_number(l, i) && l->v[i].digits <= 2 && l->v[i].num >= 1 && l->v[i].num <= 31 && l->v[i].fraction == 0;
}

/* A hyphen or blank: both join "third-quarter", "year-earlier". */
static inline uint32_t skip_dash(const atom_list *l, uint32_t i)
{
    return is_mark(l, i, '-') && l->v[i].glued ? i + 1 : i;
}

static inline uint32_t skip_word(const atom_list *l, uint32_t i, const char *words)
{
    return atom_in(l, i, words) ? i + 1 : i;
}

/* ---- readers ---- */

uint32_t time_read_weekday(const atom_list *l, uint32_t i, time_expr *x);  /* "last Friday", "Monday, Oct. 26" */
uint32_t time_read_adverb(const atom_list *l, uint32_t i, time_expr *x);   /* "yesterday", "now", "overnight", "recently" */
uint32_t time_read_feast(const atom_list *l, uint32_t i, time_expr *x);    /* "Christmas Eve", "Ramadan" */
uint32_t time_read_clock(const atom_list *l, uint32_t i, time_expr *x);    /* "10:35 a.m.", "the night of", "this morning" */
uint32_t time_read_unit(const atom_list *l, uint32_t i, time_expr *x);     /* "last week", "two days earlier" */
uint32_t time_read_duration(const atom_list *l, uint32_t i, time_expr *x); /* "three weeks", "a two-day" */
uint32_t time_read_year(const atom_list *l, uint32_t i, time_expr *x);     /* "the year 2014", "fiscal 2014", '89, 218 BC */
uint32_t time_read_set(const atom_list *l, uint32_t i, time_expr *x);      /* "every Friday", "twice a week", "daily" */

/* The year behind a date: ", 1998", "1998", "of 1793", "of the same year", "last year". */
uint32_t time_read_date_year(const atom_list *l, uint32_t i, time_expr *x);
/* "BC", "B.C.", "AD", "A.D.", "AH" behind a year: *year negative, or the same; *flags may gain TIMEX_HIJRI. */
uint32_t time_read_era(const atom_list *l, uint32_t i, int32_t *year, uint16_t *flags);
/* Is atom i a year in digits that needs no further sign: four digits, 1000..2199? */
bool time_is_year(const atom_list *l, uint32_t i);

uint32_t time_match_core(const atom_list *l, uint32_t i, time_expr *x); /* the longest of all readers */
void time_start_expr(time_expr *x, uint8_t kind);
char time_unit_letter(uint8_t unit); /* the TIMEX3 letter: 'D', 'Y', ... */

#endif
