/* Files to documents: each case writes a file, reads it, and compares what came out. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"
#include "intake/intake_date.h"
#include "sitrep.h"

static char folder[] = "/tmp/sitrep-intake-XXXXXX";
static char path[256];
static sitrep_document doc;
static sitrep_error err;

static const char *put(const char *name, const char *bytes, size_t n)
{
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "wb");
    CHECK(f != NULL);
    if (f) {
        CHECK(fwrite(bytes, 1, n, f) == n);
        fclose(f);
    }
    return path;
}

static sitrep_input *open_one(const char *p, const char *map, uint64_t max)
{
    sitrep_input_options options = { .map = map, .max_text_bytes = max };
    sitrep_input *in = NULL;
    CHECK_EQ_INT(sitrep_input_open(&p, 1, &options, &in, &err), SITREP_OK);
    return in;
}

static sitrep_input *open_text(const char *name, const char *text)
{
    return open_one(put(name, text, strlen(text)), NULL, 0);
}

static void check_end(sitrep_input *in)
{
    CHECK_EQ_INT(sitrep_input_next(in, &doc, &err), 0);
    CHECK_EQ_INT(sitrep_input_next(in, &doc, &err), 0);
    sitrep_input_close(in);
}

static void test_plain(void)
{
    sitrep_input *in = open_text("a.txt", "\xEF\xBB\xBFThe army left Sirte.\n");
    CHECK_EQ_INT(sitrep_input_next(in, &doc, &err), 1);
    CHECK_EQ_INT(err.status, SITREP_OK);
    CHECK_EQ_STR(doc.text, "The army left Sirte.\n");
    CHECK_EQ_STR(doc.name, path);
    CHECK_EQ_STR(doc.source.uri, path);
    CHECK(doc.source.published == NULL && doc.n_warnings == 0);
    check_end(in);
}

static void test_windows_1252_is_converted_and_told(void)
{
    sitrep_input *in = open_text("b.txt", "At the caf\xE9 \x93no\x94 caf\xC3\xA9.");
    CHECK_EQ_INT(sitrep_input_next(in, &doc, &err), 1);
    CHECK_EQ_STR(doc.text, "At the café “no” café.");
    CHECK_EQ_INT((int64_t)doc.n_warnings, 1);
    if (doc.n_warnings) CHECK_EQ_STR(doc.warnings[0], "not UTF-8 at byte 10 (0xE9 after 'caf'): read as windows-1252");
    check_end(in);
}

static void test_utf16(void)
{
    static const char le[] = "\xFF\xFE" "A\0" "\xE9\0" "\x3D\xD8\x00\xDE" ".\0";
    sitrep_input *in = open_one(put("c.txt", le, sizeof le - 1), NULL, 0);
    CHECK_EQ_INT(sitrep_input_next(in, &doc, &err), 1);
    CHECK_EQ_STR(doc.text, "Aé😀.");
    check_end(in);
    static const char be[] = "\xFE\xFF\0{\0\"\0t\0e\0x\0t\0\"\0:\0\"\0h\0i\0\"\0}";
    in = open_one(put("c.jsonl", be, sizeof be - 1), NULL, 0);
    CHECK_EQ_INT(sitrep_input_next(in, &doc, &err), 1);
    CHECK_EQ_STR(doc.text, "hi");
    check_end(in);
}

static void expect_failure(sitrep_input *in, sitrep_status status, const char *message)
{
    CHECK_EQ_INT(sitrep_input_next(in, &doc, &err), 1);
    CHECK_EQ_INT(err.status, status);
    CHECK_EQ_STR(err.message, message);
    CHECK(doc.text == NULL && doc.name != NULL);
}

static void test_failures_come_once(void)
{
    sitrep_input *in = open_one("/nowhere/x.txt", NULL, 0);
    expect_failure(in, SITREP_E_IO, "no such file");
    CHECK_EQ_STR(err.detail, "/nowhere/x.txt");
    check_end(in);
    in = open_one(folder, NULL, 0);
    expect_failure(in, SITREP_E_IO, "is a folder; name the files in it");
    check_end(in);
    in = open_one(put("nul.txt", "ab\0c", 4), NULL, 0);
    expect_failure(in, SITREP_E_ENCODING, "a NUL byte: not a text");
    CHECK_EQ_INT((int64_t)err.byte, 2);
    check_end(in);
    in = open_text("e.txt", "");
    expect_failure(in, SITREP_E_EMPTY, "no text in it");
    check_end(in);
    in = open_text("e2.txt", " \n\xC2\xA0\n");
    expect_failure(in, SITREP_E_EMPTY, "no text in it");
    check_end(in);
    in = open_text("e.jsonl", "\n\n");
    expect_failure(in, SITREP_E_EMPTY, "no record in it");
    check_end(in);
    in = open_text("e.json", "[]");
    expect_failure(in, SITREP_E_EMPTY, "no record in it");
    check_end(in);
    in = open_text("page", "<!DOCTYPE html><p>Hi");
    expect_failure(in, SITREP_E_FORMAT, "HTML is not read yet: give its text");
    check_end(in);
    in = open_one(put("long.txt", "0123456789", 10), NULL, 9);
    expect_failure(in, SITREP_E_LIMIT, "text longer than the limit");
    check_end(in);
    in = open_one(put("long.txt", "0123456789", 10), NULL, 10);
    CHECK_EQ_INT(sitrep_input_next(in, &doc, &err), 1);
    CHECK_EQ_INT(err.status, SITREP_OK);
    check_end(in);
    CHECK_EQ_INT(sitrep_input_open(NULL, 0, NULL, &in, &err), SITREP_OK);
    check_end(in);
}

static void test_jsonl_goes_on_behind_a_bad_line(void)
{
    sitrep_input *in = open_text("r.jsonl", "{\"id\":7,\"text\":\"One.\",\"date\":\"2016-08-10\",\"outlet\":\"Gazette\"}\n"
                                            "{\"text\": \"broken\n"
                                            "\n"
                                            "{\"maintext\":\"Two.\",\"authors\":[\"A\",\"B\"],\"date_publish\":\"2016-08-10 12:00:00\",\"url\":\"u:1\"}\r\n"
                                            "{\"title\":\"t\"}\n"
                                            "[1]\n"
                                            "{\"text\":\"\",\"body\":\"Three.\",\"date\":\"last Tuesday\"}");
    CHECK_EQ_INT(sitrep_input_next(in, &doc, &err), 1);
    CHECK_EQ_STR(doc.text, "One.");
    CHECK_EQ_STR(doc.id, "7");
    CHECK_EQ_STR(doc.source.outlet, "Gazette");
    CHECK_EQ_STR(doc.source.published, "2016-08-10");
    expect_failure(in, SITREP_E_FORMAT, "not JSON");
    CHECK_EQ_INT((int64_t)err.line, 2);
    CHECK_EQ_INT((int64_t)doc.line, 2);
    CHECK_EQ_INT((int64_t)doc.byte, 62);
    CHECK(err.byte >= 62 && err.byte <= 80);
    CHECK(strstr(doc.name, "r.jsonl#2") != NULL);
    CHECK_EQ_INT(sitrep_input_next(in, &doc, &err), 1);
    CHECK_EQ_STR(doc.text, "Two.");
    CHECK_EQ_STR(doc.source.author, "A, B");
    CHECK_EQ_STR(doc.source.published, "2016-08-10T12:00:00");
    CHECK_EQ_STR(doc.source.uri, "u:1");
    CHECK_EQ_INT((int64_t)doc.line, 4);
    expect_failure(in, SITREP_E_FORMAT, "the record has no text field (see the map of fields)");
    expect_failure(in, SITREP_E_FORMAT, "expected a JSON object");
    CHECK_EQ_INT(sitrep_input_next(in, &doc, &err), 1);
    CHECK_EQ_STR(doc.text, "Three.");
    CHECK(doc.source.published == NULL);
    CHECK_EQ_INT((int64_t)doc.n_warnings, 1);
    if (doc.n_warnings) CHECK_EQ_STR(doc.warnings[0], "date 'last Tuesday' is not an ISO 8601 date: left open");
    check_end(in);
}

static void test_json_object_and_array(void)
{
    sitrep_input *in = open_text("o.json", "{\n  \"text\": \"A } in \\\"it\\\".\",\n  \"x\": [{}]\n}\n");
    CHECK_EQ_INT(sitrep_input_next(in, &doc, &err), 1);
    CHECK_EQ_STR(doc.text, "A } in \"it\".");
    CHECK_EQ_STR(doc.name, path);
    check_end(in);
    in = open_text("array", "[{\"text\":\"One.\"},\n 5, {\"text\":\"Two.\"}, {bad}, {\"text\":\"Three.\"}, {\"text\":");
    CHECK_EQ_INT(sitrep_input_next(in, &doc, &err), 1);
    CHECK_EQ_STR(doc.text, "One.");
    expect_failure(in, SITREP_E_FORMAT, "expected a JSON object");
    CHECK_EQ_INT(sitrep_input_next(in, &doc, &err), 1);
    CHECK_EQ_STR(doc.text, "Two.");
    CHECK_EQ_INT((int64_t)doc.line, 2);
    expect_failure(in, SITREP_E_FORMAT, "not JSON");
    CHECK_EQ_INT(sitrep_input_next(in, &doc, &err), 1);
    CHECK_EQ_STR(doc.text, "Three.");
    expect_failure(in, SITREP_E_FORMAT, "JSON ends inside the record");
    check_end(in);
}

static void test_map(void)
{
    const char *record = "{\"a\":{\"b\":[{\"c\":\"Deep.\"}]},\"d.e\":\"2016\",\"p\":[\"One.\",\"Two.\"],\"h\":\"x\"}";
    sitrep_input *in = open_one(put("m.jsonl", record, strlen(record)), "text=a.b[0].c,date=d.e,outlet=no|h", 0);
    CHECK_EQ_INT(sitrep_input_next(in, &doc, &err), 1);
    CHECK_EQ_STR(doc.text, "Deep.");
    CHECK_EQ_STR(doc.source.published, "2016");
    CHECK_EQ_STR(doc.source.outlet, "x");
    check_end(in);
    in = open_one(path, "text=p", 0);
    CHECK_EQ_INT(sitrep_input_next(in, &doc, &err), 1);
    CHECK_EQ_STR(doc.text, "One.\n\nTwo.");
    check_end(in);
    in = open_one(path, "text=a.b.0.c", 0);
    CHECK_EQ_INT(sitrep_input_next(in, &doc, &err), 1);
    CHECK_EQ_STR(doc.text, "Deep.");
    check_end(in);
    static const char *const wrong[] = { "text", "text=", "words=a", "=a", "text=a,x" };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        sitrep_input_options options = { .map = wrong[i] };
        CHECK_EQ_INT(sitrep_input_open(NULL, 0, &options, &in, &err), SITREP_E_ARGUMENT);
        CHECK(in == NULL);
    }
}

static void test_markdown(void)
{
    sitrep_input *in = open_text("n.md", "---\ntitle: \"The port: taken\"\ndate: 2016-08-10\noutlet: Gazette\nauthor: A. B.\nurl: https://x.org/1\n"
                                         "tags:\n  - war\n---\n# The *port* is taken #\n\nForces [allied](https://x.org) to **the** government took\n"
                                         "the port_of_x from now [on]. ![map](m.png)\n- two _jets_\n- 2 * 3 \\* 4 &amp; `code`\n\n***\n> He said so.<br>\n"
                                         "[1]: https://x.org\nSee <https://y.org>.\n");
    CHECK_EQ_INT(sitrep_input_next(in, &doc, &err), 1);
    CHECK_EQ_INT(err.status, SITREP_OK);
    CHECK_EQ_STR(doc.source.title, "The port: taken");
    CHECK_EQ_STR(doc.source.published, "2016-08-10");
    CHECK_EQ_STR(doc.source.outlet, "Gazette");
    CHECK_EQ_STR(doc.source.author, "A. B.");
    CHECK_EQ_STR(doc.source.uri, "https://x.org/1");
    CHECK_EQ_STR(doc.text, "The port is taken\n\nForces allied to the government took\nthe port_of_x from now [on].\n\n"
                           "two jets\n\n2 * 3 * 4 & code\n\nHe said so.\nSee https://y.org.");
    check_end(in);
    in = open_text("rule", "---\nA line of text\n---\nAnother.\n"); /* rules, not front matter */
    CHECK_EQ_INT(sitrep_input_next(in, &doc, &err), 1);
    CHECK_EQ_STR(doc.text, "A line of text\n\nAnother.");
    check_end(in);
}

