#!/usr/bin/env python3
"""Every record and incident that sitrep writes for the sample reports and the texts below is valid under docs/schema, spans lie inside
the text and its references exist."""
import glob
import json
import os
import subprocess
import sys
import tempfile

try:
    from jsonschema import Draft202012Validator
except ImportError:
    print("skipped: the schema test needs python3-jsonschema")
    sys.exit(77)

ROOT = os.environ.get("SITREP_SOURCE") or os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SITREP = os.environ.get("SITREP") or os.path.join(ROOT, "build", "sitrep")


def schema(name):
    with open(os.path.join(ROOT, "docs", "schema", name + ".schema.json"), encoding="utf-8") as f:
        s = json.load(f)
    Draft202012Validator.check_schema(s)
    return Draft202012Validator(s)


validators = {"sitrep.report/1": schema("sitrep.report-1"), "sitrep.error/1": schema("sitrep.error-1"),
              "sitrep.incident/1": schema("sitrep.incident-1")}
TEXTS = [
    "Nothing happened here.",
    "Rebels captured the town of Sarmin from the army on 12 May, killing at least 20 soldiers and wounding dozens, a spokesman told Reuters.",
    "“We deny this”, the ministry said. Up to 6,000 people may flee if the truce fails. The army withdrew from the bridge — nobody claimed the attack.",
    "Émigrés in Genève said that Türkiye’s forces shelled ‘Ayn al-‘Arab; 3,5 hundred shells, £20… 🙂 were counted.",
]
failed = 0


def check(name, line):
    global failed
    problems = []
    x = json.loads(line)
    validator = validators.get(x.get("schema"))
    if validator is None:
        problems.append(f"schema {x.get('schema')!r}")
    else:
        for e in sorted(validator.iter_errors(x), key=str)[:5]:
            problems.append(f"{e.json_path}: {e.message[:200]}")
    if x.get("schema") == "sitrep.report/1":
        problems += references(x)
    for p in problems[:10]:
        print(f"FAIL schema {name}: {p}")
    if problems:
        failed += 1
    else:
        print(f"ok schema {name}")


def references(x):
    ids = {r["id"] for k in ("actors", "places", "events", "figures", "control", "relations", "statements") for r in x[k]}
    n = len(x["text"])

    def walk(v, key):
        if isinstance(v, dict):
            for k, w in v.items():
                if k != "plover":
                    yield from walk(w, k)
        elif key == "alternatives":
            return
        elif isinstance(v, list) and len(v) == 2 and all(isinstance(w, int) for w in v):
            if not 0 <= v[0] < v[1] <= n:
                yield f"{key}: span {v} outside the text"
        elif isinstance(v, list):
            for w in v:
                yield from walk(w, key)
        elif isinstance(v, str) and key in ("agents", "patients", "beneficiaries", "places", "of", "figures", "event", "place",
                                            "actor", "holder", "from", "to", "by", "speaker", "venue", "via", "about",
                                            "within", "side_of") and v not in ids:
            yield f"{key}: {v} does not exist"

    problems = []
    for k in ("actors", "places", "events", "figures", "control", "relations", "statements", "warnings"):
        problems += walk(x[k], k)
    for e in x["events"]:
        for i in e["instruments"]:
            if x["text"][i["span"][0]:i["span"][1]] != i["text"]:
                problems.append(f"instrument {i} is not its words")
    for f in x["figures"]:
        if f["group"]["span"] and x["text"][f["group"]["span"][0]:f["group"]["span"][1]] != f["group"]["text"]:
            problems.append(f"group {f['group']} is not its words")
    return problems


files = sorted(glob.glob(os.path.join(ROOT, "examples", "reports", "*.md")))
if files:
    p = subprocess.run([SITREP, "read", "--format", "json", *files], capture_output=True, timeout=600)
    lines = p.stdout.decode().splitlines()
    if len(lines) != len(files):
        print(f"FAIL schema examples: {len(lines)} lines for {len(files)} files: {p.stderr.decode()[-300:]}")
        failed += 1
    for line in lines:
        check(os.path.basename(json.loads(line).get("source", {}).get("uri") or "?"), line)
for i, text in enumerate(TEXTS):
    p = subprocess.run([SITREP, "read", "-", "--format", "json", "--date", "2016-08-11"], input=text.encode(),
                       capture_output=True, timeout=600)
    for line in p.stdout.decode().splitlines() or ["{}"]:
        check(f"text {i + 1}", line)
p = subprocess.run([SITREP, "read", "--format", "json", "no-such-file.txt"], capture_output=True, timeout=600)
for line in p.stdout.decode().splitlines() or ["{}"]:
    check("error record", line)
with tempfile.TemporaryDirectory() as folder:
    for name, args in (("sample reports", files), ("stored records", ["--records", *sorted(glob.glob(os.path.join(ROOT, "tests/data/records/*.jsonl")))])):
        db = os.path.join(folder, name.split()[0] + ".db")
        subprocess.run([SITREP, "add", db, "--quiet", *args], check=True, timeout=600)
        p = subprocess.run([SITREP, "incidents", db, "--sphere", "all", "--format", "jsonl"], capture_output=True, check=True, timeout=600)
        for i, line in enumerate(p.stdout.decode().splitlines() or ["{}"]):
            check(f"incident {i + 1} of the {name}", line)
sys.exit(failed > 0)
