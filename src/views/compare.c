/* compare.c: the incidents against an ACLED, UCDP GED or POLECAT file that the user holds.
 *
 * The file's columns are found by the names in its header. A row and an incident match when their days are at most one
 * apart (the row's precision permitting) and their places bear one name or lie within 15 km; each is matched once,
 * nearest first. */
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/utf8.h"
#include "fuse/days.h"
#include "views/view.h"

enum { MATCH_KM = 15, MATCH_DAYS = 1, MAX_COLUMNS = 128, MAX_SHOWN = 200 };

typedef struct file_row {
    const char *id, *place, *type;
    int32_t first, last;
    bool located, matched;
    double lat_deg, lon_deg;
    int64_t deaths; /* CLAIM_OPEN: the layout holds none */
} file_row;

typedef struct file_shape {
    const char *name, *id, *date, *end, *place, *lat, *lon, *deaths, *type;
} file_shape;

static const file_shape shapes[] = {
    {"ACLED", "event_id_cnty", "event_date", "event_date", "location", "latitude", "longitude", "fatalities",
     "sub_event_type"},
    {"UCDP GED", "id", "date_start", "date_end", "where_coordinates", "latitude", "longitude", "best",
     "type_of_violence"},
    {"POLECAT", "Event ID", "Event Date", "Event Date", "Placename", "Latitude", "Longitude", NULL, "Event Type"}};

/* Reads the next record of a separated file; cells are NUL-terminated in place of a copy in the arena. false at the
 * end. */
static bool next_record(char *data, size_t n, size_t *at, char sep, char **cells, uint32_t *n_cells)
{
    *n_cells = 0;
    if (*at >= n) return false;
    bool end = false;
    while (!end) {
        char *in = data + *at, *out = in;
        if (*n_cells < MAX_COLUMNS) cells[(*n_cells)++] = out;
        bool quoted = *at < n && *in == '"' && sep != '\t';
        if (quoted) (*at)++;
        for (; *at < n; (*at)++) {
            char c = data[*at];
            if (quoted && c == '"') {
                if (*at + 1 < n && data[*at + 1] == '"')
                    (*at)++;
                else {
                    quoted = false;
                    continue;
                }
            } else if (!quoted && (c == sep || c == '\n'))
                break;
            if (!quoted && c == '\r') continue;
            *out++ = data[*at];
        }
        end = *at >= n || data[*at] == '\n';
        (*at)++;
        *out = '\0'; /* out lies before *at: a quote or the separator left room */
    }
    return true;
}

static int find_column(char *const *cells, uint32_t n, const char *name)
{
    for (uint32_t i = 0; name != NULL && i < n; i++)
        if (strcmp(cells[i], name) == 0) return (int)i;
    return -1;
}

/* "2016-08-01", "2016-08-01 00:00:00", or ACLED's older "01 August 2016". */
static bool date_of(const char *s, int32_t *day)
{
    static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                         "jul", "aug", "sep", "oct", "nov", "dec"};
    char head[11] = {0};
    int32_t last;
    strncpy(head, s, 10);
    if (days_of_edtf(head, day, &last)) return *day == last;
    char *end;
    long d = strtol(s, &end, 10);
    while (*end == ' ') end++;
    for (int i = 0; d > 0 && d <= 31 && i < 12; i++) {
        if ((end[0] | 0x20) != months[i][0] || (end[1] | 0x20) != months[i][1] || (end[2] | 0x20) != months[i][2])
            continue;
        const char *year = strchr(end, ' ');
        long y = year != NULL ? strtol(year, NULL, 10) : 0;
        if (y < 1000 || y > 9999) return false;
        *day = days_of_date((int)y, i + 1, (int)d);
        return true;
    }
    return false;
}

