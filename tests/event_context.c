/* event_context.c: what the words around an event say of its place and day, and what an ordinal counts. Records are made by hand,
 * without the model: a word of the text is an event's trigger, another one names a place. */
#include "event/event_context.h"

#include "control/control.h"
#include "count/figure.h"
#include "lexicon_support.h"

static lexicon *lex; /* for the table of kinds */
static base_arena arena;
static rec_report report;
static draft d;
static timex_list times;
static stance_context c;

static base_span find_from(const char *words, uint32_t from)
{
    const char *at = strstr(report.doc.text + from, words);
    CHECK(at != NULL);
    uint32_t b = at != NULL ? (uint32_t)(at - report.doc.text) : 0;
    return (base_span){b, b + (uint32_t)strlen(words)};
}

static base_span find(const char *words) { return find_from(words, 0); }

static void begin(const char *text, const char *published)
{
    arena_reset(&arena);
    report = (rec_report){.arena = &arena};
    report.origin.published = published;
    d = (draft){0};
    c = (stance_context){.arena = &arena, .lex = lex, .doc = &report.doc, .d = &d, .report = &report};
    CHECK_EQ_INT(text_split(&arena, text, strlen(text), &report.doc), SITREP_OK);
    CHECK_EQ_INT(timex_read(&arena, &report.doc, published, &times), SITREP_OK);
}

/* A town, named by every occurrence of its words. */
static int32_t add_town(const char *name)
{
    rec_place *p = rec_add_place(&report);
    int32_t id = (int32_t)report.n_places - 1;
    p->name = name;
    p->precision = "town";
    for (const char *at = report.doc.text; (at = strstr(at, name)) != NULL; at++) {
        uint32_t b = (uint32_t)(at - report.doc.text);
        CHECK_EQ_INT(rec_mention_place(&report, id, (base_span){b, b + (uint32_t)strlen(name)}, HOW_NAME), SITREP_OK);
    }
    return id;
}

/* An event; place >= 0 with the words that the model took it from, day: the words that it took the time from, or NULL. */
static uint32_t add_event(const char *kind, const char *trigger, int32_t place, base_span place_span, const char *day)
{
    rec_event *e = rec_add_event(&report);
    e->kind = kind;
    e->trigger = find(trigger);
    e->score = 0.9f;
    e->time = (rec_time){.precision = "none", .basis = "none"};
    if (place >= 0) {
        e->places.v = arena_array(&arena, 1, sizeof *e->places.v);
        e->place_spans = arena_array(&arena, 1, sizeof *e->place_spans);
        e->places.v[0] = place;
        e->place_spans[0] = place_span;
        e->places.n = 1;
    }
    if (day != NULL) timex_to_rec(timex_at(&times, find(day)), &e->time);
    return report.n_events - 1;
}

static void fill(void) { CHECK_EQ_INT(event_fill_context(&c, &times), SITREP_OK); }
static const char *place_of(uint32_t e) { return report.events[e].places.n > 0 ? report.places[report.events[e].places.v[0]].name : "-"; }

static void test_place_behind_the_trigger(void)
{
    begin("Planes struck Batna on Monday. The raid on Korin came later.", "2030-05-01");
    int32_t batna = add_town("Batna");
    add_town("Korin");
    uint32_t raid = add_event("airstrike", "raid", batna, find("Batna"), NULL);
    fill();
    CHECK_EQ_STR(place_of(raid), "Korin");
    CHECK_EQ_INT(report.events[raid].places.n, 1);
    /* "the town of", and what stands in the same sentence stays */
    begin("From Batna rebels shelled the town of Korin.", "2030-05-01");
    batna = add_town("Batna");
    add_town("Korin");
    uint32_t shelled = add_event("shelling", "shelled", batna, find("Batna"), NULL);
    fill();
    CHECK_EQ_STR(place_of(shelled), "Korin");
    CHECK_EQ_INT(report.events[shelled].places.n, 2);
    /* starred: what stands farther off is no object of the trigger */
    begin("The raid that Korin feared hit Batna.", "2030-05-01");
    add_town("Korin");
    batna = add_town("Batna");
    raid = add_event("airstrike", "raid", batna, find("Batna"), NULL);
    fill();
    CHECK_EQ_STR(place_of(raid), "Batna");
}

