/* control.c: place phrases with a change -> control records. See control.h. */
#include "control/control.h"
#include "control/control_work.h"

#include <string.h>

/* "parts of", "half of", "most of" before a place: the change is not of the whole. */
static const char *extent_of(const stance_context *c, uint32_t tok_b)
{
    static const char *const part[] = {"parts",     "part",    "half",  "most",    "areas",  "some",
                                       "outskirts", "quarter", "third", "portion", "section"};
    for (uint32_t t = tok_b > 4 ? tok_b - 4 : 0; t < tok_b; t++)
        for (size_t k = 0; k < sizeof part / sizeof *part; k++)
            if (text_token_is(c->doc, t, part[k])) return "part";
    for (uint32_t t = tok_b > 4 ? tok_b - 4 : 0; t < tok_b; t++)
        if (text_token_is(c->doc, t, "entire") || text_token_is(c->doc, t, "whole") || text_token_is(c->doc, t, "all"))
            return "whole";
    return NULL;
}

/* The event that tells the change: it names the place, and takes or gives ground. NULL: the phrase alone says it
 * ("X-held Y"). */
static const rec_event *event_of(const stance_context *c, int32_t place, base_span span)
{
    static const char *const kinds[] = {"capture",   "withdraw",         "hand-over", "besiege", "break-siege", "clash",
                                        "surrender", "launch-offensive", "repel",     "advance", "attack"};
    const rec_event *best = NULL;
    size_t rank = sizeof kinds / sizeof *kinds;
    for (uint32_t i = 0; i < c->report->n_events; i++) {
        const rec_event *e = &c->report->events[i];
        bool here = false;
        for (uint32_t n = 0; n < e->places.n; n++) here |= e->places.v[n] == place && span_overlaps(e->place_spans[n], span);
        for (size_t k = 0; here && k < rank; k++)
            if (strcmp(e->kind, kinds[k]) == 0) {
                rank = k;
                best = e;
            }
    }
    return best;
}

static bool is_loss(const stance_context *c, base_span span)
{
    static const char *const words[] = {"lost", "lose", "loses", "losing", "loss", "fell", "fall", "falls", "fallen", NULL};
    return text_token_in(c->doc, text_token_at(c->doc, span.b), words);
}

/* "The army lost Sarin", "Sarin fell": told by nothing but words of loss, whoever is named with them held it before. */
static bool only_loses(const stance_context *c, const rec_event *e)
{
    bool loss = strcmp(e->kind, "capture") == 0 && is_loss(c, e->trigger);
    for (uint32_t i = 0; i < e->mentions.n; i++) loss &= is_loss(c, e->mentions.v[i]);
    return loss;
}

static bool is_agent(const rec_event *e, int32_t actor)
{
    for (uint32_t i = 0; i < e->agents.n; i++)
        if (e->agents.v[i] == actor) return actor >= 0;
    return false;
}

/* "They took Zolote, Luhansk Oblast": a province or country right behind a comma and a place in it only says where that is. */
static bool only_locates(const stance_context *c, int32_t place, base_span span)
{
    const rec_place *p = &c->report->places[place];
    bool large = p->precision != NULL && (strcmp(p->precision, "province") == 0 || strcmp(p->precision, "country") == 0);
    if (!large || span.b < 2 || memcmp(c->doc->text + span.b - 2, ", ", 2) != 0) return false;
    for (uint32_t i = 0; i < c->report->n_places; i++) {
        const rec_place *q = &c->report->places[i];
        bool smaller = q->precision == NULL || (strcmp(q->precision, "province") != 0 && strcmp(q->precision, "country") != 0);
        bool fits = !q->located || q->within == place || (q->country != NULL && p->country != NULL && strcmp(q->country, p->country) == 0);
        for (uint32_t k = 0; k < q->n_mentions && smaller && fits; k++)
            if (q->mentions[k].span.e + 2 == span.b) return true;
    }
    return false;
}

static uint32_t sentence_of(const stance_context *c, base_span span) { return c->doc->tokens[text_token_at(c->doc, span.b)].sentence; }

/* Who took it by the words around the trigger, against a holder that another sentence names. */
static bool names_other_taker(const stance_context *c, const rec_event *e, const rec_control *r)
{
    if (r->holder < 0 || e->agents.n == 0 || is_agent(e, r->holder)) return false;
    uint32_t here = sentence_of(c, e->trigger);
    return sentence_of(c, e->agent_spans[0]) == here && sentence_of(c, r->holder_span) != here;
}

static int32_t side(const stance_context *c, const draft_arg *a, base_span *span)
{
    *span = stance_mention_span(c, a->mention);
    return stance_actor(c, a->mention);
}

