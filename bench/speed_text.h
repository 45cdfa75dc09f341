/* speed_text.h: what the timed programs of this folder share: their clock, their text, its words. */
#ifndef SITREP_BENCH_SPEED_TEXT_H
#define SITREP_BENCH_SPEED_TEXT_H

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* Seconds of our own processor time: the machine may be busy. */
static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* The first bytes of a file, at most so many, with a NUL behind; the caller frees. NULL: no memory; *n = 0: no file. */
static char *read_text(const char *path, size_t most, size_t *n)
{
    FILE *f = fopen(path, "rb");
    char *text = malloc(most + 1);
    *n = f && text ? fread(text, 1, most, f) : 0;
    if (text) text[*n] = '\0';
    if (f) fclose(f);
    return text;
}

/* Runs of characters without white space. */
static size_t count_words(const char *text, size_t n)
{
    size_t words = 0;
    for (size_t i = 0; i < n; i++)
        if (!isspace((unsigned char)text[i]) && (i == 0 || isspace((unsigned char)text[i - 1]))) words++;
    return words;
}

#endif
