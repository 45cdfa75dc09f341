/* Rows of B-, I- and O labels: the best row that does not contradict itself, against trying every row. */
#include "check.h"
#include "model_world.h"

enum { N_WORDS = 5, N_LABELS = 5 };
static const char strings[] = "O\0B-x\0I-x\0B-y\0I-y\0B-z";
static const uint32_t offsets[] = { 0, 2, 6, 10, 14 };

static uint32_t state = 7;
static float random_share(void)
{
    state = state * 1664525u + 1013904223u;
    return 0.01f + (float)(state >> 8 & 0xFFFF) / 65536.0f;
}

/* The product of a row's probabilities, 0 where an I- continues nothing. split: the word that begins the second sentence. */
static double row_product(float p[N_WORDS][N_LABELS], const uint32_t *row, uint32_t split)
{
    double product = 1;
    for (uint32_t i = 0; i < N_WORDS; i++) {
        bool inside = row[i] > 0 && row[i] % 2 == 0;
        if (inside && (i == 0 || i == split || (row[i - 1] != row[i] && row[i - 1] != row[i] - 1))) return 0;
        product *= (double)p[i][row[i]];
    }
    return product;
}

static void test_best_row_is_found(void)
{
    static model m; /* only what spans_run reads is filled */
    static float p[N_WORDS][N_LABELS], score[N_WORDS];
    static uint16_t label[N_WORDS], kept[N_WORDS];
    text_token tokens[N_WORDS] = { 0 };
    text_doc doc = { .tokens = tokens, .n_tokens = N_WORDS };
    model_scratch s = { .m = &m, .label = kept };
    model_layers layers = { .n_tokens = N_WORDS };
    model_window w = { .tok_e = N_WORDS };
    int differs = 0;
    m.n_heads = 1;
    m.head[0] = (model_head_spec){ .kind = HEAD_LABEL, .n_labels = N_LABELS, .has_prob = true, .label_names = offsets };
    CHECK(spans_is_head(strings, &m.head[0]));
    layers.prob[0] = &p[0][0], layers.label[0] = label, layers.score[0] = score;
    for (uint32_t trial = 0; trial < 200; trial++) {
        uint32_t split = trial % N_WORDS, row[N_WORDS] = { 0 };
        double best = 0;
        for (uint32_t i = 0; i < N_WORDS; i++) {
            tokens[i].sentence = split && i >= split;
            for (uint32_t l = 0; l < N_LABELS; l++) p[i][l] = random_share();
        }
        for (uint32_t code = 0; code < 3125; code++) { /* 5 labels to the power of 5 words */
            for (uint32_t i = 0, rest = code; i < N_WORDS; i++, rest /= N_LABELS) row[i] = rest % N_LABELS;
            double product = row_product(p, row, split);
            if (product > best) best = product;
        }
        spans_run(&m, &s, &doc, 0, &w, &layers);
        for (uint32_t i = 0; i < N_WORDS; i++) {
            uint32_t top = 0;
            for (uint32_t l = 1; l < N_LABELS; l++)
                if (p[i][l] > p[i][top]) top = l;
            differs += top != label[i];
            row[i] = label[i];
            CHECK(kept[i] == label[i] && score[i] == p[i][label[i]]);
        }
        double found = row_product(p, row, split);
        CHECK(found > best * 0.9999 && found < best * 1.0001);
    }
    CHECK(differs > 0); /* else a plain argmax would pass */
}

static void test_other_labels_are_no_rows(void)
{
    model_head_spec plain = { .kind = HEAD_LABEL, .n_labels = 3, .has_prob = true, .label_names = offsets };
    static const uint32_t unpaired[] = { 0, 2, 14 }, three[] = { 2, 2, 6 };
    CHECK(spans_is_head(strings, &plain));
    plain.label_names = unpaired;
    CHECK(!spans_is_head(strings, &plain));
    plain.label_names = three;
    CHECK(!spans_is_head(strings, &plain));
}

int main(void)
{
    RUN(test_best_row_is_found);
    RUN(test_other_labels_are_no_rows);
    return check_done();
}
