/* intake_json.h: a JSON object -> a document, by a map of fields. */
#ifndef SITREP_INTAKE_JSON_H
#define SITREP_INTAKE_JSON_H

#include "intake/intake_draft.h"

typedef enum intake_field {
    FIELD_TEXT = 0, FIELD_DATE, FIELD_OUTLET, FIELD_TITLE, FIELD_URI, FIELD_AUTHOR, FIELD_ID, FIELD_LANGUAGE,
    FIELD_RETRIEVED, FIELD_N
} intake_field;

typedef struct intake_map {
    const char *paths[FIELD_N]; /* alternatives parted by '|'; in the input's memory or static */
} intake_map;

/* Reads "text=a.b,date=c[0]" over the defaults. Cuts `map` in place (it must live as long as *out).
 * errors: ARGUMENT, detail holds the part that is wrong. */
sitrep_status json_read_map(char *map, intake_map *out, sitrep_error *err);

/* Fills d->doc from the object s[0, n). errors: FORMAT (err->byte within s), EMPTY, NOMEM. */
sitrep_status json_read_document(intake_draft *d, const intake_map *map, const char *s, size_t n, sitrep_error *err);

#endif
