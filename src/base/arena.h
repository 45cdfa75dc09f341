/* arena.h: a document's memory. Blocks come from the engine's allocator and are given back together.
 *
 *     base_arena a; arena_init(&a, &engine->allocator);
 *     text_token *t = arena_alloc(&a, n * sizeof *t);      zeroed, 16-byte aligned; NULL when there is no memory
 *     arena_reset(&a);                                      keeps the blocks for the next document
 *     arena_clear(&a);                                      gives them back
 */
#ifndef SITREP_BASE_ARENA_H
#define SITREP_BASE_ARENA_H

#include <stddef.h>

#include "sitrep.h"

typedef struct arena_block arena_block;
typedef struct base_arena {
    const sitrep_allocator *allocator; /* not owned */
    arena_block *first, *current;
    size_t n_bytes; /* handed out since the last reset */
} base_arena;

void arena_init(base_arena *a, const sitrep_allocator *allocator);
void arena_reset(base_arena *a);
void arena_clear(base_arena *a);

/* Zeroed memory, or NULL. n = 0 gives a valid pointer. */
void *arena_alloc(base_arena *a, size_t n_bytes);
/* n items of a size, with the product checked for overflow. */
void *arena_array(base_arena *a, size_t n, size_t item_bytes);
/* A NUL-terminated copy of s[0, n). */
char *arena_strndup(base_arena *a, const char *s, size_t n);
/* Grows an array in the arena: returns items, or a copy twice as large when n == *capacity (the old one is wasted until
 * reset; growth is geometric, so at most twice the final size). NULL when there is no memory (then *capacity is unchanged). */
void *arena_grow(base_arena *a, void *items, size_t n, size_t *capacity, size_t item_bytes);

#endif
