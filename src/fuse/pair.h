/* pair.h: how likely two tellings are of one happening.
 *
 *     pair_view v = pair_compare(&a, &b, &takeovers);
 *     if (!v.never && v.score >= PAIR_JOIN) join(a, b);
 *
 * in -> out: two units -> a probability, and whether something forbids it. Symmetric, without state.
 */
#ifndef SITREP_FUSE_PAIR_H
#define SITREP_FUSE_PAIR_H

#include "fuse/unit.h"

typedef struct pair_view {
    double score;                                   /* probability, 0..1 */
    bool never;                                     /* what they say excludes that they are one */
    double kind, place, time, agents, patients, figures; /* the parts, for `because` */
    int gap_days;
} pair_view;

/* Every change of hands, by place and day, to see whether a place changed hands between two captures of it. */
typedef struct takeover_list {
    const fuse_unit **v; /* by place key, then day */
    uint32_t n;
} takeover_list;

sitrep_status takeovers_make(base_arena *arena, const unit_list *units, takeover_list *list);

pair_view pair_compare(const fuse_unit *a, const fuse_unit *b, const takeover_list *takeovers);

/* "same place, same day, airstrike as kill, same number killed" */
void pair_explain(const pair_view *v, const fuse_unit *a, const fuse_unit *b, base_buf *out);

/* Great-circle distance in kilometres (haversine); latitudes and longitudes in degrees. */
double pair_distance_km(double lat_a, double lon_a, double lat_b, double lon_b);

/* Is this word of a folded place name more than a word for a kind of place ("junction")? */
bool pair_is_telling(const char *word, size_t n);

/* One country seldom has two exchanges, truces or coups on one day: there the day says more than the place. */
bool pair_is_rare(const fuse_unit *u);

#endif
