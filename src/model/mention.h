/* mention.h: the phrases of a document that the reader's eye found, shared by the actor, place, time, count and event stages.
 * Each stage fills its own column; the event stage looks a phrase's actor or place up here. */
#ifndef SITREP_MODEL_MENTION_H
#define SITREP_MODEL_MENTION_H

#include "base/arena.h"
#include "text/text.h"

typedef enum mention_role { /* bit set: in which roles the model uses the phrase */
    MENTION_AGENT = 1,
    MENTION_PATIENT = 2,
    MENTION_PLACE = 4,
    MENTION_TIME = 8,
    MENTION_INSTRUMENT = 16,
    MENTION_SOURCE = 32,
    MENTION_GROUP = 64,  /* whose figure */
    MENTION_HOLDER = 128, /* holder, loser or besieger in a control change */
    MENTION_RELATION = 256, /* an end of a standing relation */
    MENTION_NAME = 512      /* a named span (ner head) */
} mention_role;

typedef enum mention_ner { NER_NONE = 0, NER_PER, NER_ORG, NER_LOC, NER_MISC } mention_ner;

typedef struct mention {
    uint32_t tok_b, tok_e; /* tokens [tok_b, tok_e) of the document, inside one sentence */
    uint32_t head;         /* the token that stands for it in links, tok_b <= head < tok_e */
    uint16_t roles;        /* mention_role bits */
    uint8_t ner;           /* mention_ner, where the ner head is sure of it */
    uint8_t ner_guess;     /* mention_ner that the head gives the span, however unsure; NER_NONE for no named span */
    float ner_score;       /* probability of the guess: that of its least sure word */
    int32_t antecedent;    /* mention that the model says it stands for ("they" -> "rebels"), or -1 */
    float antecedent_score;
    int32_t actor; /* index into the report's actors, or -1: filled by the actor stage */
    int32_t place; /* index into the report's places, or -1: filled by the place stage */
} mention;

typedef struct mention_list {
    mention *v; /* in the arena, ordered by tok_b, then longer first; spans may nest but do not cross */
    uint32_t n;
} mention_list;

#endif
