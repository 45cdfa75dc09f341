/* incident.c: what, where, when and who of an incident (incident.h). */
#include "fuse/incident.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "fuse/days.h"

enum { MAX_ACTORS = 12, MAX_NAMES = 16, MAX_TITLE_PLACES = 4 };

typedef struct builder {
    base_arena *arena;
    const incident_input *in;
    const unit_cluster *c;
    fuse_incident *out;
} builder;

static const fuse_unit *unit_at(const builder *b, uint32_t i) { return &b->in->units->v[b->c->units[i]]; }
static bool tells(const fuse_unit *u) { return u->role == UNIT_CORE && !u->withdrawn && u->twin < 0; }

/* ---- kind -------------------------------------------------------------------------------------------------------------------- */

static bool is_word(const char *s, const char *word) { return s != NULL && strcmp(s, word) == 0; }

/* Are those who suffer named as civilians, or nobody but "people"? Then an attack or killing is one on civilians. */
static bool on_civilians(const builder *b)
{
    bool civilians = false;
    for (uint32_t i = 0; i < b->c->n; i++) {
        const fuse_unit *u = unit_at(b, i);
        const claim_report *r = b->in->reports[u->report];
        if (!tells(u) || u->event < 0) continue;
        const claim_event *e = &r->events[u->event];
        for (uint32_t k = 0; k < e->patients.n; k++) {
            const char *kind = r->actors[e->patients.v[k]].kind;
            if (is_word(kind, "civilians")) civilians = true;
            else if (is_word(kind, "state-forces") || is_word(kind, "rebel") || is_word(kind, "militia") || is_word(kind, "terrorist"))
                return false;
        }
        for (uint32_t k = 0; k < r->n_figures; k++) {
            const claim_figure *f = &r->figures[k];
            if (unit_root_event(r, f->event) != u->event || !is_word(f->kind, "killed")) continue;
            const char *kind = f->actor >= 0 ? r->actors[f->actor].kind : NULL;
            if (f->actor < 0 || is_word(kind, "civilians")) civilians = true;
            else if (is_word(kind, "state-forces") || is_word(kind, "rebel") || is_word(kind, "militia")) return false;
        }
    }
    return civilians;
}

/* The kind that most units name, the more telling kinds before the plain ones: a massacre that three call a killing is one. */
static void choose_kind(builder *b)
{
    int best = -1;
    for (uint32_t i = 0; i < b->c->n; i++) {
        const fuse_unit *u = unit_at(b, i);
        if (!tells(u)) continue;
        int count = 0;
        for (uint32_t k = 0; k < b->c->n; k++) count += tells(unit_at(b, k)) && is_word(unit_at(b, k)->kind.name, u->kind.name);
        int value = (count < 6 ? count : 6) * 10 + kind_rank(&u->kind);
        if (value > best || (value == best && strcmp(u->kind.name, b->out->kind) < 0)) {
            best = value;
            b->out->kind = u->kind.name;
        }
    }
    if (b->out->kind == NULL) b->out->kind = "other";
    bool plain = is_word(b->out->kind, "attack") || is_word(b->out->kind, "kill") || is_word(b->out->kind, "injure");
    if (plain && on_civilians(b)) b->out->kind = "attack-civilians";
}

/* The unit that tells it best: of the kind chosen, event before control, with agents, place, day; then canonical order. */
static void choose_lead(builder *b)
{
    int best = -1;
    b->out->lead = (int32_t)b->c->units[0];
    for (uint32_t i = 0; i < b->c->n; i++) {
        const fuse_unit *u = unit_at(b, i);
        if (!tells(u)) continue;
        int value = 8 * is_word(u->kind.name, b->out->kind) + 4 * (u->event >= 0) + 2 * (u->agents.n > 0) + (u->n_chain > 0) + u->exact;
        if (value > best) {
            best = value;
            b->out->lead = (int32_t)b->c->units[i];
        }
    }
    const fuse_unit *u = &b->in->units->v[b->out->lead];
    b->out->sphere = u->event >= 0 ? b->in->reports[u->report]->events[u->event].sphere : "conflict";
}

/* ---- place ------------------------------------------------------------------------------------------------------------------- */

