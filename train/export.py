"""A trained checkpoint -> the weights file that src/model maps (docs/model-format.md), and golden vectors for its tests.

    python3 train/export.py runs/records.pt data/model.srm
    python3 train/export.py --tiny tests/data/model_tiny.srm --golden tests/data/model_tiny.golden
    python3 train/export.py runs/records.pt /tmp/m.srm --golden /tmp/m.golden      whole model, a few sentences

Checkpoint: {"config": {"vocab", "window", "heads": [...]}, "state": state dict of train/network.py's Reader}.
"""
import argparse
import math
import struct

import numpy as np

VERSION, HEADER, ENTRY, ALIGN = 1, 128, 64, 64
F32, MATRIX, ROWS, U32, BYTES = 1, 2, 3, 4, 5
ACT_LEVELS = 63
GROUP_SUM = 260   # 126 x 260 < 2^15
KINDS = {"label": 0, "link": 1, "softmax": 2, "tree": 3}
NONE = 0xFFFF


def up(n, to):
    return (n + to - 1) // to * to


def hash_bytes(data, seed=0):
    """base/hash.h: MurmurHash64A."""
    M, mask = 0xc6a4a7935bd1e995, (1 << 64) - 1
    h = seed ^ (len(data) * M & mask)
    n = len(data) // 8
    for k in np.frombuffer(data[:n * 8], "<u8").tolist():
        k = k * M & mask
        k ^= k >> 47
        h = (h ^ (k * M & mask)) * M & mask
    if n * 8 < len(data):
        h = (h ^ int.from_bytes(data[n * 8:], "little")) * M & mask
    h ^= h >> 47
    h = h * M & mask
    return h ^ h >> 47


def fit_groups(q, target):
    """Shrinks weights until those that meet in a 16-bit sum (columns 0 1 4 5 and 2 3 6 7 of eight) keep to GROUP_SUM on
    either side, each time the one whose shrinking costs least. q, target [rows, 8n]. Returns how many steps were taken."""
    steps = 0
    g = q.reshape(-1, 4, 2)[:, :, :]                      # pairs of columns
    t = target.reshape(-1, 4, 2)
    for half in (0, 1):
        x, y = g[:, half::2].reshape(-1, 4).copy(), t[:, half::2].reshape(-1, 4)
        for sign in (1, -1):
            while True:
                over = np.flatnonzero(np.maximum(sign * x, 0).sum(1) > GROUP_SUM)
                if not len(over):
                    break
                cost = np.where(sign * x[over] > 0, sign * (y[over] - x[over]), np.inf)
                x[over, cost.argmin(1)] -= sign
                steps += len(over)
        g[:, half::2] = x.reshape(-1, 2, 2)
    return steps


def quantise(w):
    """Rows of w to int8 and a scale each; rows that break the group bound try coarser scales too. Returns q, scale, steps."""
    n_out, n_in = w.shape
    w = np.pad(w.astype(np.float32), ((0, 0), (0, up(n_in, 8) - n_in)))
    s = np.maximum(np.abs(w).max(1), np.float32(1e-8)) / np.float32(127)
    best_q, best_s, best_e = None, s.copy(), np.full(n_out, np.inf)
    steps = np.zeros(n_out, int)
    for factor in (1.0, 1.05, 1.1, 1.15, 1.2, 1.3, 1.4):
        todo = np.arange(n_out) if best_q is None else np.flatnonzero(steps)
        if not len(todo):
            break
        sf = (s[todo] * np.float32(factor)).astype(np.float32)
        target = w[todo] / sf[:, None]
        q = np.rint(target)
        before = q.copy()
        fit_groups(q, target)
        e = ((q * sf[:, None] - w[todo]) ** 2).sum(1)
        if best_q is None:
            best_q, best_e = q, e
            steps = np.abs(q - before).sum(1).astype(int)
        else:
            better = e < best_e[todo]
            at = todo[better]
            best_q[at], best_s[at], best_e[at] = q[better], sf[better], e[better]
    return best_q.astype(np.int8), best_s, int(steps.sum())


