/* commands.h: the program's commands, one line each, in the order in which help shows them. Each is a function
 * int cmd_<name>(int argc, char **argv) in cli/cmd_<name>.c (argv[0] is the command's name) that returns an exit code. */
#ifndef SITREP_CLI_COMMANDS_H
#define SITREP_CLI_COMMANDS_H

/*   X(name, summary, function) */
#define CLI_COMMANDS(X)                                                                     \
    X("read", "read reports, write their records (JSON lines, or a view)", cmd_read)        \
    X("explain", "show the words and the reason behind a line of a report", cmd_explain)    \
    X("annotate", "show what the model says of each token (for developers)", cmd_annotate)  \
    X("gazetteer", "look a place name up, or build a gazetteer of your own", cmd_gazetteer) \
    X("completion", "print the completion script of a shell", cmd_completion)

#define CLI_DECLARE(name, summary, function) int function(int argc, char **argv);
CLI_COMMANDS(CLI_DECLARE)
#undef CLI_DECLARE

#endif
