/* lexicon_open.c: opening and checking the image; entries and their dated values. */
#include "lexicon/lexicon_private.h"

#include <string.h>

#include "base/fail.h"
#include "base/hash.h"
#include "base/heap.h"

static uint32_t get32(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}
static uint64_t get64(const unsigned char *p) { return (uint64_t)get32(p) | (uint64_t)get32(p + 4) << 32; }

static sitrep_status bad(sitrep_error *err, const char *what, uint64_t byte)
{
    return fail_at(err, SITREP_E_DAMAGED, "lexicon image is damaged", what, byte, 0);
}

/* Every offset that a lookup will follow, checked once here, so that lookups need no checks. */
static sitrep_status check_items(const lexicon *lex, const lex_image_kind *kinds, sitrep_error *err)
{
    if (lex->n_strings == 0 || lex->strings[0] != '\0' || lex->strings[lex->n_strings - 1] != '\0')
        return bad(err, "strings without an end", 0);
    for (uint32_t i = 0; i < lex->n_entries; i++) {
        const lex_image_entry *e = &lex->entries[i];
        if (e->slug >= lex->n_strings || e->name >= lex->n_strings || e->type >= lex->n_strings || e->cls >= LEX_CLASS_N)
            return bad(err, "entry", i);
        for (int f = 0; f < LEX_FIELD_N; f++)
            if (e->value[f] > e->value[f + 1]) return bad(err, "entry's values", i);
        if (e->value[LEX_FIELD_N] > lex->n_values || e->link_b > e->link_e || e->link_e > lex->n_links)
            return bad(err, "entry's values", i);
        if ((e->slug != 0) != (i < lex->n_registry)) return bad(err, "entry order", i);
    }
    for (uint32_t i = 0; i < lex->n_values; i++)
        if (lex->values[i].text >= lex->n_strings) return bad(err, "value", i);
    for (uint32_t i = 0; i < lex->n_links; i++)
        if (lex->links[i].kind >= lex->n_strings || lex->links[i].target >= lex->n_entries) return bad(err, "affiliation", i);
    for (uint32_t i = 0; i < lex->n_patterns; i++) {
        const lex_image_pattern *p = &lex->patterns[i];
        if (p->entry >= lex->n_entries || p->n_units == 0 || p->n_units > LEX_MAX_UNITS || p->unit_b > lex->n_units ||
            p->n_units > lex->n_units - p->unit_b)
            return bad(err, "pattern", i);
        if (i > 0 && (lex->units[p->unit_b] >> 2) < (lex->units[lex->patterns[i - 1].unit_b] >> 2))
            return bad(err, "pattern order", i);
    }
    for (uint32_t i = 0; i < lex->n_kinds; i++)
        for (int t = 0; t < 12; t++)
            if (kinds[i].text[t] >= lex->n_strings) return bad(err, "event kind", i);
    return SITREP_OK;
}

static sitrep_status build_kinds(lexicon *lex, const lex_image_kind *kinds, sitrep_error *err)
{
    lex->kinds = heap_alloc(&lex->allocator, (lex->n_kinds + 1) * sizeof *lex->kinds);
    if (lex->kinds == NULL) return fail_nomem(err);
    for (uint32_t i = 0; i < lex->n_kinds; i++) {
        const uint32_t *t = kinds[i].text;
        onto_kind *k = &lex->kinds[i];
        const char *s = lex->strings;
        *k = (onto_kind){s + t[0], s + t[1], s + t[2], s + t[3], s + t[4],  s + t[5], s + t[6],
                         s + t[7], s + t[8], s + t[9], 0.0,      s + t[10], kinds[i].traits, s + t[11]};
        k->goldstein = (double)kinds[i].goldstein_tenths / 10.0;
        if (i > 0 && strcmp(lex->kinds[i - 1].kind, k->kind) >= 0) return bad(err, "event kind order", i);
    }
    return SITREP_OK;
}

