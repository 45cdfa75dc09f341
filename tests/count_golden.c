/* count_golden.c: tests/golden/count: 300 own sentences with their figures, half of them without any. A figure's phrase must be
 * found with its exact words, its bounds and its kind; a starred sentence must give no candidate that a kind is told for. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "count/count.h"

#ifndef SITREP_SOURCE_DIR
#define SITREP_SOURCE_DIR "."
#endif

static int64_t read_bound(const char *s)
{
    return strcmp(s, "-") == 0 ? REC_OPEN : strtoll(s, NULL, 10);
}

static void check_figure(const text_doc *doc, const count_list *list, char *spec)
{
    char why[512], *field[5];
    int n = 0;
    for (char *p = spec; n < 5; n++) {
        field[n] = p;
        p = strchr(p, '|');
        if (p == NULL) {
            n++;
            break;
        }
        *p++ = '\0';
    }
    CHECK_EQ_INT(n, 5);
    if (n != 5)
        return;
    for (uint32_t i = 0; i < list->n; i++) {
        const count_item *c = &list->v[i];
        size_t len = c->span.e - c->span.b;
        if (len != strlen(field[0]) || memcmp(doc->text + c->span.b, field[0], len) != 0)
            continue;
        if (c->value.low == read_bound(field[2]) && c->value.best == read_bound(field[3]) && c->value.high == read_bound(field[4]) &&
            c->kind != NULL && strcmp(c->kind, field[1]) == 0)
            return;
        snprintf(why, sizeof why, "%.200s: \"%s\" is %s", doc->text, field[0], c->kind != NULL ? c->kind : "of no kind, or has other bounds");
        check_fail(__FILE__, __LINE__, why);
        return;
    }
    snprintf(why, sizeof why, "%.200s: \"%s\" not found", doc->text, field[0]);
    check_fail(__FILE__, __LINE__, why);
}

static void check_file(const char *path, int want)
{
    char line[1024], why[512];
    int n = 0;
    FILE *f = fopen(path, "r");
    base_arena arena;
    arena_init(&arena, NULL);
    CHECK(f != NULL);
    while (f != NULL && fgets(line, sizeof line, f) != NULL) {
        char *tab = strchr(line, '\t'), *text = line;
        if (line[0] == '#' || tab == NULL)
            continue;
        *tab++ = '\0';
        tab[strcspn(tab, "\n")] = '\0';
        n++;
        bool negative = line[0] == '*';
        text += negative;
        text_doc doc;
        timex_list times;
        count_list list;
        CHECK(text_split(&arena, text, strlen(text), &doc) == SITREP_OK);
        CHECK(timex_read(&arena, &doc, NULL, &times) == SITREP_OK);
        CHECK(count_find(&arena, &doc, &times, &list) == SITREP_OK);
        for (uint32_t i = 0; negative && i < list.n; i++) {
            if (list.v[i].kind == NULL)
                continue;
            snprintf(why, sizeof why, "%.200s: holds \"%.*s\", %s", text, (int)(list.v[i].span.e - list.v[i].span.b),
                     text + list.v[i].span.b, list.v[i].kind);
            check_fail(__FILE__, __LINE__, why);
        }
        char *next = NULL;
        for (char *spec = tab; !negative && spec != NULL; spec = next) {
            next = strchr(spec, ';');
            if (next != NULL)
                *next++ = '\0';
            check_figure(&doc, &list, spec);
        }
        arena_reset(&arena);
    }
    if (f != NULL)
        fclose(f);
    CHECK_EQ_INT(n, want);
    arena_clear(&arena);
}

static void test_figures(void) { check_file(SITREP_SOURCE_DIR "/tests/golden/count/figures.tsv", 150); }
static void test_negatives(void) { check_file(SITREP_SOURCE_DIR "/tests/golden/count/negatives.tsv", 150); }

int main(void)
{
    RUN(test_figures);
    RUN(test_negatives);
    return check_done();
}
