/* speed_model.c: words and word pieces a second through the model with all heads, one thread.
 *
 *     speed_model data/model.srm text.txt [seconds [kernel]]
 *
 * The text is split once, then run whole again and again, for at least `seconds` (default 3). kernel: the best of this machine, a
 * name, or "all". Prints one JSON object a kernel. Words are runs of characters without white space. */
#include <string.h>

#include "speed_text.h"

#include "model/model_private.h"
#include "text/text.h"

static int time_kernel(const char *path, const char *kernel, const text_doc *doc, size_t words,
                       double seconds)
{
    model *m = NULL;
    model_scratch *scratch = NULL;
    sitrep_error err;
    sitrep_allocator allocator = { 0 };
    base_arena arena;
    double open_s = now_s();
    if (model_open_kernel(path, kernel, NULL, &m, &err) != SITREP_OK) {
        fprintf(stderr, "%s: %s (byte %llu)\n", err.detail, err.message, (unsigned long long)err.byte);
        return 1;
    }
    open_s = now_s() - open_s;
    if (model_scratch_new(m, &scratch, &err) != SITREP_OK) return 1;
    arena_init(&arena, &allocator);
    model_layers y;
    size_t pieces = 0, links = 0;
    for (uint32_t t = 0; t < doc->n_tokens; t++) {
        model_pieces p = { 0 };
        arena_reset(&arena);
        if (!wordpiece_split(m, &arena, doc->text + doc->tokens[t].span.b, doc->tokens[t].span.e - doc->tokens[t].span.b, &p)) return 1;
        pieces += p.n;
    }
    int runs = 0;
    double start = now_s(), spent = 0;
    while (spent < seconds) {
        arena_reset(&arena);
        if (model_run(m, scratch, &arena, doc, NULL, MODEL_ALL_HEADS, &y, &err) != SITREP_OK) return 1;
        links = y.n_links;
        runs++;
        spent = now_s() - start;
    }
    printf("{\"kernel\": \"%s\", \"open_ms\": %.1f, \"pieces\": %.0f, \"words\": %.0f, \"n_links\": %zu, \"runs\": %d}\n", kernel,
           open_s * 1e3, (double)pieces * runs / spent, (double)words * runs / spent, links, runs);
    model_scratch_free(scratch);
    model_close(m);
    arena_clear(&arena);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fprintf(stderr, "speed_model MODEL TEXT [SECONDS [KERNEL]]\n");
        return 2;
    }
    size_t n = 0;
    char *text = read_text(argv[2], 1 << 20, &n);
    sitrep_allocator allocator = { 0 };
    base_arena arena;
    arena_init(&arena, &allocator);
    text_doc doc;
    int failed = n == 0 || text_split(&arena, text, n, &doc) != SITREP_OK;
    const char *wanted = argc > 4 ? argv[4] : "";
    for (unsigned i = 0, n_run = 0; !failed && kernel_at(i) && (wanted[0] != '\0' || n_run == 0); i++) { /* the best comes first */
        const char *name = kernel_at(i)->name;
        if (!kernel_at(i)->is_usable() || (wanted[0] != '\0' && strcmp(wanted, "all") != 0 && strcmp(wanted, name) != 0)) continue;
        failed = time_kernel(argv[1], name, &doc, count_words(text, n), argc > 3 ? atof(argv[3]) : 3);
        n_run++;
    }
    arena_clear(&arena);
    free(text);
    return failed;
}
