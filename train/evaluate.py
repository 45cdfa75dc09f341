"""Quick figures of a checkpoint in PyTorch, before export: trees on gold tokens, record heads on records dev.

    python3 train/evaluate.py runs/records.pt [--tokens PROGRAM] [--quant] [--only parse|records] [--pred FILE --file dev.jsonl]
"""
import argparse
import collections
import json
import sys

import torch

import data
from network import Linear, Pieces, Reader
from train import Example, collate

ROLE_MIN = {"agents": 0.45, "patients": 0.42, "places": 0.42, "times": 0.42, "instruments": 0.40}


def run(model, examples, size=12):
    order = sorted(range(len(examples)), key=lambda i: len(examples[i].ids))
    for k in range(0, len(order), size):
        batch = [examples[i] for i in order[k:k + size]]
        with torch.no_grad():
            h = model(*collate(batch))
        for n, i in enumerate(order[k:k + size]):
            yield i, h[n:n + 1, :examples[i].n_words]


def parse(model, pieces, specs, files=("ewt.dev.jsonl",)):
    ws = data.read_parse(files, {})
    ex = [Example(w, pieces, specs) for w in ws]
    n = collections.Counter()
    for i, h in run(model, ex):
        w, e = ws[i], ex[i]
        rows = (torch.zeros(e.n_words, dtype=torch.long), torch.arange(e.n_words))
        s = model.heads["dep"].pairs(h, rows)[..., 0]
        for b, t in w.sents:
            s[b:t, :b] = -1e4
            s[b:t, t:] = -1e4
        s[rows[1], rows[1]] = model.heads["dep"].root_scores(h, rows)
        gov = s.argmax(1)
        rel = model.heads["dep"].tree_labels(h, rows, gov).argmax(1)
        upos, lem = model.heads["upos"].logits(h[0]).argmax(1), model.heads["lemma"].logits(h[0]).argmax(1)
        L = specs["dep"]["labels"]
        for k in range(e.n_words):
            n["words"] += 1
            ok = gov[k] == w.tree[0][k]
            n["uas"] += int(ok)
            n["las"] += int(ok and L[rel[k]].split(":")[0] == w.tree[1][k].split(":")[0])
            n["upos"] += specs["upos"]["labels"][upos[k]] == w.labels["upos"][k]
            n["lemma"] += w.labels["lemma"][k] in (None, specs["lemma"]["labels"][lem[k]])
    print({k: round(100 * v / n["words"], 2) for k, v in n.items() if k != "words"})


def phrases(row, labels):
    out, start = [], None
    for i, y in enumerate(list(row) + [0]):
        l = labels[y] if i < len(row) else "O"
        if start is not None and not (l[0] == "I"):
            out.append((start, i))
            start = None
        if l[0] == "B" or l[0] == "I" and start is None:
            start = i
    return out


