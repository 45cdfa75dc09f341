# A group that shares its name with a town is no place, unless the words say so; a seat of government is where it stands; a part of a
# longer name is not that part's namesake; a side of the world is no region of Cameroon.
for text in "A spokesman for Hamas denied it." "Fighting broke out in Azov." "He met Biden at the White House." \
    "Militants killed twelve civilians in Deir ez-Zor, a local activist said." "Prayers in Kafar Hamra were cancelled." \
    "Tensions rose between the West and Iran." "Santa Fe, the club from Bogotá, beat Junior." \
    "Airport and base in Iraqi hands, army says."; do
    echo "$text" | sitrep read - --date 2030-05-03 |
        python3 -c 'import json,sys; print([(p["name"], p["country"]) for p in json.load(sys.stdin)["places"]])'
done
