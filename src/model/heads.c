/* heads.c: word vectors -> labels and links. The formulas stand in docs/model-format.md; h is s->h, quantised once for all
 * heads (s->hq). */
#include <math.h>
#include <string.h>

#include "model/model_private.h"

/* Labels and their probabilities for all words of the batch: softmax(W2 gelu(W1 h + b1) + b2). */
static void label_run(const model *m, model_scratch *s, uint32_t at, const model_window *w, uint32_t n, uint32_t n_words,
                      const model_layers *layers)
{
    const model_kernel *k = m->kernel;
    const model_head_spec *head = &m->head[at];
    uint32_t wide = head->w2.out_pad, window = 0;
    uint16_t *label = (uint16_t *)(uintptr_t)layers->label[at];
    float *score = (float *)(uintptr_t)layers->score[at], *prob = (float *)(uintptr_t)layers->prob[at];
    for (uint32_t b = 0; b < n_words; b += MODEL_CHUNK_ROWS) {
        uint32_t rows = n_words - b < MODEL_CHUNK_ROWS ? n_words - b : MODEL_CHUNK_ROWS;
        const uint8_t *q = s->hq + (size_t)b * m->hidden;
        const float *q_scale = s->h_scale + b;
        if (head->hidden) {
            k->linear(&head->w1, q, q_scale, rows, s->z, head->hidden);
            k->gelu(s->z, (size_t)rows * head->hidden);
            k->quantise(s->z, head->hidden, rows, head->hidden, s->zq, s->z_scale);
            q = s->zq, q_scale = s->z_scale;
        }
        k->linear(&head->w2, q, q_scale, rows, s->logit, wide);
        for (uint32_t r = 0; r < rows; r++) {
            while (window + 1 < n && w[window + 1].word <= b + r) window++;
            uint32_t t = w[window].tok_b + (b + r - w[window].word);
            float *x = s->logit + (size_t)r * wide;
            uint16_t best = best_of(x, head->n_labels);
            k->softmax(x, head->n_labels);
            label[t] = best;
            score[t] = x[best];
            if (prob) memcpy(prob + (size_t)t * head->n_labels, x, head->n_labels * sizeof *x);
            s->label[(size_t)(b + r) * m->n_heads + at] = best;
        }
    }
}

static uint32_t distance_bucket(uint32_t from, uint32_t to)
{
    uint32_t a = to >= from ? to - from : from - to;
    uint32_t n = a <= 4 ? a : a <= 6 ? 5 : a <= 9 ? 6 : a <= 14 ? 7 : a <= 24 ? 8 : 9;
    return to >= from ? n : n + 9;
}

/* Words of the window that take part: all, or those whose label in `by` is not its first. Numbers inside the window. */
static uint32_t pick_words(const model *m, const model_scratch *s, const model_window *w, uint32_t by, uint32_t *out)
{
    uint32_t n = 0, n_words = w->tok_e - w->tok_b;
    for (uint32_t i = 0; i < n_words; i++)
        if (by == HEAD_NONE || s->label[(size_t)(w->word + i) * m->n_heads + by] != 0) out[n++] = i;
    return n;
}

/* y [n][width] = relu(W h + b) for the picked words. */
static void project(const model *m, model_scratch *s, const model_window *w, const model_matrix *matrix, const uint32_t *picked,
                    uint32_t n, float *y)
{
    for (uint32_t i = 0; i < n; i++) {
        memcpy(s->gather + (size_t)i * m->hidden, s->hq + (size_t)(w->word + picked[i]) * m->hidden, m->hidden);
        s->gather_scale[i] = s->h_scale[w->word + picked[i]];
    }
    m->kernel->linear(matrix, s->gather, s->gather_scale, n, y, matrix->out_pad);
    m->kernel->relu(y, (size_t)n * matrix->out_pad);
}

static void put_link(base_arena *arena, model_link_list *links, model_link link)
{
    model_link *grown = links->ok ? arena_grow(arena, links->v, links->n, &links->capacity, sizeof *grown) : NULL;
    links->ok = grown != NULL;
    if (!grown) return;
    links->v = grown;
    links->v[links->n++] = link;
}

