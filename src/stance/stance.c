/* stance.c: sources, stance values and statements. See stance.h. */
#include "stance/stance.h"

#include <string.h>

static uint8_t index_of(const char *name, const char *const *names, uint8_t n)
{
    for (uint8_t i = 0; name != NULL && i < n; i++)
        if (strcmp(name, names[i]) == 0) return i;
    return 0;
}

uint8_t stance_polarity(const char *name)
{
    static const char *const v[] = {"affirmed", "denied", "retracted"};
    return index_of(name, v, 3);
}

uint8_t stance_certainty(const char *name)
{
    static const char *const v[] = {"asserted", "claimed", "reported", "estimated", "possible"};
    return index_of(name, v, 5);
}

uint8_t stance_when(const char *name)
{
    static const char *const v[] = {"past", "ongoing", "future"};
    return index_of(name, v, 3);
}

uint8_t stance_realis(const char *name)
{
    static const char *const v[] = {"actual", "planned", "attempted", "conditional", "hypothetical", "generic"};
    return index_of(name, v, 6);
}

const char *stance_words(const stance_context *c, base_span span)
{
    return arena_strndup(c->arena, c->doc->text + span.b, span.e - span.b);
}

base_span stance_mention_span(const stance_context *c, int32_t mention)
{
    if (mention < 0) return (base_span){0, 0};
    return text_span(c->doc, c->d->mentions.v[mention].tok_b, c->d->mentions.v[mention].tok_e);
}

/* Whom "we" means in the mouth of a spokesman or a commander: the body that he speaks for or leads. */
static int32_t body_of(const stance_context *c, int32_t actor)
{
    static const char *const ties[] = {"spokesperson-of", "commands", "leads"};
    const char *kind = actor >= 0 ? c->report->actors[actor].kind : NULL;
    for (size_t k = 0; kind != NULL && strcmp(kind, "person") == 0 && k < sizeof ties / sizeof *ties; k++)
        for (uint32_t i = 0; i < c->report->n_relations; i++)
            if (c->report->relations[i].from == actor && strcmp(c->report->relations[i].kind, ties[k]) == 0) return c->report->relations[i].to;
    return actor;
}

static int32_t named_actor(const stance_context *c, int32_t mention)
{
    for (int hops = 0; mention >= 0 && hops < 4; hops++) {
        const struct mention *m = &c->d->mentions.v[mention];
        if (m->actor >= 0) return m->actor;
        int32_t at = rec_actor_at(c->report, text_span(c->doc, m->tok_b, m->tok_e));
        if (at >= 0) return at;
        mention = m->antecedent;
    }
    return -1;
}

int32_t stance_actor(const stance_context *c, int32_t mention)
{
    static const char *const we[] = {"we", "us", "our", "ours", NULL};
    int32_t actor = named_actor(c, mention);
    return mention >= 0 && text_token_in(c->doc, c->d->mentions.v[mention].head, we) ? body_of(c, actor) : actor;
}

/* The medium it was said to: "told Reuters", "in an interview with Corriere della Sera", "said on state television". */
static int32_t find_venue(const stance_context *c, uint32_t cue, int32_t speaker, base_span *span)
{
    static const char *const before[] = {"with", "to", "told", "tells", "tell", "telling", "on", "in", NULL};
    const text_sentence *s = &c->doc->sents[c->doc->tokens[cue].sentence];
    for (uint32_t i = 0; i < c->report->n_actors; i++) {
        const rec_actor *a = &c->report->actors[i];
        if ((int32_t)i == speaker || a->kind == NULL || strcmp(a->kind, "media") != 0) continue;
        for (uint32_t k = 0; k < a->n_mentions; k++) {
            base_span m = a->mentions[k].span;
            uint32_t t = text_token_at(c->doc, m.b);
            if (m.b < s->span.b || m.e > s->span.e || t <= cue || t - cue > 16) continue;
            for (uint32_t p = t; p > cue && p + 3 > t; p--)
                if (text_token_in(c->doc, p - 1, before)) {
                    *span = m;
                    return (int32_t)i;
                }
        }
    }
    /* "with Italy's Corriere della Sera daily": the medium follows the preposition at some distance */
    for (uint32_t t = cue + 1; t + 1 < s->tok_e && t < cue + 12; t++)
        if (text_token_is(c->doc, t, "interview"))
            for (uint32_t i = 0; i < c->report->n_actors; i++)
                for (uint32_t k = 0; k < c->report->actors[i].n_mentions; k++) {
                    base_span m = c->report->actors[i].mentions[k].span;
                    if (m.b > c->doc->tokens[t].span.e && m.e <= s->span.e && c->report->actors[i].kind != NULL &&
                        strcmp(c->report->actors[i].kind, "media") == 0) {
                        *span = m;
                        return (int32_t)i;
                    }
                }
    return -1;
}

sitrep_status stance_set_source(const stance_context *c, int32_t mention, int32_t cue, rec_source **sources,
                                uint32_t *n)
{
    *n = 0;
    *sources = NULL;
    if (mention < 0) return SITREP_OK;
    rec_source *s = arena_alloc(c->arena, sizeof *s);
    if (s == NULL) return SITREP_E_NOMEM;
    s->span = stance_mention_span(c, mention);
    s->actor = stance_actor(c, mention);
    s->via = -1;
    if ((s->name = stance_words(c, s->span)) == NULL) return SITREP_E_NOMEM;
    if (cue >= 0) {
        base_span venue;
        s->cue = c->doc->tokens[cue].span;
        s->via = find_venue(c, (uint32_t)cue, s->actor, &venue);
    }
    *sources = s;
    *n = 1;
    return SITREP_OK;
}

