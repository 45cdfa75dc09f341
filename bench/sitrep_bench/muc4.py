"""Task muc4: a template for each type of incident of terrorism that a message tells, with who did it, to whom, to what, and with what.

An incident is told when it happened at a day or a place, not as history or in general. Role phrases are the model's own ("muc" head) and those of the
report's incidents; a phrase is one entity with all that stand for the same.
"""
import re

INCIDENT = {"bombing": "bombing", "suicide-bombing": "bombing", "landmine": "bombing", "abduct": "kidnapping", "loot": "robbery", "sabotage": "attack",
            "attack": "attack", "attack-civilians": "attack", "massacre": "attack", "assassinate": "attack", "kill": "attack", "execute": "attack",
            "injure": "attack", "shelling": "attack", "airstrike": "attack", "destroy": "attack"}
ROLES = ("perp_ind", "perp_org", "target", "victim", "weapon")
LONGER = set("victim weapon".split())
DAMAGE = set("bombing suicide-bombing landmine attack attack-civilians destroy sabotage loot shelling airstrike".split())
FIRE = re.compile(r"\b(burn(ed|t|ing)?|set (on )?fire|set (\S+ ){1,4}on fire|arson|torched)\b", re.I)
PRONOUNS = set("he she it they them him her his their its who whom which that this these those we us i you someone others one all both".split())


def plain(text):
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", re.sub(r"[^\w\s]", "", text.lower())).split())


def named(report, i):
    return any(m["how"] in ("name", "alias") for m in report.actor(i).get("mentions", []))


def told_incidents(report):
    """The report's incidents that happened: said to be so, none that is history or general."""
    return [e for e in (report.list("events") if report else []) if e["kind"] in INCIDENT and e["trigger"] and e["stance"]["polarity"] == "affirmed" and
            e["stance"]["realis"] in ("actual", "attempted")]


def is_told(events):
    """Does the message tell an incident? One of a stated day, or several."""
    fresh = [e for e in events if not e["background"]]
    return any(e["time"]["start"] for e in fresh) or len(fresh) > 2


def kind_of(o, e):
    b, x = e["trigger"]
    return "arson" if e["kind"] in ("destroy", "sabotage") and FIRE.search(o["text"][max(0, b - 30):x + 30]) else INCIDENT[e["kind"]]


BODY = re.compile(r"\b(army|armed forces|air force|navy|military|police|government|guard|battalion|brigade|front|movement|cartel|organi[sz]ation|party|command|unity)$", re.I)
PEOPLE = re.compile(r"\b(members?|guerrillas?|fighters?|soldiers?|militants?|rebels?|commandos?|units?|forces|terrorists?|troops|elements|men|bands?)\b", re.I)
ARMED = set("state-forces rebel militia terrorist".split())


def between_forces(report, e):
    """Fighting of armed sides is no incident here."""
    kinds = {report.actor(i).get("kind") for i in e["patients"]}
    return bool(kinds) and kinds <= ARMED


def doer(report, i, span):
    """[(span, role)] of a doer: a body's name is an organisation; a phrase for people are individuals, of the body that its actor's other names or
    its own words name."""
    text, actor = report.text[span[0]:span[1]], report.actor(i)
    if actor.get("kind") in ("person", "civilians"):
        return [(span, "perp_ind")]
    names = [m["span"] for m in actor.get("mentions", []) if m["span"] and m["how"] in ("name", "alias")]
    if not PEOPLE.search(text) and (span in names or BODY.search(text)):
        return [(span, "perp_org")]
    names += [m["span"] for x in report.list("actors") for m in x["mentions"] if m["span"] and m["how"] in ("name", "alias") and m["span"] != span and
              span[0] <= m["span"][0] and m["span"][1] <= span[1] and x.get("kind") not in ("person", "government", None)]
    names = [s for s in names if not PEOPLE.search(report.text[s[0]:s[1]])] or body_inside(text, span)
    return [(span, "perp_ind")] + [(s, "perp_org") for s in names[:1]]


def body_inside(text, span):
    """[span] of the body that a phrase for people names: "guerrillas of the X", "X Battalion troops"."""
    behind, before = re.search(r"\bof\s+(the\s+)?(?=[a-z\"]{2})", text, re.I), re.match(r"(.*\S)\s+%s$" % PEOPLE.pattern, text, re.I | re.S)
    if before and BODY.search(before.group(1)):
        return [[span[0], span[0] + before.end(1)]]
    return [[span[0] + behind.end(), span[1]]] if behind and PEOPLE.search(text[:behind.start()]) else []


