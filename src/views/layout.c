/* layout.c: exports: which rows, and what several layouts share (view.h). */
#include <string.h>

#include "base/fail.h"
#include "fuse/days.h"
#include "views/view.h"

static bool is_word(const char *s, const char *word) { return s != NULL && strcmp(s, word) == 0; }

/* ---- parts of rows
 * -------------------------------------------------------------------------------------------------------------- */

int64_t layout_deaths(const layout_row *row, bool own_side, char which)
{
    if (row->report == NULL) {
        const incident_figure *f = view_figure(row->incident, "killed", own_side);
        if (f == NULL) return CLAIM_OPEN;
        return which == 'l' ? f->low : which == 'h' ? f->high : f->best;
    }
    int64_t found = CLAIM_OPEN; /* report level: the report's own claims, the greatest of them */
    for (uint32_t i = 0; i < row->incident->n_figures; i++) {
        const incident_figure *f = &row->incident->figures[i];
        if (!is_word(f->kind, "killed") || f->own_side != own_side) continue;
        for (uint32_t k = 0; k < f->n_claims; k++) {
            const incident_claim *c = &f->claims[k];
            if (c->report != row->report->report || c->withdrawn || c->denied) continue;
            int64_t best = c->best != CLAIM_OPEN ? c->best : c->low != CLAIM_OPEN ? c->low : c->high;
            int64_t v = which == 'l' && c->low != CLAIM_OPEN    ? c->low
                        : which == 'h' && c->high != CLAIM_OPEN ? c->high
                                                                : best;
            bool better = found == CLAIM_OPEN || (which == 'l' ? v < found : v > found);
            if (better) found = v;
        }
    }
    return found;
}

const claim_actor *layout_actor(const layout_row *row, bool agent, uint32_t nth)
{
    if (row->event != NULL) {
        claim_ids ids = agent ? row->event->agents : row->event->patients;
        return nth < ids.n ? &row->r->actors[ids.v[nth]] : NULL;
    }
    const claim_control *c = &row->r->control[row->unit->control];
    int32_t at = agent ? c->holder : c->from;
    return nth == 0 && at >= 0 ? &row->r->actors[at] : NULL;
}

const claim_place *layout_place(const layout_row *row)
{
    return row->unit->place >= 0 ? &row->r->places[row->unit->place] : NULL;
}

const claim_place *layout_around(const layout_row *row, const char *precision)
{
    for (int32_t at = row->unit->place; at >= 0; at = row->r->places[at].within)
        if (is_word(row->r->places[at].precision, precision)) return &row->r->places[at];
    return NULL;
}

const char *layout_sources(view_set *v, const layout_row *row, const char *between, uint32_t *n)
{
    base_buf b;
    *n = 1;
    if (row->report != NULL) return row->r->outlet;
    buf_init(&b, v->arena.allocator);
    *n = 0;
    for (uint32_t i = 0; i < row->incident->n_reports; i++) {
        const claim_report *r = v->fused.reports[row->incident->reports[i].report];
        bool there = row->incident->reports[i].copy_of >= 0 || r->outlet == NULL;
        for (uint32_t k = 0; k < i && !there; k++) {
            const char *other = v->fused.reports[row->incident->reports[k].report]->outlet;
            there = other != NULL && strcmp(other, r->outlet) == 0 && row->incident->reports[k].copy_of < 0;
        }
        if (there) continue;
        if (b.n > 0) buf_puts(&b, between);
        buf_puts(&b, r->outlet);
        (*n)++;
    }
    const char *s = b.n > 0 ? view_copy(v, b.data) : NULL;
    if (!b.ok) v->ok = false;
    buf_clear(&b);
    return s;
}

/* The sentence that tells it, and the mark that no person has looked. */
const char *layout_notes(view_set *v, const layout_row *row)
{
    claim_span span = row->event != NULL ? row->event->trigger : row->r->control[row->unit->control].span;
    const char *words = claims_words(row->r, claims_sentence(row->r, span), &v->arena);
    return view_print(v, "%s [machine-coded, not verified]", words != NULL ? words : row->incident->title);
}

