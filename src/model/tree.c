/* tree.c: the maximum spanning tree of a sentence, by Chu and Liu (1965) and Edmonds (1967), on a dense matrix.
 *
 * Each node takes its best governor; a cycle is shrunk to one node, whose way in must pay for the link it breaks; and so on
 * until there is no cycle; then the cycles are opened again, last first. One root: links from it are made so dear that the
 * best tree has as few as it can, which is one. */
#include "model/model_private.h"

enum { TREE_OUTSIDE = 0xFFFF };
static const double TREE_ROOT_COST = 1e7; /* above any sum of scores, small enough to leave 9 digits of them */

typedef struct tree_state {
    uint32_t side; /* n + 1 */
    double *score;
    uint16_t *from, *to;    /* the true link behind a link of shrunk nodes */
    uint16_t *best, *alive; /* [side] */
    uint16_t *cycle_from, *cycle_to, *cycle_member; /* the links of all shrunk cycles, in order */
    uint16_t *cycle_end;    /* [level] */
    uint16_t *member;       /* [level][side] which shrunk node held a word inside the cycle, or TREE_OUTSIDE */
    uint16_t *group;        /* [side] the shrunk node that holds a word now */
    uint32_t n_links, n_levels;
} tree_state;

static void take_best(tree_state *t, uint32_t v)
{
    double top = 0;
    uint32_t best = TREE_OUTSIDE;
    for (uint32_t u = 0; u < t->side; u++) {
        if (u == v || !t->alive[u]) continue;
        double s = t->score[u * t->side + v];
        if (best == TREE_OUTSIDE || s > top) {
            top = s;
            best = u;
        }
    }
    t->best[v] = (uint16_t)best;
}

/* A node on a cycle of best links, or 0. seen: [side]. */
static uint32_t find_cycle(const tree_state *t, uint16_t *seen)
{
    for (uint32_t v = 0; v < t->side; v++) seen[v] = 0;
    for (uint32_t start = 1; start < t->side; start++) {
        if (!t->alive[start] || seen[start]) continue;
        uint32_t v = start;
        while (v != 0 && !seen[v]) {
            seen[v] = (uint16_t)start;
            v = t->best[v];
        }
        if (v != 0 && seen[v] == start) return v;
    }
    return 0;
}

/* Shrinks the cycle through `at` into that node. in_cycle: [side] scratch. */
static void shrink(tree_state *t, uint32_t at, uint16_t *in_cycle)
{
    uint32_t side = t->side;
    uint16_t *member = t->member + (size_t)t->n_levels * side;
    for (uint32_t v = 0; v < side; v++) in_cycle[v] = 0;
    uint32_t v = at;
    do {
        in_cycle[v] = 1;
        size_t link = (size_t)t->best[v] * side + v;
        t->cycle_from[t->n_links] = t->from[link];
        t->cycle_to[t->n_links] = t->to[link];
        t->cycle_member[t->n_links++] = (uint16_t)v;
        v = t->best[v];
    } while (v != at);
    t->cycle_end[t->n_levels++] = (uint16_t)t->n_links;
    for (uint32_t w = 0; w < side; w++) {
        bool inside = in_cycle[t->group[w]] != 0;
        member[w] = inside ? t->group[w] : TREE_OUTSIDE;
        if (inside) t->group[w] = (uint16_t)at;
    }
    for (uint32_t u = 0; u < side; u++) {
        if (!t->alive[u] || in_cycle[u]) continue;
        double in_top = 0, out_top = 0;
        uint32_t in = 0, out = 0;
        bool found = false;
        for (uint32_t c = 1; c < side; c++) {
            if (!in_cycle[c]) continue;
            double s_in = t->score[u * side + c] - t->score[t->best[c] * side + c], s_out = t->score[c * side + u];
            if (!found || s_in > in_top) in_top = s_in, in = c;
            if (!found || s_out > out_top) out_top = s_out, out = c;
            found = true;
        }
        size_t to = u * side + at, from = at * side + u;
        uint16_t in_from = t->from[u * side + in], in_to = t->to[u * side + in];
        uint16_t out_from = t->from[out * side + u], out_to = t->to[out * side + u];
        /* both rows of `at` are read by no later u, so they can be written in place */
        t->score[to] = in_top, t->from[to] = in_from, t->to[to] = in_to;
        t->score[from] = out_top, t->from[from] = out_from, t->to[from] = out_to;
    }
    for (uint32_t c = 0; c < side; c++)
        if (in_cycle[c] && c != at) t->alive[c] = 0;
    take_best(t, at);
    for (uint32_t u = 1; u < side; u++)
        if (t->alive[u] && (in_cycle[t->best[u]])) t->best[u] = (uint16_t)at;
}

void tree_solve(uint32_t n, double *score, uint16_t *from, uint16_t *to, uint16_t *work, uint16_t *governor)
{
    uint32_t side = n + 1;
    uint16_t *row = work + (size_t)side * side; /* eight rows of `side` follow the table of members */
    tree_state t = { .side = side, .score = score, .from = from, .to = to, .member = work, .best = row, .alive = row + side,
                     .cycle_from = row + 2 * side, .cycle_to = row + 4 * side, .cycle_member = row + 6 * side };
    /* a cycle of k links removes k - 1 nodes: at most 2n links, n levels */
    uint16_t seen[2 * MODEL_MAX_WINDOW + 4], group[MODEL_MAX_WINDOW + 2], ends[MODEL_MAX_WINDOW + 2];
    t.group = group;
    t.cycle_end = ends;
    governor[0] = 0;
    if (n == 0) return;
    for (uint32_t u = 0; u < side; u++) {
        t.alive[u] = 1;
        t.group[u] = (uint16_t)u;
        for (uint32_t v = 0; v < side; v++) from[u * side + v] = (uint16_t)u, to[u * side + v] = (uint16_t)v;
    }
    uint32_t n_roots = 0;
    for (uint32_t v = 1; v < side; v++) {
        take_best(&t, v);
        n_roots += t.best[v] == 0;
    }
    if (n_roots != 1 || find_cycle(&t, seen) != 0) { /* most sentences are a tree as they stand */
        for (uint32_t v = 1; v < side; v++) score[v] -= TREE_ROOT_COST;
        for (uint32_t v = 1; v < side; v++) take_best(&t, v);
        for (uint32_t at; (at = find_cycle(&t, seen)) != 0;) shrink(&t, at, seen);
    }

    for (uint32_t v = 1; v < side; v++) governor[v] = TREE_OUTSIDE;
    for (uint32_t v = 1; v < side; v++) {
        if (!t.alive[v]) continue;
        size_t link = (size_t)t.best[v] * side + v;
        governor[to[link]] = from[link];
    }
    for (uint32_t level = t.n_levels; level-- > 0;) {
        const uint16_t *member = t.member + (size_t)level * side;
        uint32_t b = level ? t.cycle_end[level - 1] : 0, e = t.cycle_end[level];
        /* the way in is decided already: its word is the only one inside the cycle that has a governor */
        uint32_t way_in = TREE_OUTSIDE;
        for (uint32_t w = 1; w < side && way_in == TREE_OUTSIDE; w++)
            if (governor[w] != TREE_OUTSIDE) way_in = member[w];
        for (uint32_t i = b; i < e; i++)
            if (t.cycle_member[i] != way_in) governor[t.cycle_to[i]] = t.cycle_from[i];
    }
}
