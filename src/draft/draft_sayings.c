/* draft_sayings.c: attributions, and the speaker that they lend to what stands in them. See draft_work.h. */
#include <string.h>

#include "draft/draft_work.h"
#include "draft/saying.h"

/* What the tagger and the model say of each token, for the words that only sometimes speak (saying.h). */
static uint8_t *speech_tags(drafter *d)
{
    int upos = d->head[HEAD_UPOS], acue = d->head[HEAD_ACUE];
    uint8_t *tags = arena_array(d->arena, d->doc->n_tokens + 1, sizeof *tags);
    for (uint32_t t = 0; tags != NULL && t < d->doc->n_tokens; t++) {
        const char *tag = draft_label_at(d, upos, t);
        if (tag != NULL && (strcmp(tag, "VERB") == 0 || strcmp(tag, "AUX") == 0)) tags[t] |= SAYING_VERB;
        if (draft_in_span(d, acue, t)) tags[t] |= SAYING_CUE;
    }
    return tags;
}

sitrep_status draft_read_sayings(drafter *d)
{
    saying_found *found;
    uint32_t n;
    const uint8_t *tags = speech_tags(d);
    if (tags == NULL) return SITREP_E_NOMEM;
    sitrep_status st = saying_find(d->arena, d->lex, d->hits, d->doc, tags, &found, &n);
    if (st != SITREP_OK || n == 0) return st;
    if ((d->out->sayings = arena_array(d->arena, n, sizeof *d->out->sayings)) == NULL) return SITREP_E_NOMEM;
    for (uint32_t i = 0; i < n; i++) {
        const saying_found *s = &found[i];
        int32_t source = draft_range_mention(d, s->who_b, s->who_e, s->head, MENTION_SOURCE);
        int32_t venue = s->venue_e > s->venue_b
                            ? draft_range_mention(d, s->venue_b, s->venue_e, s->venue_e - 1, MENTION_RELATION)
                            : -1;
        if (source < 0 || (s->venue_e > s->venue_b && venue < 0)) return SITREP_E_NOMEM;
        d->out->sayings[d->out->n_sayings++] =
            (draft_saying){s->cue_b, s->cue_e, source, s->content_b, s->content_e, s->denies, venue};
    }
    return SITREP_OK;
}

/* said_at[t]: the innermost saying that tells what stands at t, or -1; a cue is not part of what it introduces.
 * cue_of[t]: the saying whose cue covers t, or -1. */
static sitrep_status place_sayings(drafter *d, int32_t **said_at, int32_t **cue_of)
{
    size_t n = d->doc->n_tokens;
    *said_at = arena_array(d->arena, n + 1, sizeof **said_at);
    *cue_of = arena_array(d->arena, n + 1, sizeof **cue_of);
    if (*said_at == NULL || *cue_of == NULL) return SITREP_E_NOMEM;
    for (size_t t = 0; t < n; t++) (*said_at)[t] = (*cue_of)[t] = -1;
    for (uint32_t k = 0; k < d->out->n_sayings; k++) {
        const draft_saying *s = &d->out->sayings[k];
        for (uint32_t t = s->cue_b; t < s->cue_e; t++) (*cue_of)[t] = (int32_t)k;
        for (uint32_t t = s->content_b; t < s->content_e; t++) {
            const draft_saying *in = (*said_at)[t] >= 0 ? &d->out->sayings[(*said_at)[t]] : NULL;
            if (t >= s->cue_b && t < s->cue_e) continue;
            if (in == NULL || s->content_e - s->content_b < in->content_e - in->content_b) (*said_at)[t] = (int32_t)k;
        }
    }
    return SITREP_OK;
}

/* Who says what: a record takes the speaker of the innermost saying that it stands in. What stands in none keeps the
 * model's speaker. The act of speech of the same speaker ("X said A and accused Y of B") is not said by its speaker. */
sitrep_status draft_lend_speakers(drafter *d)
{
    int32_t *said_at, *cue_of;
    if (d->out->n_sayings == 0) return SITREP_OK;
    if (place_sayings(d, &said_at, &cue_of) != SITREP_OK) return SITREP_E_NOMEM;
    const draft_saying *sayings = d->out->sayings;
    for (uint32_t i = 0; i < d->out->n_events; i++) {
        draft_event *e = &d->out->events[i];
        const draft_saying *s = said_at[e->tok] >= 0 ? &sayings[said_at[e->tok]] : NULL;
        if (s == NULL || (cue_of[e->tok] >= 0 && sayings[cue_of[e->tok]].source == s->source)) continue;
        e->source = (draft_arg){s->source, 1.0f};
        e->cue = (int32_t)s->cue_b;
        if (s->denies && (e->polarity == NULL || strcmp(e->polarity, "affirmed") == 0)) e->polarity = "denied";
    }
    for (uint32_t i = 0; i < d->out->n_figures; i++) {
        draft_figure *f = &d->out->figures[i];
        if (said_at[f->tok_b] < 0) continue;
        const draft_saying *s = &sayings[said_at[f->tok_b]];
        f->source = (draft_arg){s->source, 1.0f};
        f->cue = (int32_t)s->cue_b;
    }
    for (uint32_t i = 0; i < d->out->n_control; i++) {
        draft_control *c = &d->out->control[i];
        uint32_t t = d->out->mentions.v[c->place].tok_b;
        if (said_at[t] < 0) continue;
        const draft_saying *s = &sayings[said_at[t]];
        c->source = (draft_arg){s->source, 1.0f};
        c->cue = (int32_t)s->cue_b;
        if (s->denies) c->asserted = "denied";
    }
    return SITREP_OK;
}