static void test_dates(void)
{
    static const char *const cases[][2] = {
        { "2016-08-10", "2016-08-10" },          { "20160810", "2016-08-10" },
        { "2016/08/10", "2016-08-10" },          { "2016-08", "2016-08" },
        { "2016", "2016" },                      { " 2016-08-10T12:30Z ", "2016-08-10T12:30:00Z" },
        { "2016-08-10 12:30:05.123+0200", "2016-08-10T12:30:05+02:00" },
        { "2016-02-29", "2016-02-29" },          { "2015-02-29", "" },
        { "2016-13-01", "" },                    { "10/08/2016", "" },
        { "2016-08-10T25:00", "" },              { "2016-08-10x", "" },
        { "", "" },                              { "2016/08", "" },
        { "16-08-10", "" },                      { "2016-08-10 12:00 UTC", "2016-08-10T12:00:00Z" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char out[32] = "";
        size_t n = intake_date(cases[i][0], strlen(cases[i][0]), out);
        out[n] = '\0';
        CHECK_EQ_STR(out, cases[i][1]);
    }
}

/* ---- memory ------------------------------------------------------------------------------------------------------- */

typedef struct counter {
    int64_t live_bytes, peak_bytes, live, calls, fail_at;
} counter;

/* Each block is headed by its size, so that release can count. */
static void *count_resize(void *ctx, void *p, size_t n_old, size_t n_new)
{
    counter *c = ctx;
    if (++c->calls == c->fail_at) return NULL;
    size_t *head = realloc(p ? (size_t *)p - 2 : NULL, n_new + 2 * sizeof *head);
    if (!head) return NULL;
    (void)n_old;
    c->live_bytes += (int64_t)n_new - (p ? (int64_t)head[0] : 0);
    c->live += !p;
    head[0] = n_new;
    if (c->live_bytes > c->peak_bytes) c->peak_bytes = c->live_bytes;
    return head + 2;
}
static void *count_alloc(void *ctx, size_t n)
{
    return count_resize(ctx, NULL, 0, n);
}
static void count_release(void *ctx, void *p)
{
    counter *c = ctx;
    c->live_bytes -= (int64_t)((size_t *)p)[-2];
    c->live--;
    free((size_t *)p - 2);
}

static void test_memory_is_bounded(void)
{
    enum { MEGABYTES = 64 };
    static const char *const heads[] = { "{\"text\":\"", "[{\"text\":\"", "plain " };
    static const char *const tails[] = { "\"}\n{\"text\":\"Next.\"}\n", "\"},{\"text\":\"Next.\"}]", "" };
    static const char *const names[] = { "big.jsonl", "big.json", "big.txt" };
    char *block = malloc(1 << 20);
    CHECK(block != NULL);
    for (int k = 0; block && k < 3; k++) {
        memset(block, 'x', 1 << 20);
        put(names[k], heads[k], strlen(heads[k]));
        FILE *f = fopen(path, "ab");
        CHECK(f != NULL);
        for (int i = 0; f && i < MEGABYTES; i++) CHECK(fwrite(block, 1, 1 << 20, f) == 1 << 20);
        if (f) {
            fputs(tails[k], f);
            fclose(f);
        }
        counter c = { 0, 0, 0, 0, 0 };
        sitrep_input_options options = { .max_text_bytes = 1 << 20,
                                         .allocator = { count_alloc, count_resize, count_release, &c } };
        const char *p = path;
        sitrep_input *in = NULL;
        CHECK_EQ_INT(sitrep_input_open(&p, 1, &options, &in, &err), SITREP_OK);
        expect_failure(in, SITREP_E_LIMIT, k == 2 ? "text longer than the limit" : "record longer than the limit");
        if (k < 2) {
            CHECK_EQ_INT(sitrep_input_next(in, &doc, &err), 1);
            CHECK_EQ_STR(doc.text, "Next.");
        }
        check_end(in);
        CHECK(c.peak_bytes < 8 << 20);
        CHECK_EQ_INT(c.live, 0);
        CHECK_EQ_INT(c.live_bytes, 0);
        unlink(path);
    }
    free(block);
}

static void test_every_allocation_may_fail(void)
{
    static const char *const names[] = { "f.txt", "f.md", "f.jsonl", "f.json" };
    static const char *const texts[] = { "caf\xE9", "---\ntitle: x\n---\n# A\nb", "{\"text\":\"a\",\"authors\":[\"b\"]}\n{\"text\":\"c\xE9\"}",
                                         "[{\"text\":\"a\"}]" };
    for (int k = 0; k < 4; k++) {
        put(names[k], texts[k], strlen(texts[k]));
        for (int64_t fail_at = 1; fail_at < 40; fail_at++) {
            counter c = { 0, 0, 0, 0, fail_at };
            sitrep_input_options options = { .map = "title=t", .allocator = { count_alloc, count_resize, count_release, &c } };
            const char *p = path;
            sitrep_input *in = NULL;
            sitrep_status status = sitrep_input_open(&p, 1, &options, &in, &err);
            CHECK(status == SITREP_OK || (status == SITREP_E_NOMEM && in == NULL));
            int n = 0;
            while (in && sitrep_input_next(in, &doc, &err) && n < 10) {
                n++;
                CHECK(err.status == SITREP_OK || err.status == SITREP_E_NOMEM);
            }
            CHECK(n < 10);
            sitrep_input_close(in);
            CHECK_EQ_INT(c.live, 0);
        }
    }
}

static void clean(void)
{
    static const char *const names[] = { "a.txt", "b.txt", "c.txt", "c.jsonl", "nul.txt", "e.txt", "e2.txt", "e.jsonl", "e.json",
                                         "page", "long.txt", "r.jsonl", "o.json", "array", "m.jsonl", "n.md", "rule", "f.txt",
                                         "f.md", "f.jsonl", "f.json" };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
    }
    rmdir(folder);
}

int main(void)
{
    if (!mkdtemp(folder)) return 1;
    RUN(test_plain);
    RUN(test_windows_1252_is_converted_and_told);
    RUN(test_utf16);
    RUN(test_failures_come_once);
    RUN(test_jsonl_goes_on_behind_a_bad_line);
    RUN(test_json_object_and_array);
    RUN(test_map);
    RUN(test_markdown);
    RUN(test_dates);
    RUN(test_memory_is_bounded);
    RUN(test_every_allocation_may_fail);
    clean();
    return check_done();
}
