/* incident_figures.c: at what cost, according to whom, and what contradicts what (incident.h).
 *
 * Ranges. low = the least of the live claims' low (else best) values, high = the greatest of their high (else best) values. Live
 * are claims of independent sources: not withdrawn, not denied, not repeated by a copy, not superseded by a later claim of the
 * same source. best, by policy: latest (the claim of the last report; of one day's claims that which most sources share, then
 * the highest), median (the lower middle of the live values), most-sourced (the value that most sources share, then the latest).
 *
 * Contradictions. Two live claims whose ranges exclude each other contradict, unless the later one is the higher: a count that
 * only rises is none. A denial contradicts until its own side tells the thing itself. Two accounts of a strike that name
 * different sides as having done it contradict.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "fuse/days.h"
#include "fuse/incident.h"

typedef struct counter {
    base_arena *arena;
    const incident_input *in;
    fuse_incident *incident;
    incident_claim *claims;
    size_t n, cap;
} counter;

/* ---- sources ------------------------------------------------------------------------------------------------------------------- */

static bool is_one_of(const char *s, size_t n, const char *const *words)
{
    for (; *words != NULL; words++) {
        size_t i = 0;
        while (i < n && (*words)[i] != '\0' && (s[i] == (*words)[i] || (s[i] | 0x20) == (*words)[i])) i++;
        if (i == n && (*words)[i] == '\0') return true;
    }
    return false;
}

static bool is_pronoun(const char *s)
{
    static const char *const words[] = {"he", "she", "it", "they", "his", "her", "its", "their", "him", "them", "who", "which", "i", NULL};
    return is_one_of(s, strlen(s), words);
}

/* "we", "our list", "this station", "Thursday's edition": the outlet speaks of itself. */
static bool is_own_voice(const char *s)
{
    static const char *const own[] = {"we", "our", NULL};
    static const char *const papers[] = {"website", "site", "station", "page", "edition", "newspaper", "paper", "channel", "agency", NULL};
    const char *last = strrchr(s, ' ');
    if (is_one_of(s, strcspn(s, " "), own)) return true;
    bool pointed = strncmp(s, "this ", 5) == 0 || strncmp(s, "This ", 5) == 0 || strstr(s, "our ") != NULL || strstr(s, "'s ") != NULL;
    return last == NULL ? is_one_of(s, strlen(s), papers) && strcmp(s, "agency") != 0 : pointed && is_one_of(last + 1, strlen(last + 1), papers);
}

/* The words [b, e) with what belongs to them and was left out of the span: "a spokesman" + " for the third brigade". It runs to
 * the cue, or, behind a cue, to the next mark or verb. NULL: nothing more. */
static const char *with_complement(base_arena *arena, const claim_report *r, const claim_source *s)
{
    static const char *const binders[] = {"of", "for", "in", "from", "at", "installed", "appointed", "backed", "named", NULL};
    static const char *const ends[] = {"said", "says", "told", "has", "have", "had", "was", "were", "is", "are", "who", "which", "that", "on", "after",
                                       "when", "as", "and", "but", "also", "later", "now", "then", "by", "late", "early", "with", "to", NULL};
    enum { REACH = 90 };
    uint32_t b, e, stop;
    if (s->span.e <= s->span.b || r->n_points == 0) return NULL;
    bool before_cue = s->cue.b >= s->span.e;
    claims_bytes(r, s->span, &b, &e);
    claims_bytes(r, (claim_span){s->span.e, before_cue ? s->cue.b : r->n_points}, &stop, &stop);
    uint32_t first = e, end = e;
    if (stop > e + REACH) stop = e + REACH;
    for (uint32_t at = e; at < stop;) {
        while (at < stop && r->text[at] == ' ') at++;
        uint32_t w = at;
        while (at < stop && strchr(" ,;:.\"\n()", r->text[at]) == NULL && (unsigned char)r->text[at] != 0xE2) at++;
        bool by = end > first && at - w == 2 && memcmp(r->text + w, "by", 2) == 0 && before_cue; /* "installed by Moscow" */
        if (w == at || (end == first && !is_one_of(r->text + w, at - w, binders)) || (!by && is_one_of(r->text + w, at - w, ends))) break;
        end = at;
    }
    if (end == first || is_one_of(r->text + first + 1, end - first - 1, binders)) return NULL;
    return arena_strndup(arena, r->text + b, end - b);
}

