"""Tasks on single layers of the model: parse, ner, mentions, attribution, factuality, negation, event-place, coref. In: `sitrep annotate`."""
from .annotation import NOMINAL, lemma_of

# Least link scores, and for phrases of many tokens the least share of the cue's best link; set on dev.
LEAST = {"source": 0.1, "content": 0.1, "scope": 0.3, "place": 0.4, "coref": 0.45}
SHARE = {"source": 0.3, "content": 0.35, "scope": 0.5}


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
FIGHT = set("clash attack repel airstrike drone-strike missile-strike shelling kill".split())
RE3D_NAMES = {"PER": "Person", "ORG": "Organisation", "LOC": "Location"}


def re3d_entities(a, report):
    """The model's own, then names, times and the report's descriptions where it has nothing. Types are re3d's."""
    found = [a.span(b, e) + [kind] for b, e, kind in a.runs("re3d")]
    more = [a.span(b, e) + [RE3D_NAMES[kind]] for b, e, kind in a.runs("ner") if kind in RE3D_NAMES]
    more += [t["span"] + ["Temporal"] for t in a.times if t["type"] == "DATE"]
    for part in ("actors", "places"):
        for thing in report.list(part) if report else []:
            kind = "Location" if part == "places" else "Person" if thing.get("kind") == "person" else "Organisation"
            more += [m["span"] + [kind] for m in thing["mentions"] if m["span"] and m["how"] != "pronoun"]
    for m in more:
        if not any(x[0] < m[1] and m[0] < x[1] for x in found):
            found.append(m)
    return found


def mentions(o, a, report):
    """Entities; relations of the report between entities that cover their ends. o["entities"] where they are given."""
    entities = o.get("entities")
    if entities is None:
        entities = re3d_entities(a, report) if a else []
    relations = []
    for kind, one, other in re3d_relations(report) if report else []:
        ends = [at(entities, one or []), at(entities, other or [])]
        if None not in ends and ends[0] != ends[1] and [kind] + ends not in relations:
            relations.append([kind] + ends)
    return {"entities": entities, "relations": relations}


def re3d_relations(report):
    """[(type, phrase, phrase)]: standing relations, and those that events show: who fights, meets, is where."""
    out = [(RE3D[r["kind"]], report.phrase(r["from"], r["from_span"]), report.phrase(r["to"], r["to_span"]))
           for r in report.list("relations") if r["kind"] in RE3D]
    for e in report.list("events"):
        agents, patients, places = (report.phrases(e[k + "s"], e[k + "_spans"]) for k in ("agent", "patient", "place"))
        if e["kind"] in FIGHT:
            out += [("FightingAgainst", x, y) for x in agents for y in patients]
        if e["kind"] in ("meet", "negotiate"):
            out += [("CommWith", x, y) for k, x in enumerate(agents) for y in agents[k + 1:] + patients]
        if e["kind"] in ("praise", "support"):
            out += [("Likes", x, y) for x in agents for y in patients]
        out += [("CoLocated", x, y) for x in agents + patients for y in places[:1]]
    return out


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
        part = {role: [to for to in a.near_best("attr", b, role, SHARE[role], LEAST[role]) if not b <= to <= e] for role in ("source", "content")}
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
        scope = [to for to in a.near_best("negscope", b, "scope", SHARE["scope"], LEAST["scope"]) if not b <= to <= e]
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


def coref(o, a, report):
    """Chains of the model's links from a mention's first token to an earlier one's; beside them the report's things with all their mentions."""
    if not a or not a.tree:
        return []
    best = {}
    for start, to, _, score in a.links("coref", None, LEAST["coref"]):
        if to < start and score > best.get(start, (0, 0))[0]:
            best[start] = (score, to)
    chains = []
    for part in ("actors", "places"):
        for thing in report.list(part) if report else []:
            chains.append({whole_phrase(a, m["span"]) for m in thing["mentions"] if m["span"] and a.over(m["span"])})
    for start, (_, to) in best.items():
        chains.append({noun_phrase(a, start), noun_phrase(a, to)})
    return [[a.span(*m) for m in sorted(c)] for c in joined(chains) if len(c) > 1]


def joined(chains):
    """Chains that share a mention are one."""
    out = []
    for c in chains:
        c = set(c)
        for other in [x for x in out if x & c]:
            c |= other
            out.remove(other)
        out.append(c)
    return out


def whole_phrase(a, span):
    """(first, last) token of the noun phrase around a mention: the phrase of its head, begun with its determiner."""
    inside = a.over(span)
    top = [i for i in inside if a.governor(i) not in inside]
    first = min(inside)
    while first > 0 and a.relation(first - 1).split(":")[0] in ("det", "amod", "nummod", "compound", "nmod") and top and a.governor(first - 1) in inside:
        first -= 1
    return first, max(inside)


def time(o, a):
    return a.times if a else []
