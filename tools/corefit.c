/* corefit.c: a developer's tool: fits the weights of src/coref on annotated chains. Not installed.
 *
 *     sitrep annotate train.jsonl > train.ann                      (texts of the gold file, in its order)
 *     corefit DATA GOLD.jsonl train.ann src/coref/coref_weights.h
 *
 * DATA: the built data folder (lexicon.srl, model.srm). GOLD: {"text", "gold": [[[b, e], ...] chain, ...]} in code
 * points. The weights are those of a log-linear ranking of antecedents, fitted by AdaGrad (Duchi et al. 2011) on the
 * loss of Durrett and Klein 2013, equation 3: a softmax in which a wrong choice counts its cost more. Same input, same
 * weights. */
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coref/coref_work.h"

enum { PASSES = 10, WEIGHT_UNITS = 100, WEIGHT_MOST = 900, ROW = 20 };
static const double COST_FALSE_NEW = 3.2;  /* of beginning a chain where the gold has an antecedent */
static const double COST_FALSE_LINK = 0.4; /* of an antecedent where the gold begins a chain */
static const double COST_WRONG_LINK = 0.4; /* of another antecedent */
static const double RATE = 0.15, SHRINK = 2e-4;

typedef struct example { /* one mention: its options, the first of which is to begin a chain */
    uint16_t *v;         /* the options' features, one after the other */
    uint32_t *end;       /* [n] where each option's features end */
    bool *good;          /* [n] */
    uint32_t n;
} example;

typedef struct fit {
    const sitrep_allocator *allocator;
    lexicon *lex;
    model *m;
    base_arena arena; /* of one document */
    base_arena kept;  /* of all examples */
    example *v;
    uint32_t n;
    size_t cap;
    double *weight, *sum, *mean; /* [coref_feature_count()]; mean: of weight after each pass */
} fit;

static void stop(const char *what)
{
    fprintf(stderr, "corefit: %s\n", what);
    exit(2);
}

static void *must(void *p)
{
    if (p == NULL) stop("no memory");
    return p;
}

static json_t *next_object(FILE *f)
{
    json_error_t error;
    json_t *o = json_loadf(f, JSON_DISABLE_EOF_CHECK, &error);
    return o;
}

/* The label head of an annotation as the model's layer. */
static uint16_t *layer(fit *x, json_t *heads, const char *name, uint32_t n)
{
    json_t *labels = json_object_get(json_object_get(heads, name), "labels");
    int h = model_head(x->m, name);
    uint16_t *v = must(arena_array(&x->arena, n, sizeof *v));
    for (uint32_t t = 0; t < n; t++) {
        const char *label = json_string_value(json_array_get(labels, t));
        int l = label == NULL || h < 0 ? -1 : model_label(x->m, h, label);
        v[t] = l < 0 ? MODEL_NO_LABEL : (uint16_t)l;
    }
    return v;
}

static void read_layers(fit *x, json_t *o, uint32_t n, model_layers *y)
{
    static const char *const names[] = {"upos", "lemma", "ner"};
    *y = (model_layers){.n_tokens = n};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (model_head(x->m, names[i]) >= 0)
            y->label[model_head(x->m, names[i])] = layer(x, json_object_get(o, "heads"), names[i], n);
    json_t *tree = json_object_get(o, "tree"), *links = json_object_get(json_object_get(o, "links"), "coref");
    uint32_t *head = must(arena_array(&x->arena, n, sizeof *head));
    uint16_t *label = must(arena_array(&x->arena, n, sizeof *label));
    int dep = model_head(x->m, "dep");
    for (uint32_t t = 0; t < n; t++) {
        const char *name = json_string_value(json_array_get(json_object_get(tree, "label"), t));
        head[t] = (uint32_t)json_integer_value(json_array_get(json_object_get(tree, "head"), t));
        int l = name == NULL || dep < 0 ? -1 : model_label(x->m, dep, name);
        label[t] = l < 0 ? MODEL_NO_LABEL : (uint16_t)l;
    }
    y->tree_head = head;
    y->tree_label = label;
    model_link *v = must(arena_array(&x->arena, json_array_size(links), sizeof *v));
    for (size_t i = 0; i < json_array_size(links); i++) {
        json_t *l = json_array_get(links, i);
        v[y->n_links++] = (model_link){.from = (uint32_t)json_integer_value(json_array_get(l, 0)),
                                       .to = (uint32_t)json_integer_value(json_array_get(l, 1)),
                                       .head = (uint16_t)model_head(x->m, "coref"),
                                       .score = (float)json_number_value(json_array_get(l, 3))};
    }
    y->links = v;
}

