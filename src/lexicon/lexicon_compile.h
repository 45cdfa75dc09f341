/* lexicon_compile.h: dictionaries in data/ to the bytes of an image, with every problem found named by file and line.
 *
 * in: a folder with actors/<any>.tsv, agents.tsv, units.tsv, weapons.tsv, titles.tsv, media.tsv, cues.tsv, placewords.tsv, nouns.tsv,
 * discards.tsv, verbs.tsv (each may be absent) and ontology.tsv. out: the image (lexicon_image.h), or only the problems.
 * Invariant: the same files give the same bytes, whatever the order in which the folder lists them.
 *
 *     base_buf image, problems; uint32_t n_errors; buf_init(&image, a); buf_init(&problems, a);
 *     s = lexicon_compile("data", a, &image, &problems, &n_errors, err);      n_errors == 0: image.data[0, image.n)
 */
#ifndef SITREP_LEXICON_LEXICON_COMPILE_H
#define SITREP_LEXICON_LEXICON_COMPILE_H

#include "base/buf.h"
#include "lexicon/lexicon_image.h"

/* problems: one line each, "actors/x.tsv:12: error: ..." or "... warning: ...". errors: IO (ontology.tsv or the folder cannot be
 * read), NOMEM. A bad line is a problem, not an error of the call; it is left out of the image. Owns nothing. Not for hot paths. */
sitrep_status lexicon_compile(const char *data_dir, const sitrep_allocator *allocator, base_buf *image, base_buf *problems,
                              uint32_t *n_errors, sitrep_error *err);

/* PETRARCH dictionaries (PETR.*.actors.txt, *.agents.txt, *.verbs.txt, *.discards.txt of a folder) to our TSV files in out_dir
 * (petrarch_actors.tsv, to be moved to actors/; agents.tsv, verbs.tsv, discards.tsv). *n_entries: how many were written. errors: IO, NOMEM. */
sitrep_status petrarch_import(const char *dir, const char *out_dir, const sitrep_allocator *allocator, base_buf *problems,
                              uint32_t *n_entries, sitrep_error *err);

#endif
