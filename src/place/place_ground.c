/* place_ground.c: names whose last or first word tells what they are: "Mahim Bay", "Taylor Street", "Fort Detrick",
 * "Lake Lanier". The gazetteer knows few of them, and without this their parts would be taken for towns. */
#include "place/place_signs.h"
#include "place/place_words.h"
#include "place/toponym.h"

/* May token t stand in such a name, before its last word? "Main", "8th", "St", "al"; "On" opens something else. */
static bool is_part(const text_doc *doc, uint32_t t)
{
    const text_token *k = &doc->tokens[t];
    return (text_token_is_capital(k) && !place_is_opener(doc, t)) || k->shape == SHAPE_NUMBER ||
           place_token_in(doc, t, "- . 's al de del el");
}

bool place_is_ground_word(const text_doc *doc, uint32_t t)
{
    return text_token_is_capital(&doc->tokens[t]) && place_token_in(doc, t, PLACE_GROUND_WORDS " " PLACE_GROUND_SURNAMES);
}

uint32_t place_read_ground(const text_doc *doc, uint32_t b)
{
    const text_sentence *s = &doc->sents[doc->tokens[b].sentence];
    if (!text_token_is_capital(&doc->tokens[b]) || place_is_opener(doc, b)) {
        return b;
    }
    uint32_t e = b;
    for (uint32_t t = b + 1; t < s->tok_e && t < b + PLACE_GROUND_TOKENS && is_part(doc, t); t++) {
        if (place_is_ground_word(doc, t)) {
            e = t + 1;
        } else if (place_token_in(doc, t - 1, "'s \xe2\x80\x99s")) {
            return b; /* "Augusta's Highland Avenue": of the town's, not of its name; "Queen Anne's Creek" is one */
        }
    }
    uint32_t next = e > b ? e : b + 1; /* "County Road 15", "Interstate 395" */
    bool numbered =
        next < s->tok_e && doc->tokens[next].shape == SHAPE_NUMBER && place_token_in(doc, next - 1, PLACE_ROAD_WORDS);
    if (numbered) {
        e = next + 1;
    } else if (e == b && place_token_in(doc, b, PLACE_GROUND_HEADS) && next < s->tok_e &&
               doc->tokens[next].shape == SHAPE_TITLE) {
        e = next + 1;
    }
    if (e == b || (e < s->tok_e && text_token_is_capital(&doc->tokens[e]))) {
        return b; /* "Hill Police", "Park City": the word belongs to what follows */
    }
    uint32_t signs = place_read_signs(doc, b, e);
    bool surname = e > b + 1 && place_token_in(doc, e - 1, PLACE_GROUND_SURNAMES); /* "Anita Hill", but "at Sunset Hill" */
    return (signs & (SIGN_TITLE | SIGN_NO_PLACE | SIGN_NAME_BEFORE)) != 0 || (surname && (signs & SIGN_IN) == 0) ? b
                                                                                                                 : e;
}
