/* wordpiece.c: words to pieces of the model's vocabulary, as uncased BERT does it (Devlin et al. 2019): lower case, accents
 * dropped, each punctuation character apart, then the longest known piece from the left; what follows inside a part carries
 * "##". Must agree with Pieces in train/network.py to the letter. */
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "model/model_private.h"

/* Punctuation (general category P) beyond ASCII, where reports hold it; the ranges of Unicode 15 less the symbols inside. */
static const uint32_t punctuation[][2] = {
    { 0xA1, 0xA1 },     { 0xA7, 0xA7 },     { 0xAB, 0xAB },     { 0xB6, 0xB7 },     { 0xBB, 0xBB },     { 0xBF, 0xBF },
    { 0x37E, 0x37E },   { 0x387, 0x387 },   { 0x55A, 0x55F },   { 0x589, 0x58A },   { 0x5BE, 0x5BE },   { 0x5C0, 0x5C0 },
    { 0x5C3, 0x5C3 },   { 0x5C6, 0x5C6 },   { 0x5F3, 0x5F4 },   { 0x609, 0x60A },   { 0x60C, 0x60D },   { 0x61B, 0x61B },
    { 0x61D, 0x61F },   { 0x66A, 0x66D },   { 0x6D4, 0x6D4 },   { 0x964, 0x965 },   { 0x2010, 0x2027 }, { 0x2030, 0x2043 },
    { 0x2045, 0x2051 }, { 0x2053, 0x205E }, { 0x207D, 0x207E }, { 0x208D, 0x208E }, { 0x2308, 0x230B }, { 0x2329, 0x232A },
    { 0x2768, 0x2775 }, { 0x27E6, 0x27EF }, { 0x2E00, 0x2E2E }, { 0x2E30, 0x2E4F }, { 0x3001, 0x3003 }, { 0x3008, 0x3011 },
    { 0x3014, 0x301F }, { 0x3030, 0x3030 }, { 0x30FB, 0x30FB }, { 0xFE50, 0xFE52 }, { 0xFE54, 0xFE61 }, { 0xFF01, 0xFF03 },
    { 0xFF05, 0xFF0A }, { 0xFF0C, 0xFF0F }, { 0xFF1A, 0xFF1B }, { 0xFF1F, 0xFF20 }, { 0xFF3B, 0xFF3D }, { 0xFF3F, 0xFF3F },
    { 0xFF5B, 0xFF5B }, { 0xFF5D, 0xFF5D }, { 0xFF5F, 0xFF65 },
};
/* Latin letters whose stroke or ligature is no accent: Unicode does not decompose them, utf8_fold does. */
static const uint16_t whole_letters[] = {
    0xC6, 0xD0, 0xD8, 0xDE, 0xDF, 0xE6, 0xF0, 0xF8, 0xFE, 0x110, 0x111, 0x126, 0x127, 0x131, 0x132, 0x133, 0x138, 0x13F,
    0x140, 0x141, 0x142, 0x149, 0x14A, 0x14B, 0x152, 0x153, 0x166, 0x167, 0x17F,
};

/* Letters of other scripts that Unicode decomposes: Greek with tonos, Arabic with hamza or madda. */
static const uint16_t other_bases[][2] = {
    { 0x3AC, 0x3B1 }, { 0x3AD, 0x3B5 }, { 0x3AE, 0x3B7 }, { 0x3AF, 0x3B9 }, { 0x3CC, 0x3BF }, { 0x3CD, 0x3C5 },
    { 0x3CE, 0x3C9 }, { 0x622, 0x627 }, { 0x623, 0x627 }, { 0x624, 0x648 }, { 0x625, 0x627 }, { 0x626, 0x64A },
};

static bool is_punctuation(uint32_t c)
{
    if (c < 0x80) return (c > 32 && c < '0') || (c > '9' && c < 'A') || (c > 'Z' && c < 'a') || (c > 'z' && c < 127);
    size_t low = 0, high = sizeof punctuation / sizeof *punctuation;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (c > punctuation[mid][1]) low = mid + 1;
        else high = mid;
    }
    return low < sizeof punctuation / sizeof *punctuation && c >= punctuation[low][0];
}

/* Marks without a width of their own (category Mn) in the scripts that reports hold. */
static bool is_mark(uint32_t c)
{
    return (c >= 0x300 && c <= 0x36F) || (c >= 0x483 && c <= 0x487) || (c >= 0x591 && c <= 0x5BD) || c == 0x5BF ||
           (c >= 0x610 && c <= 0x61A) || (c >= 0x64B && c <= 0x65F) || c == 0x670 || (c >= 0x6D6 && c <= 0x6DC) ||
           (c >= 0x1DC0 && c <= 0x1DFF) || (c >= 0x20D0 && c <= 0x20DC) || (c >= 0xFE00 && c <= 0xFE0F) ||
           (c >= 0xFE20 && c <= 0xFE2F);
}

