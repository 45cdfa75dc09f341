/* unit.c: see unit.h. */
#include "fuse/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "fuse/days.h"
#include "fuse/fuse_tune.h"

enum { DAYS_OF_WEEK = 7 };

int32_t unit_root_event(const claim_report *r, int32_t event)
{
    while (event >= 0 && r->events[event].of >= 0) event = r->events[event].of;
    return event;
}

bool unit_same_side(const char *a, const char *b)
{
    if (strcmp(a, b) == 0) return true;
    bool states = strncmp(a, "state:", 6) == 0 && strncmp(b, "state:", 6) == 0;
    return states && (a[6] == '?' || b[6] == '?');
}

bool unit_sides_meet(const unit_sides *a, const unit_sides *b)
{
    for (uint32_t i = 0; i < a->n; i++)
        for (uint32_t k = 0; k < b->n; k++)
            if (unit_same_side(a->v[i], b->v[k])) return true;
    return false;
}

static bool add_side(base_arena *arena, const claim_report *r, int32_t actor, unit_sides *s, uint32_t cap)
{
    const char *key = claims_side_key(r, actor, arena);
    if (key[0] == '\0' || s->n == cap) return true;
    uint32_t at = 0;
    while (at < s->n && strcmp(s->v[at], key) < 0) at++;
    if (at < s->n && strcmp(s->v[at], key) == 0) return true;
    memmove(s->v + at + 1, s->v + at, (s->n - at) * sizeof s->v[0]);
    s->v[at] = key;
    s->n++;
    return true;
}

static bool make_sides(base_arena *arena, const claim_report *r, claim_ids ids, int32_t more, unit_sides *s)
{
    uint32_t cap = ids.n + 1;
    s->n = 0;
    s->v = arena_array(arena, cap + 1, sizeof *s->v);
    if (s->v == NULL) return false;
    for (uint32_t i = 0; i < ids.n; i++) add_side(arena, r, ids.v[i], s, cap);
    if (more >= 0) add_side(arena, r, more, s, cap);
    return true;
}

/* Nobody takes a place from himself: a side on both lists was read wrong among those who lost it. */
static void keep_apart(const unit_sides *winners, unit_sides *losers)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < losers->n; i++) {
        bool wins = false;
        for (uint32_t k = 0; k < winners->n; k++) wins = wins || strcmp(winners->v[k], losers->v[i]) == 0;
        if (!wins) losers->v[n++] = losers->v[i];
    }
    losers->n = n;
}

static bool extend_chain(base_arena *arena, const claim_report *r, int32_t place, fuse_unit *u)
{
    for (int32_t at = place; at >= 0 && u->n_chain < UNIT_CHAIN; at = r->places[at].within) {
        const claim_place *p = &r->places[at];
        char name[160];
        const char *words = p->name != NULL ? p->name : p->words != NULL ? p->words : "";
        size_t n = utf8_fold_string(words, strlen(words), name, sizeof name);
        const char *copy = arena_strndup(arena, name, n);
        if (copy == NULL) return false;
        u->chain[u->n_chain++] = (unit_place){claims_place_key(r, at, arena), copy, p->precision != NULL ? p->precision : "",
                                              p->located, claims_place_is_named(p), p->score >= PLACE_SURE_SCORE, p->country,
                                              p->lat_deg, p->lon_deg};
    }
    return true;
}

static bool make_chain(base_arena *arena, const claim_report *r, int32_t place, fuse_unit *u)
{
    u->place = claims_named_place(r, place);
    u->n_chain = 0;
    return extend_chain(arena, r, u->place, u);
}

