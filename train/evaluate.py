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

# src/draft/draft_tune.h; set by tune.py
MIN = {"event": 0.5, "again": 0.5, "agents": 0.45, "patients": 0.42, "places": 0.42, "times": 0.42, "instruments": 0.40, "source": 0.4,
       "agents_low": 0.2, "patients_low": 0.2, "places_low": 0.2, "times_low": 0.2, "instruments_low": 1.0, "ante": 0.4, "control": 0.45, "holder": 0.3, "relation": 0.4, "figure": 0.5}


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


class Scores:
    """All head outputs of one window, kept so that thresholds can be tried without running the encoder again."""

    def __init__(self, model, specs, w, h):
        self.w, self.specs, self.n = w, specs, h.shape[1]
        n = self.n
        self.p = {k: torch.softmax(model.heads[k].logits(h[0]), 1) for k in
                  ("kind", "phrase", "figure", "control", "polarity", "certainty", "when", "realis", "background")}
        self.spans, self.of = phrases(self.p["phrase"].argmax(1).tolist(), specs["phrase"]["labels"]), {}
        for s in self.spans:
            for i in range(*s):
                self.of[i] = s
        self.ends = sorted({s[1] - 1 for s in self.spans})

        def rows(name, idx):
            r = (torch.zeros(len(idx), dtype=torch.long), torch.tensor(idx))
            return model.heads[name].pairs(h, r)
        self.trig = [i for i in range(n) if 1 - self.p["kind"][i, 0] > 0.2]
        self.arg = torch.sigmoid(rows("arg", self.trig)) if self.trig else None
        self.places = [i for i in range(n) if 1 - self.p["control"][i, 0] > 0.15]
        self.ctl = torch.sigmoid(rows("ctl", self.places)) if self.places else None
        self.rel = torch.sigmoid(rows("rel", self.ends)) if self.ends else None
        s = rows("ante", list(range(n)))[..., 0]
        s[torch.arange(n), torch.arange(n)] = -1e4
        self.ante = torch.softmax(torch.cat([s, torch.zeros(n, 1)], 1), 1)[:, :-1].max(1)

    def chars(self, b, e):
        return [self.w.tokens[b][0], self.w.tokens[e - 1][1]]

    def phrase(self, i):
        s = self.of.get(i)
        return self.chars(*s) if s and s[1] - 1 == i else self.chars(i, i + 1)

    def mentions(self, i, floor):
        j = int(self.ante.indices[i])
        return [self.phrase(i)] + ([self.phrase(j)] if self.ante.values[i] > floor else [])


