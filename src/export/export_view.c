#include "export/export_view.h"

#include <string.h>

#include "base/utf8.h"

/* ---- text ------------------------------------------------------------------------------------------------------------ */

void view_put_clean(base_buf *out, const char *s, size_t n)
{
    bool space = false;
    for (size_t i = 0; i < n;) {
        size_t b = i;
        uint32_t c = utf8_next(s, n, &i);
        if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            space = true;
            continue;
        }
        /* C0, DEL, C1 and the bidirectional overrides */
        if (c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069)) continue;
        if (space) buf_putc(out, ' ');
        space = false;
        buf_put(out, s + b, i - b);
    }
    if (space) buf_putc(out, ' ');
}

size_t view_width(const char *s, size_t n)
{
    size_t width = 0;
    for (size_t i = 0; i < n;) {
        uint32_t c = utf8_next(s, n, &i);
        bool none = (c >= 0x300 && c <= 0x36F) || (c >= 0x200B && c <= 0x200F) || c == 0xFEFF;
        bool wide = (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) ||
                    (c >= 0xFF00 && c <= 0xFF60) || c >= 0x1F300;
        width += none ? 0 : wide ? 2 : 1;
    }
    return width;
}

int view_columns(const sitrep_view *view)
{
    int n = view != NULL && view->n_columns > 0 ? view->n_columns : VIEW_COLUMNS;
    return n < VIEW_COLUMNS_MIN ? VIEW_COLUMNS_MIN : n;
}

uint32_t view_line(const rec_report *r, uint32_t byte)
{
    uint32_t low = 0, high = r->doc.n_sents; /* the last sentence that begins at byte or before it */
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (r->doc.sents[mid].span.b <= byte) low = mid + 1;
        else high = mid;
    }
    return low > 0 ? low : 1;
}

/* ---- names ----------------------------------------------------------------------------------------------------------- */

static void put_name(base_buf *out, const char *name)
{
    if (name != NULL) view_put_clean(out, name, strlen(name));
    else buf_putc(out, '?');
}

void view_put_actor(base_buf *out, const rec_report *r, int32_t actor)
{
    if (actor < 0 || (uint32_t)actor >= r->n_actors) buf_putc(out, '?');
    else put_name(out, r->actors[actor].name);
}

void view_put_place(base_buf *out, const rec_report *r, int32_t place)
{
    if (place < 0 || (uint32_t)place >= r->n_places) {
        buf_putc(out, '?');
        return;
    }
    const rec_place *p = &r->places[place];
    put_name(out, p->name);
    if (p->within < 0 || (uint32_t)p->within >= r->n_places || p->within == place) return;
    const rec_place *outer = &r->places[p->within];
    if (p->precision != NULL && strcmp(p->precision, "site") == 0 && outer->name != NULL &&
        (p->name == NULL || strstr(p->name, outer->name) == NULL)) {
        buf_puts(out, ", ");
        put_name(out, outer->name);
    }
}

void view_put_actors(base_buf *out, const rec_report *r, rec_ids ids)
{
    if (ids.n == 0) buf_putc(out, '?');
    for (uint32_t i = 0; i < ids.n; i++) {
        if (i > 0) buf_puts(out, i + 1 == ids.n ? " and " : ", ");
        view_put_actor(out, r, ids.v[i]);
    }
}

void view_put_places(base_buf *out, const rec_report *r, rec_ids ids)
{
    for (uint32_t i = 0; i < ids.n; i++) {
        if (i > 0) buf_puts(out, i + 1 == ids.n ? " and " : ", ");
        view_put_place(out, r, ids.v[i]);
    }
}

/* ---- time ------------------------------------------------------------------------------------------------------------ */

/* EDTF to words: "XXXX-05-12" -> "12 May (year unsaid)"; everything else stays as it is. */
static void put_edtf(base_buf *out, const char *t)
{
    static const char *const months[] = {"January", "February", "March", "April", "May", "June", "July", "August",
                                         "September", "October", "November", "December"};
    if (strncmp(t, "XXXX-", 5) != 0 || strlen(t) < 7) {
        put_name(out, t);
        return;
    }
    int month = (t[5] - '0') * 10 + (t[6] - '0');
    if (month < 1 || month > 12) {
        put_name(out, t);
        return;
    }
    if (t[7] == '-' && t[8] != '\0' && t[9] != '\0') buf_printf(out, "%d ", (t[8] - '0') * 10 + (t[9] - '0'));
    buf_printf(out, "%s (year unsaid)", months[month - 1]);
}

void view_put_time(base_buf *out, const rec_time *t)
{
    bool start = t->start != NULL && strcmp(t->start, "..") != 0;
    bool end = t->end != NULL && strcmp(t->end, "..") != 0;
    if (!start && !end) {
        buf_putc(out, '?');
    } else if (start && !end) {
        if (t->end != NULL) buf_puts(out, "since ");
        put_edtf(out, t->start);
    } else if (!start) {
        buf_puts(out, "until ");
        put_edtf(out, t->end);
    } else {
        put_edtf(out, t->start);
        if (strcmp(t->start, t->end) == 0) return;
        buf_puts(out, " to ");
        put_edtf(out, t->end);
    }
}

/* ---- who says so ------------------------------------------------------------------------------------------------------ */

