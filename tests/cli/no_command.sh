# A wrong command is named, with the nearest one.
# exit: 2
sitrep raed x.txt
