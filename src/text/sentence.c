/* sentence.c: see sentence.h. A boundary stands before token t when the gap is a paragraph's end, or when the tokens before
 * it end with a stop (and its closing marks) and t can begin a sentence. Abbreviations were settled by the scanner: their
 * stop is inside their token unless it ends a sentence. */
#include "text/sentence.h"

#include <string.h>

#include "base/utf8.h"
#include "text/tune.h"

typedef struct sentencer {
    const text_doc *doc;
    const text_lines *lines;
    uint32_t first; /* first token of the sentence in hand */
} sentencer;

static bool token_eq(const text_doc *doc, uint32_t t, const char *s)
{
    base_span p = doc->tokens[t].span;
    size_t n = strlen(s);
    return p.e - p.b == n && memcmp(doc->text + p.b, s, n) == 0;
}

static char first_byte(const text_doc *doc, uint32_t t)
{
    return doc->text[doc->tokens[t].span.b];
}

static uint32_t first_char(const text_doc *doc, uint32_t t)
{
    size_t i = doc->tokens[t].span.b;
    return utf8_next(doc->text, doc->n_bytes, &i);
}

static bool is_open_quote(uint32_t c)
{
    return c == 0x201C || c == 0x2018 || c == 0xAB || c == '`';
}

/* A token that may stand between a stop and the sentence's end: a closing quote or bracket, close to what is before it. */
static bool is_closing(const text_doc *doc, uint32_t t)
{
    if (doc->tokens[t].space_before) return false;
    uint32_t c = first_char(doc, t);
    return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x2019 || c == 0x201D || c == 0xBB;
}

/* A footnote's mark: "[6]". */
static bool is_note(const text_doc *doc, uint32_t t)
{
    return t + 2 < doc->n_tokens && first_byte(doc, t) == '[' && utf8_is_digit(first_char(doc, t + 1)) &&
           first_byte(doc, t + 2) == ']';
}

typedef enum stop_kind { STOP_NONE, STOP_FULL, STOP_LOUD, STOP_TRAIL } stop_kind;

static stop_kind stop_of(const text_doc *doc, uint32_t t)
{
    base_span p = doc->tokens[t].span;
    char c = doc->text[p.b], last = doc->text[p.e - 1];
    if (c == '.' && p.e - p.b == 1) return STOP_FULL;
    if (c == '!' || c == '?') return STOP_LOUD;
    if ((c == '.' && last == '.') || first_char(doc, t) == 0x2026) return STOP_TRAIL;
    return STOP_NONE;
}

/* The character by which token t would begin a sentence, looking through opening quotes and brackets. */
static uint32_t opening_char(const text_doc *doc, uint32_t t)
{
    uint32_t c = first_char(doc, t);
    for (int k = 0; k < TEXT_CLOSERS_MAX && t + 1 < doc->n_tokens; k++) {
        if (!(c == '"' || c == '\'' || c == '(' || c == '[' || is_open_quote(c))) break;
        c = first_char(doc, ++t);
    }
    return c;
}

/* "al-Sadr", "iPhone": small at the beginning, yet fit to begin a sentence; so is an address. */
static bool has_upper(const text_doc *doc, uint32_t t)
{
    base_span p = doc->tokens[t].span;
    for (size_t i = p.b; i < p.e;) {
        if (utf8_is_upper(utf8_next(doc->text, p.e, &i))) return true;
    }
    return p.e - p.b > 7 && memcmp(doc->text + p.b, "http", 4) == 0;
}

/* A word in small letters and too long for an abbreviation: a stop behind it ends a sentence whatever follows. */
static bool is_plain_word(const text_doc *doc, uint32_t t)
{
    base_span p = doc->tokens[t].span;
    if (p.e - p.b < 4) return false;
    for (size_t i = p.b; i < p.e; i++) {
        if (doc->text[i] < 'a' || doc->text[i] > 'z') return false;
    }
    return true;
}

static bool begins_sentence(const sentencer *z, uint32_t t)
{
    const text_doc *doc = z->doc;
    if (is_note(doc, t)) return false; /* "[6]" belongs to what it stands behind */
    uint32_t k = t; /* token after the stop */
    while (k >= z->first + 3 && is_note(doc, k - 3)) k -= 3;
    for (int n = 0; n < TEXT_CLOSERS_MAX && k > z->first && is_closing(doc, k - 1); n++) k--;
    if (k == z->first) return false;
    stop_kind stop = stop_of(doc, k - 1);
    if (stop == STOP_NONE) return false;
    if (is_closing(doc, t) && k + TEXT_CLOSERS_MAX > t) return false; /* still inside its closing marks */
    if (stop_of(doc, t) != STOP_NONE) return false;

    uint32_t c = opening_char(doc, t);
    bool caseless = utf8_is_letter(c) && c > 0x52F; /* scripts without capitals */
    bool lower = utf8_is_letter(c) && !utf8_is_upper(c) && !caseless && !has_upper(doc, t);
    if (!doc->tokens[t].space_before) return stop == STOP_FULL && utf8_is_upper(c); /* a lost space: "end.The" */
    /* "1. Fire", "a. Fire": the number of an item, not a sentence */
    if (stop == STOP_FULL && k == z->first + 2 && k == t) {
        base_span p = doc->tokens[z->first].span;
        if (p.e - p.b <= 2 && (utf8_is_digit(first_char(doc, z->first)) || p.e - p.b == 1)) return false;
    }
    switch (stop) {
    case STOP_FULL: return !lower || (k == t && k >= z->first + 2 && is_plain_word(doc, k - 2));
    case STOP_LOUD: return !lower || k == t; /* "Why?" he asked */
    case STOP_TRAIL: return utf8_is_upper(c) || caseless;
    case STOP_NONE: break;
    }
    return false;
}

