/* event_tune.h: the constants of the event stage that were set by an experiment. */
#ifndef SITREP_EVENT_EVENT_TUNE_H
#define SITREP_EVENT_EVENT_TUNE_H

/* An event's score is the probability that it is told and is of its kind. The model's own probability q is too sure, so it
 * goes through 1 / (1 + exp(-(SLOPE logit(q) + SHIFT))) (Platt, "Probabilistic outputs for support vector machines", 1999).
 * Fitted by `bench/calibration --fit` on records dev; expected calibration error there, cross-validated over documents:
 * 1.6 % in bins of equal width, 1.5 % in bins of equal count. Bounds look at q (draft_tune.h). */
#define EVENT_SCORE_SLOPE 0.609f
#define EVENT_SCORE_SHIFT (-0.561f)
#define EVENT_SCORE_EDGE 0.0005f /* q is kept so far from 0 and 1: nobody can tell the last steps apart on 900 events */

#endif
