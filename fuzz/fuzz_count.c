/* fuzz_count.c: any text through count_find, and every candidate's tokens through count_read_phrase and count_guess_kind. */
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "count/count.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    text_doc doc;
    timex_list times;
    count_list list;
    if (utf8_first_bad(text, size) != size)
        return 0;
    base_arena arena;
    arena_init(&arena, NULL);
    if (text_split(&arena, text, size, &doc) == SITREP_OK && timex_read(&arena, &doc, NULL, &times) == SITREP_OK &&
        count_find(&arena, &doc, &times, &list) == SITREP_OK) {
        uint32_t last = 0;
        for (uint32_t i = 0; i < list.n; i++) {
            const count_item *c = &list.v[i];
            count_value v;
            float score;
            if (c->span.b < last || c->span.e <= c->span.b || c->span.e > size || c->tok_e > doc.n_tokens)
                abort();
            (void)count_read_phrase(&doc, c->tok_b, c->tok_e, &v);
            (void)count_guess_kind(&doc, c->tok_b, c->tok_e, &score);
            if (v.low != REC_OPEN && v.high != REC_OPEN && v.low > v.high)
                abort();
            last = c->span.e;
        }
    }
    arena_clear(&arena);
    return 0;
}
