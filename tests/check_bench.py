#!/usr/bin/env python3
"""The benchmark converters on small invented samples: each gives the shape that its scorer reads. Needs no program, benchmark or network."""
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
SOURCE = os.environ.get("SITREP_SOURCE") or os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(SOURCE, "bench"))
from sitrep_bench import annotation, calibration, case, command, events, gsr, layers, muc4, records, report, results, speed, tasks  # noqa: E402

TEXT = "Dunn brigade took Marra on 3 May 2021, killing 20 rebels, aides said. They were not unhappy."
FAILED = []


def check(name, ok, why=""):
    print("%s %s%s" % ("ok" if ok else "FAIL", name, "" if ok else ": " + str(why)))
    if not ok:
        FAILED.append(name)


def at(words, nth=0):
    b = -1
    for _ in range(nth + 1):
        b = TEXT.index(words, b + 1)
    return [b, b + len(words)]


WORDS = ["Dunn", "brigade", "took", "Marra", "on", "3", "May", "2021", ",", "killing", "20", "rebels", ",", "aides", "said", ".", "They", "were", "not", "unhappy", "."]
UPOS = "PROPN NOUN VERB PROPN ADP NUM PROPN NUM PUNCT VERB NUM NOUN PUNCT NOUN VERB PUNCT PRON AUX PART ADJ PUNCT".split()
HEAD = [1, 2, 14, 2, 6, 6, 2, 6, 9, 2, 11, 9, 14, 14, 14, 14, 19, 19, 19, 19, 19]
LABEL = "compound nsubj ccomp obj case nummod obl nummod punct advcl nummod obj punct nsubj root punct nsubj cop advmod root punct".split()


def head(default, **at_token):
    labels = [default] * len(WORDS)
    for k, v in at_token.items():
        labels[int(k[1:])] = v
    return {"labels": labels, "scores": [0.9] * len(WORDS)}


def tokens():
    out, b = [], 0
    for w in WORDS:
        b = TEXT.index(w, b)
        out.append([b, b + len(w)])
        b += len(w)
    return out


ANNOTATED = {"id": "0", "text": TEXT, "tokens": tokens(), "sentences": [[0, 69], [70, 92]], "tree": {"head": HEAD, "label": LABEL},
             "heads": {"upos": {"labels": UPOS, "scores": [1] * 21}, "lemma": head("k0", t2="=take", t11="l1", t9="l3"),
                       "ner": head("O", t0="B-ORG", t1="I-ORG", t3="B-LOC"), "fact": head("3", t2="2"), "phrase": head("O", t11="B-X"),
                       "re3d": head("O", t0="B-Organisation", t1="I-Organisation", t3="I-Location"), "acue": head("O", t14="B-X"),
                       "negcue": head("O", t18="B-X", t19="B-X"), "muc": head("O", t1="B-perp_org", t11="B-victim"), "wtype": head("O", t9="life.die"),
                       "plover": head("ASSAULT")},
             "links": {"attr": [[14, 13, "source", 0.8]] + [[14, i, "content", 0.7] for i in range(12)], "negscope": [[18, 16, "scope", 0.9], [18, 17, "scope", 0.9]],
                       "evplace": [[2, 3, "place", 0.9]], "warg": [[9, 11, "victim", 0.9]],
                       "pair": [[1, 11, "CONCEDE", 0.4], [1, 11, "AID", 0.2]]},
             "chains": [[at("rebels"), at("They")]],
             "times": [{"span": at("3 May 2021"), "type": "DATE", "value": "2021-05-03"}]}
