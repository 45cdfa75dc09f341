/* intake_limits.h: the constants of the intake. */
#ifndef SITREP_INTAKE_LIMITS_H
#define SITREP_INTAKE_LIMITS_H

enum {
    INTAKE_TEXT_MAX_DEFAULT = 16 * 1024 * 1024, /* bytes of a text when the caller sets no limit */
    INTAKE_READ_BYTES = 64 * 1024,              /* one read() */
    INTAKE_RECORD_EXTRA = 1024 * 1024,          /* bytes of a JSON record beside twice its text: escapes, other fields */
    INTAKE_SNIFF_BYTES = 4096,                  /* looked at to tell a format */
    INTAKE_WARNINGS_MAX = 8,                    /* a document's warnings */
    INTAKE_PATH_PARTS_MAX = 16                  /* parts of a dotted JSON path */
};

#endif
