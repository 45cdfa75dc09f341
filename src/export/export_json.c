/* The sitrep.report/1 object. Keys stand in the order of the schema (docs/schema/sitrep.report-1.schema.json), numbers have
 * fixed decimals, so that the same record is the same bytes. */
#include <string.h>

#include "export/export.h"

enum { SCORE_DECIMALS = 3, DEGREE_DECIMALS = 5 };

typedef struct json_writer {
    base_buf *out;
    const rec_report *r;
    const export_coder *coder;
    export_points points;
} json_writer;

/* ---- small parts --------------------------------------------------------------------------------------------------- */

static void put_string(json_writer *w, const char *s)
{
    if (s == NULL) buf_puts(w->out, "null");
    else buf_put_json(w->out, s, strlen(s));
}

/* ,"key": -- or without the comma right after a bracket. */
static void put_key(json_writer *w, const char *key)
{
    char last = w->out->n > 0 ? w->out->data[w->out->n - 1] : '{';
    if (last != '{' && last != '[') buf_putc(w->out, ',');
    buf_putc(w->out, '"');
    buf_puts(w->out, key);
    buf_puts(w->out, "\":");
}

static void put_comma(json_writer *w)
{
    if (w->out->n > 0 && w->out->data[w->out->n - 1] != '[') buf_putc(w->out, ',');
}

static void key_string(json_writer *w, const char *key, const char *s)
{
    put_key(w, key);
    put_string(w, s);
}

static void key_span(json_writer *w, const char *key, base_span s)
{
    put_key(w, key);
    export_put_span(w->out, &w->points, s);
}

static void key_bool(json_writer *w, const char *key, bool v)
{
    put_key(w, key);
    buf_puts(w->out, v ? "true" : "false");
}

/* "a1" for index 0; null for -1. */
static void put_id(json_writer *w, char letter, int32_t index)
{
    if (index < 0) {
        buf_puts(w->out, "null");
        return;
    }
    buf_putc(w->out, '"');
    buf_putc(w->out, letter);
    buf_put_int(w->out, (int64_t)index + 1);
    buf_putc(w->out, '"');
}

static void key_id(json_writer *w, const char *key, char letter, int32_t index)
{
    put_key(w, key);
    put_id(w, letter, index);
}

static void key_ids(json_writer *w, const char *key, char letter, rec_ids ids)
{
    put_key(w, key);
    buf_putc(w->out, '[');
    for (uint32_t i = 0; i < ids.n; i++) {
        if (ids.v[i] < 0) continue;
        put_comma(w);
        put_id(w, letter, ids.v[i]);
    }
    buf_putc(w->out, ']');
}

static void key_number(json_writer *w, const char *key, int64_t v)
{
    put_key(w, key);
    if (v == REC_OPEN) buf_puts(w->out, "null");
    else buf_put_int(w->out, v);
}

static void key_score(json_writer *w, float score)
{
    put_key(w, "score");
    buf_put_fixed(w->out, (double)score, SCORE_DECIMALS);
}

/* One phrase a member of ids; a member without a span has null, so that both lists stay in step. */
static void key_spans(json_writer *w, const char *key, const base_span *spans, rec_ids ids)
{
    put_key(w, key);
    buf_putc(w->out, '[');
    for (uint32_t i = 0; spans != NULL && i < ids.n; i++) {
        if (ids.v[i] < 0) continue;
        put_comma(w);
        export_put_span(w->out, &w->points, spans[i]);
    }
    buf_putc(w->out, ']');
}

/* A comma-separated string as an array of strings. */
static void key_list(json_writer *w, const char *key, const char *list)
{
    put_key(w, key);
    buf_putc(w->out, '[');
    while (list != NULL && *list != '\0') {
        size_t n = strcspn(list, ",");
        const char *b = list;
        size_t size = n;
        while (size > 0 && *b == ' ') b++, size--;
        if (size > 0) {
            put_comma(w);
            buf_put_json(w->out, b, size);
        }
        list += n + (list[n] == ',');
    }
    buf_putc(w->out, ']');
}

