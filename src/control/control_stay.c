/* control_stay.c: "the police are still in place at Sarin", "troops remain in Korin": who stays holds. See control.h. */
#include <string.h>

#include "control/control_work.h"

#define STAY_SCORE 0.6f /* of a control record that this construction says */

enum { MAX_SUBJECT = 6 };

static const char *const FORCES[] = {"police", "army", "troops", "soldiers", "forces", "fighters", "rebels", "militants", "gunmen", "guards",
                                     "garrison", "militia", "gang", "peacekeepers", "militiamen", "units", "insurgents", NULL};
static const char *const STAYS[] = {"remain", "remains", "stay", "stays", NULL};
static const char *const IS[] = {"is", "are", NULL};
static const char *const AT[] = {"at", "in", NULL};
static const char *const ARTICLES[] = {"the", "a", "an", NULL};

/* The token behind "remain (still)", "are (still) in place", "is still in control (there)"; 0: token t says nothing of the kind. */
static uint32_t stays_at(const text_doc *doc, uint32_t t)
{
    static const char *const still[] = {"still", NULL}, *const kept[] = {"place", "control", "position", NULL};
    uint32_t k = t + 1 + text_token_in(doc, t + 1, still);
    bool placed = text_token_is(doc, k, "in") && text_token_in(doc, k + 1, kept);
    if (text_token_in(doc, t, IS)) return placed ? k + 2 : 0;
    return text_token_in(doc, t, STAYS) ? (placed ? k + 2 : k) : 0;
}

/* The place that is named from token k on, behind an article, or -1; *e: the token behind it. Troops that remain in a country hold
 * no country. */
static int32_t place_from(const stance_context *c, uint32_t k, uint32_t *e)
{
    k += text_token_in(c->doc, k, ARTICLES);
    int32_t best = -1;
    for (uint32_t i = 0; i < c->report->n_places; i++) {
        const rec_place *p = &c->report->places[i];
        bool wide = p->precision != NULL && (strcmp(p->precision, "country") == 0 || strcmp(p->precision, "province") == 0);
        for (uint32_t n = 0; n < p->n_mentions && !wide; n++) {
            uint32_t b = text_token_at(c->doc, p->mentions[n].span.b), end = text_token_at(c->doc, p->mentions[n].span.e - 1) + 1;
            b += text_token_in(c->doc, b, ARTICLES);
            if (b != k || (best >= 0 && end <= *e)) continue;
            best = (int32_t)i;
            *e = end;
        }
    }
    return best;
}

/* The words of the force that ends before token t, from its article or the clause's begin on; unset: no force. */
static base_span force_before(const text_doc *doc, uint32_t t)
{
    static const char *const stops[] = {",", ";", ":", "and", "but", "that", "the", "a", "an", "of", "in", "at", NULL};
    uint32_t first = doc->sents[doc->tokens[t].sentence].tok_b, b = t;
    if (t == first || !text_token_in(doc, t - 1, FORCES)) return (base_span){0, 0};
    while (b > first && t - b < MAX_SUBJECT && !text_token_in(doc, b - 1, stops)) b--;
    return text_span(doc, b, t);
}

/* The actor whose mention that is, else the report's actor whose name ends in the same word, else a new one. -1: no memory. */
static int32_t actor_for(const stance_context *c, base_span words)
{
    int32_t id = rec_actor_at(c->report, words);
    const char *name = stance_words(c, words), *head = name != NULL ? strrchr(name, ' ') : NULL;
    if (name == NULL) return -1;
    head = head != NULL ? head + 1 : name;
    for (uint32_t i = 0; i < c->report->n_actors && id < 0; i++) {
        const char *a = c->report->actors[i].name, *last = a != NULL ? strrchr(a, ' ') : NULL;
        if (a != NULL && strcmp(last != NULL ? last + 1 : a, head) == 0) id = (int32_t)i;
    }
    if (id >= 0) return id;
    rec_actor *a = rec_add_actor(c->report);
    if (a == NULL) return -1;
    a->name = name;
    a->score = 0.5f;
    id = (int32_t)c->report->n_actors - 1;
    return rec_mention_actor(c->report, id, words, HOW_NOMINAL) == SITREP_OK ? id : -1;
}

static sitrep_status add_stay(const stance_context *c, int32_t place, base_span place_span, base_span who)
{
    for (uint32_t i = 0; i < c->report->n_control; i++)
        if (c->report->control[i].place == place && strcmp(c->report->control[i].state, "held") == 0) return SITREP_OK;
    int32_t holder = actor_for(c, who);
    rec_control *r = holder >= 0 ? rec_add_control(c->report) : NULL;
    if (r == NULL || (r->because.evidence = arena_array(c->arena, 2, sizeof *r->because.evidence)) == NULL) return SITREP_E_NOMEM;
    r->place = place;
    r->place_span = r->span = place_span;
    r->state = "held";
    r->holder = holder;
    r->holder_span = who;
    r->score = STAY_SCORE;
    r->stance.when = WHEN_ONGOING;
    r->time = (rec_time){.precision = "none", .basis = "none"};
    r->because.rule = "rule:stays";
    r->because.evidence[r->because.n_evidence++] = (rec_evidence){"place", place_span};
    r->because.evidence[r->because.n_evidence++] = (rec_evidence){"holder", who};
    return SITREP_OK;
}

sitrep_status control_read_stays(const stance_context *c)
{
    const text_doc *doc = c->doc;
    sitrep_status s = SITREP_OK;
    for (uint32_t t = 1; t + 1 < doc->n_tokens && s == SITREP_OK; t++) {
        uint32_t k = stays_at(doc, t), first = doc->sents[doc->tokens[t].sentence].tok_b, b = 0, e = 0;
        base_span who = k > 0 ? force_before(doc, t) : (base_span){0, 0};
        if (!span_is_set(who)) continue;
        uint32_t at = text_token_at(doc, who.b);
        at -= at > first && text_token_in(doc, at - 1, ARTICLES);
        int32_t place = text_token_in(doc, k, AT) ? place_from(c, b = k + 1, &e) : -1;
        if (place < 0 && text_token_in(doc, first, AT)) { /* "At the junction of Sarin the police are still in place" */
            place = place_from(c, b = first + 1, &e);
            uint32_t next = e + (e < at && text_token_is(doc, e, ","));
            if (place >= 0 && next != at) place = -1;
        }
        if (place < 0) continue;
        b += text_token_in(doc, b, ARTICLES);
        s = add_stay(c, place, text_span(doc, b, e), who);
    }
    return s;
}