/* "west of Aleppo", "near Sarin": does the name only tell where something else lies? "the city of Sarin" is Sarin itself. */
static bool is_anchor(const claim_report *r, claim_span name)
{
    static const char *const before[] = {" of ", " near ", " from ", " outside ", " to ", " beside ", " around ", " towards ", " toward "};
    static const char *const itself[] = {"city of ", "town of ", "village of ", "district of ", "port of ", "capital of "};
    uint32_t from = name.b > 20 ? name.b - 20 : 0;
    uint32_t b, e;
    claims_bytes(r, (claim_span){from, name.b}, &b, &e);
    for (size_t i = 0; i < sizeof itself / sizeof itself[0]; i++)
        if (e - b >= strlen(itself[i]) && memcmp(r->text + e - strlen(itself[i]), itself[i], strlen(itself[i])) == 0) return false;
    for (size_t i = 0; i < sizeof before / sizeof before[0]; i++)
        if (e - b >= strlen(before[i]) && memcmp(r->text + e - strlen(before[i]), before[i], strlen(before[i])) == 0) return true;
    return false;
}

static bool has_place(const claim_event *e, int32_t place)
{
    for (uint32_t i = 0; i < e->places.n; i++)
        if (e->places.v[i] == place) return true;
    return false;
}

/* Does the report tell something of the place without the town? Then the two are places of their own. */
static bool stands_alone(const claim_report *r, int32_t place, int32_t town)
{
    for (uint32_t i = 0; i < r->n_events; i++)
        if (has_place(&r->events[i], place) && !has_place(&r->events[i], town)) return true;
    return false;
}

/* An event at a place that no gazetteer knows and in a town happened in that town: the place lies there. */
static bool take_town(base_arena *arena, const claim_report *r, const claim_event *e, fuse_unit *u)
{
    if (u->n_chain != 1 || u->chain[0].located || !u->chain[0].named || strncmp(u->chain[0].key, "place:", 6) != 0) return true;
    for (uint32_t i = 0; i < e->places.n; i++) {
        const claim_place *p = &r->places[e->places.v[i]];
        bool wide = p->precision == NULL || strcmp(p->precision, "province") == 0 || strcmp(p->precision, "country") == 0;
        if (e->places.v[i] == u->place || !p->located || wide || e->place_spans[i].e == 0) continue;
        if (!is_anchor(r, e->place_spans[i]) && !stands_alone(r, u->place, e->places.v[i])) return extend_chain(arena, r, e->places.v[i], u);
    }
    return true;
}

/* Days from what is said, else the days before publication. An event whose day lies far back is history. */
static void make_days(const claim_report *r, const claim_time *t, fuse_unit *u)
{
    /* what is told as done lies before the report: a later day was read wrong, and nothing is known of it */
    bool ahead = t->first != DAY_UNKNOWN && r->day != DAY_UNKNOWN && t->first > r->day + 1 && u->manner != UNIT_PLANNED;
    u->dated = t->first != DAY_UNKNOWN && !ahead;
    u->exact = t->exact && !ahead;
    u->first = t->first;
    u->last = t->last;
    if (u->manner == UNIT_PLANNED && u->exact && r->day != DAY_UNKNOWN && u->last < r->day && u->last >= r->day - DAYS_OF_WEEK) {
        u->first += DAYS_OF_WEEK; /* "will meet on Thursday": the one to come */
        u->last += DAYS_OF_WEEK;
    }
    if (!u->dated && r->day != DAY_UNKNOWN) {
        u->first = r->day - TIME_UNSAID_BACK_DAYS;
        u->last = r->day;
    }
    if (u->dated && r->day != DAY_UNKNOWN && u->manner == UNIT_TOLD && u->last < r->day - TIME_HISTORY_DAYS) {
        u->manner = UNIT_HISTORY;
        u->role = UNIT_ECHO;
    }
}

static int count_slot(const char *kind)
{
    static const char *const kinds[] = {"killed", "wounded", "captured", "freed"};
    for (int i = 0; i < 4; i++)
        if (strcmp(kind, kinds[i]) == 0) return i;
    return -1;
}

