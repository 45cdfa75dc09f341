/* marked_text.h: texts of tests with marks in them: "{P Ann} {V shelled} it" is "Ann shelled it" with two marked stretches. */
#ifndef SITREP_TESTS_MARKED_TEXT_H
#define SITREP_TESTS_MARKED_TEXT_H

#include <stddef.h>

enum { MAX_MARKS = 24 };

typedef struct marked_text {
    char plain[512];
    size_t n, n_marks;
    struct {
        size_t b, e; /* bytes of plain */
        char tag;
    } marks[MAX_MARKS];
    size_t bar; /* the byte of plain behind "|", 0 without */
} marked_text;

static void unmark(const char *text, marked_text *m)
{
    m->n = m->n_marks = m->bar = 0;
    for (; *text != '\0'; text++) {
        if (*text == '|')
            m->bar = m->n;
        else if (*text == '{') {
            m->marks[m->n_marks].tag = text[1];
            m->marks[m->n_marks].b = m->n;
            text += 2;
        } else if (*text == '}')
            m->marks[m->n_marks++].e = m->n;
        else
            m->plain[m->n++] = *text;
    }
    m->plain[m->n] = '\0';
}

#endif
