/* event_context.c: see event_context.h. News names the place and the day once and goes on about them. */
#include "event/event_context.h"

#include <string.h>

#include "lexicon/ontology.h"
#include "text/dateline.h"

/* How much a field that the context gave takes from the score of a figure. An event's score says that it is told and of its
 * kind: those with a field from the context are right as often as others of the same probability (bench/calibration). */
#define CONTEXT_SCORE 0.95f

enum { MAX_COUNTED_WORDS = 6, MAX_SOURCE_TOKENS = 14, CUE_REACH = 40, SPEECH_FAR = 10000 /* a day of speech is the last choice */ };

typedef struct context {
    const stance_context *c;
    const timex_list *times;
    const text_doc *doc;
    rec_report *r;
} context;

static bool is_one_of(const char *s, const char *const *v, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(s, v[i]) == 0) return true;
    return false;
}

static bool token_in(const text_doc *doc, uint32_t t, const char *const *v, size_t n)
{
    for (size_t i = 0; t < doc->n_tokens && i < n; i++)
        if (text_token_is(doc, t, v[i])) return true;
    return false;
}

#define ONE_OF(s, v) is_one_of((s), (v), sizeof(v) / sizeof *(v))
#define TOKEN_IN(doc, t, v) token_in((doc), (t), (v), sizeof(v) / sizeof *(v))

/* A happening with a place of its own; words and papers have none. */
static bool happens_somewhere(const context *x, const rec_event *e)
{
    return e->kind != NULL && !e->background && e->stance.realis != REALIS_GENERIC &&
           e->stance.realis != REALIS_HYPOTHETICAL && !onto_has(x->c->lex, e->kind, ONTO_PLACELESS);
}

static uint32_t token_of(const context *x, base_span span) { return text_token_at(x->doc, span.b); }
static uint32_t sentence_at(const context *x, uint32_t t)
{
    return t < x->doc->n_tokens ? x->doc->tokens[t].sentence : x->doc->n_sents - 1;
}
static uint32_t paragraph_at(const context *x, uint32_t t) { return x->doc->sents[sentence_at(x, t)].paragraph; }

static sitrep_status note_context(const context *x, rec_because *because, float *score, const char *field,
                                  base_span span)
{
    size_t n = because->n_evidence;
    rec_evidence *v = arena_array(x->c->arena, n + 1, sizeof *v);
    if (v == NULL) return SITREP_E_NOMEM;
    if (n > 0) memcpy(v, because->evidence, n * sizeof *v);
    v[n] = (rec_evidence){field, span};
    because->evidence = v;
    because->n_evidence = (uint32_t)n + 1;
    const char *rule = because->rule != NULL ? because->rule : "rule";
    if (strstr(rule, "+context") == NULL) {
        size_t k = strlen(rule);
        char *s = arena_alloc(x->c->arena, k + sizeof "+context");
        if (s == NULL) return SITREP_E_NOMEM;
        memcpy(s, rule, k);
        memcpy(s + k, "+context", sizeof "+context");
        because->rule = s;
        if (score != NULL) *score *= CONTEXT_SCORE;
    }
    return SITREP_OK;
}

/* ---- places
 * ---------------------------------------------------------------------------------------------------------------- */

static bool is_dateline(const context *x, uint32_t t, uint32_t t_e) { return text_is_dateline(x->doc, t, t_e); }

/* Is the name part of who does, suffers or says something ("the mayor of Donetsk said")? */
static bool inside_actor(const context *x, base_span span)
{
    for (uint32_t i = 0; i < x->c->d->mentions.n; i++) {
        const struct mention *m = &x->c->d->mentions.v[i];
        base_span at = text_span(x->doc, m->tok_b, m->tok_e);
        if ((m->roles & (MENTION_AGENT | MENTION_SOURCE | MENTION_HOLDER)) != 0 && (m->roles & MENTION_PLACE) == 0 &&
            span_contains(at, span) && !span_equal(at, span))
            return true;
    }
    return false;
}

static bool has_name(const rec_place *p)
{
    return p->name != NULL && p->name[0] != '\0' && !(p->name[0] >= 'a' && p->name[0] <= 'z');
}

/* A capital often stands for its government: "Moscow's man", "the defence ministry in Moscow". */
static bool stands_for_state(const context *x, const rec_place *p, uint32_t t)
{
    static const char *const bodies[] = {"ministry",   "defence", "defense", "staff", "officials",  "command",
                                         "government", "source",  "sources", "force", "ministries", "foreign"};
    if (p->feature == NULL || strcmp(p->feature, "PPLC") != 0) return false;
    if (x->doc->sents[sentence_at(x, t)].headline)
        return !(t > 0 && (text_token_is(x->doc, t - 1, "in") || text_token_is(x->doc, t - 1, "at") ||
                           text_token_is(x->doc, t - 1, "on")));
    return t > 1 && text_token_is(x->doc, t - 1, "in") && TOKEN_IN(x->doc, t - 2, bodies);
}