TIME = {"start": "2021-05-03", "end": "2021-05-03", "precision": "day", "basis": "stated", "span": at("3 May 2021")}
STANCE = {"polarity": "affirmed", "certainty": "claimed", "when": "past", "realis": "actual", "condition": None}
SAID = [{"actor": "a3", "name": "aides", "cue": at("said"), "span": at("aides"), "via": None}]
COMMON = {"time": TIME, "stance": STANCE, "sources": SAID, "score": 0.9}
READ = {"schema": "sitrep.report/1", "text": TEXT, "source": {"uri": "0"}, "sentences": [[0, 69], [70, 92]],
        "actors": [dict(id="a1", name="Dunn brigade", kind="militia", country="XXX", cameo="XXXREB", acled_inter="Rebel Groups", mentions=[{"span": at("Dunn brigade"), "how": "name"}, {"span": at("They"), "how": "pronoun"}]),
                   dict(id="a2", name="rebels", kind="rebel", cameo="REB", acled_inter="Rebel Groups", mentions=[{"span": at("rebels"), "how": "nominal"}]),
                   dict(id="a3", name="aides", kind="group", cameo=None, mentions=[{"span": at("aides"), "how": "nominal"}])],
        "places": [dict(id="p1", name="Marra", lat=1.5, lon=2.5, mentions=[{"span": at("Marra"), "how": "name"}])],
        "events": [dict(COMMON, id="e1", kind="capture", plover={"event": "COERCE", "mode": "seize"}, cameo="192", acled={"event_type": "Battles", "sub_event_type": "Non-state actor overtakes territory"},
                        trigger=at("took"), mentions=[], agents=["a1"], agent_spans=[at("Dunn brigade")], patients=["a2"], patient_spans=[None], instruments=[{"span": at("rebels"), "text": "rebels"}],
                        places=["p1"], place_spans=[at("Marra")], background=False)],
        "figures": [dict(COMMON, id="f1", kind="killed", group={"actor": "a2", "text": "rebels", "span": at("rebels")}, unit="persons", low=20, best=20, high=20, vague=None, span=at("20", 1)),
                    dict(COMMON, id="f2", kind="killed", group={"actor": None, "text": None, "span": None}, unit="persons", low=None, best=None, high=None, vague="heavy", span=at("20"))],
        "control": [dict(COMMON, id="c1", place="p1", place_span=at("Marra"), holder="a1", holder_span=at("Dunn brigade"), **{"from": "a2"}, from_span=None, by=None, by_span=None, state="captured")],
        "relations": [dict(COMMON, id="r1", kind="fights", **{"from": "a1"}, from_span=at("Dunn brigade"), to="p1", to_span=at("Marra"))]}


def same(name, got, want):
    check(name, got == want, "got %r, want %r" % (got, want))


