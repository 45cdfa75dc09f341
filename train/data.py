"""Readers: from ../shared/bench to training examples.

An example is one window of text (a few sentences):
    words   [(text, shape, first character, last character)]   sents [[first word, last word)]
    labels  {head: [label name or None for each word]}          None: no loss there
    links   {head: {"rows": [from word], "pos": [(from, to, label)]}}   loss over all `to` words for each row
    tree    ([governor word, own index = root], [label]) or None
Positions in the sets are characters (code points); a phrase is represented by the last word that it covers (its head in
links), a trigger by its first word.
"""
import json
import os
import random
import re
import subprocess

BENCH = os.environ.get("SITREP_BENCH", os.path.join(os.path.dirname(__file__), "../../shared/bench"))
SHAPES = ["lower", "title", "title-first", "upper", "one-upper", "mixed", "number", "punct", "other"]
ROLES = ["agents", "patients", "places", "times", "instruments"]
KINDS = """clash attack repel launch-offensive advance capture withdraw hand-over besiege break-siege deploy establish-base
surrender defect recruit mobilise airstrike drone-strike missile-strike shelling air-mission intercept bombing suicide-bombing
landmine chemical-attack cyber-attack kill injure attack-civilians massacre execute assassinate abduct torture sexual-violence
displace evacuate arrest release trial investigate destroy loot sabotage block-aid curfew protest riot crackdown strike-action
coup contest-authority recognise support arm train give-aid finance ceasefire violate-ceasefire negotiate mediate agree meet
sanction expel appoint accuse condemn demand threaten reject deny praise pledge apologise claim-responsibility other""".split()
FIGURES = "killed wounded casualties captured freed missing displaced evacuated strength strikes equipment other".split()
CHANGES = "captured lost held contested besieged withdrawn handed-over".split()
RELATIONS = "backs commands leads part-of allied fights rival recognises deploys spokesperson-of based-in formerly".split()
PLOVER = "AGREE CONSULT SUPPORT CONCEDE YIELD COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()