static sitrep_status open_sections(lexicon *lex, const unsigned char *d, size_t n, sitrep_error *err)
{
    static const size_t item[LEX_SECTION_N] = {1, sizeof(lex_image_entry), sizeof(lex_image_value), sizeof(lex_image_link),
                                               sizeof(lex_image_pattern), 8, sizeof(lex_image_kind)};
    static const char *const name[LEX_SECTION_N] = {"strings", "entries", "values", "affiliations", "patterns", "units", "kinds"};
    const lex_image_kind *kinds;
    const void *at[LEX_SECTION_N];
    uint64_t count[LEX_SECTION_N];
    if (n < LEX_HEADER_BYTES || memcmp(d, LEX_MAGIC, 8) != 0)
        return fail(err, SITREP_E_DAMAGED, "not a lexicon image", "magic");
    if (get32(d + 8) != LEX_VERSION) return fail(err, SITREP_E_VERSION, "lexicon image of another version; run lexc again", NULL);
    if (get32(d + 12) != LEX_SECTION_N) return bad(err, "number of sections", 12);
    if (get64(d + 16) != n) return bad(err, "file size", 16);
    uint64_t sum = hash_bytes(d + LEX_SUMMED_FROM, n - LEX_SUMMED_FROM, 0);
    if (get64(d + 24) != sum) return bad(err, "checksum", 24);
    for (int s = 0; s < LEX_SECTION_N; s++) {
        uint64_t off = get64(d + 32 + 16 * s);
        count[s] = get64(d + 40 + 16 * s);
        if (off < LEX_HEADER_BYTES || off > n || off % 8 != 0 || count[s] > UINT32_MAX || count[s] > (n - off) / item[s])
            return bad(err, name[s], off);
        at[s] = d + off;
    }
    /* sections are 8-byte aligned in the file and the file is page-aligned (or the caller's bytes are, see lexicon_open_bytes) */
    lex->strings = at[LEX_STRINGS];
    lex->entries = at[LEX_ENTRIES];
    lex->values = at[LEX_VALUES];
    lex->links = at[LEX_LINKS];
    lex->patterns = at[LEX_PATTERNS];
    lex->units = at[LEX_UNITS];
    kinds = at[LEX_KINDS];
    lex->n_strings = count[LEX_STRINGS];
    lex->n_entries = (uint32_t)count[LEX_ENTRIES];
    lex->n_values = (uint32_t)count[LEX_VALUES];
    lex->n_links = (uint32_t)count[LEX_LINKS];
    lex->n_patterns = (uint32_t)count[LEX_PATTERNS];
    lex->n_units = (uint32_t)count[LEX_UNITS];
    lex->n_kinds = (uint32_t)count[LEX_KINDS];
    while (lex->n_registry < lex->n_entries && lex->entries[lex->n_registry].slug != 0) lex->n_registry++;
    sitrep_status s = check_items(lex, kinds, err);
    if (s == SITREP_OK) s = build_kinds(lex, kinds, err);
    if (s != SITREP_OK) return s;
    for (uint32_t i = 0; i < lex->n_patterns; i++) {
        uint32_t bit = lex_filter_bit(lex->units[lex->patterns[i].unit_b]);
        lex->filter[bit / 64] |= (uint64_t)1 << (bit % 64);
    }
    lex_unit article[1];
    if (lex_units_of("al", 2, article, 1) == 1) lex->article = article[0].hash;
    for (int i = 0; i < 16; i++) lex->hash[i] = "0123456789abcdef"[(sum >> (60 - 4 * i)) & 15];
    return SITREP_OK;
}

static sitrep_status open_any(base_map map, const void *data, size_t n, const sitrep_allocator *allocator, lexicon **out,
                              sitrep_error *err)
{
    lexicon *lex = heap_alloc(allocator, sizeof *lex);
    sitrep_status s;
    if (lex == NULL) {
        map_close(&map);
        return fail_nomem(err);
    }
    memset(lex, 0, sizeof *lex);
    if (allocator != NULL) lex->allocator = *allocator;
    lex->map = map;
    s = open_sections(lex, data, n, err);
    if (s != SITREP_OK) {
        lexicon_close(lex);
        return s;
    }
    *out = lex;
    return SITREP_OK;
}