def layer_tests(o, a, r):
    words = layers.parse(o, a)
    check("parse: one row a token, heads inside", len(words) == 21 and all(len(w) == 6 and 0 <= w[3] <= 21 for w in words), words)
    same("parse: lemma and head", [words[2], words[9][5], words[14][3]], [at("took") + ["VERB", 15, "ccomp", "take"], "kill", 0])
    same("ner", layers.ner(o, a), [at("Dunn brigade") + ["ORG"], at("Marra") + ["LOC"]])
    got = layers.mentions(o, a, r)
    same("mentions", [got["relations"][:2], got["entities"][0]], [[["FightingAgainst", 0, 1], ["CoLocated", 3, 1]], at("Dunn brigade") + ["Organisation"]])
    text = "The Dunn Front (DF) in Marra fired. Ann Holt, the mayor, met Karl Voss. Ten jets left."

    def entity(words, kind):
        return [text.index(words), text.index(words) + len(words), kind]
    words = [entity("The Dunn Front", "Organisation"), entity("DF", "Organisation"), entity("Marra", "Location"), entity("Ann Holt", "Person"), entity("mayor", "Person"),
             entity("Karl Voss", "Person"), entity("Ten", "Quantity"), entity("jets", "MilitaryPlatform")]
    same("mentions: what stands side by side", sorted(layers.by_words(text, words)), [("HasAttrOf", 7, 6), ("IsSynonymOf", 0, 1), ("IsSynonymOf", 3, 4)])
    same("mentions: in a place, with another", layers.by_words("Ann Holt met Karl Voss in Marra", [[0, 8, "Person"], [13, 22, "Person"], [26, 31, "Location"]]), [("CommWith", 0, 1), ("CoLocated", 1, 2)])
    same("mentions with given entities", layers.mentions(dict(o, entities=[at("Marra") + ["Location"], at("Dunn") + ["Person"]]), a, r)["relations"], [["FightingAgainst", 1, 0]])
    same("attribution", layers.attribution(o, a), [{"source": [at("aides")], "cue": [at("said")], "content": [[0, at("rebels")[1]]]}])
    got = layers.factuality(dict(o, predicates=[at("took")]), a)
    check("factuality", got[0]["predicate"] == at("took") and 1.5 < got[0]["score"] < 2, got)
    got = layers.negation(o, a)
    same("negation: word", got[0], {"cue": [at("not")], "scope": [[at("They")[0], at("were")[1]]], "event": []})
    same("negation: part of a word", got[1], {"cue": [[84, 86]], "scope": [[at("They")[0], at("not")[1]], at("happy")], "event": [at("happy")]})
    asked = annotation.Annotation(dict(ANNOTATED, text=TEXT[:-1] + "?"))
    same("negation: what is asked is no event", layers.negation(dict(o, text=asked.text), asked)[1]["event"], [])
    words = layers.deny()
    same("negation: affixes", [words.split(w) for w in ("unarmed", "inaudible", "homelessness", "irregular", "Unlawful")], [(0, 2), (0, 2), (4, 8), (0, 2), (0, 2)])
    same("negation: words that only look so", [words.split(w) for w in ("under", "underpaid", "unit", "unlocked", "invent", "image", "nevertheless", "distance", "red")], [None] * 9)
    same("negation: idle words", [layers.is_idle(w.split(), w.split().index(x)) for w, x in (("it fell , no doubt", "no"), ("there is no doubt", "no"), ("it fell , did it not ?", "not"), ("it did not fall", "not"))],
         [True, False, True, False])
    same("event-place", layers.event_place(dict(o, verb=at("took")), a, r), [at("Marra")])
    same("event-place: no link, no place", layers.event_place(dict(o, verb=at("said")), a, r), [])
    same("coref: the chains of annotate", layers.coref(o, a), [[at("rebels"), at("They")]])
    same("time", layers.time(o, a), [{"span": at("3 May 2021"), "type": "DATE", "value": "2021-05-03"}])
    same("lemma scripts", [annotation.lemma_of("Took", "=take"), annotation.lemma_of("Armies", "l3y"), annotation.lemma_of("UN", "k0")], ["take", "army", "UN"])


def record_tests(o, r):
    got = records.records(o, r)
    check("records: keys", set(got) == {"events", "figures", "control", "relations"})
    same("records: a phrase is all mentions of its thing", got["events"][0]["agents"], [[at("Dunn brigade"), at("They")]])
    same("records: no span of its own", got["events"][0]["patients"], [[at("rebels")]])
    same("records: time, source", [got["events"][0]["times"], got["events"][0]["source"]], [[[at("3 May 2021")]], [at("aides")]])
    same("records: no figure of a mere word of size", [f["best"] for f in got["figures"]], [20])
    same("casualties", records.casualties(o, r), [{"span": at("20", 1), "kind": "killed", "group": "rebels", "side_group": at("rebels"), "low": 20, "best": 20, "high": 20, "source": at("aides"), "certainty": "claimed"}])
    same("control", records.control(o, r), [{"place": at("Marra"), "holder": at("Dunn brigade"), "from": None, "by": None, "change": "captured", "asserted": "claimed", "date": "2021-05-03", "source": at("aides")}])
    same("control: relative dates are none", records.day(dict(TIME, basis="relative")), None)


