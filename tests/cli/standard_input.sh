# '-' reads standard input; a date given by an option wins.
printf 'Nothing happened here.' | sitrep read - --date 2016-08-11 --outlet 'The Paper' --format json |
    python3 -c 'import json, sys; x = json.load(sys.stdin); print(x["schema"], x["source"], x["text"], x["sentences"])'
