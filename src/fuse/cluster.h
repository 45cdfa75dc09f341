/* cluster.h: tellings gathered into happenings.
 *
 *     cluster_list c;
 *     if (clusters_make(&arena, reports, &units, copy_of, &decisions, &c) != SITREP_OK) ...
 *
 * in -> out: units -> clusters of units, each with the pairs that joined it.
 * Method: blocking by place, name, grid cell and report; pairs scored (pair.h); the best pair joins first, unless something in
 * one cluster excludes something in the other or their members agree too little on the whole. What only echoes joins last.
 * Invariants: the same units give the same clusters whatever order they come in (ties go by key); a hand-made decision wins
 * over every score; every unit is in at most one cluster; a cluster holds at least one core unit.
 */
#ifndef SITREP_FUSE_CLUSTER_H
#define SITREP_FUSE_CLUSTER_H

#include "fuse/pair.h"

/* A person's decision about two units, named by unit keys. */
typedef struct fuse_decision {
    const char *a, *b;
    bool together;
} fuse_decision;

typedef struct cluster_join {
    uint32_t a, b; /* units */
    pair_view view;
    bool by_hand;
} cluster_join;

typedef struct unit_cluster {
    uint32_t *units; /* ordered by report, then event */
    uint32_t n;
    cluster_join *joins;
    uint32_t n_joins;
} unit_cluster;

typedef struct cluster_list {
    unit_cluster *v;
    uint32_t n;
} cluster_list;

typedef struct cluster_input {
    const claim_report *const *reports; /* canonical order */
    uint32_t n_reports;
    const int32_t *copy_of; /* index of the original, or -1 */
    const fuse_decision *decisions;
    uint32_t n_decisions;
} cluster_input;

/* Marks withdrawn and twin units in *units. errors: NOMEM.
 * Cost: n log n in the units, times at most BLOCK_MAX_NEIGHBOURS comparisons for each block that a unit is in. */
sitrep_status clusters_make(base_arena *arena, const cluster_input *in, unit_list *units, cluster_list *out);

#endif
