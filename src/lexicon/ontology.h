/* ontology.h: the one table of event kinds, data/ontology.tsv, and what each kind is called in the coding schemes of others.
 *
 *     const onto_kind *k = onto_find(lex, "capture");
 *     printf("%s %s %s\n", k->plover_event, k->cameo, onto_acled_sub(k, agent_is_state));
 *
 * Strings are static for the lexicon's life; none is NULL, "" means that the scheme has no such distinction.
 */
#ifndef SITREP_LEXICON_ONTOLOGY_H
#define SITREP_LEXICON_ONTOLOGY_H

#include "lexicon/lexicon.h"

typedef enum onto_trait { /* what the reading stages ask of a kind; the table says what each means */
    ONTO_WARLIKE = 1,
    ONTO_SPORT = 2,
    ONTO_HARMS = 4,
    ONTO_VIOLENT = 8,
    ONTO_PLACELESS = 16
} onto_trait;

typedef struct onto_kind {
    const char *kind;            /* sitrep's own name, DESIGN.md section 4 */
    const char *gloss;
    const char *plover_event;    /* one of the 16 types */
    const char *plover_mode;     /* or "" */
    const char *plover_contexts; /* comma-separated, or "" */
    const char *cameo;           /* 2 to 4 digits */
    const char *acled_event;     /* ACLED event_type */
    const char *acled_sub;       /* ACLED sub_event_type */
    const char *acled_sub_state; /* the same when the doer is a recognised government's force */
    const char *ucdp;            /* armed (state-based or non-state, by the actors), one-sided, or "" */
    double goldstein;            /* -10 .. 10 */
    const char *sphere;          /* conflict|politics|crime|accident|disaster */
    uint32_t traits;             /* onto_trait, or-ed */
    const char *example;         /* a sentence of our own */
} onto_kind;

/* The row of a kind, or NULL. Thread-safe. Cost: logarithmic. */
const onto_kind *onto_find(const lexicon *lex, const char *kind);
/* Does the kind have the trait? false for a kind that is not in the table. Thread-safe. Cost: as onto_find. */
bool onto_has(const lexicon *lex, const char *kind, onto_trait trait);
/* All rows, ordered by name (byte order). */
const onto_kind *onto_table(const lexicon *lex, uint32_t *n);
static inline const char *onto_acled_sub(const onto_kind *k, bool agent_is_state)
{
    return agent_is_state ? k->acled_sub_state : k->acled_sub;
}

#endif
