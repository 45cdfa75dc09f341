/* sitrep.h: the one public header of the sitrep library.
 *
 * sitrep reads a report (UTF-8 text) and returns a record of it: events, actors, places, figures, control changes,
 * relations and statements, each with the words it came from.
 *
 *     sitrep_engine *engine; sitrep_session *session; sitrep_report *report; sitrep_error err;
 *     if (sitrep_engine_open(NULL, &engine, &err) != SITREP_OK) ...           once a process
 *     if (sitrep_session_new(engine, &session, &err) != SITREP_OK) ...        once a thread
 *     if (sitrep_read(session, &source, text, n_bytes, &report, &err) != SITREP_OK) ...
 *     const char *json = sitrep_report_json(report, &n_json);                 valid until the session reads again
 *
 * Lifetimes. engine: read-only after open, mapped files, shared by any number of threads. session: one a thread, holds an
 * arena. report: lives in its session's arena, until the next sitrep_read on that session or sitrep_session_free.
 * The library never prints, never exits, and takes no memory but through the engine's allocator.
 */
#ifndef SITREP_H
#define SITREP_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define SITREP_API __attribute__((visibility("default")))
#else
#define SITREP_API
#endif

#define SITREP_VERSION_MAJOR 0
#define SITREP_VERSION_MINOR 1
#define SITREP_VERSION_PATCH 0

/* ---- status and errors -------------------------------------------------------------------------------------------- */

typedef enum sitrep_status {
    SITREP_OK = 0,
    SITREP_E_NOMEM,    /* the allocator returned NULL; the object named in the call is unchanged or freed */
    SITREP_E_IO,       /* a file could not be opened, read or written */
    SITREP_E_FORMAT,   /* the input's bytes are not what its format says; error.byte says where */
    SITREP_E_ENCODING, /* the text is not UTF-8 (or holds NUL bytes); error.byte says where */
    SITREP_E_EMPTY,    /* the input holds no text */
    SITREP_E_LIMIT,    /* larger than a stated limit (see sitrep_options) */
    SITREP_E_ARGUMENT, /* a call's argument is outside its contract */
    SITREP_E_VERSION,  /* a data file or database of another version */
    SITREP_E_DAMAGED,  /* a data file or database whose checksum or structure is wrong */
    SITREP_E_BUSY,     /* the database is locked by another writer */
    SITREP_E_FULL,     /* no space left on the device */
    SITREP_E_READONLY, /* the database or its folder cannot be written */
    SITREP_E_NOTFOUND  /* a named thing (file, place, incident) does not exist */
} sitrep_status;

/* Why a call failed. message is a static string; detail is a copy, NUL-terminated, of the file or thing concerned. */
typedef struct sitrep_error {
    sitrep_status status;
    const char *message; /* static, never NULL when status != SITREP_OK */
    uint64_t byte;       /* position in the input, from 0; 0 when it does not apply */
    uint64_t line;       /* line in the input, from 1; 0 when it does not apply */
    char detail[256];
} sitrep_error;

/* A short machine-readable code, "no-memory", "not-utf8", ...; static. Never NULL. Thread-safe. */
SITREP_API const char *sitrep_status_code(sitrep_status status);

/* ---- engine, session ---------------------------------------------------------------------------------------------- */

/* Allocation hook. All three functions or none. They must be thread-safe. */
typedef struct sitrep_allocator {
    void *(*alloc)(void *ctx, size_t n_bytes);
    void *(*resize)(void *ctx, void *p, size_t n_old, size_t n_new);
    void (*release)(void *ctx, void *p);
    void *ctx;
} sitrep_allocator;

typedef struct sitrep_options {
    const char *data_dir;        /* folder of the compiled images; NULL: $SITREP_DATA, then the installed folder */
    const char *model_path;      /* weights file; NULL: data_dir/model.srm */
    sitrep_allocator allocator;  /* zeros: malloc, realloc, free */
    uint64_t max_text_bytes;     /* longer texts fail with SITREP_E_LIMIT; 0: 16 MiB */
} sitrep_options;

typedef struct sitrep_engine sitrep_engine;
typedef struct sitrep_session sitrep_session;
typedef struct sitrep_report sitrep_report;

/* Opens the data images and the model. in: options, may be NULL (defaults; read during the call only).
 * out: *engine, owned by the caller, closed with sitrep_engine_close after every session made from it is freed.
 * errors: IO, VERSION, DAMAGED, NOMEM. Not thread-safe against itself on the same out-pointer. Cost: maps files, < 20 ms. */
