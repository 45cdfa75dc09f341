/* gate.c: see gate.h. File: gate_header, then int8 weights [1 << bits]. */
#include "model/gate.h"

#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/hash.h"
#include "base/heap.h"
#include "base/mapfile.h"
#include "base/utf8.h"

#define GATE_MAGIC "SRGATE1"
enum { GATE_VERSION = 1, GATE_WORD = 48, GATE_MAX_BITS = 24 };

typedef struct gate_header {
    char magic[8];
    uint32_t version, bits;
    int32_t threshold; /* a sentence passes when bias + sum of weights >= threshold; all three in the weights' unit */
    int32_t bias;
    uint64_t checksum; /* hash_bytes of the weights, seed GATE_VERSION */
} gate_header;

struct gate {
    base_map map;
    gate_header h;
    const int8_t *weights;
    const sitrep_allocator *allocator;
    char hash[17];
};

sitrep_status gate_open(const char *path, const sitrep_allocator *allocator, gate **out, sitrep_error *err)
{
    *out = NULL;
    gate *g = heap_alloc(allocator, sizeof *g);
    if (g == NULL) return fail_nomem(err);
    memset(g, 0, sizeof *g);
    g->allocator = allocator;
    sitrep_status s = map_open(path, &g->map, err);
    if (s == SITREP_OK) {
        if (g->map.n < sizeof g->h || memcmp(g->map.data, GATE_MAGIC, 8) != 0)
            s = fail(err, SITREP_E_FORMAT, "not a gate file (expected SRGATE1 at byte 0)", path);
        else {
            memcpy(&g->h, g->map.data, sizeof g->h);
            g->weights = (const int8_t *)(g->map.data + sizeof g->h);
            size_t n = g->map.n - sizeof g->h;
            if (g->h.version != GATE_VERSION)
                s = fail_at(err, SITREP_E_VERSION, "a gate file of another version", path, 8, 0);
            else if (g->h.bits > GATE_MAX_BITS || n != (size_t)1 << g->h.bits)
                s = fail_at(err, SITREP_E_DAMAGED, "a gate file of another size than it says", path, g->map.n, 0);
            else if (hash_bytes(g->weights, n, GATE_VERSION) != g->h.checksum)
                s = fail_at(err, SITREP_E_DAMAGED, "a gate file whose checksum is wrong", path, sizeof g->h, 0);
        }
    }
    if (s != SITREP_OK) {
        gate_close(g);
        return s;
    }
    snprintf(g->hash, sizeof g->hash, "%016llx", (unsigned long long)g->h.checksum);
    *out = g;
    return SITREP_OK;
}

void gate_close(gate *g)
{
    if (g == NULL) return;
    map_close(&g->map);
    heap_release(g->allocator, g);
}

const char *gate_hash(const gate *g) { return g->hash; }

/* Hash of a token's folded letters; digits all count as '0'. */
static uint64_t word_hash(const text_doc *doc, uint32_t t)
{
    char word[GATE_WORD];
    base_span s = doc->tokens[t].span;
    size_t n = utf8_fold_string(doc->text + s.b, s.e - s.b, word, sizeof word);
    for (size_t i = 0; i < n; i++)
        if (word[i] >= '0' && word[i] <= '9') word[i] = '0';
    return hash_bytes(word, n, 0);
}

sitrep_status gate_read(const gate *g, base_arena *arena, const text_doc *doc, const uint8_t **mask)
{
    uint8_t *m = arena_array(arena, (size_t)doc->n_sents + 1, 1);
    if (m == NULL) return SITREP_E_NOMEM;
    *mask = m;
    uint64_t low = g != NULL ? ((uint64_t)1 << g->h.bits) - 1 : 0;
    for (uint32_t s = 0; s < doc->n_sents; s++) {
        if (g == NULL) {
            m[s] = 1;
            continue;
        }
        int32_t sum = g->h.bias;
        uint64_t before = 1;
        for (uint32_t t = doc->sents[s].tok_b; t < doc->sents[s].tok_e; t++) {
            uint64_t w = word_hash(doc, t);
            sum += g->weights[w & low] + g->weights[(w ^ (before * 0x9e3779b97f4a7c15u)) & low];
            before = w;
        }
        m[s] = sum >= g->h.threshold;
    }
    for (uint32_t s = 0; s < doc->n_sents; s++) /* what it refers to stands before it, in its paragraph */
        if (m[s] == 0 && s + 1 < doc->n_sents && m[s + 1] == 1 &&
            doc->sents[s].paragraph == doc->sents[s + 1].paragraph)
            m[s] = 2;
    return SITREP_OK;
}
