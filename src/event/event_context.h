/* event_context.h: what the words of an event leave to the words around it: its place and day, a figure's event and speaker, and
 * whether the report takes back what it tells.
 *
 * in: a report whose events, figures and control changes are built. out: the same report, with open fields filled.
 * Invariants: a stated field is never changed. What is filled has no phrase of its own (its entry in place_spans, its time.span
 * stay empty), names the words it was taken from as evidence, adds "+context" to because.rule and lowers the score. Background,
 * generic and speech events are not filled.
 *
 *     if ((s = event_fill_context(&c, &times)) != SITREP_OK) return s;      after control_read
 */
#ifndef SITREP_EVENT_EVENT_CONTEXT_H
#define SITREP_EVENT_EVENT_CONTEXT_H

#include "stance/stance.h"
#include "time/timex.h"

/* errors: NOMEM. Thread-safe. Cost: events times (events + place mentions). */
sitrep_status event_fill_context(const stance_context *c, const timex_list *times);

#endif
