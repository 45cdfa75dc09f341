#!/usr/bin/env python3
"""What the documents show is what the program says: in README.md, ARCHITECTURE.md and docs/*.md each ```console block is run,
line by line ("$ sitrep ..." in the checkout), and its output must follow, word for word; a line "..." stands for lines that are
left out. In a ```console shape block, whose lines hang on the weights, the commands must succeed and print one of the block's headings
(lines in capitals) where it has some. Every path that these documents link to must exist. SITREP_UPDATE=1 rewrites blocks that leave nothing out."""
import glob
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.environ.get("SITREP_SOURCE") or os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SITREP = os.environ.get("SITREP") or os.path.join(ROOT, "build", "sitrep")
UPDATE = bool(os.environ.get("SITREP_UPDATE"))
failed = 0


def same(want, got):
    if "..." not in want:
        return want == got
    pattern = "".join(r"(?:.*\n)*" if line == "..." else re.escape(line) + "\n" for line in want)
    return re.fullmatch(pattern, "".join(line + "\n" for line in got)) is not None


def headings(lines):
    return [line for line in lines if line.isupper() and not line.startswith(" ")]


def run_block(block, env):
    """[(command, wanted lines, lines, exit code)]"""
    steps = []
    for line in block.rstrip("\n").split("\n"):
        if line.startswith("$ "):
            steps.append((line[2:], []))
        elif steps:
            steps[-1][1].append(line)
    done = []
    for command, want in steps:
        p = subprocess.run(["bash", "-c", command], cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                           stdin=subprocess.DEVNULL, timeout=300)
        got = [line.rstrip() for line in p.stdout.decode("utf-8", "replace").rstrip("\n").split("\n")]
        done.append((command, want, got if got != [""] else [], p.returncode))
    return done


with tempfile.TemporaryDirectory() as folder:
    os.symlink(os.path.abspath(SITREP), os.path.join(folder, "sitrep"))
    env = dict(os.environ, PATH=folder + ":" + os.environ["PATH"], NO_COLOR="1", COLUMNS="100", LC_ALL="C.UTF-8")
    documents = [os.path.join(ROOT, n) for n in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md")]
    for path in [p for p in documents if os.path.exists(p)] + sorted(glob.glob(os.path.join(ROOT, "docs", "*.md"))):
        text = open(path, encoding="utf-8").read()
        name = os.path.relpath(path, ROOT)
        problems = []

        def rerun(match):
            shape = match[1] or ""
            done = run_block(match[2], env)
            for command, want, got, code in done:
                if shape and (code != 0 or headings(want) and not set(headings(want)) & set(headings(got))):
                    problems.append(f"`{command}` ends with {code} and prints none of {headings(want)}, but {headings(got)}")
                elif not shape and not same(want, got):
                    first = next((f"{g!r}, not {w!r}" for g, w in zip(got + ["(end)"], want + ["(end)"]) if g != w), "")
                    problems.append(f"`{command}` prints something else: {first}")
            if not UPDATE or any("..." in want for _, want, _, _ in done):
                return match[0]
            return f"```console{shape}\n" + "".join("$ " + c + "\n" + "".join(x + "\n" for x in got) for c, _, got, _ in done) + "```"

        new = re.sub(r"```console( shape)?\n(.*?)```", rerun, text, flags=re.S)
        if UPDATE and new != text:
            open(path, "w", encoding="utf-8").write(new)
            problems = []
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
            if not os.path.exists(os.path.join(os.path.dirname(path), link)):
                problems.append(f"links to {link}, which does not exist")
        for p in problems:
            print(f"FAIL docs {name}: {p}")
        failed += bool(problems)
        if not problems:
            print(f"ok docs {name}")
sys.exit(failed > 0)
