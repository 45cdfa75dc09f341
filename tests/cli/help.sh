# The first page begins with examples.
sitrep --help | sed '/^Commands/,/^$/d'
