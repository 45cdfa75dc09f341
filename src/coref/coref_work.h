/* coref_work.h: the working state of coreference for one document; shared by the files of this folder and by
 * tools/corefit.c, which fits the weights. */
#ifndef SITREP_COREF_COREF_WORK_H
#define SITREP_COREF_COREF_WORK_H

#include "coref/coref.h"
#include "model/mention.h"

enum {
    COREF_LOOK_BACK = 60,    /* mentions that a name or a description looks back over */
    COREF_PRONOUN_BACK = 30, /* mentions that a pronoun looks back over */
    COREF_EVENT_SENTS = 1,   /* sentences that "that" looks back over for a verb */
    COREF_FAR = 12,          /* further back: mentions of the same head or surname only, so many of them */
    COREF_CANDIDATES = COREF_LOOK_BACK + 2 * COREF_FAR,
    COREF_FEATURES = 40, /* features of one pair at most */
    COREF_SET = 12       /* words of a mention that are compared */
};

typedef enum coref_pos {
    POS_OTHER = 0,
    POS_NOUN,
    POS_PROPN,
    POS_PRON,
    POS_DET,
    POS_NUM,
    POS_ADJ,
    POS_VERB,
    POS_AUX,
    POS_ADV,
    POS_PART,
    POS_PUNCT
} coref_pos;

/* Relations of the tree by which phrases are cut; the first nine are features too. */
typedef enum coref_rel {
    REL_OTHER = 0,
    REL_NSUBJ,
    REL_OBJ,
    REL_OBL,
    REL_NMOD,
    REL_COMPOUND,
    REL_APPOS,
    REL_ROOT,
    REL_CONJ,
    REL_FEATURES,
    REL_CASE = REL_FEATURES,
    REL_MARK,
    REL_CC,
    REL_COP,
    REL_AUX,
    REL_PUNCT,
    REL_FLAT,
    REL_FIXED,
    REL_LOOSE /* parataxis, vocative, list ... */,
    REL_EXPL,
    REL_CLAUSE /* csubj, advcl, ccomp */,
    REL_ACL,
    REL_ADVMOD,
    REL_N
} coref_rel;

/* Closed-class words. The first eight are kinds of mention. */
typedef enum coref_form {
    FORM_NONE = 0,
    FORM_I,
    FORM_YOU,
    FORM_WE,
    FORM_HE,
    FORM_SHE,
    FORM_IT,
    FORM_THEY,
    FORM_THIS,
    FORM_THE,
    FORM_A,
    FORM_WH,
    FORM_FOCUS /* "also", "even" */,
    FORM_MARK_S /* the possessive mark */,
    FORM_MALE,
    FORM_FEMALE
} coref_form;

typedef enum coref_type {
    TYPE_OTHER = 0,
    TYPE_I,
    TYPE_YOU,
    TYPE_WE,
    TYPE_HE,
    TYPE_SHE,
    TYPE_IT,
    TYPE_THEY,
    TYPE_THIS,
    TYPE_NAME,
    TYPE_DEF,
    TYPE_DEM,
    TYPE_POSS,
    TYPE_INDEF,
    TYPE_BARE,
    TYPE_CONJ,
    TYPE_VERB /* an event: only "this", "it" and "that decision" stand for one */,
    TYPE_N
} coref_type;
static inline bool is_pronoun(uint32_t type) { return type >= TYPE_I && type <= TYPE_THIS; }

typedef enum coref_class { CLASS_NONE = 0, CLASS_PERSON, CLASS_BODY, CLASS_PLACE, CLASS_THING, CLASS_N } coref_class;
typedef enum coref_number { NUM_OPEN = 0, NUM_ONE, NUM_MANY, NUM_N } coref_number;

typedef struct coref_word {
    uint64_t key;         /* of its lower-case form */
    uint64_t lemma;       /* of its singular */
    uint32_t head;        /* its governor; itself for a root */
    uint32_t lo, hi;      /* its subtree's first and last token */
    uint32_t child, next; /* first child, next sibling; COREF_NONE: none */
    uint8_t pos, rel, form, ner, cls;
    char gender;    /* 'm', 'f' or 0 */
    bool inflected; /* its lemma is another word */
    bool poss, plural, ner_begins, quoted, asked, reflexive;
} coref_word;
#define COREF_NONE UINT32_MAX

typedef struct coref_set { /* hashes of words, ascending */
    uint32_t v[COREF_SET];
    uint32_t n;
} coref_set;

typedef struct coref_phrase {
    uint32_t b, e, head; /* tokens b..e, both inside */
    uint32_t sent, par;
    uint8_t type, rel, ner, cls, number;
    char gender;
    bool conj, quoted;
    bool asked;           /* its paragraph ends with a question */
    bool predicate;       /* "is a general" */
    uint64_t lemma, core; /* the head's singular; all words without articles and quotation marks */
    uint32_t n_core;
    uint64_t first, last; /* of a name: its first and last word; else 0 */
    coref_set words, mods, name;
    uint32_t chain, size;          /* chain: the phrase that began it; size: of the chain, at that phrase */
    char chain_gender;             /* of the chain, at that phrase */
    int32_t same_lemma, same_last; /* the phrase before with that key, or -1 */
} coref_phrase;

typedef struct coref_slot {
    uint64_t key;
    int32_t at; /* last phrase with that key */
} coref_slot;

typedef struct coref_work {
    base_arena *arena;
    const text_doc *doc;
    coref_word *words;
    coref_phrase *v;
    uint32_t n;
    size_t cap;
    const model_link *links; /* of the coref head, from ascending */
    uint32_t n_links;
    uint32_t link;     /* where the search for links goes on */
    coref_slot *slots; /* [n_slots] a power of two */
    uint32_t n_slots;
} coref_work;

typedef struct coref_features {
    uint16_t v[COREF_FEATURES];
    uint32_t n;
} coref_features;

/* coref_words.c */
sitrep_status coref_words_read(coref_work *w, const model *m, const lexicon *lex, const lex_hits *hits,
                               const model_layers *y);

void coref_words_complete(
    coref_work *w); /* what follows from the text and from each word's pos, rel, head, poss, inflected */

/* coref_phrase.c: the mentions, in text order. */
sitrep_status coref_phrases_find(coref_work *w);

/* coref_feature.c */
uint32_t coref_feature_count(void);
const int16_t *coref_weights_built_in(void);
void coref_features_new(const coref_work *w, uint32_t i, coref_features *f); /* i begins a chain */
bool coref_features_pair(const coref_work *w, uint32_t i, uint32_t k, float link,
                         coref_features *f); /* i is k; false: it cannot be */

/* coref_link.c */
sitrep_status coref_resolve(coref_work *w, coref_chains *out); /* from words that are read to chains */
sitrep_status coref_link_begin(coref_work *w);
/* Candidates for phrase i, nearest first; returns how many. scores: of the model's links to them, 0: none. */
uint32_t coref_candidates(coref_work *w, uint32_t i, uint32_t out[COREF_CANDIDATES], float scores[COREF_CANDIDATES]);
void coref_join(coref_work *w, uint32_t i, int32_t antecedent); /* -1: begins a chain; i in ascending order */

#endif
