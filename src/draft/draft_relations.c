/* draft_relations.c: standing relations, by construction (tie.h) and by the model, and whom a phrase stands for. See
 * draft_work.h. */
#include <string.h>

#include "draft/draft_tune.h"
#include "draft/draft_work.h"
#include "draft/tie.h"
#include "draft/tie_clause.h"

static sitrep_status add_relation(drafter *d, draft_relation x)
{
    if (x.from < 0 || x.to < 0) return SITREP_E_NOMEM;
    if (x.from == x.to) return SITREP_OK;
    draft_relation *v = arena_grow(d->arena, d->out->relations, d->out->n_relations, &d->cap_relations, sizeof *v);
    if (v == NULL) return SITREP_E_NOMEM;
    d->out->relations = v;
    v[d->out->n_relations++] = x;
    return SITREP_OK;
}

/* The role of a relation's far end: what is "based in Tripoli" sits in a place, not in the government that Tripoli can
 * stand for. */
static mention_role far_role(const char *kind)
{
    return strcmp(kind, "based-in") == 0 ? MENTION_PLACE : MENTION_RELATION;
}

/* A word that names nobody ("of"): a link to it is the head's slip. */
static bool is_small_word(const drafter *d, uint32_t t)
{
    const char *tag = draft_label_at(d, d->head[HEAD_UPOS], t);
    return tag != NULL && (strcmp(tag, "ADP") == 0 || strcmp(tag, "DET") == 0 || strcmp(tag, "PUNCT") == 0);
}

sitrep_status draft_read_relations(drafter *d)
{
    const model_link *b, *e;
    int h = d->head[HEAD_REL];
    draft_links_of(d, h, &b, &e);
    for (const model_link *l = b; l < e; l++) {
        if (l->score < DRAFT_RELATION_MIN || l->from == l->to || is_small_word(d, l->from) || is_small_word(d, l->to)) continue;
        const char *kind = model_label_name(d->m, h, l->label);
        int32_t from = draft_mention_at(d, l->from, MENTION_RELATION);
        int32_t to = draft_mention_at(d, l->to, far_role(kind));
        draft_relation x = {kind, "model:rel", from, to, l->score};
        if (add_relation(d, x) != SITREP_OK) return SITREP_E_NOMEM;
    }
    return SITREP_OK;
}

/* What the tagger and the names say, for the ties (tie.h). errors: NOMEM. */
static sitrep_status tie_input(drafter *d, tie_words *w)
{
    static const draft_tag_bits kinds[] = {
        {"NOUN", TIE_NOUN}, {"PROPN", TIE_NOUN | TIE_NAME}, {"ADJ", TIE_MODIFIER}, {"NUM", TIE_MODIFIER | TIE_NUMBER}};
    int ner = d->head[HEAD_NER];
    const uint8_t *tags = draft_bits_by_tag(d, kinds, sizeof kinds / sizeof *kinds);
    tie_name *names = arena_array(d->arena, d->doc->n_tokens + 1, sizeof *names);
    if (tags == NULL || names == NULL) return SITREP_E_NOMEM;
    *w = (tie_words){d->lex, d->hits, d->doc, tags, names, 0};
    for (uint32_t b, e = 0; draft_next_span(d, ner, &b, &e);)
        names[w->n_names++] = (tie_name){b, e, draft_ner_of(draft_label_at(d, ner, b) + 2)};
    return SITREP_OK;
}

static int32_t tie_mention(drafter *d, tie_end x, mention_role role)
{
    uint32_t head = x.e - 1;
    int32_t i = d->phrase_of[head];
    if (x.modifies && i >= 0 && d->out->mentions.v[i].tok_e > x.e && d->word_of[head] < 0)
        d->word_of[head] = draft_add_mention(d, x.b, x.e, head);
    return draft_mention_at(d, head, role);
}

static sitrep_status read_clauses(drafter *d, const tie_words *w)
{
    tie_found v[TIE_CLAUSE_MAX];
    for (uint32_t t = 0; t < d->doc->n_tokens; t++)
        for (uint32_t n = tie_clause_at(&d->words, w->names, w->n_names, t, v), i = 0; i < n; i++) {
            int32_t from = draft_range_mention(d, v[i].from.b, v[i].from.e, v[i].from.e - 1, MENTION_RELATION);
            int32_t to = draft_range_mention(d, v[i].to.b, v[i].to.e, v[i].to.e - 1, far_role(v[i].kind));
            draft_relation x = {v[i].kind, v[i].rule, from, to, DRAFT_TIE_SCORE};
            if (add_relation(d, x) != SITREP_OK) return SITREP_E_NOMEM;
        }
    return SITREP_OK;
}

sitrep_status draft_read_ties(drafter *d)
{
    tie_words w;
    tie_found *v;
    uint32_t n;
    if (tie_input(d, &w) != SITREP_OK || tie_find(d->arena, &w, &v, &n) != SITREP_OK) return SITREP_E_NOMEM;
    for (uint32_t i = 0; i < n; i++) {
        int32_t from = tie_mention(d, v[i].from, MENTION_RELATION), to = tie_mention(d, v[i].to, far_role(v[i].kind));
        draft_relation x = {v[i].kind, v[i].rule, from, to, DRAFT_TIE_SCORE};
        if (add_relation(d, x) != SITREP_OK) return SITREP_E_NOMEM;
    }
    return d->head[HEAD_UPOS] < 0 ? SITREP_OK : read_clauses(d, &w);
}

/* The mention whose last word is t, or -1: of a phrase, or made for the word. */
static int32_t ends_at(const drafter *d, uint32_t t)
{
    int32_t i = d->phrase_of[t];
    return i >= 0 && d->out->mentions.v[i].tok_e - 1 == t ? i : d->word_of[t];
}

/* The name that a pronoun or empty description stands for, as the antecedent head says. */
void draft_read_antecedents(drafter *d)
{
    const model_link *b, *e;
    draft_links_of(d, d->head[HEAD_ANTE], &b, &e);
    for (const model_link *l = b; l < e; l++) {
        int32_t i = ends_at(d, l->from), j = ends_at(d, l->to);
        if (j < 0) j = d->phrase_of[l->to];
        if (i < 0 || j < 0 || i == j || l->score < DRAFT_ANTE_MIN) continue;
        mention *m = &d->out->mentions.v[i];
        if (l->score <= m->antecedent_score) continue;
        m->antecedent = j;
        m->antecedent_score = l->score;
    }
}
