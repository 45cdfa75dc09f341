/* inputs.h: the command line of the commands that read documents (read, explain, annotate, add), in one place.
 *
 *     cli_command command = {.known = "date= map= threads= model= help", .help = print_help, .least = 1, .missing = "no input"};
 *     cli_inputs inputs;
 *     int code = cli_inputs_take(argc, argv, &command, &inputs);
 *     if (code == CLI_GO_ON) code = cli_inputs_read(&inputs, engine, code_one, emit_one, &state);
 *     cli_inputs_clear(&inputs);
 */
#ifndef SITREP_CLI_INPUTS_H
#define SITREP_CLI_INPUTS_H

#include <stdio.h>

#include "pool.h"

enum { CLI_GO_ON = -1 }; /* no exit code: the command line is fine */

typedef struct cli_command {
    const char *known; /* as in cli_options; date, outlet, title, map, model, threads and help are taken here */
    void (*help)(FILE *out);
    bool (*own)(const char *name, const char *value, void *ctx); /* any other option; false after a message. May be NULL */
    void *ctx;
    size_t least;        /* operands that there must be, */
    const char *missing; /* and what is said when there are fewer */
} cli_command;

/* Sets *inputs, its files to all operands. CLI_GO_ON, or an exit code after help or a message. *inputs is to be cleared after
 * either. */
int cli_inputs_take(int argc, char **argv, const cli_command *command, cli_inputs *inputs);
void cli_inputs_clear(cli_inputs *inputs);

/* Reads all documents of inputs, which must outlive the call: see cli_pool. The worst exit code. */
int cli_inputs_read(const cli_inputs *inputs, sitrep_engine *engine, cli_pool_code code, cli_pool_emit emit, void *ctx);

#endif
