/* Why a line of the view says what it says: the sentence, the words of each field marked and named under it, the source
 * chain, the rule or model with its score, what else was considered. */
#include <string.h>

#include "base/utf8.h"
#include "export/export_view.h"

enum { MARKS_MAX = 32, LABEL_ROWS = 6, INDENT = 4 };

typedef struct explain_mark {
    base_span span;
    const char *field;
} explain_mark;

typedef struct explain_writer {
    const rec_report *r;
    const sitrep_view *view;
    base_buf *out;
    base_span sentence;
    explain_mark marks[MARKS_MAX]; /* ordered by place, none twice */
    int n_marks;
} explain_writer;

static void put_spaces(base_buf *out, size_t n)
{
    while (n-- > 0) buf_putc(out, ' ');
}

/* ---- marks ------------------------------------------------------------------------------------------------------------ */

static void add_mark(explain_writer *w, base_span span, const char *field)
{
    if (!span_is_set(span) || field == NULL || !span_overlaps(span, w->sentence) || w->n_marks == MARKS_MAX) return;
    for (int i = 0; i < w->n_marks; i++)
        if (span_equal(w->marks[i].span, span)) return; /* the first name of the same words stands */
    int at = w->n_marks++;
    for (; at > 0 && w->marks[at - 1].span.b > span.b; at--) w->marks[at] = w->marks[at - 1];
    w->marks[at] = (explain_mark){span, field};
}

static void add_evidence(explain_writer *w, const rec_because *because)
{
    for (uint32_t i = 0; i < because->n_evidence; i++) add_mark(w, because->evidence[i].span, because->evidence[i].field);
}

static void add_common(explain_writer *w, const rec_time *time, const rec_stance *stance, const rec_source *sources,
                       uint32_t n_sources)
{
    add_mark(w, time->span, "time");
    add_mark(w, stance->condition, "condition");
    for (uint32_t i = 0; i < n_sources; i++) {
        add_mark(w, sources[i].span, "source");
        add_mark(w, sources[i].cue, "cue");
    }
}

static bool is_marked(const explain_writer *w, uint32_t byte)
{
    for (int i = 0; i < w->n_marks; i++)
        if (w->marks[i].span.b <= byte && byte < w->marks[i].span.e) return true;
    return false;
}

/* ---- the sentence with its marks --------------------------------------------------------------------------------------- */

/* End of the piece of text that fits into `columns`, cut at a space when there is one. */
static uint32_t piece_end(const explain_writer *w, uint32_t b, size_t columns)
{
    const char *text = w->r->doc.text;
    size_t i = b, last_space = 0, width = 0;
    while (i < w->sentence.e) {
        size_t at = i;
        utf8_next(text, w->sentence.e, &i);
        width += view_width(text + at, i - at);
        if (width > columns) return last_space > b ? (uint32_t)last_space : (uint32_t)at > b ? (uint32_t)at : (uint32_t)i;
        if (text[at] == ' ' || text[at] == '\n' || text[at] == '\t') last_space = i;
    }
    return w->sentence.e;
}

/* Column of a byte inside the piece that begins at b. */
static size_t column_of(const explain_writer *w, uint32_t b, uint32_t byte)
{
    return view_width(w->r->doc.text + b, byte - b);
}

/* The piece's text; control characters and line breaks become spaces, so that columns stay true. */
static void put_piece(explain_writer *w, uint32_t b, uint32_t e)
{
    bool color = w->view != NULL && w->view->color, on = false;
    const char *text = w->r->doc.text;
    put_spaces(w->out, INDENT);
    for (size_t i = b; i < e;) {
        size_t at = i;
        uint32_t c = utf8_next(text, e, &i);
        bool mark = color && is_marked(w, (uint32_t)at);
        if (mark != on) buf_puts(w->out, mark ? "\033[4m" : "\033[0m");
        on = mark;
        if (c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069))
            buf_putc(w->out, ' ');
        else buf_put(w->out, text + at, i - at);
    }
    if (on) buf_puts(w->out, "\033[0m");
    buf_putc(w->out, '\n');
}

