/* fuzz_model.c: any bytes as a weights file; with its size and checksum made good, so that what lies behind them is reached;
 * what opens reads a few words. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "model/model_private.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_words(const model *m)
{
    static const char text[] = "Rebels took xyzzy .";
    static text_token tokens[] = {
        { .span = { 0, 6 }, .shape = 2 }, { .span = { 7, 11 } }, { .span = { 12, 17 } }, { .span = { 18, 19 }, .shape = 7 },
    };
    static text_sentence sents[] = { { .span = { 0, 19 }, .tok_e = 4 } };
    text_doc doc = { .text = text, .n_bytes = 19, .tokens = tokens, .n_tokens = 4, .sents = sents, .n_sents = 1 };
    model_scratch *scratch = NULL;
    model_layers y;
    sitrep_error err;
    base_arena arena;
    arena_init(&arena, NULL);
    if (model_scratch_new(m, &scratch, &err) != SITREP_OK) return;
    if (model_run(m, scratch, &arena, &doc, NULL, MODEL_ALL_HEADS, &y, &err) == SITREP_OK)
        for (uint32_t i = 0; i < y.n_links; i++)
            if (y.links[i].from >= 4 || y.links[i].to >= 4 || y.links[i].head >= (uint32_t)model_head_count(m)) abort();
    model_scratch_free(scratch);
    arena_clear(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    void *p = NULL;
    model *m = NULL;
    sitrep_error err;
    size_t n = (size + 63) / 64 * 64;
    if (n > (1u << 20) || posix_memalign(&p, 64, n ? n : 64) != 0) return 0;
    unsigned char *bytes = p;
    if (size) memcpy(bytes, data, size);
    memset(bytes + size, 0, n - size);
    if (model_open_memory(bytes, size, "fuzz", NULL, NULL, &m, &err) == SITREP_OK) {
        read_words(m);
        model_close(m);
        m = NULL;
    }
    if (n >= 128) {
        uint64_t total = n, sum;
        memcpy(bytes + 16, &total, 8);
        sum = hash_bytes(bytes + 32, n - 32, 0);
        memcpy(bytes + 24, &sum, 8);
        if (model_open_memory(bytes, n, "fuzz", NULL, NULL, &m, &err) == SITREP_OK) {
            read_words(m);
            model_close(m);
        }
    }
    free(bytes);
    return 0;
}
