/* told_day.c: which days a text speaks of at two of its words. */
#include "draft/told_day.h"

#include "lexicon_support.h"

static lexicon *lex;
static base_arena arena;

/* The words are the first of their kind in the text. */
static void differ(const char *text, const char *a, const char *b, bool far, bool want)
{
    text_doc doc;
    lex_hits hits;
    timex_list times;
    arena_reset(&arena);
    CHECK(text_split(&arena, text, strlen(text), &doc) == SITREP_OK && lexicon_match(lex, &arena, &doc, &hits) == SITREP_OK);
    CHECK(timex_read(&arena, &doc, "2030-05-03", &times) == SITREP_OK);
    const char *at = strstr(text, a), *bt = strstr(text, b);
    CHECK(at != NULL && bt != NULL);
    if (at == NULL || bt == NULL) return;
    const told_text told = {&doc, &times, &hits};
    uint32_t t = text_token_at(&doc, (uint32_t)(at - text)), u = text_token_at(&doc, (uint32_t)(bt - text));
    if (told_days_differ(&told, t, u, far) != want) printf("in: %s\n", text);
    CHECK_EQ_INT(told_days_differ(&told, t, u, far), want);
    CHECK_EQ_INT(told_days_differ(&told, u, t, far), want);
}

static void test_sentences_and_paragraphs(void)
{
    differ("Shells hit the mill on Monday. On Tuesday a mine killed six.", "hit", "killed", false, true);
    differ("Shells hit the mill on Monday. Six were killed.", "hit", "killed", false, false);
    differ("Shells hit the mill on Monday. On Tuesday a mine went off. Six were killed.", "hit", "killed", false, true);
}

/* Two days in one sentence, a day of speech and a headline's silence tell nothing. */
static void test_no_days(void)
{
    differ("Shells hit the mill on Monday or Tuesday. On Friday six were killed.", "hit", "killed", false, false);
    differ("Shells hit the mill on Monday. Six were killed, the mayor said on Tuesday.", "hit", "killed", false, false);
    differ("Blast kills six\n\nA mine went off on Monday in the town, and six people were killed.", "kills", "killed", true, false);
}

static void test_far(void)
{
    const char *text = "A car blew up at noon on Monday beside the depot.\n\nTwo men were killed, the town council said.\n\n"
                       "On Friday a mine had murdered a clerk in Mill Street.";
    differ(text, "killed", "murdered", false, false);
    differ(text, "killed", "murdered", true, true);
}

int main(void)
{
    base_buf image;
    if ((lex = support_lexicon("data", &image)) == NULL) return 1;
    arena_init(&arena, NULL);
    RUN(test_sentences_and_paragraphs);
    RUN(test_no_days);
    RUN(test_far);
    arena_clear(&arena);
    lexicon_close(lex);
    buf_clear(&image);
    return check_done();
}