static const char *fold_key(base_arena *arena, const char *prefix, const char *s)
{
    char name[200], key[240];
    utf8_fold_string(s, strlen(s), name, sizeof name);
    const char *p = strncmp(name, "the ", 4) == 0 ? name + 4 : name;
    snprintf(key, sizeof key, "%s%s", prefix, p);
    return arena_strndup(arena, key, strlen(key));
}

static const char *outlet_source(base_arena *arena, const claim_report *r, const char **key)
{
    const char *outlet = r->outlet != NULL ? r->outlet : r->uri != NULL ? r->uri : "the report";
    *key = fold_key(arena, "outlet:", outlet);
    return outlet;
}

const char *incident_source(base_arena *arena, const claim_report *r, const claim_sources *sources, const char **key)
{
    const claim_source *s = NULL;
    for (uint32_t i = 0; i < sources->n && s == NULL; i++) {
        const claim_source *c = &sources->v[i];
        if (c->actor >= 0 || (c->name != NULL && c->name[0] != '\0')) s = c;
    }
    const char *words = s != NULL ? claims_words(r, s->span, arena) : NULL;
    if (s == NULL || (words != NULL && is_own_voice(words))) return outlet_source(arena, r, key);
    const char *name = s->actor >= 0 && r->actors[s->actor].name != NULL ? r->actors[s->actor].name : s->name;
    if (words != NULL && (is_pronoun(words) || strlen(words) > 120)) words = NULL;
    if (name != NULL && is_pronoun(name)) name = words;
    if (name == NULL) name = words != NULL ? words : "a source";
    *key = s->actor >= 0 && r->actors[s->actor].ref != NULL ? r->actors[s->actor].ref : fold_key(arena, "name:", name);
    const char *more = words != NULL ? with_complement(arena, r, s) : NULL;
    if (more != NULL) words = more;
    const char *kind = s->actor >= 0 ? r->actors[s->actor].kind : NULL, *last = words != NULL ? strrchr(words, ' ') : NULL;
    /* no person is called so: "the Amin hospital" was taken for one of that name */
    if (kind != NULL && strcmp(kind, "person") == 0 && last != NULL && words[0] >= 'A' && words[0] <= 'Z' && last[1] >= 'a' && last[1] <= 'z') {
        *key = fold_key(arena, "name:", words);
        return words;
    }
    if (words == NULL || strstr(name, words) != NULL) return name;
    if (strstr(words, name) != NULL) return words;
    size_t size = strlen(name) + strlen(words) + 4;
    char *both = arena_alloc(arena, size);
    if (both == NULL) return name;
    snprintf(both, size, "%s (%s)", name, words);
    return both;
}

/* ---- claims -------------------------------------------------------------------------------------------------------------------- */

static bool is_counted(const char *kind)
{
    static const char *const kinds[] = {"killed", "wounded", "casualties", "captured", "freed", "missing", "displaced", "evacuated"};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (strcmp(kind, kinds[i]) == 0) return true;
    return false;
}

/* Is this side the incident's doer rather than its sufferer? Told by how many reports say so. */
static bool is_doer(const counter *c, const char *side)
{
    uint32_t as_agent = 0, as_patient = 0;
    for (uint32_t i = 0; i < c->incident->n_agents; i++)
        if (unit_same_side(c->incident->agents[i].side, side)) as_agent += c->incident->agents[i].n_reports;
    for (uint32_t i = 0; i < c->incident->n_patients; i++)
        if (unit_same_side(c->incident->patients[i].side, side)) as_patient += c->incident->patients[i].n_reports;
    return as_agent > as_patient;
}

