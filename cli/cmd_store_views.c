/* sitrep events, figures, control, actors, timeline, incidents, brief, diff, export, compare: what a database holds; sitrep merge,
 * split, undo: decisions by hand. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "commands.h"

static const char filter_names[] = "place= actor= kind= from= to= source= certainty= min-score= sphere= best= at= format= help";

static const char filter_help[] =
    "\nFilters\n"
    "  --place P         in the place's name or that of what it lies in       --actor A    in a doer's or sufferer's name\n"
    "  --kind K,...      kinds (capture,airstrike; figures: killed,wounded)   --source S   in the outlet's or a source's name\n"
    "  --from D --to D   dates, both included                                 --sphere S   crime,accident,disaster,sport or all\n"
    "  --certainty C,... asserted,claimed,reported,estimated,possible         --min-score X\n"
    "  --best B          which claim is best: latest (default), median, most-sourced\n";

/* A score is a decimal number in [0, 1]. */
static bool take_score(const char *s, double *v)
{
    char *end;
    *v = strtod(s, &end);
    return end != s && *end == '\0' && *v >= 0 && *v <= 1;
}

/* Takes one option of the filters; false: it is none of them. */
static bool take_filter(sitrep_query *q, const char *name, const char *value, bool *ok)
{
    *ok = true;
    if (strcmp(name, "place") == 0) q->place = value;
    else if (strcmp(name, "actor") == 0) q->actor = value;
    else if (strcmp(name, "kind") == 0) q->kind = value;
    else if (strcmp(name, "from") == 0) q->from = value;
    else if (strcmp(name, "to") == 0) q->to = value;
    else if (strcmp(name, "source") == 0) q->source = value;
    else if (strcmp(name, "certainty") == 0) q->certainty = value;
    else if (strcmp(name, "sphere") == 0) q->sphere = value;
    else if (strcmp(name, "best") == 0) q->best = value;
    else if (strcmp(name, "at") == 0) q->at = value;
    else if (strcmp(name, "min-score") == 0) {
        *ok = take_score(value, &q->min_score);
        if (!*ok) cli_complain("--min-score needs a number from 0 to 1, not '%s'", value);
    } else return false;
    return true;
}

static int failed(const sitrep_error *err)
{
    cli_complain_error(NULL, err);
    return err->status == SITREP_E_ARGUMENT ? EXIT_USAGE : EXIT_ENGINE;
}

static sitrep_store *open_store(const char *command, const char *path, int mode, int *code)
{
    sitrep_store *store = NULL;
    sitrep_error err = {0};
    *code = EXIT_USAGE;
    if (path == NULL) {
        cli_complain("%s: name a database. See 'sitrep %s --help'", command, command);
        return NULL;
    }
    *code = EXIT_ENGINE;
    if (sitrep_store_open(path, mode, NULL, &store, &err) != SITREP_OK) cli_complain_error(NULL, &err);
    return store;
}

int cmd_view(int argc, char **argv)
{
    cli_options o = {.argc = argc, .argv = argv, .known = filter_names};
    sitrep_query q = {0};
    const char *name, *value, *path = NULL, *format = NULL, *text;
    size_t n;
    int code;
    bool ok, brief = strcmp(argv[0], "brief") == 0;
    cli_kind kind;
    sitrep_error err = {0};
    while ((kind = cli_next(&o, &name, &value)) != CLI_END) {
        if (kind == CLI_BAD) return EXIT_USAGE;
        if (kind == CLI_OPERAND && path == NULL) path = value;
        else if (kind == CLI_OPERAND) {
            cli_complain("%s: one database at a time, not '%s' too", argv[0], value);
            return EXIT_USAGE;
        } else if (strcmp(name, "format") == 0) format = value;
        else if (strcmp(name, "help") == 0) {
            printf("Usage: sitrep %s DB [filters] [--format %s]\n%s%s", argv[0], brief ? "text|md|html" : "table|jsonl|csv|geojson", filter_help,
                   strcmp(argv[0], "control") == 0 ? "  --at DATE         the state of each place on that date\n" : "");
            return EXIT_FINE;
        } else if (take_filter(&q, name, value, &ok) && !ok) return EXIT_USAGE;
    }
    sitrep_store *store = open_store(argv[0], path, SITREP_STORE_READ, &code);
    if (store == NULL) return code;
    if (sitrep_store_view(store, argv[0], format, &q, &text, &n, &err) != SITREP_OK) code = failed(&err);
    else code = cli_write(text, n);
    sitrep_store_close(store);
    return code;
}

int cmd_export(int argc, char **argv)
{
    char known[400];
    snprintf(known, sizeof known, "as= level= copies numbers %s", filter_names);
    cli_options o = {.argc = argc, .argv = argv, .known = known};
    sitrep_query q = {0};
    sitrep_layout layout = {0};
    const char *name, *value, *path = NULL, *text;
    size_t n;
    int code;
    bool ok;
    cli_kind kind;
    sitrep_error err = {0};
    while ((kind = cli_next(&o, &name, &value)) != CLI_END) {
        if (kind == CLI_BAD) return EXIT_USAGE;
        if (kind == CLI_OPERAND && path == NULL) path = value;
        else if (kind == CLI_OPERAND) {
            cli_complain("export: one database at a time, not '%s' too", value);
            return EXIT_USAGE;
        } else if (strcmp(name, "as") == 0 || strcmp(name, "format") == 0) layout.name = value;
        else if (strcmp(name, "level") == 0) layout.level = value;
        else if (strcmp(name, "copies") == 0) layout.copies = 1;
        else if (strcmp(name, "numbers") == 0) layout.numbers = 1;
        else if (strcmp(name, "help") == 0) {
            printf("Usage: sitrep export DB --as LAYOUT [--level incident|report] [filters]\n\n"
                   "  --as LAYOUT       acled, ged, polecat, gdelt, phoenix, hxl, viina, geojson or csv (what each cannot hold: docs/exports.md)\n"
                   "  --level L         incident: one row an incident (default); report: one row for each report that tells of it\n"
                   "  --copies          report level: copies too\n"
                   "  --numbers         acled: inter codes as numbers, as in older files\n%s", filter_help);
            return EXIT_FINE;
        } else if (take_filter(&q, name, value, &ok) && !ok) return EXIT_USAGE;
    }
    if (layout.name == NULL) {
        cli_complain("export: --as acled, ged, polecat, gdelt, phoenix, hxl, viina, geojson or csv");
        return EXIT_USAGE;
    }
    sitrep_store *store = open_store("export", path, SITREP_STORE_READ, &code);
    if (store == NULL) return code;
    if (sitrep_store_export(store, &layout, &q, &text, &n, &err) != SITREP_OK) code = failed(&err);
    else code = cli_write(text, n);
    sitrep_store_close(store);
    return code;
}