def load(*parts):
    with open(os.path.join(BENCH, *parts), encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def tokenise(items, program):
    """{"id": (tokens [(b, e, shape)], sents [(first, last)])} by the C tokeniser, so that training sees what the reader sees."""
    feed = "\n".join(json.dumps({"id": str(n), "text": o["text"]}) for n, o in enumerate(items)) + "\n"
    out = subprocess.run([program], input=feed.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
    parsed = [None] * len(items)
    for line in out.splitlines():
        o = json.loads(line)
        parsed[int(o["id"])] = o
    return parsed


class Window:
    """Words of one document window and the places where labels go."""

    def __init__(self, text, tokens, sents):
        self.text, self.tokens, self.sents = text, tokens, sents
        self.labels, self.links, self.tree = {}, {}, None

    def over(self, span):
        """Word indices that overlap a character span."""
        return [i for i, t in enumerate(self.tokens) if t[0] < span[1] and span[0] < t[1]]

    def first(self, span):
        w = self.over(span)
        return w[0] if w else None

    def last(self, span):
        w = self.over(span)
        return w[-1] if w else None

    def fill(self, head, value):
        self.labels[head] = [value] * len(self.tokens)
        return self.labels[head]

    def bio(self, head, spans):
        """spans [(span, type)]; longer first, later ones that overlap are left out."""
        row = self.labels.get(head) or self.fill(head, "O")
        for span, kind in sorted(spans, key=lambda s: s[0][0] - s[0][1]):
            w = self.over(span)
            if w and all(row[i] == "O" for i in w):
                for i in w:
                    row[i] = "I-" + kind
                row[w[0]] = "B-" + kind

    def link(self, head):
        return self.links.setdefault(head, {"rows": [], "pos": []})


def windows(o, tok, limit=170):
    """Cuts a tokenised document into windows of whole sentences of at most `limit` words."""
    tokens = [(t[0], t[1], t[2]) for t in tok["tokens"]]
    groups, now = [], []
    sent_of = [t[4] for t in tok["tokens"]]
    bounds = []
    for i, s in enumerate(sent_of):
        if not bounds or bounds[-1][0] != s:
            bounds.append([s, i, i + 1])
        bounds[-1][2] = i + 1
    for _, b, e in bounds:
        while e - b > limit:
            if now:
                groups.append(now)
                now = []
            groups.append([(b, b + limit)])
            b += limit
        if now and e - now[0][0] > limit:
            groups.append(now)
            now = []
        now.append((b, e))
    if now:
        groups.append(now)
    out = []
    for g in groups:
        b = g[0][0]
        w = Window(o["text"], tokens[b:g[-1][1]], [(x - b, y - b) for x, y in g])
        out.append(w)
    return out


def inside(w, span):
    return bool(w.tokens) and w.tokens[0][0] < span[1] and span[0] < w.tokens[-1][1]


def lemma_script(form, lemma):
    """How to make the lemma: "k" keep case or "l" lower, cut n letters, add a suffix; or the whole lemma."""
    for case, f in (("l", form.lower()), ("k", form)):
        n = 0
        while n < min(len(f), len(lemma)) and f[n] == lemma[n]:
            n += 1
        if n == len(lemma) == len(f) or n > 0 and len(f) - n <= 6:
            return "%s%d%s" % (case, len(f) - n, lemma[n:])
    return "=" + lemma


def shape_of(word, first):
    """text_shape of src/text for gold-token sets."""
    letters = [c for c in word if c.isalpha()]
    if word[0].isdigit():
        return 6
    if not letters:
        return 7 if not any(c.isdigit() for c in word) else 6
    if all(c.islower() for c in letters):
        return 0
    if all(c.isupper() for c in letters):
        return 4 if len(letters) == 1 else 3
    if letters[0].isupper() and all(c.islower() for c in letters[1:]) and word[0].isalpha():
        return 2 if first else 1
    return 5


def read_parse(files, extra):
    """UD trees; extra {id: {head: ...}} adds factuality and names to the same sentences. Consecutive sentences are joined."""
    rng, out = random.Random(5), []
    for name in files:
        doc, group, want = None, [], 0
        for o in load("parse", name) + [None]:
            this = o and o["id"].rsplit("-", 1)[0]
            if group and (o is None or this != doc or sum(len(x["gold"]) for x in group) + len(o["gold"]) > want):
                out.append(join_parse(group, extra))
                group = []
            if not group:
                want = rng.choice((10, 25, 40, 60, 90))
            doc = this
            if o:
                group.append(o)
    return out


def join_parse(group, extra):
    tokens, sents, upos, lemma, head, rel = [], [], [], [], [], []
    facts, names, have_names, have_facts = [], [], False, False
    for o in group:
        base = len(tokens)
        quote = True
        for b, e, u, h, r, l in o["gold"]:
            word = o["text"][b:e]
            tokens.append((b, e, shape_of(word, quote), word))
            quote = len(tokens) - base < 1 or (word in "\"“``:" and len(word) < 3)
            upos.append(u)
            lemma.append(lemma_script(word, l) if l != "_" else None)
            head.append(base + h - 1 if h else len(tokens) - 1)
            rel.append(r)
        sents.append((base, len(tokens)))
        here = tokens[base:]
        x = extra.get(o["id"], {})
        fact = [None] * len(here)
        for p in x.get("facts", []):
            for i, t in enumerate(here):
                if t[0] == p["predicate"][0]:
                    fact[i] = str(int(round(p["score"])))
        facts += fact
        have_facts |= any(fact)
        name = [None] * len(here)
        if "names" in x:
            name = ["O"] * len(here)
            for b, e, kind in x["names"]:
                hit = [i for i, t in enumerate(here) if t[0] < e and b < t[1]]
                for i in hit:
                    name[i] = ("B-" if i == hit[0] else "I-") + kind
            have_names = True
        names += name
    w = Window(None, tokens, sents)
    w.labels = {"upos": upos, "lemma": lemma}
    if have_facts:
        w.labels["fact"] = facts
    if have_names:
        w.labels["ner"] = names
    w.tree = (head, rel)
    return w


def read_records(path, program):
    items = load(*path) if isinstance(path, tuple) else [json.loads(l) for l in open(path, encoding="utf-8")]
    out = []
    for o, tok in zip(items, tokenise(items, program)):
        for w in windows(o, tok, 230):
            label_records(w, o["gold"])
            w.id = o["id"]
            out.append(w)
    return out


def label_records(w, gold):
    kind = w.fill("kind", "O")
    stance = {h: w.fill(h, None) for h in ("polarity", "certainty", "when", "realis", "background")}
    arg, fig, ctl, rel, ante = (w.link(h) for h in ("arg", "fig", "ctl", "rel", "ante"))
    phrases, triggers = set(), {}

    def end(phrase):
        if phrase is None:
            return None
        if not inside(w, phrase["span"]):
            return None
        phrases.add(tuple(phrase["span"]))
        here = w.last(phrase["span"])
        if here is not None:
            there = None
            if phrase.get("antecedent") and inside(w, phrase["antecedent"]):
                phrases.add(tuple(phrase["antecedent"]))
                there = w.last(phrase["antecedent"])
            if there is not None and there != here or not phrase.get("antecedent"):
                ante["rows"].append(here)
                if there is not None:
                    ante["pos"].append((here, there, "same"))
        return here

    for n, e in enumerate(gold["events"]):
        t = w.first(e["trigger"])
        if t is None or kind[t] != "O":
            continue
        triggers[n] = t
        kind[t] = e["kind"]
        arg["rows"].append(t)
        s = e["stance"]
        for h in ("polarity", "certainty", "when", "realis"):
            stance[h][t] = s[h]
        stance["background"][t] = "background" if e["background"] else "present"
        for r in ROLES:
            for p in e[r]:
                x = end(p)
                if x is not None:
                    arg["pos"].append((t, x, r))
        x = end(e.get("source"))
        if x is not None:
            arg["pos"].append((t, x, "source"))
        if e.get("cue"):
            x = w.first(e["cue"])
            if x is not None:
                arg["pos"].append((t, x, "cue"))
    for n, e in enumerate(gold["events"]):
        for m in e["mentions"]:
            x = w.first(m)
            if n in triggers and x is not None and kind[x] == "O":
                kind[x] = e["kind"]
                arg["rows"].append(x)
                arg["pos"].append((triggers[n], x, "again"))
                arg["pos"].append((x, triggers[n], "again"))
                for h in stance:
                    stance[h][x] = stance[h][triggers[n]]
                for f, to, r in list(arg["pos"]):
                    if f == triggers[n] and r in ("agents", "patients", "places", "times", "instruments", "source", "cue"):
                        arg["pos"].append((x, to, r))
    w.bio("figure", [(f["span"], f["kind"]) for f in gold["figures"]])
    for f in gold["figures"]:
        t = w.last(f["span"])
        if t is None:
            continue
        fig["rows"].append(t)
        for r in ("group", "source"):
            x = end(f.get(r))
            if x is not None:
                fig["pos"].append((t, x, r))
        if f.get("event") is not None and f["event"] in triggers:
            fig["pos"].append((t, triggers[f["event"]], "event"))
        if f.get("of"):
            x = w.last(f["of"])
            if x is not None:
                fig["pos"].append((t, x, "of"))
    control, said = w.fill("control", "O"), w.fill("asserted", None)
    for c in gold["control"]:
        t = end(c["place"])
        if t is None or control[t] != "O":
            continue
        control[t] = c["change"]
        said[t] = c["asserted"]
        ctl["rows"].append(t)
        for r in ("holder", "from", "by", "time", "source"):
            x = end(c.get(r))
            if x is not None:
                ctl["pos"].append((t, x, r))
    ends = []
    for r in gold["relations"]:
        a, b = end(r["from"]), end(r["to"])
        if a is not None and b is not None:
            rel["pos"].append((a, b, r["kind"]))
            ends.append(a)
    w.bio("phrase", [(p, "X") for p in phrases])
    rel["rows"] = sorted(set(ends) | {w.last(p) for p in phrases if w.last(p) is not None})


def swap_places(windows, share, rng):
    """The same windows, in a share of them the words of place names exchanged for others' (one for one, the same word for the same), so
    that roles are read from the sentence and not from a known name."""
    def words(w):
        at = set()
        for head, roles in (("arg", ("places",)), ("ctl", ())):
            at |= {b for _, b, r in w.links.get(head, {"pos": ()})["pos"] if r in roles}
        at |= {i for i, y in enumerate(w.labels.get("control", ())) if y != "O"}
        return [i for i in at if w.tokens[i][2] in (1, 2) and w.labels["phrase"][i] != "O" and word(w, i)[:-1].isalpha() and len(word(w, i)) > 3]

    def word(w, i):
        return w.text[w.tokens[i][0]:w.tokens[i][1]]
    places = [(w, words(w)) for w in windows]
    pool = sorted({word(w, i) for w, at in places for i in at})
    out = []
    for w, at in places:
        if not at or rng.random() > share:
            out.append(w)
            continue
        other = {word(w, i): rng.choice(pool) for i in sorted(at)}
        x = Window(w.text, [(t[0], t[1], t[2], other.get(word(w, i), word(w, i))) for i, t in enumerate(w.tokens)], w.sents)
        x.labels, x.links, x.tree = w.labels, w.links, w.tree
        out.append(x)
    return out


def read_attribution(program, share, seed=3):
    items = load("attribution", "train.jsonl")
    rng, out = random.Random(seed), []
    for o, tok in zip(items, tokenise(items, program)):
        for w in windows(o, tok, 150):
            if rng.random() > share:
                continue
            here = [a for a in o["gold"] if any(inside(w, s) for s in a["cue"])]
            w.bio("acue", [(s, "X") for a in here for s in a["cue"]])
            link = w.link("attr")
            for a in here:
                t = next((w.first(s) for s in a["cue"] if inside(w, s)), None)
                if t is None:
                    continue
                link["rows"].append(t)
                for part in ("source", "content"):
                    for s in a[part]:
                        for x in w.over(s):
                            link["pos"].append((t, x, part))
            out.append(w)
    return out


def read_event_place(program):
    texts = {}
    for o in load("event-place", "train.jsonl"):
        texts.setdefault(o["text"], []).append(o)
    items, out = [{"text": t} for t in texts], []
    for o, tok in zip(items, tokenise(items, program)):
        w = windows(o, tok, 200)[0]
        link = w.link("evplace")
        for v in texts[o["text"]]:
            t = w.first(v["verb"])
            if t is None:
                continue
            link["rows"].append(t)
            link["pos"] += [(t, w.last(s), "place") for s in v["gold"] if w.last(s) is not None]
        out.append(w)
    return out


def read_negation(program):
    items, out = load("negation", "train.jsonl"), []
    rng = random.Random(2)
    for o, tok in zip(items, tokenise(items, program)):
        if not o["gold"] and rng.random() > 0.3:
            continue
        w = windows(o, tok)[0]
        w.bio("negcue", [(s, "X") for n in o["gold"] for s in n["cue"]])
        link = w.link("negscope")
        for n in o["gold"]:
            t = w.first(n["cue"][0])
            if t is not None:
                link["rows"].append(t)
                link["pos"] += [(t, x, "scope") for s in n["scope"] for x in w.over(s)]
        out.append(w)
    return out


def read_names(program):
    out = []
    for name in ("wikigold.train.jsonl", "wnut17.train.jsonl"):
        items = load("ner", name)
        rng = random.Random(4)
        for o, tok in zip(items, tokenise(items, program)):
            if name.startswith("wnut") and not o["gold"] and rng.random() > 0.3:
                continue
            for w in windows(o, tok):
                w.bio("ner", [(s[:2], s[2]) for s in o["gold"]])
                out.append(w)
    return out


def read_re3d(program):
    items, out = load("mentions", "train.jsonl"), []
    for o, tok in zip(items, tokenise(items, program)):
        for w in windows(o, tok):
            w.bio("re3d", [(s[:2], s[2]) for s in o["gold"]["entities"] if inside(w, s)])
            out.append(w)
    return out


def read_plover(program, keep=lambda o: True):
    items, out = [o for o in load("plover", "train.jsonl") if keep(o)], []
    for o, tok in zip(items, tokenise(items, program)):
        w = windows(o, tok, 230)[0]
        a, b = o["source"] and w.last(o["source"]), o["target"] and w.last(o["target"])
        if a is None:
            continue
        row = w.fill("plover", None)
        row[a] = o["gold"]
        if b is not None:
            row[b] = None
            w.link("pair")["rows"].append(a)
            w.link("pair")["pos"].append((a, b, o["gold"]))
        out.append(w)
    return out


def wiki_type(kind):
    return ".".join(kind.lower().split(".")[:2])


def read_wikievents(program, files=("train.jsonl",)):
    out = []
    for name in files:
        items = load("wikievents", name)
        for o, tok in zip(items, tokenise(items, program)):
            for w in windows(o, tok, 170):
                kind, link = w.fill("wtype", "O"), w.link("warg")
                for e in o["gold"]:
                    t = w.first(e["trigger"]) if inside(w, e["trigger"]) else None
                    if t is None:
                        continue
                    kind[t] = wiki_type(e["type"])
                    link["rows"].append(t)
                    for a in e["arguments"]:
                        for s in [a["span"]] + a.get("coref", []):
                            if s and inside(w, s) and w.last(s) is not None:
                                link["pos"].append((t, w.last(s), a["role"].lower()))
                if name == "train.jsonl" or link["rows"]:
                    out.append(w)
    return out


def read_muc(program, share=0.35):
    rng, out = random.Random(9), []
    items = load("muc4", "train.jsonl")
    for o, tok in zip(items, tokenise(items, program)):
        spans = []
        for t in o["gold"]:
            if not isinstance(t, dict):
                continue
            for role in ("perp_ind", "perp_org", "target", "victim", "weapon"):
                for entity in t.get(role) or []:
                    for m in entity:
                        if isinstance(m, list) and m[1] is not None:
                            spans.append(([m[1], m[1] + len(m[0])], role))
        for w in windows(o, tok, 170):
            here = [s for s in spans if inside(w, s[0])]
            if here and rng.random() < 2 * share or rng.random() < share / 4:
                w.bio("muc", here)
                out.append(w)
    return out


def read_coref(program):
    items, out = load("coref", "train.jsonl"), []
    for o, tok in zip(items, tokenise(items, program)):
        for w in windows(o, tok, 200):
            row = w.link("coref")
            for chain in o["gold"]:
                here = sorted((s for s in chain if inside(w, s) and w.last(s) is not None), key=lambda s: (s[0], -s[1]))
                for n, s in enumerate(here):
                    row["rows"].append(w.first(s))
                    if n:
                        row["pos"] += [(w.first(s), w.first(p), "same") for p in here[:n] if w.first(p) != w.first(s)]
            out.append(w)
    return out


def read_ud_extra():
    extra = {}
    for o in load("factuality", "train.jsonl"):
        extra.setdefault(o["id"], {})["facts"] = o["gold"]
    for o in load("ner", "gum.train.jsonl"):
        extra.setdefault(o["id"], {})["names"] = o["gold"]
    return extra
