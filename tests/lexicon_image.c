/* lexicon_image.c: the image: same bytes again, every damage found, problems in dictionaries named, PETRARCH files read. */
#include "lexicon_support.h"

#include <unistd.h>

#include "base/hash.h"

static void test_same_bytes(void)
{
    base_buf a, b;
    lexicon *x = support_lexicon("tests/golden/lexicon/good", &a), *y = support_lexicon("tests/golden/lexicon/good", &b);
    CHECK(x != NULL && y != NULL);
    CHECK(a.n == b.n && memcmp(a.data, b.data, a.n) == 0);
    if (x != NULL && y != NULL) CHECK_EQ_STR(lexicon_hash(x), lexicon_hash(y));
    lexicon_close(x);
    lexicon_close(y);
    buf_clear(&a);
    buf_clear(&b);
}

static void test_damage(void)
{
    base_buf image;
    lexicon *lex = support_lexicon("tests/golden/lexicon/good", &image);
    sitrep_error err;
    lexicon_close(lex);
    char *copy = malloc(image.n);
    CHECK(copy != NULL);
    if (copy == NULL) return;
    for (size_t i = 0; i < image.n; i += i < 256 ? 1 : 7) { /* any byte changed */
        memcpy(copy, image.data, image.n);
        copy[i] = (char)(copy[i] ^ 0x41);
        lex = NULL;
        sitrep_status s = lexicon_open_bytes(copy, image.n, NULL, &lex, &err);
        CHECK(s == SITREP_E_DAMAGED || s == SITREP_E_VERSION);
        if (s == SITREP_OK) lexicon_close(lex);
    }
    for (size_t n = 0; n < image.n; n += 13) { /* cut anywhere */
        memcpy(copy, image.data, n);
        CHECK(lexicon_open_bytes(copy, n, NULL, &lex, &err) == SITREP_E_DAMAGED);
    }
    /* wrong offsets behind a right checksum: every section's checks */
    for (size_t i = 256; i + 4 <= image.n; i += 4) {
        memcpy(copy, image.data, image.n);
        memset(copy + i, 0xFE, 4);
        uint64_t sum = hash_bytes(copy + 32, image.n - 32, 0);
        memcpy(copy + 24, &sum, 8);
        lex = NULL;
        if (lexicon_open_bytes(copy, image.n, NULL, &lex, &err) == SITREP_OK) {
            base_arena arena;
            static const sitrep_allocator plain;
            text_doc doc;
            lex_hits hits;
            static const char text[] = "The Hill People's Liberation Front, Karim al-Nasr and Arstotzkan soldiers.";
            arena_init(&arena, &plain);
            CHECK(text_split(&arena, text, sizeof text - 1, &doc) == SITREP_OK);
            CHECK(lexicon_match(lex, &arena, &doc, &hits) == SITREP_OK);
            for (uint32_t h = 0; h < hits.n; h++) {
                (void)strlen(lexicon_name(lex, hits.v[h].entry));
                for (int f = 0; f < LEX_FIELD_N; f++) (void)lexicon_value(lex, hits.v[h].entry, (lex_field)f, 20160101);
            }
            arena_clear(&arena);
            lexicon_close(lex);
        }
    }
    free(copy);
    buf_clear(&image);
    CHECK(lexicon_open("/nonexistent/lexicon.srl", NULL, &lex, &err) == SITREP_E_IO);
}

static void test_problems(void)
{
    char path[1024];
    base_buf image, problems;
    uint32_t n = 0;
    static const char *const wanted[] = {
        "ontology.tsv:4: error: unknown PLOVER event: FIGHT", "ontology.tsv:4: error: unknown trait: warlike,peaceful",
        "ontology.tsv:4: error: Goldstein score is not in -10..10: -11",
        "actors/all.tsv:2: error: unknown code: ars", "actors/all.tsv:2: error: unknown flag or date: A",
        "actors/all.tsv:2: error: affiliation is not kind>slug{from..to}: likes", "actors/all.tsv:4: error: slug is not of a-z",
        "actors/all.tsv:5: error: dates overlap: militia", "actors/all.tsv:6: error: wrong number of columns",
        "actors/all.tsv:3: error: slug given twice: a", "actors/all.tsv:5: error: affiliation with an unknown actor: nobody"};
    snprintf(path, sizeof path, "%s/tests/golden/lexicon/bad", SITREP_SOURCE_DIR);
    buf_init(&image, NULL);
    buf_init(&problems, NULL);
    CHECK(lexicon_compile(path, NULL, &image, &problems, &n, NULL) == SITREP_OK);
    CHECK_EQ_INT(n, 18);
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
        if (problems.data == NULL || strstr(problems.data, wanted[i]) == NULL) CHECK_EQ_STR(wanted[i], "reported");
    buf_clear(&image);
    buf_clear(&problems);
}

static void test_petrarch(void)
{
    char in[1024], out[] = "/tmp/sitrep-petrarch-XXXXXX", path[1100];
    static const char *const files[] = {"petrarch_actors.tsv", "agents.tsv", "verbs.tsv", "discards.tsv"};
    static const char *const has[] = {
        "petrarch-2\tHill Front\trebel\tARS\t\t\t\tARSREB{..2015-12-31}|ARSGOV{2016-01-01..2020-12-31}\t\tHplf\t\timported",
        "congressmen\t-\t\t\t~LEG\t", "shell\tshells|shelled|shelling\t\t\t194\t", "Cup Final\t\t\t\t\t\tstory\t"};
    base_buf problems;
    uint32_t n = 0;
    snprintf(in, sizeof in, "%s/tests/golden/lexicon/petrarch", SITREP_SOURCE_DIR);
    CHECK(mkdtemp(out) != NULL);
    buf_init(&problems, NULL);
    CHECK(petrarch_import(in, out, NULL, &problems, &n, NULL) == SITREP_OK);
    CHECK_EQ_INT(n, 11);
    for (int i = 0; i < 4; i++) {
        char text[4096];
        snprintf(path, sizeof path, "%s/%s", out, files[i]);
        FILE *f = fopen(path, "rb");
        CHECK(f != NULL);
        if (f == NULL) continue;
        size_t got = fread(text, 1, sizeof text - 1, f);
        text[got] = '\0';
        fclose(f);
        if (strstr(text, has[i]) == NULL) CHECK_EQ_STR(files[i], has[i]);
        unlink(path);
    }
    rmdir(out);
    buf_clear(&problems);
    CHECK(petrarch_import("/nonexistent", out, NULL, &problems, &n, NULL) == SITREP_E_IO);
    buf_clear(&problems);
}

int main(void)
{
    RUN(test_same_bytes);
    RUN(test_damage);
    RUN(test_problems);
    RUN(test_petrarch);
    return check_done();
}
