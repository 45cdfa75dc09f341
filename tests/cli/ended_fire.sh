# Who ends fire ceases it; who does not end it goes on, and two words of one trigger are one event.
kinds='import json,sys
r=json.load(sys.stdin)
print(*(e["kind"] + " " + r["text"][e["trigger"][0]:e["trigger"][1]] for e in r["events"] if e["kind"] in ("ceasefire", "shelling", "bombing", "airstrike", "attack")))'
for text in "The army suspended its bombing of Aleppo on Monday." "The rebels halted their attacks on the town of Aleppo on Friday." \
    "The army did not stop shelling Aleppo on Friday." "An air raid on Sirte killed nine people on Friday."; do
    echo "$text" | sitrep read - --date 2030-05-03 | python3 -c "$kinds"
done