static bool same_numbers(const incident_claim *a, const incident_claim *b)
{
    return a->low == b->low && a->best == b->best && a->high == b->high;
}

/* Adds a figure unless the same source's same claim is there. In one report an unattributed number that somebody is named for
 * elsewhere in it (a headline's) is that claim. */
static bool add_claim(counter *c, uint32_t report, const claim_figure *f, bool withdrawn, bool denied)
{
    const claim_report *r = c->in->reports[report];
    incident_claim claim = {.kind = f->kind, .report = report, .day = r->day, .low = f->low, .best = f->best, .high = f->high,
                            .span = f->span, .group = f->group_text, .withdrawn = withdrawn || f->stance.polarity == CLAIM_RETRACTED,
                            .denied = denied || f->stance.polarity == CLAIM_DENIED};
    if (f->low == CLAIM_OPEN && f->best == CLAIM_OPEN && f->high == CLAIM_OPEN) return true;
    claim.source = incident_source(c->arena, r, &f->sources, &claim.source_key);
    claim.words = claims_words(r, f->span, c->arena);
    claim.own_side = f->actor >= 0 && is_doer(c, claims_side_key(r, f->actor, c->arena));
    claim.copied = c->in->copy_of[report] >= 0;
    bool unnamed = strncmp(claim.source_key, "outlet:", 7) == 0;
    for (size_t i = 0; i < c->n; i++) {
        incident_claim *o = &c->claims[i];
        if (strcmp(o->kind, claim.kind) != 0 || o->own_side != claim.own_side || !same_numbers(o, &claim)) continue;
        bool o_unnamed = strncmp(o->source_key, "outlet:", 7) == 0;
        if (strcmp(o->source_key, claim.source_key) == 0 && (o->report == report || claim.copied)) return true;
        if (claim.copied && unnamed) return true; /* a copy's headline */
        if (o->report != report) continue;
        if (unnamed) return true;
        if (o_unnamed) { /* the named telling replaces the bare number */
            *o = claim;
            return true;
        }
    }
    incident_claim *claims = arena_grow(c->arena, c->claims, c->n, &c->cap, sizeof *claims);
    if (claims == NULL) return false;
    c->claims = claims;
    c->claims[c->n++] = claim;
    return true;
}

/* "Five of them died": some of a number that is told elsewhere. */
static bool is_some_of(const claim_report *r, claim_span span)
{
    static const char *const whom[] = {" of them", " of whom", " of the dead"};
    uint32_t b, e;
    claims_bytes(r, span, &b, &e);
    for (size_t i = 0; i < sizeof whom / sizeof whom[0]; i++) {
        size_t n = strlen(whom[i]);
        if (e + n <= r->n_text && memcmp(r->text + e, whom[i], n) == 0) return true;
    }
    return false;
}

/* "Seventy people, among them ten women": a smaller number that follows in the sentence, of the same event and kind, is a part. */
static bool is_part(const claim_report *r, uint32_t index)
{
    const claim_figure *f = &r->figures[index];
    if (f->of >= 0 || is_some_of(r, f->span)) return true;
    bool harm = strcmp(f->kind, "killed") == 0 || strcmp(f->kind, "wounded") == 0 || strcmp(f->kind, "casualties") == 0;
    int64_t n = f->best != CLAIM_OPEN ? f->best : f->low;
    claim_span in = claims_sentence(r, f->span);
    for (uint32_t i = 0; harm && n != CLAIM_OPEN && i < r->n_figures; i++) {
        const claim_figure *g = &r->figures[i];
        int64_t m = g->best != CLAIM_OPEN ? g->best : g->low;
        const char *key, *other;
        if (i == index || strcmp(g->kind, f->kind) != 0 || g->event != f->event || m == CLAIM_OPEN || m <= n) continue;
        if (g->span.b < in.b || g->span.b >= f->span.b || g->sources.n != f->sources.n) continue;
        key = f->sources.n > 0 && f->sources.v[0].name != NULL ? f->sources.v[0].name : "";
        other = g->sources.n > 0 && g->sources.v[0].name != NULL ? g->sources.v[0].name : "";
        if (strcmp(key, other) == 0) return true;
    }
    return false;
}

