/* fuse.c: see fuse.h. The story: order the reports, mark copies, make units, cluster them, describe and count each cluster. */
#include "fuse/fuse.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "fuse/days.h"
#include "fuse/near_copy.h"

static int text_order(const char *a, const char *b) { return strcmp(a != NULL ? a : "", b != NULL ? b : ""); }

static int by_day_and_id(const void *x, const void *y)
{
    const claim_report *a = *(const claim_report *const *)x, *b = *(const claim_report *const *)y;
    if (a->day != b->day) return a->day == DAY_UNKNOWN ? 1 : b->day == DAY_UNKNOWN ? -1 : a->day < b->day ? -1 : 1;
    int c = text_order(a->published, b->published); /* an hour, where it is known */
    if (c == 0) c = strcmp(a->id, b->id);
    return c != 0 ? c : text_order(a->uri, b->uri);
}

static int by_day_and_place(const void *x, const void *y)
{
    const fuse_incident *a = x, *b = y;
    if (a->first != b->first) return a->first == DAY_UNKNOWN ? 1 : b->first == DAY_UNKNOWN ? -1 : a->first < b->first ? -1 : 1;
    int c = text_order(a->place.key, b->place.key);
    return c != 0 ? c : strcmp(a->id, b->id);
}

/* ---- figures that name no event -------------------------------------------------------------------------------------------------- */

/* "Three killed at the mill; our list for the market has nine names": a semicolon parts two stories. */
static bool is_parted(const claim_report *r, claim_span a, claim_span b)
{
    uint32_t from, to;
    claims_bytes(r, a.b < b.b ? (claim_span){a.b, b.b} : (claim_span){b.b, a.b}, &from, &to);
    return to > from && memchr(r->text + from, ';', to - from) != NULL;
}

/* Which incident does a bare figure of a report belong to? The one that the report tells in the same sentence, else the only one
 * that fits the figure's place and time; -1: it cannot be told. */
static int32_t home_of(const fuse_result *f, uint32_t report, const claim_figure *x, const uint32_t *incident_of_unit, uint32_t first,
                       uint32_t end, base_arena *arena)
{
    const claim_report *r = f->reports[report];
    claim_span sentence = claims_sentence(r, x->span);
    const char *place = x->place >= 0 ? claims_place_key(r, x->place, arena) : NULL;
    int32_t only = -1;
    bool several = false;
    for (uint32_t i = first; i < end; i++) {
        const fuse_unit *u = &f->units.v[i];
        if (incident_of_unit[i] == 0 || u->event < 0 || u->manner == UNIT_PLANNED || u->manner == UNIT_SPEECH || u->withdrawn) continue;
        bool violent = u->kind.family == FAMILY_FIRE || u->kind.family == FAMILY_HARM || u->kind.family == FAMILY_ATTACK ||
                       u->kind.family == FAMILY_GROUND || u->kind.family == FAMILY_PEOPLE;
        if (!violent) continue;
        if (x->time.first != DAY_UNKNOWN && u->first != DAY_UNKNOWN && (x->time.first > u->last + 1 || x->time.last < u->first - 1)) continue;
        bool near = place == NULL || u->n_chain == 0;
        for (uint32_t k = 0; k < u->n_chain && !near; k++) near = strcmp(u->chain[k].key, place) == 0;
        for (int32_t at = x->place; at >= 0 && !near; at = r->places[at].within)
            near = u->n_chain > 0 && strcmp(claims_place_key(r, at, arena), u->chain[0].key) == 0;
        if (!near) continue;
        int32_t incident = (int32_t)incident_of_unit[i] - 1;
        claim_span trigger = r->events[u->event].trigger;
        bool here = sentence.e > sentence.b && trigger.b >= sentence.b && trigger.b < sentence.e;
        if (here && is_parted(r, trigger, x->span)) continue;
        if (here) return incident;
        if (only >= 0 && only != incident) several = true;
        only = incident;
    }
    return several ? -1 : only;
}

typedef struct orphan {
    int32_t incident;
    figure_at at;
} orphan;

static int by_incident(const void *x, const void *y)
{
    const orphan *a = x, *b = y;
    if (a->incident != b->incident) return a->incident < b->incident ? -1 : 1;
    if (a->at.report != b->at.report) return a->at.report < b->at.report ? -1 : 1;
    return a->at.figure < b->at.figure ? -1 : a->at.figure > b->at.figure;
}

