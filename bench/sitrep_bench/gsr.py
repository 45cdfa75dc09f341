"""Tasks gsr and plover: the one event of a sentence as (source, target, PLOVER or CAMEO code).

A coder of these schemes reads the main clause: who does what to whom there. Countries come from the actors' codes, else from the words of
the phrase that names them, else from the ground that it happens on.
"""
import math
import os
import re

from .annotation import lemma_of
from .program import ROOT

YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}                 # task plover has one code for both
BOTH_WAYS = set("agree meet negotiate ceasefire clash".split())
NOBODY = "---"
# PLOVER codes what is only announced as a promise or a threat (manual 2021, AGREE and THREATEN; CAMEO 03 and 13).
PROMISED = set("AID COOPERATE CONSULT SUPPORT RETREAT CONCEDE".split())
THREATENED = set("SANCTION COERCE ASSAULT PROTEST".split())
# What it is called to end or interrupt it (SANCTION: aid, cooperation or talks are cut off; CONCEDE: restrictions are eased).
ENDED = {"AID": "SANCTION", "COOPERATE": "SANCTION", "CONSULT": "SANCTION", "AGREE": "SANCTION", "SUPPORT": "SANCTION", "COERCE": "CONCEDE", "SANCTION": "CONCEDE"}
ENDS = set("end halt stop suspend cancel terminate discontinue freeze cut break lift ease relax shorten remove withdraw postpone abandon".split())
UNLESS = re.compile(r"\bunless\b", re.I)
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


STATES = {}                                                       # what a state is called, and its people and adjective -> ISO 3166 alpha-3; read once


