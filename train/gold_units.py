"""Puts our own labels (train/gold/*.labels.jsonl) back on the texts that they were written for.

    python3 train/gold_units.py OUT.jsonl

The labels are ours (CC BY 4.0); the texts are third parties' and are not shipped: they are cut again from ../shared/bench by the same
rule by which they were drawn (train parts and unlabelled articles only; nothing whose article stands in a dev part), and found by
the hash that is a unit's id. The result has the shape of bench/records/train.jsonl and goes to train.py --gold.
"""
import glob
import hashlib
import importlib.util
import json
import os
import sys

import data

HERE = os.path.dirname(os.path.abspath(__file__))


def unit_id(seed):
    return hashlib.sha1(seed.encode()).hexdigest()[:12]


def cut(text, n):
    """The first n characters, to the last full stop."""
    text = text[:n]
    k = text.rfind(".")
    return text[:k + 1] if k > 300 else text


def units():
    for o in data.load("coref-events", "train.jsonl"):
        yield {"id": unit_id("lab" + o["id"]), "set": "ecb+", "doc": o["id"], "text": cut(o["text"], 800)}
    for o in data.load("attribution", "train.jsonl"):
        for n in (750, 800):
            yield {"id": unit_id("lab" + o["id"]), "set": "polnear", "doc": o["id"], "text": cut(o["text"], n)}
    for o in data.load("event-place", "train.jsonl"):
        yield {"id": unit_id("lab" + o["text"]), "set": "newswire", "doc": o.get("doc") or o["id"], "text": o["text"]}
    for o in data.load("stories", "train.jsonl"):
        yield {"id": unit_id("lab" + o["id"]), "set": "stories", "doc": o["id"], "text": cut(o["text"], 700)}
    for o in data.load("muc4", "train.jsonl"):
        yield {"id": unit_id("lab" + o["id"]), "set": "muc4", "doc": o["id"], "text": cut(o["text"], 700)}
    for name, kind in ((("wikievents", "rams.train.jsonl"), "rams"), (("casualties-weak", "train.jsonl"), "headline")):
        for o in data.load(*name):
            yield {"id": unit_id("lab" + o["id"]), "set": kind, "doc": o["id"], "text": o["text"]}
    for path in sorted(glob.glob(os.path.join(HERE, "gold", "*.units.jsonl"))):  # our own sentences stand beside their labels
        with open(path, encoding="utf-8") as f:
            yield from (json.loads(line) for line in f)
    for o in data.load("reports", "articles.jsonl"):
        for i, p in enumerate(o["text"].split("\n\n")):
            yield {"id": unit_id("w" + o["id"] + str(i)), "set": "wikipedia", "file": o["title"], "para": i, "text": p}


def main():
    spec = importlib.util.spec_from_file_location("records_check", os.path.join(data.BENCH, "records", "records_check.py"))
    check = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(check)
    labels = {}
    for path in sorted(glob.glob(os.path.join(HERE, "gold", "*.labels.jsonl"))):
        with open(path, encoding="utf-8") as f:
            for line in f:
                o = json.loads(line)
                labels[o["id"]] = line
    os.makedirs(os.path.dirname(os.path.abspath(sys.argv[1])), exist_ok=True)
    with open(sys.argv[1] + ".units", "w", encoding="utf-8") as u, open(sys.argv[1] + ".labels", "w", encoding="utf-8") as l:
        done = set()
        for o in units():
            if o["id"] in labels and o["id"] not in done:
                done.add(o["id"])
                u.write(json.dumps(o, ensure_ascii=False) + "\n")
                l.write(labels[o["id"]])
    print("%d of %d labelled units found again" % (len(done), len(labels)))
    sys.exit(check.main(["records_check.py", sys.argv[1] + ".units", sys.argv[1] + ".labels", "--write", sys.argv[1]]))


if __name__ == "__main__":
    main()
