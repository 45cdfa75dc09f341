/* brief.c: the situation brief, one document in three dresses: plain text, Markdown, one self-contained HTML file.
 *
 * A small writer (paper) knows headings, paragraphs, list items and table rows in each dress, so that the brief is told
 * once. Every line ends with the numbers of the reports that it rests on; the last part lists them with outlet, date
 * and words. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "fuse/days.h"
#include "views/view.h"

typedef enum dress { DRESS_TEXT = 0, DRESS_MD, DRESS_HTML } dress;

typedef struct evidence {
    uint32_t report;
    claim_span span;
} evidence;

typedef struct paper {
    view_set *v;
    base_buf *out;
    dress dress;
    evidence *evidence;
    size_t n_evidence, cap_evidence;
    const fuse_incident **shown;
    uint32_t n_shown;
} paper;

/* ---- the writer
 * --------------------------------------------------------------------------------------------------------------- */

/* Text of reports: escaped for HTML, without control characters elsewhere; Markdown's signs are made harmless. */
static void put(paper *p, const char *s)
{
    if (s == NULL) return;
    if (p->dress == DRESS_HTML) {
        svg_escape(p->out, s);
        return;
    }
    for (; *s != '\0'; s++) {
        unsigned char c = (unsigned char)*s;
        if (p->dress == DRESS_MD && strchr("\\`*_[]<>#|", c) != NULL) buf_putc(p->out, '\\');
        buf_putc(p->out, c < 0x20 || c == 0x7F ? ' ' : (char)c);
    }
}

static void heading(paper *p, const char *s)
{
    if (p->dress == DRESS_HTML)
        buf_puts(p->out, "<h2>"), put(p, s), buf_puts(p->out, "</h2>\n");
    else if (p->dress == DRESS_MD)
        buf_puts(p->out, "\n## "), put(p, s), buf_puts(p->out, "\n\n");
    else {
        buf_putc(p->out, '\n');
        for (; *s != '\0'; s++) buf_putc(p->out, *s >= 'a' && *s <= 'z' ? (char)(*s - 'a' + 'A') : *s);
        buf_putc(p->out, '\n');
    }
}

static void list_begin(paper *p)
{
    if (p->dress == DRESS_HTML) buf_puts(p->out, "<ul>\n");
}
static void list_end(paper *p)
{
    if (p->dress == DRESS_HTML) buf_puts(p->out, "</ul>\n");
}
static void item_begin(paper *p, const char *id)
{
    if (p->dress == DRESS_HTML && id != NULL)
        buf_printf(p->out, "<li id=\"%s\">", id);
    else
        buf_puts(p->out, p->dress == DRESS_HTML ? "<li>" : p->dress == DRESS_MD ? "- " : "  ");
}
static void item_end(paper *p) { buf_puts(p->out, p->dress == DRESS_HTML ? "</li>\n" : "\n"); }
static void sub_begin(paper *p)
{
    buf_puts(p->out, p->dress == DRESS_HTML ? "<br><span class=\"sub\">"
                     : p->dress == DRESS_MD ? "\n  - "
                                            : "\n      ");
}
static void sub_end(paper *p)
{
    if (p->dress == DRESS_HTML) buf_puts(p->out, "</span>");
}
static void bold(paper *p, const char *s)
{
    buf_puts(p->out, p->dress == DRESS_HTML ? "<b>" : p->dress == DRESS_MD ? "**" : "");
    put(p, s);
    buf_puts(p->out, p->dress == DRESS_HTML ? "</b>" : p->dress == DRESS_MD ? "**" : "");
}
static void paragraph(paper *p, const char *s)
{
    if (p->dress == DRESS_HTML)
        buf_puts(p->out, "<p>"), put(p, s), buf_puts(p->out, "</p>\n");
    else
        put(p, s), buf_putc(p->out, '\n');
}

/* The cell of citations, "[12] [3]", as links to their evidence. */
static void put_cites(paper *p, const char *s)
{
    unsigned number;
    int n;
    while (s[0] == '[' && (n = 0, sscanf(s, "[%u]%n", &number, &n) == 1) && n > 0) {
        buf_printf(p->out, "<a class=\"cite\" href=\"#e%u\">[%u]</a>", number, number);
        s += n;
        if (*s == ' ') buf_putc(p->out, *s++);
    }
    put(p, s);
}