static bool in_headline(const claim_report *r, claim_span span)
{
    uint32_t b, e;
    claims_bytes(r, span, &b, &e);
    return memchr(r->text, '\n', b) == NULL && memchr(r->text, '\n', r->n_text) != NULL;
}

static bool equal_numbers(const claim_figure *a, const claim_figure *b) { return a->low == b->low && a->best == b->best && a->high == b->high; }

/* A headline counts what the text below it tells: a number that the text gives to another happening is that one's. */
static bool is_told_elsewhere(const claim_report *r, uint32_t index)
{
    const claim_figure *f = &r->figures[index];
    int32_t event = unit_root_event(r, f->event);
    bool elsewhere = false;
    if (!in_headline(r, f->span)) return false;
    for (uint32_t i = 0; i < r->n_figures; i++) {
        const claim_figure *g = &r->figures[i];
        if (i == index || g->event < 0 || strcmp(g->kind, f->kind) != 0 || !equal_numbers(f, g) || in_headline(r, g->span)) continue;
        if (unit_root_event(r, g->event) == event) return false;
        elsewhere = true;
    }
    return elsewhere;
}

/* "Karim Sadek was killed": where nobody gives a number, the persons whom a death names are counted. */
static bool count_named(counter *c, const fuse_unit *u, const claim_event *e)
{
    const claim_report *r = c->in->reports[u->report];
    uint32_t n = 0;
    for (uint32_t i = 0; i < e->patients.n; i++) {
        const claim_actor *a = &r->actors[e->patients.v[i]];
        if (a->kind == NULL || strcmp(a->kind, "person") != 0 || a->name == NULL || strchr(a->name, ' ') == NULL) return true;
        n++;
    }
    if (n == 0 || e->stance.realis != CLAIM_ACTUAL) return true;
    const claim_figure f = {.kind = "killed", .actor = -1, .event = -1, .place = -1, .of = -1, .low = n, .best = n, .high = n,
                            .stance = e->stance, .sources = e->sources, .span = r->actors[e->patients.v[0]].words};
    return add_claim(c, u->report, &f, u->withdrawn, false);
}

static bool collect_named(counter *c)
{
    static const char *const deaths[] = {"kill", "assassinate", "execute"};
    const unit_cluster *cluster = c->incident->cluster;
    for (size_t i = 0; i < c->n; i++)
        if (strcmp(c->claims[i].kind, "killed") == 0) return true;
    for (uint32_t i = 0; i < cluster->n; i++) {
        const fuse_unit *u = &c->in->units->v[cluster->units[i]];
        const claim_report *r = c->in->reports[u->report];
        for (uint32_t k = 0; u->event >= 0 && u->manner == UNIT_TOLD && k < r->n_events; k++) {
            bool death = false;
            for (size_t d = 0; d < sizeof deaths / sizeof deaths[0]; d++) death = death || strcmp(r->events[k].kind, deaths[d]) == 0;
            if (death && unit_root_event(r, (int32_t)k) == u->event && !count_named(c, u, &r->events[k])) return false;
        }
    }
    return true;
}

