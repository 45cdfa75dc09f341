/* place_rank.c: which of the places of a name is meant.
 *
 * A linear model over place_feature scores each candidate c of a name, p(c) = exp(w.f(c)) / sum exp(w.f). Some features
 * look at what the document's other names were taken for, so the whole is done in rounds: the first without the others,
 * the next ones with the choices of the round before. All occurrences of one name share their evidence: a name has one
 * sense a document unless a comma says otherwise (Gale, Church and Yarowsky 1992). */
#include <math.h>
#include <string.h>

#include "place/place_signs.h"
#include "place/place_weights.h"
#include "place/place_words.h"
#include "place/toponym.h"

_Static_assert(sizeof place_weights / sizeof place_weights[0] == PF_N, "one weight a feature");

/* A name that tells of the others: what it was taken for in the last round. */
typedef struct witness {
    place_entry e;
    uint32_t group, place;
    float weight; /* probabilities of all its occurrences */
} witness;

typedef struct context {
    const place_gazetteer *g;
    const text_doc *doc;
    place_toponyms *list;
    witness w[PLACE_MAX_WITNESSES];
    uint32_t n_witnesses;
    uint32_t *said;   /* [list->n] how often the name stands in the document */
    int32_t *located; /* [list->n] by group: an occurrence that a comma locates, or -1 */
    int32_t *decided; /* [list->n] by group: an occurrence that this round has decided by the name alone, or -1 */
    place_entry home;
    bool has_home, has_home_town;
} context;

static bool is_word_byte(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c >= 0x80;
}

base_span place_word_after(const text_doc *doc, uint32_t byte)
{
    uint32_t b = byte;
    while (b < doc->n_bytes && (doc->text[b] == ' ' || doc->text[b] == '\n')) {
        b++;
    }
    uint32_t e = b;
    while (e < doc->n_bytes && is_word_byte((unsigned char)doc->text[e])) {
        e++;
    }
    return (base_span){b, e};
}

base_span place_word_before(const text_doc *doc, uint32_t byte)
{
    uint32_t e = byte;
    while (e > 0 && (doc->text[e - 1] == ' ' || doc->text[e - 1] == '\n')) {
        e--;
    }
    uint32_t b = e;
    while (b > 0 && is_word_byte((unsigned char)doc->text[b - 1])) {
        b--;
    }
    return (base_span){b, e};
}

bool place_word_in(const text_doc *doc, base_span word, const char *list)
{
    uint32_t n = word.e - word.b;
    for (const char *p = list; n > 0 && *p != 0;) {
        uint32_t k = 0;
        while (p[k] != 0 && p[k] != ' ') {
            k++;
        }
        if (k == n) {
            uint32_t i = 0;
            while (i < n && (doc->text[word.b + i] | 0x20) == (p[i] | 0x20)) {
                i++;
            }
            if (i == n) {
                return true;
            }
        }
        p += k + (p[k] == ' ' ? 1u : 0u);
    }
    return false;
}

bool place_token_in(const text_doc *doc, uint32_t t, const char *list) { return place_word_in(doc, doc->tokens[t].span, list); }

/* The class that the words around a name give it: "Aleppo province", "the city of Homs". -1: none. */
static int class_by_words(const text_doc *doc, base_span span)
{
    base_span after = place_word_after(doc, span.e), before = place_word_before(doc, span.b);
    if (place_word_in(doc, before, "of")) {
        before = place_word_before(doc, before.b);
    } else {
        before = (base_span){0, 0};
    }
    if (place_word_in(doc, after, PLACE_PROVINCE_WORDS) || place_word_in(doc, before, PLACE_PROVINCE_WORDS)) {
        return PLACE_IS_PROVINCE;
    }
    if (place_word_in(doc, after, PLACE_TOWN_WORDS) || place_word_in(doc, before, PLACE_TOWN_WORDS)) {
        return PLACE_IS_TOWN;
    }
    if (place_word_in(doc, after, PLACE_DISTRICT_WORDS) || place_word_in(doc, before, PLACE_DISTRICT_WORDS)) {
        return PLACE_IS_DISTRICT;
    }
    return -1;
}

static bool same_class(int word, uint8_t cls)
{
    /* "region" and "county" are said of first- and second-order divisions alike */
    return word == cls || (word == PLACE_IS_PROVINCE && (cls == PLACE_IS_DISTRICT || cls == PLACE_IS_REGION)) ||
           (word == PLACE_IS_DISTRICT && cls == PLACE_IS_TOWN);
}