static bool is_location(const context *x, const rec_place *p, base_span span)
{
    static const char *const before[] = {"in",      "at",     "near", "on",     "inside",  "outside", "into",
                                         "over",    "around", "hit",  "hits",   "struck",  "strikes", "captured",
                                         "take",    "takes",  "took", "taken",  "retook",  "retake",  "captures",
                                         "entered", "holds",  "left", "bombed", "shelled", "shakes"};
    static const char *const close[] = {"of", "from", "to", "for", "back"};
    static const char *const ends[] = {",", ";", ":", ".", "\"", "and", "that", "by"};
    if (p->precision != NULL && (strcmp(p->precision, "country") == 0 || strcmp(p->precision, "province") == 0))
        return false;
    if (p->precision == NULL && !has_name(p)) return false;
    uint32_t t = token_of(x, span), t_e = text_token_at(x->doc, span.e);
    if (is_dateline(x, t, t_e) || inside_actor(x, span) || stands_for_state(x, p, t)) return false;
    const text_sentence *s = &x->doc->sents[sentence_at(x, t)];
    if (s->headline) return true;
    if (t > s->tok_b && TOKEN_IN(x->doc, t - 1, close)) return true;
    for (uint32_t k = t; k > s->tok_b && t - k < 6 && !TOKEN_IN(x->doc, k - 1, ends); k--)
        if (TOKEN_IN(x->doc, k - 1, before)) return true;
    return false;
}

typedef struct found {
    int32_t place;
    base_span span;
} found;

static bool is_harm(const rec_event *e) { return strcmp(e->kind, "kill") == 0 || strcmp(e->kind, "injure") == 0; }

/* "went back to Batna", "towards the bridge": where a movement ends is not where its sentence's dead fell. */
static bool is_goal(const context *x, base_span span)
{
    static const char *const to[] = {"to", "toward", "towards"};
    static const char *const beside[] = {"close", "next", "near", "adjacent", "opposite"};
    static const char *const articles[] = {"the", "a", "an"};
    uint32_t t = token_of(x, span);
    if (t > 0 && TOKEN_IN(x->doc, t - 1, articles)) t--;
    return t > 1 && TOKEN_IN(x->doc, t - 1, to) && !TOKEN_IN(x->doc, t - 2, beside);
}

/* The place of another event of the sentence or paragraph that stands nearest, those before first. */
static found place_of_event_near(const context *x, uint32_t self, bool sentence)
{
    found best = {-1, {0, 0}};
    uint32_t t = token_of(x, x->r->events[self].trigger), far_best = UINT32_MAX;
    for (uint32_t i = 0; i < x->r->n_events; i++) {
        const rec_event *o = &x->r->events[i];
        if (i == self || o->places.n == 0 || o->background || !happens_somewhere(x, o)) continue;
        if (is_harm(&x->r->events[self]) && span_is_set(o->place_spans[0]) && is_goal(x, o->place_spans[0])) continue;
        uint32_t u = token_of(x, o->trigger);
        if (sentence ? sentence_at(x, u) != sentence_at(x, t) : (paragraph_at(x, u) != paragraph_at(x, t) || u > t))
            continue;
        uint32_t far = u > t ? (u - t) * 2 : t - u;
        if (far < far_best) {
            far_best = far;
            best = (found){o->places.v[0], span_is_set(o->place_spans[0]) ? o->place_spans[0] : o->trigger};
        }
    }
    return best;
}

/* The place name that stands nearest in the sentence, or last before in the paragraph, in a place's position. */
static found place_name_near(const context *x, uint32_t t, bool sentence, bool goals)
{
    found best = {-1, {0, 0}};
    uint32_t far_best = UINT32_MAX;
    for (uint32_t i = 0; i < x->r->n_places; i++) {
        const rec_place *p = &x->r->places[i];
        for (uint32_t k = 0; k < p->n_mentions; k++) {
            base_span span = p->mentions[k].span;
            uint32_t u = token_of(x, span);
            if (sentence ? sentence_at(x, u) != sentence_at(x, t) : (paragraph_at(x, u) != paragraph_at(x, t) || u > t))
                continue;
            uint32_t far = u > t ? (u - t) * 2 : t - u;
            if (far >= far_best || !is_location(x, p, span) || (!goals && is_goal(x, span))) continue;
            far_best = far;
            best = (found){(int32_t)i, span};
        }
    }
    return best;
}

/* The first named town or site of the headline or of the paragraph under it. */
static found place_of_report(const context *x)
{
    found best = {-1, {0, 0}};
    for (uint32_t i = 0; i < x->r->n_places; i++) {
        const rec_place *p = &x->r->places[i];
        for (uint32_t k = 0; k < p->n_mentions; k++) {
            base_span span = p->mentions[k].span;
            if (paragraph_at(x, token_of(x, span)) > 2 || !has_name(p) || !is_location(x, p, span) ||
                (best.place >= 0 && span.b >= best.span.b))
                continue;
            best = (found){(int32_t)i, span};
        }
    }
    return best;
}

