"""What `sitrep read` says of one text (sitrep.report/1), with the few questions that the converters ask."""


class Report:
    def __init__(self, o):
        self.o, self.text = o, o["text"]
        self.things = {x["id"]: x for part in ("actors", "places", "events", "figures") for x in o.get(part, [])}

    def list(self, part):
        return self.o.get(part, [])

    def actor(self, i):
        return self.things.get(i) or {}

    def phrase(self, thing, local=None):
        """All spans by which the thing is mentioned, the local one first; None if there is none."""
        out = [local] if local else []
        for m in (self.things.get(thing) or {}).get("mentions", []):
            if m["span"] and m["span"] not in out:
                out.append(m["span"])
        return out or None

    def phrases(self, things, locals_):
        out = [self.phrase(t, locals_[k] if k < len(locals_) else None) for k, t in enumerate(things)]
        return [p for p in out if p]

    def source(self, record):
        """The nearest speaker of a record, None if nobody is named."""
        for s in record.get("sources", [])[:1]:
            return self.phrase(s["actor"], s["span"])
        return None

    def source_span(self, record):
        return next((s["span"] for s in record.get("sources", []) if s["span"]), None)


def asserted(record):
    """How a change of control is put, in the terms of task control."""
    stance = record["stance"]
    if stance["polarity"] != "affirmed":
        return "denied"
    if stance["realis"] == "attempted":
        return "attempted"
    if stance["realis"] in ("planned", "conditional", "hypothetical") or stance["when"] == "future":
        return "planned"
    return "claimed" if stance["certainty"] in ("claimed", "reported") else "asserted"


def certainty(record):
    """How a figure is put, in the terms of tasks casualties and records."""
    stance = record["stance"]
    if stance["polarity"] != "affirmed":
        return "denied"
    return {"claimed": "claimed", "reported": "claimed", "estimated": "estimated", "possible": "unknown"}.get(stance["certainty"], "asserted")