/* Does entry lie in (or equal) the division or country that `container` may mean? */
static bool lies_in(const place_gazetteer *g, const text_doc *doc, const place_entry *e, uint32_t place,
                    const place_toponym *container)
{
    bool province = class_by_words(doc, container->span) ==
                    PLACE_IS_PROVINCE; /* "Kharkov region": its capital's name stands for it */
    for (uint32_t i = 0; i < container->n_hits; i++) {
        uint32_t c = container->hits[i].place;
        if (c != place && (c == e->country_place || c == e->admin1_place || c == e->up)) {
            return true;
        }
        place_entry k;
        place_get_entry(g, c, &k);
        if (c != place && province && k.cls == PLACE_IS_TOWN && k.admin1_index == e->admin1_index &&
            k.admin1_index != 0xFFFF) {
            return true;
        }
        if (c != place && k.cls == PLACE_IS_TOWN && k.country == e->country &&
            place_distance_km(k.lat_deg, k.lon_deg, e->lat_deg, e->lon_deg) < 40) {
            return true; /* "Pandi, Bulacan": a part and its town */
        }
    }
    return false;
}

static void gather_context(context *c)
{
    place_toponyms *list = c->list;
    c->n_witnesses = 0;
    for (uint32_t i = 0; i < list->n; i++) {
        const place_toponym *t = &list->v[i];
        c->decided[i] = -1;
        if (t->chosen < 0 || t->aside) {
            continue;
        }
        uint32_t place = t->hits[t->chosen].place, k = 0;
        while (k < c->n_witnesses && (c->w[k].group != t->group || c->w[k].place != place)) {
            k++;
        }
        if (k == PLACE_MAX_WITNESSES) {
            continue;
        }
        if (k == c->n_witnesses) {
            c->n_witnesses++;
            c->w[k] = (witness){.group = t->group, .place = place};
            place_get_entry(c->g, place, &c->w[k].e);
        }
        c->w[k].weight += t->score;
    }
}

/* How large it is, also beside the other candidates. */
static void fill_population(const context *c, const place_toponym *t, const place_entry *e, float f[PF_N])
{
    double sum = 0;
    uint32_t largest = 0;
    for (uint32_t i = 0; i < t->n_hits; i++) {
        place_entry o;
        place_get_entry(c->g, t->hits[i].place, &o);
        sum += o.population;
        largest = o.population > largest ? o.population : largest;
    }
    f[PF_POPULATION] = (float)(log10(1.0 + e->population) / 8);
    f[PF_SHARE] = sum > 0 ? (float)(e->population / sum) : 0;
    f[PF_LARGEST] = e->population == largest;
    f[PF_ONLY] = t->n_hits == 1;
}

static void fill_class(const place_entry *e, float f[PF_N])
{
    f[PF_COUNTRY] = e->cls == PLACE_IS_COUNTRY;
    f[PF_PROVINCE] = e->cls == PLACE_IS_PROVINCE;
    f[PF_DISTRICT] = e->cls == PLACE_IS_DISTRICT;
    f[PF_TOWN] = e->cls == PLACE_IS_TOWN;
    f[PF_REGION] = e->cls == PLACE_IS_REGION || e->cls == PLACE_IS_WATER;
    f[PF_SITE] = e->cls == PLACE_IS_SITE;
    f[PF_CAPITAL] = strcmp(e->feature, "PPLC") == 0;
    f[PF_SEAT] = strcmp(e->feature, "PPLA") == 0;
    f[PF_SEAT_LOW] = strncmp(e->feature, "PPLA", 4) == 0 && e->feature[4] != 0;
}

/* What the words beside the name say: its class, and behind a comma where it lies, here or elsewhere in the document. */
static void fill_words(const context *c, const place_toponym *t, const place_entry *e, uint32_t place, float f[PF_N])
{
    const place_toponym *names = c->list->v;
    int word = class_by_words(c->doc, t->span);
    if (word >= 0) {
        f[PF_WORD_FITS] = same_class(word, e->cls);
        f[PF_WORD_AGAINST] = !same_class(word, e->cls);
    }
    int32_t elsewhere = c->located[t->group];
    if (t->container >= 0) {
        bool in = lies_in(c->g, c->doc, e, place, &names[t->container]);
        f[PF_COMMA] = in;
        f[PF_COMMA_AGAINST] = !in;
    } else if (elsewhere >= 0) {
        f[PF_COMMA_ELSEWHERE] = lies_in(c->g, c->doc, e, place, &names[names[elsewhere].container]);
    }
}

