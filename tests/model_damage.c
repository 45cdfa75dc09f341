/* A weights file that is cut, foreign or damaged gives an error that says where; one damaged with its checksum made good
 * again is refused or runs, and never leaves the map (the sanitizers watch); no memory is an error, not a leak. */
#include "base/hash.h"
#include "check.h"
#include "model_world.h"

static unsigned char *good;
static size_t n_good;

static sitrep_status open_bytes(const unsigned char *bytes, size_t n, model **m, sitrep_error *err)
{
    memset(err, 0, sizeof *err);
    return model_open_memory(bytes, n, "some.srm", NULL, NULL, m, err);
}

static void small_doc(world_doc *d)
{
    static const char *const words[] = { "rebels", "took", "a", "town", ".", "Army", "shelled", "hills", "." };
    world_begin(d);
    for (unsigned i = 0; i < 9; i++) {
        world_word(d, words[i], i % 9);
        if (i == 4 || i == 8) world_end(d, 0);
    }
}

static void run_small(const model *m)
{
    static world_doc d;
    small_doc(&d);
    model_scratch *scratch = NULL;
    sitrep_error err;
    sitrep_allocator allocator = { 0 };
    base_arena arena;
    model_layers y;
    arena_init(&arena, &allocator);
    if (model_scratch_new(m, &scratch, &err) == SITREP_OK) {
        CHECK_EQ_INT(model_run(m, scratch, &arena, &d.doc, NULL, MODEL_ALL_HEADS, &y, &err), SITREP_OK);
        model_scratch_free(scratch);
    }
    arena_clear(&arena);
}

static void test_every_cut_is_seen(void)
{
    for (size_t n = 0; n < n_good; n++) {
        model *m = NULL;
        sitrep_error err;
        sitrep_status status = open_bytes(good, n, &m, &err);
        CHECK(status == (n < 8 ? SITREP_E_FORMAT : SITREP_E_DAMAGED) && m == NULL);
        CHECK(err.byte <= n && err.message && strcmp(err.detail, "some.srm") == 0);
    }
}

static void test_every_flip_is_seen(void)
{
    unsigned char *bytes = malloc(n_good);
    if (!bytes) return;
    memcpy(bytes, good, n_good);
    for (size_t i = 0; i < n_good; i++) {
        model *m = NULL;
        sitrep_error err;
        bytes[i] ^= 0x10;
        sitrep_status status = open_bytes(bytes, n_good, &m, &err);
        CHECK(status != SITREP_OK);
        if (i < 8) CHECK_EQ_INT(status, SITREP_E_FORMAT);
        if (i >= 8 && i < 12) CHECK_EQ_INT(status, SITREP_E_VERSION);
        if (i >= 32) CHECK(status == SITREP_E_DAMAGED && err.byte == 24);
        bytes[i] ^= 0x10;
    }
    free(bytes);
}

/* Structure bytes are the header, and what lies behind the tensors: directory, head table, strings. */
static void test_doctored_files_stay_inside(void)
{
    void *p = NULL;
    if (posix_memalign(&p, 64, n_good) != 0) return;
    unsigned char *bytes = p;
    uint64_t directory;
    int n_open = 0, n_refused = 0;
    memcpy(bytes, good, n_good);
    memcpy(&directory, bytes + 32, 8);
    for (size_t i = 32; i < n_good; i++) {
        static const unsigned char masks[] = { 0x01, 0x80, 0xFF };
        if (i >= 128 && i < directory && i % 7) continue; /* of the weights, a sample */
        for (unsigned k = 0; k < 3; k++) {
            model *m = NULL;
            sitrep_error err;
            bytes[i] ^= masks[k];
            uint64_t sum = hash_bytes(bytes + 32, n_good - 32, 0);
            memcpy(bytes + 24, &sum, 8);
            if (open_bytes(bytes, n_good, &m, &err) == SITREP_OK) {
                n_open++;
                run_small(m);
                model_close(m);
            } else {
                n_refused++;
                CHECK(err.status == SITREP_E_DAMAGED && err.byte <= n_good);
            }
            bytes[i] ^= masks[k];
        }
    }
    CHECK(n_open > 0 && n_refused > 100);
    free(bytes);
}

static void test_foreign_files(void)
{
    model *m = NULL;
    sitrep_error err = { 0 };
    CHECK_EQ_INT(model_open(SITREP_SOURCE_DIR "/tests/no-such.srm", NULL, &m, &err), SITREP_E_IO);
    CHECK_EQ_INT(model_open(WORLD_GOLDEN, NULL, &m, &err), SITREP_E_FORMAT);
    CHECK_EQ_STR(err.detail, WORLD_GOLDEN);
    CHECK_EQ_INT(err.byte, 0);
    CHECK_EQ_INT(model_open_kernel(WORLD_MODEL, "abacus", NULL, &m, &err), SITREP_E_ARGUMENT);
    CHECK_EQ_STR(err.detail, "abacus");
    CHECK(m == NULL);
}

/* ---- no memory ---------------------------------------------------------------------------------------------------- */

typedef struct poor_heap {
    int left, live;
} poor_heap;

static void *poor_alloc(void *ctx, size_t n)
{
    poor_heap *h = ctx;
    if (h->left-- <= 0) return NULL;
    h->live++;
    return malloc(n);
}

static void *poor_resize(void *ctx, void *p, size_t n_old, size_t n_new)
{
    poor_heap *h = ctx;
    (void)n_old;
    return h->left-- <= 0 ? NULL : realloc(p, n_new);
}

static void poor_release(void *ctx, void *p)
{
    if (p) ((poor_heap *)ctx)->live--;
    free(p);
}

static void test_no_memory_at_each_step(void)
{
    static world_doc d;
    bool whole = false;
    int steps = 0;
    world_begin(&d);
    for (unsigned i = 0; i < 400; i++) {
        world_word(&d, i % 3 ? "soldiers" : "xyzzy", i % 9);
        if (i % 11 == 10) world_end(&d, i / 33);
    }
    world_end(&d, 99);
    for (; !whole && steps < 200; steps++) {
        poor_heap heap = { .left = steps };
        sitrep_allocator a = { poor_alloc, poor_resize, poor_release, &heap };
        model *m = NULL;
        model_scratch *scratch = NULL;
        sitrep_error err = { 0 };
        base_arena arena;
        model_layers y;
        arena_init(&arena, &a);
        sitrep_status status = model_open(WORLD_MODEL, &a, &m, &err);
        if (status == SITREP_OK) status = model_scratch_new(m, &scratch, &err);
        if (status == SITREP_OK) status = model_run(m, scratch, &arena, &d.doc, NULL, MODEL_ALL_HEADS, &y, &err);
        CHECK(status == SITREP_OK || status == SITREP_E_NOMEM);
        CHECK_EQ_INT(err.status, status);
        whole = status == SITREP_OK;
        model_scratch_free(scratch);
        model_close(m);
        arena_clear(&arena);
        CHECK_EQ_INT(heap.live, 0);
    }
    CHECK(whole && steps > 3);
}

int main(void)
{
    good = world_read(WORLD_MODEL, &n_good);
    if (!good) return check_skip("tests/data/model_tiny.srm is missing");
    RUN(test_every_cut_is_seen);
    RUN(test_every_flip_is_seen);
    RUN(test_doctored_files_stay_inside);
    RUN(test_foreign_files);
    RUN(test_no_memory_at_each_step);
    free(good);
    return check_done();
}
