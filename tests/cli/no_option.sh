# exit: 2
sitrep read --fromat json x.txt
