/* sitrep annotate: what the model says of each token, a JSON line a document, for developers and the benchmarks. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "pool.h"

static void print_help(FILE *out)
{
    fputs("Usage: sitrep annotate FILE... [options]      '-' is standard input\n"
          "\n"
          "  sitrep annotate report.txt | python3 -m json.tool\n"
          "\n"
          "A JSON line a document: tokens and sentences as [begin, end) in code points, each head's labels and scores,\n"
          "the dependency tree, the links above the model's floor as [from, to, label, score] between tokens.\n"
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
    cli_options o = {.argc = argc, .argv = argv, .known = "date= map= threads= model= help"};
    cli_inputs inputs = {0};
    const char *name, *value, *model = NULL;
    const char **files = calloc((size_t)argc + 1, sizeof *files);
    sitrep_engine *engine = NULL;
    cli_documents *docs = NULL;
    long n_threads = 0;
    int code = EXIT_USAGE;
    cli_kind kind;
    if (files == NULL) return EXIT_ENGINE;
    while ((kind = cli_next(&o, &name, &value)) != CLI_END) {
        if (kind == CLI_BAD) goto done;
        if (kind == CLI_OPERAND) files[inputs.n_files++] = value;
        else if (strcmp(name, "date") == 0) inputs.date = value;
        else if (strcmp(name, "map") == 0) inputs.map = value;
        else if (strcmp(name, "model") == 0) model = value;
        else if (strcmp(name, "help") == 0) {
            print_help(stdout);
            code = EXIT_FINE;
            goto done;
        } else if (!cli_number(value, 0, 1024, &n_threads)) {
            cli_complain("annotate: --threads needs a number from 0 to 1024, not '%s'", value);
            goto done;
        }
    }
    if (inputs.n_files == 0) {
        cli_complain("annotate: no input. Name files, or '-' for standard input. See 'sitrep annotate --help'");
        goto done;
    }
    inputs.files = files;
    code = EXIT_ENGINE;
    if (cli_open_engine(model, &engine) != SITREP_OK) goto done;
    sitrep_status status = cli_documents_open(&inputs, &docs);
    if (status != SITREP_OK) {
        code = status == SITREP_E_ARGUMENT ? EXIT_USAGE : EXIT_ENGINE;
        goto done;
    }
    cli_pool pool = {.engine = engine, .docs = docs, .n_threads = (int)n_threads, .code = code_one, .emit = emit_one};
    code = cli_pool_run(&pool);
done:
    cli_documents_close(docs);
    sitrep_engine_close(engine);
    free(files);
    return code;
}
