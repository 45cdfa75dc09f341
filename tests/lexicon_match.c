/* lexicon_match.c: which words the matcher takes for a dictionary entry, and which it leaves. */
#include "lexicon_support.h"

static lexicon *lex;
static base_arena arena;

/* The hits of a class as "entry[words] ...". */
static const char *hits_of(const char *text, lex_class cls)
{
    static char out[1024];
    text_doc doc;
    lex_hits hits;
    size_t n = 0;
    out[0] = '\0';
    arena_reset(&arena);
    if (text_split(&arena, text, strlen(text), &doc) != SITREP_OK || lexicon_match(lex, &arena, &doc, &hits) != SITREP_OK) return "failed";
    for (uint32_t i = 0; i < hits.n; i++) {
        if (hits.v[i].cls != cls) continue;
        base_span s = text_span(&doc, hits.v[i].tok_b, hits.v[i].tok_e);
        CHECK(hits.v[i].tok_b < hits.v[i].tok_e && hits.v[i].tok_e <= doc.n_tokens);
        n += (size_t)snprintf(out + n, sizeof out - n, "%s%s[%.*s]", n > 0 ? " " : "", lexicon_name(lex, hits.v[i].entry), (int)(s.e - s.b),
                              text + s.b);
    }
    return out;
}

static void test_spellings(void)
{
    CHECK_EQ_STR(hits_of("The Hill People's Liberation Front withdrew.", LEX_ACTOR),
                 "Hill People's Liberation Front[Hill People's Liberation Front]");
    CHECK_EQ_STR(hits_of("The Hill People’s Liberation Front withdrew.", LEX_ACTOR),
                 "Hill People's Liberation Front[Hill People’s Liberation Front]");
    CHECK_EQ_STR(hits_of("the hill peoples liberation front", LEX_ACTOR), ""); /* another word */
    CHECK_EQ_STR(hits_of("HILL PEOPLE'S LIBERATION FRONT WITHDRAWS", LEX_ACTOR),
                 "Hill People's Liberation Front[HILL PEOPLE'S LIBERATION FRONT]");
    CHECK_EQ_STR(hits_of("the hill people's liberation front withdrew", LEX_ACTOR),
                 "Hill People's Liberation Front[hill people's liberation front]");
    CHECK_EQ_STR(hits_of("El-Jabal Front and Al Jabal Front", LEX_ACTOR),
                 "Hill People's Liberation Front[El-Jabal Front] Hill People's Liberation Front[Al Jabal Front]");
    CHECK_EQ_STR(hits_of("Organization for Trade Defense", LEX_ACTOR), "Organisation for Trade Defence[Organization for Trade Defense]");
    CHECK_EQ_STR(hits_of("O.T.D. officials", LEX_ACTOR), "Organisation for Trade Defence[O.T.D.]");
}

static void test_articles(void)
{
    CHECK_EQ_STR(hits_of("Karim al-Nasr spoke.", LEX_ACTOR), "Karim al-Nasr[Karim al-Nasr] Karim al-Nasr[al-Nasr]");
    CHECK_EQ_STR(hits_of("Karim Nasr spoke.", LEX_ACTOR), "Karim al-Nasr[Karim Nasr] Karim al-Nasr[Nasr]");
    CHECK_EQ_STR(hits_of("Mr an-Nasr spoke.", LEX_ACTOR), "Karim al-Nasr[an-Nasr]");
}

static void test_hyphens_and_possessives(void)
{
    CHECK_EQ_STR(hits_of("The HPLF-led council", LEX_ACTOR), "Hill People's Liberation Front[HPLF]");
    CHECK_EQ_STR(hits_of("The HPLF 's men", LEX_ACTOR), "Hill People's Liberation Front[HPLF]");
    CHECK_EQ_STR(hits_of("Arstotzka’s army", LEX_ACTOR), "Arstotzka[Arstotzka]");
    CHECK_EQ_STR(hits_of("Arstotzka's army", LEX_AGENT), "army[army]");
}

