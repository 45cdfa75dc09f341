/* export.h: a record as bytes for others: one line of JSON, a view for the terminal, the words behind a line, annotations.
 *
 * in -> out: rec_report (spans in UTF-8 bytes) -> text in a base_buf (spans in code points in JSON).
 * Invariants: nothing is computed here that is not in the record; the same record gives the same bytes; text from the
 * report is escaped (JSON) or stripped of control characters (terminal), so that a report cannot drive a terminal.
 *
 *     base_buf out; buf_init(&out, allocator);
 *     if (export_write_json(&report, &coder, &out) != SITREP_OK) ...
 *     fwrite(out.data, 1, out.n, stdout);
 */
#ifndef SITREP_EXPORT_EXPORT_H
#define SITREP_EXPORT_EXPORT_H

#include "base/buf.h"
#include "lexicon/ontology.h"
#include "model/model.h"
#include "record/record.h"

/* Who coded the record. */
typedef struct export_coder {
    const lexicon *lex;  /* for the schemes' codes of each kind; NULL: they are written as null */
    const char *version; /* sitrep_engine_version; NULL: left out */
} export_coder;

/* Appends the sitrep.report/1 object, no newline. errors: NOMEM. Thread-safe on a report nobody writes. Cost: linear. */
sitrep_status export_write_json(const rec_report *r, const export_coder *coder, base_buf *out);

/* Appends the terminal view of a report, several lines. view may be NULL (100 columns, no colour). errors: NOMEM. */
sitrep_status export_write_text(const rec_report *r, const export_coder *coder, const sitrep_view *view, base_buf *out);

/* Appends what the words of sentence `line` (counted from 1; 0: every sentence that gave a record) gave, and why.
 * errors: NOMEM; NOTFOUND when there is no such sentence. */
sitrep_status export_write_explain(const rec_report *r, const export_coder *coder, uint32_t line,
                                   const sitrep_view *view, base_buf *out);

/* Appends one line of JSON with tokens, sentences and what every head of the model says; no newline. id may be NULL. */
sitrep_status export_write_annotation(const text_doc *doc, const model *m, const model_layers *y, const char *id,
                                      base_buf *out);

/* ---- shared by the writers ------------------------------------------------------------------------------------------ */

/* Bytes to code points: the number of code points before every 64th byte, made in one pass over the text. */
typedef struct export_points {
    const char *text;
    uint32_t n_bytes;
    uint32_t *before; /* [n_bytes / 64 + 1] in memory of the allocator; NULL when the text is ASCII */
    const sitrep_allocator *allocator;
} export_points;

sitrep_status export_points_init(export_points *p, const sitrep_allocator *allocator, const char *text,
                                 uint32_t n_bytes);
void export_points_clear(export_points *p);
uint32_t export_point(const export_points *p, uint32_t byte);
/* [b,e] in code points, or null for an unset span. */
void export_put_span(base_buf *out, const export_points *p, base_span s);

#endif
