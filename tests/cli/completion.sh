# The scripts are valid for their shells, where these are installed.
sitrep completion bash | bash -n && echo bash
sitrep completion fish | grep -c '^complete -c sitrep' >/dev/null && echo fish
sitrep completion zsh | head -n 1
