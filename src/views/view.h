/* view.h: many reports as rows.
 *
 *     view_set v; view_table t;              a view_set is not moved once it is loaded
 *     view_load(&v, store, &query, &err); view_events(&v, &t); view_write(&t, "csv", out); view_clear(&v);
 *
 * in -> out: a store and a query -> tables of text cells -> table, jsonl, csv, tsv or geojson.
 * Invariants: a row says which report and words it rests on; nothing is filtered in silence but spheres other than
 * conflict and politics (query.sphere = "all" shows them); cells hold no control characters in the table format.
 */
#ifndef SITREP_VIEWS_VIEW_H
#define SITREP_VIEWS_VIEW_H

#include "base/buf.h"
#include "fuse/fuse.h"
#include "store/store.h"

/* An allocator that, once it failed, goes on failing: a view is whole or is not there, wherever the memory ended. */
typedef struct view_memory {
    const sitrep_allocator *below;
    sitrep_allocator hook;
    bool failed;
} view_memory;

typedef struct view_set {
    sitrep_store *store;
    view_memory memory;
    sitrep_query query;
    int32_t from, to, at; /* days; DAY_UNKNOWN: open */
    base_arena arena;
    claim_report *reports;
    uint32_t n_reports;
    fuse_result fused;
    bool ok; /* false after a failed allocation */
} view_set;

/* query may be NULL. errors: ARGUMENT (a date that is none, an unknown policy), and those of reading. */
sitrep_status view_load(view_set *v, sitrep_store *store, const sitrep_query *query, sitrep_error *err);
void view_clear(view_set *v);
/* Did memory end anywhere since view_load? */
bool view_starved(const view_set *v);

/* ---- tables
 * -------------------------------------------------------------------------------------------------------------- */

typedef enum view_type { CELL_TEXT = 0, CELL_NUMBER, CELL_JSON } view_type;

typedef struct view_column {
    const char *name;
    view_type type;
    int width; /* in the table format; 0: not shown there, negative: as wide as needed */
} view_column;

typedef struct view_table {
    view_set *v;
    const view_column *columns;
    uint32_t n_columns;
    const char **cells; /* [n_rows * n_columns], NULL: unknown */
    uint32_t n_rows, at;
    size_t cap;
    int lat, lon; /* columns, or -1: then geojson has no geometry */
} view_table;

void table_begin(view_table *t, view_set *v, const view_column *columns, uint32_t n_columns);
void table_row(view_table *t);                 /* a new row of unknown cells */
void table_text(view_table *t, const char *s); /* fills the next cell; s is kept, not copied */
void table_copy(view_table *t, const char *s); /* the same with a copy */
void table_int(view_table *t, int64_t n);      /* CLAIM_OPEN: unknown */
void table_real(view_table *t, double x, int decimals);
void table_day(view_table *t, int32_t day);
void table_skip(view_table *t, uint32_t n);

/* format: table, jsonl, csv, tsv (as csv with tabs, tabs and line breaks in cells as blanks), tsv-bare (no header),
 * geojson. errors: ARGUMENT (no such format), NOMEM. */
sitrep_status table_write(const view_table *t, const char *format, base_buf *out, sitrep_error *err);

/* ---- what fits the query
 * -------------------------------------------------------------------------------------------------- */

bool view_has(const char *text, const char *words);    /* folded, as a part; words NULL: true */
bool view_in_list(const char *word, const char *list); /* comma-separated; list NULL: true */
bool view_fits_time(const view_set *v, int32_t first, int32_t last);
bool view_fits_place(const view_set *v, const claim_report *r, const claim_ids *places, int32_t place);
bool view_fits_sources(const view_set *v, const claim_report *r, const claim_sources *sources);
bool view_fits_sphere(const view_set *v, const char *sphere);
bool view_fits_event(const view_set *v, const claim_report *r, const claim_event *e);
bool view_fits_incident(const view_set *v, const fuse_incident *x);

/* ---- parts of rows
 * ---------------------------------------------------------------------------------------------------------- */

