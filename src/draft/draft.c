/* draft.c: labels and links -> events, figures, control changes, relations over phrases. See draft.h.
 *
 * A link points at the last word of a phrase (train/data.py), so a phrase is found again from any link that ends in it.
 */
#include "draft/draft.h"

#include <string.h>

#include "draft/draft_tune.h"
#include "draft/saying.h"
#include "draft/tie.h"
#include "draft/trigger.h"

/* The model's heads that this stage reads: what model_run is asked for and what is looked up here come from one table. */
enum { HEAD_PHRASE, HEAD_NER, HEAD_DEP, HEAD_KIND, HEAD_POLARITY, HEAD_CERTAINTY, HEAD_WHEN, HEAD_REALIS, HEAD_BACKGROUND, HEAD_ARG,
       HEAD_FIGURE, HEAD_FIG, HEAD_CONTROL, HEAD_ASSERTED, HEAD_CTL, HEAD_REL, HEAD_ACUE, HEAD_UPOS, HEAD_ANTE, HEAD_N };

static const char *const HEADS[HEAD_N] = {
    [HEAD_PHRASE] = "phrase",     [HEAD_NER] = "ner",             [HEAD_DEP] = "dep",
    [HEAD_KIND] = "kind",         [HEAD_POLARITY] = "polarity",   [HEAD_CERTAINTY] = "certainty",
    [HEAD_WHEN] = "when",         [HEAD_REALIS] = "realis",       [HEAD_BACKGROUND] = "background",
    [HEAD_ARG] = "arg",           [HEAD_FIGURE] = "figure",       [HEAD_FIG] = "fig",
    [HEAD_CONTROL] = "control",   [HEAD_ASSERTED] = "asserted",   [HEAD_CTL] = "ctl",
    [HEAD_REL] = "rel",           [HEAD_ACUE] = "acue",           [HEAD_UPOS] = "upos",
    [HEAD_ANTE] = "ante"};

typedef struct drafter {
    base_arena *arena;
    const model *m;
    const lexicon *lex;
    const text_doc *doc;
    const model_layers *y;
    draft *out;
    int head[HEAD_N];       /* number of each of HEADS in the model, or -1 */
    size_t cap_mentions, cap_events, cap_figures, cap_control, cap_relations;
    int32_t *phrase_of;     /* [n_tokens] mention of the phrase span that covers the token, or -1 */
    int32_t *word_of;       /* [n_tokens] mention made for a lone word inside a phrase or outside all, or -1 */
    int32_t *event_of;      /* [n_tokens] draft event whose trigger (or further trigger) the token is, or -1 */
    int32_t *figure_of;     /* [n_tokens] draft figure that ends at the token, or -1 */
    bool sport;             /* a report on sport: what it captures, besieges and executes are goals and points */
    const lex_hits *hits;   /* the dictionaries' entries in the document */
    const uint32_t *link_b; /* links of head h: [link_b[h], link_b[h + 1]) */
} drafter;

static const char *label_at(const drafter *d, int head, uint32_t t)
{
    if (head < 0 || d->y->label[head] == NULL || d->y->label[head][t] == MODEL_NO_LABEL) return NULL;
    return model_label_name(d->m, head, d->y->label[head][t]);
}

static float prob_at(const drafter *d, int head, uint32_t t, int label)
{
    if (head < 0 || d->y->prob[head] == NULL || d->y->label[head][t] == MODEL_NO_LABEL) return 0.0f;
    return d->y->prob[head][(size_t)t * (size_t)model_label_count(d->m, head) + (size_t)label];
}

/* 1 - p(label 0): how sure the head is that the token is anything at all. */
static float something_at(const drafter *d, int head, uint32_t t)
{
    if (head < 0 || d->y->label[head] == NULL || d->y->label[head][t] == MODEL_NO_LABEL) return 0.0f;
    return 1.0f - prob_at(d, head, t, 0);
}

/* The best label but label 0 and its probability. */
static int best_but_none(const drafter *d, int head, uint32_t t, float *p)
{
    int best = 1;
    *p = 0.0f;
    for (int l = 1; l < model_label_count(d->m, head); l++)
        if (prob_at(d, head, t, l) > *p) {
            *p = prob_at(d, head, t, l);
            best = l;
        }
    return best;
}

/* Does a BIO head put token t inside a span that began before it? The type must be that of the token before. */
static bool goes_on(const drafter *d, int head, uint32_t t)
{
    const char *now = label_at(d, head, t), *before = t > 0 ? label_at(d, head, t - 1) : NULL;
    return now != NULL && now[0] == 'I' && before != NULL && before[0] != 'O' && strcmp(now + 1, before + 1) == 0 &&
           d->doc->tokens[t].sentence == d->doc->tokens[t - 1].sentence;
}

static bool in_span(const drafter *d, int head, uint32_t t)
{
    const char *l = label_at(d, head, t);
    return l != NULL && l[0] != 'O';
}

static uint32_t span_end(const drafter *d, int head, uint32_t t)
{
    uint32_t e = t + 1;
    while (e < d->doc->n_tokens && goes_on(d, head, e)) e++;
    return e;
}

