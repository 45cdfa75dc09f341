/* speed_model.c: words and word pieces a second through the model, on each kernel of this machine, one thread.
 *
 *     speed_model data/model.srm text.txt [seconds [kernel]]
 *
 * The text is split once, then run whole again and again, for at least `seconds` (default 3) a kernel. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "model/model_private.h"
#include "text/text.h"

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t); /* our own time: the machine may be busy */
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static char *read_text(const char *path, size_t *n)
{
    FILE *f = fopen(path, "rb");
    char *text = f ? malloc(1 << 20) : NULL;
    if (text) *n = fread(text, 1, 1 << 20, f);
    if (f) fclose(f);
    return text;
}

static int time_kernel(const char *path, const char *kernel, const text_doc *doc, double seconds)
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
    printf("%-5s open %5.1f ms   %8.0f pieces/s   %8.0f words/s   (%u words, %zu pieces, %zu links, %d runs)\n", kernel,
           open_s * 1e3, (double)pieces * runs / spent, (double)doc->n_tokens * runs / spent, (unsigned)doc->n_tokens, pieces,
           links, runs);
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
    char *text = read_text(argv[2], &n);
    sitrep_allocator allocator = { 0 };
    base_arena arena;
    arena_init(&arena, &allocator);
    text_doc doc;
    int failed = !text || text_split(&arena, text, n, &doc) != SITREP_OK;
    for (unsigned i = 0; !failed && kernel_at(i); i++)
        if (kernel_at(i)->is_usable() && (argc < 5 || strcmp(argv[4], kernel_at(i)->name) == 0)) failed = time_kernel(argv[1], kernel_at(i)->name, &doc, argc > 3 ? atof(argv[3]) : 3);
    arena_clear(&arena);
    free(text);
    return failed;
}
