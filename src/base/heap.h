/* heap.h: the engine's allocation hook, with malloc behind it when the hook is empty.
 *
 *     char *p = heap_alloc(allocator, n);  ...  heap_release(allocator, p);
 */
#ifndef SITREP_BASE_HEAP_H
#define SITREP_BASE_HEAP_H

#include "sitrep.h"

/* allocator may be NULL or hold NULL functions: then malloc, realloc and free serve. Not zeroed. NULL: no memory.
 * heap_resize leaves p as it was when it fails. heap_release takes NULL. Thread-safe when the hook is. */
void *heap_alloc(const sitrep_allocator *allocator, size_t n_bytes);
void *heap_resize(const sitrep_allocator *allocator, void *p, size_t n_old, size_t n_new);
void heap_release(const sitrep_allocator *allocator, void *p);

#endif