/* The gold chain of each mention, or -1. */
static int32_t *gold_chains(fit *x, const coref_work *w, json_t *gold, json_t *tokens)
{
    int32_t *of = must(arena_array(&x->arena, w->n, sizeof *of));
    for (uint32_t i = 0; i < w->n; i++) {
        of[i] = -1;
        json_int_t b = json_integer_value(json_array_get(json_array_get(tokens, w->v[i].b), 0));
        json_int_t e = json_integer_value(json_array_get(json_array_get(tokens, w->v[i].e), 1));
        for (size_t c = 0; c < json_array_size(gold); c++)
            for (size_t k = 0; k < json_array_size(json_array_get(gold, c)); k++) {
                json_t *span = json_array_get(json_array_get(gold, c), k);
                if (json_integer_value(json_array_get(span, 0)) == b &&
                    json_integer_value(json_array_get(span, 1)) == e)
                    of[i] = (int32_t)c;
            }
    }
    return of;
}

static void put_option(fit *x, example *e, const coref_features *f, bool good, uint32_t *n, size_t *cap)
{
    while (*n + f->n > *cap || e->v == NULL)
        e->v = must(arena_grow(&x->kept, e->v, *cap > 0 ? *cap : 0, cap, sizeof *e->v));
    memcpy(e->v + *n, f->v, f->n * sizeof *f->v);
    *n += f->n;
    e->end[e->n] = *n;
    e->good[e->n++] = good;
}

/* One mention with the chains before it as the gold has them. */
static void take_example(fit *x, coref_work *w, uint32_t i, const int32_t *gold)
{
    uint32_t candidates[COREF_CANDIDATES], n_features = 0;
    float links[COREF_CANDIDATES];
    size_t cap = 0;
    coref_features f;
    uint32_t n = coref_candidates(w, i, candidates, links);
    example *v = must(arena_grow(&x->kept, x->v, x->n, &x->cap, sizeof *v));
    x->v = v;
    example *e = &v[x->n++];
    *e = (example){.end = must(arena_array(&x->kept, n + 1, sizeof *e->end)),
                   .good = must(arena_array(&x->kept, n + 1, sizeof *e->good))};
    coref_features_new(w, i, &f);
    put_option(x, e, &f, false, &n_features, &cap);
    int32_t antecedent = -1;
    for (uint32_t k = 0; k < n; k++) {
        if (!coref_features_pair(w, i, candidates[k], links[k], &f)) continue;
        bool good = gold[i] >= 0 && gold[i] == gold[candidates[k]];
        put_option(x, e, &f, good, &n_features, &cap);
        if (good && antecedent < 0) antecedent = (int32_t)candidates[k];
    }
    e->good[0] = antecedent < 0;
    coref_join(w, i, antecedent);
}

static void take_document(fit *x, json_t *gold, json_t *o)
{
    const char *text = json_string_value(json_object_get(o, "text"));
    text_doc doc;
    lex_hits hits;
    model_layers y;
    coref_work w = {.arena = &x->arena, .doc = &doc};
    if (text == NULL || text_split(&x->arena, text, strlen(text), &doc) != SITREP_OK ||
        lexicon_match(x->lex, &x->arena, &doc, &hits) != SITREP_OK)
        stop("a text cannot be split");
    if (json_array_size(json_object_get(o, "tokens")) != doc.n_tokens)
        stop("an annotation has other tokens: make it again");
    read_layers(x, o, doc.n_tokens, &y);
    if (coref_words_read(&w, x->m, x->lex, &hits, &y) != SITREP_OK || coref_phrases_find(&w) != SITREP_OK ||
        coref_link_begin(&w) != SITREP_OK)
        stop("no memory");
    int32_t *of = gold_chains(x, &w, json_object_get(gold, "gold"), json_object_get(o, "tokens"));
    for (uint32_t i = 0; i < w.n; i++) take_example(x, &w, i, of);
    arena_reset(&x->arena);
}

static double option_score(const fit *x, const example *e, uint32_t k)
{
    double s = 0;
    for (uint32_t i = k > 0 ? e->end[k - 1] : 0; i < e->end[k]; i++) s += x->weight[e->v[i]];
    return s;
}

static double cost(const example *e, uint32_t k)
{
    if (e->good[k]) return 0;
    return k == 0 ? COST_FALSE_NEW : e->good[0] ? COST_FALSE_LINK : COST_WRONG_LINK;
}