static void row(paper *p, const char *const *cells, uint32_t n, bool head)
{
    static const int widths[] = {46, 26, 12, 34, 20, 12};
    if (p->dress == DRESS_HTML) buf_puts(p->out, "<tr>");
    for (uint32_t i = 0; i < n; i++) {
        const char *s = cells[i] != NULL ? cells[i] : "";
        if (p->dress == DRESS_HTML)
            buf_puts(p->out, head ? "<th>" : "<td>"), !head && i == 5 ? put_cites(p, s) : put(p, s),
                buf_puts(p->out, head ? "</th>" : "</td>");
        else if (p->dress == DRESS_MD)
            buf_puts(p->out, "| "), put(p, s), buf_putc(p->out, ' ');
        else {
            size_t before = p->out->n;
            buf_puts(p->out, i == 0 ? "  " : "  ");
            put(p, s);
            while (i + 1 < n && p->out->ok && p->out->n - before < (size_t)widths[i % 6]) buf_putc(p->out, ' ');
        }
    }
    buf_puts(p->out, p->dress == DRESS_HTML ? "</tr>\n" : p->dress == DRESS_MD ? "|\n" : "\n");
    if (p->dress == DRESS_MD && head) {
        for (uint32_t i = 0; i < n; i++) buf_puts(p->out, "| --- ");
        buf_puts(p->out, "|\n");
    }
}
static void table_open(paper *p)
{
    if (p->dress == DRESS_HTML) buf_puts(p->out, "<table>\n");
}
static void table_close(paper *p)
{
    if (p->dress == DRESS_HTML) buf_puts(p->out, "</table>\n");
}

/* The number of a piece of evidence, from 1; the same words keep their number. */
static uint32_t cite(paper *p, uint32_t report, claim_span span)
{
    claim_span sentence = claims_sentence(p->v->fused.reports[report], span);
    for (size_t i = 0; i < p->n_evidence; i++)
        if (p->evidence[i].report == report && p->evidence[i].span.b == sentence.b) return (uint32_t)i + 1;
    evidence *e = arena_grow(&p->v->arena, p->evidence, p->n_evidence, &p->cap_evidence, sizeof *e);
    if (e == NULL) {
        p->v->ok = false;
        return 0;
    }
    p->evidence = e;
    p->evidence[p->n_evidence++] = (evidence){report, sentence};
    return (uint32_t)p->n_evidence;
}

static void put_cite(paper *p, uint32_t number)
{
    if (p->dress == DRESS_HTML)
        buf_printf(p->out, " <a class=\"cite\" href=\"#e%u\">[%u]</a>", number, number);
    else
        buf_printf(p->out, p->dress == DRESS_MD ? " \\[%u\\]" : " [%u]", number);
}

static claim_span unit_span(const view_set *v, const fuse_unit *u)
{
    const claim_report *r = v->fused.reports[u->report];
    return u->control >= 0 ? r->control[u->control].span : r->events[u->event].trigger;
}

/* ---- parts
 * -------------------------------------------------------------------------------------------------------------
 */

