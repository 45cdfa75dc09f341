/* The gazetteer image: built from a few rows, asked, and refused when it is broken. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "check.h"
#include "place/gazetteer.h"
#include "place/gazetteer_build.h"

static const sitrep_allocator plain;

static void write_text(const char *name, const char *text, size_t n)
{
    FILE *f = fopen(name, "wb");
    if (f != NULL) {
        fwrite(text, 1, n, f);
        fclose(f);
    }
}

static const char countries[] =
    "# iso2 iso3 id name aliases adjectives lat lon population\n"
    "LY\tLBY\t2215636\tLibya\t\tLibyan\t28\t17\t6678567\n"
    "US\tUSA\t6252001\tUnited States\tUS|U.S.|America\tAmerican\t39.76\t-98.5\t327167434\n";
static const char rows[] =
    "4896861\tIllinois\t\tIll.\t40\t-89.25\tA\tADM1\tUS\t\tIL\t\t\t\t13000000\t\t\t\t\n"
    "4250542\tSpringfield\tSpringfield\t\t39.80172\t-89.64371\tP\tPPLA\tUS\t\tIL\t\t\t\t114394\t\t\t\t\n"
    "4409896\tSpringfield\tSpringfield\t\t37.21533\t-93.29824\tP\tPPLA2\tUS\t\tMO\t\t\t\t169176\t\t\t\t\n"
    "2210554\tSirte\tSirte\tSurt,Сирт,Sidra City\t31.20892\t16.58866\tP\tPPLA\tLY\t\t76\t\t\t\t128123\t\t\t\t\n"
    "172955\tAr Raqq\u0101h\tAr Raqqah\tRaqqa,RAQ\t35.95283\t39.00788\tP\tPPLA\tSY\t\t04\t\t\t\t177636\t\t\t\t\n";
static const char local[] =
    "slug\tname\taliases\tkind\tparent\tcountry\tlat\tlon\tsource\n"
    "ouagadougou-centre\tOuagadougou Conference Centre\tOuagadougou centre\thall\tSirte\tLBY\t31.2\t16.57\town\n"
    "nowhere\tNowhere\t\thall\tSirte\tLBY\t\t\town\n"
    "adrift\tAdrift\t\thall\t\tLBY\t\t\town\n"
    "geonames:2210554\tSerta\tSyrte\t\t\t\t\t\town\n"
    "geonames:77\tLost\t\t\t\t\t\t\town\n"
    "geonames:0\tNought\t\t\t\t\t\t\town\n"
    "geonames:-2210554\tBelow\t\t\t\t\t\t\town\n"
    "geonames:2210554.5\tHalf\t\t\t\t\t\t\town\n";

static sitrep_status build(const char *const *paths, size_t n, base_buf *image, sitrep_error *err)
{
    place_build_report report;
    buf_init(image, &plain);
    return place_build_gazetteer(paths, n, &plain, image, &report, err);
}

static sitrep_status build_one(const char *text, size_t n, sitrep_error *err)
{
    base_buf image;
    const char *paths[] = {"place_gazetteer.bad"};
    write_text(paths[0], text, n);
    sitrep_status status = build(paths, 1, &image, err);
    buf_clear(&image);
    remove(paths[0]);
    return status;
}

static base_buf good;
static place_gazetteer *g;

static void open_good(void)
{
    const char *paths[] = {"place_gazetteer.countries", "place_gazetteer.rows", "place_gazetteer.local"};
    write_text(paths[0], countries, sizeof countries - 1);
    write_text(paths[1], rows, sizeof rows - 1);
    write_text(paths[2], local, sizeof local - 1);
    sitrep_error err = {0};
    CHECK_EQ_INT(build(paths, 3, &good, &err), SITREP_OK);
    CHECK_EQ_INT(place_open_bytes(good.data, good.n, &plain, &g, &err), SITREP_OK);
    for (int i = 0; i < 3; i++) {
        remove(paths[i]);
    }
}

static uint32_t ask(const char *name, place_name_hit *hit)
{
    char key[PLACE_MAX_KEY];
    size_t n = place_make_key(name, strlen(name), key, sizeof key);
    return place_find_name(g, key, n, hit, 8);
}

static void test_names(void)
{
    place_name_hit hit[8];
    place_entry e;
    CHECK_EQ_INT(ask("Sirte", hit), 1);
    place_get_entry(g, hit[0].place, &e);
    CHECK_EQ_INT(e.geonames_id, 2210554);
    CHECK_EQ_STR(e.iso3, "LBY");
    CHECK_EQ_STR(e.iso2, "LY");
    CHECK(e.lat_deg > 31.2 && e.lat_deg < 31.21);
    CHECK_EQ_INT(ask("SIRTE", hit), 1);
    CHECK_EQ_INT(ask("Surt", hit), 1);
    CHECK_EQ_INT(hit[0].kind, PLACE_NAME_ALIAS);
    CHECK_EQ_INT(ask("the Sirte", hit), 1);
    CHECK_EQ_INT(ask("Сирт", hit), 1);
    CHECK_EQ_INT(ask("Raqqa", hit), 1);
    CHECK_EQ_INT(ask("Ar-Raqqah", hit), 1);
    CHECK_EQ_INT(ask("Springfield", hit), 2);
    place_get_entry(g, hit[0].place, &e);
    CHECK_EQ_INT(e.geonames_id, 4409896); /* the larger one first */
    CHECK_EQ_INT(ask("Libyan", hit), 1);
    CHECK_EQ_INT(hit[0].kind, PLACE_NAME_ADJECTIVE);
    CHECK_EQ_INT(ask("U.S.", hit), 1);
    CHECK_EQ_INT(hit[0].kind, PLACE_NAME_CAPITALS);
    /* starred: no such name; a code of an airport */
    CHECK_EQ_INT(ask("Sirt", hit), 0);
    CHECK_EQ_INT(ask("RAQ", hit), 0);
    CHECK_EQ_INT(ask("Adrift", hit), 0); /* neither position nor container */
    CHECK_EQ_INT(ask("", hit), 0);
}