def event_tests(o, a, r):
    known = dict(gsr.weights())
    gsr.WEIGHTS.clear()
    gsr.WEIGHTS.update({"intercept": {"AID": 0.0, "COERCE": 0.5}})                               # the table as learnt is no part of these tests
    same("gsr: plover, done at home", gsr.gsr(dict(o, scheme="plover"), a, r), [{"source": "XXXREB", "target": "XXX", "event": "COERCE:seize"}])
    same("gsr: cameo", gsr.gsr(dict(o, scheme="cameo"), a, r), [{"source": "XXXREB", "target": "XXX", "event": "192"}])
    planned = report.Report(dict(READ, events=[dict(READ["events"][0], stance=dict(STANCE, realis="planned"))]))
    place_tests()
    gsr.WEIGHTS.clear()
    gsr.WEIGHTS.update({"intercept": {"AID": 9.0, "COERCE": 0.5}})
    same("gsr: the weights where they are sure", [x["event"] for x in gsr.gsr(o, a, r)], ["AID"])
    gsr.WEIGHTS.update({"intercept": {"AID": 0.0, "COERCE": 0.1, "ACCUSE": 0.2, "SUPPORT": 0.0}})
    same("gsr: the record where they are not", [x["event"] for x in gsr.gsr(o, a, r)], ["COERCE:seize"])
    same("gsr: what is planned is a threat", [x["event"] for x in gsr.gsr(o, a, planned)], ["THREATEN"])
    same("gsr: the same in CAMEO", [x["event"] for x in gsr.gsr(dict(o, scheme="cameo"), a, planned)], ["130"])
    abroad = report.Report(dict(READ, places=[dict(READ["places"][0], country="YYY")]))
    same("gsr: done on another's ground", [x["target"] for x in gsr.gsr(o, a, abroad)], ["YYY"])
    got = gsr.features(dict(o, source=at("Dunn brigade"), target=at("Marra")), a, r)
    check("plover: features", {"code=COERCE", "kind=capture", "trig=take", "verb=take"} <= set(got) and "between=take" in got, got)
    check("plover: of another's event only near", "near=COERCE" in gsr.features(dict(o, source=at("aides"), target=None), a, r))
    gsr.WEIGHTS.clear()
    gsr.WEIGHTS.update({"intercept": {"AID": 0.0, "YIELD": 0.5}, "kind=capture": {"AID": 2.0}})
    same("plover: the greater sum of weights", gsr.learnt_code(dict(o, source=at("Dunn brigade"), target=None), a, r)[0], "AID")
    same("plover: nothing known", gsr.plover(dict(o, source=at("They"), target=None), a, report.Report(dict(READ, events=[]))), "YIELD")
    gsr.WEIGHTS.clear()
    gsr.WEIGHTS.update(known)
    same("plover: no annotation, the report's event", gsr.plover(dict(o, source=at("Dunn brigade"), target=None), None, r), "COERCE")
    same("case", case.case(o, r), "NON_STATE_ACTOR_OVERTAKES_TER")
    case_tests()
    muc4_tests(o, a)
    same("wikievents", events.wikievents(o, a, r), [{"type": "life.die.unspecified", "trigger": at("killing"), "arguments": [{"role": "victim", "span": at("rebels"), "text": "rebels"}]}])
    said = dict(READ["events"][0], kind="trial", trigger=at("took"))
    same("wikievents: the third level", [events.with_level("conflict.attack", w, None) for w in ("blast", "raid")] + [events.with_level("contact.contact", "met", dict(said, kind="meet"))],
         ["conflict.attack.detonateexplode", "conflict.attack.unspecified", "contact.contact.meet"])
    got = events.wikievents(o, None, report.Report(dict(READ, events=[dict(said, mentions=[at("They")])])))
    same("wikievents: further words of an event", [(x["trigger"], x["type"], len(x["arguments"])) for x in got],
         [(at("took"), "justice.trialhearing.unspecified", 2), (at("They"), "justice.trialhearing.unspecified", 0)])
    same("wikievents: no place of another sentence", [x["role"] for x in events.by_report(o, dict(said, place_spans=[at("They"), at("Marra")]), READ["sentences"])["arguments"]], ["prosecutor", "place"])
    same("geo", events.geo_parse(o, r), [{"span": at("Marra"), "name": "Marra", "lat": 1.5, "lon": 2.5}])
    whole = dict(o, topic="7", mentions=[{"span": at("killing"), "kind": "event"}, {"span": at("Marra"), "kind": "entity"}])
    got = events.coref_events([whole, dict(whole, id="2")], [a, a])
    check("coref-events: the same word of two texts is one chain", got[0] == got[1] and len(got[0]) == 2 and len(set(got[0])) == 2, got)


