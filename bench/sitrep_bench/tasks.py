"""The table of tasks: which programs read its texts, which function makes its predictions.

A converter gets an object without its gold and what the programs say of it (None where they could not read it), in the order of `uses`:
"annotate" an Annotation, "read" a Report. `whole` converters get all objects at once.
"""
from . import case, events, gsr, layers, muc4, program, records
from .annotation import Annotation
from .report import Report

# What a system may not see, beside "gold".
HIDDEN = ("gold", "conllu", "key", "url")


class Task:
    def __init__(self, convert, uses, whole=False, given=None, note=""):
        self.convert, self.uses, self.whole, self.given, self.note = convert, uses, whole, given, note


def geo_given(o, options):
    return {"spans": [g["span"] for g in o["gold"]]} if options.get("mode") == "resolve" else {}


def entities_given(o, options):
    return {"entities": o["gold"]["entities"]} if options.get("given") == "entities" else {}


def predicates_given(o, options):
    return {"predicates": [g["predicate"] for g in o["gold"]]}


def geo(objects, reports):
    resolved = program.resolve(objects) if objects and "spans" in objects[0] else None
    return resolved or [events.geo_parse(o, r) for o, r in zip(objects, reports)]


TASKS = {
    "records": Task(records.records, ("read",)),
    "casualties": Task(records.casualties, ("read",)),
    "control": Task(records.control, ("read",)),
    "parse": Task(layers.parse, ("annotate",), note="raw text; the program splits words itself"),
    "ner": Task(layers.ner, ("annotate",)),
    "mentions": Task(layers.mentions, ("annotate", "read"), given=entities_given),
    "time": Task(layers.time, ("annotate",)),
    "geo": Task(geo, ("read",), whole=True, given=geo_given),
    "attribution": Task(layers.attribution, ("annotate",)),
    "factuality": Task(layers.factuality, ("annotate",), given=predicates_given),
    "negation": Task(layers.negation, ("annotate",)),
    "event-place": Task(layers.event_place, ("annotate", "read")),
    "plover": Task(gsr.plover, ("annotate", "read")),
    "gsr": Task(gsr.gsr, ("annotate", "read")),
    "case": Task(case.case, ("read",)),
    "muc4": Task(muc4.muc4, ("annotate", "read")),
    "wikievents": Task(events.wikievents, ("annotate", "read")),
    "coref": Task(layers.coref, ("annotate",)),
    "coref-events": Task(events.coref_events, ("annotate",), whole=True),
}


def inputs(objects, task, options):
    """What a system gets: the objects without the gold, with what the task gives (spans of toponyms, predicates, entities)."""
    out = []
    for o in objects:
        seen = {k: v for k, v in o.items() if k not in HIDDEN}
        if task.given and "gold" in o:
            seen.update({k: v for k, v in task.given(o, options).items() if k not in seen})
        out.append(seen)
    return out


WRAP = {"annotate": lambda objects: [Annotation(o) if o else None for o in program.annotate(objects)],
        "read": lambda objects: [Report(o) if o else None for o in program.read(objects)]}


def read_texts(uses, objects):
    """Each text is read once, however many objects share it (event-place, casualties and control repeat texts)."""
    first = {}
    for n, o in enumerate(objects):
        first.setdefault((o["text"], o.get("date"), o.get("outlet")), n)
    order = sorted(first.values())
    where = {n: k for k, n in enumerate(order)}
    back = [where[first[o["text"], o.get("date"), o.get("outlet")]] for o in objects]
    out = []
    for use in uses:
        said = WRAP[use]([objects[n] for n in order])
        out.append([said[k] for k in back])
    return out


def predict(name, objects, options):
    """[{"id", "pred"}] for benchmark objects (with their gold, which is taken off here)."""
    task = TASKS[name]
    seen = inputs(objects, task, options)
    said = read_texts(() if name == "geo" and options.get("mode") == "resolve" else task.uses, seen)
    if task.whole:
        preds = task.convert(seen, *(said or [[None] * len(seen)]))
    else:
        preds = [task.convert(o, *(s[i] for s in said)) for i, o in enumerate(seen)]
    return [{"id": o["id"], "pred": p} for o, p in zip(objects, preds)]
