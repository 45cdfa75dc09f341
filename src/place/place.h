/* place.h: the where of a report.
 *
 * in: the document's mentions (roles, named spans) and its text; out: the report's places, and each mention's place.
 * Invariants: every place has a mention with its words; lat_deg and lon_deg come from the gazetteer only; a name or
 * description that cannot be placed stays open, with the place that contains it where that is told.
 *
 *     place_resolve(g, &mentions, report);
 *     report->places[mentions.v[i].place].name ...
 */
#ifndef SITREP_PLACE_PLACE_H
#define SITREP_PLACE_PLACE_H

#include "model/mention.h"
#include "place/gazetteer.h"
#include "record/record.h"

/* Resolves every place of r->doc. The model reaches this stage through the mentions. mentions: roles and
 * ner are read, place is set (-1 where none). out: r->places. Owns: everything lies in r->arena; display names point into
 * the gazetteer, which must outlive the report. errors: NOMEM. Thread-safe. Cost: a few µs a capitalised word. */
sitrep_status place_resolve(const place_gazetteer *g, mention_list *mentions, rec_report *r);

#endif