def snippet(text, *told):
    """The label of a snippet with events (kind, agent kind, patient kind, its trigger a word of the text)."""
    actors, events_ = [], []
    for n, (kind, acled, agent, patient, trigger) in enumerate(told):
        b = text.index(trigger)
        e = dict(COMMON, id="e%d" % n, kind=kind, acled={"sub_event_type": acled}, trigger=[b, b + len(trigger)], background=False, agents=[], agent_spans=[],
                 patients=[], patient_spans=[], places=[], place_spans=[])
        for role, of in (("agent", agent), ("patient", patient)):
            if of:
                actors.append({"id": "%s%d" % (role, n), "kind": of, "mentions": []})
                e[role + "s"], e[role + "_spans"] = [actors[-1]["id"]], [None]
        events_.append(e)
    return case.case({"text": text}, report.Report({"text": text, "actors": actors, "events": events_}))


def case_tests():
    march = ("protest", "Peaceful protest", "civilians", None, "marched")
    same("case: a demonstration", snippet("Weavers marched to the hall.", march), "PEACE_PROTEST")
    same("case: demonstrators who do harm", snippet("Weavers marched to the hall and threw stones.", march), "VIOL_DEMONSTR")
    same("case: demonstrators sent home", snippet("Weavers marched to the hall; police used tear gas.", march), "PROTEST_WITH_INTER")
    same("case: demonstrators hurt", snippet("Weavers marched to the hall; police wounded six.", march, ("injure", "Attack", "state-forces", "civilians", "wounded")), "FORCE_AGAINST_PROTEST")
    same("case: two armed sides", snippet("Rebels killed guards.", ("kill", "Attack", "rebel", "state-forces", "killed")), "ARMED_CLASH")
    same("case: unarmed sufferers", snippet("Rebels killed weavers.", ("kill", "Attack", "rebel", "civilians", "killed")), "ATTACK")
    same("case: a crowd", snippet("A mob killed a weaver.", ("kill", "Attack", None, "civilians", "killed")), "MOB_VIOL")
    same("case: weapons found", snippet("Police found rifles in the hall."), "DISR_WEAP")
    same("case: a special one before the first", snippet("Rebels fought guards and shelled the hall.", ("clash", "Armed clash", "rebel", None, "fought"),
                                                       ("shelling", "Shelling/artillery/missile attack", "rebel", None, "shelled")), "ART_MISS_ATTACK")
    same("case: one leaves, another comes", snippet("Rebels left the hall, guards took it.", ("withdraw", "Change to group/activity", "rebel", None, "left"),
                                                  ("capture", "Government regains territory", "state-forces", None, "took")), "NON_VIOL_TERRIT_TRANSFER")
    same("case: nothing", snippet("The hall was built of oak."), None)


def place_tests():
    text = "Syrian-backed men met in Chad and Peru, near the border of Peru and Chad."

    def span(words, nth=0):
        b = text.index(words) if nth == 0 else text.rindex(words)
        return [b, b + len(words)]
    e = {"places": [], "place_spans": [], "trigger": span("met")}
    c = gsr.Coder(report.Report({"text": text, "places": [{"id": "p", "country": "TCD", "mentions": [{"span": span("Chad"), "how": "name"}]}]}), None)
    same("gsr: states by their names, joined by and", c.inside(span("Chad and Peru")), ["TCD", "PER"])
    same("gsr: the nearest ground", c.ground(e), ["TCD", "PER"])
    same("gsr: no ground but", c.ground(e, but=["TCD"]), [])
    check("gsr: half a word is no ground", c.is_part(span("Syrian")) and not c.is_part(span("Chad")))
    c = gsr.Coder(report.Report({"text": text, "places": [{"id": "p", "country": "TCD", "mentions": [{"span": span("border of Peru and Chad"), "how": "name"}]}],
                                 "actors": [{"id": "a", "country": "PER", "mentions": [{"span": [text.rindex("Peru"), text.rindex("Peru") + 4], "how": "name"}]}]}), None)
    same("gsr: the words inside a phrase before the whole", c.inside(span("border of Peru and Chad")), ["PER"])


