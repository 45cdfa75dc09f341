"""Task case: the ACLED sub-event type that names a snippet, from the report's events.

ACLED codes one event by what happens, who does it and to whom (codebook: battles are fought by two armed sides; violence against civilians has
unarmed sufferers; demonstrations are told apart by what the demonstrators and what the forces do). Words of the codebook's definitions
settle what the events of a snippet leave open.
"""
import re

LABELS = {"Armed clash": "ARMED_CLASH", "Government regains territory": "GOV_REGAINS_TERIT", "Non-state actor overtakes territory": "NON_STATE_ACTOR_OVERTAKES_TER",
          "Air/drone strike": "AIR_STRIKE", "Shelling/artillery/missile attack": "ART_MISS_ATTACK", "Chemical weapon": "CHEM_WEAP", "Grenade": "GRENADE",
          "Remote explosive/landmine/IED": "REM_EXPLOS", "Suicide bomb": "SUIC_BOMB", "Abduction/forced disappearance": "ABDUCT_DISSAP", "Attack": "ATTACK",
          "Sexual violence": "SEX_VIOL", "Mob violence": "MOB_VIOL", "Violent demonstration": "VIOL_DEMONSTR", "Peaceful protest": "PEACE_PROTEST",
          "Protest with intervention": "PROTEST_WITH_INTER", "Excessive force against protesters": "FORCE_AGAINST_PROTEST", "Agreement": "AGREEMENT",
          "Arrests": "ARREST", "Change to group/activity": "CHANGE_TO_GROUP_ACT", "Disrupted weapons use": "DISR_WEAP",
          "Headquarters or base established": "HQ_ESTABLISHED", "Non-violent transfer of territory": "NON_VIOL_TERRIT_TRANSFER",
          "Looting/property destruction": "PROPERTY_DISTRUCT", "Other": "OTHER"}
STRIKES = set("airstrike drone-strike missile-strike shelling bombing suicide-bombing landmine chemical-attack attack attack-civilians".split())
HARM = set("kill injure".split())
DEMONSTRATION = set("protest riot crackdown strike-action".split())
ARMED = set("state-forces rebel militia terrorist".split())
UNARMED = set("civilians identity-group person media ngo company".split())
# Which of several labels names the snippet: what is more special before what goes with it; then the first told, harm after what did it.
ORDER = {label: n for n, labels in enumerate((
    "CHEM_WEAP SUIC_BOMB SEX_VIOL GRENADE", "AIR_STRIKE ART_MISS_ATTACK ABDUCT_DISSAP HQ_ESTABLISHED DISR_WEAP NON_VIOL_TERRIT_TRANSFER",
    "GOV_REGAINS_TERIT NON_STATE_ACTOR_OVERTAKES_TER MOB_VIOL ATTACK ARMED_CLASH REM_EXPLOS ARREST AGREEMENT PROPERTY_DISTRUCT CHANGE_TO_GROUP_ACT")) for label in labels.split()}
HARM_AFTER = 0.5


def words(pattern):
    return re.compile(r"\b(%s)\b" % pattern, re.I)


CHEMICAL = words(r"chemical (weapons?|attacks?|bombs?|shells?|agents?)|chlorine|sarin|mustard gas|nerve (gas|agents?)|(poison\w*|toxic) (gas\w*|chemicals?)|gas attacks?")
GRENADE = words(r"(?<!propelled )(?<!propelled-)grenades?")
FOUND = words(r"defus\w*|dispos\w*|seiz\w*|confiscat\w*|discover\w*|recover\w*|found|foil\w*|neutrali[sz]\w*|dismantl\w*|unexploded|demin\w*|clear\w*")
WEAPONS = words(r"weapons?|arms|guns?|pistols?|firearms?|explosives?|bombs?|ieds?|(land)?mines?|grenades?|rifles?|ammunition|missiles?|rockets?|detonators?|warheads?")
AIRCRAFT = words(r"warplanes?|(fighter )?jets?|air ?force|aircraft|helicopters?|sorties|air (strikes?|raids?)|airstrikes?|drones?")
DEMONSTRATORS = words(r"(protest|demonstrat|riot)(er|or)s?|demonstrations?|sit-ins?|protests|(chant|slogan)s?|rioting")
VIOLENT = words(r"molotov|petrol bombs?|fire ?bombs?|stones?|rocks|bottles|barricades?|set (fire|ablaze|alight)|torch\w*|vandal\w*|loot\w*|clash\w*|scuffles?|rampag\w*|riot(ed|ing|ers?|s)|"
                r"(turned|became|grew|marred by|outbreaks? of) violen\w*|aggressive\w*|storm\w*")
