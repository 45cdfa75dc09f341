/* event_score.c: an event's score is the model's probability through a map that rises, stays inside 0 and 1, and believes less. */
#include "event/event.h"
#include "lexicon_support.h"

static lexicon *lex;

/* The score of one event that the model takes for an attack with probability q; -1 after a failed check. */
static double score_of(float q)
{
    static const char text[] = "Rebels attacked the mill.";
    base_arena arena;
    arena_init(&arena, NULL);
    rec_report report = {.arena = &arena};
    lex_hits hits;
    draft_event x = {.kind = "attack", .score = q, .tok = 1, .tok_e = 2, .source = {.mention = -1}, .cue = -1};
    draft d = {.events = &x, .n_events = 1};
    CHECK(text_split(&arena, text, sizeof text - 1, &report.doc) == SITREP_OK);
    CHECK(lexicon_match(lex, &arena, &report.doc, &hits) == SITREP_OK);
    const stance_context c = {&arena, lex, &hits, &report.doc, &d, &report};
    const timex_list times = {0};
    CHECK(event_read(&c, &times) == SITREP_OK);
    CHECK(report.n_events == 1);
    double score = report.n_events == 1 ? (double)report.events[0].score : -1;
    arena_clear(&arena);
    return score;
}

static void test_scores_rise(void)
{
    double before = 0;
    for (int i = 1; i < 100; i++) {
        double score = score_of((float)i / 100);
        CHECK(score > before);
        CHECK(score < 1);
        before = score;
    }
}

static void test_no_score_is_certain(void)
{
    CHECK(score_of(0) > 0);
    CHECK(score_of(1) < 0.995); /* one event in a hundred that the model is sure of is wrong at least */
    CHECK(score_of(0.9f) < 0.9);
}

int main(void)
{
    base_buf image;
    lex = support_lexicon("data", &image);
    if (lex != NULL) {
        RUN(test_scores_rise);
        RUN(test_no_score_is_certain);
    }
    lexicon_close(lex);
    buf_clear(&image);
    return check_done();
}