SITREP_API sitrep_status sitrep_engine_open(const sitrep_options *options, sitrep_engine **engine, sitrep_error *err);
SITREP_API void sitrep_engine_close(sitrep_engine *engine); /* NULL is allowed */

/* "0.1.0 model:<hash> lexicon:<hash> gazetteer:<hash>": what decides a record's content. Static for the engine's life. */
SITREP_API const char *sitrep_engine_version(const sitrep_engine *engine);

SITREP_API sitrep_status sitrep_session_new(sitrep_engine *engine, sitrep_session **session, sitrep_error *err);
SITREP_API void sitrep_session_free(sitrep_session *session); /* NULL is allowed */

/* ---- reading ------------------------------------------------------------------------------------------------------ */

/* What is known of a report beside its text. Every string is UTF-8 or NULL; read during the call only. */
typedef struct sitrep_source {
    const char *uri;
    const char *outlet;
    const char *title;
    const char *author;
    const char *published; /* ISO 8601 date or date-time; NULL: unknown, and the years that hang on it stay open */
    const char *retrieved;
    const char *language;  /* BCP 47; NULL: "en" */
} sitrep_source;

/* Reads one report. in: text[0, n_bytes), UTF-8, copied. out: *report, lives in the session (see above).
 * errors: EMPTY, ENCODING, LIMIT, NOMEM, ARGUMENT. Deterministic: same text, source and engine give the same bytes.
 * Thread safety: one thread a session. Cost: about 0.1 ms a sentence that passes the gate, a few µs for others. */
SITREP_API sitrep_status sitrep_read(sitrep_session *session, const sitrep_source *source, const char *text,
                                     size_t n_bytes, sitrep_report **report, sitrep_error *err);

/* The record as one line of JSON (schema sitrep.report/1, no newline). Owned by the report. NULL only on no memory. */
SITREP_API const char *sitrep_report_json(sitrep_report *report, size_t *n_bytes);

/* ---- intake: files and streams to documents ------------------------------------------------------------------------ */

/* Turns paths into documents, one after the other, in the order given: plain text, Markdown (front matter gives the source),
 * JSON (an object, or an array of objects) and JSONL. By extension (.txt .md .json .jsonl .ndjson), else by content.
 *
 *     sitrep_input *in; sitrep_document doc;
 *     if (sitrep_input_open(paths, n_paths, NULL, &in, &err) != SITREP_OK) ...
 *     while (sitrep_input_next(in, &doc, &err)) {
 *         if (err.status != SITREP_OK) ...complain of doc.name and go on...
 *         else sitrep_read(session, &doc.source, doc.text, doc.n_bytes, &report, &err);
 *     }
 *     sitrep_input_close(in);
 *
 * Text comes out as UTF-8 without a byte order mark. UTF-16 with a mark is converted; other bytes that are not UTF-8 are read
 * as windows-1252, with a warning. Memory is bounded by max_text_bytes, whatever the input's size. */
typedef struct sitrep_input sitrep_input;

typedef struct sitrep_input_options {
    /* Which JSON fields hold what: "text=body.full,date=meta.published,outlet=sources[0].name"; fields text, date, outlet,
     * title, uri, author, id, language, retrieved. NULL, and for fields not named: text|maintext|body|content,
     * date|date_publish|published, outlet|source|source_domain, title|headline, uri|url, author|authors, id,
     * language|lang, retrieved|date_download. Copied. */
    const char *map;
    uint64_t max_text_bytes;    /* a longer text is an error SITREP_E_LIMIT, and is not held in memory; 0: 16 MiB */
    sitrep_allocator allocator; /* zeros: malloc, realloc, free. The JSON parser's own tree is always malloc's. */
} sitrep_input_options;

/* Every pointer is owned by the input and valid until its next call. */
typedef struct sitrep_document {
    sitrep_source source; /* uri: the document's own, else its name. published, retrieved: ISO 8601 or NULL */
    const char *id;       /* the record's own id, or NULL */
    const char *text;     /* UTF-8, NUL-terminated, without NUL bytes; NULL after an error */
    size_t n_bytes;
    const char *name;     /* for messages: the path ("-": "stdin"), or path#3 for the third record of a file of records */
    uint64_t byte, line;  /* where the record begins in the file: byte from 0, line from 1 */
    const char *const *warnings; /* [n_warnings] sentences: converted encoding, dates that are not ISO */
    size_t n_warnings;
} sitrep_document;

/* in: paths ("-" is standard input), copied; options, may be NULL, read during the call. Opens no file yet.
 * out: *input, owned by the caller. errors: ARGUMENT (the map; detail says where), NOMEM. One thread an input. */
