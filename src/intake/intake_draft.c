/* intake_draft.c: see intake_draft.h. */
#include "intake/intake_draft.h"

#include <stdio.h>

#include "intake/intake_date.h"

void draft_warn(intake_draft *d, const char *warning)
{
    if (!warning || d->doc.n_warnings >= INTAKE_WARNINGS_MAX) return;
    d->warnings[d->doc.n_warnings++] = warning;
    d->doc.warnings = d->warnings;
}

int draft_date(intake_draft *d, const char *what, const char *s, size_t n, const char **field)
{
    char iso[32];
    size_t len = intake_date(s, n, iso);
    if (len) {
        *field = arena_strndup(d->arena, iso, len);
        return *field != NULL;
    }
    enum { SHOWN = 40 };
    size_t shown = n < SHOWN ? n : SHOWN;
    while (shown < n && shown > 0 && ((unsigned char)s[shown] & 0xC0) == 0x80) shown--; /* not inside a character */
    char line[160];
    int m = snprintf(line, sizeof line, "%s '%.*s' is not an ISO 8601 date: left open", what, (int)shown, s);
    char *kept = m > 0 ? arena_strndup(d->arena, line, (size_t)m < sizeof line ? (size_t)m : sizeof line - 1) : NULL;
    draft_warn(d, kept);
    return kept != NULL;
}
