/* view_rows.c: events, figures, actors, timeline and incidents as rows (view.h). */
#include <stdlib.h>
#include <string.h>

#include "fuse/days.h"
#include "views/view.h"

#define COUNT(a) (uint32_t)(sizeof(a) / sizeof(a)[0])

static void put_place(view_table *t, const claim_report *r, int32_t place)
{
    const claim_place *p = place >= 0 ? &r->places[place] : NULL;
    table_text(t, p == NULL ? NULL : p->name != NULL ? p->name : p->words);
    table_text(t, p != NULL && p->within >= 0 ? r->places[p->within].name : NULL);
    if (p != NULL && p->located) {
        table_real(t, p->lat_deg, 5);
        table_real(t, p->lon_deg, 5);
    } else
        table_skip(t, 2);
    table_text(t, p != NULL ? p->precision : NULL);
}

static void put_origin(view_table *t, const claim_report *r)
{
    table_text(t, r->outlet);
    table_text(t, r->published);
    table_text(t, r->uri);
    table_text(t, r->id);
}

static const char *when(view_set *v, const claim_time *t)
{
    if (t->start == NULL) return t->end;
    if (t->end == NULL || strcmp(t->end, t->start) == 0) return t->start;
    return view_print(v, "%s/%s", t->start, t->end);
}

void view_events(view_set *v, view_table *t)
{
    static const view_column columns[] = {
        {"date", CELL_TEXT, 21},        {"kind", CELL_TEXT, 18},   {"agents", CELL_TEXT, 26},
        {"patients", CELL_TEXT, 26},    {"place", CELL_TEXT, 20},  {"within", CELL_TEXT, 0},
        {"lat", CELL_NUMBER, 0},        {"lon", CELL_NUMBER, 0},   {"precision", CELL_TEXT, 0},
        {"stance", CELL_TEXT, 10},      {"source", CELL_TEXT, 24}, {"score", CELL_NUMBER, 0},
        {"background", CELL_NUMBER, 0}, {"sphere", CELL_TEXT, 0},  {"words", CELL_TEXT, 0},
        {"copy", CELL_NUMBER, 0},       {"outlet", CELL_TEXT, 18}, {"published", CELL_TEXT, 0},
        {"uri", CELL_TEXT, 0},          {"report", CELL_TEXT, 0},  {"event", CELL_TEXT, 5}};
    table_begin(t, v, columns, COUNT(columns));
    for (uint32_t i = 0; i < v->fused.n_reports; i++) {
        const claim_report *r = v->fused.reports[i];
        for (uint32_t k = 0; k < r->n_events; k++) {
            const claim_event *e = &r->events[k];
            const char *key;
            if (!view_fits_event(v, r, e)) continue;
            table_row(t);
            table_text(t, when(v, &e->time));
            table_text(t, e->kind);
            table_text(t, view_actors(v, r, e->agents));
            table_text(t, view_actors(v, r, e->patients));
            put_place(t, r, claims_main_place(r, e->places));
            table_text(t, view_stance_words(&e->stance));
            table_text(t, incident_source(&v->arena, r, &e->sources, &key));
            table_real(t, e->score, 3);
            table_int(t, e->background);
            table_text(t, e->sphere);
            table_text(t, claims_words(r, claims_sentence(r, e->trigger), &v->arena));
            table_int(t, v->fused.copy_of[i] >= 0);
            put_origin(t, r);
            table_text(t, e->id);
        }
    }
}

