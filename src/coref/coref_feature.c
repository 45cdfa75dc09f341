/* coref_feature.c: what speaks for and against a mention standing for an earlier one, as numbers of weights.
 *
 * A feature is a template and a value inside it; its weight is weights[base(template) + value]. The score of a pair, or
 * of beginning a chain, is the sum of its features' weights: a log-linear ranking of antecedents (Durrett and Klein
 * 2013).
 *
 * Tried on coref train in two halves (tools/corefit.c) and left out, each 0.1 to 0.5 points worse: pairs of types for
 * equal words, heads and distances, relations of both, size of the chain, likeness of word vectors, which verb. 54
 * texts bear few weights. */
#include "coref/coref_work.h"
#include "coref/coref_weights.h"

/* clang-format off */
#define TEMPLATES(T)                                                                                                  \
    /* beginning a chain */                                                                                           \
    T(N_TYPE, TYPE_N) T(N_REL, TYPE_N * REL_FEATURES) T(N_LENGTH, TYPE_N * 6) T(N_NER, TYPE_N * 5 * 2)                \
    T(N_CLASS, TYPE_N * CLASS_N * NUM_N) T(N_QUOTED, TYPE_N) T(N_SEEN, TYPE_N * 2) T(N_SENT, TYPE_N * 4)              \
    T(N_BEGINS, TYPE_N) T(N_POST, TYPE_N * 2) T(N_PREDICATE, TYPE_N)                     \
    /* any pair */                                                                                                    \
    T(P_TYPES, TYPE_N * TYPE_N) T(P_SENTS, TYPE_N * 7) T(P_STEPS, TYPE_N * 9) T(P_SPEAKERS, 4 * 4 * 5 * 4)            \
    T(P_TURNS, 4 * 4 * 5 * 4) T(P_SPEAKER_SUBJECT, 4 * 4 * 2 * 3) T(P_SAME_GOVERNOR, 3) T(P_LINK, 2 * 11)             \
    T(P_GENDER, 3) T(P_PREDICATE, TYPE_N * 2)                                    \
    /* of a pronoun */                                                                                                \
    T(P_SUBJECT, TYPE_N * 4) T(P_CLASS, TYPE_N * CLASS_N * NUM_N) T(P_CHAIN_GENDER, 2) T(P_NER, TYPE_N * 5)           \
    T(P_OWN_SUBJECT, 2) T(P_SAME_FORM, TYPE_N * 3)                                                                    \
    /* of a name or a description */                                                                                  \
    T(P_EXACT_LENGTH, 3 * 4) T(P_HEAD_MODS, TYPE_N * 4) T(P_HEAD_NUMBER, 3 * 2) T(P_HEAD_SENTS, TYPE_N * 7)           \
    T(P_HEAD_EXTRA, TYPE_N * 3) T(P_HEAD_IN_CHAIN, TYPE_N) T(P_HEAD_IN_OTHER, TYPE_N) T(P_OVERLAP, 3 * 3)             \
    T(P_NAMES, 16 * 5) T(P_ACRONYM, 1) T(P_NAME_NERS, 5 * 5) T(P_CLASS_NER, TYPE_N * CLASS_N * 5)                     \
    T(P_LAST_NAME, 1) T(P_CLASS_TYPE, CLASS_N * TYPE_N) T(P_NUMBERS, 3 * NUM_N * NUM_N)

/* clang-format on */
#define SIZE(name, size) name##_B, name##_LAST = name##_B + (size)-1,
enum { TEMPLATES(SIZE) WEIGHTS_N };

_Static_assert(COREF_WEIGHTS_N + 0 == WEIGHTS_N + 0, "run tools/corefit: the weights are of other templates");

uint32_t coref_feature_count(void) { return WEIGHTS_N; }
const int16_t *coref_weights_built_in(void) { return coref_weights; }

static void put(coref_features *f, uint32_t base, uint32_t value)
{
    if (f->n < COREF_FEATURES) f->v[f->n++] = (uint16_t)(base + value);
}

static uint32_t bucket(uint32_t x, const uint8_t *bounds, uint32_t n)
{
    uint32_t i = 0;
    while (i < n && x > bounds[i]) i++;
    return i;
}
#define BUCKET(x, ...) bucket((x), (const uint8_t[]){__VA_ARGS__}, sizeof(const uint8_t[]){__VA_ARGS__})

static uint32_t kind_of(uint32_t type) { return is_pronoun(type) ? 0 : type == TYPE_NAME ? 1 : 2; }
static uint32_t speaker_of(uint32_t type) { return type >= TYPE_I && type <= TYPE_WE ? type - TYPE_I + 1 : 0; }

