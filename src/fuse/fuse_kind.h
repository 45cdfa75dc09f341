/* fuse_kind.h: event kinds as fusion sees them: which may be tellings of one thing.
 *
 *     fuse_kind a = kind_of("airstrike"), b = kind_of("kill");
 *     double c = kind_agreement(&a, &b);              0.7: the strike that killed
 *
 * in -> out: a kind's name -> its family and habits. Invariant: agreement is symmetric, in [0, 1], 1 for equal kinds.
 */
#ifndef SITREP_FUSE_FUSE_KIND_H
#define SITREP_FUSE_FUSE_KIND_H

#include <stdbool.h>

typedef enum kind_family {
    FAMILY_OTHER = 0,
    FAMILY_FIRE,    /* strikes and explosions */
    FAMILY_HARM,    /* killing and destroying, by whatever means */
    FAMILY_ATTACK,  /* the generic attack: fits fire, harm and ground */
    FAMILY_GROUND,  /* fighting for ground */
    FAMILY_FORCES,  /* deployments and the like */
    FAMILY_PEOPLE,  /* prisoners, hostages */
    FAMILY_FLIGHT,  /* displacement, evacuation */
    FAMILY_TRUCE,
    FAMILY_TALK,
    FAMILY_STREET,
    FAMILY_LAW,
    FAMILY_SPEECH   /* words about deeds: never an incident of their own */
} kind_family;

typedef struct fuse_kind {
    const char *name;
    kind_family family;
    bool takeover; /* ground changes hands: capture, withdraw, hand-over */
    bool gives_up; /* its agent is the one who loses the ground: withdraw, hand-over, surrender */
    bool lasting;  /* goes on for days: intervals that overlap agree */
} fuse_kind;

fuse_kind kind_of(const char *name);
double kind_agreement(const fuse_kind *a, const fuse_kind *b);
/* Of two kinds told of one incident the one that says more: a capture before a clash, a massacre before an attack. */
int kind_rank(const fuse_kind *k);

#endif