static void test_case(void)
{
    CHECK_EQ_STR(hits_of("Nobody knows who said it.", LEX_ACTOR), "");
    CHECK_EQ_STR(hits_of("The WHO said so.", LEX_ACTOR), "Organisation for Trade Defence[WHO]");
    CHECK_EQ_STR(hits_of("At the edge of The House, az is nothing.", LEX_ACTOR), "");
    CHECK_EQ_STR(hits_of("REBELS ASK WHO WILL PAY NOW", LEX_ACTOR), ""); /* nothing but capitals: no acronym is told apart */
    CHECK_EQ_STR(hits_of("arstotzka sent soldiers", LEX_ACTOR), "Arstotzka[arstotzka]"); /* no capitals at all: they tell nothing */
    CHECK_EQ_STR(hits_of("In arstotzka The Women wept", LEX_ACTOR), "");
}

static void test_inflection(void)
{
    CHECK_EQ_STR(hits_of("Soldiers and women", LEX_AGENT), "soldier[Soldiers] woman[women]");
    CHECK_EQ_STR(hits_of("A soldier, a woman", LEX_AGENT), "soldier[soldier] woman[woman]");
}

static void test_borders(void)
{
    CHECK_EQ_STR(hits_of("Hill People's, Liberation Front", LEX_ACTOR), ""); /* a comma parts */
    CHECK_EQ_STR(hits_of("They saw the Hill. People's Liberation Front", LEX_ACTOR), "");
    CHECK_EQ_STR(hits_of("", LEX_ACTOR), "");
    CHECK_EQ_STR(hits_of("---- ''' ... \xC2\xA0", LEX_ACTOR), "");
    CHECK_EQ_STR(hits_of("HPLF", LEX_ACTOR), "Hill People's Liberation Front[HPLF]");
}

static void test_dates(void)
{
    int64_t e = lexicon_find(lex, "hill-front");
    CHECK(e >= 0);
    if (e < 0) return;
    uint32_t id = (uint32_t)e;
    CHECK_EQ_STR(lexicon_value(lex, id, LEX_KIND, lex_date("2012-03-01")), "rebel");
    CHECK_EQ_STR(lexicon_value(lex, id, LEX_KIND, lex_date("2015-12-31T23:00:00Z")), "rebel");
    CHECK_EQ_STR(lexicon_value(lex, id, LEX_KIND, lex_date("2016-01-01")), "government");
    CHECK_EQ_STR(lexicon_value(lex, id, LEX_CAMEO, LEX_DATE_NONE), "ARSGOV");
    CHECK_EQ_STR(lexicon_value(lex, id, LEX_COUNTRY, lex_date("1990")), "ARS");
    CHECK_EQ_INT(lexicon_affiliation_count(lex, id), 1);
    lex_affiliation a = lexicon_affiliation(lex, id, 0);
    CHECK_EQ_STR(a.kind, "rival");
    CHECK_EQ_STR(lexicon_slug(lex, a.target), "arstotzka");
    CHECK(!lex_date_in(lex_date("2016"), a.from, a.to) && lex_date_in(lex_date("2015-06-01"), a.from, a.to));
    CHECK_EQ_INT(lexicon_find(lex, "nobody"), -1);
    CHECK_EQ_INT(lex_date("2016-08-11"), 20160811);
    CHECK_EQ_INT(lex_date("2016-08"), 20160800);
    CHECK_EQ_INT(lex_date("XXXX-05-12"), LEX_DATE_NONE);
    CHECK_EQ_INT(lex_date(NULL), LEX_DATE_NONE);
}

int main(void)
{
    base_buf image;
    static const sitrep_allocator plain;
    check_name = "setup";
    lex = support_lexicon("tests/golden/lexicon/good", &image);
    if (lex == NULL) return 1;
    arena_init(&arena, &plain);
    RUN(test_spellings);
    RUN(test_articles);
    RUN(test_hyphens_and_possessives);
    RUN(test_case);
    RUN(test_inflection);
    RUN(test_borders);
    RUN(test_dates);
    arena_clear(&arena);
    lexicon_close(lex);
    buf_clear(&image);
    return check_done();
}
