/* read.c: the whole way of a report, from bytes to its record. Everything else in src/ is one line here.
 *
 *     bytes - text - times - dictionaries - gate - model - drafts - places, actors - events - figures, control,
 * relations, statements - record
 */
#include "read/read.h"

#include <stdlib.h>
#include <string.h>

#include "actor/actor.h"
#include "base/fail.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "control/control.h"
#include "coref/coref.h"
#include "count/figure.h"
#include "draft/draft.h"
#include "event/event.h"
#include "event/event_context.h"
#include "place/place.h"
#include "stance/stance.h"
#include "time/timex.h"

/* Text as a report to be read: UTF-8, not empty, copied into the session. */
static sitrep_status take_text(sitrep_session *s, const char *text, size_t n, const char **copy, sitrep_error *err)
{
    if (n > s->engine->max_text_bytes)
        return fail_at(err, SITREP_E_LIMIT, "longer than the limit of a report", NULL, s->engine->max_text_bytes, 0);
    size_t bad = utf8_first_bad(text, n), i = 0;
    const char *nul = n > 0 ? memchr(text, 0, bad) : NULL;
    if (nul != NULL) return fail_at(err, SITREP_E_ENCODING, "a NUL byte in the text", NULL, (uint64_t)(nul - text), 0);
    if (bad < n) return fail_at(err, SITREP_E_ENCODING, "not UTF-8", NULL, bad, 0);
    while (i < n && utf8_is_space((unsigned char)text[i])) i++;
    if (i == n) return fail(err, SITREP_E_EMPTY, "no text", NULL);
    *copy = arena_strndup(&s->arena, text, n);
    return *copy == NULL ? fail_nomem(err) : SITREP_OK;
}

static sitrep_status copy_origin(rec_report *r, const sitrep_source *source)
{
    const char *const from[] = {source->uri,       source->outlet,    source->title,   source->author,
                                source->published, source->retrieved, source->language};
    const char **const to[] = {&r->origin.uri,       &r->origin.outlet,    &r->origin.title,   &r->origin.author,
                               &r->origin.published, &r->origin.retrieved, &r->origin.language};
    for (size_t i = 0; i < sizeof from / sizeof *from; i++)
        if (from[i] != NULL && (*to[i] = arena_strndup(r->arena, from[i], strlen(from[i]))) == NULL)
            return SITREP_E_NOMEM;
    if (r->origin.language == NULL) r->origin.language = "en";
    return SITREP_OK;
}

/* The stages, in order. */
static sitrep_status read_stages(sitrep_session *s, rec_report *r, sitrep_error *err)
{
    const sitrep_engine *e = s->engine;
    timex_list times;
    lex_hits hits;
    model_layers layers;
    draft d;
    const uint8_t *mask;
    sitrep_status st;
    if ((st = timex_read(&s->arena, &r->doc, r->origin.published, &times)) != SITREP_OK || /* when */
        (st = lexicon_match(e->lexicon, &s->arena, &r->doc, &hits)) != SITREP_OK ||        /* known names and words */
        (st = gate_read(e->gate, &s->arena, &r->doc, &mask)) != SITREP_OK ||               /* is there anything? */
        (st = model_run(e->model, s->scratch, &s->arena, &r->doc, mask, e->heads, &layers, err)) != SITREP_OK || /* tags, links */
        (st = draft_read(&s->arena, e->model, e->lexicon, &hits, &r->doc, &times, &layers, &d)) !=
            SITREP_OK ||                                                      /* who did what */
        (st = place_resolve(e->gazetteer, &d.mentions, r)) != SITREP_OK ||    /* where */
        (st = actor_resolve(e->lexicon, &hits, &d.mentions, r)) != SITREP_OK) /* who */
        return st;
    const stance_context c = {&s->arena, e->lexicon, &hits, &r->doc, &d, r};
    if ((st = event_read(&c, &times)) != SITREP_OK ||         /* what happened, to whom */
        (st = event_read_relations(&c)) != SITREP_OK ||       /* who stands with whom */
        (st = figure_read(&c)) != SITREP_OK ||                /* how many */
        (st = control_read(&c, &times)) != SITREP_OK ||       /* who holds what */
        (st = event_fill_context(&c, &times)) != SITREP_OK || /* what the words leave to context */
        (st = stance_read_statements(&c)) != SITREP_OK)       /* who says so */
        return st;
    return SITREP_OK;
}

sitrep_status sitrep_read(sitrep_session *s, const sitrep_source *source, const char *text, size_t n_bytes,
                          sitrep_report **report, sitrep_error *err)
{
    if (s == NULL || report == NULL || (text == NULL && n_bytes > 0))
        return fail(err, SITREP_E_ARGUMENT, "no session, text or place for the report", NULL);
    static const sitrep_source unknown = {0};
    *report = NULL;
    session_reset(s);
    const char *copy;
    sitrep_status st = take_text(s, text, n_bytes, &copy, err);
    if (st != SITREP_OK) return st;
    sitrep_report *out = arena_alloc(&s->arena, sizeof *out);
    if (out == NULL) return fail_nomem(err);
    out->session = s;
    out->record.arena = &s->arena;
    hash_hex(copy, n_bytes, out->record.id);
    if ((st = copy_origin(&out->record, source != NULL ? source : &unknown)) != SITREP_OK ||
        (st = text_split(&s->arena, copy, n_bytes, &out->record.doc)) != SITREP_OK ||
        (st = read_stages(s, &out->record, err)) != SITREP_OK)
        return st == SITREP_E_NOMEM ? fail_nomem(err) : st;
    *report = out;
    return SITREP_OK;
}

