/* sitrep add, sitrep recode: reports into a database. Reading runs in threads, one thread (this one) writes; each report is one
 * transaction, so that a run cut off anywhere goes on where it was when it is started again. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "commands.h"
#include "inputs.h"

typedef struct add_state {
    sitrep_store *store;
    sitrep_store *seen; /* a second connection, to look up what is there; under the lock */
    pthread_mutex_t lock;
    const char *version;
    bool progress, quiet;
    size_t n_added, n_kept, n_recoded, n_failed;
    struct timespec begin, shown;
} add_state;

static double seconds(const struct timespec *a, const struct timespec *b)
{
    return (double)(b->tv_sec - a->tv_sec) + (double)(b->tv_nsec - a->tv_nsec) / 1e9;
}

static void show_progress(add_state *s, bool last)
{
    struct timespec now;
    if (!s->progress) return;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (!last && seconds(&s->shown, &now) < 0.1) return;
    s->shown = now;
    size_t n = s->n_added + s->n_kept + s->n_recoded + s->n_failed;
    double t = seconds(&s->begin, &now);
    fprintf(stderr, "\r\033[K%zu reports  %zu new  %zu there  %zu failed  %.0f a second%s", n, s->n_added + s->n_recoded, s->n_kept, s->n_failed,
            t > 0 ? (double)n / t : 0, last ? "\n" : "");
    fflush(stderr);
}

/* In a worker: nothing is read again that is there from the same address, coded by the same version. */
static void code_one(sitrep_session *session, cli_job *job, void *ctx)
{
    add_state *s = ctx;
    sitrep_source source = cli_document_source(&job->doc);
    sitrep_report *report;
    int has = 0;
    if (s->seen != NULL) {
        pthread_mutex_lock(&s->lock);
        if (sitrep_store_has(s->seen, job->doc.text, job->doc.n_bytes, &source, s->version, &has, &job->err) != SITREP_OK) has = 0;
        pthread_mutex_unlock(&s->lock);
        job->err = (sitrep_error){0};
    }
    if (has) {
        cli_job_set(job, "", 0);
        return;
    }
    if (sitrep_read(session, &source, job->doc.text, job->doc.n_bytes, &report, &job->err) != SITREP_OK) return;
    size_t n = 0;
    const char *out = sitrep_report_json(report, &n);
    cli_job_set(job, out, n);
}

/* A failed report is complained of and the run goes on; a database that cannot be written ends it. */
static int add_one(add_state *s, const char *name, const char *json, size_t n, const char *version)
{
    sitrep_error err = {0};
    sitrep_added added;
    if (n == 0) {
        s->n_kept++;
        return EXIT_FINE;
    }
    sitrep_status status = sitrep_store_add(s->store, json, n, version, &added, &err);
    if (status != SITREP_OK) {
        if (s->progress) fputs("\r\033[K", stderr);
        cli_complain_error(name, &err);
        s->n_failed++;
        return status == SITREP_E_FORMAT || status == SITREP_E_LIMIT ? EXIT_SOME : EXIT_ENGINE;
    }
    s->n_added += added == SITREP_ADDED;
    s->n_recoded += added == SITREP_RECODED;
    s->n_kept += added == SITREP_KEPT;
    return EXIT_FINE;
}

static int emit_one(cli_job *job, void *ctx)
{
    add_state *s = ctx;
    int code = EXIT_SOME;
    if (job->err.status == SITREP_OK) code = add_one(s, job->doc.name, job->out, job->n_out, s->version);
    else {
        if (s->progress) fputs("\r\033[K", stderr);
        cli_complain_error(job->doc.name, &job->err);
        s->n_failed++;
    }
    show_progress(s, false);
    return code;
}