static void put_head(paper *p)
{
    view_set *v = p->v;
    uint32_t n_copies = 0;
    int32_t first = DAY_UNKNOWN, last = DAY_UNKNOWN;
    const char **outlets = arena_array(&v->arena, v->fused.n_reports, sizeof *outlets);
    uint32_t n_outlets = 0;
    for (uint32_t i = 0; outlets != NULL && i < v->fused.n_reports; i++) {
        const claim_report *r = v->fused.reports[i];
        n_copies += v->fused.copy_of[i] >= 0;
        if (r->day != DAY_UNKNOWN && (first == DAY_UNKNOWN || r->day < first)) first = r->day;
        if (r->day != DAY_UNKNOWN && (last == DAY_UNKNOWN || r->day > last)) last = r->day;
        bool there = v->fused.copy_of[i] >= 0 || r->outlet == NULL;
        for (uint32_t k = 0; k < n_outlets && !there; k++) there = strcmp(outlets[k], r->outlet) == 0;
        if (!there) outlets[n_outlets++] = r->outlet;
    }
    const char *where =
        v->query.place != NULL ? view_print(v, "Situation brief: %s", v->query.place) : "Situation brief";
    const char *from = v->from != DAY_UNKNOWN ? view_date(v, v->from) : view_date(v, first);
    const char *to = v->to != DAY_UNKNOWN ? view_date(v, v->to) : view_date(v, last);
    const char *line = view_print(
        v, "%s to %s \xC2\xB7 %u reports (%u of them copies) of %u outlets \xC2\xB7 %u incidents",
        from != NULL ? from : "?", to != NULL ? to : "?", v->fused.n_reports, n_copies, n_outlets, p->n_shown);
    if (p->dress == DRESS_HTML) {
        buf_puts(p->out, "<h1>"), put(p, where),
            buf_puts(p->out, "</h1>\n<p class=\"face\">Machine-coded, not verified.</p>\n");
    } else if (p->dress == DRESS_MD) {
        buf_puts(p->out, "# "), put(p, where), buf_puts(p->out, "\n\n**Machine-coded, not verified.**\n\n");
    } else {
        put(p, where), buf_puts(p->out, "\nMachine-coded, not verified.\n");
    }
    paragraph(p, line);
}

/* The five latest changes of control and deadliest happenings of the period. */
static int by_weight(const void *x, const void *y)
{
    const fuse_incident *a = *(const fuse_incident *const *)x, *b = *(const fuse_incident *const *)y;
    const incident_figure *f = view_figure(a, "killed", false), *g = view_figure(b, "killed", false);
    int64_t wa = (f != NULL && f->best != CLAIM_OPEN ? f->best : 0) + (a->holder.name != NULL ? 25 : 0) + a->n_sources;
    int64_t wb = (g != NULL && g->best != CLAIM_OPEN ? g->best : 0) + (b->holder.name != NULL ? 25 : 0) + b->n_sources;
    if (wa != wb) return wa > wb ? -1 : 1;
    if (a->first != b->first) return a->first > b->first ? -1 : 1;
    return strcmp(a->id, b->id);
}

static int by_day(const void *x, const void *y)
{
    const fuse_incident *a = *(const fuse_incident *const *)x, *b = *(const fuse_incident *const *)y;
    if (a->first != b->first) return a->first < b->first ? -1 : 1;
    return strcmp(a->id, b->id);
}

static void put_changes(paper *p)
{
    const fuse_incident **top = arena_array(&p->v->arena, p->n_shown, sizeof *top);
    if (top == NULL || p->n_shown == 0) return;
    memcpy(top, p->shown, p->n_shown * sizeof *top);
    qsort(top, p->n_shown, sizeof *top, by_weight);
    uint32_t n = p->n_shown < 5 ? p->n_shown : 5;
    qsort(top, n, sizeof *top, by_day);
    heading(p, "What changed");
    list_begin(p);
    for (uint32_t i = 0; i < n; i++) {
        const char *date = view_date(p->v, top[i]->first),
                   *dead = view_range(p->v, view_figure(top[i], "killed", false));
        item_begin(p, NULL);
        put(p, date != NULL ? date : "date unknown");
        put(p, "  ");
        bold(p, top[i]->title);
        if (dead != NULL) put(p, view_print(p->v, ", killed: %s", dead));
        if (top[i]->holder.name != NULL) put(p, view_print(p->v, ", held since by %s", top[i]->holder.name));
        if (top[i]->contested) put(p, " (contested)");
        const fuse_unit *u = &p->v->fused.units.v[top[i]->lead];
        put_cite(p, cite(p, u->report, unit_span(p->v, u)));
        item_end(p);
    }
    list_end(p);
}