def decode(model, specs, w, h, floor=0.5):
    """The prediction shape of records for one window: a plain decode, without actors, places or thresholds by kind."""
    n = h.shape[1]
    label = {k: torch.softmax(model.heads[k].logits(h[0]), 1) for k in
             ("kind", "phrase", "figure", "control", "polarity", "certainty", "when", "realis", "background")}
    spans, of = phrases(label["phrase"].argmax(1).tolist(), specs["phrase"]["labels"]), {}
    for s in spans:
        for i in range(*s):
            of[i] = s
    chars = lambda s: [w.tokens[s[0]][0], w.tokens[s[1] - 1][1]]

    def phrase(i):
        s = of.get(i)
        return chars(s) if s and s[1] - 1 == i else chars((i, i + 1))
    ends = sorted({s[1] - 1 for s in spans})
    ante = {}

    def rows(name, idx):
        r = (torch.zeros(len(idx), dtype=torch.long), torch.tensor(idx))
        return model.heads[name].pairs(h, r)

    def mentions(i):
        if i not in ante:
            s = rows("ante", [i])[0, :, 0]
            s[i] = -1e4
            p = torch.softmax(torch.cat([s, torch.zeros(1)]), 0)
            j = int(p[:-1].argmax())
            ante[i] = j if p[j] > 0.4 else None
        return [phrase(i)] + ([phrase(ante[i])] if ante[i] is not None else [])
    kind = label["kind"]
    trig = [i for i in range(n) if 1 - kind[i, 0] > floor]
    out = {"events": [], "figures": [], "control": [], "relations": []}
    if trig:
        p = torch.sigmoid(rows("arg", trig))
        names = specs["arg"]["labels"]
        again = names.index("again")
        gone = set()
        best = {t: specs["kind"]["labels"][1 + int(kind[t, 1:].argmax())] for t in trig}
        for a, t in enumerate(trig):
            for b, u in enumerate(trig):
                if u > t and p[a, u, again] > 0.5 and best[t] == best[u] and t not in gone:
                    gone.add(u)
        for a, t in enumerate(trig):
            if t in gone:
                continue
            e = {"trigger": chars((t, t + 1)), "kind": best[t], "stance": {}}
            for s in ("polarity", "certainty", "when", "realis"):
                e["stance"][s] = specs[s]["labels"][int(label[s][t].argmax())]
            e["background"] = bool(label["background"][t].argmax())
            for r, m in ROLE_MIN.items():
                e[r] = [mentions(j) for j in range(n) if p[a, j, names.index(r)] > m]
            s = p[a, :, names.index("source")]
            e["source"] = mentions(int(s.argmax())) if s.max() > 0.4 else None
            out["events"].append(e)
    if len(ends):
        p = torch.sigmoid(rows("rel", ends))
        for a, i in enumerate(ends):
            for j in ends:
                for l, k in enumerate(specs["rel"]["labels"]):
                    if i != j and p[a, j, l] > 0.4:
                        out["relations"].append({"kind": k, "from": mentions(i), "to": mentions(j)})
    c = label["control"]
    places = [i for i in range(n) if 1 - c[i, 0] > 0.45]
    if places:
        p = torch.sigmoid(rows("ctl", places))
        for a, i in enumerate(places):
            hold = p[a, :, 0]
            out["control"].append({"change": specs["control"]["labels"][1 + int(c[i, 1:].argmax())], "place": mentions(i),
                                   "holder": mentions(int(hold.argmax())) if hold.max() > 0.3 else None})
    for b, e in phrases(label["figure"].argmax(1).tolist(), specs["figure"]["labels"]):
        k = specs["figure"]["labels"][int(label["figure"][b].argmax())][2:]
        digits = w.text[chars((b, e))[0]:chars((b, e))[1]].replace(",", "")
        v = int(digits) if digits.isdigit() and len(digits) < 10 else None
        out["figures"].append({"span": chars((b, e)), "kind": k, "low": v, "best": v, "high": v})
    return out


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("checkpoint")
    ap.add_argument("--tokens", default="/tmp/tokens")
    ap.add_argument("--quant", action="store_true")
    ap.add_argument("--only", default="parse,records")
    ap.add_argument("--file", default="dev.jsonl")
    ap.add_argument("--pred")
    ap.add_argument("--floor", type=float, default=0.5)
    a = ap.parse_args()
    ck = torch.load(a.checkpoint, weights_only=False)
    model = Reader(ck["config"])
    model.load_state_dict(ck["state"])
    model.eval()
    Linear.quant = a.quant
    specs, pieces = {h["name"]: h for h in ck["config"]["heads"]}, Pieces(ck["config"]["vocab"])
    if "parse" in a.only:
        parse(model, pieces, specs)
    if "records" in a.only:
        items = data.load("records", a.file)
        ws = [(o, w) for o, t in zip(items, data.tokenise(items, a.tokens)) for w in data.windows(o, t, 230)]
        ex = [Example(w, pieces, specs) for _, w in ws]
        preds = {o["id"]: {"events": [], "figures": [], "control": [], "relations": []} for o in items}
        for i, h in run(model, ex):
            for k, v in decode(model, specs, ws[i][1], h, a.floor).items():
                preds[ws[i][0]["id"]][k] += v
        path = a.pred or "/tmp/records.pred.jsonl"
        with open(path, "w") as f:
            for i, p in preds.items():
                f.write(json.dumps({"id": i, "pred": p}) + "\n")
        import os
        import subprocess
        subprocess.run([sys.executable, os.path.join(data.BENCH, "score", "records.py"), os.path.join(data.BENCH, "records", a.file), path])


if __name__ == "__main__":
    main()