def muc4_tests(o, a):
    def got(**change):
        return muc4.muc4(o, a, report.Report(dict(READ, events=[dict(READ["events"][0], **dict({"kind": "kill"}, **change))])))
    doer = {"type": "attack", "perp_ind": [], "perp_org": [[["brigade", 5]]], "target": [], "victim": [[["rebels", at("rebels")[0]]]], "weapon": [[["rebels", at("rebels")[0]]]]}
    same("muc4: the model's phrases and the report's", got(patients=[], patient_spans=[]), [dict(doer, perp_org=[[["brigade", 5]]])])
    same("muc4: fighting of armed sides is none", got(), [])
    same("muc4: history is none", got(patients=[], patient_spans=[], background=True), [])
    same("muc4: members and their body", muc4.of_model("members of the Dunn Front", [0, 25], "perp_org"), [([0, 25], "perp_ind", None), ([15, 25], "perp_org", None)])
    r = report.Report({"text": "the Dunn guerrillas and the army", "actors": [
        {"id": "a", "kind": "rebel", "mentions": [{"span": [0, 19], "how": "alias"}, {"span": [4, 8], "how": "name"}]},
        {"id": "b", "kind": "state-forces", "mentions": [{"span": [24, 32], "how": "nominal"}]}]})
    same("muc4: a phrase for people, and the body that it names", muc4.doer(r, "a", [0, 19]), [([0, 19], "perp_ind"), ([4, 8], "perp_org")])
    same("muc4: the body in a phrase for people", [[t[slice(*x)] for x in muc4.body_inside(t, [0, len(t)])] for t in ("Dunn Battalion troops", "rebels of the Front", "urban rebels", "men of 30")],
         [["Dunn Battalion"], ["Front"], [], []])
    claim = dict(READ["events"][0], kind="claim-responsibility", agents=["a1"])
    same("muc4: who claims it", [x[:2] for x in muc4.by_claim(report.Report(dict(READ, events=[claim])), [])], [(at("Dunn brigade"), "perp_org")])
    same("muc4: a body", muc4.doer(r, "b", [24, 32]), [([24, 32], "perp_org")])


def empty_tests():
    """A text that could not be read gives an empty prediction of the right kind."""
    o = {"id": "x", "text": TEXT, "topic": "7", "mentions": [{"span": at("took"), "kind": "event"}], "verb": at("took"), "predicates": [at("took")], "source": None, "target": None}
    for name, task in tasks.TASKS.items():
        nothing = [None] * len(task.uses)
        got = task.convert([o], *[[n] for n in nothing])[0] if task.whole else task.convert(o, *nothing)
        check("empty " + name, got is None or isinstance(got, (list, dict)), got)


def runner_tests():
    seen = tasks.inputs([{"id": "1", "text": "x", "conllu": "c", "key": {}, "gold": [{"span": [0, 1], "lat": 1}]}], tasks.TASKS["geo"], {"mode": "resolve"})[0]
    same("gold is taken off, given spans are put on", seen, {"id": "1", "text": "x", "spans": [[0, 1]]})
    row = results.Row("case", "dev", "bench/run case", {"main": 0.5, "macro_f1": 0.25, "accuracy": 0.5})
    check("table", results.main_figure(row) == "50.0" and "macro 25.0" in results.more(row), results.plain(row))
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "RESULTS.md")
        with open(path, "w", encoding="utf-8") as f:
            f.write("before\n%s\nold\n%s\nafter\n" % (results.BEGIN, results.END))
        results.versions, kept = (lambda: ["sitrep 0"]), results.versions
        results.write([row], path)
        results.versions = kept
        with open(path, encoding="utf-8") as f:
            text = f.read()
        check("the table replaces the old one only", text.startswith("before\n") and text.endswith("\nafter\n") and "old" not in text and "| case | dev | 50.0 |" in text, text)
        got = subprocess.run([sys.executable, os.path.join(SOURCE, "bench", "run"), "records"], env=dict(os.environ, SITREP_BENCH=os.path.join(folder, "none")), stdout=subprocess.PIPE)
        check("skipped without the benchmark", got.returncode == 77 and got.stdout.startswith(b"skipped: "), got)


