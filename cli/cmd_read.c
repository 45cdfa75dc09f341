/* sitrep read: reports in, records out, in the order of the input at any number of threads. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "inputs.h"

typedef struct read_state {
    bool json;
    bool color;
    int n_columns;
    size_t n_shown;
} read_state;

static void print_help(FILE *out)
{
    fputs("Usage: sitrep read FILE... [options]          '-' is standard input\n"
          "\n"
          "Examples\n"
          "  sitrep read report.txt --date 2016-08-11\n"
          "  sitrep read reports/*.md --format json > records.jsonl\n"
          "  zcat news.jsonl.gz | sitrep read - --map text=body,date=published --threads 4\n"
          "\n"
          "Options\n"
          "  --date D          publication date of the reports (ISO 8601); without one, years that hang on it stay open\n"
          "  --outlet O        who published them\n"
          "  --title T         their title\n"
          "  --map K=V,...     JSON and JSONL: which field is text, title, date, outlet, author, uri\n"
          "  --format F        json (one line a report) or text (a table); text on a terminal, json otherwise\n"
          "  --threads N       threads, 0 one a processor (the default); the output is the same\n"
          "  --model FILE      other weights\n"
          "\n"
          "A report that cannot be read gives one sitrep.error/1 line (json) and one message; the others are read.\n",
          out);
}

/* In a worker. */
static void code_one(sitrep_session *session, cli_job *job, void *ctx)
{
    const read_state *state = ctx;
    sitrep_source source = cli_document_source(&job->doc);
    sitrep_report *report;
    if (sitrep_read(session, &source, job->doc.text, job->doc.n_bytes, &report, &job->err) != SITREP_OK) return;
    size_t n = 0;
    const char *out;
    if (state->json) {
        out = sitrep_report_json(report, &n);
    } else {
        sitrep_view view = {.color = state->color, .n_columns = state->n_columns, .name = job->doc.name};
        out = sitrep_report_text(report, &view, &n);
    }
    cli_job_set(job, out, n);
}

/* In the main thread, in input order. */
static int emit_one(cli_job *job, void *ctx)
{
    read_state *state = ctx;
    if (job->err.status == SITREP_OK) {
        if (!state->json && state->n_shown++ > 0 && cli_write("\n", 1) != EXIT_FINE) return EXIT_ENGINE;
        if (cli_write(job->out, job->n_out) != EXIT_FINE) return EXIT_ENGINE;
        return state->json ? cli_write("\n", 1) : EXIT_FINE;
    }
    cli_complain_error(job->doc.name, &job->err);
    if (state->json) {
        char *line = cli_error_line(job->doc.name, &job->err);
        if (line == NULL) return EXIT_ENGINE;
        int code = cli_write(line, strlen(line));
        free(line);
        if (code != EXIT_FINE || cli_write("\n", 1) != EXIT_FINE) return EXIT_ENGINE;
    }
    return EXIT_SOME;
}

static bool take_format(const char *name, const char *value, void *ctx)
{
    read_state *state = ctx;
    (void)name; /* the only option of its own */
    state->json = strcmp(value, "json") == 0;
    if (state->json || strcmp(value, "text") == 0) return true;
    cli_complain("read: no format '%s'; json or text", value);
    return false;
}

int cmd_read(int argc, char **argv)
{
    read_state state = {.json = !isatty(STDOUT_FILENO), .color = cli_wants_color(STDOUT_FILENO),
                        .n_columns = cli_columns(STDOUT_FILENO)};
    cli_command command = {.known = "date= outlet= title= map= format= threads= model= help", .help = print_help,
                           .own = take_format, .ctx = &state,
                           .least = 1, .missing = "no input. Name files, or '-' for standard input"};
    cli_inputs inputs;
    sitrep_engine *engine = NULL;
    int code = cli_inputs_take(argc, argv, &command, &inputs);
    if (code == CLI_GO_ON)
        code = cli_open_engine(inputs.model, &engine) != SITREP_OK
                   ? EXIT_ENGINE
                   : cli_inputs_read(&inputs, engine, code_one, emit_one, &state);
    sitrep_engine_close(engine);
    cli_inputs_clear(&inputs);
    return code;
}
