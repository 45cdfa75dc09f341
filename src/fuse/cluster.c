/* cluster.c: see cluster.h. */
#include "fuse/cluster.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "fuse/days.h"
#include "fuse/fuse_tune.h"

typedef struct block_row {
    uint64_t block;
    int32_t first; /* day */
    uint32_t unit;
} block_row;

typedef struct edge {
    uint32_t a, b; /* a < b */
    double score;
    bool by_hand;
} edge;

typedef struct work {
    base_arena *arena;
    const cluster_input *in;
    unit_list *units;
    takeover_list takeovers;
    block_row *rows;
    size_t n_rows, cap_rows;
    edge *edges;
    size_t n_edges, cap_edges;
    uint32_t *parent, *next, *size; /* union-find with member lists, over units */
    const fuse_decision **apart;           /* decisions that keep apart, sorted by (a, b) */
    uint32_t n_apart;
} work;

/* ---- twins of copies -------------------------------------------------------------------------------------------------------- */

/* A copy's telling is the original's, told again: same kind, same place, and no number that differs. */
static void find_twins(work *w, const uint32_t *first_unit)
{
    for (uint32_t i = 0; i < w->units->n; i++) {
        fuse_unit *u = &w->units->v[i];
        int32_t original = w->in->copy_of[u->report];
        if (original < 0) continue;
        for (uint32_t k = first_unit[original]; k < first_unit[original + 1] && u->twin < 0; k++) {
            const fuse_unit *o = &w->units->v[k];
            bool place = u->n_chain == 0 || o->n_chain == 0 || strcmp(u->chain[0].key, o->chain[0].key) == 0;
            if (strcmp(u->kind.name, o->kind.name) != 0 || (u->control < 0) != (o->control < 0) || !place) continue;
            if (u->manner != o->manner || u->withdrawn != o->withdrawn) continue;
            if (u->exact && o->exact && u->first != o->first) continue;
            u->twin = (int32_t)k;
        }
    }
}

/* ---- blocking --------------------------------------------------------------------------------------------------------------- */

static bool add_row(work *w, uint64_t block, uint32_t unit)
{
    block_row *rows = arena_grow(w->arena, w->rows, w->n_rows, &w->cap_rows, sizeof *rows);
    if (rows == NULL) return false;
    w->rows = rows;
    w->rows[w->n_rows++] = (block_row){block, w->units->v[unit].first, unit};
    return true;
}

static uint64_t text_block(const char *kind, const char *s) { return hash_bytes(s, strlen(s), hash_bytes(kind, strlen(kind), 7)); }

static bool wide(const unit_place *p) { return strcmp(p->precision, "province") == 0 || strcmp(p->precision, "country") == 0; }

static bool add_blocks(work *w, uint32_t i)
{
    const fuse_unit *u = &w->units->v[i];
    char key[96];
    if (!add_row(w, text_block("report", w->in->reports[u->report]->id), i)) return false;
    for (uint32_t k = 0; k < u->n_chain; k++) {
        const unit_place *p = &u->chain[k];
        if (k > 0 && wide(p)) break;
        if (!add_row(w, text_block("place", p->key), i)) return false;
        if (k == 0 && p->name[0] != '\0' && !add_row(w, text_block("name", p->name), i)) return false;
    }
    for (const char *p = u->n_chain > 0 && !wide(&u->chain[0]) ? u->chain[0].name : ""; *p != '\0';) { /* "zobe" and "zobe junction" */
        size_t m = strcspn(p, " -");
        snprintf(key, sizeof key, "%.*s", (int)(m < 60 ? m : 60), p);
        if (pair_is_telling(p, m) && !add_row(w, text_block("word", key), i)) return false;
        p += m + (p[m] != '\0');
    }
    if (u->n_chain > 0 && u->chain[0].located && !wide(&u->chain[0])) {
        int y = (int)floor(u->chain[0].lat_deg * 10), x = (int)floor(u->chain[0].lon_deg * 10);
        for (int dy = 0; dy <= 1; dy++)
            for (int dx = 0; dx <= 1; dx++) { /* cells overlap: two points nearer than 0.1 degree share one of four */
                snprintf(key, sizeof key, "%d,%d", y + dy, x + dx);
                if (!add_row(w, text_block("cell", key), i)) return false;
            }
    }
    for (uint32_t k = 0; pair_is_rare(u) && u->exact && k < u->n_chain; k++) { /* what a whole province has but once on a day */
        snprintf(key, sizeof key, "%.70s@%d", u->chain[k].key, (int)u->first);
        if (!add_row(w, text_block("rare", key), i)) return false;
    }
    for (uint32_t k = 0; u->n_chain == 0 && u->dated && k < u->agents.n; k++) {
        snprintf(key, sizeof key, "%.70s@%d", u->agents.v[k], (int)u->first);
        if (!add_row(w, text_block("agent", key), i)) return false;
    }
    return true;
}

