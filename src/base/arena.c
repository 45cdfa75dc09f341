/* arena.c: see arena.h. A list of blocks; an allocation moves a mark in the current one. Blocks double up to a bound, so a
 * long document costs few calls and a short one little memory. */
#include "base/arena.h"

#include <stdint.h>
#include <string.h>

#include "base/heap.h"

enum { ARENA_ALIGN = 16, ARENA_BLOCK_MIN = 64 * 1024, ARENA_BLOCK_MAX = 4 * 1024 * 1024, ARENA_ITEMS_MIN = 16 };

struct arena_block {
    arena_block *next;
    size_t used, size; /* bytes after the header */
};

enum { ARENA_HEAD = (sizeof(arena_block) + ARENA_ALIGN - 1) / ARENA_ALIGN * ARENA_ALIGN };

void arena_init(base_arena *a, const sitrep_allocator *allocator)
{
    memset(a, 0, sizeof *a);
    a->allocator = allocator;
}

void arena_reset(base_arena *a)
{
    for (arena_block *b = a->first; b; b = b->next) b->used = 0;
    a->current = a->first;
    a->n_bytes = 0;
}

void arena_clear(base_arena *a)
{
    arena_block *b = a->first;
    while (b) {
        arena_block *next = b->next;
        heap_release(a->allocator, b);
        b = next;
    }
    a->first = a->current = NULL;
    a->n_bytes = 0;
}

/* A block with room for n bytes, made current: the next kept one that is large enough, or a new one after the current. */
static arena_block *next_block(base_arena *a, size_t n)
{
    arena_block *next = a->current ? a->current->next : a->first;
    if (next && next->size >= n) return a->current = next;

    size_t size = a->current ? a->current->size : ARENA_BLOCK_MIN / 2;
    size = size < ARENA_BLOCK_MAX / 2 ? size * 2 : ARENA_BLOCK_MAX;
    if (size < n) size = n;
    if (size > SIZE_MAX - ARENA_HEAD) return NULL;
    arena_block *b = heap_alloc(a->allocator, ARENA_HEAD + size);
    if (!b) return NULL;
    b->used = 0;
    b->size = size;
    b->next = next;
    if (a->current) a->current->next = b;
    else a->first = b;
    return a->current = b;
}

void *arena_alloc(base_arena *a, size_t n_bytes)
{
    if (n_bytes > SIZE_MAX - ARENA_ALIGN) return NULL;
    size_t n = (n_bytes + ARENA_ALIGN - 1) / ARENA_ALIGN * ARENA_ALIGN;
    if (n == 0) n = ARENA_ALIGN;
    arena_block *b = a->current;
    if (!b || b->size - b->used < n) {
        b = next_block(a, n);
        if (!b) return NULL;
    }
    char *p = (char *)b + ARENA_HEAD + b->used;
    b->used += n;
    a->n_bytes += n;
    return memset(p, 0, n);
}

void *arena_array(base_arena *a, size_t n, size_t item_bytes)
{
    if (item_bytes && n > SIZE_MAX / item_bytes) return NULL;
    return arena_alloc(a, n * item_bytes);
}

char *arena_strndup(base_arena *a, const char *s, size_t n)
{
    if (n == SIZE_MAX) return NULL;
    char *p = arena_alloc(a, n + 1);
    if (p && n) memcpy(p, s, n);
    return p;
}

void *arena_grow(base_arena *a, void *items, size_t n, size_t *capacity, size_t item_bytes)
{
    if (items && n < *capacity) return items;
    if (*capacity > SIZE_MAX / 2) return NULL;
    size_t more = *capacity ? *capacity * 2 : ARENA_ITEMS_MIN;
    void *p = arena_array(a, more, item_bytes);
    if (!p) return NULL;
    if (items && n) memcpy(p, items, n * item_bytes);
    *capacity = more;
    return p;
}
