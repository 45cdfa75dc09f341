/* model.c: opening a model, its names, and the buffers of a thread. See model.h. */
#include "model/model.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/heap.h"
#include "model/model_private.h"

static sitrep_status open_mapped(const base_map *map, bool owns, const char *path, const char *kernel,
                                 const sitrep_allocator *allocator, model **out, sitrep_error *err)
{
    model *m = heap_alloc(allocator, sizeof *m);
    if (!m) return fail_nomem(err);
    memset(m, 0, sizeof *m);
    if (allocator) m->own_allocator = *allocator;
    m->allocator = &m->own_allocator;
    m->map = *map;
    m->kernel = kernel_choose(kernel);
    sitrep_status status = m->kernel ? model_file_read(m, path, err)
                                     : fail(err, SITREP_E_ARGUMENT, "no such kernel, or not on this processor", kernel);
    if (status != SITREP_OK) {
        heap_release(allocator, m);
        return status;
    }
    m->owns_map = owns;
    *out = m;
    return SITREP_OK;
}

sitrep_status model_open_memory(const void *bytes, size_t n, const char *name, const char *kernel,
                                const sitrep_allocator *allocator, model **m, sitrep_error *err)
{
    base_map map = { .data = bytes, .n = n };
    return open_mapped(&map, false, name, kernel, allocator, m, err);
}

sitrep_status model_open_kernel(const char *path, const char *kernel, const sitrep_allocator *allocator, model **m,
                                sitrep_error *err)
{
    base_map map;
    sitrep_status status = map_open(path, &map, err);
    if (status != SITREP_OK) return status;
    if (!kernel) kernel = getenv("SITREP_KERNEL"); /* for tests and timings; read while nothing else runs */
    if (kernel && *kernel == '\0') kernel = NULL;
    status = open_mapped(&map, true, path, kernel, allocator, m, err);
    if (status != SITREP_OK) map_close(&map);
    return status;
}

sitrep_status model_open(const char *path, const sitrep_allocator *allocator, model **m, sitrep_error *err)
{
    return model_open_kernel(path, NULL, allocator, m, err);
}

void model_close(model *m)
{
    if (!m) return;
    if (m->owns_map) map_close(&m->map);
    sitrep_allocator allocator = m->own_allocator; /* it lives in what it frees */
    heap_release(&allocator, m);
}

const char *model_hash(const model *m)
{
    return m->hash;
}

int model_head_count(const model *m)
{
    return (int)m->n_heads;
}

int model_head(const model *m, const char *name)
{
    for (uint32_t h = 0; h < m->n_heads; h++)
        if (strcmp(m->head[h].name, name) == 0) return (int)h;
    return -1;
}

static bool has_head(const model *m, int head)
{
    return head >= 0 && (uint32_t)head < m->n_heads;
}

uint64_t model_head_set(const model *m, const char *const *names, size_t n)
{
    uint64_t set = 0;
    for (size_t i = 0; i < n; i++) {
        int h = model_head(m, names[i]);
        if (h >= 0) set |= UINT64_C(1) << h;
    }
    return set;
}

const char *model_head_name(const model *m, int head)
{
    return has_head(m, head) ? m->head[head].name : NULL;
}

int model_label_count(const model *m, int head)
{
    return has_head(m, head) ? (int)m->head[head].n_labels : 0;
}

const char *model_label_name(const model *m, int head, int label)
{
    if (!has_head(m, head) || label < 0 || (uint32_t)label >= m->head[head].n_labels) return NULL;
    return m->strings + m->head[head].label_names[label];
}

int model_label(const model *m, int head, const char *name)
{
    int n = model_label_count(m, head);
    for (int l = 0; l < n; l++)
        if (strcmp(model_label_name(m, head, l), name) == 0) return l;
    return -1;
}

/* ---- scratch ------------------------------------------------------------------------------------------------------ */

/* Buffers are cut from one block, each at a multiple of 64 bytes. Called twice: to measure, and to cut. */
typedef struct block_cutter {
    char *base; /* NULL while measuring */
    size_t n;
} block_cutter;

static void *cut(block_cutter *c, size_t n, size_t item_bytes)
{
    void *p = c->base ? c->base + c->n : NULL;
    c->n += (n * item_bytes + 63) / 64 * 64;
    return p;
}

/* The largest sizes of all heads. */
typedef struct head_sizes {
    uint32_t hidden, labels, width, link_labels;
    bool has_tree;
} head_sizes;

