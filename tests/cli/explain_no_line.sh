# exit: 1
sitrep explain examples/reports/2017-02-20-northern-courier.md 99
