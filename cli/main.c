/* main.c: finds the command and runs it. */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "commands.h"

typedef struct command {
    const char *name, *summary;
    int (*run)(int argc, char **argv);
} command;

#define ROW(name, summary, function) {name, summary, function},
static const command commands[] = {CLI_COMMANDS(ROW)};
#undef ROW
#define NAME(name, summary, function) name " "
static const char command_names[] = CLI_COMMANDS(NAME);
#undef NAME

static void print_help(FILE *out)
{
    fputs("sitrep reads conflict news and keeps the record: who did what to whom, where and when, at what cost,\n"
          "according to whom, and who holds what since.\n"
          "\n"
          "Examples\n"
          "  sitrep read report.txt --date 2016-08-11          the report as a table in the terminal\n"
          "  sitrep read report.txt --date 2016-08-11 --format json\n"
          "                                                    its record, one line of JSON\n"
          "  sitrep explain report.txt 3                       the words and the reason behind line [3]\n"
          "  cat news.jsonl | sitrep read - --map text=body,date=published\n"
          "  sitrep add war.db reports/*.md                    many reports into one database, then:\n"
          "  sitrep brief war.db --format html > brief.html    what happened, who holds what, at what cost\n"
          "  sitrep export war.db --as acled                   incidents in the columns of ACLED\n"
          "  sitrep help read                                  a command's options\n"
          "\n"
          "Commands\n",
          out);
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
        fprintf(out, "  %-12s %s\n", commands[i].name, commands[i].summary);
    fputs("\n"
          "Options\n"
          "  --help       this page\n"
          "  --version    version, data hashes, sources of the data\n"
          "\n"
          "Exit codes: 0 everything read, 1 some input failed, 2 wrong usage, 3 no engine or no output.\n"
          "What sitrep writes is machine-coded, not verified.\n",
          out);
}

static int print_version(void)
{
    sitrep_engine *engine;
    printf("sitrep %s\n", SITREP_VERSION_TEXT);
    if (cli_open_engine(NULL, &engine) == SITREP_OK) {
        printf("engine %s\n", sitrep_engine_version(engine));
        sitrep_engine_close(engine);
    } else {
        puts("engine: not available (see the message)");
    }
    puts("Place names: GeoNames (https://www.geonames.org), CC BY 4.0.\n"
         "Code: Apache License 2.0. Data: see NOTICE. Records are machine-coded, not verified.");
    return cli_flush();
}

static const command *find_command(const char *name)
{
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
        if (strcmp(commands[i].name, name) == 0) return &commands[i];
    return NULL;
}

static int no_command(const char *name)
{
    char nearest[64];
    if (cli_nearest(name, command_names, nearest, sizeof nearest))
        cli_complain("no command '%s'. Did you mean '%s'?", name, nearest);
    else cli_complain("no command '%s'. See 'sitrep --help'", name);
    return EXIT_USAGE;
}

int main(int argc, char **argv)
{
    signal(SIGPIPE, SIG_DFL); /* `sitrep read ... | head` ends quietly */
#ifdef SIGXFSZ
    signal(SIGXFSZ, SIG_IGN); /* a database that may not grow is an error to be told, not a death */
#endif
    const char *name = argc > 1 ? argv[1] : NULL;
    if (name == NULL) {
        print_help(stderr);
        return EXIT_USAGE;
    }
    if (strcmp(name, "--version") == 0 || strcmp(name, "version") == 0) return print_version();
    bool help = strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "help") == 0;
    if (help && argc < 3) {
        print_help(stdout);
        return cli_flush();
    }
    if (help) name = argv[2];
    const command *c = find_command(name);
    if (c == NULL && name[0] == '-') {
        cli_complain("no option '%s'. See 'sitrep --help'", name);
        return EXIT_USAGE;
    }
    if (c == NULL) return no_command(name);
    if (help) {
        static char flag[] = "--help";
        char *args[] = {argv[2], flag, NULL};
        return c->run(2, args);
    }
    int code = c->run(argc - 1, argv + 1);
    int flushed = cli_flush();
    return code != EXIT_FINE ? code : flushed;
}
