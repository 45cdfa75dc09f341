/* Out-of-memory sweep: reading a report while the n-th allocation fails, for every n until none fails. Each time: the status
 * is NOMEM (or the read succeeds), nothing leaks, nothing crashes, and the same session reads the same report afterwards. */
#include "check.h"

#include <stdlib.h>

#include "sitrep.h"

static const char TEXT[] =
    "Rebels take Sarmin\n"
    "Rebel fighters captured the town of Sarmin from government troops on Tuesday, a spokesman for the rebels told Reuters. "
    "At least 20 soldiers were killed and dozens were wounded, he said.\n"
    "“We hold the hospital”, the army denied on 12 May. Government warplanes have struck the town since Aug. 1. "
    "Up to 6,000 people fled to Idlib, the United Nations estimated.\n";

typedef struct counter {
    long n_calls, fail_at; /* fail_at 0: never */
    long n_live;
} counter;

static int must_fail(counter *c) { return ++c->n_calls == c->fail_at; }

static void *count_alloc(void *ctx, size_t n)
{
    counter *c = ctx;
    if (must_fail(c)) return NULL;
    void *p = malloc(n > 0 ? n : 1);
    if (p != NULL) c->n_live++;
    return p;
}

static void *count_resize(void *ctx, void *p, size_t n_old, size_t n_new)
{
    counter *c = ctx;
    (void)n_old;
    if (must_fail(c)) return NULL;
    void *q = realloc(p, n_new > 0 ? n_new : 1);
    if (p == NULL && q != NULL) c->n_live++;
    return q;
}

static void count_release(void *ctx, void *p)
{
    counter *c = ctx;
    if (p != NULL) c->n_live--;
    free(p);
}

static counter count;
static char *whole; /* the record with enough memory */

static sitrep_options options_counted(void)
{
    sitrep_options o = {.data_dir = SITREP_TEST_DATA};
    o.allocator = (sitrep_allocator){count_alloc, count_resize, count_release, &count};
    return o;
}

/* Opens, reads, exports; returns the first failure. *json is a copy of the record, or NULL. */
static sitrep_status read_once(char **json, sitrep_error *err)
{
    sitrep_options options = options_counted();
    sitrep_engine *engine = NULL;
    sitrep_session *session = NULL;
    sitrep_report *report = NULL;
    sitrep_source source = {.uri = "test", .published = "2016-08-11"};
    *json = NULL;
    sitrep_status status = sitrep_engine_open(&options, &engine, err);
    if (status == SITREP_OK) status = sitrep_session_new(engine, &session, err);
    if (status == SITREP_OK) status = sitrep_read(session, &source, TEXT, sizeof TEXT - 1, &report, err);
    if (status == SITREP_OK) {
        size_t n;
        const char *s = sitrep_report_json(report, &n);
        status = s != NULL ? SITREP_OK : SITREP_E_NOMEM;
        if (s != NULL) *json = strdup(s);
    }
    sitrep_session_free(session);
    sitrep_engine_close(engine);
    return status;
}

static void test_reads_with_memory(void)
{
    sitrep_error err = {0};
    CHECK_EQ_INT(read_once(&whole, &err), SITREP_OK);
    CHECK_EQ_INT(count.n_live, 0);
}

/* Every allocation from opening to the export. The first hundred one by one, then with growing steps: opening alone can take
 * thousands, and a sanitizer build opens slowly. */
static void test_open_and_read_sweep(void)
{
    long n_all = count.n_calls, n_failed = 0;
    for (long n = 1; n <= n_all; n += n < 100 ? 1 : n / 16) {
        sitrep_error err = {0};
        char *json;
        count = (counter){.fail_at = n};
        sitrep_status status = read_once(&json, &err);
        CHECK(status == SITREP_OK || status == SITREP_E_NOMEM);
        n_failed += status == SITREP_E_NOMEM;
        if (status == SITREP_OK) CHECK_EQ_STR(json, whole);
        CHECK_EQ_INT(count.n_live, 0);
        free(json);
    }
    CHECK(n_failed > 0);
}

/* Inside one session: each allocation of sitrep_read and of the views fails in turn; the session stays usable. */
static void test_session_sweep(void)
{
    sitrep_options options = options_counted();
    sitrep_engine *engine = NULL;
    sitrep_error err = {0};
    sitrep_source source = {.uri = "test", .published = "2016-08-11"};
    count = (counter){0};
    if (sitrep_engine_open(&options, &engine, &err) != SITREP_OK) {
        CHECK(0);
        return;
    }
    for (long n = 1; n < 100000; n++) {
        sitrep_session *session = NULL;
        sitrep_report *report = NULL;
        if (sitrep_session_new(engine, &session, &err) != SITREP_OK) break;
        count.n_calls = 0;
        count.fail_at = n;
        sitrep_status status = sitrep_read(session, &source, TEXT, sizeof TEXT - 1, &report, &err);
        size_t size;
        const char *text = NULL;
        if (status == SITREP_OK) {
            sitrep_report_json(report, &size);
            sitrep_report_text(report, NULL, &size);
            sitrep_report_explain(report, 0, NULL, &text, &size, &err);
        } else {
            CHECK_EQ_INT(status, SITREP_E_NOMEM);
        }
        int done = count.n_calls < n;
        count.fail_at = 0;
        CHECK_EQ_INT(sitrep_read(session, &source, TEXT, sizeof TEXT - 1, &report, &err), SITREP_OK);
        const char *again = report != NULL ? sitrep_report_json(report, &size) : NULL;
        CHECK_EQ_STR(again, whole);
        sitrep_session_free(session);
        if (done) break;
    }
    sitrep_engine_close(engine);
    CHECK_EQ_INT(count.n_live, 0);
}

int main(void)
{
    sitrep_engine *engine = NULL;
    sitrep_error err = {0};
    sitrep_options options = {.data_dir = SITREP_TEST_DATA};
    if (sitrep_engine_open(&options, &engine, &err) != SITREP_OK && err.status != SITREP_E_NOMEM) {
        printf("FAIL engine: %s: %s\n", err.message, err.detail);
        return 1;
    }
    sitrep_engine_close(engine);
    RUN(test_reads_with_memory);
    RUN(test_open_and_read_sweep);
    RUN(test_session_sweep);
    free(whole);
    return check_done();
}
