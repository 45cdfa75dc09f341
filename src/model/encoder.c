/* encoder.c: pieces -> word vectors: BERT's encoder (Devlin et al. 2019) with a vector for the word's shape added to its
 * input. x [rows][hidden]: all windows of the batch below each other, so that the matrix products see many rows and no
 * padding; only attention looks at one window at a time. */
#include <string.h>

#include "model/model_private.h"

/* x = LayerNorm(word + position + shape), one row a piece. The file's positions hold the type vector already. */
static void embed_row(const model *m, uint32_t piece, uint32_t position, uint32_t shape, float *x)
{
    const int8_t *word = m->word + (size_t)piece * m->hidden;
    const float *p = m->position + (size_t)position * m->hidden, *s = m->shape + (size_t)shape * m->hidden;
    float scale = m->word_scale[piece];
    for (uint32_t i = 0; i < m->hidden; i++) x[i] = ((float)word[i] * scale + p[i]) + s[i];
}

static void embed(const model *m, const text_doc *doc, const model_pieces *pieces, const model_window *w, float *x)
{
    uint32_t special = m->n_shapes - 1, position = 0;
    embed_row(m, m->cls, position++, special, x);
    for (uint32_t t = w->tok_b; t < w->tok_e; t++) {
        uint32_t shape = doc->tokens[t].shape < special ? doc->tokens[t].shape : special;
        for (uint32_t i = pieces->first[t]; i < pieces->first[t + 1]; i++, position++)
            embed_row(m, pieces->id[i], position, shape, x + (size_t)position * m->hidden);
    }
    embed_row(m, m->sep, position, special, x + (size_t)position * m->hidden);
}

/* x = LayerNorm(x + W2 gelu(W1 x)), a few rows at a time: the inner layer is four times as wide. */
static void feed_forward(const model *m, model_scratch *s, const model_layer *l, uint32_t rows)
{
    const model_kernel *k = m->kernel;
    for (uint32_t r = 0; r < rows; r += MODEL_CHUNK_ROWS) {
        uint32_t n = rows - r < MODEL_CHUNK_ROWS ? rows - r : MODEL_CHUNK_ROWS;
        float *x = s->x + (size_t)r * m->hidden;
        k->quantise(x, m->hidden, n, m->hidden, s->q, s->q_scale);
        k->linear(&l->inner, s->q, s->q_scale, n, s->inner, m->inner);
        k->gelu(s->inner, (size_t)n * m->inner);
        k->quantise(s->inner, m->inner, n, m->inner, s->q_inner, s->q_inner_scale);
        k->linear(&l->outer, s->q_inner, s->q_inner_scale, n, s->y, m->hidden);
        k->add_norm(x, s->y, n, m->hidden, l->norm2_gamma, l->norm2_beta);
    }
}

static void layer_run(const model *m, model_scratch *s, const model_layer *l, const model_window *w, uint32_t n, uint32_t rows)
{
    const model_kernel *k = m->kernel;
    size_t ld = 3 * (size_t)m->hidden;
    k->quantise(s->x, m->hidden, rows, m->hidden, s->q, s->q_scale);
    k->linear(&l->query, s->q, s->q_scale, rows, s->qkv, ld);
    k->linear(&l->key, s->q, s->q_scale, rows, s->qkv + m->hidden, ld);
    k->linear(&l->value, s->q, s->q_scale, rows, s->qkv + 2 * (size_t)m->hidden, ld);
    for (uint32_t i = 0; i < n; i++)
        k->attention(s->qkv + w[i].row * ld, w[i].n_rows, m->n_attention, m->hidden / m->n_attention, s->attend,
                     s->y + (size_t)w[i].row * m->hidden);
    k->quantise(s->y, m->hidden, rows, m->hidden, s->q, s->q_scale);
    k->linear(&l->dense, s->q, s->q_scale, rows, s->y, m->hidden);
    k->add_norm(s->x, s->y, rows, m->hidden, l->norm1_gamma, l->norm1_beta);
    feed_forward(m, s, l, rows);
}

void encoder_run(const model *m, model_scratch *s, const text_doc *doc, const model_pieces *pieces, const model_window *w,
                 uint32_t n)
{
    uint32_t rows = 0, n_words = 0;
    for (uint32_t i = 0; i < n; i++) {
        embed(m, doc, pieces, &w[i], s->x + (size_t)w[i].row * m->hidden);
        rows += w[i].n_rows;
        n_words += w[i].tok_e - w[i].tok_b;
    }
    m->kernel->add_norm(s->x, NULL, rows, m->hidden, m->norm_gamma, m->norm_beta);
    for (uint32_t i = 0; i < m->n_layers; i++) layer_run(m, s, &m->layer[i], w, n, rows);

    float *h = s->h; /* h_w = (first piece + last piece) / 2 */
    for (uint32_t i = 0; i < n; i++) {
        const float *x = s->x + (size_t)(w[i].row + 1) * m->hidden;
        uint32_t base = pieces->first[w[i].tok_b];
        for (uint32_t t = w[i].tok_b; t < w[i].tok_e; t++, h += m->hidden) {
            const float *a = x + (size_t)(pieces->first[t] - base) * m->hidden;
            const float *b = x + (size_t)(pieces->first[t + 1] - 1 - base) * m->hidden;
            for (uint32_t d = 0; d < m->hidden; d++) h[d] = (a[d] + b[d]) * 0.5f;
        }
    }
    m->kernel->quantise(s->h, m->hidden, n_words, m->hidden, s->hq, s->h_scale);
}
