/* count_phrase.c: number phrases to bounds, by the table in src/count/count.h; and out of memory. */
#include <stdlib.h>

#include "check.h"
#include "count/count.h"

typedef struct want {
    const char *words;
    int64_t low, best, high;
    const char *vague;
} want;

#define OPEN REC_OPEN

static const want TABLE[] = {
    {"40", 40, 40, 40, ""},
    {"estimated 40", 40, 40, 40, ""},
    {"at least 40", 40, 40, OPEN, ""},
    {"well over 2,000", 2000, 2000, OPEN, ""},
    {"forty or more", 40, 40, OPEN, ""},
    {"40+", 40, 40, OPEN, ""},
    {"a thousand at the very least", 1000, 1000, OPEN, ""},
    {"some forty", OPEN, 40, OPEN, ""},
    {"thirty-odd", OPEN, 30, OPEN, ""},
    {"ten or so", OPEN, 10, OPEN, ""},
    {"nearly 1.2 million", OPEN, 1200000, 1200000, ""},
    {"up to 6, 000", OPEN, 6000, 6000, ""},
    {"as many as eight", OPEN, 8, 8, ""},
    {"between 50 and 60", 50, OPEN, 60, ""},
    {"between 50 and more than 60", 50, OPEN, OPEN, ""},
    {"three to five million", 3000000, OPEN, 5000000, ""},
    {"15-20,000", 15000, OPEN, 20000, ""},
    {"15,000-20,000+", 15000, OPEN, OPEN, ""},
    {"as low as 2,000 and high as 3,000", 2000, OPEN, 3000, ""},
    {"three thousand eight hundred and twenty-three", 3823, 3823, 3823, ""},
    {"twelve hundred", 1200, 1200, 1200, ""},
    {"half a million", 500000, 500000, 500000, ""},
    {"15.000", 15000, 15000, 15000, ""},
    {"$1.5bn", 1500000000, 1500000000, 1500000000, ""},
    {"both", 2, 2, 2, ""},
    {"an", 1, 1, 1, ""},
    {"no", 0, 0, 0, ""},
    {"another 30", 30, 30, 30, ""},
    {"a total of 30", 30, 30, 30, ""},
    {"dozens", OPEN, OPEN, OPEN, "dozens"},
    {"tens of thousands", OPEN, OPEN, OPEN, "tens of thousands"},
    {"several hundred", OPEN, OPEN, OPEN, "several hundred"},
    {"a large number of", OPEN, OPEN, OPEN, "number"},
    {"some", OPEN, OPEN, OPEN, "some"},
};

static void test_table(void)
{
    base_arena arena;
    arena_init(&arena, NULL);
    for (size_t i = 0; i < sizeof TABLE / sizeof TABLE[0]; i++) {
        text_doc doc;
        count_value v;
        char why[200];
        CHECK(text_split(&arena, TABLE[i].words, strlen(TABLE[i].words), &doc) == SITREP_OK);
        bool found = count_read_phrase(&doc, 0, doc.n_tokens, &v);
        if (found && v.low == TABLE[i].low && v.best == TABLE[i].best && v.high == TABLE[i].high && strcmp(v.vague, TABLE[i].vague) == 0)
            continue;
        snprintf(why, sizeof why, "%s: found %d, %" PRId64 " %" PRId64 " %" PRId64 " \"%s\"", TABLE[i].words, found, v.low, v.best, v.high, v.vague);
        check_fail(__FILE__, __LINE__, why);
    }
    arena_clear(&arena);
}

static void test_no_number(void)
{
    base_arena arena;
    text_doc doc;
    count_value v;
    arena_init(&arena, NULL);
    CHECK(text_split(&arena, "heavy losses", 12, &doc) == SITREP_OK);
    CHECK(!count_read_phrase(&doc, 0, doc.n_tokens, &v));
    CHECK(v.best == REC_OPEN);
    CHECK(!count_read_phrase(&doc, 1, 1, &v));
    CHECK(!count_read_phrase(&doc, 0, doc.n_tokens + 5, &v));
    arena_clear(&arena);
}

static int left;
static void *few_alloc(void *ctx, size_t n) { (void)ctx; return left-- > 0 ? malloc(n) : NULL; }
static void *few_resize(void *ctx, void *p, size_t a, size_t b) { (void)ctx; (void)a; return left-- > 0 ? realloc(p, b) : NULL; }
static void few_release(void *ctx, void *p) { (void)ctx; free(p); }

static void test_no_memory(void)
{
    static const sitrep_allocator FEW = {few_alloc, few_resize, few_release, NULL};
    static char text[60000];
    size_t n = 0;
    while (n + 100 < sizeof text)
        n += (size_t)snprintf(text + n, sizeof text - n, "On May 3 at least %zu people were killed and two wounded. ", n);
    for (int allowed = 0; allowed < 60; allowed++) {
        base_arena arena;
        text_doc doc;
        timex_list times;
        count_list list;
        left = allowed;
        arena_init(&arena, &FEW);
        sitrep_status s = text_split(&arena, text, n, &doc);
        if (s == SITREP_OK)
            s = timex_read(&arena, &doc, "2016-08-20", &times);
        if (s == SITREP_OK)
            s = count_find(&arena, &doc, &times, &list);
        CHECK(s == SITREP_OK || s == SITREP_E_NOMEM);
        arena_clear(&arena);
    }
}

int main(void)
{
    RUN(test_table);
    RUN(test_no_number);
    RUN(test_no_memory);
    return check_done();
}