/* Records made elsewhere (sitrep read --format json), one a line. */
static int add_records(add_state *s, const char *path)
{
    FILE *in = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    char *line = NULL, name[300];
    size_t cap = 0, number = 0;
    ssize_t n;
    int code = EXIT_FINE;
    if (in == NULL) {
        cli_complain("%s: cannot be opened", path);
        return EXIT_SOME;
    }
    while (code != EXIT_ENGINE && (n = getline(&line, &cap, in)) > 0) {
        number++;
        while (n > 0 && (line[n - 1] == '\n' || line[n - 1] == '\r')) n--;
        if (n == 0) continue;
        snprintf(name, sizeof name, "%.200s:%zu", path, number);
        int one = add_one(s, name, line, (size_t)n, NULL);
        code = one > code ? one : code;
        show_progress(s, false);
    }
    free(line);
    if (in != stdin) fclose(in);
    return code;
}

static void begin_state(add_state *s, bool quiet)
{
    *s = (add_state){.progress = isatty(STDERR_FILENO) && !quiet, .quiet = quiet};
    pthread_mutex_init(&s->lock, NULL);
    clock_gettime(CLOCK_MONOTONIC, &s->begin);
}

static void end_state(add_state *s, const char *path)
{
    show_progress(s, true);
    if (!s->quiet && s->store != NULL)
        fprintf(stderr, "%s: %zu added, %zu recoded, %zu were there, %zu failed\n", path, s->n_added, s->n_recoded, s->n_kept, s->n_failed);
    sitrep_store_close(s->seen);
    sitrep_store_close(s->store);
    pthread_mutex_destroy(&s->lock);
}

static void print_add_help(FILE *out)
{
    fputs("Usage: sitrep add DB INPUT... [options]       '-' is standard input\n"
          "\n"
          "Reads reports into a database, which is made when it is not there. What is there already is not read again: a run that\n"
          "was cut off is started again with the same command.\n"
          "\n"
          "Examples\n"
          "  sitrep add war.db reports/*.md\n"
          "  zcat news.jsonl.gz | sitrep add war.db - --map text=body,date=published\n"
          "  sitrep add war.db --records records.jsonl     records that 'sitrep read' wrote\n"
          "\n"
          "Options\n"
          "  --records         the inputs are records (sitrep.report/1, one a line), not reports\n"
          "  --date D, --outlet O, --title T, --map K=V,...    as in 'sitrep read'\n"
          "  --threads N       threads that read, 0 one a processor (the default)\n"
          "  --model FILE      other weights\n"
          "  --quiet           no summary and no progress\n",
          out);
}

typedef struct add_wish {
    bool records, quiet;
} add_wish;

static bool take_flag(const char *name, const char *value, void *ctx)
{
    add_wish *wish = ctx;
    (void)value;
    *(strcmp(name, "records") == 0 ? &wish->records : &wish->quiet) = true;
    return true;
}

static int add_all_records(add_state *s, const cli_inputs *inputs)
{
    int code = EXIT_FINE;
    for (size_t i = 0; i < inputs->n_files && code != EXIT_ENGINE; i++) {
        int one = add_records(s, inputs->files[i]);
        code = one > code ? one : code;
    }
    return code;
}

/* Reads inputs into the database at path, or takes them as records. */
static int add_inputs(add_state *s, const char *path, const cli_inputs *inputs, bool records)
{
    sitrep_engine *engine = NULL;
    sitrep_error err = {0};
    if (!records && cli_open_engine(inputs->model, &engine) != SITREP_OK) return EXIT_ENGINE;
    int code = EXIT_ENGINE;
    if (sitrep_store_open(path, SITREP_STORE_CREATE, NULL, &s->store, &err) != SITREP_OK) cli_complain_error(NULL, &err);
    else if (records) code = add_all_records(s, inputs);
    else {
        if (sitrep_store_open(path, SITREP_STORE_READ, NULL, &s->seen, &err) != SITREP_OK) s->seen = NULL; /* then it is read again */
        s->version = sitrep_engine_version(engine);
        code = cli_inputs_read(inputs, engine, code_one, emit_one, s);
    }
    sitrep_engine_close(engine);
    return code;
}