static int specificity(const char *precision)
{
    static const char *const names[] = {"country", "province", "district", "town", "site"};
    for (int i = 0; i < 5; i++)
        if (strcmp(precision, names[i]) == 0) return i;
    return 2;
}

/* The same letters, large or small, up to the end of both words. */
static bool same_word(const char *a, const char *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (a[i] != b[i] && ((a[i] | 0x20) != (b[i] | 0x20) || (a[i] | 0x20) < 'a' || (a[i] | 0x20) > 'z')) return false;
    return a[n] == '\0' || a[n] == ' ';
}

static bool add_name(const char **names, uint32_t *n, const char *name)
{
    if (name == NULL || name[0] == '\0' || *n == MAX_NAMES) return false;
    for (uint32_t i = 0; i < *n; i++)
        if (strcmp(names[i], name) == 0) return false;
    names[(*n)++] = name;
    return true;
}

/* Does a place's name say more than those before it: a capitalised word that none of them has? "western Mosul" beside "Mosul" does not. */
static bool adds_word(const char *const *names, uint32_t n, const char *name)
{
    for (const char *p = name; p != NULL && *p != '\0';) {
        size_t len = strcspn(p, " ");
        bool known = !(p[0] >= 'A' && p[0] <= 'Z') && ((unsigned char)p[0] < 0xC3 || len < 3);
        for (uint32_t i = 0; i < n && !known; i++)
            for (const char *q = names[i]; *q != '\0' && !known; q += strcspn(q, " "), q += *q != '\0') known = same_word(q, p, len);
        if (!known) return true;
        p += len + (p[len] != '\0');
    }
    return false;
}

static const char *joined(builder *b, const char *const *names, uint32_t n, const char *between)
{
    size_t size = 1;
    for (uint32_t i = 0; i < n; i++) size += strlen(names[i]) + strlen(between);
    char *s = arena_alloc(b->arena, size), *p = s;
    for (uint32_t i = 0; s != NULL && i < n; i++) {
        if (i > 0) {
            memcpy(p, between, strlen(between));
            p += strlen(between);
        }
        memcpy(p, names[i], strlen(names[i]));
        p += strlen(names[i]);
    }
    return s;
}

/* "Sarin junction" for a junction without a name in Sarin; NULL: the place has a name, or nothing is known around it. */
static const char *name_of_site(builder *b, const claim_report *r, const claim_place *p)
{
    const claim_place *town = p->within >= 0 ? &r->places[p->within] : NULL;
    bool nameless = p->feature != NULL && is_word(p->precision, "site") && !claims_place_is_named(p);
    if (!nameless || town == NULL || town->name == NULL || !claims_place_is_named(town)) return NULL;
    return joined(b, (const char *const[]){town->name, p->feature}, 2, " ");
}

