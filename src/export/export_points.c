#include <string.h>

#include "base/heap.h"
#include "export/export.h"

enum { BLOCK = 64 };

/* A UTF-8 byte that begins a code point, i.e. is not 10xxxxxx. */
static bool begins(char c) { return ((unsigned char)c & 0xC0) != 0x80; }

sitrep_status export_points_init(export_points *p, const sitrep_allocator *allocator, const char *text,
                                 uint32_t n_bytes)
{
    *p = (export_points){text, n_bytes, NULL, allocator};
    uint32_t ascii = 0;
    while (ascii < n_bytes && ((unsigned char)text[ascii] & 0x80) == 0) ascii++;
    if (ascii == n_bytes) return SITREP_OK;
    p->before = heap_alloc(allocator, ((size_t)n_bytes / BLOCK + 1) * sizeof *p->before);
    if (p->before == NULL) return SITREP_E_NOMEM;
    uint32_t count = 0;
    for (uint32_t i = 0; i < n_bytes; i++) {
        if (i % BLOCK == 0) p->before[i / BLOCK] = count;
        count += begins(text[i]);
    }
    if (n_bytes % BLOCK == 0) p->before[n_bytes / BLOCK] = count;
    return SITREP_OK;
}

void export_points_clear(export_points *p)
{
    heap_release(p->allocator, p->before);
    p->before = NULL;
}

uint32_t export_point(const export_points *p, uint32_t byte)
{
    if (byte > p->n_bytes) byte = p->n_bytes;
    if (p->before == NULL) return byte;
    uint32_t count = p->before[byte / BLOCK];
    for (uint32_t i = byte - byte % BLOCK; i < byte; i++) count += begins(p->text[i]);
    return count;
}

void export_put_span(base_buf *out, const export_points *p, base_span s)
{
    if (!span_is_set(s)) {
        buf_puts(out, "null");
        return;
    }
    buf_putc(out, '[');
    buf_put_int(out, export_point(p, s.b));
    buf_putc(out, ',');
    buf_put_int(out, export_point(p, s.e));
    buf_putc(out, ']');
}
