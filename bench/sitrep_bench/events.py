"""Tasks on coded events: gsr, plover, case, muc4, wikievents, geo, coref-events."""
import re

from .annotation import lemma_of

YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}                 # task plover has one code for both
SPEECH = set("accuse condemn demand threaten reject deny praise pledge apologise claim-responsibility support meet negotiate investigate trial "
             "appoint recognise other".split())
BOTH_WAYS = set("agree meet negotiate ceasefire clash".split())


def code(actor):
    return actor.get("cameo") or actor.get("country") or "---"


def gsr(o, report):
    out, cameo = [], o.get("scheme") == "cameo"
    for e in report.list("events") if report else []:
        plover = e.get("plover") or {}
        name = e.get("cameo") if cameo else plover.get("event") and plover["event"] + (":" + plover["mode"] if plover.get("mode") else "")
        if not name or e["kind"] == "other":
            continue
        agents = [code(report.actor(i)) for i in e["agents"]]
        patients = [code(report.actor(i)) for i in e["patients"]]
        if not patients and len(agents) > 1 and e["kind"] in BOTH_WAYS:
            pairs = [(s, t) for s in agents for t in agents if s != t]
        else:
            pairs = [(s, t) for s in agents or ["---"] for t in patients or ["---"]]
        for s, t in pairs:
            one = {"source": s, "target": t, "event": name}
            if (s, t) != ("---", "---") and one not in out:
                out.append(one)
    return out


def plover(o, a, report):
    """The code of the pair; else of the source alone; else of the report's event whose words lie nearest."""
    if a and o.get("source"):
        s, t = a.last(o["source"]), a.last(o["target"]) if o.get("target") else None
        pair = [(score, label) for start, to, label, score in a.all_links.get("pair", []) if start == s and to == t]
        if pair:
            return YIELD.get(max(pair)[1], max(pair)[1])
        label = a.labels("plover")[s] if s is not None else None
        if label:
            return YIELD.get(label, label)
    middle = [x[0] for x in (o.get("source"), o.get("target")) if x]
    near = [(abs(e["trigger"][0] - sum(middle) / max(1, len(middle))), e["plover"]["event"]) for e in (report.list("events") if report else [])
            if e["trigger"] and e.get("plover")]
    return YIELD.get(min(near)[1], min(near)[1]) if near else None


# ---- case: one ACLED-like label for a snippet --------------------------------------------------------------------------

# CASE's labels for ACLED's sub-event types (case/README.md there).
CASE = {"Armed clash": "ARMED_CLASH", "Government regains territory": "GOV_REGAINS_TERIT", "Non-state actor overtakes territory": "NON_STATE_ACTOR_OVERTAKES_TER",
        "Air/drone strike": "AIR_STRIKE", "Shelling/artillery/missile attack": "ART_MISS_ATTACK", "Chemical weapon": "CHEM_WEAP", "Grenade": "GRENADE",
        "Remote explosive/landmine/IED": "REM_EXPLOS", "Suicide bomb": "SUIC_BOMB", "Abduction/forced disappearance": "ABDUCT_DISSAP", "Attack": "ATTACK",
        "Sexual violence": "SEX_VIOL", "Mob violence": "MOB_VIOL", "Violent demonstration": "VIOL_DEMONSTR", "Peaceful protest": "PEACE_PROTEST",
        "Protest with intervention": "PROTEST_WITH_INTER", "Excessive force against protesters": "FORCE_AGAINST_PROTEST", "Agreement": "AGREEMENT",
        "Arrests": "ARREST", "Change to group/activity": "CHANGE_TO_GROUP_ACT", "Disrupted weapons use": "DISR_WEAP",
        "Headquarters or base established": "HQ_ESTABLISHED", "Non-violent transfer of territory": "NON_VIOL_TERRIT_TRANSFER",
        "Looting/property destruction": "PROPERTY_DISTRUCT", "Other": "OTHER"}
