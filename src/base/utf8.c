/* utf8.c: see utf8.h. The tables cover the scripts that names in conflict news come in; facts from the Unicode Character
 * Database. Letters are ranges; Latin base letters are one character of a string a code point ('.': no base letter). */
#include "base/utf8.h"

#include <string.h>

uint32_t utf8_next(const char *s, size_t n, size_t *i)
{
    const unsigned char *p = (const unsigned char *)s + *i;
    size_t left = n - *i;
    uint32_t c = p[0];
    /* the text is valid by contract; the length checks keep a broken caller from reading past the end */
    if (c < 0x80) {
        *i += 1;
        return c;
    }
    if (c < 0xE0 && left >= 2) {
        *i += 2;
        return (c & 0x1F) << 6 | (p[1] & 0x3Fu);
    }
    if (c < 0xF0 && left >= 3) {
        *i += 3;
        return (c & 0x0F) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
    }
    if (left >= 4) {
        *i += 4;
        return (c & 0x07) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
    }
    *i = n;
    return 0xFFFD;
}

size_t utf8_first_bad(const char *s, size_t n)
{
    const unsigned char *p = (const unsigned char *)s;
    size_t i = 0;
    while (i < n) {
        uint64_t word;
        if (n - i >= 8 && (memcpy(&word, p + i, 8), (word & 0x8080808080808080u) == 0)) {
            i += 8; /* eight ASCII bytes at a time: most of English text */
            continue;
        }
        unsigned char c = p[i];
        if (c < 0x80) {
            i++;
            continue;
        }
        size_t len;
        unsigned char low = 0x80, high = 0xBF; /* bounds of the second byte (RFC 3629, section 4) */
        if (c >= 0xC2 && c <= 0xDF) len = 2;
        else if (c >= 0xE0 && c <= 0xEF) {
            len = 3;
            if (c == 0xE0) low = 0xA0;
            if (c == 0xED) high = 0x9F;
        } else if (c >= 0xF0 && c <= 0xF4) {
            len = 4;
            if (c == 0xF0) low = 0x90;
            if (c == 0xF4) high = 0x8F;
        } else return i;
        if (n - i < len || p[i + 1] < low || p[i + 1] > high) return i;
        for (size_t k = 2; k < len; k++) {
            if ((p[i + k] & 0xC0) != 0x80) return i;
        }
        i += len;
    }
    return n;
}

size_t utf8_put(uint32_t c, char *out)
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = 0xFFFD;
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

size_t utf8_count(const char *s, size_t n)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++) count += ((unsigned char)s[i] & 0xC0) != 0x80;
    return count;
}

typedef struct code_range {
    uint32_t first, last;
} code_range;

/* Letters and the marks that belong to them, ascending. */
static const code_range letters[] = {
    { 0x41, 0x5A },       { 0x61, 0x7A },       { 0xAA, 0xAA },       { 0xB5, 0xB5 },       { 0xBA, 0xBA },
    { 0xC0, 0xD6 },       { 0xD8, 0xF6 },       { 0xF8, 0x2C1 },      { 0x2C6, 0x2D1 },     { 0x2E0, 0x2E4 },
    { 0x2EC, 0x2EE },     { 0x300, 0x374 },     { 0x376, 0x37D },     { 0x37F, 0x37F },     { 0x386, 0x386 },
    { 0x388, 0x3F5 },     { 0x3F7, 0x481 },     { 0x483, 0x559 },     { 0x560, 0x588 },     { 0x591, 0x5BD },
    { 0x5BF, 0x5BF },     { 0x5C1, 0x5C2 },     { 0x5C4, 0x5C5 },     { 0x5C7, 0x5F2 },     { 0x610, 0x61A },
    { 0x620, 0x65F },     { 0x66E, 0x6D3 },     { 0x6D5, 0x6DC },     { 0x6DF, 0x6E8 },     { 0x6EA, 0x6EF },
    { 0x6FA, 0x6FF },     { 0x710, 0x7BF },     { 0x7CA, 0x7F5 },     { 0x860, 0x963 },     { 0x971, 0xDF4 },
    { 0xE01, 0xE3A },     { 0xE40, 0xE4E },     { 0x1000, 0x103F },   { 0x1050, 0x108F },   { 0x10A0, 0x10FA },
    { 0x10FC, 0x135F },   { 0x13A0, 0x13FD },   { 0x1780, 0x17D3 },   { 0x1AB0, 0x1AFF },   { 0x1C80, 0x1CBF },
    { 0x1D00, 0x1FBC },   { 0x1FC2, 0x1FCC },   { 0x1FD0, 0x1FDB },   { 0x1FE0, 0x1FEC },   { 0x1FF2, 0x1FFC },
    { 0x2071, 0x2071 },   { 0x207F, 0x207F },   { 0x2C00, 0x2DFF },   { 0x3005, 0x3006 },   { 0x3041, 0x3096 },
    { 0x30A1, 0x30FA },   { 0x30FC, 0x318E },   { 0x31F0, 0x31FF },   { 0x3400, 0x4DBF },   { 0x4E00, 0xA48C },
    { 0xA640, 0xA66E },   { 0xA680, 0xA6EF },   { 0xA717, 0xA788 },   { 0xA78B, 0xA7FF },   { 0xAC00, 0xD7A3 },
    { 0xF900, 0xFAFF },   { 0xFB00, 0xFB06 },   { 0xFB13, 0xFB17 },   { 0xFB1D, 0xFB28 },   { 0xFB2A, 0xFBB1 },
    { 0xFBD3, 0xFD3D },   { 0xFD50, 0xFDFB },   { 0xFE20, 0xFE2F },   { 0xFE70, 0xFEFC },   { 0xFF21, 0xFF3A },
    { 0xFF41, 0xFF5A },   { 0xFF66, 0xFFDC },   { 0x10000, 0x100FA }, { 0x1E900, 0x1E94B }, { 0x20000, 0x323AF },
};

