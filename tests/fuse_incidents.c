/* Fusion over hand-made records (tests/data/records/valley.jsonl): what becomes of copies, denials, corrections, rising tolls and
 * changes of hands; and that the order of the reports changes nothing. */
#include <stdlib.h>

#include "check.h"
#include "fuse/days.h"
#include "fuse/fuse.h"
#include "fuse/near_copy.h"

enum { MAX_REPORTS = 32, SHUFFLES = 100 /* or as many as SITREP_SHUFFLES says */ };

static base_arena arena;
static claim_report reports[MAX_REPORTS];
static uint32_t n_reports;

static char *whole(const char *path, size_t *n)
{
    FILE *in = fopen(path, "rb");
    char *s = malloc(1 << 20);
    *n = in != NULL && s != NULL ? fread(s, 1, 1 << 20, in) : 0;
    if (in != NULL) fclose(in);
    return s;
}

static void load(void)
{
    size_t n;
    char *s = whole(SITREP_SOURCE_DIR "/tests/data/records/valley.jsonl", &n);
    n_reports = 0;
    for (size_t at = 0; at < n && n_reports < MAX_REPORTS;) {
        size_t size = 0;
        while (at + size < n && s[at + size] != '\n') size++;
        sitrep_error err = {0};
        CHECK_EQ_INT(claims_read(&arena, s + at, size, &reports[n_reports++], &err), SITREP_OK);
        at += size + 1;
    }
    free(s);
}

static const fuse_incident *find_incident(const fuse_result *f, const char *kind, const char *place, const char *day)
{
    int32_t first, last;
    days_of_edtf(day, &first, &last);
    for (uint32_t i = 0; i < f->n; i++)
        if (strcmp(f->incidents[i].kind, kind) == 0 && strcmp(f->incidents[i].place.name, place) == 0 && f->incidents[i].first == first)
            return &f->incidents[i];
    return NULL;
}

static void run(fuse_result *f)
{
    fuse_options o = {0};
    CHECK_EQ_INT(fuse_run(&arena, reports, n_reports, &o, f, NULL), SITREP_OK);
}

static void test_incidents_are_found(void)
{
    fuse_result f;
    run(&f);
    CHECK_EQ_INT(f.n, 4);
    const fuse_incident *keri = find_incident(&f, "capture", "Keri", "2031-05-02"), *back = find_incident(&f, "capture", "Keri", "2031-05-13");
    CHECK(keri != NULL && back != NULL);
    if (keri == NULL || back == NULL) return;
    CHECK_EQ_INT(keri->n_reports, 4);
    CHECK_EQ_STR(keri->holder.name, "Free Valley Front");
    CHECK_EQ_STR(back->holder.name, "government army");
    CHECK_EQ_INT(back->contested, false);
    CHECK(find_incident(&f, "ceasefire", "Doluba", "2031-05-15") != NULL);
}

static void test_copies_are_no_sources(void)
{
    fuse_result f;
    run(&f);
    const fuse_incident *keri = find_incident(&f, "capture", "Keri", "2031-05-02");
    uint32_t copies = 0;
    for (uint32_t i = 0; keri != NULL && i < keri->n_reports; i++) copies += keri->reports[i].copy_of >= 0;
    CHECK_EQ_INT(copies, 1);
    CHECK_EQ_INT(keri != NULL ? keri->n_sources : 0, 2); /* the monitor and the ministry; the copy adds none */
}

static void test_tolls(void)
{
    fuse_result f;
    run(&f);
    const fuse_incident *market = find_incident(&f, "shelling", "Doluba", "2031-05-04"), *keri = find_incident(&f, "capture", "Keri", "2031-05-02");
    CHECK(market != NULL && keri != NULL && market->n_figures > 0 && keri->n_figures > 0);
    if (market == NULL || keri == NULL) return;
    CHECK_EQ_INT(market->figures[0].best, 7); /* six, then seven by the same hospital: the later one stands */
    CHECK_EQ_INT(market->figures[0].low, 7);
    CHECK_EQ_INT(market->contested, false);   /* a count that only rises */
    uint32_t withdrawn = 0;
    for (uint32_t i = 0; i < market->figures[0].n_claims; i++) {
        const incident_claim *c = &market->figures[0].claims[i];
        CHECK((c->best == 4) == c->withdrawn); /* the school: taken back by its own paper, also where it was first told */
        withdrawn += c->withdrawn;
    }
    CHECK_EQ_INT(withdrawn, 2);
    CHECK_EQ_INT(keri->figures[0].low, 2);
    CHECK_EQ_INT(keri->figures[0].high, 14);
    CHECK_EQ_INT(keri->contested, true);
}

