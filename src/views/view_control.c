/* view_control.c: who holds what, by place and day, with the claims for and against (view.h). */
#include <stdlib.h>
#include <string.h>

#include "fuse/days.h"
#include "views/view.h"

#define COUNT(a) (uint32_t)(sizeof(a) / sizeof(a)[0])

enum { COUNTER_DAYS = 3 }; /* a claim of another holder, made within so many days after a capture, disputes it */

static int by_place_and_day(const void *x, const void *y)
{
    const control_claim *a = x, *b = y;
    int c = strcmp(a->place_key, b->place_key);
    if (c != 0) return c;
    if (a->day != b->day) return a->day < b->day ? -1 : 1;
    if (a->report != b->report) return a->report < b->report ? -1 : 1;
    return a->record->span.b < b->record->span.b ? -1 : a->record->span.b > b->record->span.b;
}

uint32_t control_claims(view_set *v, control_claim **claims)
{
    size_t cap = 0;
    uint32_t n = 0;
    for (uint32_t i = 0; i < v->fused.n_reports; i++) cap += v->fused.reports[i]->n_control;
    *claims = arena_array(&v->arena, cap, sizeof **claims);
    if (*claims == NULL) {
        v->ok = false;
        return 0;
    }
    for (uint32_t i = 0; i < v->fused.n_reports; i++) {
        const claim_report *r = v->fused.reports[i];
        for (uint32_t k = 0; k < r->n_control; k++) {
            const claim_control *c = &r->control[k];
            if (c->place < 0 || c->stance.realis == CLAIM_GENERIC || c->stance.realis == CLAIM_HYPOTHETICAL ||
                c->stance.realis == CLAIM_CONDITIONAL || c->stance.realis == CLAIM_PLANNED ||
                c->stance.when == CLAIM_FUTURE)
                continue;
            if (c->score < v->query.min_score || !view_fits_place(v, r, NULL, c->place) ||
                !view_fits_sources(v, r, &c->sources))
                continue;
            if (!view_in_list(c->stance.certainty, v->query.certainty)) continue;
            int32_t named = claims_named_place(r, c->place); /* "the village" is a row of the village's */
            int32_t place = named >= 0 ? named : c->place;
            const claim_place *p = &r->places[place];
            int32_t holder = c->holder;
            bool lost = strcmp(c->state, "lost") == 0 || strcmp(c->state, "withdrawn") == 0;
            const char *name = holder >= 0 ? r->actors[holder].name : NULL;
            if (v->query.actor != NULL && !view_has(name, v->query.actor) &&
                !(c->from >= 0 && view_has(r->actors[c->from].name, v->query.actor)))
                continue;
            control_claim *x = &(*claims)[n++];
            *x = (control_claim){.place_key = claims_place_key(r, place, &v->arena),
                                 .place = p->name != NULL ? p->name : p->words,
                                 .within = p->within >= 0 ? r->places[p->within].name : NULL,
                                 .ref = p->ref,
                                 .country = p->country,
                                 .located = p->located,
                                 .lat_deg = p->lat_deg,
                                 .lon_deg = p->lon_deg,
                                 .state = c->state,
                                 .holder = name,
                                 .holder_key = claims_actor_key(r, lost ? -1 : holder, &v->arena),
                                 .side = claims_side_key(r, lost ? -1 : holder, &v->arena),
                                 .report = i,
                                 .record = c,
                                 .copied = v->fused.copy_of[i] >= 0,
                                 .withdrawn = c->stance.polarity == CLAIM_RETRACTED,
                                 .denied = c->stance.polarity == CLAIM_DENIED};
            x->source = incident_source(&v->arena, r, &c->sources, &x->source_key);
            x->words = claims_words(r, claims_sentence(r, c->span), &v->arena);
            x->day = c->time.first != DAY_UNKNOWN ? c->time.first : r->day;
        }
    }
    qsort(*claims, n, sizeof **claims, by_place_and_day);
    return n;
}

static bool live(const control_claim *c) { return !c->withdrawn && !c->copied && !c->denied; }

