/* Every kind of DESIGN.md section 4 stands in data/ontology.tsv and has a code in each scheme. */
#include "check.h"

#include <stdlib.h>

#include "lexicon/ontology.h"

static const char KINDS[] =
    "clash attack repel launch-offensive advance capture withdraw hand-over besiege break-siege deploy establish-base surrender "
    "defect recruit mobilise airstrike drone-strike missile-strike shelling air-mission intercept bombing suicide-bombing landmine "
    "chemical-attack cyber-attack kill injure attack-civilians massacre execute assassinate abduct torture sexual-violence displace "
    "evacuate arrest release trial investigate destroy loot sabotage block-aid curfew protest riot crackdown strike-action coup "
    "contest-authority recognise support arm train give-aid finance ceasefire violate-ceasefire negotiate mediate agree meet "
    "sanction expel appoint accuse condemn demand threaten reject deny praise pledge apologise claim-responsibility other";

static lexicon *lex;

static void test_every_kind_is_there(void)
{
    char word[64];
    uint32_t n = 0, n_table = 0;
    for (const char *p = KINDS; *p != '\0';) {
        size_t size = strcspn(p, " ");
        snprintf(word, sizeof word, "%.*s", (int)size, p);
        if (onto_find(lex, word) == NULL) check_fail(__FILE__, __LINE__, word);
        p += size + (p[size] == ' ');
        n++;
    }
    onto_table(lex, &n_table);
    CHECK_EQ_INT(n_table, n);
    CHECK(onto_find(lex, "no-such-kind") == NULL);
}

static void test_every_kind_has_its_codes(void)
{
    static const char *const plover[] = {"AGREE",   "CONSULT", "SUPPORT",  "CONCEDE", "COOPERATE", "AID",    "RETREAT", "REQUEST",
                                         "ACCUSE",  "REJECT",  "THREATEN", "PROTEST", "SANCTION",  "MOBILIZE", "COERCE", "ASSAULT"};
    uint32_t n;
    const onto_kind *k = onto_table(lex, &n);
    for (uint32_t i = 0; i < n; i++) {
        int known = 0;
        for (size_t p = 0; p < sizeof plover / sizeof plover[0]; p++) known |= strcmp(k[i].plover_event, plover[p]) == 0;
        size_t digits = strspn(k[i].cameo, "0123456789"), length = strlen(k[i].cameo);
        int other = strcmp(k[i].kind, "other") == 0;
        if (!known && !other) check_fail(__FILE__, __LINE__, k[i].kind);
        if (!other && (digits != length || length < 2 || length > 4)) check_fail(__FILE__, __LINE__, k[i].kind);
        if (k[i].acled_event[0] == '\0' || k[i].acled_sub[0] == '\0' || k[i].acled_sub_state[0] == '\0')
            check_fail(__FILE__, __LINE__, k[i].kind);
        CHECK(k[i].goldstein >= -10 && k[i].goldstein <= 10);
        CHECK(k[i].gloss[0] != '\0' && k[i].example[0] != '\0');
    }
}

static void test_territory_depends_on_who_takes_it(void)
{
    const onto_kind *k = onto_find(lex, "capture");
    CHECK(k != NULL);
    if (k == NULL) return;
    CHECK_EQ_STR(onto_acled_sub(k, true), "Government regains territory");
    CHECK_EQ_STR(onto_acled_sub(k, false), "Non-state actor overtakes territory");
}

/* ACLED codebook, strategic developments: "movement of forces" changes a group's activity; "prisoner exchanges, ... releases, surrenders"
 * and "peace agreements/talks" are agreements. */
static void test_strategic_developments(void)
{
    static const char *const of[][2] = {{"deploy", "Change to group/activity"}, {"withdraw", "Change to group/activity"},
                                        {"surrender", "Agreement"},             {"release", "Agreement"},
                                        {"negotiate", "Agreement"},             {"coup", "Other"}};
    for (size_t i = 0; i < sizeof of / sizeof of[0]; i++) {
        const onto_kind *k = onto_find(lex, of[i][0]);
        CHECK(k != NULL);
        if (k != NULL) CHECK_EQ_STR(onto_acled_sub(k, true), of[i][1]);
    }
}

static void test_traits_are_read(void)
{
    CHECK(onto_has(lex, "shelling", ONTO_WARLIKE) && onto_has(lex, "shelling", ONTO_HARMS));
    CHECK(!onto_has(lex, "shelling", ONTO_SPORT) && !onto_has(lex, "shelling", ONTO_PLACELESS));
    CHECK(onto_has(lex, "arrest", ONTO_SPORT) && !onto_has(lex, "arrest", ONTO_WARLIKE));
    CHECK(onto_has(lex, "displace", ONTO_VIOLENT) && onto_has(lex, "condemn", ONTO_PLACELESS));
    CHECK(!onto_has(lex, "no-such-kind", ONTO_WARLIKE) && !onto_has(lex, NULL, ONTO_WARLIKE));
}

int main(void)
{
    sitrep_error err = {0};
    if (lexicon_open(SITREP_TEST_DATA "/lexicon.srl", NULL, &lex, &err) != SITREP_OK) {
        printf("FAIL lexicon: %s %s\n", err.message, err.detail);
        return 1;
    }
    RUN(test_every_kind_is_there);
    RUN(test_every_kind_has_its_codes);
    RUN(test_territory_depends_on_who_takes_it);
    RUN(test_strategic_developments);
    RUN(test_traits_are_read);
    lexicon_close(lex);
    return check_done();
}
