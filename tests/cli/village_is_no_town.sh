# An unnamed village near a town is not that town: nobody holds Mosul by it.
folder=$(mktemp -d)
printf '%s\n' "# Police take hilltop village south of Mosul airport" "" "The police said so on Monday. Mosul is held by militants." > "$folder/a.md"
sitrep add "$folder/a.db" "$folder/a.md" --date 2017-02-20 >/dev/null 2>&1
sitrep brief "$folder/a.db" --format text | grep -c "Capture of Mosul by"
rm -r "$folder"
