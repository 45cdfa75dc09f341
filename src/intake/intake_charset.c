/* intake_charset.c: see intake_charset.h. */
#include "intake/intake_charset.h"

#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/utf8.h"

/* Bytes 0x80 to 0x9F of windows-1252 (WHATWG Encoding Standard); 0: not assigned. */
static const uint16_t cp1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

/* "not UTF-8 at byte 20113 (0xE9 after 'caf'): read as windows-1252", in the arena. */
static const char *mend_warning(base_arena *arena, const char *s, size_t bad, uint64_t byte)
{
    enum { CONTEXT = 12 };
    size_t b = bad;
    while (b > 0 && bad - b < CONTEXT && (unsigned char)s[b - 1] > ' ' && (unsigned char)s[b - 1] < 0x7F) b--;
    char line[160];
    int n = snprintf(line, sizeof line, "not UTF-8 at byte %llu (0x%02X after '%.*s'): read as windows-1252",
                     (unsigned long long)(byte + bad), (unsigned)(unsigned char)s[bad], (int)(bad - b), s + b);
    return n < 0 ? NULL : arena_strndup(arena, line, (size_t)n < sizeof line ? (size_t)n : sizeof line - 1);
}

sitrep_status charset_mend(base_arena *arena, const char *s, size_t n, uint64_t byte, const char **out, size_t *n_out,
                           const char **warning, sitrep_error *err)
{
    *warning = NULL;
    *out = s;
    *n_out = n;
    const char *nul = memchr(s, '\0', n);
    if (nul) {
        return fail_at(err, SITREP_E_ENCODING, "a NUL byte: not a text", NULL, byte + (uint64_t)(nul - s), 0);
    }
    size_t bad = utf8_first_bad(s, n);
    if (bad == n) return SITREP_OK;

    size_t n_high = 0; /* a converted byte grows to three at most */
    for (size_t i = 0; i < n; i++) n_high += (unsigned char)s[i] >= 0x80;
    char *t = arena_alloc(arena, n + 2 * n_high + 1);
    *warning = mend_warning(arena, s, bad, byte);
    if (!t || !*warning) return fail_nomem(err);
    size_t m = 0;
    for (size_t i = 0; i < n;) {
        size_t good = utf8_first_bad(s + i, n - i);
        memcpy(t + m, s + i, good);
        m += good;
        i += good;
        /* the bad byte; the test is taken up behind it, so each byte is looked at a bounded number of times */
        if (i < n) {
            unsigned char c = (unsigned char)s[i++];
            uint32_t u = c >= 0xA0 ? c : cp1252[c - 0x80];
            m += utf8_put(u ? u : 0xFFFD, t + m);
        }
    }
    t[m] = '\0';
    *out = t;
    *n_out = m;
    return SITREP_OK;
}

void charset_from_utf16(const char *s, size_t n, int big_endian, base_buf *out)
{
    const unsigned char *p = (const unsigned char *)s;
    uint32_t high = 0; /* a high surrogate that waits for its low one */
    for (size_t i = 0; i + 1 < n; i += 2) {
        uint32_t u = big_endian ? (uint32_t)p[i] << 8 | p[i + 1] : (uint32_t)p[i + 1] << 8 | p[i];
        char bytes[4];
        if (high) {
            bool pair = u >= 0xDC00 && u <= 0xDFFF;
            uint32_t c = pair ? 0x10000 + ((high - 0xD800) << 10) + (u - 0xDC00) : 0xFFFD;
            buf_put(out, bytes, utf8_put(c, bytes));
            high = 0;
            if (pair) continue;
        }
        if (u >= 0xD800 && u <= 0xDBFF) high = u;
        else buf_put(out, bytes, utf8_put(u, bytes)); /* utf8_put makes U+FFFD of a lone low surrogate */
    }
    if (high || n % 2) {
        char bytes[4];
        buf_put(out, bytes, utf8_put(0xFFFD, bytes));
    }
}
