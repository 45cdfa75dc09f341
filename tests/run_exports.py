#!/usr/bin/env python3
"""Every export is read back as its users read it: by the csv and json modules, and by pandas, GDAL's ogrinfo or DuckDB where they are
installed. Column names and order are those of each scheme; what a column may hold is checked on every row."""
import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

ROOT = os.environ.get("SITREP_SOURCE") or os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SITREP = os.environ.get("SITREP") or os.path.join(ROOT, "build", "sitrep")
COLUMNS = {
    "acled": "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 actor2 "
             "assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude longitude "
             "geo_precision source source_scale notes fatalities tags timestamp",
    "ged": "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id dyad_new_id "
           "dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources source_article source_office "
           "source_date source_headline source_original where_prec where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt "
           "priogrid_gid country country_id region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians "
           "deaths_unknown best high low gwnoa gwnob",
    "phoenix": "EventID Date Year Month Day SourceActorFull SourceActorEntity SourceActorRole SourceActorAttribute TargetActorFull "
               "TargetActorEntity TargetActorRole TargetActorAttribute EventCode EventRootCode PentaClass GoldsteinScore Issues Lat Lon "
               "LocationName StateName CountryCode SentenceID URLs NewsSources",
    "hxl": "#event+code #date+occurred #date+year #event+type #event+type+sub #group+name+first #group+name+first+assoc #group+name+second "
           "#group+name+second+assoc #region+name #country+name #country+code #adm1+name #adm2+name #adm3+name #loc+name #geo+lat #geo+lon "
           "#meta+source #description #affected+killed",
}
POLECAT = ("Event ID,Event Date,Event Type,Event Mode,Intensity,Quad Code,Contexts,Actor Name,Actor Country,Actor COW,Primary Actor Sector,"
           "Actor Sectors,Actor Title,Actor Name Raw,Wikipedia Actor ID,Recipient Name,Recipient Country,Recipient COW,Primary Recipient Sector,"
           "Recipient Sectors,Recipient Title,Recipient Name Raw,Wikipedia Recipient ID,Placename,City,District,Province,Country,Latitude,"
           "Longitude,GeoNames ID,Raw Placename,Feature Type,Source,Publication Date,Story People,Story Organizations,Story Locations,Language,"
           "Version").split(",")
failed = 0


def check(name, ok, why=""):
    global failed
    print(("ok exports " if ok else "FAIL exports ") + name + ("" if ok else ": " + str(why)[:300]))
    failed += not ok


def sitrep(*args, code=0):
    p = subprocess.run([SITREP, *args], capture_output=True)
    if p.returncode != code:
        check(" ".join(args[:1] + args[2:]), False, (p.returncode, p.stderr))
    return p.stdout.decode("utf-8")


def rows_of(text, sep=","):
    return list(csv.reader(io.StringIO(text), delimiter=sep, quoting=csv.QUOTE_NONE if sep == "\t" else csv.QUOTE_MINIMAL))


def number(s):
    return s == "" or re.fullmatch(r"-?\d+(\.\d+)?", s) is not None


