/* tune.h: the constants of the splitter. Set on UD EWT and GUM train (docs/accuracy.md names the sets); not on dev. */
#ifndef SITREP_TEXT_TUNE_H
#define SITREP_TEXT_TUNE_H

enum {
    TEXT_ARTICLE_WHOLE = 1, /* "al-Sarraj" is one token; EWT has three. Names are looked up whole, so one serves better. */
    TEXT_WRAP_MAX = 100,    /* longest line, in bytes, of a text whose lines were broken to fit a page */
    TEXT_WORD_MAX = 24,     /* longest word, in bytes, that the word lists hold */
    TEXT_CLOSERS_MAX = 4,   /* closing quotes and brackets looked through after a full stop */
    TEXT_ADDRESS_MAX = 320, /* longest e-mail address (RFC 3696: 64 + 1 + 255) */
    TEXT_TAIL_MAX = 128     /* longest dotted name ("www.example.org", "brief.pdf") looked through */
};

#endif
