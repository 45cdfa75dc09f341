/* store.c: opening, migrating and adding (sitrep.h, section "store"). SQLite and jansson take their memory from malloc. */
#include <string.h>

#include "base/fail.h"
#include "base/heap.h"
#include "store/store_private.h"
#include "store/store_schema.h"

enum { BUSY_MS = 5000 };

/* ---- errors --------------------------------------------------------------------------------------------------------------------- */

sitrep_status store_fail(const sitrep_store *store, int rc, sitrep_error *err)
{
    switch (rc & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return fail(err, SITREP_E_BUSY, "the database is being written by another program", store->path);
    case SQLITE_READONLY: return fail(err, SITREP_E_READONLY, "the database cannot be written", store->path);
    case SQLITE_FULL: return fail(err, SITREP_E_FULL, "no space left for the database", store->path);
    case SQLITE_NOMEM: return fail_nomem(err);
    case SQLITE_CORRUPT: return fail(err, SITREP_E_DAMAGED, "the database is damaged", store->path);
    case SQLITE_NOTADB: return fail(err, SITREP_E_FORMAT, "not a database", store->path);
    case SQLITE_CANTOPEN: return fail(err, SITREP_E_IO, "the database cannot be opened", store->path);
    default: return fail(err, SITREP_E_IO, "the database cannot be read or written", store->path);
    }
}

sitrep_status store_exec(sitrep_store *store, const char *sql, sitrep_error *err)
{
    int rc = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
    return rc == SQLITE_OK ? SITREP_OK : store_fail(store, rc, err);
}

sitrep_status store_prepare(sitrep_store *store, const char *sql, sqlite3_stmt **st, sitrep_error *err)
{
    int rc = sqlite3_prepare_v2(store->db, sql, -1, st, NULL);
    return rc == SQLITE_OK ? SITREP_OK : store_fail(store, rc, err);
}

const sitrep_allocator *store_allocator(const sitrep_store *store) { return &store->allocator; }

base_buf *store_answer(sitrep_store *store)
{
    buf_reset(&store->answer);
    return &store->answer;
}

/* ---- opening ---------------------------------------------------------------------------------------------------------------------- */

static sitrep_status get_int(sitrep_store *store, const char *sql, int64_t *v, sitrep_error *err)
{
    sqlite3_stmt *st;
    sitrep_status status = store_prepare(store, sql, &st, err);
    if (status != SITREP_OK) return status;
    int rc = sqlite3_step(st);
    *v = rc == SQLITE_ROW ? sqlite3_column_int64(st, 0) : 0;
    sqlite3_finalize(st);
    return rc == SQLITE_ROW || rc == SQLITE_DONE ? SITREP_OK : store_fail(store, rc, err);
}

/* Runs the steps from a version to ours, all or none. */
static sitrep_status migrate(sitrep_store *store, int64_t from, sitrep_error *err)
{
    char sql[120];
    sitrep_status status = store_exec(store, "BEGIN IMMEDIATE", err);
    int64_t now = from; /* another program may have migrated since */
    if (status == SITREP_OK) status = get_int(store, "PRAGMA user_version", &now, err);
    for (int64_t i = now; status == SITREP_OK && i < STORE_VERSION; i++) status = store_exec(store, store_steps[i], err);
    if (status == SITREP_OK) {
        sqlite3_snprintf(sizeof sql, sql, "PRAGMA application_id = %d; PRAGMA user_version = %d;", STORE_APPLICATION_ID, (int)STORE_VERSION);
        status = store_exec(store, sql, err);
    }
    if (status == SITREP_OK) status = store_exec(store, "COMMIT", err);
    if (status != SITREP_OK) sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    return status;
}

