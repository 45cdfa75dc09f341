# Every command that help lists has a help of its own, stands in the man page and is completed by the shell.
sitrep --help | sed -n '/^Commands/,/^$/s/^  \([a-z]*\) .*/\1/p' >"${TMPDIR:-/tmp}/sitrep-commands-$$"
while read -r c; do
    sitrep "$c" --help >/dev/null </dev/null || echo "$c: no help"
    grep -Eq "^\.BI?R? \"?$c( |$)" docs/sitrep.1 || echo "$c: not in the man page"
    sitrep completion bash | grep -q "[' ]$c " || echo "$c: not completed"
done <"${TMPDIR:-/tmp}/sitrep-commands-$$"
wc -l <"${TMPDIR:-/tmp}/sitrep-commands-$$" | grep -q '^ *[1-9][0-9]*$' && echo listed
rm -f "${TMPDIR:-/tmp}/sitrep-commands-$$"
