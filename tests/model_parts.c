/* The parts of the model against plain versions of themselves: kernels, trees, word pieces, windows. */
#include <math.h>

#include "check.h"
#include "model_world.h"

static uint32_t random_state = 1;

static uint32_t random_below(uint32_t n)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (random_state >> 8) % n;
}

/* ---- kernels ------------------------------------------------------------------------------------------------------ */

enum { MAX_OUT = 48, MAX_IN = 80, MAX_ROWS = 9 };

/* A matrix in the file's order that keeps to the bound on groups; every other one lies on the bound. */
static void make_matrix(model_matrix *w, int8_t plain[MAX_OUT][MAX_IN], uint32_t n_out, uint32_t n_in)
{
    static int8_t packed[MAX_OUT * MAX_IN];
    static float scale[MAX_OUT], bias[MAX_OUT];
    static int32_t zero[MAX_OUT];
    memset(packed, 0, sizeof packed);
    memset(zero, 0, sizeof zero);
    *w = (model_matrix){ packed, scale, zero, bias, n_out, n_in, round_up(n_out, 16), round_up(n_in, 8) };
    for (uint32_t o = 0; o < n_out; o++) {
        for (uint32_t k = 0; k < n_in; k++) {
            plain[o][k] = o % 4 == 0 ? 65 : o % 4 == 1 ? -65 : (int8_t)((int)random_below(131) - 65);
            packed[((o / 16 * w->in_pad / 4 + k / 4) * 16 + o % 16) * 4 + k % 4] = plain[o][k];
            zero[o] += plain[o][k] * MODEL_ACT_LEVELS;
        }
        scale[o] = 0.001f * (float)(o + 1), bias[o] = (float)o - 7.5f;
    }
}

static void test_linear_is_exact_on_every_kernel(void)
{
    static int8_t plain[MAX_OUT][MAX_IN];
    static const uint32_t sizes[][2] = { { 16, 16 }, { 48, 80 }, { 3, 8 }, { 17, 12 }, { 32, 24 } };
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        model_matrix w;
        uint8_t a[MAX_ROWS * MAX_IN];
        float a_scale[MAX_ROWS], y[MAX_ROWS * MAX_OUT];
        make_matrix(&w, plain, sizes[i][0], sizes[i][1]);
        for (uint32_t r = 0; r < MAX_ROWS; r++) {
            a_scale[r] = 0.5f + (float)r;
            for (uint32_t k = 0; k < w.in_pad; k++) a[r * w.in_pad + k] = r == 0 ? 126 : r == 1 ? 0 : (uint8_t)random_below(127);
        }
        for (unsigned n = 0; kernel_at(n); n++) {
            if (!kernel_at(n)->is_usable()) continue;
            for (uint32_t rows = 1; rows <= MAX_ROWS; rows++) {
                kernel_at(n)->linear(&w, a, a_scale, rows, y, w.out_pad);
                for (uint32_t r = 0; r < rows; r++)
                    for (uint32_t o = 0; o < w.n_out; o++) {
                        int32_t sum = 0;
                        for (uint32_t k = 0; k < w.n_in; k++) sum += (a[r * w.in_pad + k] - MODEL_ACT_LEVELS) * plain[o][k];
                        volatile float x = (float)sum * w.scale[o]; /* each step rounded, as there */
                        x = x * a_scale[r];
                        x = x + w.bias[o];
                        CHECK(y[r * w.out_pad + o] == x);
                    }
            }
        }
    }
}

static void test_float_parts(void)
{
    for (unsigned n = 0; kernel_at(n); n++) {
        const model_kernel *k = kernel_at(n);
        if (!k->is_usable()) continue;
        for (int i = -800; i < 800; i += 8) {
            float x[8], want[8];
            for (int j = 0; j < 8; j++) {
                x[j] = (float)(i + j) * 0.01f;
                double v = (double)x[j];
                want[j] = (float)(v * 0.5 * erfc(-v / sqrt(2.0)));
            }
            k->gelu(x, 8);
            for (int j = 0; j < 8; j++) CHECK(fabs((double)x[j] - (double)want[j]) < 1e-6);
        }
        float p[16] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 }, sum = 0;
        k->softmax(p, 11);
        for (int j = 0; j < 11; j++) {
            sum += p[j];
            CHECK(j == 0 || fabs((double)p[j] / (double)p[j - 1] - 2.718281828) < 1e-5);
        }
        CHECK(fabs((double)sum - 1) < 1e-6);
        float x[16] = { 0 }, scale;
        uint8_t q[16];
        x[0] = 63, x[1] = -63, x[2] = 0.5f, x[3] = 1.5f, x[4] = -0.5f, x[5] = -1.5f, x[6] = 20.4f;
        k->quantise(x, 16, 1, 16, q, &scale);
        const int want[8] = { 126, 0, 63, 65, 63, 61, 83, 63 }; /* halves to even */
        for (int j = 0; j < 8; j++) CHECK_EQ_INT(q[j], want[j]);
    }
}