static uint32_t random_state = 1;
static uint32_t random_below(uint32_t n)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (random_state >> 8) % n;
}

static void write_all(const fuse_result *f, base_buf *out)
{
    for (uint32_t i = 0; i < f->n; i++) {
        CHECK_EQ_INT(incident_write_json(&f->input, &f->incidents[i], &arena, out), SITREP_OK);
        buf_putc(out, '\n');
    }
}

static void test_order_changes_nothing(void)
{
    fuse_result f;
    base_buf first, other;
    buf_init(&first, NULL);
    buf_init(&other, NULL);
    run(&f);
    write_all(&f, &first);
    const char *wanted = getenv("SITREP_SHUFFLES");
    int rounds = wanted != NULL ? atoi(wanted) : SHUFFLES;
    for (int round = 0; round < rounds; round++) {
        for (uint32_t i = n_reports; i > 1; i--) {
            uint32_t k = random_below(i);
            claim_report t = reports[i - 1];
            reports[i - 1] = reports[k];
            reports[k] = t;
        }
        run(&f);
        buf_reset(&other);
        write_all(&f, &other);
        CHECK(first.n == other.n && memcmp(first.data, other.data, first.n) == 0);
    }
    buf_clear(&first);
    buf_clear(&other);
}

/* One more report gives what all of them give: fusion of the first k, then all, equals all at once. */
static void test_adding_one(void)
{
    fuse_result f, g;
    fuse_options o = {0};
    run(&f);
    for (uint32_t k = 0; k < n_reports; k++) CHECK_EQ_INT(fuse_run(&arena, reports, k, &o, &g, NULL), SITREP_OK);
    base_buf a, b;
    buf_init(&a, NULL);
    buf_init(&b, NULL);
    write_all(&f, &a);
    run(&g);
    write_all(&g, &b);
    CHECK(a.n == b.n && memcmp(a.data, b.data, a.n) == 0);
    buf_clear(&a);
    buf_clear(&b);
}

static void test_decisions_win(void)
{
    fuse_result f, g;
    run(&f);
    const fuse_incident *market = find_incident(&f, "shelling", "Doluba", "2031-05-04"), *truce = find_incident(&f, "ceasefire", "Doluba", "2031-05-15");
    CHECK(market != NULL && truce != NULL);
    if (market == NULL || truce == NULL) return;
    fuse_decision d = {f.units.v[market->lead].key, f.units.v[truce->lead].key, true};
    fuse_options o = {.decisions = &d, .n_decisions = 1};
    CHECK_EQ_INT(fuse_run(&arena, reports, n_reports, &o, &g, NULL), SITREP_OK);
    CHECK_EQ_INT(g.n, f.n - 1);
    d.together = false; /* keeping apart what is apart changes nothing */
    CHECK_EQ_INT(fuse_run(&arena, reports, n_reports, &o, &g, NULL), SITREP_OK);
    CHECK_EQ_INT(g.n, f.n);
}

static void test_policies(void)
{
    static const int64_t want[] = {14, 2, 14}; /* latest; the lower middle of 2 and 14; no number shared: the latest */
    for (int p = 0; p < 3; p++) {
        fuse_result f;
        fuse_options o = {.best = (best_policy)p};
        CHECK_EQ_INT(fuse_run(&arena, reports, n_reports, &o, &f, NULL), SITREP_OK);
        const fuse_incident *keri = find_incident(&f, "capture", "Keri", "2031-05-02");
        CHECK_EQ_INT(keri != NULL ? keri->figures[0].best : -1, want[p]);
    }
}

