/* The database: adding, recoding, migrations, refusals. Each test works in a folder of its own under the temporary folder. */
#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"
#include "sitrep.h"
#include "store/store_schema.h"

static char folder[200], path[256], lines[1 << 20];

static void fresh(void)
{
    snprintf(folder, sizeof folder, "%s/sitrep-store-XXXXXX", getenv("TMPDIR") != NULL ? getenv("TMPDIR") : "/tmp");
    CHECK(mkdtemp(folder) != NULL);
    snprintf(path, sizeof path, "%s/v.db", folder);
}

static void clean(void)
{
    static const char *const tails[] = {"", "-wal", "-shm", "-journal"};
    char name[300];
    chmod(folder, 0700);
    for (int i = 0; i < 4; i++) {
        snprintf(name, sizeof name, "%s%s", path, tails[i]);
        unlink(name);
    }
    rmdir(folder);
}

/* The nth record of the hand-made set, in place. */
static const char *record(int n, size_t *size)
{
    if (lines[0] == '\0') {
        FILE *in = fopen(SITREP_SOURCE_DIR "/tests/data/records/valley.jsonl", "rb");
        size_t got = in != NULL ? fread(lines, 1, sizeof lines - 1, in) : 0;
        lines[got] = '\0';
        if (in != NULL) fclose(in);
    }
    const char *s = lines;
    while (n-- > 0) {
        s = strchr(s, '\n');
        if (s == NULL) return NULL;
        s++;
    }
    *size = strcspn(s, "\n");
    return *size > 0 ? s : NULL;
}

static sitrep_store *open_it(int mode)
{
    sitrep_store *store = NULL;
    sitrep_error err = {0};
    CHECK_EQ_INT(sitrep_store_open(path, mode, NULL, &store, &err), SITREP_OK);
    return store;
}

static int add_all(sitrep_store *store, const char *version)
{
    size_t n;
    const char *s;
    int count = 0;
    for (int i = 0; (s = record(i, &n)) != NULL; i++) {
        sitrep_error err = {0};
        CHECK_EQ_INT(sitrep_store_add(store, s, n, version, NULL, &err), SITREP_OK);
        count++;
    }
    return count;
}

static uint64_t count_of(sitrep_store *store)
{
    uint64_t n = 0;
    CHECK_EQ_INT(sitrep_store_count(store, &n, NULL), SITREP_OK);
    return n;
}

static void test_adds_once(void)
{
    fresh();
    sitrep_store *store = open_it(SITREP_STORE_CREATE);
    int n = add_all(store, "1");
    CHECK_EQ_INT(count_of(store), n);
    add_all(store, "1");
    CHECK_EQ_INT(count_of(store), n);
    size_t size;
    const char *s = record(0, &size);
    sitrep_added added;
    CHECK_EQ_INT(sitrep_store_add(store, s, size, "1", &added, NULL), SITREP_OK);
    CHECK_EQ_INT(added, SITREP_KEPT);
    CHECK_EQ_INT(sitrep_store_add(store, s, size, "2", &added, NULL), SITREP_OK);
    CHECK_EQ_INT(added, SITREP_RECODED);
    CHECK_EQ_INT(sitrep_store_add(store, "{}", 2, "1", &added, NULL), SITREP_E_FORMAT);
    CHECK_EQ_INT(count_of(store), n);
    sitrep_store_close(store);
    clean();
}

