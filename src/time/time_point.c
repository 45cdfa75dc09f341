/* time_point.c: days, and moving a point. See time_point.h; time_value.c writes it down. */
#include "time/time_point.h"

enum { LAST_YEAR = 9999 }; /* of four digits, as TIMEX3 and EDTF write them */

time_point point_of_day(int64_t days)
{
    calendar_date c = calendar_civil(days);
    time_point p = {c.y, c.m, c.d, UNIT_DAY};
    return p;
}

bool point_day(const time_point *p, int64_t *days)
{
    if (p->y == TIME_NO_YEAR || p->m == 0 || p->d == 0 || (p->gran != UNIT_DAY && p->gran != UNIT_WEEK))
        return false;
    *days = calendar_days(p->y, p->m, p->d);
    return true;
}

/* Moves a month or a quarter by n of its kind, over the years' ends. A year or a season has no month to move: it is untold then. */
static void move_within_years(time_point *q, const time_point *p, int32_t n)
{
    int32_t per = q->gran == UNIT_QUARTER ? 4 : 12, m = p->m;
    q->d = 0;
    if (p->m == 0 || p->gran == UNIT_YEAR || p->gran == UNIT_PERIOD || (p->gran == UNIT_QUARTER && q->gran == UNIT_MONTH)) {
        q->m = 0;
        return;
    }
    if (q->gran == UNIT_QUARTER && p->gran != UNIT_QUARTER)
        m = (p->m + 2) / 3;
    int32_t k = m - 1 + n, years = k >= 0 ? k / per : -((per - 1 - k) / per);
    if (q->y != TIME_NO_YEAR)
        q->y += years;
    q->m = k - years * per + 1;
}

/* Moves to another year, or to the first year of another decade or century. */
static void move_years(time_point *q, int32_t per, int32_t n)
{
    if (q->y != TIME_NO_YEAR)
        q->y = (q->y / per + n) * per;
    q->m = q->d = 0;
}

time_point point_move(const time_point *p, uint8_t unit, int32_t n)
{
    time_point q = *p;
    int64_t day;
    q.gran = unit;
    switch (unit) {
    case UNIT_YEAR:
        move_years(&q, 1, n);
        break;
    case UNIT_DECADE:
        move_years(&q, 10, n);
        break;
    case UNIT_CENTURY:
        move_years(&q, 100, n);
        break;
    case UNIT_QUARTER:
    case UNIT_MONTH:
        move_within_years(&q, p, n);
        break;
    case UNIT_WEEK:
    case UNIT_WEEKEND:
        if (point_day(p, &day)) {
            q = point_of_day(day + 7 * (int64_t)n);
            q.gran = unit;
        } else {
            q.m = q.d = 0;
        }
        break;
    default: /* days and smaller */
        if (point_day(p, &day)) {
            q = point_of_day(day + n);
        } else {
            q.gran = UNIT_DAY;
            q.d = 0;
            if (p->gran != UNIT_MONTH)
                q.m = 0;
        }
        break;
    }
    if (q.y != TIME_NO_YEAR && (q.y < -LAST_YEAR || q.y > LAST_YEAR)) { /* "100,000 years ago": no calendar says when; steps of steps stay in range */
        q.y = TIME_NO_YEAR;
        q.m = q.d = 0;
    }
    return q;
}
