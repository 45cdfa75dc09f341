/* heap.c: see heap.h. The only place in the library that names malloc, realloc and free. */
#include "base/heap.h"

#include <stdlib.h>

void *heap_alloc(const sitrep_allocator *allocator, size_t n_bytes)
{
    size_t n = n_bytes ? n_bytes : 1; /* a NULL answer must mean "no memory" and nothing else */
    if (allocator && allocator->alloc) return allocator->alloc(allocator->ctx, n);
    return malloc(n);
}

void *heap_resize(const sitrep_allocator *allocator, void *p, size_t n_old, size_t n_new)
{
    size_t n = n_new ? n_new : 1;
    if (!p) return heap_alloc(allocator, n);
    if (allocator && allocator->resize) return allocator->resize(allocator->ctx, p, n_old, n);
    return realloc(p, n);
}

void heap_release(const sitrep_allocator *allocator, void *p)
{
    if (!p) return;
    if (allocator && allocator->release) {
        allocator->release(allocator->ctx, p);
        return;
    }
    free(p);
}
