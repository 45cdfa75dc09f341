/* claims_read.c: the record's JSON to claims (claims.h). jansson parses; it takes its memory from malloc and gives it back
 * before this returns. Everything kept is copied to the arena. */
#include <jansson.h>
#include <string.h>

#include "base/fail.h"
#include "base/utf8.h"
#include "fuse/claims.h"
#include "fuse/days.h"

typedef struct reader {
    base_arena *arena;
    claim_report *r;
    bool ok; /* false after a failed allocation */
    const json_t *actors, *places, *events, *figures;
} reader;

/* ---- small parts ------------------------------------------------------------------------------------------------------- */

static const char *copy(reader *x, const char *s, size_t n)
{
    char *p = arena_strndup(x->arena, s, n);
    if (p == NULL) x->ok = false;
    return p;
}

/* A string member, or NULL for null, missing, another type, or a string with NUL inside. */
static const char *get_string(reader *x, const json_t *o, const char *key)
{
    const json_t *v = json_object_get(o, key);
    if (!json_is_string(v)) return NULL;
    size_t n = json_string_length(v);
    const char *s = json_string_value(v);
    if (memchr(s, 0, n) != NULL) return NULL;
    return copy(x, s, n);
}

static double get_number(const json_t *o, const char *key, double otherwise)
{
    const json_t *v = json_object_get(o, key);
    return json_is_number(v) ? json_number_value(v) : otherwise;
}

static int64_t get_int(const json_t *o, const char *key)
{
    const json_t *v = json_object_get(o, key);
    if (json_is_integer(v)) return json_integer_value(v);
    if (json_is_real(v) && json_real_value(v) > -1e15 && json_real_value(v) < 1e15) return (int64_t)json_real_value(v);
    return CLAIM_OPEN;
}

static claim_span span_of(const reader *x, const json_t *v)
{
    claim_span none = {0, 0};
    if (!json_is_array(v) || json_array_size(v) != 2) return none;
    const json_t *b = json_array_get(v, 0), *e = json_array_get(v, 1);
    if (!json_is_integer(b) || !json_is_integer(e)) return none;
    json_int_t vb = json_integer_value(b), ve = json_integer_value(e);
    if (vb < 0 || ve <= vb || ve > (json_int_t)x->r->n_points) return none;
    return (claim_span){(uint32_t)vb, (uint32_t)ve};
}

static claim_span get_span(const reader *x, const json_t *o, const char *key) { return span_of(x, json_object_get(o, key)); }

/* The index of the member of `list` whose "id" equals v, or -1. Records number their members a1, a2, ...: that place is
 * looked at first. */
static int32_t id_index(const json_t *list, const json_t *v)
{
    if (!json_is_string(v) || !json_is_array(list)) return -1;
    const char *id = json_string_value(v);
    size_t n = json_array_size(list), guess = 0;
    for (const char *p = id; *p != '\0'; p++) guess = *p >= '0' && *p <= '9' && guess < 100000000 ? guess * 10 + (size_t)(*p - '0') : guess;
    for (size_t k = 0; k <= n; k++) {
        size_t i = k == 0 ? guess - 1 : k - 1;
        if (i >= n) continue;
        const json_t *have = json_object_get(json_array_get(list, i), "id");
        if (json_is_string(have) && strcmp(json_string_value(have), id) == 0) return (int32_t)i;
    }
    return -1;
}

static int32_t get_index(const json_t *o, const char *key, const json_t *list) { return id_index(list, json_object_get(o, key)); }

static claim_ids get_indices(reader *x, const json_t *o, const char *key, const json_t *list)
{
    claim_ids ids = {NULL, 0};
    const json_t *v = json_object_get(o, key);
    size_t n = json_array_size(v);
    if (n == 0) return ids;
    ids.v = arena_array(x->arena, n, sizeof *ids.v);
    if (ids.v == NULL) {
        x->ok = false;
        return ids;
    }
    for (size_t i = 0; i < n; i++) {
        int32_t at = id_index(list, json_array_get(v, i));
        if (at >= 0) ids.v[ids.n++] = at;
    }
    return ids;
}

