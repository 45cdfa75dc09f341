/* actor_work.h: the actor stage's working state for one report; shared by the files of this folder only. */
#ifndef SITREP_ACTOR_ACTOR_WORK_H
#define SITREP_ACTOR_ACTOR_WORK_H

#include "actor/actor.h"
#include "actor/actor_tune.h"

typedef enum phrase_type { PHRASE_NAME = 0, PHRASE_NOMINAL, PHRASE_PRONOUN } phrase_type;
typedef enum phrase_number { NUMBER_OPEN = 0, NUMBER_ONE, NUMBER_MANY } phrase_number;

/* A phrase that may name an actor: a mention of the model, or a dictionary name outside all mentions. */
typedef struct actor_phrase {
    uint32_t b, e, head, sent; /* tokens */
    uint16_t roles;            /* mention_role bits; 0 for dictionary names outside mentions */
    uint8_t ner, type, number, how;
    char gender;               /* 'm', 'f' or 0 */
    bool definite, indefinite, bare; /* "the group"; "a group"; no word beside the head */
    bool idle;                       /* no mention has it and it becomes no actor, unless a pronoun stands for it */
    int32_t mention;           /* index into the list, or -1 */
    int32_t actor;
    int32_t hit;   /* registry hit that covers the head, or -1 */
    int32_t mod;   /* registry hit before the head ("US" in "US forces"), or -1 */
    int32_t noun;  /* agent, unit or weapon word at the head, or -1 */
    int32_t title; /* last title before a name, or -1 */
    uint32_t name_b; /* a name without its titles begins here */
} actor_phrase;

typedef struct actor_info { /* beside r->actors[i] */
    int64_t entry;  /* registry entry or -1 */
    uint64_t key;   /* of an actor of its own: same key, same actor */
    int64_t noun;   /* dictionary entry of its head word, or -1 */
    bool person, thing;
    uint8_t number;
    char gender;
    uint32_t name_b, name_e; /* tokens of its fullest name; equal: none */
} actor_info;

typedef struct actor_alias { /* a name given in the text: "(CSP)", "known as Hemedti" */
    uint32_t tok_b, tok_e;
    int32_t actor;
} actor_alias;

typedef struct actor_work {
    const lexicon *lex;
    rec_report *r;
    const text_doc *doc;
    mention_list *mentions;
    int32_t date; /* of publication, yyyymmdd */
    const lex_hits *all; /* every dictionary hit of the text; not owned */
    lex_hit *hits;       /* those that may be followed */
    uint32_t n_hits;
    uint32_t *hit_at; /* [n_tokens + 1]: first hit that begins at or after the token */
    actor_phrase *phrases;
    uint32_t n_phrases;
    size_t cap_phrases;
    actor_info *info; /* [r->n_actors] */
    uint32_t n_info;
    size_t cap_info;
    actor_alias *aliases;
    uint32_t n_aliases;
    size_t cap_aliases;
    bool sport; /* a report on sport: its snipers and generals are players */
    bool nomem;
} actor_work;

enum { ACTOR_ROLES = MENTION_AGENT | MENTION_PATIENT | MENTION_SOURCE | MENTION_GROUP | MENTION_HOLDER | MENTION_RELATION };

/* actor_phrase.c */
sitrep_status actor_phrases_build(actor_work *w);
bool actor_is_word(const actor_work *w, uint32_t t, const char *const *list); /* list ends with NULL; ASCII lower case */
bool actor_hit_holds(const actor_work *w, const lex_hit *h);                   /* at the report's date */
void actor_phrase_analyse(actor_work *w, actor_phrase *p);
const char *actor_entry_value(const actor_work *w, uint32_t entry, lex_field f);
bool actor_entry_is_state(const actor_work *w, uint32_t entry);
uint64_t actor_words_key(const actor_work *w, uint32_t b, uint32_t e);

/* actor_resolve.c */
int32_t actor_of_entry(actor_work *w, uint32_t entry, float score);
int32_t actor_resolve_phrase(actor_work *w, uint32_t i); /* the actor of phrase i, made if need be; -1: none (or no memory) */
void actor_note_mention(actor_work *w, int32_t actor, uint32_t b, uint32_t e, rec_how how);

/* actor_coref.c */
int32_t actor_coref_name(actor_work *w, uint32_t i);
int32_t actor_coref_nominal(actor_work *w, uint32_t i);
int32_t actor_coref_pronoun(actor_work *w, uint32_t i);
void actor_find_aliases(actor_work *w, uint32_t i); /* names that the text gives to phrase i's actor */

/* actor_relation.c */
sitrep_status actor_relations_by_rule(actor_work *w);

#endif