/* Under a piece: carets under the marked words, then the fields' names, each in the first row where it has room. */
static void put_marks(explain_writer *w, uint32_t b, uint32_t e)
{
    size_t free_from[LABEL_ROWS + 1] = {0}; /* row 0: carets; rows 1..: names */
    int row_of[MARKS_MAX], n_rows = 0;
    bool any = false;
    for (int i = 0; i < w->n_marks; i++) {
        base_span s = w->marks[i].span;
        row_of[i] = 0;
        if (s.e <= b || s.b >= e) continue;
        any = true;
        size_t column = column_of(w, b, s.b > b ? s.b : b);
        int row = 1;
        while (row < LABEL_ROWS && free_from[row] > column) row++;
        row_of[i] = row;
        free_from[row] = column + strlen(w->marks[i].field) + 1;
        if (row > n_rows) n_rows = row;
    }
    if (!any) return;
    put_spaces(w->out, INDENT);
    size_t column = 0, last_mark = 0;
    for (size_t i = b; i < e;) {
        size_t at = i;
        utf8_next(w->r->doc.text, e, &i);
        size_t n = view_width(w->r->doc.text + at, i - at);
        if (is_marked(w, (uint32_t)at)) {
            put_spaces(w->out, column - last_mark);
            for (size_t k = 0; k < n; k++) buf_putc(w->out, '^');
            last_mark = column + n;
        }
        column += n;
    }
    buf_putc(w->out, '\n');
    for (int row = 1; row <= n_rows; row++) {
        size_t at = 0;
        put_spaces(w->out, INDENT);
        for (int i = 0; i < w->n_marks; i++) {
            if (row_of[i] != row) continue;
            base_span s = w->marks[i].span;
            size_t start = column_of(w, b, s.b > b ? s.b : b);
            if (start < at) start = at;
            put_spaces(w->out, start - at);
            buf_puts(w->out, w->marks[i].field);
            at = start + strlen(w->marks[i].field);
        }
        buf_putc(w->out, '\n');
    }
}

static void put_sentence(explain_writer *w)
{
    size_t columns = (size_t)view_columns(w->view) - INDENT;
    for (uint32_t b = w->sentence.b; b < w->sentence.e;) {
        uint32_t e = piece_end(w, b, columns);
        put_piece(w, b, e);
        put_marks(w, b, e);
        b = e;
    }
    w->n_marks = 0;
}

/* ---- the lines under it -------------------------------------------------------------------------------------------------- */

static void put_heading(explain_writer *w, const char *kind, char letter, uint32_t index, const char *what)
{
    bool color = w->view != NULL && w->view->color;
    if (color) buf_puts(w->out, "\033[1m");
    buf_printf(w->out, "  %c%u %s", letter, (unsigned)index + 1, kind);
    if (what != NULL) buf_printf(w->out, ": %s", what);
    if (color) buf_puts(w->out, "\033[0m");
    buf_putc(w->out, '\n');
}

static void begin_field(explain_writer *w, const char *name) { buf_printf(w->out, "      %-12s ", name); }
static void end_field(explain_writer *w) { buf_putc(w->out, '\n'); }

static void put_why(explain_writer *w, const rec_because *because, float score)
{
    begin_field(w, "why");
    buf_puts(w->out, because->rule != NULL ? because->rule : "no rule recorded");
    buf_puts(w->out, ", score ");
    buf_put_fixed(w->out, (double)score, 2);
    end_field(w);
    if (because->alternatives != NULL && strcmp(because->alternatives, "[]") != 0) {
        begin_field(w, "rather than");
        view_put_clean(w->out, because->alternatives, strlen(because->alternatives));
        end_field(w);
    }
}

static void put_common(explain_writer *w, const rec_time *time, const rec_stance *stance, const rec_source *sources,
                       uint32_t n_sources)
{
    begin_field(w, "when");
    if (time->basis != NULL && strcmp(time->basis, "none") == 0) buf_puts(w->out, "not told");
    else {
        view_put_time(w->out, time);
        if (time->basis != NULL) buf_printf(w->out, " (%s%s%s)", time->basis, time->precision != NULL ? ", to the " : "",
                                            time->precision != NULL ? time->precision : "");
    }
    end_field(w);
    begin_field(w, "stance");
    buf_printf(w->out, "%s, %s, %s, %s", rec_polarity_name(stance->polarity), rec_certainty_name(stance->certainty),
               rec_when_name(stance->when), rec_realis_name(stance->realis));
    end_field(w);
    begin_field(w, "who says so");
    if (n_sources > 0) view_put_sources(w->out, w->r, sources, n_sources, NULL);
    else buf_puts(w->out, "the report itself");
    end_field(w);
}

