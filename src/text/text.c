/* text.c: see text.h. */
#include "text/text.h"

#include <string.h>

#include "text/lines.h"
#include "text/sentence.h"
#include "text/token.h"

sitrep_status text_split(base_arena *arena, const char *text, size_t n, text_doc *doc)
{
    memset(doc, 0, sizeof *doc);
    if (n > INT32_MAX) return SITREP_E_LIMIT; /* spans are 32 bits */
    doc->text = text;
    doc->n_bytes = (uint32_t)n;

    text_lines lines;
    text_lines_measure(text, n, &lines);
    token_list list = { .arena = arena, .text = text, .n_bytes = n };
    if (!token_scan(&list, &lines)) return SITREP_E_NOMEM;
    doc->tokens = list.v;
    doc->n_tokens = (uint32_t)list.n;
    if (!sentence_mark(arena, &lines, doc)) return SITREP_E_NOMEM;
    return SITREP_OK;
}

base_span text_span(const text_doc *doc, uint32_t tok_b, uint32_t tok_e)
{
    if (tok_b >= tok_e || tok_e > doc->n_tokens) return (base_span){ 0, 0 };
    return (base_span){ doc->tokens[tok_b].span.b, doc->tokens[tok_e - 1].span.e };
}

const text_sentence *text_sentence_of(const text_doc *doc, uint32_t t) { return &doc->sents[doc->tokens[t].sentence]; }

bool text_token_is(const text_doc *doc, uint32_t t, const char *word)
{
    if (t >= doc->n_tokens) return false;
    base_span p = doc->tokens[t].span;
    for (uint32_t i = p.b; i < p.e; i++, word++) {
        char c = doc->text[i];
        if (c >= 'A' && c <= 'Z') c = (char)(c + 32);
        if (c != *word) return false; /* the word's NUL ends it here as well: text tokens hold no NUL */
        if (*word == '\0') return false;
    }
    return *word == '\0';
}

bool text_token_in(const text_doc *doc, uint32_t t, const char *const *words)
{
    for (; t < doc->n_tokens && *words != NULL; words++)
        if (text_token_is(doc, t, *words)) return true;
    return false;
}

bool text_token_is_capital(const text_token *t)
{
    return t->shape == SHAPE_TITLE || t->shape == SHAPE_TITLE_FIRST || t->shape == SHAPE_UPPER || t->shape == SHAPE_MIXED ||
           t->shape == SHAPE_ONE_UPPER;
}

bool text_token_is_quote(const text_doc *doc, uint32_t t)
{
    static const char *const marks[] = {"\"", "“", "”", "``", "''", "«", "»", "„", NULL};
    return t < doc->n_tokens && doc->tokens[t].shape == SHAPE_PUNCT && text_token_in(doc, t, marks);
}

uint32_t text_token_at(const text_doc *doc, uint32_t byte)
{
    uint32_t low = 0, high = doc->n_tokens;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (doc->tokens[mid].span.e > byte) high = mid;
        else low = mid + 1;
    }
    return low;
}