static bool collect(counter *c, const figure_at *orphans, uint32_t n_orphans)
{
    const unit_cluster *cluster = c->incident->cluster;
    for (uint32_t i = 0; i < cluster->n; i++) {
        const fuse_unit *u = &c->in->units->v[cluster->units[i]];
        const claim_report *r = c->in->reports[u->report];
        if (u->event < 0 || u->manner == UNIT_PLANNED) continue;
        for (uint32_t k = 0; k < r->n_figures; k++) {
            const claim_figure *f = &r->figures[k];
            if (!is_counted(f->kind) || unit_root_event(r, f->event) != u->event || is_part(r, k) || is_told_elsewhere(r, k)) continue;
            if (f->stance.realis != CLAIM_ACTUAL && f->stance.realis != CLAIM_ATTEMPTED) continue;
            bool corrected = u->withdrawn && r->events[u->event].stance.polarity == CLAIM_RETRACTED &&
                             f->stance.polarity == CLAIM_AFFIRMED; /* "put the dead at 19. The figure is 14": the second stands */
            if (!add_claim(c, u->report, f, u->withdrawn && !corrected, false)) return false;
        }
    }
    for (uint32_t i = 0; i < n_orphans; i++)
        if (!add_claim(c, orphans[i].report, &c->in->reports[orphans[i].report]->figures[orphans[i].figure], false, false)) return false;
    return collect_named(c);
}

static int by_kind(const void *x, const void *y)
{
    static const char *const order[] = {"killed", "wounded", "casualties", "captured", "freed", "missing", "displaced", "evacuated"};
    const incident_claim *a = x, *b = y;
    if (strcmp(a->kind, b->kind) != 0) {
        for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
            if (strcmp(a->kind, order[i]) == 0) return -1;
            if (strcmp(b->kind, order[i]) == 0) return 1;
        }
    }
    if (a->own_side != b->own_side) return a->own_side ? 1 : -1;
    if (a->day != b->day) return a->day < b->day ? -1 : 1;
    if (a->report != b->report) return a->report < b->report ? -1 : 1;
    return a->span.b < b->span.b ? -1 : a->span.b > b->span.b;
}

/* ---- ranges -------------------------------------------------------------------------------------------------------------------- */

static bool is_live(const incident_claim *c) { return !c->withdrawn && !c->superseded && !c->denied; }
static int64_t low_of(const incident_claim *c) { return c->low != CLAIM_OPEN ? c->low : c->best != CLAIM_OPEN ? c->best : c->high; }
static int64_t high_of(const incident_claim *c) { return c->high != CLAIM_OPEN ? c->high : c->best != CLAIM_OPEN ? c->best : c->low; }
static int64_t best_of(const incident_claim *c) { return c->best != CLAIM_OPEN ? c->best : c->low != CLAIM_OPEN ? c->low : c->high; }

static int shared_by(const incident_figure *f, int64_t value)
{
    int n = 0;
    for (uint32_t i = 0; i < f->n_claims; i++) n += is_live(&f->claims[i]) && best_of(&f->claims[i]) == value;
    return n;
}

static int64_t latest(const incident_figure *f, bool most_sourced)
{
    const incident_claim *best = NULL;
    for (uint32_t i = 0; i < f->n_claims; i++) {
        const incident_claim *c = &f->claims[i];
        if (!is_live(c)) continue;
        if (best == NULL) {
            best = c;
            continue;
        }
        int more = shared_by(f, best_of(c)) - shared_by(f, best_of(best));
        bool later = c->day > best->day, same_day = c->day == best->day;
        bool wins = most_sourced ? more > 0 || (more == 0 && later) || (more == 0 && same_day && best_of(c) > best_of(best))
                                 : later || (same_day && (more > 0 || (more == 0 && best_of(c) > best_of(best))));
        if (wins) best = c;
    }
    return best != NULL ? best_of(best) : CLAIM_OPEN;
}

static int by_value(const void *x, const void *y)
{
    int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
    return a < b ? -1 : a > b;
}