void view_figures(view_set *v, view_table *t)
{
    static const view_column columns[] = {
        {"date", CELL_TEXT, 21},   {"kind", CELL_TEXT, 12},     {"low", CELL_NUMBER, 7},     {"best", CELL_NUMBER, 7},
        {"high", CELL_NUMBER, 7},  {"vague", CELL_TEXT, 8},     {"unit", CELL_TEXT, 0},      {"group", CELL_TEXT, 24},
        {"actor", CELL_TEXT, 20},  {"place", CELL_TEXT, 18},    {"within", CELL_TEXT, 0},    {"lat", CELL_NUMBER, 0},
        {"lon", CELL_NUMBER, 0},   {"precision", CELL_TEXT, 0}, {"stance", CELL_TEXT, 10},   {"source", CELL_TEXT, 24},
        {"score", CELL_NUMBER, 0}, {"part_of", CELL_TEXT, 0},   {"event", CELL_TEXT, 0},     {"words", CELL_TEXT, 0},
        {"copy", CELL_NUMBER, 0},  {"outlet", CELL_TEXT, 18},   {"published", CELL_TEXT, 0}, {"uri", CELL_TEXT, 0},
        {"report", CELL_TEXT, 0},  {"figure", CELL_TEXT, 6}};
    table_begin(t, v, columns, COUNT(columns));
    for (uint32_t i = 0; i < v->fused.n_reports; i++) {
        const claim_report *r = v->fused.reports[i];
        for (uint32_t k = 0; k < r->n_figures; k++) {
            const claim_figure *f = &r->figures[k];
            const claim_event *e = f->event >= 0 ? &r->events[f->event] : NULL;
            const claim_time *time = f->time.start != NULL || e == NULL ? &f->time : &e->time;
            int32_t place = f->place >= 0 ? f->place : e != NULL ? claims_main_place(r, e->places) : -1;
            const char *key, *actor = f->actor >= 0 ? r->actors[f->actor].name : NULL;
            if (e != NULL && !view_fits_sphere(v, e->sphere)) continue;
            if (f->score < v->query.min_score || !view_in_list(f->kind, v->query.kind) ||
                !view_in_list(f->stance.certainty, v->query.certainty))
                continue;
            if (v->query.actor != NULL && !view_has(actor, v->query.actor) && !view_has(f->group_text, v->query.actor))
                continue;
            if (!view_fits_time(v, time->first, time->last) || !view_fits_place(v, r, NULL, place) ||
                !view_fits_sources(v, r, &f->sources))
                continue;
            table_row(t);
            table_text(t, when(v, time));
            table_text(t, f->kind);
            table_int(t, f->low);
            table_int(t, f->best);
            table_int(t, f->high);
            table_text(t, f->vague);
            table_text(t, f->unit);
            table_text(t, f->group_text);
            table_text(t, actor);
            put_place(t, r, place);
            table_text(t, view_stance_words(&f->stance));
            table_text(t, incident_source(&v->arena, r, &f->sources, &key));
            table_real(t, f->score, 3);
            table_text(t, f->of >= 0 ? r->figures[f->of].id : NULL);
            table_text(t, e != NULL ? e->id : NULL);
            table_text(t, claims_words(r, claims_sentence(r, f->span), &v->arena));
            table_int(t, v->fused.copy_of[i] >= 0);
            put_origin(t, r);
            table_text(t, f->id);
        }
    }
}

/* ---- actors
 * ---------------------------------------------------------------------------------------------------------------- */

typedef struct actor_sum {
    const char *key, *name, *ref, *kind, *country;
    uint32_t n_reports, n_agent, n_patient, n_source;
    int64_t last_report;
} actor_sum;

static int by_key(const void *x, const void *y)
{
    return strcmp(((const actor_sum *)x)->key, ((const actor_sum *)y)->key);
}
static int by_count(const void *x, const void *y)
{
    const actor_sum *a = x, *b = y;
    if (a->n_reports != b->n_reports) return a->n_reports > b->n_reports ? -1 : 1;
    return strcmp(a->key, b->key);
}

static void count_roles(const claim_report *r, int32_t actor, actor_sum *s)
{
    for (uint32_t i = 0; i < r->n_events; i++) {
        const claim_event *e = &r->events[i];
        for (uint32_t k = 0; k < e->agents.n; k++) s->n_agent += e->agents.v[k] == actor;
        for (uint32_t k = 0; k < e->patients.n; k++) s->n_patient += e->patients.v[k] == actor;
        for (uint32_t k = 0; k < e->sources.n; k++) s->n_source += e->sources.v[k].actor == actor;
    }
}

void view_actor_rows(view_set *v, view_table *t)
{
    static const view_column columns[] = {{"name", CELL_TEXT, 40},      {"kind", CELL_TEXT, 14},
                                          {"country", CELL_TEXT, 7},    {"ref", CELL_TEXT, 30},
                                          {"reports", CELL_NUMBER, 7},  {"doer", CELL_NUMBER, 6},
                                          {"sufferer", CELL_NUMBER, 8}, {"source", CELL_NUMBER, 6}};
    size_t cap = 0;
    uint32_t n = 0;
    table_begin(t, v, columns, COUNT(columns));
    for (uint32_t i = 0; i < v->n_reports; i++) cap += v->reports[i].n_actors;
    actor_sum *sums = arena_array(&v->arena, cap, sizeof *sums);
    if (sums == NULL) {
        v->ok = false;
        return;
    }
    for (uint32_t i = 0; i < v->fused.n_reports; i++) {
        const claim_report *r = v->fused.reports[i];
        if (v->fused.copy_of[i] >= 0) continue;
        for (uint32_t k = 0; k < r->n_actors; k++) {
            const claim_actor *a = &r->actors[k];
            if (a->name == NULL || !view_has(a->name, v->query.actor)) continue;
            sums[n] = (actor_sum){claims_actor_key(r, (int32_t)k, &v->arena),
                                  a->name,
                                  a->ref,
                                  a->kind,
                                  a->country,
                                  1,
                                  0,
                                  0,
                                  0,
                                  (int64_t)i};
            count_roles(r, (int32_t)k, &sums[n++]);
        }
    }
    qsort(sums, n, sizeof *sums, by_key);
    uint32_t m = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (m > 0 && strcmp(sums[m - 1].key, sums[i].key) == 0) {
            actor_sum *s = &sums[m - 1];
            s->n_reports += s->last_report != sums[i].last_report;
            s->last_report = sums[i].last_report;
            s->n_agent += sums[i].n_agent;
            s->n_patient += sums[i].n_patient;
            s->n_source += sums[i].n_source;
            if (s->kind == NULL) s->kind = sums[i].kind;
            if (s->country == NULL) s->country = sums[i].country;
        } else
            sums[m++] = sums[i];
    }
    qsort(sums, m, sizeof *sums, by_count);
    for (uint32_t i = 0; i < m; i++) {
        table_row(t);
        table_text(t, sums[i].name);
        table_text(t, sums[i].kind);
        table_text(t, sums[i].country);
        table_text(t, sums[i].ref);
        table_int(t, sums[i].n_reports);
        table_int(t, sums[i].n_agent);
        table_int(t, sums[i].n_patient);
        table_int(t, sums[i].n_source);
    }
}