static sitrep_status read_file(view_set *v, const char *file, size_t n_file, const file_shape **shape, file_row **rows,
                               uint32_t *n, sitrep_error *err)
{
    char *data = arena_strndup(&v->arena, file, n_file), *cells[MAX_COLUMNS];
    uint32_t n_cells;
    size_t at = 0, cap = 0;
    *n = 0;
    *rows = NULL;
    if (data == NULL) return fail_nomem(err);
    if (n_file >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0) at = 3;
    size_t first_line = strcspn(data + at, "\n");
    char sep = memchr(data + at, '\t', first_line) != NULL                                                ? '\t'
               : memchr(data + at, ',', first_line) == NULL && memchr(data + at, ';', first_line) != NULL ? ';'
                                                                                                          : ',';
    if (!next_record(data, n_file, &at, sep, cells, &n_cells))
        return fail(err, SITREP_E_EMPTY, "the file to compare with is empty", NULL);
    *shape = NULL;
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0] && *shape == NULL; i++)
        if (find_column(cells, n_cells, shapes[i].date) >= 0 && find_column(cells, n_cells, shapes[i].place) >= 0)
            *shape = &shapes[i];
    if (*shape == NULL)
        return fail(err, SITREP_E_FORMAT, "the file has the columns of neither ACLED nor GED nor POLECAT", NULL);
    const file_shape *s = *shape;
    int id = find_column(cells, n_cells, s->id), date = find_column(cells, n_cells, s->date),
        end = find_column(cells, n_cells, s->end);
    int place = find_column(cells, n_cells, s->place), lat = find_column(cells, n_cells, s->lat),
        lon = find_column(cells, n_cells, s->lon);
    int deaths = find_column(cells, n_cells, s->deaths), type = find_column(cells, n_cells, s->type);
    while (next_record(data, n_file, &at, sep, cells, &n_cells)) {
        file_row r = {.deaths = CLAIM_OPEN};
#define CELL(k) ((k) >= 0 && (uint32_t)(k) < n_cells ? cells[k] : "")
        if (!date_of(CELL(date), &r.first)) continue;
        if (!date_of(CELL(end), &r.last) || r.last < r.first) r.last = r.first;
        r.id = CELL(id);
        r.place = CELL(place);
        r.type = CELL(type);
        const char *y = CELL(lat), *x = CELL(lon);
        r.lat_deg = strtod(y, NULL);
        r.lon_deg = strtod(x, NULL);
        r.located = y[0] != '\0' && x[0] != '\0' && r.lat_deg >= -90 && r.lat_deg <= 90 && r.lon_deg >= -180 &&
                    r.lon_deg <= 180;
        if (deaths >= 0 && CELL(deaths)[0] != '\0') r.deaths = strtoll(CELL(deaths), NULL, 10);
#undef CELL
        if (!view_fits_time(v, r.first, r.last) || !view_has(r.place, v->query.place)) continue;
        file_row *list = arena_grow(&v->arena, *rows, *n, &cap, sizeof *list);
        if (list == NULL) return fail_nomem(err);
        *rows = list;
        list[(*n)++] = r;
    }
    return SITREP_OK;
}

/* How far apart, in days and kilometres together; negative: no match. */
static double distance(const fuse_incident *x, const file_row *r)
{
    if (x->first == DAY_UNKNOWN || x->place.name == NULL) return -1;
    int32_t gap = x->first > r->last ? x->first - r->last : r->first > x->last ? r->first - x->last : 0;
    if (gap > MATCH_DAYS) return -1;
    bool name = view_has(x->place.name, r->place) || view_has(r->place, x->place.name) || view_has(x->title, r->place);
    double km = x->place.located && r->located
                    ? pair_distance_km(x->place.lat_deg, x->place.lon_deg, r->lat_deg, r->lon_deg)
                : name ? 1
                       : 1000;
    if (r->place[0] == '\0') name = false;
    if (km > MATCH_KM && !(name && km < 60)) return -1;
    return gap * 5 + km;
}

