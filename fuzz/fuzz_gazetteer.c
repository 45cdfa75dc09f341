/* fuzz_gazetteer.c: the gazetteer's three doors. First byte: an image with its checksum set right (so that the checks behind it
 * are met), source rows, or a text over an image built from fixed rows. Checks that what is found lies in bounds. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/heap.h"
#include "base/utf8.h"
#include "place/gazetteer_rows.h"
#include "place/toponym.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const sitrep_allocator plain;

static void ask_all(const place_gazetteer *g, const char *text, size_t n, size_t size_of_image)
{
    char key[PLACE_MAX_KEY], bare[PLACE_MAX_KEY];
    place_name_hit hit[PLACE_MAX_CANDIDATES];
    size_t n_key = place_make_key(text, n, key, sizeof key);
    place_drop_articles(key, n_key, bare, sizeof bare);
    uint32_t k = place_find_name(g, key, n_key, hit, PLACE_MAX_CANDIDATES);
    for (uint32_t i = 0; i < k; i++)
        if (hit[i].place >= place_count_entries(g)) abort();
    for (uint32_t i = 0; i < place_count_entries(g) && i < 100; i++) {
        place_entry e;
        place_get_entry(g, i, &e);
        if (strlen(e.name) > size_of_image || strlen(e.feature) > size_of_image) abort();
    }
}

static void fuzz_image(const uint8_t *data, size_t size)
{
    if (size < sizeof(gaz_header)) return;
    unsigned char *copy = malloc(size);
    if (copy == NULL) return;
    memcpy(copy, data, size);
    gaz_header h;
    memcpy(&h, copy, sizeof h);
    memcpy(h.magic, GAZ_MAGIC, 8);
    h.version = GAZ_VERSION;
    h.checksum = hash_bytes(copy + sizeof h, size - sizeof h, GAZ_VERSION);
    memcpy(copy, &h, sizeof h);
    place_gazetteer *g;
    if (place_open_bytes(copy, size, &plain, &g, NULL) == SITREP_OK) {
        ask_all(g, (const char *)data, size < 64 ? size : 64, size);
        place_close_gazetteer(g);
    }
    free(copy);
}

static void clear_rows(gaz_rows *r)
{
    void *owned[] = {r->strings, r->names, r->places, r->admin1, r->admin2, r->division_slots, r->parents};
    for (size_t i = 0; i < sizeof owned / sizeof owned[0]; i++) heap_release(&plain, owned[i]);
    buf_clear(&r->pool);
}

static void fuzz_rows(const uint8_t *data, size_t size)
{
    gaz_rows r;
    memset(&r, 0, sizeof r);
    r.allocator = &plain;
    buf_init(&r.pool, &plain);
    buf_putc(&r.pool, 0);
    (void)gaz_read_rows(&r, "fuzz", (const char *)data, size, NULL);
    clear_rows(&r);
}

/* A text over whatever image its own bytes make: names of the image are names of the text. */
static void fuzz_text(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    static uint64_t small[64]; /* the smallest image: one place, no names; 8-byte aligned */
    static place_gazetteer *g;
    if (g == NULL) {
        gaz_header h;
        memset(&h, 0, sizeof h);
        memcpy(h.magic, GAZ_MAGIC, 8);
        h.version = GAZ_VERSION;
        h.n_places = 1;
        h.n_features = 1;
        h.n_pool = 8;
        h.bucket_bits = 4;
        unsigned char *p = (unsigned char *)small;
        gaz_place place = {1, 0, 0, 0, 0, GAZ_NONE, 0xFFFF, 0, 0xFF};
        memcpy(p + sizeof h, &place, sizeof place);
        size_t n = sizeof h + 32 + 72 + 8 + 8; /* places, buckets, features, pool */
        h.checksum = hash_bytes(p + sizeof h, n - sizeof h, GAZ_VERSION);
        memcpy(p, &h, sizeof h);
        if (place_open_bytes(small, n, &plain, &g, NULL) != SITREP_OK) abort();
    }
    if (utf8_first_bad(text, size) != size) return;
    base_arena arena;
    text_doc doc;
    place_toponyms list;
    arena_init(&arena, &plain);
    if (text_split(&arena, text, size, &doc) == SITREP_OK && place_find_toponyms(g, &arena, &doc, NULL, &list) == SITREP_OK &&
        place_rank_toponyms(g, &arena, &doc, "example.org", &list, NULL, NULL) == SITREP_OK)
        for (uint32_t i = 0; i < list.n; i++)
            if (list.v[i].span.b >= list.v[i].span.e || list.v[i].span.e > size) abort();
    arena_clear(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0) return 0;
    if (data[0] % 3 == 0) fuzz_image(data + 1, size - 1);
    else if (data[0] % 3 == 1) fuzz_rows(data + 1, size - 1);
    else fuzz_text(data + 1, size - 1);
    return 0;
}
