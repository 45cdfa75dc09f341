"""Tasks gsr and plover: the one event of a sentence as (source, target, PLOVER or CAMEO code).

A coder of these schemes reads the main clause: who does what to whom there. Countries come from the actors' codes, else from the words of
the phrase that names them, else from the ground that it happens on.
"""
import re

from .annotation import lemma_of

YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}                 # task plover has one code for both
BOTH_WAYS = set("agree meet negotiate ceasefire clash".split())
NOBODY = "---"
# PLOVER codes what is only announced as a promise or a threat (manual 2021, AGREE and THREATEN; CAMEO 03 and 13).
PROMISED = set("AID COOPERATE CONSULT SUPPORT RETREAT CONCEDE".split())
THREATENED = set("SANCTION COERCE ASSAULT PROTEST".split())
# What it is called to end or interrupt it (SANCTION: aid, cooperation or talks are cut off; CONCEDE: restrictions are eased).
ENDED = {"AID": "SANCTION", "COOPERATE": "SANCTION", "CONSULT": "SANCTION", "AGREE": "SANCTION", "SUPPORT": "SANCTION", "COERCE": "CONCEDE", "SANCTION": "CONCEDE"}
ENDS = set("end halt stop suspend cancel terminate discontinue freeze cut break lift ease relax shorten remove withdraw postpone abandon".split())
# Relations of the tree that leave the clause of the main verb, and how far.
FAR = {"ccomp": 0.5, "xcomp": 0.5, "conj": 0.6, "parataxis": 0.5, "obj": 0.4, "nsubj": 0.6, "nsubj:pass": 0.6, "advcl": 1.5, "acl": 2, "acl:relcl": 2.5,
       "nmod": 1.5, "nmod:poss": 2, "obl": 1.2, "obl:agent": 1, "amod": 2, "appos": 2}
INSIDE = re.compile(r"^(det|amod|compound|nmod|nmod:poss|flat|appos|case|nummod|conj|cc|punct|fixed|list)(:.*)?$")
# Codes that stand for no country: a body of many, or an armed group at home nowhere.
WORLD = set("IGO NGO IMG MNC NGM INT".split())


def distance(a, token):
    """How far a token lies from the main verb: the clauses and phrases between, each with its weight."""
    far, steps = 0.0, 0
    while token is not None and steps < 30:
        far += FAR.get(a.relation(token), 0.3) if a.governor(token) is not None else 0
        token, steps = a.governor(token), steps + 1
    return far


def phrase_tokens(a, span):
    """The tokens of a phrase with what depends on it as a noun phrase: "reforms" of "the reforms of Syria's government"."""
    mine = set(a.over(span))
    for _ in range(4):
        more = {i for i, g in enumerate(a.tree["head"]) if g in mine and i not in mine and INSIDE.match(a.relation(i))} if a.tree else set()
        if not more:
            break
        mine |= more
    return mine


class Coder:
    """The codes of one report's actors."""

    def __init__(self, report, a):
        self.report, self.a, self.marks, self.lands = report, a, [], []
        for part in ("actors", "places"):                        # marks: (span, code) of all that has one; lands: of states and places
            for x in report.list(part):
                code = self.own(x)
                said = [(m["span"], code) for m in x["mentions"] if m["span"] and m["how"] != "pronoun"] if code else []
                self.marks += said
                if part == "places" or x.get("kind") == "government":
                    self.lands += [(s, c[:3]) for s, c in said if c[:3] not in WORLD]
        self.marks.sort(key=lambda m: (m[0], m[1]))

    @staticmethod
    def own(x):
        """The code of an actor, or the country of a place, where it says of what country or body."""
        cameo, country = x.get("cameo") or "", x.get("country") or ""
        return cameo if len(cameo) >= 3 and (cameo[:3] in WORLD or cameo[:3] == country) else country or None

    def inside(self, span):
        """The codes that the phrase's own words name: the first, with what "and" or a comma ties to it."""
        got = [m for m in self.marks if m[0][0] < span[1] and span[0] < m[0][1]]
        if not got and self.a:
            mine = [self.a.tokens[i] for i in phrase_tokens(self.a, span)]
            got = [m for m in self.marks if any(m[0][0] < t[1] and t[0] < m[0][1] for t in mine)]
        out, text = got[:1], self.report.text
        for m in got[1:]:
            if m[0][0] >= out[-1][0][1] and re.fullmatch(r"\s*(,|and|or|the|\s)*\s*", text[out[-1][0][1]:m[0][0]]):
                out.append(m)
        return list(dict.fromkeys(code for _, code in out))

    def ground(self, e, but=()):
        """The countries in which the event happens, else the nearest that the sentence names; none that is left out."""
        for i, span in zip(e["places"], e["place_spans"]):
            here = [c for c in ([self.report.actor(i).get("country")] + (self.inside(span) if span else [])) if c]
            here = list(dict.fromkeys(c for c in here if c[:3] not in but and c[:3] not in WORLD))
            if here:
                return here
        near = [(abs(s[0] - e["trigger"][0]), code) for s, code in self.lands if code not in but]
        return [min(near)[1]] if near else []

    def actors(self, e, role, spans):
        """The codes of the event's actors in a role: their own, else those of the words that name them."""
        out = []
        for i, span in zip(e[role], e[spans]):
            own, named = self.own(self.report.actor(i)), self.inside(span) if span else []
            out += named if own is None or len(named) > 1 else [own]
        return list(dict.fromkeys(out))


