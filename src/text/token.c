/* token.c: see token.h. A text is read in chunks (runs without white space); a chunk is cut from the left, each token by the
 * kind of its first character. The rules follow what UD English EWT and GUM do; each exception stands beside its rule. */
#include "text/token.h"

#include <string.h>

#include "base/utf8.h"
#include "text/tune.h"
#include "text/words.h"

typedef struct scanner {
    token_list *list;
    const text_lines *lines;
    const char *s;
    size_t n;
    size_t chunk_e;    /* end of the chunk in hand */
    bool space_before; /* for the next token */
    bool has_at, has_scheme; /* the chunk holds '@', "://" or "www." */
} scanner;

/* ---- characters --------------------------------------------------------------------------------------------------- */

static inline bool is_ascii_letter(char c)
{
    char l = (char)(c | 0x20);
    return l >= 'a' && l <= 'z';
}
static inline bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}
static bool is_ascii_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* Length of the letter (or mark of a script) at i, or 0. */
static size_t letter_at(const scanner *z, size_t i, size_t e)
{
    if (i >= e) return 0;
    unsigned char c = (unsigned char)z->s[i];
    if (c < 0x80) return is_ascii_letter((char)c) ? 1 : 0;
    size_t j = i;
    uint32_t u = utf8_next(z->s, e, &j);
    return utf8_is_letter(u) ? j - i : 0;
}

static size_t alnum_at(const scanner *z, size_t i, size_t e)
{
    if (i < e && is_digit(z->s[i])) return 1;
    return letter_at(z, i, e);
}

/* Length of the apostrophe at i, straight or typographic, or 0. */
static size_t apostrophe_at(const scanner *z, size_t i, size_t e)
{
    if (i >= e) return 0;
    if (z->s[i] == '\'') return 1;
    if ((unsigned char)z->s[i] == 0xE2 && e - i >= 3 && memcmp(z->s + i, "\xE2\x80\x99", 3) == 0) return 3; /* U+2019 */
    return 0;
}

/* The code point at i; its length in *len. */
static uint32_t char_at(const scanner *z, size_t i, size_t e, size_t *len)
{
    size_t j = i;
    uint32_t c = utf8_next(z->s, e, &j);
    *len = j - i;
    return c;
}

static bool is_closer(uint32_t c)
{
    return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x2019 || c == 0x201D || c == 0xBB;
}

/* ---- output ------------------------------------------------------------------------------------------------------- */

static void emit(scanner *z, size_t b, size_t e)
{
    token_list *list = z->list;
    if (!list->ok || b >= e) return;
    if (list->n == list->capacity || !list->v) {
        text_token *more = arena_grow(list->arena, list->v, list->n, &list->capacity, sizeof *more);
        if (!more) {
            list->ok = false;
            return;
        }
        list->v = more;
    }
    text_token *t = &list->v[list->n++];
    t->span = (base_span){ (uint32_t)b, (uint32_t)e };
    t->space_before = z->space_before;
    z->space_before = false;
}

/* ---- stops -------------------------------------------------------------------------------------------------------- */

/* Does the sentence end at the stop before i? Looks through closing marks and white space at the next word. An abbreviation's
 * stop then stands alone, as UD has it ("at 5 p.m" + "."). certain_only: only the end of the text or paragraph counts. */
static bool ends_here(const scanner *z, size_t i, bool certain_only)
{
    for (int k = 0; k < TEXT_CLOSERS_MAX && i < z->n; k++) {
        size_t len;
        uint32_t c = char_at(z, i, z->n, &len);
        if (!is_closer(c)) break;
        i += len;
    }
    size_t gap = i;
    while (i < z->n) {
        size_t len;
        uint32_t c = char_at(z, i, z->n, &len);
        if (!utf8_is_space(c)) break;
        i += len;
    }
    if (i >= z->n) return true;
    if (i == gap) return false;
    if (text_lines_break(z->lines, gap, i) >= BREAK_HARD) return true;
    if (certain_only) return false;
    size_t len;
    uint32_t c = char_at(z, i, z->n, &len);
    if (c == '"' || c == 0x201C || c == 0x2018) { /* an opening quotation after "Inc." begins a sentence */
        i += len;
        if (i >= z->n) return false;
        c = char_at(z, i, z->n, &len);
        if (utf8_is_upper(c)) return true;
    }
    if (!utf8_is_upper(c)) return false;
    size_t e = i;
    while (e < z->n && e - i <= TEXT_WORD_MAX && is_ascii_letter(z->s[e])) e++;
    return words_is_starter(z->s + i, e - i);
}

