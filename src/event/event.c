/* event.c: drafts -> events. See event.h. */
#include "event/event.h"

#include <string.h>

#include "lexicon/ontology.h"

/* Harm is told beside what did it: these kinds can be the doing that a kill or an injury belongs to. */
static bool does_harm(const char *kind)
{
    static const char *const v[] = {"clash",
                                    "attack",
                                    "repel",
                                    "launch-offensive",
                                    "airstrike",
                                    "drone-strike",
                                    "missile-strike",
                                    "shelling",
                                    "bombing",
                                    "suicide-bombing",
                                    "landmine",
                                    "chemical-attack",
                                    "attack-civilians",
                                    "massacre",
                                    "execute",
                                    "assassinate",
                                    "crackdown",
                                    "riot",
                                    "protest",
                                    "capture",
                                    "advance",
                                    "violate-ceasefire",
                                    "torture",
                                    "intercept",
                                    "destroy"};
    for (size_t i = 0; i < sizeof v / sizeof *v; i++)
        if (strcmp(kind, v[i]) == 0) return true;
    return false;
}

static bool is_harm(const char *kind) { return strcmp(kind, "kill") == 0 || strcmp(kind, "injure") == 0; }

static bool push_id(rec_ids *ids, int32_t v)
{
    for (uint32_t i = 0; i < ids->n; i++)
        if (ids->v[i] == v) return false;
    ids->v[ids->n++] = v;
    return true;
}

/* A phrase that no stage could place or name is kept as itself: an actor or place with nothing but its words. */
static int32_t adopt_actor(const stance_context *c, int32_t mention)
{
    base_span span = stance_mention_span(c, mention);
    rec_actor *a = rec_add_actor(c->report);
    if (a == NULL || (a->name = stance_words(c, span)) == NULL) return -1;
    int32_t id = (int32_t)c->report->n_actors - 1;
    a->score = 0.5f;
    if (rec_mention_actor(c->report, id, span, HOW_NOMINAL) != SITREP_OK) return -1;
    c->d->mentions.v[mention].actor = id;
    return id;
}

static int32_t adopt_place(const stance_context *c, int32_t mention)
{
    base_span span = stance_mention_span(c, mention);
    rec_place *p = rec_add_place(c->report);
    if (p == NULL || (p->name = stance_words(c, span)) == NULL) return -1;
    int32_t id = (int32_t)c->report->n_places - 1;
    p->score = 0.3f;
    p->why = "a place by its role; no name that the gazetteer knows";
    if (rec_mention_place(c->report, id, span, HOW_NOMINAL) != SITREP_OK) return -1;
    c->d->mentions.v[mention].place = id;
    return id;
}

static int32_t place_of(const stance_context *c, int32_t mention)
{
    for (int hops = 0, m = mention; m >= 0 && hops < 4; hops++) {
        if (c->d->mentions.v[m].place >= 0) return c->d->mentions.v[m].place;
        int32_t at = rec_place_at(c->report, stance_mention_span(c, m));
        if (at >= 0) return at;
        m = c->d->mentions.v[m].antecedent;
    }
    return -1;
}

static sitrep_status fill_roles(const stance_context *c, const draft_args *args, bool places, rec_ids *ids,
                                base_span **spans)
{
    ids->v = arena_array(c->arena, args->n, sizeof *ids->v);
    *spans = arena_array(c->arena, args->n, sizeof **spans);
    if (ids->v == NULL || *spans == NULL) return SITREP_E_NOMEM;
    for (uint32_t i = 0; i < args->n; i++) {
        int32_t m = args->v[i].mention;
        int32_t id = places ? place_of(c, m) : stance_actor(c, m);
        if (id < 0) id = places ? adopt_place(c, m) : adopt_actor(c, m);
        if (id < 0) return SITREP_E_NOMEM;
        if (push_id(ids, id)) (*spans)[ids->n - 1] = stance_mention_span(c, m);
    }
    return SITREP_OK;
}

typedef struct evidence {
    base_arena *arena;
    rec_because *because;
    size_t capacity;
    bool ok;
} evidence;

static void note(evidence *e, const char *field, base_span span)
{
    if (!span_is_set(span) || !e->ok) return;
    rec_evidence *v = arena_grow(e->arena, e->because->evidence, e->because->n_evidence, &e->capacity, sizeof *v);
    if (v == NULL) {
        e->ok = false;
        return;
    }
    e->because->evidence = v;
    v[e->because->n_evidence++] = (rec_evidence){field, span};
}

