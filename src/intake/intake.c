/* intake.c: paths -> documents; see the intake section of sitrep.h. One file is open at a time, read through a window. Texts
 * (plain, Markdown) are read whole up to the limit; records (JSON, JSONL) one by one. Every failure belongs to one document:
 * it is told once, and the reading goes on behind it. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/heap.h"
#include "base/utf8.h"
#include "intake/intake_charset.h"
#include "intake/intake_draft.h"
#include "intake/intake_json.h"
#include "intake/intake_limits.h"
#include "intake/intake_markdown.h"
#include "intake/intake_stream.h"

typedef enum intake_format { FORMAT_UNKNOWN = 0, FORMAT_PLAIN, FORMAT_MARKDOWN, FORMAT_JSON, FORMAT_JSONL } intake_format;

struct sitrep_input {
    sitrep_allocator allocator;
    char **paths; /* [n_paths] own copies */
    size_t n_paths, next_path;
    char *map_text; /* own copy, cut up by json_read_map */
    intake_map map;
    size_t max_text, max_record; /* bytes */

    bool open; /* `in` is a file with more to read */
    intake_stream in;
    intake_format format;
    const char *path;
    uint64_t n_records; /* of this file so far */
    base_buf text;      /* a text in the making: Markdown's words, converted UTF-16 */
    base_arena arena;   /* the document's strings */
    intake_draft draft;
};

/* ---- opening and closing ------------------------------------------------------------------------------------------ */

static char *copy_string(const sitrep_allocator *allocator, const char *s)
{
    size_t n = strlen(s) + 1;
    char *copy = heap_alloc(allocator, n);
    if (copy) memcpy(copy, s, n);
    return copy;
}

sitrep_status sitrep_input_open(const char *const *paths, size_t n_paths, const sitrep_input_options *options,
                                sitrep_input **input, sitrep_error *err)
{
    static const sitrep_input_options defaults;
    if (!input || (!paths && n_paths)) return fail(err, SITREP_E_ARGUMENT, "no place for the input, or no paths", NULL);
    *input = NULL;
    const sitrep_input_options *o = options ? options : &defaults;
    sitrep_input *x = heap_alloc(&o->allocator, sizeof *x);
    if (!x) return fail_nomem(err);
    memset(x, 0, sizeof *x);
    x->allocator = o->allocator;
    x->in.fd = -1;
    arena_init(&x->arena, &x->allocator);
    buf_init(&x->text, &x->allocator);
    uint64_t max = o->max_text_bytes ? o->max_text_bytes : INTAKE_TEXT_MAX_DEFAULT;
    x->max_text = max > INT32_MAX ? INT32_MAX : (size_t)max; /* spans are 32 bits */
    x->max_record = 2 * x->max_text + INTAKE_RECORD_EXTRA;

    sitrep_status status = SITREP_OK;
    if (n_paths > SIZE_MAX / sizeof *x->paths - 1) {
        status = fail_nomem(err);
        goto done;
    }
    x->paths = heap_alloc(&x->allocator, (n_paths + 1) * sizeof *x->paths);
    if (!x->paths) {
        status = fail_nomem(err);
        goto done;
    }
    for (; x->n_paths < n_paths; x->n_paths++) {
        if (!paths[x->n_paths]) {
            status = fail(err, SITREP_E_ARGUMENT, "a path is NULL", NULL);
            goto done;
        }
        x->paths[x->n_paths] = copy_string(&x->allocator, paths[x->n_paths]);
        if (!x->paths[x->n_paths]) {
            status = fail_nomem(err);
            goto done;
        }
    }
    if (o->map && !(x->map_text = copy_string(&x->allocator, o->map))) {
        status = fail_nomem(err);
        goto done;
    }
    status = json_read_map(x->map_text, &x->map, err);
done:
    if (status != SITREP_OK) sitrep_input_close(x);
    else *input = x;
    return status;
}