/* An array of strings as one, joined with ";". */
static const char *get_list(reader *x, const json_t *o, const char *key)
{
    const json_t *v = json_object_get(o, key);
    if (json_is_string(v)) return get_string(x, o, key);
    size_t n = json_array_size(v), size = 1;
    for (size_t i = 0; i < n; i++) size += json_string_length(json_array_get(v, i)) + 1;
    if (size == 1) return NULL;
    char *s = arena_alloc(x->arena, size), *p = s;
    if (s == NULL) {
        x->ok = false;
        return NULL;
    }
    for (size_t i = 0; i < n; i++) {
        const json_t *m = json_array_get(v, i);
        size_t k = json_string_length(m);
        if (!json_is_string(m) || k == 0 || memchr(json_string_value(m), 0, k) != NULL) continue;
        if (p > s) *p++ = ';';
        memcpy(p, json_string_value(m), k);
        p += k;
    }
    return p > s ? s : NULL;
}

static uint8_t word_in(const json_t *o, const char *key, const char *const *words, uint8_t n)
{
    const json_t *v = json_object_get(o, key);
    for (uint8_t i = 0; json_is_string(v) && i < n; i++)
        if (strcmp(json_string_value(v), words[i]) == 0) return i;
    return 0;
}

static claim_stance get_stance(reader *x, const json_t *o)
{
    static const char *const polarity[] = {"affirmed", "denied", "retracted"};
    static const char *const realis[] = {"actual", "planned", "attempted", "conditional", "hypothetical", "generic"};
    static const char *const when[] = {"past", "ongoing", "future"};
    const json_t *s = json_object_get(o, "stance");
    claim_stance out = {word_in(s, "polarity", polarity, 3), word_in(s, "realis", realis, 6), word_in(s, "when", when, 3),
                        get_string(x, s, "certainty")};
    return out;
}

/* "a/b" may stand in start as well as start and end apart. */
static claim_time get_time(reader *x, const json_t *o)
{
    claim_time t = {0};
    const json_t *v = json_object_get(o, "time");
    t.start = get_string(x, v, "start");
    t.end = get_string(x, v, "end");
    t.precision = get_string(x, v, "precision");
    t.basis = get_string(x, v, "basis");
    t.span = get_span(x, v, "span");
    t.first = t.last = DAY_UNKNOWN;
    int32_t a, b, c, d;
    const char *slash = t.start != NULL ? strchr(t.start, '/') : NULL;
    const char *end = t.end != NULL ? t.end : slash != NULL ? slash + 1 : NULL;
    bool has_start = days_of_edtf(t.start, &a, &b), has_end = end != NULL && days_of_edtf(end, &c, &d);
    bool open_end = end != NULL && strncmp(end, "..", 2) == 0;
    if (has_start) {
        t.first = a;
        t.last = b;
    }
    if (has_end) {
        if (!has_start) t.first = c;
        t.last = d > t.first ? d : t.first;
    } else if (open_end && has_start && x->r->day != DAY_UNKNOWN && x->r->day > t.last) {
        t.last = x->r->day;
    }
    t.exact = t.first != DAY_UNKNOWN && t.first == t.last;
    return t;
}

static claim_sources get_sources(reader *x, const json_t *o)
{
    claim_sources s = {NULL, 0};
    const json_t *list = json_object_get(o, "sources");
    size_t n = json_array_size(list);
    if (n == 0) return s;
    s.v = arena_array(x->arena, n, sizeof *s.v);
    if (s.v == NULL) {
        x->ok = false;
        return s;
    }
    for (size_t i = 0; i < n; i++) {
        const json_t *m = json_array_get(list, i);
        if (!json_is_object(m)) continue;
        s.v[s.n++] = (claim_source){get_index(m, "actor", x->actors), get_index(m, "via", x->actors),
                                    get_string(x, m, "name"), get_span(x, m, "cue"), get_span(x, m, "span")};
    }
    return s;
}

static double clamp01(double v) { return v > 0 ? v < 1 ? v : 1 : 0; }

/* ---- members ------------------------------------------------------------------------------------------------------------- */

