/* inputs.c: see inputs.h. */
#include "inputs.h"

#include <stdlib.h>
#include <string.h>

/* Where the value of an option goes, or NULL: not one of those that all commands share. */
static const char **field_of(cli_inputs *in, const char *name)
{
    const struct {
        const char *name;
        const char **field;
    } fields[] = {{"date", &in->date}, {"outlet", &in->outlet}, {"title", &in->title}, {"map", &in->map}, {"model", &in->model}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (strcmp(name, fields[i].name) == 0) return fields[i].field;
    return NULL;
}

/* false: after a message. */
static bool take_option(const cli_command *command, const char *self, const char *name, const char *value, cli_inputs *in)
{
    const char **field = field_of(in, name);
    if (field != NULL) {
        *field = value;
        return true;
    }
    if (strcmp(name, "threads") != 0) return command->own(name, value, command->ctx);
    if (cli_number(value, 0, 1024, &in->n_threads)) return true;
    cli_complain("%s: --threads needs a number from 0 to 1024, not '%s'", self, value);
    return false;
}

int cli_inputs_take(int argc, char **argv, const cli_command *command, cli_inputs *inputs)
{
    cli_options o = {.argc = argc, .argv = argv, .known = command->known};
    const char *name, *value;
    cli_kind kind;
    *inputs = (cli_inputs){.operands = calloc((size_t)argc + 1, sizeof *inputs->operands)};
    if (inputs->operands == NULL) {
        cli_complain("no memory");
        return EXIT_ENGINE;
    }
    inputs->files = inputs->operands;
    while ((kind = cli_next(&o, &name, &value)) != CLI_END) {
        if (kind == CLI_BAD) return EXIT_USAGE;
        if (kind == CLI_OPERAND) {
            inputs->operands[inputs->n_files++] = value;
        } else if (strcmp(name, "help") == 0) {
            command->help(stdout);
            return EXIT_FINE;
        } else if (!take_option(command, argv[0], name, value, inputs)) {
            return EXIT_USAGE;
        }
    }
    if (inputs->n_files >= command->least) return CLI_GO_ON;
    cli_complain("%s: %s. See 'sitrep %s --help'", argv[0], command->missing, argv[0]);
    return EXIT_USAGE;
}

void cli_inputs_clear(cli_inputs *inputs)
{
    free(inputs->operands);
    *inputs = (cli_inputs){0};
}

int cli_inputs_read(const cli_inputs *inputs, sitrep_engine *engine, cli_pool_code code, cli_pool_emit emit, void *ctx)
{
    cli_documents *docs;
    sitrep_status status = cli_documents_open(inputs, &docs);
    if (status != SITREP_OK) return status == SITREP_E_ARGUMENT ? EXIT_USAGE : EXIT_ENGINE;
    cli_pool pool = {.engine = engine, .docs = docs, .n_threads = (int)inputs->n_threads, .code = code, .emit = emit, .ctx = ctx};
    int worst = cli_pool_run(&pool);
    cli_documents_close(docs);
    return worst;
}