/* Within a block by day, then in canonical order. */
static int by_block(const void *x, const void *y)
{
    const block_row *a = x, *b = y;
    if (a->block != b->block) return a->block < b->block ? -1 : 1;
    if (a->first != b->first) return a->first < b->first ? -1 : 1;
    return a->unit < b->unit ? -1 : a->unit > b->unit;
}

static int by_pair(const void *x, const void *y)
{
    const edge *a = x, *b = y;
    if (a->a != b->a) return a->a < b->a ? -1 : 1;
    return a->b < b->b ? -1 : a->b > b->b;
}

/* The likeliest first, hand-made ones last; equal ones by canonical order of their units. What a person joins are whole
 * incidents: were theirs joined first, what excludes one half would keep the machine from completing the other. */
static int by_score(const void *x, const void *y)
{
    const edge *a = x, *b = y;
    if (a->by_hand != b->by_hand) return a->by_hand ? 1 : -1;
    if (a->score > b->score || a->score < b->score) return a->score > b->score ? -1 : 1;
    return by_pair(x, y);
}

static bool add_edge(work *w, uint32_t a, uint32_t b)
{
    edge *edges = arena_grow(w->arena, w->edges, w->n_edges, &w->cap_edges, sizeof *edges);
    if (edges == NULL) return false;
    w->edges = edges;
    w->edges[w->n_edges++] = (edge){a < b ? a : b, a < b ? b : a, 0, false};
    return true;
}

static bool make_edges(work *w)
{
    for (uint32_t i = 0; i < w->units->n; i++)
        if (w->units->v[i].twin < 0 && !add_blocks(w, i)) return false;
    if (w->n_rows > 0) qsort(w->rows, w->n_rows, sizeof *w->rows, by_block);
    for (size_t i = 0; i < w->n_rows; i++) {
        const fuse_unit *u = &w->units->v[w->rows[i].unit];
        int looked = 0;
        for (size_t k = i + 1; k < w->n_rows && w->rows[k].block == w->rows[i].block && looked < BLOCK_MAX_NEIGHBOURS; k++, looked++) {
            const fuse_unit *v = &w->units->v[w->rows[k].unit];
            if (u->first != DAY_UNKNOWN && v->first > u->last && v->first - u->last > 2 * TIME_BLOCK_DAYS) break;
            if (w->rows[k].unit != w->rows[i].unit && !add_edge(w, w->rows[i].unit, w->rows[k].unit)) return false;
        }
    }
    if (w->n_edges > 0) qsort(w->edges, w->n_edges, sizeof *w->edges, by_pair);
    size_t n = 0;
    for (size_t i = 0; i < w->n_edges; i++) {
        edge e = w->edges[i];
        if (n > 0 && w->edges[n - 1].a == e.a && w->edges[n - 1].b == e.b) continue;
        pair_view v = pair_compare(&w->units->v[e.a], &w->units->v[e.b], &w->takeovers);
        e.score = v.never ? -1 : v.score;
        w->edges[n++] = e;
    }
    w->n_edges = n;
    return true;
}

/* ---- corrections -------------------------------------------------------------------------------------------------------------- */

static bool same_text(const char *a, const char *b) { return a != NULL && b != NULL && strcmp(a, b) == 0; }