static bool reckon(counter *c, incident_figure *f)
{
    for (uint32_t i = 0; i < f->n_claims; i++) /* claims lie in time order */
        for (uint32_t k = i + 1; k < f->n_claims; k++) {
            incident_claim *a = &f->claims[i];
            const incident_claim *b = &f->claims[k];
            if (strcmp(a->source_key, b->source_key) == 0 && b->day > a->day && !b->withdrawn && !b->denied) a->superseded = true;
        }
    for (uint32_t i = 0; i < f->n_claims; i++) /* nobody's number that somebody gave in an earlier report is told again, not claimed anew */
        for (uint32_t k = 0; k < i; k++) {
            incident_claim *a = &f->claims[i];
            const incident_claim *b = &f->claims[k];
            bool unnamed = strncmp(a->source_key, "outlet:", 7) == 0;
            if (unnamed && b->report != a->report && b->day < a->day && best_of(a) == best_of(b) && !b->withdrawn) a->superseded = true;
        }
    int64_t *values = arena_array(c->arena, f->n_claims, sizeof *values);
    uint32_t n = 0;
    if (values == NULL) return false;
    f->low = f->best = f->high = CLAIM_OPEN;
    for (uint32_t i = 0; i < f->n_claims; i++) {
        const incident_claim *x = &f->claims[i];
        if (!is_live(x)) continue;
        int64_t low = low_of(x), high = high_of(x);
        if (x->low == CLAIM_OPEN && x->best != CLAIM_OPEN && x->best == x->high && f->low != CLAIM_OPEN) low = f->low; /* "up to 60" */
        if (f->low == CLAIM_OPEN || low < f->low) f->low = low;
        if (f->high == CLAIM_OPEN || high > f->high) f->high = high;
        values[n++] = best_of(x);
    }
    if (n == 0) return true;
    qsort(values, n, sizeof *values, by_value);
    f->best = c->in->best == BEST_MEDIAN ? values[(n - 1) / 2] : latest(f, c->in->best == BEST_MOST_SOURCED);
    return true;
}

/* ---- contradictions ---------------------------------------------------------------------------------------------------------------- */

static bool add_contradiction(counter *c, const char *field, const char *says, const char *against, uint32_t report_a, uint32_t report_b)
{
    fuse_incident *o = c->incident;
    enum { CAP = 16 };
    if (o->contradictions == NULL && (o->contradictions = arena_array(c->arena, CAP, sizeof *o->contradictions)) == NULL) return false;
    if (says == NULL || against == NULL) return false;
    o->contested = true;
    for (uint32_t i = 0; i < o->n_contradictions; i++)
        if (strcmp(o->contradictions[i].says, says) == 0 && strcmp(o->contradictions[i].against, against) == 0) return true;
    if (o->n_contradictions == CAP) return true;
    incident_contradiction *x = &o->contradictions[o->n_contradictions++];
    *x = (incident_contradiction){field, says, against, arena_array(c->arena, 2, sizeof *x->reports), 0};
    if (x->reports == NULL) return false;
    x->reports[x->n_reports++] = report_a;
    if (report_b != report_a) x->reports[x->n_reports++] = report_b;
    return true;
}

static const char *claim_text(counter *c, const incident_claim *x)
{
    char text[400];
    const char *bound = x->low != CLAIM_OPEN && x->high == CLAIM_OPEN ? "at least " : x->low == CLAIM_OPEN && x->high != CLAIM_OPEN ? "up to " : "";
    snprintf(text, sizeof text, "%s%lld %s%s%.80s (%.200s)", bound, (long long)best_of(x), x->kind, x->group != NULL ? ": " : "",
             x->group != NULL ? x->group : "", x->source);
    return arena_strndup(c->arena, text, strlen(text));
}

static bool exclude(const incident_claim *a, const incident_claim *b)
{
    int64_t a_high = a->high == CLAIM_OPEN && a->low != CLAIM_OPEN ? INT64_MAX : high_of(a);
    int64_t b_high = b->high == CLAIM_OPEN && b->low != CLAIM_OPEN ? INT64_MAX : high_of(b);
    int64_t a_low = a->low == CLAIM_OPEN && a->high != CLAIM_OPEN ? 0 : low_of(a);
    int64_t b_low = b->low == CLAIM_OPEN && b->high != CLAIM_OPEN ? 0 : low_of(b);
    return a_high < b_low || b_high < a_low;
}

/* "Up to 60" beside three: within its bounds, yet ten times as much is another story. */
static bool far_apart(const incident_claim *a, const incident_claim *b)
{
    int64_t x = best_of(a), y = best_of(b);
    return x >= 3 && y >= 3 && (x >= 5 * y || y >= 5 * x) && (a->low == CLAIM_OPEN || b->low == CLAIM_OPEN);
}

