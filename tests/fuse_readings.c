/* Fusion over small records that are written here: which tellings are one, whose a number is, and how a source is named. A record is
 * text with marks: the words between [ and ] get numbers 1, 2, ... and stand for spans in the JSON as $1, $2. */
#include <stdlib.h>

#include "check.h"
#include "fuse/days.h"
#include "fuse/fuse.h"

enum { MAX_REPORTS = 8, MAX_MARKS = 16 };

static base_arena arena;
static claim_report reports[MAX_REPORTS];
static uint32_t n_reports;
static fuse_result result;

static void begin(void)
{
    arena_reset(&arena);
    n_reports = 0;
}

/* A record of `outlet` of `day`; places, events, figures: JSON without the brackets. */
static void add(const char *outlet, const char *day, const char *marked, const char *places, const char *events, const char *figures)
{
    uint32_t b[MAX_MARKS] = {0}, e[MAX_MARKS] = {0}, n = 0, k = 0;
    static char text[2048], json[8192];
    for (const char *p = marked; *p != '\0'; p++) {
        if (*p == '[') b[++n] = k;
        else if (*p == ']') e[n] = k;
        else text[k++] = *p;
    }
    text[k] = '\0';
    base_buf raw;
    buf_init(&raw, NULL);
    buf_printf(&raw, "{\"schema\":\"sitrep.report/1\",\"id\":\"%s\",\"source\":{\"uri\":\"%s\",\"outlet\":\"%s\",\"published\":\"%s\"},\"text\":", outlet, outlet, outlet, day);
    buf_put_json(&raw, text, k);
    buf_printf(&raw, ",\"sentences\":[],\"actors\":[{\"id\":\"a1\",\"name\":\"army\",\"kind\":\"state-forces\",\"country\":\"XVA\"},"
               "{\"id\":\"a2\",\"name\":\"Front\",\"kind\":\"rebel\",\"ref\":\"actor:front\"},"
               "{\"id\":\"a3\",\"name\":\"Karim Sadek\",\"kind\":\"person\",\"mentions\":[{\"span\":[0,11],\"how\":\"name\"}]}],\"places\":[%s],\"events\":[%s],\"figures\":[%s]}",
               places, events, figures);
    size_t out = 0;
    for (size_t i = 0; i < raw.n && out + 32 < sizeof json; i++) {
        if (raw.data[i] == '$' && i + 1 < raw.n && raw.data[i + 1] >= '1' && raw.data[i + 1] <= '9') {
            int m = raw.data[++i] - '0';
            out += (size_t)snprintf(json + out, sizeof json - out, "[%u,%u]", b[m], e[m]);
        } else json[out++] = raw.data[i];
    }
    buf_clear(&raw);
    sitrep_error err = {0};
    CHECK_EQ_INT(claims_read(&arena, json, out, &reports[n_reports++], &err), SITREP_OK);
}

static uint32_t run(void)
{
    fuse_options o = {0};
    CHECK_EQ_INT(fuse_run(&arena, reports, n_reports, &o, &result, NULL), SITREP_OK);
    return result.n;
}

#define SARIN "{\"id\":\"p1\",\"name\":\"Sarin\",\"ref\":\"geonames:1\",\"precision\":\"town\",\"lat\":10,\"lon\":10}"
#define SITE(name) SARIN ",{\"id\":\"p2\",\"name\":\"" name "\",\"precision\":\"site\",\"within\":\"p1\"}"
#define STRIKE(day) "{\"id\":\"e1\",\"kind\":\"missile-strike\",\"trigger\":$1,\"places\":[\"p2\"],\"time\":{\"start\":\"" day "\",\"end\":\"" day "\"},\"score\":0.9}"
#define DATED(kind, day, more) "{\"id\":\"e1\",\"kind\":\"" kind "\",\"trigger\":$1,\"places\":[\"p1\"],\"time\":{\"start\":\"" day "\",\"end\":\"" day "\"}" more ",\"score\":0.9}"

