/* A record made by hand, written by each writer. */
#include "check.h"

#include <stdlib.h>

#include "export/export.h"
#include "export/export_view.h"

/* Beyond ASCII before every word of interest, so that bytes and code points differ. */
static const char TEXT[] = "“Ñandú” said so.\nRebels captured Zawiyá from the army on 12 May, killing at least 20.";
static base_arena arena;
static rec_report report;
static base_buf out;

static base_span words(const char *s)
{
    const char *at = strstr(TEXT, s);
    if (at == NULL) return (base_span){0, 0};
    return (base_span){(uint32_t)(at - TEXT), (uint32_t)(at - TEXT + (long)strlen(s))};
}

static rec_ids one(int32_t i)
{
    rec_ids ids = {arena_array(&arena, 1, sizeof *ids.v), 1};
    ids.v[0] = i;
    return ids;
}

static void make_report(void)
{
    rec_report *r = &report;
    *r = (rec_report){.arena = &arena, .id = "0123456789abcdef0123456789abcdef"};
    CHECK_EQ_INT(text_split(&arena, TEXT, sizeof TEXT - 1, &r->doc), SITREP_OK);
    r->origin.published = "2016-08-11";
    rec_add_actor(r)->name = "Rebels";
    r->actors[0].kind = "rebel";
    rec_mention_actor(r, 0, words("Rebels"), HOW_NAME);
    rec_add_actor(r)->name = "army\033[2J";
    rec_mention_actor(r, 1, words("the army"), HOW_NOMINAL);
    rec_place *p = rec_add_place(r);
    p->name = "Zawiyá";
    p->located = true;
    p->lat_deg = 32.7571;
    p->lon_deg = 12.7276;
    rec_mention_place(r, 0, words("Zawiyá"), HOW_NAME);
    rec_control *c = rec_add_control(r);
    c->place = 0;
    c->holder = 0;
    c->from = 1;
    c->state = "captured";
    c->span = words("captured");
    c->place_span = words("Zawiyá");
    c->time = (rec_time){"XXXX-05-12", "XXXX-05-12", "day", "stated", words("12 May")};
    rec_event *e = rec_add_event(r);
    e->kind = "kill";
    e->trigger = words("killing");
    e->agents = one(0);
    e->score = 0.5F;
    rec_figure *f = rec_add_figure(r);
    f->kind = "killed";
    f->low = 20;
    f->span = words("at least 20");
    rec_relation *x = rec_add_relation(r);
    x->kind = "fights";
    x->from = 0;
    x->to = 1;
    x->span = words("from");
}

static void test_json_counts_code_points(void)
{
    buf_reset(&out);
    CHECK_EQ_INT(export_write_json(&report, NULL, &out), SITREP_OK);
    if (!out.ok) return;
    /* "Rebels" begins behind 17 code points; in bytes it is 23 */
    CHECK(strstr(out.data, "\"mentions\":[{\"span\":[17,23],\"how\":\"name\"}]") != NULL);
    CHECK(strstr(out.data, "\"lat\":32.75710,\"lon\":12.72760") != NULL);
    CHECK(strstr(out.data, "\"low\":20,\"best\":null,\"high\":null") != NULL);
    CHECK(strstr(out.data, "\"score\":0.500") != NULL);
    CHECK(strstr(out.data, "\"verified\":false") != NULL);
    CHECK(strchr(out.data, '\n') == NULL);
}

static void test_points_across_blocks(void)
{
    char text[1000];
    export_points p;
    for (size_t i = 0; i < sizeof text; i += 2) memcpy(text + i, "é", 2);
    for (uint32_t n = 0; n <= 1000; n += 8) {
        CHECK_EQ_INT(export_points_init(&p, NULL, text, n), SITREP_OK);
        for (uint32_t b = 0; b <= n; b += 2) CHECK_EQ_INT(export_point(&p, b), b / 2);
        CHECK_EQ_INT(export_point(&p, n + 10), n / 2);
        export_points_clear(&p);
    }
}

static void test_text_view(void)
{
    buf_reset(&out);
    CHECK_EQ_INT(export_write_text(&report, NULL, NULL, &out), SITREP_OK);
    if (!out.ok) return;
    CHECK(strstr(out.data, "WHO HOLDS WHAT") != NULL);
    CHECK(strstr(out.data, "captured by Rebels from army") != NULL);
    CHECK(strstr(out.data, "12 May (year unsaid)") != NULL);
    CHECK(strstr(out.data, "20 or more") != NULL);
    CHECK(strstr(out.data, "Rebels fights army[2J [2]") != NULL);
    CHECK(strstr(out.data, "not verified") != NULL);
    CHECK(strchr(out.data, '\033') == NULL); /* a name cannot drive the terminal */
}

static void test_explain_marks_words(void)
{
    sitrep_view color = {.color = 1};
    buf_reset(&out);
    CHECK_EQ_INT(export_write_explain(&report, NULL, 2, NULL, &out), SITREP_OK);
    if (!out.ok) return;
    CHECK(strstr(out.data, "    Rebels captured Zawiyá from the army on 12 May") != NULL);
    CHECK(strstr(out.data, "           ^^^^^^^^ ^^^^^^") != NULL);
    CHECK(strstr(out.data, "state    place") != NULL);
    CHECK(strchr(out.data, '\033') == NULL);
    buf_reset(&out);
    CHECK_EQ_INT(export_write_explain(&report, NULL, 0, &color, &out), SITREP_OK);
    CHECK(out.ok && strstr(out.data, "\033[4mcaptured\033[0m") != NULL);
    CHECK_EQ_INT(export_write_explain(&report, NULL, 99, NULL, &out), SITREP_E_NOTFOUND);
}

static void test_amounts(void)
{
    static const struct {
        int64_t low, best, high;
        const char *vague, *want;
    } cases[] = {{20, REC_OPEN, REC_OPEN, NULL, "20 or more"},
                 {REC_OPEN, REC_OPEN, 6000, NULL, "up to 6,000"},
                 {1234567, 1234567, 1234567, NULL, "1,234,567"},
                 {20, 25, 30, NULL, "20 to 30"},
                 {REC_OPEN, 30, REC_OPEN, NULL, "about 30"},
                 {24, REC_OPEN, REC_OPEN, "dozens", "24 or more (\"dozens\")"},
                 {REC_OPEN, REC_OPEN, REC_OPEN, "heavy", "heavy, no number"},
                 {REC_OPEN, REC_OPEN, REC_OPEN, NULL, "number not told"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        rec_figure f = {.low = cases[i].low, .best = cases[i].best, .high = cases[i].high, .vague = cases[i].vague};
        buf_reset(&out);
        view_put_amount(&out, &f);
        CHECK_EQ_STR(out.data, cases[i].want);
    }
}

int main(void)
{
    arena_init(&arena, NULL);
    buf_init(&out, NULL);
    RUN(make_report);
    RUN(test_json_counts_code_points);
    RUN(test_points_across_blocks);
    RUN(test_text_view);
    RUN(test_explain_marks_words);
    RUN(test_amounts);
    buf_clear(&out);
    arena_clear(&arena);
    return check_done();
}
