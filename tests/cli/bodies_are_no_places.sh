# A group that shares its name with a town is no place, unless the words say so; a seat of government is where it stands.
for text in "A spokesman for Hamas denied it." "Fighting broke out in Azov." "He met Biden at the White House."; do
    echo "$text" | sitrep read - --date 2030-05-03 |
        python3 -c 'import json,sys; print([(p["name"], p["country"]) for p in json.load(sys.stdin)["places"]])'
done