static void test_a_site_under_two_names(void)
{
    begin();
    add("Post", "2031-05-03", "A missile [hit] the railway station.", SITE("railway station of Sarin"), STRIKE("2031-05-02"), "");
    add("Wire", "2031-05-04", "The missile that [hit] the station.", SITE("station"), STRIKE("2031-05-02"), "");
    CHECK_EQ_INT(run(), 1);
    begin(); /* starred: another site of the town */
    add("Post", "2031-05-03", "A missile [hit] the railway station.", SITE("railway station of Sarin"), STRIKE("2031-05-02"), "");
    add("Wire", "2031-05-04", "A missile [hit] the market of Sarin.", SITE("market of Sarin"), STRIKE("2031-05-02"), "");
    CHECK_EQ_INT(run(), 2);
}

/* What one report says of a village, the others need not say. */
static void test_places_known_from_another_report(void)
{
    static const char loose[] = "{\"id\":\"p2\",\"name\":\"Furkan\",\"precision\":null}";
    static const char inside[] = SARIN ",{\"id\":\"p2\",\"name\":\"Furkan\",\"precision\":\"district\",\"within\":\"p1\"}";
    begin();
    add("Post", "2031-05-03", "A missile [hit] Furkan, a district of Sarin.", inside, STRIKE("2031-05-02"), "");
    add("Wire", "2031-05-04", "Rockets [fell] on Furkan.", loose, STRIKE("2031-05-02"), "");
    add("Echo", "2031-05-04", "Rockets [fell] in the west of Sarin.", SARIN ",{\"id\":\"p2\",\"name\":\"west of the city\",\"precision\":\"district\",\"within\":\"p1\"}", STRIKE("2031-05-02"), "");
    CHECK_EQ_INT(run(), 1);
}

/* One part of a town under two names that share no word: no telling joins by it, and none is kept apart by it. */
static void test_parts_of_a_town(void)
{
    static const char *const parts[] = {"Karm district", "Kermic district"};
    char places[2][512];
    for (int i = 0; i < 2; i++)
        snprintf(places[i], sizeof places[i], SARIN ",{\"id\":\"p2\",\"name\":\"%s\",\"precision\":\"district\",\"within\":\"p1\"}", parts[i]);
    begin();
    add("Post", "2031-05-03", "A missile [hit] Sarin.", SARIN, DATED("missile-strike", "2031-05-02", ""), "");
    add("Wire", "2031-05-04", "A missile [hit] the Karm district of Sarin.", places[0], STRIKE("2031-05-02"), "");
    add("Echo", "2031-05-04", "A missile [hit] the Kermic district of Sarin.", places[1], STRIKE("2031-05-02"), "");
    CHECK_EQ_INT(run(), 1);
}

static void test_exchanges_of_one_day_are_one(void)
{
    static const char border[] = "{\"id\":\"p2\",\"name\":\"Sumir\",\"ref\":\"geonames:7\",\"precision\":\"province\",\"lat\":1,\"lon\":1},"
                                 "{\"id\":\"p1\",\"name\":\"border crossing\",\"precision\":\"site\",\"within\":\"p2\"}";
    static const char bridge[] = "{\"id\":\"p2\",\"name\":\"Sumir\",\"ref\":\"geonames:7\",\"precision\":\"province\",\"lat\":1,\"lon\":1},"
                                 "{\"id\":\"p1\",\"name\":\"old bridge\",\"precision\":\"site\",\"within\":\"p2\"}";
    begin(); /* "will be exchanged on Thursday", read as the Thursday before: the one to come is meant */
    add("Post", "2031-05-05", "Prisoners will be [exchanged] on Thursday.", border, DATED("release", "2031-05-01", ",\"stance\":{\"realis\":\"planned\",\"when\":\"future\"}"), "");
    add("Wire", "2031-05-09", "The [exchange] took place.", bridge, DATED("release", "2031-05-08", ""), "");
    CHECK_EQ_INT(run(), 1);
    CHECK_EQ_INT(result.n > 0 ? result.incidents[0].n_reports : 0, 2);
}