control_state control_on(const control_claim *claims, uint32_t n, int32_t day)
{
    control_state s = {NULL, NULL, false, 0};
    const control_claim *holding = NULL;
    for (uint32_t i = 0; i < n; i++) {
        const control_claim *c = &claims[i];
        if (!live(c) || (day != DAY_UNKNOWN && c->day != DAY_UNKNOWN && c->day > day)) continue;
        s.claim = c;
        if (c->side[0] != '\0') holding = c;
    }
    if (s.claim == NULL) return s;
    /* A bare "lost" or "besieged" beside a claim of a holder on that day: the holder is the more telling. */
    if (s.claim->side[0] == '\0' && holding != NULL && holding->day == s.claim->day) s.claim = holding;
    s.contested = strcmp(s.claim->state, "contested") == 0;
    for (uint32_t i = 0; i < n; i++) {
        const control_claim *c = &claims[i];
        if (c == s.claim || c->copied || c->withdrawn || (day != DAY_UNKNOWN && c->day != DAY_UNKNOWN && c->day > day))
            continue;
        bool same = c->side[0] != '\0' && unit_same_side(c->side, s.claim->side);
        if (same && !c->denied) s.n_sources += strcmp(c->source_key, s.claim->source_key) != 0;
        bool captured = strcmp(c->state, "captured") == 0 &&
                        strcmp(s.claim->state, "captured") == 0; /* one after the other: no dispute */
        bool near = c->day >= s.claim->day - COUNTER_DAYS && c->day <= s.claim->day + COUNTER_DAYS;
        bool other = c->denied ? same
                               : c->side[0] != '\0' && s.claim->side[0] != '\0' && !same &&
                                     !(captured && c->day != s.claim->day);
        bool before = c->day < s.claim->day && !c->denied &&
                      strcmp(s.claim->state, "held") != 0; /* what it was before the capture */
        if (other && near && !before && strcmp(c->source_key, s.claim->source_key) != 0) {
            s.against = c;
            s.contested = true;
        }
    }
    s.n_sources++;
    return s;
}

void view_control(view_set *v, view_table *t)
{
    static const view_column columns[] = {
        {"place", CELL_TEXT, 24},    {"within", CELL_TEXT, 18},  {"since", CELL_TEXT, 10},
        {"state", CELL_TEXT, 12},    {"holder", CELL_TEXT, 28},  {"says", CELL_TEXT, 34},
        {"contested", CELL_TEXT, 9}, {"against", CELL_TEXT, 40}, {"sources", CELL_NUMBER, 7},
        {"lat", CELL_NUMBER, 0},     {"lon", CELL_NUMBER, 0},    {"country", CELL_TEXT, 0},
        {"ref", CELL_TEXT, 0},       {"words", CELL_TEXT, 0},    {"outlet", CELL_TEXT, 0},
        {"published", CELL_TEXT, 0}, {"uri", CELL_TEXT, 0},      {"report", CELL_TEXT, 0},
        {"record", CELL_TEXT, 0}};
    control_claim *claims;
    uint32_t n = control_claims(v, &claims);
    table_begin(t, v, columns, COUNT(columns));
    for (uint32_t i = 0, end; i < n; i = end) {
        for (end = i; end < n && strcmp(claims[end].place_key, claims[i].place_key) == 0;) end++;
        const control_claim *before = NULL;
        for (uint32_t k = i; k < end; k++) { /* with a date: its state on that day; without: each change */
            bool last_of_day = k + 1 == end || claims[k + 1].day != claims[k].day;
            if (v->at != DAY_UNKNOWN ? k + 1 < end : !last_of_day) continue;
            control_state s = control_on(claims + i, end - i, v->at != DAY_UNKNOWN ? v->at : claims[k].day);
            if (s.claim == NULL || s.claim == before || !view_fits_time(v, s.claim->day, s.claim->day)) continue;
            before = s.claim;
            const claim_report *r = v->fused.reports[s.claim->report];
            table_row(t);
            table_text(t, s.claim->place);
            table_text(t, s.claim->within);
            table_day(t, s.claim->day);
            table_text(t, s.claim->state);
            table_text(t, s.claim->holder);
            table_text(t, s.claim->source);
            table_text(t, s.contested ? "contested" : NULL);
            table_text(t,
                       s.against == NULL
                           ? NULL
                           : view_print(v, "%s: %s%s%s", s.against->source, s.against->denied ? "denies: " : "",
                                        s.against->state,
                                        s.against->holder != NULL ? view_print(v, " by %s", s.against->holder) : ""));
            table_int(t, s.n_sources);
            if (s.claim->located) {
                table_real(t, s.claim->lat_deg, 5);
                table_real(t, s.claim->lon_deg, 5);
            } else
                table_skip(t, 2);
            table_text(t, s.claim->country);
            table_text(t, s.claim->ref);
            table_text(t, s.claim->words);
            table_text(t, r->outlet);
            table_text(t, r->published);
            table_text(t, r->uri);
            table_text(t, r->id);
            table_text(t, s.claim->record->id);
        }
    }
}
