/* place_signs.h: what the words around a name say about whether it is a place's. Looks at words only, never at the gazetteer.
 *
 * in: a document and the tokens [b, e) of a name inside one sentence. out: a set of signs.
 *
 *     uint32_t signs = place_read_signs(&doc, b, e);
 *     if ((signs & SIGN_NO_PLACE) != 0) ... "University of X", "X, the club from Y", "US$5", "St. X's Day"
 */
#ifndef SITREP_PLACE_PLACE_SIGNS_H
#define SITREP_PLACE_PLACE_SIGNS_H

#include "text/text.h"

typedef enum place_sign {
    SIGN_IN = 1,          /* "in X", "near X": of places */
    SIGN_TOWARDS = 2,     /* "to X", "from X", "of X": of persons too */
    SIGN_CLASS = 4,       /* "X province", "northern X" */
    SIGN_CIVIC = 8,       /* "X Police Department", "X City Council": what a town or a state has */
    SIGN_PEOPLE = 16,     /* "an X man", "X residents" */
    SIGN_BASED = 32,      /* "X-based" */
    SIGN_TITLE = 64,      /* "Mr. X" */
    SIGN_TITLE_AFTER = 128, /* "X Mayor" */
    SIGN_NAME_BEFORE = 256, /* a capitalised word that is neither a direction nor the first of its sentence */
    SIGN_NAME_AFTER = 512,
    SIGN_ORG_AFTER = 1024, /* "X Post" */
    SIGN_NO_PLACE = 2048
} place_sign;

/* Signs of the name at tokens [b, e), b < e, inside one sentence. Thread-safe. Cost: constant. */
uint32_t place_read_signs(const text_doc *doc, uint32_t b, uint32_t e);

/* Is the token a word that opens a sentence without being a name: an article, a pronoun, a preposition, an auxiliary? */
bool place_is_opener(const text_doc *doc, uint32_t t);

#endif
