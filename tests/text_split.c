/* Sentences and tokens. A case is text -> tokens with '|' between them and '/' between sentences, as written here. */
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "check.h"
#include "text/dateline.h"
#include "text/text.h"

static base_arena arena;

static const char *split(const char *text)
{
    static char out[4096];
    text_doc doc;
    arena_reset(&arena);
    if (text_split(&arena, text, strlen(text), &doc) != SITREP_OK) return "(no memory)";
    size_t n = 0;
    for (uint32_t t = 0; t < doc.n_tokens; t++) {
        base_span p = doc.tokens[t].span;
        bool begins = t > 0 && doc.tokens[t].sentence != doc.tokens[t - 1].sentence;
        n += (size_t)snprintf(out + n, sizeof out - n, "%s%.*s", t == 0 ? "" : begins ? " / " : "|", (int)(p.e - p.b),
                              text + p.b);
    }
    out[n] = '\0';
    return out;
}

static void test_words(void)
{
    CHECK_EQ_STR(split("They don't, can't and won't; it's US's."), "They|do|n't|,|ca|n't|and|wo|n't|;|it|'s|US|'s|.");
    CHECK_EQ_STR(split("We cannot. He didn’t"), "We|can|not|. / He|did|n’t");
    CHECK_EQ_STR(split("I'm sure they've said we'd go"), "I|'m|sure|they|'ve|said|we|'d|go");
    CHECK_EQ_STR(split("the fighters' bases"), "the|fighters|'|bases");
    CHECK_EQ_STR(split("US-backed forces"), "US|-|backed|forces");
    CHECK_EQ_STR(split("US -backed forces"), "US|-|backed|forces"); /* damaged spacing, same tokens */
    CHECK_EQ_STR(split("a co-founder of pro-Russian, anti-aircraft e-mail"), "a|co-founder|of|pro|-|Russian|,|anti-aircraft|e-mail");
    CHECK_EQ_STR(split("Fayez al-Sarraj, El-Obeid, Deir ez-Zor"), "Fayez|al-Sarraj|,|El-Obeid|,|Deir|ez|-|Zor");
    CHECK_EQ_STR(split("Ra's al-Ayn's mayor in Sana'a"), "Ra's|al-Ayn|'s|mayor|in|Sana'a");
    CHECK_EQ_STR(split("as-yet at-large"), "as|-|yet|at|-|large");
    CHECK_EQ_STR(split("O'Brien's AT&T and/or w/o"), "O'Brien|'s|AT&T|and|/|or|w/o");
}

static void test_numbers(void)
{
    CHECK_EQ_STR(split("6,000 men, $10m, 3.5%, 155mm"), "6,000|men|,|$|10|m|,|3.5|%|,|155|mm");
    CHECK_EQ_STR(split("20-30 dead, 1,200–1,300 hurt"), "20|-|30|dead|,|1,200|–|1,300|hurt");
    CHECK_EQ_STR(split("at 5:30pm on 9/11/2001, the 1990s and the 20th"), "at|5:30|pm|on|9/11/2001|,|the|1990s|and|the|20th");
    CHECK_EQ_STR(split("call 555-1234 or 713-853-3989"), "call|555-1234|or|713-853-3989");
    CHECK_EQ_STR(split("T-72 and Su-25 jets"), "T|-|72|and|Su|-|25|jets");
    CHECK_EQ_STR(split("1,2,3"), "1|,|2|,|3");
}

static void test_marks(void)
{
    CHECK_EQ_STR(split("“We hold it”, he said."), "“|We|hold|it|”|,|he|said|.");
    CHECK_EQ_STR(split("from now [on] (sic) -- yes... no!!!"), "from|now|[|on|]|(|sic|)|--|yes|...|no|!!!");
    CHECK_EQ_STR(split("see https://example.org/a-b?c=d, or mail x.y@example.org."),
                 "see|https://example.org/a-b?c=d|,|or|mail|x.y@example.org|.");
    CHECK_EQ_STR(split("(www.example.org/x)"), "(|www.example.org/x|)");
}

static void test_stops(void)
{
    CHECK_EQ_STR(split("Gen. Haftar met Mr. X. Then he left."), "Gen.|Haftar|met|Mr.|X|. / Then|he|left|.");
    CHECK_EQ_STR(split("Since Aug. 1 the U.S. has bombed."), "Since|Aug.|1|the|U.S.|has|bombed|.");
    CHECK_EQ_STR(split("It began at 5 p.m. The army fled."), "It|began|at|5|p.m|. / The|army|fled|.");
    CHECK_EQ_STR(split("They joined the U.S."), "They|joined|the|U.S|.");
    CHECK_EQ_STR(split("No. 5 is taken. They said no. He left."), "No.|5|is|taken|. / They|said|no|. / He|left|.");
    CHECK_EQ_STR(split("John F. Smith of St. Louis, e.g. him, etc."), "John|F.|Smith|of|St.|Louis|,|e.g.|him|,|etc|.");
    CHECK_EQ_STR(split("They left. al-Sadr stayed."), "They|left|. / al-Sadr|stayed|.");
    CHECK_EQ_STR(split("\"Go!\" he said. \"Now.\" They went."), "\"|Go|!|\"|he|said|. / \"|Now|.|\" / They|went|.");
    CHECK_EQ_STR(split("It fell.[3] The rest held."), "It|fell|.|[|3|] / The|rest|held|.");
    CHECK_EQ_STR(split("SIRTE, Libya (Reuters) - Forces moved. He saw."),
                 "SIRTE|,|Libya|(|Reuters|)|-|Forces|moved|. / He|saw|.");
}