/* ---- parts that several records share ------------------------------------------------------------------------------- */

static void key_mentions(json_writer *w, const rec_mention *mentions, uint32_t n)
{
    static const char *const how[] = {"name", "alias", "nominal", "pronoun"};
    put_key(w, "mentions");
    buf_putc(w->out, '[');
    for (uint32_t i = 0; i < n; i++) {
        put_comma(w);
        buf_putc(w->out, '{');
        key_span(w, "span", mentions[i].span);
        key_string(w, "how", how[mentions[i].how < 4 ? mentions[i].how : 0]);
        buf_putc(w->out, '}');
    }
    buf_putc(w->out, ']');
}

static void key_time(json_writer *w, const rec_time *t)
{
    put_key(w, "time");
    buf_putc(w->out, '{');
    key_string(w, "start", t->start);
    key_string(w, "end", t->end);
    key_string(w, "precision", t->precision != NULL ? t->precision : "none");
    key_string(w, "basis", t->basis != NULL ? t->basis : "none");
    key_span(w, "span", t->span);
    buf_putc(w->out, '}');
}

static void key_stance(json_writer *w, const rec_stance *s)
{
    put_key(w, "stance");
    buf_putc(w->out, '{');
    key_string(w, "polarity", rec_polarity_name(s->polarity));
    key_string(w, "certainty", rec_certainty_name(s->certainty));
    key_string(w, "when", rec_when_name(s->when));
    key_string(w, "realis", rec_realis_name(s->realis));
    key_span(w, "condition", s->condition);
    buf_putc(w->out, '}');
}

static void key_sources(json_writer *w, const rec_source *sources, uint32_t n)
{
    put_key(w, "sources");
    buf_putc(w->out, '[');
    for (uint32_t i = 0; i < n; i++) {
        put_comma(w);
        buf_putc(w->out, '{');
        key_id(w, "actor", 'a', sources[i].actor);
        key_string(w, "name", sources[i].name);
        key_span(w, "cue", sources[i].cue);
        key_span(w, "span", sources[i].span);
        key_id(w, "via", 'a', sources[i].via);
        buf_putc(w->out, '}');
    }
    buf_putc(w->out, ']');
}

/* Evidence of the same field is gathered under one key, in the order in which the fields first appear. */
static void put_evidence(json_writer *w, const rec_because *because)
{
    buf_putc(w->out, '{');
    for (uint32_t i = 0; i < because->n_evidence; i++) {
        const char *field = because->evidence[i].field;
        bool seen = false;
        for (uint32_t k = 0; k < i && !seen; k++) seen = strcmp(because->evidence[k].field, field) == 0;
        if (seen) continue;
        if (w->out->n > 0 && w->out->data[w->out->n - 1] != '{') buf_putc(w->out, ',');
        put_string(w, field);
        buf_puts(w->out, ":[");
        for (uint32_t k = i; k < because->n_evidence; k++) {
            if (strcmp(because->evidence[k].field, field) != 0 || !span_is_set(because->evidence[k].span)) continue;
            put_comma(w);
            export_put_span(w->out, &w->points, because->evidence[k].span);
        }
        buf_putc(w->out, ']');
    }
    buf_putc(w->out, '}');
}

static void put_alternatives(json_writer *w, const char *alternatives)
{
    put_key(w, "alternatives");
    buf_puts(w->out, alternatives != NULL && alternatives[0] == '[' ? alternatives : "[]");
}

static void key_because(json_writer *w, const rec_because *because)
{
    put_key(w, "because");
    buf_putc(w->out, '{');
    key_string(w, "rule", because->rule);
    put_key(w, "evidence");
    put_evidence(w, because);
    put_alternatives(w, because->alternatives);
    buf_putc(w->out, '}');
}

/* ---- records -------------------------------------------------------------------------------------------------------- */

