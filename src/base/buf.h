/* buf.h: a growing byte buffer over the engine's allocator, with a sticky failure flag: write freely, check ok once.
 *
 *     base_buf b; buf_init(&b, allocator);
 *     buf_puts(&b, "{\"text\":"); buf_put_json(&b, text, n); buf_puts(&b, "}");
 *     if (!b.ok) return SITREP_E_NOMEM;
 */
#ifndef SITREP_BASE_BUF_H
#define SITREP_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sitrep.h"

typedef struct base_buf {
    const sitrep_allocator *allocator; /* not owned */
    char *data;                        /* NUL-terminated whenever ok and capacity > 0 */
    size_t n, capacity;
    bool ok; /* false after a failed allocation; later writes do nothing */
} base_buf;

void buf_init(base_buf *b, const sitrep_allocator *allocator);
void buf_reset(base_buf *b); /* n = 0, keeps the memory */
void buf_clear(base_buf *b); /* gives the memory back */
void buf_put(base_buf *b, const char *s, size_t n);
void buf_puts(base_buf *b, const char *s);
void buf_putc(base_buf *b, char c);
void buf_put_int(base_buf *b, int64_t v);
/* v with the given number of decimals, rounded half away from zero, "." as the point at any locale; NaN gives null. */
void buf_put_fixed(base_buf *b, double v, int decimals);
/* A JSON string with its quotes; s must be UTF-8; control characters are escaped. */
void buf_put_json(base_buf *b, const char *s, size_t n);
void buf_printf(base_buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