static found place_by_context(const context *x, uint32_t self)
{
    const rec_event *e = &x->r->events[self];
    uint32_t t = token_of(x, e->trigger);
    if (e->of >= 0 && x->r->events[e->of].places.n > 0)
        return (found){x->r->events[e->of].places.v[0], x->r->events[e->of].trigger};
    found f = place_of_event_near(x, self, true);
    if (f.place < 0) f = place_name_near(x, t, true, !is_harm(e));
    if (f.place < 0) f = place_of_event_near(x, self, false);
    if (f.place < 0) f = place_name_near(x, t, false, !is_harm(e));
    if (f.place < 0 && (paragraph_at(x, t) <= 2 || onto_has(x->c->lex, e->kind, ONTO_VIOLENT))) f = place_of_report(x);
    return f;
}

/* Does a date of the event or of the other say that they are of two days? */
static bool days_differ(const rec_event *a, const rec_event *b)
{
    return a->time.start != NULL && b->time.start != NULL && a->time.start[0] != '.' && b->time.start[0] != '.' &&
           strcmp(a->time.start, b->time.start) != 0;
}

/* Does every place of the event come from paragraphs that do not tell it? */
static bool is_placed_afar(const context *x, const rec_event *e)
{
    for (uint32_t i = 0; i < e->places.n; i++) {
        uint32_t p = span_is_set(e->place_spans[i]) ? paragraph_at(x, token_of(x, e->place_spans[i])) : UINT32_MAX;
        bool own = p == UINT32_MAX || p == paragraph_at(x, token_of(x, e->trigger));
        for (uint32_t k = 0; k < e->mentions.n; k++) own |= p == paragraph_at(x, token_of(x, e->mentions.v[k]));
        if (own) return false;
    }
    return e->places.n > 0;
}

/* What its own paragraph tells of a place before it comes before a place that the model took from another paragraph, unless that
 * one only says it closer. */
static void drop_afar(const context *x, uint32_t self)
{
    rec_event *e = &x->r->events[self];
    if (!happens_somewhere(x, e) || !is_placed_afar(x, e)) return;
    found f = place_of_event_near(x, self, false);
    uint32_t t = token_of(x, e->trigger);
    if (f.place < 0 || !has_name(&x->r->places[f.place]) || paragraph_at(x, token_of(x, f.span)) != paragraph_at(x, t)) return;
    for (uint32_t i = 0; i < x->r->n_events; i++) {
        const rec_event *o = &x->r->events[i];
        bool gives = o->places.n > 0 && o->places.v[0] == f.place && paragraph_at(x, token_of(x, o->trigger)) == paragraph_at(x, t);
        if (i != self && gives && days_differ(e, o)) return;
    }
    for (uint32_t i = 0; i < e->places.n; i++)
        for (int32_t at = e->places.v[i]; at >= 0; at = x->r->places[at].within)
            if (at == f.place) return;
    e->places.n = 0;
}

static sitrep_status fill_place(const context *x, uint32_t self)
{
    rec_event *e = &x->r->events[self];
    if (e->places.n > 0 || !happens_somewhere(x, e)) return SITREP_OK;
    found f = place_by_context(x, self);
    if (f.place < 0) return SITREP_OK;
    e->places.v = arena_array(x->c->arena, 1, sizeof *e->places.v);
    e->place_spans = arena_array(x->c->arena, 1, sizeof *e->place_spans);
    if (e->places.v == NULL || e->place_spans == NULL) return SITREP_E_NOMEM;
    e->places.v[0] = f.place;
    e->places.n = 1;
    return note_context(x, &e->because, NULL, "places", f.span);
}

/* ---- times
 * ----------------------------------------------------------------------------------------------------------------- */

static bool is_day(const timex *t)
{
    return (t->type == TIMEX_DATE || t->type == TIMEX_TIME) && t->start[0] != '\0' && t->start[0] != '.' &&
           t->precision != NULL && strcmp(t->precision, "day") == 0 &&
           (t->flags & (TIMEX_AGE | TIMEX_OPEN_END | TIMEX_OPEN_START)) == 0;
}

/* Does the day say when someone spoke ("said on Thursday") rather than when it happened? */
static bool dates_speech(const context *x, const timex *day)
{
    for (uint32_t i = 0; i < x->c->d->n_sayings; i++) {
        uint32_t cue = x->c->d->sayings[i].cue_e;
        if (cue <= day->tok_b && day->tok_b - cue < 2 && sentence_at(x, cue) == sentence_at(x, day->tok_b)) return true;
    }
    return false;
}

/* The day named nearest in the sentence, else the last one named before in the paragraph. */
static const timex *day_near(const context *x, uint32_t t, bool sentence)
{
    const timex *best = NULL;
    uint32_t far_best = UINT32_MAX;
    const text_sentence *here = &x->doc->sents[sentence_at(x, t)];
    uint32_t last = sentence ? here->tok_e : t + 1;
    for (uint32_t i = sentence ? timex_from(x->times, here->tok_b) : 0; i < x->times->n && x->times->v[i].tok_b < last; i++) {
        const timex *o = &x->times->v[i];
        uint32_t u = o->tok_b;
        if (!is_day(o) || (!sentence && paragraph_at(x, u) != here->paragraph) || is_dateline(x, u, o->tok_e)) continue;
        uint32_t far = u > t ? u - t : t - u;
        if (dates_speech(x, o)) far += SPEECH_FAR;
        if (far < far_best) {
            far_best = far;
            best = o;
        }
    }
    return best;
}

