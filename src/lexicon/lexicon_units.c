/* lexicon_units.c: words to matching units. Compiler and matcher go through this one function, so that a spelling which differs
 * from the dictionary only in hyphens, dots, apostrophes, diacritics, case or a British ending gives the same units. */
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "lexicon/lexicon_image.h"

enum { PIECE_MAX = 96 };

typedef struct piece {
    char s[PIECE_MAX];
    size_t n;
    unsigned n_letters, n_upper, n_digits;
    bool first_upper, any;
} piece;

static bool ends_with(const piece *p, const char *tail, size_t min_before)
{
    size_t k = strlen(tail);
    return p->n >= k + min_before && memcmp(p->s + p->n - k, tail, k) == 0;
}

static void replace_tail(piece *p, size_t k, const char *by)
{
    size_t n = strlen(by);
    if (p->n - k + n >= PIECE_MAX) return;
    memcpy(p->s + p->n - k, by, n);
    p->n = p->n - k + n;
}

/* British spellings to American ones. Both sides of every comparison pass here, so that a wrong change ("promise" to
 * "promize") costs nothing; only two words that become one would. */
static void americanise(piece *p)
{
    static const char *const ise[][2] = {{"isations", "izations"}, {"isation", "ization"}, {"ised", "ized"}, {"ising", "izing"},
                                         {"ises", "izes"},         {"ise", "ize"},         {"isers", "izers"}, {"iser", "izer"}};
    static const char *const other[][2] = {{"centres", "centers"}, {"centre", "center"},     {"theatre", "theater"},
                                           {"defence", "defense"}, {"programme", "program"}, {"labour", "labor"},
                                           {"armour", "armor"},    {"armoured", "armored"},  {"harbour", "harbor"},
                                           {"neighbours", "neighbors"}, {"neighbour", "neighbor"}};
    for (size_t i = 0; i < sizeof ise / sizeof ise[0]; i++)
        if (ends_with(p, ise[i][0], 3)) {
            replace_tail(p, strlen(ise[i][0]), ise[i][1]);
            return;
        }
    for (size_t i = 0; i < sizeof other / sizeof other[0]; i++)
        if (p->n == strlen(other[i][0]) && ends_with(p, other[i][0], 0)) {
            replace_tail(p, p->n, other[i][1]);
            return;
        }
}

static bool is_article(const piece *p, bool before_hyphen)
{
    static const char *const hyphened[] = {"as", "ash", "ad", "ar", "an", "at", "az", "adh", "ath", "ul", "ed", "es", "er"};
    if (p->n == 2 && (memcmp(p->s, "al", 2) == 0 || memcmp(p->s, "el", 2) == 0)) return true;
    if (!before_hyphen) return false;
    for (size_t i = 0; i < sizeof hyphened / sizeof hyphened[0]; i++)
        if (p->n == strlen(hyphened[i]) && memcmp(p->s, hyphened[i], p->n) == 0) return true;
    return false;
}

static size_t put_piece(piece *p, bool before_hyphen, lex_unit *out, size_t n, size_t cap)
{
    if (p->n > 0 && n < cap) {
        lex_unit *u = &out[n];
        memset(u, 0, sizeof *u);
        u->article = is_article(p, before_hyphen);
        if (u->article) {
            memcpy(p->s, "al", 2);
            p->n = 2;
        } else {
            americanise(p);
        }
        u->hash = hash_bytes(p->s, p->n, 0) & ~(uint64_t)3;
        /* one capital letter ("I", "A") is titled: "A" may begin a sentence */
        if (p->n_letters == 0 || (p->n_upper == p->n_letters && (p->n_letters > 1 || p->n_digits > 0)))
            u->shape = LEX_UPPER;
        else
            u->shape = p->first_upper || p->n_upper > 0 ? LEX_TITLED : LEX_LOWER;
        n++;
    }
    memset(p, 0, sizeof *p);
    return n;
}

static bool is_apostrophe(uint32_t c)
{
    return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x02BC || c == 0x02BB || c == 0x02BE || c == 0x02BF || c == '`' ||
           c == 0x00B4;
}
static bool is_hyphen(uint32_t c)
{
    return c == '-' || c == '/' || c == '_' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x00AD;
}
static bool is_soft(uint32_t c) /* marks that may stand in the middle of a name */
{
    return c == '"' || c == 0x201C || c == 0x201D || c == 0x201E || c == 0x00AB || c == 0x00BB || c == '.' || c == '*';
}

size_t lex_units_of(const char *s, size_t n_bytes, lex_unit *out, size_t cap)
{
    piece p;
    size_t n = 0, i = 0;
    bool barrier = false;
    memset(&p, 0, sizeof p);
    while (i < n_bytes) {
        size_t at = i;
        uint32_t c = utf8_next(s, n_bytes, &i);
        if (is_hyphen(c)) {
            n = put_piece(&p, true, out, n, cap);
            continue;
        }
        if (is_apostrophe(c)) {
            /* possessive: a last "s" alone */
            if (i + 1 == n_bytes && (s[i] == 's' || s[i] == 'S') && (p.n > 0 || at == 0)) n = put_piece(&p, false, out, n, cap);
            continue;
        }
        if (c == '&') {
            n = put_piece(&p, false, out, n, cap);
            memcpy(p.s, "and", 3);
            p.n = 3;
            p.n_letters = 3;
            n = put_piece(&p, false, out, n, cap);
            continue;
        }
        if (utf8_is_letter(c) || utf8_is_digit(c)) {
            uint32_t f = utf8_fold(c);
            if (utf8_is_digit(c))
                p.n_digits++;
            else {
                if (utf8_is_upper(c)) {
                    if (p.n_letters == 0) p.first_upper = true;
                    p.n_upper++;
                }
                p.n_letters++;
            }
            if (f != 0 && p.n + 4 < PIECE_MAX) p.n += utf8_put(f, p.s + p.n);
            continue;
        }
        if (utf8_fold(c) == 0 || is_soft(c)) continue; /* combining marks and the like; dots in acronyms; quotes */
        n = put_piece(&p, false, out, n, cap);
        barrier = true;
    }
    n = put_piece(&p, false, out, n, cap);
    if (n == 0 && barrier && cap > 0) {
        memset(&out[0], 0, sizeof out[0]);
        out[0].barrier = true;
        n = 1;
    }
    return n;
}
