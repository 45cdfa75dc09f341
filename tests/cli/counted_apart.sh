# Two raids with numbers of their own are two events, one that is told again is one.
count='import json,sys; print(sum(e["kind"] == "airstrike" for e in json.load(sys.stdin)["events"]))'
echo "Six airstrikes hit depots near Tadef and killed 26 fighters. Four airstrikes hit a convoy near Kabaw and killed 15." |
    sitrep read - --date 2030-05-03 | python3 -c "$count"
echo "Six airstrikes hit depots near Tadef on Friday. The six airstrikes killed 26 fighters." |
    sitrep read - --date 2030-05-03 | python3 -c "$count"