/* A whole file in malloc memory, or NULL after a message. */
static char *whole_file(const char *path, size_t *n)
{
    FILE *in = fopen(path, "rb");
    char *data = NULL;
    size_t cap = 0, got;
    *n = 0;
    if (in == NULL) {
        cli_complain("%s: cannot be opened", path);
        return NULL;
    }
    do {
        if (*n == cap) {
            char *more = realloc(data, cap = cap > 0 ? cap * 2 : 65536);
            if (more == NULL) {
                free(data);
                data = NULL;
                break;
            }
            data = more;
        }
        got = fread(data + *n, 1, cap - *n, in);
        *n += got;
    } while (got > 0);
    if (data == NULL || ferror(in)) {
        cli_complain("%s: cannot be read", path);
        free(data);
        data = NULL;
    }
    fclose(in);
    return data;
}

int cmd_compare(int argc, char **argv)
{
    cli_options o = {.argc = argc, .argv = argv, .known = filter_names};
    sitrep_query q = {0};
    const char *name, *value, *path = NULL, *file = NULL, *text;
    size_t n, n_file;
    int code;
    bool ok;
    cli_kind kind;
    sitrep_error err = {0};
    while ((kind = cli_next(&o, &name, &value)) != CLI_END) {
        if (kind == CLI_BAD) return EXIT_USAGE;
        if (kind == CLI_OPERAND && path == NULL) path = value;
        else if (kind == CLI_OPERAND && file == NULL) file = value;
        else if (kind == CLI_OPERAND) {
            cli_complain("compare: one database and one file, not '%s' too", value);
            return EXIT_USAGE;
        } else if (strcmp(name, "help") == 0) {
            printf("Usage: sitrep compare DB FILE [filters]\n\nFILE is an ACLED, UCDP GED or POLECAT file with its header.\n%s", filter_help);
            return EXIT_FINE;
        } else if (take_filter(&q, name, value, &ok) && !ok) return EXIT_USAGE;
    }
    if (file == NULL) {
        cli_complain("compare: name a database and a file. See 'sitrep compare --help'");
        return EXIT_USAGE;
    }
    char *data = whole_file(file, &n_file);
    if (data == NULL) return EXIT_ENGINE;
    sitrep_store *store = open_store("compare", path, SITREP_STORE_READ, &code);
    if (store != NULL) {
        if (sitrep_store_compare(store, data, n_file, &q, &text, &n, &err) != SITREP_OK) code = failed(&err);
        else code = cli_write(text, n);
    }
    sitrep_store_close(store);
    free(data);
    return code;
}

/* merge DB A B, split DB INCIDENT REPORT, undo DB */
int cmd_decide(int argc, char **argv)
{
    static const char help[] = "Usage: sitrep merge DB INCIDENT INCIDENT     two incidents are one\n"
                               "       sitrep split DB INCIDENT REPORT       what that report tells is another incident\n"
                               "       sitrep undo DB                        takes back the last decision\n\n"
                               "Incidents and reports are named by their ids ('sitrep incidents DB'). Decisions are kept beside the machine's.\n";
    cli_options o = {.argc = argc, .argv = argv, .known = "help"};
    const char *name, *value, *words[3] = {NULL, NULL, NULL};
    int n_words = 0, wanted = strcmp(argv[0], "undo") == 0 ? 1 : 3, code;
    cli_kind kind;
    sitrep_error err = {0};
    while ((kind = cli_next(&o, &name, &value)) != CLI_END) {
        if (kind == CLI_BAD) return EXIT_USAGE;
        if (kind == CLI_OPTION) {
            fputs(help, stdout);
            return EXIT_FINE;
        }
        if (n_words < 3) words[n_words] = value;
        n_words++;
    }
    if (n_words != wanted) {
        cli_complain("%s: %s. See 'sitrep %s --help'", argv[0], wanted == 1 ? "name a database" : "name a database and two ids", argv[0]);
        return EXIT_USAGE;
    }
    sitrep_store *store = open_store(argv[0], words[0], SITREP_STORE_WRITE, &code);
    if (store == NULL) return code;
    uint32_t n = 0;
    sitrep_status status = strcmp(argv[0], "merge") == 0   ? sitrep_store_merge(store, words[1], words[2], &err)
                           : strcmp(argv[0], "split") == 0 ? sitrep_store_split(store, words[1], words[2], &err)
                                                           : sitrep_store_undo(store, &n, &err);
    code = status == SITREP_OK ? EXIT_FINE : failed(&err);
    sitrep_store_close(store);
    return code;
}