static void test_later_paragraphs_are_of_other_things(void)
{
    begin("Troops come home\n\nA blast in Batna hurt nine.\n\nIn Korin a bridge fell on Tuesday.", "2030-05-03");
    add_town("Batna");
    int32_t korin = add_town("Korin");
    uint32_t hurt = add_event("injure", "hurt", korin, find("Korin"), "Tuesday");
    fill();
    CHECK_EQ_STR(place_of(hurt), "Batna");
    CHECK(report.events[hurt].time.start == NULL);
    /* starred: a headline is told below it */
    begin("Blast hurts nine\n\nIt came on Monday in Batna, and the mill burned.", "2030-05-03");
    int32_t batna = add_town("Batna");
    uint32_t hurts = add_event("injure", "hurts", batna, find("Batna"), NULL);
    fill();
    CHECK_EQ_STR(place_of(hurts), "Batna");
}

/* The dead of a sentence did not fall where the rest of it went. */
static void test_goals_are_no_place_of_death(void)
{
    begin("Men fought in Batna. Six of them fell, and the others went back to Korin.", "2030-05-03");
    int32_t batna = add_town("Batna"), korin = add_town("Korin");
    add_event("clash", "fought", batna, find("Batna"), NULL);
    uint32_t fell = add_event("kill", "fell", -1, (base_span){0, 0}, NULL);
    add_event("withdraw", "went", korin, find("Korin"), NULL);
    fill();
    CHECK_EQ_STR(place_of(fell), "Batna");
    /* starred: where they were, not where they went */
    begin("Men fought in Batna. Six of them fell close to Korin.", "2030-05-03");
    batna = add_town("Batna");
    add_town("Korin");
    add_event("clash", "fought", batna, find("Batna"), NULL);
    fell = add_event("kill", "fell", -1, (base_span){0, 0}, NULL);
    fill();
    CHECK_EQ_STR(place_of(fell), "Korin");
}

/* What the paragraph tells of another place comes before the headline's; not where the days differ. */
static void test_own_paragraph_comes_first(void)
{
    begin("Army takes Batna\n\nKorin fell on Monday. Six men died in the assault.", "2030-05-03");
    int32_t batna = add_town("Batna"), korin = add_town("Korin");
    add_event("capture", "fell", korin, find("Korin"), "Monday");
    uint32_t assault = add_event("attack", "assault", batna, find("Batna"), NULL);
    fill();
    CHECK_EQ_STR(place_of(assault), "Korin");
    begin("Army takes Batna\n\nKorin fell on Monday. Six men died in Tuesday's assault.", "2030-05-03");
    batna = add_town("Batna");
    korin = add_town("Korin");
    add_event("capture", "fell", korin, find("Korin"), "Monday");
    assault = add_event("attack", "assault", batna, find("Batna"), "Tuesday");
    fill();
    CHECK_EQ_STR(place_of(assault), "Batna");
}

static void test_nearer_days_come_first(void)
{
    begin("Shells hit the mill on Monday.\n\nOn Tuesday a mine went off. Six people died.", "2030-05-03");
    uint32_t died = add_event("kill", "died", -1, (base_span){0, 0}, "Monday");
    fill();
    CHECK_EQ_STR(report.events[died].time.start, "2030-04-30");
}

/* A year told in passing is of what it stands with; a clause "years after" is history. */
static void test_history(void)
{
    begin("Jets flew over the home of the leader, whose fall in a revolt in 2011 brought anarchy.", "2030-05-03");
    uint32_t flew = add_event("air-mission", "flew", -1, (base_span){0, 0}, NULL);
    fill();
    CHECK(report.events[flew].time.start == NULL);
    CHECK(!report.events[flew].background);
    begin("The force shelled the port in 2030 again.", "2030-05-03");
    uint32_t shelled = add_event("shelling", "shelled", -1, (base_span){0, 0}, NULL);
    fill();
    CHECK_EQ_STR(report.events[shelled].time.start, "2030");
    begin("On Friday it retook the mill, nearly two years after the group seized the building.", "2030-05-05");
    uint32_t retook = add_event("capture", "retook", -1, (base_span){0, 0}, NULL), seized = add_event("capture", "seized", -1, (base_span){0, 0}, NULL);
    fill();
    CHECK(!report.events[retook].background && report.events[seized].background);
    CHECK(report.events[seized].time.start == NULL);
    begin("It retook the mill two hours after the group seized the building.", "2030-05-05");
    seized = add_event("capture", "seized", -1, (base_span){0, 0}, NULL);
    fill();
    CHECK(!report.events[seized].background);
}