/* Four digits at the begin of an EDTF date, or 0. */
static int year_of(const char *edtf)
{
    int y = 0;
    for (int i = 0; edtf != NULL && i < 4; i++) {
        if (edtf[i] < '0' || edtf[i] > '9') return 0;
        y = y * 10 + (edtf[i] - '0');
    }
    return y;
}

/* A bare year of long ago, or of who knows when, is that of what it stands with ("an uprising in 2011"). */
static bool is_history(const context *x, const timex *day)
{
    int now = year_of(x->r->origin.published), said = year_of(day->start);
    return strcmp(day->precision, "year") == 0 && said != 0 && said + 1 < now;
}

/* The day nearest in the sentence, else its nearest date, be it only a month or a year ("since May" counts), else the last
 * day before in the paragraph: a sentence that has a date of its own borrows none. */
static const timex *date_near(const context *x, uint32_t t)
{
    const timex *best = day_near(x, t, true);
    uint32_t far_best = UINT32_MAX, last = x->doc->sents[sentence_at(x, t)].tok_e;
    if (best != NULL) return best;
    for (uint32_t i = timex_from(x->times, x->doc->sents[sentence_at(x, t)].tok_b); i < x->times->n && x->times->v[i].tok_b < last; i++) {
        const timex *o = &x->times->v[i];
        uint32_t u = o->tok_b, far = u > t ? u - t : t - u;
        bool dates = o->type == TIMEX_DATE && o->start[0] != '\0' && o->start[0] != '.' && o->precision != NULL &&
                     strcmp(o->precision, "none") != 0 && (o->flags & (TIMEX_AGE | TIMEX_FUTURE)) == 0;
        if (!dates || far >= far_best || is_history(x, o)) continue;
        far_best = far;
        best = o;
    }
    return best != NULL ? best : day_near(x, t, false);
}

static sitrep_status take_time(const context *x, rec_event *e, const rec_time *time, base_span span)
{
    base_span stated = e->time.span; /* words that a calendar cannot read alone: "Independence Day" */
    e->time = *time;
    e->time.basis = "relative";
    e->time.span = stated;
    return note_context(x, &e->because, NULL, "time", span_is_set(span) ? span : e->trigger);
}

static sitrep_status fill_time(const context *x, uint32_t self)
{
    rec_event *e = &x->r->events[self];
    uint32_t t = token_of(x, e->trigger);
    bool open = (e->time.start == NULL || strcmp(e->time.start, "..") == 0) && e->time.end == NULL;
    if (!open && span_is_set(e->time.span) && sentence_at(x, token_of(x, e->time.span)) != sentence_at(x, t)) {
        /* the day that its own sentence or paragraph names comes before one named farther off */
        const timex *own = day_near(x, t, true);
        if (own == NULL && paragraph_at(x, token_of(x, e->time.span)) != paragraph_at(x, t)) own = day_near(x, t, false);
        if (own != NULL && !(dates_speech(x, own) && sentence_at(x, own->tok_b) != sentence_at(x, t))) {
            timex_to_rec(own, &e->time);
            return note_context(x, &e->because, NULL, "time", own->span);
        }
    }
    if (!open || !happens_somewhere(x, e) || e->stance.when == WHEN_FUTURE) return SITREP_OK;
    if (e->of >= 0 && x->r->events[e->of].time.start != NULL)
        return take_time(x, e, &x->r->events[e->of].time, x->r->events[e->of].time.span);
    const timex *day = date_near(x, t);
    if (day == NULL || (day->flags & TIMEX_FUTURE) != 0) return SITREP_OK;
    rec_time time;
    timex_to_rec(day, &time);
    return take_time(x, e, &time, day->span);
}

/* "Nearly two years after the group seized the building": what came months or years before what the clause tells. */
static bool is_told_as_long_ago(const context *x, const rec_event *e)
{
    enum { REACH = 8 }; /* words of the clause before its verb */
    static const char *const units[] = {"month", "months", "year", "years", "decade", "decades"};
    uint32_t t = token_of(x, e->trigger), first = x->doc->sents[sentence_at(x, t)].tok_b;
    for (uint32_t k = t; k > first + 1 && t - k < REACH && x->doc->tokens[k - 1].shape != SHAPE_PUNCT; k--) {
        if (!text_token_is(x->doc, k - 1, "after") && !text_token_is(x->doc, k - 1, "since")) continue;
        return TOKEN_IN(x->doc, k - 2, units);
    }
    return false;
}

/* What ended two calendar years before the report or earlier is its history, whatever the tense says. */
static void mark_history(const context *x, rec_event *e)
{
    int now = year_of(x->r->origin.published), end = year_of(e->time.end);
    if (end == 0) end = year_of(e->time.start);
    if (now != 0 && end != 0 && end + 1 < now && e->stance.when == WHEN_PAST) e->background = true;
}

/* ---- what a report takes back
 * ------------------------------------------------------------------------------------------------ */

static bool says(const context *x, const text_sentence *s, const char *const *v, size_t n)
{
    for (uint32_t t = s->tok_b; t < s->tok_e; t++)
        if (token_in(x->doc, t, v, n)) return true;
    return false;
}