/* Does the stop at `stop` belong to the word [b, stop)? */
static bool stop_belongs(const scanner *z, size_t b, size_t stop)
{
    size_t n = stop - b, after = stop + 1;
    const char *w = z->s + b;
    if (after < z->n && z->s[after] == '.') return false; /* an ellipsis */
    if (n == 0 || n > TEXT_WORD_MAX || is_digit(w[0])) {
        return n > 1 && n <= 4 && (w[n - 1] == 'm' || w[n - 1] == 'M') && memchr(w, '.', n); /* the rest of "5p.m." */
    }
    if (memchr(w, '.', n)) return !ends_here(z, after, false); /* "U.S", "p.m", "Ph.D" */
    if (n == 1 && (is_ascii_upper(w[0]))) {
        /* an initial; but "I." and a letter after a small word ("plan B. The") may end a sentence */
        return !ends_here(z, after, false);
    }
    switch (words_abbrev(w, n)) {
    case ABBREV_TITLE: return !ends_here(z, after, true);
    case ABBREV_OTHER: {
        /* short words that are words too ("sun.", "mar.", "sat.", "co."): only with a capital, or before , ; : ) or lower case */
        bool capital = is_ascii_upper(w[0]);
        if (!capital && (n <= 4) && !ends_here(z, after, true)) {
            size_t i = after;
            if (i < z->n && (z->s[i] == ',' || z->s[i] == ';' || z->s[i] == ':' || z->s[i] == ')')) return true;
            while (i < z->n && z->s[i] == ' ') i++;
            size_t len;
            if (i < z->n) {
                uint32_t c = char_at(z, i, z->n, &len);
                if (utf8_is_upper(c) && words_abbrev(w, n) == ABBREV_OTHER) {
                    return (n == 2 && (memcmp(w, "vs", 2) == 0 || memcmp(w, "ca", 2) == 0)) || (n == 1 && w[0] == 'v');
                }
            }
            return true;
        }
        return !ends_here(z, after, false);
    }
    case ABBREV_NUMBER: {
        size_t i = after;
        while (i < z->n && z->s[i] == ' ') i++;
        return i < z->n && is_digit(z->s[i]);
    }
    case ABBREV_NONE: break;
    }
    return false;
}

/* ---- words -------------------------------------------------------------------------------------------------------- */

/* End of the dotted run that holds the stop at `stop`, if it is an address or a file name ("bbc.co.uk", "map.pdf",
 * "comp.sources.unix"), or 0. The word began at b. */
static size_t dotted_name_end(const scanner *z, size_t b, size_t stop)
{
    size_t limit = stop + TEXT_TAIL_MAX < z->chunk_e ? stop + TEXT_TAIL_MAX : z->chunk_e;
    size_t part = stop + 1, i = stop + 1, dots = 1;
    bool lower = !is_ascii_upper(z->s[b]);
    while (i < limit) {
        char c = z->s[i];
        if (c == '.' && i + 1 < limit && (is_ascii_letter(z->s[i + 1]) || is_digit(z->s[i + 1]))) {
            part = i + 1;
            dots++;
        } else if (is_ascii_upper(c)) lower = false;
        else if (!is_ascii_letter(c) && !is_digit(c) && c != '-' && c != '_') break;
        i++;
    }
    if (words_is_domain_end(z->s + part, i - part)) {
        /* "end.In" is a lost space, "map.pdf" is not */
        return !is_ascii_upper(z->s[part]) || is_ascii_upper(z->s[i - 1]) ? i : 0;
    }
    return lower && dots >= 2 && i - part >= 3 ? i : 0;
}

/* A run of digits and hyphens: is it one number (telephone, date by hyphens)? Two parts only as 555-1234. */
static bool is_hyphened_number(const scanner *z, size_t b, size_t hyphen, size_t *end)
{
    size_t parts = 1, part = hyphen + 1, first = hyphen - b, i = hyphen + 1;
    while (i < z->chunk_e && i - b <= 24) {
        if (z->s[i] == '-' && i + 1 < z->chunk_e && is_digit(z->s[i + 1]) && i > part) {
            parts++;
            part = i + 1;
        } else if (!is_digit(z->s[i])) break;
        i++;
    }
    *end = i;
    if (letter_at(z, i, z->chunk_e)) return false;
    if (parts >= 2) return true;
    return first == 3 && i - part == 4;
}

