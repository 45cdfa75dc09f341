/* time_tune.h: the constants of the time stage, each with what set it. */
#ifndef SITREP_TIME_TIME_TUNE_H
#define SITREP_TIME_TIME_TUNE_H

/* A date without a year in news lies ahead when it is at most so many months off, behind otherwise: without a tense, and in
 * the past tense with a day and without. */
#define TUNE_AHEAD_MONTHS 3
#define TUNE_AHEAD_DAY_PAST 2
#define TUNE_AHEAD_MONTH_PAST 1
/* A day told with a word of the future that lies at most so many months back is that day, not the one of next year. */
#define TUNE_JUST_PAST_MONTHS 2
/* In a narrative a month that lies more than so many months before the last one told belongs to the next year. */
#define TUNE_NARRATIVE_BACK_MONTHS 6
/* A text is a narrative when at least so many dates tell a year, so many of ten of them another one than the publication's,
 * and at most one date in ten is a weekday, "today" or the like. */
#define TUNE_NARRATIVE_MIN_YEARS 5
#define TUNE_NARRATIVE_OTHER_TENTHS 7
/* Atoms looked at on each side for tense. */
#define TUNE_TENSE_WINDOW 25

#endif
