/* layout_open.c: HXL hashtags, plain CSV and GeoJSON, and VIINA's rows of who holds what by date. */
#include <string.h>

#include "base/fail.h"
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

static int64_t all_deaths(const layout_row *row, char which)
{
    int64_t a = layout_deaths(row, false, which), b = layout_deaths(row, true, which);
    if (a == CLAIM_OPEN) return b;
    return b == CLAIM_OPEN ? a : a + b;
}

/* The header row of an HXL file is the row of hashtags; a row of plain names may stand above it and is left out here.
 */
static const view_column hxl_columns[] = {T("#event+code"),
                                          T("#date+occurred"),
                                          N("#date+year"),
                                          T("#event+type"),
                                          T("#event+type+sub"),
                                          T("#group+name+first"),
                                          T("#group+name+first+assoc"),
                                          T("#group+name+second"),
                                          T("#group+name+second+assoc"),
                                          T("#region+name"),
                                          T("#country+name"),
                                          T("#country+code"),
                                          T("#adm1+name"),
                                          T("#adm2+name"),
                                          T("#adm3+name"),
                                          T("#loc+name"),
                                          N("#geo+lat"),
                                          N("#geo+lon"),
                                          T("#meta+source"),
                                          T("#description"),
                                          N("#affected+killed")};

static void hxl_row(view_set *v, view_table *t, const sitrep_layout *layout, const layout_row *row)
{
    const claim_actor *a = layout_actor(row, true, 0), *b = layout_actor(row, false, 0),
                      *a2 = layout_actor(row, true, 1), *b2 = layout_actor(row, false, 1);
    const claim_place *p = layout_place(row), *admin2 = layout_around(row, "district");
    const country_row *c = country_of(p != NULL ? p->country : NULL);
    uint32_t n;
    (void)layout;
    table_row(t);
    table_text(t, view_print(v, "%s-%u", row->incident->id, row->number));
    table_day(t, row->first);
    table_text(t, row->first != DAY_UNKNOWN ? view_print(v, "%.4s", view_date(v, row->first)) : NULL);
    table_text(t,
               row->event != NULL && row->event->acled_event != NULL ? row->event->acled_event : row->incident->kind);
    table_text(t, row->event != NULL ? row->event->acled_sub : NULL);
    table_text(t, a != NULL ? a->name : NULL);
    table_text(t, a2 != NULL ? a2->name : NULL);
    table_text(t, b != NULL ? b->name : NULL);
    table_text(t, b2 != NULL ? b2->name : NULL);
    table_text(t, c != NULL ? c->region : NULL);
    table_text(t, c != NULL ? c->name : NULL);
    table_text(t, p != NULL ? p->country : NULL);
    table_text(t, p != NULL ? p->admin1 : NULL);
    table_text(t, admin2 != NULL ? admin2->name : NULL);
    table_text(t, NULL);
    table_text(t, p != NULL ? (p->name != NULL ? p->name : p->words) : NULL);
    if (p != NULL && p->located)
        table_real(t, p->lat_deg, 5), table_real(t, p->lon_deg, 5);
    else
        table_skip(t, 2);
    table_text(t, layout_sources(v, row, "; ", &n));
    table_text(t, layout_notes(v, row));
    table_int(t, all_deaths(row, 'b'));
}

const layout_kind layout_hxl = {"hxl", "csv", hxl_columns, COUNT(hxl_columns), hxl_row, 16, 17};

/* ---- sitrep's own
 * -------------------------------------------------------------------------------------------------------------
 */

static const view_column plain_columns[] = {
    T("incident"),   T("date_start"),  T("date_end"),    T("time_precision"),
    T("kind"),       T("title"),       T("agents"),      T("patients"),
    T("place"),      T("within"),      T("admin1"),      T("country"),
    T("precision"),  N("lat"),         N("lon"),         T("place_ref"),
    N("killed_low"), N("killed_best"), N("killed_high"), N("doers_killed_best"),
    T("holder"),     N("contested"),   N("reports"),     N("independent_sources"),
    N("score"),      T("outlets"),     T("uri"),         T("report"),
    T("words"),      T("coded")};

