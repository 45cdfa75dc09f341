/* draft_layers.c: what the model says at a token. See draft_work.h. */
#include <string.h>

#include "draft/draft_work.h"

const char *draft_label_at(const drafter *d, int head, uint32_t t)
{
    if (head < 0 || d->y->label[head] == NULL || d->y->label[head][t] == MODEL_NO_LABEL) return NULL;
    return model_label_name(d->m, head, d->y->label[head][t]);
}

float draft_prob_at(const drafter *d, int head, uint32_t t, int label)
{
    if (head < 0 || d->y->prob[head] == NULL || d->y->label[head][t] == MODEL_NO_LABEL) return 0.0f;
    return d->y->prob[head][(size_t)t * (size_t)model_label_count(d->m, head) + (size_t)label];
}

float draft_something_at(const drafter *d, int head, uint32_t t)
{
    if (head < 0 || d->y->label[head] == NULL || d->y->label[head][t] == MODEL_NO_LABEL) return 0.0f;
    return 1.0f - draft_prob_at(d, head, t, 0);
}

int draft_best_at(const drafter *d, int head, uint32_t t, float *p)
{
    int best = 1;
    *p = 0.0f;
    for (int l = 1; l < model_label_count(d->m, head); l++)
        if (draft_prob_at(d, head, t, l) > *p) {
            *p = draft_prob_at(d, head, t, l);
            best = l;
        }
    return best;
}

bool draft_in_span(const drafter *d, int head, uint32_t t)
{
    const char *l = draft_label_at(d, head, t);
    return l != NULL && l[0] != 'O';
}

/* The type must be that of the token before: "B-PER I-LOC" is two names. */
bool draft_goes_on(const drafter *d, int head, uint32_t t)
{
    const char *now = draft_label_at(d, head, t), *before = t > 0 ? draft_label_at(d, head, t - 1) : NULL;
    return now != NULL && now[0] == 'I' && before != NULL && before[0] != 'O' && strcmp(now + 1, before + 1) == 0 &&
           d->doc->tokens[t].sentence == d->doc->tokens[t - 1].sentence;
}

/* "Saint-" of "Saint-Marc": no phrase, name or number ends with the hyphen inside a word. */
static bool cuts_word(const drafter *d, uint32_t b, uint32_t e)
{
    const text_token *v = d->doc->tokens;
    return e - 1 > b && text_token_is(d->doc, e - 1, "-") && !v[e - 1].space_before && !v[e].space_before &&
           v[e].shape != SHAPE_PUNCT && v[e].sentence == v[b].sentence;
}

/* "the mayor of" + "Saint-Marc": no phrase ends with "of", so the next one is its. */
static bool cuts_phrase(const drafter *d, int head, uint32_t b, uint32_t e)
{
    return e - 1 > b && text_token_is(d->doc, e - 1, "of") && draft_in_span(d, head, e) &&
           d->doc->tokens[e].sentence == d->doc->tokens[b].sentence;
}

uint32_t draft_span_end(const drafter *d, int head, uint32_t t)
{
    uint32_t e = t + 1;
    while (e < d->doc->n_tokens && (draft_goes_on(d, head, e) || cuts_word(d, t, e) || cuts_phrase(d, head, t, e))) e++;
    return e;
}

bool draft_next_span(const drafter *d, int head, uint32_t *b, uint32_t *e)
{
    for (*b = *e; *b < d->doc->n_tokens; ++*b)
        if (draft_in_span(d, head, *b)) {
            *e = draft_span_end(d, head, *b);
            return true;
        }
    return false;
}

void draft_links_of(const drafter *d, int head, const model_link **b, const model_link **e)
{
    *b = *e = d->y->links;
    if (head >= 0) {
        *b = d->y->links + d->link_b[head];
        *e = d->y->links + d->link_b[head + 1];
    }
}

uint8_t *draft_bits_by_tag(drafter *d, const draft_tag_bits *kinds, size_t n)
{
    uint8_t *bits = arena_array(d->arena, d->doc->n_tokens + 1, sizeof *bits);
    for (uint32_t t = 0; bits != NULL && t < d->doc->n_tokens; t++) {
        const char *tag = draft_label_at(d, d->head[HEAD_UPOS], t);
        for (size_t i = 0; tag != NULL && i < n; i++)
            if (strcmp(tag, kinds[i].tag) == 0) bits[t] = kinds[i].bits;
    }
    return bits;
}