static void make_counts(const claim_report *r, int32_t event, fuse_unit *u)
{
    for (int i = 0; i < 4; i++) u->counts[i] = CLAIM_OPEN;
    for (uint32_t i = 0; event >= 0 && i < r->n_figures; i++) {
        const claim_figure *f = &r->figures[i];
        int slot = count_slot(f->kind);
        if (slot < 0 || f->of >= 0 || unit_root_event(r, f->event) != event || u->counts[slot] != CLAIM_OPEN) continue;
        u->counts[slot] = f->best != CLAIM_OPEN ? f->best : f->low != CLAIM_OPEN ? f->low : f->high;
    }
}

static const char *make_key(base_arena *arena, const claim_report *r, const char *kind, uint32_t begin)
{
    char key[192];
    int n = snprintf(key, sizeof key, "%.64s:%.48s@%u", r->id, kind, begin);
    return n > 0 ? arena_strndup(arena, key, strlen(key)) : NULL;
}

/* A strike that is known to have killed happened, however unsure its kind is. */
static double score_with_consequences(const claim_report *r, int32_t event)
{
    double score = r->events[event].score;
    for (uint32_t i = 0; i < r->n_events; i++)
        if (r->events[i].of >= 0 && unit_root_event(r, (int32_t)i) == event && r->events[i].score > score) score = r->events[i].score;
    return score;
}

/* With neither place nor doer nor sufferer nor number there is nothing that another report could be compared with. */
static bool says_something(const claim_report *r, const fuse_unit *u)
{
    for (int i = 0; i < 4; i++)
        if (u->counts[i] != CLAIM_OPEN) return true;
    for (uint32_t i = 0; i < r->n_events; i++) {
        const claim_event *e = &r->events[i];
        if (u->event >= 0 && e->of >= 0 && unit_root_event(r, (int32_t)i) == u->event && (e->agents.n > 0 || e->places.n > 0)) return true;
    }
    return u->n_chain > 0 || u->agents.n > 0;
}

static void make_position(const claim_report *r, claim_span at, fuse_unit *u)
{
    uint32_t b, e;
    u->at = at;
    u->sentence = claims_sentence(r, at);
    claims_bytes(r, at, &b, &e);
    for (uint32_t i = 0; i < b; i++) u->paragraph += r->text[i] == '\n' && (i == 0 || r->text[i - 1] != '\n'); /* blank lines count for nothing */
}

/* The first paragraph under the headline that tells of anything elaborates the headline. */
static void mark_lead(fuse_unit *units, uint32_t n)
{
    uint32_t first = UINT32_MAX;
    for (uint32_t i = 0; i < n; i++)
        if (units[i].paragraph > 0 && units[i].paragraph < first) first = units[i].paragraph;
    for (uint32_t i = 0; i < n; i++) units[i].leads = units[i].paragraph == first;
}

/* News says the day once: an undated telling takes the day of the nearest dated one of its paragraph at the same place. */
static void inherit_days(fuse_unit *units, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        fuse_unit *u = &units[i];
        const fuse_unit *near = NULL;
        uint32_t best = UINT32_MAX;
        if (u->dated || u->manner != UNIT_TOLD) continue;
        for (uint32_t k = 0; k < n; k++) {
            const fuse_unit *o = &units[k];
            bool place = u->n_chain == 0 || o->n_chain == 0 || strcmp(u->chain[0].key, o->chain[0].key) == 0;
            uint32_t far = o->at.b > u->at.b ? o->at.b - u->at.b : u->at.b - o->at.b;
            if (!o->dated || !o->exact || !place || o->paragraph != u->paragraph || far >= best) continue;
            if (o->manner != UNIT_TOLD && o->manner != UNIT_HISTORY) continue;
            best = far;
            near = o;
        }
        if (near == NULL) continue;
        u->first = near->first;
        u->last = near->last;
        if (near->manner == UNIT_HISTORY) {
            u->manner = UNIT_HISTORY;
            u->role = UNIT_ECHO;
        }
    }
}