SITREP_API sitrep_status sitrep_input_open(const char *const *paths, size_t n_paths, const sitrep_input_options *options,
                                           sitrep_input **input, sitrep_error *err);
/* The next document. returns 1: *document is filled, or it could not be read and err (never NULL) says why; then document
 * has name, byte and line, and the next call goes on behind it. returns 0: no more. Each failure comes once.
 * errors: IO (missing, a directory, ...), FORMAT, ENCODING (NUL bytes), EMPTY, LIMIT, NOMEM. */
SITREP_API int sitrep_input_next(sitrep_input *input, sitrep_document *document, sitrep_error *err);
SITREP_API void sitrep_input_close(sitrep_input *input); /* NULL is allowed */

/* ---- views -------------------------------------------------------------------------------------------------------- */

/* How to show a report to a person. Zeros: no colour, 100 columns. */
typedef struct sitrep_view {
    int color;        /* not 0: ANSI sequences (the caller asks for it: a terminal, and no NO_COLOR) */
    int n_columns;    /* 0: 100; never below 60 */
    double read_ms;   /* how long reading took, shown in the first line; 0: not shown */
    const char *name; /* how the caller names the input, for the closing hint; NULL: the source's uri */
} sitrep_view;

/* The report for a terminal: who holds what, what happened, at what cost, each with the number of its sentence, [1] the
 * first. view may be NULL. Owned by the report, valid until its next view or the session's next read. NULL only on no
 * memory. Control characters of the report's text are never passed on. */
SITREP_API const char *sitrep_report_text(sitrep_report *report, const sitrep_view *view, size_t *n_bytes);

/* The words behind sentence `line` of the view (from 1; 0: all sentences that gave a record): each field's words marked and
 * named, source chain, rule or model with score, alternatives. out: *text, owned as above.
 * errors: NOTFOUND (no such sentence), NOMEM. */
SITREP_API sitrep_status sitrep_report_explain(sitrep_report *report, uint32_t line, const sitrep_view *view,
                                               const char **text, size_t *n_bytes, sitrep_error *err);

/* What the model says of a text, for developers and benchmarks: one line of JSON with tokens, sentences and every head's
 * labels and links, the time expressions anchored on `published` (ISO 8601, or NULL), and the chains of phrases that are
 * the same; positions in code points; `id` (may be NULL) is written into it. Every sentence is read, whatever the gate
 * says. out: *json, owned by the session, valid until its next call. errors: as sitrep_read. */
SITREP_API sitrep_status sitrep_annotate(sitrep_session *session, const char *id, const char *published,
                                         const char *text, size_t n_bytes, const char **json, size_t *n_json, sitrep_error *err);

/* ---- places ------------------------------------------------------------------------------------------------------- */

typedef struct sitrep_gazetteer sitrep_gazetteer; /* read-only, mapped, shared by threads */

/* One place. Strings live in the gazetteer. */
typedef struct sitrep_place {
    const char *name;
    const char *feature; /* GeoNames feature code, or the kind of a site */
    const char *admin1;  /* first-order division, or NULL */
    const char *country; /* ISO 3166 alpha-3, or NULL */
    const char *slug;    /* of a site or region, or NULL */
    uint32_t geonames_id; /* 0: none */
    uint32_t population;  /* 0: unknown */
    double lat_deg, lon_deg; /* WGS 84; of its town when located is 0 */
    int located;             /* not 0: the position is the place's own */
} sitrep_place;

/* A name in a text and the place it was taken for. */
typedef struct sitrep_toponym {
    uint64_t begin, end; /* UTF-8 bytes of the text, [begin, end) */
    int placed;          /* not 0: place holds a value */
    int adjective;       /* not 0: "Libyan", which names no place but tells of the country */
    double score;        /* probability that the place is right, 0..1 */
    sitrep_place place;
} sitrep_toponym;

/* Opens a gazetteer image. out: *gazetteer, owned by the caller. errors: IO, EMPTY, FORMAT, VERSION, DAMAGED, NOMEM. */
SITREP_API sitrep_status sitrep_gazetteer_open(const char *path, sitrep_gazetteer **gazetteer, sitrep_error *err);
SITREP_API void sitrep_gazetteer_close(sitrep_gazetteer *gazetteer); /* NULL is allowed */

/* Compiles source files (GeoNames rows, country table, CSV or TSV or GeoJSON of local places; in this order) to an image.
 * out: *n_places, *n_names, *n_skipped (rows without name or position); each may be NULL. errors: IO, EMPTY, FORMAT (with
 * line), ENCODING, LIMIT, FULL, NOMEM; the file at image_path is replaced only on success. */