static void put_actor(json_writer *w, int32_t i)
{
    const rec_actor *a = &w->r->actors[i];
    key_id(w, "id", 'a', i);
    key_string(w, "name", a->name);
    key_string(w, "ref", a->ref);
    key_string(w, "kind", a->kind);
    key_string(w, "country", a->country);
    key_list(w, "sectors", a->sectors);
    key_string(w, "cameo", a->cameo);
    key_string(w, "acled_inter", a->acled_inter);
    key_id(w, "side_of", 'a', a->side_of);
    key_mentions(w, a->mentions, a->n_mentions);
    key_score(w, a->score);
}

static void key_degrees(json_writer *w, const char *key, bool located, double v_deg)
{
    put_key(w, key);
    if (located) buf_put_fixed(w->out, v_deg, DEGREE_DECIMALS);
    else buf_puts(w->out, "null");
}

static void put_place(json_writer *w, int32_t i)
{
    const rec_place *p = &w->r->places[i];
    key_id(w, "id", 'p', i);
    key_string(w, "name", p->name);
    key_string(w, "ref", p->ref);
    key_string(w, "feature", p->feature);
    key_degrees(w, "lat", p->located, p->lat_deg);
    key_degrees(w, "lon", p->located, p->lon_deg);
    key_string(w, "admin1", p->admin1);
    key_string(w, "country", p->country);
    key_id(w, "within", 'p', p->within);
    key_string(w, "precision", p->precision);
    key_mentions(w, p->mentions, p->n_mentions);
    key_score(w, p->score);
    put_key(w, "because");
    buf_putc(w->out, '{');
    key_string(w, "rule", p->why);
    put_key(w, "evidence");
    buf_puts(w->out, "{}");
    put_alternatives(w, p->alternatives);
    buf_putc(w->out, '}');
}

/* Is one of the doers a recognised government's force? Decides the ACLED sub-type of a change of territory. */
static bool agent_is_state(const rec_report *r, const rec_event *e)
{
    for (uint32_t i = 0; i < e->agents.n; i++) {
        if (e->agents.v[i] < 0) continue;
        const rec_actor *a = &r->actors[e->agents.v[i]];
        if (a->acled_inter != NULL && strcmp(a->acled_inter, "State Forces") == 0) return true;
        if (a->kind != NULL && (strcmp(a->kind, "state-forces") == 0 || strcmp(a->kind, "government") == 0))
            return true;
    }
    return false;
}

static const char *or_null(const char *s) { return s != NULL && s[0] != '\0' ? s : NULL; }

static void put_codes(json_writer *w, const rec_event *e)
{
    const lexicon *lex = w->coder != NULL ? w->coder->lex : NULL;
    const onto_kind *k = lex != NULL && e->kind != NULL ? onto_find(lex, e->kind) : NULL;
    put_key(w, "plover");
    if (k == NULL) {
        buf_puts(w->out, "null");
    } else {
        buf_putc(w->out, '{');
        key_string(w, "event", k->plover_event);
        key_string(w, "mode", or_null(k->plover_mode));
        key_list(w, "contexts", k->plover_contexts);
        buf_putc(w->out, '}');
    }
    key_string(w, "cameo", k != NULL ? or_null(k->cameo) : NULL);
    if (k != NULL && e->acled_kind != NULL) k = onto_find(lex, e->acled_kind);
    put_key(w, "acled");
    if (k == NULL || k->acled_event[0] == '\0') {
        buf_puts(w->out, "null");
    } else {
        buf_putc(w->out, '{');
        key_string(w, "event_type", k->acled_event);
        key_string(w, "sub_event_type", or_null(onto_acled_sub(k, agent_is_state(w->r, e))));
        buf_putc(w->out, '}');
    }
}

static void put_instruments(json_writer *w, rec_spans spans)
{
    put_key(w, "instruments");
    buf_putc(w->out, '[');
    for (uint32_t i = 0; i < spans.n; i++) {
        base_span s = spans.v[i];
        if (!span_is_set(s) || s.e > w->r->doc.n_bytes) continue;
        put_comma(w);
        buf_putc(w->out, '{');
        key_span(w, "span", s);
        put_key(w, "text");
        buf_put_json(w->out, w->r->doc.text + s.b, s.e - s.b);
        buf_putc(w->out, '}');
    }
    buf_putc(w->out, ']');
}

