/* draft.c: labels and links -> events, figures, control changes, relations over phrases. See draft.h, and draft_work.h
 * for what each file reads. */
#include "draft/draft_tune.h"
#include "draft/draft_work.h"

static const char *const HEADS[HEAD_N] = {
    [HEAD_PHRASE] = "phrase",   [HEAD_NER] = "ner",           [HEAD_DEP] = "dep",
    [HEAD_KIND] = "kind",       [HEAD_POLARITY] = "polarity", [HEAD_CERTAINTY] = "certainty",
    [HEAD_WHEN] = "when",       [HEAD_REALIS] = "realis",     [HEAD_BACKGROUND] = "background",
    [HEAD_ARG] = "arg",         [HEAD_FIGURE] = "figure",     [HEAD_FIG] = "fig",
    [HEAD_CONTROL] = "control", [HEAD_ASSERTED] = "asserted", [HEAD_CTL] = "ctl",
    [HEAD_REL] = "rel",         [HEAD_ACUE] = "acue",         [HEAD_UPOS] = "upos",
    [HEAD_ANTE] = "ante"};

/* A report on sport, by its words (data/discards.tsv, type sport). */
static bool is_sport(const drafter *d)
{
    uint32_t n = lexicon_count_type(d->lex, d->hits, LEX_DISCARD, "sport");
    return n >= DRAFT_SPORT_WORDS && (uint64_t)n * DRAFT_SPORT_SPACING >= d->doc->n_tokens;
}

static int32_t *new_index(drafter *d)
{
    int32_t *v = arena_array(d->arena, d->doc->n_tokens + 1, sizeof *v);
    for (uint32_t t = 0; v != NULL && t < d->doc->n_tokens; t++) v[t] = -1;
    return v;
}

static sitrep_status index_links(drafter *d)
{
    uint32_t *b = arena_array(d->arena, MODEL_MAX_HEADS + 1, sizeof *b);
    if (b == NULL) return SITREP_E_NOMEM;
    for (uint32_t i = 0, h = 0; h <= MODEL_MAX_HEADS; h++) {
        while (i < d->y->n_links && d->y->links[i].head < h) i++;
        b[h] = i;
    }
    d->link_b = b;
    return SITREP_OK;
}

static sitrep_status start_work(drafter *d)
{
    static const draft_tag_bits kinds[] = {{"NOUN", BESIDE_NOUN}, {"PROPN", BESIDE_NOUN}, {"ADJ", BESIDE_MODIFIER}, {"NUM", BESIDE_MODIFIER},
                                           {"VERB", BESIDE_VERB}, {"AUX", BESIDE_AUX},    {"ADV", BESIDE_ADVERB}};
    for (int h = 0; h < HEAD_N; h++) d->head[h] = model_head(d->m, HEADS[h]);
    int32_t **const indexes[] = {&d->phrase_of, &d->word_of, &d->event_of, &d->figure_of, &d->control_of};
    for (size_t i = 0; i < sizeof indexes / sizeof *indexes; i++)
        if ((*indexes[i] = new_index(d)) == NULL) return SITREP_E_NOMEM;
    uint8_t *bits = draft_bits_by_tag(d, kinds, sizeof kinds / sizeof *kinds);
    if (bits == NULL) return SITREP_E_NOMEM;
    d->words = (beside_words){d->lex, d->hits, d->doc, bits};
    d->sport = is_sport(d);
    return index_links(d);
}

uint64_t draft_heads(const model *m) { return model_head_set(m, HEADS, HEAD_N); }

sitrep_status draft_read(base_arena *arena, const model *m, const lexicon *lex, const lex_hits *hits,
                         const text_doc *doc, const timex_list *times, const model_layers *layers, draft *out)
{
    drafter d = {.arena = arena, .m = m, .lex = lex, .doc = doc, .hits = hits, .times = times, .y = layers, .out = out};
    *out = (draft){0};
    sitrep_status s;
    if ((s = start_work(&d)) != SITREP_OK || (s = draft_find_phrases(&d)) != SITREP_OK ||
        (s = draft_read_events(&d)) != SITREP_OK || (s = draft_read_roles(&d)) != SITREP_OK ||
        (s = draft_read_figures(&d)) != SITREP_OK || (s = draft_read_control(&d)) != SITREP_OK ||
        (s = draft_read_beside(&d)) != SITREP_OK ||
        (s = draft_read_ties(&d)) != SITREP_OK || (s = draft_read_relations(&d)) != SITREP_OK ||
        (s = draft_read_sayings(&d)) != SITREP_OK || (s = draft_lend_speakers(&d)) != SITREP_OK)
        return s;
    draft_read_antecedents(&d);
    s = draft_link_speakers(&d);
    return s == SITREP_OK ? draft_order_mentions(&d) : s;
}
