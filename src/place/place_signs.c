/* place_signs.c: see place_signs.h. */
#include "place/place_signs.h"

#include "place/place_words.h"
#include "place/toponym.h"

bool place_is_opener(const text_doc *doc, uint32_t t)
{
    return place_token_in(doc, t, PLACE_OPENING_WORDS);
}

static bool is_mark(const text_doc *doc, uint32_t t, char c)
{
    base_span s = doc->tokens[t].span;
    return s.e - s.b == 1 && doc->text[s.b] == c;
}

/* "University of X", "Bank of X": the body's name, and no word of where anything is. */
static bool is_named_in_body(const text_doc *doc, uint32_t first, uint32_t b)
{
    return b >= first + 2 && place_token_in(doc, b - 1, "of") && text_token_is_capital(&doc->tokens[b - 2]) &&
           place_token_in(doc, b - 2, PLACE_BODY_WORDS);
}

/* "X, the club from Y", "X, a militia": the words behind the comma say what X is. */
static bool is_told_body(const text_doc *doc, uint32_t e, uint32_t last)
{
    if (e + 2 >= last || !is_mark(doc, e, ',') || !place_token_in(doc, e + 1, "a an the")) {
        return false;
    }
    for (uint32_t t = e + 2; t < last && t < e + 5; t++) {
        if (place_token_in(doc, t, PLACE_BODY_NOUNS)) {
            return true;
        }
        if (doc->tokens[t].shape == SHAPE_PUNCT || place_token_in(doc, t, PLACE_LOCATIVE_WORDS)) {
            return false;
        }
    }
    return false;
}

/* Names of the calendar beside a number ("March 15"), sums of money ("US$5"), days of saints ("St. X's Day"), and names
 * between strokes of a reference ("A/California/7/2009"). */
static bool is_other_thing(const text_doc *doc, uint32_t b, uint32_t e, uint32_t first, uint32_t last)
{
    const text_token *tok = doc->tokens;
    if (e - b == 1 && place_token_in(doc, b, PLACE_CALENDAR_WORDS) &&
        ((e < last && (tok[e].shape == SHAPE_NUMBER || is_mark(doc, e, '.'))) ||
         (b > first && tok[b - 1].shape == SHAPE_NUMBER))) {
        return true;
    }
    if (e < last && place_token_in(doc, e, "of") && e - b == 1 && place_token_in(doc, b, PLACE_BODY_WORDS)) {
        return true; /* the "University" of "University of X" */
    }
    bool glued_after = e < last && !tok[e].space_before, glued_before = b > first && !tok[b].space_before;
    if ((glued_after && is_mark(doc, e, '$')) || (glued_before && is_mark(doc, b - 1, '$')) ||
        (glued_before && glued_after && is_mark(doc, b - 1, '/') && is_mark(doc, e, '/'))) {
        return true;
    }
    return e + 1 < last && glued_after && text_token_is_capital(&tok[e + 1]) && place_token_in(doc, e + 1, "day eve") &&
           doc->text[tok[e].span.e - 1] == 's';
}

static uint32_t read_before(const text_doc *doc, uint32_t b, uint32_t first)
{
    const text_token *tok = doc->tokens;
    uint32_t signs = 0, at = b;
    if (b == first) {
        return 0;
    }
    bool direction = place_token_in(doc, b - 1, PLACE_DIRECTION_WORDS);
    signs |= direction ? SIGN_CLASS : 0;
    if (b >= first + 2 && (direction || place_token_in(doc, b - 1, "the"))) {
        at--; /* "in the X", "in northern X" */
    }
    signs |= place_token_in(doc, at - 1, PLACE_IN_WORDS) ? SIGN_IN : place_token_in(doc, at - 1, PLACE_LOCATIVE_WORDS) ? SIGN_TOWARDS : 0;
    uint32_t title = b - 1;
    if (is_mark(doc, title, '.') && b >= first + 2) {
        title--;
    }
    signs |= place_token_in(doc, title, PLACE_TITLE_WORDS) ? SIGN_TITLE : 0;
    if (text_token_is_capital(&tok[b - 1]) && tok[b - 1].shape != SHAPE_TITLE_FIRST && !direction &&
        !place_token_in(doc, b - 1, "a")) {
        signs |= SIGN_NAME_BEFORE;
    }
    return signs;
}

static uint32_t read_after(const text_doc *doc, uint32_t e, uint32_t last)
{
    const text_token *tok = doc->tokens;
    uint32_t signs = 0;
    if (e >= last) {
        return 0;
    }
    if (place_token_in(doc, e, PLACE_DIVISION_WORDS)) {
        signs |= SIGN_CLASS;
    }
    if (is_mark(doc, e, '-') && e + 1 < last && place_token_in(doc, e + 1, "based born wide")) {
        signs |= SIGN_BASED;
    }
    if (!text_token_is_capital(&tok[e])) {
        return signs | (place_token_in(doc, e, PLACE_PEOPLE_WORDS) ? SIGN_PEOPLE : 0u);
    }
    /* "X Police", but "X City" only before what a city has: "X City Council" */
    bool half = place_token_in(doc, e, PLACE_CIVIC_HALF_WORDS);
    if (place_token_in(doc, e, PLACE_CIVIC_WORDS) || (half && e + 1 < last && text_token_is_capital(&tok[e + 1]))) {
        signs |= SIGN_CIVIC;
    }
    signs |= (signs & SIGN_CLASS) == 0 ? SIGN_NAME_AFTER : 0;
    signs |= place_token_in(doc, e, PLACE_ORG_WORDS) ? SIGN_ORG_AFTER : 0;
    signs |= place_token_in(doc, e, PLACE_TITLE_WORDS) ? SIGN_TITLE_AFTER : 0;
    return signs;
}

uint32_t place_read_signs(const text_doc *doc, uint32_t b, uint32_t e)
{
    const text_sentence *s = &doc->sents[doc->tokens[b].sentence];
    if (is_named_in_body(doc, s->tok_b, b) || is_told_body(doc, e, s->tok_e) ||
        is_other_thing(doc, b, e, s->tok_b, s->tok_e)) {
        return SIGN_NO_PLACE;
    }
    return read_before(doc, b, s->tok_b) | read_after(doc, e, s->tok_e);
}