SITREP_API sitrep_status sitrep_gazetteer_build(const char *const *paths, size_t n_paths, const char *image_path,
                                                uint32_t *n_places, uint32_t *n_names, uint32_t *n_skipped,
                                                sitrep_error *err);

/* Places that bear a name, the most populous first. out: places[0, cap), *n the number written. Thread-safe. */
SITREP_API void sitrep_gazetteer_find(const sitrep_gazetteer *gazetteer, const char *name, sitrep_place *places, size_t cap,
                                      size_t *n);

/* Place names of a text. in: spans, the names as byte pairs in text order, resolved as given; NULL: they are found as well.
 * outlet: the paper's domain ("dailystar.com.lb") or name, or NULL. out: *toponyms, *n, owned by the caller, freed with
 * sitrep_toponyms_free. errors: ENCODING, ARGUMENT (a span outside the text), NOMEM. Thread-safe. No model takes part. */
SITREP_API sitrep_status sitrep_gazetteer_resolve(const sitrep_gazetteer *gazetteer, const char *text, size_t n_bytes,
                                                  const char *outlet, const uint64_t (*spans)[2], size_t n_spans,
                                                  sitrep_toponym **toponyms, size_t *n, sitrep_error *err);
SITREP_API void sitrep_toponyms_free(sitrep_toponym *toponyms); /* NULL is allowed */

/* ---- dictionaries ------------------------------------------------------------------------------------------------- */

/* Checks a folder of dictionaries (data/ of the source), and compiles it to an image unless image_path is NULL. A bad line is
 * left out and is no error of the call. out: *problems, one a line, "actors/x.tsv:12: error: ...", owned by the caller, freed
 * with sitrep_dict_free; *n_errors, those that are no warnings; each may be NULL. errors: ARGUMENT, IO, NOMEM; the file at
 * image_path is replaced only on success. Thread-safe. */
SITREP_API sitrep_status sitrep_dict_compile(const char *data_dir, const char *image_path, char **problems, uint32_t *n_errors,
                                             sitrep_error *err);
/* PETRARCH dictionaries (PETR.*.actors.txt and so on of a folder) to files of ours in out_dir. out: *n_entries written, and
 * *problems as above; each may be NULL. errors: ARGUMENT, IO, NOMEM. */
SITREP_API sitrep_status sitrep_dict_import(const char *petrarch_dir, const char *out_dir, char **problems, uint32_t *n_entries,
                                            sitrep_error *err);
SITREP_API void sitrep_dict_free(char *problems); /* NULL is allowed */

/* ---- store: many reports in one database ------------------------------------------------------------------------------ */

/* A database (SQLite, one file) of records: each report's JSON whole, and tables made from it. Incidents and views are reckoned
 * from the records when asked for, so that adding reports in any order gives the same. One thread a store; several stores may
 * be open on one file: many readers and one writer at a time. SQLite and the JSON reader take their memory from malloc; all
 * else comes from the allocator. */
typedef struct sitrep_store sitrep_store;

enum { SITREP_STORE_READ = 0, SITREP_STORE_WRITE = 1, SITREP_STORE_CREATE = 2 };

/* Opens a database; CREATE makes it where there is none, WRITE and CREATE bring an older one up to this version.
 * in: path; allocator, may be NULL (malloc; copied). out: *store, owned by the caller, closed with sitrep_store_close.
 * errors: IO (cannot be opened, not there), FORMAT (not a sitrep database), VERSION (newer, or older and opened to read),
 * DAMAGED, READONLY, BUSY (another writer for more than five seconds), FULL, NOMEM. After an error nothing is changed. */
SITREP_API sitrep_status sitrep_store_open(const char *path, int mode, const sitrep_allocator *allocator, sitrep_store **store,
                                           sitrep_error *err);
SITREP_API void sitrep_store_close(sitrep_store *store); /* NULL is allowed */

typedef enum sitrep_added {
    SITREP_KEPT = 0, /* the text was there, coded by the same version: nothing but perhaps another address was noted */
    SITREP_ADDED,
    SITREP_RECODED   /* the text was there, coded by another version: its record is replaced, the former one kept for diff */
} sitrep_added;

/* Adds a record (sitrep.report/1) in one transaction. in: json[0, n_bytes); version: sitrep_engine_version of what coded it, or
 * NULL: the record's own "coded.by". out: *added, may be NULL. errors: FORMAT, LIMIT, BUSY, READONLY, FULL, DAMAGED, IO, NOMEM:
 * then the report is not there, or is as it was. */
