# exit: 2
sitrep read --format json
