"""The reader's eye in PyTorch: MiniLM encoder with declared heads. src/model is the same network in C; docs/model-format.md
names the tensors. Shapes: B windows, P pieces, W words, L labels, d width."""
import math
import re
import unicodedata

import torch
import torch.nn as nn
import torch.nn.functional as F

N_BUCKETS = 19


def bucket(d):
    """Signed distance in words -> 0..18."""
    a = abs(d)
    n = a if a <= 4 else 5 if a <= 6 else 6 if a <= 9 else 7 if a <= 14 else 8 if a <= 24 else 9
    return n if d >= 0 else n + 9


BUCKET = torch.tensor([bucket(d) for d in range(-600, 601)])


class Pieces:
    """Uncased WordPiece over our own words: lower case, accents dropped, every punctuation character apart."""

    def __init__(self, vocab):
        self.vocab = vocab
        self.index = {p: i for i, p in enumerate(vocab)}
        self.unk = self.index["[UNK]"]
        self.cache = {}

    def parts(self, word):
        word = unicodedata.normalize("NFD", word.lower())
        word = "".join(c for c in word if unicodedata.category(c) != "Mn")
        out, now = [], ""
        for c in word:
            if unicodedata.category(c)[0] == "P" or c in "$+<=>^`|~":
                if now:
                    out.append(now)
                    now = ""
                out.append(c)
            elif not c.isspace():
                now += c
        return out + ([now] if now else [])

    def __call__(self, word):
        got = self.cache.get(word)
        if got is None:
            got = []
            for part in self.parts(word):
                b, here = 0, []
                while b < len(part):
                    e = len(part)
                    while e > b and (part[b:e] if b == 0 else "##" + part[b:e]) not in self.index:
                        e -= 1
                    if e == b:
                        here = [self.unk]
                        break
                    here.append(self.index[part[b:e] if b == 0 else "##" + part[b:e]])
                    b = e
                got += here
            got = tuple(got or [self.unk])
            self.cache[word] = got
        return got


def fake_quant(x, levels):
    """Rounds rows to `levels` steps either side of zero; the gradient passes straight through."""
    s = x.detach().abs().amax(-1, keepdim=True).clamp_min(1e-8) / levels
    return x + ((x / s).round() * s - x).detach()


class Linear(nn.Linear):
    quant = False

    def forward(self, x):
        if Linear.quant:
            return F.linear(fake_quant(x, 63), fake_quant(self.weight, 127), self.bias)
        return F.linear(x, self.weight, self.bias)


class Layer(nn.Module):
    def __init__(self, width=384, heads=12, inner=1536, drop=0.1):
        super().__init__()
        self.attention = nn.ModuleDict({
            "self": nn.ModuleDict({k: Linear(width, width) for k in ("query", "key", "value")}),
            "output": nn.ModuleDict({"dense": Linear(width, width), "LayerNorm": nn.LayerNorm(width, eps=1e-12)})})
        self.intermediate = nn.ModuleDict({"dense": Linear(width, inner)})
        self.output = nn.ModuleDict({"dense": Linear(inner, width), "LayerNorm": nn.LayerNorm(width, eps=1e-12)})
        self.heads, self.drop = heads, drop

    def forward(self, x, mask):
        B, P, D = x.shape
        q, k, v = (self.attention["self"][n](x).view(B, P, self.heads, -1).transpose(1, 2) for n in ("query", "key", "value"))
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).reshape(B, P, D)
        y = F.dropout(self.attention["output"]["dense"](y), self.drop, self.training)
        x = self.attention["output"]["LayerNorm"](x + y)
        y = self.output["dense"](F.gelu(self.intermediate["dense"](x)))
        return self.output["LayerNorm"](x + F.dropout(y, self.drop, self.training))