def decode(x, m=MIN):
    """The prediction shape of records for one window: a plain decode, without actors, places or thresholds by kind."""
    specs, n, kind = x.specs, x.n, x.p["kind"]
    out = {"events": [], "figures": [], "control": [], "relations": []}
    names, kinds = specs["arg"]["labels"], specs["kind"]["labels"]
    again, gone = names.index("again"), set()
    trig = [(a, t) for a, t in enumerate(x.trig) if 1 - kind[t, 0] > m["event"]]
    best = {t: kinds[1 + int(kind[t, 1:].argmax())] for _, t in trig}
    for a, t in trig:
        for _, u in trig:
            if u > t and x.arg[a, u, again] > m["again"] and best[t] == best[u] and t not in gone:
                gone.add(u)
    for a, t in trig:
        if t in gone:
            continue
        e = {"trigger": x.chars(t, t + 1), "kind": best[t], "stance": {}}
        for s in ("polarity", "certainty", "when", "realis"):
            e["stance"][s] = specs[s]["labels"][int(x.p[s][t].argmax())]
        e["background"] = bool(x.p["background"][t].argmax())
        for r in data.ROLES:
            col = x.arg[a, :, names.index(r)]
            hit = torch.nonzero(col > m[r])[:, 0].tolist()
            if not hit and col.max() > m[r + "_low"]:
                hit = [int(col.argmax())]
            e[r] = [x.mentions(j, m["ante"]) for j in hit]
        s = x.arg[a, :, names.index("source")]
        e["source"] = x.mentions(int(s.argmax()), m["ante"]) if s.max() > m["source"] else None
        out["events"].append(e)
    if x.rel is not None:
        hit = torch.nonzero(x.rel > m["relation"])
        for a, j, l in hit.tolist():
            if x.ends[a] != j and j in x.ends:
                out["relations"].append({"kind": specs["rel"]["labels"][l], "from": x.mentions(x.ends[a], m["ante"]), "to": x.mentions(j, m["ante"])})
    for a, i in enumerate(x.places):
        c = x.p["control"]
        if 1 - c[i, 0] > m["control"]:
            hold = x.ctl[a, :, 0]
            out["control"].append({"change": specs["control"]["labels"][1 + int(c[i, 1:].argmax())], "place": x.mentions(i, m["ante"]),
                                   "holder": x.mentions(int(hold.argmax()), m["ante"]) if hold.max() > m["holder"] else None})
    for b, e in phrases(x.p["figure"].argmax(1).tolist(), specs["figure"]["labels"]):
        k = specs["figure"]["labels"][int(x.p["figure"][b].argmax())]
        digits = x.w.text[x.chars(b, e)[0]:x.chars(b, e)[1]].replace(",", "")
        v = int(digits) if digits.isdigit() and len(digits) < 10 else None
        out["figures"].append({"span": x.chars(b, e), "kind": k[2:], "low": v, "best": v, "high": v})
    return out


def load_scorer():
    import importlib
    sys.path.insert(0, data.BENCH + "/score")
    return importlib.import_module("records")


def record_scores(model, pieces, specs, name, program):
    items = data.load("records", name)
    ws = [(n, w) for n, (o, t) in enumerate(zip(items, data.tokenise(items, program))) for w in data.windows(o, t, 230)]
    ex = [Example(w, pieces, specs) for _, w in ws]
    return items, [(ws[i][0], Scores(model, specs, ws[i][1], h)) for i, h in run(model, ex)]


def predict(items, scores, m=MIN):
    preds = [{"events": [], "figures": [], "control": [], "relations": []} for _ in items]
    for n, x in scores:
        for k, v in decode(x, m).items():
            preds[n][k] += v
    return preds


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("checkpoint")
    ap.add_argument("--tokens", default="build/tools/tokens")
    ap.add_argument("--quant", action="store_true")
    ap.add_argument("--only", default="parse,records")
    ap.add_argument("--file", default="dev.jsonl")
    ap.add_argument("--pred")
    ap.add_argument("--tune", action="store_true", help="choose the thresholds of src/draft/draft_tune.h")
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
        items, scores = record_scores(model, pieces, specs, a.file, a.tokens)
        scorer = load_scorer()
        m = dict(MIN)
        if a.tune:  # one threshold after the other, by the figure that it decides
            for key, figure in (("event", "event"), ("again", "event"), ("ante", "argument"), ("agents", "agents"), ("agents_low", "agents"), ("patients", "patients"), ("patients_low", "patients"),
                                ("places", "places"), ("places_low", "places"), ("times", "times"), ("times_low", "times"),
                                ("instruments", "instruments"), ("source", "stance"),
                                ("control", "control"), ("holder", "control"), ("relation", "relation")):
                tried = []
                for v in (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8):
                    r = scorer.score(list(zip(items, predict(items, scores, dict(m, **{key: v})))), {})
                    tried.append((r[figure]["f1"], -abs(v - 0.45), v))
                m[key] = max(tried)[2]
                print(key, m[key], " ".join("%.2f:%.1f" % (v, f) for f, _, v in tried), flush=True)
        preds = predict(items, scores, m)
        scorer.report(scorer.score(list(zip(items, preds)), {}))
        if a.pred:
            with open(a.pred, "w") as f:
                for o, p in zip(items, preds):
                    f.write(json.dumps({"id": o["id"], "pred": p}) + "\n")


if __name__ == "__main__":
    main()