static void read_actor(reader *x, const json_t *o, claim_actor *a)
{
    a->id = get_string(x, o, "id");
    a->name = get_string(x, o, "name");
    a->ref = get_string(x, o, "ref");
    a->kind = get_string(x, o, "kind");
    a->country = get_string(x, o, "country");
    a->cameo = get_string(x, o, "cameo");
    a->acled_inter = get_string(x, o, "acled_inter");
    a->sectors = get_list(x, o, "sectors");
    a->side_of = get_index(o, "side_of", x->actors);
    a->score = clamp01(get_number(o, "score", 1));
    const json_t *mentions = json_object_get(o, "mentions");
    for (size_t i = 0; i < json_array_size(mentions); i++) {
        const json_t *m = json_array_get(mentions, i);
        const char *how = json_string_value(json_object_get(m, "how"));
        bool named = how != NULL && (strcmp(how, "name") == 0 || strcmp(how, "alias") == 0);
        if (a->words.e == 0 || named) a->words = get_span(x, m, "span");
        if (named && a->words.e > 0) break;
    }
}

static const char *span_copy(reader *x, claim_span s)
{
    if (s.e == 0) return NULL;
    const char *p = claims_words(x->r, s, x->arena);
    if (p == NULL) x->ok = false;
    return p;
}

static void read_place(reader *x, const json_t *o, claim_place *p)
{
    p->id = get_string(x, o, "id");
    p->name = get_string(x, o, "name");
    p->ref = get_string(x, o, "ref");
    p->feature = get_string(x, o, "feature");
    p->admin1 = get_string(x, o, "admin1");
    p->country = get_string(x, o, "country");
    p->precision = get_string(x, o, "precision");
    p->lat_deg = get_number(o, "lat", 1000);
    p->lon_deg = get_number(o, "lon", 1000);
    p->located = p->lat_deg >= -90 && p->lat_deg <= 90 && p->lon_deg >= -180 && p->lon_deg <= 180;
    p->within = get_index(o, "within", x->places);
    p->score = clamp01(get_number(o, "score", 1));
    /* The commonest way in which the text names it; at equal counts the earlier. */
    const json_t *mentions = json_object_get(o, "mentions");
    size_t n = json_array_size(mentions), best = 0;
    for (size_t i = 0; i < n && i < 64; i++) {
        const json_t *m = json_array_get(mentions, i);
        const char *how = json_string_value(json_object_get(m, "how"));
        if (how != NULL && (strcmp(how, "nominal") == 0 || strcmp(how, "pronoun") == 0)) continue;
        const char *w = span_copy(x, get_span(x, m, "span"));
        size_t count = 0;
        for (size_t k = i; w != NULL && k < n && k < 64; k++) {
            const char *v = span_copy(x, get_span(x, json_array_get(mentions, k), "span"));
            count += v != NULL && strcmp(v, w) == 0;
        }
        if (count > best) {
            best = count;
            p->words = w;
            p->span = get_span(x, m, "span");
        }
    }
}

static void read_triggers(reader *x, const json_t *o, claim_event *e)
{
    const json_t *v = json_object_get(o, "mentions");
    size_t n = json_array_size(v);
    e->trigger = get_span(x, o, "trigger");
    if (n == 0) return;
    if ((e->again = arena_array(x->arena, n, sizeof *e->again)) == NULL) {
        x->ok = false;
        return;
    }
    for (size_t i = 0; i < n; i++) {
        claim_span span = span_of(x, json_array_get(v, i));
        if (span.e > 0) e->again[e->n_again++] = span;
    }
}

static void read_place_spans(reader *x, const json_t *o, claim_event *e)
{
    const json_t *v = json_object_get(o, "place_spans");
    if (e->places.n == 0) return;
    if ((e->place_spans = arena_array(x->arena, e->places.n, sizeof *e->place_spans)) == NULL) {
        x->ok = false;
        return;
    }
    for (uint32_t i = 0; json_array_size(v) == e->places.n && i < e->places.n; i++) e->place_spans[i] = span_of(x, json_array_get(v, i));
}