# Which of a snippet's events names it: what is more special before what accompanies it.
RANK = {kind: n for n, kinds in enumerate((
    "chemical-attack suicide-bombing sexual-violence", "airstrike drone-strike missile-strike shelling bombing landmine intercept",
    "capture hand-over abduct establish-base", "crackdown riot protest strike-action", "withdraw surrender defect ceasefire agree",
    "massacre execute assassinate attack-civilians torture", "clash attack repel launch-offensive advance besiege break-siege",
    "loot destroy sabotage arrest", "kill injure")) for kind in kinds.split()}
FOUND = re.compile(r"\b(defus\w*|dispos\w*|seiz\w*|confiscat\w*|discover\w*|recover\w*|found|foil\w*|neutrali[sz]\w*|dismantl\w*|unexploded)\b", re.I)
WEAPONS = re.compile(r"\b(weapons?|arms|explosives?|bombs?|ieds?|mines?|grenades?|rifles?|ammunition|missiles?|rockets?|detonators?|warheads?|cache)\b", re.I)


def case(o, report):
    events = [e for e in (report.list("events") if report else []) if not e["background"] and e["stance"]["realis"] in ("actual", "attempted")]
    kinds, text = {e["kind"] for e in events}, o["text"]
    exploded = kinds & {"bombing", "suicide-bombing", "landmine", "airstrike", "drone-strike", "missile-strike", "shelling", "chemical-attack"}
    if FOUND.search(text) and WEAPONS.search(text) and not exploded & {"suicide-bombing", "airstrike", "shelling", "chemical-attack"} and \
            not kinds & {"kill", "injure", "protest", "riot"}:
        return "DISR_WEAP"
    if re.search(r"\bgrenades?\b", text, re.I) and not kinds & {"protest", "riot"} and (exploded or kinds & {"attack", "kill", "injure"}):
        return "GRENADE"
    if kinds & {"protest", "strike-action"} and not kinds & {"riot"}:
        if kinds & {"crackdown", "arrest", "kill", "injure"}:
            return "FORCE_AGAINST_PROTEST" if kinds & {"kill", "injure"} else "PROTEST_WITH_INTER"
        return "PEACE_PROTEST"
    if re.search(r"\bmobs?\b|\blynch", text, re.I):
        return "MOB_VIOL"
    ranked = sorted(events, key=lambda e: (RANK.get(e["kind"], len(RANK)), e["trigger"][0]))
    for e in ranked:
        if e["kind"] in SPEECH:
            continue
        if e["kind"] == "attack" and unarmed(report, e):
            return "ATTACK"
        label = CASE.get((e.get("acled") or {}).get("sub_event_type"))
        if label and label != "OTHER":
            return label
    return "OTHER" if events else None


def unarmed(report, e):
    """Are those attacked civilians, as far as the report says?"""
    patients = [report.actor(i) for i in e["patients"]]
    return bool(patients) and all(p.get("acled_inter") in ("Civilians", None) and p.get("kind") in ("civilians", "identity-group", "person", "media", "ngo")
                                  for p in patients)


# ---- muc4 -----------------------------------------------------------------------------------------------------------------

INCIDENT = {"bombing": "bombing", "suicide-bombing": "bombing", "landmine": "bombing", "abduct": "kidnapping", "loot": "robbery", "sabotage": "attack",
            "attack": "attack", "attack-civilians": "attack", "massacre": "attack", "assassinate": "attack", "kill": "attack", "execute": "attack",
            "injure": "attack", "shelling": "attack", "airstrike": "attack", "destroy": "attack"}
MUC_ROLES = ("perp_ind", "perp_org", "target", "victim", "weapon")
FIRE = re.compile(r"\b(burn|burned|burnt|set fire|set on fire|arson|torched)\b", re.I)


def plain(text):
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", re.sub(r"[^\w\s]", "", text.lower())).split())


