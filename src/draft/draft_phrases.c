/* draft_phrases.c: the model's phrases and names as mentions, and the mention that a link means. See draft_work.h. */
#include <string.h>

#include "draft/draft_tune.h"
#include "draft/draft_work.h"

int32_t draft_add_mention(drafter *d, uint32_t b, uint32_t e, uint32_t head)
{
    mention *v = arena_grow(d->arena, d->out->mentions.v, d->out->mentions.n, &d->cap_mentions, sizeof *v);
    if (v == NULL) return -1;
    d->out->mentions.v = v;
    v[d->out->mentions.n] = (mention){.tok_b = b, .tok_e = e, .head = head, .antecedent = -1, .actor = -1, .place = -1};
    return (int32_t)d->out->mentions.n++;
}

uint8_t draft_ner_of(const char *type)
{
    return type == NULL               ? NER_NONE
           : strcmp(type, "PER") == 0 ? NER_PER
           : strcmp(type, "ORG") == 0 ? NER_ORG
           : strcmp(type, "LOC") == 0 ? NER_LOC
                                      : NER_MISC;
}

/* Words of one phrase to the left of its last word: compounds, adjectives, flat name parts, as far as the tree holds
 * them together. */
static uint32_t phrase_begin(const drafter *d, uint32_t t)
{
    const text_sentence *s = &d->doc->sents[d->doc->tokens[t].sentence];
    int head = d->y->tree_head != NULL ? d->head[HEAD_DEP] : -1;
    uint32_t b = t;
    while (head >= 0 && b > s->tok_b && d->y->tree_label[b - 1] != MODEL_NO_LABEL) {
        const char *rel = model_label_name(d->m, head, d->y->tree_label[b - 1]);
        uint32_t g = d->y->tree_head[b - 1];
        bool joins = rel != NULL &&
                     (strncmp(rel, "compound", 8) == 0 || strcmp(rel, "amod") == 0 || strncmp(rel, "flat", 4) == 0 ||
                      (strcmp(rel, "punct") == 0 && text_token_is(d->doc, b - 1, "-")));
        if (!joins || g < b || g > t) break;
        b--;
    }
    return b;
}

int32_t draft_mention_at(drafter *d, uint32_t t, mention_role role)
{
    int32_t i = d->phrase_of[t];
    if (i >= 0 && d->out->mentions.v[i].tok_e - 1 != t) {
        /* inside a longer phrase: a lone word of it, unless the rest of the phrase hangs on it ("Government of ...") */
        if (d->word_of[t] < 0) {
            uint32_t b = phrase_begin(d, t);
            if (b < d->out->mentions.v[i].tok_b) b = d->out->mentions.v[i].tok_b;
            d->word_of[t] = b == d->out->mentions.v[i].tok_b ? i : draft_add_mention(d, b, t + 1, t);
        }
        i = d->word_of[t];
    } else if (i < 0) {
        if (d->word_of[t] < 0) d->word_of[t] = draft_add_mention(d, phrase_begin(d, t), t + 1, t);
        i = d->word_of[t];
    }
    if (i >= 0) d->out->mentions.v[i].roles |= (uint16_t)role;
    return i;
}

int32_t draft_range_mention(drafter *d, uint32_t b, uint32_t e, uint32_t head, mention_role role)
{
    int32_t at = d->phrase_of[head];
    const mention *m = at >= 0 ? &d->out->mentions.v[at] : NULL;
    bool inside = m != NULL && m->tok_b >= b && m->tok_e == e;
    bool longer = m != NULL && m->tok_b <= b && m->tok_e >= e;
    if (!inside && !longer) {
        if (m != NULL && m->tok_b > b) b = m->tok_b;
        at = d->word_of[head];
        if (at < 0 || d->out->mentions.v[at].tok_b != b) at = draft_add_mention(d, b, e, head);
        if (at < 0) return -1;
        d->word_of[head] = at;
        for (uint32_t t = b; t < e; t++)
            if (d->phrase_of[t] < 0) d->phrase_of[t] = at;
    }
    d->out->mentions.v[at].roles |= (uint16_t)role;
    return at;
}

