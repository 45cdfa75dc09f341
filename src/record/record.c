#include "record/record.h"

#include <string.h>

/* Every adder grows its array in the arena and sets what "unknown" means for its fields. */
#define GROW(items, n, cap)                                                                      \
    do {                                                                                         \
        void *grown = arena_grow(r->arena, r->items, r->n, &r->cap, sizeof *r->items);           \
        if (grown == NULL) return NULL;                                                          \
        r->items = grown;                                                                        \
        memset(&r->items[r->n], 0, sizeof *r->items);                                            \
    } while (0)

rec_actor *rec_add_actor(rec_report *r)
{
    GROW(actors, n_actors, cap_actors);
    rec_actor *x = &r->actors[r->n_actors++];
    x->side_of = -1;
    return x;
}

rec_place *rec_add_place(rec_report *r)
{
    GROW(places, n_places, cap_places);
    rec_place *x = &r->places[r->n_places++];
    x->within = -1;
    return x;
}

rec_event *rec_add_event(rec_report *r)
{
    GROW(events, n_events, cap_events);
    rec_event *x = &r->events[r->n_events++];
    x->of = -1;
    return x;
}

rec_figure *rec_add_figure(rec_report *r)
{
    GROW(figures, n_figures, cap_figures);
    rec_figure *x = &r->figures[r->n_figures++];
    x->actor = x->of = x->event = x->place = -1;
    x->low = x->best = x->high = REC_OPEN;
    return x;
}

rec_control *rec_add_control(rec_report *r)
{
    GROW(control, n_control, cap_control);
    rec_control *x = &r->control[r->n_control++];
    x->place = x->holder = x->from = x->by = -1;
    return x;
}

rec_relation *rec_add_relation(rec_report *r)
{
    GROW(relations, n_relations, cap_relations);
    rec_relation *x = &r->relations[r->n_relations++];
    x->from = x->to = -1;
    return x;
}

rec_statement *rec_add_statement(rec_report *r)
{
    GROW(statements, n_statements, cap_statements);
    rec_statement *x = &r->statements[r->n_statements++];
    x->speaker = x->venue = -1;
    return x;
}

static rec_warning *add_warning(rec_report *r)
{
    GROW(warnings, n_warnings, cap_warnings);
    return &r->warnings[r->n_warnings++];
}

sitrep_status rec_add_warning(rec_report *r, const char *code, const char *message, base_span span)
{
    rec_warning *w = add_warning(r);
    if (w == NULL) return SITREP_E_NOMEM;
    *w = (rec_warning){code, message, span};
    return SITREP_OK;
}

/* ---- mentions ----------------------------------------------------------------------------------------------------- */

/* A mention list has no capacity field: it holds 4, 8, 16, ... and so is full exactly when n is one of these (or 0). */
static bool mentions_full(uint32_t n) { return n == 0 || (n >= 4 && (n & (n - 1)) == 0); }

static sitrep_status insert_mention(base_arena *arena, rec_mention **list, uint32_t *n, base_span span, rec_how how)
{
    uint32_t at = *n;
    while (at > 0) {
        base_span before = (*list)[at - 1].span;
        if (span_equal(before, span)) return SITREP_OK;
        if (before.b < span.b || (before.b == span.b && before.e > span.e)) break;
        at--;
    }
    if (mentions_full(*n)) {
        rec_mention *grown = arena_array(arena, *n == 0 ? 4 : (size_t)*n * 2, sizeof *grown);
        if (grown == NULL) return SITREP_E_NOMEM;
        if (*n > 0) memcpy(grown, *list, *n * sizeof *grown);
        *list = grown;
    }
    memmove(*list + at + 1, *list + at, (*n - at) * sizeof **list);
    (*list)[at] = (rec_mention){span, (uint8_t)how};
    (*n)++;
    return SITREP_OK;
}

sitrep_status rec_mention_actor(rec_report *r, int32_t actor, base_span span, rec_how how)
{
    if (actor < 0 || (uint32_t)actor >= r->n_actors) return SITREP_E_ARGUMENT;
    rec_actor *x = &r->actors[actor];
    return insert_mention(r->arena, &x->mentions, &x->n_mentions, span, how);
}

sitrep_status rec_mention_place(rec_report *r, int32_t place, base_span span, rec_how how)
{
    if (place < 0 || (uint32_t)place >= r->n_places) return SITREP_E_ARGUMENT;
    rec_place *x = &r->places[place];
    return insert_mention(r->arena, &x->mentions, &x->n_mentions, span, how);
}

/* Length of the smallest mention that overlaps span, or UINT32_MAX. */
static uint32_t smallest_overlap(const rec_mention *mentions, uint32_t n, base_span span)
{
    uint32_t best = UINT32_MAX;
    for (uint32_t i = 0; i < n; i++) {
        base_span m = mentions[i].span;
        if (span_overlaps(m, span) && m.e - m.b < best) best = m.e - m.b;
    }
    return best;
}

int32_t rec_actor_at(const rec_report *r, base_span span)
{
    int32_t found = -1;
    uint32_t best = UINT32_MAX;
    for (uint32_t i = 0; i < r->n_actors; i++) {
        uint32_t size = smallest_overlap(r->actors[i].mentions, r->actors[i].n_mentions, span);
        if (size < best) {
            best = size;
            found = (int32_t)i;
        }
    }
    return found;
}

int32_t rec_place_at(const rec_report *r, base_span span)
{
    int32_t found = -1;
    uint32_t best = UINT32_MAX;
    for (uint32_t i = 0; i < r->n_places; i++) {
        uint32_t size = smallest_overlap(r->places[i].mentions, r->places[i].n_mentions, span);
        if (size < best) {
            best = size;
            found = (int32_t)i;
        }
    }
    return found;
}

/* ---- names of stance values ---------------------------------------------------------------------------------------- */

const char *rec_polarity_name(uint8_t v)
{
    static const char *const names[] = {"affirmed", "denied", "retracted"};
    return v < sizeof names / sizeof names[0] ? names[v] : names[0];
}

const char *rec_certainty_name(uint8_t v)
{
    static const char *const names[] = {"asserted", "claimed", "reported", "estimated", "possible"};
    return v < sizeof names / sizeof names[0] ? names[v] : names[0];
}

const char *rec_when_name(uint8_t v)
{
    static const char *const names[] = {"past", "ongoing", "future"};
    return v < sizeof names / sizeof names[0] ? names[v] : names[0];
}

const char *rec_realis_name(uint8_t v)
{
    static const char *const names[] = {"actual", "planned", "attempted", "conditional", "hypothetical", "generic"};
    return v < sizeof names / sizeof names[0] ? names[v] : names[0];
}
