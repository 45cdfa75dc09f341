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

/* verbs: the words that the tagger would call so, between blanks; NULL: no tagger. */
static uint32_t find_tagged(const char *text, const char *verbs)
{
    lex_hits hits;
    n_found = 0;
    CHECK(text_split(&arena, text, strlen(text), &doc) == SITREP_OK);
    CHECK(lexicon_match(lex, &arena, &doc, &hits) == SITREP_OK);
    uint8_t *tags = verbs != NULL ? arena_array(&arena, doc.n_tokens + 1, sizeof *tags) : NULL;
    for (uint32_t t = 0; tags != NULL && t < doc.n_tokens; t++) {
        char word[64];
        base_span w = doc.tokens[t].span;
        snprintf(word, sizeof word, " %.*s ", (int)(w.e - w.b), text + w.b);
        if (strstr(verbs, word) != NULL) tags[t] = SAYING_VERB;
    }
    CHECK(saying_find(&arena, lex, &hits, &doc, tags, &found, &n_found) == SITREP_OK);
    return n_found;
}

static uint32_t find(const char *text) { return find_tagged(text, NULL); }

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
    one("The mill was burning, the Millers Guild (MG) reported Friday", "Millers Guild", "The mill was burning");
    one("The mill was burning, reported Friday the fire brigade.", "fire brigade", "The mill was burning");
    one("The mill was burning. It was announced last night by the mayor.", "mayor", "The mill was burning");
}

static void test_speakers(void)
{
    one("Anna Holt, a spokeswoman for the mill, said that it was burning.", "Anna Holt", "it was burning");
    one("The mill's spokesman, Karl Voss, blamed the fire brigade for it.", "Karl Voss", "the fire brigade for it");
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

static void one_tagged(const char *text, const char *verbs, const char *who, const char *content)
{
    CHECK_EQ_INT(find_tagged(text, verbs), 1);
    if (n_found != 1) return;
    CHECK_EQ_STR(words(found[0].who_b, found[0].who_e), who);
    CHECK_EQ_STR(words(found[0].content_b, found[0].content_e), content);
}

/* A number behind a verb of counting is told by its subject; without one the verb says nothing. */
static void test_counts(void)
{
    one_tagged("The clinic counts 40 dead.", " counts ", "clinic", "40 dead");
    one_tagged("The brigade, which sent him, boasts of sixty dead soldiers.", " sent boasts ", "brigade", "of sixty dead soldiers");
    one_tagged("The ministry keeps to five.", " keeps ", "ministry", "five");
    one_tagged("A justice confirmed the three deaths.", " confirmed ", "justice", "the three deaths");
    CHECK_EQ_INT(find_tagged("The captain gave his men water.", " gave "), 0);
    CHECK_EQ_INT(find_tagged("The shop stays at the corner.", " stays "), 0);
    CHECK_EQ_INT(find_tagged("The envoys spoke for hours.", " spoke "), 0);
}

static void test_verbs_inside(void)
{
    one_tagged("Two men were killed, the council installed by the army said.", " were killed installed said ", "council", "Two men were killed");
    one_tagged("Nine had died, the governor reported, blaming raiders outside the town.", " had died reported blaming ", "governor", "Nine had died");
    CHECK_EQ_INT(find_tagged("Eight had fallen, the alliance answered, and the rest had gone.", " had fallen answered gone "), 1);
    CHECK(n_found == 1 && strcmp(words(found[0].who_b, found[0].who_e), "alliance") == 0);
    CHECK_EQ_INT(find_tagged("The mill burned, Holt said, adding that the bridge was safe.", " burned said adding was "), 2);
    CHECK(n_found == 2 && strcmp(words(found[1].who_b, found[1].who_e), "Holt") == 0);
    CHECK(n_found == 2 && strcmp(words(found[1].content_b, found[1].content_e), "that the bridge was safe") == 0);
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
    RUN(test_counts);
    RUN(test_verbs_inside);
    RUN(test_none);
    arena_clear(&arena);
    lexicon_close(lex);
    buf_clear(&image);
    return check_done();
}
