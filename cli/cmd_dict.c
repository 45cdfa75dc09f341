/* sitrep dict lint|build|import: the dictionaries that people edit, checked and compiled. */
#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "commands.h"

static void print_help(FILE *out)
{
    fputs("Usage: sitrep dict lint DATA_DIR\n"
          "       sitrep dict build DATA_DIR --out IMAGE\n"
          "       sitrep dict import PETRARCH_DIR --out FOLDER\n"
          "\n"
          "  sitrep dict lint data\n"
          "  sitrep dict build data --out build/share/sitrep/lexicon.srl\n"
          "\n"
          "lint     the problems of a folder of dictionaries, one a line with file and line; exit code 1 when one is an error\n"
          "build    compiles the folder to an image that the engine reads; bad lines are named and left out\n"
          "import   turns PETRARCH dictionaries (actors, agents, verbs, discards) into files of ours, to be looked through\n"
          "\n"
          "Options\n"
          "  --out PATH   where build and import write\n",
          out);
}

int cmd_dict(int argc, char **argv)
{
    cli_options o = {.argc = argc, .argv = argv, .known = "out= help"};
    const char *name, *value, *verb = NULL, *folder = NULL, *out = NULL;
    cli_kind kind;
    while ((kind = cli_next(&o, &name, &value)) != CLI_END) {
        if (kind == CLI_BAD) return EXIT_USAGE;
        if (kind == CLI_OPERAND && verb == NULL) verb = value;
        else if (kind == CLI_OPERAND && folder == NULL) folder = value;
        else if (kind == CLI_OPERAND) {
            cli_complain("one folder at a time, not '%s' too", value);
            return EXIT_USAGE;
        } else if (strcmp(name, "out") == 0) out = value;
        else {
            print_help(stdout);
            return cli_flush();
        }
    }
    bool lint = verb != NULL && strcmp(verb, "lint") == 0, build = verb != NULL && strcmp(verb, "build") == 0;
    bool import = verb != NULL && strcmp(verb, "import") == 0;
    if (folder == NULL || (!lint && !build && !import)) {
        print_help(stderr);
        return EXIT_USAGE;
    }
    if (lint != (out == NULL)) {
        cli_complain(lint ? "lint writes no file" : "%s needs --out", verb);
        return EXIT_USAGE;
    }
    char *problems = NULL;
    uint32_t n = 0;
    sitrep_error err = {0};
    sitrep_status status = import ? sitrep_dict_import(folder, out, &problems, &n, &err)
                                  : sitrep_dict_compile(folder, out, &problems, &n, &err);
    if (status != SITREP_OK) {
        cli_complain_error(NULL, &err);
        return EXIT_SOME;
    }
    fputs(problems, lint ? stdout : stderr);
    sitrep_dict_free(problems);
    if (import) printf("%s: %u entries\n", out, (unsigned)n);
    int flushed = cli_flush();
    return flushed != EXIT_FINE ? flushed : !import && n > 0 ? EXIT_SOME : EXIT_FINE;
}
