/* trigger.h: what labelled text says of a word as a trigger, weighed with what the model says of it here.
 *
 * in: the "n;kind k;kind k" counts of data/triggers.tsv, the model's probabilities of one token. out: the same, moved.
 * A word seen n times, k of them as a trigger, has prior odds (k + b) / (n - k + b); the model's odds are multiplied by
 * a root of them, its kinds by a root of theirs. Square roots only, so that every machine gives the same bits.
 */
#ifndef SITREP_DRAFT_TRIGGER_H
#define SITREP_DRAFT_TRIGGER_H

#include "model/model.h"

/* p[n_labels]: probabilities of a token, label 0 = none; changed in place. counts: NULL leaves them. kind_head: whose
 * labels. */
void trigger_weigh(const model *m, int kind_head, const char *counts, float *p, int n_labels);

#endif
