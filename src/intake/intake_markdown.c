/* intake_markdown.c: see intake_markdown.h. The CommonMark that reports are written in, read line by line; marks that are not
 * closed in their line are text. */
#include "intake/intake_markdown.h"

#include <string.h>

#include "base/utf8.h"

/* ---- front matter ------------------------------------------------------------------------------------------------- */

static size_t line_length(const char *s, size_t n)
{
    const char *nl = memchr(s, '\n', n);
    return nl ? (size_t)(nl - s) : n;
}

static void trim(const char **s, size_t *n)
{
    while (*n && (**s == ' ' || **s == '\t' || **s == '\r')) (*s)++, (*n)--;
    while (*n && ((*s)[*n - 1] == ' ' || (*s)[*n - 1] == '\t' || (*s)[*n - 1] == '\r')) (*n)--;
}

static bool line_is(const char *s, size_t n, const char *want)
{
    trim(&s, &n);
    return n == strlen(want) && memcmp(s, want, n) == 0;
}

static int set_key(intake_draft *d, const char *key, size_t n_key, const char *v, size_t n)
{
    static const struct {
        const char *key;
        int field;
    } keys[] = { { "title", 0 },     { "headline", 0 }, { "outlet", 1 }, { "source", 1 }, { "publisher", 1 },
                 { "author", 2 },    { "authors", 2 },  { "byline", 2 }, { "url", 3 },    { "uri", 3 },
                 { "link", 3 },      { "lang", 4 },     { "language", 4 }, { "id", 5 },   { "date", 6 },
                 { "published", 6 }, { "retrieved", 7 }, { "accessed", 7 } };
    for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++) {
        if (strlen(keys[k].key) != n_key) continue;
        size_t i = 0;
        while (i < n_key && (key[i] | 0x20) == keys[k].key[i]) i++;
        if (i < n_key) continue;
        sitrep_source *src = &d->doc.source;
        switch (keys[k].field) {
        case 6: return draft_date(d, "date", v, n, &src->published);
        case 7: return draft_date(d, "retrieved", v, n, &src->retrieved);
        default: break;
        }
        const char **fields[] = { &src->title, &src->outlet, &src->author, &src->uri, &src->language, &d->doc.id };
        return (*fields[keys[k].field] = arena_strndup(d->arena, v, n)) != NULL;
    }
    return 1;
}

int markdown_front_matter(intake_draft *d, const char *s, size_t n, size_t *n_front)
{
    *n_front = 0;
    size_t len = line_length(s, n);
    if (!line_is(s, len, "---") || len == n) return 1;
    size_t end = 0;
    for (size_t i = len + 1; i < n; i += len + 1) {
        len = line_length(s + i, n - i);
        if (line_is(s + i, len, "---") || line_is(s + i, len, "...")) {
            end = i;
            break;
        }
        if (len && !memchr(s + i, ':', len) && s[i] != ' ' && s[i] != '-' && s[i] != '#' && s[i] != '\r') return 1; /* a rule */
    }
    if (!end) return 1;
    for (size_t i = line_length(s, n) + 1; i < end;) {
        len = line_length(s + i, n - i);
        const char *colon = memchr(s + i, ':', len);
        if (colon && s[i] != ' ' && s[i] != '#' && s[i] != '-') {
            const char *key = s + i, *v = colon + 1;
            size_t n_key = (size_t)(colon - key), n_v = len - n_key - 1;
            trim(&key, &n_key);
            trim(&v, &n_v);
            if (n_v >= 2 && (*v == '"' || *v == '\'') && v[n_v - 1] == *v) v++, n_v -= 2;
            if (n_v && !set_key(d, key, n_key, v, n_v)) return 0;
        }
        i += len + 1;
    }
    len = line_length(s + end, n - end);
    *n_front = end + len < n ? end + len + 1 : n;
    return 1;
}

/* ---- one line's marks --------------------------------------------------------------------------------------------- */

enum { REACH = 2000 /* longest link or tag, in bytes */ };

/* Place of the bracket that closes the one at i, or n. Nested brackets count; the search ends after REACH bytes. */
static size_t closing(const char *s, size_t n, size_t i, char open, char close)
{
    size_t depth = 0, limit = n - i > REACH ? i + REACH : n;
    for (; i < limit; i++) {
        if (s[i] == '\\') i++;
        else if (s[i] == open) depth++;
        else if (s[i] == close && --depth == 0) return i;
    }
    return n;
}

