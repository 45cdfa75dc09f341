/* lexicon_private.h: the opened image, shared by lexicon_open.c, lexicon_match.c and ontology.c. */
#ifndef SITREP_LEXICON_LEXICON_PRIVATE_H
#define SITREP_LEXICON_LEXICON_PRIVATE_H

#include "base/mapfile.h"
#include "lexicon/lexicon_image.h"
#include "lexicon/ontology.h"

enum { LEX_FILTER_BITS = 65536 };

struct lexicon {
    sitrep_allocator allocator;
    base_map map; /* data NULL when the bytes are the caller's */
    const char *strings;
    uint64_t n_strings;
    const lex_image_entry *entries;
    const lex_image_value *values;
    const lex_image_link *links;
    const lex_image_pattern *patterns;
    const uint64_t *units;
    uint32_t n_entries, n_values, n_links, n_patterns, n_units, n_kinds, n_registry;
    onto_kind *kinds; /* [n_kinds], built at open */
    uint64_t filter[LEX_FILTER_BITS / 64]; /* first units: a bit set means that a pattern may begin so */
    uint64_t article; /* the unit of "al" */
    char hash[17];
};

static inline uint32_t lex_filter_bit(uint64_t hash) { return (uint32_t)(hash >> 48) & (LEX_FILTER_BITS - 1); }

#endif