/* Does "pro-" at b name a side: "pro-Russian", "pro-government"? Then the side is a word of its own, as in "Russian-backed". */
static bool names_side(const scanner *z, size_t b, size_t j)
{
    size_t k = j + 1, len;
    if (j - b != 3 || (z->s[b] | 0x20) != 'p' || (z->s[b + 1] | 0x20) != 'r' || (z->s[b + 2] | 0x20) != 'o') return false;
    if (utf8_is_upper(char_at(z, k, z->chunk_e, &len))) return true;
    while (k < z->chunk_e && is_ascii_letter(z->s[k])) k++;
    return words_is_side(z->s + j + 1, k - j - 1);
}

/* Does the hyphen at j keep the word [b, j) and what follows together? */
static bool hyphen_joins(const scanner *z, size_t b, size_t j, size_t *skip)
{
    size_t e = z->chunk_e, n = j - b;
    *skip = j + 1;
    if (!alnum_at(z, j + 1, e)) return false;
    bool digits = true;
    for (size_t i = b; i < j && digits; i++) digits = is_digit(z->s[i]);
    if (digits) return is_digit(z->s[j + 1]) && n <= 8 && is_hyphened_number(z, b, j, skip);
    if (n > TEXT_WORD_MAX) return false;
    const char *w = z->s + b;
    if (TEXT_ARTICLE_WHOLE && words_is_article(w, n) && letter_at(z, j + 1, e)) {
        size_t len;
        bool name = utf8_is_upper(char_at(z, j + 1, e, &len));
        bool shout = is_ascii_upper(w[n - 1]);
        size_t ayin = apostrophe_at(z, j + 1, e);
        /* in capitals "AT-", "AN-" and "AS-" are English words */
        if ((n == 2 && (w[1] | 0x20) == 'l' && (w[0] | 0x20) != 'u') || (!shout && (name || ayin))) return true;
    }
    return words_is_prefix(w, n) && !names_side(z, b, j);
}

/* A word that is being read: [b, j) is its part so far, and at j stands a mark that may join what follows. */
typedef struct word_scan {
    size_t b, j, e;
    size_t part; /* where the part after the last joining mark began */
    bool dotted; /* a stop has joined before: "a.k" */
} word_scan;

/* Does the stop at w->j join: 3.5, U.S, Ph.D? An address or a file name ("bbc.co.uk") joins up to *next. */
static bool stop_joins(const scanner *z, const word_scan *w, size_t *next)
{
    const char *s = z->s;
    size_t j = w->j, n = j - w->part;
    bool digit_before = is_digit(s[j - 1]), letter = n == 1 && !digit_before;
    if (!alnum_at(z, j + 1, w->e)) return false;
    if (digit_before && is_digit(s[j + 1])) return true;
    if (letter && letter_at(z, j + 1, w->e) == 1 && (j + 2 >= w->e || !letter_at(z, j + 2, w->e))) return true; /* U.S */
    if (letter && w->dotted) return true; /* a.k.a */
    if (n == 2 && memcmp(s + w->part, "Ph", 2) == 0 && s[j + 1] == 'D') return true;
    *next = dotted_name_end(z, w->b, j);
    return *next != 0;
}

/* Does the comma at w->j group digits: three of them follow, and no fourth? */
static bool comma_joins(const scanner *z, const word_scan *w)
{
    const char *s = z->s + w->j;
    size_t left = w->e - w->j;
    return is_digit(s[-1]) && left > 3 && is_digit(s[1]) && is_digit(s[2]) && is_digit(s[3]) && !(left > 4 && is_digit(s[4]));
}

/* Does the slash at w->j join: 9/11, or one letter on either side, "w/o", "l/c"? */
static bool slash_joins(const scanner *z, const word_scan *w)
{
    const char *s = z->s;
    size_t j = w->j;
    if (is_digit(s[j - 1]) && is_digit(s[j + 1]) && j - w->part <= 4) return true;
    return j - w->b == 1 && j + 2 == w->e && is_ascii_letter(s[w->b]) && is_ascii_letter(s[j + 1]);
}