static bool is_toll(const claim_figure *f)
{
    static const char *const kinds[] = {"killed", "wounded", "casualties", "freed", "captured", "missing"};
    if (f->event >= 0 || f->of >= 0 || f->stance.realis != CLAIM_ACTUAL || f->stance.polarity != CLAIM_AFFIRMED) return false;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (strcmp(f->kind, kinds[i]) == 0) return true;
    return false;
}

static sitrep_status count_all(base_arena *arena, fuse_result *f)
{
    uint32_t *incident_of_unit = arena_array(arena, f->units.n, sizeof *incident_of_unit);
    size_t n_figures = 0, n = 0;
    for (uint32_t i = 0; i < f->n_reports; i++) n_figures += f->reports[i]->n_figures;
    orphan *orphans = arena_array(arena, n_figures, sizeof *orphans);
    figure_at *at = arena_array(arena, n_figures, sizeof *at);
    if (incident_of_unit == NULL || orphans == NULL || at == NULL) return SITREP_E_NOMEM;
    for (uint32_t i = 0; i < f->n; i++)
        for (uint32_t k = 0; k < f->incidents[i].cluster->n; k++) incident_of_unit[f->incidents[i].cluster->units[k]] = i + 1;
    for (uint32_t i = 0, first = 0; i < f->n_reports; i++) {
        uint32_t end = first;
        while (end < f->units.n && f->units.v[end].report == i) end++;
        for (uint32_t k = 0; k < f->reports[i]->n_figures; k++) {
            if (!is_toll(&f->reports[i]->figures[k])) continue;
            int32_t home = home_of(f, i, &f->reports[i]->figures[k], incident_of_unit, first, end, arena);
            if (home >= 0) orphans[n++] = (orphan){home, {i, k}};
        }
        first = end;
    }
    qsort(orphans, n, sizeof *orphans, by_incident);
    for (size_t i = 0; i < n; i++) at[i] = orphans[i].at;
    size_t next = 0;
    for (uint32_t i = 0; i < f->n; i++) {
        size_t begin = next;
        while (next < n && orphans[next].incident == (int32_t)i) next++;
        sitrep_status status = incident_count(arena, &f->input, at + begin, (uint32_t)(next - begin), &f->incidents[i]);
        if (status != SITREP_OK) return status;
    }
    return SITREP_OK;
}

/* ---- the whole --------------------------------------------------------------------------------------------------------------------- */

sitrep_status fuse_run(base_arena *arena, const claim_report *reports, uint32_t n, const fuse_options *options, fuse_result *f,
                       sitrep_error *err)
{
    unit_options wanted = {options->all_spheres, options->min_score};
    memset(f, 0, sizeof *f);
    f->n_reports = n;
    f->reports = arena_array(arena, n, sizeof *f->reports);
    f->copy_of = arena_array(arena, n, sizeof *f->copy_of);
    if (f->reports == NULL || f->copy_of == NULL) return fail_nomem(err);
    for (uint32_t i = 0; i < n; i++) f->reports[i] = &reports[i];
    qsort(f->reports, n, sizeof *f->reports, by_day_and_id);

    if (near_copies(arena, f->reports, n, f->copy_of) != SITREP_OK) return fail_nomem(err);
    if (units_make(arena, f->reports, n, &wanted, &f->units) != SITREP_OK) return fail_nomem(err);
    cluster_input in = {f->reports, n, f->copy_of, options->decisions, options->n_decisions};
    if (clusters_make(arena, &in, &f->units, &f->clusters) != SITREP_OK) return fail_nomem(err);

    f->input = (incident_input){f->reports, f->copy_of, &f->units, options->best};
    f->incidents = arena_array(arena, f->clusters.n, sizeof *f->incidents);
    if (f->incidents == NULL) return fail_nomem(err);
    for (uint32_t i = 0; i < f->clusters.n; i++, f->n++)
        if (incident_describe(arena, &f->input, &f->clusters.v[i], &f->incidents[i]) != SITREP_OK) return fail_nomem(err);
    qsort(f->incidents, f->n, sizeof *f->incidents, by_day_and_place);
    return count_all(arena, f) == SITREP_OK ? SITREP_OK : fail_nomem(err);
}

const fuse_incident *fuse_find(const fuse_result *result, const char *id)
{
    for (uint32_t i = 0; i < result->n; i++)
        if (strcmp(result->incidents[i].id, id) == 0) return &result->incidents[i];
    return NULL;
}
