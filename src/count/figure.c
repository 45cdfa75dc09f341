/* figure.c: number phrases -> figures. See figure.h. */
#include "count/figure.h"

#include <string.h>

#include "base/numeral.h"
#include "count/count.h"

/* Set on records dev (figure F1): how much the event and the words around weigh beside the model's own probability. */
#define FIGURE_KIND_FLOOR 0.03f
#define FIGURE_EVENT_WEIGHT 3.0f
#define FIGURE_WORDS_WEIGHT 3.0f
#define FIGURE_HARM_SURE 0.8f /* a harm that only the model sees */
#define FIGURE_MISSING_SURE 0.7f /* "40 were missing": the word right beside the number leaves no other kind */

static bool sentence_says(const text_doc *doc, uint32_t tok, const char *const *words, size_t n)
{
    const text_sentence *s = &doc->sents[doc->tokens[tok].sentence];
    for (uint32_t t = s->tok_b; t < s->tok_e; t++)
        for (size_t k = 0; k < n; k++)
            if (text_token_is(doc, t, words[k])) return true;
    return false;
}

static const char *unit_of(const char *kind, const text_doc *doc, uint32_t tok_e)
{
    if (strcmp(kind, "strikes") == 0 || strcmp(kind, "equipment") == 0) return "items";
    if (tok_e < doc->n_tokens && (text_token_is(doc, tok_e, "families") || text_token_is(doc, tok_e, "households")))
        return "households";
    return strcmp(kind, "other") == 0 ? "items" : "persons";
}

