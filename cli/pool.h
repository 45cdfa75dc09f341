/* pool.h: reads documents in several threads and hands the results back in the order of the input.
 *
 *     cli_pool pool = {.engine = engine, .docs = docs, .n_threads = 4, .code = code_one, .emit = emit_one, .ctx = &state};
 *     int exit_code = cli_pool_run(&pool);
 *
 * Invariants: `code` runs in one thread a session and touches only its job; `emit` runs in the caller's thread, in input
 * order; at most 4 documents a thread are held at a time, so memory does not grow with the input.
 */
#ifndef SITREP_CLI_POOL_H
#define SITREP_CLI_POOL_H

#include "documents.h"

typedef struct cli_job {
    cli_document doc;
    char *out; /* malloc memory, set by code, freed by the pool */
    size_t n_out;
    sitrep_error err; /* status OK: out is set */
    double ms;        /* how long code took */
    int state;        /* the pool's own */
} cli_job;

typedef void (*cli_pool_code)(sitrep_session *session, cli_job *job, void *ctx);
typedef int (*cli_pool_emit)(cli_job *job, void *ctx); /* an exit code; EXIT_ENGINE stops the run */

typedef struct cli_pool {
    sitrep_engine *engine;
    cli_documents *docs;
    int n_threads; /* 0: one a processor */
    cli_pool_code code;
    cli_pool_emit emit;
    void *ctx;
} cli_pool;

/* The worst exit code of emit. */
int cli_pool_run(const cli_pool *pool);

/* For code functions: copies out[0, n) into the job (status NOMEM when there is no memory). */
void cli_job_set(cli_job *job, const char *out, size_t n);

#endif
