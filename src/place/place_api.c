/* place_api.c: the "places" section of sitrep.h: a gazetteer by itself, without engine or model. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/heap.h"
#include "base/utf8.h"
#include "place/gazetteer.h"
#include "place/gazetteer_build.h"
#include "place/toponym.h"

static const sitrep_allocator plain; /* zeros: malloc */

struct sitrep_gazetteer {
    place_gazetteer *g;
};

sitrep_status sitrep_gazetteer_open(const char *path, sitrep_gazetteer **gazetteer, sitrep_error *err)
{
    *gazetteer = NULL;
    sitrep_gazetteer *v = heap_alloc(&plain, sizeof *v);
    if (v == NULL) {
        return fail_nomem(err);
    }
    sitrep_status status = place_open_gazetteer(path, &plain, &v->g, err);
    if (status != SITREP_OK) {
        heap_release(&plain, v);
        return status;
    }
    *gazetteer = v;
    return SITREP_OK;
}

void sitrep_gazetteer_close(sitrep_gazetteer *gazetteer)
{
    if (gazetteer != NULL) {
        place_close_gazetteer(gazetteer->g);
        heap_release(&plain, gazetteer);
    }
}

static sitrep_status write_file(const char *path, const base_buf *image, sitrep_error *err)
{
    char beside[4096];
    if ((size_t)snprintf(beside, sizeof beside, "%s.part", path) >= sizeof beside) {
        return fail(err, SITREP_E_ARGUMENT, "path is too long", path);
    }
    FILE *f = fopen(beside, "wb");
    if (f == NULL) {
        return fail(err, SITREP_E_IO, "cannot write", beside);
    }
    bool ok = fwrite(image->data, 1, image->n, f) == image->n;
    bool full = !ok && errno == ENOSPC;
    ok = fclose(f) == 0 && ok;
    if (!ok || rename(beside, path) != 0) {
        remove(beside);
        return fail(err, full ? SITREP_E_FULL : SITREP_E_IO, full ? "no space left" : "cannot write", path);
    }
    return SITREP_OK;
}

sitrep_status sitrep_gazetteer_build(const char *const *paths, size_t n_paths, const char *image_path, uint32_t *n_places,
                                     uint32_t *n_names, uint32_t *n_skipped, sitrep_error *err)
{
    base_buf image;
    place_build_report report;
    buf_init(&image, &plain);
    sitrep_status status = place_build_gazetteer(paths, n_paths, &plain, &image, &report, err);
    if (status == SITREP_OK) {
        status = write_file(image_path, &image, err);
    }
    buf_clear(&image);
    if (status == SITREP_OK) {
        uint32_t *const to[3] = {n_places, n_names, n_skipped};
        const uint32_t from[3] = {report.n_places, report.n_names, report.n_skipped};
        for (int i = 0; i < 3; i++) {
            if (to[i] != NULL) {
                *to[i] = from[i];
            }
        }
    }
    return status;
}

static void open_up(const place_gazetteer *g, uint32_t place, sitrep_place *p)
{
    place_entry e;
    place_get_entry(g, place, &e);
    *p = (sitrep_place){e.name,        e.feature,    e.admin1,  e.iso3,   e.slug,
                        e.geonames_id, e.population, e.lat_deg, e.lon_deg, e.located};
}

void sitrep_gazetteer_find(const sitrep_gazetteer *gazetteer, const char *name, sitrep_place *places, size_t cap, size_t *n)
{
    char key[PLACE_MAX_KEY], bare[PLACE_MAX_KEY];
    place_name_hit hit[PLACE_MAX_CANDIDATES];
    size_t n_key = place_make_key(name, strlen(name), key, sizeof key), n_bare;
    uint32_t k = place_find_name(gazetteer->g, key, n_key, hit, PLACE_MAX_CANDIDATES);
    if (k == 0 && (n_bare = place_drop_articles(key, n_key, bare, sizeof bare)) > 0) {
        k = place_find_name(gazetteer->g, bare, n_bare, hit, PLACE_MAX_CANDIDATES);
    }
    for (*n = 0; *n < k && *n < cap; (*n)++) {
        open_up(gazetteer->g, hit[*n].place, &places[*n]);
    }
}

