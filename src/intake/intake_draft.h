/* intake_draft.h: a document in the making, and its warnings. Strings in the arena. */
#ifndef SITREP_INTAKE_DRAFT_H
#define SITREP_INTAKE_DRAFT_H

#include "base/arena.h"
#include "intake/intake_limits.h"

typedef struct intake_draft {
    base_arena *arena; /* reset for each document */
    sitrep_document doc;
    const char *warnings[INTAKE_WARNINGS_MAX];
} intake_draft;

/* Adds a warning (static, or in the arena); NULL and one too many are passed over. */
void draft_warn(intake_draft *d, const char *warning);
/* Sets *field to the ISO form of s[0, n), or warns and leaves it as it is. false: no memory. */
int draft_date(intake_draft *d, const char *what, const char *s, size_t n, const char **field);

#endif
