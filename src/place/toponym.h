/* toponym.h: place names of one document: found, with their candidates ranked.
 *
 * in: a document, its mentions, the gazetteer. out: names with the place that each most likely means, or none.
 * Invariants: ordered by position; spans do not overlap; `chosen` is an index into `hits` or -1.
 *
 *     place_toponyms list; place_find_toponyms(g, arena, &doc, mentions, &list);
 *     place_rank_toponyms(g, arena, &doc, "dailystar.com.lb", &list);
 *     if (list.v[i].chosen >= 0) place_get_entry(g, list.v[i].hits[list.v[i].chosen].place, &entry);
 */
#ifndef SITREP_PLACE_TOPONYM_H
#define SITREP_PLACE_TOPONYM_H

#include "base/arena.h"
#include "model/mention.h"
#include "place/gazetteer.h"
#include "text/text.h"

/* Features of a candidate. train/place_ranker.py reads the names of this list in this order. */
typedef enum place_feature {
    PF_POPULATION = 0,   /* log10(1 + population) / 8 */
    PF_SHARE,            /* population as part of all candidates' */
    PF_LARGEST,          /* no candidate is larger */
    PF_ONLY,             /* no other candidate */
    PF_ALIAS,            /* an alternate name */
    PF_COUNTRY,          /* classes ... */
    PF_CAPITAL,
    PF_SEAT,             /* seat of a first-order division */
    PF_SEAT_LOW,         /* seat of a lower one */
    PF_PROVINCE,
    PF_DISTRICT,
    PF_TOWN,
    PF_REGION,
    PF_SITE,
    PF_DOC_COUNTRY,      /* part of the document's other names that lie in its country */
    PF_DOC_ADMIN1,       /* ... in its first-order division */
    PF_COUNTRY_NAMED,    /* its country is itself named in the document */
    PF_ADMIN1_NAMED,     /* its first-order division is named */
    PF_NEAREST,          /* exp(-distance to the nearest other chosen place / 50 km) */
    PF_NEAR,             /* mean of exp(-distance / 300 km) over the others */
    PF_COMMA,            /* "Name, Container" fits */
    PF_COMMA_AGAINST,    /* "Name, Container" with another container */
    PF_COMMA_ELSEWHERE,  /* the same name stands so elsewhere in the document and fits */
    PF_HOME_NEAR,        /* exp(-distance to the outlet's town / 60 km) */
    PF_HOME_FAR,         /* exp(-distance to the outlet's town / 400 km) */
    PF_HOME_ADMIN1,
    PF_HOME_COUNTRY,
    PF_WORD_FITS,        /* "province", "city of" names its class */
    PF_WORD_AGAINST,     /* names another class */
    PF_SAID_OFTEN,       /* log of how often the name stands in the document, for towns only */
    PF_N
} place_feature;

typedef struct place_toponym {
    base_span span;
    place_name_hit *hits; /* [n_hits] in the arena */
    uint32_t n_hits;
    int32_t chosen;
    float score;      /* probability of the chosen one, 0..1 */
    float *hit_score; /* [n_hits] probability of each */
    uint8_t reason;   /* place_feature that speaks most for the chosen one over the runner-up; PF_N: none */
    int32_t mention;  /* the mention it lies in, or -1 */
    uint64_t key;     /* hash of the folded name */
    uint32_t group;   /* first toponym of the document with the same name */
    int32_t container; /* the toponym after the comma that says where it is, or -1 */
    bool given;       /* by the caller or the model: not to be dropped */
    bool aside;       /* takes no part in the others' context: names a building or is doubtful */
    bool adjective;   /* "Libyan": only tells of the country */
    bool ground;      /* its own words say that it is a street, a lake, a park: no candidates */
} place_toponym;

typedef struct place_toponyms {
    place_toponym *v; /* in the arena */
    uint32_t n;
    size_t cap;
} place_toponyms;

/* Looks the words of span up, less a possessive ending. strip: when the whole is unknown, without its class word and its
 * direction ("Anbar province", "north Sinai"). out: hit, room for PLACE_MAX_CANDIDATES, the most populous first; *key, the
 * hash of the folded whole. Returns how many. Cost: a few look-ups. */
uint32_t place_find_span(const place_gazetteer *g, const text_doc *doc, base_span span, bool strip, place_name_hit *hit,
                         uint64_t *key);
/* Looks the words of span up and adds a toponym (with no candidates when the name is unknown). errors: NOMEM, LIMIT. */
sitrep_status place_add_toponym(const place_gazetteer *g, base_arena *arena, const text_doc *doc, base_span span, bool given,
                                place_toponyms *list);
/* Finds names: those that the model marked as places, and gazetteer names in capitals that it missed. mentions may be NULL.
 * errors: NOMEM. Cost: linear, a few look-ups a capitalised word. */
sitrep_status place_find_toponyms(const place_gazetteer *g, base_arena *arena, const text_doc *doc,
                                  const mention_list *mentions, place_toponyms *list);
/* Chooses a candidate for each. outlet: host ("oxfordpress.com"), name or NULL. features: NULL, or a callback that sees each candidate's features
 * in the last round, for training. errors: NOMEM. Deterministic. Cost: names x candidates x names. */
typedef void (*place_feature_sink)(void *ctx, uint32_t toponym, uint32_t hit, const float features[PF_N]);
sitrep_status place_rank_toponyms(const place_gazetteer *g, base_arena *arena, const text_doc *doc, const char *outlet,
                                  place_toponyms *list, place_feature_sink sink, void *sink_ctx);

/* The end of a name of a ground that begins at token b ("Taylor Street", "Lake Lanier"); b when there is none. */
uint32_t place_read_ground(const text_doc *doc, uint32_t b);
/* Is token t, in capitals, the last word of such names? */
bool place_is_ground_word(const text_doc *doc, uint32_t t);

/* Where an outlet is at home: the town (or the country: *town false) that its host or name ("oxfordpress.com", "Las Vegas Sun") speaks of;
 * of several so called the one that the names of list lie near. False: nothing told. Cost: some thousand look-ups. */
bool place_find_home(const place_gazetteer *g, const char *outlet, const place_toponyms *list, place_entry *home, bool *town);

/* Lower-case word right after (before) a byte, skipping blanks; empty when punctuation stands there. */
base_span place_word_after(const text_doc *doc, uint32_t byte);
base_span place_word_before(const text_doc *doc, uint32_t byte);
/* Is the span one of the words of a blank-separated list, whatever the case? */
bool place_word_in(const text_doc *doc, base_span word, const char *list);
bool place_token_in(const text_doc *doc, uint32_t t, const char *list); /* the same of token t */

#endif