/* ---- trees -------------------------------------------------------------------------------------------------------- */

/* The best sum over all trees with one root, by trying all governors. */
static double try_all(uint32_t n, const double *s)
{
    double best = -1e300;
    uint32_t side = n + 1, total = 1;
    for (uint32_t i = 0; i < n; i++) total *= side;
    for (uint32_t code = 0; code < total; code++) {
        uint32_t g[8] = { 0 }, c = code, roots = 0;
        double sum = 0;
        bool is_tree = true;
        for (uint32_t v = 1; v <= n; v++, c /= side) {
            g[v] = c % side;
            is_tree &= g[v] != v;
            roots += g[v] == 0;
            sum += s[g[v] * side + v];
        }
        for (uint32_t v = 1; v <= n && is_tree; v++) {
            uint32_t u = v, steps = 0;
            while (u && steps++ <= n) u = g[u];
            is_tree = u == 0;
        }
        if (is_tree && roots == 1 && sum > best) best = sum;
    }
    return best;
}

static void test_trees_are_the_best(void)
{
    for (int round = 0; round < 600; round++) {
        uint32_t n = 1 + random_below(6), side = n + 1;
        double s[49], copy[49], sum = 0;
        uint16_t from[49], to[49], work[256], g[8];
        for (uint32_t i = 0; i < side * side; i++) s[i] = copy[i] = (double)random_below(1000) / 50.0 - 10.0;
        CHECK(tree_work(n) <= 256);
        tree_solve(n, copy, from, to, work, g);
        uint32_t roots = 0;
        for (uint32_t v = 1; v <= n; v++) {
            uint32_t u = v, steps = 0;
            CHECK(g[v] <= n && g[v] != v);
            if (g[v] > n) return;
            while (u && steps++ <= n) u = g[u];
            CHECK_EQ_INT(u, 0);
            roots += g[v] == 0;
            sum += s[g[v] * side + v];
        }
        CHECK_EQ_INT(roots, 1);
        CHECK(fabs(sum - try_all(n, s)) < 1e-6);
    }
}

/* ---- word pieces and windows -------------------------------------------------------------------------------------- */

static model *m;
static base_arena arena;
static sitrep_allocator allocator;

static const char *pieces_of(const char *word)
{
    static char out[4096];
    model_pieces p = { 0 };
    size_t n = 0;
    out[0] = '\0';
    if (!wordpiece_split(m, &arena, word, strlen(word), &p)) return "no memory";
    for (size_t i = 0; i < p.n; i++) {
        uint32_t b = m->piece_offset[p.id[i]], e = m->piece_offset[p.id[i] + 1];
        n += (size_t)snprintf(out + n, sizeof out - n, "%s%.*s", i ? " " : "", (int)(e - b), m->piece_bytes + b);
    }
    return out;
}

static void test_word_pieces(void)
{
    CHECK_EQ_STR(pieces_of("rebels"), "rebels");
    CHECK_EQ_STR(pieces_of("REBELS"), "rebels");
    CHECK_EQ_STR(pieces_of("hills"), "hill ##s");
    CHECK_EQ_STR(pieces_of("Élan"), "e ##l ##a ##n");
    CHECK_EQ_STR(pieces_of("e\xCC\x81t"), "e ##t");     /* the accent as a mark of its own */
    CHECK_EQ_STR(pieces_of("army-town's"), "army - town ' s");
    CHECK_EQ_STR(pieces_of("“a”"), "“ a ”");
    CHECK_EQ_STR(pieces_of("aqb"), "[UNK]");            /* no q in this vocabulary: the whole part */
    CHECK_EQ_STR(pieces_of("aqb-a"), "[UNK] - a");
    CHECK_EQ_STR(pieces_of("\xC3\xB8"), "[UNK]");       /* o with stroke is a letter of its own */
    CHECK_EQ_STR(pieces_of("\xCC\x81"), "[UNK]");       /* nothing left */
    char longest[600];
    memset(longest, 'x', 100), longest[100] = '\0';
    const char *many = pieces_of(longest);
    size_t n = 1;
    for (const char *c = many; *c; c++) n += *c == ' ';
    CHECK_EQ_INT(n, MODEL_WORD_PIECES);
    memset(longest, 'x', 101), longest[101] = '\0';
    CHECK_EQ_STR(pieces_of(longest), "[UNK]");
    memset(longest, '.', 599), longest[599] = '\0';
    CHECK(strlen(pieces_of(longest)) == 2 * MODEL_WORD_PIECES - 1);
}

