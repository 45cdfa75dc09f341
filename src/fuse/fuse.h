/* fuse.h: reports to incidents.
 *
 *     fuse_result f;
 *     fuse_run(&arena, reports, n, &options, &f, &err);
 *     for (uint32_t i = 0; i < f.n; i++) incident_write_json(&f.input, &f.incidents[i], &arena, &out);
 *
 * in -> out: claims of any number of reports, in any order -> incidents, ordered by day, place and id.
 * Invariants: recomputed from the reports alone, so that one more report gives what all of them together give; the order of
 * the reports changes nothing.
 */
#ifndef SITREP_FUSE_FUSE_H
#define SITREP_FUSE_FUSE_H

#include "fuse/incident.h"

typedef struct fuse_options {
    best_policy best;
    bool all_spheres;
    double min_score; /* events of a lower score are not looked at; 0: all */
    const fuse_decision *decisions;
    uint32_t n_decisions;
} fuse_options;

typedef struct fuse_result {
    const claim_report **reports; /* canonical order: by day of publication, then id, then address */
    uint32_t n_reports;
    int32_t *copy_of;
    unit_list units;
    cluster_list clusters;
    fuse_incident *incidents;
    uint32_t n;
    incident_input input;
} fuse_result;

/* in: reports[0, n), kept by the caller as long as the result. out: *result, in the arena. errors: NOMEM.
 * Thread-safe on an arena of one's own. Cost: n log n in the events (see cluster.h). */
sitrep_status fuse_run(base_arena *arena, const claim_report *reports, uint32_t n, const fuse_options *options, fuse_result *result,
                       sitrep_error *err);

/* The incident of an id, or NULL. */
const fuse_incident *fuse_find(const fuse_result *result, const char *id);

#endif
