/* control_work.h: what the files of the control stage share. */
#ifndef SITREP_CONTROL_CONTROL_WORK_H
#define SITREP_CONTROL_CONTROL_WORK_H

#include "stance/stance.h"

/* Who is said to stay at a place ("the police are still in place at Sarin") holds it: adds a record where none says so. errors:
 * NOMEM. Cost: linear in tokens, and in place mentions for each verb of staying. */
sitrep_status control_read_stays(const stance_context *c);

#endif
