/* model_private.h: what the files of this module share: the mapped model, a thread's buffers, and the steps of a run.
 *
 * model_run (model_run.c): word pieces (wordpiece.c) -> windows (window.c) -> word vectors (encoder.c) -> heads (heads.c,
 * tree.c). The file is checked once, on open (model_file.c), so that nothing after it can leave the map.
 */
#ifndef SITREP_MODEL_MODEL_PRIVATE_H
#define SITREP_MODEL_MODEL_PRIVATE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/mapfile.h"
#include "model/kernel.h"
#include "model/model.h"
#include "model/model_tune.h"

typedef enum head_kind { HEAD_LABEL = 0, HEAD_LINK, HEAD_SOFTMAX, HEAD_TREE } head_kind;
enum { HEAD_NONE = 0xFFFF, HEAD_NO_PROB = 1, LINK_BUCKETS = 19, SPANS_MAX_LABELS = 33 };

/* Float tensors are rows of their real width, which is a multiple of 16. Shapes: d width, e width2, L labels. */
typedef struct model_head_spec {
    const char *name;
    head_kind kind;
    uint32_t n_labels, hidden, width, width2;
    uint32_t from_head, to_head; /* LABEL head that says which words take part, or HEAD_NONE */
    float floor, floor_score; /* links below are dropped: as a probability, and as the score that gives it */
    bool has_prob, is_span; /* is_span: labels O, B-x, I-x ..., decoded as rows (spans.c) */
    const uint32_t *label_names; /* [L] offsets into the strings */
    model_matrix w1, w2;         /* LABEL: hidden layer (hidden > 0), output */
    model_matrix wa, wb;         /* others: from and to */
    model_matrix wa2, wb2;       /* TREE: the same for labels */
    const float *v, *ua, *ub, *c, *dist; /* LINK: [L][d] [L][d] [L][d] [L] [L][19]; TREE: v [L][e], ua ub [1][d], c [1], dist [1][19] */
    const float *root_b, *root_b2;       /* [d] [e] */
    const float *ua2, *ub2, *c2;         /* [L][e] [L][e] [L] */
} model_head_spec;

typedef struct model_layer {
    model_matrix query, key, value, dense, inner, outer;
    const float *norm1_gamma, *norm1_beta, *norm2_gamma, *norm2_beta;
} model_layer;

struct model {
    const sitrep_allocator *allocator; /* NULL: malloc */
    sitrep_allocator own_allocator;
    base_map map;
    bool owns_map; /* false: the bytes are the caller's */
    const model_kernel *kernel;
    char hash[17];
    uint32_t hidden, n_layers, n_attention, inner, window, n_pieces, n_shapes, n_heads;
    const char *strings;
    const int8_t *word; /* [n_pieces][hidden] */
    const float *word_scale, *position, *shape, *norm_gamma, *norm_beta;
    const uint32_t *piece_offset; /* [n_pieces + 1] into piece_bytes */
    const char *piece_bytes;
    const uint32_t *slots; /* [slot_mask + 1] piece number or UINT32_MAX */
    uint32_t slot_mask, max_piece;
    uint32_t cls, sep, unk;
    model_layer layer[MODEL_MAX_LAYERS];
    model_head_spec head[MODEL_MAX_HEADS];
};

/* Words [tok_b, tok_e) of the document, read together. */
typedef struct model_window {
    uint32_t tok_b, tok_e;
    uint32_t row, n_rows; /* in the batch: [CLS], pieces, [SEP] */
    uint32_t word;        /* in the batch: its first word */
} model_window;

/* The document as pieces. In the arena. */
typedef struct model_pieces {
    uint32_t *id;
    size_t n, capacity;
    uint32_t *first; /* [n_tokens + 1] of each word; words out of the mask have none */
} model_pieces;

typedef struct model_link_list {
    model_link *v; /* in the arena */
    size_t n, capacity;
    bool ok;
} model_link_list;