/* A speaker makes it a claim; a news report, "sources" or "reports" make it reported (GUIDE.md, decision 1). */
static void settle_certainty(const stance_context *c, rec_event *e)
{
    static const char *const reporting[] = {"report",    "reports",     "media",     "sources",    "source", "news",
                                            "newspaper", "agency",      "agencies",  "television", "tv",     "radio",
                                            "press",     "journalists", "reporters", "outlets",    "daily",  "channel"};
    if (e->n_sources == 0 || e->stance.certainty > CERT_REPORTED) return;
    const rec_source *s = &e->sources[0];
    const char *kind = s->actor >= 0 ? c->report->actors[s->actor].kind : NULL;
    bool reports = kind != NULL && strcmp(kind, "media") == 0;
    for (uint32_t t = text_token_at(c->doc, s->span.b); t < c->doc->n_tokens && c->doc->tokens[t].span.b < s->span.e;
         t++)
        for (size_t k = 0; k < sizeof reporting / sizeof *reporting; k++)
            reports |= text_token_is(c->doc, t, reporting[k]);
    e->stance.certainty = reports ? CERT_REPORTED : CERT_CLAIMED;
}

/* What the weapon says of a strike's kind, which the verb ("hit", "struck") does not: drones make a drone strike. */
static const char *kind_by_weapon(const stance_context *c, const draft_event *x)
{
    static const char *const strikes[] = {"attack", "airstrike", "missile-strike", "shelling", "bombing"};
    static const char *const drones[] = {"drone", "drones", "uav", "uavs"};
    static const char *const from_air[] = {"guided bomb", "guided bombs", "glide bomb", "glide bombs", "aerial bomb", "aerial bombs"};
    bool strike = false;
    for (size_t i = 0; i < sizeof strikes / sizeof *strikes; i++) strike |= strcmp(x->kind, strikes[i]) == 0;
    const draft_args *v = &x->args[ROLE_INSTRUMENT];
    for (uint32_t n = 0; strike && n < v->n; n++) {
        const struct mention *m = &c->d->mentions.v[v->v[n].mention];
        for (uint32_t t = m->tok_b; t < m->tok_e; t++)
            for (size_t i = 0; i < sizeof drones / sizeof *drones; i++)
                if (text_token_is(c->doc, t, drones[i])) return "drone-strike";
        base_span span = text_span(c->doc, m->tok_b, m->tok_e);
        for (size_t i = 0; i < sizeof from_air / sizeof *from_air; i++)
            if (span.e - span.b >= strlen(from_air[i]) &&
                memcmp(c->doc->text + span.e - strlen(from_air[i]), from_air[i], strlen(from_air[i])) == 0)
                return "airstrike";
    }
    return x->kind;
}

static sitrep_status build(const stance_context *c, const timex_list *times, const draft_event *x)
{
    rec_event *e = rec_add_event(c->report);
    if (e == NULL) return SITREP_E_NOMEM;
    uint32_t index = c->report->n_events - 1;
    e->kind = kind_by_weapon(c, x);
    e->trigger = text_span(c->doc, x->tok, x->tok_e);
    e->score = x->score;
    e->background = x->background;
    e->stance = (rec_stance){stance_polarity(x->polarity),
                             stance_certainty(x->certainty),
                             stance_when(x->when),
                             stance_realis(x->realis),
                             {0, 0}};
    const onto_kind *k = onto_find(c->lex, e->kind);
    e->sphere = k != NULL ? k->sphere : "conflict";
    e->mentions.v = arena_array(c->arena, x->n_again, sizeof *e->mentions.v);
    if (e->mentions.v == NULL) return SITREP_E_NOMEM;
    for (uint32_t i = 0; i < x->n_again; i++) e->mentions.v[e->mentions.n++] = c->doc->tokens[x->again[i]].span;
    rec_ids agents = {0}, patients = {0}, places = {0};
    base_span *agent_spans, *patient_spans, *place_spans;
    sitrep_status s;
    if ((s = fill_roles(c, &x->args[ROLE_AGENT], false, &agents, &agent_spans)) != SITREP_OK ||
        (s = fill_roles(c, &x->args[ROLE_PATIENT], false, &patients, &patient_spans)) != SITREP_OK ||
        (s = fill_roles(c, &x->args[ROLE_PLACE], true, &places, &place_spans)) != SITREP_OK)
        return s;
    e = &c->report->events[index];
    e->agents = agents;
    e->patients = patients;
    e->places = places;
    e->agent_spans = agent_spans;
    e->patient_spans = patient_spans;
    e->place_spans = place_spans;
    e->agent_status = agents.n > 0 ? "stated" : "unstated";
    for (uint32_t i = 0; i < agents.n; i++)
        for (uint32_t t = text_token_at(c->doc, agent_spans[i].b);
             t < c->doc->n_tokens && c->doc->tokens[t].span.e <= agent_spans[i].e; t++)
            if (text_token_is(c->doc, t, "unknown") || text_token_is(c->doc, t, "unidentified"))
                e->agent_status = "unknown";
    const draft_args *i = &x->args[ROLE_INSTRUMENT], *w = &x->args[ROLE_TIME];
    e->instruments.v = arena_array(c->arena, i->n, sizeof *e->instruments.v);
    if (e->instruments.v == NULL) return SITREP_E_NOMEM;
    for (uint32_t n = 0; n < i->n; n++) e->instruments.v[e->instruments.n++] = stance_mention_span(c, i->v[n].mention);
    e->time = (rec_time){.precision = "none", .basis = "none"};
    for (uint32_t n = 0; n < w->n && e->time.start == NULL && e->time.end == NULL; n++) {
        base_span span = stance_mention_span(c, w->v[n].mention);
        const timex *t = timex_at(times, span);
        /* a bare year of another sentence is that one's history */
        if (t != NULL && t->precision != NULL && strcmp(t->precision, "year") == 0 && t->tok_b < c->doc->n_tokens &&
            c->doc->tokens[t->tok_b].sentence != c->doc->tokens[x->tok].sentence)
            continue;
        if (t != NULL) timex_to_rec(t, &e->time);
        if (!span_is_set(e->time.span)) e->time.span = span;
    }
    if ((s = stance_set_source(c, x->source.mention, x->cue, &e->sources, &e->n_sources)) != SITREP_OK) return s;
    settle_certainty(c, e);
    evidence ev = {c->arena, &e->because, 0, true};
    e->because.rule = "model:kind+arg";
    note(&ev, "trigger", e->trigger);
    for (uint32_t n = 0; n < agents.n; n++) note(&ev, "agents", agent_spans[n]);
    for (uint32_t n = 0; n < patients.n; n++) note(&ev, "patients", patient_spans[n]);
    for (uint32_t n = 0; n < places.n; n++) note(&ev, "places", place_spans[n]);
    note(&ev, "time", e->time.span);
    if (e->n_sources > 0) {
        note(&ev, "sources", e->sources[0].span);
        note(&ev, "cue", e->sources[0].cue);
    }
    return ev.ok ? SITREP_OK : SITREP_E_NOMEM;
}