#define SAYS(x, s, v) says((x), (s), (v), sizeof(v) / sizeof *(v))

/* "We withdraw the report", "we take the story back", "it did not happen", "Correction:". */
static bool takes_back(const context *x, const text_sentence *s)
{
    static const char *const verbs[] = {"withdraw", "withdrawn", "withdraws", "withdrew", "retract",  "retracted",
                                        "retracts", "take",      "takes",     "correct",  "corrected"};
    static const char *const things[] = {"report", "story", "item", "article", "error", "account"};
    static const char *const words[] = {"correction", "erratum", "retraction"};
    static const char *const own[] = {"we",    "our",       "us",      "website", "site",
                                      "paper", "newspaper", "station", "page",    "agency"};
    static const char *const takes[] = {"take", "takes", "took"};
    if (SAYS(x, s, words)) return true;
    if (SAYS(x, s, own)) {
        if (SAYS(x, s, verbs) && (SAYS(x, s, things) || SAYS(x, s, takes))) return true;
        static const char *const owing[] = {"apology", "apologise", "apologize", "withdraw"};
        if (SAYS(x, s, owing)) return true;
    }
    static const char *const withdrawn[] = {"withdrawn", "retracted"};
    return SAYS(x, s, things) && SAYS(x, s, withdrawn);
}

/* "On Friday this station said that", "in Sunday's edition we reported that": what follows is the paper's own earlier
 * word. */
static bool quotes_itself(const context *x, const text_sentence *s)
{
    static const char *const own[] = {"we",      "our",   "website",   "site",    "station", "page",
                                      "edition", "paper", "newspaper", "channel", "agency"};
    static const char *const told[] = {"wrote", "reported", "said", "put", "carried", "published", "gave"};
    return SAYS(x, s, own) && SAYS(x, s, told);
}

/* The sentences of one paragraph that tell what it takes back. A count that is put right keeps its happening: only its
 * number goes. */
static sitrep_status retract_paragraph(const context *x, uint32_t s_b, uint32_t s_e)
{
    bool back = false, own = false;
    for (uint32_t s = s_b; s < s_e; s++) {
        back |= takes_back(x, &x->doc->sents[s]);
        own |= quotes_itself(x, &x->doc->sents[s]);
    }
    if (!back || !own) return SITREP_OK;
    for (uint32_t s = s_b; s < s_e; s++) {
        const text_sentence *in = &x->doc->sents[s];
        if (!quotes_itself(x, in)) continue;
        static const char *const count[] = {"put", "gave"};
        static const char *const dead[] = {"dead", "toll", "number", "figure", "count", "deaths"};
        bool number_only = SAYS(x, in, count) && SAYS(x, in, dead);
        for (uint32_t i = 0; i < x->r->n_events; i++) {
            rec_event *e = &x->r->events[i];
            if (e->trigger.b < in->span.b || e->trigger.e > in->span.e || !happens_somewhere(x, e) ||
                (number_only && !is_harm(e)))
                continue;
            e->stance.polarity = POL_RETRACTED;
            sitrep_status st = note_context(x, &e->because, NULL, "retracted", in->span);
            if (st != SITREP_OK) return st;
        }
        for (uint32_t i = 0; i < x->r->n_figures; i++)
            if (span_contains(in->span, x->r->figures[i].span)) x->r->figures[i].stance.polarity = POL_RETRACTED;
        for (uint32_t i = 0; i < x->r->n_control && !number_only; i++)
            if (span_contains(in->span, x->r->control[i].span)) x->r->control[i].stance.polarity = POL_RETRACTED;
    }
    return SITREP_OK;
}

static sitrep_status fill_retractions(const context *x)
{
    for (uint32_t b = 0, e; b < x->doc->n_sents; b = e) {
        for (e = b; e < x->doc->n_sents && x->doc->sents[e].paragraph == x->doc->sents[b].paragraph; e++)
            ;
        sitrep_status st = retract_paragraph(x, b, e);
        if (st != SITREP_OK) return st;
    }
    return SITREP_OK;
}

/* ---- figures
 * --------------------------------------------------------------------------------------------------------------- */

static bool may_count(const char *figure, const char *event)
{
    static const char *const killing[] = {"kill", "massacre", "execute", "assassinate", "attack-civilians"};
    static const char *const freeing[] = {"release", "hand-over"};
    static const char *const taking[] = {"arrest", "abduct", "surrender"};
    static const char *const striking[] = {"attack",  "airstrike",       "drone-strike", "missile-strike", "shelling",
                                           "bombing", "suicide-bombing", "landmine",     "clash",          "capture"};
    bool strikes = ONE_OF(event, striking);
    if (strcmp(figure, "killed") == 0) return strikes || ONE_OF(event, killing);
    if (strcmp(figure, "wounded") == 0 || strcmp(figure, "casualties") == 0)
        return strikes || strcmp(event, "injure") == 0 || ONE_OF(event, killing);
    if (strcmp(figure, "freed") == 0) return ONE_OF(event, freeing);
    return strcmp(figure, "captured") == 0 && ONE_OF(event, taking);
}

