# The dictionaries of data/ have no errors; a folder without them is one.
sitrep dict lint data | grep -c ' error: '
sitrep dict lint no-such-folder
echo "exit $?"
