/* speed_gate.c: words a second through the sentence and token splitter and the lexical gate, one thread.
 *
 *     speed_gate data/gate.srf text.txt [seconds]
 *
 * Prints one JSON object: words a second of the splitter, of both and of the gate alone, and the share of tokens in sentences that
 * pass. Words are runs of characters without white space. */

#include "speed_text.h"

#include "model/gate.h"
#include "text/text.h"

/* Splits the text again and again, with or without the gate; words a second, 0 on failure. */
static double rate(const gate *g, const char *text, size_t n, double seconds, double *passed)
{
    sitrep_allocator allocator = { 0 };
    base_arena arena;
    arena_init(&arena, &allocator);
    double start = now_s(), spent = 0, words = 0, once = (double)count_words(text, n);
    while (spent < seconds) {
        text_doc doc;
        const uint8_t *mask = NULL;
        size_t kept = 0;
        arena_reset(&arena);
        if (text_split(&arena, text, n, &doc) != SITREP_OK || (g && gate_read(g, &arena, &doc, &mask) != SITREP_OK)) {
            words = 0;
            break;
        }
        for (uint32_t s = 0; mask && s < doc.n_sents; s++)
            if (mask[s]) kept += doc.sents[s].tok_e - doc.sents[s].tok_b;
        words += once;
        *passed = doc.n_tokens > 0 ? (double)kept / (double)doc.n_tokens : 0;
        spent = now_s() - start;
    }
    arena_clear(&arena);
    return spent > 0 ? words / spent : 0;
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fprintf(stderr, "speed_gate GATE TEXT [SECONDS]\n");
        return 2;
    }
    size_t n = 0;
    char *text = read_text(argv[2], 1 << 24, &n);
    gate *g = NULL;
    sitrep_error err;
    sitrep_allocator allocator = { 0 };
    double seconds = argc > 3 ? atof(argv[3]) : 2, passed = 0;
    if (n == 0 || gate_open(argv[1], &allocator, &g, &err) != SITREP_OK) {
        fprintf(stderr, "speed_gate: %s or %s cannot be read\n", argv[1], argv[2]);
        free(text);
        return 1;
    }
    double split = rate(NULL, text, n, seconds, &passed), both = rate(g, text, n, seconds, &passed);
    printf("{\"split\": %.0f, \"split_and_gate\": %.0f, \"gate\": %.0f, \"passed\": %.4f}\n", split, both,
           both > 0 && split > both ? 1 / (1 / both - 1 / split) : 0.0, passed);
    gate_close(g);
    free(text);
    return split > 0 && both > 0 ? 0 : 1;
}
