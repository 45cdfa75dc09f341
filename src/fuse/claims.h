/* claims.h: what one report claims, taken from its record (JSON, schema sitrep.report/1), for fusion and the views of many
 * reports. The record's JSON is the stored truth; this is its reading in memory.
 *
 *     claim_report r;
 *     if (claims_read(&arena, json, n, &r, &err) != SITREP_OK) ...
 *     for (uint32_t i = 0; i < r.n_events; i++) puts(r.events[i].kind);
 *
 * in -> out: JSON bytes -> structs in the arena. Invariants: every index is -1 or within its array; `within`, `side_of` and
 * `of` chains have no cycle; spans lie inside the text, in code points. Unknown keys are passed over, unknown words in a
 * closed list (polarity, ...) fall back to the first. Strings are UTF-8 without NUL.
 */
#ifndef SITREP_FUSE_CLAIMS_H
#define SITREP_FUSE_CLAIMS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"

#define CLAIM_OPEN INT64_MIN /* a number that is not stated */

enum claim_polarity { CLAIM_AFFIRMED = 0, CLAIM_DENIED, CLAIM_RETRACTED };
enum claim_realis { CLAIM_ACTUAL = 0, CLAIM_PLANNED, CLAIM_ATTEMPTED, CLAIM_CONDITIONAL, CLAIM_HYPOTHETICAL, CLAIM_GENERIC };
enum claim_when { CLAIM_PAST = 0, CLAIM_ONGOING, CLAIM_FUTURE };

typedef struct claim_span {
    uint32_t b, e; /* code points of the report's text; {0, 0}: none */
} claim_span;

typedef struct claim_ids {
    int32_t *v;
    uint32_t n;
} claim_ids;

typedef struct claim_time {
    const char *start, *end, *precision, *basis; /* as in the record; NULL: unknown */
    claim_span span;
    int32_t first, last; /* days that it may cover (days.h); DAY_UNKNOWN when nothing is said */
    bool exact;          /* one day */
} claim_time;

typedef struct claim_stance {
    uint8_t polarity, realis, when;
    const char *certainty;
} claim_stance;

typedef struct claim_source {
    int32_t actor, via;
    const char *name;
    claim_span cue, span;
} claim_source;

typedef struct claim_sources {
    claim_source *v;
    uint32_t n;
} claim_sources;

typedef struct claim_actor {
    const char *id, *name, *ref, *kind, *country, *cameo, *acled_inter, *sectors; /* sectors: joined with ";" */
    int32_t side_of;
    double score;
    claim_span words; /* its first mention by name, or its first */
} claim_actor;

typedef struct claim_place {
    const char *id, *name, *ref, *feature, *admin1, *country, *precision;
    const char *words; /* how the text names it: its commonest mention by name; NULL: none */
    bool located;
    double lat_deg, lon_deg; /* WGS 84 */
    int32_t within;
    double score;
    claim_span span;
} claim_place;

typedef struct claim_event {
    const char *id, *kind, *sphere;
    const char *plover_event, *plover_mode, *plover_contexts, *cameo, *acled_event, *acled_sub, *agent_status, *because;
    claim_span trigger;
    claim_span *again; /* further words that tell it */
    uint32_t n_again;
    claim_ids agents, patients, places, figures;
    claim_span *place_spans; /* [places.n] the words that name each; {0, 0}: taken from the context */
    claim_time time;
    claim_stance stance;
    claim_sources sources;
    bool background;
    int32_t of;
    double score;
} claim_event;

typedef struct claim_figure {
    const char *id, *kind, *unit, *vague, *group_text;
    int32_t actor, event, place, of;
    int64_t low, best, high;
    claim_time time;
    claim_stance stance;
    claim_sources sources;
    claim_span span;
    double score;
} claim_figure;

typedef struct claim_control {
    const char *id, *state, *extent;
    int32_t place, holder, from, by;
    claim_time time;
    claim_stance stance;
    claim_sources sources;
    claim_span span;
    double score;
} claim_control;

typedef struct claim_relation {
    const char *id, *kind;
    int32_t from, to;
    claim_time time;
    claim_stance stance;
    claim_span span;
    double score;
} claim_relation;

typedef struct claim_statement {
    const char *id, *role, *medium;
    int32_t speaker;
    bool quote;
    claim_span content, cue;
} claim_statement;

typedef struct claim_report {
    const char *id, *uri, *outlet, *title, *author, *published, *language, *coded_by;
    const char *text;
    uint32_t n_text; /* bytes */
    uint32_t n_points;
    bool ascii;
    int32_t day; /* of publication, or DAY_UNKNOWN */
    claim_span *sentences;
    uint32_t n_sentences;
    claim_actor *actors;
    uint32_t n_actors;
    claim_place *places;
    uint32_t n_places;
    claim_event *events;
    uint32_t n_events;
    claim_figure *figures;
    uint32_t n_figures;
    claim_control *control;
    uint32_t n_control;
    claim_relation *relations;
    uint32_t n_relations;
    claim_statement *statements;
    uint32_t n_statements;
} claim_report;

/* Reads a record. in: json[0, n_bytes), UTF-8. out: *report, strings and arrays in the arena.
 * errors: FORMAT (not JSON, or another schema; error.byte where known), NOMEM. Thread-safe. Cost: linear. */
sitrep_status claims_read(base_arena *arena, const char *json, size_t n_bytes, claim_report *report, sitrep_error *err);

/* The bytes [*b, *e) of the text under a span of code points. Cost: linear in the text unless it is ASCII. */
void claims_bytes(const claim_report *r, claim_span span, uint32_t *b, uint32_t *e);
/* The words under a span, as a copy in the arena with line breaks as blanks; NULL when the span is unset or no memory. */
const char *claims_words(const claim_report *r, claim_span span, base_arena *arena);
/* The sentence that holds a span, or the span itself. */
claim_span claims_sentence(const claim_report *r, claim_span span);

/* Who an actor is across reports: its ref, or its folded name. Static for the arena's life. */
const char *claims_actor_key(const claim_report *r, int32_t actor, base_arena *arena);
/* The side an actor stands on across reports: the key of the last of its side_of chain, or "state:<country>" for state
 * forces and governments ("state:?" where the country is unknown). */
const char *claims_side_key(const claim_report *r, int32_t actor, base_arena *arena);
/* A place's own key: its ref, or its folded name within its town. */
const char *claims_place_key(const claim_report *r, int32_t place, base_arena *arena);
/* Has it a name, or is it only "the village"? A ref, or a capital letter. */
bool claims_place_is_named(const claim_place *p);
/* The place that is meant: one without a name ("the village") stands for what it lies in, where that is known. A site without a
 * name ("the market") stays itself: it still tells two happenings of one town apart. -1: none. */
int32_t claims_named_place(const claim_report *r, int32_t place);
/* The most specific of an event's places, or -1. */
int32_t claims_main_place(const claim_report *r, claim_ids places);

#endif