static void put_event(json_writer *w, int32_t i)
{
    const rec_event *e = &w->r->events[i];
    key_id(w, "id", 'e', i);
    key_string(w, "kind", e->kind);
    put_codes(w, e);
    key_span(w, "trigger", e->trigger);
    put_key(w, "mentions");
    buf_putc(w->out, '[');
    for (uint32_t k = 0; k < e->mentions.n; k++) {
        put_comma(w);
        export_put_span(w->out, &w->points, e->mentions.v[k]);
    }
    buf_putc(w->out, ']');
    key_ids(w, "agents", 'a', e->agents);
    key_spans(w, "agent_spans", e->agent_spans, e->agents);
    key_string(w, "agent_status", e->agent_status != NULL ? e->agent_status : e->agents.n > 0 ? "stated" : "unstated");
    key_ids(w, "patients", 'a', e->patients);
    key_spans(w, "patient_spans", e->patient_spans, e->patients);
    key_ids(w, "beneficiaries", 'a', e->beneficiaries);
    put_instruments(w, e->instruments);
    key_ids(w, "places", 'p', e->places);
    key_spans(w, "place_spans", e->place_spans, e->places);
    key_time(w, &e->time);
    key_stance(w, &e->stance);
    key_sources(w, e->sources, e->n_sources);
    key_bool(w, "background", e->background);
    key_string(w, "sphere", e->sphere);
    key_id(w, "of", 'e', e->of);
    key_ids(w, "figures", 'f', e->figures);
    key_score(w, e->score);
    key_because(w, &e->because);
}

static void put_figure(json_writer *w, int32_t i)
{
    const rec_figure *f = &w->r->figures[i];
    key_id(w, "id", 'f', i);
    key_string(w, "kind", f->kind);
    put_key(w, "group");
    buf_putc(w->out, '{');
    key_id(w, "actor", 'a', f->actor);
    put_key(w, "text");
    if (span_is_set(f->group) && f->group.e <= w->r->doc.n_bytes)
        buf_put_json(w->out, w->r->doc.text + f->group.b, f->group.e - f->group.b);
    else buf_puts(w->out, "null");
    key_span(w, "span", f->group);
    buf_putc(w->out, '}');
    key_string(w, "unit", f->unit);
    key_number(w, "low", f->low);
    key_number(w, "best", f->best);
    key_number(w, "high", f->high);
    key_string(w, "vague", f->vague);
    key_id(w, "of", 'f', f->of);
    key_id(w, "event", 'e', f->event);
    key_id(w, "place", 'p', f->place);
    key_time(w, &f->time);
    key_stance(w, &f->stance);
    key_sources(w, f->sources, f->n_sources);
    key_span(w, "span", f->span);
    key_score(w, f->score);
    key_because(w, &f->because);
}

static void put_control(json_writer *w, int32_t i)
{
    const rec_control *c = &w->r->control[i];
    key_id(w, "id", 'c', i);
    key_id(w, "place", 'p', c->place);
    key_span(w, "place_span", c->place_span);
    key_string(w, "extent", c->extent);
    key_id(w, "holder", 'a', c->holder);
    key_span(w, "holder_span", c->holder_span);
    key_id(w, "from", 'a', c->from);
    key_span(w, "from_span", c->from_span);
    key_id(w, "by", 'a', c->by);
    key_span(w, "by_span", c->by_span);
    key_string(w, "state", c->state);
    key_time(w, &c->time);
    key_stance(w, &c->stance);
    key_sources(w, c->sources, c->n_sources);
    key_span(w, "span", c->span);
    key_score(w, c->score);
    key_because(w, &c->because);
}

static void put_relation(json_writer *w, int32_t i)
{
    const rec_relation *x = &w->r->relations[i];
    key_id(w, "id", 'r', i);
    key_string(w, "kind", x->kind);
    key_id(w, "from", 'a', x->from);
    key_span(w, "from_span", x->from_span);
    key_id(w, "to", 'a', x->to);
    key_span(w, "to_span", x->to_span);
    key_time(w, &x->time);
    key_stance(w, &x->stance);
    key_sources(w, x->sources, x->n_sources);
    key_span(w, "span", x->span);
    key_score(w, x->score);
    key_because(w, &x->because);
}

