/* window.c: which sentences are read together. */
#include "model/model_private.h"

/* First token of the sentence that a window may end before, preferring the end of a paragraph in its second half. */
bool window_next(const model *m, const text_doc *doc, const uint8_t *mask, const model_pieces *pieces, uint32_t *at,
                 model_window *w)
{
    const uint32_t *first = pieces->first;
    uint32_t t = *at;
    while (t < doc->n_tokens && mask && !mask[doc->tokens[t].sentence]) t = doc->sents[doc->tokens[t].sentence].tok_e;
    if (t >= doc->n_tokens) return false;
    w->tok_b = t;
    uint32_t s = doc->tokens[t].sentence, paragraph_end = 0, end = t;
    for (; s < doc->n_sents && (!mask || mask[s]); s++) {
        uint32_t e = doc->sents[s].tok_e;
        if (first[e] - first[t] > m->window) break;
        end = e;
        bool closes = s + 1 == doc->n_sents || doc->sents[s + 1].paragraph != doc->sents[s].paragraph;
        if (closes && (first[e] - first[t]) * 2 >= m->window) paragraph_end = e;
    }
    bool cut = s < doc->n_sents && (!mask || mask[s]); /* more would follow */
    if (cut && paragraph_end) end = paragraph_end;
    if (end == t) { /* a sentence longer than a window: as many of its words as fit, one at least */
        uint32_t e = doc->sents[doc->tokens[t].sentence].tok_e;
        for (end = t + 1; end < e && first[end + 1] - first[t] <= m->window; end++) {}
    }
    w->tok_e = end;
    w->n_rows = first[end] - first[t] + 2;
    *at = end;
    return true;
}
