/* sitrep explain FILE [LINE]: the words and the reason behind a line of the view. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "documents.h"

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

int cmd_explain(int argc, char **argv)
{
    cli_options o = {.argc = argc, .argv = argv, .known = "date= outlet= title= map= model= document= help"};
    const char *name, *value, *model = NULL, *file = NULL, *line_word = NULL;
    cli_inputs inputs = {.files = &file, .n_files = 1};
    char file_name[4096];
    long line = 0, number = 1;
    cli_kind kind;
    while ((kind = cli_next(&o, &name, &value)) != CLI_END) {
        if (kind == CLI_BAD) return EXIT_USAGE;
        if (kind == CLI_OPERAND) {
            if (line_word != NULL) {
                cli_complain("explain: one file and one line at a time");
                return EXIT_USAGE;
            }
            if (file == NULL) file = value;
            else line_word = value;
        } else if (strcmp(name, "date") == 0) inputs.date = value;
        else if (strcmp(name, "outlet") == 0) inputs.outlet = value;
        else if (strcmp(name, "title") == 0) inputs.title = value;
        else if (strcmp(name, "map") == 0) inputs.map = value;
        else if (strcmp(name, "model") == 0) model = value;
        else if (strcmp(name, "help") == 0) {
            print_help(stdout);
            return EXIT_FINE;
        } else if (!cli_number(value, 1, 1000000000, &number)) {
            cli_complain("explain: --document needs a number from 1, not '%s'", value);
            return EXIT_USAGE;
        }
    }
    if (file == NULL) {
        cli_complain("explain: no input. See 'sitrep explain --help'");
        return EXIT_USAGE;
    }
    if (split_name(file, file_name, sizeof file_name, &number)) file = file_name;
    if (line_word != NULL && !cli_number(line_word, 1, 1000000000, &line)) {
        cli_complain("explain: '%s' is no line number", line_word);
        return EXIT_USAGE;
    }
    sitrep_engine *engine = NULL;
    cli_documents *docs = NULL;
    cli_document doc = {0};
    int code = EXIT_ENGINE;
    if (cli_open_engine(model, &engine) != SITREP_OK) return EXIT_ENGINE;
    if (cli_documents_open(&inputs, &docs) != SITREP_OK) goto done;
    code = EXIT_SOME;
    for (long i = 1; cli_documents_next(docs, &doc); i++) {
        if (i == number) {
            if (doc.err.status != SITREP_OK) cli_complain_error(doc.name, &doc.err);
            else code = explain(engine, &doc, line);
            cli_document_clear(&doc);
            goto done;
        }
        cli_document_clear(&doc);
    }
    cli_complain("%s: has no document %ld", file, number);
done:
    cli_documents_close(docs);
    sitrep_engine_close(engine);
    return code;
}
