# Fields of JSON lines by --map, and each record's own error.
# exit: 1
printf '%s\n' '{"b":{"full":"Nothing happened."},"d":"2016-08-11"}' 'not json' '{"b":{"full":"Still nothing."}}' >"${TMPDIR:-/tmp}/sitrep-cli-$$.jsonl"
cd "${TMPDIR:-/tmp}" && mv "sitrep-cli-$$.jsonl" sitrep-cli.jsonl
sitrep read sitrep-cli.jsonl --map text=b.full,date=d --format json >sitrep-cli.out
code=$?
python3 -c '
import json
for line in open("sitrep-cli.out"):
    x = json.loads(line)
    print(x["schema"], x.get("text"), x.get("source", {}).get("published"), x.get("code"))'
rm -f sitrep-cli.jsonl sitrep-cli.out
exit $code