static bool is_loss(base_arena *arena, const claim_report *r, claim_span trigger)
{
    static const char *const all[] = {"lost", "lose", "loses", "losing", "loss", "fell", "fall", "falls", "fallen"};
    const char *words = claims_words(r, trigger, arena);
    for (size_t i = 0; words != NULL && i < sizeof all / sizeof all[0]; i++)
        if (strcmp(words, all[i]) == 0) return true;
    return false;
}

/* "lost Sarin", "the fall of Sarin", and no other word: who is named with these is the one whom it was taken from. */
static bool tells_loss(base_arena *arena, const claim_report *r, const claim_event *e)
{
    bool loss = is_loss(arena, r, e->trigger);
    for (uint32_t i = 0; i < e->n_again; i++) loss = loss && is_loss(arena, r, e->again[i]);
    return loss;
}

/* Does the report say elsewhere that one of the event's agents took or holds the place? */
static bool agent_holds(base_arena *arena, const claim_report *r, const fuse_unit *u)
{
    for (uint32_t i = 0; i < r->n_control && u->n_chain > 0; i++) {
        const claim_control *c = &r->control[i];
        bool has = strcmp(c->state, "captured") == 0 || strcmp(c->state, "held") == 0;
        if (!has || c->holder < 0 || c->place < 0 || strcmp(claims_place_key(r, c->place, arena), u->chain[0].key) != 0) continue;
        for (uint32_t k = 0; k < u->agents.n; k++)
            if (unit_same_side(u->agents.v[k], claims_side_key(r, c->holder, arena))) return true;
    }
    return false;
}

/* How the event stands in its report; false: it is no telling of a happening (generic, hypothetical, another sphere). */
static bool place_in_story(const claim_event *e, const unit_options *o, fuse_unit *u)
{
    bool shown = strcmp(e->sphere, "conflict") == 0 || strcmp(e->sphere, "politics") == 0;
    if ((!shown && !o->all_spheres) || u->score < o->min_score) return false;
    uint8_t realis = e->stance.realis;
    if (realis == CLAIM_GENERIC || realis == CLAIM_HYPOTHETICAL || realis == CLAIM_CONDITIONAL) return false;
    u->role = UNIT_ECHO;
    u->withdrawn = e->stance.polarity == CLAIM_RETRACTED;
    if (e->stance.polarity == CLAIM_DENIED) u->manner = UNIT_DENIED;
    else if (u->kind.family == FAMILY_SPEECH) u->manner = UNIT_SPEECH;
    else if (realis == CLAIM_PLANNED || e->stance.when == CLAIM_FUTURE) u->manner = UNIT_PLANNED;
    else if (e->background) u->manner = UNIT_HISTORY;
    else if (u->withdrawn) u->manner = UNIT_TOLD;
    else {
        u->manner = UNIT_TOLD;
        u->role = u->score >= EVENT_MIN_SCORE ? UNIT_CORE : UNIT_ECHO;
    }
    return true;
}

static bool event_unit(base_arena *arena, const claim_report *r, int32_t event, fuse_unit *u)
{
    const claim_event *e = &r->events[event];
    static const claim_ids none = {NULL, 0};
    u->event = event;
    int32_t place = claims_main_place(r, e->places);
    for (uint32_t i = 0; place < 0 && i < r->n_events; i++) /* where it killed is where it struck */
        if (r->events[i].of >= 0 && unit_root_event(r, (int32_t)i) == event) place = claims_main_place(r, r->events[i].places);
    bool ok = make_chain(arena, r, place, u) && take_town(arena, r, e, u) && make_sides(arena, r, e->agents, -1, &u->agents) &&
              make_sides(arena, r, e->patients, -1, &u->patients);
    const claim_time *time = &e->time;
    for (uint32_t i = 0; time->first == DAY_UNKNOWN && i < r->n_events; i++)
        if (r->events[i].of >= 0 && unit_root_event(r, (int32_t)i) == event) time = &r->events[i].time;
    make_days(r, time, u);
    make_counts(r, event, u);
    u->winners = u->losers = (unit_sides){NULL, 0};
    if (u->kind.takeover && ok) {
        u->kind.gives_up = u->kind.gives_up || (tells_loss(arena, r, e) && !agent_holds(arena, r, u));
        if (u->kind.gives_up) u->losers = u->agents;
        else {
            u->winners = u->agents;
            ok = make_sides(arena, r, e->patients, -1, &u->losers);
            keep_apart(&u->winners, &u->losers);
        }
    } else if (ok) ok = make_sides(arena, r, none, -1, &u->winners);
    u->key = make_key(arena, r, e->kind, e->trigger.b);
    make_position(r, e->trigger, u);
    for (uint32_t i = 0; i < e->places.n; i++) {
        claim_span at = e->place_spans[i];
        u->placed = u->placed || (at.e > 0 && at.b >= u->sentence.b && at.e <= u->sentence.e && claims_place_is_named(&r->places[e->places.v[i]]));
    }
    return ok && u->key != NULL;
}

