/* event.h: drafts to the record's events and standing relations.
 *
 * in: drafts whose mentions have their actors and places, and the document's time expressions. out: rec_events (event i of the
 * report is event i of the draft), rec_relations. Every role keeps the words it came from; a role that the words do not fill
 * stays empty.
 */
#ifndef SITREP_EVENT_EVENT_H
#define SITREP_EVENT_EVENT_H

#include "stance/stance.h"
#include "time/timex.h"

/* Builds the events. errors: NOMEM. Cost: linear in drafts. */
sitrep_status event_read(const stance_context *c, const timex_list *times);

/* The model's relations between actors, less those that the report has already. errors: NOMEM. */
sitrep_status event_read_relations(const stance_context *c);

#endif