static void put_control(paper *p)
{
    control_claim *claims;
    uint32_t n = control_claims(p->v, &claims), shown = 0;
    static const char *const head[] = {"Place", "Holder", "Since", "Claimed by", "Disputed by", "Evidence"};
    for (uint32_t i = 0, end; i < n; i = end) {
        for (end = i; end < n && strcmp(claims[end].place_key, claims[i].place_key) == 0;) end++;
        control_state s = control_on(claims + i, end - i, p->v->at != DAY_UNKNOWN ? p->v->at : p->v->to);
        if (s.claim == NULL || s.claim->holder == NULL) continue; /* that nobody is named as its holder tells a reader nothing */
        if (shown++ == 0) heading(p, "Who holds what"), table_open(p), row(p, head, 6, true);
        uint32_t number = cite(p, s.claim->report, s.claim->record->span),
                 other = s.against != NULL ? cite(p, s.against->report, s.against->record->span) : 0;
        bool gone = s.claim->side[0] == '\0';
        const char *cells[] = {
            s.claim->within != NULL ? view_print(p->v, "%s, %s", s.claim->place, s.claim->within) : s.claim->place,
            gone ? view_print(p->v, "%s by %s", s.claim->state, s.claim->holder) : s.claim->holder,
            view_date(p->v, s.claim->day),
            s.claim->source,
            s.against != NULL ? view_print(p->v, "%s%s", s.against->source, s.against->denied ? " (denies it)" : "")
            : s.contested     ? "contested"
                              : "",
            other > 0 ? view_print(p->v, "[%u] [%u]", number, other) : view_print(p->v, "[%u]", number)};
        row(p, cells, 6, false);
    }
    if (shown > 0) table_close(p);
}

static void put_figure(paper *p, const fuse_incident *x, const incident_figure *f)
{
    const char *range = view_range(p->v, f);
    (void)x;
    sub_begin(p);
    put(p,
        view_print(p->v, "%s%s: %s", f->kind, f->own_side ? " (doers)" : "", range != NULL ? range : "no live claim"));
    for (uint32_t i = 0; i < f->n_claims; i++) {
        const incident_claim *c = &f->claims[i];
        if (c->copied) continue;
        int64_t value = c->best != CLAIM_OPEN ? c->best : c->low != CLAIM_OPEN ? c->low : c->high;
        const char *bound = c->low != CLAIM_OPEN && c->high == CLAIM_OPEN   ? "at least "
                            : c->low == CLAIM_OPEN && c->high != CLAIM_OPEN ? "up to "
                                                                            : "";
        put(p, view_print(p->v, "%s %s: %s%lld%s", i == 0 ? " \xC2\xB7" : ",", c->source, bound, (long long)value,
                          c->withdrawn    ? " (withdrawn)"
                          : c->denied     ? " (denied)"
                          : c->superseded ? " (earlier)"
                                          : ""));
        put_cite(p, cite(p, c->report, c->span));
    }
    sub_end(p);
}

static void put_incidents(paper *p)
{
    if (p->n_shown == 0) return;
    heading(p, "Incidents");
    list_begin(p);
    for (uint32_t i = 0; i < p->n_shown; i++) {
        const fuse_incident *x = p->shown[i];
        const char *date = view_date(p->v, x->first), *end = view_date(p->v, x->last);
        bool day = strcmp(x->precision, "day") == 0;
        item_begin(p, x->id);
        put(p, date == NULL ? "date unknown" : day || x->first == x->last ? date : view_print(p->v, "between %s and %s", date, end));
        put(p, "  ");
        bold(p, x->title);
        put(p, view_print(p->v, " (%u report%s, %u source%s)", x->n_reports, x->n_reports == 1 ? "" : "s", x->n_sources,
                          x->n_sources == 1 ? "" : "s"));
        for (uint32_t k = 0; k < x->n_reports && k < 12; k++) {
            const fuse_unit *u = &p->v->fused.units.v[x->reports[k].units[0]];
            if (x->reports[k].copy_of < 0) put_cite(p, cite(p, u->report, unit_span(p->v, u)));
        }
        const char *patients = view_incident_actors(p->v, x->patients, x->n_patients, ", ");
        if (patients != NULL) sub_begin(p), put(p, view_print(p->v, "against: %s", patients)), sub_end(p);
        for (uint32_t k = 0; k < x->n_figures; k++) put_figure(p, x, &x->figures[k]);
        for (uint32_t k = 0; k < x->n_contradictions; k++) {
            const incident_contradiction *c = &x->contradictions[k];
            sub_begin(p);
            put(p, view_print(p->v, "contradiction: %s, against: %s", c->says, c->against));
            sub_end(p);
        }
        item_end(p);
    }
    list_end(p);
}

