/* sitrep completion bash|zsh|fish: the shells' completion scripts, made from the command table. */
#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "commands.h"

#define NAME(name, summary, function) name " "
static const char names[] = CLI_COMMANDS(NAME);
#undef NAME

static void print_bash(void)
{
    printf("_sitrep() {\n"
           "    local word=${COMP_WORDS[COMP_CWORD]}\n"
           "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
           "        COMPREPLY=($(compgen -W '%s--help --version' -- \"$word\"))\n"
           "    elif [[ $word == -* ]]; then\n"
           "        COMPREPLY=($(compgen -W \"$(sitrep \"${COMP_WORDS[1]}\" --help 2>/dev/null | grep -o -- '--[a-z-]*' | sort -u)\""
           " -- \"$word\"))\n"
           "    else\n"
           "        COMPREPLY=($(compgen -f -- \"$word\"))\n"
           "    fi\n"
           "}\n"
           "complete -o filenames -F _sitrep sitrep\n",
           names);
}

static void print_zsh(void)
{
    puts("#compdef sitrep\n"
         "_sitrep() {\n"
         "    local -a commands\n"
         "    commands=(");
#define ROW(name, summary, function) printf("        '%s:%s'\n", name, summary);
    CLI_COMMANDS(ROW)
#undef ROW
    puts("    )\n"
         "    if (( CURRENT == 2 )); then\n"
         "        _describe command commands\n"
         "    else\n"
         "        _files\n"
         "    fi\n"
         "}\n"
         "compdef _sitrep sitrep");
}

static void print_fish(void)
{
#define ROW(name, summary, function) \
    printf("complete -c sitrep -n __fish_use_subcommand -f -a %s -d '%s'\n", name, summary);
    CLI_COMMANDS(ROW)
#undef ROW
}

int cmd_completion(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "bash") == 0) print_bash();
    else if (argc == 2 && strcmp(argv[1], "zsh") == 0) print_zsh();
    else if (argc == 2 && strcmp(argv[1], "fish") == 0) print_fish();
    else {
        bool help = argc == 2 && strcmp(argv[1], "--help") == 0;
        fputs("Usage: sitrep completion bash|zsh|fish\n\n"
              "  source <(sitrep completion bash)\n"
              "  sitrep completion zsh > \"${fpath[1]}/_sitrep\"\n"
              "  sitrep completion fish > ~/.config/fish/completions/sitrep.fish\n",
              help ? stdout : stderr);
        return help ? EXIT_FINE : EXIT_USAGE;
    }
    return EXIT_FINE;
}
