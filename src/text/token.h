/* token.h: text -> tokens with spans and spacing (not yet sentences or shapes).
 *
 *     token_list list = { .arena = arena, .text = text, .n_bytes = n };
 *     text_lines_measure(...); if (!token_scan(&list, &lines)) return SITREP_E_NOMEM;
 *
 * Invariants: spans ascend, do not overlap, hold no white space, and cover every byte that is not white space.
 */
#ifndef SITREP_TEXT_TOKEN_H
#define SITREP_TEXT_TOKEN_H

#include "text/lines.h"
#include "text/text.h"

typedef struct token_list {
    base_arena *arena;
    const char *text;
    size_t n_bytes;
    text_token *v;
    size_t n, capacity;
    bool ok; /* false after a failed allocation */
} token_list;

/* Fills list->v. false: no memory. Cost: linear; one look at most TEXT_TAIL_MAX bytes ahead at a stop. */
bool token_scan(token_list *list, const text_lines *lines);

#endif
