/* incident.h: one happening, with everything that is claimed of it (sitrep.incident/1, DESIGN.md section 2b).
 *
 * in -> out: a cluster of units and the reports -> an incident.
 * Invariants: no claim is changed or dropped: low, best and high are reckoned over the live claims of independent sources, and
 * every claim stands in the list with its source, report and words; what is withdrawn, superseded or denied is marked and
 * counts nowhere. The same reports give the same incidents in the same order.
 */
#ifndef SITREP_FUSE_INCIDENT_H
#define SITREP_FUSE_INCIDENT_H

#include "fuse/cluster.h"

typedef enum best_policy { BEST_LATEST = 0, BEST_MEDIAN, BEST_MOST_SOURCED } best_policy;

typedef struct incident_claim {
    const char *kind;
    const char *source;     /* as the text names it, or the outlet */
    const char *source_key; /* the same source in every report */
    uint32_t report;
    int32_t day;            /* of the report */
    int64_t low, best, high;
    claim_span span;
    const char *words, *group;
    bool own_side;          /* losses of those who did it */
    bool withdrawn, superseded, denied, copied;
} incident_claim;

typedef struct incident_figure {
    const char *kind;
    bool own_side;
    int64_t low, best, high; /* CLAIM_OPEN: nothing live */
    incident_claim *claims;
    uint32_t n_claims;
} incident_figure;

typedef struct incident_contradiction {
    const char *field, *says, *against;
    uint32_t *reports;
    uint32_t n_reports;
} incident_contradiction;

typedef struct incident_actor {
    const char *key, *side, *name, *ref, *country, *kind, *inter;
    uint32_t n_reports;
} incident_actor;

typedef struct incident_report {
    uint32_t report;
    int32_t copy_of; /* report index, or -1 */
    uint32_t *units;
    uint32_t n_units;
} incident_report;

typedef struct incident_place {
    const char *name, *ref, *within, *admin1, *country, *precision, *feature, *key;
    bool located;
    double lat_deg, lon_deg;
} incident_place;

typedef struct fuse_incident {
    const char *id, *title, *kind, *sphere;
    incident_place place; /* name NULL: no place is told, and the incident has no pin */
    int32_t first, last;
    const char *precision; /* of the time: day|week|month|year|none */
    incident_report *reports;
    uint32_t n_reports;
    incident_actor *agents, *patients;
    uint32_t n_agents, n_patients;
    incident_actor holder; /* name NULL: none */
    incident_figure *figures;
    uint32_t n_figures;
    bool contested;
    incident_contradiction *contradictions;
    uint32_t n_contradictions;
    uint32_t n_sources;
    double score;
    const unit_cluster *cluster;
    int32_t lead; /* the unit that tells it best: of the incident's kind, with most said */
} fuse_incident;

typedef struct incident_input {
    const claim_report *const *reports;
    const int32_t *copy_of;
    const unit_list *units;
    best_policy best;
} incident_input;

/* What, where, when, who (incident.c). errors: NOMEM. */
sitrep_status incident_describe(base_arena *arena, const incident_input *in, const unit_cluster *cluster, fuse_incident *out);

/* At what cost, according to whom, and what contradicts what (incident_figures.c). `orphans` are figures without an event that
 * belong here: pairs of report and figure. errors: NOMEM. */
typedef struct figure_at {
    uint32_t report, figure;
} figure_at;
sitrep_status incident_count(base_arena *arena, const incident_input *in, const figure_at *orphans, uint32_t n_orphans,
                             fuse_incident *incident);

/* The name of who says it, as a reader knows them: the words of the text, with the registry's name when that differs; the
 * outlet when nobody is named. *key is the same for one source in all reports. */
const char *incident_source(base_arena *arena, const claim_report *r, const claim_sources *sources, const char **key);

/* Appends sitrep.incident/1 as one line without newline. */
sitrep_status incident_write_json(const incident_input *in, const fuse_incident *incident, base_arena *scratch, base_buf *out);

#endif
