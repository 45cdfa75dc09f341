/* layout_acled.c: ACLED's 31 columns and UCDP GED's 49 (notes: docs/exports.md says what they cannot hold). */
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

/* ---- ACLED
 * ---------------------------------------------------------------------------------------------------------------
 */

static const view_column acled_columns[] = {
    T("event_id_cnty"), T("event_date"),     N("year"),     N("time_precision"), T("disorder_type"),
    T("event_type"),    T("sub_event_type"), T("actor1"),   T("assoc_actor_1"),  T("inter1"),
    T("actor2"),        T("assoc_actor_2"),  T("inter2"),   T("interaction"),    T("civilian_targeting"),
    N("iso"),           T("region"),         T("country"),  T("admin1"),         T("admin2"),
    T("admin3"),        T("location"),       N("latitude"), N("longitude"),      N("geo_precision"),
    T("source"),        T("source_scale"),   T("notes"),    N("fatalities"),     T("tags"),
    N("timestamp")};

static const char *const inter_names[] = {"State Forces", "Rebel Groups", "Political Militias", "Identity Militias",
                                          "Rioters",      "Protesters",   "Civilians",          "External/Other"};

static int inter_of(const claim_actor *a)
{
    if (a == NULL) return 0;
    for (int i = 0; i < 8; i++)
        if (is_word(a->acled_inter, inter_names[i])) return i + 1;
    static const struct {
        const char *kind;
        int inter;
    } kinds[] = {
        {"state-forces", 1}, {"government", 1}, {"rebel", 2},  {"terrorist", 2}, {"militia", 3}, {"identity-group", 4},
        {"civilians", 7},    {"media", 7},      {"person", 7}, {"igo", 8},       {"ngo", 7},     {"company", 7}};
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (is_word(a->kind, kinds[i].kind)) return kinds[i].inter;
    return 0;
}

static const char *inter_text(view_set *v, int inter, bool numbers)
{
    if (numbers) return view_print(v, "%d", inter);
    return inter > 0 ? inter_names[inter - 1] : NULL;
}

/* ACLED's own name for who is not named. */
static const char *acled_name(const claim_actor *a, bool first, const layout_row *row)
{
    if (a != NULL && a->name != NULL) return is_word(a->kind, "civilians") ? "Civilians" : a->name;
    if (!first)
        return is_word(row->incident->kind, "attack-civilians") || is_word(row->incident->kind, "massacre")
                   ? "Civilians"
                   : NULL;
    return "Unidentified Armed Group";
}

static const char *associates(view_set *v, const layout_row *row, bool agent)
{
    const char *list = NULL;
    for (uint32_t i = 1; i < 6; i++) {
        const claim_actor *a = layout_actor(row, agent, i);
        if (a == NULL || a->name == NULL) break;
        list = list == NULL ? a->name : view_print(v, "%s; %s", list, a->name);
    }
    return list;
}

static int time_precision(const layout_row *row)
{
    if (row->first == DAY_UNKNOWN) return 3;
    return row->last == row->first ? 1 : row->last - row->first <= 8 ? 2 : 3;
}

static int geo_precision(const claim_place *p)
{
    if (p == NULL || is_word(p->precision, "province") || is_word(p->precision, "country")) return 3;
    return is_word(p->precision, "district") ? 2 : 1;
}

/* The kind that a bare control record stands for, for its ACLED name. */
static void acled_types(const layout_row *row, const char **type, const char **sub)
{
    if (row->event != NULL && row->event->acled_event != NULL) {
        *type = row->event->acled_event;
        *sub = row->event->acled_sub;
        return;
    }
    const claim_actor *a = layout_actor(row, true, 0);
    bool peaceful = is_word(row->incident->kind, "withdraw") || is_word(row->incident->kind, "hand-over"),
         state = inter_of(a) == 1;
    bool taken = is_word(row->incident->kind, "capture");
    *type = taken ? "Battles" : "Strategic developments";
    *sub = taken      ? (state ? "Government regains territory" : "Non-state actor overtakes territory")
           : peaceful ? "Non-violent transfer of territory"
                      : "Other";
}

