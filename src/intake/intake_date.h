/* intake_date.h: the dates that documents carry, to ISO 8601. */
#ifndef SITREP_INTAKE_DATE_H
#define SITREP_INTAKE_DATE_H

#include <stddef.h>

/* ISO 8601 for s[0, n): "2016-08-10", "20160810", "2016/08/10", "2016-08", "2016", each full day also with a time
 * ("2016-08-10 12:00:00", "...T12:00Z", "...+02:00"; fractions are dropped). Days and hours must exist. out: at least 32
 * bytes. Returns the length, 0 when s is not such a date. */
size_t intake_date(const char *s, size_t n, char out[32]);

#endif