/* The day on which somebody spoke dates nothing while another day is told. */
static void test_days_of_speech(void)
{
    begin("On Monday shells hit the mill, and on Tuesday, the mayor said, nine died.", "2030-05-03");
    static draft_saying saying;
    uint32_t cue = text_token_at(&report.doc, find("hit").b); /* a cue right before "the mill": no day follows */
    saying = (draft_saying){.cue_b = cue, .cue_e = cue + 1, .source = -1};
    d.sayings = &saying;
    d.n_sayings = 1;
    uint32_t died = add_event("kill", "died", -1, (base_span){0, 0}, NULL);
    fill();
    CHECK_EQ_STR(report.events[died].time.start, "2030-04-30");
    begin("Shells hit the mill on Monday, said on Tuesday the mayor whose men saw it fall.", "2030-05-03");
    cue = text_token_at(&report.doc, find("said").b);
    saying = (draft_saying){.cue_b = cue, .cue_e = cue + 1, .source = -1};
    d.sayings = &saying;
    d.n_sayings = 1;
    uint32_t fall = add_event("destroy", "fall", -1, (base_span){0, 0}, NULL);
    fill();
    CHECK_EQ_STR(report.events[fall].time.start, "2030-04-29");
}

static void test_ordinals_count(void)
{
    begin("At Batna a seventh victim has died of her wounds.", "2030-05-03");
    add_event("kill", "died", -1, (base_span){0, 0}, NULL);
    CHECK_EQ_INT(figure_read(&c), SITREP_OK);
    CHECK_EQ_INT(report.n_figures, 1);
    CHECK_EQ_INT(report.n_figures > 0 ? report.figures[0].best : 0, 7);
    CHECK_EQ_STR(report.n_figures > 0 ? report.figures[0].kind : "", "killed");
    /* starred: other ordinals count nobody, nor does a victim who lives */
    static const char *const none[] = {"On the seventh day nine died.", "A second victim died down the list.", "The first victim died.", "He died in the 7th brigade."};
    static const int64_t want[] = {0, 2, 0, 0};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        begin(none[i], "2030-05-03");
        add_event("kill", "died", -1, (base_span){0, 0}, NULL);
        CHECK_EQ_INT(figure_read(&c), SITREP_OK);
        CHECK_EQ_INT(report.n_figures > 0 ? report.figures[0].best : 0, want[i]);
    }
    begin("A third victim was taken to the clinic.", "2030-05-03");
    add_event("injure", "taken", -1, (base_span){0, 0}, NULL);
    CHECK_EQ_INT(figure_read(&c), SITREP_OK);
    CHECK_EQ_INT(report.n_figures, 0);
}

/* Who keeps to a number is its source; other numbers that something stays at count nobody. */
static void test_kept_counts(void)
{
    begin("Nine men have died, the clinic says. The fire brigade, which left on Friday, stays at five.", "2030-05-03");
    add_event("kill", "died", -1, (base_span){0, 0}, NULL);
    CHECK_EQ_INT(figure_read(&c), SITREP_OK);
    CHECK_EQ_INT(report.n_figures, 1);
    const rec_figure *f = report.n_figures == 1 ? &report.figures[0] : NULL;
    CHECK_EQ_INT(f != NULL ? f->best : 0, 5);
    CHECK_EQ_STR(f != NULL && f->n_sources == 1 ? f->sources[0].name : NULL, "The fire brigade");
    begin("Nine men have died, the clinic says. The ministry keeps to seven.", "2030-05-03");
    add_event("kill", "died", -1, (base_span){0, 0}, NULL);
    CHECK_EQ_INT(figure_read(&c), SITREP_OK);
    CHECK_EQ_STR(report.n_figures == 1 && report.figures[0].n_sources == 1 ? report.figures[0].sources[0].name : NULL, "The ministry");
    static const char *const none[] = {"Nine men died. The bridge stands at two kilometres from here.", "Nine men died.\n\nThe price stays at five.",
                                       "The price stays at five, and the army keeps to its posts.", "Nine men died. Rain kept to the hills."};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        begin(none[i], "2030-05-03");
        if (i != 2) add_event("kill", "died", -1, (base_span){0, 0}, NULL);
        CHECK_EQ_INT(figure_read(&c), SITREP_OK);
        CHECK_EQ_INT(report.n_figures, 0);
    }
}

