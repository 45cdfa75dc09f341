/* lexicon.h: the dictionaries of data/ as one mapped, read-only image, and the matcher of their entries in a document.
 *
 * in: data/lexicon.srl (made by tools/lexc from data/actors/<any>.tsv, data/agents.tsv, ...); a split document.
 * out: hits: tokens [tok_b, tok_e) with the entry that they name; entries with codes that hold at a date.
 * Invariants: the image is bounds-checked and its checksum verified at open; after that no lookup can leave it. Hits are ordered
 * by tok_b, then longer first, then entry; none is inside a longer hit of the same class, but registry names, then marked nested.
 *
 *     lexicon *lex; if (lexicon_open(path, &allocator, &lex, err) != SITREP_OK) ...
 *     lex_hits hits; if (lexicon_match(lex, arena, &doc, &hits) != SITREP_OK) ...
 *     for (i < hits.n) if (hits.v[i].cls == LEX_ACTOR) puts(lexicon_name(lex, hits.v[i].entry));
 *     const char *code = lexicon_value(lex, hits.v[i].entry, LEX_CAMEO, lex_date("2016-08-11"));
 */
#ifndef SITREP_LEXICON_LEXICON_H
#define SITREP_LEXICON_LEXICON_H

#include "base/arena.h"
#include "text/text.h"

typedef enum lex_class {
    LEX_ACTOR = 0, /* data/actors: the registry */
    LEX_AGENT,     /* data/agents.tsv: generic roles (troops, militants, residents, ministry) */
    LEX_UNIT,      /* data/units.tsv: military unit words (brigade, battalion, squadron) */
    LEX_WEAPON,    /* data/weapons.tsv: weapons, vehicles, means; type = aircraft|drone|missile|artillery|... */
    LEX_TITLE,     /* data/titles.tsv: titles, ranks, offices; type = leads|commands|part-of|spokesperson-of|form */
    LEX_MEDIA,     /* data/media.tsv: generic media words (daily, newspaper, state television, interview) */
    LEX_CUE,       /* data/cues.tsv: words that introduce what someone says; type = certainty they give */
    LEX_PLACEWORD, /* data/placewords.tsv: words for kinds of places (town, headquarters, bridge) */
    LEX_DISCARD,   /* data/discards.tsv: phrases that look like an actor and are none (America's Cup) */
    LEX_NOUN,      /* data/nouns.tsv: what a noun or a given name is: man, woman, person, body, place, thing */
    LEX_VERB,      /* data/triggers.tsv, phrasal.tsv: words as triggers, counted; and imported verb patterns, none by default */
    LEX_CLASS_N
} lex_class;

typedef enum lex_field { LEX_KIND = 0, LEX_COUNTRY, LEX_SECTORS, LEX_CAMEO, LEX_ACLED, LEX_FIELD_N } lex_field;

enum { /* flags of a pattern, and so of a hit */
    LEX_CASE = 1,      /* matches only as written */
    LEX_METONYM = 2,   /* a city or building for the body */
    LEX_ADJ = 4,       /* an adjective of the state or body */
    LEX_PEOPLE = 8,    /* the people of a state */
    LEX_PLURAL = 16,   /* the plural form of a word */
    LEX_CANONICAL = 32, /* the entry's own name */
    LEX_MARKS = 128,   /* the dictionary writes it with letters outside ASCII */
    LEX_NESTED = 64    /* of hits only: inside a longer registry name ("Serraj" in "Serraj's government") */
};

enum { LEX_DATE_NONE = 0, LEX_DATE_MAX = 99999999 };

typedef struct lexicon lexicon; /* engine lifetime: read-only, shared by threads */

typedef struct lex_hit {
    uint32_t tok_b, tok_e; /* tokens of the document, inside one sentence */
    uint32_t entry;
    int32_t from, to; /* yyyymmdd, both inclusive: when the alias holds; 0 and LEX_DATE_MAX when always */
    uint8_t cls;      /* lex_class */
    uint8_t flags;
    bool exact_case;  /* the capitals are as in the dictionary, and no diacritics are there that it does not have ("América") */
} lex_hit;

typedef struct lex_hits {
    lex_hit *v; /* in the arena */
    uint32_t n;
} lex_hits;

typedef struct lex_affiliation {
    const char *kind; /* part-of, backed-by, ... */
    uint32_t target;  /* entry */
    int32_t from, to; /* yyyymmdd */
} lex_affiliation;

/* Opens a compiled image. out: *lex, owned, closed with lexicon_close. errors: IO, VERSION (another format version), DAMAGED
 * (magic, checksum, a section or an offset outside the file; detail says which), NOMEM. Cost: one pass over the file (checksum). */
sitrep_status lexicon_open(const char *path, const sitrep_allocator *allocator, lexicon **lex, sitrep_error *err);
/* The same over bytes that outlive the lexicon (fuzzing, tests). */
sitrep_status lexicon_open_bytes(const void *data, size_t n, const sitrep_allocator *allocator, lexicon **lex,
                                 sitrep_error *err);
void lexicon_close(lexicon *lex); /* NULL is allowed */

/* 16 hexadecimal digits of the image's checksum; static for the lexicon's life. */
const char *lexicon_hash(const lexicon *lex);

/* All entries in a document. out: *hits in the arena. errors: NOMEM. Thread-safe on a shared lexicon. Cost: linear in tokens; a
 * token that begins no pattern costs one table probe. */
sitrep_status lexicon_match(const lexicon *lex, base_arena *arena, const text_doc *doc, lex_hits *hits);

/* Index of the first hit that begins at token tok or behind it, or hits->n. Cost: logarithmic. */
uint32_t lexicon_hit_from(const lex_hits *hits, uint32_t tok);
/* How many hits are entries of a class whose "type" column is type. Cost: linear in hits. */
uint32_t lexicon_count_type(const lexicon *lex, const lex_hits *hits, lex_class cls, const char *type);

uint32_t lexicon_count(const lexicon *lex);
/* Entry of a registry slug, or -1. Cost: logarithmic. */
int64_t lexicon_find(const lexicon *lex, const char *slug);
const char *lexicon_name(const lexicon *lex, uint32_t entry);  /* canonical name, or the dictionary word; never NULL */
const char *lexicon_slug(const lexicon *lex, uint32_t entry);  /* NULL outside the registry */
const char *lexicon_type(const lexicon *lex, uint32_t entry);  /* the "type" column of word lists, or NULL */
lex_class lexicon_class(const lexicon *lex, uint32_t entry);
/* The value of a field that holds at a date (yyyymmdd; LEX_DATE_NONE: the latest one), or NULL. */
const char *lexicon_value(const lexicon *lex, uint32_t entry, lex_field field, int32_t date);

/* Is the hit an actor of the registry that one can belong to: no person, no state, nor a word that only stands for one (a capital, an adjective,
 * a people)? */
bool lexicon_is_body(const lexicon *lex, const lex_hit *hit);
/* Affiliations of a registry entry; *n may be 0. i < *n through lexicon_affiliation. */
uint32_t lexicon_affiliation_count(const lexicon *lex, uint32_t entry);
lex_affiliation lexicon_affiliation(const lexicon *lex, uint32_t entry, uint32_t i);

/* "2016-08-11T..." or "2016-08" or "2016" to yyyymmdd (missing parts 00), or LEX_DATE_NONE. NULL is allowed. */
int32_t lex_date(const char *iso);
static inline bool lex_date_in(int32_t date, int32_t from, int32_t to)
{
    return date == LEX_DATE_NONE || (from <= date && date <= to);
}

#endif