bool utf8_is_letter(uint32_t c)
{
    if (c < 0x80) return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    size_t low = 0, high = sizeof letters / sizeof letters[0];
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (c > letters[mid].last) low = mid + 1;
        else high = mid;
    }
    return low < sizeof letters / sizeof letters[0] && c >= letters[low].first;
}

bool utf8_is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

bool utf8_is_space(uint32_t c)
{
    if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
    return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 ||
           c == 0x202F || c == 0x205F || c == 0x2060 || c == 0x3000 || c == 0xFEFF;
}

/* Capitals whose small letter lies a fixed distance away; step 2 takes every second code point from first on. */
typedef struct case_range {
    uint16_t first, last;
    uint8_t step;
    int16_t away;
} case_range;

static const case_range capitals[] = {
    { 0xC0, 0xD6, 1, 32 },      { 0xD8, 0xDE, 1, 32 },      { 0x100, 0x12E, 2, 1 },     { 0x130, 0x130, 1, -199 },
    { 0x132, 0x136, 2, 1 },     { 0x139, 0x147, 2, 1 },     { 0x14A, 0x176, 2, 1 },     { 0x178, 0x178, 1, -121 },
    { 0x179, 0x17D, 2, 1 },     { 0x181, 0x181, 1, 210 },   { 0x182, 0x184, 2, 1 },     { 0x186, 0x186, 1, 206 },
    { 0x187, 0x187, 1, 1 },     { 0x189, 0x18A, 1, 205 },   { 0x18B, 0x18B, 1, 1 },     { 0x18E, 0x18E, 1, 79 },
    { 0x18F, 0x18F, 1, 202 },   { 0x190, 0x190, 1, 203 },   { 0x191, 0x191, 1, 1 },     { 0x193, 0x193, 1, 205 },
    { 0x194, 0x194, 1, 207 },   { 0x196, 0x196, 1, 211 },   { 0x197, 0x197, 1, 209 },   { 0x198, 0x198, 1, 1 },
    { 0x19C, 0x19C, 1, 211 },   { 0x19D, 0x19D, 1, 213 },   { 0x19F, 0x19F, 1, 214 },   { 0x1A0, 0x1A4, 2, 1 },
    { 0x1A7, 0x1A7, 1, 1 },     { 0x1AC, 0x1AC, 1, 1 },     { 0x1AF, 0x1AF, 1, 1 },     { 0x1B3, 0x1B5, 2, 1 },
    { 0x1B7, 0x1B7, 1, 219 },   { 0x1B8, 0x1B8, 1, 1 },     { 0x1C4, 0x1C4, 1, 2 },     { 0x1C5, 0x1C5, 1, 1 },
    { 0x1C7, 0x1C7, 1, 2 },     { 0x1C8, 0x1C8, 1, 1 },     { 0x1CA, 0x1CA, 1, 2 },     { 0x1CB, 0x1DB, 2, 1 },
    { 0x1DE, 0x1EE, 2, 1 },     { 0x1F1, 0x1F1, 1, 2 },     { 0x1F2, 0x1F4, 2, 1 },     { 0x1F8, 0x21E, 2, 1 },
    { 0x222, 0x232, 2, 1 },     { 0x246, 0x24E, 2, 1 },     { 0x386, 0x386, 1, 38 },    { 0x388, 0x38A, 1, 37 },
    { 0x38C, 0x38C, 1, 64 },    { 0x38E, 0x38F, 1, 63 },    { 0x391, 0x3A1, 1, 32 },    { 0x3A3, 0x3AB, 1, 32 },
    { 0x400, 0x40F, 1, 80 },    { 0x410, 0x42F, 1, 32 },    { 0x460, 0x480, 2, 1 },     { 0x48A, 0x4BE, 2, 1 },
    { 0x4C0, 0x4C0, 1, 15 },    { 0x4C1, 0x4CD, 2, 1 },     { 0x4D0, 0x52E, 2, 1 },     { 0x531, 0x556, 1, 48 },
    { 0x1E00, 0x1E94, 2, 1 },   { 0x1EA0, 0x1EFE, 2, 1 },   { 0xFF21, 0xFF3A, 1, 32 },
};

