/* view_set.c: loading, and what fits a query (view.h). */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/heap.h"
#include "base/utf8.h"
#include "fuse/days.h"
#include "views/view.h"

static bool day_of(const char *s, bool end, int32_t *day)
{
    int32_t first, last;
    *day = DAY_UNKNOWN;
    if (s == NULL) return true;
    if (!days_of_edtf(s, &first, &last)) return false;
    *day = end ? last : first;
    return true;
}

static bool policy_of(const char *s, best_policy *p)
{
    static const char *const names[] = {"latest", "median", "most-sourced"};
    *p = BEST_LATEST;
    for (int i = 0; s != NULL && i < 3; i++)
        if (strcmp(s, names[i]) == 0) {
            *p = (best_policy)i;
            return true;
        }
    return s == NULL;
}

static void *memory_alloc(void *ctx, size_t n)
{
    view_memory *m = ctx;
    void *p = m->failed ? NULL : heap_alloc(m->below, n);
    if (p == NULL) m->failed = true;
    return p;
}

static void *memory_resize(void *ctx, void *old, size_t n_old, size_t n_new)
{
    view_memory *m = ctx;
    void *p = m->failed ? NULL : heap_resize(m->below, old, n_old, n_new);
    if (p == NULL) m->failed = true;
    return p;
}

static void memory_release(void *ctx, void *p) { heap_release(((view_memory *)ctx)->below, p); }

bool view_starved(const view_set *v) { return v->memory.failed || !v->ok; }

sitrep_status view_load(view_set *v, sitrep_store *store, const sitrep_query *query, sitrep_error *err)
{
    memset(v, 0, sizeof *v);
    v->store = store;
    v->ok = true;
    if (query != NULL) v->query = *query;
    v->memory = (view_memory){store_allocator(store), {memory_alloc, memory_resize, memory_release, &v->memory}, false};
    arena_init(&v->arena, &v->memory.hook);
    fuse_options o = {.all_spheres = v->query.sphere != NULL, .min_score = v->query.min_score};
    fuse_decision *decisions;
    if (!day_of(v->query.from, false, &v->from)) return fail(err, SITREP_E_ARGUMENT, "not a date", v->query.from);
    if (!day_of(v->query.to, true, &v->to)) return fail(err, SITREP_E_ARGUMENT, "not a date", v->query.to);
    if (!day_of(v->query.at, true, &v->at)) return fail(err, SITREP_E_ARGUMENT, "not a date", v->query.at);
    if (!policy_of(v->query.best, &o.best))
        return fail(err, SITREP_E_ARGUMENT, "best is latest, median or most-sourced", v->query.best);
    sitrep_status status = store_load(store, &v->arena, &v->reports, &v->n_reports, err);
    if (status == SITREP_OK) status = store_load_decisions(store, &v->arena, &decisions, &o.n_decisions, err);
    if (status != SITREP_OK) return status;
    o.decisions = decisions;
    status = fuse_run(&v->arena, v->reports, v->n_reports, &o, &v->fused, err);
    return status == SITREP_OK && view_starved(v) ? fail_nomem(err) : status;
}

void view_clear(view_set *v) { arena_clear(&v->arena); }

/* ---- matching
 * -------------------------------------------------------------------------------------------------------------- */

bool view_has(const char *text, const char *words)
{
    char a[512], b[256];
    if (words == NULL || words[0] == '\0') return true;
    if (text == NULL) return false;
    utf8_fold_string(text, strlen(text), a, sizeof a);
    utf8_fold_string(words, strlen(words), b, sizeof b);
    return strstr(a, b) != NULL;
}

bool view_in_list(const char *word, const char *list)
{
    if (list == NULL || list[0] == '\0') return true;
    if (word == NULL) return false;
    size_t n = strlen(word);
    while (*list != '\0') {
        size_t m = strcspn(list, ",");
        if (m == n && memcmp(list, word, n) == 0) return true;
        list += m + (list[m] == ',');
    }
    return false;
}

bool view_fits_time(const view_set *v, int32_t first, int32_t last)
{
    if (v->from == DAY_UNKNOWN && v->to == DAY_UNKNOWN) return true;
    if (first == DAY_UNKNOWN) return false;
    return (v->from == DAY_UNKNOWN || last >= v->from) && (v->to == DAY_UNKNOWN || first <= v->to);
}

bool view_fits_sphere(const view_set *v, const char *sphere)
{
    if (v->query.sphere == NULL) return strcmp(sphere, "conflict") == 0 || strcmp(sphere, "politics") == 0;
    return strcmp(v->query.sphere, "all") == 0 || view_in_list(sphere, v->query.sphere);
}

bool view_fits_place(const view_set *v, const claim_report *r, const claim_ids *places, int32_t place)
{
    if (v->query.place == NULL) return true;
    for (uint32_t i = 0; i < (places != NULL ? places->n : 1); i++)
        for (int32_t at = places != NULL ? places->v[i] : place; at >= 0; at = r->places[at].within)
            if (view_has(r->places[at].name, v->query.place) || view_has(r->places[at].words, v->query.place))
                return true;
    return false;
}

bool view_fits_sources(const view_set *v, const claim_report *r, const claim_sources *sources)
{
    if (v->query.source == NULL || view_has(r->outlet, v->query.source)) return true;
    for (uint32_t i = 0; i < sources->n; i++) {
        const claim_source *s = &sources->v[i];
        if (view_has(s->name, v->query.source)) return true;
        if (s->actor >= 0 && view_has(r->actors[s->actor].name, v->query.source)) return true;
    }
    return false;
}

