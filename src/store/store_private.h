/* store_private.h: the store's inside, shared by the files of this module. */
#ifndef SITREP_STORE_STORE_PRIVATE_H
#define SITREP_STORE_STORE_PRIVATE_H

#include <sqlite3.h>

#include "store/store.h"

struct sitrep_store {
    sqlite3 *db;
    sitrep_allocator allocator;
    base_buf answer;
    bool read_only;
    char path[256]; /* for messages, cut to fit */
};

/* SQLite's last error as one of ours; rc may be the code of a failed call. */
sitrep_status store_fail(const sitrep_store *store, int rc, sitrep_error *err);
/* Runs statements without results. */
sitrep_status store_exec(sitrep_store *store, const char *sql, sitrep_error *err);
/* Prepares; *st is NULL on an error. */
sitrep_status store_prepare(sitrep_store *store, const char *sql, sqlite3_stmt **st, sitrep_error *err);
/* Writes the tables that are made from a record. Inside a transaction. */
sitrep_status store_write_tables(sitrep_store *store, int64_t report, const claim_report *r, sitrep_error *err);

#endif
