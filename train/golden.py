"""The arithmetic of src/model in numpy, operation by operation in the same order, so that its results must be the same bits.
It shares no code with the C side and follows docs/model-format.md. Slow; for a few sentences."""
import numpy as np

from network import Pieces, bucket

f32 = np.float32


def lanes(x):
    """Sum over the last axis in eight lanes, lanes added in the fixed tree. [..., n] -> [...]"""
    x = x.reshape(x.shape[:-1] + (-1, 8))
    s = np.zeros(x.shape[:-2] + (8,), f32)
    for i in range(x.shape[-2]):
        s = s + x[..., i, :]
    return ((s[..., 0] + s[..., 4]) + (s[..., 2] + s[..., 6])) + ((s[..., 1] + s[..., 5]) + (s[..., 3] + s[..., 7]))


def exp(x):
    x = np.minimum(np.maximum(x, f32(-87)), f32(88))
    magic = f32(12582912)
    n = (x * f32(1.44269504) + magic) - magic
    r = (x - n * f32(0.693359375)) - n * f32(-2.12194440e-4)
    p = r * (f32(1) / f32(720)) + (f32(1) / f32(120))
    for c in (f32(1) / f32(24), f32(1) / f32(6), f32(0.5), f32(1), f32(1)):
        p = p * r + c
    return p * ((n.astype(np.int32) + 127) << 23).astype(np.int32).view(f32)


def gelu(x):
    y = np.abs(x) * f32(0.70710678)
    t = f32(1) / (y * f32(0.3275911) + f32(1))
    p = t * f32(1.061405429) - f32(1.453152027)
    p = p * t + f32(1.421413741)
    p = p * t - f32(0.284496736)
    p = p * t + f32(0.254829592)
    tail = (p * t) * (exp(-(y * y)) * f32(0.5))
    return x * np.where(x < 0, tail, f32(1) - tail)


def dots(a, bt):
    out = np.zeros((a.shape[0], bt.shape[1]), f32)
    for k in range(a.shape[1]):
        out = out + a[:, k:k + 1] * bt[k]
    return out


