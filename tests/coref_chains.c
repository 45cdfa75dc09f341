/* coref_chains.c: which phrases are mentions, and which of them are the same, on sentences whose tree is given: no
 * model. */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "coref/coref_work.h"

/* One word: its text, part of speech, governor (counted from 1 in its sentence, 0: root), relation; then a name's type
 * and 'b' or 'i', 'p' for a plural, 'o' for a possessor, as far as they hold. */
typedef struct row {
    const char *word, *pos;
    uint32_t head;
    const char *rel, *marks;
} row;

static base_arena arena;
static text_doc doc;
static coref_work w;
static coref_chains chains;

static uint8_t pos_of(const char *s)
{
    static const struct {
        const char *name;
        coref_pos pos;
    } list[] = {{"N", POS_NOUN}, {"P", POS_PROPN}, {"PRON", POS_PRON}, {"D", POS_DET},  {"A", POS_ADJ},
                {"V", POS_VERB}, {"AUX", POS_AUX}, {"ADV", POS_ADV},   {"S", POS_PART}, {".", POS_PUNCT}};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (strcmp(s, list[i].name) == 0) return (uint8_t)list[i].pos;
    return POS_OTHER;
}

static uint8_t rel_of(const char *s)
{
    static const struct {
        const char *name;
        coref_rel rel;
    } list[] = {{"nsubj", REL_NSUBJ},
                {"obj", REL_OBJ},
                {"obl", REL_OBL},
                {"nmod", REL_NMOD},
                {"compound", REL_COMPOUND},
                {"appos", REL_APPOS},
                {"root", REL_ROOT},
                {"conj", REL_CONJ},
                {"case", REL_CASE},
                {"cc", REL_CC},
                {"cop", REL_COP},
                {"punct", REL_PUNCT},
                {"flat", REL_FLAT},
                {"expl", REL_EXPL},
                {"acl", REL_ACL},
                {"advmod", REL_ADVMOD},
                {"aux", REL_AUX}};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (strcmp(s, list[i].name) == 0) return (uint8_t)list[i].rel;
    return REL_OTHER;
}

static uint8_t ner_of(const char *marks)
{
    return strstr(marks, "PER") ? NER_PER : strstr(marks, "ORG") ? NER_ORG : strstr(marks, "LOC") ? NER_LOC : NER_NONE;
}

static sitrep_status resolve(const char *text, const row *rows, uint32_t n)
{
    arena_reset(&arena);
    memset(&w, 0, sizeof w);
    memset(&chains, 0, sizeof chains);
    if (text_split(&arena, text, strlen(text), &doc) != SITREP_OK) return SITREP_E_NOMEM;
    CHECK_EQ_INT(doc.n_tokens, n);
    if (doc.n_tokens != n) return SITREP_OK;
    w.arena = &arena;
    w.doc = &doc;
    w.words = arena_array(&arena, n, sizeof *w.words);
    if (w.words == NULL) return SITREP_E_NOMEM;
    for (uint32_t t = 0; t < n; t++) {
        const char *marks = rows[t].marks != NULL ? rows[t].marks : "";
        base_span s = doc.tokens[t].span;
        CHECK(s.e - s.b == strlen(rows[t].word) && memcmp(doc.text + s.b, rows[t].word, s.e - s.b) == 0);
        w.words[t].pos = pos_of(rows[t].pos);
        w.words[t].rel = rel_of(rows[t].rel);
        w.words[t].head = rows[t].head > 0 ? doc.sents[doc.tokens[t].sentence].tok_b + rows[t].head - 1 : t;
        w.words[t].ner = ner_of(marks);
        w.words[t].ner_begins = strchr(marks, 'b') != NULL;
        w.words[t].inflected = strchr(marks, 'p') != NULL;
        w.words[t].poss = strchr(marks, 'o') != NULL;
    }
    coref_words_complete(&w);
    return coref_resolve(&w, &chains);
}

static int find(const char *phrase)
{
    for (uint32_t i = 0; i < chains.n; i++) {
        base_span s = text_span(&doc, chains.v[i].tok_b, chains.v[i].tok_e);
        if (s.e - s.b == strlen(phrase) && memcmp(doc.text + s.b, phrase, s.e - s.b) == 0) return (int)i;
    }
    return -1;
}

static int find_last(const char *phrase)
{
    int found = -1;
    for (uint32_t i = 0; i < chains.n; i++) {
        base_span s = text_span(&doc, chains.v[i].tok_b, chains.v[i].tok_e);
        if (s.e - s.b == strlen(phrase) && memcmp(doc.text + s.b, phrase, s.e - s.b) == 0) found = (int)i;
    }
    return found;
}

static bool same(const char *one, const char *other)
{
    int i = find(one), k = find_last(other);
    return i >= 0 && k >= 0 && i != k && chains.v[i].chain >= 0 && chains.v[i].chain == chains.v[k].chain;
}

