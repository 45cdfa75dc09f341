/* intake_stream.h: a file as a window of bytes that moves forward; knows its place in bytes and lines.
 *
 *     intake_stream in; stream_open(&in, allocator, path, err);
 *     while (stream_fill(&in, 1)) { ... in.data[in.b, in.e) ...; stream_take(&in, n); }
 *     stream_close(&in);
 */
#ifndef SITREP_INTAKE_STREAM_H
#define SITREP_INTAKE_STREAM_H

#include <stdbool.h>

#include "sitrep.h"

typedef struct intake_stream {
    const sitrep_allocator *allocator; /* not owned */
    int fd;                            /* -1: everything is in data */
    char *data;                        /* [capacity]; bytes [b, e) are waiting */
    size_t b, e, capacity;
    uint64_t byte, line; /* place of data[b]: byte from 0, line from 1 */
    bool at_end;         /* nothing behind e */
    sitrep_status status; /* of the last read: OK, IO, NOMEM */
} intake_stream;

/* path "-" is standard input (not closed). errors: IO, with the path as detail. */
sitrep_status stream_open(intake_stream *in, const sitrep_allocator *allocator, const char *path, sitrep_error *err);
void stream_close(intake_stream *in);
/* Tries to have n bytes waiting; returns how many there are (fewer only at the end or after a failure: see status). */
size_t stream_fill(intake_stream *in, size_t n);
/* Moves past n waiting bytes. */
void stream_take(intake_stream *in, size_t n);
/* Bytes of the line at hand with its line feed, at most `limit` (then *cut is set, and the rest is behind); 0 at the end. */
size_t stream_line(intake_stream *in, size_t limit, bool *cut);
/* Moves behind the end of the line at hand, holding none of it. */
void stream_skip_line(intake_stream *in);
/* The waiting bytes become data[0, n) (of the stream's allocator, taken over), and the end. */
void stream_replace(intake_stream *in, char *data, size_t n);

#endif
