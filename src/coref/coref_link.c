/* coref_link.c: each mention takes the antecedent that scores best, or begins a chain. */
#include <string.h>

#include "coref/coref_work.h"

enum { LINK_NONE = -1 };

sitrep_status coref_link_begin(coref_work *w)
{
    w->n_slots = 16;
    while (w->n_slots < 4 * w->n) w->n_slots *= 2; /* two keys a mention at most */
    w->slots = arena_array(w->arena, w->n_slots, sizeof *w->slots);
    if (w->slots == NULL) return SITREP_E_NOMEM;
    for (uint32_t i = 0; i < w->n_slots; i++) w->slots[i].at = LINK_NONE;
    w->link = 0;
    return SITREP_OK;
}

static coref_slot *slot_of(coref_work *w, uint64_t key)
{
    uint32_t at = (uint32_t)(key * UINT64_C(0x9E3779B97F4A7C15) >> 32) & (w->n_slots - 1);
    while (w->slots[at].at != LINK_NONE && w->slots[at].key != key) at = (at + 1) & (w->n_slots - 1);
    return &w->slots[at];
}

static uint64_t surname_key(const coref_phrase *p) { return p->last ^ UINT64_C(0x6E616D65); }

/* Further back than the window: the last mentions of the same head, then of the same last name. */
static uint32_t far(const coref_work *w, int32_t at, bool by_name, uint32_t low, uint32_t n, uint32_t *out)
{
    for (uint32_t seen = 0; at >= 0 && seen < COREF_FAR; at = by_name ? w->v[at].same_last : w->v[at].same_lemma) {
        if ((uint32_t)at >= low) continue;
        bool known = false;
        for (uint32_t k = n > COREF_FAR ? n - COREF_FAR : 0; k < n; k++) known = known || out[k] == (uint32_t)at;
        if (!known) out[n++] = (uint32_t)at;
        seen++;
    }
    return n;
}

uint32_t coref_candidates(coref_work *w, uint32_t i, uint32_t out[COREF_CANDIDATES], float scores[COREF_CANDIDATES])
{
    coref_phrase *p = &w->v[i];
    bool pronoun = is_pronoun(p->type);
    bool event = p->type == TYPE_THIS || p->type == TYPE_IT || p->type == TYPE_DEM || p->type == TYPE_DEF;
    uint32_t back = pronoun ? COREF_PRONOUN_BACK : COREF_LOOK_BACK, n = 0, low = i;
    for (; low > 0 && n < back && p->type != TYPE_VERB; low--) {
        const coref_phrase *a = &w->v[low - 1];
        if (a->type != TYPE_VERB || (event && p->sent - a->sent <= COREF_EVENT_SENTS)) out[n++] = low - 1;
    }
    if (!pronoun && p->type != TYPE_VERB) {
        p->same_lemma = slot_of(w, p->lemma)->at;
        p->same_last = p->last != 0 ? slot_of(w, surname_key(p))->at : LINK_NONE;
        n = far(w, p->same_lemma, false, low, n, out);
        n = far(w, p->same_last, true, low, n, out);
    }
    memset(scores, 0, n * sizeof *scores);
    while (w->link < w->n_links && w->links[w->link].from < p->b) w->link++;
    for (uint32_t l = w->link; l < w->n_links && w->links[l].from == p->b; l++)
        for (uint32_t k = 0; k < n; k++)
            if (w->v[out[k]].b == w->links[l].to && w->links[l].score > scores[k]) scores[k] = w->links[l].score;
    return n;
}

void coref_join(coref_work *w, uint32_t i, int32_t antecedent)
{
    coref_phrase *p = &w->v[i];
    p->chain = antecedent >= 0 ? w->v[antecedent].chain : i;
    coref_phrase *chain = &w->v[p->chain];
    chain->size++;
    if (chain->chain_gender == 0) chain->chain_gender = p->gender;
    if (is_pronoun(p->type) || p->type == TYPE_VERB) return;
    coref_slot *s = slot_of(w, p->lemma);
    *s = (coref_slot){p->lemma, (int32_t)i};
    if (p->last == 0) return;
    s = slot_of(w, surname_key(p));
    *s = (coref_slot){surname_key(p), (int32_t)i};
}

static int32_t score(const coref_features *f)
{
    const int16_t *weights = coref_weights_built_in();
    int32_t sum = 0;
    for (uint32_t i = 0; i < f->n; i++) sum += weights[f->v[i]];
    return sum;
}

static int32_t best_antecedent(coref_work *w, uint32_t i)
{
    uint32_t candidates[COREF_CANDIDATES];
    float links[COREF_CANDIDATES];
    coref_features f;
    uint32_t n = coref_candidates(w, i, candidates, links);
    int32_t best = LINK_NONE;
    coref_features_new(w, i, &f);
    int32_t most = score(&f);
    for (uint32_t k = 0; k < n; k++) {
        if (!coref_features_pair(w, i, candidates[k], links[k], &f)) continue;
        int32_t s = score(&f);
        if (s <= most) continue;
        most = s;
        best = (int32_t)candidates[k];
    }
    return best;
}

static sitrep_status give(const coref_work *w, coref_chains *out)
{
    int32_t *last = arena_array(w->arena, w->n, sizeof *last); /* at a chain's first phrase: its last so far */
    out->v = arena_array(w->arena, w->n, sizeof *out->v);
    if (last == NULL || out->v == NULL) return SITREP_E_NOMEM;
    out->n = w->n;
    for (uint32_t i = 0; i < w->n; i++) {
        const coref_phrase *p = &w->v[i];
        out->v[i] = (coref_mention){p->b, p->e + 1, p->head, -1, -1};
        if (p->chain != i) {
            out->v[i].chain = out->v[p->chain].chain;
            out->v[last[p->chain]].next = (int32_t)i;
        } else if (p->size > 1) {
            out->v[i].chain = (int32_t)out->n_chains++;
        }
        last[p->chain] = (int32_t)i;
    }
    return SITREP_OK;
}

sitrep_status coref_resolve(coref_work *w, coref_chains *out)
{
    sitrep_status s;
    *out = (coref_chains){0};
    if ((s = coref_phrases_find(w)) != SITREP_OK || (s = coref_link_begin(w)) != SITREP_OK) return s;
    for (uint32_t i = 0; i < w->n; i++) coref_join(w, i, best_antecedent(w, i));
    return give(w, out);
}

sitrep_status coref_read(base_arena *arena, const model *m, const lexicon *lex, const lex_hits *hits,
                         const text_doc *doc, const model_layers *layers, coref_chains *out)
{
    coref_work w = {.arena = arena, .doc = doc};
    *out = (coref_chains){0};
    if (layers->tree_head == NULL || doc->n_tokens == 0) return SITREP_OK;
    sitrep_status s = coref_words_read(&w, m, lex, hits, layers);
    return s == SITREP_OK ? coref_resolve(&w, out) : s;
}