/* What the document's other names say: their country, their division, how near they lie. */
static void fill_witnesses(const context *c, uint32_t group, const place_entry *e, uint32_t place, float f[PF_N])
{
    double nearest = 1e9, near = 0;
    float country = 0, admin1 = 0, n = 0;
    for (uint32_t i = 0; i < c->n_witnesses; i++) {
        const place_entry *x = &c->w[i].e;
        uint32_t other = c->w[i].place;
        float weight = c->w[i].weight;
        if (c->w[i].group == group) {
            continue;
        }
        country += x->country == e->country && e->country != 0xFF ? weight : 0;
        admin1 += x->admin1_index == e->admin1_index && e->admin1_index != 0xFFFF ? weight : 0;
        n += weight;
        f[PF_COUNTRY_NAMED] = f[PF_COUNTRY_NAMED] > 0 || (other == e->country_place && other != place);
        f[PF_ADMIN1_NAMED] = f[PF_ADMIN1_NAMED] > 0 || (other == e->admin1_place && other != place);
        if (x->cls == PLACE_IS_TOWN || x->cls == PLACE_IS_DISTRICT || x->cls == PLACE_IS_SITE) {
            double d = place_distance_km(e->lat_deg, e->lon_deg, x->lat_deg, x->lon_deg);
            nearest = d < nearest ? d : nearest;
            near += exp(-d / 300) * weight;
        }
    }
    if (n > 0) {
        f[PF_DOC_COUNTRY] = country / n;
        f[PF_DOC_ADMIN1] = admin1 / n;
        f[PF_NEAREST] = (float)exp(-nearest / 50);
        f[PF_NEAR] = (float)near / n;
    }
}

static void fill_home(const context *c, const place_entry *e, float f[PF_N])
{
    if (c->has_home_town) {
        double d = place_distance_km(e->lat_deg, e->lon_deg, c->home.lat_deg, c->home.lon_deg);
        f[PF_HOME_NEAR] = (float)exp(-d / 60);
        f[PF_HOME_FAR] = (float)exp(-d / 400);
        f[PF_HOME_ADMIN1] = c->home.admin1_index != 0xFFFF && c->home.admin1_index == e->admin1_index;
    }
    f[PF_HOME_COUNTRY] = c->has_home && c->home.country == e->country;
}

static void fill_features(const context *c, uint32_t at, uint32_t hit, float f[PF_N])
{
    const place_toponym *t = &c->list->v[at];
    uint32_t place = t->hits[hit].place;
    place_entry e;
    place_get_entry(c->g, place, &e);
    memset(f, 0, PF_N * sizeof *f);
    fill_population(c, t, &e, f);
    fill_class(&e, f);
    f[PF_ALIAS] = t->hits[hit].kind == PLACE_NAME_ALIAS;
    fill_words(c, t, &e, place, f);
    fill_witnesses(c, t->group, &e, place, f);
    fill_home(c, &e, f);
    f[PF_SAID_OFTEN] = e.cls == PLACE_IS_TOWN ? (float)log((double)c->said[at]) : 0;
}

/* "Kidal" is the town, "Kidal region" the region: of a province and its own town of the same name the town is meant,
 * unless a word beside it says otherwise. The two lie together, so that no score on distance tells them apart: a rule
 * does. */
static void prefer_town(const context *c, place_toponym *t)
{
    if (t->chosen < 0) {
        return;
    }
    place_entry e;
    place_get_entry(c->g, t->hits[t->chosen].place, &e);
    int word = class_by_words(c->doc, t->span);
    if ((e.cls != PLACE_IS_PROVINCE && e.cls != PLACE_IS_DISTRICT) || word == PLACE_IS_PROVINCE ||
        word == PLACE_IS_DISTRICT) {
        return;
    }
    for (uint32_t h = 0; h < t->n_hits; h++) { /* the largest comes first */
        place_entry o;
        place_get_entry(c->g, t->hits[h].place, &o);
        if (o.cls == PLACE_IS_TOWN && o.admin1_index == e.admin1_index && o.admin1_index != 0xFFFF &&
            place_distance_km(o.lat_deg, o.lon_deg, e.lat_deg, e.lon_deg) < PLACE_OWN_TOWN_KM) {
            t->hit_score[h] += t->hit_score[t->chosen];
            t->hit_score[t->chosen] = 0;
            t->chosen = (int32_t)h;
            t->score = t->hit_score[h];
            return;
        }
    }
}

