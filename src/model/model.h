/* model.h: an encoder with declared heads. Weights in one mapped file; see docs/model-format.md.
 *
 * A head is one of three kinds, declared in the file with its name and its labels, so that a new head needs no new C:
 *   LABEL   a label a token: softmax over L labels (part of speech, lemma script, trigger kind, stance value, BIO spans)
 *   LINK    a label a pair of tokens (from, to): independent sigmoid for each of L labels (trigger -> argument role ...)
 *   TREE    one head a token, decoded to a tree in each sentence, with one of L labels a link (dependencies)
 *
 *     model_layers y;
 *     model_run(m, scratch, arena, &doc, sentence_mask, MODEL_ALL_HEADS, &y, err);
 *     int h = model_head(m, "kind");    y.label[h][t] is token t's label, model_label_name(m, h, label) its name
 */
#ifndef SITREP_MODEL_MODEL_H
#define SITREP_MODEL_MODEL_H

#include "base/arena.h"
#include "text/text.h"

enum { MODEL_MAX_HEADS = 64, MODEL_NO_LABEL = 0xFFFF };
#define MODEL_ALL_HEADS UINT64_MAX /* a set of heads: bit h is head h */

typedef struct model model;                 /* engine lifetime: read-only, shared by threads */
typedef struct model_scratch model_scratch; /* session lifetime: buffers of one thread */

typedef struct model_link {
    uint32_t from, to; /* tokens of the document */
    uint16_t head;     /* which head of the model */
    uint16_t label;
    float score; /* probability, 0..1 */
} model_link;

typedef struct model_layers {
    uint32_t n_tokens;
    const uint8_t *encoded;                  /* [n_tokens] 1 where the token went through the encoder (passed the gate) */
    const uint16_t *label[MODEL_MAX_HEADS];  /* LABEL heads: [n_tokens] best label, MODEL_NO_LABEL where not encoded; else NULL */
    const float *score[MODEL_MAX_HEADS];     /* LABEL heads: [n_tokens] probability of the best label; else NULL */
    const float *prob[MODEL_MAX_HEADS];      /* LABEL heads with at most 96 labels: [n_tokens][L] probabilities; else NULL */
    const uint32_t *tree_head;               /* TREE head: [n_tokens] governor's token index, own index = root; NULL without such a head */
    const uint16_t *tree_label;              /* [n_tokens] */
    const model_link *links;                 /* LINK heads, ordered by head, from, to, label; every link above the file's floor */
    uint32_t n_links;
} model_layers;

sitrep_status model_open(const char *path, const sitrep_allocator *allocator, model **m, sitrep_error *err);
void model_close(model *m);
const char *model_hash(const model *m); /* 16 hexadecimal digits over the whole file; static for the model's life */

int model_head_count(const model *m);
int model_head(const model *m, const char *name); /* -1 when there is none of that name */
const char *model_head_name(const model *m, int head);
/* The set of the named heads; names that the model lacks are left out. */
uint64_t model_head_set(const model *m, const char *const *names, size_t n);
int model_label_count(const model *m, int head);
const char *model_label_name(const model *m, int head, int label);
int model_label(const model *m, int head, const char *name); /* -1 when there is none */

sitrep_status model_scratch_new(const model *m, model_scratch **scratch, sitrep_error *err);
void model_scratch_free(model_scratch *scratch);

/* Runs the encoder and the heads of the set over the sentences s with mask[s] != 0 (mask NULL: all). Heads outside the set
 * are as if the model lacked them, but those that pick the words of a LINK head of the set. Neighbouring sentences are read
 * together in windows of up to the file's window size in word pieces, cut at sentence ends; a sentence longer than a window
 * is cut. out: *layers, in the arena. errors: NOMEM. One thread a scratch. Same bytes on every CPU. */
sitrep_status model_run(const model *m, model_scratch *scratch, base_arena *arena, const text_doc *doc,
                        const uint8_t *mask, uint64_t heads, model_layers *layers, sitrep_error *err);

#endif