/* Control records: a change is the telling of a capture or withdrawal, "held" is an echo of it. "contested" and "besieged" tell
 * of no happening. */
static const char *control_kind(const claim_control *c)
{
    if (strcmp(c->state, "captured") == 0 || strcmp(c->state, "held") == 0) return "capture";
    if (strcmp(c->state, "lost") == 0 || strcmp(c->state, "withdrawn") == 0) return "withdraw";
    return strcmp(c->state, "handed-over") == 0 ? "hand-over" : NULL;
}

static bool control_unit(base_arena *arena, const claim_report *r, int32_t index, fuse_unit *u)
{
    const claim_control *c = &r->control[index];
    static const claim_ids none = {NULL, 0};
    /* who is named with "withdrawn" or "lost" is the one who left */
    claim_ids left = {&(int32_t){c->holder}, u->kind.gives_up && c->holder >= 0 ? 1u : 0u};
    bool ok = make_chain(arena, r, c->place, u) && make_sides(arena, r, none, u->kind.gives_up ? -1 : c->holder, &u->winners) &&
              make_sides(arena, r, left, c->from, &u->losers);
    if (ok) keep_apart(&u->winners, &u->losers);
    u->agents = u->kind.gives_up ? u->losers : u->winners;
    u->patients = u->kind.gives_up ? u->winners : u->losers;
    u->control = index;
    u->score = c->score;
    for (int i = 0; i < 4; i++) u->counts[i] = CLAIM_OPEN;
    make_days(r, &c->time, u);
    u->key = make_key(arena, r, c->state, c->span.b);
    make_position(r, c->span, u);
    return ok && u->key != NULL;
}

static void control_manner(const claim_control *c, fuse_unit *u)
{
    uint8_t realis = c->stance.realis;
    u->role = UNIT_ECHO;
    u->withdrawn = c->stance.polarity == CLAIM_RETRACTED;
    u->manner = c->stance.polarity == CLAIM_DENIED                             ? UNIT_DENIED
                : realis == CLAIM_PLANNED || c->stance.when == CLAIM_FUTURE    ? UNIT_PLANNED
                : strcmp(c->state, "held") == 0 || realis == CLAIM_ATTEMPTED   ? UNIT_HELD
                                                                              : UNIT_TOLD;
    if (u->manner == UNIT_TOLD && !u->withdrawn) u->role = UNIT_CORE;
}

/* ---- what one report says of a place, for all ------------------------------------------------------------------------------ */

static bool is_loose(const fuse_unit *u)
{
    return u->n_chain == 1 && !u->chain[0].located && strncmp(u->chain[0].key, "place:", 6) == 0 && u->chain[0].name[0] != '\0';
}

static int by_name_and_parent(const void *x, const void *y)
{
    const fuse_unit *a = *(const fuse_unit *const *)x, *b = *(const fuse_unit *const *)y;
    int c = strcmp(a->chain[0].name, b->chain[0].name);
    return c != 0 ? c : strcmp(a->chain[1].key, b->chain[1].key);
}

