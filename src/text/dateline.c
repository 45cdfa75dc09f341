/* dateline.c: see dateline.h. */
#include "text/dateline.h"

enum { DATELINE_WORDS = 3, PAPER_LINE_WORDS = 12 };

bool text_is_dateline(const text_doc *doc, uint32_t tok_b, uint32_t tok_e)
{
    static const char *const dash[] = {"-", "–", "—", "--", NULL};
    static const char *const stops[] = {".", "!", "?", "\"", "”", "''", "’", NULL};
    if (tok_b >= doc->n_tokens) return false;
    const text_sentence *s = &doc->sents[doc->tokens[tok_b].sentence];
    bool names = tok_b - s->tok_b <= DATELINE_WORDS; /* "CEDAR FALLS, Iowa -": nothing but names before the dash */
    for (uint32_t t = s->tok_b; t < tok_b; t++) names &= doc->tokens[t].shape != SHAPE_LOWER;
    if (names && tok_e < s->tok_e && doc->tokens[tok_e].space_before && text_token_in(doc, tok_e, dash)) return true;
    return !s->headline && s->tok_e - s->tok_b < PAPER_LINE_WORDS && s->paragraph <= 1 && !text_token_in(doc, s->tok_e - 1, stops);
}

bool text_is_parted(const text_doc *doc, uint32_t t, uint32_t u)
{
    if (t >= doc->n_tokens || u >= doc->n_tokens || doc->tokens[t].sentence != doc->tokens[u].sentence) return false;
    if (!doc->sents[doc->tokens[t].sentence].headline) return false;
    for (uint32_t k = t < u ? t : u; k < (t < u ? u : t); k++)
        if (text_token_is(doc, k, ";")) return true;
    return false;
}