static bool share(const rec_ids *a, const rec_ids *b)
{
    for (uint32_t i = 0; i < a->n; i++)
        for (uint32_t k = 0; k < b->n; k++)
            if (a->v[i] == b->v[k]) return true;
    return false;
}

static uint32_t sentence_of(const stance_context *c, uint32_t event)
{
    return c->doc->tokens[c->d->events[event].tok].sentence;
}

/* A kill or an injury belongs to the nearest doing of its own sentence, else of the sentence before when they share a
 * place. */
static void tie_harm(const stance_context *c)
{
    for (uint32_t i = 0; i < c->report->n_events; i++) {
        rec_event *e = &c->report->events[i];
        if (!is_harm(e->kind)) continue;
        uint32_t t = c->d->events[i].tok, here = c->doc->tokens[t].sentence, best = UINT32_MAX, k = i;
        while (k > 0 && sentence_of(c, k - 1) + 1 >= here) k--; /* events lie in text order */
        for (; k < c->report->n_events && sentence_of(c, k) <= here; k++) {
            const rec_event *o = &c->report->events[k];
            if (k == i || !does_harm(o->kind) || o->stance.realis == REALIS_PLANNED || o->background != e->background)
                continue;
            uint32_t u = c->d->events[k].tok, there = sentence_of(c, k);
            uint32_t far = u > t ? u - t : t - u;
            bool near = there == here ||
                        (there + 1 == here && (share(&o->places, &e->places) || share(&o->agents, &e->agents)));
            if (near && far + (there == here ? 0 : 1000) < best) {
                best = far + (there == here ? 0 : 1000);
                e->of = (int32_t)k;
            }
        }
    }
}

sitrep_status event_read(const stance_context *c, const timex_list *times)
{
    for (uint32_t i = 0; i < c->d->n_events; i++) {
        sitrep_status s = build(c, times, &c->d->events[i]);
        if (s != SITREP_OK) return s;
    }
    tie_harm(c);
    return SITREP_OK;
}

sitrep_status event_read_relations(const stance_context *c)
{
    for (uint32_t i = 0; i < c->d->n_relations; i++) {
        const draft_relation *x = &c->d->relations[i];
        int32_t from = stance_actor(c, x->from), to = stance_actor(c, x->to);
        if ((from < 0 && (from = adopt_actor(c, x->from)) < 0) || (to < 0 && (to = adopt_actor(c, x->to)) < 0))
            return SITREP_E_NOMEM;
        bool known = from == to;
        for (uint32_t k = 0; k < c->report->n_relations && !known; k++) {
            const rec_relation *r = &c->report->relations[k];
            known = r->from == from && r->to == to && strcmp(r->kind, x->kind) == 0;
        }
        if (known) continue;
        rec_relation *r = rec_add_relation(c->report);
        if (r == NULL) return SITREP_E_NOMEM;
        r->kind = x->kind;
        r->from = from;
        r->to = to;
        r->from_span = stance_mention_span(c, x->from);
        r->to_span = stance_mention_span(c, x->to);
        r->span = (base_span){r->from_span.b < r->to_span.b ? r->from_span.b : r->to_span.b,
                              r->from_span.e > r->to_span.e ? r->from_span.e : r->to_span.e};
        r->score = x->score;
        r->time = (rec_time){.precision = "none", .basis = "none"};
        evidence ev = {c->arena, &r->because, 0, true};
        r->because.rule = "model:rel";
        note(&ev, "from", r->from_span);
        note(&ev, "to", r->to_span);
        if (!ev.ok) return SITREP_E_NOMEM;
    }
    return SITREP_OK;
}