static void read_event(reader *x, const json_t *o, claim_event *e)
{
    const json_t *plover = json_object_get(o, "plover"), *acled = json_object_get(o, "acled");
    const json_t *because = json_object_get(o, "because");
    e->id = get_string(x, o, "id");
    e->kind = get_string(x, o, "kind");
    if (e->kind == NULL) e->kind = "other";
    e->sphere = get_string(x, o, "sphere");
    if (e->sphere == NULL) e->sphere = "conflict";
    e->plover_event = get_string(x, plover, "event");
    e->plover_mode = get_string(x, plover, "mode");
    e->plover_contexts = get_list(x, plover, "contexts");
    e->cameo = get_string(x, o, "cameo");
    e->acled_event = get_string(x, acled, "event_type");
    e->acled_sub = get_string(x, acled, "sub_event_type");
    e->agent_status = get_string(x, o, "agent_status");
    e->because = get_string(x, because, "rule");
    if (e->because == NULL) e->because = get_string(x, because, "model");
    read_triggers(x, o, e);
    e->agents = get_indices(x, o, "agents", x->actors);
    e->patients = get_indices(x, o, "patients", x->actors);
    e->places = get_indices(x, o, "places", x->places);
    read_place_spans(x, o, e);
    e->figures = get_indices(x, o, "figures", x->figures);
    e->time = get_time(x, o);
    e->stance = get_stance(x, o);
    e->sources = get_sources(x, o);
    e->background = json_is_true(json_object_get(o, "background"));
    e->of = get_index(o, "of", x->events);
    e->score = clamp01(get_number(o, "score", 1));
}

static void read_figure(reader *x, const json_t *o, claim_figure *f)
{
    const json_t *group = json_object_get(o, "group");
    f->id = get_string(x, o, "id");
    f->kind = get_string(x, o, "kind");
    if (f->kind == NULL) f->kind = "other";
    f->unit = get_string(x, o, "unit");
    f->vague = get_string(x, o, "vague");
    f->group_text = get_string(x, group, "text");
    f->actor = get_index(group, "actor", x->actors);
    f->low = get_int(o, "low");
    f->best = get_int(o, "best");
    f->high = get_int(o, "high");
    f->of = get_index(o, "of", x->figures);
    f->event = get_index(o, "event", x->events);
    f->place = get_index(o, "place", x->places);
    f->time = get_time(x, o);
    f->stance = get_stance(x, o);
    f->sources = get_sources(x, o);
    f->span = get_span(x, o, "span");
    f->score = clamp01(get_number(o, "score", 1));
}

static void read_control(reader *x, const json_t *o, claim_control *c)
{
    c->id = get_string(x, o, "id");
    c->state = get_string(x, o, "state");
    if (c->state == NULL) c->state = "held";
    c->extent = get_string(x, o, "extent");
    c->place = get_index(o, "place", x->places);
    c->holder = get_index(o, "holder", x->actors);
    c->from = get_index(o, "from", x->actors);
    c->by = get_index(o, "by", x->actors);
    c->time = get_time(x, o);
    c->stance = get_stance(x, o);
    c->sources = get_sources(x, o);
    c->span = get_span(x, o, "span");
    c->score = clamp01(get_number(o, "score", 1));
}

static void read_relation(reader *x, const json_t *o, claim_relation *v)
{
    v->id = get_string(x, o, "id");
    v->kind = get_string(x, o, "kind");
    v->from = get_index(o, "from", x->actors);
    v->to = get_index(o, "to", x->actors);
    v->time = get_time(x, o);
    v->stance = get_stance(x, o);
    v->span = get_span(x, o, "span");
    v->score = clamp01(get_number(o, "score", 1));
}

static void read_statement(reader *x, const json_t *o, claim_statement *s)
{
    s->id = get_string(x, o, "id");
    s->role = get_string(x, o, "role");
    s->medium = get_string(x, o, "medium");
    s->speaker = get_index(o, "speaker", x->actors);
    s->quote = json_is_true(json_object_get(o, "quote"));
    s->content = get_span(x, o, "content");
    s->cue = get_span(x, o, "cue");
}

/* ---- the whole ------------------------------------------------------------------------------------------------------------ */

/* Chains must end: a step that leads back is cut. */
static void cut_cycles(reader *x)
{
    claim_report *r = x->r;
    for (uint32_t i = 0; i < r->n_actors; i++) {
        int32_t at = r->actors[i].side_of;
        for (uint32_t k = 0; at >= 0 && k <= r->n_actors; k++) at = r->actors[at].side_of;
        if (at >= 0) r->actors[i].side_of = -1;
    }
    for (uint32_t i = 0; i < r->n_places; i++) {
        int32_t at = r->places[i].within;
        for (uint32_t k = 0; at >= 0 && k <= r->n_places; k++) at = r->places[at].within;
        if (at >= 0) r->places[i].within = -1;
    }
    for (uint32_t i = 0; i < r->n_events; i++) {
        int32_t at = r->events[i].of;
        for (uint32_t k = 0; at >= 0 && k <= r->n_events; k++) at = r->events[at].of;
        if (at >= 0) r->events[i].of = -1;
    }
    for (uint32_t i = 0; i < r->n_figures; i++) {
        int32_t at = r->figures[i].of;
        for (uint32_t k = 0; at >= 0 && k <= r->n_figures; k++) at = r->figures[at].of;
        if (at >= 0) r->figures[i].of = -1;
    }
}