/* Can the pronoun at t stand for the speaker: "the guards said they", "the army said it", "the mayor said she"? */
static bool agrees(const drafter *d, uint32_t t, const mention *who)
{
    static const char *const people[] = {"he", "she", NULL};
    base_span w = d->doc->tokens[who->head].span;
    bool person = who->ner == NER_PER, plural = d->doc->text[w.e - 1] == 's' && who->ner != NER_PER;
    if (text_token_in(d->doc, t, people)) return !plural && who->ner != NER_ORG && who->ner != NER_LOC;
    if (text_token_is(d->doc, t, "they")) return !person;
    return text_token_is(d->doc, t, "it") && !person && !plural;
}

/* Mentions by their first token, in the order of the list. */
typedef struct mentions_at {
    uint32_t *first; /* [n_tokens] index + 1 of the first mention that begins there; 0: none */
    uint32_t *next;  /* [mentions] index + 1 of the next one that begins at the same token */
} mentions_at;

static sitrep_status index_mentions(const drafter *d, mentions_at *x)
{
    const mention_list *m = &d->out->mentions;
    x->first = arena_array(d->arena, d->doc->n_tokens + 1, sizeof *x->first);
    x->next = arena_array(d->arena, (size_t)m->n + 1, sizeof *x->next);
    if (x->first == NULL || x->next == NULL) return SITREP_E_NOMEM;
    for (uint32_t i = m->n; i > 0; i--) {
        uint32_t *first = &x->first[m->v[i - 1].tok_b];
        x->next[i - 1] = *first;
        *first = i;
    }
    return SITREP_OK;
}

/* "The guards said (that, on Friday) they had taken Sarin": the pronoun that begins what is said is the speaker. */
static void link_said_subjects(drafter *d, const mentions_at *at)
{
    enum { MAX_LEAD = 4 }; /* words before the subject: "that", a day */
    static const char *const pronouns[] = {"they", "it", "he", "she", NULL};
    mention *v = d->out->mentions.v;
    for (uint32_t k = 0; k < d->out->n_sayings; k++) {
        const draft_saying *s = &d->out->sayings[k];
        const mention *who = &v[s->source];
        if (s->content_b < s->cue_e || who->tok_b > s->cue_b) continue; /* what is said before its cue has its own subject */
        uint32_t t = s->content_b;
        while (t < s->content_e && t - s->content_b < MAX_LEAD && !text_token_in(d->doc, t, pronouns) && d->doc->tokens[t].shape != SHAPE_PUNCT) t++;
        if (t >= s->content_e || !text_token_in(d->doc, t, pronouns) || text_token_in(d->doc, who->head, pronouns) || !agrees(d, t, who)) continue;
        for (uint32_t i = at->first[t]; i > 0; i = at->next[i - 1])
            if (v[i - 1].tok_e == t + 1 && (int32_t)i - 1 != s->source) {
                v[i - 1].antecedent = s->source;
                v[i - 1].antecedent_score = 1.0f;
            }
    }
}

/* Is somebody else named, who acts or speaks, between tokens b and e? */
static bool names_other_person(const drafter *d, const mentions_at *at, uint32_t b, uint32_t e)
{
    for (uint32_t t = b + 1; t < e; t++)
        for (uint32_t i = at->first[t]; i > 0; i = at->next[i - 1]) {
            const mention *m = &d->out->mentions.v[i - 1];
            if (m->ner == NER_PER && (m->roles & (MENTION_AGENT | MENTION_SOURCE)) != 0) return true;
        }
    return false;
}

sitrep_status draft_link_speakers(drafter *d)
{
    mention *v = d->out->mentions.v;
    mentions_at at;
    if (d->out->n_sayings == 0) return SITREP_OK;
    if (index_mentions(d, &at) != SITREP_OK) return SITREP_E_NOMEM;
    link_said_subjects(d, &at);
    for (uint32_t k = 1; k < d->out->n_sayings; k++) { /* who spoke last in the paragraph goes on, unless a person is named since */
        const draft_saying *s = &d->out->sayings[k], *last = s - 1;
        mention *who = &v[s->source];
        bool person = text_token_is(d->doc, who->tok_b, "he") || text_token_is(d->doc, who->tok_b, "she");
        const text_sentence *here = &d->doc->sents[d->doc->tokens[who->tok_b].sentence];
        const text_sentence *there = &d->doc->sents[d->doc->tokens[v[last->source].tok_b].sentence];
        if (!person || who->tok_e != who->tok_b + 1 || last->source == s->source || here->paragraph != there->paragraph) continue;
        if (v[last->source].tok_b > who->tok_b || v[last->source].ner == NER_ORG || v[last->source].ner == NER_LOC) continue;
        if (names_other_person(d, &at, v[last->source].tok_b, who->tok_b)) continue;
        who->antecedent = last->source;
        who->antecedent_score = 1.0f;
    }
    return SITREP_OK;
}
