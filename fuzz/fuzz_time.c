/* fuzz_time.c: any text and publication date through timex_read. Checks that expressions are in bounds and in order. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "time/timex.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char date[11] = {0};
    text_doc doc;
    timex_list list;
    size_t n_date = size < 10 ? size : 10;
    memcpy(date, data, n_date);
    const char *text = (const char *)data + n_date;
    size_t n = size - n_date;
    if (utf8_first_bad(text, n) != n)
        return 0;
    base_arena arena;
    arena_init(&arena, NULL);
    if (text_split(&arena, text, n, &doc) == SITREP_OK && timex_read(&arena, &doc, date, &list) == SITREP_OK) {
        uint32_t last = 0;
        for (uint32_t i = 0; i < list.n; i++) {
            const timex *t = &list.v[i];
            rec_time rec;
            if (t->span.b < last || t->span.e <= t->span.b || t->span.e > n || t->tok_b > t->tok_e || t->tok_e > doc.n_tokens)
                abort();
            if (memchr(t->value, '\0', sizeof t->value) == NULL || timex_at(&list, t->span) != t)
                abort();
            timex_to_rec(t, &rec);
            last = t->span.e;
        }
    }
    arena_clear(&arena);
    return 0;
}
