/* store_tables.c: the tables that are made from a record (store_schema.h), for SQL users, full text and geography. */
#include <math.h>
#include <string.h>

#include "base/fail.h"
#include "store/store_private.h"

typedef struct writer {
    sitrep_store *store;
    int64_t report;
    const claim_report *r;
    sqlite3_stmt *st;
    sitrep_status status;
    sitrep_error *err;
    int at; /* the next parameter */
} writer;

static void begin(writer *w, const char *sql)
{
    if (w->st != NULL) sqlite3_finalize(w->st);
    w->st = NULL;
    if (w->status == SITREP_OK) w->status = store_prepare(w->store, sql, &w->st, w->err);
}

/* The next row: its first parameter is the report. */
static bool row(writer *w)
{
    if (w->status != SITREP_OK) return false;
    sqlite3_reset(w->st);
    sqlite3_clear_bindings(w->st);
    sqlite3_bind_int64(w->st, 1, w->report);
    w->at = 2;
    return true;
}

static void put(writer *w)
{
    int rc = sqlite3_step(w->st);
    if (rc != SQLITE_DONE && w->status == SITREP_OK) w->status = store_fail(w->store, rc, w->err);
}

static void text(writer *w, const char *s)
{
    if (s != NULL) sqlite3_bind_text(w->st, w->at, s, -1, SQLITE_STATIC);
    w->at++;
}
static void number(writer *w, int64_t v)
{
    if (v != CLAIM_OPEN) sqlite3_bind_int64(w->st, w->at, v);
    w->at++;
}
static void real(writer *w, double v) { sqlite3_bind_double(w->st, w->at++, v); }

static const char *actor_id(const writer *w, int32_t i) { return i >= 0 ? w->r->actors[i].id : NULL; }
static const char *place_id(const writer *w, int32_t i) { return i >= 0 ? w->r->places[i].id : NULL; }
static const char *event_id(const writer *w, int32_t i) { return i >= 0 ? w->r->events[i].id : NULL; }

static const char *const polarities[] = {"affirmed", "denied", "retracted"};
static const char *const realities[] = {"actual", "planned", "attempted", "conditional", "hypothetical", "generic"};

static void put_actors(writer *w)
{
    begin(w, "INSERT INTO actor VALUES (?,?,?,?,?,?,?,?)");
    for (uint32_t i = 0; i < w->r->n_actors && row(w); i++) {
        const claim_actor *a = &w->r->actors[i];
        text(w, a->id), text(w, a->name), text(w, a->ref), text(w, a->kind), text(w, a->country), text(w, actor_id(w, a->side_of));
        real(w, a->score);
        put(w);
    }
}

/* The rectangle of a point: the nearest floats below and above it, as SQLite's R*Tree keeps floats. */
static void put_box(writer *w, int64_t key, const claim_place *p)
{
    sqlite3_stmt *st;
    if (w->status == SITREP_OK) w->status = store_prepare(w->store, "INSERT INTO place_box VALUES (?,?,?,?,?)", &st, w->err);
    if (w->status != SITREP_OK) return;
    sqlite3_bind_int64(st, 1, key);
    sqlite3_bind_double(st, 2, p->lat_deg);
    sqlite3_bind_double(st, 3, p->lat_deg);
    sqlite3_bind_double(st, 4, p->lon_deg);
    sqlite3_bind_double(st, 5, p->lon_deg);
    int rc = sqlite3_step(st);
    sqlite3_finalize(st);
    if (rc != SQLITE_DONE) w->status = store_fail(w->store, rc, w->err);
}

static void put_places(writer *w)
{
    begin(w, "INSERT INTO place (report, id, name, ref, feature, lat, lon, admin1, country, within, precision, score)"
             " VALUES (?,?,?,?,?,?,?,?,?,?,?,?)");
    for (uint32_t i = 0; i < w->r->n_places && row(w); i++) {
        const claim_place *p = &w->r->places[i];
        text(w, p->id), text(w, p->name), text(w, p->ref), text(w, p->feature);
        if (p->located) real(w, p->lat_deg), real(w, p->lon_deg);
        else w->at += 2;
        text(w, p->admin1), text(w, p->country), text(w, place_id(w, p->within)), text(w, p->precision), real(w, p->score);
        put(w);
        if (p->located) put_box(w, sqlite3_last_insert_rowid(w->store->db), p);
    }
}

static void put_events(writer *w)
{
    begin(w, "INSERT INTO event VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    for (uint32_t i = 0; i < w->r->n_events && row(w); i++) {
        const claim_event *e = &w->r->events[i];
        text(w, e->id), text(w, e->kind), text(w, e->sphere), text(w, e->time.start), text(w, e->time.end);
        text(w, polarities[e->stance.polarity]), text(w, realities[e->stance.realis]), text(w, e->stance.certainty);
        number(w, e->background), text(w, event_id(w, e->of)), text(w, e->acled_event), text(w, e->acled_sub);
        text(w, e->plover_event), text(w, e->cameo), number(w, e->trigger.b), number(w, e->trigger.e), real(w, e->score);
        put(w);
    }
    begin(w, "INSERT INTO event_role VALUES (?,?,?,?)");
    for (uint32_t i = 0; i < w->r->n_events; i++) {
        const claim_event *e = &w->r->events[i];
        for (uint32_t k = 0; k < e->agents.n && row(w); k++) text(w, e->id), text(w, "agent"), text(w, actor_id(w, e->agents.v[k])), put(w);
        for (uint32_t k = 0; k < e->patients.n && row(w); k++) text(w, e->id), text(w, "patient"), text(w, actor_id(w, e->patients.v[k])), put(w);
        for (uint32_t k = 0; k < e->places.n && row(w); k++) text(w, e->id), text(w, "place"), text(w, place_id(w, e->places.v[k])), put(w);
    }
}

