/* sitrep explain FILE [LINE]: the words and the reason behind a line of the view. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "inputs.h"

static void print_help(FILE *out)
{
    fputs("Usage: sitrep explain FILE [LINE] [options]\n"
          "\n"
          "Examples\n"
          "  sitrep explain report.txt 3 --date 2016-08-11      what line [3] of the view rests on\n"
          "  sitrep explain report.txt                          every sentence that gave a record\n"
          "\n"
          "Options\n"
          "  --date D, --outlet O, --title T, --map K=V,...     as for 'sitrep read'; give the same date as there\n"
          "  --document N    the N-th report of a file that holds many (1)\n"
          "  --model FILE    other weights\n",
          out);
}

static int explain(sitrep_engine *engine, const cli_document *doc, long line)
{
    sitrep_session *session = NULL;
    sitrep_report *report;
    sitrep_error err = {0};
    sitrep_source source = cli_document_source(doc);
    sitrep_view view = {.color = cli_wants_color(STDOUT_FILENO), .n_columns = cli_columns(STDOUT_FILENO),
                        .name = doc->name};
    const char *text;
    size_t n;
    int code = EXIT_SOME;
    if (sitrep_session_new(engine, &session, &err) != SITREP_OK) {
        cli_complain_error(NULL, &err);
        return EXIT_ENGINE;
    }
    if (sitrep_read(session, &source, doc->text, doc->n_bytes, &report, &err) != SITREP_OK)
        cli_complain_error(doc->name, &err);
    else if (sitrep_report_explain(report, (uint32_t)line, &view, &text, &n, &err) == SITREP_OK)
        code = cli_write(text, n);
    else if (err.status == SITREP_E_NOTFOUND) cli_complain("%s: has no line [%ld]", doc->name, line);
    else cli_complain_error(doc->name, &err);
    sitrep_session_free(session);
    return code;
}

/* "news.jsonl#3", as the views name the third report of a file, is its file and --document 3. file_name gets the file. */
static bool split_name(const char *name, char *file_name, size_t size, long *number)
{
    const char *mark = strrchr(name, '#');
    if (mark == NULL || access(name, F_OK) == 0 || (size_t)(mark - name) >= size) return false;
    if (!cli_number(mark + 1, 1, 1000000000, number)) return false;
    memcpy(file_name, name, (size_t)(mark - name));
    file_name[mark - name] = '\0';
    return true;
}

static bool take_document(const char *name, const char *value, void *ctx)
{
    (void)name; /* the only option of its own */
    if (cli_number(value, 1, 1000000000, ctx)) return true;
    cli_complain("explain: --document needs a number from 1, not '%s'", value);
    return false;
}

/* Explains a line of the number-th document of inputs. */
static int explain_document(const cli_inputs *inputs, sitrep_engine *engine, long number, long line)
{
    cli_documents *docs;
    cli_document doc = {0};
    int code = EXIT_SOME;
    sitrep_status status = cli_documents_open(inputs, &docs);
    if (status != SITREP_OK) return status == SITREP_E_ARGUMENT ? EXIT_USAGE : EXIT_ENGINE;
    long i = 0;
    while (i < number && cli_documents_next(docs, &doc)) {
        if (++i == number) {
            if (doc.err.status != SITREP_OK) cli_complain_error(doc.name, &doc.err);
            else code = explain(engine, &doc, line);
        }
        cli_document_clear(&doc);
    }
    if (i < number) cli_complain("%s: has no document %ld", inputs->files[0], number);
    cli_documents_close(docs);
    return code;
}

/* inputs: FILE [LINE]. CLI_GO_ON, or an exit code after a message. */
static int take_line(cli_inputs *inputs, long *line)
{
    if (inputs->n_files > 2) {
        cli_complain("explain: one file and one line at a time");
        return EXIT_USAGE;
    }
    if (inputs->n_files == 2 && !cli_number(inputs->files[1], 1, 1000000000, line)) {
        cli_complain("explain: '%s' is no line number", inputs->files[1]);
        return EXIT_USAGE;
    }
    inputs->n_files = 1;
    return CLI_GO_ON;
}

int cmd_explain(int argc, char **argv)
{
    long line = 0, number = 1;
    cli_command command = {.known = "date= outlet= title= map= model= document= help", .help = print_help,
                           .own = take_document, .ctx = &number, .least = 1, .missing = "no input"};
    cli_inputs inputs;
    char file_name[4096];
    sitrep_engine *engine = NULL;
    int code = cli_inputs_take(argc, argv, &command, &inputs);
    if (code == CLI_GO_ON) code = take_line(&inputs, &line);
    if (code == CLI_GO_ON) {
        if (split_name(inputs.files[0], file_name, sizeof file_name, &number)) inputs.operands[0] = file_name;
        code = cli_open_engine(inputs.model, &engine) != SITREP_OK ? EXIT_ENGINE
                                                                   : explain_document(&inputs, engine, number, line);
    }
    sitrep_engine_close(engine);
    cli_inputs_clear(&inputs);
    return code;
}