static int32_t add_mention(drafter *d, uint32_t b, uint32_t e, uint32_t head)
{
    mention *v = arena_grow(d->arena, d->out->mentions.v, d->out->mentions.n, &d->cap_mentions, sizeof *v);
    if (v == NULL) return -1;
    d->out->mentions.v = v;
    v[d->out->mentions.n] = (mention){.tok_b = b, .tok_e = e, .head = head, .antecedent = -1, .actor = -1, .place = -1};
    return (int32_t)d->out->mentions.n++;
}

static uint8_t ner_of(const char *type)
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

/* The mention that a link ending at token t means; made now when no phrase ends there. -1: no memory. */
static int32_t mention_at(drafter *d, uint32_t t, mention_role role)
{
    int32_t i = d->phrase_of[t];
    if (i >= 0 && d->out->mentions.v[i].tok_e - 1 != t) {
        /* inside a longer phrase: a lone word of it, unless the rest of the phrase hangs on it ("Government of ...") */
        if (d->word_of[t] < 0) {
            uint32_t b = phrase_begin(d, t);
            if (b < d->out->mentions.v[i].tok_b) b = d->out->mentions.v[i].tok_b;
            d->word_of[t] = b == d->out->mentions.v[i].tok_b ? i : add_mention(d, b, t + 1, t);
        }
        i = d->word_of[t];
    } else if (i < 0) {
        if (d->word_of[t] < 0) d->word_of[t] = add_mention(d, phrase_begin(d, t), t + 1, t);
        i = d->word_of[t];
    }
    if (i >= 0) d->out->mentions.v[i].roles |= (uint16_t)role;
    return i;
}

static sitrep_status find_phrases(drafter *d)
{
    int phrase = d->head[HEAD_PHRASE], ner = d->head[HEAD_NER];
    uint32_t n = d->doc->n_tokens;
    for (uint32_t t = 0; t < n; t++) d->phrase_of[t] = d->word_of[t] = d->event_of[t] = d->figure_of[t] = -1;
    for (uint32_t t = 0; t < n;) {
        if (!in_span(d, phrase, t)) {
            t++;
            continue;
        }
        uint32_t e = span_end(d, phrase, t);
        int32_t i = add_mention(d, t, e, e - 1);
        if (i < 0) return SITREP_E_NOMEM;
        for (; t < e; t++) d->phrase_of[t] = i;
    }
    for (uint32_t t = 0; t < n;) {
        if (!in_span(d, ner, t)) {
            t++;
            continue;
        }
        uint32_t e = span_end(d, ner, t);
        const char *l = label_at(d, ner, t);
        float sure = 1.0f;
        for (uint32_t k = t; k < e; k++)
            if (d->y->score[ner] != NULL && d->y->score[ner][k] < sure) sure = d->y->score[ner][k];
        int32_t i = d->phrase_of[e - 1];
        bool same = i >= 0 && d->out->mentions.v[i].tok_b <= t && d->out->mentions.v[i].tok_e == e;
        if (!same) {
            bool crosses = false; /* a phrase that begins before it and ends inside it, or the other way round */
            for (uint32_t k = t; k < e; k++) {
                const mention *p = d->phrase_of[k] >= 0 ? &d->out->mentions.v[d->phrase_of[k]] : NULL;
                crosses |= p != NULL && ((p->tok_b < t && p->tok_e < e) || (p->tok_b > t && p->tok_e > e));
            }
            i = crosses ? -2 : add_mention(d, t, e, e - 1);
            if (i == -1) return SITREP_E_NOMEM;
        }
        if (i >= 0) {
            if (sure >=
                (strcmp(l + 2, "PER") == 0
                     ? DRAFT_PERSON_MIN
                     : DRAFT_NAME_MIN)) { /* a wrong kind of name misleads the place and actor stages more than none */
                d->out->mentions.v[i].ner = ner_of(l + 2);
                d->out->mentions.v[i].roles |= MENTION_NAME;
            }
            for (uint32_t k = t; k < e; k++) {
                if (d->phrase_of[k] < 0)
                    d->phrase_of[k] = i;
                else if (k == e - 1 && !same)
                    d->word_of[k] = i;
            }
        }
        t = e;
    }
    return SITREP_OK;
}

/* A stance value: the default (label 0) only where the head is sure of it, for a missed denial or plan costs more than
 * a false one. */
static const char *stance_at(const drafter *d, int head, uint32_t t)
{
    float p;
    if (head < 0 || something_at(d, head, t) < DRAFT_STANCE_MIN)
        return head < 0 ? NULL : model_label_name(d->m, head, 0);
    int l = best_but_none(d, head, t, &p);
    return model_label_name(d->m, head, l);
}

/* "no arrests", "did not capture", "never entered": the negation hangs on the trigger itself. */
static bool is_negated(const drafter *d, uint32_t t)
{
    static const char *const words[] = {"not", "n't", "n’t", "never", "no", "neither", "nor"};
    const text_sentence *s = &d->doc->sents[d->doc->tokens[t].sentence];
    for (uint32_t k = s->tok_b; d->y->tree_head != NULL && k < s->tok_e; k++)
        for (size_t i = 0; k != t && d->y->tree_head[k] == t && i < sizeof words / sizeof *words; i++)
            if (text_token_is(d->doc, k, words[i])) return true;
    return false;
}

/* What the words next to a bombing or attack say of its kind, which a trigger alone ("attack", "blew up") does not
 * show. */