static sitrep_status check_version(sitrep_store *store, bool create, sitrep_error *err)
{
    int64_t application = 0, version = 0, n_tables = 0;
    sitrep_status status = get_int(store, "PRAGMA application_id", &application, err);
    if (status == SITREP_OK) status = get_int(store, "PRAGMA user_version", &version, err);
    if (status == SITREP_OK) status = get_int(store, "SELECT count(*) FROM sqlite_master", &n_tables, err);
    if (status != SITREP_OK) return status;
    if (n_tables == 0 && application == 0 && create) return migrate(store, 0, err);
    if (application != STORE_APPLICATION_ID) return fail(err, SITREP_E_FORMAT, "not a sitrep database", store->path);
    if (version > STORE_VERSION)
        return fail(err, SITREP_E_VERSION, "the database was made by a newer sitrep; update the program", store->path);
    if (version < 1) return fail(err, SITREP_E_DAMAGED, "the database has no version", store->path);
    if (version < STORE_VERSION) {
        if (store->read_only) return fail(err, SITREP_E_VERSION, "an older database: open it once for writing, so that it is brought up", store->path);
        return migrate(store, version, err);
    }
    status = get_int(store, "SELECT count(*) FROM sqlite_master WHERE name IN ('report','origin','event','place','words','decision')", &n_tables, err);
    if (status == SITREP_OK && n_tables != 6) return fail(err, SITREP_E_DAMAGED, "the database lacks tables", store->path);
    return status;
}

/* A file: address with what SQLite gives a meaning to escaped. */
static char *address_of(const sitrep_allocator *allocator, const char *path, const char *options)
{
    static const char hex[] = "0123456789ABCDEF";
    size_t n = strlen(path) * 3 + strlen(options) + 6;
    char *s = heap_alloc(allocator, n), *p = s;
    if (s == NULL) return NULL;
    memcpy(p, "file:", 5);
    p += 5;
    for (; *path != '\0'; path++) {
        unsigned char c = (unsigned char)*path;
        if (c == '?' || c == '#' || c == '%') {
            *p++ = '%';
            *p++ = hex[c >> 4];
            *p++ = hex[c & 15];
        } else *p++ = (char)c;
    }
    memcpy(p, options, strlen(options) + 1);
    return s;
}

static int open_at(sitrep_store *store, const char *path, const char *options, int flags)
{
    char *address = address_of(&store->allocator, path, options);
    if (address == NULL) return SQLITE_NOMEM;
    int rc = sqlite3_open_v2(address, &store->db, flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL);
    heap_release(&store->allocator, address);
    if (rc == SQLITE_OK) sqlite3_extended_result_codes(store->db, 1);
    if (rc == SQLITE_OK) sqlite3_busy_timeout(store->db, BUSY_MS);
    return rc;
}

static sitrep_status open_to_read(sitrep_store *store, const char *path, sitrep_error *err)
{
    int64_t n;
    int rc = open_at(store, path, "", SQLITE_OPEN_READONLY);
    if (rc != SQLITE_OK) return store_fail(store, rc, err);
    sitrep_status status = get_int(store, "SELECT count(*) FROM sqlite_master", &n, err);
    if (status != SITREP_E_IO && status != SITREP_E_READONLY) return status;
    /* On a read-only disk the shared-memory file of the write-ahead log cannot be made. When no log lies beside the database,
     * it is complete as it is and can be read without. */
    sqlite3_close(store->db);
    store->db = NULL;
    rc = open_at(store, path, "?immutable=1", SQLITE_OPEN_READONLY);
    if (rc != SQLITE_OK) return store_fail(store, rc, err);
    return get_int(store, "SELECT count(*) FROM sqlite_master", &n, err);
}

sitrep_status sitrep_store_open(const char *path, int mode, const sitrep_allocator *allocator, sitrep_store **out, sitrep_error *err)
{
    if (path == NULL || path[0] == '\0' || out == NULL) return fail(err, SITREP_E_ARGUMENT, "a database needs a path", NULL);
    *out = NULL;
    sitrep_store *store = heap_alloc(allocator, sizeof *store);
    if (store == NULL) return fail_nomem(err);
    memset(store, 0, sizeof *store);
    if (allocator != NULL) store->allocator = *allocator;
    sqlite3_snprintf(sizeof store->path, store->path, "%s", path);
    buf_init(&store->answer, &store->allocator);
    store->read_only = mode == SITREP_STORE_READ;
    sitrep_status status = SITREP_OK;
    if (store->read_only) {
        status = open_to_read(store, path, err);
    } else {
        int rc = open_at(store, path, "", SQLITE_OPEN_READWRITE | (mode == SITREP_STORE_CREATE ? SQLITE_OPEN_CREATE : 0));
        if (rc != SQLITE_OK) status = store_fail(store, rc, err);
        else if (sqlite3_db_readonly(store->db, "main") == 1)
            status = fail(err, SITREP_E_READONLY, "the database cannot be written", store->path);
        if (status == SITREP_OK) status = store_exec(store, "PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL;", err);
    }
    if (status == SITREP_OK) status = check_version(store, mode == SITREP_STORE_CREATE, err);
    if (status == SITREP_OK && !store->read_only) status = store_exec(store, "PRAGMA journal_mode = WAL", err);
    if (status != SITREP_OK) {
        sitrep_store_close(store);
        return status;
    }
    *out = store;
    return SITREP_OK;
}