const char *view_copy(view_set *v, const char *s);
const char *view_print(view_set *v, const char *format, ...) __attribute__((format(printf, 2, 3)));
const char *view_date(view_set *v, int32_t day); /* "2016-08-01" or NULL */
const char *view_actors(view_set *v, const claim_report *r, claim_ids ids);
const char *view_incident_actors(view_set *v, const incident_actor *a, uint32_t n, const char *between);
const char *view_range(view_set *v, const incident_figure *f); /* "16 (12-17)" */
const incident_figure *view_figure(const fuse_incident *x, const char *kind, bool own_side);
const char *view_stance_words(const claim_stance *s); /* "affirmed", "denied", "planned", ... */

/* ---- views
 * ------------------------------------------------------------------------------------------------------------------ */

void view_events(view_set *v, view_table *t);
void view_figures(view_set *v, view_table *t);
void view_actor_rows(view_set *v, view_table *t);
void view_timeline(view_set *v, view_table *t);
void view_incidents(view_set *v, view_table *t);
void view_control(view_set *v, view_table *t);

/* One claim about who holds a place, for the control view, the brief and VIINA. */
typedef struct control_claim {
    const char *place_key, *place, *within, *ref, *country;
    bool located;
    double lat_deg, lon_deg;
    const char *state, *holder, *holder_key, *side, *source, *source_key, *words;
    int32_t day; /* from which it holds */
    uint32_t report;
    const claim_control *record;
    bool copied, withdrawn, denied;
} control_claim;

/* A place's state on a day: the latest live claim, and whether live claims of about that time disagree. */
typedef struct control_state {
    const control_claim *claim;   /* NULL: nothing known */
    const control_claim *against; /* a live claim of another holder, or NULL */
    bool contested;
    uint32_t n_sources;
} control_state;

/* All claims, ordered by place, day, report. errors: view_set.ok. */
uint32_t control_claims(view_set *v, control_claim **claims);
control_state control_on(const control_claim *claims, uint32_t n, int32_t day);

sitrep_status view_brief(view_set *v, const char *format, base_buf *out, sitrep_error *err);
sitrep_status view_diff(sitrep_store *store, const char *format, base_buf *out, sitrep_error *err);

/* SVG, width in CSS pixels: pins of the incidents; incidents by day. Appended to out. */
bool svg_has_pin(const fuse_incident *x); /* is its place as narrow as a pin, and its position known? */
void svg_map(view_set *v, const fuse_incident *const *shown, uint32_t n, base_buf *out);
void svg_timeline(view_set *v, const fuse_incident *const *shown, uint32_t n, base_buf *out);
void svg_escape(base_buf *out, const char *s); /* &, <, >, quotes, control characters */

/* ---- layouts of others: fill a table
 * ------------------------------------------------------------------------------------------ */

/* One row of a layout: an incident, or one report's telling of it. */
typedef struct layout_row {
    const fuse_incident *incident;
    const incident_report *report; /* NULL: the whole incident */
    const fuse_unit *unit;         /* the telling that gives codes and roles */
    const claim_report *r;
    const claim_event *event; /* NULL: a control record only */
    int32_t first, last;
    uint32_t number; /* from 1 */
} layout_row;

typedef void (*layout_fn)(view_set *v, view_table *t, const sitrep_layout *layout, const layout_row *row);
typedef struct layout_kind {
    const char *name, *format; /* of table_write */
    const view_column *columns;
    uint32_t n_columns;
    layout_fn row; /* NULL: filled as a whole (viina) */
    int lat, lon;
} layout_kind;

extern const layout_kind layout_acled, layout_ged, layout_polecat, layout_gdelt, layout_phoenix, layout_hxl,
    layout_plain;
void layout_viina(view_set *v, base_buf *out, sitrep_status *status, sitrep_error *err);

/* The number that one column holds: best of the sufferers' and the doers' dead, CLAIM_OPEN when none is live. */
int64_t layout_deaths(const layout_row *row, bool own_side, char which);
const claim_actor *layout_actor(const layout_row *row, bool agent, uint32_t nth);
const claim_place *layout_place(const layout_row *row);
const claim_place *layout_around(const layout_row *row,
                                 const char *precision); /* the place of a precision that it lies in */
const char *layout_sources(view_set *v, const layout_row *row, const char *between, uint32_t *n);
const char *layout_notes(view_set *v, const layout_row *row);

#endif
