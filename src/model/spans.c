/* spans.c: the best row of B-, I- and O labels for a window. Labels taken one by one can contradict each other ("B-LOC I-ORG"); here
 * an I- follows only a B- or I- of its own type in the same sentence, and of all such rows the one with the greatest product of
 * probabilities wins (Viterbi; Rabiner 1989). Labels stand in the order O, B-x, I-x, B-y, I-y ...
 *
 * Products are scaled by their greatest at every word, so that they stay in range without a logarithm; every operation has its order,
 * so the result is the same on every CPU.
 */
#include <string.h>

#include "model/model_private.h"

bool spans_is_head(const char *strings, const model_head_spec *head)
{
    uint32_t n = head->n_labels;
    if (head->kind != HEAD_LABEL || !head->has_prob || n < 3 || n % 2 == 0 || n > SPANS_MAX_LABELS) return false;
    if (strcmp(strings + head->label_names[0], "O") != 0) return false;
    for (uint32_t i = 1; i < n; i += 2) {
        const char *begin = strings + head->label_names[i], *inside = strings + head->label_names[i + 1];
        if (strncmp(begin, "B-", 2) != 0 || strncmp(inside, "I-", 2) != 0 || strcmp(begin + 2, inside + 2) != 0) return false;
    }
    return true;
}

/* now[l] = p[l] times the best that may stand before l; came[l]: that label. last is scaled to a greatest value of 1. */
static void step(const float *p, const float *last, uint32_t n, bool starts, float *now, uint8_t *came)
{
    uint32_t best = best_of(last, n);
    float greatest = 0;
    for (uint32_t l = 0; l < n; l++) {
        bool is_inside = l > 0 && l % 2 == 0;
        uint32_t from = !is_inside ? best : last[l] > last[l - 1] ? l : l - 1;
        now[l] = is_inside && starts ? 0 : p[l] * last[from];
        came[l] = (uint8_t)from;
        if (now[l] > greatest) greatest = now[l];
    }
    float scale = greatest > 0 ? 1.0f / greatest : 0;
    for (uint32_t l = 0; l < n; l++) now[l] *= scale;
    if (greatest <= 0) now[0] = 1.0f;
}

void spans_run(const model *m, model_scratch *s, const text_doc *doc, uint32_t at, const model_window *w,
               const model_layers *layers)
{
    const model_head_spec *head = &m->head[at];
    uint16_t *label = (uint16_t *)(uintptr_t)layers->label[at];
    float *score = (float *)(uintptr_t)layers->score[at];
    uint32_t n = head->n_labels, n_words = w->tok_e - w->tok_b;
    uint8_t came[MODEL_MAX_WINDOW][SPANS_MAX_LABELS];
    float last[SPANS_MAX_LABELS] = { 1.0f }, now[SPANS_MAX_LABELS];
    for (uint32_t i = 0; i < n_words; i++) {
        uint32_t t = w->tok_b + i;
        bool starts = i == 0 || doc->tokens[t].sentence != doc->tokens[t - 1].sentence;
        step(layers->prob[at] + (size_t)t * n, last, n, starts, now, came[i]);
        memcpy(last, now, n * sizeof *last);
    }
    uint32_t best = best_of(last, n);
    for (uint32_t i = n_words; i-- > 0; best = came[i][best]) {
        uint32_t t = w->tok_b + i;
        label[t] = (uint16_t)best;
        score[t] = layers->prob[at][(size_t)t * n + best];
        s->label[(size_t)(w->word + i) * m->n_heads + at] = (uint16_t)best;
    }
}
