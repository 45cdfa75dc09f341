/* fuse_tune.h: every constant of fusion that tunes, with what it rests on. Weights are log-odds; the bias makes two claims of
 * the same kind at the same place on the same day, with nothing else known, join with odds of about 9 to 1. */
#ifndef SITREP_FUSE_FUSE_TUNE_H
#define SITREP_FUSE_FUSE_TUNE_H

/* ---- near-copies: five-word shingles, MinHash (Broder 1997), 16 bands of 4 rows -------------------------------------- */
#define COPY_SHINGLE_WORDS 5
#define COPY_BANDS 16
#define COPY_ROWS 4
#define COPY_HASHES (COPY_BANDS * COPY_ROWS)
#define COPY_MIN_SHARE 0.55  /* share of equal MinHash values from which two texts are one; rewritten wire stories lie below .3 */
#define COPY_MIN_SHINGLES 12 /* shorter texts are never called copies unless they are equal */

/* ---- time ------------------------------------------------------------------------------------------------------------ */
#define TIME_UNSAID_BACK_DAYS 3 /* an event without a date is looked for in so many days before publication */
#define TIME_HISTORY_DAYS 30    /* an event that lies further back than this from publication is told as history */
#define TIME_TAKEOVER_GAP_DAYS 8 /* two captures of a place by one side, no loss between them, so many days apart, are one */
#define TIME_BLOCK_DAYS 15      /* pairs further apart are never looked at */

/* ---- pair score: log-odds ---------------------------------------------------------------------------------------------- */
#define PAIR_BIAS (-5.2)
#define PAIR_KIND 2.6    /* times kind compatibility, 0..1 */
#define PAIR_PLACE 2.8   /* times place agreement, 0..1 */
#define PAIR_TIME 2.2    /* times time agreement, 0..1 */
#define PAIR_AGENTS 0.8  /* shared side; minus for disjoint known sides */
#define PAIR_PATIENTS 0.5
#define PAIR_FIGURE 1.2  /* the same number of dead (or wounded, freed, ...) */
#define PAIR_FIGURE_OFF (-0.4) /* numbers far apart */
#define PAIR_SAME_REPORT (-0.6) /* one report seldom tells one event twice without the reader's having seen it */
#define PAIR_NEAR 3.2    /* times nearness in the text of one report, where a place or day is not said again */
#define NEAR_SENTENCE 1.0
#define NEAR_PARAGRAPH 0.8
#define NEAR_HEADLINE 0.8 /* the headline and the paragraph under it */
#define NEAR_NEXT 0.55 /* the paragraph after, where it says neither day nor place by itself */
#define NEAR_MIN_KIND 0.45
#define PAIR_JOIN 0.5    /* probability from which a pair joins */
#define PAIR_ATTACH 0.5  /* the same for what only retells, announces or denies */

/* ---- distances ---------------------------------------------------------------------------------------------------------- */
#define PLACE_SAME_KM 1.5
#define PLACE_NEAR_KM 6.0
#define PLACE_FAR_KM 25.0
#define PLACE_SURE_SCORE 0.5   /* a place of a lower score was chosen among namesakes: its position excludes none of them */
#define PLACE_UNNAMED_PART 0.45 /* of two parts of a town one of which has no name of its own */
#define PLACE_RARE_KIND 0.75 /* agreement of places of one province, for what seldom happens twice on a day */

/* ---- blocking and clustering --------------------------------------------------------------------------------------------- */
#define BLOCK_MAX_NEIGHBOURS 160 /* pairs looked at for one claim in one block, nearest in time first */
#define CLUSTER_MAX_CHECKS 48    /* members of each side looked at before two clusters join */
#define EVENT_MIN_SCORE 0.254    /* an event of a lower score makes no incident of its own; 0.30 of the model (event_tune.h) */

#endif
