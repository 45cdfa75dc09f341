/* incident_json.c: sitrep.incident/1 (DESIGN.md section 2b). Beside its fields: `sphere`, `within` of a place, figures with
 * `side: "doer"` (losses of those who did it), and marks on claims (superseded, denied, copied, words). */
#include <string.h>

#include "fuse/days.h"
#include "fuse/incident.h"

static void put_string(base_buf *out, const char *s)
{
    if (s == NULL) buf_puts(out, "null");
    else buf_put_json(out, s, strlen(s));
}

static void put_key(base_buf *out, const char *key)
{
    char last = out->n > 0 ? out->data[out->n - 1] : '{';
    if (last != '{' && last != '[') buf_putc(out, ',');
    buf_putc(out, '"');
    buf_puts(out, key);
    buf_puts(out, "\":");
}

static void key_string(base_buf *out, const char *key, const char *s)
{
    put_key(out, key);
    put_string(out, s);
}

static void key_number(base_buf *out, const char *key, int64_t v)
{
    put_key(out, key);
    if (v == CLAIM_OPEN) buf_puts(out, "null");
    else buf_put_int(out, v);
}

static void key_bool(base_buf *out, const char *key, bool v)
{
    put_key(out, key);
    buf_puts(out, v ? "true" : "false");
}

static void key_day(base_buf *out, const char *key, int32_t day)
{
    char date[11];
    if (day == DAY_UNKNOWN) {
        key_string(out, key, NULL);
        return;
    }
    days_write(day, date);
    key_string(out, key, date);
}

static void put_comma(base_buf *out)
{
    char last = out->n > 0 ? out->data[out->n - 1] : '[';
    if (last != '[' && last != '{') buf_putc(out, ',');
}

static void put_actors(base_buf *out, const char *key, const incident_actor *actors, uint32_t n)
{
    put_key(out, key);
    buf_putc(out, '[');
    for (uint32_t i = 0; i < n; i++) {
        put_comma(out);
        buf_putc(out, '{');
        key_string(out, "name", actors[i].name);
        key_string(out, "ref", actors[i].ref);
        key_string(out, "kind", actors[i].kind);
        key_string(out, "country", actors[i].country);
        buf_putc(out, '}');
    }
    buf_putc(out, ']');
}

static void put_place(base_buf *out, const incident_place *p)
{
    put_key(out, "place");
    if (p->name == NULL) {
        buf_puts(out, "null");
        return;
    }
    buf_putc(out, '{');
    key_string(out, "name", p->name);
    key_string(out, "ref", p->ref);
    put_key(out, "lat");
    if (p->located) buf_put_fixed(out, p->lat_deg, 5);
    else buf_puts(out, "null");
    put_key(out, "lon");
    if (p->located) buf_put_fixed(out, p->lon_deg, 5);
    else buf_puts(out, "null");
    key_string(out, "admin1", p->admin1);
    key_string(out, "country", p->country);
    key_string(out, "precision", p->precision);
    key_string(out, "within", p->within);
    buf_putc(out, '}');
}

static void put_reports(base_buf *out, const incident_input *in, const fuse_incident *x)
{
    put_key(out, "reports");
    buf_putc(out, '[');
    for (uint32_t i = 0; i < x->n_reports; i++) {
        const incident_report *ir = &x->reports[i];
        const claim_report *r = in->reports[ir->report];
        put_comma(out);
        buf_putc(out, '{');
        key_string(out, "id", r->id);
        key_string(out, "uri", r->uri);
        key_string(out, "outlet", r->outlet);
        key_string(out, "date", r->published);
        put_key(out, "events");
        buf_putc(out, '[');
        for (uint32_t k = 0; k < ir->n_units; k++) {
            const fuse_unit *u = &in->units->v[ir->units[k]];
            if (u->event < 0) continue;
            put_comma(out);
            put_string(out, r->events[u->event].id);
        }
        buf_putc(out, ']');
        put_key(out, "tells");
        buf_putc(out, '[');
        for (uint32_t k = 0; k < ir->n_units; k++) {
            static const char *const manners[] = {"told", "denied", "planned", "history", "speech", "held"};
            const fuse_unit *u = &in->units->v[ir->units[k]];
            const char *how = u->withdrawn ? "withdrawn" : manners[u->manner];
            bool there = false;
            for (uint32_t j = 0; j < k && !there; j++) {
                const fuse_unit *v = &in->units->v[ir->units[j]];
                there = strcmp(v->withdrawn ? "withdrawn" : manners[v->manner], how) == 0;
            }
            if (there) continue;
            put_comma(out);
            put_string(out, how);
        }
        buf_putc(out, ']');
        key_string(out, "copy_of", ir->copy_of >= 0 ? in->reports[ir->copy_of]->id : NULL);
        buf_putc(out, '}');
    }
    buf_putc(out, ']');
}

