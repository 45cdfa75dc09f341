/* lexicon_image.h: the bytes of lexicon.srl, shared by the compiler and the reader.
 *
 * Little-endian, every section 8-byte aligned. A header of LEX_HEADER_BYTES, then the sections in any order:
 *
 *   0  8  magic "SITREPLX"          16  8  file size in bytes
 *   8  4  version                   24  8  hash_bytes(everything from byte 32 on, seed 0)
 *  12  4  number of sections (7)    32 16  for each section: offset (8), number of items (8)
 *
 *   STRINGS   bytes; first and last are NUL; offset 0 is "" and means "none"
 *   ENTRIES   lex_image_entry, registry entries first, those ordered by slug
 *   VALUES    lex_image_value: dated values; an entry's values of a field are consecutive
 *   LINKS     lex_image_link: affiliations; an entry's are consecutive
 *   PATTERNS  lex_image_pattern, ordered by hash of the first unit, then more units first, then units, then entry
 *   UNITS     u64: unit hashes with the wanted shape in the low two bits (lex_shape)
 *   KINDS     lex_image_kind, the ontology, ordered by kind
 *
 * The first-unit index is PATTERNS itself, searched by bisection behind a 64 Kbit filter that the reader builds at open.
 */
#ifndef SITREP_LEXICON_LEXICON_IMAGE_H
#define SITREP_LEXICON_LEXICON_IMAGE_H

#include <stddef.h>
#include <stdint.h>

#include "lexicon/lexicon.h"

#define LEX_MAGIC "SITREPLX"
enum { LEX_VERSION = 2, LEX_HEADER_BYTES = 256, LEX_SUMMED_FROM = 32, LEX_MAX_UNITS = 24 };
enum lex_section { LEX_STRINGS = 0, LEX_ENTRIES, LEX_VALUES, LEX_LINKS, LEX_PATTERNS, LEX_UNITS, LEX_KINDS, LEX_SECTION_N };

typedef struct lex_image_entry {
    uint32_t slug, name, type; /* strings; slug 0 outside the registry */
    uint32_t cls;
    uint32_t value[LEX_FIELD_N + 1]; /* VALUES [value[f], value[f + 1]) are of field f */
    uint32_t link_b, link_e;         /* LINKS */
} lex_image_entry;

typedef struct lex_image_value {
    uint32_t text;
    int32_t from, to;
} lex_image_value;

typedef struct lex_image_link {
    uint32_t kind, target;
    int32_t from, to;
} lex_image_link;

typedef struct lex_image_pattern {
    uint32_t entry, unit_b; /* UNITS [unit_b, unit_b + n_units) */
    uint16_t n_units, flags;
    int32_t from, to;
} lex_image_pattern;

typedef struct lex_image_kind {
    uint32_t text[12]; /* kind, gloss, PLOVER event, mode, contexts, CAMEO, ACLED event, sub, sub of states, UCDP, sphere, example */
    int32_t goldstein_tenths;
    uint32_t traits; /* onto_trait, or-ed */
} lex_image_kind;

/* How a unit is written. A pattern's unit says what it wants; LEX_ANY takes all. */
typedef enum lex_shape { LEX_ANY = 0, LEX_LOWER = 1, LEX_TITLED = 2, LEX_UPPER = 3 } lex_shape;

typedef struct lex_unit {
    uint64_t hash; /* low two bits 0 */
    uint8_t shape; /* lex_shape, never LEX_ANY; digits count as LEX_UPPER */
    bool article;  /* al-, el-, as- ... before a name */
    bool barrier;  /* punctuation that no pattern crosses */
} lex_unit;

/* Cuts a piece of text without white space inside (a token, or a word of an alias) into matching units: folded, without apostrophes
 * and dots, parted at hyphens and slashes and before a possessive 's, British endings made American, articles made one.
 * Writes at most cap units; returns how many; 0 for hyphens, quotes and apostrophes alone. */
size_t lex_units_of(const char *s, size_t n, lex_unit *out, size_t cap);

#endif
