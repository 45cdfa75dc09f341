/* place_tune.h: every constant of the place stage that was set by an experiment or by a limit of the image. */
#ifndef SITREP_PLACE_PLACE_TUNE_H
#define SITREP_PLACE_PLACE_TUNE_H

enum {
    PLACE_MAX_KEY = 128,       /* bytes of a folded name with its NUL; longer names are cut and so never met */
    PLACE_MAX_WORDS = 7,       /* words of the longest name tried in a text */
    PLACE_MAX_CANDIDATES = 64, /* candidates kept of one name: the most populous ones ("San Jose" has 500) */
    PLACE_MAX_TOPONYMS = 4096, /* names of one document that are ranked together; further ones stay open */
    PLACE_ROUNDS = 3           /* passes of the ranker, each with the choices of the one before */
};

#endif
