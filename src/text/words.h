/* words.h: the closed word lists of the splitter. Queries take any case; words longer than TEXT_WORD_MAX are in no list. */
#ifndef SITREP_TEXT_WORDS_H
#define SITREP_TEXT_WORDS_H

#include <stdbool.h>
#include <stddef.h>

typedef enum word_abbrev {
    ABBREV_NONE = 0,
    ABBREV_TITLE,  /* a name follows: "Gen.", "St.": its stop never ends a sentence unless the text ends */
    ABBREV_OTHER,  /* "Inc.", "Sept.", "p.m.": its stop may end a sentence as well */
    ABBREV_NUMBER  /* "No.", "pp.": an abbreviation only before a figure */
} word_abbrev;

word_abbrev words_abbrev(const char *s, size_t n);  /* s without its last stop */
bool words_is_prefix(const char *s, size_t n);      /* "co", "anti": the hyphen after it does not part words */
bool words_is_side(const char *s, size_t n);        /* "government", "regime": what "pro-" is for, when no name */
bool words_is_article(const char *s, size_t n);     /* "al", "el", "ash": before a hyphen and a name */
bool words_is_starter(const char *s, size_t n);     /* "The", "He", "But": after a stop it begins a sentence */
bool words_is_domain_end(const char *s, size_t n);  /* "com", "org", "pdf": last part of an address or file name */
bool words_is_unit(const char *s, size_t n);        /* "km", "pm", "mm": parted from the figure before it */
bool words_is_elision(const char *s, size_t n);     /* "em", "til": keeps the apostrophe before it */
size_t words_fused(const char *s, size_t n);        /* "cannot" -> 3, "dont" -> 2: where it is parted; 0: nowhere */

#endif
