/* draft_tie.c: standing relations by the words alone. Each row: a text with {TAG words} where a tagger and a name finder would
 * have told what stands there, and the relations that must come out of it. */
#include "draft/tie.h"
#include "lexicon_support.h"
#include "marked_text.h"

enum { MAX_TOKENS = 64 };

static lexicon *lex;
static base_arena arena;
static text_doc doc;
static tie_found *found;
static uint32_t n_found;
static marked_text said; /* P a person, O an organisation, L a place, V a word that ends a noun phrase */

static uint32_t find(const char *text)
{
    static uint8_t tags[MAX_TOKENS];
    static tie_name names[MAX_TOKENS];
    static const char *const small[] = {"of", "from", "the", "a", "in", "by", "with", "was", "and", "'s", "at", "is"};
    lex_hits hits;
    unmark(text, &said);
    CHECK(text_split(&arena, said.plain, said.n, &doc) == SITREP_OK);
    CHECK(doc.n_tokens <= MAX_TOKENS);
    CHECK(lexicon_match(lex, &arena, &doc, &hits) == SITREP_OK);
    tie_words w = {lex, &hits, &doc, tags, names, 0};
    for (uint32_t t = 0; t < doc.n_tokens; t++) {
        base_span s = doc.tokens[t].span;
        char tag = 0;
        for (size_t i = 0; i < said.n_marks; i++)
            if (s.b >= said.marks[i].b && s.e <= said.marks[i].e) {
                tag = said.marks[i].tag;
                if (s.b == said.marks[i].b && tag != 'V')
                    names[w.n_names++] = (tie_name){t, t, tag == 'P' ? NER_PER : tag == 'O' ? NER_ORG : NER_LOC};
                if (tag != 'V') names[w.n_names - 1].e = t + 1;
            }
        tags[t] = doc.tokens[t].shape == SHAPE_PUNCT || tag == 'V' ? 0 : doc.tokens[t].shape == SHAPE_NUMBER ? TIE_MODIFIER | TIE_NUMBER : TIE_NOUN;
        for (size_t i = 0; i < sizeof small / sizeof *small; i++)
            if (text_token_is(&doc, t, small[i])) tags[t] = 0;
    }
    found = NULL;
    n_found = 0;
    CHECK(tie_find(&arena, &w, &found, &n_found) == SITREP_OK);
    return n_found;
}

static void one(const char *text, const char *kind, const char *from, const char *to)
{
    char got[512] = "";
    find(text);
    for (uint32_t i = 0; i < n_found; i++) {
        base_span f = text_span(&doc, found[i].from.b, found[i].from.e), t = text_span(&doc, found[i].to.b, found[i].to.e);
        size_t n = strlen(got);
        snprintf(got + n, sizeof got - n, "%s%s: %.*s > %.*s", i > 0 ? "; " : "", found[i].kind, (int)(f.e - f.b), said.plain + f.b, (int)(t.e - t.b), said.plain + t.b);
    }
    char want[256];
    snprintf(want, sizeof want, "%s: %s > %s", kind, from, to);
    CHECK_EQ_STR(got, want);
}

static void test_modifiers(void)
{
    one("Turkish-backed rebels {V shelled} it.", "backs", "Turkish", "rebels");
    one("three pro-Turkish rebels {V fled}", "backs", "rebels", "Turkish");
    one("pro-government forces {V fled}", "backs", "forces", "government");
    one("the pro-{P Orlov} militia {V fled}", "backs", "militia", "Orlov");
    one("the US-led coalition {V struck}", "leads", "US", "coalition");
    one("Taliban-linked gunmen {V fled}", "allied", "gunmen", "Taliban");
    one("the {L Velden}-based militia {V fled}", "based-in", "militia", "Velden");
    one("militants backed by Ankara {V fled}", "backs", "Ankara", "militants");
    one("guards under orders of {P Orlov} {V fled}", "commands", "Orlov", "guards");
    one("a militia based in {L Velden} {V fled}", "based-in", "militia", "Velden");
}

