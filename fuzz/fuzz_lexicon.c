/* fuzz_lexicon.c: lexicon_open_bytes, lexicon_match and every accessor on arbitrary bytes.
 * The first byte chooses: the rest is an image as it stands, or one whose size and checksum are made right first, so that the checks
 * behind them are reached. */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "lexicon/lexicon_image.h"
#include "lexicon/ontology.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void use(const lexicon *lex)
{
    static const char text[] = "The Hill People's Liberation Front, Karim al-Nasr of Arstotzka and 20 soldiers (HPLF).";
    static const sitrep_allocator plain;
    base_arena arena;
    text_doc doc;
    lex_hits hits;
    uint32_t n_kinds, check = 0;
    arena_init(&arena, &plain);
    if (text_split(&arena, text, sizeof text - 1, &doc) == SITREP_OK && lexicon_match(lex, &arena, &doc, &hits) == SITREP_OK)
        for (uint32_t i = 0; i < hits.n; i++)
            if (hits.v[i].tok_b >= hits.v[i].tok_e || hits.v[i].tok_e > doc.n_tokens) abort();
    for (uint32_t i = 0; i < lexicon_count(lex) && i < 1000; i++) {
        check += (uint32_t)strlen(lexicon_name(lex, i));
        for (int f = 0; f < LEX_FIELD_N; f++) check += lexicon_value(lex, i, (lex_field)f, 20160811) != NULL;
        for (uint32_t k = 0; k < lexicon_affiliation_count(lex, i) && k < 100; k++) check += lexicon_affiliation(lex, i, k).target;
        if (lexicon_slug(lex, i) != NULL) check += lexicon_find(lex, lexicon_slug(lex, i)) >= 0;
    }
    (void)onto_table(lex, &n_kinds);
    check += onto_find(lex, "capture") != NULL;
    (void)check;
    arena_clear(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    lexicon *lex = NULL;
    if (n < 1) return 0;
    bool mend = (data[0] & 1) != 0;
    unsigned char *copy = malloc(n); /* malloc's memory is aligned, data + 1 is not */
    if (copy == NULL) return 0;
    memcpy(copy, data + 1, n - 1);
    if (mend && n - 1 > 32) {
        uint64_t size = n - 1, sum = hash_bytes(copy + 32, n - 1 - 32, 0);
        memcpy(copy + 16, &size, 8);
        memcpy(copy + 24, &sum, 8);
    }
    if (lexicon_open_bytes(copy, n - 1, NULL, &lex, NULL) == SITREP_OK) {
        use(lex);
        lexicon_close(lex);
    }
    free(copy);
    return 0;
}
