/* export_view.h: what the terminal view and the explanation share: words for records, clean text, display widths. */
#ifndef SITREP_EXPORT_VIEW_H
#define SITREP_EXPORT_VIEW_H

#include "export/export.h"

enum { VIEW_COLUMNS = 100, VIEW_COLUMNS_MIN = 60 };

/* Appends s[0, n) with white space folded to one space and control characters dropped: a report must not be able to move a
 * terminal's cursor. */
void view_put_clean(base_buf *out, const char *s, size_t n);
static inline void view_put_words(base_buf *out, const rec_report *r, base_span s)
{
    if (span_is_set(s) && s.e <= r->doc.n_bytes) view_put_clean(out, r->doc.text + s.b, s.e - s.b);
}
/* Columns that s[0, n) takes: code points, marks and zero-width ones not counted. */
size_t view_width(const char *s, size_t n);
int view_columns(const sitrep_view *view);

/* Sentence of a byte, counted from 1. */
uint32_t view_line(const rec_report *r, uint32_t byte);

void view_put_actor(base_buf *out, const rec_report *r, int32_t actor);
void view_put_place(base_buf *out, const rec_report *r, int32_t place); /* with the place it lies in */
void view_put_actors(base_buf *out, const rec_report *r, rec_ids ids);
void view_put_places(base_buf *out, const rec_report *r, rec_ids ids);
/* "since 2016-08-01", "12 May (year unsaid)", "2016-08", "?" */
void view_put_time(base_buf *out, const rec_time *t);
/* "Rida Issa, to Reuters (claimed)", the chain nearest speaker first; nothing without a source. */
void view_put_sources(base_buf *out, const rec_report *r, const rec_source *sources, uint32_t n,
                      const rec_stance *stance);
/* "20 or more", "up to 6,000", "heavy, no number" */
void view_put_amount(base_buf *out, const rec_figure *f);
/* "captured by GNA forces from IS" */
void view_put_control(base_buf *out, const rec_report *r, const rec_control *c);
const char *view_relation_words(const char *kind);
/* Why a record is not taken as something that happened ("denied", "planned", "background", ...), or NULL. */
const char *view_not_happened(const rec_stance *stance, bool background);

#endif
