/* compile_write.c: the compiler's tables, ordered and written as an image. */
#include "lexicon/compile_table.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/hash.h"
#include "base/heap.h"

typedef struct pool { /* strings, each once */
    base_buf text;
    uint32_t *slot;
    size_t n_slots, n_used;
    const sitrep_allocator *allocator;
    bool ok;
} pool;

static uint32_t pool_put(pool *p, const char *s)
{
    size_t n;
    if (s == NULL || *s == '\0' || !p->ok || !p->text.ok) return 0;
    n = strlen(s);
    if (2 * (p->n_used + 1) > p->n_slots) {
        size_t bigger = p->n_slots == 0 ? 4096 : 2 * p->n_slots;
        uint32_t *slot = heap_alloc(p->allocator, bigger * sizeof *slot);
        if (slot == NULL) {
            p->ok = false;
            return 0;
        }
        memset(slot, 0, bigger * sizeof *slot);
        for (size_t i = 0; i < p->n_slots; i++)
            if (p->slot[i] != 0) {
                const char *t = p->text.data + p->slot[i];
                size_t k = (size_t)hash_bytes(t, strlen(t), 0) & (bigger - 1);
                while (slot[k] != 0) k = (k + 1) & (bigger - 1);
                slot[k] = p->slot[i];
            }
        heap_release(p->allocator, p->slot);
        p->slot = slot;
        p->n_slots = bigger;
    }
    size_t k = (size_t)hash_bytes(s, n, 0) & (p->n_slots - 1);
    for (; p->slot[k] != 0; k = (k + 1) & (p->n_slots - 1))
        if (strcmp(p->text.data + p->slot[k], s) == 0) return p->slot[k];
    uint32_t at = (uint32_t)p->text.n;
    buf_put(&p->text, s, n + 1);
    if (!p->text.ok) return 0;
    p->slot[k] = at;
    p->n_used++;
    return at;
}

static int by_slug(const void *x, const void *y)
{
    const compile_entry *a = x, *b = y;
    if ((a->slug == NULL) != (b->slug == NULL)) return a->slug == NULL ? 1 : -1;
    if (a->slug != NULL) {
        int c = strcmp(a->slug, b->slug);
        if (c != 0) return c;
    }
    return a->id < b->id ? -1 : a->id > b->id;
}

static int by_units(const void *x, const void *y)
{
    const compile_pattern *a = x, *b = y;
    uint64_t ha = a->unit[0] >> 2, hb = b->unit[0] >> 2;
    if (ha != hb) return ha < hb ? -1 : 1;
    if (a->n != b->n) return a->n > b->n ? -1 : 1;
    for (uint16_t i = 0; i < a->n; i++)
        if (a->unit[i] != b->unit[i]) return a->unit[i] < b->unit[i] ? -1 : 1;
    if (a->entry != b->entry) return a->entry < b->entry ? -1 : 1;
    if (a->from != b->from) return a->from < b->from ? -1 : 1;
    return a->flags < b->flags ? -1 : a->flags > b->flags;
}

static int by_kind(const void *x, const void *y)
{
    const compile_kind *a = x, *b = y;
    return strcmp(a->text[0], b->text[0]);
}

static bool same_units(const compile_pattern *a, const compile_pattern *b)
{
    if (a->n != b->n) return false;
    for (uint16_t i = 0; i < a->n; i++)
        if (a->unit[i] >> 2 != b->unit[i] >> 2) return false;
    return true;
}

/* Two registry entries that answer to the same words at the same time: the reader must choose, so the editor should know. */
static void warn_shared(compile_state *c)
{
    for (uint32_t i = 1; i < c->n_patterns; i++) {
        const compile_pattern *a = &c->patterns[i - 1], *b = &c->patterns[i];
        if (a->entry == b->entry || !same_units(a, b) || a->from > b->to || b->from > a->to) continue;
        const compile_entry *ea = &c->entries[a->entry], *eb = &c->entries[b->entry];
        if (ea->cls != LEX_ACTOR || eb->cls != LEX_ACTOR || ((a->flags | b->flags) & (LEX_METONYM | LEX_PEOPLE))) continue;
        compile_problem(c, b->file, b->line, false, "shares a name with another entry", ea->slug);
    }
}