static bool compare_claims(counter *c, const incident_figure *f)
{
    for (uint32_t i = 0; i < f->n_claims; i++)
        for (uint32_t k = i + 1; k < f->n_claims; k++) {
            const incident_claim *a = &f->claims[i], *b = &f->claims[k];
            if (!is_live(a) || !is_live(b) || strcmp(a->source_key, b->source_key) == 0) continue;
            if (!exclude(a, b) && !far_apart(a, b)) continue;
            bool rises = b->day > a->day && best_of(b) > best_of(a) && best_of(b) < 5 * best_of(a) + 10;
            if (rises) continue;
            if (!add_contradiction(c, f->kind, claim_text(c, a), claim_text(c, b), a->report, b->report)) return false;
        }
    return true;
}

static const claim_sources *sources_of(const counter *c, const fuse_unit *u)
{
    const claim_report *r = c->in->reports[u->report];
    return u->control >= 0 ? &r->control[u->control].sources : &r->events[u->event].sources;
}

/* The side that a unit's first named source speaks for, or "". */
static const char *source_side(const counter *c, const fuse_unit *u)
{
    const claim_sources *s = sources_of(c, u);
    for (uint32_t i = 0; i < s->n; i++)
        if (s->v[i].actor >= 0) return claims_side_key(c->in->reports[u->report], s->v[i].actor, c->arena);
    return "";
}

/* A denial lapses when its own side, or the outlet alone with nobody against it, later tells the thing. */
static bool has_lapsed(const counter *c, const fuse_unit *denial)
{
    const unit_cluster *cluster = c->incident->cluster;
    int32_t day = c->in->reports[denial->report]->day;
    const char *side = source_side(c, denial);
    for (uint32_t i = 0; i < cluster->n; i++) {
        const fuse_unit *u = &c->in->units->v[cluster->units[i]];
        if (u->role != UNIT_CORE || u->withdrawn || u->twin >= 0 || c->in->reports[u->report]->day <= day) continue;
        const char *other = source_side(c, u);
        if (side[0] != '\0' && other[0] != '\0' && unit_same_side(side, other)) return true;
        if (u->kind.gives_up && side[0] != '\0')
            for (uint32_t k = 0; k < u->losers.n; k++)
                if (unit_same_side(u->losers.v[k], side)) return true;
    }
    for (uint32_t i = 0; i < c->incident->n_figures; i++) /* or counts its dead */
        for (uint32_t k = 0; k < c->incident->figures[i].n_claims; k++) {
            const incident_claim *x = &c->incident->figures[i].claims[k];
            const char *key;
            incident_source(c->arena, c->in->reports[denial->report], sources_of(c, denial), &key);
            if (x->day > day && strcmp(x->source_key, key) == 0 && !x->withdrawn) return true;
        }
    return false;
}

static bool compare_accounts(counter *c)
{
    const unit_cluster *cluster = c->incident->cluster;
    const fuse_unit *lead = &c->in->units->v[c->incident->lead];
    for (uint32_t i = 0; i < cluster->n; i++) {
        const fuse_unit *u = &c->in->units->v[cluster->units[i]];
        if (u->manner != UNIT_DENIED || u->withdrawn || u->twin >= 0 || has_lapsed(c, u)) continue;
        const char *key;
        const char *by = incident_source(c->arena, c->in->reports[u->report], sources_of(c, u), &key);
        char text[300];
        snprintf(text, sizeof text, "denied by %.200s", by);
        if (!add_contradiction(c, "told", c->incident->title, arena_strndup(c->arena, text, strlen(text)), lead->report, u->report)) return false;
    }
    for (uint32_t i = 0; i < cluster->n; i++) { /* one strike, two sides named as having done it */
        const fuse_unit *u = &c->in->units->v[cluster->units[i]];
        bool strikes = u->kind.family == FAMILY_FIRE || u->kind.family == FAMILY_HARM;
        if (!strikes || u->role != UNIT_CORE || u->withdrawn || u->twin >= 0 || u->agents.n == 0 || lead->agents.n == 0) continue;
        if (unit_sides_meet(&u->agents, &lead->agents) || u->report == lead->report) continue;
        if (strncmp(u->agents.v[0], "name:", 5) == 0 || strncmp(lead->agents.v[0], "name:", 5) == 0) continue; /* "gunmen" excludes nobody */
        const claim_report *r = c->in->reports[u->report], *s = c->in->reports[lead->report];
        const char *a = lead->event >= 0 ? s->actors[s->events[lead->event].agents.v[0]].name : NULL;
        const char *b = u->event >= 0 ? r->actors[r->events[u->event].agents.v[0]].name : NULL;
        if (a != NULL && b != NULL && !add_contradiction(c, "agents", a, b, lead->report, u->report)) return false;
    }
    return true;
}