void sitrep_input_close(sitrep_input *input)
{
    if (!input) return;
    stream_close(&input->in);
    buf_clear(&input->text);
    arena_clear(&input->arena);
    for (size_t i = 0; i < input->n_paths; i++) heap_release(&input->allocator, input->paths[i]);
    heap_release(&input->allocator, input->paths);
    heap_release(&input->allocator, input->map_text);
    sitrep_allocator allocator = input->allocator;
    heap_release(&allocator, input);
}

static void close_file(sitrep_input *x)
{
    stream_close(&x->in);
    x->open = false;
}

/* ---- formats ------------------------------------------------------------------------------------------------------ */

static intake_format format_by_name(const char *path)
{
    const char *dot = strrchr(path, '.');
    if (!dot || strchr(dot, '/')) return FORMAT_UNKNOWN;
    if (strcasecmp(dot, ".txt") == 0) return FORMAT_PLAIN;
    if (strcasecmp(dot, ".md") == 0 || strcasecmp(dot, ".markdown") == 0) return FORMAT_MARKDOWN;
    if (strcasecmp(dot, ".json") == 0) return FORMAT_JSON;
    if (strcasecmp(dot, ".jsonl") == 0 || strcasecmp(dot, ".ndjson") == 0) return FORMAT_JSONL;
    return FORMAT_UNKNOWN;
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static intake_format format_by_content(const char *s, size_t n)
{
    if (n >= 4 && memcmp(s, "---", 3) == 0 && (s[3] == '\n' || s[3] == '\r')) return FORMAT_MARKDOWN;
    size_t i = 0;
    while (i < n && is_blank(s[i])) i++;
    if (i == n) return FORMAT_PLAIN;
    size_t k = i + 1; /* what follows the bracket */
    while (k < n && is_blank(s[k])) k++;
    if (s[i] == '{' && (k == n || s[k] == '"' || s[k] == '}')) {
        const char *nl = memchr(s + i, '\n', n - i);
        /* "{" alone on its line: one object over many lines */
        return nl && (size_t)(nl - s) < k ? FORMAT_JSON : FORMAT_JSONL;
    }
    if (s[i] == '[' && k < n && (s[k] == '{' || s[k] == ']')) return FORMAT_JSON;
    return FORMAT_PLAIN;
}

/* Reads the rest of the file, at most `limit` bytes. false: it is longer. */
static bool read_whole(sitrep_input *x, size_t limit)
{
    return stream_fill(&x->in, limit + 1) <= limit;
}

/* UTF-16 with a mark: the whole file is turned into UTF-8 in memory, and read on from there; places
 * (byte, line) are then those of the UTF-8. */
static sitrep_status convert_utf16(sitrep_input *x, sitrep_error *err)
{
    int big_endian = (unsigned char)x->in.data[x->in.b] == 0xFE;
    if (!read_whole(x, 2 * x->max_record)) {
        close_file(x);
        return fail(err, SITREP_E_LIMIT, "UTF-16 file longer than the limit", x->path);
    }
    base_buf utf8;
    buf_init(&utf8, &x->allocator);
    buf_puts(&utf8, ""); /* memory even for a file of nothing but the mark */
    charset_from_utf16(x->in.data + x->in.b + 2, x->in.e - x->in.b - 2, big_endian, &utf8);
    if (!utf8.ok) {
        buf_clear(&utf8);
        close_file(x);
        return fail_nomem(err);
    }
    size_t n = utf8.n;
    stream_replace(&x->in, utf8.data, n);
    return SITREP_OK;
}

/* Opens the next path and finds its format. */
static sitrep_status open_file(sitrep_input *x, sitrep_error *err)
{
    x->path = x->paths[x->next_path++];
    x->n_records = 0;
    sitrep_status status = stream_open(&x->in, &x->allocator, x->path, err);
    if (status != SITREP_OK) return status;
    x->open = true;
    size_t n = stream_fill(&x->in, INTAKE_SNIFF_BYTES);
    const unsigned char *p = (const unsigned char *)x->in.data + x->in.b;
    if (n >= 2 && ((p[0] == 0xFF && p[1] == 0xFE) || (p[0] == 0xFE && p[1] == 0xFF))) {
        status = convert_utf16(x, err);
        if (status != SITREP_OK) return status;
    } else if (n >= 3 && p[0] == 0xEF && p[1] == 0xBB && p[2] == 0xBF) stream_take(&x->in, 3);
    x->format = format_by_name(x->path);
    if (x->format == FORMAT_UNKNOWN) x->format = format_by_content(x->in.data + x->in.b, x->in.e - x->in.b);
    return SITREP_OK;
}

/* A read that failed: told once, and the file is done. */
static sitrep_status read_failure(sitrep_input *x, sitrep_error *err)
{
    sitrep_status status = x->in.status;
    close_file(x);
    return status == SITREP_E_NOMEM ? fail_nomem(err) : fail(err, SITREP_E_IO, "cannot be read", x->path);
}

/* ---- texts -------------------------------------------------------------------------------------------------------- */

static bool is_all_blank(const char *s, size_t n)
{
    for (size_t i = 0; i < n;) {
        if (!utf8_is_space(utf8_next(s, n, &i))) return false;
    }
    return true;
}

static bool looks_like_html(const char *s, size_t n)
{
    size_t i = 0;
    while (i < n && is_blank(s[i])) i++;
    return (n - i >= 14 && strncasecmp(s + i, "<!doctype html", 14) == 0) || (n - i >= 5 && strncasecmp(s + i, "<html", 5) == 0);
}

/* The file as one document. */
static sitrep_status next_text(sitrep_input *x, sitrep_error *err)
{
    intake_draft *d = &x->draft;
    if (!read_whole(x, x->max_text)) {
        close_file(x);
        return fail(err, SITREP_E_LIMIT, "text longer than the limit", x->path);
    }
    if (x->in.status != SITREP_OK) return read_failure(x, err);

    const char *s, *warning;
    size_t n;
    sitrep_status status = charset_mend(&x->arena, x->in.data ? x->in.data + x->in.b : "", x->in.e - x->in.b, x->in.byte, &s,
                                        &n, &warning, err);
    if (status != SITREP_OK) goto done;
    draft_warn(d, warning);
    if (looks_like_html(s, n)) {
        status = fail(err, SITREP_E_FORMAT, "HTML is not read yet: give its text", x->path);
        goto done;
    }
    if (x->format == FORMAT_MARKDOWN) {
        size_t n_front;
        if (!markdown_front_matter(d, s, n, &n_front)) {
            status = fail_nomem(err);
            goto done;
        }
        buf_reset(&x->text);
        markdown_strip(s + n_front, n - n_front, &x->text);
        if (!x->text.ok) {
            status = fail_nomem(err);
            goto done;
        }
        s = x->text.n ? x->text.data : "";
        n = x->text.n;
    }
    if (is_all_blank(s, n)) status = fail(err, SITREP_E_EMPTY, "no text in it", x->path);
    else if (n > x->max_text) status = fail(err, SITREP_E_LIMIT, "text longer than the limit", x->path);
    else {
        d->doc.text = arena_strndup(&x->arena, s, n);
        d->doc.n_bytes = n;
        if (!d->doc.text) status = fail_nomem(err);
    }
done:
    close_file(x);
    return status;
}

/* ---- records ------------------------------------------------------------------------------------------------------ */

/* The record s[0, n) to the draft; its place is in the draft already. */
static sitrep_status read_record(sitrep_input *x, const char *s, size_t n, sitrep_error *err)
{
    intake_draft *d = &x->draft;
    const char *t, *warning;
    size_t n_t;
    sitrep_status status = charset_mend(&x->arena, s, n, d->doc.byte, &t, &n_t, &warning, err);
    if (status == SITREP_OK) {
        draft_warn(d, warning);
        status = json_read_document(d, &x->map, t, n_t, err);
        if (status == SITREP_E_FORMAT && err) err->byte += d->doc.byte;
    }
    if (status == SITREP_OK && d->doc.n_bytes > x->max_text) {
        status = fail_at(err, SITREP_E_LIMIT, "text longer than the limit", x->path, d->doc.byte, 0);
    }
    if (status == SITREP_OK && is_all_blank(d->doc.text, d->doc.n_bytes)) {
        status = fail_at(err, SITREP_E_EMPTY, "the record's text is empty", x->path, d->doc.byte, 0);
    }
    if (err && status != SITREP_OK) err->line = d->doc.line;
    return status;
}

/* The draft's place becomes the window's. */
static void mark_place(sitrep_input *x)
{
    x->n_records++;
    x->draft.doc.byte = x->in.byte;
    x->draft.doc.line = x->in.line;
}

/* JSONL: the next line that is not blank. *found false: the file is at its end. */
static sitrep_status next_line(sitrep_input *x, bool *found, sitrep_error *err)
{
    *found = true;
    for (;;) {
        bool cut;
        size_t n = stream_line(&x->in, x->max_record, &cut);
        if (x->in.status != SITREP_OK) return read_failure(x, err);
        if (n == 0) break;
        const char *s = x->in.data + x->in.b;
        if (cut) {
            mark_place(x);
            stream_skip_line(&x->in);
            return fail_at(err, SITREP_E_LIMIT, "record longer than the limit", x->path, x->draft.doc.byte, x->draft.doc.line);
        }
        size_t b = 0;
        while (b < n && is_blank(s[b])) b++;
        if (b < n) {
            mark_place(x);
            sitrep_status status = read_record(x, s, n, err);
            stream_take(&x->in, n); /* last: it moves no bytes, but the window may next */
            return status;
        }
        stream_take(&x->in, n);
    }
    close_file(x);
    *found = false;
    return SITREP_OK;
}

/* Moves to the next byte that can begin a record or is out of place. false: the end. */
static bool skip_between(sitrep_input *x)
{
    while (stream_fill(&x->in, 1) > 0) {
        const char *s = x->in.data + x->in.b;
        size_t n = x->in.e - x->in.b, i = 0;
        while (i < n && (is_blank(s[i]) || s[i] == ',' || s[i] == '[' || s[i] == ']')) i++;
        stream_take(&x->in, i);
        if (i < n) return true;
    }
    return false;
}

/* Length of the object at hand, by its brackets; 0: the file ends inside it. *cut: it is longer than max_record, and was
 * passed over. */
static size_t object_length(sitrep_input *x, bool *cut)
{
    size_t depth = 0, i = 0;
    bool in_string = false, escaped = false;
    *cut = false;
    for (;;) {
        size_t n = stream_fill(&x->in, i + 1);
        if (n <= i) return 0;
        const char *s = x->in.data + x->in.b;
        for (; i < n; i++) {
            char c = s[i];
            if (in_string) {
                if (escaped) escaped = false;
                else if (c == '\\') escaped = true;
                else if (c == '"') in_string = false;
            } else if (c == '"') in_string = true;
            else if (c == '{' || c == '[') depth++;
            else if ((c == '}' || c == ']') && --depth == 0) {
                if (*cut) stream_take(&x->in, i + 1);
                return i + 1;
            }
        }
        if (i > x->max_record) *cut = true;
        if (*cut) { /* hold no more of it */
            stream_take(&x->in, i);
            i = 0;
        }
    }
}

/* JSON: the next object of the file, of its array, or of a row of objects. */
static sitrep_status next_object(sitrep_input *x, bool *found, sitrep_error *err)
{
    *found = true;
    bool more = skip_between(x);
    if (x->in.status != SITREP_OK) return read_failure(x, err);
    if (!more) {
        bool none = x->n_records == 0;
        close_file(x);
        *found = none;
        return none ? fail(err, SITREP_E_EMPTY, "no record in it", x->path) : SITREP_OK;
    }
    mark_place(x);
    if (x->in.data[x->in.b] != '{') { /* told once for all that stands before the next object */
        while (stream_fill(&x->in, 1) > 0) {
            size_t n = x->in.e - x->in.b;
            const char *brace = memchr(x->in.data + x->in.b, '{', n);
            stream_take(&x->in, brace ? (size_t)(brace - (x->in.data + x->in.b)) : n);
            if (brace) break;
        }
        return fail_at(err, SITREP_E_FORMAT, "expected a JSON object", x->path, x->draft.doc.byte, x->draft.doc.line);
    }
    bool cut;
    size_t n = object_length(x, &cut);
    if (x->in.status != SITREP_OK) return read_failure(x, err);
    if (cut || n == 0) {
        if (n == 0) close_file(x);
        return cut ? fail_at(err, SITREP_E_LIMIT, "record longer than the limit", x->path, x->draft.doc.byte, x->draft.doc.line)
                   : fail_at(err, SITREP_E_FORMAT, "JSON ends inside the record", x->path, x->draft.doc.byte, x->draft.doc.line);
    }
    sitrep_status status = read_record(x, x->in.data + x->in.b, n, err);
    stream_take(&x->in, n);
    return status;
}

/* ---- the row of documents ----------------------------------------------------------------------------------------- */

/* The document's name for messages; the static path on no memory. */
static const char *document_name(sitrep_input *x)
{
    const char *path = x->path && strcmp(x->path, "-") == 0 ? "stdin" : x->path ? x->path : "";
    bool records = x->n_records > 0 && (x->format == FORMAT_JSONL || x->format == FORMAT_JSON);
    if (x->format == FORMAT_JSON && x->n_records == 1) { /* one object is the whole file: no number */
        size_t n_rest = x->open ? stream_fill(&x->in, INTAKE_SNIFF_BYTES) : 0, i = 0;
        while (i < n_rest && is_blank(x->in.data[x->in.b + i])) i++;
        if (i == n_rest && x->draft.doc.byte == 0) records = false;
    }
    if (!records) return path;
    char number[32];
    int n_number = snprintf(number, sizeof number, "#%llu", (unsigned long long)x->n_records);
    size_t n = strlen(path);
    char *name = arena_alloc(&x->arena, n + (size_t)n_number + 1);
    if (!name) return path;
    memcpy(name, path, n);
    memcpy(name + n, number, (size_t)n_number);
    return name;
}

int sitrep_input_next(sitrep_input *input, sitrep_document *document, sitrep_error *err)
{
    sitrep_input *x = input;
    memset(document, 0, sizeof *document);
    memset(err, 0, sizeof *err);
    sitrep_status status;
    bool found = false;
    do {
        arena_reset(&x->arena);
        memset(&x->draft, 0, sizeof x->draft);
        x->draft.arena = &x->arena;
        x->draft.doc.line = 1;
        status = SITREP_OK;
        if (!x->open) {
            if (x->next_path == x->n_paths) return 0;
            x->format = FORMAT_UNKNOWN;
            status = open_file(x, err);
            if (status != SITREP_OK) break;
        }
        switch (x->format) {
        case FORMAT_JSONL: {
            uint64_t before = x->n_records;
            status = next_line(x, &found, err);
            if (!found && before == 0) { /* nothing but blank lines */
                found = true;
                status = fail(err, SITREP_E_EMPTY, "no record in it", x->path);
            }
            break;
        }
        case FORMAT_JSON: status = next_object(x, &found, err); break;
        case FORMAT_PLAIN:
        case FORMAT_MARKDOWN:
        case FORMAT_UNKNOWN:
            found = true;
            status = next_text(x, err);
            break;
        }
    } while (!found && status == SITREP_OK);

    sitrep_document *doc = &x->draft.doc;
    doc->name = document_name(x);
    if (!doc->source.uri) doc->source.uri = doc->name;
    if (status != SITREP_OK) {
        doc->text = NULL;
        doc->n_bytes = 0;
        if (err->detail[0] == '\0') fail_at(err, err->status, err->message, doc->name, err->byte, err->line);
    }
    *document = *doc;
    return 1;
}
