"""Tasks on single layers of the model: parse, ner, mentions, attribution, factuality, negation, event-place, coref. In: `sitrep annotate`."""
import os
import re

from .annotation import lemma_of
from .program import ROOT

# Least link scores, and for phrases of many tokens the least share of the cue's best link; set on dev.
LEAST = {"source": 0.1, "content": 0.1, "scope": 0.3, "place": 0.4}
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


PLACED = re.compile(r"\s*(in|at|near|inside|across|outside|on|around)\s+(the\s+)?", re.I)
KNOWN_AS = re.compile(r"\s*(,\s*|\(\s*|\(?\s*(also|commonly|formerly) known as\s+)(the\s+)?", re.I)
TOGETHER = re.compile(r"\s*(and|met( with)?|told|spoke (to|with)|talks with|hosted|called)\s+(the\s+)?", re.I)


def by_words(text, entities):
    """[(type, n, n)] of entities that stand side by side: one in another, two names of one, a number of them, two who meet."""
    out, order = [], sorted(range(len(entities)), key=lambda i: (entities[i][0], -entities[i][1]))
    for k, i in enumerate(order):
        one = entities[i]
        for j in order[k + 1:k + 6]:
            other = entities[j]
            if other[0] < one[1] or other[0] - one[1] > 30:
                continue
            gap, kinds = text[one[1]:other[0]], (one[2], other[2])
            if other[2] == "Location" and one[2] not in ("Temporal", "Quantity", "Nationality", "Money") and PLACED.fullmatch(gap):
                out.append(("CoLocated", i, j))
            if kinds[0] == kinds[1] and kinds[0] in ("Person", "Organisation", "Quantity") and KNOWN_AS.fullmatch(gap) and \
                    (gap.strip() != "," or kinds[0] == "Person") and (gap.strip() != "(" or text[other[1]:other[1] + 1] == ")"):
                out.append(("IsSynonymOf", i, j))
            if one[2] == "Quantity" and other[2] not in ("Temporal", "Quantity") and not gap.strip():
                out.append(("HasAttrOf", j, i))
            if kinds == ("Person", "Person") and TOGETHER.fullmatch(gap):
                out.append(("CommWith", i, j))
    return out


def mentions(o, a, report):
    """Entities; relations of the report between entities that cover their ends, and what stands side by side. o["entities"] where they are given."""
    entities = o.get("entities")
    if entities is None:
        entities = re3d_entities(a, report) if a else []
    relations = []
    for kind, one, other in re3d_relations(report) if report else []:
        ends = [at(entities, one or []), at(entities, other or [])]
        if None not in ends and ends[0] != ends[1] and [kind] + ends not in relations:
            relations.append([kind] + ends)
    relations += [list(r) for r in by_words(o["text"], entities) if list(r) not in relations]
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
        here = next((s for s in report.list("sentences") if e["trigger"] and s[0] <= e["trigger"][0] < s[1]), None)
        places = [p for p in places if here is None or here[0] <= p[0][0] < here[1]]                # none that the context added
        out += [("CoLocated", x, y) for x in patients or agents for y in places[:1]]
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


class NegationWords:
    """data/negation.tsv: which words deny by an affix. The form without it must exist."""

    def __init__(self):
        self.of = {}                                              # affix -> how -> forms
        with open(os.path.join(ROOT, "data", "negation.tsv"), encoding="utf-8") as f:
            for line in f:
                cell = line.rstrip("\n").split("\t")
                if len(cell) == 3 and line[0] != "#":
                    self.of.setdefault(cell[0], {}).setdefault(cell[1], set()).add(cell[2])

    def split(self, word):
        """(begin, end) of the affix inside the word, or None."""
        word = word.lower()
        for affix in ("un", "in", "im", "il", "ir", "dis", "non"):
            rest, how = word[len(affix):].lstrip("-"), self.of.get(affix, {})
            if word.startswith(affix) and word not in how.get("not", ()) and not rest.startswith(tuple(how.get("begin", ("\0",)))) and \
                    (rest in how.get("form", ()) or len(rest) > 3 and rest.endswith(tuple(how.get("ending", ("\0",))))):
                return 0, len(affix)
        found = re.fullmatch(r"([a-z]{3,})less(ly|ness)?", word)
        return (found.end(1), found.end(1) + 4) if found and word not in self.of.get("less", {}).get("not", ()) else None


