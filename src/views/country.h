/* country.h: what the layouts of others call a country: the rows of data/country_codes.tsv, which names their sources.
 * They are built in, not read, for the views of a database need no data folder. */
#ifndef SITREP_VIEWS_COUNTRY_H
#define SITREP_VIEWS_COUNTRY_H

typedef struct country_row {
    const char *alpha3, *alpha2;
    int numeric;
    const char *name;
    int gwno;               /* 0: unknown here */
    const char *fips;       /* "" : unknown here */
    const char *region;     /* ACLED's name, or NULL */
    const char *ged_region; /* or NULL */
} country_row;

/* By alpha-3 code; NULL for NULL and for no code. Cost: logarithmic. */
const country_row *country_of(const char *alpha3);

#endif
