/* lines.c: see lines.h. A text is "wrapped" when it has several lines and none is long: then a line ends where the next word
 * did not fit, and a line that ends earlier ends on purpose. In other texts a line is a paragraph, unless it breaks off in
 * the middle (the next line begins in lower case, or this one ends with a comma or the like). */
#include "text/lines.h"

#include <string.h>

#include "base/utf8.h"
#include "text/tune.h"

enum { LINES_WRAPPED_MIN = 3 /* fewer lines tell nothing of a page's width */ };

void text_lines_measure(const char *text, size_t n, text_lines *lines)
{
    memset(lines, 0, sizeof *lines);
    lines->text = text;
    lines->n_bytes = n;
    for (size_t b = 0; b < n;) {
        const char *nl = memchr(text + b, '\n', n - b);
        size_t e = nl ? (size_t)(nl - text) : n;
        size_t last = e;
        while (last > b && (text[last - 1] == ' ' || text[last - 1] == '\r' || text[last - 1] == '\t')) last--;
        if (last > b) {
            if (lines->n_lines > 0 && last - b > lines->width) lines->width = last - b;
            lines->n_lines++;
        }
        b = e + 1;
    }
    lines->wrapped = lines->n_lines >= LINES_WRAPPED_MIN && lines->width <= TEXT_WRAP_MAX;
}

/* Length of the word that begins at i. */
static size_t word_length(const text_lines *lines, size_t i)
{
    size_t e = i;
    while (e < lines->n_bytes && e - i <= TEXT_WRAP_MAX && (unsigned char)lines->text[e] > ' ') e++;
    return e - i;
}

/* Does the line that begins at i begin as a list item does: "- ", "* ", "•"? */
static bool is_item(const text_lines *lines, size_t i)
{
    const char *s = lines->text + i;
    size_t left = lines->n_bytes - i;
    if (left >= 3 && memcmp(s, "\xE2\x80\xA2", 3) == 0) return true; /* U+2022 */
    return left >= 2 && (s[0] == '-' || s[0] == '*') && s[1] == ' ';
}

line_break text_lines_break(const text_lines *lines, size_t b, size_t e)
{
    const char *s = lines->text;
    const char *nl = e > b ? memchr(s + b, '\n', e - b) : NULL;
    if (!nl) {
        /* U+2029, and the form feed between pages */
        for (size_t i = b; i < e; i++) {
            if (s[i] == '\f') return BREAK_PARAGRAPH;
            if ((unsigned char)s[i] == 0xE2 && e - i >= 3 && memcmp(s + i, "\xE2\x80\xA9", 3) == 0) return BREAK_PARAGRAPH;
        }
        return BREAK_NONE;
    }
    if (memchr(nl + 1, '\n', (size_t)(s + e - (nl + 1)))) return BREAK_PARAGRAPH;
    if (b == 0 || e >= lines->n_bytes) return BREAK_SPACE;
    if (is_item(lines, e)) return BREAK_HARD;

    size_t i = e;
    uint32_t first = utf8_next(s, lines->n_bytes, &i);
    bool lower = utf8_is_letter(first) && !utf8_is_upper(first);
    char last = s[b - 1];
    if (lower || last == ',' || last == ';' || last == '-' || last == '(' || first == ')' || first == ',') return BREAK_SPACE;
    if (last == '.' || last == '!' || last == '?') {
        return lines->wrapped ? BREAK_SPACE : BREAK_HARD; /* the stop ends the sentence in any case */
    }
    size_t line_b = b;
    while (line_b > 0 && s[line_b - 1] != '\n') line_b--;
    if (!lines->wrapped) return BREAK_HARD;
    size_t length = b - line_b;
    size_t indent_or_space = 1;
    bool fits = length + indent_or_space + word_length(lines, e) <= lines->width;
    bool first_longer = length > lines->width; /* only the first line can be: it was not broken to the page's width */
    return fits || first_longer ? BREAK_HARD : BREAK_SPACE;
}
