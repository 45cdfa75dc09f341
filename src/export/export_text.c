/* The report in the terminal: each line answers what, where, how sure, who says so, and where to read it. */
#include <string.h>

#include "base/utf8.h"
#include "export/export_view.h"

enum { CELLS = 5, CELL_WIDEST = 38, ROWS = 256 };

/* A section's rows: cells as text in one buffer, padded when the section is printed. */
typedef struct view_row {
    size_t b[CELLS], e[CELLS]; /* bytes of the cells in table->cells */
    uint32_t line;
} view_row;

typedef struct view_table {
    base_buf cells;
    view_row rows[ROWS];
    uint32_t n_rows, n_left_out;
    int n_cells;
} view_table;

typedef struct view_writer {
    const rec_report *r;
    const sitrep_view *view;
    base_buf *out;
    view_table *table; /* one table, used for each section in turn */
} view_writer;

/* ---- tables ----------------------------------------------------------------------------------------------------------- */

static void table_begin(view_table *t, int n_cells)
{
    buf_reset(&t->cells);
    t->n_rows = t->n_left_out = 0;
    t->n_cells = n_cells;
}

static view_row *table_row(view_table *t, uint32_t line)
{
    if (t->n_rows == ROWS) {
        t->n_left_out++;
        return NULL;
    }
    view_row *row = &t->rows[t->n_rows++];
    memset(row, 0, sizeof *row);
    row->line = line;
    return row;
}

static void cell_begin(view_table *t, view_row *row, int cell) { row->b[cell] = row->e[cell] = t->cells.n; }
static void cell_end(view_table *t, view_row *row, int cell) { row->e[cell] = t->cells.n; }

static void put_spaces(base_buf *out, size_t n)
{
    while (n-- > 0) buf_putc(out, ' ');
}

/* The same row a second time (one claim told twice) says nothing new. */
static bool same_row(const view_table *t, const view_row *x, const view_row *y)
{
    for (int c = 0; c < t->n_cells; c++) {
        size_t n = x->e[c] - x->b[c];
        if (n != y->e[c] - y->b[c]) return false;
        if (n > 0 && memcmp(t->cells.data + x->b[c], t->cells.data + y->b[c], n) != 0) return false;
    }
    return true;
}

static void put_bold(view_writer *w, const char *s)
{
    bool color = w->view != NULL && w->view->color;
    if (color) buf_puts(w->out, "\033[1m");
    buf_puts(w->out, s);
    if (color) buf_puts(w->out, "\033[0m");
}

/* Prints rows in columns as wide as their widest cell, but not above CELL_WIDEST: a longer cell pushes its row to the right.
 * Rows with the same words are one row with several line numbers. */
static void table_print(view_writer *w, const char *heading)
{
    view_table *t = w->table;
    if (t->n_rows == 0 || !t->cells.ok) return;
    size_t width[CELLS] = {0};
    for (uint32_t i = 0; i < t->n_rows; i++)
        for (int c = 0; c < t->n_cells; c++) {
            size_t n = view_width(t->cells.data + t->rows[i].b[c], t->rows[i].e[c] - t->rows[i].b[c]);
            if (n > CELL_WIDEST) n = CELL_WIDEST;
            if (n > width[c]) width[c] = n;
        }
    put_bold(w, heading);
    buf_putc(w->out, '\n');
    for (uint32_t i = 0; i < t->n_rows; i++) {
        const view_row *row = &t->rows[i];
        bool told = false;
        for (uint32_t k = 0; k < i && !told; k++) told = same_row(t, &t->rows[k], row);
        if (told) continue;
        size_t want = 2, have = 2;
        put_spaces(w->out, 2);
        for (int c = 0; c < t->n_cells; c++) {
            if (width[c] == 0) continue;
            const char *cell = t->cells.data + row->b[c];
            size_t n = row->e[c] - row->b[c];
            buf_put(w->out, cell, n);
            have += view_width(cell, n);
            want += width[c] + 3;
            size_t pad = have + 2 < want ? want - have : 2;
            put_spaces(w->out, pad);
            have += pad;
        }
        for (uint32_t k = i, last = 0; k < t->n_rows; k++) {
            if (t->rows[k].line == last || !same_row(t, &t->rows[k], row)) continue;
            last = t->rows[k].line;
            buf_printf(w->out, "[%u]", (unsigned)last);
        }
        buf_putc(w->out, '\n');
    }
    if (t->n_left_out > 0) buf_printf(w->out, "  and %u more\n", (unsigned)t->n_left_out);
}

