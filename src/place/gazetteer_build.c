/* gazetteer_build.c: compiles the gazetteer image. See gazetteer_build.h; readers of the file kinds are in gazetteer_rows.c. */
#include "place/gazetteer_build.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/hash.h"
#include "base/heap.h"
#include "base/mapfile.h"
#include "place/gazetteer.h"
#include "place/gazetteer_rows.h"

void *gaz_grow(const sitrep_allocator *a, void *items, uint32_t n, uint32_t *cap, size_t size)
{
    if (n < *cap) {
        return items;
    }
    uint32_t to = *cap < 1024 ? 1024 : *cap * 2;
    void *p = items == NULL ? heap_alloc(a, (size_t)to * size) : heap_resize(a, items, (size_t)*cap * size, (size_t)to * size);
    if (p != NULL) {
        *cap = to;
    }
    return p;
}

/* Strings of the pool, each once: an open table of offsets. */
static uint32_t intern(gaz_rows *r, const char *s, size_t n, const char *tail, size_t n_tail)
{
    if (r->n_strings * 2 >= r->cap_strings) {
        uint32_t cap = r->cap_strings == 0 ? 1u << 16 : r->cap_strings * 2;
        uint32_t *t = heap_alloc(r->allocator, cap * sizeof *t);
        if (t == NULL) {
            return GAZ_NONE;
        }
        memset(t, 0, cap * sizeof *t);
        for (uint32_t i = 0; i < r->cap_strings; i++) {
            if (r->strings[i] != 0) {
                const char *old = r->pool.data + r->strings[i];
                uint32_t at = (uint32_t)hash_bytes(old, strlen(old), 7) & (cap - 1);
                while (t[at] != 0) {
                    at = (at + 1) & (cap - 1);
                }
                t[at] = r->strings[i];
            }
        }
        heap_release(r->allocator, r->strings);
        r->strings = t;
        r->cap_strings = cap;
    }
    uint32_t at = (uint32_t)hash_bytes(s, n, 7) & (r->cap_strings - 1);
    for (; r->strings[at] != 0 && n_tail == 0; at = (at + 1) & (r->cap_strings - 1)) {
        const char *old = r->pool.data + r->strings[at];
        if (strlen(old) == n && memcmp(old, s, n) == 0) {
            return r->strings[at];
        }
    }
    uint32_t offset = (uint32_t)r->pool.n;
    buf_put(&r->pool, s, n);
    buf_putc(&r->pool, 0);
    buf_put(&r->pool, tail, n_tail);
    if (n_tail > 0) {
        buf_putc(&r->pool, 0);
    } else {
        r->strings[at] = offset;
        r->n_strings++;
    }
    return r->pool.ok ? offset : GAZ_NONE;
}

uint32_t gaz_pool_string(gaz_rows *r, const char *s, size_t n, const char *tail, size_t n_tail)
{
    return intern(r, s, n, tail, n_tail);
}

bool gaz_add_name(gaz_rows *r, uint32_t place, const char *s, size_t n, place_name_kind kind)
{
    char key[PLACE_MAX_KEY], bare[PLACE_MAX_KEY];
    size_t n_key = place_make_key(s, n, key, sizeof key);
    if (n_key < 2) {
        return true;
    }
    size_t n_bare = place_drop_articles(key, n_key, bare, sizeof bare);
    for (int i = 0; i < (n_bare > 0 ? 2 : 1); i++) {
        built_name *v = gaz_grow(r->allocator, r->names, r->n_names, &r->cap_names, sizeof *v);
        if (v == NULL) {
            return false;
        }
        r->names = v;
        v[r->n_names].hash = hash_bytes(i ? bare : key, i ? n_bare : n_key, GAZ_VERSION);
        v[r->n_names].place = place;
        v[r->n_names++].kind = i && kind == PLACE_NAME_MAIN ? PLACE_NAME_ALIAS : kind;
    }
    return true;
}

static int by_hash(const void *x, const void *y)
{
    const built_name *a = x, *b = y;
    if (a->hash != b->hash) {
        return a->hash < b->hash ? -1 : 1;
    }
    if (a->place != b->place) {
        return a->place < b->place ? -1 : 1;
    }
    return (a->kind > b->kind) - (a->kind < b->kind);
}

typedef struct ranked {
    uint32_t weight, index;
} ranked;

