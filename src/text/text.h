/* text.h: a document's sentences and tokens with exact positions.
 *
 *     text_doc doc; if ((s = text_split(arena, text, n, &doc)) != SITREP_OK) ...
 *     for (uint32_t t = doc.sents[i].tok_b; t < doc.sents[i].tok_e; t++) doc.tokens[t].span ...
 *
 * Tokens follow Universal Dependencies for English (EWT): punctuation apart, clitics apart ("do|n't", "US|'s"), hyphenated
 * words apart ("US|-|backed"), but numbers ("6,000", "3.5"), initials and abbreviations ("U.S.", "Mr.", "Aug."), names with
 * an Arabic article ("al-Sarraj") and addresses stay whole. Damaged spacing ("US -backed") gives the same tokens as the mended text.
 */
#ifndef SITREP_TEXT_TEXT_H
#define SITREP_TEXT_TEXT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/span.h"

typedef enum text_shape {
    SHAPE_LOWER = 0, /* all lower case letters */
    SHAPE_TITLE,     /* Upper then lower ("Sirte"), inside a sentence */
    SHAPE_TITLE_FIRST, /* the same as the first word of a sentence, of a quotation or after a colon */
    SHAPE_UPPER,     /* two letters or more, all capital ("IS", "U.S.") */
    SHAPE_ONE_UPPER, /* one capital letter ("I", "A") */
    SHAPE_MIXED,     /* "iPhone", "McCain", "al-Sarraj" */
    SHAPE_NUMBER,    /* begins with a digit */
    SHAPE_PUNCT,     /* no letter, no digit */
    SHAPE_OTHER,
    SHAPE_N
} text_shape;

typedef struct text_token {
    base_span span;
    uint32_t sentence;
    uint8_t shape;      /* text_shape */
    bool space_before;  /* white space or a line break stands before it */
} text_token;

typedef struct text_sentence {
    base_span span;
    uint32_t tok_b, tok_e; /* tokens [tok_b, tok_e) */
    uint32_t paragraph;    /* counted from 0; a headline is a paragraph */
    bool headline;         /* first line without a final stop, followed by a line break */
    bool in_quote;         /* its first character lies inside an open quotation */
} text_sentence;

typedef struct text_doc {
    const char *text; /* UTF-8, not owned */
    uint32_t n_bytes;
    text_token *tokens; /* [n_tokens], in the arena */
    uint32_t n_tokens;
    text_sentence *sents; /* [n_sents] */
    uint32_t n_sents;
} text_doc;

/* Splits text[0, n) (valid UTF-8, n < 2^31). All memory from the arena. errors: NOMEM. Cost: linear, one pass. */
sitrep_status text_split(base_arena *arena, const char *text, size_t n, text_doc *doc);

/* The sentence of token t. */
const text_sentence *text_sentence_of(const text_doc *doc, uint32_t t);

/* The bytes of tokens [b, e) as one span (from the first token's begin to the last token's end). */
base_span text_span(const text_doc *doc, uint32_t tok_b, uint32_t tok_e);
/* Does token t equal word (ASCII lower case), without regard to case? */
bool text_token_is(const text_doc *doc, uint32_t t, const char *word);
/* Is token t one of the words of a list that ends with NULL? False behind the last token. */
bool text_token_in(const text_doc *doc, uint32_t t, const char *const *words);
/* Does the token begin with a capital letter, in whatever shape? */
bool text_token_is_capital(const text_token *t);
/* Is token t a double quotation mark, straight, curved, low, angled or typed as two single ones? */
bool text_token_is_quote(const text_doc *doc, uint32_t t);
/* First token whose end lies beyond byte, or n_tokens. Cost: logarithmic. */
uint32_t text_token_at(const text_doc *doc, uint32_t byte);

#endif
