/* control.h: the draft's control changes to the record's: who took, lost, holds or surrounds which place, and who says so. */
#ifndef SITREP_CONTROL_CONTROL_H
#define SITREP_CONTROL_CONTROL_H

#include "stance/stance.h"
#include "time/timex.h"

/* Call after places and actors are resolved. errors: NOMEM. Cost: linear in changes. */
sitrep_status control_read(const stance_context *c, const timex_list *times);

#endif