static int by_weight(const void *x, const void *y)
{
    const ranked *a = x, *b = y;
    if (a->weight != b->weight) {
        return a->weight > b->weight ? -1 : 1;
    }
    return a->index < b->index ? -1 : 1;
}

static void pad(base_buf *b)
{
    while (b->ok && b->n % 8 != 0) {
        buf_putc(b, 0);
    }
}

/* Puts the largest places first, so that a look-up meets the likely ones before its limit. */
static sitrep_status order_places(gaz_rows *r, sitrep_error *err)
{
    const sitrep_allocator *a = r->allocator;
    ranked *order = heap_alloc(a, r->n_places * sizeof *order);
    gaz_place *sorted = heap_alloc(a, r->n_places * sizeof *sorted);
    uint32_t *to = heap_alloc(a, r->n_places * sizeof *to);
    sitrep_status status = SITREP_OK;
    if (order == NULL || sorted == NULL || to == NULL) {
        status = fail_nomem(err);
        goto done;
    }
    for (uint32_t i = 0; i < r->n_places; i++) {
        order[i].weight = r->places[i].population;
        order[i].index = i;
    }
    qsort(order, r->n_places, sizeof *order, by_weight);
    for (uint32_t i = 0; i < r->n_places; i++) {
        to[order[i].index] = i;
    }
    for (uint32_t i = 0; i < r->n_places; i++) {
        sorted[to[i]] = r->places[i];
        if (sorted[to[i]].up != GAZ_NONE) {
            sorted[to[i]].up = to[sorted[to[i]].up];
        }
    }
    memcpy(r->places, sorted, r->n_places * sizeof *sorted);
    for (uint32_t i = 0; i < r->n_names; i++) {
        r->names[i].place = to[r->names[i].place];
    }
    for (uint32_t i = 0; i < r->n_parents; i++) {
        r->parents[i].place = to[r->parents[i].place];
    }
    for (uint32_t i = 0; i < r->n_admin1; i++) {
        r->admin1[i].place = r->admin1[i].place == GAZ_NONE ? GAZ_NONE : to[r->admin1[i].place];
    }
    for (uint32_t i = 0; i < r->n_countries; i++) {
        r->countries[i] = to[r->countries[i]];
    }
done:
    heap_release(a, order);
    heap_release(a, sorted);
    heap_release(a, to);
    return status;
}

/* Containers known by name: the most populous town of that name in the same country (of any when none is given), else the
 * most populous place. A site without a position of its own is given its container's, and marked. */
static void find_parents(gaz_rows *r)
{
    const built_name *names = r->names;
    for (uint32_t i = 0; i < r->n_parents; i++) {
        uint32_t low = 0, high = r->n_names;
        while (low < high) {
            uint32_t mid = low + (high - low) / 2;
            if (names[mid].hash < r->parents[i].key) {
                low = mid + 1;
            } else {
                high = mid;
            }
        }
        gaz_place *p = &r->places[r->parents[i].place];
        bool town = false;
        for (; low < r->n_names && names[low].hash == r->parents[i].key && !town; low++) {
            const gaz_place *parent = &r->places[names[low].place];
            town = strncmp(r->pool.data + r->features[parent->feature], "PPL", 3) == 0;
            if (names[low].place != r->parents[i].place && (p->country == 0xFF || parent->country == p->country) &&
                (p->up == GAZ_NONE || town)) {
                p->up = names[low].place;
                p->admin1 = parent->admin1;
            } else {
                town = false;
            }
        }
    }
}

/* Orders the names; of one that is told twice for one place, the best kind stays. */
static void order_names(gaz_rows *r)
{
    built_name *names = r->names;
    uint32_t n = 0;
    qsort(names, r->n_names, sizeof *names, by_hash);
    for (uint32_t i = 0; i < r->n_names; i++) {
        if (n == 0 || names[n - 1].hash != names[i].hash || names[n - 1].place != names[i].place) {
            names[n++] = names[i];
        }
    }
    r->n_names = n;
}

/* Places without position and without container stand at 0, 0, still marked. */
static uint32_t count_unplaced(const gaz_rows *r)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < r->n_places; i++) {
        n += r->places[i].lat_e5 == GAZ_NO_POSITION && r->places[i].up == GAZ_NONE;
    }
    return n;
}

