/* timexes.c: a developer's tool: JSONL of {"id", "text", "date"} on standard input -> {"id", "pred": [{"span", "type", "value",
 * "start", "end"}]} with positions in code points. Not installed. Build by hand:
 *
 *     gcc -std=c17 -D_POSIX_C_SOURCE=200809L -Iinclude -Isrc tools/timexes.c src/time/(star).c src/text/(star).c src/base/(star).c -ljansson -lm
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "time/timex.h"

int main(void)
{
    char *line = NULL;
    size_t cap = 0;
    base_arena arena;
    arena_init(&arena, NULL);
    while (getline(&line, &cap, stdin) > 0) {
        json_t *in = json_loads(line, 0, NULL);
        const char *text = json_string_value(json_object_get(in, "text"));
        text_doc doc;
        timex_list list;
        if (text == NULL)
            return 1;
        if (text_split(&arena, text, strlen(text), &doc) != SITREP_OK ||
            timex_read(&arena, &doc, json_string_value(json_object_get(in, "date")), &list) != SITREP_OK)
            return 1;
        json_t *pred = json_array();
        for (uint32_t i = 0; i < list.n; i++) {
            const timex *t = &list.v[i];
            size_t b = utf8_count(text, t->span.b), e = b + utf8_count(text + t->span.b, t->span.e - t->span.b);
            json_array_append_new(pred, json_pack("{s:[i,i],s:s,s:s,s:s,s:s}", "span", (int)b, (int)e, "type", timex_type_name(t->type),
                                                  "value", t->value, "start", t->start, "end", t->end));
        }
        json_t *out = json_object();
        json_object_set(out, "id", json_object_get(in, "id"));
        json_object_set_new(out, "pred", pred);
        char *s = json_dumps(out, JSON_COMPACT | JSON_PRESERVE_ORDER);
        puts(s);
        free(s);
        json_decref(out);
        json_decref(in);
        arena_reset(&arena);
    }
    free(line);
    arena_clear(&arena);
    return 0;
}
