/* lines.h: what a line break means: white space inside running text, or the end of a paragraph, item or headline. */
#ifndef SITREP_TEXT_LINES_H
#define SITREP_TEXT_LINES_H

#include <stdbool.h>
#include <stddef.h>

typedef struct text_lines {
    const char *text;
    size_t n_bytes;
    size_t width;      /* longest line, leaving out the first, in bytes */
    size_t n_lines;    /* lines with something on them */
    bool wrapped;      /* lines were broken to fit a page */
} text_lines;

typedef enum line_break {
    BREAK_NONE = 0, /* no line break in the gap */
    BREAK_SPACE,    /* a line break that stands for a space */
    BREAK_HARD,     /* the line below is another line of thought: headline, list item, paragraph on one line */
    BREAK_PARAGRAPH /* blank line */
} line_break;

void text_lines_measure(const char *text, size_t n, text_lines *lines);
/* What the white space text[b, e) between two tokens means. Cost: the lengths of the lines beside it, only when there is a
 * line break in it. */
line_break text_lines_break(const text_lines *lines, size_t b, size_t e);

#endif
