/* Golden vectors: what train/golden.py (numpy) says the small model must answer, bit by bit, on every kernel of this machine. */
#include "check.h"
#include "model_world.h"

static char golden_model[512] = WORLD_MODEL, golden_file[512] = WORLD_GOLDEN;

typedef struct golden_run {
    model *m;
    model_scratch *scratch;
    base_arena arena;
    sitrep_allocator allocator;
    world_doc doc;
    model_layers y;
    uint32_t link; /* next link to be seen */
    int n_docs;
} golden_run;

static uint32_t bits_of(float x)
{
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static void golden_line(golden_run *g, char *line)
{
    unsigned a, b, c, d, bits, sentence = g->doc.doc.n_sents;
    int failed_before = check_failed_here;
    char word[256];
    sitrep_error err;
    if (sscanf(line, "word %u %255s", &a, word) == 2) {
        if (g->y.n_tokens) { /* the first word after expectations begins another document */
            CHECK_EQ_INT(g->link, g->y.n_links);
            memset(&g->y, 0, sizeof g->y);
            arena_reset(&g->arena);
            world_begin(&g->doc);
        }
        world_word(&g->doc, word, a);
    } else if (strncmp(line, "end", 3) == 0) {
        world_end(&g->doc, sentence);
    } else if (strncmp(line, "run", 3) == 0) {
        CHECK_EQ_INT(model_run(g->m, g->scratch, &g->arena, &g->doc.doc, NULL, MODEL_ALL_HEADS, &g->y, &err), SITREP_OK);
        g->link = 0;
        g->n_docs++;
    } else if (sscanf(line, "label %u %u %u %x", &a, &b, &c, &bits) == 4) {
        CHECK_EQ_INT(g->y.label[a][b], c);
        CHECK_EQ_INT(bits_of(g->y.score[a][b]), bits);
        if (g->y.prob[a]) CHECK_EQ_INT(bits_of(g->y.prob[a][b * (unsigned)model_label_count(g->m, (int)a) + c]), bits);
    } else if (sscanf(line, "tree %u %u %u", &a, &b, &c) == 3) {
        CHECK_EQ_INT(g->y.tree_head[a], b);
        CHECK_EQ_INT(g->y.tree_label[a], c);
    } else if (sscanf(line, "link %u %u %u %u %x", &a, &b, &c, &d, &bits) == 5) {
        CHECK(g->link < g->y.n_links);
        if (g->link >= g->y.n_links) return;
        model_link l = g->y.links[g->link++];
        CHECK(l.head == a && l.from == b && l.to == c && l.label == d);
        CHECK_EQ_INT(bits_of(l.score), bits);
    } else {
        check_fail(__FILE__, __LINE__, "a line of the golden file that says nothing");
    }
    if (check_failed_here > failed_before && check_failed_here < 10)
        printf("     kernel %s, document %d: %s", g->m->kernel->name, g->n_docs, line);
}

static void golden_kernel(const char *kernel)
{
    static golden_run g;
    memset(&g, 0, sizeof g);
    sitrep_error err = { 0 };
    arena_init(&g.arena, &g.allocator);
    CHECK_EQ_INT(model_open_kernel(golden_model, kernel, NULL, &g.m, &err), SITREP_OK);
    if (!g.m) return;
    CHECK_EQ_INT(model_scratch_new(g.m, &g.scratch, &err), SITREP_OK);
    FILE *f = fopen(golden_file, "r");
    CHECK(f != NULL);
    char line[512];
    world_begin(&g.doc);
    while (f && fgets(line, sizeof line, f)) golden_line(&g, line);
    if (f) fclose(f);
    CHECK(g.n_docs > 0);
    CHECK_EQ_INT(g.link, g.y.n_links);
    model_scratch_free(g.scratch);
    model_close(g.m);
    arena_clear(&g.arena);
}

static void test_golden_on_every_kernel(void)
{
    for (unsigned i = 0; kernel_at(i); i++)
        if (kernel_at(i)->is_usable()) golden_kernel(kernel_at(i)->name);
}

/* Another model's vectors can be given: test_model_golden big.srm big.golden */
int main(int argc, char **argv)
{
    if (argc == 3) {
        snprintf(golden_model, sizeof golden_model, "%s", argv[1]);
        snprintf(golden_file, sizeof golden_file, "%s", argv[2]);
    }
    RUN(test_golden_on_every_kernel);
    return check_done();
}
