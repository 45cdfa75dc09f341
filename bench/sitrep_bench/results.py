"""The table of main figures: bench/RESULTS.md."""
import os
import subprocess

from . import program

# What else of a scorer's figures stands in the table, by task: paths into its JSON.
ELSE = {
    "records": ["trigger.f1", "event.f1", "argument.f1", "stance.f1", "figure.f1", "control.f1", "relation.f1", "record.f1"],
    "parse": ["words.f1", "upos.f1", "lemma.f1", "uas.f1"], "ner": ["untyped.f1"], "mentions": ["entities_sure.f1", "relations.f1"],
    "time": ["relaxed.f1", "value_accuracy"], "geo": ["recognition.f1", "median_km", "auc"],
    "attribution": ["overlap.cue.f1", "overlap.source.f1", "overlap.content.f1"], "factuality": ["mae"],
    "negation": ["cue.f1", "scope.f1", "whole.f1"], "event-place": ["overlap.f1", "no_place"], "plover": ["accuracy", "quad_accuracy"],
    "gsr": ["source_f1", "target_f1", "event_f1", "root_prefix_exact"], "case": ["macro_f1", "accuracy"],
    "muc4": ["template_micro_f1", "template_type_f1", "relevance_f1"], "wikievents": ["trigger_id_f1", "trigger_type2_f1", "arg_gold_f1"],
    "coref": ["mentions_f1", "muc_f1", "b3_f1"], "coref-events": ["entity_conll"], "casualties": ["item.f1", "group", "source"],
    "control": ["item.f1", "place.f1", "holder"], "facts": ["facts_found", "facts", "traps_sprung"],
    "incidents": ["found", "n", "best_ok", "range_ok", "source_recall", "joined", "invented", "double"]}
# Scorers that count from 0 to 1; the table is in percent throughout.
UNIT = {"plover", "gsr", "case", "muc4", "wikievents", "coref", "coref-events", "facts", "incidents"}
SHARES = ("f1", "accuracy", "conll", "exact", "recall")
BEGIN = "<!-- bench/run all --write: from here -->"
END = "<!-- to here -->"


class Row:
    def __init__(self, task, part, command, figures):
        self.task, self.part, self.command, self.figures = task, part, command, figures


def at(figures, path):
    for key in path.split("."):
        figures = figures.get(key) if isinstance(figures, dict) else None
    return figures


def number(task, name, v):
    if v is None:
        return "-"
    if isinstance(v, int):
        return str(v)
    share = task in UNIT and (name == "main" or name.endswith(SHARES))
    return ("%.1f" % (100 * v)) if share else "%.3f" % v if task in ("factuality",) or name == "auc" else "%.1f" % v


def main_figure(row):
    return number(row.task, "main", row.figures["main"]) if row.figures else "failed"


def more(row):
    found = [(p, at(row.figures or {}, p)) for p in ELSE.get(row.task, [])]
    return ", ".join("%s %s" % (p.replace(".f1", "").replace("_f1", "").replace(".", " "), number(row.task, p, v)) for p, v in found if v is not None)


def plain(row):
    return "%-13s %-28s %8s   %s" % (row.task, row.part, main_figure(row), more(row))


def commit():
    got = subprocess.run(["git", "-C", program.ROOT, "rev-parse", "--short", "HEAD"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return got.stdout.decode().strip() or "unknown"


def versions():
    return program.run(["--version"]).splitlines()[:1]


def write(rows, path=None):
    """Replaces what stands between the two marks of RESULTS.md; the text around them is written by hand."""
    path = path or os.path.join(program.ROOT, "bench", "RESULTS.md")
    with open(path, encoding="utf-8") as f:
        text = f.read()
    head, rest = text.split(BEGIN)
    tail = rest.split(END)[1]
    lines = ["", "Commit %s, program: %s" % (commit(), " ".join(versions())), "", "| task | part | main | what else | command |", "|---|---|---|---|---|"]
    lines += ["| %s | %s | %s | %s | `%s` |" % (r.task, r.part, main_figure(r), more(r), r.command) for r in rows]
    with open(path, "w", encoding="utf-8") as f:
        f.write(head + BEGIN + "\n".join(lines) + "\n" + END + tail)