static const char *refine_kind(const drafter *d, uint32_t t, const char *kind)
{
    static const char *const general[] = {"bombing", "attack", "attack-civilians", "assassinate"};
    bool fits = false;
    for (size_t i = 0; i < sizeof general / sizeof *general; i++) fits |= strcmp(kind, general[i]) == 0;
    const text_sentence *s = &d->doc->sents[d->doc->tokens[t].sentence];
    for (uint32_t k = t > s->tok_b + 6 ? t - 6 : s->tok_b; fits && k < s->tok_e && k < t + 4; k++)
        if (text_token_is(d->doc, k, "suicide") || text_token_is(d->doc, k, "kamikaze") ||
            ((text_token_is(d->doc, k, "himself") || text_token_is(d->doc, k, "herself") ||
              text_token_is(d->doc, k, "themselves")) &&
             strcmp(kind, "bombing") == 0))
            return "suicide-bombing";
    return kind;
}

/* The counts of a word in data/triggers.tsv, or NULL. *at walks the hits along with t. */
static const char *trigger_counts(const drafter *d, uint32_t t, uint32_t *at)
{
    const lex_hits *hits = d->hits;
    while (*at < hits->n && hits->v[*at].tok_b < t) ++*at;
    for (uint32_t i = *at; i < hits->n && hits->v[i].tok_b == t; i++)
        if (hits->v[i].cls == LEX_VERB && hits->v[i].tok_e == t + 1) return lexicon_type(d->lex, hits->v[i].entry);
    return NULL;
}

/* A report on sport, by its words (data/discards.tsv, type sport). */
static bool is_sport(const drafter *d)
{
    uint32_t n = lexicon_count_type(d->lex, d->hits, LEX_DISCARD, "sport");
    return n >= DRAFT_SPORT_WORDS && (uint64_t)n * DRAFT_SPORT_SPACING >= d->doc->n_tokens;
}

/* Kinds that sport takes from war. What police, crowds and courts do at a match is real. */
static bool is_metaphor(const char *kind)
{
    static const char *const real[] = {"arrest",  "protest",       "riot",      "crackdown", "trial",   "investigate",
                                       "release", "strike-action", "sanction",  "expel",     "appoint", "condemn",
                                       "accuse",  "demand",        "apologise", "praise",    "reject",  "deny",
                                       "meet",    "agree",         "pledge",    "threaten"};
    for (size_t i = 0; i < sizeof real / sizeof *real; i++)
        if (strcmp(kind, real[i]) == 0) return false;
    return true;
}

/* Kinds that only armed conflict has. */
static bool is_warlike(const char *kind)
{
    static const char *const v[] = {
        "clash",           "repel",       "launch-offensive", "advance",           "capture",         "withdraw",
        "besiege",         "break-siege", "deploy",           "airstrike",         "drone-strike",    "missile-strike",
        "shelling",        "air-mission", "intercept",        "bombing",           "suicide-bombing", "landmine",
        "chemical-attack", "massacre",    "ceasefire",        "violate-ceasefire", "attack"};
    for (size_t i = 0; i < sizeof v / sizeof *v; i++)
        if (strcmp(kind, v[i]) == 0) return true;
    return false;
}

/* The document as a whole: where nothing warlike is told for sure, it is ordinary news, in which most weak triggers are
 * none. */
static void judge_document(drafter *d)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < d->out->n_events; i++)
        if (is_warlike(d->out->events[i].kind) && d->out->events[i].score >= DRAFT_WARLIKE_SURE) return;
    for (uint32_t i = 0; i < d->out->n_events; i++) {
        draft_event x = d->out->events[i];
        d->event_of[x.tok] = -1;
        if (x.score < DRAFT_ORDINARY_MIN) continue;
        d->event_of[x.tok] = (int32_t)n;
        d->out->events[n++] = x;
    }
    d->out->n_events = n;
}

static sitrep_status find_triggers(drafter *d)
{
    int kind = d->head[HEAD_KIND], pol = d->head[HEAD_POLARITY], cert = d->head[HEAD_CERTAINTY];
    int when = d->head[HEAD_WHEN], real = d->head[HEAD_REALIS], bg = d->head[HEAD_BACKGROUND];
    if (kind < 0) return SITREP_OK;
    int n_labels = model_label_count(d->m, kind);
    float *p_of = arena_array(d->arena, (size_t)n_labels, sizeof *p_of);
    if (p_of == NULL) return SITREP_E_NOMEM;
    for (uint32_t t = 0, at = 0; t < d->doc->n_tokens; t++) {
        if (something_at(d, kind, t) < TRIGGER_FLOOR) continue;
        memcpy(p_of, d->y->prob[kind] + (size_t)t * (size_t)n_labels, (size_t)n_labels * sizeof *p_of);
        trigger_weigh(d->m, kind, trigger_counts(d, t, &at), p_of, n_labels);
        if (1.0f - p_of[0] < DRAFT_EVENT_MIN) continue;
        int l = 1;
        for (int k = 2; k < n_labels; k++)
            if (p_of[k] > p_of[l]) l = k;
        float p = p_of[l];
        if (d->sport && is_metaphor(model_label_name(d->m, kind, l))) continue;
        draft_event *v = arena_grow(d->arena, d->out->events, d->out->n_events, &d->cap_events, sizeof *v);
        if (v == NULL) return SITREP_E_NOMEM;
        d->out->events = v;
        const char *background = stance_at(d, bg, t);
        const char *polarity = stance_at(d, pol, t);
        if (pol >= 0 && (polarity == NULL || strcmp(polarity, "affirmed") == 0) && is_negated(d, t))
            polarity = "denied";
        d->event_of[t] = (int32_t)d->out->n_events;
        v[d->out->n_events++] =
            (draft_event){.tok = t,
                          .tok_e = t + 1,
                          .kind = refine_kind(d, t, model_label_name(d->m, kind, l)),
                          .score = p,
                          .source = {-1, 0.0f},
                          .cue = -1,
                          .polarity = polarity,
                          .certainty = label_at(d, cert, t),
                          .when = stance_at(d, when, t),
                          .realis = stance_at(d, real, t),
                          .background = background != NULL && strcmp(background, "background") == 0};
    }
    judge_document(d);
    return SITREP_OK;
}