/* The probabilities of one word's links: sigmoid(score), each for itself. s->pair [L][n8] holds the scores. */
static void sigmoid_links(const model *m, model_scratch *s, base_arena *arena, uint32_t at, const model_window *w, uint32_t i,
                          uint32_t n_to, model_link_list *links)
{
    const model_head_spec *head = &m->head[at];
    uint32_t n8 = round_up(n_to, 8);
    for (uint32_t j = 0; j < n_to; j++) {
        for (uint32_t l = 0; l < head->n_labels; l++) {
            float x = s->pair[(size_t)l * n8 + j];
            if (!(x > head->floor_score)) continue;
            float two[8] = { 0, x }; /* softmax of (0, x) is the sigmoid of x, with the kernel's own exp */
            m->kernel->softmax(two, 2);
            put_link(arena, links, (model_link){ .from = w->tok_b + s->from[i], .to = w->tok_b + s->to[j],
                                                 .head = (uint16_t)at, .label = (uint16_t)l, .score = two[1] });
        }
    }
}

/* One of all other words, or none of them, whose score is 0. s->pair [1][n8 + 8]. */
static void softmax_links(const model *m, model_scratch *s, base_arena *arena, uint32_t at, const model_window *w, uint32_t i,
                          uint32_t n_to, model_link_list *links)
{
    for (uint32_t j = 0; j < n_to; j++)
        if (s->to[j] == s->from[i]) s->pair[j] = -1e4f;
    s->pair[n_to] = 0.0f;
    m->kernel->softmax(s->pair, n_to + 1);
    for (uint32_t j = 0; j < n_to; j++)
        if (s->pair[j] > m->head[at].floor && s->to[j] != s->from[i])
            put_link(arena, links, (model_link){ .from = w->tok_b + s->from[i], .to = w->tok_b + s->to[j],
                                                 .head = (uint16_t)at, .label = 0, .score = s->pair[j] });
}

/* score_l(i, j) = sum_k b_jk (a_ik V_lk / sqrt(d) + Ub_lk) + Ua_l a_i + c_l + dist_l[bucket(j - i)] */
static void link_run(const model *m, model_scratch *s, base_arena *arena, uint32_t at, const model_window *w,
                     model_link_list *links)
{
    const model_kernel *k = m->kernel;
    const model_head_spec *head = &m->head[at];
    uint32_t d = head->width, n_from = pick_words(m, s, w, head->from_head, s->from);
    uint32_t n_to = n_from ? pick_words(m, s, w, head->to_head, s->to) : 0;
    if (n_from == 0 || n_to == 0) return;
    uint32_t n8 = round_up(n_to, 8);
    project(m, s, w, &head->wa, s->from, n_from, s->a);
    project(m, s, w, &head->wb, s->to, n_to, s->b);
    for (uint32_t j = 0; j < n8; j++)
        for (uint32_t i = 0; i < d; i++) s->bt[(size_t)i * n8 + j] = j < n_to ? s->b[(size_t)j * d + i] : 0.0f;
    float root = 1.0f / sqrtf((float)d);
    for (uint32_t i = 0; i < n_from; i++) {
        const float *a = s->a + (size_t)i * d;
        for (uint32_t l = 0; l < head->n_labels; l++)
            for (uint32_t x = 0; x < d; x++)
                s->left[(size_t)l * d + x] = (a[x] * head->v[(size_t)l * d + x]) * root + head->ub[(size_t)l * d + x];
        k->dots(s->left, d, head->n_labels, s->bt, n8, n8, d, s->pair, n8);
        for (uint32_t l = 0; l < head->n_labels; l++) {
            float own = k->dot(a, head->ua + (size_t)l * d, d) + head->c[l];
            const float *dist = head->dist + (size_t)l * LINK_BUCKETS;
            float *row = s->pair + (size_t)l * n8;
            for (uint32_t j = 0; j < n_to; j++) row[j] += own + dist[distance_bucket(s->from[i], s->to[j])];
        }
        if (head->kind == HEAD_SOFTMAX) softmax_links(m, s, arena, at, w, i, n_to, links);
        else sigmoid_links(m, s, arena, at, w, i, n_to, links);
    }
}

