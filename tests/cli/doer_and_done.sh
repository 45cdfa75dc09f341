# Nobody is agent and patient of one event by the same words, and nobody takes a place from himself.
printf '%s\n' "The Taliban had captured Mazar-e-Sharif in May, only to be driven out two days later." \
    "The detachment sent from Huliaipole to break into the city was repelled by the Russian defensive line." |
    sitrep read - --date 2022-06-23 |
    python3 -c '
import json, sys
r = json.load(sys.stdin)
print(sum(len(set(map(str, e["agent_spans"])) & set(map(str, e["patient_spans"]))) for e in r["events"]), "twice in one event of", len(r["events"]) > 2)
print(sum(c["holder"] is not None and c["holder"] == c["from"] for c in r["control"]), "from himself")'
