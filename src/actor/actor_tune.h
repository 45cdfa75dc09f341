/* actor_tune.h: constants of the actor stage. First values, set by hand on our own test sentences; not yet fitted. */
#ifndef SITREP_ACTOR_ACTOR_TUNE_H
#define SITREP_ACTOR_ACTOR_TUNE_H

enum {
    ACTOR_LOOK_BACK = 80,      /* phrases that coreference looks back over */
    ACTOR_NAME_BACK = 2000,    /* phrases that a surname looks back and ahead over */
    ACTOR_MAX_ALIASES = 256,   /* names that one text may introduce */
    ACTOR_SPORT_WORDS = 3,     /* words of sport that make a report one on sport */
    ACTOR_PRONOUN_SENTS = 3,   /* sentences that a pronoun reaches back */
    ACTOR_NOMINAL_SENTS = 12,  /* sentences that a description reaches back */
    ACTOR_ANTECEDENT_PERCENT = 50 /* the model's antecedent is followed from this score on */
};
#define ACTOR_SCORE_NAME 0.95f     /* a registry name */
#define ACTOR_SCORE_METONYM 0.80f  /* a city for its government */
#define ACTOR_SCORE_COMPOSED 0.85f /* "US forces" */
#define ACTOR_SCORE_OWN_NAME 0.75f /* a name that the registry does not know */
#define ACTOR_SCORE_NOMINAL 0.60f  /* a description */
#define ACTOR_SCORE_RELATION 0.70f
#define ACTOR_COREF_FLOOR 1.0f     /* a description is joined to an earlier actor from this score on */
#define ACTOR_GOVERNED 0.2f        /* loss of an antecedent behind a preposition */
#define ACTOR_COREF_DECAY 0.25f    /* loss a sentence of distance */

#endif