static bool has(const coref_set *s, uint64_t key)
{
    uint32_t k = (uint32_t)(key ^ (key >> 32));
    for (uint32_t i = 0; i < s->n; i++)
        if (s->v[i] == k) return true;
    return false;
}

/* How many of a's words b lacks; c, when given, may have them instead. */
static uint32_t lacking(const coref_set *a, const coref_set *b, const coref_set *c)
{
    uint32_t n = 0;
    for (uint32_t i = 0, j = 0, k = 0; i < a->n; i++) {
        while (j < b->n && b->v[j] < a->v[i]) j++;
        while (c != NULL && k < c->n && c->v[k] < a->v[i]) k++;
        bool found = (j < b->n && b->v[j] == a->v[i]) || (c != NULL && k < c->n && c->v[k] == a->v[i]);
        if (!found) n++;
    }
    return n;
}

void coref_features_new(const coref_work *w, uint32_t i, coref_features *f)
{
    const coref_phrase *p = &w->v[i];
    uint32_t t = p->type;
    f->n = 0;
    put(f, N_TYPE_B, t);
    put(f, N_REL_B, t * REL_FEATURES + p->rel);
    put(f, N_LENGTH_B, t * 6 + BUCKET(p->e - p->b, 0, 1, 2, 4, 8));
    put(f, N_NER_B, (t * 5 + p->ner) * 2 + (p->rel == REL_COMPOUND));
    put(f, N_CLASS_B, (t * CLASS_N + p->cls) * NUM_N + p->number);
    if (p->quoted) put(f, N_QUOTED_B, t);
    put(f, N_SEEN_B, t * 2 + (p->same_lemma >= 0));
    put(f, N_SENT_B, t * 4 + BUCKET(p->sent, 0, 2, 6));
    if (t >= TYPE_NAME) put(f, N_POST_B, t * 2 + (p->e > p->head && w->words[p->e].form != FORM_MARK_S));
    if (p->predicate) put(f, N_PREDICATE_B, t);
    if (w->doc->sents[p->sent].tok_b == p->b) put(f, N_BEGINS_B, t);
}

static void pronoun_features(const coref_work *w, const coref_phrase *p, const coref_phrase *a,
                             const coref_phrase *chain, coref_features *f)
{
    uint32_t t = p->type, sents = p->sent - a->sent;
    const coref_word *x = &w->words[p->head], *y = &w->words[a->head];
    put(f, P_SUBJECT_B, t * 4 + (a->rel == REL_NSUBJ) * 2u + (a->quoted != p->quoted));
    put(f, P_CLASS_B, (t * CLASS_N + a->cls) * NUM_N + a->number);
    if (p->gender != 0 && a->gender == 0 && chain->chain_gender != 0)
        put(f, P_CHAIN_GENDER_B, p->gender == chain->chain_gender);
    put(f, P_NER_B, t * 5 + a->ner);
    if (sents == 0 && x->poss && w->words[x->head].head == y->head) put(f, P_OWN_SUBJECT_B, a->rel == REL_NSUBJ);
    if (x->key == y->key) put(f, P_SAME_FORM_B, t * 3 + BUCKET(sents, 0, 1));
}

/* "SAF" and "Sudanese Armed Forces": a's head, all capitals, is the initials of b's capitalised words. */
static bool is_acronym(const coref_work *w, const coref_phrase *a, const coref_phrase *b)
{
    const text_token *t = &w->doc->tokens[a->head];
    if (t->shape != SHAPE_UPPER || b->e - b->b < 1) return false;
    uint32_t at = t->span.b;
    for (uint32_t i = b->b; i <= b->e; i++) {
        char c = w->doc->text[w->doc->tokens[i].span.b];
        if (c < 'A' || c > 'Z') continue;
        if (at >= t->span.e || w->doc->text[at] != c) return false;
        at++;
    }
    return at == t->span.e;
}

static void name_features(const coref_work *w, const coref_phrase *p, const coref_phrase *a, coref_features *f)
{
    if (p->last != 0 && a->last != 0) {
        uint32_t inside = lacking(&p->name, &a->name, NULL) == 0 ? 1 : lacking(&a->name, &p->name, NULL) == 0 ? 2 : 0;
        put(f, P_NAMES_B, ((p->last == a->last) * 8u + (p->first == a->first) * 4u + inside) * 5 + p->ner);
    }
    if (is_acronym(w, p, a) || is_acronym(w, a, p)) put(f, P_ACRONYM_B, 0);
    put(f, P_NAME_NERS_B, p->ner * 5u + a->ner);
}