static void test_views_answer(void)
{
    static const char *const views[] = {"events", "figures", "control", "actors", "timeline", "incidents"};
    static const char *const formats[] = {"table", "jsonl", "csv", "geojson"};
    static const char *const layouts[] = {"acled", "ged", "polecat", "gdelt", "phoenix", "hxl", "viina", "geojson", "csv"};
    const char *text;
    size_t n;
    sitrep_error err = {0};
    fresh();
    sitrep_store *store = open_it(SITREP_STORE_CREATE);
    sitrep_query q = {0};
    CHECK_EQ_INT(sitrep_store_view(store, "incidents", "jsonl", NULL, &text, &n, &err), SITREP_OK); /* nothing there: nothing shown */
    CHECK_EQ_INT(n, 0);
    add_all(store, "1");
    for (int i = 0; i < 6; i++)
        for (int k = 0; k < 4; k++) {
            CHECK_EQ_INT(sitrep_store_view(store, views[i], formats[k], &q, &text, &n, &err), SITREP_OK);
            CHECK(n > 0);
        }
    for (int i = 0; i < 9; i++)
        for (int level = 0; level < 2; level++) {
            sitrep_layout layout = {.name = layouts[i], .level = level ? "report" : "incident"};
            CHECK_EQ_INT(sitrep_store_export(store, &layout, &q, &text, &n, &err), SITREP_OK);
            CHECK(n > 0);
        }
    static const char *const briefs[] = {"text", "md", "html"};
    for (int i = 0; i < 3; i++) {
        CHECK_EQ_INT(sitrep_store_view(store, "brief", briefs[i], &q, &text, &n, &err), SITREP_OK);
        CHECK(strstr(text, "Machine-coded, not verified") != NULL);
        CHECK(strstr(text, "http://") == NULL && strstr(text, "https://") == NULL); /* nothing is fetched */
    }
    q.place = "Doluba";
    q.kind = "shelling";
    CHECK_EQ_INT(sitrep_store_view(store, "incidents", "csv", &q, &text, &n, &err), SITREP_OK);
    CHECK(strstr(text, "Doluba") != NULL && strstr(text, "Keri") == NULL);
    q = (sitrep_query){.at = "2031-05-03"};
    CHECK_EQ_INT(sitrep_store_view(store, "control", "csv", &q, &text, &n, &err), SITREP_OK);
    CHECK(strstr(text, "Free Valley Front") != NULL);
    q.at = "2031-05-20";
    CHECK_EQ_INT(sitrep_store_view(store, "control", "csv", &q, &text, &n, &err), SITREP_OK);
    CHECK(strstr(text, "government army") != NULL && strstr(text, ",Free Valley Front,") == NULL);
    q = (sitrep_query){.from = "yesterday"};
    CHECK_EQ_INT(sitrep_store_view(store, "events", "csv", &q, &text, &n, &err), SITREP_E_ARGUMENT);
    CHECK_EQ_INT(sitrep_store_view(store, "events", "pdf", NULL, &text, &n, &err), SITREP_E_ARGUMENT);
    CHECK_EQ_INT(sitrep_store_view(store, "evnts", "csv", NULL, &text, &n, &err), SITREP_E_ARGUMENT);
    sitrep_store_close(store);
    clean();
}

static int incidents_of(sitrep_store *store, char ids[8][32])
{
    const char *text;
    size_t n;
    int count = 0;
    CHECK_EQ_INT(sitrep_store_view(store, "incidents", "jsonl", NULL, &text, &n, NULL), SITREP_OK);
    for (const char *s = text; s != NULL && (s = strstr(s, "{\"schema\":\"sitrep.incident/1\",\"id\":\"")) != NULL && count < 8; s += 36)
        sscanf(s + 36, "%31[^\"]", ids[count++]);
    return count;
}

static void test_decisions_are_undone(void)
{
    char ids[8][32], after[8][32];
    uint32_t n = 0;
    fresh();
    sitrep_store *store = open_it(SITREP_STORE_CREATE);
    add_all(store, "1");
    int before = incidents_of(store, ids);
    CHECK(before >= 2);
    CHECK_EQ_INT(sitrep_store_merge(store, ids[0], ids[1], NULL), SITREP_OK);
    CHECK_EQ_INT(incidents_of(store, after), before - 1);
    CHECK_EQ_INT(sitrep_store_undo(store, &n, NULL), SITREP_OK);
    CHECK_EQ_INT(n, 1);
    CHECK_EQ_INT(incidents_of(store, after), before);
    CHECK_EQ_INT(sitrep_store_undo(store, &n, NULL), SITREP_E_NOTFOUND);
    CHECK_EQ_INT(sitrep_store_merge(store, ids[0], "inone", NULL), SITREP_E_NOTFOUND);
    CHECK_EQ_INT(sitrep_store_split(store, ids[0], "none", NULL), SITREP_E_NOTFOUND);
    sitrep_store_close(store);
    clean();
}