/* The place that most units have; at equal counts the more specific one. Its name is the one that the texts use most. */
static bool choose_place(builder *b, const char **title_place)
{
    const fuse_unit *best = NULL;
    int best_count = 0;
    bool by_kind = false; /* what tells the deed itself knows its place better than the fighting around it */
    for (uint32_t i = 0; i < b->c->n; i++)
        by_kind = by_kind || (tells(unit_at(b, i)) && unit_at(b, i)->n_chain > 0 && is_word(unit_at(b, i)->kind.name, b->out->kind));
    *title_place = NULL;
    for (uint32_t i = 0; i < b->c->n; i++) {
        const fuse_unit *u = unit_at(b, i);
        if (!tells(u) || u->n_chain == 0 || (by_kind && !is_word(u->kind.name, b->out->kind))) continue;
        int count = 0;
        for (uint32_t k = 0; k < b->c->n; k++) {
            const fuse_unit *v = unit_at(b, k);
            if (!tells(v) || (by_kind && !is_word(v->kind.name, b->out->kind))) continue;
            for (uint32_t j = 0; j < v->n_chain; j++) count += strcmp(v->chain[j].key, u->chain[0].key) == 0 ? (j == 0 ? 2 : 1) : 0;
        }
        int s = specificity(u->chain[0].precision), t = best != NULL ? specificity(best->chain[0].precision) : -1;
        bool finer = s >= 3 && t < 3;
        if (best == NULL || (finer && t < 2) || (count > best_count && (s >= t || s >= 3)) ||
            (count == best_count && (s > t || (s == t && strcmp(u->chain[0].key, best->chain[0].key) < 0)))) {
            best = u;
            best_count = count;
        }
    }
    if (best == NULL) return true;
    const claim_report *r = b->in->reports[best->report];
    const claim_place *p = &r->places[best->place];
    const char *names[MAX_NAMES], *around[MAX_NAMES];
    uint32_t n_names = 0, n_around = 0, most = 0;
    const char *name = p->words != NULL ? p->words : p->name;
    for (uint32_t i = 0; i < b->c->n; i++) { /* what the texts call it */
        const fuse_unit *u = unit_at(b, i);
        if (u->twin >= 0 || u->n_chain == 0 || strcmp(u->chain[0].key, best->chain[0].key) != 0) continue;
        const claim_place *q = &b->in->reports[u->report]->places[u->place];
        const char *w = q->words != NULL ? q->words : q->name;
        uint32_t count = 0;
        for (uint32_t k = 0; w != NULL && k < b->c->n; k++) {
            const fuse_unit *v = unit_at(b, k);
            if (v->twin >= 0 || v->n_chain == 0 || v->place < 0) continue;
            const claim_place *s = &b->in->reports[v->report]->places[v->place];
            count += s->words != NULL && strcmp(s->words, w) == 0;
        }
        if (count > most) {
            most = count;
            name = w;
        }
    }
    const char *site = name_of_site(b, r, p);
    add_name(names, &n_names, site != NULL ? site : name);
    if (site == NULL && adds_word(names, n_names, p->name)) add_name(names, &n_names, p->name);
    for (uint32_t i = 0; i < b->c->n; i++) { /* finer and other names in the title: "market street" beside the town */
        const fuse_unit *u = unit_at(b, i);
        if (u->place < 0 || u->twin >= 0) continue;
        const claim_report *ur = b->in->reports[u->report];
        int32_t at = u->place;
        bool inside = false;
        for (uint32_t j = 0; j < u->n_chain; j++) inside = inside || strcmp(u->chain[j].key, best->chain[0].key) == 0;
        if (!inside && specificity(u->chain[0].precision) < 3) continue;
        const char *other = ur->places[at].words != NULL ? ur->places[at].words : ur->places[at].name;
        if (n_names < MAX_TITLE_PLACES && adds_word(names, n_names, other)) add_name(names, &n_names, other);
    }
    for (int32_t at = p->within; at >= 0; at = r->places[at].within) {
        add_name(around, &n_around, r->places[at].words);
        add_name(around, &n_around, r->places[at].name);
    }
    b->out->place = (incident_place){name, p->ref, n_around > 0 ? joined(b, around, n_around, ", ") : NULL, p->admin1, p->country,
                                     p->precision, p->feature, best->chain[0].key, p->located, p->lat_deg, p->lon_deg};
    uint32_t n_all = n_names;
    for (uint32_t i = 0; i < n_around && specificity(best->chain[0].precision) == 4 && i < 2; i++)
        if (adds_word(names, n_all, around[i])) add_name(names, &n_all, around[i]);
    *title_place = joined(b, names, n_all, ", ");
    if (b->out->place.name == NULL) b->out->place.name = "";
    return *title_place != NULL;
}

/* ---- time -------------------------------------------------------------------------------------------------------------------- */

/* The day that most independent reports name; where none names a day, the narrowest span. */
static void choose_time(builder *b)
{
    int best = 0;
    b->out->first = b->out->last = DAY_UNKNOWN;
    b->out->precision = "none";
    for (uint32_t i = 0; i < b->c->n; i++) {
        const fuse_unit *u = unit_at(b, i);
        if (!tells(u) || !u->exact) continue;
        int count = 0;
        for (uint32_t k = 0; k < b->c->n; k++) count += tells(unit_at(b, k)) && unit_at(b, k)->exact && unit_at(b, k)->first == u->first;
        if (count > best || (count == best && u->first < b->out->first)) {
            best = count;
            b->out->first = b->out->last = u->first;
            b->out->precision = "day";
        }
    }
    if (best > 0) return;
    for (uint32_t i = 0; i < b->c->n; i++) {
        const fuse_unit *u = unit_at(b, i);
        if (!tells(u) || !u->dated) continue;
        bool narrower = b->out->first == DAY_UNKNOWN || u->last - u->first < b->out->last - b->out->first ||
                        (u->last - u->first == b->out->last - b->out->first && u->first < b->out->first);
        if (!narrower) continue;
        b->out->first = u->first;
        b->out->last = u->last;
        int32_t width = u->last - u->first;
        b->out->precision = width <= 8 ? "week" : width <= 31 ? "month" : "year";
    }
    for (uint32_t i = 0; b->out->first == DAY_UNKNOWN && i < b->c->n; i++) { /* nothing said: the days before the first report */
        const fuse_unit *u = unit_at(b, i);
        if (!tells(u) || u->first == DAY_UNKNOWN) continue;
        b->out->first = u->first;
        b->out->last = u->last;
    }
}