static void test_site_in_its_town(void)
{
    place_name_hit hit[8];
    place_entry e, town;
    CHECK_EQ_INT(ask("Ouagadougou centre", hit), 1);
    place_get_entry(g, hit[0].place, &e);
    CHECK_EQ_STR(e.slug, "ouagadougou-centre");
    CHECK_EQ_INT(e.cls, PLACE_IS_SITE);
    CHECK(e.up != GAZ_NONE);
    if (e.up != GAZ_NONE) {
        place_get_entry(g, e.up, &town);
        CHECK_EQ_STR(town.name, "Sirte");
    }
    /* a site without coordinates is known by its town, and says that the position is not its own */
    CHECK_EQ_INT(ask("Nowhere", hit), 1);
    place_get_entry(g, hit[0].place, &e);
    CHECK(!e.located && e.lat_deg > 31.2 && e.lat_deg < 31.21);
}

/* A row "geonames:N" gives names to the place of that number, and none where no place has it. */
static void test_further_names(void)
{
    place_name_hit hit[8];
    place_entry e;
    CHECK_EQ_INT(ask("Serta", hit), 1);
    place_get_entry(g, hit[0].place, &e);
    CHECK_EQ_INT(e.geonames_id, 2210554);
    CHECK_EQ_INT(hit[0].kind, PLACE_NAME_ALIAS);
    CHECK_EQ_INT(ask("Syrte", hit), 1);
    CHECK_EQ_INT(ask("Lost", hit), 0);
    CHECK_EQ_INT(ask("Nought", hit), 0); /* local places have no number, which is no number 0 */
    CHECK_EQ_INT(ask("Below", hit), 0);
    CHECK_EQ_INT(ask("Half", hit), 0);
}

static void test_same_bytes(void)
{
    base_buf again;
    sitrep_error err = {0};
    const char *paths[] = {"place_gazetteer.countries", "place_gazetteer.rows", "place_gazetteer.local"};
    write_text(paths[0], countries, sizeof countries - 1);
    write_text(paths[1], rows, sizeof rows - 1);
    write_text(paths[2], local, sizeof local - 1);
    CHECK_EQ_INT(build(paths, 3, &again, &err), SITREP_OK);
    CHECK(again.n == good.n && memcmp(again.data, good.data, good.n) == 0);
    buf_clear(&again);
    for (int i = 0; i < 3; i++) {
        remove(paths[i]);
    }
}

static void test_broken_sources(void)
{
    sitrep_error err = {0};
    CHECK_EQ_INT(build_one("", 0, &err), SITREP_E_EMPTY);
    CHECK_EQ_INT(build_one("# only a comment\n", 17, &err), SITREP_E_EMPTY);
    CHECK_EQ_INT(build_one("\xff\xfe", 2, &err), SITREP_E_ENCODING);
    static const char cut[] = "2210554\tSirte\tSirte\t\t31.2\t16.5\tP\tPPLA\tLY\t\t76\t\t\t\t1\t\t\t\t\n2210555\tX\n";
    CHECK_EQ_INT(build_one(cut, sizeof cut - 1, &err), SITREP_E_FORMAT);
    CHECK_EQ_INT(err.line, 2);
    static const char far[] = "2210554\tSirte\tSirte\t\t931.2\t16.5\tP\tPPLA\tLY\t\t76\t\t\t\t1\t\t\t\t\n";
    CHECK_EQ_INT(build_one(far, sizeof far - 1, &err), SITREP_E_FORMAT);
    CHECK_EQ_INT(build_one("a,b\n1,2\n", 8, &err), SITREP_E_FORMAT);
    const char *none[] = {"place_gazetteer.absent"};
    base_buf image;
    CHECK_EQ_INT(build(none, 1, &image, &err), SITREP_E_IO);
    buf_clear(&image);
}