static void sql(const char *statement)
{
    sqlite3 *db;
    CHECK_EQ_INT(sqlite3_open(path, &db), SQLITE_OK);
    CHECK_EQ_INT(sqlite3_exec(db, statement, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static void test_versions(void)
{
    sitrep_store *store = NULL;
    sitrep_error err = {0};
    char statement[200];
    fresh();
    sql(store_steps[0]); /* a database of version 1, with no decisions yet */
    snprintf(statement, sizeof statement, "PRAGMA application_id = %d; PRAGMA user_version = 1", STORE_APPLICATION_ID);
    sql(statement);
    CHECK_EQ_INT(sitrep_store_open(path, SITREP_STORE_READ, NULL, &store, &err), SITREP_E_VERSION);
    store = open_it(SITREP_STORE_WRITE); /* brought up */
    add_all(store, "1");
    char ids[8][32];
    CHECK(incidents_of(store, ids) > 1);
    CHECK_EQ_INT(sitrep_store_merge(store, ids[0], ids[1], NULL), SITREP_OK);
    sitrep_store_close(store);
    sql("PRAGMA user_version = 99");
    CHECK_EQ_INT(sitrep_store_open(path, SITREP_STORE_WRITE, NULL, &store, &err), SITREP_E_VERSION);
    CHECK(store == NULL);
    sql("PRAGMA user_version = 2; DROP TABLE event");
    CHECK_EQ_INT(sitrep_store_open(path, SITREP_STORE_WRITE, NULL, &store, &err), SITREP_E_DAMAGED);
    clean();
}

static void put_file(const char *data)
{
    FILE *out = fopen(path, "wb");
    CHECK(out != NULL);
    if (out == NULL) return;
    fputs(data, out);
    fclose(out);
}

static void test_other_files(void)
{
    sitrep_store *store = NULL;
    sitrep_error err = {0};
    fresh();
    CHECK_EQ_INT(sitrep_store_open(path, SITREP_STORE_READ, NULL, &store, &err), SITREP_E_IO);
    put_file("This is a letter, and no database at all, however long one reads on in it. Nothing in it is to be changed by opening.");
    CHECK_EQ_INT(sitrep_store_open(path, SITREP_STORE_CREATE, NULL, &store, &err), SITREP_E_FORMAT);
    struct stat st;
    CHECK(stat(path, &st) == 0 && st.st_size > 100 && st.st_size < 200); /* untouched */
    unlink(path);
    sql("CREATE TABLE mine (x)");
    CHECK_EQ_INT(sitrep_store_open(path, SITREP_STORE_CREATE, NULL, &store, &err), SITREP_E_FORMAT);
    clean();
}

/* Half of the file gone: reading says so, and does not crash. */
static void test_damage(void)
{
    sitrep_store *store;
    const char *text;
    size_t n;
    fresh();
    store = open_it(SITREP_STORE_CREATE);
    add_all(store, "1");
    sitrep_store_close(store);
    struct stat st;
    CHECK(stat(path, &st) == 0);
    for (int part = 1; part < 16; part++) {
        sitrep_error err = {0};
        char copy[300], command[700];
        snprintf(copy, sizeof copy, "%s/broken.db", folder);
        snprintf(command, sizeof command, "cp %s %s", path, copy);
        CHECK(system(command) == 0);
        CHECK(truncate(copy, st.st_size * part / 16) == 0);
        sitrep_status status = sitrep_store_open(copy, SITREP_STORE_READ, NULL, &store, &err);
        if (status == SITREP_OK) {
            status = sitrep_store_view(store, "incidents", "jsonl", NULL, &text, &n, &err);
            sitrep_store_close(store);
        }
        CHECK(status == SITREP_OK || status == SITREP_E_DAMAGED || status == SITREP_E_IO || status == SITREP_E_FORMAT);
        unlink(copy);
    }
    clean();
}

static void test_read_only(void)
{
    sitrep_store *store;
    sitrep_error err = {0};
    const char *text;
    size_t n;
    fresh();
    store = open_it(SITREP_STORE_CREATE);
    add_all(store, "1");
    sitrep_store_close(store);
    store = open_it(SITREP_STORE_READ);
    const char *s = record(0, &n);
    CHECK_EQ_INT(sitrep_store_add(store, s, n, "9", NULL, &err), SITREP_E_READONLY);
    sitrep_store_close(store);
    if (geteuid() != 0) { /* root writes through any mode */
        chmod(path, 0400);
        chmod(folder, 0500);
        CHECK_EQ_INT(sitrep_store_open(path, SITREP_STORE_WRITE, NULL, &store, &err), SITREP_E_READONLY);
        store = open_it(SITREP_STORE_READ);
        CHECK_EQ_INT(sitrep_store_view(store, "incidents", "table", NULL, &text, &n, &err), SITREP_OK);
        sitrep_store_close(store);
    }
    clean();
}

static void test_full_disk(void)
{
    sitrep_store *store;
    sitrep_error err = {0};
    size_t n;
    fresh();
    store = open_it(SITREP_STORE_CREATE);
    add_all(store, "1");
    uint64_t before = count_of(store);
    sitrep_store_close(store);
    /* A page limit stands for the disk's end: SQLite gives the same code for both. */
    sqlite3 *db;
    CHECK_EQ_INT(sqlite3_open(path, &db), SQLITE_OK);
    sqlite3_exec(db, "CREATE TRIGGER full BEFORE INSERT ON report BEGIN SELECT RAISE(ABORT, 'x'); END", NULL, NULL, NULL);
    sqlite3_close(db);
    store = open_it(SITREP_STORE_WRITE);
    static const char other[] = "{\"schema\":\"sitrep.report/1\",\"id\":\"0123456789abcdef0123456789abcdef\",\"text\":\"x\"}";
    CHECK(sitrep_store_add(store, other, sizeof other - 1, "1", NULL, &err) != SITREP_OK);
    CHECK_EQ_INT(count_of(store), before); /* nothing half-written, and the store still serves */
    const char *s = record(1, &n);
    CHECK_EQ_INT(sitrep_store_add(store, s, n, "1", NULL, &err), SITREP_OK);
    sitrep_store_close(store);
    clean();
}

/* Two writers on one file take turns; neither loses a report. */
static void test_two_writers(void)
{
    fresh();
    sitrep_store *a = open_it(SITREP_STORE_CREATE), *b = open_it(SITREP_STORE_CREATE);
    size_t n;
    const char *s;
    int count = 0;
    for (int i = 0; (s = record(i, &n)) != NULL; i++, count++) CHECK_EQ_INT(sitrep_store_add(i % 2 ? a : b, s, n, "1", NULL, NULL), SITREP_OK);
    CHECK_EQ_INT(count_of(a), count);
    CHECK_EQ_INT(count_of(b), count);
    sitrep_store_close(a);
    sitrep_store_close(b);
    clean();
}

/* ---- memory that ends -------------------------------------------------------------------------------------------------- */

typedef struct rationed {
    long left; /* allocations until one fails */
    long n_held;
} rationed;

static void *ration_alloc(void *ctx, size_t n)
{
    rationed *r = ctx;
    void *p = r->left-- > 0 ? malloc(n) : NULL;
    r->n_held += p != NULL;
    return p;
}
static void *ration_resize(void *ctx, void *p, size_t n_old, size_t n_new)
{
    rationed *r = ctx;
    (void)n_old;
    return r->left-- > 0 ? realloc(p, n_new) : NULL;
}
static void ration_release(void *ctx, void *p)
{
    rationed *r = ctx;
    r->n_held -= p != NULL;
    free(p);
}

/* Each allocation of opening and of three views fails in turn: the answer is whole or NOMEM, and nothing leaks. */
static void test_memory_ends(void)
{
    static const char *const what[] = {"incidents", "brief", "control"}, *const formats[] = {"jsonl", "html", "csv"};
    char *whole[3] = {NULL, NULL, NULL};
    size_t sizes[3] = {0, 0, 0};
    fresh();
    sitrep_store *store = open_it(SITREP_STORE_CREATE);
    add_all(store, "1");
    for (int i = 0; i < 3; i++) {
        const char *text;
        CHECK_EQ_INT(sitrep_store_view(store, what[i], formats[i], NULL, &text, &sizes[i], NULL), SITREP_OK);
        whole[i] = malloc(sizes[i] + 1);
        if (whole[i] != NULL) memcpy(whole[i], text, sizes[i] + 1);
    }
    sitrep_store_close(store);
    for (int i = 0; i < 3; i++)
        for (long at = 0, through = 0; at < 4000 && !through; at += at < 60 ? 1 : 7) {
            rationed r = {at, 0};
            sitrep_allocator allocator = {ration_alloc, ration_resize, ration_release, &r};
            sitrep_error err = {0};
            const char *text;
            size_t n;
            sitrep_status status = sitrep_store_open(path, SITREP_STORE_READ, &allocator, &store, &err);
            if (status == SITREP_OK) {
                status = sitrep_store_view(store, what[i], formats[i], NULL, &text, &n, &err);
                if (status == SITREP_OK) CHECK(n == sizes[i] && memcmp(text, whole[i], n) == 0);
                through = status == SITREP_OK;
                sitrep_store_close(store);
            }
            CHECK(status == SITREP_OK || status == SITREP_E_NOMEM);
            CHECK_EQ_INT(r.n_held, 0);
        }
    for (int i = 0; i < 3; i++) free(whole[i]);
    clean();
}

int main(void)
{
    RUN(test_adds_once);
    RUN(test_views_answer);
    RUN(test_decisions_are_undone);
    RUN(test_versions);
    RUN(test_other_files);
    RUN(test_damage);
    RUN(test_read_only);
    RUN(test_full_disk);
    RUN(test_two_writers);
    RUN(test_memory_ends);
    return check_done();
}