/* ---- sections --------------------------------------------------------------------------------------------------------- */

static void put_title(view_writer *w)
{
    const rec_report *r = w->r;
    bool color = w->view != NULL && w->view->color;
    if (color) buf_puts(w->out, "\033[1m");
    size_t title_at = w->out->n;
    if (r->origin.title != NULL) view_put_clean(w->out, r->origin.title, strlen(r->origin.title));
    else if (r->doc.n_sents > 0) view_put_words(w->out, r, r->doc.sents[0].span);
    size_t width = w->out->ok && w->out->n > title_at ? view_width(w->out->data + title_at, w->out->n - title_at) : 0;
    if (color) buf_puts(w->out, "\033[0m");
    base_buf tail;
    buf_init(&tail, w->out->allocator);
    if (r->origin.outlet != NULL) {
        view_put_clean(&tail, r->origin.outlet, strlen(r->origin.outlet));
        buf_puts(&tail, " · ");
    }
    if (r->origin.published != NULL) view_put_clean(&tail, r->origin.published, strlen(r->origin.published));
    else buf_puts(&tail, "date unknown");
    buf_printf(&tail, " · %u sentence%s", (unsigned)r->doc.n_sents, r->doc.n_sents == 1 ? "" : "s");
    if (w->view != NULL && w->view->read_ms > 0) {
        buf_puts(&tail, " · read in ");
        buf_put_fixed(&tail, w->view->read_ms, w->view->read_ms < 10 ? 1 : 0);
        buf_puts(&tail, " ms");
    }
    if (tail.ok && tail.data != NULL) {
        size_t columns = (size_t)view_columns(w->view), n = view_width(tail.data, tail.n);
        if (width + n + 2 <= columns) {
            put_spaces(w->out, columns - width - n);
        } else {
            buf_putc(w->out, '\n');
            put_spaces(w->out, n < columns ? columns - n : 0);
        }
        buf_put(w->out, tail.data, tail.n);
    }
    if (!tail.ok) w->out->ok = false;
    buf_clear(&tail);
    buf_puts(w->out, "\n\n");
}

static void show_control(view_writer *w)
{
    view_table *t = w->table;
    table_begin(t, 4);
    for (uint32_t i = 0; i < w->r->n_control; i++) {
        const rec_control *c = &w->r->control[i];
        view_row *row = table_row(t, view_line(w->r, c->span.b));
        if (row == NULL) continue;
        cell_begin(t, row, 0);
        view_put_place(&t->cells, w->r, c->place);
        cell_end(t, row, 0);
        cell_begin(t, row, 1);
        view_put_control(&t->cells, w->r, c);
        cell_end(t, row, 1);
        cell_begin(t, row, 2);
        if (c->time.start != NULL || c->time.end != NULL) view_put_time(&t->cells, &c->time);
        cell_end(t, row, 2);
        cell_begin(t, row, 3);
        view_put_sources(&t->cells, w->r, c->sources, c->n_sources, &c->stance);
        cell_end(t, row, 3);
    }
    table_print(w, "WHO HOLDS WHAT");
}

static bool kind_is(const rec_event *e, const char *kind) { return e->kind != NULL && strcmp(e->kind, kind) == 0; }

static bool in_view(const rec_event *e)
{
    return e->sphere == NULL || strcmp(e->sphere, "conflict") == 0 || strcmp(e->sphere, "politics") == 0;
}

/* A capture that the control section shows, or a death that stands beside the strike that caused it. */
static bool shown_elsewhere(const rec_report *r, const rec_event *e)
{
    if (e->of >= 0 && (kind_is(e, "kill") || kind_is(e, "injure"))) return true;
    for (uint32_t i = 0; i < r->n_control; i++)
        if (span_overlaps(r->control[i].span, e->trigger) &&
            (kind_is(e, "capture") || kind_is(e, "withdraw") || kind_is(e, "hand-over")))
            return true;
    return false;
}

static void put_kind(base_buf *out, const char *kind)
{
    for (; kind != NULL && *kind != '\0'; kind++) buf_putc(out, *kind == '-' ? ' ' : *kind);
}