static void choose(context *c, uint32_t at, place_feature_sink sink, void *sink_ctx)
{
    place_toponym *t = &c->list->v[at];
    /* Without a comma or a class word, all occurrences of a name see the same evidence: decided once. */
    bool alone = t->container < 0 && sink == NULL && class_by_words(c->doc, t->span) < 0;
    int32_t like = alone ? c->decided[t->group] : -1;
    if (like >= 0 && c->list->v[like].n_hits == t->n_hits && t->n_hits > 0 &&
        memcmp(c->list->v[like].hits, t->hits, t->n_hits * sizeof *t->hits) == 0) {
        t->chosen = c->list->v[like].chosen;
        t->score = c->list->v[like].score;
        t->reason = c->list->v[like].reason;
        t->hit_score = c->list->v[like].hit_score;
        return;
    }
    if (alone) {
        c->decided[t->group] = (int32_t)at;
    }
    float best = 0, score[PLACE_MAX_CANDIDATES];
    t->chosen = -1;
    for (uint32_t h = 0; h < t->n_hits && h < PLACE_MAX_CANDIDATES; h++) {
        float f[PF_N], s;
        fill_features(c, at, h, f);
        s = f[PF_CAPITAL] * PLACE_CAPITAL_BONUS;
        if (sink != NULL) {
            sink(sink_ctx, at, h, f);
        }
        for (int k = 0; k < PF_N; k++) {
            s += place_weights[k] * f[k];
        }
        score[h] = s;
        if (t->chosen < 0 || s > best) {
            best = s;
            t->chosen = (int32_t)h;
        }
    }
    float sum = 0;
    for (uint32_t h = 0; h < t->n_hits; h++) {
        sum += expf(score[h] - best);
    }
    int32_t second = -1;
    for (uint32_t h = 0; h < t->n_hits; h++) {
        t->hit_score[h] = expf(score[h] - best) / sum;
        if ((int32_t)h != t->chosen && (second < 0 || score[h] > score[second])) {
            second = (int32_t)h;
        }
    }
    t->score = t->chosen >= 0 ? 1 / sum : 0;
    prefer_town(c, t);
    t->reason = PF_N;
    if (second >= 0) { /* what speaks most for it, for explain */
        float x[PF_N], y[PF_N], most = 0.2f;
        fill_features(c, at, (uint32_t)t->chosen, x);
        fill_features(c, at, (uint32_t)second, y);
        for (int k = 0; k < PF_N; k++) {
            if (place_weights[k] * (x[k] - y[k]) > most) {
                most = place_weights[k] * (x[k] - y[k]);
                t->reason = (uint8_t)k;
            }
        }
    }
}

/* Does the text [b, e) between two names make the second one the container of the first? "Springfield, Ill.", "Tripoli,
 * in Libya", "Najaf (Iraq)", and a list: "Krasne, Lyptsi and Hatyshche in Kharkiv region". */
static bool leads_to_container(const text_doc *doc, uint32_t b, uint32_t e)
{
    const char *s = doc->text + b;
    if ((e - b == 2 && (memcmp(s, ", ", 2) == 0 || memcmp(s, " (", 2) == 0)) || (e - b == 1 && s[0] == ',')) {
        return true;
    }
    base_span last = place_word_before(doc, e);
    if (place_word_in(doc, last, "the")) {
        last = place_word_before(doc, last.b);
    }
    if (last.b < b || !place_word_in(doc, last, "in")) {
        return false;
    }
    for (uint32_t t = text_token_at(doc, b); t < doc->n_tokens && doc->tokens[t].span.b < last.b; t++) {
        base_span w = doc->tokens[t].span;
        bool joint = (w.e - w.b == 1 && doc->text[w.b] == ',') || place_word_in(doc, w, "and or");
        if (!joint && !text_token_is_capital(&doc->tokens[t])) {
            return false;
        }
    }
    return true;
}

/* Do the words say plainly ("in") that t lies where none of its candidates does? Of large towns they may say something
 * else: "from Moscow in Ukraine". */