/* ---- actors ------------------------------------------------------------------------------------------------------------------ */

static int by_support(const void *x, const void *y)
{
    const incident_actor *a = x, *b = y;
    if (a->n_reports != b->n_reports) return a->n_reports > b->n_reports ? -1 : 1;
    return strcmp(a->key, b->key);
}

static void add_actor(builder *b, incident_actor *list, uint32_t *n, uint32_t cap, uint32_t report, int32_t actor)
{
    const claim_report *r = b->in->reports[report];
    const claim_actor *a = &r->actors[actor];
    const char *key = claims_actor_key(r, actor, b->arena);
    if (key[0] == '\0') return;
    for (uint32_t i = 0; i < *n; i++)
        if (strcmp(list[i].key, key) == 0) {
            list[i].n_reports++;
            return;
        }
    if (*n == cap) return;
    list[(*n)++] = (incident_actor){key, claims_side_key(r, actor, b->arena), a->name, a->ref, a->country, a->kind, a->acled_inter, 1};
}

static bool collect_actors(builder *b)
{
    uint32_t cap = 64, n_winners = 0;
    incident_actor *winners = arena_array(b->arena, cap, sizeof *winners);
    b->out->agents = arena_array(b->arena, cap, sizeof *b->out->agents);
    b->out->patients = arena_array(b->arena, cap, sizeof *b->out->patients);
    if (winners == NULL || b->out->agents == NULL || b->out->patients == NULL) return false;
    for (uint32_t i = 0; i < b->c->n; i++) {
        const fuse_unit *u = unit_at(b, i);
        if (u->withdrawn || u->twin >= 0 || u->manner == UNIT_DENIED || u->manner == UNIT_SPEECH) continue;
        const claim_report *r = b->in->reports[u->report];
        if (u->control >= 0) {
            const claim_control *c = &r->control[u->control];
            if (c->holder >= 0 && u->kind.gives_up) {
                bool taken = is_word(b->out->kind, "capture");
                add_actor(b, taken ? b->out->patients : b->out->agents, taken ? &b->out->n_patients : &b->out->n_agents, cap, u->report, c->holder);
            } else if (c->holder >= 0 && u->manner != UNIT_PLANNED) {
                add_actor(b, winners, &n_winners, cap, u->report, c->holder);
                if (u->manner != UNIT_HELD) /* who still holds it did not take it here */
                    add_actor(b, b->out->agents, &b->out->n_agents, cap, u->report, c->holder);
            }
            if (c->from >= 0) add_actor(b, b->out->patients, &b->out->n_patients, cap, u->report, c->from);
            continue;
        }
        const claim_event *e = &r->events[u->event];
        bool wins = u->kind.takeover && !u->kind.gives_up && u->manner != UNIT_PLANNED;
        for (uint32_t k = 0; k < e->agents.n; k++) {
            bool loser = u->kind.gives_up && is_word(b->out->kind, "capture");
            add_actor(b, loser ? b->out->patients : b->out->agents, loser ? &b->out->n_patients : &b->out->n_agents, cap, u->report, e->agents.v[k]);
            if (wins) add_actor(b, winners, &n_winners, cap, u->report, e->agents.v[k]);
        }
        for (uint32_t k = 0; k < e->patients.n; k++)
            add_actor(b, b->out->patients, &b->out->n_patients, cap, u->report, e->patients.v[k]);
    }
    qsort(b->out->agents, b->out->n_agents, sizeof *b->out->agents, by_support);
    qsort(b->out->patients, b->out->n_patients, sizeof *b->out->patients, by_support);
    qsort(winners, n_winners, sizeof *winners, by_support);
    if (b->out->n_agents > MAX_ACTORS) b->out->n_agents = MAX_ACTORS;
    if (b->out->n_patients > MAX_ACTORS) b->out->n_patients = MAX_ACTORS;
    bool changes = false; /* a strike on a place that somebody holds tells of no new holder */
    for (uint32_t i = 0; i < b->c->n; i++) changes = changes || (tells(unit_at(b, i)) && unit_at(b, i)->kind.takeover);
    if (n_winners > 0 && changes) b->out->holder = winners[0];
    return true;
}

