/* figure.h: the draft's number phrases to the record's figures: bounds, whose, in which event, by whom.
 * Figure i of the report is figure i of the draft. */
#ifndef SITREP_COUNT_FIGURE_H
#define SITREP_COUNT_FIGURE_H

#include "stance/stance.h"

/* Call after the events are built. errors: NOMEM. Cost: linear in figures. */
sitrep_status figure_read(const stance_context *c);

#endif
