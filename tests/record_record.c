#include "check.h"

#include "record/record.h"

static base_arena arena;

static void test_added_members_say_unknown(void)
{
    rec_report r = {.arena = &arena};
    CHECK_EQ_INT(rec_add_actor(&r)->side_of, -1);
    CHECK_EQ_INT(rec_add_place(&r)->within, -1);
    CHECK_EQ_INT(rec_add_event(&r)->of, -1);
    rec_figure *f = rec_add_figure(&r);
    CHECK(f->low == REC_OPEN && f->best == REC_OPEN && f->high == REC_OPEN);
    CHECK(f->actor == -1 && f->of == -1 && f->event == -1 && f->place == -1);
    rec_control *c = rec_add_control(&r);
    CHECK(c->place == -1 && c->holder == -1 && c->from == -1 && c->by == -1);
    CHECK_EQ_INT(rec_add_relation(&r)->from, -1);
    CHECK_EQ_INT(rec_add_statement(&r)->venue, -1);
    CHECK_EQ_INT(rec_add_warning(&r, "code", "message", (base_span){1, 2}), SITREP_OK);
    CHECK_EQ_INT(r.n_warnings, 1);
}

static void test_many_members_keep_their_values(void)
{
    rec_report r = {.arena = &arena};
    for (int i = 0; i < 1000; i++) rec_add_event(&r)->of = i;
    CHECK_EQ_INT(r.n_events, 1000);
    for (int i = 0; i < 1000; i++) CHECK_EQ_INT(r.events[i].of, i);
}

static void test_mentions_are_ordered_and_single(void)
{
    rec_report r = {.arena = &arena};
    rec_add_actor(&r);
    for (uint32_t i = 0; i < 40; i++) {
        uint32_t b = (i * 7) % 40 * 10;
        CHECK_EQ_INT(rec_mention_actor(&r, 0, (base_span){b, b + 5}, HOW_NAME), SITREP_OK);
        CHECK_EQ_INT(rec_mention_actor(&r, 0, (base_span){b, b + 5}, HOW_PRONOUN), SITREP_OK);
    }
    CHECK_EQ_INT(r.actors[0].n_mentions, 40);
    for (uint32_t i = 0; i < 40; i++) CHECK_EQ_INT(r.actors[0].mentions[i].span.b, i * 10);
    CHECK_EQ_INT(rec_mention_actor(&r, 1, (base_span){0, 1}, HOW_NAME), SITREP_E_ARGUMENT);
    CHECK_EQ_INT(rec_mention_place(&r, -1, (base_span){0, 1}, HOW_NAME), SITREP_E_ARGUMENT);
}

static void test_the_smallest_mention_wins(void)
{
    rec_report r = {.arena = &arena};
    rec_add_place(&r);
    rec_add_place(&r);
    rec_mention_place(&r, 0, (base_span){0, 30}, HOW_NOMINAL); /* "the hospital in the city of Sirte" */
    rec_mention_place(&r, 1, (base_span){25, 30}, HOW_NAME);   /* "Sirte" */
    CHECK_EQ_INT(rec_place_at(&r, (base_span){26, 27}), 1);
    CHECK_EQ_INT(rec_place_at(&r, (base_span){3, 5}), 0);
    CHECK_EQ_INT(rec_place_at(&r, (base_span){30, 31}), -1);
    CHECK_EQ_INT(rec_actor_at(&r, (base_span){0, 1}), -1);
}

static void test_stance_names(void)
{
    CHECK_EQ_STR(rec_polarity_name(POL_RETRACTED), "retracted");
    CHECK_EQ_STR(rec_certainty_name(CERT_POSSIBLE), "possible");
    CHECK_EQ_STR(rec_when_name(WHEN_FUTURE), "future");
    CHECK_EQ_STR(rec_realis_name(REALIS_GENERIC), "generic");
    CHECK_EQ_STR(rec_realis_name(200), "actual");
}

int main(void)
{
    arena_init(&arena, NULL);
    RUN(test_added_members_say_unknown);
    RUN(test_many_members_keep_their_values);
    RUN(test_mentions_are_ordered_and_single);
    RUN(test_the_smallest_mention_wins);
    RUN(test_stance_names);
    arena_clear(&arena);
    return check_done();
}