SITREP_API sitrep_status sitrep_store_add(sitrep_store *store, const char *json, size_t n_bytes, const char *version,
                                          sitrep_added *added, sitrep_error *err);

/* Is this text there from this address, coded by this version? Lets a run go on where it was cut off without reading again. */
SITREP_API sitrep_status sitrep_store_has(sitrep_store *store, const char *text, size_t n_bytes, const sitrep_source *source,
                                          const char *version, int *has, sitrep_error *err);
SITREP_API sitrep_status sitrep_store_count(sitrep_store *store, uint64_t *n_reports, sitrep_error *err);

/* A record's id: the hash of its text, 32 hexadecimal digits. */
SITREP_API void sitrep_text_id(const char *text, size_t n_bytes, char id[33]);

/* Walks the reports, oldest in the database first; fn may add to the same store. What fn returns other than OK ends the walk
 * and is returned. The strings live during the call. */
typedef sitrep_status (*sitrep_store_fn)(void *ctx, const sitrep_source *source, const char *text, size_t n_bytes,
                                         const char *version);
SITREP_API sitrep_status sitrep_store_each(sitrep_store *store, sitrep_store_fn fn, void *ctx, sitrep_error *err);

/* What is wanted of a database. Zeros: everything of the spheres conflict and politics. Words match without regard to case and
 * accents, as a part of the name. */
typedef struct sitrep_query {
    const char *place;     /* in the place's name, or that of what it lies in */
    const char *actor;     /* in a doer's or sufferer's name */
    const char *kind;      /* event kinds, comma-separated */
    const char *from, *to; /* ISO 8601 dates, both included */
    const char *source;    /* in the outlet's or a named source's name */
    const char *certainty; /* stance certainties, comma-separated */
    const char *sphere;    /* comma-separated; "all": every sphere; NULL: conflict and politics */
    const char *at;        /* control: the state on this date; NULL: on the last */
    const char *best;      /* latest (default), median or most-sourced */
    double min_score;      /* 0: all */
} sitrep_query;

/* A view: what is one of events, figures, control, actors, timeline, incidents, brief, diff; format one of table, jsonl, csv,
 * geojson (brief: text, md, html; diff: table, jsonl). incidents in jsonl are sitrep.incident/1 objects. query may be NULL.
 * out: *text, UTF-8, owned by the store, valid until its next view, export or comparison.
 * errors: ARGUMENT (no such view or format, a date that is none), NOMEM, and those of reading. Cost: reads the whole
 * database; n log n in its events. */
SITREP_API sitrep_status sitrep_store_view(sitrep_store *store, const char *what, const char *format, const sitrep_query *query,
                                           const char **text, size_t *n_bytes, sitrep_error *err);

/* The records in the columns of another's tools: layout one of acled, ged, polecat, gdelt, phoenix, hxl, viina, geojson, csv.
 * level: "incident" (one row an incident) or "report" (one row for each report that tells of it; copies only when copies is not
 * 0). docs/exports.md says what each layout cannot hold. out, errors: as sitrep_store_view. */
typedef struct sitrep_layout {
    const char *name;
    const char *level; /* NULL: incident */
    int copies;
    int numbers;       /* acled: inter codes as numbers, as older files have them */
} sitrep_layout;
SITREP_API sitrep_status sitrep_store_export(sitrep_store *store, const sitrep_layout *layout, const sitrep_query *query,
                                             const char **text, size_t *n_bytes, sitrep_error *err);

/* Matches the incidents with the rows of an ACLED, GED or POLECAT file (its bytes, CSV or tab-separated, with a header) by
 * place and day, and says what both have, and what each lacks. out, errors: as sitrep_store_view; FORMAT: a file of none of them. */
SITREP_API sitrep_status sitrep_store_compare(sitrep_store *store, const char *file, size_t n_file, const sitrep_query *query,
                                              const char **text, size_t *n_bytes, sitrep_error *err);

/* Decisions by hand: two incidents are one; a report's telling does not belong to an incident. They are kept beside the
 * machine's reckoning and win over it. undo takes back the last one that stands. errors: NOTFOUND, and those of writing. */
SITREP_API sitrep_status sitrep_store_merge(sitrep_store *store, const char *incident_a, const char *incident_b, sitrep_error *err);
SITREP_API sitrep_status sitrep_store_split(sitrep_store *store, const char *incident, const char *report_id, sitrep_error *err);
SITREP_API sitrep_status sitrep_store_undo(sitrep_store *store, uint32_t *n_undone, sitrep_error *err);

#ifdef __cplusplus
}
#endif
#endif