/* Windows hold the limit, follow each other and miss no word of the mask. */
static void test_windows(void)
{
    static world_doc d;
    for (int round = 0; round < 300; round++) {
        uint8_t mask[128];
        uint32_t paragraph = 0;
        arena_reset(&arena);
        world_begin(&d);
        for (uint32_t s = 0; s < 12; s++) {
            uint32_t n = 1 + random_below(round % 5 ? 9 : 40);
            for (uint32_t i = 0; i < n; i++) world_word(&d, random_below(4) ? "town" : "xyz", 0);
            paragraph += random_below(3) == 0;
            world_end(&d, paragraph);
            mask[s] = (uint8_t)(random_below(4) != 0);
        }
        model_pieces p = { 0 };
        p.first = arena_array(&arena, d.doc.n_tokens + 1, sizeof *p.first);
        for (uint32_t t = 0; t < d.doc.n_tokens; t++) {
            p.first[t] = (uint32_t)p.n;
            base_span s = d.tokens[t].span;
            if (mask[d.tokens[t].sentence]) CHECK(wordpiece_split(m, &arena, d.text + s.b, s.e - s.b, &p));
        }
        p.first[d.doc.n_tokens] = (uint32_t)p.n;
        uint32_t at = 0, last = 0, seen = 0, want = 0;
        model_window w;
        while (window_next(m, &d.doc, mask, &p, &at, &w)) {
            CHECK(w.tok_b >= last && w.tok_e > w.tok_b && w.n_rows <= m->window + 2);
            for (uint32_t t = w.tok_b; t < w.tok_e; t++) CHECK(mask[d.tokens[t].sentence]);
            /* a sentence is cut only when it is too long by itself */
            uint32_t s = d.tokens[w.tok_e - 1].sentence;
            if (w.tok_e != d.sents[s].tok_e) CHECK(p.first[d.sents[s].tok_e] - p.first[d.sents[s].tok_b] > m->window);
            seen += w.tok_e - w.tok_b;
            last = w.tok_e;
        }
        for (uint32_t t = 0; t < d.doc.n_tokens; t++) want += mask[d.tokens[t].sentence];
        CHECK_EQ_INT(seen, want);
    }
}

/* A sentence read alone gives the same bytes whatever else is in the batch, and words out of the mask stay unread. */
static void test_batches_do_not_mix(void)
{
    static world_doc d;
    static const char *const words[] = { "rebels", "took", "a", "town", "near", "hills", "soldiers" };
    world_begin(&d);
    for (uint32_t s = 0; s < 100; s++) {
        for (uint32_t i = 0; i < 3 + s % 3; i++) world_word(&d, words[(s * 3 + i) % 7], (s + i) % 9);
        world_end(&d, s);
    }
    model_scratch *scratch = NULL;
    sitrep_error err;
    uint8_t mask[128] = { 0 }, one[128] = { 0 };
    model_layers all, y;
    for (uint32_t s = 0; s < 100; s += 2) mask[s] = 1;
    CHECK_EQ_INT(model_scratch_new(m, &scratch, &err), SITREP_OK);
    arena_reset(&arena);
    CHECK_EQ_INT(model_run(m, scratch, &arena, &d.doc, mask, MODEL_ALL_HEADS, &all, &err), SITREP_OK);
    for (uint32_t s = 0; s < 100; s += 2) {
        one[s] = 1;
        CHECK_EQ_INT(model_run(m, scratch, &arena, &d.doc, one, MODEL_ALL_HEADS, &y, &err), SITREP_OK);
        for (uint32_t t = d.sents[s].tok_b; t < d.sents[s].tok_e; t++) {
            CHECK(y.encoded[t] && all.encoded[t]);
            CHECK(y.label[0][t] == all.label[0][t] && memcmp(&y.score[0][t], &all.score[0][t], sizeof(float)) == 0);
            CHECK(y.tree_head[t] == all.tree_head[t] && y.tree_label[t] == all.tree_label[t]);
        }
        uint32_t in = 0, head = 0;
        for (uint32_t i = 0; i < all.n_links; i++) {
            CHECK(all.links[i].head >= head);
            head = all.links[i].head;
            if (d.tokens[all.links[i].from].sentence != s) continue;
            CHECK(in < y.n_links && memcmp(&y.links[in], &all.links[i], sizeof(model_link)) == 0);
            in++;
        }
        CHECK_EQ_INT(in, y.n_links);
        one[s] = 0;
    }
    uint32_t t = d.sents[1].tok_b;
    CHECK(!all.encoded[t] && all.label[0][t] == MODEL_NO_LABEL && all.tree_head[t] == t);
    text_doc empty = { .text = "" };
    CHECK_EQ_INT(model_run(m, scratch, &arena, &empty, NULL, MODEL_ALL_HEADS, &y, &err), SITREP_OK);
    CHECK_EQ_INT(y.n_links, 0);
    model_scratch_free(scratch);
}