LETHAL = words(r"opened fire|shot|live (ammunition|rounds?|bullets?|fire)|excessive force|lethal|brutal\w*|beat(en|ing|s)?|fatal\w*")
FORCE = words(r"tear ?gas\w*|water cannons?|pepper[- ]?spray\w*|rubber bullets?|dispers\w*|batons?|br(o|ea)k(e|en|ing)?[- ]up")
MOB = words(r"mobs?|lynch\w*|vigilantes?|villagers|communal|residents")
BASE = words(r"(set up|establish\w*|buil[dt]\w*|creat\w*|open\w*)( \S+){0,4} (base|headquarters|camp|outpost|checkpoint|post)s?")
ROCKET = words(r"rocket[- ]propelled grenades?|rpgs?")


def kinds_of(report, e, role):
    return {report.actor(i).get("kind") for i in e[role]}


def by_mob(report, e, text):
    """Is the doer a crowd that is no armed group (ACLED: mob violence)?"""
    phrases = [text[s[0]:s[1]] for s in e["agent_spans"] if s] + [text[max(0, e["trigger"][0] - 12):e["trigger"][1]]]
    return any(MOB.search(x) for x in phrases) and not kinds_of(report, e, "agents") & {"state-forces", "government"}


def label_of(report, e, text):
    """The label of one event, or None."""
    kind, sufferers = e["kind"], kinds_of(report, e, "patients")
    if (kind in STRIKES or kind in HARM) and CHEMICAL.search(text):
        return "CHEM_WEAP"
    if kind in ("clash", "attack", "attack-civilians", "kill", "injure", "repel") and by_mob(report, e, text):
        return "MOB_VIOL"
    label = LABELS.get((e.get("acled") or {}).get("sub_event_type"))
    if kind in HARM and label != "ATTACK":
        return label
    if kind in ("attack", "kill", "injure", "attack-civilians"):
        if sufferers & ARMED:
            return "ARMED_CLASH"
        return "ATTACK" if kind != "attack" or (sufferers and sufferers <= UNARMED) else "ARMED_CLASH"
    return label


def by_forces(report, e, text):
    """Is it violence of the forces against demonstrators?"""
    suffer = "civilians" in kinds_of(report, e, "patients") or any(s and DEMONSTRATORS.search(text[s[0]:s[1]]) for s in e["patient_spans"])
    return suffer and e["kind"] in HARM | {"attack", "attack-civilians"} and kinds_of(report, e, "agents") & (ARMED | {"government"})


def demonstration(report, events, text):
    """The label of a snippet on demonstrators, by what they do and what is done to them."""
    if VIOLENT.search(text) or any(e["kind"] == "clash" for e in events):
        return "VIOL_DEMONSTR"
    if any(by_forces(report, e, text) for e in events) or LETHAL.search(text):
        return "FORCE_AGAINST_PROTEST"
    if FORCE.search(text) or any(e["kind"] == "crackdown" or (e["kind"] == "arrest" and e["agents"]) for e in events):
        return "PROTEST_WITH_INTER"
    return "PEACE_PROTEST"


def changes_hands(report, kinds):
    """One leaves, another holds the place, and nobody fights for it."""
    left = kinds & {"withdraw", "hand-over"}
    return left and not kinds & (HARM | {"clash", "attack"}) and ("capture" in kinds or "hand-over" in kinds or
                                                                 any(c["state"] in ("captured", "held", "handed-over") for c in report.list("control")))


def case(o, report):
    text = o["text"]
    told = [e for e in (report.list("events") if report else []) if e["trigger"] and e["stance"]["realis"] in ("actual", "attempted")]
    events = [e for e in told if not e["background"]] or told
    kinds = {e["kind"] for e in events}
    labels = [(e, label_of(report, e, text)) for e in events]
    special = {label for _, label in labels} & {"CHEM_WEAP", "SUIC_BOMB", "SEX_VIOL", "AIR_STRIKE"}
    exploded = kinds & {"bombing", "suicide-bombing", "landmine", "shelling", "missile-strike", "airstrike", "drone-strike", "chemical-attack"}
    if report is None:
        return None
    if not special and (kinds & DEMONSTRATION or DEMONSTRATORS.search(text)):
        return demonstration(report, events, text)
    if not special and not exploded and not kinds & HARM and FOUND.search(text) and WEAPONS.search(text):
        return "DISR_WEAP"
    if not special and GRENADE.search(text) and (exploded or kinds & (HARM | {"attack"})):
        return "GRENADE"
    if CHEMICAL.search(text) and not special:
        return "CHEM_WEAP"
    if ROCKET.search(text) and not special and kinds & (HARM | STRIKES | {"intercept"}):
        return "ART_MISS_ATTACK"
    if changes_hands(report, kinds):
        return "NON_VIOL_TERRIT_TRANSFER"
    named = [(ORDER.get(label, 9) + HARM_AFTER * (e["kind"] in HARM), e["trigger"][0], label) for e, label in labels if label and label != "OTHER"]
    if named:
        return min(named)[2]
    if BASE.search(text):
        return "HQ_ESTABLISHED"
    return "ATTACK" if LETHAL.search(text) else "OTHER" if events else None