class Head(nn.Module):
    def __init__(self, spec, width=384):
        super().__init__()
        self.kind, self.labels = spec["kind"], spec["labels"]
        L, d, h = len(self.labels), spec.get("width", 0), spec.get("hidden", 0)
        p = lambda *shape, scale=0.02: nn.Parameter(torch.randn(*shape) * scale)
        if self.kind == "label":
            if h:
                self.w1, self.b1 = p(h, width, scale=0.05), p(h, scale=0)
            self.w2, self.b2 = p(L, h or width, scale=0.05), p(L, scale=0)
        else:
            arc = 1 if self.kind == "tree" else L
            self.wa, self.ba, self.wb, self.bb = p(d, width, scale=0.05), p(d, scale=0), p(d, width, scale=0.05), p(d, scale=0)
            self.Ua, self.Ub, self.c = p(arc, d), p(arc, d), p(arc, scale=0)
            if self.kind == "tree":
                self.root_b = p(d)
                d2 = spec.get("width2", 128)
                self.wa2, self.ba2, self.wb2, self.bb2 = p(d2, width, scale=0.05), p(d2, scale=0), p(d2, width, scale=0.05), p(d2, scale=0)
                self.V, self.Ua2, self.Ub2, self.c2, self.root_b2 = p(L, d2, scale=0.5), p(L, d2), p(L, d2), p(L, scale=0), p(d2)
            else:
                self.V = p(L, d, scale=0.5)
            self.dist = p(arc, N_BUCKETS, scale=0)

    def lin(self, x, w, b):
        if Linear.quant:
            x, w = fake_quant(x, 63), fake_quant(w, 127)
        return F.linear(x, w, b)

    def logits(self, x):
        if hasattr(self, "w1"):
            x = F.gelu(self.lin(x, self.w1, self.b1))
        return self.lin(x, self.w2, self.b2)

    def pairs(self, h, rows):
        """h [B, W, 384]; rows (b [R], i [R]) -> scores [R, W, L] of links from word i to every word."""
        rb, ri = rows
        W = h.shape[1]
        a = F.relu(self.lin(h[rb, ri], self.wa, self.ba))                # [R, d]
        b = F.relu(self.lin(h, self.wb, self.bb))                        # [B, W, d]
        d = a.shape[1]
        V = self.V if self.kind != "tree" else torch.ones(1, d)
        left = (a[:, None, :] * V[None]) / math.sqrt(d) + self.Ub[None]  # [R, L, d]
        s = torch.bmm(b[rb], left.transpose(1, 2))                       # [R, W, L]
        s = s + (a @ self.Ua.t())[:, None, :] + self.c
        dist = BUCKET[(torch.arange(W)[None] - ri[:, None]) + 600]       # [R, W]
        return s + self.dist.t()[dist]

    def root_scores(self, h, rows):
        a = F.relu(self.lin(h[rows[0], rows[1]], self.wa, self.ba))
        return (a @ self.root_b) / math.sqrt(a.shape[1]) + a @ self.Ua[0] + self.root_b @ self.Ub[0] + self.c[0]

    def tree_labels(self, h, rows, heads):
        """Label logits [R, L] of the link from word i to its governor heads[r] (own index = root)."""
        rb, ri = rows
        a = F.relu(self.lin(h[rb, ri], self.wa2, self.ba2))
        b = F.relu(self.lin(h[rb, heads], self.wb2, self.bb2))
        b = torch.where((heads == ri)[:, None], F.relu(self.root_b2)[None], b)
        return ((a * b) / math.sqrt(a.shape[1])) @ self.V.t() + a @ self.Ua2.t() + b @ self.Ub2.t() + self.c2


class Reader(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config = config
        n = len(config["vocab"])
        self.embeddings = nn.ModuleDict({
            "word_embeddings": nn.Embedding(n, 384), "position_embeddings": nn.Embedding(512, 384),
            "token_type_embeddings": nn.Embedding(2, 384), "LayerNorm": nn.LayerNorm(384, eps=1e-12)})
        self.shape_emb = nn.Embedding(10, 384)
        nn.init.normal_(self.shape_emb.weight, std=0.02)
        self.encoder = nn.ModuleDict({"layer": nn.ModuleList([Layer(drop=config.get("drop", 0.1)) for _ in range(6)])})
        self.heads = nn.ModuleDict({h["name"]: Head(h) for h in config["heads"]})

    def forward(self, ids, shapes, first, last, n_pieces):
        """ids, shapes [B, P]; first, last [B, W] piece of each word -> word vectors [B, W, 384]."""
        P = ids.shape[1]
        w = self.embeddings["word_embeddings"].weight
        if Linear.quant:
            w = fake_quant(w, 127)
        x = F.embedding(ids, w) + self.embeddings["position_embeddings"].weight[:P] + \
            self.embeddings["token_type_embeddings"].weight[0] + self.shape_emb(shapes)
        x = self.embeddings["LayerNorm"](x)
        x = F.dropout(x, self.config.get("drop", 0.1), self.training)
        mask = (torch.arange(P)[None] < n_pieces[:, None])[:, None, None, :]
        for layer in self.encoder["layer"]:
            x = layer(x, mask)
        D = x.shape[2]
        take = lambda i: torch.gather(x, 1, i[..., None].expand(-1, -1, D))
        h = (take(first) + take(last)) * 0.5
        return F.dropout(h, self.config.get("drop", 0.1), self.training)
