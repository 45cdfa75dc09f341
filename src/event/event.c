/* event.c: drafts -> events. See event.h. */
#include "event/event.h"

#include <math.h>
#include <string.h>

#include "event/event_tune.h"
#include "lexicon/ontology.h"
#include "text/dateline.h"

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

/* How likely the likeliest phrase of an actor is in a role. */
static float role_score(const stance_context *c, const draft_args *args, int32_t actor)
{
    float best = 0.0f;
    for (uint32_t i = 0; i < args->n; i++)
        if (args->v[i].score > best && stance_actor(c, args->v[i].mention) == actor) best = args->v[i].score;
    return best;
}

static void drop_id(rec_ids *ids, base_span *spans, uint32_t i)
{
    for (uint32_t k = i + 1; k < ids->n; k++) {
        ids->v[k - 1] = ids->v[k];
        spans[k - 1] = spans[k];
    }
    ids->n--;
}

/* Nobody does it to himself: whom the links name in both roles keeps the likelier one. */
static void drop_both(const stance_context *c, const draft_event *x, rec_ids *agents, base_span *agent_spans, rec_ids *patients, base_span *patient_spans)
{
    for (uint32_t i = patients->n; i-- > 0;)
        for (uint32_t k = agents->n; k-- > 0 && i < patients->n;) {
            if (agents->v[k] != patients->v[i]) continue;
            if (role_score(c, &x->args[ROLE_AGENT], agents->v[k]) >= role_score(c, &x->args[ROLE_PATIENT], patients->v[i]))
                drop_id(patients, patient_spans, i);
            else
                drop_id(agents, agent_spans, k);
        }
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

/* The weapon's type (data/weapons.tsv) that tells of a strike what the verb ("hit", "struck") does not, and the kind
 * that it makes. */
static const struct weapon_kind {
    const char *type, *kind;
} WEAPON_KINDS[] = {{"chemical", "chemical-attack"}, {"drone", "drone-strike"}, {"aircraft", "airstrike"}};

enum { N_WEAPON_KINDS = sizeof WEAPON_KINDS / sizeof *WEAPON_KINDS };

static bool is_among(const char *s, const char *const *v, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(s, v[i]) == 0) return true;
    return false;
}

#define AMONG(s, v) is_among((s), (v), sizeof(v) / sizeof *(v))

/* Is a weapon of one of these types named by the tokens [b, e) with its last word between last_b and e? */
static bool names_weapon(const stance_context *c, uint32_t b, uint32_t e, uint32_t last_b, const char *const *types,
                         size_t n)
{
    for (uint32_t i = lexicon_hit_from(c->hits, b); i < c->hits->n && c->hits->v[i].tok_b < e; i++) {
        const lex_hit *h = &c->hits->v[i];
        const char *type =
            h->cls == LEX_WEAPON && h->tok_e <= e && h->tok_e > last_b ? lexicon_type(c->lex, h->entry) : NULL;
        if (type != NULL && is_among(type, types, n)) return true;
    }
    return false;
}

/* Do phrases of a role name such a weapon; anywhere in them, or as their head ("warplanes", not "the pilots of the
 * warplanes")? */
static bool role_names_weapon(const stance_context *c, const draft_args *v, bool as_head, const char *const *types,
                              size_t n)
{
    for (uint32_t i = 0; i < v->n; i++) {
        const struct mention *m = &c->d->mentions.v[v->v[i].mention];
        if (as_head ? names_weapon(c, m->tok_b, m->head + 1, m->head, types, n)
                    : names_weapon(c, m->tok_b, m->tok_e, m->tok_b, types, n))
            return true;
    }
    return false;
}

/* By what means: as instrument, as what acts ("jets"), or before a noun ("poison gas attack"; a past tense is none). */
static bool done_with(const stance_context *c, const draft_event *x, const char *type)
{
    base_span word = c->doc->tokens[x->tok].span;
    uint32_t first = c->doc->sents[c->doc->tokens[x->tok].sentence].tok_b, near = x->tok > first + 3 ? x->tok - 3 : first;
    bool past = word.e - word.b > 3 && memcmp(c->doc->text + word.e - 2, "ed", 2) == 0;
    return role_names_weapon(c, &x->args[ROLE_INSTRUMENT], false, &type, 1) ||
           role_names_weapon(c, &x->args[ROLE_AGENT], true, &type, 1) ||
           (!past && x->tok > first && names_weapon(c, near, x->tok_e, x->tok - 1, &type, 1));
}

/* What the weapon says of a strike's kind: drones make a drone strike. */
static const char *kind_by_weapon(const stance_context *c, const draft_event *x)
{
    static const char *const strikes[] = {"attack", "airstrike", "missile-strike", "shelling", "bombing"};
    if (!AMONG(x->kind, strikes)) return x->kind;
    for (size_t i = 0; i < N_WEAPON_KINDS; i++)
        if (done_with(c, x, WEAPON_KINDS[i].type)) return WEAPON_KINDS[i].kind;
    return x->kind;
}

/* ACLED has types where our kinds have none: harm and damage are coded by their means, weapons that are seized or
 * cleared are disrupted weapons use (codebook, "Explosions/Remote violence" and "Disrupted weapons use"). The kind
 * whose ACLED columns hold, or NULL: its own. */
