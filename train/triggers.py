"""Writes data/triggers.tsv: how often each word is a trigger, and of which kind, in records train and our own labels.

    python3 train/triggers.py OUT.tsv [--gold FILE] [--tokens PROGRAM]

Words of one stem share their counts. Only counts are kept, no text. The draft stage weighs the model's opinion of a trigger by them.
"""
import argparse
import collections
import json

import data


def stem(w):
    for s in ("ings", "ing", "ed", "es", "s", "e"):
        if w.endswith(s) and len(w) - len(s) >= 4:
            return w[:-len(s)]
    return w


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("out")
    ap.add_argument("--gold", action="append", default=[])
    ap.add_argument("--tokens", default="build/tools/tokens")
    a = ap.parse_args()
    items = data.load("records", "train.jsonl")
    for path in a.gold:
        with open(path, encoding="utf-8") as f:
            items += [json.loads(line) for line in f]
    count, forms = collections.defaultdict(collections.Counter), collections.defaultdict(set)
    for o, t in zip(items, data.tokenise(items, a.tokens)):
        kind = {}
        for e in o["gold"]["events"]:
            for s in [e["trigger"]] + e["mentions"]:
                hit = [i for i, x in enumerate(t["tokens"]) if x[0] < s[1] and s[0] < x[1]]
                if hit:
                    kind[hit[0]] = e["kind"]
        for i, x in enumerate(t["tokens"]):
            w = o["text"][x[0]:x[1]].lower()
            if w.isascii() and w.isalpha() and len(w) > 2:
                count[stem(w)][kind.get(i, "")] += 1
                forms[stem(w)].add(w)
    rows = []
    for s, c in count.items():
        events = sum(c.values()) - c[""]
        if events >= 2:
            kinds = ";".join("%s %d" % (k, n) for k, n in sorted(c.items(), key=lambda x: (-x[1], x[0])) if k)
            rows += ["%s\t\t\t\t\t\t%d;%s\t" % (w, sum(c.values()), kinds) for w in forms[s]]
    with open(a.out, "w", encoding="utf-8") as f:
        f.write("# Words as triggers, counted in labelled text by train/triggers.py: type = times seen; kind times as a trigger of it; ...\n")
        f.write("word\tforms\tkind\tsectors\tcameo\tacled\ttype\tnote\n")
        f.write("\n".join(sorted(rows)) + "\n")
    print(len(rows), "words")


if __name__ == "__main__":
    main()
