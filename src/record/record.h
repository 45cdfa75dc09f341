/* record.h: the report record (sitrep.report/1) in memory. Spans are UTF-8 bytes of the text; the export boundary turns them
 * into code points. Every array lies in the session's arena. Indices are into the arrays of the same rec_report; -1 = null.
 *
 * What may not be told stays open: NULL strings, index -1, REC_OPEN numbers, empty spans. A field that is set has a span.
 */
#ifndef SITREP_RECORD_RECORD_H
#define SITREP_RECORD_RECORD_H

#include "base/arena.h"
#include "model/mention.h"
#include "text/text.h"

#define REC_OPEN INT64_MIN /* a number that is not stated */

typedef struct rec_ids { /* a short list of indices */
    int32_t *v;
    uint32_t n;
} rec_ids;

typedef struct rec_spans {
    base_span *v;
    uint32_t n;
} rec_spans;

typedef enum rec_how { HOW_NAME = 0, HOW_ALIAS, HOW_NOMINAL, HOW_PRONOUN } rec_how;

typedef struct rec_mention {
    base_span span;
    uint8_t how; /* rec_how */
} rec_mention;

typedef struct rec_actor {
    const char *name;    /* canonical name, or the fullest mention's words */
    const char *ref;     /* "actor:<slug>" or NULL */
    const char *kind;    /* DESIGN.md: state-forces, government, rebel, ... ; NULL: unknown */
    const char *country; /* ISO 3166 alpha-3 or NULL */
    const char *sectors; /* PLOVER sectors, comma-separated, or NULL */
    const char *cameo;   /* CAMEO actor code or NULL */
    const char *acled_inter; /* ACLED inter label or NULL */
    int32_t side_of;     /* actor index or -1 */
    rec_mention *mentions;
    uint32_t n_mentions;
    float score;
} rec_actor;

typedef struct rec_place {
    const char *name;
    const char *ref;     /* "geonames:<n>", "site:<slug>" or NULL */
    const char *feature; /* GeoNames feature code ("PPL"), or a site kind ("airport"), or NULL */
    bool located;        /* lat_deg, lon_deg hold a value */
    double lat_deg, lon_deg; /* WGS 84 */
    const char *admin1;
    const char *country; /* ISO 3166 alpha-3 or NULL */
    int32_t within;      /* place index or -1 */
    const char *precision; /* site|town|district|province|country or NULL */
    rec_mention *mentions;
    uint32_t n_mentions;
    float score;
    const char *why;          /* the reason in words, for explain */
    const char *alternatives; /* runners-up, JSON array text, or NULL */
} rec_place;

/* An EDTF interval with what it rests on. */
typedef struct rec_time {
    const char *start, *end; /* EDTF ("2016-08-01", "XXXX-05-12"), ".." for open ends, NULL unknown */
    const char *precision;   /* day|week|month|season|year|none */
    const char *basis;       /* stated|relative|published|none */
    base_span span;
} rec_time;

typedef enum rec_polarity { POL_AFFIRMED = 0, POL_DENIED, POL_RETRACTED } rec_polarity;
typedef enum rec_certainty { CERT_ASSERTED = 0, CERT_CLAIMED, CERT_REPORTED, CERT_ESTIMATED, CERT_POSSIBLE } rec_certainty;
typedef enum rec_when { WHEN_PAST = 0, WHEN_ONGOING, WHEN_FUTURE } rec_when;
typedef enum rec_realis {
    REALIS_ACTUAL = 0, REALIS_PLANNED, REALIS_ATTEMPTED, REALIS_CONDITIONAL, REALIS_HYPOTHETICAL, REALIS_GENERIC
} rec_realis;

typedef struct rec_stance {
    uint8_t polarity, certainty, when, realis;
    base_span condition;
} rec_stance;

typedef struct rec_source {
    int32_t actor;    /* or -1 */
    const char *name; /* the words, or the actor's name */
    base_span cue, span;
    int32_t via; /* actor index: the medium it was said to, or -1 */
} rec_source;

typedef struct rec_evidence { /* field -> the words it came from */
    const char *field;
    base_span span;
} rec_evidence;

typedef struct rec_because {
    const char *rule; /* name of the rule or model head, static or in the arena */
    rec_evidence *evidence;
    uint32_t n_evidence;
    const char *alternatives; /* JSON array text or NULL */
} rec_because;

typedef struct rec_event {
    const char *kind;       /* data/ontology.tsv */
    const char *acled_kind; /* the kind whose ACLED columns hold, where they are not its own; or NULL */
    base_span trigger;
    rec_spans mentions; /* further trigger words of the same event */
    rec_ids agents, patients, beneficiaries;
    const char *agent_status; /* stated|unknown|unstated */
    rec_spans instruments;
    rec_ids places;
    rec_time time;
    rec_stance stance;
    rec_source *sources;
    uint32_t n_sources;
    bool background;
    const char *sphere; /* conflict|politics|crime|accident|disaster */
    int32_t of;         /* event index: the strike that killed; or -1 */
    rec_ids figures;
    float score;
    rec_because because;
    /* the phrases as the text has them, for views and evaluation: one a member of agents, patients, places */
    base_span *agent_spans, *patient_spans, *place_spans;
} rec_event;