/* One step on one mention: gradient p(option with costs) - p(option | good). Returns the loss. */
static double step(fit *x, const example *e)
{
    double p[COREF_CANDIDATES + 1], q[COREF_CANDIDATES + 1], most = -1e300, all = 0, right = 0;
    for (uint32_t k = 0; k < e->n; k++) {
        p[k] = option_score(x, e, k);
        q[k] = p[k];
        p[k] += cost(e, k);
        if (p[k] > most) most = p[k];
    }
    for (uint32_t k = 0; k < e->n; k++) {
        all += p[k] = exp(p[k] - most);
        right += q[k] = e->good[k] ? exp(q[k] - most) : 0;
    }
    for (uint32_t k = 0; k < e->n; k++) {
        double g = p[k] / all - q[k] / right;
        if (fabs(g) < 1e-6) continue;
        for (uint32_t i = k > 0 ? e->end[k - 1] : 0; i < e->end[k]; i++) {
            uint32_t at = e->v[i];
            double d = g + SHRINK * x->weight[at];
            x->sum[at] += d * d;
            x->weight[at] -= RATE * d / sqrt(x->sum[at] + 1);
        }
    }
    return log(all) - log(right);
}

/* All mentions as often as there are, drawn at random. Returns the mean loss. */
static double pass_over(fit *x, uint64_t *random)
{
    double loss = 0;
    for (uint32_t i = 0; i < x->n; i++) {
        *random = *random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        loss += step(x, &x->v[(*random >> 33) % x->n]);
    }
    for (uint32_t i = 0; i < coref_feature_count(); i++) x->mean[i] += x->weight[i] / PASSES;
    return loss / x->n;
}

static void write_weights(const fit *x, FILE *out)
{
    fputs("/* coref_weights.h: the ranker's weights in hundredths; template by template, see coref_feature.c. Written "
          "by tools/corefit. */\n"
          "#ifndef SITREP_COREF_COREF_WEIGHTS_H\n#define SITREP_COREF_COREF_WEIGHTS_H\n\n#include <stdint.h>\n\n",
          out);
    fprintf(out, "enum { COREF_WEIGHTS_N = %u };\nstatic const int16_t coref_weights[COREF_WEIGHTS_N] = {",
            coref_feature_count());
    for (uint32_t i = 0; i < coref_feature_count(); i++) {
        double v = round(x->mean[i] * WEIGHT_UNITS);
        fprintf(out, "%s%d,", i % ROW == 0 ? "\n    " : " ",
                (int)(v > WEIGHT_MOST    ? WEIGHT_MOST
                      : v < -WEIGHT_MOST ? -WEIGHT_MOST
                                         : v));
    }
    fputs("\n};\n\n#endif\n", out);
}

int main(int argc, char **argv)
{
    fit x = {0};
    char path[4096];
    if (argc != 5) stop("usage: corefit DATA GOLD.jsonl ANNOTATED.jsonl OUT.h");
    FILE *gold = fopen(argv[2], "r"), *annotated = fopen(argv[3], "r");
    if (gold == NULL || annotated == NULL) stop("the input cannot be read");
    arena_init(&x.arena, NULL);
    arena_init(&x.kept, NULL);
    snprintf(path, sizeof path, "%s/lexicon.srl", argv[1]);
    if (lexicon_open(path, NULL, &x.lex, NULL) != SITREP_OK) stop("no lexicon.srl in the data folder");
    snprintf(path, sizeof path, "%s/model.srm", argv[1]);
    if (model_open(path, NULL, &x.m, NULL) != SITREP_OK) stop("no model.srm in the data folder");
    for (json_t *g = next_object(gold); g != NULL; g = next_object(gold)) {
        json_t *o = next_object(annotated);
        if (o == NULL) stop("fewer annotations than texts");
        take_document(&x, g, o);
        json_decref(o);
        json_decref(g);
    }
    x.weight = must(arena_array(&x.kept, coref_feature_count(), sizeof *x.weight));
    x.sum = must(arena_array(&x.kept, coref_feature_count(), sizeof *x.sum));
    x.mean = must(arena_array(&x.kept, coref_feature_count(), sizeof *x.mean));
    uint64_t random = 1;
    for (uint32_t pass = 1; pass <= PASSES; pass++)
        fprintf(stderr, "pass %u of %u mentions: loss %.4f\n", pass, x.n, pass_over(&x, &random));
    FILE *out = fopen(argv[4], "w");
    if (out == NULL) stop("the weights cannot be written");
    write_weights(&x, out);
    if (fclose(out) != 0) stop("the weights cannot be written");
    model_close(x.m);
    lexicon_close(x.lex);
    arena_clear(&x.arena);
    arena_clear(&x.kept);
    return 0;
}