uint32_t utf8_lower(uint32_t c)
{
    if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
    if (c == 0x1E9E) return 0xDF;
    size_t low = 0, high = sizeof capitals / sizeof capitals[0];
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (c > capitals[mid].last) low = mid + 1;
        else high = mid;
    }
    if (low == sizeof capitals / sizeof capitals[0]) return c;
    const case_range *r = &capitals[low];
    if (c < r->first || (c - r->first) % r->step) return c;
    return (uint32_t)((int32_t)c + r->away);
}

bool utf8_is_upper(uint32_t c)
{
    return utf8_lower(c) != c;
}

/* Base letters of U+00C0 to U+024F and of U+1E00 to U+1EFF: the first letter of the compatibility decomposition, and for
 * letters without one (ø, đ, ł, ə, ...) the letter that newsrooms write. */
static const char base_c0[] =
    "aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"
    "bbbb..occdddd.eeeffgghiikkllmnnooooopprssssttttuuuvyyzzzzzz....w"
    "....dddlllnnnaaiioouuuuuuuuuueaaaaaa..ggkkoooozzjdddgghwnnaaaaoo"
    "aaaaeeeeiiiioooorrrruuuussttyyhhndoozzaaeeooooooooyylntj..acclts"
    "z..buveejjqqrryy";
static const char base_1e00[] =
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"
    "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"
    "wwwwwwwwwwxxxxyyzzzzzzhtwyassssdaaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
    "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyyllvvyy";

static bool is_dropped_mark(uint32_t c)
{
    if (c < 0x80) return c == '\'' || c == '`';
    return c == 0xAD || c == 0xB4 ||                    /* soft hyphen, acute accent standing alone */
           (c >= 0x2B0 && c <= 0x36F) ||                /* modifier letters (hamza, ayin, apostrophes), combining marks */
           (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF || /* zero width, direction marks */
           c == 0x2018 || c == 0x2019 || c == 0x201B || c == 0x2032 || c == 0x2035 || /* quotes and primes */
           (c >= 0x1DC0 && c <= 0x1DFF) || (c >= 0xFE20 && c <= 0xFE2F) || c == 0xA78B || c == 0xA78C || c == 0xFF07;
}

uint32_t utf8_fold(uint32_t c)
{
    if (is_dropped_mark(c)) return 0;
    if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
    if (c >= 0xC0 && c < 0x250) {
        char base = base_c0[c - 0xC0];
        return base == '.' ? utf8_lower(c) : (uint32_t)(unsigned char)base;
    }
    if (c >= 0x1E00 && c < 0x1F00) {
        char base = base_1e00[c - 0x1E00];
        return base == '.' ? utf8_lower(c) : (uint32_t)(unsigned char)base;
    }
    if (c >= 0xFF21 && c <= 0xFF5A) c = utf8_lower(c) - 0xFEE0; /* full-width letters */
    switch (c) { /* small letters of the IPA block that stand in names */
    case 0x253: return 'b';
    case 0x254: return 'o';
    case 0x256:
    case 0x257: return 'd';
    case 0x259:
    case 0x25B: return 'e';
    case 0x260:
    case 0x263: return 'g';
    case 0x268:
    case 0x269: return 'i';
    case 0x272: return 'n';
    case 0x275: return 'o';
    case 0x292: return 'z';
    default: return utf8_lower(c);
    }
}

size_t utf8_fold_string(const char *s, size_t n, char *out, size_t cap)
{
    size_t m = 0;
    if (cap == 0) return 0;
    for (size_t i = 0; i < n;) {
        uint32_t c = utf8_fold(utf8_next(s, n, &i));
        if (c == 0) continue;
        char bytes[4];
        size_t len = utf8_put(c, bytes);
        if (m + len >= cap) break;
        memcpy(out + m, bytes, len);
        m += len;
    }
    out[m] = '\0';
    return m;
}
