/* draft_tune.h: the thresholds of the draft stage. Set on records dev by train/evaluate.py --tune; each figure is a
 * probability. */
#ifndef SITREP_DRAFT_TUNE_H
#define SITREP_DRAFT_TUNE_H

/* data/triggers.tsv: smoothing counts; roots and counts chosen on records dev (event F1 70.7 -> 71.8, trigger 81.6
 * -> 82.3) */
#define TRIGGER_PRIOR_EVENT 0.15f
#define TRIGGER_PRIOR_NONE 0.85f
#define TRIGGER_PRIOR_KIND 0.02f
#define TRIGGER_FLOOR 0.015f /* words that the model is surer than that are no trigger are left alone */

#define DRAFT_SPORT_WORDS 3u     /* a report with so many words of sport, */
#define DRAFT_SPORT_SPACING 120u /* and one in so many words at least, is on sport */

#define DRAFT_WARLIKE_SURE 0.70f /* a warlike event as sure as this makes the report one on conflict; */
#define DRAFT_ORDINARY_MIN 0.65f /* in others an event must be as sure of its kind as this */

#define DRAFT_EVENT_MIN 0.70f /* 1 - p(no event) of a trigger word */
#define DRAFT_AGAIN_MIN 0.20f  /* two trigger words name one event */
#define DRAFT_AGAIN_SURE 0.45f /* ... although the text has gone on to another day in between */
#define DRAFT_AGENT_LOW 0.25f /* when nothing reaches the bound of the role */
#define DRAFT_PATIENT_LOW 0.30f
#define DRAFT_PLACE_LOW 0.20f
#define DRAFT_TIME_LOW 0.35f
#define DRAFT_AGENT_MIN 0.55f
#define DRAFT_PATIENT_MIN 0.52f
#define DRAFT_PLACE_MIN 0.52f
#define DRAFT_TIME_MIN 0.65f
#define DRAFT_INSTRUMENT_MIN 0.40f
#define DRAFT_SOURCE_MIN 0.40f
#define DRAFT_CUE_MIN 0.40f
#define DRAFT_STANCE_MIN 0.40f /* 1 - p(default) of a stance value */
#define DRAFT_NAME_MIN                                                                                                 \
    0.95f /* every word of a named span; the ner head is weak (RESULTS) and geo dev loses 12 points at 0 */
#define DRAFT_PERSON_MIN 0.00f /* of a person: the offices of the actor stage need them */
#define DRAFT_FIGURE_MIN 0.50f /* 1 - p(no figure), mean over the phrase */
#define DRAFT_GROUP_MIN 0.30f
#define DRAFT_FIGEVENT_MIN 0.30f
#define DRAFT_OF_MIN 0.50f
#define DRAFT_CONTROL_MIN 0.62f /* 1 - p(no change) of a place word */
#define DRAFT_HOLDER_MIN 0.40f
#define DRAFT_RELATION_MIN 0.70f
#define DRAFT_BESIDE_SCORE 0.60f /* of a role or holder that the words beside a trigger say */
#define DRAFT_TIE_SCORE 0.75f /* of a relation that a construction says */
#define DRAFT_ANTE_MIN 0.20f

#endif