static void put_parties(base_buf *out, const rec_report *r, const rec_event *e)
{
    if (e->agents.n > 0 || e->patients.n > 0) {
        if (e->agents.n > 0) view_put_actors(out, r, e->agents);
        else buf_puts(out, e->agent_status != NULL && strcmp(e->agent_status, "unknown") == 0 ? "unknown" : "?");
        if (e->patients.n > 0) {
            buf_puts(out, " → ");
            view_put_actors(out, r, e->patients);
        }
    }
    if (e->places.n > 0) {
        if (e->agents.n > 0 || e->patients.n > 0) buf_puts(out, ", ");
        view_put_places(out, r, e->places);
    }
}

static uint32_t show_events(view_writer *w)
{
    view_table *t = w->table;
    uint32_t n_others = 0;
    table_begin(t, 4);
    for (uint32_t i = 0; i < w->r->n_events; i++) {
        const rec_event *e = &w->r->events[i];
        if (!in_view(e)) {
            n_others++;
            continue;
        }
        if (view_not_happened(&e->stance, e->background) != NULL || shown_elsewhere(w->r, e)) continue;
        view_row *row = table_row(t, view_line(w->r, e->trigger.b));
        if (row == NULL) continue;
        cell_begin(t, row, 0);
        view_put_time(&t->cells, &e->time);
        cell_end(t, row, 0);
        cell_begin(t, row, 1);
        put_kind(&t->cells, e->kind);
        cell_end(t, row, 1);
        cell_begin(t, row, 2);
        put_parties(&t->cells, w->r, e);
        cell_end(t, row, 2);
        cell_begin(t, row, 3);
        view_put_sources(&t->cells, w->r, e->sources, e->n_sources, &e->stance);
        cell_end(t, row, 3);
    }
    table_print(w, "WHAT HAPPENED");
    return n_others;
}

static void show_figures(view_writer *w)
{
    view_table *t = w->table;
    table_begin(t, 5);
    for (uint32_t i = 0; i < w->r->n_figures; i++) {
        const rec_figure *f = &w->r->figures[i];
        view_row *row = table_row(t, view_line(w->r, f->span.b));
        if (row == NULL) continue;
        cell_begin(t, row, 0);
        put_kind(&t->cells, f->kind);
        cell_end(t, row, 0);
        cell_begin(t, row, 1);
        if (f->actor >= 0) view_put_actor(&t->cells, w->r, f->actor);
        else if (span_is_set(f->group)) view_put_words(&t->cells, w->r, f->group);
        else buf_putc(&t->cells, '?');
        cell_end(t, row, 1);
        cell_begin(t, row, 2);
        view_put_amount(&t->cells, f);
        const char *not_so = view_not_happened(&f->stance, false);
        if (not_so != NULL) buf_printf(&t->cells, " (%s)", not_so);
        cell_end(t, row, 2);
        cell_begin(t, row, 3);
        if (f->place >= 0) view_put_place(&t->cells, w->r, f->place);
        cell_end(t, row, 3);
        cell_begin(t, row, 4);
        view_put_sources(&t->cells, w->r, f->sources, f->n_sources, &f->stance);
        cell_end(t, row, 4);
    }
    table_print(w, "AT WHAT COST");
}

/* Items joined by " · ", broken between items at the width of the view. */
static void put_item(view_writer *w, base_buf *item, size_t *column)
{
    size_t n = item->ok && item->data != NULL ? view_width(item->data, item->n) : 0;
    bool first = *column == 0;
    if (!first && *column + n + 3 > (size_t)view_columns(w->view)) {
        buf_puts(w->out, " ·\n");
        first = true;
    }
    if (first) {
        buf_puts(w->out, "  ");
        *column = 2;
    } else {
        buf_puts(w->out, " · ");
        *column += 3;
    }
    if (item->data != NULL) buf_put(w->out, item->data, item->n);
    *column += n;
    if (!item->ok) w->out->ok = false;
    buf_reset(item);
}

static void show_relations(view_writer *w)
{
    base_buf item;
    size_t column = 0;
    if (w->r->n_relations == 0) return;
    buf_init(&item, w->out->allocator);
    put_bold(w, "WHO STANDS WITH WHOM");
    buf_putc(w->out, '\n');
    for (uint32_t i = 0; i < w->r->n_relations; i++) {
        const rec_relation *x = &w->r->relations[i];
        const char *not_so = view_not_happened(&x->stance, false);
        view_put_actor(&item, w->r, x->from);
        buf_printf(&item, " %s ", view_relation_words(x->kind));
        view_put_actor(&item, w->r, x->to);
        if (not_so != NULL) buf_printf(&item, " (%s)", not_so);
        buf_printf(&item, " [%u]", (unsigned)view_line(w->r, x->span.b));
        put_item(w, &item, &column);
    }
    buf_putc(w->out, '\n');
    buf_clear(&item);
}