/* ---- which rows
 * -----------------------------------------------------------------------------------------------------------
 */

static const layout_kind *const layouts[] = {&layout_acled,   &layout_ged, &layout_polecat, &layout_gdelt,
                                             &layout_phoenix, &layout_hxl, &layout_plain};

static void add_row(view_set *v, view_table *t, const layout_kind *kind, const sitrep_layout *layout, layout_row *row)
{
    row->r = v->fused.reports[row->unit->report];
    row->event = row->unit->event >= 0 ? &row->r->events[row->unit->event] : NULL;
    row->number++;
    kind->row(v, t, layout, row);
}

static void fill(view_set *v, view_table *t, const layout_kind *kind, const sitrep_layout *layout)
{
    bool reports = is_word(layout->level, "report");
    layout_row row = {0};
    for (uint32_t i = 0; i < v->fused.n; i++) {
        const fuse_incident *x = &v->fused.incidents[i];
        if (!view_fits_incident(v, x)) continue;
        row.incident = x;
        row.first = x->first;
        row.last = x->last;
        if (!reports) {
            row.report = NULL;
            row.unit = &v->fused.units.v[x->lead];
            add_row(v, t, kind, layout, &row);
            continue;
        }
        for (uint32_t k = 0; k < x->n_reports; k++) {
            const incident_report *ir = &x->reports[k];
            if (ir->copy_of >= 0 && !layout->copies) continue;
            const fuse_unit *best =
                NULL; /* told beats announced, denied and looked back on; an event beats a control record */
            for (uint32_t j = 0; j < ir->n_units; j++) {
                const fuse_unit *u = &v->fused.units.v[ir->units[j]];
                if (u->withdrawn || u->manner == UNIT_PLANNED || u->manner == UNIT_DENIED || u->manner == UNIT_SPEECH)
                    continue;
                if (best == NULL || (best->event < 0 && u->event >= 0) ||
                    (best->role != UNIT_CORE && u->role == UNIT_CORE))
                    best = u;
            }
            if (best == NULL) continue;
            row.report = ir;
            row.unit = best;
            add_row(v, t, kind, layout, &row);
        }
    }
}

sitrep_status sitrep_store_export(sitrep_store *store, const sitrep_layout *layout, const sitrep_query *query,
                                  const char **text, size_t *n_bytes, sitrep_error *err)
{
    view_set v;
    view_table t;
    const layout_kind *kind = NULL;
    *text = NULL;
    *n_bytes = 0;
    if (layout == NULL || layout->name == NULL) return fail(err, SITREP_E_ARGUMENT, "an export needs a layout", NULL);
    bool geojson = is_word(layout->name, "geojson"), viina = is_word(layout->name, "viina");
    for (size_t i = 0; i < sizeof layouts / sizeof layouts[0]; i++)
        if (strcmp(layouts[i]->name, layout->name) == 0 || (geojson && layouts[i] == &layout_plain)) kind = layouts[i];
    if (kind == NULL && !viina) return fail(err, SITREP_E_ARGUMENT, "no such layout", layout->name);
    if (layout->level != NULL && strcmp(layout->level, "incident") != 0 && strcmp(layout->level, "report") != 0)
        return fail(err, SITREP_E_ARGUMENT, "level is incident or report", layout->level);
    base_buf *out = store_answer(store);
    sitrep_status status = view_load(&v, store, query, err);
    if (status == SITREP_OK && viina)
        layout_viina(&v, out, &status, err);
    else if (status == SITREP_OK) {
        table_begin(&t, &v, kind->columns, kind->n_columns);
        t.lat = kind->lat;
        t.lon = kind->lon;
        fill(&v, &t, kind, layout);
        status = table_write(&t, geojson ? "geojson" : kind->format, out, err);
    }
    view_clear(&v);
    if (status == SITREP_OK) {
        *text = out->data != NULL ? out->data : "";
        *n_bytes = out->n;
    }
    return status;
}