static void test_lines(void)
{
    CHECK_EQ_STR(split("Army takes port\n\nThe army took the port."), "Army|takes|port / The|army|took|the|port|.");
    CHECK_EQ_STR(split("Army takes port\nThe army took the port."), "Army|takes|port / The|army|took|the|port|.");
    CHECK_EQ_STR(split("The army took\nthe port."), "The|army|took|the|port|.");
    CHECK_EQ_STR(split("They want:\n- arms\n- food"), "They|want|: / -|arms / -|food");
    /* a page of capitals with lines broken to fit */
    CHECK_EQ_STR(split("THE ARMY DENIED TODAY THAT\nGUERRILLAS ATTACKED THE FARM\nIN THE NORTH. COL ISAACS SAID\nSO."),
                 "THE|ARMY|DENIED|TODAY|THAT|GUERRILLAS|ATTACKED|THE|FARM|IN|THE|NORTH|. / COL|ISAACS|SAID|SO|.");
}

static void test_flags(void)
{
    const char *text = "Port falls\nHe said: \"We left. They know McCain of the IS.\" U.S. X";
    text_doc doc;
    arena_reset(&arena);
    CHECK_EQ_INT(text_split(&arena, text, strlen(text), &doc), SITREP_OK);
    CHECK_EQ_INT(doc.n_sents, 4);
    CHECK(doc.sents[0].headline && !doc.sents[1].headline);
    CHECK_EQ_INT(doc.sents[1].paragraph, 1);
    CHECK(!doc.sents[1].in_quote && doc.sents[2].in_quote && !doc.sents[3].in_quote);
    static const text_shape want[] = { SHAPE_TITLE_FIRST, SHAPE_LOWER, SHAPE_TITLE_FIRST, SHAPE_LOWER, SHAPE_PUNCT,
                                       SHAPE_PUNCT, SHAPE_TITLE_FIRST, SHAPE_LOWER, SHAPE_PUNCT, SHAPE_TITLE_FIRST,
                                       SHAPE_LOWER, SHAPE_MIXED, SHAPE_LOWER, SHAPE_LOWER, SHAPE_UPPER, SHAPE_PUNCT,
                                       SHAPE_PUNCT, SHAPE_UPPER, SHAPE_ONE_UPPER };
    CHECK_EQ_INT(doc.n_tokens, sizeof want / sizeof want[0]);
    for (uint32_t t = 0; t < doc.n_tokens && t < sizeof want / sizeof want[0]; t++) CHECK_EQ_INT(doc.tokens[t].shape, want[t]);
    CHECK(text_token_is(&doc, 0, "port") && !text_token_is(&doc, 0, "por") && !text_token_is(&doc, 0, "ports"));
    CHECK_EQ_INT(text_token_at(&doc, 6), 1);
    CHECK_EQ_INT(text_token_at(&doc, 100000), doc.n_tokens);
    base_span s = text_span(&doc, 0, 2);
    CHECK(s.b == 0 && s.e == 10);
    CHECK(!span_is_set(text_span(&doc, 3, 3)));
}

/* What holds for any text: spans ascend and cover every byte that is not white space; sentences part the tokens. */
static void check_invariants(const char *text, size_t n)
{
    text_doc doc;
    arena_reset(&arena);
    CHECK_EQ_INT(text_split(&arena, text, n, &doc), SITREP_OK);
    size_t at = 0;
    bool bad = false;
    for (uint32_t t = 0; t <= doc.n_tokens; t++) {
        size_t b = t < doc.n_tokens ? doc.tokens[t].span.b : n;
        bad |= b < at || b > n;
        bool space = false;
        while (!bad && at < b) {
            bad |= !utf8_is_space(utf8_next(text, n, &at)) && (unsigned char)text[at - 1] > ' ';
            space = true;
        }
        if (bad || t == doc.n_tokens) break;
        bad |= doc.tokens[t].span.e <= b || doc.tokens[t].span.e > n || doc.tokens[t].space_before != space;
        bad |= doc.tokens[t].shape >= SHAPE_N || doc.tokens[t].sentence >= doc.n_sents;
        at = doc.tokens[t].span.e;
    }
    uint32_t next = 0;
    for (uint32_t i = 0; i < doc.n_sents; i++) {
        bad |= doc.sents[i].tok_b != next || doc.sents[i].tok_e <= next;
        next = doc.sents[i].tok_e;
        for (uint32_t t = doc.sents[i].tok_b; !bad && t < next; t++) bad |= doc.tokens[t].sentence != i;
    }
    bad |= next != doc.n_tokens;
    CHECK(!bad);
    if (bad) printf("# text: %.*s\n", (int)(n < 200 ? n : 200), text);
}

