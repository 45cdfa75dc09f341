/* pair.c: see pair.h. score = logistic(bias + sum of weights times agreements); the weights are in fuse_tune.h. */
#include "fuse/pair.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "fuse/days.h"
#include "fuse/fuse_tune.h"

/* ---- place --------------------------------------------------------------------------------------------------------------- */

double pair_distance_km(double lat_a, double lon_a, double lat_b, double lon_b)
{
    const double rad = 0.017453292519943295, earth_km = 6371.0088;
    double dlat = (lat_b - lat_a) * rad, dlon = (lon_b - lon_a) * rad;
    double s = sin(dlat / 2) * sin(dlat / 2) + cos(lat_a * rad) * cos(lat_b * rad) * sin(dlon / 2) * sin(dlon / 2);
    return 2 * earth_km * asin(sqrt(s < 1 ? s : 1));
}

bool pair_is_telling(const char *word, size_t n)
{
    static const char *const common = " market street station railway hospital school junction road camp village town city district "
                                      "university airport bridge hotel square centre center base building region province north south "
                                      "east west near northern southern eastern western ";
    char padded[64];
    if (n < 4 || n > sizeof padded - 3) return false;
    padded[0] = ' ';
    memcpy(padded + 1, word, n);
    padded[n + 1] = ' ';
    padded[n + 2] = '\0';
    return strstr(common, padded) == NULL;
}

/* Does the text hold the word, whole? */
static bool has_word(const char *text, const char *word, size_t n)
{
    for (const char *p = text; *p != '\0';) {
        size_t m = strcspn(p, " -");
        if (m == n && memcmp(p, word, n) == 0) return true;
        p += m + (p[m] != '\0');
    }
    return false;
}

/* Do two folded names share a word of four letters or more that is no mere word for a kind of place, nor their town's name? */
static bool names_share(const char *a, const char *b, const char *town)
{
    for (const char *p = a; *p != '\0';) {
        size_t n = strcspn(p, " -");
        if (pair_is_telling(p, n) && !has_word(town, p, n) && has_word(b, p, n)) return true;
        p += n + (p[n] != '\0');
    }
    return false;
}

/* Are all words of a said in b: "station" in "railway station of Sarin"? The town's own name is passed over. */
static bool names_nest(const char *a, const char *b, const char *town)
{
    bool any = false;
    for (const char *p = a; *p != '\0';) {
        size_t n = strcspn(p, " -");
        bool small = n < 3 || (n == 3 && memcmp(p, "the", 3) == 0);
        if (!small && !has_word(town, p, n)) {
            if (!has_word(b, p, n)) return false;
            any = true;
        }
        p += n + (p[n] != '\0');
    }
    return any;
}

static bool is_site(const unit_place *p) { return strcmp(p->precision, "site") == 0; }
static bool is_wide(const unit_place *p)
{
    return strcmp(p->precision, "province") == 0 || strcmp(p->precision, "country") == 0;
}

static bool one_country(const unit_place *p, const unit_place *q)
{
    return p->country == NULL || q->country == NULL || strcmp(p->country, q->country) == 0;
}

/* Agreement of b's place with an ancestor of a's: 0 when it is none. */
static double within(const fuse_unit *a, const fuse_unit *b)
{
    for (uint32_t i = 1; i < a->n_chain; i++)
        if (strcmp(a->chain[i].key, b->chain[0].key) == 0) {
            if (strcmp(a->chain[i].precision, "country") == 0) return 0.1;
            return is_wide(&a->chain[i]) ? 0.3 : i == 1 ? 0.8 : 0.6;
        }
    return 0;
}