/* A retraction takes back the matching tellings of its own outlet, up to its day, and of copies of them. */
static void withdraw_corrected(work *w)
{
    for (size_t i = 0; i < w->n_edges; i++) {
        fuse_unit *a = &w->units->v[w->edges[i].a], *b = &w->units->v[w->edges[i].b];
        if (a->withdrawn == b->withdrawn || w->edges[i].score < PAIR_ATTACH) continue;
        fuse_unit *told = a->withdrawn ? b : a, *taken = a->withdrawn ? a : b;
        const claim_report *r = w->in->reports[told->report], *correction = w->in->reports[taken->report];
        if (told->report == taken->report || !same_text(r->outlet, correction->outlet)) continue;
        if (r->day != DAY_UNKNOWN && correction->day != DAY_UNKNOWN && r->day > correction->day) continue;
        if (told->counts[0] != CLAIM_OPEN && taken->counts[0] != CLAIM_OPEN && told->counts[0] != taken->counts[0]) continue;
        told->role = UNIT_ECHO;
        told->manner = UNIT_TOLD;
        told->withdrawn = true;
    }
    for (uint32_t i = 0; i < w->units->n; i++) {
        fuse_unit *u = &w->units->v[i];
        if (u->twin >= 0 && w->units->v[u->twin].withdrawn) u->withdrawn = true;
    }
}

/* ---- joining ------------------------------------------------------------------------------------------------------------------- */

static uint32_t find(work *w, uint32_t i)
{
    while (w->parent[i] != i) i = w->parent[i] = w->parent[w->parent[i]];
    return i;
}

static int apart_order(const fuse_decision *d, const char *a, const char *b)
{
    int c = strcmp(d->a, a);
    return c != 0 ? c : strcmp(d->b, b);
}

static bool kept_apart(const work *w, const char *a, const char *b)
{
    if (strcmp(a, b) > 0) {
        const char *t = a;
        a = b;
        b = t;
    }
    uint32_t low = 0, high = w->n_apart;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        int c = apart_order(w->apart[mid], a, b);
        if (c == 0) return true;
        if (c < 0) low = mid + 1;
        else high = mid;
    }
    return false;
}

/* May two clusters be one? Nothing excludes it, and on the mean their members agree. */
static bool may_join(work *w, uint32_t a, uint32_t b, bool by_hand)
{
    double sum = 0;
    int n = 0, left = CLUSTER_MAX_CHECKS;
    for (uint32_t i = a; i != UINT32_MAX && left > 0; i = w->next[i], left--) {
        int right = CLUSTER_MAX_CHECKS;
        for (uint32_t k = b; k != UINT32_MAX && right > 0; k = w->next[k], right--) {
            if (w->n_apart > 0 && kept_apart(w, w->units->v[i].key, w->units->v[k].key)) return false;
            if (by_hand) continue;
            pair_view v = pair_compare(&w->units->v[i], &w->units->v[k], &w->takeovers);
            if (v.never) return false;
            sum += v.score;
            n++;
        }
    }
    return by_hand || sum >= n * (PAIR_JOIN * 0.75);
}

/* Member lists stay in canonical order, so that the checks above look at the same members whatever joined first. */
static void join(work *w, uint32_t a, uint32_t b)
{
    uint32_t head = a < b ? a : b, x = a, y = b, tail = UINT32_MAX;
    while (x != UINT32_MAX || y != UINT32_MAX) {
        uint32_t take = y == UINT32_MAX || (x != UINT32_MAX && x < y) ? x : y;
        if (take == x) x = w->next[x];
        else y = w->next[y];
        if (tail != UINT32_MAX) w->next[tail] = take;
        tail = take;
    }
    w->parent[a < b ? b : a] = head;
    w->size[head] = w->size[a] + w->size[b];
}

typedef struct joins_list {
    cluster_join *v;
    size_t n, cap;
} joins_list;

static bool note_join(work *w, joins_list *joins, uint32_t a, uint32_t b, bool by_hand)
{
    cluster_join *v = arena_grow(w->arena, joins->v, joins->n, &joins->cap, sizeof *v);
    if (v == NULL) return false;
    joins->v = v;
    joins->v[joins->n++] = (cluster_join){a, b, pair_compare(&w->units->v[a], &w->units->v[b], &w->takeovers), by_hand};
    return true;
}

