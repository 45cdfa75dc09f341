/* intake_charset.h: bytes of unknown encoding to UTF-8. */
#ifndef SITREP_INTAKE_CHARSET_H
#define SITREP_INTAKE_CHARSET_H

#include "base/arena.h"
#include "base/buf.h"

/* UTF-8 for s[0, n). Valid UTF-8 comes back as it is (*out == s). Otherwise a copy in the arena, in which every byte that is
 * not part of valid UTF-8 is read as windows-1252, and *warning says so, with the place: `byte` is s's place in its file.
 * errors: ENCODING for a NUL byte (err->byte), NOMEM. */
sitrep_status charset_mend(base_arena *arena, const char *s, size_t n, uint64_t byte, const char **out, size_t *n_out,
                           const char **warning, sitrep_error *err);

/* UTF-16 (without its mark) to UTF-8; a lone surrogate becomes U+FFFD. Check out->ok. */
void charset_from_utf16(const char *s, size_t n, int big_endian, base_buf *out);

#endif