static void put_row(base_buf *out, view_set *v, const char *sign, const char *date, const char *place, const char *what,
                    const char *id)
{
    (void)v;
    buf_printf(out, "%s %-10s  %-24.60s  %-40.100s  %.40s\n", sign, date != NULL ? date : "?", place, what, id);
}

sitrep_status sitrep_store_compare(sitrep_store *store, const char *file, size_t n_file, const sitrep_query *query,
                                   const char **text, size_t *n_bytes, sitrep_error *err)
{
    view_set v;
    const file_shape *shape = NULL;
    file_row *rows = NULL;
    uint32_t n_rows = 0, n_ours = 0, n_both = 0, n_toll = 0, n_toll_equal = 0, shown = 0;
    base_buf *out = store_answer(store);
    *text = NULL;
    *n_bytes = 0;
    if (file == NULL) return fail(err, SITREP_E_ARGUMENT, "a file is needed", NULL);
    sitrep_status status = view_load(&v, store, query, err);
    if (status == SITREP_OK) status = read_file(&v, file, n_file, &shape, &rows, &n_rows, err);
    int32_t *match = status == SITREP_OK ? arena_array(&v.arena, v.fused.n, sizeof *match) : NULL;
    if (status == SITREP_OK && match == NULL) status = fail_nomem(err);
    if (status != SITREP_OK) goto done;
    for (uint32_t i = 0; i < v.fused.n; i++) {
        const fuse_incident *x = &v.fused.incidents[i];
        double best = -1;
        match[i] = -1;
        if (!view_fits_incident(&v, x)) continue;
        n_ours++;
        for (uint32_t k = 0; k < n_rows; k++) {
            double d = rows[k].matched ? -1 : distance(x, &rows[k]);
            if (d < 0 || (best >= 0 && d >= best)) continue;
            best = d;
            match[i] = (int32_t)k;
        }
        if (match[i] < 0) continue;
        rows[match[i]].matched = true;
        n_both++;
        const incident_figure *killed = view_figure(x, "killed", false);
        if (killed != NULL && killed->best != CLAIM_OPEN && rows[match[i]].deaths != CLAIM_OPEN) {
            n_toll++;
            n_toll_equal += rows[match[i]].deaths >= killed->low && rows[match[i]].deaths <= killed->high;
        }
    }
    buf_printf(
        out,
        "%s file: %u rows; this database: %u incidents; in both: %u (%.0f%% of the rows, %.0f%% of the incidents)\n",
        shape->name, n_rows, n_ours, n_both, n_rows > 0 ? 100.0 * n_both / n_rows : 0.0,
        n_ours > 0 ? 100.0 * n_both / n_ours : 0.0);
    if (n_toll > 0)
        buf_printf(out, "dead told by both: %u; the file's number lies in our range: %u\n", n_toll, n_toll_equal);
    buf_puts(out, "\n= in both   < only in the file   > only here\n");
    for (uint32_t i = 0; i < v.fused.n && shown < MAX_SHOWN; i++) {
        const fuse_incident *x = &v.fused.incidents[i];
        if (!view_fits_incident(&v, x)) continue;
        shown++;
        put_row(out, &v, match[i] >= 0 ? "=" : ">", view_date(&v, x->first), x->place.name != NULL ? x->place.name : "",
                x->title, match[i] >= 0 ? rows[match[i]].id : x->id);
    }
    for (uint32_t k = 0; k < n_rows && shown < 2 * MAX_SHOWN; k++) {
        if (rows[k].matched) continue;
        shown++;
        put_row(out, &v, "<", view_date(&v, rows[k].first), rows[k].place, rows[k].type, rows[k].id);
    }
    buf_puts(out, "\nMachine-coded, not verified.\n");
    if (!out->ok || view_starved(&v)) status = fail_nomem(err);
done:
    view_clear(&v);
    if (status == SITREP_OK) {
        *text = out->data;
        *n_bytes = out->n;
    }
    return status;
}