static int64_t find_slug(const compile_state *c, uint32_t n_registry, const char *slug)
{
    uint32_t b = 0, e = n_registry;
    while (b < e) {
        uint32_t mid = b + (e - b) / 2;
        int d = strcmp(c->entries[mid].slug, slug);
        if (d == 0) return (int64_t)mid;
        if (d < 0)
            b = mid + 1;
        else
            e = mid;
    }
    return -1;
}

static void put_zeros_to(base_buf *b, size_t n)
{
    while (b->ok && b->n < n) buf_putc(b, '\0');
}

static void set64(base_buf *b, size_t at, uint64_t v)
{
    for (int i = 0; b->ok && i < 8; i++) b->data[at + (size_t)i] = (char)(unsigned char)(v >> (8 * i));
}

typedef struct writer {
    base_buf *image;
    size_t begin;
} writer;

static void begin_section(writer *w, enum lex_section s)
{
    put_zeros_to(w->image, (w->image->n + 7) / 8 * 8);
    w->begin = w->image->n;
    set64(w->image, 32 + 16 * (size_t)s, w->begin);
}
static void end_section(writer *w, enum lex_section s, size_t item)
{
    set64(w->image, 40 + 16 * (size_t)s, (w->image->n - w->begin) / item);
}

static void write_entries(compile_state *c, pool *p, writer *w, uint32_t n_registry)
{
    uint32_t n_values = 0, n_links = 0;
    begin_section(w, LEX_ENTRIES);
    for (uint32_t i = 0; i < c->n_entries; i++) {
        compile_entry *e = &c->entries[i];
        lex_image_entry x = {pool_put(p, e->slug), pool_put(p, e->name), pool_put(p, e->type), e->cls, {0}, 0, 0};
        for (int f = 0; f < LEX_FIELD_N; f++) {
            x.value[f] = n_values;
            n_values += e->n_value[f];
        }
        x.value[LEX_FIELD_N] = n_values;
        x.link_b = n_links;
        for (uint32_t k = 0; k < e->n_links; k++)
            if (find_slug(c, n_registry, e->links[k].slug) >= 0) n_links++;
        x.link_e = n_links;
        buf_put(w->image, (const char *)&x, sizeof x);
    }
    end_section(w, LEX_ENTRIES, sizeof(lex_image_entry));
    begin_section(w, LEX_VALUES);
    for (uint32_t i = 0; i < c->n_entries; i++)
        for (int f = 0; f < LEX_FIELD_N; f++)
            for (uint32_t k = 0; k < c->entries[i].n_value[f]; k++) {
                const compile_value *v = &c->entries[i].value[f][k];
                lex_image_value x = {pool_put(p, v->text), v->from, v->to};
                buf_put(w->image, (const char *)&x, sizeof x);
            }
    end_section(w, LEX_VALUES, sizeof(lex_image_value));
    begin_section(w, LEX_LINKS);
    for (uint32_t i = 0; i < c->n_entries; i++)
        for (uint32_t k = 0; k < c->entries[i].n_links; k++) {
            const compile_link *v = &c->entries[i].links[k];
            int64_t target = find_slug(c, n_registry, v->slug);
            if (target < 0) {
                compile_problem(c, c->entries[i].file, c->entries[i].line, true, "affiliation with an unknown actor", v->slug);
                continue;
            }
            lex_image_link x = {pool_put(p, v->kind), (uint32_t)target, v->from, v->to};
            buf_put(w->image, (const char *)&x, sizeof x);
        }
    end_section(w, LEX_LINKS, sizeof(lex_image_link));
}

static void write_patterns(compile_state *c, writer *w)
{
    uint32_t n_units = 0;
    begin_section(w, LEX_PATTERNS);
    for (uint32_t i = 0; i < c->n_patterns; i++) {
        const compile_pattern *q = &c->patterns[i];
        lex_image_pattern x = {q->entry, n_units, q->n, q->flags, q->from, q->to};
        n_units += q->n;
        buf_put(w->image, (const char *)&x, sizeof x);
    }
    end_section(w, LEX_PATTERNS, sizeof(lex_image_pattern));
    begin_section(w, LEX_UNITS);
    for (uint32_t i = 0; i < c->n_patterns; i++)
        for (uint16_t k = 0; k < c->patterns[i].n; k++) buf_put(w->image, (const char *)&c->patterns[i].unit[k], 8);
    end_section(w, LEX_UNITS, 8);
}

