/* near_copy.c: see near_copy.h. */
#include "fuse/near_copy.h"

#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "fuse/fuse_tune.h"

enum { MAX_PROBES = 24 };

typedef struct sketch {
    uint64_t min[COPY_HASHES];
    uint32_t n_shingles;
    uint64_t whole; /* hash of all words: equal texts are copies at any length */
} sketch;

typedef struct slot {
    uint64_t hash;
    int32_t report; /* index + 1; 0: empty */
} slot;

/* Finaliser of splitmix64 (S. Vigna): one hash becomes as many as there are seeds. */
static uint64_t mix(uint64_t v)
{
    v += 0x9E3779B97F4A7C15u;
    v = (v ^ (v >> 30)) * 0xBF58476D1CE4E5B9u;
    v = (v ^ (v >> 27)) * 0x94D049BB133111EBu;
    return v ^ (v >> 31);
}

/* The hash of the next word of letters and digits, folded; false at the end. */
static bool next_word(const char *s, size_t n, size_t *i, uint64_t *hash)
{
    uint64_t h = 0xCBF29CE484222325u;
    bool any = false;
    while (*i < n) {
        size_t before = *i;
        uint32_t c = utf8_next(s, n, i);
        if (utf8_is_letter(c) || utf8_is_digit(c)) {
            uint32_t f = utf8_fold(c);
            if (f != 0) h = (h ^ f) * 0x100000001B3u;
            any = true;
        } else if (any) {
            *i = before;
            break;
        }
    }
    *hash = mix(h);
    return any;
}

static void make_sketch(const claim_report *r, sketch *k)
{
    uint64_t last[COPY_SHINGLE_WORDS] = {0}, word;
    size_t at = 0, n_words = 0;
    memset(k->min, 0xFF, sizeof k->min);
    k->n_shingles = 0;
    k->whole = 1;
    while (next_word(r->text, r->n_text, &at, &word)) {
        memmove(last, last + 1, sizeof last - sizeof last[0]);
        last[COPY_SHINGLE_WORDS - 1] = word;
        k->whole = mix(k->whole ^ word);
        if (++n_words < COPY_SHINGLE_WORDS) continue;
        uint64_t h = 0;
        for (int i = 0; i < COPY_SHINGLE_WORDS; i++) h = mix(h ^ last[i]);
        for (int i = 0; i < COPY_HASHES; i++) {
            uint64_t v = (h ^ ((uint64_t)i * 0xD6E8FEB86659FD93u)) * 0x9FB21C651E98DF25u;
            v ^= v >> 28;
            if (v < k->min[i]) k->min[i] = v;
        }
        k->n_shingles++;
    }
}

static double share(const sketch *a, const sketch *b)
{
    int equal = 0;
    for (int i = 0; i < COPY_HASHES; i++) equal += a->min[i] == b->min[i];
    return (double)equal / COPY_HASHES;
}

static uint64_t band_hash(const sketch *k, int band)
{
    return hash_bytes(k->min + band * COPY_ROWS, COPY_ROWS * sizeof k->min[0], (uint64_t)band + 1);
}

sitrep_status near_copies(base_arena *arena, const claim_report *const *reports, uint32_t n, int32_t *copy_of)
{
    size_t n_slots = 64;
    while (n_slots < (size_t)n * (COPY_BANDS + 1) * 2) n_slots *= 2;
    slot *table = arena_array(arena, n_slots, sizeof *table);
    sketch *sketches = arena_array(arena, n, sizeof *sketches);
    if (table == NULL || sketches == NULL) return SITREP_E_NOMEM;
    for (uint32_t i = 0; i < n; i++) {
        sketch *k = &sketches[i];
        double best = 0;
        make_sketch(reports[i], k);
        copy_of[i] = -1;
        for (int band = 0; band <= COPY_BANDS; band++) { /* the last "band" is the whole text */
            uint64_t h = band < COPY_BANDS ? band_hash(k, band) : mix(k->whole);
            if (band < COPY_BANDS && k->n_shingles < COPY_MIN_SHINGLES) continue;
            size_t at = h & (n_slots - 1);
            for (int probe = 0; probe < MAX_PROBES && table[at].report != 0; probe++, at = (at + 1) & (n_slots - 1)) {
                int32_t other = table[at].report - 1;
                if (table[at].hash != h || other == copy_of[i]) continue;
                double s = sketches[other].whole == k->whole ? 1 : k->n_shingles < COPY_MIN_SHINGLES ? 0 : share(k, &sketches[other]);
                if (s < COPY_MIN_SHARE || s < best || (s == best && copy_of[i] >= 0 && other > copy_of[i])) continue;
                best = s;
                copy_of[i] = other;
            }
        }
        if (copy_of[i] >= 0) continue;
        for (int band = 0; band <= COPY_BANDS; band++) { /* an original: later texts are compared with it */
            uint64_t h = band < COPY_BANDS ? band_hash(k, band) : mix(k->whole);
            if (band < COPY_BANDS && k->n_shingles < COPY_MIN_SHINGLES) continue;
            size_t at = h & (n_slots - 1);
            while (table[at].report != 0) at = (at + 1) & (n_slots - 1);
            table[at] = (slot){h, (int32_t)i + 1};
        }
    }
    return SITREP_OK;
}