def exp_row(x, factor):
    n = x.shape[-1]
    e = exp((x - x.max(-1, keepdims=True)) * factor)
    pad = np.zeros(x.shape[:-1] + ((n + 7) // 8 * 8 - n,), f32)
    return e, lanes(np.concatenate([e, pad], -1))


def softmax(x):
    e, s = exp_row(x, f32(1))
    return e * (f32(1) / s)[..., None]


class Model:
    def __init__(self, config, state, quant, n_attention):
        self.config, self.state, self.quant, self.n_attention = config, state, quant, n_attention
        self.pieces = Pieces(config["vocab"])

    def norm(self, x, prefix):
        n = f32(x.shape[-1])
        d = x - (lanes(x) / n)[:, None]
        scale = f32(1) / np.sqrt(lanes(d * d) / n + f32(1e-12))
        return (d * scale[:, None]) * self.state[prefix + ".weight"] + self.state[prefix + ".bias"]

    def linear(self, x, weight, bias):
        q, scale = self.quant[weight]
        s = np.maximum(np.abs(x).max(1), f32(1e-8)) / f32(63)
        a = np.rint(x / s[:, None])
        total = (a.astype(np.float64) @ q[:, :x.shape[1]].T.astype(np.float64)).astype(f32)   # exact: below 2^24
        return (total * scale) * s[:, None] + self.state[bias]

    def encode(self, words, shapes):
        """Words of one window -> vectors [words, hidden]."""
        ids, kinds, first, last = [self.config["vocab"].index("[CLS]")], [9], [], []
        for word, shape in zip(words, shapes):
            p = self.pieces(word)[:24]
            first.append(len(ids))
            ids += p
            kinds += [shape] * len(p)
            last.append(len(ids) - 1)
        ids.append(self.config["vocab"].index("[SEP]"))
        kinds.append(9)
        q, s = self.quant["embeddings.word_embeddings.weight"]
        position = self.state["embeddings.position_embeddings.weight"] + self.state["embeddings.token_type_embeddings.weight"][0]
        x = (q[ids].astype(f32) * s[ids][:, None] + position[:len(ids)]) + self.state["shape_emb.weight"][kinds]
        x = self.norm(x, "embeddings.LayerNorm")
        n, width = self.n_attention, x.shape[1] // self.n_attention
        factor = f32(1) / np.sqrt(f32(width))
        layer = 0
        while "encoder.layer.%d.output.dense.bias" % layer in self.state:
            p = "encoder.layer.%d." % layer
            q, k, v = (self.linear(x, p + "attention.self.%s.weight" % m, p + "attention.self.%s.bias" % m) for m in ("query", "key", "value"))
            y = np.zeros_like(x)
            for h in range(n):
                c = slice(h * width, (h + 1) * width)
                e, total = exp_row(dots(q[:, c], k[:, c].T), factor)
                y[:, c] = dots(e, v[:, c]) * (f32(1) / total)[:, None]
            x = self.norm(x + self.linear(y, p + "attention.output.dense.weight", p + "attention.output.dense.bias"), p + "attention.output.LayerNorm")
            y = gelu(self.linear(x, p + "intermediate.dense.weight", p + "intermediate.dense.bias"))
            x = self.norm(x + self.linear(y, p + "output.dense.weight", p + "output.dense.bias"), p + "output.LayerNorm")
            layer += 1
        return (x[first] + x[last]) * f32(0.5)

    def tensor(self, head, name):
        return np.atleast_2d(self.state["heads.%s.%s" % (head["name"], name)])

    def project(self, h, head, which):
        p = "heads.%s." % head["name"]
        return np.maximum(self.linear(h, p + "w" + which, p + "b" + which), f32(0))

    def labels(self, h, head):
        p = "heads.%s." % head["name"]
        if head.get("hidden"):
            h = gelu(self.linear(h, p + "w1", p + "b1"))
        x = self.linear(h, p + "w2", p + "b2")
        return x.argmax(1), softmax(x)

    def scores(self, a, b, head, i, columns, V):
        """[L, to] link scores of one word."""
        root = f32(1) / np.sqrt(f32(len(a)))
        left = (a * V) * root + self.tensor(head, "Ub")
        own = lanes(a * self.tensor(head, "Ua")) + self.tensor(head, "c")[0]
        dist = self.tensor(head, "dist")
        return dots(left, b.T) + (own[:, None] + dist[:, [bucket(j - i) for j in columns]])

    def links(self, h, head, best):
        pick = lambda key: [i for i in range(len(h)) if not head.get(key) or best[head[key]][i]]
        rows, columns, out = pick("from_head"), pick("to_head"), []
        if not rows or not columns:
            return out
        a, b = self.project(h[rows], head, "a"), self.project(h[columns], head, "b")
        floor = min(max(head.get("floor", 0.1), 1e-6), 1 - 1e-6)
        for n, i in enumerate(rows):
            s = self.scores(a[n], b, head, i, columns, self.tensor(head, "V"))
            if head["kind"] == "softmax":
                p = softmax(np.concatenate([np.where(np.array(columns) == i, f32(-1e4), s[0]), [f32(0)]]).astype(f32))
                out += [(i, j, 0, p[m]) for m, j in enumerate(columns) if p[m] > f32(floor) and j != i]
            else:
                limit = f32(np.log(floor / (1 - floor)))
                out += [(i, j, l, softmax(np.array([0, s[l, m]], f32))[1]) for m, j in enumerate(columns) for l in range(len(s)) if s[l, m] > limit]
        return out

    def tree(self, h, head, sents):
        """Governors and labels. Trees by trying: exact for what it is used on, sentences of few words."""
        a, b, a2, b2 = (self.project(h, head, w) for w in ("a", "b", "a2", "b2"))
        root = f32(1) / np.sqrt(f32(a.shape[1]))
        root_b, root_b2 = self.tensor(head, "root_b"), np.maximum(self.tensor(head, "root_b2")[0], f32(0))
        root_own = lanes(root_b * self.tensor(head, "Ub"))[0] + self.tensor(head, "c")[0, 0]
        governor, label = np.arange(len(h)), np.zeros(len(h), int)
        for first, end in sents:
            n = end - first
            arc = np.zeros((n + 1, n + 1))
            for i in range(n):
                x = a[first + i]
                own = lanes(x * self.tensor(head, "Ua")[0])
                left = (x * root + self.tensor(head, "Ub")[0])[None]
                dist = self.tensor(head, "dist")[0, [bucket(j - i) for j in range(n)]]
                arc[1:, i + 1] = (dots(left, b[first:end].T)[0] + (own + self.tensor(head, "c")[0, 0])) + dist
                arc[0, i + 1] = (lanes(x * root_b[0]) * root + own) + root_own
            heads = best_tree(arc)
            for i in range(n):
                g = heads[i + 1]
                governor[first + i] = first + (g - 1 if g else i)
                x = a2[first + i]
                y = b2[first + g - 1] if g else root_b2
                ab = (x * y) * (f32(1) / np.sqrt(f32(len(x))))
                s = ((lanes(ab * self.tensor(head, "V")) + lanes(x * self.tensor(head, "Ua2"))) + lanes(y * self.tensor(head, "Ub2"))) + self.tensor(head, "c2")[0]
                label[first + i] = s.argmax()
        return governor, label


def best_row(p, sents):
    """The best row of O, B-x, I-x labels: src/model/spans.c."""
    starts, came = {b for b, _ in sents}, []
    last = np.array([1] + [0] * (p.shape[1] - 1), f32)
    for i, row in enumerate(p):
        best, now, back = int(last.argmax()), np.zeros(len(row), f32), []
        for l in range(len(row)):
            inside = l > 0 and l % 2 == 0
            b = best if not inside else l if last[l] > last[l - 1] else l - 1
            now[l] = f32(0) if inside and i in starts else row[l] * last[b]
            back.append(b)
        last = now * (f32(1) / now.max())
        came.append(back)
    out, l = [], int(last.argmax())
    for back in reversed(came):
        out.append(l)
        l = back[l]
    return np.array(out[::-1])


def best_tree(arc):
    """Maximum spanning tree with one child of the root: for each child, Chu-Liu/Edmonds by recursion."""
    n = len(arc)

    def solve(s):
        """s: {(u, v): weight} on nodes; root 0."""
        nodes = {v for _, v in s}
        best = {v: max((w, -u) for (u, x), w in s.items() if x == v) for v in nodes}
        best = {v: (-u, w) for v, (w, u) in best.items()}
        for start in sorted(nodes):
            path, v = [], start
            while v in nodes and v not in path:
                path.append(v)
                v = best[v][0]
            if v in nodes:
                cycle = path[path.index(v):]
                new = max(max(nodes), max(u for u, _ in s)) + 1
                t, back = {}, {}
                for (u, x), w in s.items():
                    if u in cycle and x in cycle:
                        continue
                    key = (new if u in cycle else u, new if x in cycle else x)
                    w2 = w - best[x][1] if x in cycle else w
                    if key not in t or w2 > t[key]:
                        t[key], back[key] = w2, (u, x)
                g = solve(t)
                out = {x: best[x][0] for x in cycle}
                for x, u in g.items():
                    a, b = back[(u, x)]
                    out[b] = a
                return out
        return {v: u for v, (u, _) in best.items()}

    top = None
    for child in range(1, n):
        s = {(u, v): arc[u, v] for u in range(n) for v in range(1, n) if u != v and (u > 0 or v == child)}
        if any(all((u, v) not in s for u in range(n)) for v in range(1, n)):
            continue
        g = solve(s)
        total = sum(arc[u, v] for v, u in g.items())
        if top is None or total > top[0]:
            top = (total, g)
    return [0] + [top[1][v] for v in range(1, n)]


# Sentences of our own: (word, shape) in order; a window each
WINDOWS = [
    [["The rebels took a town near the river .", "Army shelled it on Monday ."]],
    [["soldiers were killed"]],
    [["Zquad 12 - résumé’s Émile’s “hills”", "and"]],
]
SHAPE = {"The": 2, "Army": 2, "Monday": 1, "Zquad": 2, "12": 6, "-": 7, ".": 7, "“hills”": 8, "Émile’s": 5}


def write(path, config, state, quant, n_attention):
    """Lines: `word shape text`, `end` of sentence, `run` of a document; then what is expected: `label head word best bits-of-p`,
    `link head from to label bits`, `tree word governor label`. Floats as eight hexadecimal digits."""
    m = Model(config, {k: np.asarray(v, f32) for k, v in state.items()}, quant, n_attention)
    bits = lambda x: "%08x" % int(np.array(x, f32).view(np.uint32))
    with open(path, "w", encoding="utf-8") as f:
        for (window,) in WINDOWS:
            words, sents = [], []
            for s in window:
                b = len(words)
                words += s.split()
                sents.append((b, len(words)))
            shapes = [SHAPE.get(w, 0) for w in words]
            for b, e in sents:
                for w, s in list(zip(words, shapes))[b:e]:
                    f.write("word %d %s\n" % (s, w))
                f.write("end\n")
            f.write("run\n")
            h, best = m.encode(words, shapes), {}
            for n, head in enumerate(config["heads"]):
                if head["kind"] == "label":
                    best[head["name"]], p = m.labels(h, head)
                    if head["labels"][0] == "O" and head["labels"][1][:2] == "B-":
                        best[head["name"]] = best_row(p, sents)
                    for i in range(len(words)):
                        x = best[head["name"]][i]
                        f.write("label %d %d %d %s\n" % (n, i, x, bits(p[i, x])))
            for n, head in enumerate(config["heads"]):
                if head["kind"] == "tree":
                    for i, (g, l) in enumerate(zip(*m.tree(h, head, sents))):
                        f.write("tree %d %d %d\n" % (i, g, l))
                elif head["kind"] != "label":
                    for i, j, l, p in m.links(h, head, best):
                        f.write("link %d %d %d %d %s\n" % (n, i, j, l, bits(p)))