int cmd_add(int argc, char **argv)
{
    add_wish wish = {0};
    cli_command command = {.known = "date= outlet= title= map= threads= model= records quiet help", .help = print_add_help,
                           .own = take_flag, .ctx = &wish,
                           .least = 2, .missing = "name a database and at least one input"};
    cli_inputs inputs;
    int code = cli_inputs_take(argc, argv, &command, &inputs);
    if (code == CLI_GO_ON) {
        add_state s;
        const char *path = inputs.files[0];
        inputs.files++;
        inputs.n_files--;
        begin_state(&s, wish.quiet);
        code = add_inputs(&s, path, &inputs, wish.records);
        end_state(&s, path);
    }
    cli_inputs_clear(&inputs);
    return code;
}

/* ---- recode ---------------------------------------------------------------------------------------------------------------- */

typedef struct recode_state {
    add_state add;
    sitrep_session *session;
} recode_state;

static sitrep_status recode_one(void *ctx, const sitrep_source *source, const char *text, size_t n_bytes, const char *version)
{
    recode_state *r = ctx;
    sitrep_report *report;
    sitrep_error err = {0};
    if (strcmp(version, r->add.version) == 0) {
        r->add.n_kept++;
        return SITREP_OK;
    }
    sitrep_status status = sitrep_read(r->session, source, text, n_bytes, &report, &err);
    if (status != SITREP_OK) {
        cli_complain_error(source->uri, &err);
        r->add.n_failed++;
        return status == SITREP_E_NOMEM ? status : SITREP_OK;
    }
    size_t n = 0;
    const char *json = sitrep_report_json(report, &n);
    if (json == NULL) return SITREP_E_NOMEM;
    int code = add_one(&r->add, source->uri != NULL ? source->uri : "report", json, n, r->add.version);
    show_progress(&r->add, false);
    return code == EXIT_ENGINE ? SITREP_E_IO : SITREP_OK;
}

int cmd_recode(int argc, char **argv)
{
    cli_options o = {.argc = argc, .argv = argv, .known = "model= quiet help"};
    const char *name, *value, *model = NULL, *path = NULL;
    sitrep_engine *engine = NULL;
    recode_state r = {0};
    bool quiet = false;
    cli_kind kind;
    sitrep_error err = {0};
    while ((kind = cli_next(&o, &name, &value)) != CLI_END) {
        if (kind == CLI_BAD) return EXIT_USAGE;
        if (kind == CLI_OPERAND && path == NULL) path = value;
        else if (kind == CLI_OPERAND) {
            cli_complain("recode: one database at a time, not '%s' too", value);
            return EXIT_USAGE;
        } else if (strcmp(name, "model") == 0) model = value;
        else if (strcmp(name, "quiet") == 0) quiet = true;
        else {
            fputs("Usage: sitrep recode DB [--model FILE] [--quiet]\n\nReads again every report that another version coded; 'sitrep diff DB' shows what changed.\n",
                  stdout);
            return EXIT_FINE;
        }
    }
    if (path == NULL) {
        cli_complain("recode: name a database. See 'sitrep recode --help'");
        return EXIT_USAGE;
    }
    int code = EXIT_ENGINE;
    begin_state(&r.add, quiet);
    if (cli_open_engine(model, &engine) == SITREP_OK) {
        r.add.version = sitrep_engine_version(engine);
        sitrep_status status = sitrep_store_open(path, SITREP_STORE_WRITE, NULL, &r.add.store, &err);
        if (status == SITREP_OK) status = sitrep_session_new(engine, &r.session, &err);
        if (status == SITREP_OK) status = sitrep_store_each(r.add.store, recode_one, &r, &err);
        if (status != SITREP_OK && err.status != SITREP_OK) cli_complain_error(NULL, &err);
        code = status != SITREP_OK ? EXIT_ENGINE : r.add.n_failed > 0 ? EXIT_SOME : EXIT_FINE;
    }
    end_state(&r.add, path);
    sitrep_session_free(r.session);
    sitrep_engine_close(engine);
    return code;
}
