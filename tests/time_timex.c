/* time_timex.c: expressions, their values and their EDTF, from own sentences. Starred rows hold no time. */
#include "check.h"
#include "time/time_calendar.h"
#include "time/timex.h"

typedef struct row {
    const char *published, *text, *words, *value, *start, *end;
} row;

static const char *const SAT = "2016-08-20"; /* a Saturday */

static void check_row(const row *r)
{
    base_arena arena;
    text_doc doc;
    timex_list list;
    char why[400];
    arena_init(&arena, NULL);
    CHECK(text_split(&arena, r->text, strlen(r->text), &doc) == SITREP_OK);
    CHECK(timex_read(&arena, &doc, r->published, &list) == SITREP_OK);
    const char *at = strstr(r->text, r->words);
    CHECK(at != NULL);
    if (at != NULL) {
        base_span span = {(uint32_t)(at - r->text), (uint32_t)(at - r->text + (long)strlen(r->words))};
        const timex *t = timex_at(&list, span);
        if (t == NULL || !span_equal(t->span, span) || strcmp(t->value, r->value) != 0 || (r->start != NULL && strcmp(t->start, r->start) != 0) ||
            (r->end != NULL && strcmp(t->end, r->end) != 0)) {
            snprintf(why, sizeof why, "%s: [%.*s] %s %s/%s", r->text, t ? (int)(t->span.e - t->span.b) : 0, t ? r->text + t->span.b : "",
                     t ? t->value : "nothing", t ? t->start : "", t ? t->end : "");
            check_fail(__FILE__, __LINE__, why);
        }
    }
    arena_clear(&arena);
}

