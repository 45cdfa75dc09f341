/* layout_events.c: the columns of event coders: POLECAT's 40, GDELT 2's 61, Phoenix's 26. */
#include <stdlib.h>
#include <string.h>

#include "fuse/days.h"
#include "views/country.h"
#include "views/view.h"

#define COUNT(a) (uint32_t)(sizeof(a) / sizeof(a)[0])
#define T(name)                                                                                                        \
    {                                                                                                                  \
        name, CELL_TEXT, 0                                                                                             \
    }
#define N(name)                                                                                                        \
    {                                                                                                                  \
        name, CELL_NUMBER, 0                                                                                           \
    }

static bool is_word(const char *s, const char *word) { return s != NULL && strcmp(s, word) == 0; }

/* ---- scales
 * --------------------------------------------------------------------------------------------------------
 */

/* CAMEO quad classes by root: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
 * (Schrodt 2012). */
static int quad_of(const char *cameo)
{
    static const int quads[21] = {0, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4};
    int root = cameo != NULL && cameo[0] >= '0' && cameo[0] <= '2' && cameo[1] >= '0' && cameo[1] <= '9'
                   ? (cameo[0] - '0') * 10 + cameo[1] - '0'
                   : 0;
    return root <= 20 ? quads[root] : 0;
}

/* Goldstein (1992) values of the CAMEO roots, and of the subcodes that differ and that sitrep writes. */
static double goldstein_of(const char *cameo)
{
    static const double roots[21] = {0, 0, 3, 4, 1, 3.5, 6, 7, 5, -2, -5, -2, -4, -6, -6.5, -7.2, -4, -7, -9, -10, -10};
    static const struct {
        const char *code;
        double value;
    } finer[] = {{"0871", 9},   {"0874", 10}, {"0842", 7},    {"0841", 7},  {"1712", -9.2}, {"1711", -9.2},
                 {"173", -5},   {"175", -9},  {"1723", -9.5}, {"181", -9},  {"183", -10},   {"1831", -10},
                 {"1833", -10}, {"057", 8},   {"072", 8.3},   {"074", 8.5}, {"062", 7.4}};
    if (cameo == NULL) return 0;
    for (size_t i = 0; i < COUNT(finer); i++)
        if (strcmp(finer[i].code, cameo) == 0) return finer[i].value;
    int root = cameo[0] >= '0' && cameo[0] <= '2' && cameo[1] >= '0' && cameo[1] <= '9'
                   ? (cameo[0] - '0') * 10 + cameo[1] - '0'
                   : 0;
    return root <= 20 ? roots[root] : 0;
}

static const char *cameo_of(const layout_row *row) { return row->event != NULL ? row->event->cameo : "192"; }

static const char *part(view_set *v, const char *s, int n) { return s != NULL ? view_print(v, "%.*s", n, s) : NULL; }

/* The nth of a list joined with ";" or ",", or NULL. */
static const char *nth(view_set *v, const char *list, int n)
{
    while (list != NULL && *list != '\0') {
        size_t m = strcspn(list, ";,");
        if (n-- == 0) return view_print(v, "%.*s", (int)m, list);
        list += m + (list[m] != '\0');
    }
    return NULL;
}

/* ---- POLECAT
 * --------------------------------------------------------------------------------------------------------
 */

static const view_column polecat_columns[] = {T("Event ID"),
                                              T("Event Date"),
                                              T("Event Type"),
                                              T("Event Mode"),
                                              N("Intensity"),
                                              T("Quad Code"),
                                              T("Contexts"),
                                              T("Actor Name"),
                                              T("Actor Country"),
                                              T("Actor COW"),
                                              T("Primary Actor Sector"),
                                              T("Actor Sectors"),
                                              T("Actor Title"),
                                              T("Actor Name Raw"),
                                              T("Wikipedia Actor ID"),
                                              T("Recipient Name"),
                                              T("Recipient Country"),
                                              T("Recipient COW"),
                                              T("Primary Recipient Sector"),
                                              T("Recipient Sectors"),
                                              T("Recipient Title"),
                                              T("Recipient Name Raw"),
                                              T("Wikipedia Recipient ID"),
                                              T("Placename"),
                                              T("City"),
                                              T("District"),
                                              T("Province"),
                                              T("Country"),
                                              N("Latitude"),
                                              N("Longitude"),
                                              T("GeoNames ID"),
                                              T("Raw Placename"),
                                              T("Feature Type"),
                                              T("Source"),
                                              T("Publication Date"),
                                              T("Story People"),
                                              T("Story Organizations"),
                                              T("Story Locations"),
                                              T("Language"),
                                              T("Version")};