/* Adds the time expressions to an annotation: "times":[{"span","type","value"}]. */
static sitrep_status append_times(sitrep_session *s, const text_doc *doc, const char *published)
{
    timex_list times;
    export_points points;
    sitrep_status st = timex_read(&s->arena, doc, published, &times);
    if (st != SITREP_OK ||
        (st = export_points_init(&points, &s->engine->allocator, doc->text, doc->n_bytes)) != SITREP_OK)
        return st;
    s->out.n--; /* the object's closing brace */
    buf_puts(&s->out, ",\"times\":[");
    for (uint32_t i = 0; i < times.n; i++) {
        buf_puts(&s->out, i > 0 ? ",{\"span\":" : "{\"span\":");
        export_put_span(&s->out, &points, times.v[i].span);
        buf_puts(&s->out, ",\"type\":");
        buf_put_json(&s->out, timex_type_name(times.v[i].type), strlen(timex_type_name(times.v[i].type)));
        buf_puts(&s->out, ",\"value\":");
        buf_put_json(&s->out, times.v[i].value, strlen(times.v[i].value));
        buf_putc(&s->out, '}');
    }
    buf_puts(&s->out, "]}");
    export_points_clear(&points);
    return s->out.ok ? SITREP_OK : SITREP_E_NOMEM;
}

/* Adds what is the same to an annotation: "chains":[[[b, e], ...], ...]. */
static sitrep_status append_chains(sitrep_session *s, const text_doc *doc, const model_layers *layers)
{
    lex_hits hits;
    coref_chains chains;
    export_points points;
    const sitrep_engine *e = s->engine;
    sitrep_status st = lexicon_match(e->lexicon, &s->arena, doc, &hits);
    if (st != SITREP_OK || (st = coref_read(&s->arena, e->model, e->lexicon, &hits, doc, layers, &chains)) != SITREP_OK ||
        (st = export_points_init(&points, &e->allocator, doc->text, doc->n_bytes)) != SITREP_OK)
        return st;
    s->out.n--; /* the object's closing brace */
    buf_puts(&s->out, ",\"chains\":[");
    int32_t n = 0;
    for (uint32_t i = 0; i < chains.n; i++) {
        if (chains.v[i].chain != n) continue; /* begins the next chain */
        buf_puts(&s->out, n++ > 0 ? ",[" : "[");
        for (int32_t k = (int32_t)i; k >= 0; k = chains.v[k].next) {
            if (k > (int32_t)i) buf_putc(&s->out, ',');
            export_put_span(&s->out, &points, text_span(doc, chains.v[k].tok_b, chains.v[k].tok_e));
        }
        buf_putc(&s->out, ']');
    }
    buf_puts(&s->out, "]}");
    export_points_clear(&points);
    return s->out.ok ? SITREP_OK : SITREP_E_NOMEM;
}

sitrep_status sitrep_annotate(sitrep_session *s, const char *id, const char *published, const char *text,
                              size_t n_bytes, const char **json, size_t *n_json, sitrep_error *err)
{
    if (s == NULL || json == NULL || (text == NULL && n_bytes > 0))
        return fail(err, SITREP_E_ARGUMENT, "no session, text or place for the annotation", NULL);
    session_reset(s);
    const char *copy;
    text_doc doc;
    model_layers layers;
    sitrep_status st = take_text(s, text, n_bytes, &copy, err);
    if (st != SITREP_OK) return st;
    if ((st = text_split(&s->arena, copy, n_bytes, &doc)) != SITREP_OK ||
        (st = model_run(s->engine->model, s->scratch, &s->arena, &doc, NULL, MODEL_ALL_HEADS, &layers, err)) != SITREP_OK ||
        (st = export_write_annotation(&doc, s->engine->model, &layers, id, &s->out)) != SITREP_OK ||
        (st = append_times(s, &doc, published)) != SITREP_OK || (st = append_chains(s, &doc, &layers)) != SITREP_OK)
        return st == SITREP_E_NOMEM ? fail_nomem(err) : st;
    *json = s->out.data;
    if (n_json != NULL) *n_json = s->out.n;
    return SITREP_OK;
}

const char *sitrep_report_json(sitrep_report *report, size_t *n_bytes)
{
    sitrep_session *s = report->session;
    const export_coder coder = {s->engine->lexicon, s->engine->version};
    buf_reset(&s->out);
    if (export_write_json(&report->record, &coder, &s->out) != SITREP_OK) return NULL;
    if (n_bytes != NULL) *n_bytes = s->out.n;
    return s->out.data;
}

const char *sitrep_report_text(sitrep_report *report, const sitrep_view *view, size_t *n_bytes)
{
    sitrep_session *s = report->session;
    const export_coder coder = {s->engine->lexicon, s->engine->version};
    buf_reset(&s->view);
    if (export_write_text(&report->record, &coder, view, &s->view) != SITREP_OK) return NULL;
    if (n_bytes != NULL) *n_bytes = s->view.n;
    return s->view.data;
}

sitrep_status sitrep_report_explain(sitrep_report *report, uint32_t line, const sitrep_view *view, const char **text,
                                    size_t *n_bytes, sitrep_error *err)
{
    sitrep_session *s = report->session;
    const export_coder coder = {s->engine->lexicon, s->engine->version};
    buf_reset(&s->view);
    sitrep_status st = export_write_explain(&report->record, &coder, line, view, &s->view);
    if (st != SITREP_OK)
        return fail(err, st, st == SITREP_E_NOTFOUND ? "no sentence of that number" : "no memory", NULL);
    *text = s->view.data;
    if (n_bytes != NULL) *n_bytes = s->view.n;
    return SITREP_OK;
}