/* In [-1, 1]; -1: two different places. */
static double place_agreement(const fuse_unit *a, const fuse_unit *b)
{
    if (a->n_chain == 0 || b->n_chain == 0) return 0;
    const unit_place *p = &a->chain[0], *q = &b->chain[0];
    if (strcmp(p->key, q->key) == 0) return is_wide(p) ? 0.5 : 1;
    double w = within(a, b), v = within(b, a);
    if (w > 0 || v > 0) return w > v ? w : v;
    bool sites = is_site(p) && is_site(q), parts = !p->located && !q->located && a->n_chain > 1 && !is_wide(&a->chain[1]);
    bool siblings = (sites || parts) && a->n_chain > 1 && b->n_chain > 1 && strcmp(a->chain[1].key, b->chain[1].key) == 0;
    const char *town = siblings ? a->chain[1].name : "";
    if (!is_wide(p) && !is_wide(q) && (strcmp(p->name, q->name) == 0 || names_share(p->name, q->name, town))) {
        bool guessed = (!p->sure || !q->sure) && strcmp(p->name, q->name) == 0 && one_country(p, q);
        bool apart = !guessed && p->located && q->located && pair_distance_km(p->lat_deg, p->lon_deg, q->lat_deg, q->lon_deg) > PLACE_FAR_KM;
        if (!apart) return is_site(p) && is_site(q) ? 0.9 : 0.85;
    }
    if (siblings && (names_nest(p->name, q->name, town) || names_nest(q->name, p->name, town))) return 0.85;
    if (siblings && (!p->named || !q->named)) return PLACE_UNNAMED_PART; /* "the west of the city" says no other name */
    if (siblings) return 0.1; /* two sites or parts of one town: another place, or another word for it */
    if (p->located && q->located && !is_wide(p) && !is_wide(q)) {
        double km = pair_distance_km(p->lat_deg, p->lon_deg, q->lat_deg, q->lon_deg);
        if (km <= PLACE_SAME_KM) return 0.9;
        if (km <= PLACE_NEAR_KM) return is_site(p) || is_site(q) ? 0.6 : 0.1;
        if (km <= PLACE_FAR_KM) return -0.2;
        return -1;
    }
    if (is_wide(p) || is_wide(q)) return 0;
    return -0.5;
}

/* ---- time ----------------------------------------------------------------------------------------------------------------- */

static int gap_days(const fuse_unit *a, const fuse_unit *b)
{
    if (a->first == DAY_UNKNOWN || b->first == DAY_UNKNOWN) return 0;
    if (a->first > b->last) return a->first - b->last;
    if (b->first > a->last) return b->first - a->last;
    return 0;
}

static bool shares_winner(const fuse_unit *a, const fuse_unit *b)
{
    return unit_sides_meet(&a->winners, &b->winners) || unit_sides_meet(&a->losers, &b->losers);
}

static bool is_state(const char *key) { return strncmp(key, "state:", 6) == 0; }

/* Do the two tell of a place that goes to opposite sides? */
static bool opposite(const fuse_unit *a, const fuse_unit *b)
{
    if (!a->kind.takeover || !b->kind.takeover || a->manner == UNIT_DENIED || b->manner == UNIT_DENIED) return false;
    if (unit_sides_meet(&a->winners, &b->losers) || unit_sides_meet(&b->winners, &a->losers)) return true;
    if (shares_winner(a, b) || a->winners.n == 0 || b->winners.n == 0) return false;
    bool state_a = false, state_b = false; /* a state's forces and an armed group never take one place together unsaid */
    for (uint32_t i = 0; i < a->winners.n; i++) state_a = state_a || is_state(a->winners.v[i]);
    for (uint32_t i = 0; i < b->winners.n; i++) state_b = state_b || is_state(b->winners.v[i]);
    return state_a || state_b;
}

/* Did the place change hands between the two captures, to another than their winner? */
static bool lost_between(const fuse_unit *a, const fuse_unit *b, const takeover_list *t)
{
    if (a->n_chain == 0) return false;
    int32_t from = a->first < b->first ? a->first : b->first, to = a->last > b->last ? a->last : b->last;
    uint32_t low = 0, high = t->n;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (strcmp(t->v[mid]->chain[0].key, a->chain[0].key) < 0) low = mid + 1;
        else high = mid;
    }
    for (; low < t->n && strcmp(t->v[low]->chain[0].key, a->chain[0].key) == 0; low++) {
        const fuse_unit *u = t->v[low];
        if (u != a && u != b && u->dated && u->first >= from && u->last <= to && (opposite(u, a) || opposite(u, b))) return true;
    }
    return false;
}