/* A set of heads gives the bytes that all heads give, and the rest is as if the model lacked it. */
static void test_heads_outside_the_set_are_not_run(void)
{
    static world_doc d;
    world_begin(&d);
    for (uint32_t i = 0; i < 6; i++) world_word(&d, i % 2 ? "took" : "rebels", i);
    world_end(&d, 0);
    model_scratch *scratch = NULL;
    sitrep_error err;
    model_layers all, y;
    CHECK_EQ_INT(model_scratch_new(m, &scratch, &err), SITREP_OK);
    arena_reset(&arena);
    CHECK_EQ_INT(model_run(m, scratch, &arena, &d.doc, NULL, MODEL_ALL_HEADS, &all, &err), SITREP_OK);
    for (int h = 0; h < model_head_count(m); h++) {
        const char *const names[] = { model_head_name(m, h), "none" };
        uint64_t set = model_head_set(m, names, 2);
        CHECK(set == UINT64_C(1) << h);
        CHECK_EQ_INT(model_run(m, scratch, &arena, &d.doc, NULL, set, &y, &err), SITREP_OK);
        CHECK(all.label[h] == NULL || memcmp(all.label[h], y.label[h], d.doc.n_tokens * sizeof *y.label[h]) == 0);
        CHECK((y.tree_head != NULL) == (m->head[h].kind == HEAD_TREE));
        uint32_t in = 0;
        for (uint32_t i = 0; i < all.n_links; i++) {
            if (all.links[i].head != h) continue;
            CHECK(in < y.n_links && memcmp(&y.links[in], &all.links[i], sizeof(model_link)) == 0);
            in++;
        }
        CHECK_EQ_INT(in, y.n_links);
    }
    CHECK_EQ_INT(model_run(m, scratch, &arena, &d.doc, NULL, 0, &y, &err), SITREP_OK);
    CHECK(y.label[0] == NULL && y.tree_head == NULL && y.n_links == 0 && y.encoded[0]);
    model_scratch_free(scratch);
}

static void test_names(void)
{
    int h = model_head(m, "tag");
    CHECK_EQ_INT(h, 0);
    CHECK_EQ_INT(model_label_count(m, h), 5);
    CHECK_EQ_STR(model_label_name(m, h, 1), "B-x");
    CHECK_EQ_INT(model_label(m, h, "I-x"), 2);
    CHECK_EQ_INT(model_label(m, h, "none"), -1);
    CHECK_EQ_INT(model_head(m, "none"), -1);
    CHECK(model_label_name(m, 99, 0) == NULL && model_label_name(m, h, 5) == NULL);
    CHECK_EQ_INT(strlen(model_hash(m)), 16);
}

int main(void)
{
    sitrep_error err = { 0 };
    RUN(test_linear_is_exact_on_every_kernel);
    RUN(test_float_parts);
    RUN(test_trees_are_the_best);
    if (model_open(WORLD_MODEL, NULL, &m, &err) != SITREP_OK) return check_skip("tests/data/model_tiny.srm is missing");
    arena_init(&arena, &allocator);
    RUN(test_word_pieces);
    RUN(test_windows);
    RUN(test_batches_do_not_mix);
    RUN(test_heads_outside_the_set_are_not_run);
    RUN(test_names);
    arena_clear(&arena);
    model_close(m);
    return check_done();
}
