# Without its data there is no engine: code 3, and the folder is named.
# exit: 3
SITREP_DATA=/no/such/folder sitrep read examples/reports/2017-02-20-northern-courier.md
