/* ontology.c: see ontology.h. The rows are built when the image is opened (lexicon_open.c). */
#include "lexicon/ontology.h"

#include <string.h>

#include "lexicon/lexicon_private.h"

const onto_kind *onto_find(const lexicon *lex, const char *kind)
{
    uint32_t b = 0, e = lex->n_kinds;
    if (kind == NULL) return NULL;
    while (b < e) {
        uint32_t mid = b + (e - b) / 2;
        int c = strcmp(lex->kinds[mid].kind, kind);
        if (c == 0) return &lex->kinds[mid];
        if (c < 0)
            b = mid + 1;
        else
            e = mid;
    }
    return NULL;
}

bool onto_has(const lexicon *lex, const char *kind, onto_trait trait)
{
    const onto_kind *k = onto_find(lex, kind);
    return k != NULL && (k->traits & (uint32_t)trait) != 0;
}

const onto_kind *onto_table(const lexicon *lex, uint32_t *n)
{
    *n = lex->n_kinds;
    return lex->kinds;
}