/* In [-1, 1]; -1: they exclude each other. */
static double time_agreement(const fuse_unit *a, const fuse_unit *b, const takeover_list *t, int *gap)
{
    *gap = gap_days(a, b);
    if (*gap == 0) {
        if (a->exact && b->exact) return 1;
        if (!a->dated && !b->dated) return 0.5;
        if (!a->dated || !b->dated) { /* told without a day: of the day before the report rather than of three days before */
            const fuse_unit *said = a->dated ? a : b, *unsaid_day = a->dated ? b : a;
            int32_t old = unsaid_day->last - said->last;
            return old <= 1 ? 0.6 : old == 2 ? 0.4 : 0.2;
        }
        int32_t wide = a->last - a->first > b->last - b->first ? a->last - a->first : b->last - b->first;
        return a->kind.lasting && b->kind.lasting ? 0.8 : wide <= 7 ? 0.7 : wide <= 31 ? 0.4 : 0.1;
    }
    bool unsaid = a->winners.n + a->losers.n == 0 || b->winners.n + b->losers.n == 0; /* "the village was declared free" */
    bool takeover = a->kind.takeover && b->kind.takeover && (unsaid || shares_winner(a, b)) && !opposite(a, b);
    bool held = a->manner == UNIT_HELD || b->manner == UNIT_HELD;
    if (takeover && held) { /* still held: an echo of the last capture before it, however long ago */
        const fuse_unit *later = a->manner == UNIT_HELD ? a : b, *earlier = later == a ? b : a;
        if (later->last < earlier->first || *gap > TIME_BLOCK_DAYS * 2) return -1;
        return lost_between(a, b, t) ? -1 : 0.8;
    }
    if (takeover && *gap <= TIME_TAKEOVER_GAP_DAYS) return lost_between(a, b, t) ? -1 : 0.75 - 0.03 * *gap;
    if (!a->dated || !b->dated) return *gap <= 2 ? 0.2 : -1;
    if (a->manner == UNIT_PLANNED || b->manner == UNIT_PLANNED) return *gap <= 2 ? 0.4 : -1;
    if (*gap == 1) return a->exact && b->exact ? 0.15 : 0.35;
    return *gap == 2 && !(a->exact && b->exact) ? 0.0 : -1;
}

/* ---- the whole --------------------------------------------------------------------------------------------------------------- */

/* "gunmen", "a high-precision weapon": words that name nobody exclude nobody. */
static bool is_known(const unit_sides *s)
{
    for (uint32_t i = 0; i < s->n; i++)
        if (strncmp(s->v[i], "name:", 5) != 0) return true;
    return false;
}

static double sides_agreement(const unit_sides *a, const unit_sides *b)
{
    if (unit_sides_meet(a, b)) return 1;
    return is_known(a) && is_known(b) ? -0.5 : 0;
}

static double figures_agreement(const fuse_unit *a, const fuse_unit *b)
{
    double best = 0;
    bool off = false;
    for (int i = 0; i < 4; i++) {
        int64_t x = a->counts[i], y = b->counts[i];
        if (x == CLAIM_OPEN || y == CLAIM_OPEN) continue;
        if (x == y && x > 0) best = x >= 3 ? 1 : 0.5;
        else if (x > 4 * y + 4 || y > 4 * x + 4) off = true;
    }
    return best > 0 ? best : off ? -1 : 0;
}

/* News names the place and day once and goes on about them: how near two tellings stand that do not both say them. */
static double nearness(const fuse_unit *a, const fuse_unit *b, double kind, double place)
{
    if (a->report != b->report || kind < NEAR_MIN_KIND) return 0;
    bool no_place = a->n_chain == 0 || b->n_chain == 0 || is_wide(&a->chain[0]) || is_wide(&b->chain[0]);
    if (!(no_place || !a->dated || !b->dated) || (!no_place && place < 0.75)) return 0;
    if (a->sentence.b == b->sentence.b && a->sentence.e > 0) return NEAR_SENTENCE;
    if (a->paragraph == b->paragraph) return NEAR_PARAGRAPH;
    if ((a->paragraph == 0 && b->leads) || (b->paragraph == 0 && a->leads)) return NEAR_HEADLINE;
    const fuse_unit *first = a->paragraph < b->paragraph ? a : b, *next = first == a ? b : a;
    bool goes_on = next->paragraph == first->paragraph + 1 && first->paragraph > 0 && !next->dated && !next->placed && place >= 0.75;
    return goes_on ? NEAR_NEXT : 0;
}

bool pair_is_rare(const fuse_unit *u)
{
    return u->kind.family == FAMILY_TRUCE || strcmp(u->kind.name, "release") == 0 || strcmp(u->kind.name, "coup") == 0;
}