def of_report(report, events):
    """[(span, role, event)] of the incidents."""
    out = []
    for e in events:
        for i, span in zip(e["agents"], e["agent_spans"]):
            forces = report.actor(i).get("kind") in ("state-forces", "government")
            if span and not (forces and e["kind"] in DAMAGE):
                out += [(s, role, e) for s, role in doer(report, i, span)]
        for i, span in zip(e["patients"], e["patient_spans"]):
            kind = report.actor(i).get("kind")
            if span and kind == "person" and named(report, i):
                out.append((span, "victim", e))
            if span and kind is None and e["kind"] in DAMAGE:
                out.append((span, "target", e))
        out += [(i["span"], "weapon", e) for i in e["instruments"]]
    return out


def of_model(text, span, role):
    """[(span, role, None)] of a phrase that the model marks; "members of the X" are people, X their body."""
    if role != "perp_org" or not PEOPLE.search(text[span[0]:span[1]]):
        return [(span, role, None)]
    inner = re.search(r"\bof\s+(the\s+)?", text[span[0]:span[1]], re.I)
    return [(span, "perp_ind", None)] + ([([span[0] + inner.end(), span[1]], role, None)] if inner else [])


def by_claim(report, events):
    """Who says that it was theirs."""
    claims = [e for e in (report.list("events") if report else []) if e["kind"] == "claim-responsibility" and e["stance"]["polarity"] == "affirmed"]
    return [(s, role, events[0] if events else None) for e in claims for i, span in zip(e["agents"], e["agent_spans"]) if span for s, role in doer(report, i, span)]


def likely_body(report, events):
    """Where rebels without a name did it: the armed body that the message names, if it names one only."""
    by_rebels = next((e for e in events if any(report.actor(i).get("kind") in ("rebel", "terrorist", "militia") for i in e["agents"])), None)
    bodies = [[m["span"] for m in x["mentions"] if m["span"] and m["how"] in ("name", "alias")] for x in report.list("actors") if
              x.get("kind") in ("rebel", "terrorist", "militia")] if by_rebels else []
    bodies = [[s for s in spans if not PEOPLE.search(report.text[s[0]:s[1]])] for spans in bodies]
    bodies = [spans for spans in bodies if spans]
    return [(bodies[0][0], by_rebels)] if len(bodies) == 1 else []


def whole_name(report, span):
    """(key, span) of what a phrase stands for: the actor that it names, by its longest name; else the phrase itself."""
    for x in report.list("actors") if report else []:
        if any(m["span"] == span and m["how"] in ("name", "alias") for m in x["mentions"]) and not PEOPLE.search(report.text[span[0]:span[1]]):
            names = [m["span"] for m in x["mentions"] if m["span"] and m["how"] in ("name", "alias")]
            return x["id"], max(names, key=lambda s: s[1] - s[0]) if x.get("kind") == "person" else span
    return None, span


def muc4(o, a, report):
    events, text = told_incidents(report), o["text"]
    events = [e for e in events if not between_forces(report, e)]
    if report is not None and not is_told(events):
        return []
    found = [x for b, e, role in (a.runs("muc") if a else []) for x in of_model(text, a.span(b, e), role)] + of_report(report, events)
    found += by_claim(report, events)
    if not any(role == "perp_org" for _, role, _ in found):
        found += [(s, "perp_org", e) for s, e in likely_body(report, events)]
    templates, seen = {}, set()
    for span, role, e in found:
        key, span = whole_name(report, span)
        words = " ".join(text[span[0]:span[1]].split())
        if plain(words) in PRONOUNS or not plain(words) or (key, role) in seen:
            continue
        if key:
            seen.add((key, role))
        near = e or min(events, key=lambda x: abs(x["trigger"][0] - span[0]), default=None)
        entities = templates.setdefault(kind_of(o, near) if near else "attack", {r: [] for r in ROLES})[role]
        same = next((x for x in entities if plain(x[0]) in plain(words) or plain(words) in plain(x[0])), None)
        if same is None:
            entities.append([words, span[0]])
        elif len(words) > len(same[0]) and role in LONGER:
            same[:] = [words, span[0]]
    return [dict({"type": kind}, **{r: [[m] for m in roles[r]] for r in ROLES}) for kind, roles in templates.items()]