typedef struct side_sum {
    const char *side;
    int64_t low, best, high;
    uint32_t n;
} side_sum;

/* The dead by whom they are told to belong to: the group of the figure, else "not said". */
static void put_casualties(paper *p)
{
    side_sum sums[24];
    uint32_t n = 0;
    static const char *const head[] = {"Side", "Killed (low / best / high)", "Incidents"};
    for (uint32_t i = 0; i < p->n_shown; i++) {
        const fuse_incident *x = p->shown[i];
        for (uint32_t k = 0; k < x->n_figures; k++) {
            const incident_figure *f = &x->figures[k];
            if (strcmp(f->kind, "killed") != 0 || f->best == CLAIM_OPEN) continue;
            const char *side = f->own_side         ? (x->n_agents > 0 ? x->agents[0].name : NULL)
                               : x->n_patients > 0 ? x->patients[0].name
                                                   : NULL;
            if (side == NULL) side = "side not said";
            uint32_t at = 0;
            while (at < n && strcmp(sums[at].side, side) != 0) at++;
            if (at == 24) at = 23;
            if (at == n) sums[n++] = (side_sum){side, 0, 0, 0, 0};
            sums[at].low += f->low;
            sums[at].best += f->best;
            sums[at].high += f->high;
            sums[at].n++;
        }
    }
    if (n == 0) return;
    heading(p, "Casualties by side");
    table_open(p);
    row(p, head, 3, true);
    for (uint32_t i = 0; i < n; i++) {
        const char *cells[] = {sums[i].side,
                               view_print(p->v, "%lld / %lld / %lld", (long long)sums[i].low, (long long)sums[i].best,
                                          (long long)sums[i].high),
                               view_print(p->v, "%u", sums[i].n)};
        row(p, cells, 3, false);
    }
    table_close(p);
    paragraph(p, "Sums over incidents; who says which stands with each incident. low and high span the live claims of "
                 "independent sources.");
}

/* Where accounts differ, and what no report tells; that a place has no coordinates is one number for all. */
static void put_open(paper *p)
{
    uint32_t n = 0, n_unlocated = 0;
    for (uint32_t i = 0; i < p->n_shown; i++) {
        const fuse_incident *x = p->shown[i];
        const char *why = x->place.name == NULL ? "no place told" : strcmp(x->precision, "day") != 0 ? "day not told" : NULL;
        n_unlocated += x->place.name != NULL && !x->place.located;
        if (why == NULL && !x->contested) continue;
        if (n++ == 0) heading(p, "Contested or unknown"), list_begin(p);
        item_begin(p, NULL);
        put(p, x->title);
        put(p, ": ");
        put(p, x->contested ? "accounts differ" : "");
        put(p, x->contested && why != NULL ? ", " : "");
        put(p, why);
        item_end(p);
    }
    if (n > 0) list_end(p);
    if (n_unlocated > 0)
        paragraph(p, view_print(p->v, "The place of %u of %u incidents has no coordinates and no pin.", n_unlocated, p->n_shown));
}

static void put_evidence(paper *p)
{
    heading(p, "Evidence");
    if (p->dress == DRESS_HTML) buf_puts(p->out, "<ol class=\"evidence\">\n");
    for (size_t i = 0; i < p->n_evidence; i++) {
        const claim_report *r = p->v->fused.reports[p->evidence[i].report];
        int32_t copy = p->v->fused.copy_of[p->evidence[i].report];
        if (p->dress == DRESS_HTML)
            buf_printf(p->out, "<li id=\"e%zu\">", i + 1);
        else
            buf_printf(p->out, p->dress == DRESS_MD ? "%zu. " : "  [%zu] ", i + 1);
        put(p, r->outlet != NULL ? r->outlet : "outlet unknown");
        put(p, ", ");
        put(p, r->published != NULL ? r->published : "undated");
        if (copy >= 0)
            put(p, view_print(p->v, " (copy of %s)",
                              p->v->fused.reports[copy]->outlet != NULL ? p->v->fused.reports[copy]->outlet
                                                                        : "another report"));
        put(p, ": \xE2\x80\x9C");
        put(p, claims_words(r, p->evidence[i].span, &p->v->arena));
        put(p, "\xE2\x80\x9D");
        if (r->uri != NULL) put(p, view_print(p->v, " (%s)", r->uri));
        buf_puts(p->out, p->dress == DRESS_HTML ? "</li>\n" : "\n");
    }
    if (p->dress == DRESS_HTML) buf_puts(p->out, "</ol>\n");
}