static sitrep_status add_phrases(drafter *d, int h)
{
    for (uint32_t b, e = 0; draft_next_span(d, h, &b, &e);) {
        int32_t i = draft_add_mention(d, b, e, e - 1);
        if (i < 0) return SITREP_E_NOMEM;
        for (uint32_t k = b; k < e; k++) d->phrase_of[k] = i;
    }
    return SITREP_OK;
}

/* A phrase that begins before [b, e) and ends inside it, or the other way round. */
static bool crosses_phrase(const drafter *d, uint32_t b, uint32_t e)
{
    for (uint32_t k = b; k < e; k++) {
        const mention *p = d->phrase_of[k] >= 0 ? &d->out->mentions.v[d->phrase_of[k]] : NULL;
        if (p != NULL && ((p->tok_b < b && p->tok_e < e) || (p->tok_b > b && p->tok_e > e))) return true;
    }
    return false;
}

/* Is [b, e) what the registry calls a body that is no place: a group, a party, an agency ("Hamas", also a village in Germany)? Or what an
 * apposition calls so ("Santa Fe, the club from Bogotá")? Not behind "in" or "near": "fighting broke out in Azov". */
static bool is_known_body(const drafter *d, uint32_t b, uint32_t e)
{
    static const char *const locative[] = {"in", "near", "around", "into", "towards", "toward", "outside", "inside", NULL};
    static const char *const article[] = {"the", "a", "an", NULL};
    static const char *const body[] = {"club", "team", "side", "squad", "newspaper", "daily", "party", "company", "band", "militia", "faction", NULL};
    if (b > d->doc->sents[d->doc->tokens[b].sentence].tok_b && text_token_in(d->doc, b - 1, locative)) return false;
    if (text_token_is(d->doc, e, ",") && text_token_in(d->doc, e + 1, article) && text_token_in(d->doc, e + 2, body)) return true;
    for (uint32_t i = lexicon_hit_from(d->hits, b); i < d->hits->n && d->hits->v[i].tok_b == b; i++) {
        const lex_hit *h = &d->hits->v[i];
        if (h->tok_e == e && lexicon_is_body(d->lex, h)) return true;
    }
    return false;
}

/* A wrong kind of name misleads the place and actor stages more than none, so every word of it must be sure. */
static void mark_name(drafter *d, int h, uint32_t b, uint32_t e, mention *m)
{
    const char *type = draft_label_at(d, h, b) + 2;
    float sure = 1.0f;
    for (uint32_t k = b; k < e; k++)
        if (d->y->score[h] != NULL && d->y->score[h][k] < sure) sure = d->y->score[h][k];
    if (strcmp(type, "PER") != 0 && is_known_body(d, b, e)) {
        type = "ORG";
        sure = 1.0f;
    }
    m->ner_guess = draft_ner_of(type);
    m->ner_score = sure;
    if (sure < (strcmp(type, "PER") == 0 ? DRAFT_PERSON_MIN : DRAFT_NAME_MIN)) return;
    m->ner = draft_ner_of(type);
    m->roles |= MENTION_NAME;
}

/* A name is the phrase that ends with it, or a mention of its own, inside a phrase or outside all. */
static sitrep_status add_name(drafter *d, int h, uint32_t b, uint32_t e)
{
    int32_t i = d->phrase_of[e - 1];
    bool same = i >= 0 && d->out->mentions.v[i].tok_b <= b && d->out->mentions.v[i].tok_e == e;
    if (!same && crosses_phrase(d, b, e)) return SITREP_OK;
    if (!same) i = draft_add_mention(d, b, e, e - 1);
    if (i < 0) return SITREP_E_NOMEM;
    mark_name(d, h, b, e, &d->out->mentions.v[i]);
    for (uint32_t k = b; k < e; k++) {
        if (d->phrase_of[k] < 0)
            d->phrase_of[k] = i;
        else if (k == e - 1 && !same)
            d->word_of[k] = i;
    }
    return SITREP_OK;
}

sitrep_status draft_find_phrases(drafter *d)
{
    int ner = d->head[HEAD_NER];
    if (add_phrases(d, d->head[HEAD_PHRASE]) != SITREP_OK) return SITREP_E_NOMEM;
    for (uint32_t b, e = 0; draft_next_span(d, ner, &b, &e);)
        if (add_name(d, ner, b, e) != SITREP_OK) return SITREP_E_NOMEM;
    return SITREP_OK;
}
