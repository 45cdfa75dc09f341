/* span.h: a piece of a document's text, as a half-open range of UTF-8 bytes. Text is immutable; everything downstream
 * points into it. */
#ifndef SITREP_BASE_SPAN_H
#define SITREP_BASE_SPAN_H

#include <stdbool.h>
#include <stdint.h>

typedef struct base_span {
    uint32_t b, e; /* bytes, [b, e); {0, 0} means "no span" */
} base_span;

static inline bool span_is_set(base_span s) { return s.e > s.b; }
static inline bool span_overlaps(base_span x, base_span y) { return x.b < y.e && y.b < x.e; }
static inline bool span_contains(base_span outer, base_span inner) { return outer.b <= inner.b && inner.e <= outer.e; }
static inline bool span_equal(base_span x, base_span y) { return x.b == y.b && x.e == y.e; }

#endif