static void test_parts(void)
{
    one("the 104th Brigade of the {O Velden Guard} {V fled}", "part-of", "104th Brigade", "Velden Guard");
    CHECK_EQ_INT(find("fighters from the {O Velden Front} {V fled}"), 0); /* a group, no part of known extent */
    one("{P Lee Arno} of {O Velden Times} {V asked}", "part-of", "Lee Arno", "Velden Times");
    one("the {O Velden Front}'s 3rd Battalion {V fled}", "part-of", "3rd Battalion", "Velden Front");
    CHECK_EQ_INT(find("{O Velden Front} treasurer {P Lee Arno} {V fled}"), 0);
    one("{P Arno}'s fighters {V fled}", "commands", "Arno", "fighters");
}

static void test_offices(void)
{
    one("the head of Velden Air Defence, General {P Arno}, {V fled}", "leads", "Arno", "Velden Air Defence");
    one("{P Lee Arno}, commander of the {O Owl Brigade}, {V fled}", "commands", "Lee Arno", "Owl Brigade");
    one("the militia's commander, {P Lee Arno}, {V fled}", "commands", "Lee Arno", "militia");
    one("the forces {V fighting} in {L Velden} {V are under} the command of the {O Velden Council}", "commands", "Velden Council", "forces");
    one("{P Lee Arno}, who {V heads} the regional administration", "leads", "Lee Arno", "regional administration");
    one("{P Lee Arno}, who {V commanded} {O Velden Front}'s Owl Force, {V fled}", "commands", "Lee Arno", "Owl Force");
    CHECK_EQ_INT(find("{P Lee Arno} {V led} an offensive"), 0);
    one("troops {V under} the command of General {P Arno}", "commands", "Arno", "troops");
    one("{P Lee Arno}, who {V speaks} for the mutineers", "spokesperson-of", "Lee Arno", "mutineers");
}

static void test_owned(void)
{
    one("Their spokesman {P Lee Arno} {V fled}", "spokesperson-of", "Lee Arno", "Their");
    one("{V fled} with its commander, General {P Arno}", "commands", "Arno", "its");
    one("{V fled} with their partners from the {O Velden Company}", "allied", "Velden Company", "their");
    one("the army and allied militias {V fled}", "allied", "militias", "army");
    one("the Taliban and its allied militias {V fled}", "allied", "militias", "Taliban");
    CHECK_EQ_INT(find("{V fled} with its northern allies"), 0); /* unnamed: nothing told */
    CHECK_EQ_INT(find("{V sold} its spokesman's house to {P Lee Arno}"), 0);
}

static void test_former(void)
{
    one("former {O Velden Guard} cook {P Lee Arno} {V fled}", "formerly", "Lee Arno", "Velden Guard");
    one("{P Lee Arno}, the former governor of {L Velden}, {V fled}", "formerly", "Lee Arno", "Velden");
    CHECK_EQ_INT(find("ex-governor {P Lee Arno} {V fled}"), 0); /* of what is not told */
    one("the {O Owl Front}, formerly known as the {O Velden Front}, {V fled}", "formerly", "Owl Front", "Velden Front");
}

static void test_none(void)
{
    CHECK_EQ_INT(find("the road from the {O Velden Front} {V closed}"), 0);
    CHECK_EQ_INT(find("a detachment of the {O Velden Guard} {V fled}"), 0);
    CHECK_EQ_INT(find("a US-made missile {V fell}"), 0);
    CHECK_EQ_INT(find("the film's lead actor {V fled}"), 0);
    CHECK_EQ_INT(find("{L Velden}-based research {V ended}"), 0);
    CHECK_EQ_INT(find("{V Meet} {P Lee Arno}\n\nWho {V heads} the {O Velden Front} {V now}?"), 0); /* not across sentences */
    CHECK_EQ_INT(find(""), 0);
}

int main(void)
{
    base_buf image;
    if ((lex = support_lexicon("data", &image)) == NULL) return 1;
    arena_init(&arena, NULL);
    RUN(test_modifiers);
    RUN(test_parts);
    RUN(test_offices);
    RUN(test_owned);
    RUN(test_former);
    RUN(test_none);
    arena_clear(&arena);
    lexicon_close(lex);
    buf_clear(&image);
    return check_done();
}