static bool is_word_byte(char c)
{
    return (unsigned char)c >= 0x80 || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* Bytes of the entity at s ("&amp;"), its character in *c; 0: none. */
static size_t entity(const char *s, size_t n, uint32_t *c)
{
    static const struct {
        const char *name;
        uint32_t c;
    } named[] = { { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' }, { "&apos;", '\'' },
                  { "&nbsp;", 0xA0 }, { "&mdash;", 0x2014 }, { "&ndash;", 0x2013 }, { "&hellip;", 0x2026 },
                  { "&lsquo;", 0x2018 }, { "&rsquo;", 0x2019 }, { "&ldquo;", 0x201C }, { "&rdquo;", 0x201D } };
    for (size_t k = 0; k < sizeof named / sizeof named[0]; k++) {
        size_t len = strlen(named[k].name);
        if (len <= n && memcmp(s, named[k].name, len) == 0) {
            *c = named[k].c;
            return len;
        }
    }
    if (n < 4 || s[1] != '#') return 0;
    bool hex = (s[2] | 0x20) == 'x';
    uint32_t v = 0;
    size_t i = hex ? 3 : 2, first = i;
    for (; i < n && i - first < 7; i++) {
        char d = s[i], l = (char)(d | 0x20);
        if (d >= '0' && d <= '9') v = v * (hex ? 16 : 10) + (uint32_t)(d - '0');
        else if (hex && l >= 'a' && l <= 'f') v = v * 16 + (uint32_t)(l - 'a' + 10);
        else break;
    }
    if (i == first || i >= n || s[i] != ';' || v == 0 || v > 0x10FFFF) return 0;
    *c = v;
    return i + 1;
}

typedef struct mark_scan {
    const char *s; /* one line */
    size_t n;
    base_buf *out;
    int depth; /* links in links that may still be opened */
    int tries; /* brackets that may still be searched for; a line with many that close nowhere is left as it is, so that
                * the cost stays linear */
} mark_scan;

static void strip_line(const char *s, size_t n, base_buf *out, int depth);

/* Each strip_* puts out what the mark at i leaves of its words, and returns the byte behind; i where it is no mark. */

static size_t strip_escape(const mark_scan *m, size_t i)
{
    if (i + 1 < m->n && (unsigned char)m->s[i + 1] > ' ' && !is_word_byte(m->s[i + 1])) i++;
    buf_putc(m->out, m->s[i]);
    return i + 1;
}

static size_t strip_emphasis(const mark_scan *m, size_t i)
{
    const char *s = m->s;
    size_t e = i;
    while (e < m->n && s[e] == s[i]) e++;
    char before = i ? s[i - 1] : ' ', after = e < m->n ? s[e] : ' ';
    bool opens = (unsigned char)after > ' ', closes = (unsigned char)before > ' ';
    /* "snake_case" and "2 * 3" are text */
    bool inside = s[i] == '_' && is_word_byte(before) && is_word_byte(after);
    if ((!opens && !closes) || inside || e - i > 3) buf_put(m->out, s + i, e - i);
    return e;
}

/* "[words](address)", "[words][1]", "![picture](address)": the words stay, a picture's are not the report's. */
static size_t strip_link(mark_scan *m, size_t i)
{
    const char *s = m->s;
    size_t n = m->n, b = s[i] == '!' ? i + 1 : i, end = n;
    if (b >= n || s[b] != '[' || m->tries <= 0) return i;
    m->tries--; /* given back when it is a link */
    size_t e = closing(s, n, b, '[', ']');
    if (e + 1 < n && s[e + 1] == '(') end = closing(s, n, e + 1, '(', ')');
    else if (e + 1 < n && s[e + 1] == '[') end = closing(s, n, e + 1, '[', ']');
    if (end == n) return i; /* "[on]": a bracket of the text */
    if (b == i && m->depth > 0) strip_line(s + b + 1, e - b - 1, m->out, m->depth - 1);
    else if (b == i) buf_put(m->out, s + b + 1, e - b - 1);
    m->tries++;
    return end + 1;
}

/* "<b>" goes, "<http://...>" stays without its brackets. */
static size_t strip_tag(const mark_scan *m, size_t i)
{
    const char *s = m->s + i;
    size_t n = m->n - i;
    char after = n > 1 ? s[1] : ' ';
    bool tag = is_word_byte(after) || after == '/' || after == '!';
    const char *gt = tag ? memchr(s, '>', n < REACH ? n : REACH) : NULL;
    if (!gt) return i;
    size_t len = (size_t)(gt - s) + 1;
    bool address = memchr(s, '@', len) || (len > 8 && memcmp(s + 1, "http", 4) == 0);
    if (address && !memchr(s, ' ', len)) buf_put(m->out, s + 1, len - 2);
    return i + len;
}

static size_t strip_entity(const mark_scan *m, size_t i)
{
    uint32_t c;
    size_t len = entity(m->s + i, m->n - i, &c);
    char bytes[4];
    if (len) buf_put(m->out, bytes, utf8_put(c, bytes));
    return i + len;
}

static size_t strip_mark(mark_scan *m, size_t i)
{
    switch (m->s[i]) {
    case '\\': return strip_escape(m, i);
    case '`': return i + 1;
    case '*':
    case '_': return strip_emphasis(m, i);
    case '~': return i + 1 < m->n && m->s[i + 1] == '~' ? i + 2 : i;
    case '!':
    case '[': return strip_link(m, i);
    case '<': return strip_tag(m, i);
    case '&': return strip_entity(m, i);
    default: return i;
    }
}

static void strip_line(const char *s, size_t n, base_buf *out, int depth)
{
    enum { BRACKETS_TRIED = 32 };
    mark_scan m = { s, n, out, depth, BRACKETS_TRIED };
    for (size_t i = 0; i < n;) {
        size_t e = strip_mark(&m, i);
        if (e == i) { /* plain bytes up to the next mark */
            e++;
            while (e < n && !strchr("\\`*_~![<&", s[e])) e++;
            buf_put(out, s + i, e - i);
        }
        i = e;
    }
}

/* ---- lines -------------------------------------------------------------------------------------------------------- */

/* A line of nothing but one mark, three times or more: a rule, or the underline of a heading. */
static bool is_rule(const char *s, size_t n)
{
    size_t count = 0;
    if (!n || !strchr("-*_=", s[0])) return false;
    for (size_t i = 0; i < n; i++) {
        if (s[i] == s[0]) count++;
        else if (s[i] != ' ') return false;
    }
    return count >= 3 || (s[0] == '=' && count >= 1);
}

/* Bytes of a list item's mark at the head of s: "- ", "* ", "+ ", "3. ", "3) "; 0: none. */
static size_t item_mark(const char *s, size_t n)
{
    if (n >= 2 && (s[0] == '-' || s[0] == '*' || s[0] == '+') && (s[1] == ' ' || s[1] == '\t')) return 2;
    size_t i = 0;
    while (i < n && i < 3 && s[i] >= '0' && s[i] <= '9') i++;
    return i > 0 && i + 1 < n && (s[i] == '.' || s[i] == ')') && s[i + 1] == ' ' ? i + 2 : 0;
}

static void end_paragraph(base_buf *out)
{
    if (!out->ok || out->n == 0) return;
    while (out->n > 0 && (out->data[out->n - 1] == '\n' || out->data[out->n - 1] == ' ')) out->n--;
    if (out->n > 0) buf_puts(out, "\n\n");
}

void markdown_strip(const char *s, size_t n, base_buf *out)
{
    for (size_t i = 0; i < n && out->ok;) {
        const char *line = s + i;
        size_t len = line_length(line, n - i);
        i += len + 1;
        trim(&line, &len);
        while (len && *line == '>') { /* quoted lines */
            line++, len--;
            trim(&line, &len);
        }
        if (len == 0) {
            end_paragraph(out);
            continue;
        }
        if (is_rule(line, len) || (len >= 3 && (memcmp(line, "```", 3) == 0 || memcmp(line, "~~~", 3) == 0))) {
            end_paragraph(out);
            continue;
        }
        if (line[0] == '[') { /* "[1]: https://..." defines a link */
            size_t e = closing(line, len, 0, '[', ']');
            if (e + 1 < len && line[e + 1] == ':' && memchr(line + e, '/', len - e)) continue;
        }
        size_t hashes = 0;
        while (hashes < len && line[hashes] == '#') hashes++;
        bool heading = hashes >= 1 && hashes <= 6 && hashes < len && line[hashes] == ' ';
        size_t item = item_mark(line, len);
        if (heading) {
            line += hashes, len -= hashes;
            trim(&line, &len);
            while (len && line[len - 1] == '#') len--;
            trim(&line, &len);
        } else if (item) {
            line += item, len -= item;
            trim(&line, &len);
        }
        if (heading || item) end_paragraph(out);
        enum { LINK_DEPTH = 4 };
        strip_line(line, len, out, LINK_DEPTH);
        buf_puts(out, heading ? "\n\n" : "\n");
    }
    while (out->ok && out->n > 0 && (out->data[out->n - 1] == '\n' || out->data[out->n - 1] == ' ')) out->n--;
    if (out->ok && out->data) out->data[out->n] = '\0';
}