def panels(q):
    """[out, in] -> panels of 16 rows, groups of 4 columns, 16 rows x 4 weights."""
    q = np.pad(q, ((0, up(len(q), 16) - len(q)), (0, 0)))
    return np.ascontiguousarray(q.reshape(-1, 16, q.shape[1] // 4, 4).transpose(0, 2, 1, 3))


class Writer:
    def __init__(self):
        self.body, self.strings, self.where, self.tensors = bytearray(HEADER), bytearray(b"\0"), {}, []
        self.shrunk = self.weights = 0
        self.quant = {}      # name -> (q [out, in_pad], scale): what the golden vectors are computed with

    def string(self, s):
        if s not in self.where:
            self.where[s] = len(self.strings)
            self.strings += s.encode() + b"\0"
        return self.where[s]

    def put(self, data):
        at = len(self.body)
        self.body += data + bytes(up(len(data), ALIGN) - len(data))
        return at

    def add(self, name, kind, rows, cols, data, scale=0, zero=0):
        self.tensors.append((name, kind, rows, cols, self.put(data), len(data), scale, zero))

    def floats(self, name, x):
        x = np.atleast_2d(np.asarray(x, "<f4"))
        self.add(name, F32, x.shape[0], x.shape[1], x.tobytes())

    def matrix(self, name, w):
        q, s, steps = quantise(w)
        self.quant[name] = (q, s)
        self.shrunk += steps
        self.weights += w.size
        pad = lambda x: np.pad(x, (0, up(len(x), 16) - len(x)))
        scale = self.put(pad(s).astype("<f4").tobytes())
        zero = self.put(pad(q.astype(np.int64).sum(1) * ACT_LEVELS).astype("<i4").tobytes())
        self.add(name, MATRIX, w.shape[0], w.shape[1], panels(q).tobytes(), scale, zero)

    def rows(self, name, w):
        w = w.astype(np.float32)
        s = np.maximum(np.abs(w).max(1), np.float32(1e-8)) / np.float32(127)
        q = np.rint(w / s[:, None]).astype(np.int8)
        self.quant[name] = (q, s)
        self.add(name, ROWS, w.shape[0], w.shape[1], q.tobytes(), self.put(s.astype("<f4").tobytes()))

    def finish(self, heads, head_entries, dims):
        self.tensors.sort(key=lambda t: t[0].encode())
        directory = b"".join(struct.pack("<4I4Q16x", self.string(n), k, r, c, at, size, scale, zero)
                             for n, k, r, c, at, size, scale, zero in self.tensors)
        at_tensors, at_heads, at_strings = self.put(directory), self.put(head_entries), self.put(bytes(self.strings))
        total = len(self.body)
        struct.pack_into("<8sIIQQQIIQQQ", self.body, 0, b"SRMODEL\0", VERSION, HEADER, total, 0, at_tensors, len(self.tensors),
                         len(heads), at_heads, at_strings, len(self.strings))
        struct.pack_into("<12I", self.body, 72, *dims)
        struct.pack_into("<Q", self.body, 24, hash_bytes(bytes(self.body[32:])))
        return bytes(self.body)


def vocabulary(w, vocab):
    pool = [p.encode() for p in vocab]
    offsets = np.concatenate([[0], np.cumsum([len(p) for p in pool])]).astype("<u4")
    n = 1
    while n < 2 * len(pool):
        n *= 2
    slots = np.full(n, 0xFFFFFFFF, "<u4")
    for i, p in enumerate(pool):
        at = hash_bytes(p) & (n - 1)
        while slots[at] != 0xFFFFFFFF:
            at = (at + 1) & (n - 1)
        slots[at] = i
    w.add("vocab.offsets", U32, 1, len(offsets), offsets.tobytes())
    w.add("vocab.bytes", BYTES, 1, int(offsets[-1]), b"".join(pool))
    w.add("vocab.slots", U32, 1, n, slots.tobytes())
    return max(len(p) for p in pool)


MATRICES = ("w1", "w2", "wa", "wb", "wa2", "wb2")


def export(config, state, n_attention):
    """(bytes of the file, Writer)."""
    state = {k: np.asarray(v, np.float32) for k, v in state.items()}
    w, vocab, heads = Writer(), config["vocab"], config["heads"]
    hidden, inner = state["encoder.layer.0.intermediate.dense.weight"].shape[::-1]
    n_layers = len({k.split(".")[2] for k in state if k.startswith("encoder.layer.")})
    w.rows("embeddings.word_embeddings.weight", state["embeddings.word_embeddings.weight"])
    position = state["embeddings.position_embeddings.weight"][:config["window"] + 2]
    w.floats("embeddings.position_embeddings.weight", position + state["embeddings.token_type_embeddings.weight"][0])
    used = {h["name"] for h in heads}
    for name, x in sorted(state.items()):
        if name.startswith("embeddings.") and "LayerNorm" not in name:
            continue
        if name.startswith("heads.") and name.split(".")[1] not in used:
            continue
        if x.ndim == 2 and (name.startswith("encoder.") or name.startswith("heads.") and name.split(".")[2] in MATRICES):
            w.matrix(name, x)
        else:
            w.floats(name, x)
    max_piece = vocabulary(w, vocab)
    number = {h["name"]: i for i, h in enumerate(heads)}
    entries = b""
    for h in heads:
        floor = min(max(h.get("floor", 0.1), 1e-6), 1 - 1e-6)
        labels = w.put(np.array([w.string(l) for l in h["labels"]], "<u4").tobytes())
        refer = lambda key: number[h[key]] if h.get(key) else NONE
        width2 = state["heads.%s.wa2" % h["name"]].shape[0] if h["kind"] == "tree" else 0
        entries += struct.pack("<8I2f2IQ8x", w.string(h["name"]), KINDS[h["kind"]], len(h["labels"]), h.get("hidden", 0),
                               h.get("width", 0), width2, refer("from_head"), refer("to_head"), floor,
                               math.log(floor / (1 - floor)), 0 if h.get("prob", True) else 1, 0, labels)
    special = [vocab.index(p) for p in ("[CLS]", "[SEP]", "[UNK]")]
    dims = [hidden, n_layers, n_attention, inner, config["window"], len(vocab), len(state["shape_emb.weight"]), max_piece] + special + [0]
    return w.finish(heads, entries, dims), w


def tiny():
    """A network of two small layers with every kind of head, random weights: the tests' model."""
    rng = np.random.default_rng(7)
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = "the rebels took a town near river on monday and army shelled it from hill soldiers were killed".split()
    vocab = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"] + [c for c in letters if c != "q"] + ["##" + c for c in letters if c != "q"] + \
        list("0123456789.,-'\"’“”") + words + ["##s", "##ed", "##ing"][1:] + ["é"]
    vocab = list(dict.fromkeys(vocab))
    H, I, D, E = 16, 32, 16, 16
    s = {"embeddings.word_embeddings.weight": (len(vocab), H), "embeddings.position_embeddings.weight": (40, H),
         "embeddings.token_type_embeddings.weight": (2, H), "embeddings.LayerNorm.weight": (H,), "embeddings.LayerNorm.bias": (H,),
         "shape_emb.weight": (10, H)}
    for n in range(2):
        p = "encoder.layer.%d." % n
        for k in ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"):
            s[p + k + ".weight"], s[p + k + ".bias"] = (H, H), (H,)
        s[p + "intermediate.dense.weight"], s[p + "intermediate.dense.bias"] = (I, H), (I,)
        s[p + "output.dense.weight"], s[p + "output.dense.bias"] = (H, I), (H,)
        for k in ("attention.output.LayerNorm", "output.LayerNorm"):
            s[p + k + ".weight"], s[p + k + ".bias"] = (H,), (H,)
    heads = [{"name": "tag", "kind": "label", "labels": ["O", "B-x", "I-x", "B-y", "I-y"], "hidden": 16},
             {"name": "plain", "kind": "label", "labels": ["l%d" % i for i in range(18)], "hidden": 0},
             {"name": "many", "kind": "label", "labels": ["m%d" % i for i in range(100)], "hidden": 0},
             {"name": "tree", "kind": "tree", "labels": ["r%d" % i for i in range(5)], "width": D, "width2": E},
             {"name": "arg", "kind": "link", "labels": ["x", "y", "z"], "width": D, "from_head": "tag", "floor": 0.1},
             {"name": "rel", "kind": "link", "labels": ["u"], "width": D, "from_head": "tag", "to_head": "tag", "floor": 0.4},
             {"name": "ante", "kind": "softmax", "labels": ["same"], "width": D, "floor": 0.1}]
    for h in heads:
        p, L = "heads.%s." % h["name"], len(h["labels"])
        if h["kind"] == "label":
            if h["hidden"]:
                s[p + "w1"], s[p + "b1"] = (h["hidden"], H), (h["hidden"],)
            s[p + "w2"], s[p + "b2"] = (L, h["hidden"] or H), (L,)
            continue
        arc = 1 if h["kind"] == "tree" else L
        s.update({p + "wa": (D, H), p + "ba": (D,), p + "wb": (D, H), p + "bb": (D,), p + "Ua": (arc, D), p + "Ub": (arc, D),
                  p + "c": (arc,), p + "dist": (arc, 19), p + "V": (L, D)})
        if h["kind"] == "tree":
            s.update({p + "root_b": (D,), p + "wa2": (E, H), p + "ba2": (E,), p + "wb2": (E, H), p + "bb2": (E,), p + "V": (L, E),
                      p + "Ua2": (L, E), p + "Ub2": (L, E), p + "c2": (L,), p + "root_b2": (E,)})
    state = {k: (rng.standard_normal(v) * 0.3 + ("LayerNorm.weight" in k)).astype(np.float32) for k, v in s.items()}
    return {"vocab": vocab, "window": 24, "heads": heads}, state, 2


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("files", nargs="+", help="checkpoint and output; only the output with --tiny")
    ap.add_argument("--tiny", action="store_true")
    ap.add_argument("--golden", help="write golden vectors (numpy, bit by bit the arithmetic of src/model)")
    ap.add_argument("--drop", action="append", default=[], help="leave a head out")
    a = ap.parse_args()
    if a.tiny:
        config, state, n_attention = tiny()
    else:
        import torch
        ck = torch.load(a.files[0], map_location="cpu", weights_only=False)
        config, state, n_attention = ck["config"], {k: v.float().numpy() for k, v in ck["state"].items()}, 12
    config = dict(config, heads=[h for h in config["heads"] if h["name"] not in a.drop])
    data, w = export(config, state, n_attention)
    with open(a.files[-1], "wb") as f:
        f.write(data)
    print("%s: %.1f MB, %d heads, %d pieces, %d weights, %d steps of shrinking for 16-bit sums" %
          (a.files[-1], len(data) / 1e6, len(config["heads"]), len(config["vocab"]), w.weights, w.shrunk))
    if a.golden:
        import golden
        golden.write(a.golden, config, state, w.quant, n_attention)


if __name__ == "__main__":
    main()