/* ---- reports ------------------------------------------------------------------------------------------------------------------ */

static bool collect_reports(builder *b)
{
    b->out->reports = arena_array(b->arena, b->c->n, sizeof *b->out->reports);
    if (b->out->reports == NULL) return false;
    double miss = 1;
    for (uint32_t i = 0; i < b->c->n;) {
        uint32_t k = i;
        double best = 0;
        while (k < b->c->n && unit_at(b, k)->report == unit_at(b, i)->report) {
            if (tells(unit_at(b, k)) && unit_at(b, k)->score > best) best = unit_at(b, k)->score;
            k++;
        }
        uint32_t report = unit_at(b, i)->report;
        b->out->reports[b->out->n_reports++] = (incident_report){report, b->in->copy_of[report], b->c->units + i, k - i};
        if (b->in->copy_of[report] < 0) miss *= 1 - best;
        i = k;
    }
    b->out->score = miss < 0.01 ? 0.99 : 1 - miss;
    return true;
}

/* A copy whose original is not told here is the only telling: then it counts as one. */
static void free_lone_copies(builder *b)
{
    for (uint32_t i = 0; i < b->out->n_reports; i++) {
        bool there = false;
        for (uint32_t k = 0; k < b->out->n_reports; k++) there = there || (int32_t)b->out->reports[k].report == b->out->reports[i].copy_of;
        if (!there) b->out->reports[i].copy_of = -1;
    }
}

static const char *with_blanks(builder *b, const char *kind)
{
    char *s = arena_strndup(b->arena, kind, strlen(kind));
    for (char *p = s; p != NULL && *p != '\0'; p++)
        if (*p == '-') *p = ' ';
    if (s != NULL && s[0] >= 'a' && s[0] <= 'z') s[0] = (char)(s[0] - 'a' + 'A');
    return s;
}

static bool make_title(builder *b, const char *place)
{
    const char *parts[8];
    uint32_t n = 0;
    parts[n++] = with_blanks(b, b->out->kind);
    if (parts[0] == NULL) return false;
    if (place != NULL) {
        parts[n++] = is_word(b->out->kind, "capture") ? " of " : " at ";
        parts[n++] = place;
    }
    if (b->out->n_agents > 0 && b->out->agents[0].name != NULL) {
        parts[n++] = " by ";
        parts[n++] = b->out->agents[0].name;
    }
    b->out->title = joined(b, parts, n, "");
    return b->out->title != NULL;
}

sitrep_status incident_describe(base_arena *arena, const incident_input *in, const unit_cluster *cluster, fuse_incident *out)
{
    builder b = {arena, in, cluster, out};
    const char *place;
    char hex[33], id[24];
    *out = (fuse_incident){.cluster = cluster, .lead = -1};
    const char *key = NULL; /* the first core telling names the incident; more reports rarely change it */
    for (uint32_t i = 0; i < cluster->n && key == NULL; i++)
        if (tells(unit_at(&b, i))) key = unit_at(&b, i)->key;
    if (key == NULL) key = unit_at(&b, 0)->key;
    hash_hex(key, strlen(key), hex);
    snprintf(id, sizeof id, "i%.12s", hex);
    out->id = arena_strndup(arena, id, strlen(id));
    choose_kind(&b);
    choose_lead(&b);
    choose_time(&b);
    if (out->id == NULL || !choose_place(&b, &place) || !collect_actors(&b) || !collect_reports(&b) || !make_title(&b, place))
        return SITREP_E_NOMEM;
    free_lone_copies(&b);
    return SITREP_OK;
}
