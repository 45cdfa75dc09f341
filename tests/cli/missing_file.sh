# A missing file and a folder: one error record and one message each, and the run goes on.
# exit: 1
sitrep read --format json no-such-file.txt examples examples/reports/2017-02-20-northern-courier.md |
    grep -v sitrep.report/1 || true
sitrep read --format json no-such-file.txt >/dev/null
