/* views.c: the public views, exports and hand-made decisions over a store (sitrep.h). */
#include <string.h>

#include "base/fail.h"
#include "views/view.h"

/* The incidents as sitrep.incident/1, one a line. */
static sitrep_status incident_lines(view_set *v, base_buf *out, sitrep_error *err)
{
    for (uint32_t i = 0; i < v->fused.n; i++) {
        if (!view_fits_incident(v, &v->fused.incidents[i])) continue;
        if (incident_write_json(&v->fused.input, &v->fused.incidents[i], &v->arena, out) != SITREP_OK)
            return fail_nomem(err);
        buf_putc(out, '\n');
    }
    return out->ok && !view_starved(v) ? SITREP_OK : fail_nomem(err);
}

typedef void (*view_fn)(view_set *v, view_table *t);
static const struct {
    const char *name;
    view_fn fill;
} view_list[] = {{"events", view_events},     {"figures", view_figures},   {"control", view_control},
                 {"actors", view_actor_rows}, {"timeline", view_timeline}, {"incidents", view_incidents}};

sitrep_status sitrep_store_view(sitrep_store *store, const char *what, const char *format, const sitrep_query *query,
                                const char **text, size_t *n_bytes, sitrep_error *err)
{
    view_set v;
    view_table t;
    sitrep_status status;
    base_buf *out = store_answer(store);
    if (what == NULL) return fail(err, SITREP_E_ARGUMENT, "a view needs a name", NULL);
    if (strcmp(what, "diff") == 0) {
        status = view_diff(store, format, out, err);
    } else {
        status = view_load(&v, store, query, err);
        view_fn fill = NULL;
        for (size_t i = 0; i < sizeof view_list / sizeof view_list[0]; i++)
            if (strcmp(view_list[i].name, what) == 0) fill = view_list[i].fill;
        if (status == SITREP_OK && strcmp(what, "brief") == 0)
            status = view_brief(&v, format, out, err);
        else if (status == SITREP_OK && fill == NULL)
            status = fail(err, SITREP_E_ARGUMENT, "no such view", what);
        else if (status == SITREP_OK && fill == view_incidents && format != NULL && strcmp(format, "jsonl") == 0)
            status = incident_lines(&v, out, err);
        else if (status == SITREP_OK) {
            fill(&v, &t);
            status = table_write(&t, format, out, err);
        }
        view_clear(&v);
    }
    *text = status == SITREP_OK ? (out->data != NULL ? out->data : "") : NULL;
    *n_bytes = status == SITREP_OK ? out->n : 0;
    return status;
}

/* ---- decisions by hand
 * -------------------------------------------------------------------------------------------------------- */

static const char *lead_key(const view_set *v, const fuse_incident *x)
{
    for (uint32_t i = 0; i < x->cluster->n; i++) {
        const fuse_unit *u = &v->fused.units.v[x->cluster->units[i]];
        if (u->role == UNIT_CORE && u->twin < 0 && !u->withdrawn) return u->key;
    }
    return v->fused.units.v[x->cluster->units[0]].key;
}

sitrep_status sitrep_store_merge(sitrep_store *store, const char *incident_a, const char *incident_b, sitrep_error *err)
{
    view_set v;
    sitrep_query all = {.sphere = "all"};
    if (incident_a == NULL || incident_b == NULL) return fail(err, SITREP_E_ARGUMENT, "two incidents are needed", NULL);
    sitrep_status status = view_load(&v, store, &all, err);
    if (status == SITREP_OK) {
        const fuse_incident *a = fuse_find(&v.fused, incident_a), *b = fuse_find(&v.fused, incident_b);
        if (a == NULL || b == NULL)
            status = fail(err, SITREP_E_NOTFOUND, "no such incident", a == NULL ? incident_a : incident_b);
        else if (a == b)
            status = fail(err, SITREP_E_ARGUMENT, "that is one incident already", incident_a);
        else {
            fuse_decision d = {lead_key(&v, a), lead_key(&v, b), true};
            status = store_decide(store, &d, 1, err);
        }
    }
    view_clear(&v);
    return status;
}

sitrep_status sitrep_store_split(sitrep_store *store, const char *incident, const char *report_id, sitrep_error *err)
{
    view_set v;
    sitrep_query all = {.sphere = "all"};
    if (incident == NULL || report_id == NULL)
        return fail(err, SITREP_E_ARGUMENT, "an incident and a report are needed", NULL);
    sitrep_status status = view_load(&v, store, &all, err);
    const fuse_incident *x = status == SITREP_OK ? fuse_find(&v.fused, incident) : NULL;
    if (status == SITREP_OK && x == NULL) status = fail(err, SITREP_E_NOTFOUND, "no such incident", incident);
    if (status == SITREP_OK) { /* each telling of that report is kept apart from each of the others */
        uint32_t n = 0, n_in = 0, size = x->cluster->n;
        fuse_decision *d = arena_array(&v.arena, (size_t)size * size, sizeof *d);
        for (uint32_t i = 0; d != NULL && i < size; i++) {
            const fuse_unit *u = &v.fused.units.v[x->cluster->units[i]];
            if (strcmp(v.fused.reports[u->report]->id, report_id) != 0) continue;
            n_in++;
            for (uint32_t k = 0; k < size; k++) {
                const fuse_unit *o = &v.fused.units.v[x->cluster->units[k]];
                if (strcmp(v.fused.reports[o->report]->id, report_id) != 0)
                    d[n++] = (fuse_decision){u->key, o->key, false};
            }
        }
        if (d == NULL)
            status = fail_nomem(err);
        else if (n_in == 0)
            status = fail(err, SITREP_E_NOTFOUND, "the incident has no such report", report_id);
        else if (n == 0)
            status = fail(err, SITREP_E_ARGUMENT, "it is the incident's only report", report_id);
        else
            status = store_decide(store, d, n, err);
    }
    view_clear(&v);
    return status;
}