static bool is_told_elsewhere(const place_gazetteer *g, const text_doc *doc, const place_toponyms *list,
                              const place_toponym *t)
{
    base_span in = {0, 0};
    if (t->container >= 0) {
        in = place_word_before(doc, list->v[t->container].span.b);
        in = place_word_in(doc, in, "the") ? place_word_before(doc, in.b) : in;
    }
    bool small = place_word_in(doc, in, "in");
    for (uint32_t h = 0; h < t->n_hits && small; h++) {
        place_entry e;
        place_get_entry(g, t->hits[h].place, &e);
        small = e.population < PLACE_KNOWN_POPULATION && e.cls != PLACE_IS_COUNTRY && e.cls != PLACE_IS_REGION &&
                e.cls != PLACE_IS_WATER;
    }
    return small;
}

/* errors: NOMEM. */
static sitrep_status begin_context(context *c, base_arena *arena, const char *outlet)
{
    place_toponyms *list = c->list;
    c->said = arena_array(arena, list->n, sizeof *c->said);
    c->located = arena_array(arena, list->n, sizeof *c->located);
    c->decided = arena_array(arena, list->n, sizeof *c->decided);
    if (c->said == NULL || c->located == NULL || c->decided == NULL) {
        return SITREP_E_NOMEM;
    }
    c->has_home = place_find_home(c->g, outlet, list, &c->home, &c->has_home_town);
    for (uint32_t i = 0; i < list->n; i++) {
        list->v[i].chosen = -1;
        list->v[i].container = -1;
        c->located[i] = -1;
        c->said[list->v[i].group]++;
    }
    for (uint32_t i = 0; i < list->n; i++) {
        c->said[i] = c->said[list->v[i].group];
    }
    return SITREP_OK;
}

/* Can the name contain others: is it, at its largest or by the words beside it, a country or a division? */
static bool is_container(const context *c, const place_toponym *t)
{
    place_entry e;
    if (t->n_hits == 0) {
        return false;
    }
    place_get_entry(c->g, t->hits[0].place, &e);
    return e.cls == PLACE_IS_COUNTRY || e.cls == PLACE_IS_PROVINCE || e.cls == PLACE_IS_DISTRICT ||
           class_by_words(c->doc, t->span) == PLACE_IS_PROVINCE;
}

/* Does the next name say where name i lies, and does one of i's candidates lie there? In a list ("clashes in Homs, Hama,
 * Aleppo") the name after a comma holds nothing. */
static bool fits_container(const context *c, const place_toponym *t)
{
    bool fits = t->n_hits == 0;
    for (uint32_t h = 0; h < t->n_hits && t->container >= 0 && !fits; h++) {
        place_entry e;
        place_get_entry(c->g, t->hits[h].place, &e);
        fits = lies_in(c->g, c->doc, &e, t->hits[h].place, &c->list->v[t->container]);
    }
    return fits;
}

/* Fills the names' containers, and which occurrence of a name is so located. */
static void find_containers(context *c)
{
    place_toponyms *list = c->list;
    for (uint32_t i = 0; i + 1 < list->n; i++) {
        bool leads = leads_to_container(c->doc, list->v[i].span.e, list->v[i + 1].span.b);
        list->v[i].container = leads && is_container(c, &list->v[i + 1]) ? (int32_t)(i + 1) : -1;
    }
    for (uint32_t i = 0; i < list->n; i++) {
        place_toponym *t = &list->v[i];
        bool fits = fits_container(c, t);
        if (!fits && is_told_elsewhere(c->g, c->doc, list, t)) {
            t->n_hits = 0; /* "Krasne in Kharkiv region" is a smaller one than any that the gazetteer knows */
            continue;
        }
        t->container = fits ? t->container : -1;
        if (t->container >= 0 && c->located[t->group] < 0) {
            c->located[t->group] = (int32_t)i;
        }
    }
}

sitrep_status place_rank_toponyms(const place_gazetteer *g, base_arena *arena, const text_doc *doc, const char *outlet,
                                  place_toponyms *list, place_feature_sink sink, void *sink_ctx)
{
    context c;
    memset(&c, 0, sizeof c);
    c.g = g;
    c.doc = doc;
    c.list = list;
    sitrep_status status = begin_context(&c, arena, outlet);
    if (status != SITREP_OK) {
        return status;
    }
    find_containers(&c);
    for (int round = 0; round < PLACE_ROUNDS; round++) {
        gather_context(&c);
        bool last = round == PLACE_ROUNDS - 1;
        for (uint32_t i = 0; i < list->n; i++) {
            choose(&c, i, last ? sink : NULL, sink_ctx);
        }
    }
    return SITREP_OK;
}
