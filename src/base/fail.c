/* fail.c: see fail.h; and the status codes of the public header. */
#include "base/fail.h"

#include <string.h>

sitrep_status fail_at(sitrep_error *err, sitrep_status status, const char *message, const char *detail, uint64_t byte,
                      uint64_t line)
{
    if (!err) return status;
    err->status = status;
    err->message = message ? message : "";
    err->byte = byte;
    err->line = line;
    size_t n = detail ? strlen(detail) : 0;
    if (n >= sizeof err->detail) {
        n = sizeof err->detail - 1;
        /* not inside a UTF-8 sequence: the detail is printed and written as JSON */
        while (n && ((unsigned char)detail[n] & 0xC0) == 0x80) n--;
    }
    /* memmove: a caller may hand an error's own detail back to add to its message */
    if (n) memmove(err->detail, detail, n);
    err->detail[n] = '\0';
    return status;
}

const char *sitrep_status_code(sitrep_status status)
{
    switch (status) {
    case SITREP_OK: return "ok";
    case SITREP_E_NOMEM: return "no-memory";
    case SITREP_E_IO: return "io";
    case SITREP_E_FORMAT: return "bad-format";
    case SITREP_E_ENCODING: return "not-utf8";
    case SITREP_E_EMPTY: return "empty";
    case SITREP_E_LIMIT: return "too-large";
    case SITREP_E_ARGUMENT: return "bad-argument";
    case SITREP_E_VERSION: return "wrong-version";
    case SITREP_E_DAMAGED: return "damaged";
    case SITREP_E_BUSY: return "busy";
    case SITREP_E_FULL: return "disk-full";
    case SITREP_E_READONLY: return "read-only";
    case SITREP_E_NOTFOUND: return "not-found";
    }
    return "unknown";
}
