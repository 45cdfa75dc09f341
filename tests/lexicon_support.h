/* lexicon_support.h: what the lexicon and actor tests share: an image compiled from a folder of this checkout, a split text. */
#ifndef SITREP_TESTS_LEXICON_SUPPORT_H
#define SITREP_TESTS_LEXICON_SUPPORT_H

#include <stdlib.h>

#include "check.h"
#include "lexicon/lexicon_compile.h"
#include "lexicon/ontology.h"

#ifndef SITREP_SOURCE_DIR
#define SITREP_SOURCE_DIR "."
#endif

/* The image of SITREP_SOURCE_DIR/dir, 8-byte aligned because malloc's memory is; NULL after a failed check. */
__attribute__((unused)) static lexicon *support_lexicon(const char *dir, base_buf *image)
{
    char path[1024];
    base_buf problems;
    uint32_t n_errors = 0;
    lexicon *lex = NULL;
    sitrep_error err = {0};
    snprintf(path, sizeof path, "%s/%s", SITREP_SOURCE_DIR, dir);
    buf_init(image, NULL);
    buf_init(&problems, NULL);
    CHECK(lexicon_compile(path, NULL, image, &problems, &n_errors, &err) == SITREP_OK);
    if (image->n > 0) CHECK(lexicon_open_bytes(image->data, image->n, NULL, &lex, &err) == SITREP_OK);
    buf_clear(&problems);
    return lex;
}

#endif
