/* count_tune.h: the constants of the count stage. */
#ifndef SITREP_COUNT_COUNT_TUNE_H
#define SITREP_COUNT_COUNT_TUNE_H

/* Atoms looked at on each side of a number for the word that tells its kind. */
#define TUNE_KIND_WINDOW 14
/* The score falls by this for each atom between. */
#define TUNE_KIND_FALL 0.06f
/* Atoms between a number and the noun that it counts. */
#define TUNE_NOUN_WINDOW 5

#endif
