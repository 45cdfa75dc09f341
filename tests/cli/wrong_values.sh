# exit: 2
# What the commands that read documents say of values that they cannot take, each with exit code 2.
for words in "read x.txt --threads many" "read x.txt --format xml" "annotate x.txt --threads=-1" "explain x.txt 3 4" \
    "explain x.txt third" "explain x.txt --document 0" "explain x.txt --map nothing" "explain --date 2016-08-11" "add war.db" "add war.db --quiet"; do
    sitrep $words
    code=$?
    [ $code = 2 ] || exit $code
done
exit 2
