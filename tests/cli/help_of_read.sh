sitrep read --help