/* "The council's figure is 14" names the source; a number that is put right takes nothing of the retraction on. */
static void test_whose_figure(void)
{
    begin("Correction: our edition put the dead of Batna at 19. The council's figure is 14.", "2030-05-03");
    uint32_t dead = add_event("kill", "dead", -1, (base_span){0, 0}, NULL);
    static const char *const numbers[] = {"19", "14"};
    for (int i = 0; i < 2; i++) {
        rec_figure *f = rec_add_figure(&report);
        f->kind = "killed";
        f->span = find(numbers[i]);
        f->event = (int32_t)dead;
        f->low = f->best = f->high = i == 0 ? 19 : 14;
    }
    fill();
    CHECK(report.figures[0].stance.polarity == POL_RETRACTED && report.figures[1].stance.polarity == POL_AFFIRMED);
    CHECK_EQ_STR(report.figures[1].n_sources == 1 ? report.figures[1].sources[0].name : NULL, "The council");
}

/* Who stays holds. */
static void test_who_stays_holds(void)
{
    static const char *const holds[] = {"At Korin the border guards are still in place, with one car.", "Rebels remain in Korin, she said.", "The army stays at Korin."};
    static const char *const holders[] = {"border guards", "Rebels", "army"};
    for (size_t i = 0; i < sizeof holds / sizeof holds[0]; i++) {
        begin(holds[i], "2030-05-03");
        add_town("Korin");
        CHECK_EQ_INT(control_read(&c, &times), SITREP_OK);
        CHECK_EQ_INT(report.n_control, 1);
        CHECK_EQ_STR(report.n_control == 1 && report.control[0].holder >= 0 ? report.actors[report.control[0].holder].name : NULL, holders[i]);
        CHECK_EQ_STR(report.n_control == 1 ? report.control[0].state : NULL, "held");
    }
    static const char *const none[] = {"Journalists remain in Korin.", "The army remains weak in Korin.", "The police are in Korin.", "At Korin a shop and the police are still in place."};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        begin(none[i], "2030-05-03");
        add_town("Korin");
        CHECK_EQ_INT(control_read(&c, &times), SITREP_OK);
        CHECK_EQ_INT(report.n_control, 0);
    }
}

static void test_not_so_many(void)
{
    begin("The raid killed 14 people, not 35, the director said.", "2030-05-03");
    add_event("kill", "killed", -1, (base_span){0, 0}, NULL);
    static draft_figure figures[2];
    const char *const numbers[] = {"14", "35"};
    for (int i = 0; i < 2; i++) {
        uint32_t t = text_token_at(&report.doc, find(numbers[i]).b);
        figures[i] = (draft_figure){.tok_b = t, .tok_e = t + 1, .kind = "killed", .score = 0.9f, .group = {-1, 0}, .source = {-1, 0}, .cue = -1, .event = -1, .of = -1};
    }
    d.figures = figures;
    d.n_figures = 2;
    CHECK_EQ_INT(figure_read(&c), SITREP_OK);
    CHECK_EQ_INT(report.n_figures, 2);
    CHECK(report.n_figures == 2 && report.figures[0].stance.polarity == POL_AFFIRMED && report.figures[1].stance.polarity == POL_DENIED);
}

int main(void)
{
    base_buf image;
    if ((lex = support_lexicon("data", &image)) == NULL) return 1;
    arena_init(&arena, NULL);
    RUN(test_place_behind_the_trigger);
    RUN(test_later_paragraphs_are_of_other_things);
    RUN(test_goals_are_no_place_of_death);
    RUN(test_own_paragraph_comes_first);
    RUN(test_nearer_days_come_first);
    RUN(test_history);
    RUN(test_days_of_speech);
    RUN(test_ordinals_count);
    RUN(test_kept_counts);
    RUN(test_whose_figure);
    RUN(test_who_stays_holds);
    RUN(test_not_so_many);
    arena_clear(&arena);
    lexicon_close(lex);
    buf_clear(&image);
    return check_done();
}
