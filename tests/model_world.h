/* model_world.h: what the tests of the model share: the small model, and documents made of given words. */
#ifndef SITREP_TESTS_MODEL_WORLD_H
#define SITREP_TESTS_MODEL_WORLD_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "model/model_private.h"

#ifndef SITREP_SOURCE_DIR
#define SITREP_SOURCE_DIR "."
#endif
#define WORLD_MODEL SITREP_SOURCE_DIR "/tests/data/model_tiny.srm"
#define WORLD_GOLDEN SITREP_SOURCE_DIR "/tests/data/model_tiny.golden"

/* A document written word by word, for tests that must not hang on the splitter. */
typedef struct world_doc {
    char text[8192];
    text_token tokens[512];
    text_sentence sents[128];
    text_doc doc;
    uint32_t open; /* first token of the sentence being written */
} world_doc;

static inline void world_begin(world_doc *d)
{
    memset(d, 0, sizeof *d);
    d->doc = (text_doc){ .text = d->text, .tokens = d->tokens, .sents = d->sents };
}

static inline void world_word(world_doc *d, const char *word, unsigned shape)
{
    size_t n = strlen(word);
    if (d->doc.n_bytes + n + 1 >= sizeof d->text || d->doc.n_tokens >= 512) return;
    memcpy(d->text + d->doc.n_bytes, word, n);
    d->tokens[d->doc.n_tokens++] = (text_token){ .span = { d->doc.n_bytes, d->doc.n_bytes + (uint32_t)n },
                                                 .sentence = d->doc.n_sents, .shape = (uint8_t)shape, .space_before = true };
    d->doc.n_bytes += (uint32_t)n;
    d->text[d->doc.n_bytes++] = ' ';
}

static inline void world_end(world_doc *d, uint32_t paragraph)
{
    uint32_t b = d->open, e = d->doc.n_tokens;
    if (b == e || d->doc.n_sents >= 128) return;
    d->sents[d->doc.n_sents++] = (text_sentence){ .span = { d->tokens[b].span.b, d->tokens[e - 1].span.e }, .tok_b = b,
                                                  .tok_e = e, .paragraph = paragraph };
    d->open = e;
}

/* The file's bytes at a multiple of 64, freed with free; NULL when it cannot be read. */
static inline unsigned char *world_read(const char *path, size_t *n)
{
    FILE *f = fopen(path, "rb");
    if (!f) return NULL;
    unsigned char *bytes = NULL;
    void *p = NULL;
    if (fseek(f, 0, SEEK_END) == 0) {
        long size = ftell(f);
        rewind(f);
        if (size > 0 && posix_memalign(&p, 64, (size_t)size + 64) == 0) {
            bytes = p;
            *n = fread(bytes, 1, (size_t)size, f);
        }
    }
    fclose(f);
    return bytes;
}

#endif
