/* draft_beside.c: roles, holders and clause relations by the words alone. In a text, {V shelled} is a verb, {A had} an auxiliary,
 * {D still} an adverb, {M heavy} an adjective, {L Velden} a place's name; other words are nouns unless they are small ones. '|'
 * stands before the word asked about. */
#include "draft/hold.h"
#include "draft/tie_clause.h"
#include "lexicon_support.h"
#include "marked_text.h"

enum { MAX_TOKENS = 64 };

static lexicon *lex;
static base_arena arena;
static text_doc doc;
static lex_hits hits;
static uint8_t tags[MAX_TOKENS];
static tie_name names[MAX_TOKENS];
static uint32_t n_names, asked;
static marked_text said;
static beside_words w;

static void parse(const char *text)
{
    static const char *const small[] = {"of",  "from", "the", "a",   "an", "in",  "by",   "with", "and", "'s", "at",   "on",    "to",    "it",  "they", "we",
                                        "its", "their", "our", "out", "under", "around", "who", "which", "where", "not", "among", "upon", "near", "that", "them"};
    unmark(text, &said);
    CHECK(text_split(&arena, said.plain, said.n, &doc) == SITREP_OK);
    CHECK(doc.n_tokens <= MAX_TOKENS);
    CHECK(lexicon_match(lex, &arena, &doc, &hits) == SITREP_OK);
    n_names = 0;
    for (uint32_t t = 0; t < doc.n_tokens; t++) {
        base_span s = doc.tokens[t].span;
        tags[t] = doc.tokens[t].shape == SHAPE_PUNCT ? 0 : doc.tokens[t].shape == SHAPE_NUMBER ? BESIDE_MODIFIER : BESIDE_NOUN;
        for (size_t i = 0; i < sizeof small / sizeof *small; i++)
            if (text_token_is(&doc, t, small[i])) tags[t] = 0;
        for (size_t i = 0; i < said.n_marks; i++) {
            if (s.b < said.marks[i].b || s.e > said.marks[i].e) continue;
            char c = said.marks[i].tag;
            tags[t] = c == 'V' ? BESIDE_VERB : c == 'A' ? BESIDE_AUX : c == 'D' ? BESIDE_ADVERB : c == 'M' ? BESIDE_MODIFIER : BESIDE_NOUN;
            if (c == 'L' && s.b == said.marks[i].b) names[n_names++] = (tie_name){t, t, NER_LOC};
            if (c == 'L') names[n_names - 1].e = t + 1;
        }
        if (s.b == said.bar) asked = t;
    }
    w = (beside_words){lex, &hits, &doc, tags};
}

static const char *words(beside_range r)
{
    static char out[4][128];
    static int next;
    char *to = out[next++ % 4];
    base_span s = r.e > r.b ? text_span(&doc, r.b, r.e) : (base_span){0, 0};
    snprintf(to, sizeof out[0], "%.*s", (int)(s.e - s.b), said.plain + s.b);
    return to;
}

static void suffers(const char *text, const char *who)
{
    parse(text);
    CHECK_EQ_STR(words(beside_sufferer(&w, asked)), who);
}

static void test_sufferers(void)
{
    suffers("the guards {A have} {V suffered} {M heavy} |losses", "guards");
    suffers("the brigades, led by the council, {V took} |casualties from mines", "brigades");
    suffers("brigades from the town of {L Velden} {V sustained} 30 |casualties", "brigades");
    suffers("they {V inflicted} {M heavy} |losses on the marines", "marines");
    suffers("the militia's |losses", "militia");
    suffers("its |losses", "its");
    suffers("the report {V counts} |casualties", "");
    suffers("|casualties {V rose}", "");
}

static void loses(const char *text, const char *who)
{
    parse(text);
    CHECK_EQ_STR(words(beside_loser(&w, asked)), who);
}

static void test_losers(void)
{
    loses("the army {V |captured} the hospital from the militia", "militia");
    loses("the army's |capture of the town from the rebels", "rebels");
    loses("the army {V |captured} the hospital and {V drove} fighters from the militia", "");
    loses("the army {V |captured} guns from the hill", "");
}