/* The place that a report is sent from and the line with the paper's name, but no town of the text. */
static void test_datelines(void)
{
    static const struct {
        const char *text;
        uint32_t tok_b, tok_e;
        bool dateline;
    } cases[] = {{"Moscow - The ministry spoke.", 0, 1, true},       {"Town hit\n\nSarin Post, 10 October 2030\n\nThe town of Sarin burned.", 2, 4, true},
                 {"The troops left Sarin - at last.", 3, 4, false},  {"The US-backed forces left Sarin on Monday.", 1, 2, false},
                 {"In Moscow nothing is known.", 1, 2, false}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        text_doc doc;
        CHECK_EQ_INT(text_split(&arena, cases[i].text, strlen(cases[i].text), &doc), SITREP_OK);
        CHECK_EQ_INT(text_is_dateline(&doc, cases[i].tok_b, cases[i].tok_e), cases[i].dateline);
    }
    text_doc empty;
    CHECK_EQ_INT(text_split(&arena, "", 0, &empty), SITREP_OK);
    CHECK(!text_is_dateline(&empty, 0, 1));
}

static void test_parted_headlines(void)
{
    text_doc doc;
    static const char text[] = "Rebels take mill; rockets kill four\n\nThe mill fell; the town burned on Monday.";
    CHECK_EQ_INT(text_split(&arena, text, strlen(text), &doc), SITREP_OK);
    CHECK(text_is_parted(&doc, 1, 5) && text_is_parted(&doc, 5, 1));
    CHECK(!text_is_parted(&doc, 0, 2) && !text_is_parted(&doc, 4, 6));
    CHECK(!text_is_parted(&doc, 1, doc.n_tokens - 2));                  /* another sentence */
    CHECK(!text_is_parted(&doc, doc.n_tokens - 8, doc.n_tokens - 4));   /* running text is one story */
    CHECK(!text_is_parted(&doc, doc.n_tokens, 0));
}

static void test_invariants_on_random_text(void)
{
    static const char *const pieces[] = { "a", "The", "U.S.", "Mr.", "n't", "'s", "’", "'", "\"", "“", "”", ".", "...", "…",
                                          "!", "?", "-", "–", "—", "--", " ", " ", " ", "\n", "\n\n", "\t", "\xC2\xA0", "1",
                                          "2,000", "3.5", "$", "%", "@", "www.", "http://", "x@y.z", "(", ")", "[", "]", "al-",
                                          "Ra's", "é", "ф", "م", "中", "😀", ",", ":", ";", "/", "&", "*", "_", "p.m.", "#", "+",
                                          "‘", "\xE2\x80\xA8", "\xE2\x80\xA9", "cannot", "No.", "=", ">" };
    uint64_t state = 88172645463325252u;
    char text[512];
    for (int round = 0; round < 20000; round++) {
        size_t n = 0;
        while (n < 60) {
            state ^= state << 13, state ^= state >> 7, state ^= state << 17;
            const char *p = pieces[state % (sizeof pieces / sizeof pieces[0])];
            memcpy(text + n, p, strlen(p));
            n += strlen(p);
        }
        check_invariants(text, n);
    }
}

static void test_pathological_text_is_linear(void)
{
    static const char *const units[] = { "a.", "[", "a-", "x'", "a@", "w(w://", "1-", "U.S. \n", "\"", ". ", "-=", "Mr.", "\n", "(\"" };
    enum { BYTES = 1000000 };
    char *text = malloc(BYTES);
    CHECK(text != NULL);
    for (size_t u = 0; text && u < sizeof units / sizeof units[0]; u++) {
        size_t n = 0, len = strlen(units[u]);
        while (n + len <= BYTES) {
            memcpy(text + n, units[u], len);
            n += len;
        }
        check_invariants(text, n);
    }
    free(text);
    check_invariants("", 0);
    check_invariants(" \n ", 3);
}

int main(void)
{
    arena_init(&arena, NULL);
    RUN(test_words);
    RUN(test_numbers);
    RUN(test_marks);
    RUN(test_stops);
    RUN(test_lines);
    RUN(test_flags);
    RUN(test_datelines);
    RUN(test_parted_headlines);
    RUN(test_invariants_on_random_text);
    RUN(test_pathological_text_is_linear);
    arena_clear(&arena);
    return check_done();
}
