# exit: 2
sitrep read x.txt --date