def main_event(report, a):
    """The event of the main clause: nearest to its verb, as a fact before a plan, with a doer before one without."""
    def worth(e):
        far = distance(a, a.first(e["trigger"])) if a and a.tree and a.first(e["trigger"]) is not None else e["trigger"][0] / 40
        return (far + 1.5 * (not e["agents"]) + 1.0 * e["background"] + 0.3 * (not e["patients"]), e["trigger"][0])
    coded = [e for e in (report.list("events") if report else []) if e["kind"] != "other" and e.get("plover") and e["trigger"]]
    return min(coded, key=worth, default=None)


def code_of(e, a, planned=True):
    """The PLOVER event of a record in its sentence: what is ended, promised or threatened is another event than what is done."""
    code = e["plover"]["event"]
    mode = e["plover"].get("mode")
    if (e.get("cameo") or "")[:2] == "17" and e["kind"] != "crackdown":
        code = "COERCE"                                          # 2016: property that is destroyed is coercion
    token = a.first(e["trigger"]) if a else None
    verb = a.governor(token) if token is not None else None
    if verb is not None and a.relation(token).split(":")[0] in ("obj", "nsubj", "compound") and lemma(a, verb) in ENDS and code in ENDED:
        return ENDED[code], None
    if planned and (e["stance"]["realis"] in ("planned", "conditional") or e["stance"]["when"] == "future"):
        if code in PROMISED:
            return "AGREE", None
        if code in THREATENED:
            return "THREATEN", None
    return code, mode


def lemma(a, i):
    return lemma_of(a.text[slice(*a.tokens[i])], a.labels("lemma")[i]).lower()


def guess(report, a, coder):
    """Where the report has no event: the model's code for the subject of the main verb, and what stands behind the verb."""
    if not a or not a.tree:
        return []
    labels, scores = a.labels("plover"), a.scores("plover")
    root = next((i for i, g in enumerate(a.tree["head"]) if a.governor(i) is None), None)
    subject = next((i for i, g in enumerate(a.tree["head"]) if g == root and a.relation(i).startswith("nsubj")), None)
    if subject is None or labels[subject] is None or scores[subject] < 0.25:
        return []
    source = next(iter(coder.inside(a.span(subject, subject))), None)
    if source is None:
        return []
    end = a.tokens[root][1]
    target = next((code for s, code in coder.marks if s[0] >= end and code[:3] != source[:3]), NOBODY)
    return [(source, target, labels[subject], None)]


# What is done to one's own people where nobody else is named.
AT_HOME = set("PROTEST COERCE ASSAULT THREATEN CONCEDE".split())


def triples(report, a):
    """[(source, target, PLOVER event, record)] of the sentence."""
    coder, e = Coder(report, a), main_event(report, a)
    if e is None:
        return guess(report, a, coder)
    sources, patients = coder.actors(e, "agents", "agent_spans"), coder.actors(e, "patients", "patient_spans")
    if not e["agents"] and e["sources"] and e["sources"][0]["actor"] is not None and e["stance"]["realis"] == "planned":
        own = coder.own(report.actor(e["sources"][0]["actor"]))
        sources = [own] if own else []                           # who announces what nobody is said to do means himself
    home = {s[:3] for s in sources}
    targets = [x for x in patients if x[:3] not in home]
    if e["kind"] in BOTH_WAYS and not targets and len(sources) > 1:
        return [(s, t, None, e) for s in sources for t in sources if s[:3] != t[:3]]
    if not sources and e["agents"]:
        sources = coder.ground(e)[:1]
    if not targets:
        targets = coder.ground(e, but=home) or patients
    if not targets and sources and (e["patients"] or code_of(e, a)[0] in AT_HOME):
        targets = [s[:3] for s in sources if s[:3] not in WORLD][:1]
    return [(s, t, None, e) for s in sources or [NOBODY] for t in targets or [NOBODY]]


def gsr(o, a, report):
    out = []
    for source, target, event, e in triples(report, a) if report else []:
        if e is not None:
            event, mode = code_of(e, a)
            name = e.get("cameo") if o.get("scheme") == "cameo" else event + (":" + mode if mode else "")
        else:
            name = event
        one = {"source": source, "target": target, "event": name}
        if name and (source, target) != (NOBODY, NOBODY) and one not in out:
            out.append(one)
    return out


# ---- plover ---------------------------------------------------------------------------------------------------------------

def overlaps(x, spans):
    return bool(x) and any(s and s[0] < x[1] and x[0] < s[1] for s in spans)


def plover(o, a, report):
    """The code of the report's event that the source does to the target, or does at all, the first such; else the model's for the pair, or
    for the source alone; else that of the report's event nearest to the two."""
    events = [e for e in (report.list("events") if report else []) if e["trigger"] and e.get("plover") and e["kind"] != "other"]
    source, target = o.get("source"), o.get("target")
    ends = [x[0] for x in (source, target) if x]

    def fits(e):
        return (overlaps(source, e["agent_spans"]) + overlaps(target, e["patient_spans"]), -e["trigger"][0])
    best = max(events, key=fits, default=None)
    if best and fits(best)[0] > 0:
        return YIELD.get(code_of(best, a)[0], code_of(best, a)[0])
    s, t = (a.last(x) if a and x else None for x in (source, target))
    pair = [(score, label) for start, to, label, score in (a.all_links.get("pair", []) if a else []) if start == s and to == t]
    label = max(pair)[1] if pair else a.labels("plover")[s] if s is not None else None
    if label is None and events:
        near = min(events, key=lambda e: abs(e["trigger"][0] - sum(ends) / max(1, len(ends))))
        label = code_of(near, a)[0]
    return YIELD.get(label, label)
