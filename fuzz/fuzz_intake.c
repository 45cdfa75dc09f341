/* sitrep_input over any bytes in a file whose format is told by its content; every document is valid UTF-8 without NUL, and
 * the reading ends. Markdown and the map of fields are read besides, whatever the content looks like. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "intake/intake_json.h"
#include "intake/intake_markdown.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char path[] = "/tmp/sitrep-fuzz-XXXXXX";

static void remove_file(void)
{
    unlink(path);
}

static int scratch_file(void)
{
    static int fd = -1;
    if (fd < 0 && (fd = mkstemp(path)) >= 0) atexit(remove_file);
    return fd;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int fd = scratch_file();
    if (fd < 0 || size > 1 << 20) return 0;
    if (ftruncate(fd, 0) != 0 || pwrite(fd, data, size, 0) != (ssize_t)size) return 0;

    sitrep_input_options options = { .max_text_bytes = 4096 }; /* small, so that the limit is met */
    const char *paths[] = { path };
    sitrep_input *in;
    sitrep_document doc;
    sitrep_error err;
    if (sitrep_input_open(paths, 1, &options, &in, &err) != SITREP_OK) abort();
    size_t n_documents = 0;
    while (sitrep_input_next(in, &doc, &err)) {
        if (++n_documents > size + 1 || !doc.name) abort();
        if (err.status != SITREP_OK) {
            /* places of converted text (UTF-16, windows-1252) are those of its UTF-8: three bytes a byte at most */
            if (doc.text || !err.message || err.byte > 3 * size + 3) abort();
            continue;
        }
        if (!doc.text || strlen(doc.text) != doc.n_bytes || doc.n_bytes > 4096) abort();
        if (utf8_first_bad(doc.text, doc.n_bytes) != doc.n_bytes) abort();
        for (size_t i = 0; i < doc.n_warnings; i++) {
            if (utf8_first_bad(doc.warnings[i], strlen(doc.warnings[i])) != strlen(doc.warnings[i])) abort();
        }
    }
    sitrep_input_close(in);

    const char *s = (const char *)data;
    size_t n = utf8_first_bad(s, size);
    base_arena arena;
    arena_init(&arena, NULL);
    intake_draft draft = { .arena = &arena };
    size_t n_front;
    base_buf out;
    buf_init(&out, NULL);
    if (!markdown_front_matter(&draft, s, n, &n_front) || n_front > n) abort();
    markdown_strip(s + n_front, n - n_front, &out);
    if (!out.ok || utf8_first_bad(out.data ? out.data : "", out.n) != out.n) abort();
    buf_clear(&out);
    char *map_text = arena_strndup(&arena, s, n);
    intake_map map;
    if (map_text && json_read_map(map_text, &map, &err) == SITREP_OK) {
        static const char record[] = "{\"a\":{\"b\":[\"c\",{\"d\":\"e\"}]},\"text\":\"f\"}";
        json_read_document(&draft, &map, record, sizeof record - 1, &err);
    }
    arena_clear(&arena);
    return 0;
}
