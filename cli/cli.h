/* cli.h: what the commands share: exit codes, messages, options, opening the engine. The program sees only sitrep.h.
 *
 *     cli_options o = {.argc = argc, .argv = argv, .known = "date= outlet= help"};
 *     const char *name, *value; cli_kind kind;
 *     while ((kind = cli_next(&o, &name, &value)) != CLI_END) ...
 */
#ifndef SITREP_CLI_CLI_H
#define SITREP_CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>

#include "sitrep.h"

enum cli_exit {
    EXIT_FINE = 0,   /* everything was read */
    EXIT_SOME = 1,   /* at least one input failed; the others were read */
    EXIT_USAGE = 2,  /* the command line is wrong */
    EXIT_ENGINE = 3  /* no engine: data missing or damaged, no memory, output cannot be written */
};

typedef enum cli_kind { CLI_END = 0, CLI_OPTION, CLI_OPERAND, CLI_BAD } cli_kind;

/* Walks a command line. known: option names, separated by blanks, those with a value end in "=". */
typedef struct cli_options {
    int argc;
    char **argv;
    const char *known;
    int at;       /* last argument taken; begin with 0 */
    bool no_more; /* "--" was seen */
} cli_options;

/* The next argument: an option (name without dashes, value or NULL), an operand (in *value; "-" is one), CLI_BAD after a
 * message, CLI_END. "--name value" and "--name=value" are the same. */
cli_kind cli_next(cli_options *o, const char **name, const char **value);

/* "sitrep: <message>" on standard error, control characters replaced. */
void cli_complain(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The same for a sitrep_error: "sitrep: <thing>: <message> at byte N (line N): <detail>". thing may be NULL. */
void cli_complain_error(const char *thing, const sitrep_error *err);

/* The nearest of the names (blank-separated, "=" at an end ignored) within two edits, copied to out, or false. */
bool cli_nearest(const char *word, const char *names, char *out, size_t n_out);

/* The path of a data file in the folder that cli_open_engine would use. false: too long. */
bool cli_data_path(const char *file, char *path, size_t n_path);

/* Opens the engine with the data beside the program ($SITREP_DATA first). Complains itself. */
sitrep_status cli_open_engine(const char *model_path, sitrep_engine **engine);

/* Is this stream to get ANSI colour? A terminal, without NO_COLOR and not TERM=dumb. */
bool cli_wants_color(int fd);
int cli_columns(int fd);

/* A decimal number in [low, high], or false. */
bool cli_number(const char *s, long low, long high, long *v);

/* Write, or complain and return EXIT_ENGINE. */
int cli_write(const char *data, size_t n);
int cli_flush(void);

/* The sitrep.error/1 line of a failed input, without newline, in malloc memory; NULL on no memory. uri may be NULL. */
char *cli_error_line(const char *uri, const sitrep_error *err);

#endif
