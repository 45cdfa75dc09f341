/* syntax.c: see syntax.h. */
#include "draft/syntax.h"

#include <string.h>

syntax syntax_of(const model *m, const text_doc *doc, const model_layers *y)
{
    return (syntax){m, doc, y, y->tree_head != NULL ? model_head(m, "dep") : -1};
}

bool syntax_is(const syntax *x, uint32_t t, const char *rel)
{
    if (x->head < 0 || x->y->tree_label[t] == MODEL_NO_LABEL) return false;
    const char *name = model_label_name(x->m, x->head, x->y->tree_label[t]);
    size_t n = strlen(rel);
    return name != NULL && strncmp(name, rel, n) == 0 && (name[n] == '\0' || name[n] == ':');
}

bool syntax_child(const syntax *x, uint32_t t, const char *rel, uint32_t *child)
{
    const text_sentence *s = &x->doc->sents[x->doc->tokens[t].sentence];
    for (uint32_t k = s->tok_b; x->head >= 0 && k < s->tok_e; k++)
        if (k != t && x->y->tree_head[k] == t && syntax_is(x, k, rel)) {
            *child = k;
            return true;
        }
    return false;
}

bool syntax_subject(const syntax *x, uint32_t t, uint32_t *subject)
{
    for (int hops = 0; hops < 4; hops++) {
        if (syntax_child(x, t, "nsubj", subject)) return true;
        if (!syntax_is(x, t, "conj") && !syntax_is(x, t, "xcomp")) return false;
        t = x->y->tree_head[t];
    }
    return false;
}

void syntax_subtree(const syntax *x, uint32_t t, uint32_t without, uint32_t *b, uint32_t *e)
{
    const text_sentence *s = &x->doc->sents[x->doc->tokens[t].sentence];
    *b = t;
    *e = t + 1;
    for (uint32_t k = s->tok_b; x->head >= 0 && k < s->tok_e; k++) {
        uint32_t up = k;
        bool in = k == t;
        for (uint32_t hops = s->tok_e - s->tok_b; hops > 0 && !in && up != without; hops--) {
            if (x->y->tree_label[up] == MODEL_NO_LABEL || x->y->tree_head[up] == up) break;
            up = x->y->tree_head[up];
            in = up == t;
        }
        if (!in || up == without) continue;
        if (k < *b) *b = k;
        if (k + 1 > *e) *e = k + 1;
    }
}