static void test_local_files(void)
{
    static const char csv[] = "name,lat,lon,kind\n\"Bridge, the old one\",31.1,16.5,bridge\nFerry Point,31.3,16.4,port\n";
    static const char json[] =
        "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":"
        "[16.5,31.1]},\"properties\":{\"name\":\"Ferry Point\",\"kind\":\"port\"}},{\"type\":\"Feature\",\"geometry\":{\"type\":"
        "\"Polygon\",\"coordinates\":[[[1,2],[3,4],[1,2]]]},\"properties\":{\"name\":\"An area\"}}]}";
    const char *text[] = {csv, json};
    for (int i = 0; i < 2; i++) {
        sitrep_error err = {0};
        base_buf image;
        const char *paths[] = {"place_gazetteer.local2"};
        place_gazetteer *small = NULL;
        write_text(paths[0], text[i], strlen(text[i]));
        CHECK_EQ_INT(build(paths, 1, &image, &err), SITREP_OK);
        CHECK_EQ_INT(place_open_bytes(image.data, image.n, &plain, &small, &err), SITREP_OK);
        CHECK_EQ_INT(place_count_entries(small), i == 0 ? 2 : 1);
        char key[PLACE_MAX_KEY];
        place_name_hit hit[4];
        CHECK_EQ_INT(place_find_name(small, key, place_make_key("Ferry Point", 11, key, sizeof key), hit, 4), 1);
        place_close_gazetteer(small);
        buf_clear(&image);
        remove(paths[0]);
    }
    sitrep_error err = {0};
    CHECK_EQ_INT(build_one("{\"type\":", 8, &err), SITREP_E_FORMAT);
    CHECK_EQ_INT(build_one("{\"type\":\"FeatureCollection\",\"features\":[]}", 42, &err), SITREP_E_EMPTY);
}

/* Every cut and every flipped byte is told, and nothing is read outside. */
static void test_broken_images(void)
{
    sitrep_error err = {0};
    place_gazetteer *x = NULL;
    CHECK_EQ_INT(place_open_bytes("", 0, &plain, &x, &err), SITREP_E_EMPTY);
    CHECK_EQ_INT(place_open_bytes("not a gazetteer", 15, &plain, &x, &err), SITREP_E_FORMAT);
    char *copy = malloc(good.n + 8);
    if (copy == NULL) {
        return;
    }
    int wrong = 0;
    for (size_t n = 8; n < good.n; n += 5) {
        memcpy(copy, good.data, good.n);
        wrong += place_open_bytes(copy, n, &plain, &x, &err) == SITREP_OK;
        copy[n] = (char)(copy[n] ^ 0x41);
        /* the reserved bytes of the header are the only ones that may change unseen */
        wrong += (n < 48 || n >= 64) && place_open_bytes(copy, good.n, &plain, &x, &err) == SITREP_OK;
    }
    CHECK_EQ_INT(wrong, 0);
    memcpy(copy, good.data, good.n);
    copy[8] = 9;
    CHECK_EQ_INT(place_open_bytes(copy, good.n, &plain, &x, &err), SITREP_E_VERSION);
    free(copy);
    CHECK_EQ_INT(place_open_gazetteer("place_gazetteer.absent", &plain, &x, &err), SITREP_E_IO);
}

static void test_keys(void)
{
    char key[PLACE_MAX_KEY];
    place_make_key("Ra\xca\xbes al-\xca\xbf" "Ayn", 14, key, sizeof key);
    CHECK_EQ_STR(key, "ras al ayn");
    place_make_key("The Saint-Denis", 15, key, sizeof key);
    CHECK_EQ_STR(key, "st denis");
    char bare[PLACE_MAX_KEY];
    CHECK_EQ_INT(place_drop_articles("al raqqa", 8, bare, sizeof bare), 5);
    CHECK_EQ_STR(bare, "raqqa");
    CHECK_EQ_INT(place_drop_articles("raqqa", 5, bare, sizeof bare), 0);
    char longest[600];
    memset(longest, 'x', sizeof longest);
    CHECK(place_make_key(longest, sizeof longest, key, sizeof key) < sizeof key);
    CHECK(place_make_key("a b c d e", 9, key, 4) < 4);
}

int main(void)
{
    char folder[] = "/tmp/place_gazetteer.XXXXXX"; /* the sources of these images live here for a moment */
    if (mkdtemp(folder) == NULL || chdir(folder) != 0) {
        return 77;
    }
    open_good();
    RUN(test_names);
    RUN(test_site_in_its_town);
    RUN(test_further_names);
    RUN(test_same_bytes);
    RUN(test_broken_sources);
    RUN(test_local_files);
    RUN(test_broken_images);
    RUN(test_keys);
    place_close_gazetteer(g);
    buf_clear(&good);
    rmdir(folder);
    return check_done();
}
