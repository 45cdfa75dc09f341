/* view_diff.c: what recoding changed: for each report that was coded by two versions, the records of the one and not
 * the other. */
#include <string.h>

#include "base/fail.h"
#include "views/view.h"

typedef struct differ {
    base_buf *out;
    const sitrep_allocator *allocator;
    bool lines; /* jsonl */
    uint32_t n_reports, n_changed, n_gone, n_new;
} differ;

/* An event by what a reader would call the same: kind, words, day. */
static bool same_event(const claim_event *a, const claim_event *b)
{
    const char *x = a->time.start != NULL ? a->time.start : "", *y = b->time.start != NULL ? b->time.start : "";
    return strcmp(a->kind, b->kind) == 0 && a->trigger.b == b->trigger.b && strcmp(x, y) == 0 &&
           a->stance.polarity == b->stance.polarity && a->stance.realis == b->stance.realis &&
           a->agents.n == b->agents.n && a->patients.n == b->patients.n && a->places.n == b->places.n;
}

static bool same_figure(const claim_figure *a, const claim_figure *b)
{
    return strcmp(a->kind, b->kind) == 0 && a->low == b->low && a->best == b->best && a->high == b->high &&
           a->span.b == b->span.b;
}

static void put_line(differ *d, const claim_report *r, const char *sign, const char *what, const char *kind,
                     const char *words)
{
    const char *name = r->title != NULL ? r->title : r->uri != NULL ? r->uri : r->id;
    if (d->lines) {
        buf_puts(d->out, "{\"report\":");
        buf_put_json(d->out, r->id, strlen(r->id));
        buf_printf(d->out, ",\"change\":\"%s\",\"record\":\"%s\",\"kind\":", sign[0] == '-' ? "gone" : "new", what);
        buf_put_json(d->out, kind, strlen(kind));
        buf_puts(d->out, ",\"words\":");
        buf_put_json(d->out, words != NULL ? words : "", words != NULL ? strlen(words) : 0);
        buf_puts(d->out, "}\n");
    } else {
        buf_printf(d->out, "%s %s %s: %s   (%.80s)\n", sign, what, kind, words != NULL ? words : "", name);
    }
}

static uint32_t one_way(differ *d, base_arena *arena, const claim_report *a, const claim_report *b, const char *sign)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < a->n_events; i++) {
        bool there = false;
        for (uint32_t k = 0; k < b->n_events && !there; k++) there = same_event(&a->events[i], &b->events[k]);
        if (there) continue;
        put_line(d, a, sign, "event", a->events[i].kind, claims_words(a, a->events[i].trigger, arena));
        n++;
    }
    for (uint32_t i = 0; i < a->n_figures; i++) {
        bool there = false;
        for (uint32_t k = 0; k < b->n_figures && !there; k++) there = same_figure(&a->figures[i], &b->figures[k]);
        if (there) continue;
        put_line(d, a, sign, "figure", a->figures[i].kind, claims_words(a, a->figures[i].span, arena));
        n++;
    }
    for (uint32_t i = 0; i < a->n_control; i++) {
        bool there = false;
        for (uint32_t k = 0; k < b->n_control && !there; k++)
            there =
                strcmp(a->control[i].state, b->control[k].state) == 0 && a->control[i].span.b == b->control[k].span.b;
        if (there) continue;
        put_line(d, a, sign, "control", a->control[i].state, claims_words(a, a->control[i].span, arena));
        n++;
    }
    return n;
}

static sitrep_status one_report(void *ctx, const char *json, size_t n, const char *version, const char *old,
                                size_t n_old, const char *old_version)
{
    differ *d = ctx;
    claim_report a, b;
    base_arena arena;
    (void)version;
    (void)old_version;
    d->n_reports++;
    if (old == NULL) return SITREP_OK;
    arena_init(&arena, d->allocator);
    sitrep_status status = claims_read(&arena, old, n_old, &a, NULL);
    if (status == SITREP_OK) status = claims_read(&arena, json, n, &b, NULL);
    if (status == SITREP_OK) {
        uint32_t gone = one_way(d, &arena, &a, &b, "-"), new = one_way(d, &arena, &b, &a, "+");
        d->n_gone += gone;
        d->n_new += new;
        d->n_changed += gone + new > 0;
    }
    arena_clear(&arena);
    return status;
}

sitrep_status view_diff(sitrep_store *store, const char *format, base_buf *out, sitrep_error *err)
{
    differ d = {.out = out, .allocator = store_allocator(store)};
    if (format != NULL && strcmp(format, "jsonl") == 0)
        d.lines = true;
    else if (format != NULL && strcmp(format, "table") != 0)
        return fail(err, SITREP_E_ARGUMENT, "diff's format is table or jsonl", format);
    sitrep_status status = store_each_pair(store, one_report, &d, err);
    if (status == SITREP_OK && !d.lines)
        buf_printf(out, "%u of %u reports changed: %u records gone, %u new\n", d.n_changed, d.n_reports, d.n_gone,
                   d.n_new);
    return status != SITREP_OK ? status : out->ok ? SITREP_OK : fail_nomem(err);
}
