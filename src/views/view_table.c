/* view_table.c: tables of cells, written for people and programs (view.h). */
#include <string.h>

#include "base/fail.h"
#include "base/utf8.h"
#include "fuse/days.h"
#include "views/view.h"

void table_begin(view_table *t, view_set *v, const view_column *columns, uint32_t n_columns)
{
    *t = (view_table){.v = v, .columns = columns, .n_columns = n_columns, .lat = -1, .lon = -1};
    for (uint32_t i = 0; i < n_columns; i++) {
        if (strcmp(columns[i].name, "lat") == 0) t->lat = (int)i;
        if (strcmp(columns[i].name, "lon") == 0) t->lon = (int)i;
    }
}

void table_row(view_table *t)
{
    size_t need = ((size_t)t->n_rows + 1) * t->n_columns;
    if (need > t->cap) {
        size_t cap = t->cap > 0 ? t->cap * 2 : (size_t)t->n_columns * 64;
        const char **cells = arena_array(&t->v->arena, cap, sizeof *cells);
        if (cells == NULL) {
            t->v->ok = false;
            return;
        }
        if (t->cells != NULL) memcpy(cells, t->cells, (size_t)t->n_rows * t->n_columns * sizeof *cells);
        t->cells = cells;
        t->cap = cap;
    }
    memset(t->cells + (size_t)t->n_rows * t->n_columns, 0, t->n_columns * sizeof *t->cells);
    t->n_rows++;
    t->at = 0;
}

void table_text(view_table *t, const char *s)
{
    if (!t->v->ok || t->n_rows == 0 || t->at >= t->n_columns) return;
    t->cells[(size_t)(t->n_rows - 1) * t->n_columns + t->at++] = s;
}

void table_copy(view_table *t, const char *s) { table_text(t, view_copy(t->v, s)); }
void table_skip(view_table *t, uint32_t n) { t->at += n; }

void table_int(view_table *t, int64_t n)
{
    table_text(t, n == CLAIM_OPEN ? NULL : view_print(t->v, "%lld", (long long)n));
}

void table_real(view_table *t, double x, int decimals)
{
    base_buf b;
    buf_init(&b, t->v->arena.allocator);
    buf_put_fixed(&b, x, decimals);
    if (b.ok)
        table_copy(t, b.data);
    else
        t->v->ok = false;
    buf_clear(&b);
}

void table_day(view_table *t, int32_t day) { table_text(t, view_date(t->v, day)); }

/* ---- writers
 * ----------------------------------------------------------------------------------------------------------------- */

static const char *cell(const view_table *t, uint32_t row, uint32_t column)
{
    return t->cells[(size_t)row * t->n_columns + column];
}

/* Quoted where RFC 4180 asks for it. A cell that a spreadsheet would take for a formula keeps a quote mark before it:
 * text of reports must not run. Numbers are left as they are. */
static void put_csv(base_buf *out, const char *s, bool text)
{
    if (s == NULL) return;
    bool formula = text && s[0] != '\0' && strchr("=+-@\t\r", s[0]) != NULL;
    if (!formula && strpbrk(s, "\",\n\r") == NULL) {
        buf_puts(out, s);
        return;
    }
    buf_putc(out, '"');
    if (formula) buf_putc(out, '\'');
    for (; *s != '\0'; s++) {
        if (*s == '"') buf_putc(out, '"');
        buf_putc(out, *s);
    }
    buf_putc(out, '"');
}

static void put_tsv(base_buf *out, const char *s)
{
    for (; s != NULL && *s != '\0'; s++) buf_putc(out, (unsigned char)*s < 0x20 ? ' ' : *s);
}

static void write_separated(const view_table *t, bool tabs, bool header, base_buf *out)
{
    for (uint32_t k = 0; header && k < t->n_columns; k++) {
        if (k > 0) buf_putc(out, tabs ? '\t' : ',');
        if (tabs)
            put_tsv(out, t->columns[k].name);
        else
            put_csv(out, t->columns[k].name, false);
    }
    if (header) buf_putc(out, '\n');
    for (uint32_t i = 0; i < t->n_rows; i++) {
        for (uint32_t k = 0; k < t->n_columns; k++) {
            if (k > 0) buf_putc(out, tabs ? '\t' : ',');
            if (tabs)
                put_tsv(out, cell(t, i, k));
            else
                put_csv(out, cell(t, i, k), t->columns[k].type == CELL_TEXT);
        }
        buf_putc(out, '\n');
    }
}