/* All buffers are made once, for the model's largest batch. R = rows of a batch. */
struct model_scratch {
    const model *m;
    void *block;     /* the one allocation behind all of them */
    uint32_t rows;   /* R */
    float *x;        /* [R][hidden] the residual stream */
    float *qkv;      /* [R][3 hidden] */
    float *y;        /* [R][hidden] */
    float *inner;    /* [CHUNK][inner] */
    float *attend;   /* kernel_attention_work */
    uint8_t *q;      /* [R][hidden] quantised rows, */
    float *q_scale;  /* [R] and their scales */
    uint8_t *q_inner; /* [CHUNK][inner] */
    float *q_inner_scale;
    float *h;        /* [R][hidden] word vectors */
    uint8_t *hq;     /* [R][hidden] the same, quantised */
    float *h_scale;
    uint8_t *gather; /* [R][hidden] rows of hq picked for a link head */
    float *gather_scale;
    float *z;        /* [CHUNK][largest hidden width of a head] */
    uint8_t *zq;
    float *z_scale;
    float *logit;    /* [CHUNK][most labels of a LABEL head] */
    float *a, *b;    /* [window][largest width] */
    float *bt;       /* [largest width][window, rounded up] */
    float *a2, *b2;
    float *left;     /* [most labels of a LINK head][largest width] */
    float *pair;     /* [most labels][window, rounded up] */
    uint32_t *from, *to; /* [window] words that take part */
    uint16_t *label;     /* [R][n_heads] best labels of the batch, for from_head and to_head */
    double *arc;         /* [window + 1][window + 1] */
    uint16_t *arc_from, *arc_to; /* the same shape */
    uint16_t *tree;      /* work of tree_solve */
};

/* kernel: NULL for the environment's SITREP_KERNEL, then the best. errors: as model_open, ARGUMENT for an unknown kernel. */
sitrep_status model_open_kernel(const char *path, const char *kernel, const sitrep_allocator *allocator, model **m,
                                sitrep_error *err);
/* The same over bytes in memory (16-byte aligned), which the caller keeps until model_close. name is for messages. */
sitrep_status model_open_memory(const void *bytes, size_t n, const char *name, const char *kernel,
                                const sitrep_allocator *allocator, model **m, sitrep_error *err);
/* Checks the mapped file and points m's fields into it. errors: FORMAT, VERSION, DAMAGED, with the byte. */
sitrep_status model_file_read(model *m, const char *path, sitrep_error *err);

/* Appends a word's pieces, 1 to MODEL_WORD_PIECES. word is valid UTF-8. false: no memory. Cost: linear in the word. */
bool wordpiece_split(const model *m, base_arena *arena, const char *word, size_t n, model_pieces *pieces);

/* The next window at or after token *at; false when there is none. *at moves beyond it. */
bool window_next(const model *m, const text_doc *doc, const uint8_t *mask, const model_pieces *pieces, uint32_t *at,
                 model_window *w);

/* Fills s->h, s->hq for the words of n windows whose rows fit the scratch. */
void encoder_run(const model *m, model_scratch *s, const text_doc *doc, const model_pieces *pieces, const model_window *w,
                 uint32_t n);
/* The heads of the set on the words of the batch; n_words in all. */
void heads_run(const model *m, model_scratch *s, base_arena *arena, const text_doc *doc, const model_window *w, uint32_t n,
               uint32_t n_words, uint64_t heads, const model_layers *layers, model_link_list *links);
void heads_tree(const model *m, model_scratch *s, const text_doc *doc, const model_head_spec *head, const model_window *w,
                uint32_t *governor, uint16_t *label);

/* Whether a LABEL head's labels are O and pairs of B-x, I-x. */
bool spans_is_head(const char *strings, const model_head_spec *head);
/* Replaces the labels and scores of such a head in one window by the best row of them. Cost: words times labels. */
void spans_run(const model *m, model_scratch *s, const text_doc *doc, uint32_t at, const model_window *w,
               const model_layers *layers);

/* The best tree over nodes 1..n under root 0, exactly one of them under it (Chu-Liu, Edmonds). score [n + 1][n + 1] by
 * governor, dependent is destroyed; from and to: the same shape; work: tree_work(n) of 16 bits. out: governor [n + 1].
 * Cost: n^2, n^3 at worst. */
void tree_solve(uint32_t n, double *score, uint16_t *from, uint16_t *to, uint16_t *work, uint16_t *governor);
static inline size_t tree_work(uint32_t n) { return (size_t)(n + 1) * (n + 1) + 8 * ((size_t)n + 1); }

static inline bool in_set(uint64_t heads, uint32_t h) { return (heads >> h & 1) != 0; }
/* The greatest of x[n], n > 0; the first of equals. */
static inline uint16_t best_of(const float *x, uint32_t n)
{
    uint32_t best = 0;
    for (uint32_t i = 1; i < n; i++)
        if (x[i] > x[best]) best = i;
    return (uint16_t)best;
}

static inline uint32_t round_up(uint32_t n, uint32_t to) { return (n + to - 1) / to * to; }

#endif
