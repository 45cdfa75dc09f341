# A list of places is a list of changes; a province that only tells where the last one lies is none.
echo "Russian forces captured Loskutivka, Luhansk Oblast, and Toshkivka on 22 June 2022." | sitrep read - --date 2022-06-23 |
    python3 -c 'import json,sys; r=json.load(sys.stdin); p={x["id"]: x["name"] for x in r["places"]}; print([(p[c["place"]], c["state"]) for c in r["control"]])'