static void test_who_loses_is_no_taker(void)
{
    begin();
    add("Post", "2031-05-03", "The front [took] Sarin.", SARIN, DATED("capture", "2031-05-02", ",\"agents\":[\"a2\"]"), "");
    add("Wire", "2031-05-04", "The army [lost] Sarin.", SARIN, DATED("capture", "2031-05-02", ",\"agents\":[\"a1\"]"), "");
    CHECK_EQ_INT(run(), 1);
    CHECK_EQ_STR(result.n > 0 ? result.incidents[0].holder.name : NULL, "Front");
}

/* A withdrawal told as an event and as a change of control is one, and who left does not hold the place. */
static void test_who_withdrew_holds_nothing(void)
{
    begin();
    add("Post", "2031-05-03", "The front [left] [Sarin].", SARIN,
        DATED("withdraw", "2031-05-02", ",\"agents\":[\"a2\"]"), "");
    static claim_control control;
    control = (claim_control){.id = "c1", .state = "withdrawn", .place = 0, .holder = 1, .from = -1, .by = -1, .score = 0.9, .span = {15, 20},
                              .time = reports[0].events[0].time};
    reports[0].control = &control;
    reports[0].n_control = 1;
    CHECK_EQ_INT(run(), 1);
    CHECK(result.n == 1 && result.incidents[0].holder.name == NULL);
    CHECK_EQ_STR(result.n == 1 && result.incidents[0].n_agents > 0 ? result.incidents[0].agents[0].name : NULL, "Front");
}

/* A side that was read as taker and loser took the place. */
static void test_nobody_takes_from_himself(void)
{
    begin();
    add("Post", "2031-05-03", "The army, back, [retook] Sarin.", SARIN, DATED("capture", "2031-05-02", ",\"agents\":[\"a1\"],\"patients\":[\"a1\"]"), "");
    add("Wire", "2031-05-04", "The army [took] Sarin.", SARIN, DATED("capture", "2031-05-02", ",\"agents\":[\"a1\"]"), "");
    CHECK_EQ_INT(run(), 1);
    CHECK_EQ_STR(result.n > 0 ? result.incidents[0].holder.name : NULL, "army");
}

/* "rebel-held Sarin": who holds a place that is struck did not win it by that. */
static void test_strikes_have_no_winner(void)
{
    begin();
    add("Post", "2031-05-03", "A missile [hit] rebel-held [Sarin].", SARIN, DATED("missile-strike", "2031-05-02", ""), "");
    static claim_control control;
    control = (claim_control){.id = "c1", .state = "held", .place = 0, .holder = 1, .from = -1, .by = -1, .score = 0.9, .span = {25, 30},
                              .time = reports[0].events[0].time};
    reports[0].control = &control;
    reports[0].n_control = 1;
    CHECK_EQ_INT(run(), 1);
    CHECK(result.n == 1 && result.incidents[0].holder.name == NULL);
}

/* Two parts of a town: one without a name of its own may be the other, told in other words; two names are two places. */
static void test_parts_without_a_name(void)
{
    static const char west[] = SARIN ",{\"id\":\"p2\",\"name\":\"west of the city\",\"precision\":\"district\",\"within\":\"p1\"}";
    static const char karm[] = SARIN ",{\"id\":\"p2\",\"name\":\"Karm district\",\"precision\":\"district\",\"within\":\"p1\"}";
    static const char dib[] = SARIN ",{\"id\":\"p2\",\"name\":\"Dib district\",\"precision\":\"district\",\"within\":\"p1\"}";
    begin();
    add("Post", "2031-05-03", "A missile [hit] Karm district.", karm, STRIKE("2031-05-02"), "");
    add("Wire", "2031-05-04", "A missile [hit] the west of the city.", west, STRIKE("2031-05-02"), "");
    CHECK_EQ_INT(run(), 1);
    begin(); /* starred */
    add("Post", "2031-05-03", "A missile [hit] Karm district.", karm, STRIKE("2031-05-02"), "");
    add("Wire", "2031-05-04", "A missile [hit] Dib district.", dib, STRIKE("2031-05-02"), "");
    CHECK_EQ_INT(run(), 2);
}

