/* place_tune.h: every constant of the place stage that was set by an experiment or by a limit of the image. */
#ifndef SITREP_PLACE_PLACE_TUNE_H
#define SITREP_PLACE_PLACE_TUNE_H

enum {
    PLACE_MAX_KEY = 128,       /* bytes of a folded name with its NUL; longer names are cut and so never met */
    PLACE_MAX_WORDS = 7,       /* words of the longest name tried in a text */
    PLACE_MAX_CANDIDATES = 64, /* candidates kept of one name: the most populous ones ("San Jose" has 500) */
    PLACE_MAX_TOPONYMS = 2048, /* names of one document that are ranked together; further ones stay open */
    PLACE_GROUND_TOKENS = 5,   /* tokens of the longest name of a street, a bay, a park */
    PLACE_CITY_PEOPLE = 100000, /* a place of so many people is no village */
    PLACE_SITE_KM = 60,        /* a described site is taken for the gazetteer's of that name within this distance of its town */
    PLACE_MAX_WITNESSES = 128, /* different places of one document that tell of the others: bounds the cost of a long list */
    PLACE_OWN_TOWN_KM = 150,   /* a province and its town of the same name are this near */
    PLACE_FAR_KM = 500,        /* a place in another country, and farther than this from the others, has no support by them */
    PLACE_KNOWN_POPULATION = 100000, /* towns larger than this are named in reports from anywhere */
    PLACE_HOME_POPULATION = 2000, /* smaller towns have no paper called after them; ten times as many for an alternate name */
    PLACE_ROUNDS = 3           /* passes of the ranker, each with the choices of the one before */
};

/* Where the model takes a name for a person's or a company's with at least this probability, it is no place. */
#define PLACE_SURE_NAME 0.90f
/* Where it takes a name for a place's with at least this probability, that counts as a sign (geo dev: .80 is as good as any lower one on
 * GeoVirus and better on LGL). */
#define PLACE_LIKELY_NAME 0.80f
/* A town of more people than this is meant by its name even where the report knows a person so called. */
#define PLACE_SURE_POPULATION 1000000u

/* A name whose likeliest place has less than this probability stays open. On the check halves of LGL and GeoVirus
 * about 5 of 1,935 names lie below it and every second of them is wrong; from 0.4 on three in four and more are right. */
#define PLACE_MIN_SCORE 0.35f

/* What being the only town so called adds to the support that an outlet's home has by the report's names, each at most 1. LGL dev,
 * resolve: 0.5 -> 87.5, 0.2 -> 87.4, 0 -> 87.4 (with a list of its outlets, which no other set has: 93.0). */
#define PLACE_HOME_PRIOR 0.5

/* Added to a national capital's score. The training texts are American local news and epidemics, where "Washington" is as
 * often the state; in world news it is the capital. Check halves: LGL 94.1 -> 94.3, GeoVirus 90.0 -> 90.3; LGL tuning half
 * 92.2 -> 91.7. */
#define PLACE_CAPITAL_BONUS 1.6f

#endif