/* Nobody takes a place from himself: the surer link stays. */
static void drop_weaker(const draft_control *x, rec_control *r)
{
    bool holds = x->holder.score >= x->from.score;
    *(holds ? &r->from : &r->holder) = -1;
    *(holds ? &r->from_span : &r->holder_span) = (base_span){0, 0};
}

/* The sides that the change's event tells: who withdraws has lost it, who takes it holds it. */
static void take_sides(const stance_context *c, const rec_event *e, rec_control *r)
{
    bool loses = only_loses(c, e);
    if (loses && is_agent(e, r->holder)) {
        r->state = "lost";
        if (r->from < 0) {
            r->from = r->holder;
            r->from_span = r->holder_span;
        }
        r->holder = -1;
        r->holder_span = (base_span){0, 0};
    }
    if (loses || strcmp(r->state, "captured") != 0 || strcmp(e->kind, "capture") != 0) return;
    if ((r->holder < 0 && e->agents.n > 0) || names_other_taker(c, e, r)) {
        r->holder = e->agents.v[0];
        r->holder_span = e->agent_spans[0];
    }
    if (is_agent(e, r->from)) { /* nobody takes a place from himself */
        r->from = -1;
        r->from_span = (base_span){0, 0};
    }
    if (r->from < 0 && e->patients.n > 0 && e->patients.v[0] != r->holder && !is_agent(e, e->patients.v[0])) {
        r->from = e->patients.v[0];
        r->from_span = e->patient_spans[0];
    }
}

sitrep_status control_read(const stance_context *c, const timex_list *times)
{
    for (uint32_t i = 0; i < c->d->n_control; i++) {
        const draft_control *x = &c->d->control[i];
        base_span span = stance_mention_span(c, x->place);
        int32_t place = c->d->mentions.v[x->place].place;
        if (place < 0) place = rec_place_at(c->report, span);
        if (place < 0 || only_locates(c, place, span)) continue; /* the place stage keeps every place phrase; a change of something else is none */
        rec_control *r = rec_add_control(c->report);
        if (r == NULL) return SITREP_E_NOMEM;
        r->place = place;
        r->place_span = r->span = span;
        r->state = x->change;
        r->score = x->score;
        r->extent = extent_of(c, c->d->mentions.v[x->place].tok_b);
        r->holder = side(c, &x->holder, &r->holder_span);
        r->from = side(c, &x->from, &r->from_span);
        if (r->holder >= 0 && r->holder == r->from) drop_weaker(x, r);
        r->by = side(c, &x->by, &r->by_span);
        r->time = (rec_time){.precision = "none", .basis = "none"};
        const rec_event *e = event_of(c, place, span);
        if (x->time.mention >= 0) {
            base_span w = stance_mention_span(c, x->time.mention);
            const timex *t = timex_at(times, w);
            if (t != NULL) timex_to_rec(t, &r->time);
        } else if (e != NULL)
            r->time = e->time;
        if (e != NULL) r->stance = e->stance;
        if (e != NULL) take_sides(c, e, r);
        const char *said = x->asserted != NULL ? x->asserted : "asserted";
        r->stance.polarity = strcmp(said, "denied") == 0 ? POL_DENIED : POL_AFFIRMED;
        r->stance.realis = strcmp(said, "planned") == 0     ? REALIS_PLANNED
                           : strcmp(said, "attempted") == 0 ? REALIS_ATTEMPTED
                                                            : REALIS_ACTUAL;
        if (strcmp(said, "claimed") == 0 && r->stance.certainty == CERT_ASSERTED) r->stance.certainty = CERT_CLAIMED;
        sitrep_status s = SITREP_OK;
        if (x->source.mention >= 0)
            s = stance_set_source(c, x->source.mention, x->cue, &r->sources, &r->n_sources);
        else if (e != NULL) {
            r->sources = e->sources;
            r->n_sources = e->n_sources;
        }
        r->because.rule = "model:control";
        r->because.evidence = arena_array(c->arena, 5, sizeof *r->because.evidence);
        if (s != SITREP_OK || r->because.evidence == NULL) return SITREP_E_NOMEM;
        const rec_evidence all[] = {{"place", span},
                                    {"holder", r->holder_span},
                                    {"from", r->from_span},
                                    {"by", r->by_span},
                                    {"time", r->time.span}};
        for (size_t k = 0; k < sizeof all / sizeof *all; k++)
            if (span_is_set(all[k].span)) r->because.evidence[r->because.n_evidence++] = all[k];
    }
    return control_read_stays(c);
}
