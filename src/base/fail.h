/* fail.h: filling a sitrep_error in one expression.
 *
 *     return fail_at(err, SITREP_E_FORMAT, "expected a quote", path, byte, line);
 */
#ifndef SITREP_BASE_FAIL_H
#define SITREP_BASE_FAIL_H

#include "sitrep.h"

/* Fills err (may be NULL) and returns status. detail may be NULL and is cut to fit. message must be static. */
sitrep_status fail_at(sitrep_error *err, sitrep_status status, const char *message, const char *detail, uint64_t byte,
                      uint64_t line);
static inline sitrep_status fail(sitrep_error *err, sitrep_status status, const char *message, const char *detail)
{
    return fail_at(err, status, message, detail, 0, 0);
}
static inline sitrep_status fail_nomem(sitrep_error *err)
{
    return fail_at(err, SITREP_E_NOMEM, "no memory", NULL, 0, 0);
}

#endif
