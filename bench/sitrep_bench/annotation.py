"""What `sitrep annotate` says of one text, with the few questions that the converters ask.

A trigger, cue or verb stands for itself by its first token; a phrase (argument, place, source) by its last token.
"""


class Annotation:
    def __init__(self, o):
        self.text, self.tokens = o["text"], o["tokens"]
        self.heads, self.tree, self.all_links = o.get("heads") or {}, o.get("tree"), o.get("links") or {}
        self.times, self.chains = o.get("times") or [], o.get("chains") or []
        self.sentences = o.get("sentences") or []

    def labels(self, head):
        return (self.heads.get(head) or {}).get("labels") or [None] * len(self.tokens)

    def scores(self, head):
        return (self.heads.get(head) or {}).get("scores") or [None] * len(self.tokens)

    def span(self, first, last):
        """Characters from token `first` to token `last`, both inside."""
        return [self.tokens[first][0], self.tokens[last][1]]

    def over(self, span):
        return [i for i, t in enumerate(self.tokens) if t and t[0] < span[1] and span[0] < t[1]]

    def first(self, span):
        got = self.over(span)
        return got[0] if got else None

    def last(self, span):
        got = self.over(span)
        return got[-1] if got else None

    def runs(self, head):
        """[(first token, last token, type)] of a head with B-, I-, O labels; an I- that continues nothing begins a phrase."""
        out, now = [], None
        for i, label in enumerate(self.labels(head)):
            label = label or "O"
            if label[:2] == "I-" and now and now[2] == label[2:]:
                now[1] = i
                continue
            now = None
            if label != "O":
                now = [i, i, label[2:]]
                out.append(now)
        return [tuple(r) for r in out]

    def links(self, head, start=None, least=0.5):
        """[(from, to, label, score)] that reach the score `least`."""
        return [tuple(l) for l in self.all_links.get(head, []) if l[3] >= least and (start is None or l[0] == start)]

    def near_best(self, head, start, label, share, least):
        """The tokens to which `start` is linked with a score of at least `least` and `share` of its best: a phrase of many tokens, whose
        links share one strength, whatever it is."""
        mine = [(l[1], l[3]) for l in self.all_links.get(head, []) if l[0] == start and l[2] == label]
        bound = max([least] + [share * score for _, score in mine])
        return [to for to, score in mine if score >= bound]

    def phrase(self, last, heads=("phrase", "ner")):
        """Characters of the phrase whose last token is `last`: the marked one, else the run of proper nouns that ends there."""
        for head in heads:
            for b, e, _ in self.runs(head):
                if e == last:
                    return self.span(b, e)
        upos, first = self.labels("upos"), last
        while first > 0 and upos[last] == upos[first - 1] == "PROPN" and self.text[self.tokens[first - 1][1]:self.tokens[first][0]] == " ":
            first -= 1
        return self.span(first, last)

    def governor(self, i):
        """The head of token i in the tree, None for a root."""
        if not self.tree:
            return None
        g = self.tree["head"][i]
        return None if g == i or g < 0 else g

    def relation(self, i):
        return (self.tree["label"][i] if self.tree else None) or "dep"

    def groups(self, indices, gap=0):
        """Runs of token indices as spans; up to `gap` tokens left out between two are filled in."""
        out = []
        for i in sorted(set(indices)):
            if out and i - out[-1][1] <= gap + 1:
                out[-1][1] = i
            else:
                out.append([i, i])
        return [self.span(b, e) for b, e in out]


def lemma_of(form, script):
    """The lemma that a script of the model's head `lemma` makes of a form: "=be", or "l2y": lower case, cut two, add y."""
    if not script:
        return form
    if script[0] == "=":
        return script[1:]
    form = form.lower() if script[0] == "l" else form
    digits = 1
    while digits < len(script) and script[digits].isdigit():
        digits += 1
    cut = int(script[1:digits] or 0)
    return form[:len(form) - cut] + script[digits:]