/* The kind of figure that an event's count is; NULL: any. */
static const char *kind_of_event(const char *event)
{
    static const char *const pairs[][2] = {
        {"kill", "killed"},       {"massacre", "killed"},      {"execute", "killed"},         {"assassinate", "killed"},
        {"injure", "wounded"},    {"arrest", "captured"},      {"abduct", "captured"},        {"surrender", "captured"},
        {"release", "freed"},     {"displace", "displaced"},   {"evacuate", "evacuated"},     {"deploy", "strength"},
        {"airstrike", "strikes"}, {"drone-strike", "strikes"}, {"missile-strike", "strikes"}, {"shelling", "strikes"},
        {"destroy", "equipment"}, {"intercept", "equipment"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (strcmp(pairs[i][0], event) == 0) return pairs[i][1];
    return NULL;
}

/* Three witnesses choose the kind: the model's figure head, the event that the number belongs to, the words around. */
static const char *choose_kind(const stance_context *c, const draft_figure *x)
{
    float guess_score = 0.0f, best = 0.0f;
    const char *guess = count_guess_kind(c->doc, x->tok_b, x->tok_e, &guess_score);
    const char *event = x->event >= 0 ? kind_of_event(c->d->events[x->event].kind) : NULL, *kind = x->kind;
    if (guess != NULL && strcmp(guess, "missing") == 0 && guess_score >= FIGURE_MISSING_SURE) return guess;
    for (uint32_t k = 0; k < x->n_kinds; k++) {
        float p = x->p[k] + FIGURE_KIND_FLOOR;
        if (event != NULL && strcmp(event, x->kinds[k]) == 0) p *= FIGURE_EVENT_WEIGHT;
        if (guess != NULL && strcmp(guess, x->kinds[k]) == 0) p *= 1.0f + FIGURE_WORDS_WEIGHT * guess_score;
        if (p > best) {
            best = p;
            kind = x->kinds[k];
        }
    }
    return kind;
}

/* "Three of the crew survived": whom the clause behind the number calls alive, nothing befell. */
static bool are_alive(const text_doc *doc, uint32_t tok_e)
{
    enum { REACH = 7 };
    static const char *const alive[] = {"survived", "survive", "survives", "escaped", "unhurt", "unharmed", "uninjured", "survivors", NULL};
    static const char *const ends[] = {"but", "and", "while", "when", "after", "who", NULL};
    uint32_t last = tok_e > 0 ? doc->sents[doc->tokens[tok_e - 1].sentence].tok_e : tok_e;
    for (uint32_t t = tok_e; t < last && t - tok_e < REACH && doc->tokens[t].shape != SHAPE_PUNCT && !text_token_in(doc, t, ends); t++)
        if (text_token_in(doc, t, alive)) return true;
    return false;
}

/* "800 workers", "three hikers": civilians are nobody's strength. */
static bool are_civilians(const stance_context *c, int32_t group)
{
    if (group < 0) return false;
    uint32_t head = c->d->mentions.v[group].head;
    if (text_token_is(c->doc, head, "men")) return false; /* "a force of 800 men" */
    for (uint32_t i = lexicon_hit_from(c->hits, head); i < c->hits->n && c->hits->v[i].tok_b == head; i++) {
        const char *kind = c->hits->v[i].cls == LEX_AGENT ? lexicon_value(c->lex, c->hits->v[i].entry, LEX_KIND, LEX_DATE_NONE) : NULL;
        if (kind != NULL && strcmp(kind, "civilians") == 0) return true;
    }
    return false;
}

/* How sure the model is of a kind of the figure, 0 to 1. */
static float sure_of(const draft_figure *x, const char *kind)
{
    for (uint32_t k = 0; k < x->n_kinds; k++)
        if (strcmp(x->kinds[k], kind) == 0) return x->p[k];
    return 0.0f;
}

/* A figure of harm that neither an event nor a word tells of ("call 112", "vaccinated 350 children") is another count, unless the model is
 * sure ("and lost, by the count of a doctor, eleven men"). */
static const char *settle_kind(const stance_context *c, const draft_figure *x, const char *kind)
{
    static const char *const harm[] = {"killed", "wounded", "casualties", "captured", "missing", "freed", NULL};
    float score;
    bool harms = false;
    for (const char *const *k = harm; *k != NULL; k++) harms |= strcmp(kind, *k) == 0;
    if (harms && are_alive(c->doc, x->tok_e)) return "other";
    bool told = x->event >= 0 || sure_of(x, kind) >= FIGURE_HARM_SURE || count_guess_kind(c->doc, x->tok_b, x->tok_e, &score) != NULL;
    if (harms && !told) return "other";
    return strcmp(kind, "strength") == 0 && are_civilians(c, x->group.mention) ? "other" : kind;
}

/* Stance and sources of a figure: its event's, overruled by a speaker of its own. */
static sitrep_status set_stance(const stance_context *c, const draft_figure *x, rec_figure *f)
{
    static const char *const estimate[] = {"estimated", "estimates", "estimate", "estimating"};
    if (f->event >= 0) {
        f->stance = c->report->events[f->event].stance;
        f->sources = c->report->events[f->event].sources;
        f->n_sources = c->report->events[f->event].n_sources;
    }
    if (x->source.mention >= 0) {
        int32_t cue = x->cue >= 0 || x->event < 0 ? x->cue : c->d->events[x->event].cue;
        sitrep_status s = stance_set_source(c, x->source.mention, cue, &f->sources, &f->n_sources);
        if (s != SITREP_OK) return s;
        if (f->stance.certainty == CERT_ASSERTED) f->stance.certainty = CERT_CLAIMED;
    }
    if (f->n_sources > 0 && f->stance.certainty == CERT_ASSERTED) f->stance.certainty = CERT_CLAIMED;
    if (sentence_says(c->doc, x->tok_b, estimate, sizeof estimate / sizeof *estimate))
        f->stance.certainty = CERT_ESTIMATED;
    return SITREP_OK;
}

/* Where, when, how sure and according to whom: as its event has it. */
static void take_event(rec_figure *f, const rec_event *e)
{
    f->place = e->places.n > 0 ? e->places.v[0] : -1;
    f->time = e->time;
    f->stance = e->stance;
    f->sources = e->sources;
    f->n_sources = e->n_sources;
    f->score = e->score;
}

/* "heavy casualties": how much is told, how many is not. The figure keeps the word and no number. */
static sitrep_status read_heavy(const stance_context *c)
{
    static const char *const nouns[] = {"casualties", "losses", "toll"};
    static const char *const sizes[] = {"heavy",   "significant", "severe",       "light",    "mass",
                                        "massive", "high",        "considerable", "numerous", "many"};
    for (uint32_t i = 0; i < c->d->n_events; i++) {
        const draft_event *e = &c->d->events[i];
        bool noun = false;
        for (size_t k = 0; k < sizeof nouns / sizeof *nouns; k++) noun |= text_token_is(c->doc, e->tok, nouns[k]);
        if (!noun || e->tok == 0 || (strcmp(e->kind, "kill") != 0 && strcmp(e->kind, "injure") != 0)) continue;
        for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
            if (!text_token_is(c->doc, e->tok - 1, sizes[k])) continue;
            rec_figure *f = rec_add_figure(c->report);
            if (f == NULL) return SITREP_E_NOMEM;
            const rec_event *ev = &c->report->events[i];
            take_event(f, ev);
            f->kind = "casualties";
            f->unit = "persons";
            f->span = text_span(c->doc, e->tok - 1, e->tok);
            f->vague = stance_words(c, f->span);
            f->event = (int32_t)i;
            f->actor = ev->patients.n > 0 ? ev->patients.v[0] : -1;
            f->group = ev->patients.n > 0 ? ev->patient_spans[0] : (base_span){0, 0};
            f->because.rule = "rule:heavy-casualties";
            if (f->vague == NULL) return SITREP_E_NOMEM;
        }
    }
    return SITREP_OK;
}

/* The value of an ordinal ("seventh", "17th"), or 0. */
static int64_t ordinal_at(const text_doc *doc, uint32_t t)
{
    base_span w = doc->tokens[t].span;
    char word[16];
    size_t n = w.e - w.b;
    int64_t value = 0;
    double fraction;
    if (n < 3 || n >= sizeof word) return 0;
    for (size_t i = 0; i < n; i++) word[i] = (char)(doc->text[w.b + i] >= 'A' && doc->text[w.b + i] <= 'Z' ? doc->text[w.b + i] + 32 : doc->text[w.b + i]);
    if (word[0] >= '0' && word[0] <= '9') {
        size_t used = numeral_read_digits(word, n, &value, &fraction);
        bool ends = used + 2 == n && (memcmp(word + used, "th", 2) == 0 || memcmp(word + used, "st", 2) == 0 ||
                                      memcmp(word + used, "nd", 2) == 0 || memcmp(word + used, "rd", 2) == 0);
        return ends && fraction <= 0 ? value : 0;
    }
    return numeral_lookup(word, n, &value) == NUMERAL_ORDINAL ? value : 0;
}

/* The kill that a sentence tells, or that of the report that stands nearest before it. */
static int32_t kill_of_sentence(const stance_context *c, uint32_t t)
{
    int32_t before = -1;
    for (uint32_t i = 0; i < c->report->n_events; i++) {
        uint32_t at = text_token_at(c->doc, c->report->events[i].trigger.b);
        if (strcmp(c->report->events[i].kind, "kill") != 0) continue;
        if (c->doc->tokens[at].sentence == c->doc->tokens[t].sentence) return (int32_t)i;
        if (at < t) before = (int32_t)i;
    }
    return before;
}

/* "A seventh victim has died": so many are dead in all. */
static sitrep_status read_ordinals(const stance_context *c)
{
    static const char *const dead[] = {"victim", "fatality", "death", NULL};
    static const char *const dying[] = {"died", "dies", "dead", "killed", "death", "fatality", "succumbed"};
    for (uint32_t t = 0; t + 1 < c->doc->n_tokens; t++) {
        int64_t n = ordinal_at(c->doc, t);
        for (uint32_t i = 0; n > 1 && t > 0 && i < c->report->n_figures; i++) /* "a fourth person": the article counts nobody */
            if (span_equal(c->report->figures[i].span, c->doc->tokens[t - 1].span)) c->report->figures[i].kind = "other";
        if (n < 2 || !text_token_in(c->doc, t + 1, dead)) continue;
        bool died = c->doc->sents[c->doc->tokens[t].sentence].headline || sentence_says(c->doc, t, dying, sizeof dying / sizeof *dying);
        if (!died) continue;
        rec_figure *f = NULL;
        base_span span = c->doc->tokens[t].span;
        for (uint32_t i = 0; i < c->report->n_figures; i++)
            if (span_overlaps(c->report->figures[i].span, span)) f = &c->report->figures[i];
        int32_t event = f != NULL && f->event >= 0 ? f->event : kill_of_sentence(c, t);
        if (f == NULL && event < 0) continue;
        if (f == NULL) {
            if ((f = rec_add_figure(c->report)) == NULL) return SITREP_E_NOMEM;
            f->actor = -1;
            take_event(f, &c->report->events[event]);
        }
        f->kind = "killed";
        f->unit = "persons";
        f->span = span;
        f->event = event;
        f->of = -1;
        f->vague = NULL;
        f->low = f->best = f->high = n;
        f->because.rule = "rule:ordinal-victim";
        for (uint32_t i = 0; i < c->report->n_figures; i++) { /* "a guard has died, the fourth victim": he is one of the four */
            rec_figure *one = &c->report->figures[i];
            bool here = c->doc->tokens[text_token_at(c->doc, one->span.b)].sentence == c->doc->tokens[t].sentence;
            if (here && one != f && one->best == 1 && one->of < 0 && strcmp(one->kind, "killed") == 0) one->of = (int32_t)(f - c->report->figures);
        }
    }
    return SITREP_OK;
}

/* The number that the tokens from t on say by themselves ("five," "17 dead"): the token behind it, or 0. */
static uint32_t bare_number(const text_doc *doc, uint32_t t, count_value *v)
{
    static const char *const behind[] = {",", ".", ";", "dead", "killed", "deaths", "and", "but", NULL};
    uint32_t last = t < doc->n_tokens ? doc->sents[doc->tokens[t].sentence].tok_e : t;
    for (uint32_t e = t + 1; e <= last && e < t + 4; e++)
        if ((e == last || text_token_in(doc, e, behind)) && count_read_phrase(doc, t, e, v) && v->best > 0) return e;
    return 0;
}

static uint32_t paragraph_of(const text_doc *doc, base_span span) { return doc->sents[doc->tokens[text_token_at(doc, span.b)].sentence].paragraph; }

/* The words before a verb up to the clause's begin; an inserted ", which ... ," is passed over. Unset: none. */
static base_span subject_before(const text_doc *doc, uint32_t verb)
{
    static const char *const relatives[] = {"which", "who", "whose", "where", "that", NULL};
    static const char *const starts[] = {",", ";", ":", "and", "but", "while", "though", NULL};
    static const char *const pronouns[] = {"it", "he", "she", "they", "this", "that", "which", "who", NULL};
    uint32_t first = doc->sents[doc->tokens[verb].sentence].tok_b, e = verb, b;
    if (e > first && text_token_is(doc, e - 1, ",")) {
        for (b = e - 1; b > first && !(text_token_is(doc, b - 1, ",") && text_token_in(doc, b, relatives)); b--)
            ;
        if (b == first) return (base_span){0, 0};
        e = b - 1;
    }
    for (b = e; b > first && !text_token_in(doc, b - 1, starts); b--)
        ;
    if (b == e || (e == b + 1 && text_token_in(doc, b, pronouns))) return (base_span){0, 0};
    return text_span(doc, b, e);
}

/* "The rescue service, which ended its search, stays at five": who keeps to a number counts so many of what was counted before. */
static sitrep_status read_kept(const stance_context *c)
{
    static const char *const verbs[] = {"stays", "stayed", "stands", "remains", "remained", "keeps", "kept", "sticks", "stuck", "holds", NULL};
    static const char *const preps[] = {"at", "to", "by", "with", NULL};
    const text_doc *doc = c->doc;
    for (uint32_t t = 1; t + 2 < doc->n_tokens; t++) {
        count_value v;
        if (!text_token_in(doc, t, verbs) || !text_token_in(doc, t + 1, preps)) continue;
        uint32_t e = bare_number(doc, t + 2, &v);
        int32_t event = e > 0 ? kill_of_sentence(c, t) : -1;
        if (event < 0 || paragraph_of(doc, c->report->events[event].trigger) != doc->sents[doc->tokens[t].sentence].paragraph) continue;
        base_span span = text_span(doc, t + 2, e);
        rec_figure *f = NULL;
        for (uint32_t i = 0; i < c->report->n_figures; i++)
            if (span_overlaps(c->report->figures[i].span, span)) f = &c->report->figures[i];
        if (f == NULL) {
            if ((f = rec_add_figure(c->report)) == NULL) return SITREP_E_NOMEM;
            take_event(f, &c->report->events[event]);
        }
        f->kind = "killed";
        f->unit = "persons";
        f->span = span;
        f->event = event;
        f->of = f->actor = -1;
        f->low = v.low;
        f->best = v.best;
        f->high = v.high;
        f->because.rule = "rule:kept-count";
        base_span who = subject_before(doc, t);
        if (!span_is_set(who)) continue;
        rec_source *source = arena_alloc(c->arena, sizeof *source);
        if (source == NULL) return SITREP_E_NOMEM;
        *source = (rec_source){.actor = rec_actor_at(c->report, who), .via = -1, .name = stance_words(c, who), .cue = doc->tokens[t].span, .span = who};
        if (source->name == NULL) return SITREP_E_NOMEM;
        f->sources = source;
        f->n_sources = 1;
        f->stance.polarity = POL_AFFIRMED;
        if (f->stance.certainty == CERT_ASSERTED) f->stance.certainty = CERT_CLAIMED;
    }
    return SITREP_OK;
}

sitrep_status figure_read(const stance_context *c)
{
    for (uint32_t i = 0; i < c->d->n_figures; i++) {
        const draft_figure *x = &c->d->figures[i];
        rec_figure *f = rec_add_figure(c->report);
        if (f == NULL) return SITREP_E_NOMEM;
        count_value v;
        count_read_phrase(c->doc, x->tok_b, x->tok_e, &v);
        bool failed = false;
        f->kind = settle_kind(c, x, choose_kind(c, x));
        f->span = text_span(c->doc, x->tok_b, x->tok_e);
        f->low = v.low;
        f->best = v.best;
        f->high = v.high;
        f->vague = count_vague(c->arena, &v, &failed);
        f->unit = unit_of(f->kind, c->doc, x->tok_e);
        f->event = x->event;
        f->of = x->of;
        f->group = stance_mention_span(c, x->group.mention);
        f->actor = stance_actor(c, x->group.mention);
        f->score = x->score;
        f->time = (rec_time){.precision = "none", .basis = "none"};
        f->because.rule = "model:figure";
        f->because.evidence = arena_array(c->arena, 3, sizeof *f->because.evidence);
        if (failed || f->because.evidence == NULL) return SITREP_E_NOMEM;
        f->because.evidence[f->because.n_evidence++] = (rec_evidence){"number", f->span};
        if (span_is_set(f->group)) f->because.evidence[f->because.n_evidence++] = (rec_evidence){"group", f->group};
        if (f->event >= 0) {
            rec_event *e = &c->report->events[f->event];
            f->place = e->places.n > 0 ? e->places.v[0] : -1;
            f->time = e->time;
            f->because.evidence[f->because.n_evidence++] = (rec_evidence){"event", e->trigger};
            int32_t *ids = arena_array(c->arena, e->figures.n + 1, sizeof *ids);
            if (ids == NULL) return SITREP_E_NOMEM;
            if (e->figures.n > 0) memcpy(ids, e->figures.v, e->figures.n * sizeof *ids);
            ids[e->figures.n++] = (int32_t)i;
            e->figures.v = ids;
        }
        sitrep_status s = set_stance(c, x, f);
        if (s != SITREP_OK) return s;
        bool bare = x->tok_e == x->tok_b + 1; /* "killed 14 people, not 35"; "not more than 35" is a bound */
        if (bare && x->tok_b > 0 && text_token_is(c->doc, x->tok_b - 1, "not")) f->stance.polarity = POL_DENIED;
    }
    sitrep_status s = read_ordinals(c);
    if (s == SITREP_OK) s = read_kept(c);
    return s == SITREP_OK ? read_heavy(c) : s;
}