/* A name that no gazetteer knows and one report puts into a town lies there for the reports that say nothing of it, unless two
 * reports put it into different towns. */
static sitrep_status lend_chains(base_arena *arena, const claim_report *const *reports, const unit_list *list)
{
    const fuse_unit **known = arena_array(arena, list->n, sizeof *known);
    uint32_t n = 0;
    if (known == NULL) return SITREP_E_NOMEM;
    for (uint32_t i = 0; i < list->n; i++) {
        const fuse_unit *u = &list->v[i];
        bool named = u->n_chain > 1 && !u->chain[0].located && u->chain[1].located;
        if (named && u->place >= 0 && claims_place_is_named(&reports[u->report]->places[u->place])) known[n++] = u;
    }
    qsort(known, n, sizeof *known, by_name_and_parent);
    for (uint32_t i = 0; i < list->n; i++) {
        fuse_unit *u = &list->v[i];
        uint32_t low = 0, high = n;
        if (!is_loose(u)) continue;
        while (low < high) {
            uint32_t mid = low + (high - low) / 2;
            if (strcmp(known[mid]->chain[0].name, u->chain[0].name) < 0) low = mid + 1;
            else high = mid;
        }
        if (low == n || strcmp(known[low]->chain[0].name, u->chain[0].name) != 0) continue;
        uint32_t last = low; /* sorted by parent, too: the first and the last tell whether all agree */
        while (last + 1 < n && strcmp(known[last + 1]->chain[0].name, u->chain[0].name) == 0) last++;
        if (strcmp(known[low]->chain[1].key, known[last]->chain[1].key) != 0) continue;
        for (uint32_t k = 1; k < known[low]->n_chain; k++) u->chain[u->n_chain++] = known[low]->chain[k];
    }
    return SITREP_OK;
}

sitrep_status units_make(base_arena *arena, const claim_report *const *reports, uint32_t n, const unit_options *options,
                         unit_list *list)
{
    size_t cap = 0;
    for (uint32_t i = 0; i < n; i++) cap += reports[i]->n_events + reports[i]->n_control;
    list->n = 0;
    list->v = arena_array(arena, cap, sizeof *list->v);
    if (list->v == NULL) return SITREP_E_NOMEM;
    for (uint32_t i = 0; i < n; i++) {
        const claim_report *r = reports[i];
        uint32_t before = list->n;
        for (uint32_t k = 0; k < r->n_events; k++) {
            fuse_unit *u = &list->v[list->n];
            const claim_event *e = &r->events[k];
            *u = (fuse_unit){.report = i, .event = -1, .control = -1, .twin = -1, .kind = kind_of(e->kind)};
            if (e->of >= 0) continue;
            u->score = score_with_consequences(r, (int32_t)k);
            if (!place_in_story(e, options, u)) continue;
            if (!event_unit(arena, r, (int32_t)k, u)) return SITREP_E_NOMEM;
            if (u->role == UNIT_CORE && !says_something(r, u)) u->role = UNIT_ECHO;
            list->n++;
        }
        for (uint32_t k = 0; k < r->n_control; k++) {
            fuse_unit *u = &list->v[list->n];
            const char *kind = control_kind(&r->control[k]);
            if (kind == NULL || r->control[k].place < 0 || r->control[k].score < options->min_score) continue;
            if (r->control[k].stance.realis == CLAIM_GENERIC || r->control[k].stance.realis == CLAIM_HYPOTHETICAL ||
                r->control[k].stance.realis == CLAIM_CONDITIONAL) continue;
            *u = (fuse_unit){.report = i, .event = -1, .control = -1, .twin = -1, .kind = kind_of(kind)};
            control_manner(&r->control[k], u);
            if (!control_unit(arena, r, (int32_t)k, u)) return SITREP_E_NOMEM;
            list->n++;
        }
        mark_lead(list->v + before, list->n - before);
        inherit_days(list->v + before, list->n - before);
    }
    return lend_chains(arena, reports, list);
}