void heads_run(const model *m, model_scratch *s, base_arena *arena, const text_doc *doc, const model_window *w, uint32_t n,
               uint32_t n_words, uint64_t heads, const model_layers *layers, model_link_list *links)
{
    bool has_tree = false;
    for (uint32_t h = 0; h < m->n_heads; h++)
        if (in_set(heads, h) && m->head[h].kind == HEAD_LABEL) {
            label_run(m, s, h, w, n, n_words, layers);
            for (uint32_t i = 0; i < n && m->head[h].is_span; i++) spans_run(m, s, doc, h, &w[i], layers);
        }
    for (uint32_t h = 0; h < m->n_heads; h++) {
        if (!in_set(heads, h)) continue;
        if (m->head[h].kind == HEAD_TREE && !has_tree) {
            has_tree = true;
            for (uint32_t i = 0; i < n; i++)
                heads_tree(m, s, doc, &m->head[h], &w[i], (uint32_t *)(uintptr_t)layers->tree_head,
                           (uint16_t *)(uintptr_t)layers->tree_label);
        } else if (m->head[h].kind == HEAD_LINK || m->head[h].kind == HEAD_SOFTMAX) {
            for (uint32_t i = 0; i < n; i++) link_run(m, s, arena, h, &w[i], links);
        }
    }
}

/* Governors of the window's words. arc(i, j) as for links with V = 1; the root is one more word with b = root_b and no
 * distance; label of the link that was chosen: argmax_l sum_k a2_ik b2_jk V_lk / sqrt(e) + Ua2_l a2_i + Ub2_l b2_j + c2_l. */
void heads_tree(const model *m, model_scratch *s, const text_doc *doc, const model_head_spec *head, const model_window *w,
                uint32_t *governor, uint16_t *label)
{
    const model_kernel *k = m->kernel;
    uint32_t d = head->width, e = head->width2, n_words = w->tok_e - w->tok_b;
    float root = 1.0f / sqrtf((float)d), root2 = 1.0f / sqrtf((float)e);
    for (uint32_t i = 0; i < n_words; i++) s->from[i] = i;
    project(m, s, w, &head->wa, s->from, n_words, s->a);
    project(m, s, w, &head->wb, s->from, n_words, s->b);
    project(m, s, w, &head->wa2, s->from, n_words, s->a2);
    project(m, s, w, &head->wb2, s->from, n_words, s->b2);
    float *root_b2 = s->b2 + (size_t)m->window * e; /* one row beyond the words */
    memcpy(root_b2, head->root_b2, e * sizeof *root_b2);
    k->relu(root_b2, e);
    float root_own = k->dot(head->root_b, head->ub, d) + head->c[0];

    for (uint32_t b = 0; b < n_words;) { /* one sentence after the other */
        uint32_t sentence = doc->tokens[w->tok_b + b].sentence, end = b;
        while (end < n_words && doc->tokens[w->tok_b + end].sentence == sentence) end++;
        uint32_t n = end - b, n8 = round_up(n, 8), side = n + 1;
        for (uint32_t j = 0; j < n8; j++)
            for (uint32_t i = 0; i < d; i++) s->bt[(size_t)i * n8 + j] = j < n ? s->b[(size_t)(b + j) * d + i] : 0.0f;
        for (uint32_t i = 0; i < n; i++) {
            const float *a = s->a + (size_t)(b + i) * d;
            float own = k->dot(a, head->ua, d);
            for (uint32_t x = 0; x < d; x++) s->left[x] = a[x] * root + head->ub[x];
            k->dots(s->left, d, 1, s->bt, n8, n8, d, s->pair, n8);
            for (uint32_t j = 0; j < n; j++)
                s->arc[(size_t)(j + 1) * side + i + 1] =
                    (double)(s->pair[j] + (own + head->c[0]) + head->dist[distance_bucket(i, j)]);
            s->arc[i + 1] = (double)(k->dot(a, head->root_b, d) * root + own + root_own);
        }
        uint16_t heads[MODEL_MAX_WINDOW + 1];
        tree_solve(n, s->arc, s->arc_from, s->arc_to, s->tree, heads);
        for (uint32_t i = 0; i < n; i++) {
            uint32_t t = w->tok_b + b + i;
            bool is_root = heads[i + 1] == 0;
            governor[t] = is_root ? t : w->tok_b + b + heads[i + 1] - 1;
            const float *a2 = s->a2 + (size_t)(b + i) * e;
            const float *b2 = is_root ? root_b2 : s->b2 + (size_t)(b + heads[i + 1] - 1) * e;
            for (uint32_t x = 0; x < e; x++) s->left[x] = (a2[x] * b2[x]) * root2;
            for (uint32_t l = 0; l < head->n_labels; l++)
                s->logit[l] = ((k->dot(s->left, head->v + (size_t)l * e, e) + k->dot(a2, head->ua2 + (size_t)l * e, e)) +
                               k->dot(b2, head->ub2 + (size_t)l * e, e)) + head->c2[l];
            label[t] = best_of(s->logit, head->n_labels);
        }
        b = end;
    }
}
