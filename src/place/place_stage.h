/* place_stage.h: the place stage at work: the report's places with what the stage knows of them beside the record. Private to
 * src/place.
 *
 *     int32_t p = stage_find_place(s, entry, 0, -1);
 *     if (p < 0) status = stage_add_place(s, entry, key, PLACE_IS_TOWN, &p);
 */
#ifndef SITREP_PLACE_PLACE_STAGE_H
#define SITREP_PLACE_PLACE_STAGE_H

#include "place/place.h"
#include "place/place_words.h"
#include "place/toponym.h"

typedef struct place_stage {
    const place_gazetteer *g;
    mention_list *mentions;
    rec_report *r;
    place_toponyms names;
    int32_t *place_of;  /* [names.n] index of the report's place, or -1 */
    bool *building;     /* [names.n] the name belongs to the building whose word follows */
    uint32_t *entry_of; /* [n_places] gazetteer entry or GAZ_NONE */
    uint64_t *key_of;   /* [n_places] hash of the folded name */
    uint8_t *class_of;  /* [n_places] place_class */
    size_t cap_extra;
} place_stage;
enum { /* sets of place_class */
    LISTED = 1u << 15, /* only names that the gazetteer has */
    TOWNS = 1u << PLACE_IS_TOWN,
    PROVINCES = 1u << PLACE_IS_PROVINCE | 1u << PLACE_IS_REGION,
    COUNTRIES = 1u << PLACE_IS_COUNTRY,
    ANY = 0xFF
};

/* The report's place with that entry (or, unplaced: GAZ_NONE, with that name inside the same place), or -1. */
int32_t stage_find_place(const place_stage *s, uint32_t entry, uint64_t key, int32_t within);
/* A new, empty place. errors: NOMEM. */
sitrep_status stage_add_place(place_stage *s, uint32_t entry, uint64_t key, uint8_t cls, int32_t *index);
/* Name, position and codes from the gazetteer. False: no memory. */
bool stage_fill_entry(place_stage *s, rec_place *p, uint32_t entry);
/* Is place p `outer`, or does it lie in it? */
bool stage_lies_in(const place_stage *s, int32_t p, int32_t outer);
/* Place p lies in `within` (or nowhere told: -1), and so in its province and country. Nothing, where `within` lies in p: who
 * follows the places outwards comes to an end. */
void stage_put_within(place_stage *s, int32_t p, int32_t within);

base_span stage_token(const place_stage *s, uint32_t t);
bool stage_is_word(const place_stage *s, uint32_t t, const char *list);
char *stage_copy_words(const place_stage *s, base_span span); /* on one line; NULL: no memory */
uint64_t stage_hash_words(const place_stage *s, base_span span); /* of the folded words */

/* Does the name stand in a dateline or the paper's own line? Does it only tell where something else lies ("near Aleppo")? */
bool stage_in_dateline(const place_stage *s, base_span span);
bool stage_is_anchor(const place_stage *s, base_span span);
/* "Moscow has set up an office", "the ministry in Moscow": a capital that speaks or acts is a government. */
bool stage_is_state_voice(const place_stage *s, int32_t place, base_span span);
/* The nearest place named before byte of one of the classes, else the first after: in the same sentence, or anywhere for a
 * headline, which comes before what it is of. -1: none. */
int32_t stage_nearest_named(const place_stage *s, uint32_t byte, uint32_t classes);
/* The town that is spoken of there, else the province, else the country; -1: none. */
int32_t stage_salient_town(const place_stage *s, uint32_t byte);

/* A name in front of a building's word ("the Ouagadougou centre"): before the ranking, marks it; after it, places the building.
 * errors: NOMEM. */
sitrep_status place_mark_buildings(place_stage *s);
sitrep_status place_settle_buildings(place_stage *s);
/* A name that the gazetteer lacks and the text calls a district ("Korsk district of Sarin", "Korsk, a quarter of the west") is
 * one, in that town or the city named last. errors: NOMEM. */
sitrep_status place_settle_districts(place_stage *s);
/* A phrase that is used as a place, or named as one by the model. errors: NOMEM. */
sitrep_status place_describe_mention(place_stage *s, mention *m);
/* "Pascual Guerrero stadium": a name before the word for a site, taken for a place however unsurely. */
bool place_is_named_site(const place_stage *s, const mention *m);

#endif