/* ---- shapes ------------------------------------------------------------------------------------------------------- */

static text_shape shape_of(const text_doc *doc, uint32_t t, bool first)
{
    base_span p = doc->tokens[t].span;
    size_t n_upper = 0, n_lower = 0, n_other = 0, n_digit = 0, n_letter = 0;
    bool upper_first = false;
    for (size_t i = p.b; i < p.e;) {
        unsigned char ascii = (unsigned char)doc->text[i];
        if (ascii >= 'a' && ascii <= 'z') { /* most of them */
            n_lower++;
            n_letter++;
            i++;
            continue;
        }
        uint32_t c = utf8_next(doc->text, p.e, &i);
        if (utf8_is_digit(c)) {
            if (n_digit + n_letter == 0) return SHAPE_NUMBER;
            n_digit++;
        } else if (utf8_is_letter(c)) {
            if (utf8_is_upper(c)) {
                if (n_letter == 0) upper_first = true;
                n_upper++;
            } else if (c < 0x530) n_lower++;
            else n_other++;
            n_letter++;
        }
    }
    if (n_letter == 0) return SHAPE_PUNCT;
    if (n_other) return SHAPE_OTHER;
    if (n_upper == 0) return SHAPE_LOWER;
    if (n_lower == 0) return n_upper == 1 && n_digit == 0 ? SHAPE_ONE_UPPER : SHAPE_UPPER;
    if (upper_first && n_upper == 1) return first ? SHAPE_TITLE_FIRST : SHAPE_TITLE;
    return SHAPE_MIXED;
}

/* ---- sentences ---------------------------------------------------------------------------------------------------- */

/* Does the straight quote at t open a quotation? By its spacing; where both sides tell the same, by whether one is open. */
static bool opens_quote(const text_doc *doc, uint32_t t, bool open)
{
    bool before = t == 0 || doc->tokens[t].space_before || first_byte(doc, t - 1) == '(' || first_byte(doc, t - 1) == '[';
    bool after = t + 1 >= doc->n_tokens || doc->tokens[t + 1].space_before;
    if (before == after) return !open;
    return before;
}

static void close_sentence(text_doc *doc, uint32_t s, uint32_t tok_e)
{
    text_sentence *x = &doc->sents[s];
    x->tok_e = tok_e;
    x->span = (base_span){ doc->tokens[x->tok_b].span.b, doc->tokens[tok_e - 1].span.e };
}

/* First line of the text, without a final stop, ended by a line break. */
static bool is_headline(const text_doc *doc, const text_sentence *s)
{
    if (s->paragraph != 0 || s->tok_b != 0) return false;
    uint32_t k = s->tok_e;
    while (k > s->tok_b + 1 && is_closing(doc, k - 1)) k--;
    stop_kind stop = stop_of(doc, k - 1);
    return stop == STOP_NONE && first_byte(doc, s->tok_e - 1) != ',' && first_byte(doc, s->tok_e - 1) != ';';
}

bool sentence_mark(base_arena *arena, const text_lines *lines, text_doc *doc)
{
    sentencer z = { .doc = doc, .lines = lines };
    size_t capacity = 0;
    uint32_t n = 0, paragraph = 0;
    bool open = false;      /* inside a quotation */
    bool want_first = true; /* the next word is the first of a sentence, a quotation or after a colon */
    for (uint32_t t = 0; t < doc->n_tokens; t++) {
        text_token *tok = &doc->tokens[t];
        line_break gap = BREAK_NONE;
        bool begins = t == 0;
        if (t > 0 && tok->space_before) gap = text_lines_break(lines, doc->tokens[t - 1].span.e, tok->span.b);
        if (gap >= BREAK_HARD) {
            begins = true;
            if (n == 1) doc->sents[0].headline = (doc->sents[0].tok_e = t, is_headline(doc, &doc->sents[0]));
            paragraph++;
            open = false; /* a quotation left open at a paragraph's end is opened again by the next, or was a slip */
        } else if (!begins) begins = begins_sentence(&z, t);

        if (begins) {
            if (n) close_sentence(doc, n - 1, t);
            if (!doc->sents || n == capacity) {
                text_sentence *more = arena_grow(arena, doc->sents, n, &capacity, sizeof *more);
                if (!more) return false;
                doc->sents = more;
            }
            doc->sents[n] = (text_sentence){ .tok_b = t, .paragraph = paragraph, .in_quote = open };
            n++;
            z.first = t;
            want_first = true;
        }
        tok->sentence = n - 1;

        text_shape shape = shape_of(doc, t, want_first);
        tok->shape = (uint8_t)shape;
        uint32_t c = first_char(doc, t);
        if (shape != SHAPE_PUNCT) want_first = false;
        else if (c == '"') {
            open = opens_quote(doc, t, open);
            if (open) want_first = true;
        } else if (c == 0x201C || c == 0xAB || token_eq(doc, t, "``") || token_eq(doc, t, "\xE2\x80\x98\xE2\x80\x98")) {
            open = want_first = true;
        } else if (c == 0x201D || c == 0xBB || token_eq(doc, t, "''") || token_eq(doc, t, "\xE2\x80\x99\xE2\x80\x99")) {
            open = false;
        } else if (c == ':' || c == 0x2018) want_first = true;
    }
    if (n) close_sentence(doc, n - 1, doc->n_tokens);
    doc->n_sents = n;
    return true;
}