static const char *polecat_quad(const char *plover)
{
    static const char *const rows[4][6] = {{"AGREE", "CONSULT", "SUPPORT", "CONCEDE"},
                                           {"COOPERATE", "AID", "RETREAT"},
                                           {"REQUEST", "ACCUSE", "REJECT", "THREATEN"},
                                           {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}};
    static const char *const names[] = {"VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT",
                                        "MATERIAL CONFLICT"};
    for (int i = 0; i < 4; i++)
        for (int k = 0; k < 6 && rows[i][k] != NULL; k++)
            if (is_word(plover, rows[i][k])) return names[i];
    return NULL;
}

static void polecat_actor(view_set *v, view_table *t, const layout_row *row, bool agent)
{
    const claim_actor *a = layout_actor(row, agent, 0);
    const country_row *c = country_of(a != NULL ? a->country : NULL);
    table_text(t, a != NULL ? a->name : NULL);
    table_text(t, a != NULL ? a->country : NULL);
    table_text(t, c != NULL && c->gwno > 0 ? view_print(v, "%d", c->gwno) : NULL);
    table_text(t, a != NULL ? nth(v, a->sectors, 0) : NULL);
    table_text(t, a != NULL ? a->sectors : NULL);
    table_text(t, NULL);
    table_text(t, a != NULL ? claims_words(row->r, a->words, &v->arena) : NULL);
    table_text(t, NULL);
}

static const char *story(view_set *v, const claim_report *r, int what)
{
    const char *list = NULL;
    for (uint32_t i = 0; i < (what == 2 ? r->n_places : r->n_actors) && i < 20; i++) {
        const char *name = what == 2 ? r->places[i].name : r->actors[i].name;
        if (name == NULL || (what < 2 && (what == 0) != is_word(r->actors[i].kind, "person"))) continue;
        list = list == NULL ? name : view_print(v, "%s; %s", list, name);
    }
    return list;
}

static void polecat_row(view_set *v, view_table *t, const sitrep_layout *layout, const layout_row *row)
{
    const claim_place *p = layout_place(row), *town = layout_around(row, "town"),
                      *district = layout_around(row, "district");
    const char *type = row->event != NULL ? row->event->plover_event : "COERCE",
               *mode = row->event != NULL ? row->event->plover_mode : "seize";
    (void)layout;
    table_row(t);
    table_text(t, view_print(v, "%s-%u", row->incident->id, row->number));
    table_day(t, row->first);
    table_text(t, type);
    table_text(t, mode);
    table_real(t, goldstein_of(cameo_of(row)), 1);
    table_text(t, polecat_quad(type));
    table_text(t, row->event != NULL ? row->event->plover_contexts : "military");
    polecat_actor(v, t, row, true);
    polecat_actor(v, t, row, false);
    table_text(t, p != NULL ? (p->name != NULL ? p->name : p->words) : NULL);
    table_text(t, town != NULL ? town->name : NULL);
    table_text(t, district != NULL ? district->name : NULL);
    table_text(t, p != NULL ? p->admin1 : NULL);
    table_text(t, p != NULL ? p->country : NULL);
    if (p != NULL && p->located)
        table_real(t, p->lat_deg, 5), table_real(t, p->lon_deg, 5);
    else
        table_skip(t, 2);
    table_text(t, p != NULL && p->ref != NULL && strncmp(p->ref, "geonames:", 9) == 0 ? p->ref + 9 : NULL);
    table_text(t, p != NULL ? p->words : NULL);
    table_text(t, p != NULL ? p->feature : NULL);
    table_text(t, row->r->outlet);
    table_text(t, row->r->published);
    table_text(t, story(v, row->r, 0));
    table_text(t, story(v, row->r, 1));
    table_text(t, story(v, row->r, 2));
    table_text(t, row->r->language);
    table_text(t, row->r->coded_by != NULL ? row->r->coded_by : "sitrep");
}

const layout_kind layout_polecat = {"polecat", "tsv", polecat_columns, COUNT(polecat_columns), polecat_row, 28, 29};

/* ---- GDELT 2
 * -----------------------------------------------------------------------------------------------------------
 */