/* Lower case without accents; 0: dropped. */
static uint32_t plain_letter(uint32_t c)
{
    if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
    if (is_mark(c)) return 0;
    bool latin = (c >= 0xC0 && c < 0x180) || c == 0x1A0 || c == 0x1A1 || c == 0x1AF || c == 0x1B0 || (c >= 0x1CD && c <= 0x1DC) ||
                 (c >= 0x1E6 && c <= 0x1ED) || (c >= 0x1F8 && c <= 0x21B) || (c >= 0x226 && c <= 0x233) ||
                 (c >= 0x1E00 && c < 0x1F00);
    if (!latin) {
        c = utf8_lower(c);
        for (size_t i = 0; i < sizeof other_bases / sizeof *other_bases; i++)
            if (c == other_bases[i][0]) return other_bases[i][1];
        return c;
    }
    for (size_t i = 0; i < sizeof whole_letters / sizeof *whole_letters; i++)
        if (c == whole_letters[i]) return utf8_lower(c);
    return utf8_fold(c);
}

static uint32_t find_piece(const model *m, const char *s, size_t n)
{
    for (uint32_t at = (uint32_t)hash_bytes(s, n, 0) & m->slot_mask;; at = (at + 1) & m->slot_mask) {
        uint32_t piece = m->slots[at];
        if (piece == UINT32_MAX) return UINT32_MAX;
        uint32_t b = m->piece_offset[piece];
        if (m->piece_offset[piece + 1] - b == n && memcmp(m->piece_bytes + b, s, n) == 0) return piece;
    }
}

/* A word on its way into pieces. */
typedef struct word_state {
    const model *m;
    char part[2 + MODEL_PART_CHARS * 4]; /* room for "##" in front */
    uint32_t n_part, n_chars;
    uint32_t id[MODEL_WORD_PIECES], n;
} word_state;

static void put_piece(word_state *w, uint32_t id)
{
    if (w->n < MODEL_WORD_PIECES) w->id[w->n++] = id;
}

/* The part without punctuation that has been gathered, into pieces; one unknown stretch makes it unknown as a whole. */
static void end_part(word_state *w)
{
    uint32_t before = w->n;
    char *s = w->part + 2;
    bool known = w->n_chars <= MODEL_PART_CHARS;
    for (uint32_t b = 0; known && b < w->n_part;) {
        uint32_t extra = b ? 2 : 0, e = w->n_part, id = UINT32_MAX;
        char saved[2] = { 0, 0 };
        if (b) {
            memcpy(saved, s + b - 2, 2);
            memcpy(s + b - 2, "##", 2);
        }
        if (e - b + extra > w->m->max_piece) e = b + w->m->max_piece - extra;
        for (; e > b; e--) {
            if (e < w->n_part && ((unsigned char)s[e] & 0xC0) == 0x80) continue;
            id = find_piece(w->m, s + b - extra, e - b + extra);
            if (id != UINT32_MAX) break;
        }
        if (b) memcpy(s + b - 2, saved, 2);
        known = id != UINT32_MAX;
        if (known) put_piece(w, id);
        b = e;
    }
    if (!known) {
        w->n = before;
        put_piece(w, w->m->unk);
    }
    w->n_part = w->n_chars = 0;
}

bool wordpiece_split(const model *m, base_arena *arena, const char *word, size_t n, model_pieces *pieces)
{
    word_state w;
    w.m = m;
    w.n = w.n_part = w.n_chars = 0;
    /* nothing is kept of what comes after the last piece, however long the word is */
    for (size_t i = 0; i < n && w.n < MODEL_WORD_PIECES;) {
        uint32_t c = utf8_next(word, n, &i);
        if (is_punctuation(c)) {
            if (w.n_chars) end_part(&w);
            w.n_part = (uint32_t)utf8_put(c, w.part + 2);
            w.n_chars = 1;
            end_part(&w);
        } else if (!utf8_is_space(c) && (c = plain_letter(c)) != 0) {
            if (w.n_chars < MODEL_PART_CHARS) w.n_part += (uint32_t)utf8_put(c, w.part + 2 + w.n_part);
            w.n_chars++;
        }
    }
    if (w.n_chars) end_part(&w);
    if (w.n == 0) put_piece(&w, m->unk);
    for (uint32_t i = 0; i < w.n; i++) {
        uint32_t *grown = arena_grow(arena, pieces->id, pieces->n, &pieces->capacity, sizeof *grown);
        if (!grown) return false;
        pieces->id = grown;
        pieces->id[pieces->n++] = w.id[i];
    }
    return true;
}