#define RESOLVE(text, ...) resolve(text, (const row[]){__VA_ARGS__}, sizeof((const row[]){__VA_ARGS__}) / sizeof(row))

static void test_phrases(void)
{
    CHECK(RESOLVE("There is a mill near the old bridge, which the miller's sons own.", {"There", "PRON", 2, "expl", 0},
                  {"is", "V", 0, "root", 0}, {"a", "D", 4, "det", 0}, {"mill", "N", 2, "nsubj", 0},
                  {"near", "ADP", 8, "case", 0}, {"the", "D", 8, "det", 0}, {"old", "A", 8, "amod", 0},
                  {"bridge", "N", 4, "nmod", 0}, {",", ".", 15, "punct", 0}, {"which", "PRON", 15, "obj", 0},
                  {"the", "D", 12, "det", 0}, {"miller", "N", 14, "nmod", "o"}, {"'s", "S", 12, "case", 0},
                  {"sons", "N", 15, "nsubj", "p"}, {"own", "V", 8, "acl", 0}, {".", ".", 2, "punct", 0}) == SITREP_OK);
    CHECK(find("a mill near the old bridge, which the miller's sons own") >= 0);
    CHECK(find("the old bridge, which the miller's sons own") >= 0); /* without its preposition */
    CHECK(find("the miller's") >= 0);                                /* with its mark */
    CHECK(find("the miller's sons") >= 0);
    CHECK(find("There") < 0 && find("which") < 0);
}

static void test_names(void)
{
    CHECK(RESOLVE("The painter Anna Holt joined the Society of Holt Painters and the guild.", {"The", "D", 2, "det", 0},
                  {"painter", "N", 5, "nsubj", 0}, {"Anna", "P", 2, "flat", "b PER"}, {"Holt", "P", 3, "flat", "PER"},
                  {"joined", "V", 0, "root", 0}, {"the", "D", 7, "det", 0}, {"Society", "P", 5, "obj", "b ORG"},
                  {"of", "ADP", 10, "case", "ORG"}, {"Holt", "P", 10, "compound", "ORG"},
                  {"Painters", "P", 7, "nmod", "ORG"}, {"and", "C", 13, "cc", 0}, {"the", "D", 13, "det", 0},
                  {"guild", "N", 7, "conj", 0}, {".", ".", 5, "punct", 0}) == SITREP_OK);
    CHECK(find("The painter Anna Holt") >= 0);
    CHECK(find("Anna Holt") < 0); /* part of that phrase */
    CHECK(find("the Society of Holt Painters") >= 0);
    CHECK(find("Holt") < 0 && find("Holt Painters") < 0); /* inside a name */
    CHECK(find("the Society of Holt Painters and the guild") >= 0);
    CHECK(find("the guild") >= 0);
}

static void test_predicate(void)
{
    CHECK(RESOLVE("Anna is a painter.", {"Anna", "P", 4, "nsubj", "b PER"}, {"is", "AUX", 4, "cop", 0},
                  {"a", "D", 4, "det", 0}, {"painter", "N", 0, "root", 0}, {".", ".", 4, "punct", 0}) == SITREP_OK);
    CHECK(find("a painter") >= 0); /* without its subject and copula */
    CHECK(!same("Anna", "a painter"));
}

static void test_cuts(void)
{
    CHECK(RESOLVE("The mayor, Mr. Dunn, sold a mill (now closed: it", {"The", "D", 2, "det", 0},
                  {"mayor", "N", 7, "nsubj", 0}, {",", ".", 5, "punct", 0}, {"Mr.", "P", 5, "flat", 0},
                  {"Dunn", "P", 2, "appos", "b PER"}, {",", ".", 5, "punct", 0}, {"sold", "V", 0, "root", 0},
                  {"a", "D", 9, "det", 0}, {"mill", "N", 7, "obj", 0}, {"(", ".", 12, "punct", 0},
                  {"now", "ADV", 12, "advmod", 0}, {"closed", "V", 9, "acl", 0}, {":", ".", 12, "punct", 0},
                  {"it", "PRON", 12, "obj", 0}) == SITREP_OK);
    CHECK(find("The mayor, Mr. Dunn") >= 0);
    CHECK(find("Mr. Dunn") >= 0); /* behind a comma it is a phrase of its own, with its title */
    CHECK(find("Mr.") < 0);
    CHECK(find("a mill") >= 0); /* before the bracket that nothing closes */
}

#define BRIGADE                                                                                                        \
    {"The", "D", 3, "det", 0}, {"Dunn", "P", 3, "compound", "b ORG"}, { "Brigade", "P", 4, "nsubj", "ORG" }