static void write_kinds(compile_state *c, pool *p, writer *w)
{
    begin_section(w, LEX_KINDS);
    for (uint32_t i = 0; i < c->n_kinds; i++) {
        lex_image_kind x;
        memset(&x, 0, sizeof x);
        for (int t = 0; t < 12; t++) x.text[t] = pool_put(p, c->kinds[i].text[t]);
        x.goldstein_tenths = c->kinds[i].goldstein_tenths;
        x.traits = c->kinds[i].traits;
        buf_put(w->image, (const char *)&x, sizeof x);
    }
    end_section(w, LEX_KINDS, sizeof(lex_image_kind));
}

/* Drops later entries with a slug that is taken, and gives every entry its place in the ordered table. */
static sitrep_status order_tables(compile_state *c, uint32_t *n_registry, sitrep_error *err)
{
    uint32_t *place = arena_array(&c->arena, c->n_entries + 1, sizeof *place);
    uint32_t n = 0;
    if (place == NULL) return fail_nomem(err);
    if (c->n_entries > 0) qsort(c->entries, c->n_entries, sizeof *c->entries, by_slug);
    *n_registry = 0;
    for (uint32_t i = 0; i < c->n_entries; i++) {
        compile_entry *e = &c->entries[i];
        if (e->slug != NULL && n > 0 && c->entries[n - 1].slug != NULL && strcmp(c->entries[n - 1].slug, e->slug) == 0) {
            compile_problem(c, e->file, e->line, true, "slug given twice", e->slug);
            place[e->id] = UINT32_MAX;
            continue;
        }
        place[e->id] = n;
        if (e->slug != NULL) ++*n_registry;
        c->entries[n++] = *e;
    }
    c->n_entries = n;
    n = 0;
    for (uint32_t i = 0; i < c->n_patterns; i++) {
        compile_pattern q = c->patterns[i];
        q.entry = place[q.entry];
        if (q.entry != UINT32_MAX) c->patterns[n++] = q;
    }
    c->n_patterns = n;
    if (n > 0) qsort(c->patterns, n, sizeof *c->patterns, by_units);
    if (c->n_kinds > 0) qsort(c->kinds, c->n_kinds, sizeof *c->kinds, by_kind);
    n = 0;
    for (uint32_t i = 0; i < c->n_kinds; i++) {
        if (n > 0 && by_kind(&c->kinds[n - 1], &c->kinds[i]) == 0) {
            compile_problem(c, 0, c->kinds[i].line, true, "event kind given twice", c->kinds[i].text[0]);
            continue;
        }
        c->kinds[n++] = c->kinds[i];
    }
    c->n_kinds = n;
    return SITREP_OK;
}

sitrep_status compile_write(compile_state *c, const sitrep_allocator *allocator, base_buf *image, sitrep_error *err)
{
    uint32_t n_registry = 0;
    pool p = {{0}, NULL, 0, 0, allocator, true};
    writer w = {image, 0};
    sitrep_status s = order_tables(c, &n_registry, err);
    if (s != SITREP_OK) return s;
    warn_shared(c);
    buf_init(&p.text, allocator);
    buf_putc(&p.text, '\0');
    buf_reset(image);
    buf_put(image, LEX_MAGIC, 8);
    put_zeros_to(image, LEX_HEADER_BYTES);
    write_entries(c, &p, &w, n_registry);
    write_patterns(c, &w);
    write_kinds(c, &p, &w);
    begin_section(&w, LEX_STRINGS);
    if (p.text.ok) buf_put(image, p.text.data, p.text.n);
    end_section(&w, LEX_STRINGS, 1);
    put_zeros_to(image, (image->n + 7) / 8 * 8);
    if (image->ok) {
        set64(image, 8, (uint64_t)LEX_VERSION | (uint64_t)LEX_SECTION_N << 32);
        set64(image, 16, image->n);
        set64(image, 24, hash_bytes(image->data + LEX_SUMMED_FROM, image->n - LEX_SUMMED_FROM, 0));
    }
    s = image->ok && p.ok && p.text.ok && !c->nomem ? SITREP_OK : fail_nomem(err);
    heap_release(allocator, p.slot);
    buf_clear(&p.text);
    return s;
}