static sitrep_status push_arg(drafter *d, draft_args *a, int32_t m, float score)
{
    for (uint32_t i = 0; i < a->n; i++)
        if (a->v[i].mention == m) {
            if (score > a->v[i].score) a->v[i].score = score;
            return SITREP_OK;
        }
    draft_arg *v = arena_array(d->arena, a->n + 1, sizeof *v);
    if (v == NULL) return SITREP_E_NOMEM;
    uint32_t k = 0;
    while (k < a->n && a->v[k].score >= score) k++;
    if (a->n > 0) {
        memcpy(v, a->v, k * sizeof *v);
        memcpy(v + k + 1, a->v + k, (a->n - k) * sizeof *v);
    }
    v[k] = (draft_arg){m, score};
    a->v = v;
    a->n++;
    return SITREP_OK;
}

/* Keeps the best mention of one-valued roles. */
static sitrep_status best_arg(drafter *d, draft_arg *a, const model_link *l, float floor, mention_role role)
{
    if (l->score < floor || (a->mention >= 0 && a->score >= l->score)) return SITREP_OK;
    int32_t m = mention_at(d, l->to, role);
    if (m < 0) return SITREP_E_NOMEM;
    *a = (draft_arg){m, l->score};
    return SITREP_OK;
}

static void links_of(const drafter *d, int h, const model_link **b, const model_link **e)
{
    *b = *e = d->y->links;
    if (h >= 0) {
        *b = d->y->links + d->link_b[h];
        *e = d->y->links + d->link_b[h + 1];
    }
}

/* Trigger words that name one event are joined to the first of them, before arguments are read. */
static sitrep_status join_again(drafter *d, const model_link *b, const model_link *e, int again)
{
    for (const model_link *l = b; l < e; l++) {
        if (l->label != again || l->score < DRAFT_AGAIN_MIN || l->from >= l->to) continue;
        int32_t i = d->event_of[l->from], j = d->event_of[l->to];
        if (i < 0 || j < 0 || i == j || d->out->events[j].tok != l->to ||
            strcmp(d->out->events[i].kind, d->out->events[j].kind) != 0)
            continue;
        draft_event *x = &d->out->events[i];
        uint32_t *v = arena_array(d->arena, x->n_again + 1, sizeof *v);
        if (v == NULL) return SITREP_E_NOMEM;
        if (x->n_again > 0) memcpy(v, x->again, x->n_again * sizeof *v);
        v[x->n_again++] = l->to;
        x->again = v;
        d->event_of[l->to] = i;
        d->out->events[j].tok_e = d->out->events[j].tok; /* emptied: dropped below */
    }
    return SITREP_OK;
}

static void drop_joined(drafter *d)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < d->out->n_events; i++) {
        draft_event x = d->out->events[i];
        if (x.tok_e == x.tok) continue;
        d->event_of[x.tok] = (int32_t)n;
        for (uint32_t k = 0; k < x.n_again; k++) d->event_of[x.again[k]] = (int32_t)n;
        d->out->events[n++] = x;
    }
    d->out->n_events = n;
}

/* A role that no link filled takes its best link above a lower bound: most events have an agent, a patient or a place,
 * and one weak answer is right more often than none (records dev). */
static sitrep_status fill_empty(drafter *d, const model_link *b, const model_link *e, const int *labels,
                                const mention_role *roles)
{
    static const float lows[ROLE_N] = {DRAFT_AGENT_LOW, DRAFT_PATIENT_LOW, DRAFT_PLACE_LOW, DRAFT_TIME_LOW, 1.0f};
    const model_link **best = arena_array(d->arena, (size_t)d->out->n_events * ROLE_N + 1, sizeof *best);
    if (best == NULL) return SITREP_E_NOMEM;
    for (const model_link *l = b; l < e; l++) {
        int32_t i = d->event_of[l->from];
        for (int r = 0; i >= 0 && r < ROLE_N; r++) {
            const model_link **x = &best[i * ROLE_N + r];
            if (l->label == labels[r] && l->score >= lows[r] && (*x == NULL || l->score > (*x)->score)) *x = l;
        }
    }
    for (uint32_t i = 0; i < d->out->n_events; i++)
        for (int r = 0; r < ROLE_N; r++) {
            draft_args *a = &d->out->events[i].args[r];
            const model_link *l = best[i * ROLE_N + (uint32_t)r];
            if (a->n > 0 || l == NULL) continue;
            int32_t m = mention_at(d, l->to, roles[r]);
            if (m < 0 || push_arg(d, a, m, l->score) != SITREP_OK) return SITREP_E_NOMEM;
        }
    return SITREP_OK;
}

