/* store_read.c: reading back, decisions, the walk that recoding needs. */
#include <string.h>

#include "base/fail.h"
#include "base/hash.h"
#include "fuse/days.h"
#include "store/store_private.h"

void sitrep_text_id(const char *text, size_t n_bytes, char id[33]) { hash_hex(text, n_bytes, id); }

static sitrep_status ended(sitrep_store *store, int rc, sitrep_status status, sitrep_error *err)
{
    if (status != SITREP_OK) return status;
    return rc == SQLITE_DONE ? SITREP_OK : store_fail(store, rc, err);
}

static const char *column(base_arena *arena, sqlite3_stmt *st, int at)
{
    const char *s = (const char *)sqlite3_column_text(st, at);
    return s != NULL && s[0] != '\0' ? arena_strndup(arena, s, (size_t)sqlite3_column_bytes(st, at)) : NULL;
}

/* The same text from another address: the same claims under another origin. */
static void set_origin(base_arena *arena, claim_report *r, sqlite3_stmt *st)
{
    int32_t last;
    r->uri = column(arena, st, 1);
    r->outlet = column(arena, st, 2);
    r->title = column(arena, st, 3);
    r->published = column(arena, st, 4);
    if (!days_of_edtf(r->published, &r->day, &last) || last != r->day) r->day = DAY_UNKNOWN;
}

sitrep_status store_load(sitrep_store *store, base_arena *arena, claim_report **reports, uint32_t *n, sitrep_error *err)
{
    sqlite3_stmt *st;
    size_t cap = 0;
    *reports = NULL;
    *n = 0;
    sitrep_status status = store_prepare(store, "SELECT r.record, o.uri, o.outlet, o.title, o.published, r.id FROM report r JOIN origin o"
                                                " ON o.report = r.id ORDER BY r.id, o.published, o.uri, o.outlet", &st, err);
    if (status != SITREP_OK) return status;
    int rc;
    int64_t before = -1;
    while ((rc = sqlite3_step(st)) == SQLITE_ROW && status == SITREP_OK) {
        claim_report *list = arena_grow(arena, *reports, *n, &cap, sizeof *list);
        if (list == NULL) {
            status = fail_nomem(err);
            break;
        }
        *reports = list;
        const char *json = (const char *)sqlite3_column_text(st, 0);
        int64_t id = sqlite3_column_int64(st, 5);
        if (id == before) {
            list[*n] = list[*n - 1];
            set_origin(arena, &list[*n], st);
        } else {
            status = claims_read(arena, json != NULL ? json : "", (size_t)sqlite3_column_bytes(st, 0), &list[*n], err);
            if (status == SITREP_E_FORMAT) status = fail(err, SITREP_E_DAMAGED, "a stored record cannot be read", store->path);
        }
        before = id;
        if (status == SITREP_OK) (*n)++;
    }
    sqlite3_finalize(st);
    return ended(store, rc, status, err);
}

sitrep_status sitrep_store_count(sitrep_store *store, uint64_t *n_reports, sitrep_error *err)
{
    sqlite3_stmt *st;
    *n_reports = 0;
    sitrep_status status = store_prepare(store, "SELECT count(*) FROM report", &st, err);
    if (status != SITREP_OK) return status;
    int rc = sqlite3_step(st);
    if (rc == SQLITE_ROW) *n_reports = (uint64_t)sqlite3_column_int64(st, 0);
    sqlite3_finalize(st);
    return rc == SQLITE_ROW ? SITREP_OK : store_fail(store, rc, err);
}

/* One row at a time under its own short read, so that fn may write to the same store. */
sitrep_status sitrep_store_each(sitrep_store *store, sitrep_store_fn fn, void *ctx, sitrep_error *err)
{
    int64_t at = 0;
    for (;;) {
        sqlite3_stmt *st;
        sitrep_status status = store_prepare(store, "SELECT id, record, version FROM report WHERE id > ? ORDER BY id LIMIT 1", &st, err);
        if (status != SITREP_OK) return status;
        sqlite3_bind_int64(st, 1, at);
        int rc = sqlite3_step(st);
        if (rc != SQLITE_ROW) {
            sqlite3_finalize(st);
            return ended(store, rc, SITREP_OK, err);
        }
        base_arena arena;
        arena_init(&arena, &store->allocator);
        at = sqlite3_column_int64(st, 0);
        size_t n = (size_t)sqlite3_column_bytes(st, 1);
        const char *json = (const char *)sqlite3_column_text(st, 1), *version = (const char *)sqlite3_column_text(st, 2);
        char *copy = arena_strndup(&arena, json != NULL ? json : "", json != NULL ? n : 0);
        char *coded = arena_strndup(&arena, version != NULL ? version : "", version != NULL ? strlen(version) : 0);
        sqlite3_finalize(st);
        claim_report r;
        if (copy == NULL || coded == NULL) status = fail_nomem(err);
        else status = claims_read(&arena, copy, n, &r, err);
        if (status == SITREP_OK) {
            sitrep_source source = {r.uri, r.outlet, r.title, r.author, r.published, NULL, r.language};
            status = fn(ctx, &source, r.text, r.n_text, coded);
        } else if (status == SITREP_E_FORMAT) {
            status = fail(err, SITREP_E_DAMAGED, "a stored record cannot be read", store->path);
        }
        arena_clear(&arena);
        if (status != SITREP_OK) return status;
    }
}