/* ---- the whole ------------------------------------------------------------------------------------------------------------------- */

static bool count_sources(counter *c)
{
    const unit_cluster *cluster = c->incident->cluster;
    const char **keys = arena_array(c->arena, cluster->n + c->n, sizeof *keys);
    uint32_t n = 0;
    if (keys == NULL) return false;
    for (uint32_t i = 0; i < cluster->n + c->n; i++) {
        const char *key;
        if (i < cluster->n) {
            const fuse_unit *u = &c->in->units->v[cluster->units[i]];
            if (u->withdrawn || u->twin >= 0 || u->manner == UNIT_DENIED) continue;
            incident_source(c->arena, c->in->reports[u->report], sources_of(c, u), &key);
        } else {
            if (!is_live(&c->claims[i - cluster->n]) || c->claims[i - cluster->n].copied) continue;
            key = c->claims[i - cluster->n].source_key;
        }
        bool there = false;
        for (uint32_t k = 0; k < n && !there; k++) there = strcmp(keys[k], key) == 0;
        if (!there) keys[n++] = key;
    }
    /* An outlet's own voice counts only where the outlet names nobody. */
    uint32_t outlets = 0;
    for (uint32_t k = 0; k < n; k++) outlets += strncmp(keys[k], "outlet:", 7) == 0;
    c->incident->n_sources = n > outlets ? n - outlets : outlets;
    if (c->incident->n_sources == 0) c->incident->n_sources = 1;
    return true;
}

sitrep_status incident_count(base_arena *arena, const incident_input *in, const figure_at *orphans, uint32_t n_orphans,
                             fuse_incident *incident)
{
    counter c = {.arena = arena, .in = in, .incident = incident};
    if (!collect(&c, orphans, n_orphans)) return SITREP_E_NOMEM;
    if (c.n > 0) qsort(c.claims, c.n, sizeof *c.claims, by_kind);
    incident->figures = arena_array(arena, c.n, sizeof *incident->figures);
    if (incident->figures == NULL) return SITREP_E_NOMEM;
    for (size_t i = 0; i < c.n; i++) {
        incident_figure *last = incident->n_figures > 0 ? &incident->figures[incident->n_figures - 1] : NULL;
        if (last == NULL || strcmp(last->kind, c.claims[i].kind) != 0 || last->own_side != c.claims[i].own_side) {
            last = &incident->figures[incident->n_figures++];
            *last = (incident_figure){.kind = c.claims[i].kind, .own_side = c.claims[i].own_side, .claims = &c.claims[i]};
        }
        last->n_claims++;
    }
    for (uint32_t i = 0; i < incident->n_figures; i++)
        if (!reckon(&c, &incident->figures[i])) return SITREP_E_NOMEM;
    for (uint32_t i = 0; i < incident->n_figures; i++)
        if (!compare_claims(&c, &incident->figures[i])) return SITREP_E_NOMEM;
    return compare_accounts(&c) && count_sources(&c) ? SITREP_OK : SITREP_E_NOMEM;
}