pair_view pair_compare(const fuse_unit *a, const fuse_unit *b, const takeover_list *takeovers)
{
    pair_view v = {0};
    v.kind = kind_agreement(&a->kind, &b->kind);
    v.place = place_agreement(a, b);
    v.time = time_agreement(a, b, takeovers, &v.gap_days);
    v.agents = sides_agreement(&a->agents, &b->agents);
    v.patients = sides_agreement(&a->patients, &b->patients);
    v.figures = figures_agreement(a, b);
    if (pair_is_rare(a) && pair_is_rare(b) && a->exact && b->exact && v.gap_days == 0 && v.place > 0 && v.place < PLACE_RARE_KIND) v.place = PLACE_RARE_KIND;
    v.never = v.kind <= 0 || v.place <= -0.5 || v.time < 0 || opposite(a, b);
    if (v.never) return v;
    double z = PAIR_BIAS + PAIR_KIND * v.kind + PAIR_PLACE * v.place + PAIR_TIME * v.time + PAIR_AGENTS * v.agents +
               PAIR_PATIENTS * v.patients + (v.figures >= 0 ? PAIR_FIGURE * v.figures : -PAIR_FIGURE_OFF * v.figures);
    z += PAIR_NEAR * nearness(a, b, v.kind, v.place);
    if (a->report == b->report && (a->control < 0) == (b->control < 0)) z += PAIR_SAME_REPORT;
    v.score = 1 / (1 + exp(-z));
    return v;
}

static int by_place_and_day(const void *x, const void *y)
{
    const fuse_unit *a = *(const fuse_unit *const *)x, *b = *(const fuse_unit *const *)y;
    int c = strcmp(a->chain[0].key, b->chain[0].key);
    if (c != 0) return c;
    if (a->first != b->first) return a->first < b->first ? -1 : 1;
    return strcmp(a->key, b->key);
}

sitrep_status takeovers_make(base_arena *arena, const unit_list *units, takeover_list *list)
{
    list->n = 0;
    list->v = arena_array(arena, units->n, sizeof *list->v);
    if (list->v == NULL) return SITREP_E_NOMEM;
    for (uint32_t i = 0; i < units->n; i++) {
        const fuse_unit *u = &units->v[i];
        if (u->kind.takeover && u->role == UNIT_CORE && u->n_chain > 0 && !u->withdrawn) list->v[list->n++] = u;
    }
    qsort(list->v, list->n, sizeof *list->v, by_place_and_day);
    return SITREP_OK;
}

void pair_explain(const pair_view *v, const fuse_unit *a, const fuse_unit *b, base_buf *out)
{
    static const char *const counted[] = {"killed", "wounded", "captured", "freed"};
    buf_puts(out, v->place >= 0.95   ? "same place"
                  : v->place >= 0.75 ? "one place lies in the other or bears its name"
                  : v->place > 0.3   ? "places near each other"
                                     : "place open");
    if (a->exact && b->exact && v->gap_days == 0) buf_puts(out, ", same day");
    else if (v->gap_days > 0) buf_printf(out, ", %d day%s apart", v->gap_days, v->gap_days == 1 ? "" : "s");
    else buf_puts(out, ", times that agree");
    buf_puts(out, ", ");
    buf_puts(out, a->kind.name);
    if (strcmp(a->kind.name, b->kind.name) != 0) {
        buf_puts(out, " as ");
        buf_puts(out, b->kind.name);
    }
    if (v->agents > 0) buf_puts(out, ", same side doing it");
    if (v->agents < 0) buf_puts(out, ", another side named as doing it");
    if (v->patients > 0) buf_puts(out, ", same side suffering it");
    for (int i = 0; i < 4; i++)
        if (v->figures > 0 && a->counts[i] != CLAIM_OPEN && a->counts[i] == b->counts[i] && a->counts[i] > 0)
            buf_printf(out, ", same number %s", counted[i]);
    if (b->manner == UNIT_DENIED || a->manner == UNIT_DENIED) buf_puts(out, ", one denies it");
    if (b->manner == UNIT_PLANNED || a->manner == UNIT_PLANNED) buf_puts(out, ", one announces it");
    if (b->manner == UNIT_HISTORY || a->manner == UNIT_HISTORY) buf_puts(out, ", one looks back on it");
    if (b->manner == UNIT_HELD || a->manner == UNIT_HELD) buf_puts(out, ", one says that it is still held");
}