void sitrep_store_close(sitrep_store *store)
{
    if (store == NULL) return;
    sqlite3_close(store->db);
    buf_clear(&store->answer);
    sitrep_allocator allocator = store->allocator;
    heap_release(&allocator, store);
}

/* ---- adding ------------------------------------------------------------------------------------------------------------------------- */

static void bind_text(sqlite3_stmt *st, int at, const char *s)
{
    if (s == NULL) sqlite3_bind_null(st, at);
    else sqlite3_bind_text(st, at, s, -1, SQLITE_STATIC);
}

static sitrep_status run_once(sitrep_store *store, sqlite3_stmt *st, sitrep_error *err)
{
    int rc = sqlite3_step(st);
    sqlite3_finalize(st);
    return rc == SQLITE_DONE || rc == SQLITE_ROW ? SITREP_OK : store_fail(store, rc, err);
}

typedef struct known {
    int64_t id; /* 0: not there */
    bool same_version, earlier; /* the stored record is of this version; it was published no later than the new one */
} known;

static sitrep_status look_up(sitrep_store *store, const claim_report *r, const char *version, known *k, sitrep_error *err)
{
    sqlite3_stmt *st;
    *k = (known){0};
    sitrep_status status = store_prepare(store, "SELECT id, version, coalesce(published,'~'), coalesce(uri,'') FROM report WHERE text_id = ?", &st, err);
    if (status != SITREP_OK) return status;
    bind_text(st, 1, r->id);
    int rc = sqlite3_step(st);
    if (rc == SQLITE_ROW) {
        const char *published = (const char *)sqlite3_column_text(st, 2), *uri = (const char *)sqlite3_column_text(st, 3);
        const char *have = (const char *)sqlite3_column_text(st, 1);
        k->id = sqlite3_column_int64(st, 0);
        k->same_version = have != NULL && strcmp(have, version) == 0;
        int c = strcmp(published != NULL ? published : "", r->published != NULL ? r->published : "~");
        if (c == 0) c = strcmp(uri != NULL ? uri : "", r->uri != NULL ? r->uri : "");
        k->earlier = c <= 0;
    }
    sqlite3_finalize(st);
    return rc == SQLITE_ROW || rc == SQLITE_DONE ? SITREP_OK : store_fail(store, rc, err);
}

/* Inserts the report's row, or replaces its record (recoded: the former record is kept for `diff`). */
static sitrep_status put_report(sitrep_store *store, const claim_report *r, const char *json, size_t n, const char *version,
                                int64_t *id, bool keep_former, sitrep_error *err)
{
    static const char *const insert = "INSERT INTO report (text_id, version, uri, outlet, title, author, published, language, record)"
                                      " VALUES (?,?,?,?,?,?,?,?,?)";
    static const char *const recode = "UPDATE report SET former = record, former_version = version, version = ?2, uri = ?3, outlet = ?4,"
                                      " title = ?5, author = ?6, published = ?7, language = ?8, record = ?9 WHERE text_id = ?1";
    static const char *const replace = "UPDATE report SET version = ?2, uri = ?3, outlet = ?4, title = ?5, author = ?6, published = ?7,"
                                       " language = ?8, record = ?9 WHERE text_id = ?1";
    sqlite3_stmt *st;
    sitrep_status status = store_prepare(store, *id == 0 ? insert : keep_former ? recode : replace, &st, err);
    if (status != SITREP_OK) return status;
    const char *fields[] = {r->id, version, r->uri, r->outlet, r->title, r->author, r->published, r->language};
    for (int i = 0; i < 8; i++) bind_text(st, i + 1, fields[i]);
    if (sqlite3_bind_text64(st, 9, json, n, SQLITE_STATIC, SQLITE_UTF8) != SQLITE_OK) {
        sqlite3_finalize(st);
        return fail(err, SITREP_E_LIMIT, "a record too large for the database", r->uri);
    }
    status = run_once(store, st, err);
    if (status == SITREP_OK && *id == 0) *id = sqlite3_last_insert_rowid(store->db);
    return status;
}

