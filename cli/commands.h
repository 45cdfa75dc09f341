/* commands.h: the program's commands, one line each, in the order in which help shows them. Each is a function
 * int cmd_<name>(int argc, char **argv) in cli/cmd_<name>.c (argv[0] is the command's name) that returns an exit code; the views
 * of a database share one, which goes by argv[0]. */
#ifndef SITREP_CLI_COMMANDS_H
#define SITREP_CLI_COMMANDS_H

/*   X(name, summary, function) */
#define CLI_COMMANDS(X)                                                                     \
    X("read", "read reports, write their records (JSON lines, or a view)", cmd_read)        \
    X("explain", "show the words and the reason behind a line of a report", cmd_explain)    \
    X("annotate", "show what the model says of each token (for developers)", cmd_annotate)  \
    X("add", "read reports into a database", cmd_add)                                       \
    X("recode", "read a database's reports again with this version", cmd_recode)            \
    X("diff", "show what recoding changed", cmd_view)                                       \
    X("brief", "a situation brief: text, md or html", cmd_view)                             \
    X("incidents", "what happened: reports fused to incidents", cmd_view)                   \
    X("timeline", "incidents by day", cmd_view)                                             \
    X("control", "who holds what, by place and date", cmd_view)                             \
    X("events", "the events that each report tells", cmd_view)                              \
    X("figures", "the numbers that each report tells", cmd_view)                            \
    X("actors", "who appears, how often, in which role", cmd_view)                          \
    X("export", "write ACLED, GED, POLECAT, GDELT, Phoenix, HXL or VIINA columns", cmd_export) \
    X("compare", "match a database with an ACLED, GED or POLECAT file", cmd_compare)        \
    X("merge", "decide that two incidents are one", cmd_decide)                             \
    X("split", "decide that a report tells of another incident", cmd_decide)                \
    X("undo", "take the last decision back", cmd_decide)                                    \
    X("gazetteer", "look a place name up, or build a gazetteer of your own", cmd_gazetteer) \
    X("dict", "check, compile or import dictionaries", cmd_dict)                            \
    X("completion", "print the completion script of a shell", cmd_completion)

#define CLI_DECLARE(name, summary, function) int function(int argc, char **argv);
CLI_COMMANDS(CLI_DECLARE)
#undef CLI_DECLARE

#endif