/* "AT&T", "r&d": letters of the same case on both sides. */
static bool ampersand_joins(char before, char after)
{
    return is_ascii_letter(before) && is_ascii_letter(after) && is_ascii_upper(before) == is_ascii_upper(after);
}

/* Does the mark at w->j join? Then *next is where the word goes on, and *part where its new part begins. */
static bool mark_joins(const scanner *z, const word_scan *w, size_t *next, size_t *part)
{
    size_t j = w->j, quote = apostrophe_at(z, j, w->e);
    char before = z->s[j - 1], after = z->s[j + 1];
    *next = j + 1;
    bool joins = false;
    if (quote) {
        *next = j + quote;
        joins = letter_at(z, *next, w->e) && (!is_digit(before) || (z->s[*next] | 0x20) == 's'); /* not 5'11 */
    } else {
        switch (z->s[j]) {
        case '.': joins = stop_joins(z, w, next); break;
        case ',': joins = comma_joins(z, w); break;
        case ':': joins = is_digit(before) && is_digit(after) && j - w->part <= 2; break;
        case '/': joins = slash_joins(z, w); break;
        case '-': joins = hyphen_joins(z, w->b, j, next); break;
        case '&': joins = ampersand_joins(before, after); break;
        case '*':
        case '@': joins = letter_at(z, j - 1, w->e) && letter_at(z, j + 1, w->e); break;
        default: break;
        }
    }
    *part = z->s[j] == '.' ? j + 1 : *next;
    return joins;
}

/* End of the word that begins at b with a letter or digit. */
static size_t word_end(const scanner *z, size_t b)
{
    const char *s = z->s;
    word_scan w = { .b = b, .j = b, .e = z->chunk_e, .part = b };
    while (w.j < w.e) {
        while (w.j < w.e && (is_ascii_letter(s[w.j]) || is_digit(s[w.j]))) w.j++;
        if (w.j >= w.e) break;
        size_t len = (unsigned char)s[w.j] >= 0x80 ? letter_at(z, w.j, w.e) : 0;
        if (!len && s[w.j] == '_' && w.j > b) len = 1;
        if (len) {
            w.j += len;
            continue;
        }
        size_t next, part;
        if (w.j + 1 >= w.e || !mark_joins(z, &w, &next, &part)) break;
        w.dotted |= s[w.j] == '.' && next == w.j + 1;
        w.j = next;
        w.part = part;
    }
    return w.j;
}

/* Where a clitic is parted from the word [b, e): offset of the clitic, or e. */
static size_t clitic_at(const scanner *z, size_t b, size_t e)
{
    const char *s = z->s;
    size_t q = e, q_len = 0; /* the last apostrophe */
    for (size_t i = e; i > b && e - i <= 6; i--) {
        if (s[i - 1] == '\'') q = i - 1, q_len = 1;
        else if (i >= b + 3 && memcmp(s + i - 3, "\xE2\x80\x99", 3) == 0) q = i - 3, q_len = 3;
        if (q_len) break;
    }
    if (!q_len || q == b) return e;
    const char *w = s + q + q_len;
    size_t n = e - q - q_len;
    char c = n ? (char)(w[0] | 0x20) : 0, d = n > 1 ? (char)(w[1] | 0x20) : 0;
    if (n == 1 && c == 't' && (s[q - 1] | 0x20) == 'n') return q - b > 1 ? q - 1 : e;
    if (n == 1 && c == 's') {
        /* "Ra's al-Ayn" and "Qa's": Arabic, not a possessive; "70's" is a plural */
        if (q - b == 2 && (memcmp(s + b, "Ra", 2) == 0 || memcmp(s + b, "RA", 2) == 0)) return e;
        if (is_digit(s[b]) && q - b <= 4 && s[q - 1] == '0') return e;
        return q;
    }
    if (n == 1 && (c == 'm' || c == 'd')) return q;
    if (n == 2 && ((c == 'r' && d == 'e') || (c == 'v' && d == 'e') || (c == 'l' && d == 'l'))) return q;
    return e;
}

