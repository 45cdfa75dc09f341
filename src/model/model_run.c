/* model_run.c: a document through the model: pieces, windows, batches of windows, and the layers that come out. */
#include <string.h>

#include "base/fail.h"
#include "model/model_private.h"

enum { RUN_MAX_WINDOWS = MODEL_BATCH_ROWS / 3 + 1 }; /* a window has three rows at least */

/* With the heads that pick the words of the set's link heads. */
static uint64_t close_heads(const model *m, uint64_t heads)
{
    for (uint32_t h = 0; h < m->n_heads; h++) {
        const model_head_spec *head = &m->head[h];
        if (!in_set(heads, h) || head->kind == HEAD_LABEL) continue;
        if (head->from_head != HEAD_NONE) heads |= UINT64_C(1) << head->from_head;
        if (head->to_head != HEAD_NONE) heads |= UINT64_C(1) << head->to_head;
    }
    return heads;
}

/* Room for the answers of the set's heads. They are written through casts in heads.c: the layers are read-only for everyone else. */
static bool make_layers(const model *m, base_arena *arena, uint32_t n, uint64_t heads, model_layers *y)
{
    memset(y, 0, sizeof *y);
    y->n_tokens = n;
    y->encoded = arena_array(arena, n, sizeof *y->encoded);
    bool ok = y->encoded != NULL;
    for (uint32_t h = 0; h < m->n_heads && ok; h++) {
        const model_head_spec *head = &m->head[h];
        if (!in_set(heads, h)) continue;
        if (head->kind == HEAD_LABEL) {
            uint16_t *label = arena_array(arena, n, sizeof *label);
            y->label[h] = label;
            y->score[h] = arena_array(arena, n, sizeof(float));
            y->prob[h] = head->has_prob ? arena_array(arena, n, head->n_labels * sizeof(float)) : NULL;
            ok = label && y->score[h] && (y->prob[h] || !head->has_prob);
            if (ok) memset(label, 0xFF, n * sizeof *label); /* MODEL_NO_LABEL */
        } else if (head->kind == HEAD_TREE && !y->tree_head) {
            uint32_t *governor = arena_array(arena, n, sizeof *governor);
            uint16_t *label = arena_array(arena, n, sizeof *label);
            y->tree_head = governor;
            y->tree_label = label;
            ok = governor && label;
            for (uint32_t t = 0; t < n && ok; t++) governor[t] = t;
            if (ok) memset(label, 0xFF, n * sizeof *label);
        }
    }
    return ok;
}

static bool make_pieces(const model *m, base_arena *arena, const text_doc *doc, const uint8_t *mask, model_pieces *p)
{
    memset(p, 0, sizeof *p);
    p->first = arena_array(arena, (size_t)doc->n_tokens + 1, sizeof *p->first);
    if (!p->first) return false;
    for (uint32_t t = 0; t < doc->n_tokens; t++) {
        const text_token *token = &doc->tokens[t];
        p->first[t] = (uint32_t)p->n;
        if (mask && !mask[token->sentence]) continue;
        if (!wordpiece_split(m, arena, doc->text + token->span.b, token->span.e - token->span.b, p)) return false;
    }
    p->first[doc->n_tokens] = (uint32_t)p->n;
    return true;
}

/* Batches follow the text, so links come by window; the caller gets them by head. Stable: a counting sort. */
static bool order_links(const model *m, base_arena *arena, const model_link_list *links, model_layers *y)
{
    size_t start[MODEL_MAX_HEADS + 1] = { 0 };
    if (!links->ok) return false;
    model_link *v = arena_array(arena, links->n, sizeof *v);
    if (!v) return false;
    for (size_t i = 0; i < links->n; i++) start[links->v[i].head + 1]++;
    for (uint32_t h = 0; h < m->n_heads; h++) start[h + 1] += start[h];
    for (size_t i = 0; i < links->n; i++) v[start[links->v[i].head]++] = links->v[i];
    y->links = v;
    y->n_links = (uint32_t)links->n;
    return true;
}

sitrep_status model_run(const model *m, model_scratch *scratch, base_arena *arena, const text_doc *doc,
                        const uint8_t *mask, uint64_t heads, model_layers *layers, sitrep_error *err)
{
    model_pieces pieces;
    model_link_list links = { .ok = true };
    heads = close_heads(m, heads);
    if (!make_layers(m, arena, doc->n_tokens, heads, layers) || !make_pieces(m, arena, doc, mask, &pieces)) return fail_nomem(err);
    uint8_t *encoded = (uint8_t *)(uintptr_t)layers->encoded;
    model_window w[RUN_MAX_WINDOWS], next;
    uint32_t at = 0;
    bool has_next = window_next(m, doc, mask, &pieces, &at, &next);
    while (has_next) {
        uint32_t n = 0, rows = 0, n_words = 0;
        while (has_next && n < RUN_MAX_WINDOWS && rows + next.n_rows <= scratch->rows) {
            next.row = rows;
            next.word = n_words;
            rows += next.n_rows;
            n_words += next.tok_e - next.tok_b;
            memset(encoded + next.tok_b, 1, next.tok_e - next.tok_b);
            w[n++] = next;
            has_next = window_next(m, doc, mask, &pieces, &at, &next);
        }
        encoder_run(m, scratch, doc, &pieces, w, n);
        heads_run(m, scratch, arena, doc, w, n, n_words, heads, layers, &links);
    }
    return order_links(m, arena, &links, layers) ? SITREP_OK : fail_nomem(err);
}
