/* compile_table.h: the compiler's own tables, shared by lexicon_compile.c (reading) and compile_write.c (the image). */
#ifndef SITREP_LEXICON_COMPILE_TABLE_H
#define SITREP_LEXICON_COMPILE_TABLE_H

#include "lexicon/lexicon_compile.h"

typedef struct compile_pattern {
    uint32_t entry;
    uint16_t flags;
    int32_t from, to;
    uint16_t n;
    uint64_t unit[LEX_MAX_UNITS];
    uint32_t file, line;
} compile_pattern;

typedef struct compile_value {
    const char *text;
    int32_t from, to;
} compile_value;

typedef struct compile_link {
    const char *kind, *slug;
    int32_t from, to;
} compile_link;

typedef struct compile_entry {
    const char *slug, *name, *type;
    uint32_t cls, id; /* id: as read; patterns point to it */
    compile_value *value[LEX_FIELD_N];
    uint32_t n_value[LEX_FIELD_N];
    compile_link *links;
    uint32_t n_links;
    uint32_t file, line;
} compile_entry;

typedef struct compile_kind {
    const char *text[12];
    int32_t goldstein_tenths;
    uint32_t traits;
    uint32_t line;
} compile_kind;

typedef struct compile_state {
    base_arena arena;
    base_buf *problems;
    uint32_t n_errors;
    bool nomem;
    const char **files; /* names for messages */
    uint32_t n_files;
    size_t cap_files;
    compile_entry *entries;
    uint32_t n_entries;
    size_t cap_entries;
    compile_pattern *patterns;
    uint32_t n_patterns;
    size_t cap_patterns;
    compile_kind *kinds;
    uint32_t n_kinds;
    size_t cap_kinds;
} compile_state;

void compile_problem(compile_state *c, uint32_t file, uint32_t line, bool error, const char *what, const char *which);
/* Orders everything, resolves slugs, reports duplicates and dangling references, writes the image. */
sitrep_status compile_write(compile_state *c, const sitrep_allocator *allocator, base_buf *image, sitrep_error *err);

#endif
