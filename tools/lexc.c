/* lexc.c: compiles the dictionaries. Used by the build; `sitrep dict` offers the same.
 *
 *     lexc DATA_DIR OUT.srl               the same as build
 *     lexc build DATA_DIR OUT.srl         bad lines are named and left out; exit 0, or 2 (cannot read or write)
 *     lexc lint DATA_DIR                  problems to standard output, one a line; exit 1 when there are errors
 *     lexc import PETRARCH_DIR OUT_DIR    PETRARCH dictionaries to our files
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "lexicon/lexicon_compile.h"

static int write_file(const char *path, const char *data, size_t n)
{
    FILE *f = fopen(path, "wb");
    if (f == NULL) return 2;
    size_t written = fwrite(data, 1, n, f);
    return fclose(f) == 0 && written == n ? 0 : 2;
}

static int fail_with(const sitrep_error *err)
{
    fprintf(stderr, "lexc: %s%s%s\n", err->message != NULL ? err->message : "failed", err->detail[0] != '\0' ? ": " : "", err->detail);
    return 2;
}

int main(int argc, char **argv)
{
    base_buf image, problems;
    sitrep_error err = {0};
    uint32_t n = 0;
    int rc;
    const char *verb = argc > 1 ? argv[1] : "";
    bool lint = argc == 3 && strcmp(verb, "lint") == 0, import = argc == 4 && strcmp(verb, "import") == 0;
    bool build = (argc == 4 && strcmp(verb, "build") == 0) || (argc == 3 && !lint);
    const char *in = argc == 4 || lint ? argv[2] : verb, *out = argc > 1 ? argv[argc - 1] : "";
    if (!lint && !import && !build) {
        fputs("usage: lexc build DATA_DIR OUT.srl | lexc lint DATA_DIR | lexc import PETRARCH_DIR OUT_DIR\n", stderr);
        return 2;
    }
    buf_init(&image, NULL);
    buf_init(&problems, NULL);
    sitrep_status s = import ? petrarch_import(in, out, NULL, &problems, &n, &err)
                             : lexicon_compile(in, NULL, &image, &problems, &n, &err);
    if (s != SITREP_OK)
        rc = fail_with(&err);
    else if (import)
        rc = printf("%u entries\n", (unsigned)n) < 0;
    else if (lint)
        rc = n > 0;
    else
        rc = write_file(out, image.data, image.n);
    if (problems.n > 0 && (lint || n > 0)) fputs(problems.data, lint ? stdout : stderr);
    buf_clear(&image);
    buf_clear(&problems);
    return rc;
}
