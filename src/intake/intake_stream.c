/* intake_stream.c: see intake_stream.h. */
#include "intake/intake_stream.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/heap.h"
#include "intake/intake_limits.h"

sitrep_status stream_open(intake_stream *in, const sitrep_allocator *allocator, const char *path, sitrep_error *err)
{
    memset(in, 0, sizeof *in);
    in->allocator = allocator;
    in->line = 1;
    if (strcmp(path, "-") == 0) {
        in->fd = STDIN_FILENO;
        return SITREP_OK;
    }
    in->fd = open(path, O_RDONLY | O_CLOEXEC);
    if (in->fd < 0) {
        const char *why = errno == ENOENT   ? "no such file"
                          : errno == EACCES ? "may not be read"
                          : errno == ENOTDIR ? "no such folder"
                                             : "cannot open";
        return fail(err, SITREP_E_IO, why, path);
    }
    struct stat st;
    if (fstat(in->fd, &st) == 0 && S_ISDIR(st.st_mode)) {
        stream_close(in);
        return fail(err, SITREP_E_IO, "is a folder; name the files in it", path);
    }
    return SITREP_OK;
}

void stream_close(intake_stream *in)
{
    if (in->fd > STDIN_FILENO) close(in->fd);
    in->fd = -1;
    heap_release(in->allocator, in->data);
    in->data = NULL;
    in->b = in->e = in->capacity = 0;
    in->at_end = true;
}

/* Room for one more read behind e, with at least n bytes from b on. */
static bool make_room(intake_stream *in, size_t n)
{
    size_t waiting = in->e - in->b;
    if (in->b > 0 && (waiting == 0 || in->b >= in->capacity / 2)) {
        memmove(in->data, in->data + in->b, waiting);
        in->b = 0;
        in->e = waiting;
    }
    size_t want = in->b + (n > waiting ? n : waiting) + INTAKE_READ_BYTES;
    if (want <= in->capacity) return true;
    if (want < in->capacity * 2) want = in->capacity * 2;
    char *more = heap_resize(in->allocator, in->data, in->capacity, want);
    if (!more) return false;
    in->data = more;
    in->capacity = want;
    return true;
}

size_t stream_fill(intake_stream *in, size_t n)
{
    while (in->e - in->b < n && !in->at_end) {
        /* room for a little more than there is, not for n: n may be a limit that the file never comes near */
        if (!make_room(in, in->e - in->b)) {
            in->status = SITREP_E_NOMEM;
            in->at_end = true;
            break;
        }
        ssize_t got = read(in->fd, in->data + in->e, INTAKE_READ_BYTES);
        if (got < 0) {
            if (errno == EINTR) continue;
            in->status = SITREP_E_IO;
            in->at_end = true;
        } else if (got == 0) in->at_end = true;
        else in->e += (size_t)got;
    }
    return in->e - in->b;
}

void stream_take(intake_stream *in, size_t n)
{
    const char *p = in->data + in->b;
    for (size_t i = 0; i < n; i++) {
        const char *nl = memchr(p + i, '\n', n - i);
        if (!nl) break;
        in->line++;
        i = (size_t)(nl - p);
    }
    in->b += n;
    in->byte += n;
}

size_t stream_line(intake_stream *in, size_t limit, bool *cut)
{
    size_t seen = 0;
    *cut = false;
    for (;;) {
        size_t n = stream_fill(in, seen + 1);
        if (n <= seen) return n; /* the last line, without a line feed */
        const char *nl = memchr(in->data + in->b + seen, '\n', n - seen);
        size_t line = nl ? (size_t)(nl - (in->data + in->b)) + 1 : n;
        if (line > limit) {
            *cut = true;
            return limit;
        }
        if (nl) return line;
        seen = n;
    }
}

void stream_skip_line(intake_stream *in)
{
    size_t n;
    while ((n = stream_fill(in, 1)) > 0) {
        const char *nl = memchr(in->data + in->b, '\n', n);
        if (nl) {
            stream_take(in, (size_t)(nl - (in->data + in->b)) + 1);
            return;
        }
        stream_take(in, n);
    }
}

void stream_replace(intake_stream *in, char *data, size_t n)
{
    heap_release(in->allocator, in->data);
    in->data = data;
    in->b = 0;
    in->e = in->capacity = n;
    in->at_end = true;
}