static sitrep_status read_args(drafter *d)
{
    static const char *const names[ROLE_N] = {"agents", "patients", "places", "times", "instruments"};
    static const float floors[ROLE_N] = {DRAFT_AGENT_MIN, DRAFT_PATIENT_MIN, DRAFT_PLACE_MIN, DRAFT_TIME_MIN,
                                         DRAFT_INSTRUMENT_MIN};
    static const mention_role roles[ROLE_N] = {MENTION_AGENT, MENTION_PATIENT, MENTION_PLACE, MENTION_TIME,
                                               MENTION_INSTRUMENT};
    const model_link *b, *e;
    int h = d->head[HEAD_ARG];
    if (h < 0) return SITREP_OK;
    links_of(d, h, &b, &e);
    int labels[ROLE_N], source = model_label(d->m, h, "source"), cue = model_label(d->m, h, "cue");
    for (int r = 0; r < ROLE_N; r++) labels[r] = model_label(d->m, h, names[r]);
    sitrep_status s = join_again(d, b, e, model_label(d->m, h, "again"));
    if (s != SITREP_OK) return s;
    drop_joined(d);
    for (const model_link *l = b; l < e && s == SITREP_OK; l++) {
        int32_t i = d->event_of[l->from];
        if (i < 0) continue;
        draft_event *x = &d->out->events[i];
        for (int r = 0; r < ROLE_N && s == SITREP_OK; r++)
            if (l->label == labels[r] && l->score >= floors[r]) {
                int32_t m = mention_at(d, l->to, roles[r]);
                s = m < 0 ? SITREP_E_NOMEM : push_arg(d, &x->args[r], m, l->score);
            }
        if (s == SITREP_OK && l->label == source) s = best_arg(d, &x->source, l, DRAFT_SOURCE_MIN, MENTION_SOURCE);
        if (l->label == cue && l->score >= DRAFT_CUE_MIN && x->cue < 0) x->cue = (int32_t)l->to;
    }
    return s == SITREP_OK ? fill_empty(d, b, e, labels, roles) : s;
}

/* The likelihood of each kind of figure: "B-killed" and "I-killed" together, over the words of the phrase. */
static void weigh_kinds(const drafter *d, int h, draft_figure *f)
{
    float total = 0.0f;
    for (int l = 1; l + 1 < model_label_count(d->m, h) && f->n_kinds < DRAFT_FIGURE_KINDS; l += 2) {
        float sum = 0.0f;
        for (uint32_t t = f->tok_b; t < f->tok_e; t++) sum += prob_at(d, h, t, l) + prob_at(d, h, t, l + 1);
        f->kinds[f->n_kinds] = model_label_name(d->m, h, l) + 2;
        f->p[f->n_kinds++] = sum;
        total += sum;
    }
    uint32_t best = 0;
    for (uint32_t k = 0; k < f->n_kinds; k++) {
        f->p[k] = total > 0.0f ? f->p[k] / total : 0.0f;
        if (f->p[k] > f->p[best]) best = k;
    }
    if (f->n_kinds > 0) f->kind = f->kinds[best];
}

static sitrep_status read_figures(drafter *d)
{
    int h = d->head[HEAD_FIGURE], fh = d->head[HEAD_FIG];
    if (h < 0) return SITREP_OK;
    for (uint32_t t = 0; t < d->doc->n_tokens;) {
        if (!in_span(d, h, t)) {
            t++;
            continue;
        }
        uint32_t e = span_end(d, h, t);
        float sum = 0.0f;
        for (uint32_t k = t; k < e; k++) sum += something_at(d, h, k);
        sum /= (float)(e - t);
        if (sum >= DRAFT_FIGURE_MIN) {
            draft_figure *v = arena_grow(d->arena, d->out->figures, d->out->n_figures, &d->cap_figures, sizeof *v);
            if (v == NULL) return SITREP_E_NOMEM;
            d->out->figures = v;
            d->figure_of[e - 1] = (int32_t)d->out->n_figures;
            draft_figure *f = &v[d->out->n_figures++];
            *f = (draft_figure){.tok_b = t,
                                .tok_e = e,
                                .kind = label_at(d, h, t) + 2,
                                .score = sum,
                                .group = {-1, 0.0f},
                                .source = {-1, 0.0f},
                                .cue = -1,
                                .event = -1,
                                .of = -1};
            weigh_kinds(d, h, f);
        }
        t = e;
    }
    if (fh < 0) return SITREP_OK;
    const model_link *b, *e;
    links_of(d, fh, &b, &e);
    int group = model_label(d->m, fh, "group"), source = model_label(d->m, fh, "source"),
        event = model_label(d->m, fh, "event"), of = model_label(d->m, fh, "of");
    float *best = arena_array(d->arena, 2 * (size_t)d->out->n_figures + 1, sizeof *best);
    if (best == NULL) return SITREP_E_NOMEM;
    sitrep_status s = SITREP_OK;
    for (const model_link *l = b; l < e && s == SITREP_OK; l++) {
        int32_t i = d->figure_of[l->from];
        if (i < 0) continue;
        draft_figure *x = &d->out->figures[i];
        if (l->label == group)
            s = best_arg(d, &x->group, l, DRAFT_GROUP_MIN, MENTION_GROUP);
        else if (l->label == source)
            s = best_arg(d, &x->source, l, DRAFT_SOURCE_MIN, MENTION_SOURCE);
        else if (l->label == event && l->score >= DRAFT_FIGEVENT_MIN && l->score > best[2 * i] &&
                 d->event_of[l->to] >= 0) {
            x->event = d->event_of[l->to];
            best[2 * i] = l->score;
        } else if (l->label == of && l->score >= DRAFT_OF_MIN && l->score > best[2 * i + 1] &&
                   d->figure_of[l->to] >= 0 && d->figure_of[l->to] != i) {
            x->of = d->figure_of[l->to];
            best[2 * i + 1] = l->score;
        }
    }
    return s;
}