/* An actor with what it was taken for: "Islamic State (actor:islamic-state, terrorist)". */
static void put_actor_field(explain_writer *w, const char *field, int32_t actor, base_span words)
{
    if (actor < 0) return;
    const rec_actor *a = &w->r->actors[actor];
    begin_field(w, field);
    view_put_actor(w->out, w->r, actor);
    buf_printf(w->out, " (%s%s%s)", a->ref != NULL ? a->ref : "not in the registry", a->kind != NULL ? ", " : "",
               a->kind != NULL ? a->kind : "");
    if (span_is_set(words)) {
        buf_puts(w->out, " from \"");
        view_put_words(w->out, w->r, words);
        buf_putc(w->out, '"');
    }
    end_field(w);
}

static void put_place_field(explain_writer *w, int32_t place)
{
    if (place < 0) return;
    const rec_place *p = &w->r->places[place];
    begin_field(w, "place");
    view_put_place(w->out, w->r, place);
    buf_printf(w->out, " (%s", p->ref != NULL ? p->ref : "not located");
    if (p->located) {
        buf_puts(w->out, ", ");
        buf_put_fixed(w->out, p->lat_deg, 4);
        buf_putc(w->out, ' ');
        buf_put_fixed(w->out, p->lon_deg, 4);
    }
    buf_printf(w->out, "%s%s)", p->precision != NULL ? ", " : "", p->precision != NULL ? p->precision : "");
    if (p->why != NULL) {
        buf_puts(w->out, ": ");
        view_put_clean(w->out, p->why, strlen(p->why));
    }
    end_field(w);
    if (p->alternatives != NULL && strcmp(p->alternatives, "[]") != 0) {
        begin_field(w, "rather than");
        view_put_clean(w->out, p->alternatives, strlen(p->alternatives));
        end_field(w);
    }
}

static base_span span_at(const base_span *spans, uint32_t i) { return spans != NULL ? spans[i] : (base_span){0, 0}; }

/* ---- records -------------------------------------------------------------------------------------------------------------- */

static void explain_event(explain_writer *w, uint32_t i)
{
    const rec_event *e = &w->r->events[i];
    add_mark(w, e->trigger, "trigger");
    for (uint32_t k = 0; k < e->agents.n; k++) add_mark(w, span_at(e->agent_spans, k), "agent");
    for (uint32_t k = 0; k < e->patients.n; k++) add_mark(w, span_at(e->patient_spans, k), "patient");
    for (uint32_t k = 0; k < e->places.n; k++) add_mark(w, span_at(e->place_spans, k), "place");
    for (uint32_t k = 0; k < e->instruments.n; k++) add_mark(w, e->instruments.v[k], "instrument");
    add_common(w, &e->time, &e->stance, e->sources, e->n_sources);
    add_evidence(w, &e->because);
    const char *not_so = view_not_happened(&e->stance, e->background);
    put_heading(w, "event", 'e', i, e->kind);
    put_sentence(w);
    if (not_so != NULL) {
        begin_field(w, "not taken");
        buf_puts(w->out, not_so);
        end_field(w);
    }
    for (uint32_t k = 0; k < e->agents.n; k++) put_actor_field(w, "agent", e->agents.v[k], span_at(e->agent_spans, k));
    for (uint32_t k = 0; k < e->patients.n; k++)
        put_actor_field(w, "patient", e->patients.v[k], span_at(e->patient_spans, k));
    for (uint32_t k = 0; k < e->places.n; k++) put_place_field(w, e->places.v[k]);
    put_common(w, &e->time, &e->stance, e->sources, e->n_sources);
    if (e->of >= 0) {
        begin_field(w, "part of");
        buf_printf(w->out, "e%d", e->of + 1);
        end_field(w);
    }
    put_why(w, &e->because, e->score);
}

static void explain_figure(explain_writer *w, uint32_t i)
{
    const rec_figure *f = &w->r->figures[i];
    add_mark(w, f->span, "number");
    add_mark(w, f->group, "group");
    add_common(w, &f->time, &f->stance, f->sources, f->n_sources);
    add_evidence(w, &f->because);
    put_heading(w, "figure", 'f', i, f->kind);
    put_sentence(w);
    begin_field(w, "amount");
    view_put_amount(w->out, f);
    end_field(w);
    put_actor_field(w, "of", f->actor, f->group);
    put_place_field(w, f->place);
    put_common(w, &f->time, &f->stance, f->sources, f->n_sources);
    put_why(w, &f->because, f->score);
}

