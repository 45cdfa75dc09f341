"""The command line of bench/run."""
import glob
import json
import os
import subprocess
import sys
import tempfile

from . import program, results, tasks

FINE, WRONG, SKIPPED = 0, 2, 77


def bench_folder():
    return os.environ.get("SITREP_BENCH") or os.path.join(program.ROOT, "..", "shared", "bench")


def reports_folder():
    return os.environ.get("SITREP_REPORTS") or os.path.join(bench_folder(), "..", "reports")


def task_files(task, split):
    """A split's files: dev.jsonl, dev-mixed.jsonl, gum.dev.jsonl, ewt.train-1.jsonl; or the file of just that name."""
    out = []
    for path in sorted(glob.glob(os.path.join(bench_folder(), task, "*.jsonl"))):
        stem = os.path.basename(path)[:-6]
        part = stem.split(".")[-1]
        if stem == split or part == split or part.startswith(split + "-"):
            out.append(path)
    return out


def load(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def save(path, objects):
    with open(path, "w", encoding="utf-8") as f:
        for o in objects:
            f.write(json.dumps(o, ensure_ascii=False) + "\n")


def last_json(text):
    for line in reversed(text.splitlines()):
        if line.startswith("{"):
            return json.loads(line)
    return None


def score(name, gold, pred, further=(), show=True):
    """Runs a scorer, shows what it prints, gives its figures."""
    scorer = os.path.join(bench_folder(), "score", name + ".py")
    got = subprocess.run([sys.executable, "-B", scorer, gold, pred] + list(further), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    text = got.stdout.decode(errors="replace")
    if show or got.returncode:
        sys.stdout.write(text)
        sys.stdout.flush()
    return last_json(text) if got.returncode == 0 else None


def run_task(name, path, further=(), pred_path=None, show=True):
    options = {k[2:]: v for k, v in zip(further[::2], further[1::2])}
    preds = tasks.predict(name, load(path), options)
    with tempfile.TemporaryDirectory() as folder:
        pred = pred_path or os.path.join(folder, "pred.jsonl")
        save(pred, preds)
        return score(name, path, pred, further, show)


def run_facts(sheet_path, show=True):
    with open(sheet_path, encoding="utf-8") as f:
        sheet = json.load(f)
    report = os.path.join(os.path.dirname(sheet_path), sheet["report"])
    dated = ["--date", sheet["date"]] if sheet.get("date") else []
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "report.json")
        with open(out, "w", encoding="utf-8") as f:
            f.write(program.run(["read", report, "--format", "json"] + dated))
        return score("facts", sheet_path, out, show=show)


def run_incidents(folder_path, show=True):
    with open(os.path.join(folder_path, "meta.json"), encoding="utf-8") as f:
        meta = json.load(f)
    feed = []
    for name in sorted(n for n in os.listdir(folder_path) if n.endswith(".txt")):
        with open(os.path.join(folder_path, name), encoding="utf-8") as f:
            one = {"uri": name, "text": f.read()}
        one.update({k: v for k, v in meta.get(name, {}).items() if k in ("outlet", "date", "title") and v})
        feed.append(one)
    with tempfile.TemporaryDirectory() as folder:
        database, reports, out = (os.path.join(folder, n) for n in ("set.db", "reports.jsonl", "incidents.jsonl"))
        save(reports, feed)
        program.run(["add", database, reports])
        with open(out, "w", encoding="utf-8") as f:
            f.write(program.run(["incidents", database, "--format", "jsonl"]))
        return score("incidents", os.path.join(folder_path, "incidents.json"), out, show=show)


# The splits that `all` takes where a task has no dev part, and the further modes of a task.
OTHER_SPLIT = {"plover": "train"}
MODES = {"geo": [(), ("--mode", "resolve")], "mentions": [(), ("--given", "entities")]}


def run_all(write):
    rows, failed = [], 0
    for name in tasks.TASKS:
        split = OTHER_SPLIT.get(name, "dev")
        for path in task_files(name, split):
            for further in MODES.get(name, [()]):
                shown = "bench/run %s --input %s/%s %s" % (name, name, os.path.basename(path), " ".join(further))
                failed += take(rows, "%s %s" % (os.path.basename(path)[:-6], " ".join(further)), name, shown.strip(), lambda: run_task(name, path, list(further), show=False))
    for path in sorted(glob.glob(os.path.join(reports_folder(), "*.facts.json"))):
        title = os.path.basename(path)
        failed += take(rows, title[:-11], "facts", "bench/run facts reports/" + title, lambda: run_facts(path, show=False))
    for path in sorted(glob.glob(os.path.join(reports_folder(), "*", "incidents.json"))):
        title = os.path.basename(os.path.dirname(path))
        failed += take(rows, title, "incidents", "bench/run incidents reports/" + title, lambda: run_incidents(os.path.dirname(path), show=False))
    if write:
        results.write(rows)
    return 1 if failed else FINE


def take(rows, part, name, shown, run):
    """One row of the table; a task that fails is told and does not stop the others. 1 where it failed."""
    try:
        figures = run()
    except (SystemExit, Exception) as error:            # a run of hours does not end at one task's fault
        print("%s %s: %s" % (name, part, error), file=sys.stderr)
        figures = None
    rows.append(results.Row(name, part.strip(), shown, figures))
    print(results.plain(rows[-1]), flush=True)
    return figures is None


def main(argv):
    if not argv or argv[0] in ("-h", "--help"):
        print("usage: bench/run TASK [--input FILE] [--split dev] [--pred FILE] [options for the scorer]\n"
              "       bench/run facts SHEET.json | incidents SETDIR | all [--write]\ntasks: " + " ".join(tasks.TASKS))
        return FINE if argv else WRONG
    name, rest = argv[0], argv[1:]
    if not os.path.isdir(bench_folder()):
        print("skipped: no benchmark files at %s (set SITREP_BENCH to their folder)" % bench_folder())
        return SKIPPED
    if not os.access(program.program(), os.X_OK):
        print("no program at %s: build it, or set SITREP" % program.program(), file=sys.stderr)
        return WRONG
    if name == "all":
        return run_all("--write" in rest)
    if name in ("facts", "incidents"):
        if len(rest) != 1:
            print("bench/run %s wants one %s" % (name, "sheet" if name == "facts" else "folder"), file=sys.stderr)
            return WRONG
        return FINE if (run_facts if name == "facts" else run_incidents)(rest[0]) else 1
    if name not in tasks.TASKS:
        print("no task %s; there are: %s" % (name, " ".join(tasks.TASKS)), file=sys.stderr)
        return WRONG
    if len(rest) % 2:
        print("every option has a value: %s" % " ".join(rest), file=sys.stderr)
        return WRONG
    own = dict(zip(rest[::2], rest[1::2]))
    further = [x for k, v in own.items() if k not in ("--input", "--split", "--pred") for x in (k, v)]
    files = [own["--input"]] if "--input" in own else task_files(name, own.get("--split", "dev"))
    if not files:
        print("task %s has no files of split %s" % (name, own.get("--split", "dev")), file=sys.stderr)
        return WRONG
    ok = True
    for path in files:
        if len(files) > 1:
            print("== " + os.path.basename(path))
        ok = run_task(name, path, further, own.get("--pred") if len(files) == 1 else None) is not None and ok
    return FINE if ok else 1
