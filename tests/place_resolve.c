/* Places of a report: names, buildings, parts and descriptions, over a gazetteer of a dozen rows. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "check.h"
#include "place/gazetteer_build.h"
#include "place/place.h"
#include "place/toponym.h"

static const sitrep_allocator plain;
static place_gazetteer *g;
static base_buf image;
static base_arena arena;

static const char countries[] =
    "LY\tLBY\t2215636\tLibya\t\tLibyan\t28\t17\t6678567\n"
    "BF\tBFA\t2361809\tBurkina Faso\t\tBurkinabe\t13\t-2\t19751535\n"
    "FR\tFRA\t3017382\tFrance\t\tFrench\t46\t2\t66987244\n"
    "US\tUSA\t6252001\tUnited States\tUS|U.S.|America\tAmerican\t39.76\t-98.5\t327167434\n"
    "GE\tGEO\t614540\tGeorgia\t\tGeorgian\t42\t43.5\t3731000\n"
    "SY\tSYR\t163843\tSyria\t\tSyrian\t35\t38\t16906283\n";
static const char rows[] =
    "4896861\tIllinois\t\tIll.\t40\t-89.25\tA\tADM1\tUS\t\tIL\t\t\t\t13000000\t\t\t\t\n"
    "4197000\tGeorgia\t\tGa.\t32.75\t-83.5\tA\tADM1\tUS\t\tGA\t\t\t\t10000000\t\t\t\t\n"
    "4398678\tMissouri\t\tMo.\t38.25\t-92.5\tA\tADM1\tUS\t\tMO\t\t\t\t6000000\t\t\t\t\n"
    "4138106\tWashington, D.C.\tWashington\tWashington\t38.89511\t-77.03637\tP\tPPLC\tUS\t\tDC\t\t\t\t689545\t\t\t\t\n"
    "4180439\tAtlanta\tAtlanta\t\t33.749\t-84.38798\tP\tPPLA\tUS\t\tGA\t\t\t\t463878\t\t\t\t\n"
    "4250542\tSpringfield\tSpringfield\t\t39.80172\t-89.64371\tP\tPPLA\tUS\t\tIL\t\t\t\t114394\t\t\t\t\n"
    "4409896\tSpringfield\tSpringfield\t\t37.21533\t-93.29824\tP\tPPLA2\tUS\t\tMO\t\t\t\t169176\t\t\t\t\n"
    "2210554\tSirte\tSirte\tSurt\t31.20892\t16.58866\tP\tPPLA\tLY\t\t76\t\t\t\t128123\t\t\t\t\n"
    "2210247\tTripoli\tTripoli\t\t32.88743\t13.18733\tP\tPPLC\tLY\t\t77\t\t\t\t1150989\t\t\t\t\n"
    "2214846\tMisrata\tMisrata\t\t32.37535\t15.09254\tP\tPPLA\tLY\t\t72\t\t\t\t386120\t\t\t\t\n"
    "2357048\tOuagadougou\tOuagadougou\t\t12.36566\t-1.53388\tP\tPPLC\tBF\t\t53\t\t\t\t1086505\t\t\t\t\n"
    "2988507\tParis\tParis\t\t48.85341\t2.3488\tP\tPPLC\tFR\t\t11\t\t\t\t2138551\t\t\t\t\n"
    "9000001\tKrasna\tKrasna\t\t36.5\t37.2\tP\tPPL\tSY\t\t09\t\t\t\t4000\t\t\t\t\n"
    "9000002\tKrasna\tKrasna\t\t33.5\t36.2\tP\tPPL\tSY\t\t13\t\t\t\t9000\t\t\t\t\n"
    "9000003\tTall Abyad\tTall Abyad\t\t48.9\t2.3\tP\tPPL\tFR\t\t11\t\t\t\t900\t\t\t\t\n"
    "9000004\tMarburg\tMarburg\t\t50.8\t8.8\tP\tPPL\tFR\t\t44\t\t\t\t70000\t\t\t\t\n"
    "170063\tAleppo\tAleppo\tHalab\t36.20124\t37.16117\tP\tPPLA\tSY\t\t09\t\t\t\t1602264\t\t\t\t\n";

static void open_small(void)
{
    static const char *const names[] = {"countries", "rows"};
    static const char *const texts[] = {countries, rows};
    place_build_report report;
    sitrep_error err = {0};
    for (int i = 0; i < 2; i++) {
        FILE *f = fopen(names[i], "wb");
        if (f != NULL) {
            fwrite(texts[i], 1, strlen(texts[i]), f);
            fclose(f);
        }
    }
    buf_init(&image, &plain);
    CHECK_EQ_INT(place_build_gazetteer(names, 2, &plain, &image, &report, &err), SITREP_OK);
    CHECK_EQ_INT(place_open_bytes(image.data, image.n, &plain, &g, &err), SITREP_OK);
    remove(names[0]);
    remove(names[1]);
}

/* A report of text whose place phrases stand in [brackets], persons and organisations in {braces}, and names that the model takes
 * for places without being sure in <angles>. */
