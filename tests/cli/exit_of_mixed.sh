# exit: 1
sitrep read --format json examples/reports/2017-02-20-northern-courier.md no-such-file.txt >/dev/null
