/* claims.c: what is asked of a report's claims: the words under a span, and who or what an actor or place is across reports. */
#include "fuse/claims.h"

#include <string.h>

#include "base/utf8.h"

void claims_bytes(const claim_report *r, claim_span span, uint32_t *b, uint32_t *e)
{
    if (r->ascii) {
        *b = span.b;
        *e = span.e;
        return;
    }
    uint32_t at = 0, i = 0;
    while (i < r->n_text && at < span.b) {
        i++;
        while (i < r->n_text && ((unsigned char)r->text[i] & 0xC0) == 0x80) i++;
        at++;
    }
    *b = i;
    while (i < r->n_text && at < span.e) {
        i++;
        while (i < r->n_text && ((unsigned char)r->text[i] & 0xC0) == 0x80) i++;
        at++;
    }
    *e = i;
}

const char *claims_words(const claim_report *r, claim_span span, base_arena *arena)
{
    uint32_t b, e;
    if (span.e <= span.b) return NULL;
    claims_bytes(r, span, &b, &e);
    while (b < e && (r->text[b] == ' ' || r->text[b] == '\n')) b++;
    while (e > b && (r->text[e - 1] == ' ' || r->text[e - 1] == '\n')) e--;
    char *s = arena_strndup(arena, r->text + b, e - b);
    for (char *p = s; p != NULL && *p != '\0'; p++)
        if (*p == '\n' || *p == '\r' || *p == '\t') *p = ' ';
    return s;
}

claim_span claims_sentence(const claim_report *r, claim_span span)
{
    for (uint32_t i = 0; i < r->n_sentences; i++)
        if (r->sentences[i].b <= span.b && span.b < r->sentences[i].e) return r->sentences[i];
    return span;
}

/* Folded, without a leading article, "prefix:" before it. */
static const char *folded(base_arena *arena, const char *prefix, const char *s)
{
    char name[160];
    size_t n = utf8_fold_string(s, strlen(s), name, sizeof name), skip = strncmp(name, "the ", 4) == 0 ? 4 : 0;
    size_t n_prefix = strlen(prefix);
    char *out = arena_alloc(arena, n_prefix + n - skip + 1);
    if (out == NULL) return "";
    memcpy(out, prefix, n_prefix);
    memcpy(out + n_prefix, name + skip, n - skip);
    out[n_prefix + n - skip] = '\0';
    return out;
}

const char *claims_actor_key(const claim_report *r, int32_t actor, base_arena *arena)
{
    if (actor < 0) return "";
    const claim_actor *a = &r->actors[actor];
    if (a->ref != NULL) return a->ref;
    return a->name != NULL ? folded(arena, "name:", a->name) : "";
}

const char *claims_side_key(const claim_report *r, int32_t actor, base_arena *arena)
{
    if (actor < 0) return "";
    for (;;) {
        const claim_actor *a = &r->actors[actor];
        bool state = a->kind != NULL && (strcmp(a->kind, "state-forces") == 0 || strcmp(a->kind, "government") == 0);
        if (state) return a->country != NULL ? folded(arena, "state:", a->country) : "state:?";
        if (a->side_of < 0) return claims_actor_key(r, actor, arena);
        actor = a->side_of;
    }
}

static const char *words_of(const claim_place *p) { return p->name != NULL ? p->name : p->words != NULL ? p->words : ""; }
static bool is_precision(const claim_place *p, const char *what) { return p->precision != NULL && strcmp(p->precision, what) == 0; }

const char *claims_place_key(const claim_report *r, int32_t place, base_arena *arena)
{
    if (place < 0) return "";
    const claim_place *p = &r->places[place];
    if (p->ref != NULL) return p->ref;
    const char *name = words_of(p);
    if (p->within >= 0 && is_precision(p, "site")) { /* "the hospital" is another one in another town */
        const char *town = claims_place_key(r, p->within, arena);
        size_t n = strlen(town) + 2;
        char *prefix = arena_alloc(arena, n);
        if (prefix == NULL) return "";
        memcpy(prefix, town, n - 2);
        prefix[n - 2] = '/';
        return folded(arena, prefix, name);
    }
    return folded(arena, "place:", name);
}

/* site 4, town 3, district 2, province 1, country 0. A district that no gazetteer knows is a part of a town, and a name that none
 * knows is a village's more often than anything else's. */
static int precision_rank(const claim_place *p)
{
    static const char *const names[] = {"country", "province", "district", "town", "site"};
    for (int i = 0; p->precision != NULL && i < 5; i++)
        if (strcmp(p->precision, names[i]) == 0) return i == 2 && p->ref == NULL ? 3 : i;
    return 3;
}

bool claims_place_is_named(const claim_place *p)
{
    const char *name = words_of(p);
    size_t n = strlen(name);
    if (p->ref != NULL) return true;
    for (size_t i = 0; i < n;) {
        uint32_t c = utf8_next(name, n, &i);
        if (utf8_is_upper(c) || (utf8_is_letter(c) && c >= 0x590)) return true; /* scripts without capitals name what they write */
    }
    return false;
}

/* "a hilltop village south of the airport": whatever town it lies near, it is not that town. */
static bool is_small_settlement(const claim_place *p)
{
    static const char *const words[] = {"village", "hamlet", "settlement"};
    const char *name = words_of(p);
    size_t n = strlen(name);
    if (strstr(name, " of ") != NULL) return false; /* "north of the village" */
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (n > strlen(words[i]) && strcmp(name + n - strlen(words[i]), words[i]) == 0) return true;
    return false;
}

int32_t claims_named_place(const claim_report *r, int32_t place)
{
    while (place >= 0 && !claims_place_is_named(&r->places[place])) {
        const claim_place *p = &r->places[place];
        if ((is_precision(p, "site") || is_small_settlement(p)) && p->within >= 0) break;
        place = p->within;
    }
    return place;
}

static bool lies_in(const claim_report *r, int32_t inner, int32_t outer)
{
    for (int32_t at = r->places[inner].within; at >= 0; at = r->places[at].within)
        if (at == outer) return true;
    return false;
}

int32_t claims_main_place(const claim_report *r, claim_ids places)
{
    int32_t best = -1;
    for (uint32_t i = 0; i < places.n; i++) {
        const claim_place *p = &r->places[places.v[i]], *q = best >= 0 ? &r->places[best] : NULL;
        bool named = claims_place_is_named(p), best_named = q != NULL && claims_place_is_named(q);
        if (q != NULL && named && best_named && (lies_in(r, best, places.v[i]) || lies_in(r, places.v[i], best))) {
            if (lies_in(r, places.v[i], best)) best = places.v[i]; /* the quarter rather than its city */
            continue;
        }
        if (q == NULL || (named && !best_named) || (named == best_named && precision_rank(p) > precision_rank(q))) best = places.v[i];
    }
    return best;
}