def states():
    """(pattern, names) of the states of data/actors/states.tsv: those with a number in the lists of states, without capitals for governments."""
    if not STATES:
        names = {}
        with open(os.path.join(ROOT, "data", "actors", "states.tsv"), encoding="utf-8") as f:
            for row in (line.rstrip("\n").split("\t") for line in f if line[0] != "#"):
                if len(row) > 9 and row[2] == "government" and row[4]:
                    for name in [row[1]] + row[9].split("|"):
                        plain, _, flag = name.partition("{")
                        if plain and flag in ("", "adj}", "people}"):
                            names.setdefault(plain, row[3])
        STATES["names"] = names
        STATES["pattern"] = re.compile(r"\b(%s)\b" % "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True)))
    return STATES["pattern"], STATES["names"]


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
                    self.lands += [(s, c[:3]) for s, c in said if c[:3] not in WORLD and not self.is_part(s)]
        pattern, names = states()
        taken = [s for s, _ in self.marks]
        said = [([m.start(), m.end()], names[m.group()]) for m in pattern.finditer(report.text)]
        said = [m for m in said if not any(s[0] < m[0][1] and m[0][0] < s[1] for s in taken)]
        self.marks = sorted(self.marks + said, key=lambda m: (m[0], m[1]))

    def is_part(self, span):
        """Is it a part of a word ("Syrian-backed", "pro-Iranian")? It names no ground then."""
        return "-" in (self.report.text[span[1]:span[1] + 1], self.report.text[max(0, span[0] - 1):span[0]])

    @staticmethod
    def own(x):
        """The code of an actor, or the country of a place, where it says of what country or body."""
        cameo, country = x.get("cameo") or "", x.get("country") or ""
        return cameo if len(cameo) >= 3 and (cameo[:3] in WORLD or cameo[:3] == country) else country or None

    def joined(self, first):
        """The codes of a mark and of what "and" or a comma ties to it on either side."""
        out, text = [first], self.report.text
        tie = re.compile(r"[\s,]*(,|and|or)?\s*(the\s+)?")
        for m in self.marks:
            if m[0][0] >= out[-1][0][1] and tie.fullmatch(text[out[-1][0][1]:m[0][0]]) and m[0][0] > out[-1][0][1] + 1:
                out.append(m)
        for m in reversed(self.marks):
            if m[0][1] <= out[0][0][0] and tie.fullmatch(text[m[0][1]:out[0][0][0]]) and out[0][0][0] > m[0][1] + 1:
                out.insert(0, m)
        codes = list(dict.fromkeys(code for _, code in out))
        return [c for c in codes if not any(d != c and d.startswith(c) for d in codes)]

    def inside(self, span):
        """The codes that the phrase's own words name: the first, with what is joined to it."""
        got = [m for m in self.marks if m[0][0] < span[1] and span[0] < m[0][1]]
        if not got and self.a:
            mine = [self.a.tokens[i] for i in phrase_tokens(self.a, span)]
            got = [m for m in self.marks if any(m[0][0] < t[1] and t[0] < m[0][1] for t in mine)]
        got = [m for m in got if not any(n[0] != m[0] and m[0][0] <= n[0][0] and n[0][1] <= m[0][1] and n[1][:3] != m[1][:3] for n in got)] or got
        return [c for c in self.joined(got[0])] if got else []

    def ground(self, e, but=()):
        """The countries in which the event happens, else the nearest that the sentence names; none that is left out."""
        for i, span in zip(e["places"], e["place_spans"]):
            here = [c for c in ([self.report.actor(i).get("country")] + (self.inside(span) if span else [])) if c]
            here = list(dict.fromkeys(c for c in here if c[:3] not in but and c[:3] not in WORLD))
            if here:
                return here
        near = [(abs(s[0] - e["trigger"][0]), s, code) for s, code in self.lands if code not in but]
        return [c for c in self.joined(min(near)[1:]) if c[:3] not in but] if near else []

    def behind(self, at, but):
        """Who is named first behind a place in the text, with what is joined to it; none that is left out."""
        first = next((m for m in self.marks if m[0][0] >= at and m[1][:3] not in but), None)
        return [c for c in self.joined(first) if c[:3] not in but] if first else []

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
    if planned and e["stance"]["realis"] == "planned" and a and UNLESS.search(a.text[e["trigger"][1]:]):
        return "THREATEN", None
    if planned and (e["stance"]["realis"] in ("planned", "conditional") or e["stance"]["when"] == "future"):
        if code in PROMISED:
            return "AGREE", None
        if code in THREATENED:
            return "THREATEN", None
    return code, mode


def lemma(a, i):
    return lemma_of(a.text[slice(*a.tokens[i])], a.labels("lemma")[i]).lower()


def child(a, verb, *relations):
    """The first token that depends on the verb by one of the relations, or None."""
    return next((i for i, g in enumerate(a.tree["head"]) if g == verb and i != verb and a.relation(i).split(":")[0] in relations), None)


def aside(a, token, verb):
    """Does the token stand in a clause that only goes with the verb ("if war starts in Iraq")?"""
    for _ in range(20):
        if token is None or token == verb:
            return False
        if a.relation(token).split(":")[0] in ("advcl", "acl", "parataxis"):
            return True
        token = a.governor(token)
    return False


TALKS = set("meet negotiate mediate".split())


def main_clause(a):
    """(main verb, its subject), each None where there is none."""
    root = next((i for i in range(len(a.tokens)) if a.governor(i) is None), None) if a and a.tree else None
    return root, child(a, root, "nsubj") if root is not None else None


def main_subject(a, coder, relation=""):
    """The codes of the subject of the main verb; with a relation, of one that stands in it."""
    _, subject = main_clause(a)
    if subject is not None and relation and a.relation(subject) != relation:
        return []
    return coder.inside(a.span(subject, subject)) if subject is not None else []


def by_subject(a, coder):
    """Where the report has no event: the subject of the main verb, and who or what ground is named behind the verb. What someone says counts,
    not that he says it; "it" is the speaker."""
    root, subject = main_clause(a)
    told = child(a, root, "ccomp") if subject is not None else None
    inner = child(a, told, "nsubj") if told is not None else None
    if inner is not None:
        root, subject = told, subject if a.labels("upos")[inner] == "PRON" else inner
    source = next(iter(coder.inside(a.span(subject, subject))), None) if subject is not None else None
    if source is None:
        return []
    end = a.tokens[root][1]
    behind = next((m for m in coder.marks if m[0][0] >= end and m[1][:3] != source[:3] and not aside(a, a.first(m[0]), root)), None)
    return [(source, target, a.span(subject, subject), None) for target in (coder.joined(behind) if behind else [NOBODY])]


# What is done to one's own people where nobody else is named.
AT_HOME = set("PROTEST COERCE ASSAULT THREATEN CONCEDE REQUEST ACCUSE REJECT".split())


def triples(report, a):
    """[(source, target, PLOVER event, record)] of the sentence."""
    coder, e = Coder(report, a), main_event(report, a)
    if e is None:
        return by_subject(a, coder)
    sources, patients = coder.actors(e, "agents", "agent_spans"), coder.actors(e, "patients", "patient_spans")
    if not e["agents"] and e["sources"] and e["sources"][0]["actor"] is not None and e["stance"]["realis"] == "planned":
        own = coder.own(report.actor(e["sources"][0]["actor"]))
        sources = [own] if own else []                           # who announces what nobody is said to do means himself
    home = {s[:3] for s in sources}
    targets = [x for x in patients if x[:3] not in home]
    host = [x for x in main_subject(a, coder) if x[:3] not in home] if e["kind"] in TALKS and sources and not targets else []
    if host:
        sources, targets = host[:1], sources                      # who hosts, offers or mediates the talks of others
    if e["kind"] in BOTH_WAYS and not targets and len(sources) > 1:
        return [(s, t, None, e) for s in sources for t in sources if s[:3] != t[:3]]
    if not sources:
        sources = main_subject(a, coder, "nsubj")                 # "A court approved the extradition": not of a passive
        targets = [x for x in targets if x[:3] not in {s[:3] for s in sources}] or targets
    if not sources and e["agents"]:
        sources = coder.ground(e)[:1]
    home = {s[:3] for s in sources}
    if not targets:
        targets = coder.ground(e, but=home) or patients
    code = code_of(e, a)[0]
    if not targets and code != "RETREAT":                         # who gives up fighting does it to nobody
        targets = coder.behind(e["trigger"][1], home)
    if not targets and sources and (e["patients"] or code in AT_HOME):
        targets = [s[:3] for s in sources if s[:3] not in WORLD][:1]
    return [(s, t, None, e) for s in sources or [NOBODY] for t in targets or [NOBODY]]


# Kinds on which the records' PLOVER of 2016 and the labels that the weights were learnt from differ (destroying property, imposing sanctions).
AS_CODED = set("destroy sabotage loot sanction protest riot strike-action".split())
SURE = 0.4


def named_code(o, e, a, report, subject):
    """The PLOVER event and mode: the record's own, unless the learnt weights are sure of another."""
    event, mode = code_of(e, a) if e is not None else (None, None)
    source = next((s for s in e["agent_spans"] if s), None) if e is not None else subject
    target = next((s for s in e["patient_spans"] if s), None) if e is not None else None
    label, sure = learnt_code(dict(o, source=source, target=target), a, report)
    announced = event in ("AGREE", "THREATEN") and e["stance"]["realis"] == "planned" if e is not None else False
    if label is None or e is not None and (sure < SURE + 0.2 * announced or e["kind"] in AS_CODED or label == YIELD.get(event, event)):
        return event, mode
    return ("CONCEDE" if label == "YIELD" else label), None


# The CAMEO root of a PLOVER event, where the record's own CAMEO code is of another.
CAMEO = {"AGREE": "03", "CONSULT": "04", "SUPPORT": "05", "COOPERATE": "06", "AID": "07", "CONCEDE": "08", "RETREAT": "08", "REQUEST": "10", "ACCUSE": "11",
         "REJECT": "12", "THREATEN": "13", "PROTEST": "14", "MOBILIZE": "15", "SANCTION": "16", "COERCE": "17", "ASSAULT": "19"}


def in_scheme(scheme, event, mode, e):
    if scheme != "cameo":
        return event + (":" + mode if mode else "")
    own = e.get("cameo") if e is not None else None
    return own if own and (event == e["plover"]["event"] or own[:2] == CAMEO[event]) else CAMEO[event] + "0"


def gsr(o, a, report):
    out = []
    for source, target, subject, e in triples(report, a) if report else []:
        event, mode = named_code(o, e, a, report, subject)
        name = in_scheme(o.get("scheme"), event, mode, e) if event else None
        one = {"source": source, "target": target, "event": name}
        if name and (source, target) != (NOBODY, NOBODY) and one not in out:
            out.append(one)
    return out


# ---- plover ---------------------------------------------------------------------------------------------------------------

def overlaps(x, spans):
    return bool(x) and any(s and s[0] < x[1] and x[0] < s[1] for s in spans)


def of_pair(o, report):
    """The report's event that the source does to the target, or does at all, the first such; with how many of the two it has."""
    events = [e for e in (report.list("events") if report else []) if e["trigger"] and e.get("plover") and e["kind"] != "other"]

    def fits(e):
        return (overlaps(o.get("source"), e["agent_spans"]) + overlaps(o.get("target"), e["patient_spans"]), -e["trigger"][0])
    best = max(events, key=fits, default=None)
    return best, fits(best)[0] if best else 0


def clause_verb(a, i):
    """The verb that a phrase's last token depends on, over the nouns between."""
    for _ in range(8):
        g = a.governor(i)
        if g is None or a.labels("upos")[g] in ("VERB", "AUX"):
            return i if g is None else g
        i = g
    return i


def features(o, a, report):
    """What tells a pair's code: the event between them (kind, realis, trigger), the other events, the source's verb with its dependents, and the
    words between the two. {name: value}"""
    out, (best, n) = {}, of_pair(o, report)
    if best is not None:
        code = code_of(best, a)[0]
        out["code=" + YIELD.get(code, code) if n else "near=" + YIELD.get(code, code)] = 1
        token = a.first(best["trigger"]) if a and n else None
        if n:
            out.update({"kind=" + best["kind"]: 1, "kr=%s/%s" % (best["kind"], best["stance"]["realis"]): 1})
        if token is not None:
            out["trig=" + lemma(a, token)] = 1
    for e in report.list("events") if report else []:
        if e["trigger"] and e.get("plover") and e["kind"] != "other":
            out["any=" + e["kind"]] = 0.5
    source, target = o.get("source"), o.get("target")
    last = a.last(source) if a and source else None
    if last is not None and a.tree:
        verb = clause_verb(a, last)
        out["verb=" + lemma(a, verb)] = 1
        for i, g in enumerate(a.tree["head"]):
            relation = a.relation(i).split(":")[0]
            if g == verb and i != verb and relation in ("obj", "xcomp", "ccomp", "obl", "compound", "advmod", "aux"):
                out["%s=%s" % (relation if relation in ("advmod", "aux") else "dep", lemma(a, i))] = 1
    if a:
        begin, end = (min(source[1], target[1]), max(source[0], target[0])) if source and target else (0, len(a.text))
        out.update({"between=" + lemma(a, i): 1 for i, t in enumerate(a.tokens) if begin <= t[0] and t[1] <= end and lemma(a, i).isalpha()})
    return out


WEIGHTS = {}                                                      # feature -> code -> weight, read once


def weights():
    if not WEIGHTS:
        with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "plover.tsv"), encoding="utf-8") as f:
            for line in f:
                if line[0] != "#":
                    name, *cells = line.rstrip("\n").split("\t")
                    WEIGHTS[name] = {c.split("=")[0]: float(c.split("=")[1]) for c in cells}
    return WEIGHTS


def learnt_code(o, a, report):
    """(code, probability) by the learnt weights (bench/learn_plover); (None, 0) where the text was not read."""
    if not a or report is None:
        return None, 0.0
    known, score = weights(), dict(weights()["intercept"])
    for name, value in features(o, a, report).items():
        for code, w in known.get(name, {}).items():
            score[code] += w * value
    top = max(score.values())
    best = max(score, key=lambda c: (score[c], c))
    return best, 1 / sum(math.exp(v - top) for v in score.values())


def plover(o, a, report):
    """The code that the learnt weights give; without an annotation that of the report's event nearest to the two."""
    label = learnt_code(o, a, report)[0]
    if label is None:
        best = of_pair(o, report)[0]
        label = code_of(best, a)[0] if best else None
    return YIELD.get(label, label)