static int32_t event_for_figure(const context *x, const rec_figure *f)
{
    uint32_t t = token_of(x, f->span), far_best = UINT32_MAX;
    int32_t best = -1;
    for (uint32_t i = 0; i < x->r->n_events; i++) {
        const rec_event *e = &x->r->events[i];
        uint32_t u = token_of(x, e->trigger), far = u > t ? u - t : t - u;
        if (sentence_at(x, u) == sentence_at(x, t) && far < far_best && may_count(f->kind, e->kind) && !e->background) {
            far_best = far;
            best = (int32_t)i;
        }
    }
    return best;
}

/* The words that say who counts, from a cue of speech in the figure's sentence: "..., X said", "said X", "according to
 * X". */
static base_span speaker_words(const context *x, const text_sentence *s, uint32_t t, base_span *cue)
{
    static const char *const verbs[] = {"said",      "says",   "told",    "announced", "reported",
                                        "confirmed", "claims", "claimed", "admitted",  "wrote",
                                        "estimated", "counts", "counted", "answered",  "verified",
                                        "believes",  "put",    "stated",  "added"};
    static const char *const marks[] = {",", ";", "\"", "”", "“", "but", "and", "that", ":", "."};
    static const char *const counts[] = {"figure", "count", "toll", "tally", "total", "estimate", "number", "list"};
    static const char *const owns[] = {"'s", "’s"};
    for (uint32_t k = s->tok_b; k < s->tok_e; k++) {
        if ((k > t ? k - t : t - k) > CUE_REACH) continue;
        uint32_t b = k, e = k;
        if (text_token_is(x->doc, k, "according") && text_token_is(x->doc, k + 1, "to")) {
            b = e = k + 2;
            while (e < s->tok_e && e - b < MAX_SOURCE_TOKENS && !TOKEN_IN(x->doc, e, marks)) e++;
        } else if (TOKEN_IN(x->doc, k, counts) && k > s->tok_b && TOKEN_IN(x->doc, k - 1, owns) && k < t) {
            b = e = k - 1; /* "the Observatory's figure is 14" */
            while (b > s->tok_b && k - b < MAX_SOURCE_TOKENS && !TOKEN_IN(x->doc, b - 1, marks)) b--;
        } else if (TOKEN_IN(x->doc, k, verbs)) {
            while (b > s->tok_b && k - b < MAX_SOURCE_TOKENS && !TOKEN_IN(x->doc, b - 1, marks)) b--;
            if (b == k) { /* "..., said X" */
                b = e = k + 1;
                while (e < s->tok_e && e - b < MAX_SOURCE_TOKENS && !TOKEN_IN(x->doc, e, marks)) e++;
            }
        }
        if (e <= b || (t >= b && t < e) || e > s->tok_e) continue;
        *cue = x->doc->tokens[k].span;
        return text_span(x->doc, b, e);
    }
    return (base_span){0, 0};
}

static int32_t actor_of_words(const context *x, base_span span)
{
    int32_t id = rec_actor_at(x->r, span);
    for (uint32_t i = 0; id < 0 && i < x->c->d->mentions.n; i++)
        if (span_overlaps(text_span(x->doc, x->c->d->mentions.v[i].tok_b, x->c->d->mentions.v[i].tok_e), span))
            id = stance_actor(x->c, (int32_t)i);
    return id;
}

static sitrep_status fill_speaker(const context *x, rec_figure *f)
{
    uint32_t t = token_of(x, f->span);
    if (f->n_sources > 0 && (f->event < 0 || f->sources != x->r->events[f->event].sources ||
                             sentence_at(x, token_of(x, f->sources[0].span)) == sentence_at(x, t)))
        return SITREP_OK; /* one that the event had from another sentence gives way to a speaker of the figure's own */
    const text_sentence *s = &x->doc->sents[sentence_at(x, t)];
    base_span cue = {0, 0}, span = {0, 0};
    int32_t actor = -1;
    for (uint32_t i = 0; i < x->c->d->n_sayings && !span_is_set(span); i++) {
        const draft_saying *y = &x->c->d->sayings[i];
        bool content = y->content_b <= t && t < y->content_e;
        if (y->source < 0 || (!content && sentence_at(x, y->cue_b) != sentence_at(x, t))) continue;
        span = stance_mention_span(x->c, y->source);
        actor = stance_actor(x->c, y->source);
        cue = text_span(x->doc, y->cue_b, y->cue_e);
    }
    if (!span_is_set(span)) {
        span = speaker_words(x, s, t, &cue);
        if (!span_is_set(span)) return SITREP_OK;
        actor = actor_of_words(x, span);
    }
    rec_source *source = arena_alloc(x->c->arena, sizeof *source);
    if (source == NULL || (source->name = stance_words(x->c, span)) == NULL) return SITREP_E_NOMEM;
    source->actor = actor;
    source->cue = cue;
    source->span = span;
    source->via = -1;
    f->sources = source;
    f->n_sources = 1;
    if (f->stance.certainty == CERT_ASSERTED) f->stance.certainty = CERT_CLAIMED;
    return note_context(x, &f->because, &f->score, "sources", span);
}