static void subject(const char *text, const char *who, bool passive)
{
    bool p;
    parse(text);
    CHECK_EQ_STR(words(beside_pronoun(&w, asked, &p)), who);
    CHECK_EQ_INT(p, passive);
}

static void test_pronouns(void)
{
    subject("it {V |took} {L Sarin}", "it", false);
    subject("they {A have} {D now} {V |shelled} the port", "they", false);
    subject("they {A were} {V |captured} near the port", "they", true);
    subject("it {A had} {A been} {V |striking} the port", "it", false);
    subject("the guards {V |took} {L Sarin}", "", false);
    subject("they, the guards, {V |fled}", "", false);
    bool p;
    parse("a militia in the east, which {A is} {D also} {V |fighting} rebels");
    CHECK_EQ_STR(words(beside_relative(&w, asked, &p)), "militia");
    parse("the militia {V |fled}");
    CHECK_EQ_STR(words(beside_relative(&w, asked, &p)), "");
    parse("Army {V takes} Velden rebels\n\nWho {V |fled} from there, nobody {V knew}."); /* a headline's noun is not who */
    CHECK_EQ_INT(doc.n_sents, 2);
    CHECK_EQ_STR(words(beside_relative(&w, asked, &p)), "");
}

static void owner(const char *text, uint32_t b, uint32_t e, uint32_t head, bool site, const char *who)
{
    parse(text);
    CHECK_EQ_STR(words(beside_owner(&w, b, e, head, site)), who);
}

static void test_owners(void)
{
    owner("its drones {V struck}", 1, 2, 1, false, "its");
    owner("the army's jets {V struck}", 3, 4, 3, false, "army");
    owner("Hezbollah rockets {V fell}", 0, 2, 1, false, "Hezbollah");
    owner("the headquarters of the Islamic State in {L Sarin}", 1, 6, 1, true, "Islamic State");
    owner("the village and its hill", 4, 5, 4, true, "");
    owner("US-made rockets {V fell}", 0, 4, 3, false, "");
    owner("the headquarters of the paper", 1, 5, 1, true, "");
    owner("Guards {V take} the headquarters of\n\nHezbollah {V said} so.", 3, 5, 3, true, ""); /* a cut headline */
}

static void gift(const char *text, const char *from, const char *to)
{
    parse(text);
    CHECK_EQ_STR(words(beside_giver(&w, asked)), from);
    CHECK_EQ_STR(words(beside_recipient(&w, asked)), to);
}

static void test_gifts(void)
{
    gift("the base {A was} {V |handed} by the mission to the guards {M last} month", "mission", "guards");
    gift("the mission {V |ceded} the base to the army", "", "army");
    gift("the mission {V |returned} {D home}", "", "");
    gift("the mission {V |returned} to {V fight}", "", "");
}

static void hold(const char *text, const char *state, const char *place, const char *holder)
{
    hold_found h = {0};
    parse(text);
    CHECK_EQ_INT(hold_at(&w, asked, &h), state != NULL);
    if (state == NULL) return;
    CHECK_EQ_STR(h.state, state);
    CHECK_EQ_STR(words(h.place), place);
    CHECK_EQ_STR(words(h.holder), holder);
}

static void test_holds(void)
{
    hold("the grain silo {A is} in our |hands", "held", "grain silo", "our");
    hold("{L Velden} {A remains} under the |control of the guards", "held", "Velden", "guards");
    hold("{L Velden} {A was} {D still} under militia |control", "held", "Velden", "militia");
    hold("{L Velden} {A had} {A been} out of the state's |hands", "lost", "Velden", "state");
    hold("around {L Velden} the analysts {V see} a |grey zone", "contested", "Velden", "");
    hold("the matter {V rests} in his |hands", NULL, "", "");
    hold("they {V shook} |hands", NULL, "", "");
    hold("the fire {A is} under |control", NULL, "", "");
    hold("a |grey zone of law", NULL, "", "");
}

