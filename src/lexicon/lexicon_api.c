/* lexicon_api.c: the dictionary section of sitrep.h over lexicon_compile.h. */
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/heap.h"
#include "lexicon/lexicon_compile.h"

static const sitrep_allocator plain; /* malloc and free: no engine takes part */

/* Written beside the path and renamed, so that a reader has the old file or the new one, never a part. */
static sitrep_status write_image(const char *path, const base_buf *image, sitrep_error *err)
{
    size_t n = strlen(path);
    char *beside = heap_alloc(&plain, n + 5);
    if (beside == NULL) return fail_nomem(err);
    memcpy(beside, path, n);
    memcpy(beside + n, ".new", 5);
    FILE *f = fopen(beside, "wb");
    bool ok = f != NULL && fwrite(image->data, 1, image->n, f) == image->n;
    if (f != NULL && fclose(f) != 0) ok = false;
    if (ok) ok = rename(beside, path) == 0;
    if (!ok && f != NULL) remove(beside);
    heap_release(&plain, beside);
    return ok ? SITREP_OK : fail(err, SITREP_E_IO, "cannot write the file", path);
}

/* The problems leave as plain malloc memory. */
static sitrep_status hand_over(base_buf *from, char **problems, sitrep_error *err)
{
    if (problems == NULL) return SITREP_OK;
    char *copy = heap_alloc(&plain, from->n + 1);
    if (copy == NULL) return fail_nomem(err);
    if (from->n > 0) memcpy(copy, from->data, from->n);
    copy[from->n] = '\0';
    *problems = copy;
    return SITREP_OK;
}

sitrep_status sitrep_dict_compile(const char *data_dir, const char *image_path, char **problems, uint32_t *n_errors,
                                  sitrep_error *err)
{
    base_buf image, found;
    uint32_t n = 0;
    if (data_dir == NULL) return fail(err, SITREP_E_ARGUMENT, "no folder of dictionaries", "");
    buf_init(&image, &plain);
    buf_init(&found, &plain);
    sitrep_status status = lexicon_compile(data_dir, &plain, &image, &found, &n, err);
    if (status == SITREP_OK && image_path != NULL) status = write_image(image_path, &image, err);
    if (status == SITREP_OK) status = hand_over(&found, problems, err);
    if (status == SITREP_OK && n_errors != NULL) *n_errors = n;
    buf_clear(&image);
    buf_clear(&found);
    return status;
}

sitrep_status sitrep_dict_import(const char *petrarch_dir, const char *out_dir, char **problems, uint32_t *n_entries,
                                 sitrep_error *err)
{
    base_buf found;
    uint32_t n = 0;
    if (petrarch_dir == NULL || out_dir == NULL) return fail(err, SITREP_E_ARGUMENT, "no folder to read or write", "");
    buf_init(&found, &plain);
    sitrep_status status = petrarch_import(petrarch_dir, out_dir, &plain, &found, &n, err);
    if (status == SITREP_OK) status = hand_over(&found, problems, err);
    if (status == SITREP_OK && n_entries != NULL) *n_entries = n;
    buf_clear(&found);
    return status;
}

void sitrep_dict_free(char *problems)
{
    heap_release(&plain, problems);
}
