/* speed_places.c: words a second of dating and of placing (names found and ranked), and the time of one name look-up; one thread.
 *
 *     speed_places gazetteer.srg text.txt [seconds]
 *
 * The text is cut at paragraphs to pieces of a report's length, as placing looks at all names of a report. Prints one JSON object.
 * Words are runs of characters without white space. */
#include <string.h>

#include "speed_text.h"

#include "place/toponym.h"
#include "text/text.h"
#include "time/timex.h"

enum { MOST = 1 << 22, PIECE = 4200, MAX_PIECES = 1 << 12 };

typedef enum work { DATE, PLACE, LOOK_UP } work;

/* Does the work once on a document; number of look-ups, or -1 on failure. */
static long do_work(work w, const place_gazetteer *g, base_arena *arena, const text_doc *doc)
{
    timex_list times;
    place_toponyms names;
    long looked_up = 0;
    if (w == DATE) return timex_read(arena, doc, "2016-08-11", &times) == SITREP_OK ? 0 : -1;
    if (w == PLACE) {
        bool ok = place_find_toponyms(g, arena, doc, NULL, &names) == SITREP_OK && place_rank_toponyms(g, arena, doc, NULL, &names, NULL, NULL) == SITREP_OK;
        return ok ? 0 : -1;
    }
    for (uint32_t t = 0; t < doc->n_tokens; t++, looked_up++) {
        char key[PLACE_MAX_KEY];
        place_name_hit hit[PLACE_MAX_CANDIDATES];
        base_span s = doc->tokens[t].span;
        size_t n = place_make_key(doc->text + s.b, s.e - s.b, key, sizeof key);
        place_find_name(g, key, n, hit, PLACE_MAX_CANDIDATES);
    }
    return looked_up;
}

/* Seconds for one run over all documents. */
static double time_work(work w, const place_gazetteer *g, const text_doc *docs, size_t n_docs, double seconds, long *looked_up)
{
    sitrep_allocator allocator = {0};
    base_arena arena;
    arena_init(&arena, &allocator);
    int runs = 0;
    double start = now_s();
    for (; now_s() - start < seconds || runs == 0; runs++) {
        *looked_up = 0;
        for (size_t i = 0; i < n_docs; i++) {
            arena_reset(&arena);
            long n = do_work(w, g, &arena, &docs[i]);
            if (n < 0) exit(1);
            *looked_up += n;
        }
    }
    double spent = (now_s() - start) / runs;
    arena_clear(&arena);
    return spent;
}

int main(int argc, char **argv)
{
    static text_doc docs[MAX_PIECES];
    sitrep_allocator allocator = {0};
    sitrep_error err;
    place_gazetteer *g;
    base_arena arena;
    if (argc < 3) {
        fprintf(stderr, "speed_places GAZETTEER TEXT [SECONDS]\n");
        return 2;
    }
    size_t n = 0, n_docs = 0;
    char *text = read_text(argv[2], MOST, &n);
    if (n == 0 || place_open_gazetteer(argv[1], &allocator, &g, &err) != SITREP_OK) return 1;
    arena_init(&arena, &allocator);
    for (size_t b = 0; b < n && n_docs < MAX_PIECES;) {
        char *end = n - b > PIECE ? strchr(text + b + PIECE, '\n') : NULL;
        size_t e = end != NULL ? (size_t)(end - text) : n;
        if (text_split(&arena, text + b, e - b, &docs[n_docs++]) != SITREP_OK) return 1;
        b = e + 1;
    }
    double seconds = argc > 3 ? atof(argv[3]) : 1, words = (double)count_words(text, n);
    long none, looked_up;
    double dating = time_work(DATE, g, docs, n_docs, seconds, &none), placing = time_work(PLACE, g, docs, n_docs, seconds, &none);
    double looking = time_work(LOOK_UP, g, docs, n_docs, seconds, &looked_up);
    printf("{\"dating\": %.0f, \"placing\": %.0f, \"lookup_ns\": %.0f}\n", words / dating, words / placing, 1e9 * looking / (double)looked_up);
    arena_clear(&arena);
    free(text);
    return 0;
}