static bool fits_actor(const view_set *v, const claim_report *r, claim_ids ids)
{
    for (uint32_t i = 0; i < ids.n; i++)
        for (int32_t at = ids.v[i]; at >= 0; at = r->actors[at].side_of)
            if (view_has(r->actors[at].name, v->query.actor)) return true;
    return false;
}

bool view_fits_event(const view_set *v, const claim_report *r, const claim_event *e)
{
    const sitrep_query *q = &v->query;
    if (!view_fits_sphere(v, e->sphere) || e->score < q->min_score || !view_in_list(e->kind, q->kind)) return false;
    if (!view_in_list(e->stance.certainty, q->certainty)) return false;
    if (q->actor != NULL && !fits_actor(v, r, e->agents) && !fits_actor(v, r, e->patients)) return false;
    return view_fits_time(v, e->time.first, e->time.last) && view_fits_place(v, r, &e->places, -1) &&
           view_fits_sources(v, r, &e->sources);
}

static bool some_source(const view_set *v, const fuse_incident *x)
{
    for (uint32_t i = 0; i < x->cluster->n; i++) {
        const fuse_unit *u = &v->fused.units.v[x->cluster->units[i]];
        const claim_report *r = v->fused.reports[u->report];
        const claim_sources *s = u->control >= 0 ? &r->control[u->control].sources : &r->events[u->event].sources;
        if (view_fits_sources(v, r, s)) return true;
    }
    return false;
}

static bool some_certainty(const view_set *v, const fuse_incident *x)
{
    for (uint32_t i = 0; i < x->cluster->n; i++) {
        const fuse_unit *u = &v->fused.units.v[x->cluster->units[i]];
        const claim_report *r = v->fused.reports[u->report];
        const claim_stance *s = u->control >= 0 ? &r->control[u->control].stance : &r->events[u->event].stance;
        if (view_in_list(s->certainty, v->query.certainty)) return true;
    }
    return false;
}

bool view_fits_incident(const view_set *v, const fuse_incident *x)
{
    const sitrep_query *q = &v->query;
    if (!view_fits_sphere(v, x->sphere) || x->score < q->min_score || !view_in_list(x->kind, q->kind)) return false;
    if (!view_fits_time(v, x->first, x->last)) return false;
    if (q->place != NULL && !view_has(x->place.name, q->place) && !view_has(x->place.within, q->place) &&
        !view_has(x->title, q->place))
        return false;
    bool actor = q->actor == NULL;
    for (uint32_t i = 0; i < x->n_agents && !actor; i++) actor = view_has(x->agents[i].name, q->actor);
    for (uint32_t i = 0; i < x->n_patients && !actor; i++) actor = view_has(x->patients[i].name, q->actor);
    return actor && (q->source == NULL || some_source(v, x)) && (q->certainty == NULL || some_certainty(v, x));
}

/* ---- parts of rows
 * ------------------------------------------------------------------------------------------------------------ */

const char *view_copy(view_set *v, const char *s)
{
    const char *p = s != NULL ? arena_strndup(&v->arena, s, strlen(s)) : NULL;
    if (s != NULL && p == NULL) v->ok = false;
    return p;
}

const char *view_print(view_set *v, const char *format, ...)
{
    char text[2048];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    size_t n = strlen(text); /* cut inside a character? */
    while (n > 0 && utf8_first_bad(text, n) < n) n--;
    text[n] = '\0';
    return view_copy(v, text);
}

const char *view_date(view_set *v, int32_t day)
{
    char date[11];
    if (day == DAY_UNKNOWN) return NULL;
    days_write(day, date);
    return view_copy(v, date);
}

const char *view_actors(view_set *v, const claim_report *r, claim_ids ids)
{
    base_buf b;
    buf_init(&b, v->arena.allocator);
    for (uint32_t i = 0; i < ids.n; i++) {
        const char *name = r->actors[ids.v[i]].name;
        if (name == NULL) continue;
        if (b.n > 0) buf_puts(&b, "; ");
        buf_puts(&b, name);
    }
    const char *s = b.n > 0 ? view_copy(v, b.data) : NULL;
    if (!b.ok) v->ok = false;
    buf_clear(&b);
    return s;
}

const char *view_incident_actors(view_set *v, const incident_actor *a, uint32_t n, const char *between)
{
    base_buf b;
    buf_init(&b, v->arena.allocator);
    for (uint32_t i = 0; i < n; i++) {
        if (a[i].name == NULL) continue;
        if (b.n > 0) buf_puts(&b, between);
        buf_puts(&b, a[i].name);
    }
    const char *s = b.n > 0 ? view_copy(v, b.data) : NULL;
    if (!b.ok) v->ok = false;
    buf_clear(&b);
    return s;
}

const incident_figure *view_figure(const fuse_incident *x, const char *kind, bool own_side)
{
    for (uint32_t i = 0; i < x->n_figures; i++)
        if (strcmp(x->figures[i].kind, kind) == 0 && x->figures[i].own_side == own_side) return &x->figures[i];
    return NULL;
}

const char *view_range(view_set *v, const incident_figure *f)
{
    if (f == NULL || f->best == CLAIM_OPEN) return NULL;
    if (f->low == f->high && f->low == f->best) return view_print(v, "%lld", (long long)f->best);
    return view_print(v, "%lld (%lld-%lld)", (long long)f->best, (long long)f->low, (long long)f->high);
}

const char *view_stance_words(const claim_stance *s)
{
    static const char *const realis[] = {NULL, "planned", "attempted", "conditional", "hypothetical", "generic"};
    if (s->polarity == CLAIM_DENIED) return "denied";
    if (s->polarity == CLAIM_RETRACTED) return "withdrawn";
    if (s->realis != CLAIM_ACTUAL) return realis[s->realis];
    return s->certainty != NULL ? s->certainty : "asserted";
}