static uint32_t larger(uint32_t x, uint32_t y)
{
    return x > y ? x : y;
}

static head_sizes measure_heads(const model *m)
{
    head_sizes z = { 16, 16, 16, 1, false };
    for (uint32_t i = 0; i < m->n_heads; i++) {
        const model_head_spec *h = &m->head[i];
        z.hidden = larger(z.hidden, h->hidden);
        z.width = larger(z.width, larger(h->width, h->width2));
        if (h->kind == HEAD_LINK) z.link_labels = larger(z.link_labels, h->n_labels);
        if (h->kind == HEAD_LABEL || h->kind == HEAD_TREE) z.labels = larger(z.labels, round_up(h->n_labels, 16));
        z.has_tree |= h->kind == HEAD_TREE;
    }
    return z;
}

static void cut_scratch(const model *m, model_scratch *s, block_cutter *c)
{
    head_sizes z = measure_heads(m);
    const size_t R = s->rows, H = m->hidden, C = MODEL_CHUNK_ROWS, W = m->window, W8 = round_up(m->window, 8) + 8;
    const size_t side = z.has_tree ? W + 1 : 0;
    s->x = cut(c, R * H, sizeof *s->x);
    s->qkv = cut(c, R * H * 3, sizeof *s->qkv);
    s->y = cut(c, R * H, sizeof *s->y);
    s->inner = cut(c, C * m->inner, sizeof *s->inner);
    s->attend = cut(c, kernel_attention_work(m->window + 2, m->hidden / m->n_attention), sizeof *s->attend);
    s->q = cut(c, R * H, 1);
    s->q_scale = cut(c, R, sizeof *s->q_scale);
    s->q_inner = cut(c, C * m->inner, 1);
    s->q_inner_scale = cut(c, C, sizeof *s->q_inner_scale);
    s->h = cut(c, R * H, sizeof *s->h);
    s->hq = cut(c, R * H, 1);
    s->h_scale = cut(c, R, sizeof *s->h_scale);
    s->gather = cut(c, W * H, 1);
    s->gather_scale = cut(c, W, sizeof *s->gather_scale);
    s->z = cut(c, C * z.hidden, sizeof *s->z);
    s->zq = cut(c, C * z.hidden, 1);
    s->z_scale = cut(c, C, sizeof *s->z_scale);
    s->logit = cut(c, C * z.labels, sizeof *s->logit);
    s->a = cut(c, W * z.width, sizeof *s->a);
    s->b = cut(c, W * z.width, sizeof *s->b);
    s->bt = cut(c, W8 * z.width, sizeof *s->bt);
    s->a2 = cut(c, side * z.width, sizeof *s->a2);
    s->b2 = cut(c, side * z.width, sizeof *s->b2);
    s->left = cut(c, (size_t)z.link_labels * z.width, sizeof *s->left);
    s->pair = cut(c, (size_t)z.link_labels * W8, sizeof *s->pair);
    s->from = cut(c, W, sizeof *s->from);
    s->to = cut(c, W, sizeof *s->to);
    s->label = cut(c, R * m->n_heads, sizeof *s->label);
    s->arc = cut(c, side * side, sizeof *s->arc);
    s->arc_from = cut(c, side * side, sizeof *s->arc_from);
    s->arc_to = cut(c, side * side, sizeof *s->arc_to);
    s->tree = cut(c, side ? tree_work(m->window) : 0, sizeof *s->tree);
}

sitrep_status model_scratch_new(const model *m, model_scratch **scratch, sitrep_error *err)
{
    model_scratch *s = heap_alloc(m->allocator, sizeof *s);
    if (!s) return fail_nomem(err);
    memset(s, 0, sizeof *s);
    s->m = m;
    s->rows = larger(MODEL_BATCH_ROWS, m->window + 2);
    block_cutter c = { NULL, 0 };
    cut_scratch(m, s, &c);
    s->block = heap_alloc(m->allocator, c.n + 64);
    if (!s->block) {
        heap_release(m->allocator, s);
        return fail_nomem(err);
    }
    memset(s->block, 0, c.n + 64); /* what pads a row is read, though never used */
    c.base = (char *)s->block + (64 - (uintptr_t)s->block % 64);
    c.n = 0;
    cut_scratch(m, s, &c);
    *scratch = s;
    return SITREP_OK;
}

void model_scratch_free(model_scratch *scratch)
{
    if (!scratch) return;
    const sitrep_allocator *allocator = scratch->m->allocator;
    heap_release(allocator, scratch->block);
    heap_release(allocator, scratch);
}