/* The given spans, and between them what is found beside, so that it can tell of them. */
static sitrep_status merge_given(const place_gazetteer *g, base_arena *arena, const text_doc *doc,
                                 const uint64_t (*spans)[2], size_t n_spans, const place_toponyms *found, place_toponyms *all)
{
    size_t k = 0;
    sitrep_status status = SITREP_OK;
    for (uint32_t i = 0; i <= found->n && status == SITREP_OK; i++) {
        for (; k < n_spans && status == SITREP_OK && (i == found->n || spans[k][0] < found->v[i].span.e); k++) {
            base_span s = {(uint32_t)spans[k][0], (uint32_t)spans[k][1]};
            status = place_add_toponym(g, arena, doc, s, true, all);
        }
        bool over = i == found->n;
        /* only the last given ones and the next one can reach into this name */
        for (size_t j = k < 2 ? 0 : k - 2; j < n_spans && j < k + 1 && !over; j++) {
            over = spans[j][0] < found->v[i].span.e && found->v[i].span.b < spans[j][1];
        }
        if (!over && status == SITREP_OK) {
            status = place_add_toponym(g, arena, doc, found->v[i].span, false, all);
        }
    }
    return status;
}

sitrep_status sitrep_gazetteer_resolve(const sitrep_gazetteer *gazetteer, const char *text, size_t n_bytes,
                                       const char *outlet, const uint64_t (*spans)[2], size_t n_spans,
                                       sitrep_toponym **toponyms, size_t *n, sitrep_error *err)
{
    *toponyms = NULL;
    *n = 0;
    size_t bad = utf8_first_bad(text, n_bytes);
    if (bad != n_bytes) {
        return fail_at(err, SITREP_E_ENCODING, "not UTF-8", NULL, bad, 0);
    }
    for (size_t i = 0; spans != NULL && i < n_spans; i++) {
        if (spans[i][0] >= spans[i][1] || spans[i][1] > n_bytes || (i > 0 && spans[i][0] < spans[i - 1][0])) {
            return fail(err, SITREP_E_ARGUMENT, "a span outside the text or out of order", NULL);
        }
    }
    const place_gazetteer *g = gazetteer->g;
    base_arena arena;
    text_doc doc;
    place_toponyms found, all;
    memset(&all, 0, sizeof all);
    arena_init(&arena, &plain);
    sitrep_toponym *out = NULL;
    sitrep_status status = text_split(&arena, text, n_bytes, &doc);
    if (status == SITREP_OK) {
        status = place_find_toponyms(g, &arena, &doc, NULL, &found);
    }
    if (status == SITREP_OK && spans != NULL) {
        status = merge_given(g, &arena, &doc, spans, n_spans, &found, &all);
        found = all;
    }
    if (status == SITREP_OK) {
        status = place_rank_toponyms(g, &arena, &doc, outlet, &found, NULL, NULL);
    }
    if (status == SITREP_OK) {
        out = heap_alloc(&plain, (found.n + 1) * sizeof *out);
        status = out == NULL ? SITREP_E_NOMEM : SITREP_OK;
    }
    for (uint32_t i = 0; status == SITREP_OK && i < found.n; i++) {
        const place_toponym *t = &found.v[i];
        if (spans != NULL && !t->given) {
            continue;
        }
        sitrep_toponym *o = &out[(*n)++];
        memset(o, 0, sizeof *o);
        o->begin = t->span.b;
        o->end = t->span.e;
        o->placed = t->chosen >= 0;
        o->adjective = t->adjective;
        o->score = (double)t->score;
        if (t->chosen >= 0) {
            open_up(g, t->hits[t->chosen].place, &o->place);
        }
    }
    arena_clear(&arena);
    *toponyms = out;
    return status == SITREP_E_NOMEM ? fail_nomem(err) : status;
}

void sitrep_toponyms_free(sitrep_toponym *toponyms) { heap_release(&plain, toponyms); }