/* What happened at the Marina and in Sarin happened at the Marina in Sarin, also for a report that names the Marina alone. */
static void test_a_place_lies_in_the_town_beside_it(void)
{
    static const char both[] = SARIN ",{\"id\":\"p2\",\"name\":\"Marina\",\"precision\":null}";
    static const char struck[] = "{\"id\":\"e1\",\"kind\":\"missile-strike\",\"trigger\":$1,\"places\":[\"p2\",\"p1\"],\"place_spans\":[$2,$3],"
                                 "\"time\":{\"start\":\"2031-05-02\",\"end\":\"2031-05-02\"},\"score\":0.9}";
    begin();
    add("Post", "2031-05-03", "A missile [came] down on the [Marina] in [Sarin].", both, struck, "");
    add("Wire", "2031-05-04", "The missile that [hit] Sarin.", SARIN, DATED("missile-strike", "2031-05-02", ""), "");
    add("Echo", "2031-05-05", "The [strike] on the Marina.", "{\"id\":\"p2\",\"name\":\"Marina\",\"precision\":null}", STRIKE("2031-05-02"), "");
    CHECK_EQ_INT(run(), 1);
    begin(); /* starred: a town that only says where the place lies does not hold it */
    add("Post", "2031-05-03", "A missile [came] down on [Marina], west of [Sarin].", both, struck, "");
    add("Wire", "2031-05-04", "The missile that [hit] Sarin.", SARIN, DATED("missile-strike", "2031-05-02", ""), "");
    CHECK_EQ_INT(run(), 2);
}

/* The paragraph after a capture counts its dead without saying again where and when. */
static void test_the_next_paragraph_goes_on(void)
{
    static const char events[] = "{\"id\":\"e1\",\"kind\":\"capture\",\"trigger\":$1,\"places\":[\"p1\"],\"place_spans\":[$2],\"agents\":[\"a1\"],"
                                 "\"time\":{\"start\":\"2031-05-02\",\"end\":\"2031-05-02\"},\"score\":0.9},"
                                 "{\"id\":\"e2\",\"kind\":\"kill\",\"trigger\":$3,\"places\":[\"p1\"],\"place_spans\":[null],\"score\":0.9}";
    begin();
    add("Post", "2031-05-03", "Town falls\n\nThe army [took] [Sarin] on Friday.\n\nNine men were found [dead].", SARIN, events, "");
    CHECK_EQ_INT(run(), 1);
}

/* A junction without a name is called by its town. */
static void test_sites_without_a_name(void)
{
    begin();
    add("Post", "2031-05-03", "A missile [hit] the road junction.", SARIN ",{\"id\":\"p2\",\"name\":\"road junction\",\"feature\":\"junction\",\"precision\":\"site\",\"within\":\"p1\"}",
        STRIKE("2031-05-02"), "");
    CHECK_EQ_INT(run(), 1);
    CHECK_EQ_STR(result.n == 1 ? result.incidents[0].title : NULL, "Missile strike at Sarin junction");
}