typedef struct rec_figure {
    const char *kind; /* killed|wounded|casualties|captured|freed|missing|displaced|evacuated|strength|strikes|equipment|other */
    int32_t actor;    /* whose */
    base_span group;  /* the words that name the group */
    const char *unit; /* persons|households|items */
    int64_t low, best, high; /* or REC_OPEN */
    const char *vague;       /* "heavy", "dozens", ... or NULL */
    int32_t of;              /* figure index or -1 */
    int32_t event, place;    /* or -1 */
    rec_time time;
    rec_stance stance;
    rec_source *sources;
    uint32_t n_sources;
    base_span span;
    float score;
    rec_because because;
} rec_figure;

typedef struct rec_control {
    int32_t place;        /* index */
    base_span place_span;
    const char *extent;   /* whole|part or NULL */
    int32_t holder, from, by; /* actor indices or -1 */
    base_span holder_span, from_span, by_span;
    const char *state;    /* captured|lost|held|contested|besieged|withdrawn|handed-over */
    rec_time time;
    rec_stance stance;
    rec_source *sources;
    uint32_t n_sources;
    base_span span;
    float score;
    rec_because because;
} rec_control;

typedef struct rec_relation {
    const char *kind;
    int32_t from, to; /* actor indices, never -1 */
    base_span from_span, to_span;
    rec_time time;
    rec_stance stance;
    rec_source *sources;
    uint32_t n_sources;
    base_span span;
    float score;
    rec_because because;
} rec_relation;

typedef struct rec_statement {
    int32_t speaker; /* actor index or -1 */
    const char *role; /* "spokesman for ..." as the text has it, or NULL */
    bool quote;
    base_span speaker_span, content, cue;
    const char *medium; /* "statement", "interview", ... or NULL */
    int32_t venue;      /* actor index or -1 */
    base_span venue_span;
    rec_ids about; /* events */
    rec_time time;
} rec_statement;

typedef struct rec_warning {
    const char *code, *message;
    base_span span;
} rec_warning;

/* What is known beside the text: copies of sitrep_source's strings, in the arena. */
typedef struct rec_origin {
    const char *uri, *outlet, *title, *author, *published, *retrieved, *language;
} rec_origin;

typedef struct rec_report {
    char id[33];
    rec_origin origin;
    text_doc doc;
    rec_actor *actors;
    uint32_t n_actors;
    size_t cap_actors; /* arrays grow with arena_grow; use the adders below */
    rec_place *places;
    uint32_t n_places;
    size_t cap_places;
    rec_event *events;
    uint32_t n_events;
    size_t cap_events;
    rec_figure *figures;
    uint32_t n_figures;
    size_t cap_figures;
    rec_control *control;
    uint32_t n_control;
    size_t cap_control;
    rec_relation *relations;
    uint32_t n_relations;
    size_t cap_relations;
    rec_statement *statements;
    uint32_t n_statements;
    size_t cap_statements;
    rec_warning *warnings;
    uint32_t n_warnings;
    size_t cap_warnings;
    base_arena *arena;
} rec_report;

/* Adders: a zeroed member whose indices are -1 and whose numbers are REC_OPEN, or NULL when there is no memory. The pointer
 * is valid until the next add of the same kind. */
rec_actor *rec_add_actor(rec_report *r);
rec_place *rec_add_place(rec_report *r);
rec_event *rec_add_event(rec_report *r);
rec_figure *rec_add_figure(rec_report *r);
rec_control *rec_add_control(rec_report *r);
rec_relation *rec_add_relation(rec_report *r);
rec_statement *rec_add_statement(rec_report *r);
sitrep_status rec_add_warning(rec_report *r, const char *code, const char *message, base_span span);

/* Adds a mention to an actor or place unless that span is there already; keeps them in text order. errors: NOMEM. */
sitrep_status rec_mention_actor(rec_report *r, int32_t actor, base_span span, rec_how how);
sitrep_status rec_mention_place(rec_report *r, int32_t place, base_span span, rec_how how);

/* The actor (place) of the smallest mention that overlaps span, or -1. */
int32_t rec_actor_at(const rec_report *r, base_span span);
int32_t rec_place_at(const rec_report *r, base_span span);

const char *rec_polarity_name(uint8_t v);
const char *rec_certainty_name(uint8_t v);
const char *rec_when_name(uint8_t v);
const char *rec_realis_name(uint8_t v);

#endif