static void test_days(void)
{
    static const struct {
        const char *edtf, *first, *last;
    } rows[] = {{"2016-08-01", "2016-08-01", "2016-08-01"}, {"2016-02", "2016-02-01", "2016-02-29"}, {"2016", "2016-01-01", "2016-12-31"},
                {"2016-24", "2016-12-01", "2017-02-28"},    {"2016-08-01T10:00Z", "2016-08-01", "2016-08-01"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int32_t a, b;
        char first[11], last[11];
        CHECK(days_of_edtf(rows[i].edtf, &a, &b));
        days_write(a, first);
        days_write(b, last);
        CHECK_EQ_STR(first, rows[i].first);
        CHECK_EQ_STR(last, rows[i].last);
    }
    int32_t a, b;
    CHECK(!days_of_edtf("XXXX-05-12", &a, &b)); /* the year is not guessed */
    CHECK(!days_of_edtf("..", &a, &b));
    CHECK(!days_of_edtf("2016-13-01", &a, &b));
    CHECK(!days_of_edtf("2015-02-29", &a, &b));
    CHECK(!days_of_edtf("", &a, &b));
}

static void test_kinds_agree_both_ways(void)
{
    static const char *const kinds[] = {"capture", "withdraw", "airstrike", "kill", "attack", "release", "ceasefire", "violate-ceasefire", "protest", "deny", "nonsense"};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
            fuse_kind a = kind_of(kinds[i]), b = kind_of(kinds[k]);
            double x = kind_agreement(&a, &b), y = kind_agreement(&b, &a);
            CHECK(x >= 0 && x <= 1 && !(x < y) && !(x > y));
            if (i == k) CHECK(x >= 1);
        }
}

static void test_damaged_records(void)
{
    static const char *const bad[] = {"", "{", "[]", "{}", "null", "{\"schema\":\"sitrep.report/2\",\"id\":\"x\",\"text\":\"\"}", "{\"schema\":\"sitrep.report/1\"}"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        claim_report r;
        sitrep_error err = {0};
        CHECK_EQ_INT(claims_read(&arena, bad[i], strlen(bad[i]), &r, &err), SITREP_E_FORMAT);
    }
    /* Links in a circle, ids of nothing, spans outside the text: cut, never followed. */
    static const char odd[] = "{\"schema\":\"sitrep.report/1\",\"id\":\"x\",\"text\":\"ab\",\"actors\":[{\"id\":\"a1\",\"side_of\":\"a2\"},{\"id\":\"a2\",\"side_of\":\"a1\"}],"
                              "\"places\":[{\"id\":\"p1\",\"within\":\"p1\",\"lat\":500,\"lon\":1}],"
                              "\"events\":[{\"id\":\"e1\",\"of\":\"e1\",\"agents\":[\"a9\",7],\"trigger\":[0,99],\"places\":[\"p1\"]}],\"figures\":[{\"of\":\"f1\",\"id\":\"f1\"}]}";
    claim_report r;
    CHECK_EQ_INT(claims_read(&arena, odd, sizeof odd - 1, &r, NULL), SITREP_OK);
    CHECK_EQ_INT(r.events[0].of, -1);
    CHECK_EQ_INT(r.events[0].agents.n, 0);
    CHECK_EQ_INT(r.events[0].trigger.e, 0);
    CHECK_EQ_INT(r.places[0].within, -1);
    CHECK_EQ_INT(r.places[0].located, false);
    fuse_result f;
    fuse_options o = {0};
    CHECK_EQ_INT(fuse_run(&arena, &r, 1, &o, &f, NULL), SITREP_OK);
}

int main(void)
{
    arena_init(&arena, NULL);
    load();
    RUN(test_days);
    RUN(test_kinds_agree_both_ways);
    RUN(test_incidents_are_found);
    RUN(test_copies_are_no_sources);
    RUN(test_tolls);
    RUN(test_policies);
    RUN(test_decisions_win);
    RUN(test_adding_one);
    RUN(test_order_changes_nothing);
    RUN(test_damaged_records);
    arena_clear(&arena);
    return check_done();
}
