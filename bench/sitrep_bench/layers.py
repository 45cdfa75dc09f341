"""Tasks on single layers of the model: parse, ner, mentions, attribution, factuality, negation, event-place, coref. In: `sitrep annotate`."""
from .annotation import NOMINAL, lemma_of

# Least link scores, set on dev.
LEAST = {"source": 0.4, "content": 0.4, "scope": 0.4, "place": 0.45, "coref": 0.45}


def parse(o, a):
    """[begin, end, upos, head, deprel, lemma]: the program splits words itself (mode raw)."""
    if not a:
        return []
    upos, scripts, out = a.labels("upos"), a.labels("lemma"), []
    for i, (b, e) in enumerate(a.tokens):
        g = a.governor(i)
        out.append([b, e, upos[i] or "X", 0 if g is None else g + 1, "root" if g is None else a.relation(i), lemma_of(a.text[b:e], scripts[i])])
    return out


def ner(o, a):
    return [a.span(b, e) + [kind] for b, e, kind in a.runs("ner")] if a else []


# re3d's relations for ours; the other kinds of ours have none there.
RE3D = {"fights": "FightingAgainst", "allied": "AlliesOf", "backs": "AlliesOf", "part-of": "BelongsTo", "leads": "InChargeOf", "commands": "InChargeOf",
        "spokesperson-of": "BelongsTo", "based-in": "CoLocated", "rival": "Dislikes", "recognises": "Likes"}


def mentions(o, a, report):
    """Entities of the head re3d; relations of the report between entities that cover their ends. o["entities"] where they are given."""
    given = o.get("entities")
    entities = given if given is not None else [a.span(b, e) + [kind] for b, e, kind in a.runs("re3d")] if a else []
    relations = []
    for r in report.list("relations") if report else []:
        ends = [at(entities, report.phrase(r[k], r[k + "_span"]) or []) for k in ("from", "to")]
        if r["kind"] in RE3D and None not in ends and ends[0] != ends[1]:
            relations.append([RE3D[r["kind"]]] + ends)
    return {"entities": entities, "relations": relations}


def at(entities, spans):
    """The entity that shares most with the first of the spans that any entity overlaps."""
    for b, e in spans:
        share = [(min(e, x[1]) - max(b, x[0]) - abs(len(range(*x[:2])) - (e - b)) / 1000, -i) for i, x in enumerate(entities)]
        if share and max(share)[0] > 0:
            return -max(share)[1]
    return None


def attribution(o, a):
    out = []
    for b, e, _ in a.runs("acue") if a else []:
        links = a.all_links.get("attr", [])
        part = {role: [to for start, to, label, score in links if start == b and label == role and score >= LEAST[role] and not b <= to <= e]
                for role in ("source", "content")}
        if part["content"]:
            out.append({"source": a.groups(part["source"], 1), "cue": [a.span(b, e)], "content": a.groups(part["content"], 4)})
    return out


def factuality(o, a):
    """The expected value where the program gives it, else the likeliest value, drawn to 1.5 (a usual one) as far as it is unsure."""
    out = []
    for p in o["predicates"]:
        i = a.first(p) if a else None
        score = 1.5
        if i is not None:
            head = a.heads.get("fact") or {}
            label, sure = a.labels("fact")[i], a.scores("fact")[i]
            if head.get("expected"):
                score = head["expected"][i]
            elif label is not None:
                score = float(label) * sure + 1.5 * (1 - sure) if sure is not None else float(label)
        out.append({"predicate": p, "score": score})
    return out


AFFIXES = ("un", "im", "in", "ir", "il", "dis", "non")
WHOLE_CUES = set("no not never nothing none nobody neither nor without nowhere n't n’t nay unless".split())


def cue_parts(text, span):
    """(cue, rest of the word): "unhappy" is the cue "un" and the scope "happy"; "careless" the scope "care"; "cannot" the cue "not"."""
    word = text[span[0]:span[1]].lower()
    if word in WHOLE_CUES or " " in word:
        return span, None
    if word == "cannot":
        return [span[0] + 3, span[1]], [span[0], span[0] + 3]
    for end in ("lessly", "lessness", "less"):
        if word.endswith(end) and len(word) > len(end) + 1:
            cut = span[1] - len(end)
            return [cut, cut + 4], [span[0], cut]
    for start in AFFIXES:
        if word.startswith(start) and len(word) > len(start) + 2:
            cut = span[0] + len(start)
            return [span[0], cut], [cut, span[1]]
    return span, None


def negation(o, a):
    out = []
    for b, e, _ in a.runs("negcue") if a else []:
        cue, rest = cue_parts(a.text, a.span(b, e))
        scope = [to for start, to, _, score in a.links("negscope", b, LEAST["scope"]) if not b <= to <= e]
        event = [[rest]] if rest else []
        g = a.governor(b)
        if not rest and g in scope and a.labels("upos")[g] in ("VERB", "ADJ", "NOUN", "AUX"):
            event = [[a.span(g, g)]]
        out.append({"cue": [cue], "scope": a.groups(scope) + ([rest] if rest else []), "event": event[0] if event else []})
    return out


def event_place(o, a, report):
    """The model's places of the verb; where the model has no such head, the places of the report's event at that verb."""
    if not a:
        return []
    if "evplace" not in a.all_links and report:
        b, e = o["verb"]
        return [s for x in report.list("events") if x["trigger"] and x["trigger"][0] < e and b < x["trigger"][1] for s in x["place_spans"] if s]
    verb, out = a.first(o["verb"]), []
    for _, to, _, _ in a.links("evplace", verb, LEAST["place"]) if verb is not None else []:
        span = a.phrase(to, ("ner", "phrase"))
        if to != verb and span not in out:
            out.append(span)
    return out


def noun_phrase(a, first):
    """(first, last) token of the phrase that begins with token `first`: the widest nominal subtree, without what is joined to its head."""
    upos, best = a.labels("upos"), (first, first)
    n = len(a.tokens)
    children = {}
    for i in range(max(0, first - 60), min(n, first + 60)):
        g = a.governor(i)
        if g is not None:
            children.setdefault(g, []).append(i)

    def cover(i, top):
        tokens = [i]
        for c in children.get(i, []):
            if not (i == top and a.relation(c).split(":")[0] in ("conj", "cc", "parataxis", "punct", "cop", "nsubj", "appos", "case", "mark")) or \
                    a.relation(c) == "case" and c > i:
                tokens += cover(c, top)
        return tokens
    for i in range(first, min(n, first + 30)):
        if upos[i] in NOMINAL:
            tokens = cover(i, i)
            if min(tokens) == first and max(tokens) > best[1] and max(tokens) - first < 30:
                best = (first, max(tokens))
    return best


def coref(o, a):
    """Chains of the links from a mention's first token to that of an earlier mention; each mention takes its likeliest."""
    if not a or not a.tree:
        return []
    best = {}
    for start, to, _, score in a.links("coref", None, LEAST["coref"]):
        if to < start and score > best.get(start, (0, 0))[0]:
            best[start] = (score, to)
    chain_of, chains = {}, []
    for start in sorted(best):
        to = best[start][1]
        if to not in chain_of:
            chain_of[to] = len(chains)
            chains.append([to])
        chain_of[start] = chain_of[to]
        chains[chain_of[to]].append(start)
    return [[a.span(*noun_phrase(a, i)) for i in c] for c in chains]


def time(o, a):
    return a.times if a else []