static sitrep_status fill_figure(const context *x, rec_figure *f)
{
    sitrep_status st;
    int32_t own = event_for_figure(x, f);
    bool afar = f->event >= 0 && own >= 0 &&
                sentence_at(x, token_of(x, x->r->events[f->event].trigger)) != sentence_at(x, token_of(x, f->span));
    if (afar) { /* tied to another sentence's event though its own has one: that one's place and day are not its */
        f->place = -1;
        f->time = (rec_time){.precision = "none", .basis = "none"};
        if (f->sources == x->r->events[f->event].sources) {
            f->sources = x->r->events[own].sources;
            f->n_sources = x->r->events[own].n_sources;
        }
    }
    if (own >= 0 && (f->event < 0 || afar) && (f->event = own) >= 0 &&
        (st = note_context(x, &f->because, &f->score, "event", x->r->events[f->event].trigger)) != SITREP_OK)
        return st;
    if (f->event >= 0) {
        const rec_event *e = &x->r->events[f->event];
        if (f->place < 0 && e->places.n > 0) f->place = e->places.v[0];
        if (f->time.start == NULL && f->time.end == NULL) f->time = e->time;
        bool here = sentence_at(x, token_of(x, e->trigger)) == sentence_at(x, token_of(x, f->span));
        if (e->stance.polarity == POL_RETRACTED && here) f->stance.polarity = POL_RETRACTED;
    } else if (f->place < 0) {
        uint32_t t = token_of(x, f->span);
        found p = place_name_near(x, t, true, true);
        if (p.place < 0) p = place_name_near(x, t, false, true);
        f->place = p.place;
    }
    return fill_speaker(x, f);
}

/* The last paragraph in which the event is told; UINT32_MAX for a headline's, which the text below fills in. */
static uint32_t last_paragraph(const context *x, const rec_event *e)
{
    uint32_t last = paragraph_at(x, token_of(x, e->trigger));
    if (x->doc->sents[sentence_at(x, token_of(x, e->trigger))].headline) return UINT32_MAX;
    for (uint32_t i = 0; i < e->mentions.n; i++)
        if (paragraph_at(x, token_of(x, e->mentions.v[i])) > last) last = paragraph_at(x, token_of(x, e->mentions.v[i]));
    return last;
}

/* Names in the line that says whose report it is ("Continental Post, 10 October") are no place of any event, and news names the
 * place and the day before it goes on about them: what only a later paragraph names belongs to something else. */
static void drop_foreign(const context *x, rec_event *e)
{
    uint32_t n = 0, last = last_paragraph(x, e);
    for (uint32_t i = 0; i < e->places.n; i++) {
        base_span span = e->place_spans[i];
        uint32_t t = token_of(x, span);
        if (span_is_set(span) && (is_dateline(x, t, text_token_at(x->doc, span.e)) || paragraph_at(x, t) > last)) continue;
        e->places.v[n] = e->places.v[i];
        e->place_spans[n++] = span;
    }
    e->places.n = n;
    if (span_is_set(e->time.span) && paragraph_at(x, token_of(x, e->time.span)) > last) e->time = (rec_time){.precision = "none", .basis = "none"};
}

/* The named place that begins at token k, or -1. */
static int32_t place_beginning(const context *x, uint32_t k, base_span *span)
{
    for (uint32_t i = 0; i < x->r->n_places; i++) {
        const rec_place *p = &x->r->places[i];
        bool wide = p->precision != NULL && (strcmp(p->precision, "country") == 0 || strcmp(p->precision, "province") == 0);
        for (uint32_t n = 0; n < p->n_mentions && !wide && has_name(p); n++) {
            *span = p->mentions[n].span;
            if (token_of(x, *span) == k && k < x->doc->n_tokens && !inside_actor(x, *span)) return (int32_t)i;
        }
    }
    return -1;
}

/* "the raid on Batna", "retook the village of Sarin": what stands right behind the trigger is where it was. It goes before places
 * that the model took from farther off. */