void view_put_sources(base_buf *out, const rec_report *r, const rec_source *sources, uint32_t n, const rec_stance *stance)
{
    for (uint32_t i = 0; i < n; i++) {
        if (i > 0) buf_puts(out, ", via ");
        if (sources[i].name != NULL) put_name(out, sources[i].name);
        else view_put_actor(out, r, sources[i].actor);
        if (sources[i].via >= 0) {
            buf_puts(out, ", to ");
            view_put_actor(out, r, sources[i].via);
        }
    }
    if (stance != NULL && (stance->certainty == CERT_ESTIMATED || stance->certainty == CERT_POSSIBLE)) {
        buf_puts(out, n > 0 ? " (" : "(");
        buf_puts(out, rec_certainty_name(stance->certainty));
        buf_putc(out, ')');
    }
}

const char *view_not_happened(const rec_stance *stance, bool background)
{
    if (stance->polarity == POL_DENIED) return "denied";
    if (stance->polarity == POL_RETRACTED) return "withdrawn by its source";
    if (stance->realis != REALIS_ACTUAL) return rec_realis_name(stance->realis);
    if (stance->when == WHEN_FUTURE) return "forecast";
    return background ? "background" : NULL;
}

/* ---- figures, control, relations --------------------------------------------------------------------------------------- */

/* 6000 -> "6,000" */
static void put_grouped(base_buf *out, int64_t v)
{
    char digits[24];
    int n = 0;
    uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    do {
        digits[n++] = (char)('0' + u % 10);
        u /= 10;
    } while (u > 0);
    if (v < 0) buf_putc(out, '-');
    while (n-- > 0) {
        buf_putc(out, digits[n]);
        if (n > 0 && n % 3 == 0) buf_putc(out, ',');
    }
}

void view_put_amount(base_buf *out, const rec_figure *f)
{
    bool low = f->low != REC_OPEN, high = f->high != REC_OPEN, best = f->best != REC_OPEN;
    if (!low && !high && !best) {
        if (f->vague != NULL) put_name(out, f->vague);
        buf_puts(out, f->vague != NULL ? ", no number" : "number not told");
    } else if (low && high && f->low == f->high) {
        put_grouped(out, f->low);
    } else if (low && high) {
        put_grouped(out, f->low);
        buf_puts(out, " to ");
        put_grouped(out, f->high);
    } else if (low) {
        put_grouped(out, f->low);
        buf_puts(out, " or more");
    } else if (high) {
        buf_puts(out, "up to ");
        put_grouped(out, f->high);
    } else {
        buf_puts(out, "about ");
        put_grouped(out, f->best);
    }
    if ((low || high || best) && f->vague != NULL) {
        buf_puts(out, " (\"");
        put_name(out, f->vague);
        buf_puts(out, "\")");
    }
}

static void put_party(base_buf *out, const rec_report *r, const char *before, int32_t actor)
{
    if (actor < 0) return;
    buf_puts(out, before);
    view_put_actor(out, r, actor);
}

void view_put_control(base_buf *out, const rec_report *r, const rec_control *c)
{
    const char *state = c->state != NULL ? c->state : "held";
    if (c->extent != NULL && strcmp(c->extent, "part") == 0) buf_puts(out, "partly ");
    if (strcmp(state, "withdrawn") == 0) {
        buf_puts(out, "left");
        put_party(out, r, " by ", c->from);
        put_party(out, r, ", now held by ", c->holder);
    } else if (strcmp(state, "handed-over") == 0) {
        buf_puts(out, "handed over");
        put_party(out, r, " by ", c->from);
        put_party(out, r, " to ", c->holder);
    } else if (strcmp(state, "besieged") == 0) {
        buf_puts(out, "besieged");
        put_party(out, r, " by ", c->by);
        put_party(out, r, ", held by ", c->holder);
    } else if (strcmp(state, "contested") == 0) {
        buf_puts(out, "contested");
        put_party(out, r, ", ", c->holder);
        put_party(out, r, " against ", c->by >= 0 ? c->by : c->from);
    } else if (strcmp(state, "lost") == 0) {
        buf_puts(out, "lost");
        put_party(out, r, " by ", c->from);
        put_party(out, r, " to ", c->holder);
    } else {
        buf_puts(out, state);
        put_party(out, r, " by ", c->holder);
        put_party(out, r, " from ", c->from);
    }
    const char *not_so = view_not_happened(&c->stance, false);
    if (not_so != NULL) buf_printf(out, " (%s)", not_so);
}

const char *view_relation_words(const char *kind)
{
    static const struct {
        const char *kind, *words;
    } table[] = {{"part-of", "is part of"},     {"allied", "is allied with"},  {"rival", "is a rival of"},
                 {"based-in", "is based in"},   {"formerly", "was formerly"},  {"spokesperson-of", "speaks for"},
                 {"recognises", "recognises"},  {"commands", "commands"},      {"backs", "backs"},
                 {"deploys", "deploys"},        {"leads", "leads"},            {"fights", "fights"}};
    for (size_t i = 0; kind != NULL && i < sizeof table / sizeof table[0]; i++)
        if (strcmp(table[i].kind, kind) == 0) return table[i].words;
    return kind != NULL ? kind : "?";
}