static void put_figures(base_buf *out, const incident_input *in, const fuse_incident *x)
{
    put_key(out, "figures");
    buf_putc(out, '[');
    for (uint32_t i = 0; i < x->n_figures; i++) {
        const incident_figure *f = &x->figures[i];
        put_comma(out);
        buf_putc(out, '{');
        key_string(out, "kind", f->kind);
        if (f->own_side) key_string(out, "side", "doer");
        key_number(out, "low", f->low);
        key_number(out, "best", f->best);
        key_number(out, "high", f->high);
        put_key(out, "by_source");
        buf_putc(out, '[');
        for (uint32_t k = 0; k < f->n_claims; k++) {
            const incident_claim *c = &f->claims[k];
            put_comma(out);
            buf_putc(out, '{');
            key_string(out, "source", c->source);
            key_number(out, "low", c->low);
            key_number(out, "best", c->best);
            key_number(out, "high", c->high);
            key_string(out, "group", c->group);
            key_string(out, "report", in->reports[c->report]->id);
            put_key(out, "span");
            if (c->span.e > 0) buf_printf(out, "[%u,%u]", c->span.b, c->span.e);
            else buf_puts(out, "null");
            key_string(out, "words", c->words);
            key_bool(out, "withdrawn", c->withdrawn);
            key_bool(out, "superseded", c->superseded);
            key_bool(out, "denied", c->denied);
            buf_putc(out, '}');
        }
        buf_puts(out, "]}");
    }
    buf_putc(out, ']');
}

static void put_contradictions(base_buf *out, const incident_input *in, const fuse_incident *x)
{
    put_key(out, "contradictions");
    buf_putc(out, '[');
    for (uint32_t i = 0; i < x->n_contradictions; i++) {
        const incident_contradiction *c = &x->contradictions[i];
        put_comma(out);
        buf_putc(out, '{');
        key_string(out, "field", c->field);
        key_string(out, "says", c->says);
        key_string(out, "against", c->against);
        put_key(out, "reports");
        buf_putc(out, '[');
        for (uint32_t k = 0; k < c->n_reports; k++) {
            put_comma(out);
            put_string(out, in->reports[c->reports[k]]->id);
        }
        buf_puts(out, "]}");
    }
    buf_putc(out, ']');
}

static void put_unit(base_buf *out, const incident_input *in, const char *key, uint32_t unit)
{
    const fuse_unit *u = &in->units->v[unit];
    const claim_report *r = in->reports[u->report];
    put_key(out, key);
    buf_putc(out, '{');
    key_string(out, "report", r->id);
    key_string(out, "record", u->control >= 0 ? r->control[u->control].id : r->events[u->event].id);
    buf_putc(out, '}');
}

static void put_because(base_buf *out, const incident_input *in, const fuse_incident *x, base_arena *scratch)
{
    base_buf why;
    buf_init(&why, scratch->allocator);
    put_key(out, "because");
    buf_puts(out, "{\"rule\":\"agreement of kind, place, time, sides and numbers\",\"joins\":[");
    for (uint32_t i = 0; i < x->cluster->n_joins; i++) {
        const cluster_join *j = &x->cluster->joins[i];
        put_comma(out);
        buf_putc(out, '{');
        put_unit(out, in, "a", j->a);
        put_unit(out, in, "b", j->b);
        put_key(out, "score");
        buf_put_fixed(out, j->by_hand ? 1 : j->view.score, 3);
        buf_reset(&why);
        if (j->by_hand) buf_puts(&why, "joined by hand");
        else pair_explain(&j->view, &in->units->v[j->a], &in->units->v[j->b], &why);
        put_key(out, "why");
        buf_put_json(out, why.data != NULL ? why.data : "", why.n);
        buf_putc(out, '}');
    }
    buf_puts(out, "]}");
    if (!why.ok) out->ok = false;
    buf_clear(&why);
}

sitrep_status incident_write_json(const incident_input *in, const fuse_incident *x, base_arena *scratch, base_buf *out)
{
    buf_putc(out, '{');
    key_string(out, "schema", "sitrep.incident/1");
    key_string(out, "id", x->id);
    buf_puts(out, ",\"coded\":{\"verified\":false}");
    key_string(out, "title", x->title);
    key_string(out, "kind", x->kind);
    key_string(out, "sphere", x->sphere);
    put_place(out, &x->place);
    put_key(out, "time");
    buf_putc(out, '{');
    key_day(out, "start", x->first);
    key_day(out, "end", x->last);
    key_string(out, "precision", x->precision);
    buf_putc(out, '}');
    put_reports(out, in, x);
    put_actors(out, "agents", x->agents, x->n_agents);
    put_actors(out, "patients", x->patients, x->n_patients);
    put_key(out, "holder");
    if (x->holder.name == NULL) buf_puts(out, "null");
    else {
        buf_putc(out, '{');
        key_string(out, "name", x->holder.name);
        key_string(out, "ref", x->holder.ref);
        key_string(out, "country", x->holder.country);
        buf_putc(out, '}');
    }
    put_figures(out, in, x);
    key_bool(out, "contested", x->contested);
    put_contradictions(out, in, x);
    key_number(out, "independent_sources", x->n_sources);
    put_key(out, "score");
    buf_put_fixed(out, x->score, 3);
    put_because(out, in, x, scratch);
    buf_putc(out, '}');
    return out->ok ? SITREP_OK : SITREP_E_NOMEM;
}