static void show_not_taken(view_writer *w)
{
    base_buf item;
    size_t column = 0;
    buf_init(&item, w->out->allocator);
    for (uint32_t i = 0; i < w->r->n_events; i++) {
        const rec_event *e = &w->r->events[i];
        const char *why = view_not_happened(&e->stance, e->background);
        if (why == NULL || !in_view(e)) continue;
        if (column == 0) {
            put_bold(w, "NOT TAKEN AS EVENTS");
            buf_putc(w->out, '\n');
        }
        put_kind(&item, e->kind);
        buf_puts(&item, " \"");
        view_put_words(&item, w->r, e->trigger);
        buf_printf(&item, "\" (%s) [%u]", why, (unsigned)view_line(w->r, e->trigger.b));
        put_item(w, &item, &column);
    }
    if (column > 0) buf_putc(w->out, '\n');
    buf_clear(&item);
}

static void put_shell_word(base_buf *out, const char *s)
{
    bool plain = s[0] != '\0' && strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/-+:@,%") == strlen(s);
    if (plain) {
        buf_puts(out, s);
        return;
    }
    buf_putc(out, '\'');
    view_put_clean(out, s, strlen(s));
    buf_putc(out, '\'');
}

static void put_close(view_writer *w, uint32_t n_others)
{
    const rec_report *r = w->r;
    uint32_t line = r->n_control > 0  ? view_line(r, r->control[0].span.b)
                    : r->n_events > 0 ? view_line(r, r->events[0].trigger.b)
                    : r->n_figures > 0 ? view_line(r, r->figures[0].span.b)
                                       : 1;
    const char *name = w->view != NULL && w->view->name != NULL ? w->view->name : r->origin.uri;
    if (r->n_events + r->n_control + r->n_figures + r->n_relations == 0)
        buf_puts(w->out, "No event, figure, control change or relation found in this report.\n");
    if (n_others > 0)
        buf_printf(w->out, "%u record%s of crime, accidents or disasters not shown (they are in the JSON).\n",
                   (unsigned)n_others, n_others == 1 ? "" : "s");
    for (uint32_t i = 0; i < r->n_warnings; i++) {
        buf_puts(w->out, "note: ");
        if (r->warnings[i].message != NULL) view_put_clean(w->out, r->warnings[i].message, strlen(r->warnings[i].message));
        buf_putc(w->out, '\n');
    }
    buf_puts(w->out, "\nMachine-coded from one report, not verified.");
    if (name != NULL && strcmp(name, "-") != 0 && strcmp(name, "stdin") != 0) {
        base_buf hint;
        buf_init(&hint, w->out->allocator);
        buf_puts(&hint, "sitrep explain ");
        put_shell_word(&hint, name);
        buf_printf(&hint, " %u   shows the words behind line [%u]", (unsigned)line, (unsigned)line);
        bool fits = hint.ok && view_width(hint.data, hint.n) + 50 <= (size_t)view_columns(w->view);
        buf_puts(w->out, fits ? "     " : "\n");
        if (hint.ok) buf_put(w->out, hint.data, hint.n);
        else w->out->ok = false;
        buf_clear(&hint);
    }
    buf_putc(w->out, '\n');
}

sitrep_status export_write_text(const rec_report *r, const export_coder *coder, const sitrep_view *view, base_buf *out)
{
    (void)coder;
    view_writer w = {r, view, out, NULL};
    w.table = arena_alloc(r->arena, sizeof *w.table);
    if (w.table == NULL) return SITREP_E_NOMEM;
    buf_init(&w.table->cells, out->allocator);
    put_title(&w);
    show_control(&w);
    uint32_t n_others = show_events(&w);
    show_figures(&w);
    show_relations(&w);
    show_not_taken(&w);
    put_close(&w, n_others);
    bool ok = w.table->cells.ok;
    buf_clear(&w.table->cells);
    return ok && out->ok ? SITREP_OK : SITREP_E_NOMEM;
}
