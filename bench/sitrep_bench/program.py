"""Runs the built program: benchmark objects in, its JSON objects out, in the order of the input.

$SITREP names the program (default build/sitrep), $SITREP_DATA its data folder, $SITREP_THREADS the threads (default 0: one a processor).
"""
import json
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
INPUT_KEYS = ("text", "date", "outlet", "title")      # what of an object is told to the program, beside its id as the uri


def program():
    return os.environ.get("SITREP") or os.path.join(ROOT, "build", "sitrep")


def threads():
    return os.environ.get("SITREP_THREADS", "0")


def run(arguments, feed=None, env=None):
    """Standard output of the program. Exit status 1 (some input could not be read) is told and gone over; more stops the run."""
    got = subprocess.run([program()] + arguments, input=feed, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)
    if got.returncode not in (0, 1):
        sys.exit("%s %s ends with %d: %s" % (program(), " ".join(arguments), got.returncode, got.stderr.decode(errors="replace").strip()))
    return got.stdout.decode()


def lines(objects):
    """The objects as JSON lines for standard input; the n-th has the uri "n", for ids need not be unique to the program."""
    out = []
    for n, o in enumerate(objects):
        one = {k: o[k] for k in INPUT_KEYS if o.get(k)}
        out.append(json.dumps(dict(one, text=o["text"], uri=str(n)), ensure_ascii=False))
    return ("\n".join(out) + "\n").encode()


def place_back(objects, outputs, uri_of):
    """One output or None for each object. An output whose text is not the object's would have other positions: it is left out."""
    found, strange = [None] * len(objects), 0
    for out in outputs:
        n = int(uri_of(out)) if str(uri_of(out)).isdigit() else -1
        if 0 <= n < len(objects) and out.get("text") is not None:
            if out["text"] == objects[n]["text"]:
                found[n] = out
            else:
                strange += 1
    missing = sum(f is None for f in found)
    if missing:
        print("%d of %d texts gave no output (%d came back with another text)" % (missing, len(objects), strange), file=sys.stderr)
    return found


def read(objects):
    out = [json.loads(l) for l in run(["read", "-", "--format", "json", "--threads", threads()], lines(objects)).splitlines()]
    return place_back(objects, out, lambda o: (o.get("source") or o).get("uri"))


def annotate(objects):
    out = [json.loads(l) for l in run(["annotate", "-", "--threads", threads()], lines(objects)).splitlines()]
    return place_back(objects, out, lambda o: o.get("id", o.get("uri")))


def resolve(objects):
    """sitrep gazetteer resolve: places of given spans (key "spans"), or of the names that the gazetteer knows."""
    feed = "\n".join(json.dumps(dict(o, id=str(n)), ensure_ascii=False) for n, o in enumerate(objects)) + "\n"
    found = [None] * len(objects)
    for line in run(["gazetteer", "resolve"], feed.encode()).splitlines():
        o = json.loads(line)
        found[int(o["id"])] = o["pred"]
    return found