static void plain_row(view_set *v, view_table *t, const sitrep_layout *layout, const layout_row *row)
{
    const fuse_incident *x = row->incident;
    const claim_place *own = layout_place(row);
    bool whole = row->report == NULL;
    uint32_t n;
    (void)layout;
    table_row(t);
    table_text(t, x->id);
    table_day(t, whole ? x->first : row->unit->dated ? row->unit->first : DAY_UNKNOWN);
    table_day(t, whole ? x->last : row->unit->dated ? row->unit->last : DAY_UNKNOWN);
    table_text(t, x->precision);
    table_text(t, whole ? x->kind : row->unit->kind.name);
    table_text(t, x->title);
    table_text(t, whole                ? view_incident_actors(v, x->agents, x->n_agents, "; ")
                  : row->event != NULL ? view_actors(v, row->r, row->event->agents)
                                       : NULL);
    table_text(t, whole                ? view_incident_actors(v, x->patients, x->n_patients, "; ")
                  : row->event != NULL ? view_actors(v, row->r, row->event->patients)
                                       : NULL);
    table_text(t, whole ? x->place.name : own != NULL ? own->name : NULL);
    table_text(t, x->place.within);
    table_text(t, x->place.admin1);
    table_text(t, x->place.country);
    table_text(t, whole ? x->place.precision : own != NULL ? own->precision : NULL);
    if (whole ? x->place.located : own != NULL && own->located) {
        table_real(t, whole ? x->place.lat_deg : own->lat_deg, 5);
        table_real(t, whole ? x->place.lon_deg : own->lon_deg, 5);
    } else
        table_skip(t, 2);
    table_text(t, whole ? x->place.ref : own != NULL ? own->ref : NULL);
    table_int(t, layout_deaths(row, false, 'l'));
    table_int(t, layout_deaths(row, false, 'b'));
    table_int(t, layout_deaths(row, false, 'h'));
    table_int(t, layout_deaths(row, true, 'b'));
    table_text(t, x->holder.name);
    table_int(t, x->contested);
    table_int(t, whole ? x->n_reports : 1);
    table_int(t, x->n_sources);
    table_real(t, x->score, 3);
    table_text(t, layout_sources(v, row, "; ", &n));
    table_text(t, row->r->uri);
    table_text(t, row->r->id);
    table_text(t, layout_notes(v, row));
    table_text(t, "machine, not verified");
}

const layout_kind layout_plain = {"csv", "csv", plain_columns, COUNT(plain_columns), plain_row, 13, 14};

/* ---- VIINA
 * --------------------------------------------------------------------------------------------------------------
 */

/* One row a place, one column a date on which something is claimed: the holder, CONTESTED, or empty before the first
 * claim. */
void layout_viina(view_set *v, base_buf *out, sitrep_status *status, sitrep_error *err)
{
    static const char *const fixed[] = {"geonameid", "name",     "asciiname",   "alternatenames",
                                        "longitude", "latitude", "feature_code"};
    control_claim *claims;
    view_table t;
    uint32_t n = control_claims(v, &claims), n_days = 0;
    int32_t *days = arena_array(&v->arena, n, sizeof *days);
    if (days == NULL) {
        *status = fail_nomem(err);
        return;
    }
    for (uint32_t i = 0; i < n; i++) {
        if (claims[i].day == DAY_UNKNOWN || !view_fits_time(v, claims[i].day, claims[i].day)) continue;
        uint32_t at = 0;
        while (at < n_days && days[at] < claims[i].day) at++;
        if (at < n_days && days[at] == claims[i].day) continue;
        memmove(days + at + 1, days + at, (n_days - at) * sizeof *days);
        days[at] = claims[i].day;
        n_days++;
    }
    view_column *columns = arena_array(&v->arena, 7 + n_days, sizeof *columns);
    if (columns == NULL) {
        *status = fail_nomem(err);
        return;
    }
    for (uint32_t k = 0; k < 7; k++)
        columns[k] = (view_column){fixed[k], k == 4 || k == 5 ? CELL_NUMBER : CELL_TEXT, 0};
    for (uint32_t k = 0; k < n_days; k++) {
        const char *d = view_date(v, days[k]);
        columns[7 + k] =
            (view_column){d != NULL ? view_print(v, "status_%.4s%.2s%.2s", d, d + 5, d + 8) : "", CELL_TEXT, 0};
    }
    table_begin(&t, v, columns, 7 + n_days);
    for (uint32_t i = 0, end; i < n; i = end) {
        for (end = i; end < n && strcmp(claims[end].place_key, claims[i].place_key) == 0;) end++;
        const control_claim *c = &claims[i];
        const claim_place *p = &v->fused.reports[c->report]->places[c->record->place];
        table_row(&t);
        table_text(&t, c->ref != NULL && strncmp(c->ref, "geonames:", 9) == 0 ? c->ref + 9 : c->ref);
        table_text(&t, c->place);
        table_text(&t, c->place);
        table_text(&t, p->words != NULL && c->place != NULL && strcmp(p->words, c->place) != 0 ? p->words : NULL);
        if (c->located)
            table_real(&t, c->lon_deg, 5), table_real(&t, c->lat_deg, 5);
        else
            table_skip(&t, 2);
        table_text(&t, p->feature);
        for (uint32_t k = 0; k < n_days; k++) {
            control_state s = control_on(claims + i, end - i, days[k]);
            table_text(&t, s.claim == NULL ? NULL : s.contested ? "CONTESTED" : s.claim->holder);
        }
    }
    *status = table_write(&t, "csv", out, err);
}