static void explain_control(explain_writer *w, uint32_t i)
{
    const rec_control *c = &w->r->control[i];
    add_mark(w, c->place_span, "place");
    add_mark(w, c->holder_span, "holder");
    add_mark(w, c->from_span, "from");
    add_mark(w, c->by_span, "by");
    add_common(w, &c->time, &c->stance, c->sources, c->n_sources);
    add_evidence(w, &c->because);
    add_mark(w, c->span, "state");
    put_heading(w, "control", 'c', i, c->state);
    put_sentence(w);
    put_place_field(w, c->place);
    put_actor_field(w, "holder", c->holder, c->holder_span);
    put_actor_field(w, "from", c->from, c->from_span);
    put_actor_field(w, "besieger", c->by, c->by_span);
    put_common(w, &c->time, &c->stance, c->sources, c->n_sources);
    put_why(w, &c->because, c->score);
}

static void explain_relation(explain_writer *w, uint32_t i)
{
    const rec_relation *x = &w->r->relations[i];
    add_mark(w, x->from_span, "from");
    add_mark(w, x->to_span, "to");
    add_common(w, &x->time, &x->stance, x->sources, x->n_sources);
    add_evidence(w, &x->because);
    add_mark(w, x->span, "cue");
    put_heading(w, "relation", 'r', i, x->kind);
    put_sentence(w);
    put_actor_field(w, "from", x->from, x->from_span);
    put_actor_field(w, "to", x->to, x->to_span);
    put_common(w, &x->time, &x->stance, x->sources, x->n_sources);
    put_why(w, &x->because, x->score);
}

static void explain_statement(explain_writer *w, uint32_t i)
{
    const rec_statement *s = &w->r->statements[i];
    add_mark(w, s->speaker_span, "speaker");
    add_mark(w, s->cue, "cue");
    add_mark(w, s->venue_span, "venue");
    add_mark(w, s->content, s->quote ? "quoted" : "said");
    put_heading(w, s->quote ? "statement, quoted" : "statement", 's', i, NULL);
    put_sentence(w);
    put_actor_field(w, "speaker", s->speaker, s->speaker_span);
    if (s->role != NULL) {
        begin_field(w, "role");
        view_put_clean(w->out, s->role, strlen(s->role));
        end_field(w);
    }
    put_actor_field(w, "venue", s->venue, s->venue_span);
}

/* Records whose words begin in the sentence; returns how many there are, prints them when print is set. */
static uint32_t explain_sentence(explain_writer *w, uint32_t line, bool print)
{
    const rec_report *r = w->r;
    uint32_t n = 0;
#define EACH(list, count, words, show)                                   \
    for (uint32_t i = 0; i < r->count; i++) {                            \
        if (view_line(r, r->list[i].words.b) != line) continue;          \
        n++;                                                             \
        if (print) show(w, i);                                           \
    }
    EACH(control, n_control, span, explain_control)
    EACH(events, n_events, trigger, explain_event)
    EACH(figures, n_figures, span, explain_figure)
    EACH(relations, n_relations, span, explain_relation)
    EACH(statements, n_statements, cue, explain_statement)
#undef EACH
    return n;
}

sitrep_status export_write_explain(const rec_report *r, const export_coder *coder, uint32_t line,
                                   const sitrep_view *view, base_buf *out)
{
    (void)coder;
    if (line > r->doc.n_sents) return SITREP_E_NOTFOUND;
    explain_writer w = {.r = r, .view = view, .out = out};
    for (uint32_t s = 0; s < r->doc.n_sents; s++) {
        if (line != 0 && line != s + 1) continue;
        w.sentence = r->doc.sents[s].span;
        if (line == 0 && explain_sentence(&w, s + 1, false) == 0) continue;
        buf_printf(out, "[%u]", (unsigned)s + 1);
        buf_putc(out, '\n');
        if (explain_sentence(&w, s + 1, false) == 0) {
            put_sentence(&w);
            buf_puts(out, "      no record was taken from this sentence\n");
        }
        explain_sentence(&w, s + 1, true);
        buf_putc(out, '\n');
    }
    buf_puts(out, "Machine-coded from one report, not verified.\n");
    return out->ok ? SITREP_OK : SITREP_E_NOMEM;
}
