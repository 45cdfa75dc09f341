/* Arena, allocator, mapped files, errors. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/heap.h"
#include "base/mapfile.h"
#include "check.h"

typedef struct counter {
    int64_t live, calls, fail_at; /* the call that fails, from 1; 0: none */
} counter;

static void *count_alloc(void *ctx, size_t n)
{
    counter *c = ctx;
    if (++c->calls == c->fail_at) return NULL;
    c->live++;
    return malloc(n);
}
static void *count_resize(void *ctx, void *p, size_t n_old, size_t n_new)
{
    counter *c = ctx;
    (void)n_old;
    if (++c->calls == c->fail_at) return NULL;
    return realloc(p, n_new);
}
static void count_release(void *ctx, void *p)
{
    ((counter *)ctx)->live--;
    free(p);
}

static void test_arena_zeroes_and_aligns(void)
{
    counter c = { 0, 0, 0 };
    sitrep_allocator hook = { count_alloc, count_resize, count_release, &c };
    base_arena a;
    arena_init(&a, &hook);
    for (int round = 0; round < 3; round++) {
        for (size_t n = 0; n < 3000; n += 7) {
            unsigned char *p = arena_alloc(&a, n);
            CHECK(p && (uintptr_t)p % 16 == 0);
            for (size_t i = 0; p && i < n; i++) {
                if (p[i]) CHECK(p[i] == 0);
                p[i] = 0xAA;
            }
        }
        CHECK(arena_alloc(&a, 10000000) != NULL);
        int64_t calls = c.calls;
        arena_reset(&a);
        CHECK(a.n_bytes == 0);
        if (round > 0) CHECK_EQ_INT(c.calls, calls); /* kept blocks serve again */
    }
    CHECK(arena_array(&a, SIZE_MAX / 2, 8) == NULL);
    CHECK(arena_alloc(&a, SIZE_MAX) == NULL);
    CHECK_EQ_STR(arena_strndup(&a, "abc", 2), "ab");
    arena_clear(&a);
    CHECK_EQ_INT(c.live, 0);
}

static void test_arena_grows(void)
{
    base_arena a;
    arena_init(&a, NULL);
    int *v = NULL;
    size_t capacity = 0;
    for (int i = 0; i < 10000; i++) {
        v = arena_grow(&a, v, (size_t)i, &capacity, sizeof *v);
        CHECK(v != NULL);
        v[i] = i;
    }
    for (int i = 0; i < 10000; i++) {
        if (v[i] != i) CHECK_EQ_INT(v[i], i);
    }
    arena_clear(&a);
}

static void test_no_memory_is_told(void)
{
    counter c = { 0, 0, 2 };
    sitrep_allocator hook = { count_alloc, count_resize, count_release, &c };
    base_arena a;
    arena_init(&a, &hook);
    CHECK(arena_alloc(&a, 100) != NULL);
    CHECK(arena_alloc(&a, 100000) == NULL);
    CHECK(arena_alloc(&a, 100) != NULL); /* the arena lives on */
    arena_clear(&a);
    c = (counter){ 0, 0, 2 };
    base_buf b;
    buf_init(&b, &hook);
    for (int i = 0; i < 100; i++) buf_puts(&b, "0123456789");
    CHECK(!b.ok);
    buf_clear(&b);
    CHECK_EQ_INT(c.live, 0);
}

static void test_map(void)
{
    base_map m;
    sitrep_error err;
    CHECK_EQ_INT(map_open("/nowhere/at/all", &m, &err), SITREP_E_IO);
    CHECK_EQ_STR(err.detail, "/nowhere/at/all");
    CHECK_EQ_STR(err.message, "no such file");
    CHECK_EQ_INT(map_open("/", &m, &err), SITREP_E_IO);
    map_close(&m);

    char path[] = "/tmp/sitrep-map-XXXXXX";
    int fd = mkstemp(path);
    CHECK(fd >= 0);
    CHECK_EQ_INT(map_open(path, &m, &err), SITREP_OK);
    CHECK(m.data != NULL && m.n == 0);
    map_close(&m);
    CHECK_EQ_INT(write(fd, "abc", 3), 3);
    CHECK_EQ_INT(map_open(path, &m, NULL), SITREP_OK);
    CHECK(m.n == 3 && memcmp(m.data, "abc", 3) == 0);
    map_close(&m);
    close(fd);
    unlink(path);
}

static void test_errors(void)
{
    sitrep_error err;
    char longer[400];
    for (size_t i = 0; i + 2 < sizeof longer; i += 2) memcpy(longer + i, "é", 2);
    longer[398] = '\0';
    CHECK_EQ_INT(fail_at(&err, SITREP_E_FORMAT, "why", longer, 7, 3), SITREP_E_FORMAT);
    CHECK_EQ_INT((int64_t)strlen(err.detail), 254); /* cut between characters */
    CHECK_EQ_INT((int64_t)err.byte, 7);
    CHECK_EQ_INT(fail_nomem(NULL), SITREP_E_NOMEM);
    for (int s = SITREP_OK; s <= SITREP_E_NOTFOUND; s++) {
        CHECK(strcmp(sitrep_status_code((sitrep_status)s), "unknown") != 0);
        for (int t = s + 1; t <= SITREP_E_NOTFOUND; t++) {
            CHECK(strcmp(sitrep_status_code((sitrep_status)s), sitrep_status_code((sitrep_status)t)) != 0);
        }
    }
    CHECK_EQ_STR(sitrep_status_code((sitrep_status)999), "unknown");
}

int main(void)
{
    RUN(test_arena_zeroes_and_aligns);
    RUN(test_arena_grows);
    RUN(test_no_memory_is_told);
    RUN(test_map);
    RUN(test_errors);
    return check_done();
}