def muc4(o, a, report):
    """A template for each type of incident; the model's role phrases go to the type of the nearest event before or around them."""
    events = [(e["trigger"][0], "arson" if e["kind"] in ("destroy", "sabotage") and FIRE.search(o["text"][e["trigger"][0] - 30:e["trigger"][1] + 30]) else
               INCIDENT[e["kind"]]) for e in (report.list("events") if report else [])
              if e["kind"] in INCIDENT and e["trigger"] and e["stance"]["polarity"] == "affirmed" and e["stance"]["realis"] in ("actual", "attempted", "planned")]
    found = [(a.span(b, e), role) for b, e, role in (a.runs("muc") if a else [])]
    if not found:
        return []
    templates = {}
    for span, role in found:
        near = min(events, key=lambda x: abs(x[0] - span[0]), default=None)
        kind = near[1] if near else "attack"
        entities = templates.setdefault(kind, {r: [] for r in MUC_ROLES})[role]
        words = " ".join(o["text"][span[0]:span[1]].split())
        same = next((x for x in entities if plain(x[0]) in plain(words) or plain(words) in plain(x[0])), None) if plain(words) else words
        if same is None:
            entities.append([words, span[0]])
        elif same is not words and len(words) > len(same[0]):
            same[:] = [words, span[0]]
    return [dict({"type": kind}, **{r: [[m] for m in roles[r]] for r in MUC_ROLES}) for kind, roles in templates.items()]


# ---- wikievents -----------------------------------------------------------------------------------------------------------

LEAST_ARGUMENT = 0.4


def wikievents(o, a):
    out = []
    for i, kind in enumerate(a.labels("wtype") if a else []):
        if not kind or kind == "O":
            continue
        best = {}
        for _, to, role, score in a.links("warg", i, LEAST_ARGUMENT):
            if score > best.get(to, (0, None))[0]:
                best[to] = (score, role)
        out.append({"type": kind, "trigger": a.span(i, i),
                    "arguments": [{"role": role, "span": a.phrase(to, ("ner",)), "text": o["text"][slice(*a.phrase(to, ("ner",)))]} for to, (_, role) in sorted(best.items())]})
    return out


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


def names_of(report):
    """The names by which documents are told apart: places and named actors of a report."""
    return {x["name"].lower() for part in ("actors", "places") for x in (report.list(part) if report else [])
            if any(m["how"] in ("name", "alias") for m in x["mentions"])}


def stories(objects, reports, least=0.13):
    """{index: story}: documents of one topic whose names overlap (Jaccard, to the story's all) tell one story. The topic is given."""
    story, members = {}, []
    for i, o in enumerate(objects):
        mine, best = names_of(reports[i]), (least, None)
        for k, (topic, names, count) in enumerate(members):
            if topic == o["topic"] and mine:
                common = {n for n in names if names[n] * 2 >= count or names[n] >= 3}
                share = len(mine & common) / len(mine | common) if mine | common else 0
                if share > best[0]:
                    best = (share, k)
        if best[1] is None:
            members.append([o["topic"], {}, 0])
            best = (0, len(members) - 1)
        for n in mine:
            members[best[1]][1][n] = members[best[1]][1].get(n, 0) + 1
        members[best[1]][2] += 1
        story[i] = best[1]
    return story


def coref_events(objects, annotations, reports):
    """Same topic, same lemma: one chain. A head word too common to tell (say, be, have) is one only within a story."""
    story, out = stories(objects, reports), []
    for i, o in enumerate(objects):
        a, names = annotations[i], []
        for m in o["mentions"]:
            words = o["text"][slice(*m["span"])].lower()
            key = words
            if a:
                inside = a.over(m["span"])
                top = [t for t in inside if a.governor(t) not in inside] or inside
                if top:
                    key = lemma_of(o["text"][slice(*a.tokens[top[-1]])], a.labels("lemma")[top[-1]]).lower()
            key = stem(key)
            common = m["kind"] == "event" and key in ("say", "tell", "report", "announc", "be", "hav", "happen", "occur", "giv", "mak", "tak", "com", "go")
            names.append("%s/%s/%s%s" % (o["topic"], m["kind"], key, "/%d" % (story[i] if not common else i) if common else ""))
        out.append(names)
    return out
