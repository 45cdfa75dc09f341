#!/usr/bin/env python3
"""Our own sentences with their figures (tests/data/figures.tsv): kind, bounds and group of each, and that there are no others.

    tests/run_figures.py [--update] [--show]     --update writes the marks of known failures anew; --show tells what was read

A sentence that is read wrongly fails the test unless the file marks it as a known failure; known failures are counted and named.
"""
import json
import os
import subprocess
import sys

SOURCE = os.environ.get("SITREP_SOURCE") or os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TABLE = os.path.join(SOURCE, "tests", "data", "figures.tsv")


def bounds(amount):
    """(low, best, high) of the table's notation, None where it is open."""
    if amount == "?":
        return None, None, None
    if ".." in amount:
        low, high = amount.split("..")
        return int(low), None, int(high)
    n = int(amount.strip("+<~"))
    return (None if amount[0] in "<~" else n), n, (None if amount[0] == "~" or amount[-1] == "+" else n)


def wanted(cell):
    out = []
    for one in [] if cell == "-" else cell.split("; "):
        kind, amount, group = one.split(" ", 2)
        out.append((kind, bounds(amount), "" if group == "-" else group))
    return out


def read(program, sentences):
    feed = "\n".join(json.dumps({"uri": str(i), "text": s, "date": "2024-06-15"}) for i, s in enumerate(sentences))
    got = subprocess.run([program, "read", "-", "--format", "json", "--threads", "1"], input=feed.encode(), stdout=subprocess.PIPE, check=False)
    out = [None] * len(sentences)
    for line in got.stdout.decode().splitlines():
        report = json.loads(line)
        if "source" in report:
            out[int(report["source"]["uri"])] = report
    return out


def figures(report):
    out = []
    for f in report["figures"] if report else []:
        if f["kind"] != "other" and f["stance"]["polarity"] == "affirmed":
            out.append((f["kind"], (f["low"], f["best"], f["high"]), (f["group"] or {}).get("text") or ""))
    return out


def agree(want, got):
    """Each wanted figure is there once, with its group where one is named, and nothing else is."""
    left = list(got)
    for kind, limits, group in want:
        hit = next((g for g in left if g[0] == kind and g[1] == limits and group in g[2]), None)
        if hit is None:
            return False
        left.remove(hit)
    return not left


def main(argv):
    program = os.environ.get("SITREP") or os.path.join(SOURCE, "build", "sitrep")
    with open(TABLE, encoding="utf-8") as handle:
        lines = handle.read().splitlines()
    rows = [(i, line.split("\t")) for i, line in enumerate(lines) if not line.startswith("#")]
    reports = read(program, [row[1] for _, row in rows])
    if not any(reports):
        print("skipped: no engine")
        return 77
    wrong, known, fine, cured = [], [], 0, []
    for (i, (mark, sentence, cell)), report in zip(rows, reports):
        got = figures(report)
        ok = agree(wanted(cell), got)
        fine += ok
        (cured if ok and mark else known if mark else [] if ok else wrong).append((sentence, cell, got))
        lines[i] = "\t".join(["" if ok else "!", sentence, cell])
    for title, some in (("known failure", known), ("FAIL", wrong), ("read rightly now, unmark", cured)):
        for sentence, cell, got in some:
            print("%s: %s  [%s]%s" % (title, sentence, cell, "  read: %s" % got if "--show" in argv or title == "FAIL" else ""))
    negative = sum(row[2] == "-" for _, row in rows)
    print("%d of %d sentences right (%d without a figure), %d known failures, %d failures" % (fine, len(rows), negative, len(known), len(wrong)))
    if "--update" in argv:
        with open(TABLE, "w", encoding="utf-8") as handle:
            handle.write("\n".join(lines) + "\n")
        return 0
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