def calibration_tests():
    told = [("d%d" % (n // 4), 0.5 + 0.05 * (n % 10), n % 10 < 7) for n in range(400)]
    wide, even = calibration.bins(told, 10), calibration.bins(told, 4, True)
    same("bins of equal width: number", [b[2] for b in wide], [80, 80, 80, 80, 80])
    same("bins of equal count: number", [b[2] for b in even], [100, 100, 100, 100])
    same("calibration error by hand", round(calibration.error([(0, 0.5, 3, 0.4, 0.2), (0.5, 1, 1, 0.9, 1.0)]), 4), 0.175)
    same("a score of 1 lies in the last bin", len(calibration.bins([("d", 1.0, True)], 10)), 1)

    # scores that say 0.9 where three in four are right, and 0.6 where every second is
    sure = [("d%d" % n, 0.9, n % 4 > 0) for n in range(400)] + [("d%d" % n, 0.6, n % 2 > 0) for n in range(400)]
    best = calibration.fit(sure)
    same("the fit says what is so", [round(calibration.apply(best, p), 2) for p in (0.6, 0.9)], [0.5, 0.75])
    check("fitted apart is nearer", calibration.figures(calibration.fitted_apart(sure), 10)["ece_width"] < 0.03 < calibration.figures(sure, 10)["ece_width"])
    one = calibration.fit([("d", 0.9, True)] * 50)
    check("a part without a mistake stays finite", 0.9 < calibration.apply(one, 0.9) < 1, one)
    two = calibration.composed((0.5, -0.6), (2.0, 0.1))
    same("a map of a map", round(calibration.apply((2.0, 0.1), calibration.apply((0.5, -0.6), 0.8)), 6), round(calibration.apply(two, 0.8), 6))
    with open(calibration.TUNE, encoding="utf-8") as f:
        slope, shift = calibration.constants_of(f.read())
    check("the constants of the program are read from its header", slope > 0 and shift < 1, (slope, shift))
    plot = calibration.svg(wide, "events")
    check("a dot a bin", plot.count("<circle") == len(wide) and plot.rstrip().endswith("</svg>"), plot[:80])


def speed_tests():
    text = "\n\n".join(["one two three four"] * 10)
    same("a report's length in whole paragraphs", [len(p.split()) for p in speed.pieces(text, 10)], [12, 12, 12, 4])
    same("texts again from the start", speed.up_to(["a b", "c d"], 5), ["a b", "c d", "a b"])
    same("no texts", speed.up_to([], 5), [])
    news = speed.mixed(["war " * 10] * 3, ["calm " * 10] * 7, 1000)
    share = sum("war" in t for t in news) / len(news)
    check("mixed news: one in twenty is on conflict", share == 0.05 and speed.n_words(news) == 1000, (share, speed.n_words(news)))
    check("they lie apart", "war" not in news[0] + news[-1], [k for k, t in enumerate(news) if "war" in t])
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "file")
        command.save(path, [])
        python, why = speed.spacy_python(os.path.join(path, "below"))
        check("no environment for spaCy: said, not raised", python is None and why != "", (python, why))
        for name in ("speed", "calibration"):
            got = subprocess.run([sys.executable, os.path.join(SOURCE, "bench", name)], env=dict(os.environ, SITREP_BENCH=path), stdout=subprocess.PIPE)
            check("skipped without the benchmark: " + name, got.returncode == 77 and got.stdout.startswith(b"skipped: "), got)


def main():
    o, a, r = {"id": "1", "text": TEXT}, annotation.Annotation(ANNOTATED), report.Report(READ)
    layer_tests(o, a, r)
    record_tests(o, r)
    event_tests(o, a, r)
    empty_tests()
    runner_tests()
    calibration_tests()
    speed_tests()
    return 1 if FAILED else 0


if __name__ == "__main__":
    sys.exit(main())