/* The word [b, e), parted from its clitics and units. */
static void emit_word(scanner *z, size_t b, size_t e)
{
    size_t cut = clitic_at(z, b, e);
    if (cut < e) {
        size_t inner = clitic_at(z, b, cut); /* "couldn't've" */
        if (inner > b && inner < cut) {
            emit(z, b, inner);
            emit(z, inner, cut);
        } else emit(z, b, cut);
        emit(z, cut, e);
        return;
    }
    if (is_digit(z->s[b])) {
        size_t u = e;
        while (u > b && e - u < 4 && (is_ascii_letter(z->s[u - 1]) || (z->s[u - 1] == '.' && u < e))) u--;
        if (u > b && u < e && is_digit(z->s[u - 1]) && words_is_unit(z->s + u, e - u)) {
            emit(z, b, u);
            emit(z, u, e);
            return;
        }
    } else {
        size_t fuse = words_fused(z->s + b, e - b);
        if (fuse) {
            emit(z, b, b + fuse);
            emit(z, b + fuse, e);
            return;
        }
    }
    emit(z, b, e);
}

/* ---- addresses ---------------------------------------------------------------------------------------------------- */

/* End of the URL or e-mail address that begins at b, or b. Only asked where the chunk holds "://", "www." or '@'. */
static size_t address_end(const scanner *z, size_t b)
{
    const char *s = z->s;
    size_t e = z->chunk_e, i = b;
    bool url = e - b > 4 && (s[b] | 0x20) == 'w' && (s[b + 1] | 0x20) == 'w' && (s[b + 2] | 0x20) == 'w' && s[b + 3] == '.';
    if (!url && z->has_scheme) {
        while (i < e && is_ascii_letter(s[i])) i++;
        url = i > b && e - i > 3 && memcmp(s + i, "://", 3) == 0;
    }
    if (!url) {
        size_t at = 0;
        size_t limit = e - b > TEXT_ADDRESS_MAX ? b + TEXT_ADDRESS_MAX : e;
        for (i = b; i < limit; i++) {
            char c = s[i];
            if (c == '@') {
                if (at || i == b) return b;
                at = i;
            } else if (!is_ascii_letter(c) && !is_digit(c) && !strchr("._-+%:", c)) break;
        }
        if (!at) return b;
        while (i > at && strchr(".:-+%", s[i - 1])) i--;
        const char *dot = memchr(s + at, '.', i - at);
        return dot && dot > s + at + 1 ? i : b;
    }
    /* a URL runs to the end of the chunk or to a quote or angle bracket, less the marks of the sentence around it */
    for (i = b; i < e; i++) {
        if (s[i] == '<' || s[i] == '>' || s[i] == '"' || (unsigned char)s[i] == 0xE2) break;
    }
    bool paren = memchr(s + b, '(', i - b) != NULL;
    while (i > b + 1 && (strchr(".,;:!?'*]}", s[i - 1]) || (s[i - 1] == ')' && !paren))) i--;
    return i;
}

/* ---- punctuation -------------------------------------------------------------------------------------------------- */

/* End of an emoticon at b, or b. */
static size_t emoticon_end(const scanner *z, size_t b)
{
    const char *s = z->s;
    size_t e = z->chunk_e, i = b + 1;
    if (!strchr(":;=", s[b])) return b;
    if (i < e && s[i] == '-') i++;
    if (i >= e || !strchr(")(DPp/|", s[i])) return b;
    i++;
    if (i < e && alnum_at(z, i, e)) return b;
    return i;
}