static int32_t unit_by_key(const work *w, const char *key)
{
    for (uint32_t i = 0; i < w->units->n; i++)
        if (strcmp(w->units->v[i].key, key) == 0) return w->units->v[i].twin >= 0 ? w->units->v[i].twin : (int32_t)i;
    return -1;
}

static bool by_decision(work *w)
{
    uint32_t n = w->in->n_decisions;
    w->apart = arena_array(w->arena, n, sizeof *w->apart);
    if (w->apart == NULL) return false;
    for (uint32_t i = 0; i < n; i++) {
        const fuse_decision *d = &w->in->decisions[i];
        if (!d->together) {
            uint32_t at = w->n_apart++;
            while (at > 0 && apart_order(w->apart[at - 1], d->a, d->b) > 0) {
                w->apart[at] = w->apart[at - 1];
                at--;
            }
            w->apart[at] = d;
            continue;
        }
        int32_t a = unit_by_key(w, d->a), b = unit_by_key(w, d->b);
        if (a < 0 || b < 0 || a == b) continue;
        if (!add_edge(w, (uint32_t)a, (uint32_t)b)) return false;
        w->edges[w->n_edges - 1].score = 1;
        w->edges[w->n_edges - 1].by_hand = true;
    }
    return true;
}

static bool join_cores(work *w, joins_list *joins)
{
    if (w->n_edges > 0) qsort(w->edges, w->n_edges, sizeof *w->edges, by_score);
    for (size_t i = 0; i < w->n_edges; i++) {
        const edge *e = &w->edges[i];
        if (!e->by_hand && e->score < PAIR_JOIN) continue;
        if (w->units->v[e->a].role != UNIT_CORE || w->units->v[e->b].role != UNIT_CORE) continue;
        uint32_t a = find(w, e->a), b = find(w, e->b);
        if (a == b || !may_join(w, a, b, e->by_hand)) continue;
        join(w, a, b);
        if (!note_join(w, joins, e->a, e->b, e->by_hand)) return false;
    }
    return true;
}

/* A claim that the other side still holds the place, made when it is said to have fallen, denies the fall. */
static bool counter_claim(const work *w, const fuse_unit *held, const fuse_unit *core)
{
    if (held->manner != UNIT_HELD || !core->kind.takeover || core->role != UNIT_CORE) return false;
    if (held->n_chain == 0 || core->n_chain == 0 || strcmp(held->chain[0].key, core->chain[0].key) != 0) return false;
    if (!unit_sides_meet(&held->winners, &core->losers) && unit_sides_meet(&held->winners, &core->winners)) return false;
    int32_t said = w->in->reports[held->report]->day; /* what was said before the fall tells who held it then */
    return held->last >= core->first && held->first <= core->last + 3 && said >= core->first && held->winners.n > 0;
}

/* Each echo goes to the core unit that it fits best; equal ones to the first. */
static bool attach_echoes(work *w, joins_list *joins)
{
    double *best = arena_array(w->arena, w->units->n, sizeof *best);
    uint32_t *to = arena_array(w->arena, w->units->n, sizeof *to);
    bool *counter = arena_array(w->arena, w->units->n, sizeof *counter);
    if (best == NULL || to == NULL || counter == NULL) return false;
    for (size_t i = 0; i < w->n_edges; i++) {
        const edge *e = &w->edges[i];
        for (int side = 0; side < 2; side++) {
            uint32_t echo = side ? e->b : e->a, core = side ? e->a : e->b;
            const fuse_unit *u = &w->units->v[echo], *c = &w->units->v[core];
            if (u->role != UNIT_ECHO || c->role != UNIT_CORE) continue;
            if (w->n_apart > 0 && kept_apart(w, u->key, c->key)) continue;
            bool against = e->score < 0 && counter_claim(w, u, c);
            double score = against ? 0.6 : e->score;
            pair_view v = {0};
            if (u->withdrawn && score >= PAIR_ATTACH) { /* taken back: only what is plainly about the same place */
                v = pair_compare(u, c, &w->takeovers);
                if (v.place < 0.75) continue;
            }
            if (score < PAIR_ATTACH || score < best[echo] || (!(score > best[echo]) && best[echo] > 0 && core > to[echo])) continue;
            best[echo] = score;
            to[echo] = core;
            counter[echo] = against;
        }
    }
    for (uint32_t i = 0; i < w->units->n; i++) {
        if (best[i] <= 0) continue;
        if (counter[i]) w->units->v[i].manner = UNIT_DENIED;
        join(w, find(w, to[i]), i);
        if (!note_join(w, joins, to[i], i, false)) return false;
    }
    return true;
}