static gaz_header make_header(const gaz_rows *r)
{
    gaz_header h;
    memset(&h, 0, sizeof h);
    memcpy(h.magic, GAZ_MAGIC, 8);
    h.version = GAZ_VERSION;
    h.n_places = r->n_places;
    h.n_names = r->n_names;
    h.n_countries = r->n_countries;
    h.n_admin1 = r->n_admin1;
    h.n_features = r->n_features;
    for (h.bucket_bits = 4; h.bucket_bits < 18 && (1u << h.bucket_bits) < r->n_names / 4; h.bucket_bits++) {
    }
    h.n_pool = (uint32_t)r->pool.n;
    return h;
}

static void put_buckets(const gaz_rows *r, uint32_t bucket_bits, base_buf *image)
{
    const built_name *names = r->names;
    uint32_t at = 0;
    for (uint64_t b = 0; b <= (uint64_t)1 << bucket_bits; b++) {
        while (at < r->n_names && names[at].hash >> (64 - bucket_bits) < b) {
            at++;
        }
        buf_put(image, (const char *)&at, sizeof at);
    }
}

static void put_names(const gaz_rows *r, base_buf *image)
{
    const built_name *names = r->names;
    for (uint32_t i = 0; i < r->n_names; i++) {
        gaz_name out = {(uint32_t)names[i].hash, names[i].place | names[i].kind << 28};
        buf_put(image, (const char *)&out, sizeof out);
    }
}

/* The sections, in the order of gazetteer.h. */
static void put_sections(const gaz_rows *r, uint32_t bucket_bits, base_buf *image)
{
    buf_put(image, (const char *)r->places, r->n_places * sizeof *r->places);
    pad(image);
    put_buckets(r, bucket_bits, image);
    pad(image);
    put_names(r, image);
    for (uint32_t i = 0; i < r->n_admin1; i++) {
        buf_put(image, (const char *)&r->admin1[i].place, 4);
    }
    pad(image);
    buf_put(image, (const char *)r->countries, r->n_countries * 4);
    pad(image);
    buf_put(image, (const char *)r->features, r->n_features * 4);
    pad(image);
    buf_put(image, r->pool.data, r->pool.n);
    pad(image);
}

static sitrep_status write_image(gaz_rows *r, base_buf *image, place_build_report *report, sitrep_error *err)
{
    sitrep_status status = order_places(r, err);
    if (status != SITREP_OK) {
        return status;
    }
    order_names(r);
    find_parents(r);
    r->n_skipped += count_unplaced(r);
    gaz_header h = make_header(r);
    buf_put(image, (const char *)&h, sizeof h);
    put_sections(r, h.bucket_bits, image);
    if (!image->ok || !r->pool.ok) {
        return fail_nomem(err);
    }
    h.checksum = hash_bytes(image->data + sizeof h, image->n - sizeof h, GAZ_VERSION);
    memcpy(image->data, &h, sizeof h);
    report->n_places = r->n_places;
    report->n_names = r->n_names;
    report->n_skipped = r->n_skipped;
    return SITREP_OK;
}

sitrep_status place_build_gazetteer(const char *const *paths, size_t n_paths, const sitrep_allocator *allocator,
                                    base_buf *image, place_build_report *report, sitrep_error *err)
{
    gaz_rows r;
    memset(&r, 0, sizeof r);
    memset(report, 0, sizeof *report);
    r.allocator = allocator;
    buf_init(&r.pool, allocator);
    buf_putc(&r.pool, 0);
    sitrep_status status = n_paths == 0 ? fail(err, SITREP_E_ARGUMENT, "no source files", NULL) : SITREP_OK;
    for (size_t i = 0; i < n_paths && status == SITREP_OK; i++) {
        base_map map;
        status = map_open(paths[i], &map, err);
        if (status == SITREP_OK) {
            status = gaz_read_rows(&r, paths[i], (const char *)map.data, map.n, err);
            map_close(&map);
        }
    }
    if (status == SITREP_OK) {
        status = write_image(&r, image, report, err);
    }
    buf_clear(&r.pool);
    void *owned[] = {r.strings, r.names, r.places, r.admin1, r.admin2, r.division_slots, r.parents};
    for (size_t i = 0; i < sizeof owned / sizeof owned[0]; i++) {
        heap_release(allocator, owned[i]);
    }
    return status;
}
