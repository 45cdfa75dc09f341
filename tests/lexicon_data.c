/* lexicon_data.c: the dictionaries of data/ themselves: lint finds no error, every event kind of the design is mapped. */
#include "lexicon_support.h"

static const char *const KINDS[] = {
    "clash", "attack", "repel", "launch-offensive", "advance", "capture", "withdraw", "hand-over", "besiege", "break-siege", "deploy",
    "establish-base", "surrender", "defect", "recruit", "mobilise", "airstrike", "drone-strike", "missile-strike", "shelling", "air-mission",
    "intercept", "bombing", "suicide-bombing", "landmine", "chemical-attack", "cyber-attack", "kill", "injure", "attack-civilians",
    "massacre", "execute", "assassinate", "abduct", "torture", "sexual-violence", "displace", "evacuate", "arrest", "release", "trial",
    "investigate", "destroy", "loot", "sabotage", "block-aid", "curfew", "protest", "riot", "crackdown", "strike-action", "coup",
    "contest-authority", "recognise", "support", "arm", "train", "give-aid", "finance", "ceasefire", "violate-ceasefire", "negotiate",
    "mediate", "agree", "meet", "sanction", "expel", "appoint", "accuse", "condemn", "demand", "threaten", "reject", "deny", "praise",
    "pledge", "apologise", "claim-responsibility", "other"};

static void test_lint(void)
{
    char path[1024];
    base_buf image, problems;
    uint32_t n = 0;
    snprintf(path, sizeof path, "%s/data", SITREP_SOURCE_DIR);
    buf_init(&image, NULL);
    buf_init(&problems, NULL);
    CHECK(lexicon_compile(path, NULL, &image, &problems, &n, NULL) == SITREP_OK);
    CHECK_EQ_INT(n, 0);
    if (n > 0)
        for (char *p = problems.data; p != NULL && *p != '\0'; p = strchr(p, '\n') == NULL ? NULL : strchr(p, '\n') + 1)
            if (strstr(p, ": error: ") != NULL && strcspn(p, "\n") > (size_t)(strstr(p, ": error: ") - p)) printf("%.*s\n", (int)strcspn(p, "\n"), p);
    buf_clear(&image);
    buf_clear(&problems);
}

static void test_kinds(void)
{
    base_buf image;
    uint32_t n;
    lexicon *lex = support_lexicon("data", &image);
    if (lex == NULL) return;
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++) {
        const onto_kind *k = onto_find(lex, KINDS[i]);
        if (k == NULL) {
            CHECK_EQ_STR(KINDS[i], "in data/ontology.tsv");
            continue;
        }
        CHECK(k->plover_event[0] != '\0' && k->cameo[0] != '\0' && k->acled_event[0] != '\0' && k->acled_sub[0] != '\0');
        CHECK(k->acled_sub_state[0] != '\0' && k->gloss[0] != '\0' && k->example[0] != '\0' && k->sphere[0] != '\0');
        CHECK(k->goldstein >= -10.0 && k->goldstein <= 10.0);
    }
    (void)onto_table(lex, &n);
    CHECK_EQ_INT(n, sizeof KINDS / sizeof KINDS[0]);
    CHECK(onto_find(lex, "no-such-kind") == NULL && onto_find(lex, NULL) == NULL);
    const onto_kind *capture = onto_find(lex, "capture");
    if (capture != NULL) {
        CHECK_EQ_STR(onto_acled_sub(capture, true), "Government regains territory");
        CHECK_EQ_STR(onto_acled_sub(capture, false), "Non-state actor overtakes territory");
    }
    lexicon_close(lex);
    buf_clear(&image);
}

int main(void)
{
    RUN(test_lint);
    RUN(test_kinds);
    return check_done();
}
