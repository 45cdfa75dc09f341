/* buf.c: see buf.h. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/heap.h"

enum { BUF_MIN = 256, BUF_DECIMALS_MAX = 15 };

void buf_init(base_buf *b, const sitrep_allocator *allocator)
{
    memset(b, 0, sizeof *b);
    b->allocator = allocator;
    b->ok = true;
}

void buf_reset(base_buf *b)
{
    b->n = 0;
    b->ok = true;
    if (b->data) b->data[0] = '\0';
}

void buf_clear(base_buf *b)
{
    heap_release(b->allocator, b->data);
    b->data = NULL;
    b->n = b->capacity = 0;
    b->ok = true;
}

/* Room for n more bytes and the NUL. */
static bool reserve(base_buf *b, size_t n)
{
    if (!b->ok) return false;
    if (b->capacity - b->n > n) return true; /* n <= capacity always holds; both are 0 at first */
    size_t want = b->capacity ? b->capacity : BUF_MIN;
    while (want - b->n <= n) {
        if (want > SIZE_MAX / 2) {
            b->ok = false;
            return false;
        }
        want *= 2;
    }
    char *p = heap_resize(b->allocator, b->data, b->capacity, want);
    if (!p) {
        b->ok = false;
        return false;
    }
    b->data = p;
    b->capacity = want;
    return true;
}

void buf_put(base_buf *b, const char *s, size_t n)
{
    if (!reserve(b, n)) return;
    if (n) memcpy(b->data + b->n, s, n);
    b->n += n;
    b->data[b->n] = '\0';
}

void buf_puts(base_buf *b, const char *s)
{
    buf_put(b, s, strlen(s));
}

void buf_putc(base_buf *b, char c)
{
    buf_put(b, &c, 1);
}

/* Decimal digits of v, at least `least` of them. */
static void put_digits(base_buf *b, uint64_t v, int least)
{
    char digits[32];
    size_t n = sizeof digits;
    do {
        digits[--n] = (char)('0' + (int)(v % 10));
        v /= 10;
    } while (v || (int)(sizeof digits - n) < least);
    buf_put(b, digits + n, sizeof digits - n);
}

void buf_put_int(base_buf *b, int64_t v)
{
    if (v < 0) buf_putc(b, '-');
    put_digits(b, v < 0 ? 0 - (uint64_t)v : (uint64_t)v, 1);
}

void buf_put_fixed(base_buf *b, double v, int decimals)
{
    double a = v < 0 ? -v : v;
    if (!(a <= 1.7976931348623157e308)) { /* NaN and infinities: JSON has neither */
        buf_puts(b, "null");
        return;
    }
    int d = decimals < 0 ? 0 : decimals > BUF_DECIMALS_MAX ? BUF_DECIMALS_MAX : decimals;
    double scale = 1;
    uint64_t iscale = 1;
    for (int i = 0; i < d; i++) {
        scale *= 10;
        iscale *= 10;
    }
    double scaled = a * scale + 0.5;
    if (scaled < 9e18) {
        uint64_t u = (uint64_t)scaled;
        if (v < 0 && u) buf_putc(b, '-'); /* no "-0.00" */
        put_digits(b, u / iscale, 1);
        if (d) {
            buf_putc(b, '.');
            put_digits(b, u % iscale, d);
        }
        return;
    }
    buf_printf(b, "%.0f", v); /* no fraction is left in a double of this size; "%.0f" writes no point at any locale */
    if (d) {
        buf_putc(b, '.');
        put_digits(b, 0, d);
    }
}

void buf_put_json(base_buf *b, const char *s, size_t n)
{
    static const char hex[] = "0123456789abcdef";
    buf_putc(b, '"');
    size_t run = 0; /* bytes [run, i) wait to be copied as they are */
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s[i];
        if (c >= 0x20 && c != '"' && c != '\\') continue;
        buf_put(b, s + run, i - run);
        run = i + 1;
        char e[6] = { '\\', (char)c, 0, 0, 0, 0 };
        size_t m = 2;
        switch (c) {
        case '"':
        case '\\': break;
        case '\n': e[1] = 'n'; break;
        case '\r': e[1] = 'r'; break;
        case '\t': e[1] = 't'; break;
        case '\b': e[1] = 'b'; break;
        case '\f': e[1] = 'f'; break;
        default:
            e[1] = 'u';
            e[2] = e[3] = '0';
            e[4] = hex[c >> 4];
            e[5] = hex[c & 15];
            m = 6;
        }
        buf_put(b, e, m);
    }
    buf_put(b, s + run, n - run);
    buf_putc(b, '"');
}

void buf_printf(base_buf *b, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n < 0) b->ok = false;
    else if (reserve(b, (size_t)n)) {
        vsnprintf(b->data + b->n, (size_t)n + 1, format, again);
        b->n += (size_t)n;
    }
    va_end(again);
}
