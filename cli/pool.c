#include "pool.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { THREADS_MAX = 64, JOBS_PER_THREAD = 4 };
enum job_state { JOB_FREE = 0, JOB_WAITING, JOB_DONE };

typedef struct pool_run {
    const cli_pool *pool;
    cli_job *jobs; /* a ring of n_jobs */
    size_t n_jobs;
    size_t first, taken, end; /* job numbers: next to emit, next to code, next to fill; the slot is the number % n_jobs */
    bool closed;              /* no more jobs will come */
    pthread_mutex_t lock;
    pthread_cond_t work, done;
} pool_run;

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

void cli_job_set(cli_job *job, const char *out, size_t n)
{
    job->out = out != NULL ? malloc(n + 1) : NULL;
    if (job->out == NULL) {
        job->err = (sitrep_error){.status = SITREP_E_NOMEM, .message = "no memory"};
        return;
    }
    memcpy(job->out, out, n);
    job->out[n] = '\0';
    job->n_out = n;
}

static void code_job(const cli_pool *pool, sitrep_session *session, const sitrep_error *no_session, cli_job *job)
{
    double begin = now_ms();
    job->err = job->doc.err;
    if (job->err.status == SITREP_OK && session == NULL) job->err = *no_session;
    if (job->err.status == SITREP_OK) pool->code(session, job, pool->ctx);
    job->ms = now_ms() - begin;
}

static void clear_job(cli_job *job)
{
    cli_document_clear(&job->doc);
    free(job->out);
    memset(job, 0, sizeof *job);
}

static void *worker(void *arg)
{
    pool_run *run = arg;
    sitrep_session *session = NULL;
    sitrep_error err = {0};
    sitrep_session_new(run->pool->engine, &session, &err);
    pthread_mutex_lock(&run->lock);
    for (;;) {
        while (run->taken == run->end && !run->closed) pthread_cond_wait(&run->work, &run->lock);
        if (run->taken == run->end) break;
        cli_job *job = &run->jobs[run->taken++ % run->n_jobs];
        pthread_mutex_unlock(&run->lock);
        code_job(run->pool, session, &err, job);
        pthread_mutex_lock(&run->lock);
        job->state = JOB_DONE;
        pthread_cond_signal(&run->done);
    }
    pthread_mutex_unlock(&run->lock);
    sitrep_session_free(session);
    return NULL;
}

static int run_alone(const cli_pool *pool)
{
    sitrep_session *session = NULL;
    sitrep_error err = {0};
    int worst = EXIT_FINE;
    cli_job job = {0};
    sitrep_session_new(pool->engine, &session, &err);
    while (worst != EXIT_ENGINE && cli_documents_next(pool->docs, &job.doc)) {
        code_job(pool, session, &err, &job);
        int code = pool->emit(&job, pool->ctx);
        if (code > worst) worst = code;
        clear_job(&job);
    }
    sitrep_session_free(session);
    return worst;
}

/* Emits the oldest job, waiting for it. */
static int emit_first(pool_run *run)
{
    cli_job *job = &run->jobs[run->first % run->n_jobs];
    pthread_mutex_lock(&run->lock);
    while (job->state != JOB_DONE) pthread_cond_wait(&run->done, &run->lock);
    pthread_mutex_unlock(&run->lock);
    int code = run->pool->emit(job, run->pool->ctx);
    clear_job(job);
    run->first++;
    return code;
}

static int run_threads(pool_run *run, int n_threads)
{
    pthread_t threads[THREADS_MAX];
    int n_started = 0, worst = EXIT_FINE;
    bool more = true;
    while (worst != EXIT_ENGINE && (more || run->first < run->end)) {
        if (more && run->end - run->first < run->n_jobs) {
            cli_job *job = &run->jobs[run->end % run->n_jobs];
            more = cli_documents_next(run->pool->docs, &job->doc);
            if (!more) continue;
            /* A thread is started only when there is a document for it: one small file costs one session. */
            if (n_started < n_threads && run->end >= (size_t)n_started &&
                pthread_create(&threads[n_started], NULL, worker, run) == 0)
                n_started++;
            if (n_started == 0) {
                cli_complain("no thread can be started");
                worst = EXIT_ENGINE;
                clear_job(job);
                break;
            }
            pthread_mutex_lock(&run->lock);
            job->state = JOB_WAITING;
            run->end++;
            pthread_cond_signal(&run->work);
            pthread_mutex_unlock(&run->lock);
        } else {
            int code = emit_first(run);
            if (code > worst) worst = code;
        }
    }
    pthread_mutex_lock(&run->lock);
    run->closed = true;
    pthread_cond_broadcast(&run->work);
    pthread_mutex_unlock(&run->lock);
    for (int i = 0; i < n_started; i++) pthread_join(threads[i], NULL);
    return worst;
}

int cli_pool_run(const cli_pool *pool)
{
    long n = pool->n_threads > 0 ? pool->n_threads : sysconf(_SC_NPROCESSORS_ONLN);
    int n_threads = n < 1 ? 1 : n > THREADS_MAX ? THREADS_MAX : (int)n;
    if (n_threads == 1) return run_alone(pool);
    pool_run run = {.pool = pool, .n_jobs = (size_t)n_threads * JOBS_PER_THREAD};
    run.jobs = calloc(run.n_jobs, sizeof *run.jobs);
    if (run.jobs == NULL) {
        cli_complain("no memory");
        return EXIT_ENGINE;
    }
    pthread_mutex_init(&run.lock, NULL);
    pthread_cond_init(&run.work, NULL);
    pthread_cond_init(&run.done, NULL);
    int worst = run_threads(&run, n_threads);
    for (size_t i = 0; i < run.n_jobs; i++) clear_job(&run.jobs[i]);
    pthread_cond_destroy(&run.done);
    pthread_cond_destroy(&run.work);
    pthread_mutex_destroy(&run.lock);
    free(run.jobs);
    return worst;
}