static sitrep_status take_place_behind(const context *x, rec_event *e)
{
    static const char *const preps[] = {"of", "on", "in", "at", "near", "for", "around", "outside", "inside", "over"};
    static const char *const articles[] = {"the", "a", "an"};
    static const char *const kinds[] = {"village", "town", "city", "district", "port", "suburb", "settlement"};
    uint32_t k = text_token_at(x->doc, e->trigger.e), last = x->doc->sents[sentence_at(x, token_of(x, e->trigger))].tok_e;
    if (!happens_somewhere(x, e) || k >= last) return SITREP_OK;
    if (is_harm(e)) { /* "kills at least four men in Batna" */
        static const char *const where[] = {"in", "at", "near"};
        uint32_t to = k;
        while (to < last && to - k < MAX_COUNTED_WORDS && x->doc->tokens[to].shape != SHAPE_PUNCT && !TOKEN_IN(x->doc, to, where)) to++;
        if (TOKEN_IN(x->doc, to, where) && to - k < MAX_COUNTED_WORDS) k = to;
    }
    k += TOKEN_IN(x->doc, k, preps);
    k += TOKEN_IN(x->doc, k, articles);
    if (TOKEN_IN(x->doc, k, kinds) && k + 1 < last && text_token_is(x->doc, k + 1, "of")) k += 2;
    base_span span;
    int32_t place = k < last ? place_beginning(x, k, &span) : -1;
    if (place < 0 || (e->places.n == 1 && e->places.v[0] == place)) return SITREP_OK;
    uint32_t n = 0;
    for (uint32_t i = 0; i < e->places.n; i++) { /* of the others only what holds it, lies in it or stands beside it */
        int32_t o = e->places.v[i];
        bool beside = span_is_set(e->place_spans[i]) && sentence_at(x, token_of(x, e->place_spans[i])) == sentence_at(x, k);
        if (o == place || !(x->r->places[place].within == o || x->r->places[o].within == place || beside)) continue;
        e->places.v[n] = o;
        e->place_spans[n++] = e->place_spans[i];
    }
    int32_t *v = arena_array(x->c->arena, n + 1, sizeof *v);
    base_span *spans = arena_array(x->c->arena, n + 1, sizeof *spans);
    if (v == NULL || spans == NULL) return SITREP_E_NOMEM;
    v[0] = place;
    spans[0] = span;
    if (n > 0) {
        memcpy(v + 1, e->places.v, n * sizeof *v);
        memcpy(spans + 1, e->place_spans, n * sizeof *spans);
    }
    e->places = (rec_ids){v, n + 1};
    e->place_spans = spans;
    return note_context(x, &e->because, NULL, "places", span);
}

/* "the village": lies in, or is, the place named last before it. One that hangs on the paper's name is cut loose first.
 */
static void fill_within(const context *x, int32_t place)
{
    rec_place *p = &x->r->places[place];
    if (p->n_mentions == 0 || has_name(p)) return;
    if (p->within >= 0) {
        const rec_place *w = &x->r->places[p->within];
        base_span span = w->n_mentions > 0 ? w->mentions[0].span : (base_span){0, 0};
        if (w->n_mentions != 1 || !is_dateline(x, token_of(x, span), text_token_at(x->doc, span.e))) return;
        p->within = -1;
    }
    uint32_t t = token_of(x, p->mentions[0].span);
    found f = place_name_near(x, t, true, true);
    if (f.place < 0) f = place_name_near(x, t, false, true);
    if (f.place < 0) f = place_of_report(x);
    while (f.place >= 0 && x->r->places[f.place].within >= 0 && x->r->places[f.place].precision != NULL &&
           strcmp(x->r->places[f.place].precision, "site") == 0)
        f.place = x->r->places[f.place].within; /* a terminal lies in the town, not in the base of the town */
    for (int32_t at = f.place; at >= 0; at = x->r->places[at].within)
        if (at == place) return;
    p->within = f.place;
}

static void fill_control(const context *x)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < x->r->n_control; i++) {
        rec_control *k = &x->r->control[i];
        if (is_dateline(x, token_of(x, k->place_span), text_token_at(x->doc, k->place_span.e))) continue;
        uint32_t t = token_of(x, span_is_set(k->span) ? k->span : k->place_span);
        const timex *day = date_near(x, t);
        if (k->time.start == NULL && k->time.end == NULL && day != NULL && k->stance.when != WHEN_FUTURE) {
            base_span stated = k->time.span;
            timex_to_rec(day, &k->time);
            k->time.basis = "relative";
            k->time.span = stated;
        }
        x->r->control[n++] = *k;
    }
    x->r->n_control = n;
}

sitrep_status event_fill_context(const stance_context *c, const timex_list *times)
{
    const context x = {c, times, c->doc, c->report};
    sitrep_status st = SITREP_OK;
    for (uint32_t i = 0; i < c->report->n_events; i++) drop_foreign(&x, &c->report->events[i]);
    for (uint32_t i = 0; i < c->report->n_places; i++) fill_within(&x, (int32_t)i);
    for (uint32_t i = 0; st == SITREP_OK && i < c->report->n_events; i++) st = take_place_behind(&x, &c->report->events[i]);
    fill_control(&x);
    for (uint32_t i = 0; i < c->report->n_events; i++) c->report->events[i].background |= is_told_as_long_ago(&x, &c->report->events[i]);
    for (uint32_t i = 0; i < c->report->n_events; i++) drop_afar(&x, i);
    for (uint32_t i = 0; st == SITREP_OK && i < c->report->n_events; i++)
        if (c->report->events[i].of < 0) /* the deed first, then what belongs to it */
            st = fill_place(&x, i);
    for (uint32_t i = 0; st == SITREP_OK && i < c->report->n_events; i++) st = fill_place(&x, i);
    for (uint32_t i = 0; st == SITREP_OK && i < c->report->n_events; i++)
        if (c->report->events[i].of < 0) st = fill_time(&x, i);
    for (uint32_t i = 0; st == SITREP_OK && i < c->report->n_events; i++) st = fill_time(&x, i);
    for (uint32_t i = 0; i < c->report->n_events; i++) mark_history(&x, &c->report->events[i]);
    if (st == SITREP_OK) st = fill_retractions(&x);
    for (uint32_t i = 0; st == SITREP_OK && i < c->report->n_figures; i++) st = fill_figure(&x, &c->report->figures[i]);
    return st;
}