/* A title names each place once. */
static void test_titles_are_short(void)
{
    static const char part[] = SARIN ",{\"id\":\"p2\",\"name\":\"western Sarin\",\"precision\":\"district\",\"within\":\"p1\"}";
    static const char karm[] = SARIN ",{\"id\":\"p2\",\"name\":\"Karm district of Sarin\",\"precision\":\"district\",\"within\":\"p1\"}";
    begin();
    add("Post", "2031-05-03", "A missile [hit] Sarin.", SARIN, DATED("missile-strike", "2031-05-02", ""), "");
    add("Wire", "2031-05-04", "A missile [hit] western Sarin.", part, STRIKE("2031-05-02"), "");
    CHECK_EQ_INT(run(), 1);
    CHECK(result.n == 1 && strstr(result.incidents[0].title, ",") == NULL);
    add("Echo", "2031-05-04", "A missile [hit] the Karm district of Sarin.", karm, STRIKE("2031-05-02"), "");
    run();
    CHECK(result.n == 1 && strstr(result.incidents[0].title, "Karm") != NULL);
}

/* A day after the report that tells of it was read wrong. */
static void test_no_past_lies_ahead(void)
{
    begin();
    add("Post", "2031-05-03", "A missile [hit] Sarin.", SARIN, DATED("missile-strike", "2031-05-02", ""), "");
    add("Wire", "2031-05-03", "A missile [hit] Sarin.", SARIN, DATED("missile-strike", "2031-05-09", ""), "");
    CHECK_EQ_INT(run(), 1);
    CHECK_EQ_INT(result.n > 0 ? result.incidents[0].n_reports : 0, 2);
}

#define KILLED(id, n, span, source) \
    "{\"id\":\"" id "\",\"kind\":\"killed\",\"low\":" n ",\"best\":" n ",\"high\":" n ",\"event\":\"e1\",\"span\":" span ",\"sources\":[" source "]}"

static const incident_figure *killed(void)
{
    for (uint32_t i = 0; result.n > 0 && i < result.incidents[0].n_figures; i++)
        if (strcmp(result.incidents[0].figures[i].kind, "killed") == 0) return &result.incidents[0].figures[i];
    return NULL;
}

static void test_some_of_them_are_no_toll(void)
{
    begin();
    add("Post", "2031-05-03", "A bomb [killed] [nine] porters. [Five] of them were brothers.", SARIN, DATED("bombing", "2031-05-02", ""),
        KILLED("f1", "9", "$2", "") "," KILLED("f2", "5", "$3", ""));
    run();
    const incident_figure *f = killed();
    CHECK(f != NULL && f->low == 9 && f->high == 9);
}

/* Where nobody gives a number, the persons whom a death names are counted. */
static void test_named_dead_are_counted(void)
{
    begin();
    add("Post", "2031-05-03", "Karim Sadek was [killed].", SARIN, DATED("kill", "2031-05-02", ",\"patients\":[\"a3\"]"), "");
    run();
    const incident_figure *f = killed();
    CHECK(f != NULL && f->low == 1 && f->best == 1 && f->high == 1);
    begin(); /* starred: a number is there; nobody has a name */
    add("Post", "2031-05-03", "Karim Sadek and [eight] more were [killed].", SARIN, DATED("kill", "2031-05-02", ",\"patients\":[\"a3\"]"), KILLED("f1", "9", "$1", ""));
    run();
    f = killed();
    CHECK(f != NULL && f->low == 9);
    begin();
    add("Post", "2031-05-03", "The army was [killed].", SARIN, DATED("kill", "2031-05-02", ",\"patients\":[\"a1\"]"), "");
    run();
    CHECK(killed() == NULL);
}