static const char *const html_head =
    "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Situation brief</title>\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><style>\n"
    "body{font:15px/1.45 system-ui,sans-serif;max-width:60em;margin:2em auto;padding:0 "
    "1em;color:#1a1a1a;background:#fff}\n"
    "h1{font-size:1.6em;margin:0}h2{font-size:1.1em;border-bottom:1px solid #bbb;margin:1.6em 0 .5em}\n"
    ".face{background:#fff3cd;border:1px solid #d9b84a;padding:.3em .6em;display:inline-block;font-weight:600}\n"
    "table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #ddd;padding:.25em "
    ".5em;text-align:left;vertical-align:top}td:nth-child(3){white-space:nowrap}\n"
    "li{margin:.35em 0}.sub{color:#444;font-size:.92em}.cite{text-decoration:none;font-size:.8em}\n"
    "svg{width:100%;height:auto;border:1px solid #ccc;margin:.4em "
    "0}.sea{fill:#f4f6f7}.grid{stroke:#d5dadd;fill:none;stroke-width:.7}\n"
    ".pin{fill:#b3261e;fill-opacity:.75;stroke:#fff}.pin.contested{fill:#e08a00}.tick{font-size:9px;fill:#777}.name{"
    "font-size:11px;fill:#222}\n"
    ".evidence li{font-size:.92em}@media "
    "print{body{margin:0;max-width:none;font-size:11px}a{color:inherit}li,tr,svg{break-inside:avoid}}\n"
    "</style></head><body>\n";

sitrep_status view_brief(view_set *v, const char *format, base_buf *out, sitrep_error *err)
{
    paper p = {.v = v, .out = out};
    if (format == NULL || strcmp(format, "text") == 0)
        p.dress = DRESS_TEXT;
    else if (strcmp(format, "md") == 0)
        p.dress = DRESS_MD;
    else if (strcmp(format, "html") == 0)
        p.dress = DRESS_HTML;
    else
        return fail(err, SITREP_E_ARGUMENT, "a brief's format is text, md or html", format);
    p.shown = arena_array(&v->arena, v->fused.n, sizeof *p.shown);
    if (p.shown == NULL) return fail_nomem(err);
    for (uint32_t i = 0; i < v->fused.n; i++)
        if (view_fits_incident(v, &v->fused.incidents[i])) p.shown[p.n_shown++] = &v->fused.incidents[i];
    if (p.dress == DRESS_HTML) buf_puts(out, html_head);
    put_head(&p);
    put_changes(&p);
    if (p.dress == DRESS_HTML) {
        svg_map(v, p.shown, p.n_shown, out);
        svg_timeline(v, p.shown, p.n_shown, out);
        uint32_t n_pins = 0;
        for (uint32_t i = 0; i < p.n_shown; i++) n_pins += svg_has_pin(p.shown[i]);
        buf_printf(out,
                   "<p class=\"sub\">Red: accounts agree. Orange: contested. Size: the dead. Only sites and towns "
                   "whose position is "
                   "known get a pin: %u of %u incidents. The timeline's dots stand on the first day that an incident "
                   "may have happened on.</p>\n",
                   n_pins, p.n_shown);
    }
    put_control(&p);
    put_incidents(&p);
    put_casualties(&p);
    put_open(&p);
    put_evidence(&p);
    if (p.dress == DRESS_HTML) buf_puts(out, "</body></html>\n");
    return out->ok && !view_starved(v) ? SITREP_OK : fail_nomem(err);
}