sitrep_status lexicon_open(const char *path, const sitrep_allocator *allocator, lexicon **lex, sitrep_error *err)
{
    base_map map = {0};
    sitrep_status s = map_open(path, &map, err);
    if (s != SITREP_OK) return s;
    return open_any(map, map.data, map.n, allocator, lex, err);
}

sitrep_status lexicon_open_bytes(const void *data, size_t n, const sitrep_allocator *allocator, lexicon **lex,
                                 sitrep_error *err)
{
    base_map none = {0};
    if ((uintptr_t)data % 8 != 0) return fail(err, SITREP_E_ARGUMENT, "lexicon bytes must be 8-byte aligned", NULL);
    return open_any(none, data, n, allocator, lex, err);
}

void lexicon_close(lexicon *lex)
{
    if (lex == NULL) return;
    sitrep_allocator allocator = lex->allocator;
    heap_release(&allocator, lex->kinds);
    if (lex->map.data != NULL) map_close(&lex->map);
    heap_release(&allocator, lex);
}

const char *lexicon_hash(const lexicon *lex) { return lex->hash; }
uint32_t lexicon_count(const lexicon *lex) { return lex->n_entries; }

int64_t lexicon_find(const lexicon *lex, const char *slug)
{
    uint32_t b = 0, e = lex->n_registry;
    while (b < e) {
        uint32_t mid = b + (e - b) / 2;
        int c = strcmp(lex->strings + lex->entries[mid].slug, slug);
        if (c == 0) return (int64_t)mid;
        if (c < 0)
            b = mid + 1;
        else
            e = mid;
    }
    return -1;
}

static const char *text_or_null(const lexicon *lex, uint32_t at) { return at == 0 ? NULL : lex->strings + at; }

const char *lexicon_name(const lexicon *lex, uint32_t entry)
{
    return entry < lex->n_entries ? lex->strings + lex->entries[entry].name : "";
}
const char *lexicon_slug(const lexicon *lex, uint32_t entry)
{
    return entry < lex->n_entries ? text_or_null(lex, lex->entries[entry].slug) : NULL;
}
const char *lexicon_type(const lexicon *lex, uint32_t entry)
{
    return entry < lex->n_entries ? text_or_null(lex, lex->entries[entry].type) : NULL;
}
lex_class lexicon_class(const lexicon *lex, uint32_t entry)
{
    return entry < lex->n_entries ? (lex_class)lex->entries[entry].cls : LEX_CLASS_N;
}

const char *lexicon_value(const lexicon *lex, uint32_t entry, lex_field field, int32_t date)
{
    if (entry >= lex->n_entries || field >= LEX_FIELD_N) return NULL;
    const lex_image_entry *e = &lex->entries[entry];
    const lex_image_value *best = NULL;
    for (uint32_t i = e->value[field]; i < e->value[field + 1]; i++) {
        const lex_image_value *v = &lex->values[i];
        if (lex_date_in(date, v->from, v->to) && (best == NULL || v->to > best->to)) best = v;
    }
    return best == NULL ? NULL : text_or_null(lex, best->text);
}

uint32_t lexicon_affiliation_count(const lexicon *lex, uint32_t entry)
{
    return entry < lex->n_entries ? lex->entries[entry].link_e - lex->entries[entry].link_b : 0;
}

lex_affiliation lexicon_affiliation(const lexicon *lex, uint32_t entry, uint32_t i)
{
    const lex_image_link *k = &lex->links[lex->entries[entry].link_b + i];
    return (lex_affiliation){lex->strings + k->kind, k->target, k->from, k->to};
}

int32_t lex_date(const char *iso)
{
    int32_t part[3] = {0, 0, 0};
    static const int width[3] = {4, 2, 2};
    if (iso == NULL) return LEX_DATE_NONE;
    for (int p = 0; p < 3; p++) {
        for (int i = 0; i < width[p]; i++, iso++) {
            if (*iso < '0' || *iso > '9') return p == 0 ? LEX_DATE_NONE : part[0] * 10000 + (p > 1 ? part[1] * 100 : 0);
            part[p] = part[p] * 10 + (*iso - '0');
        }
        if (*iso != '-') {
            break;
        }
        iso++;
    }
    return part[0] * 10000 + part[1] * 100 + part[2];
}