static void test_chains(void)
{
    CHECK(RESOLVE("The Dunn Brigade left Marra. It left its guns there. Anna Holt praised the Dunn Brigade. She had "
                  "seen the brigade.",
                  BRIGADE, {"left", "V", 0, "root", 0}, {"Marra", "P", 4, "obj", "b LOC"}, {".", ".", 4, "punct", 0},
                  {"It", "PRON", 2, "nsubj", 0}, {"left", "V", 0, "root", 0}, {"its", "PRON", 4, "nmod", "o"},
                  {"guns", "N", 2, "obj", "p"}, {"there", "ADV", 2, "advmod", 0}, {".", ".", 2, "punct", 0},
                  {"Anna", "P", 3, "nsubj", "b PER"}, {"Holt", "P", 1, "flat", "PER"}, {"praised", "V", 0, "root", 0},
                  {"the", "D", 6, "det", 0}, {"Dunn", "P", 6, "compound", "b ORG"}, {"Brigade", "P", 3, "obj", "ORG"},
                  {".", ".", 3, "punct", 0}, {"She", "PRON", 3, "nsubj", 0}, {"had", "AUX", 3, "aux", 0},
                  {"seen", "V", 0, "root", 0}, {"the", "D", 5, "det", 0}, {"brigade", "N", 3, "obj", 0},
                  {".", ".", 3, "punct", 0}) == SITREP_OK);
    CHECK(same("The Dunn Brigade", "the Dunn Brigade"));
    CHECK(same("The Dunn Brigade", "It"));
    CHECK(same("It", "its"));
    CHECK(same("Anna Holt", "She"));
    CHECK(!same("The Dunn Brigade", "She") && !same("Marra", "She"));
    CHECK(same("The Dunn Brigade", "the brigade"));
    int32_t seen = 0, first = -1;
    for (uint32_t i = 0; i < chains.n; i++) { /* numbered by first mention, each with its next */
        if (chains.v[i].chain == seen) {
            seen++;
            first = (int32_t)i;
        }
        CHECK(chains.v[i].chain < seen);
        if (chains.v[i].next >= 0)
            CHECK(chains.v[i].next > (int32_t)i && chains.v[chains.v[i].next].chain == chains.v[i].chain);
    }
    CHECK_EQ_INT(seen, chains.n_chains);
    CHECK(first >= 0);
}

static void test_nothing(void)
{
    CHECK(RESOLVE("Stop.", {"Stop", "V", 0, "root", 0}, {".", ".", 1, "punct", 0}) == SITREP_OK);
    CHECK_EQ_INT(chains.n_chains, 0);
}

/* A tree whose words all hang on the next, as deep as it can be, and a text of one word many times. */
static void test_strange_trees(void)
{
    enum { N = 400 };
    static char text[N * 5 + 2];
    static row rows[N + 1];
    for (uint32_t i = 0; i < N; i++) {
        memcpy(text + i * 5, "mill ", 5);
        rows[i] = (row){"mill", "N", i + 2 <= N ? i + 2 : 0, i % 3 == 0 ? "conj" : "nmod", "p"};
    }
    memcpy(text + N * 5 - 1, ".", 2);
    rows[N] = (row){".", ".", 1, "punct", 0};
    CHECK(resolve(text, rows, N + 1) == SITREP_OK);
    CHECK(chains.n > 0);
}

typedef struct counted {
    uint64_t left;
} counted;

static void *counted_alloc(void *ctx, size_t n)
{
    counted *c = ctx;
    return c->left > 0 && c->left-- > 0 ? malloc(n) : NULL;
}

static void *counted_resize(void *ctx, void *p, size_t n_old, size_t n_new)
{
    (void)n_old;
    counted *c = ctx;
    return c->left > 0 && c->left-- > 0 ? realloc(p, n_new) : NULL;
}

static void counted_release(void *ctx, void *p)
{
    (void)ctx;
    free(p);
}

static void test_no_memory(void)
{
    counted c = {0};
    const sitrep_allocator allocator = {counted_alloc, counted_resize, counted_release, &c};
    bool done = false;
    for (uint64_t k = 0; k < 64 && !done; k++) {
        c.left = k;
        arena_init(&arena, &allocator);
        sitrep_status s =
            RESOLVE("Anna left. She slept.", {"Anna", "P", 2, "nsubj", "b PER"}, {"left", "V", 0, "root", 0},
                    {".", ".", 2, "punct", 0}, {"She", "PRON", 2, "nsubj", 0}, {"slept", "V", 0, "root", 0},
                    {".", ".", 2, "punct", 0});
        CHECK(s == SITREP_OK || s == SITREP_E_NOMEM);
        done = s == SITREP_OK;
        arena_clear(&arena);
    }
    CHECK(done);
}

int main(void)
{
    arena_init(&arena, NULL);
    RUN(test_phrases);
    RUN(test_names);
    RUN(test_predicate);
    RUN(test_cuts);
    RUN(test_chains);
    RUN(test_nothing);
    RUN(test_strange_trees);
    arena_clear(&arena);
    RUN(test_no_memory);
    return check_done();
}