#define GDELT_ACTOR(x)                                                                                                 \
    T(x "Code"), T(x "Name"), T(x "CountryCode"), T(x "KnownGroupCode"), T(x "EthnicCode"), T(x "Religion1Code"),      \
        T(x "Religion2Code"), T(x "Type1Code"), T(x "Type2Code"), T(x "Type3Code")
#define GDELT_GEO(x)                                                                                                   \
    N(x "Geo_Type"), T(x "Geo_FullName"), T(x "Geo_CountryCode"), T(x "Geo_ADM1Code"), T(x "Geo_ADM2Code"),            \
        N(x "Geo_Lat"), N(x "Geo_Long"), T(x "Geo_FeatureID")

static const view_column gdelt_columns[] = {
    N("GLOBALEVENTID"),    N("SQLDATE"),          N("MonthYear"),      N("Year"),           N("FractionDate"),
    GDELT_ACTOR("Actor1"), GDELT_ACTOR("Actor2"), N("IsRootEvent"),    T("EventCode"),      T("EventBaseCode"),
    T("EventRootCode"),    N("QuadClass"),        N("GoldsteinScale"), N("NumMentions"),    N("NumSources"),
    N("NumArticles"),      N("AvgTone"),          GDELT_GEO("Actor1"), GDELT_GEO("Actor2"), GDELT_GEO("Action"),
    N("DATEADDED"),        T("SOURCEURL")};

static void gdelt_actor(view_set *v, view_table *t, const claim_actor *a)
{
    const char *code = a != NULL ? a->cameo : NULL;
    if (a != NULL && code == NULL) code = a->country;
    table_text(t, code);
    table_text(t, a != NULL ? a->name : NULL);
    table_text(t, a != NULL ? a->country : NULL);
    table_skip(t, 4);
    for (int i = 0; i < 3; i++) table_text(t, a != NULL ? nth(v, a->sectors, i) : NULL);
}

static void gdelt_place(view_set *v, view_table *t, const claim_place *p)
{
    const country_row *c = country_of(p != NULL ? p->country : NULL);
    if (p == NULL) {
        table_text(t, "0");
        table_skip(t, 7);
        return;
    }
    bool country = is_word(p->precision, "country"), province = is_word(p->precision, "province");
    table_text(t, country ? "1" : province ? "5" : "4");
    table_text(t, view_print(v, "%s%s%s",
                             p->name != NULL    ? p->name
                             : p->words != NULL ? p->words
                                                : "",
                             c != NULL && !country ? ", " : "", c != NULL && !country ? c->name : ""));
    table_text(t, c != NULL && c->fips[0] != '\0' ? c->fips : NULL);
    table_skip(t, 2);
    if (p->located)
        table_real(t, p->lat_deg, 4), table_real(t, p->lon_deg, 4);
    else
        table_skip(t, 2);
    table_text(t, p->ref != NULL && strncmp(p->ref, "geonames:", 9) == 0 ? p->ref + 9 : p->ref);
}

static const char *compact_day(view_set *v, int32_t day, const char *tail)
{
    const char *d = view_date(v, day);
    return d != NULL ? view_print(v, "%.4s%.2s%.2s%s", d, d + 5, d + 8, tail) : NULL;
}

static void gdelt_row(view_set *v, view_table *t, const sitrep_layout *layout, const layout_row *row)
{
    const char *date = view_date(v, row->first), *cameo = cameo_of(row);
    uint32_t n_sources;
    uint32_t n_articles = row->report != NULL ? 1 : row->incident->n_reports;
    (void)layout;
    layout_sources(v, row, ";", &n_sources);
    table_row(t);
    table_int(t, row->number);
    table_text(t, compact_day(v, row->first, ""));
    table_text(t, date != NULL ? view_print(v, "%.4s%.2s", date, date + 5) : NULL);
    table_text(t, part(v, date, 4));
    if (date != NULL)
        table_real(t, atof(view_print(v, "%.4s", date)) + ((atof(date + 5) - 1) * 30 + atof(date + 8)) / 365, 4);
    else
        table_skip(t, 1);
    gdelt_actor(v, t, layout_actor(row, true, 0));
    gdelt_actor(v, t, layout_actor(row, false, 0));
    table_text(t, "1");
    table_text(t, cameo);
    table_text(t, part(v, cameo, 3));
    table_text(t, part(v, cameo, 2));
    table_int(t, quad_of(cameo));
    table_real(t, goldstein_of(cameo), 1);
    table_int(t, row->report != NULL ? row->report->n_units : row->incident->cluster->n);
    table_int(t, n_sources);
    table_int(t, n_articles);
    table_text(t, NULL);
    gdelt_place(v, t, NULL);
    gdelt_place(v, t, NULL);
    gdelt_place(v, t, layout_place(row));
    table_text(t, compact_day(v, row->r->day, "000000"));
    table_text(t, row->r->uri);
}