/* "We put the dead at 19. The council's figure is 14": only the number that was wrong goes. */
static void test_the_right_number_stands(void)
{
    static const char figures[] = "{\"id\":\"f1\",\"kind\":\"killed\",\"low\":19,\"best\":19,\"high\":19,\"event\":\"e1\",\"span\":$2,\"stance\":{\"polarity\":\"retracted\"}},"
                                  "{\"id\":\"f2\",\"kind\":\"killed\",\"low\":14,\"best\":14,\"high\":14,\"event\":\"e1\",\"span\":$3,\"stance\":{\"polarity\":\"affirmed\"}}";
    begin();
    add("Post", "2031-05-03", "A bomb killed many in [Sarin].", SARIN, DATED("bombing", "2031-05-02", ""), "");
    add("Wire", "2031-05-04", "We put the [dead] at [19]. The council's figure is [14].", SARIN,
        DATED("kill", "2031-05-02", ",\"stance\":{\"polarity\":\"retracted\"}"), figures);
    run();
    const incident_figure *f = killed();
    CHECK(f != NULL && f->low == 14 && f->best == 14 && f->high == 14);
}

static void name_source(const char *marked, const char *source, const char *want)
{
    begin();
    add("Post", "2031-05-03", marked, SARIN, DATED("bombing", "2031-05-02", ""), KILLED("f1", "9", "$2", ""));
    const char *key;
    char json[512];
    snprintf(json, sizeof json, "%s", source);
    add("Wire", "2031-05-03", marked, SARIN, DATED("bombing", "2031-05-02", ""), json);
    const claim_report *r = &reports[1];
    CHECK_EQ_INT(r->n_figures, 1);
    CHECK_EQ_STR(r->n_figures == 1 ? incident_source(&arena, r, &r->figures[0].sources, &key) : NULL, want);
}

/* A source bears the words that belong to it, and the outlet's own voice the outlet's name. */
static void test_sources_are_named_in_full(void)
{
    name_source("[Nine] [died], a [justice] of the peace has [confirmed].", KILLED("f1", "9", "$1", "{\"name\":\"justice\",\"span\":$3,\"cue\":$4}"), "justice of the peace");
    name_source("[Nine] [died], the [council] installed by the army [said].", KILLED("f1", "9", "$1", "{\"name\":\"council\",\"span\":$3,\"cue\":$4}"),
                "council installed by the army");
    name_source("[Nine] [died], [said] the [mayor] of Sarin, who was there.", KILLED("f1", "9", "$1", "{\"name\":\"mayor\",\"span\":$4,\"cue\":$3}"), "mayor of Sarin");
    name_source("[Nine] [died], the [mayor] [said] on Monday.", KILLED("f1", "9", "$1", "{\"name\":\"mayor\",\"span\":$3,\"cue\":$4}"), "mayor");
    name_source("[Nine] [died], [we] [wrote].", KILLED("f1", "9", "$1", "{\"name\":\"we\",\"span\":$3,\"cue\":$4}"), "Wire");
    name_source("[Nine] [died], [this station] [said].", KILLED("f1", "9", "$1", "{\"name\":\"this station\",\"span\":$3,\"cue\":$4}"), "Wire");
    name_source("[Nine] [died], the [police station] [said].", KILLED("f1", "9", "$1", "{\"name\":\"police station\",\"span\":$3,\"cue\":$4}"), "police station");
}

int main(void)
{
    arena_init(&arena, NULL);
    RUN(test_a_site_under_two_names);
    RUN(test_places_known_from_another_report);
    RUN(test_parts_of_a_town);
    RUN(test_exchanges_of_one_day_are_one);
    RUN(test_who_loses_is_no_taker);
    RUN(test_who_withdrew_holds_nothing);
    RUN(test_nobody_takes_from_himself);
    RUN(test_strikes_have_no_winner);
    RUN(test_parts_without_a_name);
    RUN(test_a_place_lies_in_the_town_beside_it);
    RUN(test_the_next_paragraph_goes_on);
    RUN(test_sites_without_a_name);
    RUN(test_titles_are_short);
    RUN(test_no_past_lies_ahead);
    RUN(test_some_of_them_are_no_toll);
    RUN(test_named_dead_are_counted);
    RUN(test_the_right_number_stands);
    RUN(test_sources_are_named_in_full);
    arena_clear(&arena);
    return check_done();
}
