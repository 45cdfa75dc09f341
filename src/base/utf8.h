/* utf8.h: decoding, validation and folding of UTF-8. */
#ifndef SITREP_BASE_UTF8_H
#define SITREP_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Decodes the code point at s[*i] and moves *i past it. s must be valid UTF-8 and *i < n. */
uint32_t utf8_next(const char *s, size_t n, size_t *i);
/* Offset of the first byte that is not part of valid UTF-8 (RFC 3629: no surrogates, no overlong forms), or n. */
size_t utf8_first_bad(const char *s, size_t n);
/* Writes c to out (4 bytes at most), returns the length. */
size_t utf8_put(uint32_t c, char *out);
/* Number of code points in s[0, n). */
size_t utf8_count(const char *s, size_t n);

bool utf8_is_letter(uint32_t c); /* Latin, Greek, Cyrillic, Arabic, Hebrew, CJK and marks: by table */
bool utf8_is_upper(uint32_t c);
bool utf8_is_digit(uint32_t c); /* ASCII 0-9 only */
bool utf8_is_space(uint32_t c); /* white space, no-break and zero-width spaces */
uint32_t utf8_lower(uint32_t c);
/* The base letter in lower case without diacritics: 'É' -> 'e', 'ł' -> 'l', 'ʿ', '’' -> 0 (dropped). Latin only; other
 * scripts are lowered. Used for names: "Ra's al-ʿAyn" and "Ras al-Ayn" fold alike. May expand: 'ß' -> 's' (once). */
uint32_t utf8_fold(uint32_t c);
/* Folds s[0, n) into out[0, cap), NUL-terminated, cut at a code point when too long; returns the length written. */
size_t utf8_fold_string(const char *s, size_t n, char *out, size_t cap);

#endif
