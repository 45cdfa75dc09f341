/* unit.h: one report's telling of one happening: an event with its consequences folded in, or a control record.
 *
 *     unit_list list;
 *     if (units_make(&arena, reports, n, &list) != SITREP_OK) ...
 *
 * in -> out: reports in canonical order -> units in the order of their reports.
 * Invariants: a kill or injure with `of` has no unit of its own; a unit of role UNIT_CORE can make an incident, UNIT_ECHO only
 * joins one (it announces, denies, retells, or says that a place is still held).
 */
#ifndef SITREP_FUSE_UNIT_H
#define SITREP_FUSE_UNIT_H

#include "fuse/claims.h"
#include "fuse/fuse_kind.h"

typedef enum unit_role { UNIT_CORE = 0, UNIT_ECHO } unit_role;
typedef enum unit_manner { UNIT_TOLD = 0, UNIT_DENIED, UNIT_PLANNED, UNIT_HISTORY, UNIT_SPEECH, UNIT_HELD } unit_manner;

enum { UNIT_CHAIN = 6 }; /* a place and what it lies in */

typedef struct unit_place {
    const char *key;    /* claims_place_key; "" when unknown */
    const char *name;   /* folded */
    const char *precision;
    bool located, named; /* has a position; has a name, or is only "the market" */
    bool sure;           /* of several places of that name the likely one, not one guessed */
    const char *country; /* or NULL */
    double lat_deg, lon_deg;
} unit_place;

typedef struct unit_sides {
    const char **v; /* side keys, sorted, no doubles */
    uint32_t n;
} unit_sides;

typedef struct fuse_unit {
    uint32_t report;        /* index */
    int32_t event, control; /* one of them is -1 */
    fuse_kind kind;
    unit_role role;
    unit_manner manner;
    bool withdrawn;         /* retracted, here or by a later correction */
    int32_t place;          /* index in the report, or -1 */
    unit_place chain[UNIT_CHAIN];
    uint32_t n_chain;
    int32_t first, last;    /* days; DAY_UNKNOWN when not even publication is known */
    bool dated, exact;      /* the text says when; it says the day */
    unit_sides agents, patients, winners, losers;
    int64_t counts[4];      /* killed, wounded, captured, freed: best (else low), or CLAIM_OPEN */
    const char *key;        /* "<report id>:<kind>@<begin>": the same after recoding when the words are the same */
    double score;
    claim_span at;          /* the words that tell it */
    claim_span sentence;
    uint32_t paragraph;     /* line of the text, from 0; 0 is the headline */
    bool placed;            /* its own sentence names where */
    bool leads;             /* told in the first paragraph under the headline that tells of anything */
    int32_t twin;           /* the unit of the original that this copy repeats, or -1 */
} fuse_unit;

typedef struct unit_list {
    fuse_unit *v;
    uint32_t n;
} unit_list;

typedef struct unit_options {
    bool all_spheres;  /* crime, accidents, disasters and sport too */
    double min_score;  /* events below it are left out */
} unit_options;

/* errors: NOMEM. Cost: linear in the number of events. */
sitrep_status units_make(base_arena *arena, const claim_report *const *reports, uint32_t n, const unit_options *options,
                         unit_list *list);

/* The event that a consequence belongs to: follows `of` to its end. */
int32_t unit_root_event(const claim_report *r, int32_t event);
/* Do two sides agree? Equal keys, or both states and one of them of an unknown country. */
bool unit_same_side(const char *a, const char *b);
bool unit_sides_meet(const unit_sides *a, const unit_sides *b);

#endif