static void put_members(const view_table *t, uint32_t row, base_buf *out)
{
    buf_putc(out, '{');
    for (uint32_t k = 0; k < t->n_columns; k++) {
        const char *s = cell(t, row, k);
        if (k > 0) buf_putc(out, ',');
        buf_put_json(out, t->columns[k].name, strlen(t->columns[k].name));
        buf_putc(out, ':');
        if (s == NULL)
            buf_puts(out, "null");
        else if (t->columns[k].type == CELL_TEXT)
            buf_put_json(out, s, strlen(s));
        else
            buf_puts(out, s);
    }
    buf_putc(out, '}');
}

static void write_geojson(const view_table *t, base_buf *out)
{
    buf_puts(out, "{\"type\":\"FeatureCollection\",\"features\":[");
    for (uint32_t i = 0; i < t->n_rows; i++) {
        const char *lat = t->lat >= 0 ? cell(t, i, (uint32_t)t->lat) : NULL,
                   *lon = t->lon >= 0 ? cell(t, i, (uint32_t)t->lon) : NULL;
        buf_puts(out, i > 0 ? ",\n" : "\n");
        buf_puts(out, "{\"type\":\"Feature\",\"geometry\":");
        if (lat != NULL && lon != NULL && lat[0] != '\0' && lon[0] != '\0') {
            buf_puts(out, "{\"type\":\"Point\",\"coordinates\":[");
            buf_puts(out, lon);
            buf_putc(out, ',');
            buf_puts(out, lat);
            buf_puts(out, "]}");
        } else
            buf_puts(out, "null");
        buf_puts(out, ",\"properties\":");
        put_members(t, i, out);
        buf_putc(out, '}');
    }
    buf_puts(out, "\n]}\n");
}

/* One cell of the table: at most width code points, then filled with blanks; "…" where it is cut. */
static void put_cell(base_buf *out, const char *s, int width, bool last)
{
    size_t n = s != NULL ? strlen(s) : 0;
    int points = (int)utf8_count(s != NULL ? s : "", n), shown = 0;
    for (size_t i = 0; i < n && shown < width;) {
        size_t b = i;
        uint32_t c = utf8_next(s, n, &i);
        if (shown == width - 1 && points > width) {
            buf_puts(out, "\xE2\x80\xA6");
            shown++;
            break;
        }
        if (c < 0x20 || c == 0x7F || (c >= 0x80 && c < 0xA0))
            buf_putc(out, ' ');
        else
            buf_put(out, s + b, i - b);
        shown++;
    }
    for (; shown < width && !last; shown++) buf_putc(out, ' ');
}

static void write_table(const view_table *t, base_buf *out)
{
    int widths[64] = {0};
    uint32_t last = 0;
    for (uint32_t k = 0; k < t->n_columns && k < 64; k++) {
        if (t->columns[k].width == 0) continue;
        last = k;
        int limit = t->columns[k].width < 0 ? 400 : t->columns[k].width, most = (int)strlen(t->columns[k].name);
        for (uint32_t i = 0; i < t->n_rows; i++) {
            const char *s = cell(t, i, k);
            int n = s != NULL ? (int)utf8_count(s, strlen(s)) : 0;
            if (n > most) most = n;
        }
        widths[k] = most < limit ? most : limit;
    }
    for (uint32_t i = 0; i <= t->n_rows; i++) {
        for (uint32_t k = 0; k <= last && k < 64; k++) {
            if (widths[k] == 0) continue;
            put_cell(out, i == 0 ? t->columns[k].name : cell(t, i - 1, k), widths[k], k == last);
            if (k != last) buf_puts(out, "  ");
        }
        buf_putc(out, '\n');
    }
    buf_puts(out, "\nMachine-coded, not verified.\n");
}

sitrep_status table_write(const view_table *t, const char *format, base_buf *out, sitrep_error *err)
{
    if (view_starved(t->v)) return fail_nomem(err);
    if (format == NULL || strcmp(format, "table") == 0)
        write_table(t, out);
    else if (strcmp(format, "csv") == 0)
        write_separated(t, false, true, out);
    else if (strcmp(format, "tsv") == 0)
        write_separated(t, true, true, out);
    else if (strcmp(format, "tsv-bare") == 0)
        write_separated(t, true, false, out);
    else if (strcmp(format, "geojson") == 0)
        write_geojson(t, out);
    else if (strcmp(format, "jsonl") == 0) {
        for (uint32_t i = 0; i < t->n_rows; i++) {
            put_members(t, i, out);
            buf_putc(out, '\n');
        }
    } else
        return fail(err, SITREP_E_ARGUMENT, "format is table, jsonl, csv or geojson", format);
    return out->ok && !view_starved(t->v) ? SITREP_OK : fail_nomem(err);
}