static sitrep_status put_origin(sitrep_store *store, const claim_report *r, int64_t id, sitrep_error *err)
{
    sqlite3_stmt *st;
    sitrep_status status = store_prepare(store, "INSERT OR IGNORE INTO origin (report, uri, outlet, title, published) VALUES (?,?,?,?,?)", &st, err);
    if (status != SITREP_OK) return status;
    sqlite3_bind_int64(st, 1, id);
    bind_text(st, 2, r->uri != NULL ? r->uri : "");
    bind_text(st, 3, r->outlet != NULL ? r->outlet : "");
    bind_text(st, 4, r->title);
    bind_text(st, 5, r->published != NULL ? r->published : "");
    return run_once(store, st, err);
}

sitrep_status sitrep_store_add(sitrep_store *store, const char *json, size_t n_bytes, const char *version, sitrep_added *added, sitrep_error *err)
{
    base_arena arena;
    claim_report r;
    known k = {0};
    if (added != NULL) *added = SITREP_KEPT;
    if (store->read_only) return fail(err, SITREP_E_READONLY, "the database was opened for reading", store->path);
    arena_init(&arena, &store->allocator);
    sitrep_status status = claims_read(&arena, json, n_bytes, &r, err);
    bool open = false;
    if (status != SITREP_OK) goto done;
    if (version == NULL) version = r.coded_by != NULL ? r.coded_by : "";
    status = store_exec(store, "BEGIN IMMEDIATE", err);
    if (status != SITREP_OK) goto done;
    open = true;
    status = look_up(store, &r, version, &k, err);
    if (status != SITREP_OK) goto done;
    /* One text from two addresses is one report, dated by the earlier; the other stays as an origin. */
    bool write = k.id == 0 || !k.same_version || !k.earlier;
    if (write) {
        int64_t id = k.id;
        status = put_report(store, &r, json, n_bytes, version, &id, k.id != 0 && !k.same_version, err);
        if (status == SITREP_OK) status = store_write_tables(store, id, &r, err);
        if (added != NULL) *added = k.id == 0 ? SITREP_ADDED : k.same_version ? SITREP_KEPT : SITREP_RECODED;
        k.id = id;
    }
    if (status == SITREP_OK) status = put_origin(store, &r, k.id, err);
    if (status == SITREP_OK) {
        status = store_exec(store, "COMMIT", err);
        open = status != SITREP_OK;
    }
done:
    if (open) sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    arena_clear(&arena);
    return status;
}

sitrep_status sitrep_store_has(sitrep_store *store, const char *text, size_t n_bytes, const sitrep_source *source, const char *version,
                               int *has, sitrep_error *err)
{
    sqlite3_stmt *st;
    char id[33];
    sitrep_text_id(text, n_bytes, id);
    *has = 0;
    sitrep_status status = store_prepare(store, "SELECT 1 FROM report r JOIN origin o ON o.report = r.id WHERE r.text_id = ? AND r.version = ?"
                                                " AND o.uri = ? AND o.outlet = ? AND o.published = ?", &st, err);
    if (status != SITREP_OK) return status;
    bind_text(st, 1, id);
    bind_text(st, 2, version);
    bind_text(st, 3, source != NULL && source->uri != NULL ? source->uri : "");
    bind_text(st, 4, source != NULL && source->outlet != NULL ? source->outlet : "");
    bind_text(st, 5, source != NULL && source->published != NULL ? source->published : "");
    int rc = sqlite3_step(st);
    *has = rc == SQLITE_ROW;
    sqlite3_finalize(st);
    return rc == SQLITE_ROW || rc == SQLITE_DONE ? SITREP_OK : store_fail(store, rc, err);
}