/* Do quotation marks stand in the span or right beside it? A quotation of a part is one, too. */
static bool is_quoted(const text_doc *doc, uint32_t b, uint32_t e)
{
    for (uint32_t t = b > 0 ? b - 1 : 0; t <= e && t < doc->n_tokens; t++)
        if (text_token_is_quote(doc, t)) return true;
    return false;
}

/* Named in the sentence, not too far from the cue. */
static const char *medium_of(const stance_context *c, uint32_t cue)
{
    enum { REACH = 250 };
    const text_sentence *in = &c->doc->sents[c->doc->tokens[cue].sentence];
    uint32_t b = cue > in->tok_b + REACH ? cue - REACH : in->tok_b, e = in->tok_e < cue + REACH ? in->tok_e : cue + REACH;
    static const char *const words[] = {"statement", "interview", "communique", "tweet",  "report", "video",
                                        "broadcast", "briefing",  "conference", "letter", "speech", "post"};
    for (uint32_t t = b; t < e; t++)
        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            if (c->doc->tokens[t].shape == SHAPE_LOWER && text_token_is(c->doc, t, words[k])) return words[k];
    return NULL;
}

/* "X, a spokesman for Y,": the apposition behind the speaker, as the text has it. */
static sitrep_status find_role(const stance_context *c, int32_t mention, const char **role)
{
    uint32_t t = c->d->mentions.v[mention].tok_e;
    const text_sentence *s = &c->doc->sents[c->doc->tokens[t - 1].sentence];
    *role = NULL;
    if (t + 1 >= s->tok_e || !text_token_is(c->doc, t, ",") ||
        !(text_token_is(c->doc, t + 1, "a") || text_token_is(c->doc, t + 1, "an") ||
          text_token_is(c->doc, t + 1, "the")))
        return SITREP_OK;
    uint32_t e = t + 2;
    while (e < s->tok_e && e < t + 14 && !text_token_is(c->doc, e, ",") && !text_token_is(c->doc, e, "told") &&
           !text_token_is(c->doc, e, "said"))
        e++;
    if (e == t + 2 || e >= s->tok_e) return SITREP_OK;
    *role = stance_words(c, text_span(c->doc, t + 2, e));
    return *role == NULL ? SITREP_E_NOMEM : SITREP_OK;
}

static sitrep_status add_statement(const stance_context *c, int32_t source, base_span cue, uint32_t cue_tok,
                                   uint32_t content_b, uint32_t content_e, int32_t venue)
{
    rec_statement *s = rec_add_statement(c->report);
    if (s == NULL) return SITREP_E_NOMEM;
    s->cue = cue;
    s->speaker = stance_actor(c, source);
    s->speaker_span = stance_mention_span(c, source);
    if (content_e > content_b) {
        s->content = text_span(c->doc, content_b, content_e);
        s->quote = is_quoted(c->doc, content_b, content_e);
    }
    s->venue = find_venue(c, cue_tok, s->speaker, &s->venue_span);
    if (s->venue < 0 && venue >= 0) {
        s->venue = stance_actor(c, venue);
        s->venue_span = stance_mention_span(c, venue);
    }
    s->medium = medium_of(c, cue_tok);
    s->time = (rec_time){.precision = "none", .basis = "none"};
    if (source >= 0) {
        sitrep_status st = find_role(c, source, &s->role);
        if (st != SITREP_OK) return st;
    }
    uint32_t n = 0;
    for (uint32_t i = 0; i < c->report->n_events; i++) n += span_contains(s->content, c->report->events[i].trigger);
    if ((s->about.v = arena_array(c->arena, n, sizeof *s->about.v)) == NULL) return SITREP_E_NOMEM;
    for (uint32_t i = 0; i < c->report->n_events; i++)
        if (span_contains(s->content, c->report->events[i].trigger)) s->about.v[s->about.n++] = (int32_t)i;
    return SITREP_OK;
}

sitrep_status stance_read_statements(const stance_context *c)
{
    sitrep_status s;
    for (uint32_t i = 0; i < c->d->n_sayings; i++) {
        const draft_saying *x = &c->d->sayings[i];
        if (x->source < 0) continue;
        s = add_statement(c, x->source, text_span(c->doc, x->cue_b, x->cue_e), x->cue_b, x->content_b, x->content_e,
                          x->venue);
        if (s != SITREP_OK) return s;
    }
    for (uint32_t i = 0; i < c->d->n_events; i++) { /* a speaker that only the event's own link knows */
        const draft_event *e = &c->d->events[i];
        if (e->source.mention < 0 || e->cue < 0) continue;
        base_span cue = c->doc->tokens[e->cue].span;
        bool known = false;
        for (uint32_t k = 0; k < c->report->n_statements; k++)
            known |= span_overlaps(c->report->statements[k].cue, cue);
        if (known) continue;
        const text_sentence *in = &c->doc->sents[c->doc->tokens[e->tok].sentence];
        if ((s = add_statement(c, e->source.mention, cue, (uint32_t)e->cue, in->tok_b, in->tok_e, -1)) !=
            SITREP_OK)
            return s;
    }
    return SITREP_OK;
}