sitrep_status store_each_pair(sitrep_store *store, store_pair_fn fn, void *ctx, sitrep_error *err)
{
    sqlite3_stmt *st;
    sitrep_status status = store_prepare(store, "SELECT record, version, former, former_version FROM report ORDER BY text_id", &st, err);
    if (status != SITREP_OK) return status;
    int rc;
    while ((rc = sqlite3_step(st)) == SQLITE_ROW && status == SITREP_OK) {
        const char *json = (const char *)sqlite3_column_text(st, 0), *old = (const char *)sqlite3_column_text(st, 2);
        status = fn(ctx, json, (size_t)sqlite3_column_bytes(st, 0), (const char *)sqlite3_column_text(st, 1), old,
                    (size_t)sqlite3_column_bytes(st, 2), (const char *)sqlite3_column_text(st, 3));
    }
    sqlite3_finalize(st);
    return ended(store, rc, status, err);
}

/* ---- decisions ------------------------------------------------------------------------------------------------------------------ */

sitrep_status store_load_decisions(sitrep_store *store, base_arena *arena, fuse_decision **decisions, uint32_t *n, sitrep_error *err)
{
    sqlite3_stmt *st;
    size_t cap = 0;
    *decisions = NULL;
    *n = 0;
    sitrep_status status = store_prepare(store, "SELECT together, a, b FROM decision WHERE undone = 0 ORDER BY id", &st, err);
    if (status != SITREP_OK) return status;
    int rc;
    while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
        fuse_decision *list = arena_grow(arena, *decisions, *n, &cap, sizeof *list);
        const char *a = column(arena, st, 1), *b = column(arena, st, 2);
        if (list == NULL || a == NULL || b == NULL) {
            status = fail_nomem(err);
            break;
        }
        *decisions = list;
        list[*n] = (fuse_decision){a, b, sqlite3_column_int(st, 0) != 0};
        for (uint32_t i = 0; i < *n; i++) /* the later decision about two tellings is the one that stands */
            if (strcmp(list[i].a, a) == 0 && strcmp(list[i].b, b) == 0) {
                list[i].together = list[*n].together;
                (*n)--;
                break;
            }
        (*n)++;
    }
    sqlite3_finalize(st);
    return ended(store, rc, status, err);
}

sitrep_status store_decide(sitrep_store *store, const fuse_decision *decisions, uint32_t n, sitrep_error *err)
{
    sqlite3_stmt *st = NULL;
    if (store->read_only) return fail(err, SITREP_E_READONLY, "the database was opened for reading", store->path);
    sitrep_status status = store_exec(store, "BEGIN IMMEDIATE", err);
    if (status != SITREP_OK) return status;
    status = store_prepare(store, "INSERT INTO decision (step, together, a, b) VALUES (?,?,?,?)", &st, err);
    int64_t step = 1;
    sqlite3_stmt *last = NULL;
    if (status == SITREP_OK) status = store_prepare(store, "SELECT coalesce(max(step), 0) + 1 FROM decision", &last, err);
    if (status == SITREP_OK && sqlite3_step(last) == SQLITE_ROW) step = sqlite3_column_int64(last, 0);
    sqlite3_finalize(last);
    for (uint32_t i = 0; i < n && status == SITREP_OK; i++) {
        const char *a = decisions[i].a, *b = decisions[i].b;
        bool swap = strcmp(a, b) > 0;
        sqlite3_reset(st);
        sqlite3_bind_int64(st, 1, step);
        sqlite3_bind_int(st, 2, decisions[i].together);
        sqlite3_bind_text(st, 3, swap ? b : a, -1, SQLITE_STATIC);
        sqlite3_bind_text(st, 4, swap ? a : b, -1, SQLITE_STATIC);
        int rc = sqlite3_step(st);
        if (rc != SQLITE_DONE) status = store_fail(store, rc, err);
    }
    sqlite3_finalize(st);
    if (status == SITREP_OK) status = store_exec(store, "COMMIT", err);
    if (status != SITREP_OK) sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    return status;
}

sitrep_status sitrep_store_undo(sitrep_store *store, uint32_t *n_undone, sitrep_error *err)
{
    *n_undone = 0;
    if (store->read_only) return fail(err, SITREP_E_READONLY, "the database was opened for reading", store->path);
    sitrep_status status = store_exec(store, "UPDATE decision SET undone = 1 WHERE step = (SELECT max(step) FROM decision WHERE undone = 0)", err);
    if (status != SITREP_OK) return status;
    *n_undone = (uint32_t)sqlite3_changes(store->db);
    return *n_undone > 0 ? SITREP_OK : fail(err, SITREP_E_NOTFOUND, "there is no decision to take back", store->path);
}