static void phrase_features(const coref_work *w, const coref_phrase *p, const coref_phrase *a,
                            const coref_phrase *chain, coref_features *f)
{
    uint32_t t = p->type, kind = kind_of(t), sents = p->sent - a->sent;
    bool exact = p->n_core > 0 && p->core == a->core, head = p->lemma == a->lemma && !is_pronoun(a->type);
    if (exact) put(f, P_EXACT_LENGTH_B, kind * 4 + BUCKET(p->n_core, 1, 2, 3));

    if (head) {
        bool less = lacking(&p->mods, &a->mods, NULL) == 0, more = lacking(&a->mods, &p->mods, NULL) == 0;
        put(f, P_HEAD_MODS_B, t * 4 + (less ? (more ? 0u : 1u) : more ? 2u : 3u));
        put(f, P_HEAD_NUMBER_B, kind * 2 + (p->number == a->number));
        put(f, P_HEAD_SENTS_B, t * 7 + BUCKET(sents, 0, 1, 2, 4, 8, 16));
        if (!less) {
            uint32_t extra = lacking(&p->mods, &a->words, &chain->words);
            put(f, P_HEAD_EXTRA_B, t * 3 + (extra < 2 ? extra : 2));
        }
    } else if (!exact && !is_pronoun(a->type)) {
        if (has(&chain->words, p->lemma))
            put(f, P_HEAD_IN_CHAIN_B, t);
        else if (has(&a->words, p->lemma))
            put(f, P_HEAD_IN_OTHER_B, t);
        uint32_t shared = p->words.n - lacking(&p->words, &a->words, NULL);
        put(f, P_OVERLAP_B, kind * 3 + (shared < 2 ? shared : 2));
    }
    if (t == TYPE_NAME && a->type == TYPE_NAME) {
        name_features(w, p, a, f);
    } else if (a->type == TYPE_NAME) {
        put(f, P_CLASS_NER_B, (t * CLASS_N + p->cls) * 5 + a->ner);
        if (p->last != 0 && p->last == a->last) put(f, P_LAST_NAME_B, 0);
    } else if (is_pronoun(a->type)) {
        put(f, P_CLASS_TYPE_B, p->cls * (uint32_t)TYPE_N + a->type);
    }
    put(f, P_NUMBERS_B, (kind * NUM_N + p->number) * NUM_N + a->number);
}

bool coref_features_pair(const coref_work *w, uint32_t i, uint32_t k, float link, coref_features *f)
{
    const coref_phrase *p = &w->v[i], *a = &w->v[k], *chain = &w->v[a->chain];
    uint32_t t = p->type, sents = p->sent - a->sent;
    bool pronoun = is_pronoun(t);
    if (p->b <= a->e) return false; /* one inside the other */
    f->n = 0;
    put(f, P_TYPES_B, t * TYPE_N + a->type);
    put(f, P_SENTS_B, t * 7 + BUCKET(sents, 0, 1, 2, 4, 8, 16));
    put(f, P_STEPS_B, t * 9 + BUCKET(i - k, 1, 2, 3, 5, 8, 12, 20, 30));
    uint32_t x = speaker_of(t), y = speaker_of(a->type);
    if (x != 0 || y != 0) {
        put(f, P_SPEAKERS_B, ((x * 4 + y) * 5 + BUCKET(p->par - a->par, 0, 1, 2, 3)) * 4 + p->quoted * 2u + a->quoted);
        put(f, P_TURNS_B, ((x * 4 + y) * 5 + BUCKET(p->par - a->par, 0, 1, 2, 3)) * 4 + p->asked * 2u + a->asked);
        if (x == 0 || y == 0)
            put(f, P_SPEAKER_SUBJECT_B,
                ((x * 4 + y) * 2 + ((x == 0 ? p : a)->rel == REL_NSUBJ)) * 3 + BUCKET(sents, 0, 1));
    }
    if (sents == 0 && w->words[p->head].head == w->words[a->head].head && !w->words[p->head].reflexive &&
        !w->words[p->head].poss)
        put(f, P_SAME_GOVERNOR_B, kind_of(t));
    if (link > 0.0f) put(f, P_LINK_B, (pronoun ? 0u : 11u) + (uint32_t)(link * 10.0f));
    if (a->predicate) put(f, P_PREDICATE_B, t * 2 + (sents == 0));
    if (p->gender != 0 && a->gender != 0)
        put(f, P_GENDER_B, p->gender == a->gender ? 1 : 0);
    else if (p->gender != 0 && chain->chain_gender != 0 && p->gender != chain->chain_gender)
        put(f, P_GENDER_B, 2);
    if (pronoun)
        pronoun_features(w, p, a, chain, f);
    else
        phrase_features(w, p, a, chain, f);
    return true;
}