static sitrep_status read_control(drafter *d)
{
    int h = d->head[HEAD_CONTROL], said = d->head[HEAD_ASSERTED], ch = d->head[HEAD_CTL];
    if (h < 0 || d->sport) return SITREP_OK;
    int32_t *at = arena_array(d->arena, d->doc->n_tokens + 1, sizeof *at);
    if (at == NULL) return SITREP_E_NOMEM;
    for (uint32_t t = 0; t < d->doc->n_tokens; t++) {
        at[t] = -1;
        if (something_at(d, h, t) < DRAFT_CONTROL_MIN) continue;
        float p;
        int l = best_but_none(d, h, t, &p);
        int32_t m = mention_at(d, t, MENTION_PLACE);
        draft_control *v = arena_grow(d->arena, d->out->control, d->out->n_control, &d->cap_control, sizeof *v);
        if (m < 0 || v == NULL) return SITREP_E_NOMEM;
        d->out->control = v;
        at[t] = (int32_t)d->out->n_control;
        const draft_arg none = {-1, 0.0f};
        v[d->out->n_control++] =
            (draft_control){m, model_label_name(d->m, h, l), label_at(d, said, t), p, none, none, none, none, none, -1};
    }
    if (ch < 0) return SITREP_OK;
    const model_link *b, *e;
    links_of(d, ch, &b, &e);
    int holder = model_label(d->m, ch, "holder"), from = model_label(d->m, ch, "from"),
        by = model_label(d->m, ch, "by");
    int when = model_label(d->m, ch, "time"), source = model_label(d->m, ch, "source");
    sitrep_status s = SITREP_OK;
    for (const model_link *l = b; l < e && s == SITREP_OK; l++) {
        int32_t i = at[l->from];
        if (i < 0) continue;
        draft_control *x = &d->out->control[i];
        if (l->label == holder || l->label == from || l->label == by)
            s = best_arg(d,
                         l->label == holder ? &x->holder
                         : l->label == from ? &x->from
                                            : &x->by,
                         l, DRAFT_HOLDER_MIN, MENTION_HOLDER);
        else if (l->label == when)
            s = best_arg(d, &x->time, l, DRAFT_TIME_MIN, MENTION_TIME);
        else if (l->label == source)
            s = best_arg(d, &x->source, l, DRAFT_SOURCE_MIN, MENTION_SOURCE);
    }
    return s;
}

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

/* The role of a relation's far end: what is "based in Tripoli" sits in a place, not in the government that Tripoli can stand for. */
static mention_role far_role(const char *kind) { return strcmp(kind, "based-in") == 0 ? MENTION_PLACE : MENTION_RELATION; }

static sitrep_status read_relations(drafter *d)
{
    const model_link *b, *e;
    int h = d->head[HEAD_REL];
    links_of(d, h, &b, &e);
    for (const model_link *l = b; l < e; l++) {
        if (l->score < DRAFT_RELATION_MIN || l->from == l->to) continue;
        int32_t from = mention_at(d, l->from, MENTION_RELATION);
        int32_t to = mention_at(d, l->to, far_role(model_label_name(d->m, h, l->label)));
        if (add_relation(d, (draft_relation){model_label_name(d->m, h, l->label), "model:rel", from, to, l->score}) != SITREP_OK) return SITREP_E_NOMEM;
    }
    return SITREP_OK;
}

/* What the tagger and the names say, for the ties (tie.h). errors: NOMEM. */
static sitrep_status tie_input(drafter *d, tie_words *w)
{
    static const struct {
        const char *tag;
        uint8_t bits;
    } kinds[] = {{"NOUN", TIE_NOUN}, {"PROPN", TIE_NOUN | TIE_NAME}, {"ADJ", TIE_MODIFIER}, {"NUM", TIE_MODIFIER | TIE_NUMBER}};
    int upos = d->head[HEAD_UPOS], ner = d->head[HEAD_NER];
    uint8_t *tags = arena_array(d->arena, d->doc->n_tokens + 1, sizeof *tags);
    tie_name *names = arena_array(d->arena, d->doc->n_tokens + 1, sizeof *names);
    if (tags == NULL || names == NULL) return SITREP_E_NOMEM;
    *w = (tie_words){d->lex, d->hits, d->doc, tags, names, 0};
    for (uint32_t t = 0; t < d->doc->n_tokens; t++) {
        const char *tag = label_at(d, upos, t);
        for (size_t i = 0; tag != NULL && i < sizeof kinds / sizeof *kinds; i++)
            if (strcmp(tag, kinds[i].tag) == 0) tags[t] = kinds[i].bits;
        if (in_span(d, ner, t) && !goes_on(d, ner, t))
            names[w->n_names++] = (tie_name){t, span_end(d, ner, t), ner_of(label_at(d, ner, t) + 2)};
    }
    return SITREP_OK;
}

