/* tokens.c: a developer's window on text_split, and the tokeniser of the training scripts. Not installed.
 * in: lines {"id": ..., "text": "..."} on stdin. out: lines {"id", "sents": [[b,e],...],
 * "tokens": [[b,e,shape,space_before,sentence],...]}, positions in code points.
 *
 *     gcc -O2 -Iinclude -Isrc -D_POSIX_C_SOURCE=200809L tools/tokens.c src/base/[a-z]*.c src/text/[a-z]*.c -ljansson -o tokens
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/text.h"

int main(void)
{
    char *line = NULL;
    size_t capacity = 0;
    ssize_t len;
    long number = 0;
    base_arena arena;
    arena_init(&arena, NULL);
    int rc = 0;
    while ((len = getline(&line, &capacity, stdin)) > 0) {
        number++;
        json_error_t error;
        json_t *in = json_loadb(line, (size_t)len, JSON_ALLOW_NUL, &error);
        json_t *text = in ? json_object_get(in, "text") : NULL;
        if (!json_is_string(text)) {
            fprintf(stderr, "tokens: line %ld: no text\n", number);
            json_decref(in);
            rc = 1;
            continue;
        }
        const char *s = json_string_value(text);
        size_t n = json_string_length(text);
        arena_reset(&arena);
        text_doc doc;
        uint32_t *chars = arena_array(&arena, n + 1, sizeof *chars); /* code points before each byte */
        if (!chars || text_split(&arena, s, n, &doc) != SITREP_OK) {
            fprintf(stderr, "tokens: no memory\n");
            return 1;
        }
        uint32_t count = 0;
        for (size_t i = 0; i <= n; i++) {
            chars[i] = count;
            if (i < n && ((unsigned char)s[i] & 0xC0) != 0x80) count++;
            else if (i < n) chars[i] = count;
        }
        char *id = json_dumps(json_object_get(in, "id"), JSON_ENCODE_ANY | JSON_COMPACT);
        printf("{\"id\":%s,\"sents\":[", id ? id : "null");
        free(id);
        for (uint32_t i = 0; i < doc.n_sents; i++) {
            printf("%s[%u,%u]", i ? "," : "", chars[doc.sents[i].span.b], chars[doc.sents[i].span.e]);
        }
        printf("],\"tokens\":[");
        for (uint32_t i = 0; i < doc.n_tokens; i++) {
            const text_token *t = &doc.tokens[i];
            printf("%s[%u,%u,%d,%d,%u]", i ? "," : "", chars[t->span.b], chars[t->span.e], t->shape, t->space_before, t->sentence);
        }
        printf("]}\n");
        json_decref(in);
    }
    free(line);
    arena_clear(&arena);
    return rc;
}