def check_layouts(db, level):
    for name, columns in COLUMNS.items():
        sep = "\t" if name == "phoenix" else ","
        rows = rows_of(sitrep("export", db, "--as", name, "--level", level), sep)
        check(f"{name} {level} columns", rows[0] == columns.split(), rows[0])
        check(f"{name} {level} shape", len(rows) > 1 and all(len(r) == len(rows[0]) for r in rows), [len(r) for r in rows])
    rows = rows_of(sitrep("export", db, "--as", "polecat", "--level", level), "\t")
    check(f"polecat {level} columns", rows[0] == POLECAT and len(POLECAT) == 40 and all(len(r) == 40 for r in rows))
    rows = rows_of(sitrep("export", db, "--as", "gdelt", "--level", level), "\t")
    check(f"gdelt {level} shape", len(rows) > 1 and all(len(r) == 61 for r in rows), [len(r) for r in rows])
    check(f"gdelt {level} values", all(re.fullmatch(r"\d{8}", r[1]) and r[29] in "1234" and -10 <= float(r[30]) <= 10 for r in rows), rows[0])
    for row in csv.DictReader(io.StringIO(sitrep("export", db, "--as", "acled", "--level", level))):
        check(f"acled {level} {row['event_id_cnty']}", re.fullmatch(r"\d{4}-\d\d-\d\d", row["event_date"]) and row["time_precision"] in "123"
              and row["geo_precision"] in "123" and row["fatalities"].isdigit() and number(row["latitude"]) and number(row["longitude"])
              and row["disorder_type"] in ("Political violence", "Demonstrations", "Strategic developments")
              and "not verified" in row["notes"], row)
    for row in csv.DictReader(io.StringIO(sitrep("export", db, "--as", "ged", "--level", level))):
        parts = sum(int(row[k]) for k in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"))
        check(f"ged {level} {row['id']}", parts == int(row["best"]) > 0 and int(row["low"]) <= int(row["best"]) <= int(row["high"])
              and row["type_of_violence"] in "123" and 1 <= int(row["where_prec"]) <= 7 and 1 <= int(row["date_prec"]) <= 5, row)


def check_tools(db, folder):
    geo = json.loads(sitrep("export", db, "--as", "geojson"))
    check("geojson", geo["type"] == "FeatureCollection" and all(f["geometry"] is None or len(f["geometry"]["coordinates"]) == 2 for f in geo["features"]))
    lines = [json.loads(line) for line in sitrep("incidents", db, "--format", "jsonl").splitlines()]
    check("incidents jsonl", lines and all(x["schema"] == "sitrep.incident/1" for x in lines))
    viina = rows_of(sitrep("export", db, "--as", "viina"))
    check("viina", viina[0][:7] == "geonameid name asciiname alternatenames longitude latitude feature_code".split() and len(viina[0]) > 7)
    keri = [r for r in viina if r[1] == "Keri"]
    check("viina status", len(keri) == 1 and keri[0][7] == "Free Valley Front" and keri[0][-1] == "government army", keri)
    html = sitrep("brief", db, "--format", "html")
    body = html[html.index("<svg"):html.rindex("</svg>") + 6]
    for svg in re.findall(r"<svg.*?</svg>", body, re.S):
        ET.fromstring(svg)
    check("brief is one file", "src=" not in html and "http" not in html and html.count("<svg") == 2)
    acled = os.path.join(folder, "a.csv")
    open(acled, "w", encoding="utf-8").write(sitrep("export", db, "--as", "acled"))
    n = len(lines)
    check("compare with itself", f"in both: {n} (100%" in sitrep("compare", db, acled), sitrep("compare", db, acled))
    ged = os.path.join(folder, "g.csv")
    open(ged, "w", encoding="utf-8").write(sitrep("export", db, "--as", "ged"))
    check("compare with ged", sitrep("compare", db, ged).startswith("UCDP GED file: 3 rows"), sitrep("compare", db, ged))
    try:
        import pandas
        frame = pandas.read_csv(acled)
        check("pandas", len(frame) == n and list(frame.columns) == COLUMNS["acled"].split())
    except ImportError:
        print("skipped exports pandas: not installed")
    path = os.path.join(folder, "i.geojson")
    open(path, "w", encoding="utf-8").write(json.dumps(geo))
    if shutil.which("ogrinfo"):
        p = subprocess.run(["ogrinfo", "-so", "-al", path], capture_output=True, text=True)
        check("ogrinfo", p.returncode == 0 and f"Feature Count: {len(geo['features'])}" in p.stdout, p.stdout + p.stderr)
    else:
        print("skipped exports ogrinfo: not installed")


def main():
    if not os.path.exists(SITREP):
        print("skipped: no program at", SITREP)
        return 77
    with tempfile.TemporaryDirectory() as folder:
        db = os.path.join(folder, "v.db")
        sitrep("add", db, "--records", os.path.join(ROOT, "tests/data/records/valley.jsonl"), "--quiet")
        for level in ("incident", "report"):
            check_layouts(db, level)
        check_tools(db, folder)
        # A cell that a spreadsheet would run is made text.
        row = json.loads(open(os.path.join(ROOT, "tests/data/records/valley.jsonl"), encoding="utf-8").readline())
        row["actors"][0]["name"] = "=HYPERLINK(1)"
        row["id"], row["text"] = "f" * 32, row["text"] + " "
        path = os.path.join(folder, "evil.jsonl")
        open(path, "w", encoding="utf-8").write(json.dumps(row) + "\n")
        sitrep("add", os.path.join(folder, "evil.db"), "--records", path, "--quiet")
        text = sitrep("export", os.path.join(folder, "evil.db"), "--as", "acled")
        check("no formulas", "'=HYPERLINK(1)" in text and ",=HYPERLINK" not in text, text)
        sitrep("export", db, "--as", "excel", code=2)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
