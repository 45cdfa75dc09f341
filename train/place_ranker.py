#!/usr/bin/env python3
"""Trains the weights of src/place/place_weights.h.

    place_ranker.py FEATURES.tsv GOLD.jsonl place_weights.h

FEATURES: a line a candidate: document, byte of the name, candidate, lat, lon, features in the order of place_feature.
A candidate within 161 km of the gold place is right; loss = -log of the probability of all right ones, with a pull to
zero (L2 0.5 over all names). Names without a right candidate teach nothing.
"""
import json
import math
import sys

import numpy as np
import torch


SITE, SITE_PRIOR = 13, 5.0    # no training text names a site; a name that data/sites holds for one mostly is it ("the White House")


def km(a, b, c, d):
    a, b, c, d = map(math.radians, (a, b, c, d))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742 * math.asin(min(1, math.sqrt(h)))


def main(features, golds, out):
    gold = {}
    for path in golds.split(","):
        for line in open(path, encoding="utf8"):
            d = json.loads(line)
            at, b = {}, 0
            for i, ch in enumerate(d["text"]):
                at[i] = b
                b += len(ch.encode())
            for g in d["gold"]:
                if g["lat"] is not None:
                    gold[(d["id"], at[g["span"][0]])] = (g["lat"], g["lon"])
    names, rows, right = {}, [], []
    for path in features.split(","):
        for line in open(path):
            x = line.split("\t")
            k = (x[0], int(x[1]))
            if k in gold:
                rows.append([float(v) for v in x[5:]])
                right.append(km(float(x[3]), float(x[4]), *gold[k]) <= 161)
                names.setdefault(k, []).append(len(rows) - 1)
    groups = [g for g in names.values() if any(right[i] for i in g) and len(g) > 1]
    print(len(names), "names,", len(groups), "teach")
    x = torch.tensor(np.array(rows, dtype=np.float32))
    y = torch.tensor(right)
    owner = torch.full((len(rows),), -1)
    for n, g in enumerate(groups):
        owner[g] = n
    keep = owner >= 0
    x, y, owner = x[keep], y[keep], owner[keep]
    w = torch.zeros(x.shape[1], requires_grad=True)
    opt = torch.optim.LBFGS([w], lr=0.5, max_iter=200)

    def loss():
        opt.zero_grad()
        s = (x @ w).exp()
        total = torch.zeros(len(groups)).index_add(0, owner, s)
        good = torch.zeros(len(groups)).index_add(0, owner, s * y)
        value = -(good / total).log().sum() + 0.5 * (w * w).sum() * 0.5
        value.backward()
        return value

    for _ in range(10):
        v = loss()
        opt.step(loss)
    print("loss a name %.4f" % (v.item() / len(groups)))
    weights = w.tolist()
    weights[SITE] = SITE_PRIOR
    text = ["    %s," % ", ".join("%.4ff" % v for v in weights[i:i + 10]) for i in range(0, len(w), 10)]
    open(out, "w").write("""/* place_weights.h: the ranker's weights, one for each place_feature; written by train/place_ranker.py. */
#ifndef SITREP_PLACE_PLACE_WEIGHTS_H
#define SITREP_PLACE_PLACE_WEIGHTS_H

static const float place_weights[] = {
%s
};

#endif
""" % "\n".join(text))


main(*sys.argv[1:])
