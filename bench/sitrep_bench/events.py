"""Tasks on events: wikievents, geo, coref-events. gsr and plover stand in gsr.py, case in case.py, muc4 in muc4.py."""

import re

from .annotation import lemma_of

# ---- wikievents -----------------------------------------------------------------------------------------------------------

LEAST_ARGUMENT = 0.4
# Where the model's own KAIROS head is silent, the report's events: kind -> type and what its roles are called there.
ATTACK = ("conflict.attack", "attacker", "target")
KAIROS = {"kill": ("life.die", "killer", "victim"), "massacre": ("life.die", "killer", "victim"), "execute": ("life.die", "killer", "victim"),
          "assassinate": ("life.die", "killer", "victim"), "injure": ("life.injure", "injurer", "victim"), "arrest": ("justice.arrestjaildetain", "jailer", "detainee"),
          "abduct": ("justice.arrestjaildetain", "jailer", "detainee"), "protest": ("conflict.demonstrate", "demonstrator", "target"),
          "riot": ("conflict.demonstrate", "demonstrator", "target"), "meet": ("contact.contact", "participant", "participant"),
          "negotiate": ("contact.contact", "participant", "participant"), "release": ("justice.releaseparole", "judgecourt", "defendant"),
          "destroy": ("artifactexistence.damagedestroydisabledismantle", "damagerdestroyer", "artifact"),
          "investigate": ("justice.investigatecrime", "investigator", "defendant"), "trial": ("justice.trialhearing", "prosecutor", "defendant"),
          "demand": ("contact.requestcommand", "communicator", "recipient"), "threaten": ("contact.threatencoerce", "communicator", "recipient"),
          "evacuate": ("movement.transportation", "transporter", "passengerartifact"), "deploy": ("movement.transportation", "transporter", "passengerartifact")}
KAIROS.update(dict.fromkeys("attack clash airstrike drone-strike missile-strike shelling bombing suicide-bombing landmine attack-civilians chemical-attack".split(), ATTACK))


def by_model(o, a):
    out = []
    for i, kind in enumerate(a.labels("wtype") if a else []):
        if not kind or kind == "O":
            continue
        best = {}
        for _, to, role, score in a.links("warg", i, LEAST_ARGUMENT):
            if score > best.get(to, (0, None))[0]:
                best[to] = (score, role)
        spans = {to: a.phrase(to, ("ner",)) for to in best}
        out.append({"type": kind, "trigger": a.span(i, i),
                    "arguments": [{"role": best[to][1], "span": s, "text": o["text"][s[0]:s[1]]} for to, s in sorted(spans.items())]})
    return out


# Justice types by the trigger's word, and the third level where the ontology has more than "unspecified".
LEGAL = (("charg", "justice.chargeindict"), ("indict", "justice.chargeindict"), ("convict", "justice.convict"), ("guilty", "justice.convict"), ("sentenc", "justice.sentence"))
EXPLODES = re.compile(r"bomb|explo|blast|deton|blew|blow", re.I)


def with_level(kind, word, e):
    """The type with its third level, by the trigger's word and the report's event there."""
    name = e["kind"] if e else None
    if kind.count(".") != 1:
        return kind
    if kind == "conflict.attack" and (EXPLODES.search(word) or name in ("bombing", "suicide-bombing", "landmine")):
        return kind + ".detonateexplode"
    if kind == "contact.contact" and name in ("meet", "negotiate"):
        return kind + ".meet"
    if kind == "conflict.demonstrate" and name == "riot":
        return kind + ".demonstratewithviolence"
    if kind.startswith("artifactexistence.damage"):
        return kind + (".damage" if word.lower().startswith("damag") else ".destroy")
    if kind == "movement.transportation" and name == "evacuate":
        return kind + ".evacuation"
    return kind + (".genericcrime" if kind.startswith("genericcrime") else ".unspecified")


def by_report(o, e, sentences):
    kind, agent, patient = KAIROS[e["kind"]]
    word = o["text"][slice(*e["trigger"])].lower()
    kind = next((k for start, k in LEGAL if word.startswith(start)), kind) if e["kind"] == "trial" else kind
    here = next((s for s in sentences if s[0] <= e["trigger"][0] < s[1]), [0, len(o["text"])])
    spans = [(agent, s) for s in e["agent_spans"]] + [(patient, s) for s in e["patient_spans"]]
    spans += [("place", s) for s in e["place_spans"] if s and here[0] <= s[0] < here[1]]          # what the context adds stands elsewhere
    return {"type": kind, "trigger": e["trigger"], "arguments": [{"role": role, "span": s, "text": o["text"][s[0]:s[1]]} for role, s in spans if s]}


def wikievents(o, a, report):
    """The model's own triggers, and the report's where it has none; a model's trigger without arguments takes the report's."""
    out = {tuple(x["trigger"]): x for x in by_model(o, a)}
    events = {tuple(e["trigger"]): e for e in (report.list("events") if report else []) if e["trigger"]}
    for at, e in events.items():
        if e["kind"] not in KAIROS:
            continue
        own = out.get(at)
        if own is None:
            out[at] = by_report(o, e, report.o.get("sentences") or [])
        elif not own["arguments"] and own["type"].split(".")[:2] == KAIROS[e["kind"]][0].split("."):
            own["arguments"] = by_report(o, e, report.o.get("sentences") or [])["arguments"]
    for e in list(events.values()):                               # further words of the same event
        for span in e["mentions"] if e["kind"] in KAIROS else []:
            out.setdefault(tuple(span), dict(by_report(o, dict(e, trigger=span), []), arguments=[]))
            events.setdefault(tuple(span), e)
    return [dict(x, type=with_level(x["type"], o["text"][slice(*at)], events.get(at))) for at, x in out.items()]


# ---- geo ------------------------------------------------------------------------------------------------------------------

def geo_parse(o, report):
    """The places of the report, by the mentions that name them."""
    out = {}
    for p in report.list("places") if report else []:
        for m in p["mentions"]:
            if m["how"] in ("name", "alias") and m["span"]:
                out.setdefault(tuple(m["span"]), {"span": m["span"], "name": p["name"], "lat": p["lat"], "lon": p["lon"]})
    return list(out.values())


# ---- coref-events ---------------------------------------------------------------------------------------------------------

def stem(word):
    for end in ("ings", "ing", "edly", "ed", "es", "s", "e"):
        if word.endswith(end) and len(word) > len(end) + 2:
            word = word[:len(word) - len(end)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


# Heads too common to tell one event from another: one chain only within a document.
COMMON = set("say tell report announc be hav happen occur giv mak tak com go".split())


def coref_events(objects, annotations):
    """Same topic (given), same kind, same lemma of the mention's head: one chain."""
    out = []
    for o, a in zip(objects, annotations):
        names = []
        for m in o["mentions"]:
            key = o["text"][slice(*m["span"])].lower()
            inside = a.over(m["span"]) if a else []
            if inside:
                top = [t for t in inside if a.governor(t) not in inside][-1:] or inside[-1:]
                key = lemma_of(o["text"][slice(*a.tokens[top[0]])], a.labels("lemma")[top[0]]).lower()
            key = stem(key)
            alone = m["kind"] == "event" and key in COMMON
            names.append("/".join([o["topic"], m["kind"], key] + ([o["id"]] if alone else [])))
        out.append(names)
    return out
