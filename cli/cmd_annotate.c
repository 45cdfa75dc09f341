/* sitrep annotate: what the model says of each token, a JSON line a document, for developers and the benchmarks. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "inputs.h"

static void print_help(FILE *out)
{
    fputs("Usage: sitrep annotate FILE... [options]      '-' is standard input\n"
          "\n"
          "  sitrep annotate report.txt | python3 -m json.tool\n"
          "\n"
          "A JSON line a document: tokens and sentences as [begin, end) in code points, each head's labels and scores,\n"
          "the dependency tree, the links above the model's floor as [from, to, label, score] between tokens, the time\n"
          "expressions, and the chains of phrases that are the same.\n"
          "\n"
          "Options\n"
          "  --date D          publication date, on which time expressions are anchored\n"
          "  --map K=V,...     as for 'sitrep read'\n"
          "  --threads N       threads, 0 one a processor (the default); the output is the same\n"
          "  --model FILE      other weights\n",
          out);
}

static void code_one(sitrep_session *session, cli_job *job, void *ctx)
{
    const char *json;
    size_t n;
    (void)ctx;
    if (sitrep_annotate(session, job->doc.uri, job->doc.published, job->doc.text, job->doc.n_bytes, &json, &n,
                        &job->err) == SITREP_OK)
        cli_job_set(job, json, n);
}

static int emit_one(cli_job *job, void *ctx)
{
    (void)ctx;
    int code = EXIT_FINE;
    char *line = NULL;
    if (job->err.status != SITREP_OK) {
        cli_complain_error(job->doc.name, &job->err);
        line = cli_error_line(job->doc.name, &job->err);
        if (line == NULL) return EXIT_ENGINE;
        code = EXIT_SOME;
    }
    if (cli_write(line != NULL ? line : job->out, line != NULL ? strlen(line) : job->n_out) != EXIT_FINE ||
        cli_write("\n", 1) != EXIT_FINE)
        code = EXIT_ENGINE;
    free(line);
    return code;
}

int cmd_annotate(int argc, char **argv)
{
    cli_command command = {.known = "date= map= threads= model= help", .help = print_help,
                           .least = 1, .missing = "no input. Name files, or '-' for standard input"};
    cli_inputs inputs;
    sitrep_engine *engine = NULL;
    int code = cli_inputs_take(argc, argv, &command, &inputs);
    if (code == CLI_GO_ON)
        code = cli_open_engine(inputs.model, &engine) != SITREP_OK
                   ? EXIT_ENGINE
                   : cli_inputs_read(&inputs, engine, code_one, emit_one, NULL);
    sitrep_engine_close(engine);
    cli_inputs_clear(&inputs);
    return code;
}
