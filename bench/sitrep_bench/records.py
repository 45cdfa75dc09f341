"""Tasks on whole records: records, casualties, control. In: sitrep.report/1."""
from .report import asserted, certainty

# Words of size that are no number: a gold figure is a number phrase.
NO_NUMBER = {"heavy", "light", "high", "low", "huge", "severe", "serious", "significant", "massive", "major", "minor", "large", "unknown", "no"}
HARM = {"killed": "killed", "wounded": "wounded", "captured": "captured", "missing": "missing", "displaced": "displaced",
        "evacuated": "displaced", "casualties": "casualties"}


def has_number(figure):
    return any(figure[k] is not None for k in ("low", "best", "high")) or bool(figure["vague"]) and figure["vague"] not in NO_NUMBER


def stated(things, spans):
    """Only what the event's own words name: a place that context gives has no span there."""
    kept = [(t, s) for t, s in zip(things, spans) if s]
    return [t for t, _ in kept], [s for _, s in kept]


def event(report, e):
    time = e["time"]["span"]
    return {"trigger": e["trigger"], "kind": e["kind"], "mentions": e["mentions"],
            "agents": report.phrases(e["agents"], e["agent_spans"]), "patients": report.phrases(e["patients"], e["patient_spans"]),
            "places": report.phrases(*stated(e["places"], e["place_spans"])), "times": [[time]] if time else [],
            "instruments": [[i["span"]] for i in e["instruments"]],
            "stance": {k: e["stance"][k] for k in ("polarity", "certainty", "when", "realis")},
            "background": e["background"], "source": report.source(e)}


def records(o, report):
    if not report:
        return {}
    figures = [{"span": f["span"], "kind": f["kind"], "low": f["low"], "best": f["best"], "high": f["high"],
                "group": report.phrase(f["group"]["actor"], f["group"]["span"]), "certainty": certainty(f), "source": report.source(f)}
               for f in report.list("figures") if f["span"] and has_number(f)]
    control = [{"change": c["state"], "place": report.phrase(c["place"], c["place_span"]), "holder": report.phrase(c["holder"], c["holder_span"]),
                "from": report.phrase(c["from"], c["from_span"]), "by": report.phrase(c["by"], c["by_span"]),
                "time": [c["time"]["span"]] if c["time"]["span"] else None, "source": report.source(c), "asserted": asserted(c)}
               for c in report.list("control")]
    relations = [{"kind": r["kind"], "from": report.phrase(r["from"], r["from_span"]), "to": report.phrase(r["to"], r["to_span"])}
                 for r in report.list("relations")]
    return {"events": [event(report, e) for e in report.list("events") if e["trigger"]], "figures": figures,
            "control": [c for c in control if c["place"]], "relations": [r for r in relations if r["from"] and r["to"]]}


def casualties(o, report):
    out = []
    for f in report.list("figures") if report else []:
        kind = HARM.get(f["kind"])
        if kind is None or not f["span"] or not has_number(f) or f["unit"] == "items":
            continue
        out.append({"span": f["span"], "kind": kind, "group": f["group"]["text"] or "", "side_group": f["group"]["span"],
                    "low": f["low"], "best": f["best"], "high": f["high"], "source": report.source_span(f), "certainty": certainty(f)})
    return out


def day(time):
    """The date where a clause carries one of its own, to the day, with the year; relative dates are none (control/GUIDE.md 16)."""
    start = time["start"] or ""
    return start if time["basis"] == "stated" and time["precision"] == "day" and len(start) == 10 and start[:1].isdigit() else None


def control(o, report):
    out = []
    for c in report.list("control") if report else []:
        mention = report.phrase(c["place"], c["place_span"])
        if mention:
            out.append({"place": mention[0], "holder": c["holder_span"], "from": c["from_span"], "by": c["by_span"], "change": c["state"],
                        "asserted": asserted(c), "date": day(c["time"]), "source": report.source_span(c)})
    return out