static rec_report report;
static mention_list mentions;

static float unsure = 0.85f;

static void read_marked(const char *marked, const char *outlet)
{
    static char text[4096];
    uint32_t begin[32], end[32], n = 0, k = 0;
    uint8_t kind[32];
    arena_reset(&arena);
    for (const char *p = marked; *p != 0; p++) {
        if (*p == '[' || *p == '{' || *p == '<') {
            kind[n] = *p == '[' ? 1 : *p == '<' ? 2 : 0;
            begin[n] = k;
        } else if (*p == ']' || *p == '}' || *p == '>') {
            end[n++] = k;
        } else {
            text[k++] = *p;
        }
    }
    text[k] = 0;
    memset(&report, 0, sizeof report);
    report.arena = &arena;
    report.origin.outlet = outlet;
    CHECK_EQ_INT(text_split(&arena, text, k, &report.doc), SITREP_OK);
    mentions.n = 0;
    mentions.v = arena_array(&arena, n + 1, sizeof *mentions.v);
    for (uint32_t i = 0; i < n; i++) {
        mention *m = &mentions.v[mentions.n++];
        m->tok_b = text_token_at(&report.doc, begin[i]);
        m->tok_e = text_token_at(&report.doc, end[i] - 1) + 1;
        m->head = m->tok_e - 1;
        m->roles = kind[i] == 1 ? MENTION_PLACE : MENTION_NAME;
        m->ner = m->ner_guess = kind[i] ? NER_NONE : NER_ORG;
        m->ner_guess = kind[i] == 2 ? NER_LOC : m->ner;
        m->ner_score = kind[i] == 2 ? unsure : 1;
    }
    CHECK_EQ_INT(place_resolve(g, &mentions, &report), SITREP_OK);
}

static const rec_place *place_named(const char *name)
{
    for (uint32_t i = 0; i < report.n_places; i++) {
        if (strcmp(report.places[i].name, name) == 0) {
            return &report.places[i];
        }
    }
    return NULL;
}

static const char *mention_place(uint32_t i)
{
    return mentions.v[i].place < 0 ? "-" : report.places[mentions.v[i].place].name;
}

static const char *within(const char *name)
{
    const rec_place *p = place_named(name);
    return p == NULL ? "no such place" : p->within < 0 ? "-" : report.places[p->within].name;
}

static void test_names(void)
{
    read_marked("Fighters left [Sirte] for [Tripoli] in Libya on Monday.", NULL);
    CHECK_EQ_STR(mention_place(0), "Sirte");
    CHECK_EQ_STR(mention_place(1), "Tripoli");
    const rec_place *p = place_named("Sirte");
    CHECK(p != NULL && p->located && p->ref != NULL && strcmp(p->ref, "geonames:2210554") == 0);
    CHECK_EQ_STR(p != NULL ? p->country : NULL, "LBY");
    CHECK_EQ_STR(p != NULL ? p->precision : NULL, "town");
    CHECK(p != NULL && p->why != NULL);
    CHECK_EQ_STR(within("Sirte"), "Libya");
}

static void test_comma_says_where(void)
{
    read_marked("A fire broke out in [Springfield], Ill., overnight.", NULL);
    CHECK_EQ_STR(mention_place(0), "Springfield");
    CHECK_EQ_STR(within("Springfield"), "Illinois");
    CHECK(place_named("Springfield") != NULL && place_named("Springfield")->lat_deg > 39);
    CHECK(place_named("Springfield") != NULL && place_named("Springfield")->alternatives != NULL);
    read_marked("A fire broke out in [Springfield], Missouri, overnight.", NULL);
    CHECK(place_named("Springfield") != NULL && place_named("Springfield")->lat_deg < 38);
}

