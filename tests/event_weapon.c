/* event_weapon.c: what the weapon says of an event: its kind among strikes, its ACLED type where harm is coded by its
 * means. */
#include "event/event.h"
#include "lexicon_support.h"

static lexicon *lex;
static base_arena arena;
static rec_report report;
static const rec_event *event;

/* The tokens of the words in the text; the text has them once. */
static mention phrase(const char *words)
{
    const char *at = words == NULL ? NULL : strstr(report.doc.text, words);
    mention m = {.antecedent = -1, .actor = -1, .place = -1};
    if (at == NULL) return m;
    uint32_t b = (uint32_t)(at - report.doc.text);
    m.tok_b = text_token_at(&report.doc, b);
    m.tok_e = text_token_at(&report.doc, b + (uint32_t)strlen(words) - 1) + 1;
    m.head = m.tok_e - 1;
    return m;
}

/* One event with its trigger and, where given, its agent, patient and instrument. */
static void read_event(const char *text, const char *kind, const char *trigger, const char *agent, const char *patient,
                       const char *instrument)
{
    static mention v[3];
    static draft_arg args[3];
    const char *const words[] = {agent, patient, instrument};
    static const int roles[] = {ROLE_AGENT, ROLE_PATIENT, ROLE_INSTRUMENT};
    draft_event x = {.kind = kind, .score = 1, .source = {.mention = -1}, .cue = -1};
    draft d = {.events = &x, .n_events = 1};
    lex_hits hits;
    memset(&report, 0, sizeof report);
    report.arena = &arena;
    event = NULL;
    CHECK(text_split(&arena, text, strlen(text), &report.doc) == SITREP_OK);
    CHECK(lexicon_match(lex, &arena, &report.doc, &hits) == SITREP_OK);
    for (int i = 0; i < 3; i++) {
        if (words[i] == NULL) continue;
        v[d.mentions.n] = phrase(words[i]);
        args[i] = (draft_arg){(int32_t)d.mentions.n++, 1};
        x.args[roles[i]] = (draft_args){&args[i], 1};
    }
    d.mentions.v = v;
    mention t = phrase(trigger);
    x.tok = t.tok_b;
    x.tok_e = t.tok_e;
    const stance_context c = {&arena, lex, &hits, &report.doc, &d, &report};
    const timex_list times = {0};
    CHECK(event_read(&c, &times) == SITREP_OK);
    if (report.n_events == 1) event = &report.events[0];
    CHECK(event != NULL);
}

static void want(const char *kind, const char *acled_kind)
{
    if (event == NULL) return;
    CHECK_EQ_STR(event->kind, kind);
    CHECK_EQ_STR(event->acled_kind != NULL ? event->acled_kind : "", acled_kind);
}

static void test_strikes(void)
{
    read_event("Drones hit the mill.", "attack", "hit", NULL, "the mill", "Drones");
    want("drone-strike", "");
    read_event("Warplanes hit the mill with two rockets.", "missile-strike", "hit", "Warplanes", "the mill",
               "two rockets");
    want("airstrike", "");
    read_event("Guards of the jets attacked the miller.", "attack", "attacked", "Guards", NULL, NULL);
    want("attack", "");
    read_event("A poison gas attack emptied the mill.", "attack", "attack", NULL, NULL, NULL);
    want("chemical-attack", "");
    read_event("They shelled the mill with chlorine.", "shelling", "shelled", "They", "the mill", "chlorine");
    want("chemical-attack", "");
    read_event("Police made a tear gas attack on the mill.", "attack", "attack", "Police", NULL, NULL);
    want("attack", "");
    read_event("Army denies use of poison gas\n\nAttack emptied the mill.", "attack", "Attack", NULL, NULL, NULL);
    want("attack", "");
    read_event("Rebels fired at the jets.", "attack", "fired", "Rebels", "the jets", NULL);
    want("attack", "");
}

static void test_harm_by_its_means(void)
{
    read_event("Jets destroyed the mill.", "destroy", "destroyed", "Jets", "the mill", NULL);
    want("destroy", "airstrike");
    read_event("A landmine killed two millers.", "kill", "killed", NULL, "two millers", "A landmine");
    want("kill", "landmine");
    read_event("Gunmen killed two millers.", "kill", "killed", "Gunmen", "two millers", NULL);
    want("kill", "");
}

static void test_weapons_taken(void)
{
    read_event("Police seized eight rifles.", "capture", "seized", "Police", "eight rifles", NULL);
    want("capture", "intercept");
    read_event("Engineers destroyed forty mines.", "destroy", "destroyed", "Engineers", "forty mines", NULL);
    want("destroy", "intercept");
    read_event("Rebels seized the mill.", "capture", "seized", "Rebels", "the mill", NULL);
    want("capture", "");
}

int main(void)
{
    base_buf image;
    lex = support_lexicon("data", &image);
    arena_init(&arena, NULL);
    if (lex != NULL) {
        RUN(test_strikes);
        RUN(test_harm_by_its_means);
        RUN(test_weapons_taken);
    }
    arena_clear(&arena);
    lexicon_close(lex);
    buf_clear(&image);
    return check_done();
}