const layout_kind layout_gdelt = {"gdelt", "tsv-bare", gdelt_columns, COUNT(gdelt_columns), gdelt_row, 56, 57};

/* ---- Phoenix
 * --------------------------------------------------------------------------------------------------------------
 */

static const view_column phoenix_columns[] = {T("EventID"),
                                              T("Date"),
                                              N("Year"),
                                              N("Month"),
                                              N("Day"),
                                              T("SourceActorFull"),
                                              T("SourceActorEntity"),
                                              T("SourceActorRole"),
                                              T("SourceActorAttribute"),
                                              T("TargetActorFull"),
                                              T("TargetActorEntity"),
                                              T("TargetActorRole"),
                                              T("TargetActorAttribute"),
                                              T("EventCode"),
                                              T("EventRootCode"),
                                              N("PentaClass"),
                                              N("GoldsteinScore"),
                                              T("Issues"),
                                              N("Lat"),
                                              N("Lon"),
                                              T("LocationName"),
                                              T("StateName"),
                                              T("CountryCode"),
                                              T("SentenceID"),
                                              T("URLs"),
                                              T("NewsSources")};

static void phoenix_actor(view_set *v, view_table *t, const claim_actor *a)
{
    const char *sector = a != NULL ? nth(v, a->sectors, 0) : NULL, *country = a != NULL ? a->country : NULL;
    table_text(t, a == NULL ? NULL
                  : a->cameo != NULL
                      ? a->cameo
                      : view_print(v, "%s%s", country != NULL ? country : "", sector != NULL ? sector : ""));
    table_text(t, country);
    table_text(t, sector);
    table_text(t, a != NULL ? a->name : NULL);
}

/* The five classes: 0 statement, 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
 */
static int penta_of(const char *cameo) { return cameo != NULL && strncmp(cameo, "01", 2) == 0 ? 0 : quad_of(cameo); }

static int sentence_of(const layout_row *row)
{
    claim_span span = row->event != NULL ? row->event->trigger : row->r->control[row->unit->control].span;
    for (uint32_t i = 0; i < row->r->n_sentences; i++)
        if (row->r->sentences[i].b <= span.b && span.b < row->r->sentences[i].e) return (int)i + 1;
    return 0;
}

static void phoenix_row(view_set *v, view_table *t, const sitrep_layout *layout, const layout_row *row)
{
    const claim_place *p = layout_place(row);
    const char *date = view_date(v, row->first), *cameo = cameo_of(row);
    uint32_t n;
    (void)layout;
    table_row(t);
    table_text(t, view_print(v, "%s-%u", row->incident->id, row->number));
    table_text(t, compact_day(v, row->first, ""));
    table_text(t, part(v, date, 4));
    table_text(t, date != NULL ? view_print(v, "%d", atoi(date + 5)) : NULL);
    table_text(t, date != NULL ? view_print(v, "%d", atoi(date + 8)) : NULL);
    phoenix_actor(v, t, layout_actor(row, true, 0));
    phoenix_actor(v, t, layout_actor(row, false, 0));
    table_text(t, cameo);
    table_text(t, part(v, cameo, 2));
    table_int(t, penta_of(cameo));
    table_real(t, goldstein_of(cameo), 1);
    table_text(t, row->event != NULL ? row->event->plover_contexts : NULL);
    if (p != NULL && p->located)
        table_real(t, p->lat_deg, 5), table_real(t, p->lon_deg, 5);
    else
        table_skip(t, 2);
    table_text(t, p != NULL ? (p->name != NULL ? p->name : p->words) : NULL);
    table_text(t, p != NULL ? p->admin1 : NULL);
    table_text(t, p != NULL ? p->country : NULL);
    table_text(t, view_print(v, "%.32s_%d", row->r->id, sentence_of(row)));
    table_text(t, row->r->uri);
    table_text(t, layout_sources(v, row, ";", &n));
}

const layout_kind layout_phoenix = {"phoenix", "tsv", phoenix_columns, COUNT(phoenix_columns), phoenix_row, 18, 19};