static void test_building_is_no_capital(void)
{
    read_marked("Libyan forces advanced in [Sirte] on Tuesday. [The Ouagadougou centre] fell to them.", NULL);
    CHECK_EQ_STR(mention_place(1), "Ouagadougou centre");
    CHECK_EQ_STR(within("Ouagadougou centre"), "Sirte");
    const rec_place *p = place_named("Ouagadougou centre");
    CHECK(p != NULL && !p->located);
    CHECK_EQ_STR(p != NULL ? p->precision : NULL, "site");
    CHECK(place_named("Ouagadougou") == NULL);
    /* a building of a town that is spoken of lies there */
    read_marked("Planes landed at [Misrata airport] after leaving [Tripoli] in Libya. Misrata was calm.", NULL);
    CHECK_EQ_STR(mention_place(0), "Misrata airport");
    CHECK_EQ_STR(within("Misrata airport"), "Misrata");
}

static void test_descriptions(void)
{
    read_marked("In [Sirte], troops took [the university campus] and [Sirte's hospital]. Clashes spread to [eastern Libya].", NULL);
    CHECK_EQ_STR(mention_place(1), "university campus");
    CHECK_EQ_STR(within("university campus"), "Sirte");
    CHECK_EQ_STR(within("Sirte's hospital"), "Sirte");
    CHECK_EQ_STR(mention_place(3), "eastern Libya");
    CHECK_EQ_STR(within("eastern Libya"), "Libya");
    CHECK(place_named("eastern Libya") != NULL && !place_named("eastern Libya")->located);
    read_marked("Shells hit [the al-Shaar district of Aleppo]. [The city] was quiet. They fled to [a village near Aleppo].", NULL);
    CHECK_EQ_STR(within("al-Shaar district of Aleppo"), "Aleppo");
    CHECK_EQ_STR(mention_place(1), "Aleppo");
    CHECK_EQ_STR(within("village near Aleppo"), "Aleppo");
    read_marked("Troops left [Sirte] at dawn. By noon the [city] was quiet; they reached a [town] at night.", NULL);
    CHECK_EQ_STR(mention_place(1), "Sirte"); /* the article stands before the phrase */
    CHECK_EQ_STR(mention_place(2), "town");
    read_marked("Troops took [Mosul airport], Federal Police said.", NULL);
    CHECK(place_named("Federal") == NULL); /* though there is a province of that name */
    read_marked("A convoy was hit [12 km north of Sirte]; [the city of Misrata] sent help to [Sirte city].", NULL);
    CHECK_EQ_STR(within("12 km north of Sirte"), "Sirte");
    CHECK_EQ_STR(mention_place(1), "Misrata");
    CHECK_EQ_STR(mention_place(2), "Sirte");
}

static void test_unknown_stays_open(void)
{
    read_marked("Militants attacked [Qarbulliyat] in Libya.", NULL);
    const rec_place *p = mentions.v[0].place < 0 ? NULL : &report.places[mentions.v[0].place];
    CHECK(p != NULL && !p->located && p->ref == NULL);
}

/* starred: what bears a place's name and is none */
static void test_no_places(void)
{
    static const char *const texts[] = {
        "Paris Hilton sang.", "He told the Washington Post so.", "The Libyan spoke.", "Mr. Paris denied it.",
        "Tripoli, the club from the coast, won.", "The University of Paris closed.", "It paid US$5 million.", "The Strain A/Paris/7/2009 spread.",
        "He denied it, and Springfield said nothing. Homer Springfield left. Then Springfield came.",
        "{The Washington Post} reported it.", "{Atlanta Falcons} won again.", "they told us about it", "Nothing happened here.", ""};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        read_marked(texts[i], NULL);
        CHECK_EQ_INT(report.n_places, 0);
    }
}

/* What the words around say: datelines, the bodies of a town, its people, what is based there. */
static void test_signs(void)
{
    static const char *const texts[] = {"SIRTE, Libya - It was calm.", "The Springfield Police Department said so.", "Could Aleppo fall?",
                                        "The Sirte-based group spoke.", "A Springfield man was hurt."};
    static const char *const names[] = {"Sirte", "Springfield", "Aleppo", "Sirte", "Springfield"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        read_marked(texts[i], NULL);
        if (place_named(names[i]) == NULL) {
            check_fail(__FILE__, __LINE__, texts[i]);
        }
    }
}

/* Of a small town the model's guess decides, where it is likely (PLACE_LIKELY_NAME). */
static void test_model_guesses(void)
{
    read_marked("<Tall Abyad> burned.", NULL);
    CHECK(place_named("Tall Abyad") != NULL);
    unsure = 0.3f;
    read_marked("<Krasna> burned.", NULL);
    CHECK(place_named("Krasna") == NULL);
    unsure = 0.85f;
    read_marked("<Krasna> burned.", NULL);
    CHECK(place_named("Krasna") != NULL);
}