static void acled_row(view_set *v, view_table *t, const sitrep_layout *layout, const layout_row *row)
{
    const claim_actor *a = layout_actor(row, true, 0), *b = layout_actor(row, false, 0);
    const claim_place *p = layout_place(row), *admin2 = layout_around(row, "district");
    const country_row *c = country_of(p != NULL ? p->country : NULL);
    const char *type, *sub;
    int inter1 = inter_of(a), inter2 = inter_of(b);
    uint32_t n;
    acled_types(row, &type, &sub);
    bool numbers = layout->numbers != 0, street = is_word(type, "Protests") || is_word(type, "Riots");
    const char *name2 = acled_name(b, false, row);
    if (inter2 == 0 && is_word(name2, "Civilians")) inter2 = 7;
    bool targeted =
        inter2 == 7 && (is_word(type, "Violence against civilians") || is_word(type, "Explosions/Remote violence"));
    int64_t dead = layout_deaths(row, false, 'b'), own = layout_deaths(row, true, 'b');
    int64_t sum = (dead != CLAIM_OPEN ? dead : 0) + (own != CLAIM_OPEN ? own : 0);
    table_row(t);
    table_text(t, view_print(v, "%s%u", c != NULL ? c->alpha3 : "UNK", row->number));
    table_day(t, row->first);
    table_text(t, row->first != DAY_UNKNOWN ? view_print(v, "%.4s", view_date(v, row->first)) : NULL);
    table_int(t, time_precision(row));
    table_text(t, street                                    ? "Demonstrations"
                  : is_word(type, "Strategic developments") ? "Strategic developments"
                                                            : "Political violence");
    table_text(t, type);
    table_text(t, sub);
    table_text(t, acled_name(a, true, row));
    table_text(t, associates(v, row, true));
    table_text(t, inter_text(v, inter1, numbers));
    table_text(t, name2);
    table_text(t, associates(v, row, false));
    table_text(t, inter_text(v, inter2, numbers));
    table_text(t, numbers                    ? view_print(v, "%d%d", inter1 < inter2 || inter2 == 0 ? inter1 : inter2,
                                       inter1 < inter2 || inter2 == 0 ? inter2 : inter1)
                  : inter1 > 0 && inter2 > 0 ? view_print(v, "%s-%s", inter_names[inter1 - 1], inter_names[inter2 - 1])
                  : inter1 > 0               ? view_print(v, "%s only", inter_names[inter1 - 1])
                                             : NULL);
    table_text(t, targeted ? "Civilian targeting" : NULL);
    table_text(t, c != NULL ? view_print(v, "%d", c->numeric) : NULL);
    table_text(t, c != NULL ? c->region : NULL);
    table_text(t, c != NULL ? c->name : p != NULL ? p->country : NULL);
    table_text(t, p != NULL ? p->admin1 : NULL);
    table_text(t, admin2 != NULL ? admin2->name : NULL);
    table_text(t, NULL);
    table_text(t, p != NULL ? (p->name != NULL ? p->name : p->words) : NULL);
    if (p != NULL && p->located)
        table_real(t, p->lat_deg, 4), table_real(t, p->lon_deg, 4);
    else
        table_skip(t, 2);
    table_int(t, geo_precision(p));
    table_text(t, layout_sources(v, row, "; ", &n));
    table_text(t, NULL);
    table_text(t, layout_notes(v, row));
    table_int(t, sum);
    table_text(t, row->incident->contested ? "contested" : NULL);
    table_text(t, NULL);
}

const layout_kind layout_acled = {"acled", "csv", acled_columns, COUNT(acled_columns), acled_row, 22, 23};

/* ---- UCDP GED
 * --------------------------------------------------------------------------------------------------------------
 */

static const view_column ged_columns[] = {N("id"),
                                          T("relid"),
                                          N("year"),
                                          N("active_year"),
                                          T("code_status"),
                                          N("type_of_violence"),
                                          N("conflict_dset_id"),
                                          N("conflict_new_id"),
                                          T("conflict_name"),
                                          N("dyad_dset_id"),
                                          N("dyad_new_id"),
                                          T("dyad_name"),
                                          N("side_a_dset_id"),
                                          N("side_a_new_id"),
                                          T("side_a"),
                                          N("side_b_dset_id"),
                                          N("side_b_new_id"),
                                          T("side_b"),
                                          N("number_of_sources"),
                                          T("source_article"),
                                          T("source_office"),
                                          T("source_date"),
                                          T("source_headline"),
                                          T("source_original"),
                                          N("where_prec"),
                                          T("where_coordinates"),
                                          T("where_description"),
                                          T("adm_1"),
                                          T("adm_2"),
                                          N("latitude"),
                                          N("longitude"),
                                          T("geom_wkt"),
                                          N("priogrid_gid"),
                                          T("country"),
                                          N("country_id"),
                                          T("region"),
                                          N("event_clarity"),
                                          N("date_prec"),
                                          T("date_start"),
                                          T("date_end"),
                                          N("deaths_a"),
                                          N("deaths_b"),
                                          N("deaths_civilians"),
                                          N("deaths_unknown"),
                                          N("best"),
                                          N("high"),
                                          N("low"),
                                          N("gwnoa"),
                                          N("gwnob")};

