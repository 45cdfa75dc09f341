/* store_schema.h: the database's tables, as steps from one version to the next. A step is never edited once released: a new
 * one is added. docs/exports.md describes what lies where.
 *
 * report.record is the truth; the tables after it hold parts of it for SQL users, full text and geography, under the numbers
 * that the record gives ("a1", "e3"). */
#ifndef SITREP_STORE_STORE_SCHEMA_H
#define SITREP_STORE_STORE_SCHEMA_H

#define STORE_APPLICATION_ID 0x53495452 /* "SITR" */

static const char *const store_steps[] = {
    /* 0 -> 1: reports and what is in them */
    "CREATE TABLE report (id INTEGER PRIMARY KEY, text_id TEXT NOT NULL UNIQUE, version TEXT NOT NULL, uri TEXT, outlet TEXT,"
    " title TEXT, author TEXT, published TEXT, language TEXT, record TEXT NOT NULL, former TEXT, former_version TEXT);"
    "CREATE TABLE origin (report INTEGER NOT NULL REFERENCES report ON DELETE CASCADE, uri TEXT NOT NULL, outlet TEXT NOT NULL,"
    " title TEXT, published TEXT NOT NULL, PRIMARY KEY (report, uri, outlet, published)) WITHOUT ROWID;"
    "CREATE TABLE actor (report INTEGER NOT NULL REFERENCES report ON DELETE CASCADE, id TEXT, name TEXT, ref TEXT, kind TEXT,"
    " country TEXT, side_of TEXT, score REAL);"
    "CREATE INDEX actor_report ON actor (report); CREATE INDEX actor_ref ON actor (ref); CREATE INDEX actor_name ON actor (name);"
    "CREATE TABLE place (key INTEGER PRIMARY KEY, report INTEGER NOT NULL REFERENCES report ON DELETE CASCADE, id TEXT, name TEXT,"
    " ref TEXT, feature TEXT, lat REAL, lon REAL, admin1 TEXT, country TEXT, within TEXT, precision TEXT, score REAL);"
    "CREATE INDEX place_report ON place (report); CREATE INDEX place_ref ON place (ref); CREATE INDEX place_name ON place (name);"
    "CREATE VIRTUAL TABLE place_box USING rtree (key, lat_min, lat_max, lon_min, lon_max);"
    "CREATE TABLE event (report INTEGER NOT NULL REFERENCES report ON DELETE CASCADE, id TEXT, kind TEXT, sphere TEXT, start TEXT,"
    " end TEXT, polarity TEXT, realis TEXT, certainty TEXT, background INTEGER, of TEXT, acled_event TEXT, acled_sub TEXT,"
    " plover TEXT, cameo TEXT, trigger_begin INTEGER, trigger_end INTEGER, score REAL);"
    "CREATE INDEX event_report ON event (report); CREATE INDEX event_kind ON event (kind, start);"
    "CREATE TABLE event_role (report INTEGER NOT NULL REFERENCES report ON DELETE CASCADE, event TEXT, role TEXT, member TEXT);"
    "CREATE INDEX event_role_report ON event_role (report, event);"
    "CREATE TABLE figure (report INTEGER NOT NULL REFERENCES report ON DELETE CASCADE, id TEXT, kind TEXT, actor TEXT,"
    " group_text TEXT, unit TEXT, low INTEGER, best INTEGER, high INTEGER, vague TEXT, of TEXT, event TEXT, place TEXT,"
    " polarity TEXT, score REAL);"
    "CREATE INDEX figure_report ON figure (report);"
    "CREATE TABLE control (report INTEGER NOT NULL REFERENCES report ON DELETE CASCADE, id TEXT, place TEXT, state TEXT,"
    " holder TEXT, taken_from TEXT, besieger TEXT, extent TEXT, start TEXT, end TEXT, polarity TEXT, realis TEXT, score REAL);"
    "CREATE INDEX control_report ON control (report);"
    "CREATE TABLE relation (report INTEGER NOT NULL REFERENCES report ON DELETE CASCADE, id TEXT, kind TEXT, \"from\" TEXT,"
    " \"to\" TEXT, polarity TEXT, score REAL);"
    "CREATE INDEX relation_report ON relation (report);"
    "CREATE TABLE statement (report INTEGER NOT NULL REFERENCES report ON DELETE CASCADE, id TEXT, speaker TEXT, role TEXT,"
    " medium TEXT, quote INTEGER, content_begin INTEGER, content_end INTEGER);"
    "CREATE INDEX statement_report ON statement (report);"
    "CREATE TABLE source (report INTEGER NOT NULL REFERENCES report ON DELETE CASCADE, record TEXT, rank INTEGER, actor TEXT,"
    " name TEXT, via TEXT);"
    "CREATE INDEX source_report ON source (report);"
    "CREATE VIRTUAL TABLE words USING fts5 (title, body);",
    /* 1 -> 2: decisions made by hand */
    "CREATE TABLE decision (id INTEGER PRIMARY KEY, step INTEGER NOT NULL, together INTEGER NOT NULL, a TEXT NOT NULL,"
    " b TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0);",
};

enum { STORE_VERSION = sizeof store_steps / sizeof store_steps[0] };

#endif
