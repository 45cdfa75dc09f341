/* draft_saying.c: who says what, by the words alone: no tagger, no model. */
#include "draft/saying.h"
#include "lexicon_support.h"

static lexicon *lex;
static base_arena arena;
static text_doc doc;
static saying_found *found;
static uint32_t n_found;

static char *words(uint32_t b, uint32_t e)
{
    static char out[4][512];
    static int at;
    char *s = out[at++ % 4];
    base_span span = e > b ? text_span(&doc, b, e) : (base_span){0, 0};
    snprintf(s, sizeof out[0], "%.*s", (int)(span.e - span.b), doc.text + span.b);
    return s;
}

static uint32_t find(const char *text)
{
    lex_hits hits;
    n_found = 0;
    CHECK(text_split(&arena, text, strlen(text), &doc) == SITREP_OK);
    CHECK(lexicon_match(lex, &arena, &doc, &hits) == SITREP_OK);
    CHECK(saying_find(&arena, lex, &hits, &doc, NULL, &found, &n_found) == SITREP_OK);
    return n_found;
}

/* One saying: this speaker, this content. */
static void one(const char *text, const char *who, const char *content)
{
    CHECK_EQ_INT(find(text), 1);
    if (n_found != 1) return;
    CHECK_EQ_STR(words(found[0].who_b, found[0].who_e), who);
    CHECK_EQ_STR(words(found[0].content_b, found[0].content_e), content);
}

static void test_orders(void)
{
    one("The governor said that the mill was burning.", "governor", "the mill was burning");
    one("The mill was burning, the governor said.", "governor", "The mill was burning");
    one("\"The mill is burning,\" said Anna Holt, a miller.", "Anna Holt", "\"The mill is burning,\"");
    one("The mill was burning, according to the fire brigade.", "fire brigade", "The mill was burning");
    one("The mill was burning. It was announced last night by the mayor.", "mayor", "The mill was burning");
}

static void test_speakers(void)
{
    one("Anna Holt, a spokeswoman for the mill, said that it was burning.", "Anna Holt", "it was burning");
    one("It was burning, Anna Holt, a spokeswoman for the mill told Reuters.", "Anna Holt", "It was burning");
    one("The group, which is led by Karl Voss, known as the Owl, said that it was burning.", "group", "it was burning");
    one("\"It burns\", said a statement from the operations centre of the brigade.", "operations centre", "\"It burns\"");
    one("Yesterday he added that it was burning.", "he", "it was burning");
}

static void test_contents(void)
{
    one("Holt told this newspaper: \"We left the mill. We will come back.\"", "Holt", "\"We left the mill. We will come back.\"");
    one("The governor said that the mill had fallen, but the bridge was safe.", "governor", "the mill had fallen");
    one("The army denied that it had lost the mill.", "army", "it had lost the mill");
    CHECK(n_found == 1 && found[0].denies);
    CHECK_EQ_INT(find("The army says it holds the mill; the rebels say that it fell."), 2);
    CHECK(n_found == 2 && strcmp(words(found[0].content_b, found[0].content_e), "it holds the mill") == 0);
    one("\"It burns,\" Holt said in a speech carried by state television.", "Holt", "\"It burns,\"");
    CHECK_EQ_STR(words(found[0].venue_b, found[0].venue_e), "state television");
}

static void test_none(void)
{
    CHECK_EQ_INT(find("Their alleged crimes were many."), 0);
    CHECK_EQ_INT(find("Kyiv has not confirmed the loss."), 0);
    CHECK_EQ_INT(find("They reportedly took the mill."), 0);
    CHECK_EQ_INT(find("The governor was accused of theft by the mayor."), 0);
    CHECK_EQ_INT(find(""), 0);
}

int main(void)
{
    base_buf image;
    if ((lex = support_lexicon("data", &image)) == NULL) return 1;
    arena_init(&arena, NULL);
    RUN(test_orders);
    RUN(test_speakers);
    RUN(test_contents);
    RUN(test_none);
    arena_clear(&arena);
    lexicon_close(lex);
    buf_clear(&image);
    return check_done();
}