static int32_t tie_mention(drafter *d, tie_end x, mention_role role)
{
    uint32_t head = x.e - 1;
    int32_t i = d->phrase_of[head];
    if (x.modifies && i >= 0 && d->out->mentions.v[i].tok_e > x.e && d->word_of[head] < 0) d->word_of[head] = add_mention(d, x.b, x.e, head);
    return mention_at(d, head, role);
}

static sitrep_status read_ties(drafter *d)
{
    tie_words w;
    tie_found *v;
    uint32_t n;
    if (tie_input(d, &w) != SITREP_OK || tie_find(d->arena, &w, &v, &n) != SITREP_OK) return SITREP_E_NOMEM;
    for (uint32_t i = 0; i < n; i++) {
        int32_t from = tie_mention(d, v[i].from, MENTION_RELATION), to = tie_mention(d, v[i].to, far_role(v[i].kind));
        if (add_relation(d, (draft_relation){v[i].kind, v[i].rule, from, to, DRAFT_TIE_SCORE}) != SITREP_OK) return SITREP_E_NOMEM;
    }
    return SITREP_OK;
}

/* What the tagger and the model say of each token, for the words that only sometimes speak (saying.h). */
static uint8_t *speech_tags(drafter *d)
{
    int upos = d->head[HEAD_UPOS], acue = d->head[HEAD_ACUE];
    uint8_t *tags = arena_array(d->arena, d->doc->n_tokens + 1, sizeof *tags);
    for (uint32_t t = 0; tags != NULL && t < d->doc->n_tokens; t++) {
        const char *tag = label_at(d, upos, t);
        if (tag != NULL && (strcmp(tag, "VERB") == 0 || strcmp(tag, "AUX") == 0)) tags[t] |= SAYING_VERB;
        if (in_span(d, acue, t)) tags[t] |= SAYING_CUE;
    }
    return tags;
}

/* The mention of words [b, e) with their head: the phrase that ends in it, when it begins with these words or is a name among
 * them; else one of its own. -1: no memory. */
static int32_t range_mention(drafter *d, uint32_t b, uint32_t e, uint32_t head, mention_role role)
{
    int32_t at = d->phrase_of[head];
    const mention *m = at >= 0 ? &d->out->mentions.v[at] : NULL;
    bool inside = m != NULL && m->tok_b >= b && m->tok_e == e;
    bool longer = m != NULL && m->tok_b <= b && m->tok_e >= e;
    if (!inside && !longer) {
        if (m != NULL && m->tok_b > b) b = m->tok_b;
        at = d->word_of[head];
        if (at < 0 || d->out->mentions.v[at].tok_b != b) at = add_mention(d, b, e, head);
        if (at < 0) return -1;
        d->word_of[head] = at;
        for (uint32_t t = b; t < e; t++)
            if (d->phrase_of[t] < 0) d->phrase_of[t] = at;
    }
    d->out->mentions.v[at].roles |= (uint16_t)role;
    return at;
}

static sitrep_status read_sayings(drafter *d)
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
        int32_t source = range_mention(d, s->who_b, s->who_e, s->head, MENTION_SOURCE);
        int32_t venue = s->venue_e > s->venue_b ? range_mention(d, s->venue_b, s->venue_e, s->venue_e - 1, MENTION_RELATION) : -1;
        if (source < 0 || (s->venue_e > s->venue_b && venue < 0)) return SITREP_E_NOMEM;
        d->out->sayings[d->out->n_sayings++] = (draft_saying){s->cue_b, s->cue_e, source, s->content_b, s->content_e, s->denies, venue};
    }
    return SITREP_OK;
}

/* said_at[t]: the innermost saying that tells what stands at t, or -1; a cue is not part of what it introduces. cue_of[t]: the
 * saying whose cue covers t, or -1. */
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
static sitrep_status lend_speakers(drafter *d)
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

/* The name that a pronoun or empty description stands for, as the antecedent head says. */
static void read_antecedents(drafter *d)
{
    const model_link *b, *e;
    links_of(d, d->head[HEAD_ANTE], &b, &e);
    for (const model_link *l = b; l < e; l++) {
        int32_t i = d->phrase_of[l->from], j = d->phrase_of[l->to];
        if (i >= 0 && d->out->mentions.v[i].tok_e - 1 != l->from) i = d->word_of[l->from];
        if (i < 0) i = d->word_of[l->from];
        if (j >= 0 && d->out->mentions.v[j].tok_e - 1 != l->to && d->word_of[l->to] >= 0) j = d->word_of[l->to];
        if (j < 0) j = d->word_of[l->to];
        if (i < 0 || j < 0 || i == j || l->score < DRAFT_ANTE_MIN || l->score <= d->out->mentions.v[i].antecedent_score)
            continue;
        d->out->mentions.v[i].antecedent = j;
        d->out->mentions.v[i].antecedent_score = l->score;
    }
}

