"""How far an event's score can be believed: bins, expected calibration error, a logistic map and its fit.

Samples are (document, score, right): right where the scorer's alignment gives the event a gold event of its kind.

The map of src/event: p = 1 / (1 + exp(-(SLOPE logit(q) + SHIFT))), q the model's probability, kept inside [EDGE, 1 - EDGE]
(Platt, "Probabilistic outputs for support vector machines", 1999). A map of a map is one again, so that a fit on the scores that the
program gives today, composed with the constants of today, is a fit on q.
"""
import math
import os
import re

from . import program

TUNE = os.path.join(program.ROOT, "src", "event", "event_tune.h")
FOLDS, ROUNDS = 10, 50
ROUNDING = 0.0005        # scores are printed with three digits
HOLD = 0.01              # pull towards the map that changes nothing: what samples do not tell stays as it is


def logit(p):
    p = min(max(p, ROUNDING), 1 - ROUNDING)
    return math.log(p / (1 - p))


def apply(constants, p):
    slope, shift = constants
    return 1 / (1 + math.exp(-(slope * logit(p) + shift)))


def loss(points, slope, shift):
    """Minus the log likelihood, log(1 + exp(z)) - y z with z = slope x + shift, and the hold."""
    return HOLD / 2 * ((slope - 1) ** 2 + shift ** 2) + sum(max(z, 0) + math.log1p(math.exp(-abs(z))) - y * z for z, y in ((slope * x + shift, y) for x, y in points))


def fit(samples):
    """(slope, shift) of the greatest likelihood, by Newton's method with halved steps; targets drawn in by Platt's counts, so that a
    part without a mistake gives no infinite slope."""
    n_right = sum(right for _, _, right in samples)
    high, low = (n_right + 1) / (n_right + 2), 1 / (len(samples) - n_right + 2)
    points = [(logit(score), high if right else low) for _, score, right in samples]
    slope = shift = 0.0
    now = loss(points, slope, shift)
    for _ in range(ROUNDS):
        gx, g1, hxx, hx1, h11 = HOLD * (slope - 1), HOLD * shift, HOLD, 0.0, HOLD
        for x, y in points:
            p = 1 / (1 + math.exp(-(slope * x + shift)))
            w = p * (1 - p)
            gx, g1 = gx + (p - y) * x, g1 + p - y
            hxx, hx1, h11 = hxx + w * x * x, hx1 + w * x, h11 + w
        det = hxx * h11 - hx1 * hx1
        dx, d1, part = (h11 * gx - hx1 * g1) / det, (hxx * g1 - hx1 * gx) / det, 1.0
        while part > 1e-6 and loss(points, slope - part * dx, shift - part * d1) > now:
            part /= 2
        slope, shift, before = slope - part * dx, shift - part * d1, now
        now = loss(points, slope, shift)
        if before - now < 1e-10:
            break
    return slope, shift


def fitted_apart(samples):
    """The samples with scores of a map that was fitted without their documents: every tenth document is a fold."""
    documents = sorted({d for d, _, _ in samples})
    fold = {d: n % FOLDS for n, d in enumerate(documents)}
    maps = [fit([s for s in samples if fold[s[0]] != k] or samples) for k in range(FOLDS)]
    return [(d, apply(maps[fold[d]], score), right) for d, score, right in samples]


def composed(first, then):
    """The constants of `then` after `first`."""
    return then[0] * first[0], then[0] * first[1] + then[1]


def constants_of(text):
    """(slope, shift) of event_tune.h."""
    found = dict(re.findall(r"#define EVENT_SCORE_(SLOPE|SHIFT) \(?(-?[0-9.]+)f", text))
    return float(found["SLOPE"]), float(found["SHIFT"])


def bins(samples, n, equal_count=False):
    """[(lowest score, highest, number, mean score, share right)] of bins of equal width, or of equal count, empty ones left out."""
    parts = [[] for _ in range(n)]
    for k, s in enumerate(sorted(samples, key=lambda s: s[1])):
        parts[k * n // len(samples) if equal_count else min(int(s[1] * n), n - 1)].append(s)
    return [(p[0][1], p[-1][1], len(p), sum(s[1] for s in p) / len(p), sum(s[2] for s in p) / len(p)) for p in parts if p]


def error(parts):
    """The expected calibration error: the mean over samples of |mean score - share right| of their bin."""
    return sum(n * abs(score - right) for _, _, n, score, right in parts) / sum(n for _, _, n, _, _ in parts)


def brier(samples):
    return sum((score - right) ** 2 for _, score, right in samples) / len(samples)


def figures(samples, n):
    return {"n": len(samples), "right": round(sum(s[2] for s in samples) / len(samples), 4), "mean_score": round(sum(s[1] for s in samples) / len(samples), 4),
            "ece_width": round(error(bins(samples, n)), 4), "ece_count": round(error(bins(samples, n, True)), 4), "brier": round(brier(samples), 4)}


def table(parts):
    rows = ["     scores      events  mean score  share right   gap"]
    for low, high, n, score, right in parts:
        rows.append("%.3f .. %.3f  %6d      %.3f        %.3f    %+.3f" % (low, high, n, score, right, score - right))
    return "\n".join(rows)


def svg(parts, title):
    """A reliability diagram: a dot a bin, its area the number of events; on the diagonal the score says what is so."""
    side, edge = 400, 50
    most = max(n for _, _, n, _, _ in parts)
    out = ['<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="12">' % (side + 2 * edge, side + 2 * edge),
           '<rect width="100%" height="100%" fill="white"/>', '<text x="%d" y="30">%s</text>' % (edge, title),
           '<path d="M%d %dV%dH%dZ" fill="none" stroke="#888"/>' % (edge, edge, edge + side, edge + side) +
           '<path d="M%d %dL%d %d" stroke="#888" stroke-dasharray="4"/>' % (edge, edge + side, edge + side, edge)]
    for k in range(0, 11, 2):
        at = edge + side * k // 10
        out.append('<text x="%d" y="%d" text-anchor="middle">%.1f</text>' % (at, edge + side + 18, k / 10) +
                   '<text x="%d" y="%d" text-anchor="end">%.1f</text>' % (edge - 6, 2 * edge + side - at + 4, k / 10))
    out.append('<text x="%d" y="%d" text-anchor="middle">mean score</text>' % (edge + side // 2, edge + side + 38))
    out.append('<text transform="translate(14 %d) rotate(-90)" text-anchor="middle">share right</text>' % (edge + side // 2))
    for _, _, n, score, right in parts:
        out.append('<circle cx="%.1f" cy="%.1f" r="%.1f" fill="#1f6f8b" fill-opacity="0.7"/>' %
                   (edge + side * score, edge + side * (1 - right), 3 + 12 * math.sqrt(n / most)))
    return "\n".join(out) + "\n</svg>\n"