DENY = None                                                       # the words, read once
WHOLE_CUES = set("no not never nothing none nobody neither nor without nowhere n't n’t cannot nay".split())
BE_OR_HAVE = set("be is are was were been 's have has had make leave".split())


def deny():
    global DENY
    DENY = DENY or NegationWords()
    return DENY


def is_idle(words, i):
    """A word of denial that denies nothing: "no doubt" as an adverb, "none the less", and a question's tag ("is it not?")."""
    behind = words[i + 1:i + 3]
    if words[i] == "no" and behind[:1] == ["doubt"]:
        return not any(w in BE_OR_HAVE for w in words[max(0, i - 2):i])
    return behind == ["the", "less"] or (words[i] == "not" and behind[:1] == ["?"] and i > 1 and words[i - 1] in
                                         set("i you he she it we they there this that".split()))


def cues(a):
    """[(first token, spans of the cue, span of the word's rest or None)]: the words of denial that the model marks, with "neither ... nor" as
    one and "by no means" as a whole, and words that deny by an affix."""
    words = [a.text[b:e].lower() for b, e in a.tokens]
    marked = {i for b, e, _ in a.runs("negcue") for i in range(b, e + 1)}
    out, neither = [], None
    for i, (b, e) in enumerate(a.tokens):
        affix = deny().split(words[i])
        if affix:
            rest = [e, e] if affix[1] == e - b else [b + affix[1], e]
            out.append((i, [[b + affix[0], b + affix[1]]], [b, b + affix[0]] if affix[0] else rest))
        elif i in marked and words[i] in WHOLE_CUES and not is_idle(words, i):
            if words[i] == "nor" and neither is not None and i - neither[0] < 40:
                neither[1].append([b, e])
                neither = None
                continue
            if words[i] == "no" and words[i - 1:i + 2] == ["by", "no", "means"]:
                out.append((i, [[a.tokens[i - 1][0], a.tokens[i + 1][1]]], None))
                continue
            out.append((i, [[b + 3, e]], [b, b + 3]) if words[i] == "cannot" else (i, [[b, e]], None))
            neither = out[-1] if words[i] == "neither" else neither
        if words[i] in (".", "?", "!"):
            neither = None
    return out


MODALS = set("will 'll would 'd shall should can could may might must ought need".split())


def is_fact(a, i):
    """Is the clause of a token said as a fact: no modal, no "if", no question?"""
    words = [a.text[b:e].lower() for b, e in a.tokens]
    kin = [k for k, g in enumerate(a.tree["head"]) if g == i and k != i] if a.tree else []
    if any(words[k] in MODALS and a.relation(k).startswith("aux") or words[k] in ("if", "unless", "whether") and a.relation(k) == "mark" for k in kin):
        return False
    here = next((s for s in a.sentences if s[0] <= a.tokens[i][0] < s[1]), None)
    return here is None or not a.text[here[0]:here[1]].rstrip("\"'”’ ").endswith("?")


def affix_scope(a, i):
    """Where the model has no scope for a word that denies by an affix: the noun that it says something of, or its clause, without what is joined."""
    top = a.governor(i) if a.relation(i) in ("amod", "advmod", "xcomp", "obl", "acl") and a.governor(i) is not None else i
    out, more = {top}, [top]
    while more:
        t = more.pop()
        for k, g in enumerate(a.tree["head"] if a.tree else []):
            if g == t and k != t and k not in out and a.relation(k).split(":")[0] not in ("punct", "conj", "cc", "advcl", "parataxis", "ccomp"):
                out.add(k)
                more.append(k)
    return sorted(out - {i})


def negation(o, a):
    out = []
    for first, spans, rest in cues(a) if a else []:
        scope = [to for to in a.near_best("negscope", first, "scope", SHARE["scope"], LEAST["scope"]) if to != first]
        if rest and not scope:
            scope = affix_scope(a, first)
        event = [rest] if rest else []
        g = a.governor(first)
        if not rest and g in scope and a.labels("upos")[g] in ("VERB", "ADJ", "NOUN", "AUX"):
            event = [a.span(g, g)]
        if not is_fact(a, g if not rest and g is not None else first):
            event = []                                            # what is asked, wished or only possible is no event that did not happen
        out.append({"cue": spans, "scope": a.groups(scope) + ([rest] if rest else []), "event": event})
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


def coref(o, a):
    return a.chains if a else []


def time(o, a):
    return a.times if a else []