/* A paper's name says near what town its names lie. */
static void test_home(void)
{
    place_entry home;
    bool town;
    place_toponyms none = {0};
    CHECK(place_find_home(g, "www.springfieldnewssun.com", &none, &home, &town) && town);
    CHECK_EQ_STR(home.name, "Springfield");
    CHECK(place_find_home(g, "The Tripoli Herald", &none, &home, &town) && town);
    CHECK_EQ_STR(home.name, "Tripoli");
    CHECK(place_find_home(g, "example.ly", &none, &home, &town) == false); /* an ending that all the world uses */
    CHECK(place_find_home(g, "example.sy", &none, &home, &town) && !town);
    CHECK_EQ_STR(home.name, "Syria");
    static const char *const nowhere[] = {"thedailynews.com", "Northern Courier", "times.com", "example.com", "", "...", "a.b.c"};
    for (size_t i = 0; i < sizeof nowhere / sizeof nowhere[0]; i++) {
        if (place_find_home(g, nowhere[i], &none, &home, &town)) {
            check_fail(__FILE__, __LINE__, nowhere[i]);
        }
    }
    CHECK(!place_find_home(g, NULL, &none, &home, &town));
    read_marked("A fire broke out in [Springfield].", "springfieldnews.com");
    CHECK_EQ_STR(mention_place(0), "Springfield");
}

/* Streets, lakes and cinemas have names of their own. */
static void test_grounds(void)
{
    read_marked("Shells fell in Aleppo. They hit Tripoli Street and Lake Springfield; the Misrata cinema burned.", NULL);
    CHECK_EQ_STR(within("Tripoli Street"), "Aleppo");
    CHECK(place_named("Lake Springfield") != NULL && !place_named("Lake Springfield")->located);
    CHECK_EQ_STR(within("Misrata cinema"), "Aleppo");
    CHECK(place_named("Tripoli") == NULL && place_named("Springfield") == NULL && place_named("Misrata") == NULL);
    read_marked("A Sirte hotel was hit, said an envoy in Tripoli. The Sirte hospital is full.", NULL);
    CHECK_EQ_STR(within("Sirte hotel"), "Sirte");
    CHECK_EQ_STR(within("Sirte hospital"), "Sirte");
    read_marked("Anita Hill and Sirte Park spoke.", NULL);
    CHECK_EQ_INT(report.n_places, 0);
}

/* Unknown names are open, once each, and lie where the words say, not in the last town; so does a known name told elsewhere. */
static void test_open_names(void)
{
    read_marked("Tripoli is calm. The army took [Hatla] and [Qisra] in Syria. [Hatla] burned.", NULL);
    CHECK_EQ_INT(mentions.v[0].place, mentions.v[2].place);
    const rec_place *p = mentions.v[1].place < 0 ? NULL : &report.places[mentions.v[1].place];
    CHECK(p != NULL && !p->located);
    CHECK_EQ_STR(within("Qisra"), "Syria");
    CHECK_EQ_STR(within("Hatla"), "Syria");
    read_marked("The army took [Krasna] and [Qisra] in Aleppo province.", NULL);
    p = place_named("Krasna");
    CHECK(p != NULL && p->located && p->lat_deg > 36); /* of two the one in the province */
    read_marked("Aleppo is calm. Soldiers reached [Hatla].", NULL);
    CHECK_EQ_STR(within("Hatla"), "-");
    read_marked("Tripoli is calm. They fought at [Krasna] in Libya.", NULL);
    p = place_named("Krasna");
    CHECK(p != NULL && !p->located);
    CHECK_EQ_STR(within("Krasna"), "Libya");
}

/* "\xC3\x99" ends in the byte that an apostrophe ends in, and is a letter. */
static void test_letter_is_no_apostrophe(void)
{
    read_marked("Shells fell in [\xC3\x99s] on Monday. The army took [\xC3\x99s]", NULL);
    CHECK_EQ_STR(mention_place(0), "\xC3\x99s");
    CHECK_EQ_INT(mentions.v[0].place, mentions.v[1].place);
}