/* End of the token that begins at b with something that is neither letter nor digit. */
static size_t mark_end(const scanner *z, size_t b, bool chunk_start)
{
    const char *s = z->s;
    size_t e = z->chunk_e, len;
    char c = s[b];
    size_t quote = apostrophe_at(z, b, e);
    if (quote) {
        size_t i = b + quote;
        if (chunk_start && i < e && is_digit(s[i])) { /* '90s */
            while (i < e && (is_digit(s[i]) || s[i] == 's')) i++;
            return i;
        }
        size_t w = i;
        while (w < e && w - i <= 6 && is_ascii_letter(s[w])) w++;
        if (w > i && (w == e || !alnum_at(z, w, e)) && !apostrophe_at(z, w, e)) {
            size_t n = w - i;
            char c0 = (char)(s[i] | 0x20), c1 = n > 1 ? (char)(s[i + 1] | 0x20) : 0;
            /* "US 's" and "do n't": damaged spacing; "'em": elision */
            if (chunk_start && ((n == 1 && (c0 == 's' || c0 == 'm' || c0 == 'd')) ||
                                (n == 2 && ((c0 == 'r' && c1 == 'e') || (c0 == 'v' && c1 == 'e') || (c0 == 'l' && c1 == 'l'))))) {
                return w;
            }
            if (words_is_elision(s + i, n)) return w;
        }
        if (quote == 1 && i < e && s[i] == '\'') return i + 1;
        if (quote == 3 && apostrophe_at(z, i, e) == 3) return i + 3;
        return i;
    }
    if ((unsigned char)c >= 0x80) {
        uint32_t u = char_at(z, b, e, &len);
        size_t i = b + len;
        /* typewriter habits: two single quotes for one double */
        if (u == 0x2018 && e - i >= 3 && (memcmp(s + i, "\xE2\x80\x98", 3) == 0 || memcmp(s + i, "\xE2\x80\x99", 3) == 0)) return i + 3;
        if (u == 0x2026 || u == 0x2014 || u == 0x2013) { /* runs of ellipses ("….") and dashes */
            while (e - i >= len && memcmp(s + i, s + b, len) == 0) i += len;
            while (u == 0x2026 && i < e && s[i] == '.') i++;
        }
        return i;
    }
    size_t i = b + 1;
    if (chunk_start) {
        size_t face = emoticon_end(z, b);
        if (face > b) return face;
        if (c == '@' && alnum_at(z, i, e)) return word_end(z, i); /* @name */
        if ((c == '+' || c == '.') && i < e && is_digit(s[i])) return word_end(z, i); /* +44, .25 */
    }
    if (c == '-' || c == '=') { /* arrows */
        size_t j = b;
        while (j < e && s[j] == c) j++;
        if (j < e && s[j] == '>' && (j + 1 == e || !alnum_at(z, j + 1, e))) return j + 1;
    }
    if (c == '!' || c == '?') {
        while (i < e && (s[i] == '!' || s[i] == '?')) i++;
    } else if (strchr("-.*=_~<>+#|`$", c)) {
        while (i < e && s[i] == c) i++;
    }
    return i;
}

/* ---- the text ----------------------------------------------------------------------------------------------------- */

static void scan_chunk(scanner *z, size_t b)
{
    size_t e = z->chunk_e, i = b;
    while (i < e && z->list->ok) {
        if (!alnum_at(z, i, e)) {
            size_t j = mark_end(z, i, i == b);
            emit(z, i, j);
            i = j;
            continue;
        }
        if (z->has_at || z->has_scheme) {
            size_t j = address_end(z, i);
            if (j > i) {
                emit(z, i, j);
                i = j;
                continue;
            }
        }
        size_t j = word_end(z, i);
        if (j < e && z->s[j] == '.' && stop_belongs(z, i, j)) {
            /* with its stop; a figure's unit is parted first: "5p.m." */
            size_t u = i;
            while (u < j && is_digit(z->s[u])) u++;
            if (u > i && u < j) emit(z, i, u);
            emit(z, u < j ? u : i, j + 1);
            i = j + 1;
            continue;
        }
        emit_word(z, i, j);
        i = j;
    }
}

bool token_scan(token_list *list, const text_lines *lines)
{
    scanner z = { .list = list, .lines = lines, .s = list->text, .n = list->n_bytes };
    list->ok = true;
    size_t i = 0;
    while (i < z.n && list->ok) {
        /* white space */
        size_t len;
        unsigned char c = (unsigned char)z.s[i];
        if (c <= ' ') {
            i++;
            z.space_before = true;
            continue;
        }
        if (c >= 0x80 && utf8_is_space(char_at(&z, i, z.n, &len))) {
            i += len;
            z.space_before = true;
            continue;
        }
        /* a chunk, and what it holds */
        size_t e = i;
        z.has_at = z.has_scheme = false;
        while (e < z.n) {
            c = (unsigned char)z.s[e];
            if (c <= ' ') break;
            if (c >= 0x80) {
                if (utf8_is_space(char_at(&z, e, z.n, &len))) break;
                e += len;
                continue;
            }
            if (c == '@') z.has_at = true;
            else if (c == '/' && e > i + 1 && z.s[e - 1] == '/' && z.s[e - 2] == ':') z.has_scheme = true;
            else if (c == '.' && e >= i + 3 && (z.s[e - 1] | 0x20) == 'w' && (z.s[e - 2] | 0x20) == 'w') z.has_scheme = true;
            e++;
        }
        z.chunk_e = e;
        scan_chunk(&z, i);
        i = e;
    }
    return list->ok;
}