static void put_figures(writer *w)
{
    begin(w, "INSERT INTO figure VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    for (uint32_t i = 0; i < w->r->n_figures && row(w); i++) {
        const claim_figure *f = &w->r->figures[i];
        text(w, f->id), text(w, f->kind), text(w, actor_id(w, f->actor)), text(w, f->group_text), text(w, f->unit);
        number(w, f->low), number(w, f->best), number(w, f->high), text(w, f->vague);
        text(w, f->of >= 0 ? w->r->figures[f->of].id : NULL), text(w, event_id(w, f->event)), text(w, place_id(w, f->place));
        text(w, polarities[f->stance.polarity]), real(w, f->score);
        put(w);
    }
}

static void put_control(writer *w)
{
    begin(w, "INSERT INTO control VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)");
    for (uint32_t i = 0; i < w->r->n_control && row(w); i++) {
        const claim_control *c = &w->r->control[i];
        text(w, c->id), text(w, place_id(w, c->place)), text(w, c->state), text(w, actor_id(w, c->holder)), text(w, actor_id(w, c->from));
        text(w, actor_id(w, c->by)), text(w, c->extent), text(w, c->time.start), text(w, c->time.end);
        text(w, polarities[c->stance.polarity]), text(w, realities[c->stance.realis]), real(w, c->score);
        put(w);
    }
}

static void put_rest(writer *w)
{
    begin(w, "INSERT INTO relation VALUES (?,?,?,?,?,?,?)");
    for (uint32_t i = 0; i < w->r->n_relations && row(w); i++) {
        const claim_relation *x = &w->r->relations[i];
        text(w, x->id), text(w, x->kind), text(w, actor_id(w, x->from)), text(w, actor_id(w, x->to));
        text(w, polarities[x->stance.polarity]), real(w, x->score);
        put(w);
    }
    begin(w, "INSERT INTO statement VALUES (?,?,?,?,?,?,?,?)");
    for (uint32_t i = 0; i < w->r->n_statements && row(w); i++) {
        const claim_statement *s = &w->r->statements[i];
        text(w, s->id), text(w, actor_id(w, s->speaker)), text(w, s->role), text(w, s->medium), number(w, s->quote);
        number(w, s->content.b), number(w, s->content.e);
        put(w);
    }
}

static void put_source_list(writer *w, const char *record, const claim_sources *sources)
{
    for (uint32_t i = 0; i < sources->n && row(w); i++) {
        const claim_source *s = &sources->v[i];
        text(w, record), number(w, i), text(w, actor_id(w, s->actor)), text(w, s->name), text(w, actor_id(w, s->via));
        put(w);
    }
}

static void put_sources(writer *w)
{
    begin(w, "INSERT INTO source VALUES (?,?,?,?,?,?)");
    for (uint32_t i = 0; i < w->r->n_events; i++) put_source_list(w, w->r->events[i].id, &w->r->events[i].sources);
    for (uint32_t i = 0; i < w->r->n_figures; i++) put_source_list(w, w->r->figures[i].id, &w->r->figures[i].sources);
    for (uint32_t i = 0; i < w->r->n_control; i++) put_source_list(w, w->r->control[i].id, &w->r->control[i].sources);
}

sitrep_status store_write_tables(sitrep_store *store, int64_t report, const claim_report *r, sitrep_error *err)
{
    static const char *const old[] = {
        "DELETE FROM place_box WHERE key IN (SELECT key FROM place WHERE report = ?)", "DELETE FROM actor WHERE report = ?",
        "DELETE FROM place WHERE report = ?", "DELETE FROM event WHERE report = ?", "DELETE FROM event_role WHERE report = ?",
        "DELETE FROM figure WHERE report = ?", "DELETE FROM control WHERE report = ?", "DELETE FROM relation WHERE report = ?",
        "DELETE FROM statement WHERE report = ?", "DELETE FROM source WHERE report = ?", "DELETE FROM words WHERE rowid = ?"};
    writer w = {.store = store, .report = report, .r = r, .err = err, .status = SITREP_OK};
    for (size_t i = 0; i < sizeof old / sizeof old[0]; i++) {
        begin(&w, old[i]);
        if (row(&w)) put(&w);
    }
    put_actors(&w);
    put_places(&w);
    put_events(&w);
    put_figures(&w);
    put_control(&w);
    put_rest(&w);
    put_sources(&w);
    begin(&w, "INSERT INTO words (rowid, title, body) VALUES (?,?,?)");
    if (row(&w)) text(&w, r->title), text(&w, r->text), put(&w);
    if (w.st != NULL) sqlite3_finalize(w.st);
    return w.status;
}