static void read_head(reader *x, const json_t *o)
{
    claim_report *r = x->r;
    const json_t *source = json_object_get(o, "source");
    r->id = get_string(x, o, "id");
    r->uri = get_string(x, source, "uri");
    r->outlet = get_string(x, source, "outlet");
    r->title = get_string(x, source, "title");
    r->author = get_string(x, source, "author");
    r->published = get_string(x, source, "published");
    r->language = get_string(x, source, "language");
    r->coded_by = get_string(x, json_object_get(o, "coded"), "by");
    r->text = get_string(x, o, "text");
    if (r->text == NULL) return;
    r->n_text = (uint32_t)strlen(r->text);
    r->n_points = (uint32_t)utf8_count(r->text, r->n_text);
    r->ascii = r->n_points == r->n_text;
    int32_t last;
    if (!days_of_edtf(r->published, &r->day, &last) || last != r->day) r->day = DAY_UNKNOWN;
}

#define READ_ALL(key, field, type, fn)                                        \
    do {                                                                      \
        const json_t *list = json_object_get(o, key);                         \
        size_t n = json_array_size(list);                                     \
        report->field = arena_array(arena, n, sizeof(type));                  \
        if (report->field == NULL) {                                          \
            x.ok = false;                                                     \
            break;                                                            \
        }                                                                     \
        for (size_t i = 0; i < n; i++) fn(&x, json_array_get(list, i), &report->field[i]); \
        report->n_##field = (uint32_t)n;                                      \
    } while (0)

sitrep_status claims_read(base_arena *arena, const char *json, size_t n_bytes, claim_report *report, sitrep_error *err)
{
    json_error_t why;
    memset(report, 0, sizeof *report);
    report->day = DAY_UNKNOWN;
    json_t *o = json_loadb(json, n_bytes, 0, &why);
    if (o == NULL) {
        if (json_error_code(&why) == json_error_out_of_memory) return fail_nomem(err);
        return fail_at(err, SITREP_E_FORMAT, "not a JSON object", NULL, why.position > 0 ? (uint64_t)why.position : 0, 0);
    }
    reader x = {arena, report, true, json_object_get(o, "actors"), json_object_get(o, "places"),
                json_object_get(o, "events"), json_object_get(o, "figures")};
    const char *schema = json_string_value(json_object_get(o, "schema"));
    sitrep_status status = SITREP_OK;
    if (!json_is_object(o) || schema == NULL || strcmp(schema, "sitrep.report/1") != 0) {
        status = fail(err, SITREP_E_FORMAT, "not a record of schema sitrep.report/1", NULL);
        goto done;
    }
    read_head(&x, o);
    if (x.ok && (report->id == NULL || report->id[0] == '\0' || report->text == NULL)) {
        status = fail(err, SITREP_E_FORMAT, "a record without id or text", NULL);
        goto done;
    }
    if (!x.ok) goto done;
    const json_t *sentences = json_object_get(o, "sentences");
    report->sentences = arena_array(arena, json_array_size(sentences), sizeof *report->sentences);
    if (report->sentences == NULL) x.ok = false;
    for (size_t i = 0; x.ok && i < json_array_size(sentences); i++) {
        claim_span s = span_of(&x, json_array_get(sentences, i));
        if (s.e > 0) report->sentences[report->n_sentences++] = s;
    }
    READ_ALL("actors", actors, claim_actor, read_actor);
    READ_ALL("places", places, claim_place, read_place);
    READ_ALL("events", events, claim_event, read_event);
    READ_ALL("figures", figures, claim_figure, read_figure);
    READ_ALL("control", control, claim_control, read_control);
    READ_ALL("relations", relations, claim_relation, read_relation);
    READ_ALL("statements", statements, claim_statement, read_statement);
    cut_cycles(&x);
done:
    json_decref(o);
    if (status == SITREP_OK && !x.ok) status = fail_nomem(err);
    return status;
}