/* An unknown name that the text calls a district is one, in the town that it says or in the city named before. */
static void test_districts(void)
{
    read_marked("Rockets hit [Petrivka] district of Aleppo.", NULL);
    CHECK_EQ_STR(within("Petrivka district"), "Aleppo");
    read_marked("Rebels entered [Minra], on the edge of [Aleppo]. Rockets fell on [Furqa], a district of the west.", NULL);
    CHECK_EQ_STR(within("Furqa"), "Aleppo");
    CHECK(place_named("Furqa") != NULL && place_named("Furqa")->precision != NULL && strcmp(place_named("Furqa")->precision, "district") == 0);
    /* two that are each said to lie in the other: one does, and the way outwards ends */
    read_marked("Rebels left [Ibra] in [Korsk]. Rockets hit the clinic of Korsk and [Korsk] district of [Ibra].", NULL);
    for (uint32_t i = 0; i < report.n_places; i++) {
        uint32_t steps = 0;
        for (int32_t at = (int32_t)i; at >= 0 && steps <= report.n_places; at = report.places[at].within) {
            steps++;
        }
        CHECK(steps <= report.n_places);
    }
    /* starred: a village that is called none stays open */
    read_marked("Rebels left [Aleppo]. Rockets fell on [Furqa], a village in the west.", NULL);
    CHECK_EQ_STR(within("Furqa"), "-");
}

/* "the dispensary of Ibra", "the junction at Ibra": Ibra holds it, not the town named last. */
static void test_what_holds_a_site(void)
{
    read_marked("Troops left [Aleppo]. Planes hit [the clinic of Ibra].", NULL);
    CHECK_EQ_STR(within("clinic of Ibra"), "Ibra");
    read_marked("Troops left [Aleppo]. Gangs held [the road junction] at [Pont-Sarel] on Friday.", NULL);
    CHECK_EQ_STR(within("road junction"), "Pont-Sarel");
}

/* With an article and nothing behind it, a name is no town's. */
static void test_names_with_an_article(void)
{
    read_marked("A missile hit [Aleppo]. It came down on the [Krasna], a house by the river.", NULL);
    CHECK(place_named("Krasna") != NULL && !place_named("Krasna")->located);
    read_marked("A missile hit [Aleppo]. The [Krasna] offensive goes on.", NULL);
    CHECK(place_named("Krasna") != NULL && place_named("Krasna")->located);
}

/* A small town far from all that the report names is another of its name, or no place. */
static void test_far_stays_open(void)
{
    read_marked("Shells fell in Aleppo in Syria. Troops entered Tall Abyad on Monday.", NULL);
    const rec_place *p = place_named("Tall Abyad");
    CHECK(p == NULL || !p->located);
    read_marked("Shells fell in Aleppo in Syria. Marburg is a fever.", NULL);
    CHECK(place_named("Marburg") == NULL);
    read_marked("The premier spoke in France. Troops entered Marburg on Monday.", NULL);
    CHECK(place_named("Marburg") != NULL && place_named("Marburg")->located);
}

static void test_spans_in_bounds(void)
{
    read_marked("SIRTE, Libya - Troops in [Sirte], [Tripoli] and [Tripoli's outskirts] rested, U.S. officials said.", NULL);
    for (uint32_t i = 0; i < report.n_places; i++) {
        CHECK(report.places[i].n_mentions > 0);
        CHECK(report.places[i].within < (int32_t)report.n_places && report.places[i].within != (int32_t)i);
        for (uint32_t k = 0; k < report.places[i].n_mentions; k++) {
            base_span s = report.places[i].mentions[k].span;
            CHECK(s.b < s.e && s.e <= report.doc.n_bytes);
        }
    }
}

int main(void)
{
    char folder[] = "/tmp/place_resolve.XXXXXX";
    if (mkdtemp(folder) == NULL || chdir(folder) != 0) {
        return 77;
    }
    arena_init(&arena, &plain);
    open_small();
    RUN(test_names);
    RUN(test_comma_says_where);
    RUN(test_building_is_no_capital);
    RUN(test_descriptions);
    RUN(test_unknown_stays_open);
    RUN(test_no_places);
    RUN(test_signs);
    RUN(test_home);
    RUN(test_model_guesses);
    RUN(test_grounds);
    RUN(test_open_names);
    RUN(test_districts);
    RUN(test_what_holds_a_site);
    RUN(test_names_with_an_article);
    RUN(test_letter_is_no_apostrophe);
    RUN(test_far_stays_open);
    RUN(test_spans_in_bounds);
    place_close_gazetteer(g);
    buf_clear(&image);
    arena_clear(&arena);
    rmdir(folder);
    return check_done();
}