static uint32_t name_end(const void *user, uint32_t t)
{
    (void)user;
    for (uint32_t i = 0; i < n_names; i++)
        if (names[i].b == t) return names[i].e;
    return t;
}

static void test_lists(void)
{
    beside_range out[8];
    parse("they {V took} {L Arno}, {L Velden} and {L Port Sarin} in {L Ostia}");
    CHECK_EQ_INT(hold_list(&w, (beside_range){2, 3}, name_end, NULL, out, 8), 2);
    CHECK_EQ_STR(words(out[0]), "Velden");
    CHECK_EQ_STR(words(out[1]), "Port Sarin");
    CHECK_EQ_INT(hold_list(&w, (beside_range){6, 8}, name_end, NULL, out, 8), 2);
    parse("they {V took} {L Arno}, {L Ostia}, and {V left}");
    CHECK_EQ_INT(hold_list(&w, (beside_range){2, 3}, name_end, NULL, out, 8), 0); /* a town and its country */
}

static void tied(const char *text, const char *kind, const char *from, const char *to)
{
    tie_found v[TIE_CLAUSE_MAX];
    parse(text);
    uint32_t n = tie_clause_at(&w, names, n_names, asked, v);
    CHECK_EQ_INT(n > 0, kind != NULL);
    if (n == 0 || kind == NULL) return;
    CHECK_EQ_STR(v[0].kind, kind);
    CHECK_EQ_STR(words((beside_range){v[0].from.b, v[0].from.e}), from);
    CHECK_EQ_STR(words((beside_range){v[0].to.b, v[0].to.e}), to);
}

static void test_clauses(void)
{
    tied("an officer of the Owl brigade, |part of the Velden Guard, {V said}", "part-of", "Owl brigade", "Velden Guard");
    tied("the Owl brigade {A is} |part of the Velden Guard", "part-of", "Owl brigade", "Velden Guard");
    tied("{L Arno}, |part of {L Ostia}, {V fell}", NULL, "", "");
    tied("the town, |part of the plan", NULL, "", "");
    tied("Owl brigades {A are} {V fighting} on its |side", "allied", "Owl brigades", "its");
    tied("the tribes {V |sided} with the council", "allied", "tribes", "council");
    tied("the wind {A was} on its |side", NULL, "", "");
    tied("a rival council in {L Ostia} {D now} {V |contests} the authority of the Velden government", "rival", "rival council", "Velden government");
    tied("the paper {V |contests} the price of bread", NULL, "", "");
    tied("the council, which {A is} {D also} {V |fighting} the Owl Front, {V fled}", "fights", "council", "Owl Front");
    tied("the council {A is} {V |fighting} the Owl Front", NULL, "", "");
    tied("{L Port Sarin}, the sea town |where the council {A has} {V sat}", "based-in", "council", "Port Sarin");
    tied("{L Port Sarin}, |where the council {A is} {V based}", "based-in", "council", "Port Sarin");
    tied("{L Port Sarin}, |where the council {V met}", NULL, "", "");
    tied("Envoys {V praise} the council, which {A is} {V |fighting}\n\nOwl Front men {V fled}.", NULL, "", ""); /* a cut headline */
    parse("{M former} rebels from {L Ostia} and Owl brigades {A are} {V fighting} on its |side");
    tie_found v[TIE_CLAUSE_MAX];
    CHECK_EQ_INT(tie_clause_at(&w, names, n_names, asked, v), 2);
}

int main(void)
{
    base_buf image;
    if ((lex = support_lexicon("data", &image)) == NULL) return 1;
    arena_init(&arena, NULL);
    RUN(test_sufferers);
    RUN(test_losers);
    RUN(test_pronouns);
    RUN(test_owners);
    RUN(test_gifts);
    RUN(test_holds);
    RUN(test_lists);
    RUN(test_clauses);
    arena_clear(&arena);
    lexicon_close(lex);
    buf_clear(&image);
    return check_done();
}
