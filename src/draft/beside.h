/* beside.h: what the words next to a trigger, a weapon or a site say of who did it, to whom and whose it is, in closed
 * constructions of English: a subject pronoun ("it took Sarin"), who suffers losses ("the guards have suffered heavy
 * casualties"), whose a thing is ("its drones", "the headquarters of the militia"), who gives a place to whom
 * ("handed by the mission to the army").
 *
 * in: a split document, its dictionary hits, the tagger's words. out: ranges of tokens; nothing is said of who they are.
 * Invariants: a range lies in the sentence of the token asked about; an empty one says nothing.
 *
 *     beside_range who = beside_sufferer(&w, t);      t: "casualties"; who: "guards"
 */
#ifndef SITREP_DRAFT_BESIDE_H
#define SITREP_DRAFT_BESIDE_H

#include "lexicon/lexicon.h"

enum { BESIDE_NOUN = 1, BESIDE_MODIFIER = 2, BESIDE_VERB = 4, BESIDE_AUX = 8, BESIDE_ADVERB = 16 }; /* bits of a word */

typedef struct beside_words {
    const lexicon *lex;
    const lex_hits *hits;
    const text_doc *doc;
    const uint8_t *tags; /* [n_tokens] BESIDE_* */
} beside_words;

typedef struct beside_range {
    uint32_t b, e; /* tokens; equal: none. The last one is the head */
} beside_range;

static const beside_range BESIDE_NONE = {0, 0};
static inline bool beside_any(beside_range r) { return r.e > r.b; }

/* All: thread-safe, no memory, a bounded number of words looked at. */

/* The personal pronoun that is the subject of the verb at t, with only auxiliaries and adverbs between; *passive: the verb is
 * said of whom it is done to. */
beside_range beside_pronoun(const beside_words *w, uint32_t t, bool *passive);

/* The same for "who" and "which": the noun phrase that they stand for. */
beside_range beside_relative(const beside_words *w, uint32_t t, bool *passive);

/* Who suffers the losses at t: the subject of "suffered", the object of "inflicted ... on", a possessor. */
beside_range beside_sufferer(const beside_words *w, uint32_t t);

/* Whose the thing [b, e) with its head is: a possessor before it, an actor's name among its words; behind "of", where it is a
 * site. */
beside_range beside_owner(const beside_words *w, uint32_t b, uint32_t e, uint32_t head, bool site);

/* From whom something is taken, of the verb or noun at t: the actor behind "from", before any other verb. */
beside_range beside_loser(const beside_words *w, uint32_t t);

/* Of "handed", "ceded", "returned" at t: to whom, and by whom in the passive. */
beside_range beside_recipient(const beside_words *w, uint32_t t);
beside_range beside_giver(const beside_words *w, uint32_t t);

/* The noun phrase that begins at t behind articles and pronouns; the one that ends at t. Its own words only, nothing behind "of". */
beside_range beside_noun_at(const beside_words *w, uint32_t t);
beside_range beside_noun_ending(const beside_words *w, uint32_t t);

/* The one that ends at t with what hangs on it: "brigades" of "brigades from the city of Misrata". */
beside_range beside_whole_noun_ending(const beside_words *w, uint32_t t);

/* The one that begins at t with its place: "internationally backed government in Tripoli". */
beside_range beside_long_noun_at(const beside_words *w, uint32_t t);

/* The subject of the verb group that ends before t: a noun phrase, perhaps behind a parenthetical, or a pronoun. */
beside_range beside_subject(const beside_words *w, uint32_t t);

#endif
