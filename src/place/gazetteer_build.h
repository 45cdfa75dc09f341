/* gazetteer_build.h: source rows -> the bytes of a gazetteer image (gazetteer.h).
 *
 * in: files of four kinds, told by their first line: GeoNames rows (19 tab columns), countries (data/countries.tsv), local
 * places as TSV (data/regions.tsv, data/sites) or CSV with a header line, or GeoJSON points. out: one image.
 * Invariants: same files in the same order give the same bytes.
 *
 *     const char *paths[] = {"data/countries.tsv", "cities500.txt", "data/regions.tsv"};
 *     base_buf image; buf_init(&image, allocator);
 *     place_build_gazetteer(paths, 3, allocator, &image, &report, err);
 */
#ifndef SITREP_PLACE_GAZETTEER_BUILD_H
#define SITREP_PLACE_GAZETTEER_BUILD_H

#include "base/buf.h"
#include "sitrep.h"

typedef struct place_build_report {
    uint32_t n_places, n_names;
    uint32_t n_skipped; /* rows left out: no name, no coordinates; a row of a wrong shape is an error instead */
} place_build_report;

/* Countries must stand before the rows that use their codes; other order is free. errors: IO, EMPTY (a file without rows),
 * FORMAT (detail: the file; line), ENCODING, LIMIT (2^28 places, 65,000 divisions), NOMEM. */
sitrep_status place_build_gazetteer(const char *const *paths, size_t n_paths, const sitrep_allocator *allocator,
                                    base_buf *image, place_build_report *report, sitrep_error *err);

#endif