static const char *acled_kind(const stance_context *c, const draft_event *x)
{
    static const struct weapon_kind means[] = {
        {"chemical", "chemical-attack"}, {"suicide", "suicide-bombing"}, {"drone", "drone-strike"},
        {"aircraft", "airstrike"},       {"mine", "landmine"},           {"explosive", "bombing"},
        {"artillery", "shelling"},       {"missile", "missile-strike"}};
    static const char *const harm[] = {"destroy", "kill", "injure"};
    static const char *const arms[] = {"firearm", "artillery", "missile",  "explosive", "suicide",
                                       "mine",    "drone",     "chemical", "cbrn"};
    static const char *const charges[] = {"explosive", "suicide", "mine"};
    const draft_args *patients = &x->args[ROLE_PATIENT];
    if (strcmp(x->kind, "capture") == 0 && x->args[ROLE_PLACE].n == 0 &&
        role_names_weapon(c, patients, true, arms, sizeof arms / sizeof *arms))
        return "intercept";
    if (strcmp(x->kind, "destroy") == 0 &&
        role_names_weapon(c, patients, true, charges, sizeof charges / sizeof *charges))
        return "intercept";
    for (size_t i = 0; AMONG(x->kind, harm) && i < sizeof means / sizeof *means; i++)
        if (done_with(c, x, means[i].type)) return means[i].kind;
    return NULL;
}

/* The model's probability as one that holds: of a hundred events with score 0.8, eighty are right. Monotone. */
static float believable(float q)
{
    float p = q < EVENT_SCORE_EDGE ? EVENT_SCORE_EDGE : q > 1 - EVENT_SCORE_EDGE ? 1 - EVENT_SCORE_EDGE : q;
    return 1 / (1 + expf(-(EVENT_SCORE_SLOPE * logf(p / (1 - p)) + EVENT_SCORE_SHIFT)));
}

static sitrep_status build(const stance_context *c, const timex_list *times, const draft_event *x)
{
    rec_event *e = rec_add_event(c->report);
    if (e == NULL) return SITREP_E_NOMEM;
    uint32_t index = c->report->n_events - 1;
    e->kind = kind_by_weapon(c, x);
    e->acled_kind = acled_kind(c, x);
    e->trigger = text_span(c->doc, x->tok, x->tok_e);
    e->score = believable(x->score);
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
    drop_both(c, x, &agents, agent_spans, &patients, patient_spans);
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

/* Does the event have a place that its own paragraph names? */
static bool placed_in_paragraph(const stance_context *c, const rec_event *e, uint32_t t)
{
    uint32_t paragraph = c->doc->sents[c->doc->tokens[t].sentence].paragraph;
    for (uint32_t i = 0; i < e->places.n; i++)
        if (c->doc->sents[c->doc->tokens[text_token_at(c->doc, e->place_spans[i].b)].sentence].paragraph == paragraph) return true;
    return false;
}

/* A kill or an injury belongs to the nearest doing of its own sentence, else of the sentence before when they share a
 * place, when "those" points back to it, or when its own paragraph names that one's place and none of its: a place from farther
 * off is then dropped. */
static void tie_harm(const stance_context *c)
{
    static const char *const pointers[] = {"those", "these", NULL};
    for (uint32_t i = 0; i < c->report->n_events; i++) {
        rec_event *e = &c->report->events[i];
        if (!is_harm(e->kind)) continue;
        uint32_t t = c->d->events[i].tok, here = c->doc->tokens[t].sentence, best = UINT32_MAX, k = i;
        bool points = t > 0 && text_token_in(c->doc, t - 1, pointers);
        while (k > 0 && sentence_of(c, k - 1) + 1 >= here) k--; /* events lie in text order */
        for (; k < c->report->n_events && sentence_of(c, k) <= here; k++) {
            const rec_event *o = &c->report->events[k];
            if (k == i || !onto_has(c->lex, o->kind, ONTO_HARMS) || o->stance.realis == REALIS_PLANNED ||
                o->background != e->background)
                continue;
            uint32_t u = c->d->events[k].tok, there = sentence_of(c, k);
            uint32_t far = u > t ? u - t : t - u;
            bool follows = there + 1 == here && c->doc->sents[there].paragraph == c->doc->sents[here].paragraph &&
                           placed_in_paragraph(c, o, u) && !placed_in_paragraph(c, e, t);
            bool near = there == here || follows || (points && there + 1 == here) ||
                        (there + 1 == here && (share(&o->places, &e->places) || share(&o->agents, &e->agents)));
            if (text_is_parted(c->doc, t, u)) continue;
            if (near && far + (there == here ? 0 : 1000) < best) {
                best = far + (there == here ? 0 : 1000);
                e->of = (int32_t)k;
            }
        }
        uint32_t u = e->of >= 0 ? c->d->events[e->of].tok : t;
        if (e->of >= 0 && sentence_of(c, (uint32_t)e->of) + 1 == here &&
            (points || (placed_in_paragraph(c, &c->report->events[e->of], u) && !placed_in_paragraph(c, e, t))))
            e->places.n = 0;
        if (e->of >= 0 && points) e->time = (rec_time){.precision = "none", .basis = "none"};
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
        r->because.rule = x->rule;
        note(&ev, "from", r->from_span);
        note(&ev, "to", r->to_span);
        if (!ev.ok) return SITREP_E_NOMEM;
    }
    return SITREP_OK;
}
