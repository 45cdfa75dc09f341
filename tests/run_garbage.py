#!/usr/bin/env python3
"""1,000 inputs that are no reports: random bytes, cut UTF-8, NULs, a long single line, nothing, a folder, a missing file.
Wanted: no crash, for each input one record or one error record, spans inside the text, bounded memory."""
import json
import os
import random
import resource
import subprocess
import sys
import tempfile

ROOT = os.environ.get("SITREP_SOURCE") or os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SITREP = os.environ.get("SITREP") or os.path.join(ROOT, "build", "sitrep")
LONG = int(os.environ.get("SITREP_LONG_LINE_MB", "20")) * 1000 * 1000
WORDS = ("rebels troops killed captured the town of 20 6,000 at least dozens “ ” ' \" ( ) [ ] . , ; : ! ? - – — … U.S. al-Shabaab on "
         "Aug. 1 12 May 2016 said he they Sirte { } < > | \\ % \t \u200f \ufeff ＡＢＣ é ü ß 战争 война حرب 🙂").split(" ")
rng = random.Random(1)
failed = 0


def report(name, problems):
    global failed
    for p in problems[:10]:
        print(f"FAIL garbage {name}: {p}")
    if problems:
        failed += 1
    else:
        print(f"ok garbage {name}")


def run(args, **kw):
    return subprocess.run([SITREP, "read", "--format", "json", "--date", "2016-08-11", *args], capture_output=True,
                          timeout=900, **kw)


def make(kind, scale):
    """Sizes up to scale times the largest."""
    def up_to(n):
        return rng.randrange(1, int(n * scale))

    if kind == 0:
        return rng.randbytes(up_to(4000))
    if kind == 1:  # valid text, cut inside a character
        return (" ".join(rng.choices(WORDS, k=up_to(300))) + "é").encode()[:-1]
    if kind == 2:
        text = bytearray(" ".join(rng.choices(WORDS, k=4 + up_to(200))).encode())
        for _ in range(rng.randrange(1, 5)):
            text[rng.randrange(len(text))] = 0
        return bytes(text)
    if kind == 3:  # word salad: valid, absurd
        return "".join(w + rng.choice(["", " ", " ", "\n", "\n\n"]) for w in rng.choices(WORDS, k=up_to(600))).encode()
    if kind == 4:
        return bytes(rng.choice(b" \n\t\r") for _ in range(rng.randrange(0, 100)))
    if kind == 5:
        return (rng.choice(["(", "“", "-", ".", "a", "1", "al-", "𝔘", "\u0301"]) * up_to(3000)).encode()
    text = bytearray(" ".join(rng.choices(WORDS, k=100)).encode())
    for _ in range(rng.randrange(1, 20)):
        text[rng.randrange(len(text))] = rng.randrange(256)
    return bytes(text)


def spans(x):
    """Every [b, e] of a record."""
    if isinstance(x, dict):
        for v in x.values():
            yield from spans(v)
    elif isinstance(x, list):
        if len(x) == 2 and all(isinstance(v, int) for v in x):
            yield x
        else:
            for v in x:
                yield from spans(v)


with tempfile.TemporaryDirectory() as folder:
    names = []
    for i in range(1000):
        path = os.path.join(folder, f"g{i:04d}.txt")
        with open(path, "wb") as f:
            f.write(make(i % 7, 0.2 if i % 10 else 1))  # mostly small: the model runs slowly under sanitizers
        names.append(path)
    problems = []
    for b in range(0, 1000, 100):
        p = run(names[b:b + 100])
        if p.returncode not in (0, 1):
            problems.append(f"exit code {p.returncode} in inputs {b}..{b + 99}: {p.stderr.decode(errors='replace')[-400:]}")
            continue
        lines = p.stdout.decode("utf-8").split("\n")[:-1]
        if len(lines) != 100:
            problems.append(f"{len(lines)} lines for 100 inputs from {b}")
        n_errors = 0
        for line in lines:
            x = json.loads(line)
            if x["schema"] == "sitrep.error/1":
                n_errors += 1
                continue
            for s in spans({k: v for k, v in x.items() if k != "text"}):
                if not 0 <= s[0] < s[1] <= len(x["text"]):
                    problems.append(f"span {s} outside the text of {x['source']['uri']}")
        messages = p.stderr.decode(errors="replace").count("sitrep: ")
        if messages < n_errors:
            problems.append(f"{n_errors} error records but {messages} messages from {b}")
    report("1000 inputs", problems)

    empty = os.path.join(folder, "empty.txt")
    open(empty, "wb").close()
    problems = []
    for what in (empty, folder, os.path.join(folder, "missing.txt")):
        p = run([what])
        lines = p.stdout.decode().splitlines()
        if p.returncode != 1 or len(lines) != 1 or json.loads(lines[0])["schema"] != "sitrep.error/1" or not p.stderr:
            problems.append(f"{os.path.basename(what)}: exit {p.returncode}, {len(lines)} lines")
    report("empty, folder, missing", problems)

    long = os.path.join(folder, "long.txt")
    with open(long, "wb") as f:
        sentence = b"rebels said that 20 troops were killed near the town and "
        for _ in range(LONG // len(sentence) + 1):
            f.write(sentence)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    p = run([long])
    peak_mb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    problems = []
    if p.returncode not in (0, 1) or len(p.stdout.splitlines()) != 1:
        problems.append(f"exit {p.returncode}, {len(p.stdout.splitlines())} lines: {p.stderr[-300:]!r}")
    if peak_mb > 4 * LONG / 1e6 + 1024:
        problems.append(f"peak memory {peak_mb:.0f} MB for a line of {LONG / 1e6:.0f} MB")
    report(f"one line of {LONG // 1000000} MB", problems)

    problems = []
    good = [n for i, n in enumerate(names) if i % 7 in (3, 6)][:60]
    outs = {n: run(["--threads", str(n), *good]).stdout for n in (1, 2, 5)}
    if len(set(outs.values())) != 1:
        problems.append("the output depends on the number of threads")
    report("same bytes at 1, 2 and 5 threads", problems)
sys.exit(failed > 0)