static void put_statement(json_writer *w, int32_t i)
{
    const rec_statement *s = &w->r->statements[i];
    key_id(w, "id", 's', i);
    key_id(w, "speaker", 'a', s->speaker);
    key_span(w, "speaker_span", s->speaker_span);
    key_string(w, "role", s->role);
    key_bool(w, "quote", s->quote);
    key_span(w, "content", s->content);
    key_span(w, "cue", s->cue);
    key_string(w, "medium", s->medium);
    key_id(w, "venue", 'a', s->venue);
    key_span(w, "venue_span", s->venue_span);
    key_ids(w, "about", 'e', s->about);
    key_time(w, &s->time);
}

static void put_warning(json_writer *w, int32_t i)
{
    const rec_warning *x = &w->r->warnings[i];
    key_string(w, "code", x->code);
    key_string(w, "message", x->message);
    key_span(w, "span", x->span);
}

/* ---- the whole ------------------------------------------------------------------------------------------------------- */

static void put_records(json_writer *w, const char *key, uint32_t n, void (*put)(json_writer *, int32_t))
{
    put_key(w, key);
    buf_putc(w->out, '[');
    for (uint32_t i = 0; i < n; i++) {
        put_comma(w);
        buf_putc(w->out, '{');
        put(w, (int32_t)i);
        buf_putc(w->out, '}');
    }
    buf_putc(w->out, ']');
}

static void put_head(json_writer *w)
{
    const rec_report *r = w->r;
    key_string(w, "schema", "sitrep.report/1");
    key_string(w, "id", r->id);
    put_key(w, "coded");
    buf_puts(w->out, "{\"by\":");
    buf_puts(w->out, "\"sitrep ");
    buf_puts(w->out, w->coder != NULL && w->coder->version != NULL ? w->coder->version : SITREP_VERSION_TEXT);
    buf_puts(w->out, "\",\"verified\":false}");
    put_key(w, "source");
    buf_putc(w->out, '{');
    key_string(w, "uri", r->origin.uri);
    key_string(w, "outlet", r->origin.outlet);
    key_string(w, "title", r->origin.title);
    key_string(w, "author", r->origin.author);
    key_string(w, "published", r->origin.published);
    key_string(w, "retrieved", r->origin.retrieved);
    key_string(w, "language", r->origin.language != NULL ? r->origin.language : "en");
    buf_putc(w->out, '}');
    put_key(w, "text");
    buf_put_json(w->out, r->doc.text, r->doc.n_bytes);
    put_key(w, "sentences");
    buf_putc(w->out, '[');
    for (uint32_t i = 0; i < r->doc.n_sents; i++) {
        put_comma(w);
        export_put_span(w->out, &w->points, r->doc.sents[i].span);
    }
    buf_putc(w->out, ']');
}

sitrep_status export_write_json(const rec_report *r, const export_coder *coder, base_buf *out)
{
    json_writer w = {.out = out, .r = r, .coder = coder};
    if (export_points_init(&w.points, out->allocator, r->doc.text, r->doc.n_bytes) != SITREP_OK)
        return SITREP_E_NOMEM;
    buf_putc(out, '{');
    put_head(&w);
    put_records(&w, "actors", r->n_actors, put_actor);
    put_records(&w, "places", r->n_places, put_place);
    put_records(&w, "events", r->n_events, put_event);
    put_records(&w, "figures", r->n_figures, put_figure);
    put_records(&w, "control", r->n_control, put_control);
    put_records(&w, "relations", r->n_relations, put_relation);
    put_records(&w, "statements", r->n_statements, put_statement);
    put_records(&w, "warnings", r->n_warnings, put_warning);
    buf_putc(out, '}');
    export_points_clear(&w.points);
    return out->ok ? SITREP_OK : SITREP_E_NOMEM;
}