static void test_values(void)
{
    const row rows[] = {
        {SAT, "The town fell on 12 May 2016.", "12 May 2016", "2016-05-12", "2016-05-12", "2016-05-12"},
        {SAT, "The town fell on May 12, 2016.", "May 12, 2016", "2016-05-12", "2016-05-12", "2016-05-12"},
        {SAT, "Logged 2016-05-12 by the post.", "2016-05-12", "2016-05-12", "2016-05-12", "2016-05-12"},
        {NULL, "The town fell on 12 May.", "12 May", "XXXX-05-12", "XXXX-05-12", "XXXX-05-12"},
        {SAT, "The air campaign began on Aug. 1.", "Aug. 1", "2016-08-01", "2016-08-01", "2016-08-01"},
        {SAT, "Jets have struck the town since Aug. 1.", "Aug. 1", "2016-08-01", "2016-08-01", ".."},
        {SAT, "The truce holds until Sept. 5.", "Sept. 5", "2016-09-05", "..", "2016-09-05"},
        {SAT, "Rebels took the hill on Tuesday.", "Tuesday", "2016-08-16", "2016-08-16", "2016-08-16"},
        {SAT, "Rebels took the hill on Saturday.", "Saturday", "2016-08-20", NULL, NULL},
        {SAT, "They left on 2 August. It took the hill on the 7th; then it waited.", "the 7th", "2016-08-07", "2016-08-07", "2016-08-07"},
        {SAT, "Rebels took the hill on the 25th.", "the 25th", "2016-07-25", "2016-07-25", "2016-07-25"},
        {SAT, "Drones struck on Tuesday the 9th, he said.", "Tuesday the 9th", "2016-08-09", "2016-08-09", "2016-08-09"},
        {SAT, "Envoys will meet on Tuesday.", "Tuesday", "2016-08-23", NULL, NULL},
        {SAT, "The hill was lost yesterday.", "yesterday", "2016-08-19", NULL, NULL},
        {SAT, "The bridge was hit last week.", "last week", "2016-W32", "2016-08-08", "2016-08-14"},
        {SAT, "The bridge was hit last month.", "last month", "2016-07", "2016-07", "2016-07"},
        {SAT, "The post fell two days ago.", "two days ago", "2016-08-18", NULL, NULL},
        {SAT, "The valley was green 80,000 years ago.", "80,000 years ago", "XXXX", "", ""}, /* beyond four digits: no date, not a wrong one */
        {SAT, "The valley was green 4,000 years ago.", "4,000 years ago", "BC1984", NULL, NULL},
        {SAT, "On 3 July 2014 they left; two days later they came back.", "two days later", "2014-07-05", NULL, NULL},
        {SAT, "On 3 July 2014 they left, and the same day others came.", "the same day", "2014-07-03", NULL, NULL},
        {SAT, "Mortars fell from May 3 to May 7.", "May 3", "2016-05-03", "2016-05-03", "2016-05-07"},
        {SAT, "Mortars fell between March and June 2015.", "June 2015", "2015-06", "2015-03", "2015-06"},
        {SAT, "Mortars fell on May 12-14.", "May 12", "2016-05-12", "2016-05-12", "2016-05-14"},
        {SAT, "Mortars fell on 12-14 May 2015.", "12", "2015-05-12", "2015-05-12", "2015-05-14"},
        {SAT, "It was a war of the 1990s.", "the 1990s", "199", "1990", "1999"},
        {SAT, "It was built in the 19th century.", "the 19th century", "18", "1800", "1899"},
        {SAT, "The siege began in the spring of 2014.", "the spring of 2014", "2014-SP", "2014-21", "2014-21"},
        {SAT, "The third quarter of 2015 was quiet.", "The third quarter of 2015", "2015-Q3", "2015-07", "2015-09"},
        {SAT, "They held out for three weeks.", "three weeks", "P3W", "", ""},
        {SAT, "They marched for half an hour.", "half an hour", "PT30M", "", ""},
        {SAT, "Convoys pass every Friday.", "every Friday", "XXXX-WXX-5", "", ""},
        {SAT, "Shells fall daily.", "daily", "P1D", "", ""},
        {SAT, "The raid began at 5 a.m. on Tuesday.", "5 a.m. on Tuesday", "2016-08-16T05:00", "2016-08-16", "2016-08-16"},
        {SAT, "The raid began on Friday night.", "Friday night", "2016-08-19TNI", "2016-08-19", NULL},
        {SAT, "They fled on Christmas Eve.", "Christmas Eve", "2015-12-24", NULL, NULL},
        {SAT, "Rome fought in 218 BC.", "218 BC", "BC0218", "-0217", "-0217"},
        {SAT, "The fort dates from 1437 AH.", "1437 AH", "1437", "", ""},
        {SAT, "Nine were killed by Wednesday's strike.", "Wednesday", "2016-08-17", "2016-08-17", "2016-08-17"},
        {SAT, "The post must be handed over by Wednesday.", "Wednesday", "2016-08-24", "..", "2016-08-24"},
        {SAT, "Both sides had left the post by Wednesday.", "Wednesday", "2016-08-17", "..", "2016-08-17"},
        {SAT, "Until Thursday they had not met.", "Thursday", "2016-08-18", NULL, NULL},
        {SAT, "The truce had been due to begin on Monday.", "Monday", "2016-08-15", NULL, NULL},
        {SAT, "The truce is due to begin on Monday.", "Monday", "2016-08-22", NULL, NULL},
        {SAT, "The governor dropped his plans on Monday.", "Monday", "2016-08-15", NULL, NULL},
        {SAT, "The governor plans to visit the town on Monday.", "Monday", "2016-08-22", NULL, NULL},
        {SAT, "He said the convoy would leave on Monday.", "Monday", "2016-08-22", NULL, NULL},
        {SAT, "They will leave by Aug. 19.", "Aug. 19", "2016-08-19", "..", "2016-08-19"},
        {SAT, "They will leave in January.", "January", "2017-01", NULL, NULL},
        {SAT, "Founded in May 2015, the party will meet on Sept. 3.", "Sept. 3", "2016-09-03", NULL, NULL},
        {SAT, "In December the council fled.", "December", "2015-12", NULL, NULL},
        {SAT, "The March accession was hailed.", "March", "2016-03", NULL, NULL},
        {SAT, "He was shot last fall in his house.", "last fall", "2015-FA", NULL, NULL},
        {SAT, "Rockets fell at 4 in the morning on Friday.", "4 in the morning on Friday", "2016-08-19T04:00", NULL, NULL},
        {SAT, "It will leave at 9 a.m. EDT Monday.", "9 a.m. EDT Monday", "2016-08-22T09:00", NULL, NULL},
        {SAT, "Losses were high for the year.", "the year", "2016", "2016", "2016"},
        {SAT, "It spent less in the year ended March 31.", "the year", "P1Y", "", ""},
        {SAT, "They left on 2 August and took the hill on the 7th.", "the 7th", "2016-08-07", "2016-08-07", "2016-08-07"},
        {SAT, "The post fell on the 7th.", "the 7th", "2016-08-07", NULL, NULL},
        {SAT, "The post fell on the 25th.", "the 25th", "2016-07-25", NULL, NULL},
        {SAT, "They will leave on the 25th.", "the 25th", "2016-08-25", NULL, NULL},
        {SAT, "The post fell on Tuesday the 2nd.", "Tuesday the 2nd", "2016-08-02", NULL, NULL},
        {SAT, "One week ago, on Friday the 12th, the post fell.", "One week ago", "2016-W32", "2016-08-12", "2016-08-12"},
        {SAT, "They crossed before dawn on Friday.", "dawn on Friday", "2016-08-19TMO", "2016-08-19", "2016-08-19"},
        {SAT, "They left after midnight on Tuesday.", "midnight on Tuesday", "2016-08-16T00:00", "2016-08-16", "2016-08-16"},
        {SAT, "They had left before Friday.", "Friday", "2016-08-19", "..", "2016-08-19"}, /* a bound, where no hour is told */
        {NULL, "He fell in a revolt in 2011.\n\nThe siege began on May 12.", "May 12", "XXXX-05-12", "XXXX-05-12", "XXXX-05-12"},
        {NULL, "The siege began in 2011. It ended on May 12.", "May 12", "2011-05-12", "2011-05-12", "2011-05-12"},
        {SAT, "They fought over the past two weeks.", "the past two weeks", "P2W", "2016-08-06", "2016-08-20"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        check_row(&rows[i]);
}

static void test_negatives(void)
{
    static const char *const NONE[] = {"About 2000 soldiers marched.", "They may march again.", "A second column left.", "The spring in the clock broke.",
                                       "Route 5 was cut.", "He will fall ill.", "The sun rose.", "Section 1, 12 and 14 apply.", "They rely on the 7th brigade.", "Seen from the 7th floor.",
                                       "They led the March on the capital.", "He was man of the Year.", "Mines are a danger to future harvests.", ""};
    for (size_t i = 0; i < sizeof NONE / sizeof NONE[0]; i++) {
        base_arena arena;
        text_doc doc;
        timex_list list;
        arena_init(&arena, NULL);
        CHECK(text_split(&arena, NONE[i], strlen(NONE[i]), &doc) == SITREP_OK);
        CHECK(timex_read(&arena, &doc, "2016-08-20", &list) == SITREP_OK);
        if (list.n != 0)
            check_fail(__FILE__, __LINE__, NONE[i]);
        CHECK(timex_at(&list, (base_span){0, 5}) == NULL);
        arena_clear(&arena);
    }
}

static void test_calendar(void)
{
    int32_t y, w;
    CHECK_EQ_INT(calendar_days(1970, 1, 1), 0);
    CHECK_EQ_INT(calendar_days(2000, 3, 1), 11017);
    for (int64_t d = -800000; d < 800000; d += 997) {
        calendar_date c = calendar_civil(d);
        CHECK_EQ_INT(calendar_days(c.y, c.m, c.d), d);
    }
    calendar_iso_week(calendar_days(2016, 1, 1), &y, &w);
    CHECK_EQ_INT(y, 2015);
    CHECK_EQ_INT(w, 53);
    calendar_date e = calendar_easter(2016);
    CHECK_EQ_INT(e.m * 100 + e.d, 327);
    CHECK_EQ_INT(calendar_weekday(calendar_days(2016, 8, 20)), 5);
    CHECK(!calendar_read("2016-02-30", &e));
    CHECK(!calendar_read("2016", &e));
    CHECK(calendar_read("2016-02-29T10:00:00Z", &e));
}

static void test_rec(void)
{
    rec_time r;
    timex_to_rec(NULL, &r);
    CHECK(r.start == NULL && r.end == NULL);
    CHECK_EQ_STR(r.precision, "none");
    CHECK_EQ_STR(r.basis, "none");
}

int main(void)
{
    RUN(test_values);
    RUN(test_negatives);
    RUN(test_calendar);
    RUN(test_rec);
    return check_done();
}