static int where_prec(const claim_place *p)
{
    if (p == NULL) return 7;
    if (is_word(p->precision, "site") || is_word(p->precision, "town")) return 1;
    return is_word(p->precision, "district") ? 3 : is_word(p->precision, "province") ? 4 : 6;
}

static int date_prec(const layout_row *row)
{
    if (row->first == DAY_UNKNOWN) return 5;
    int32_t width = row->last - row->first;
    return width == 0 ? 1 : width <= 6 ? 2 : width <= 31 ? 4 : 5;
}

/* PRIO-GRID cells of half a degree, numbered from 180 W, 90 S, 720 a row (Tollefsen et al. 2012). */
static int64_t priogrid(const claim_place *p)
{
    if (p == NULL || !p->located) return CLAIM_OPEN;
    int64_t row = (int64_t)((p->lat_deg + 90) * 2), column = (int64_t)((p->lon_deg + 180) * 2);
    return (row > 359 ? 359 : row) * 720 + (column > 719 ? 719 : column) + 1;
}

static void ged_row(view_set *v, view_table *t, const sitrep_layout *layout, const layout_row *row)
{
    const claim_actor *a = layout_actor(row, true, 0), *b = layout_actor(row, false, 0);
    const claim_place *p = layout_place(row), *admin2 = layout_around(row, "district");
    const country_row *c = country_of(p != NULL ? p->country : NULL);
    int64_t best = layout_deaths(row, false, 'b'), low = layout_deaths(row, false, 'l'),
            high = layout_deaths(row, false, 'h');
    int64_t own = layout_deaths(row, true, 'b'), own_low = layout_deaths(row, true, 'l'),
            own_high = layout_deaths(row, true, 'h');
    (void)layout;
    if (best == CLAIM_OPEN) best = low = high = 0;
    if (own == CLAIM_OPEN) own = own_low = own_high = 0;
    if (best + own <= 0) return; /* a GED event needs a death */
    int inter_a = inter_of(a), inter_b = inter_of(b);
    bool civilians = inter_b == 7 || (inter_b == 0 && (is_word(row->incident->kind, "attack-civilians") ||
                                                       is_word(row->incident->kind, "massacre")));
    const char *side_a = a != NULL ? a->name : "Unknown", *side_b = civilians   ? "Civilians"
                                                                    : b != NULL ? b->name
                                                                                : "Unknown";
    const char *year = row->first != DAY_UNKNOWN ? view_print(v, "%.4s", view_date(v, row->first)) : NULL;
    uint32_t n;
    const char *sources = layout_sources(v, row, ";", &n);
    table_row(t);
    table_int(t, row->number);
    table_text(t, row->incident->id);
    table_text(t, year);
    table_text(t, NULL);
    table_text(t, "Machine-coded, not verified");
    table_int(t, civilians ? 3 : inter_a == 1 || inter_b == 1 ? 1 : 2);
    table_skip(t, 5);
    table_text(t, view_print(v, "%s - %s", side_a, side_b));
    table_skip(t, 2);
    table_text(t, side_a);
    table_skip(t, 2);
    table_text(t, side_b);
    table_int(t, n);
    table_text(t, sources);
    table_text(t, row->r->outlet);
    table_text(t, row->r->published);
    table_text(t, row->r->title);
    table_text(t, NULL);
    table_int(t, where_prec(p));
    table_text(t, p != NULL ? (p->name != NULL ? p->name : p->words) : NULL);
    table_text(t, row->incident->title);
    table_text(t, p != NULL ? p->admin1 : NULL);
    table_text(t, admin2 != NULL ? admin2->name : NULL);
    if (p != NULL && p->located) {
        table_real(t, p->lat_deg, 6), table_real(t, p->lon_deg, 6);
        table_text(t, view_print(v, "POINT (%.6f %.6f)", p->lon_deg, p->lat_deg));
    } else
        table_skip(t, 3);
    table_int(t, priogrid(p));
    table_text(t, c != NULL ? c->name : p != NULL ? p->country : NULL);
    table_text(t, c != NULL && c->gwno > 0 ? view_print(v, "%d", c->gwno) : NULL);
    table_text(t, c != NULL ? c->ged_region : NULL);
    table_int(t, strcmp(row->incident->precision, "day") == 0 ? 1 : 2);
    table_int(t, date_prec(row));
    table_day(t, row->first);
    table_day(t, row->last);
    table_int(t, own);
    table_int(t, civilians || b == NULL ? 0 : best);
    table_int(t, civilians ? best : 0);
    table_int(t, !civilians && b == NULL ? best : 0);
    table_int(t, best + own);
    table_int(t, high + own_high);
    table_int(t, low + own_low);
    table_skip(t, 2);
}

const layout_kind layout_ged = {"ged", "csv", ged_columns, COUNT(ged_columns), ged_row, 29, 30};
