#!/usr/bin/env python3
"""Golden commands: tests/cli/NAME.sh is run by sh in the checkout with `sitrep` on the PATH; its standard output must be
NAME.stdout.exact, its standard error NAME.stderr.exact (where that file exists), its exit code the number in a line
`# exit: N` (0 without). SITREP_UPDATE=1 (./check --update) rewrites the files. Hashes of data and times are masked."""
import glob
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.environ.get("SITREP_SOURCE") or os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SITREP = os.environ.get("SITREP") or os.path.join(ROOT, "build", "sitrep")
UPDATE = bool(os.environ.get("SITREP_UPDATE"))


def mask(text):
    text = re.sub(r"(model|lexicon|gazetteer):[0-9a-f]{8,}", r"\1:HASH", text)
    return re.sub(r"read in [0-9.]+ ms", "read in N ms", text)


def compare(path, got):
    if UPDATE:
        with open(path, "w", encoding="utf-8") as f:
            f.write(got)
        return None
    want = open(path, encoding="utf-8").read() if os.path.exists(path) else ""
    if got == want:
        return None
    got_lines, want_lines = got.splitlines(), want.splitlines()
    for i in range(max(len(got_lines), len(want_lines))):
        g = got_lines[i] if i < len(got_lines) else "(end)"
        w = want_lines[i] if i < len(want_lines) else "(end)"
        if g != w:
            return f"{os.path.basename(path)}:{i + 1} got {g!r}, want {w!r}"
    return f"{os.path.basename(path)}: differs in its last line's end"


failed = 0
with tempfile.TemporaryDirectory() as folder:
    os.symlink(os.path.abspath(SITREP), os.path.join(folder, "sitrep"))
    env = dict(os.environ, PATH=folder + ":" + os.environ["PATH"], NO_COLOR="1", COLUMNS="100", LC_ALL="C.UTF-8")
    for script in sorted(glob.glob(os.path.join(ROOT, "tests", "cli", "*.sh"))):
        name = os.path.basename(script)[:-3]
        base = script[:-3]
        source = open(script, encoding="utf-8").read()
        want_exit = int((re.search(r"^# exit: (\d+)", source, re.M) or [0, "0"])[1])
        run = subprocess.run(["sh", script], cwd=ROOT, env=env, capture_output=True, stdin=subprocess.DEVNULL, timeout=300)
        problems = []
        if run.returncode != want_exit:
            problems.append(f"exit code {run.returncode}, want {want_exit}: {run.stderr.decode(errors='replace')[:300]}")
        problems.append(compare(base + ".stdout.exact", mask(run.stdout.decode("utf-8", "replace"))))
        stderr = mask(run.stderr.decode("utf-8", "replace"))
        if os.path.exists(base + ".stderr.exact") or (UPDATE and stderr):
            problems.append(compare(base + ".stderr.exact", stderr))
        problems = [p for p in problems if p]
        for p in problems:
            print(f"FAIL cli {name}: {p}")
        if problems:
            failed += 1
        else:
            print(f"ok cli {name}")
sys.exit(failed > 0)