/* Orders the mentions by position, longer first, and renumbers every reference to them. */
static sitrep_status order_mentions(drafter *d)
{
    mention_list *list = &d->out->mentions;
    uint32_t *order = arena_array(d->arena, list->n + 1, sizeof *order);
    int32_t *now = arena_array(d->arena, list->n + 1, sizeof *now);
    mention *v = arena_array(d->arena, list->n + 1, sizeof *v);
    uint32_t *bucket = arena_array(d->arena, d->doc->n_tokens + 2, sizeof *bucket);
    if (order == NULL || now == NULL || v == NULL || bucket == NULL) return SITREP_E_NOMEM;
    for (uint32_t i = 0; i < list->n; i++) /* counting sort by first token */
        bucket[list->v[i].tok_b + 1]++;
    for (uint32_t t = 0; t <= d->doc->n_tokens; t++) bucket[t + 1] += bucket[t];
    for (uint32_t i = 0; i < list->n; i++) order[bucket[list->v[i].tok_b]++] = i;
    for (uint32_t i = 1; i < list->n; i++) /* few share a first token */
        for (uint32_t k = i; k > 0 && list->v[order[k]].tok_b == list->v[order[k - 1]].tok_b &&
                             list->v[order[k]].tok_e > list->v[order[k - 1]].tok_e;
             k--) {
            uint32_t x = order[k];
            order[k] = order[k - 1];
            order[k - 1] = x;
        }
    for (uint32_t i = 0; i < list->n; i++) {
        now[order[i]] = (int32_t)i;
        v[i] = list->v[order[i]];
    }
    for (uint32_t i = 0; i < list->n; i++)
        if (v[i].antecedent >= 0) v[i].antecedent = now[v[i].antecedent];
    list->v = v;
#define MOVE(x) ((x) = (x) >= 0 ? now[x] : -1)
    for (uint32_t i = 0; i < d->out->n_events; i++) {
        for (int r = 0; r < ROLE_N; r++)
            for (uint32_t k = 0; k < d->out->events[i].args[r].n; k++) MOVE(d->out->events[i].args[r].v[k].mention);
        MOVE(d->out->events[i].source.mention);
    }
    for (uint32_t i = 0; i < d->out->n_figures; i++) {
        MOVE(d->out->figures[i].group.mention);
        MOVE(d->out->figures[i].source.mention);
    }
    for (uint32_t i = 0; i < d->out->n_control; i++) {
        draft_control *c = &d->out->control[i];
        MOVE(c->place);
        MOVE(c->holder.mention);
        MOVE(c->from.mention);
        MOVE(c->by.mention);
        MOVE(c->time.mention);
        MOVE(c->source.mention);
    }
    for (uint32_t i = 0; i < d->out->n_relations; i++) {
        MOVE(d->out->relations[i].from);
        MOVE(d->out->relations[i].to);
    }
    for (uint32_t i = 0; i < d->out->n_sayings; i++) {
        MOVE(d->out->sayings[i].source);
        MOVE(d->out->sayings[i].venue);
    }
#undef MOVE
    return SITREP_OK;
}

uint64_t draft_heads(const model *m) { return model_head_set(m, HEADS, HEAD_N); }

sitrep_status draft_read(base_arena *arena, const model *m, const lexicon *lex, const lex_hits *hits,
                         const text_doc *doc, const model_layers *layers, draft *out)
{
    drafter d = {.arena = arena, .m = m, .lex = lex, .doc = doc, .y = layers, .out = out};
    *out = (draft){0};
    for (int h = 0; h < HEAD_N; h++) d.head[h] = model_head(m, HEADS[h]);
    size_t n = doc->n_tokens + 1;
    uint32_t *link_b = arena_array(arena, MODEL_MAX_HEADS + 1, sizeof *link_b);
    d.phrase_of = arena_array(arena, n, sizeof *d.phrase_of);
    d.word_of = arena_array(arena, n, sizeof *d.word_of);
    d.event_of = arena_array(arena, n, sizeof *d.event_of);
    d.figure_of = arena_array(arena, n, sizeof *d.figure_of);
    if (link_b == NULL || d.phrase_of == NULL || d.word_of == NULL || d.event_of == NULL || d.figure_of == NULL)
        return SITREP_E_NOMEM;
    for (uint32_t i = 0, h = 0; h <= MODEL_MAX_HEADS; h++) {
        while (i < layers->n_links && layers->links[i].head < h) i++;
        link_b[h] = i;
    }
    d.link_b = link_b;
    d.hits = hits;
    d.sport = is_sport(&d);
    sitrep_status s;
    if ((s = find_phrases(&d)) != SITREP_OK || (s = find_triggers(&d)) != SITREP_OK ||
        (s = read_args(&d)) != SITREP_OK || (s = read_figures(&d)) != SITREP_OK ||
        (s = read_control(&d)) != SITREP_OK || (s = read_ties(&d)) != SITREP_OK ||
        (s = read_relations(&d)) != SITREP_OK || (s = read_sayings(&d)) != SITREP_OK || (s = lend_speakers(&d)) != SITREP_OK)
        return s;
    read_antecedents(&d);
    return order_mentions(&d);
}