/* ---- the whole -------------------------------------------------------------------------------------------------------------------- */

static bool gather(work *w, const joins_list *joins, cluster_list *out)
{
    uint32_t n_units = w->units->n;
    for (uint32_t i = 0; i < n_units; i++)
        if (w->units->v[i].twin >= 0) join(w, find(w, (uint32_t)w->units->v[i].twin), find(w, i));
    uint32_t *cluster_at = arena_array(w->arena, n_units, sizeof *cluster_at);
    out->v = arena_array(w->arena, n_units, sizeof *out->v);
    out->n = 0;
    if (cluster_at == NULL || out->v == NULL) return false;
    for (uint32_t i = 0; i < n_units; i++) {
        if (find(w, i) != i) continue;
        bool core = false;
        for (uint32_t k = i; k != UINT32_MAX; k = w->next[k]) core = core || w->units->v[k].role == UNIT_CORE;
        if (!core) continue;
        unit_cluster *c = &out->v[out->n++];
        c->units = arena_array(w->arena, w->size[i], sizeof *c->units);
        if (c->units == NULL) return false;
        for (uint32_t k = i; k != UINT32_MAX; k = w->next[k]) c->units[c->n++] = k;
        cluster_at[i] = out->n;
    }
    for (size_t i = 0; i < joins->n; i++) {
        uint32_t at = cluster_at[find(w, joins->v[i].a)];
        if (at > 0) out->v[at - 1].n_joins++;
    }
    for (uint32_t i = 0; i < out->n; i++) {
        out->v[i].joins = arena_array(w->arena, out->v[i].n_joins, sizeof *out->v[i].joins);
        if (out->v[i].joins == NULL) return false;
        out->v[i].n_joins = 0;
    }
    for (size_t i = 0; i < joins->n; i++) {
        uint32_t at = cluster_at[find(w, joins->v[i].a)];
        if (at > 0) out->v[at - 1].joins[out->v[at - 1].n_joins++] = joins->v[i];
    }
    return true;
}

sitrep_status clusters_make(base_arena *arena, const cluster_input *in, unit_list *units, cluster_list *out)
{
    work w = {.arena = arena, .in = in, .units = units};
    joins_list joins = {0};
    uint32_t *first_unit = arena_array(arena, (size_t)in->n_reports + 1, sizeof *first_unit);
    w.parent = arena_array(arena, units->n, sizeof *w.parent);
    w.next = arena_array(arena, units->n, sizeof *w.next);
    w.size = arena_array(arena, units->n, sizeof *w.size);
    if (first_unit == NULL || w.parent == NULL || w.next == NULL || w.size == NULL) return SITREP_E_NOMEM;
    for (uint32_t i = 0; i < units->n; i++) {
        w.parent[i] = i;
        w.next[i] = UINT32_MAX;
        w.size[i] = 1;
        first_unit[units->v[i].report + 1]++;
    }
    for (uint32_t i = 0; i < in->n_reports; i++) first_unit[i + 1] += first_unit[i];
    find_twins(&w, first_unit);
    if (takeovers_make(arena, units, &w.takeovers) != SITREP_OK || !make_edges(&w)) return SITREP_E_NOMEM;
    withdraw_corrected(&w);
    if (!by_decision(&w) || !join_cores(&w, &joins) || !attach_echoes(&w, &joins) || !gather(&w, &joins, out)) return SITREP_E_NOMEM;
    return SITREP_OK;
}
