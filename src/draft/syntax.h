/* syntax.h: small questions to the dependency tree of a sentence.
 *
 *     uint32_t s;
 *     if (syntax_child(&x, verb, "nsubj", &s)) ...      "nsubj" also finds "nsubj:pass"
 *     syntax_subtree(&x, s, &b, &e);                      tokens [b, e) from the first to the last that hang on s
 */
#ifndef SITREP_DRAFT_SYNTAX_H
#define SITREP_DRAFT_SYNTAX_H

#include "model/model.h"

typedef struct syntax {
    const model *m;
    const text_doc *doc;
    const model_layers *y;
    int head; /* the TREE head, or -1: every question is answered "no" */
} syntax;

syntax syntax_of(const model *m, const text_doc *doc, const model_layers *y);

/* Does t hang on its governor by rel (or a subtype of it)? */
bool syntax_is(const syntax *x, uint32_t t, const char *rel);
/* The first child of t by rel. */
bool syntax_child(const syntax *x, uint32_t t, const char *rel, uint32_t *child);
/* The subject of a verb: its own, or that of the verb that it is coordinated with. */
bool syntax_subject(const syntax *x, uint32_t t, uint32_t *subject);
/* Extent of what hangs on t, t included, inside its sentence. without: a token whose subtree is left out, or
 * UINT32_MAX. */
void syntax_subtree(const syntax *x, uint32_t t, uint32_t without, uint32_t *b, uint32_t *e);

#endif
