/* text_split: any valid UTF-8 gives ascending, covering tokens and sentences that part them. */
#include <stdlib.h>

#include "base/utf8.h"
#include "text/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    if (size > 1 << 20) return 0;
    size = utf8_first_bad(text, size); /* the contract: valid UTF-8 */
    base_arena arena;
    arena_init(&arena, NULL);
    text_doc doc;
    if (text_split(&arena, text, size, &doc) != SITREP_OK) abort();
    uint32_t at = 0, next = 0;
    for (uint32_t t = 0; t < doc.n_tokens; t++) {
        base_span p = doc.tokens[t].span;
        if (p.b < at || p.e <= p.b || p.e > size) abort();
        if (doc.tokens[t].space_before != (p.b > at)) abort();
        if (doc.tokens[t].shape >= SHAPE_N || text_token_at(&doc, p.b) != t) abort();
        at = p.e;
    }
    for (uint32_t i = 0; i < doc.n_sents; i++) {
        if (doc.sents[i].tok_b != next || doc.sents[i].tok_e <= next) abort();
        next = doc.sents[i].tok_e;
    }
    if (next != doc.n_tokens) abort();
    arena_clear(&arena);
    return 0;
}