/* ---- incidents
 * -------------------------------------------------------------------------------------------------------------- */

static void put_incident_place(view_table *t, const incident_place *p)
{
    table_text(t, p->name);
    table_text(t, p->within);
    if (p->located) {
        table_real(t, p->lat_deg, 5);
        table_real(t, p->lon_deg, 5);
    } else
        table_skip(t, 2);
    table_text(t, p->precision);
    table_text(t, p->country);
}

void view_incidents(view_set *v, view_table *t)
{
    static const view_column columns[] = {
        {"id", CELL_TEXT, 13},           {"date", CELL_TEXT, 10},        {"end", CELL_TEXT, 0},
        {"kind", CELL_TEXT, 17},         {"place", CELL_TEXT, 20},       {"within", CELL_TEXT, 18},
        {"lat", CELL_NUMBER, 0},         {"lon", CELL_NUMBER, 0},        {"precision", CELL_TEXT, 0},
        {"country", CELL_TEXT, 0},       {"agents", CELL_TEXT, 26},      {"patients", CELL_TEXT, 22},
        {"killed", CELL_TEXT, 14},       {"killed_low", CELL_NUMBER, 0}, {"killed_best", CELL_NUMBER, 0},
        {"killed_high", CELL_NUMBER, 0}, {"wounded", CELL_TEXT, 12},     {"holder", CELL_TEXT, 18},
        {"contested", CELL_TEXT, 9},     {"reports", CELL_NUMBER, 7},    {"sources", CELL_NUMBER, 7},
        {"score", CELL_NUMBER, 0},       {"title", CELL_TEXT, 0}};
    table_begin(t, v, columns, COUNT(columns));
    for (uint32_t i = 0; i < v->fused.n; i++) {
        const fuse_incident *x = &v->fused.incidents[i];
        const incident_figure *killed = view_figure(x, "killed", false);
        if (killed == NULL) killed = view_figure(x, "killed", true);
        if (!view_fits_incident(v, x)) continue;
        table_row(t);
        table_text(t, x->id);
        table_day(t, x->first);
        table_day(t, x->last);
        table_text(t, x->kind);
        put_incident_place(t, &x->place);
        table_text(t, view_incident_actors(v, x->agents, x->n_agents, "; "));
        table_text(t, view_incident_actors(v, x->patients, x->n_patients, "; "));
        table_text(t, view_range(v, killed));
        table_int(t, killed != NULL ? killed->low : CLAIM_OPEN);
        table_int(t, killed != NULL ? killed->best : CLAIM_OPEN);
        table_int(t, killed != NULL ? killed->high : CLAIM_OPEN);
        table_text(t, view_range(v, view_figure(x, "wounded", false)));
        table_text(t, x->holder.name);
        table_text(t, x->contested ? "contested" : NULL);
        table_int(t, x->n_reports);
        table_int(t, x->n_sources);
        table_real(t, x->score, 3);
        table_text(t, x->title);
    }
}

void view_timeline(view_set *v, view_table *t)
{
    static const view_column columns[] = {
        {"date", CELL_TEXT, 10},     {"what", CELL_TEXT, 70}, {"killed", CELL_TEXT, 14}, {"contested", CELL_TEXT, 9},
        {"sources", CELL_NUMBER, 7}, {"lat", CELL_NUMBER, 0}, {"lon", CELL_NUMBER, 0},   {"incident", CELL_TEXT, 13}};
    table_begin(t, v, columns, COUNT(columns));
    for (uint32_t i = 0; i < v->fused.n; i++) {
        const fuse_incident *x = &v->fused.incidents[i];
        if (!view_fits_incident(v, x)) continue;
        table_row(t);
        table_day(t, x->first);
        table_text(t, x->title);
        table_text(t, view_range(v, view_figure(x, "killed", false)));
        table_text(t, x->contested ? "contested" : NULL);
        table_int(t, x->n_sources);
        if (x->place.located) {
            table_real(t, x->place.lat_deg, 5);
            table_real(t, x->place.lon_deg, 5);
        } else
            table_skip(t, 2);
        table_text(t, x->id);
    }
}
