/* place_lookup.c: the words of a document looked up in the gazetteer, in the ways in which news writes a name. See toponym.h. */
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "place/place_words.h"
#include "place/toponym.h"

static bool has_lower(const text_doc *doc, base_span s)
{
    for (size_t i = s.b; i < s.e;) {
        uint32_t c = utf8_next(doc->text, s.e, &i);
        if (utf8_is_letter(c) && !utf8_is_upper(c)) {
            return true;
        }
    }
    return false;
}

static bool after_comma(const text_doc *doc, base_span s)
{
    return s.b >= 2 && doc->text[s.b - 1] == ' ' && doc->text[s.b - 2] == ',';
}

static bool with_stop(const text_doc *doc, base_span s)
{
    return doc->text[s.e - 1] == '.' || (s.e < doc->n_bytes && doc->text[s.e] == '.');
}

/* Drops the readings that the letters of the text do not allow ("us" is not "US"). */
static uint32_t allow_kinds(const text_doc *doc, base_span span, place_name_hit *hit, uint32_t n)
{
    bool lower = has_lower(doc, span), comma = after_comma(doc, span), stop = with_stop(doc, span);
    uint32_t k = 0;
    for (uint32_t i = 0; i < n; i++) {
        bool ok = hit[i].kind == PLACE_NAME_CAPITALS ? !lower
                  : hit[i].kind == PLACE_NAME_DOTTED ? stop || (comma && !lower)
                  : hit[i].kind == PLACE_NAME_POSTAL ? comma && !lower
                                                     : hit[i].kind < PLACE_NAME_POSTAL;
        if (ok) {
            hit[k++] = hit[i];
        }
    }
    return k;
}

static uint32_t find_key(const place_gazetteer *g, const text_doc *doc, base_span span, const char *key, size_t n,
                         place_name_hit *hit)
{
    uint32_t k = allow_kinds(doc, span, hit, place_find_name(g, key, n, hit, PLACE_MAX_CANDIDATES));
    if (k == 0) {
        char bare[PLACE_MAX_KEY];
        size_t n_bare = place_drop_articles(key, n, bare, sizeof bare);
        k = n_bare > 0 ? allow_kinds(doc, span, hit, place_find_name(g, bare, n_bare, hit, PLACE_MAX_CANDIDATES)) : 0;
    }
    return k;
}

/* "Sirte's", with either apostrophe, is Sirte. */
static base_span without_owner(const text_doc *doc, base_span s)
{
    static const char *const endings[] = {"'s", "\xE2\x80\x99s"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        uint32_t n = (uint32_t)strlen(endings[i]);
        while (s.e - s.b > n && memcmp(doc->text + s.e - n, endings[i], n) == 0) {
            s.e -= n;
        }
    }
    return s;
}

uint32_t place_find_span(const place_gazetteer *g, const text_doc *doc, base_span span, bool strip,
                         place_name_hit *hit, uint64_t *key_hash)
{
    char key[PLACE_MAX_KEY];
    span = without_owner(doc, span);
    size_t n = place_make_key(doc->text + span.b, span.e - span.b, key, sizeof key);
    *key_hash = hash_bytes(key, n, GAZ_VERSION);
    uint32_t k = find_key(g, doc, span, key, n, hit);
    if (k == 0 && n > 4 && key[n - 1] == 's') { /* "Palestinians" */
        k = find_key(g, doc, span, key, n - 1, hit);
        for (uint32_t i = 0; i < k; i++) {
            k = hit[i].kind == PLACE_NAME_ADJECTIVE ? k : 0;
        }
    }
    for (int step = 0; step < 3 && k == 0 && strip; step++) {
        base_span first = place_word_after(doc, span.b), last = place_word_before(doc, span.e);
        if (last.b > span.b + 1 &&
            (place_word_in(doc, last, PLACE_PROVINCE_WORDS) || place_word_in(doc, last, PLACE_TOWN_WORDS) ||
             place_word_in(doc, last, PLACE_DISTRICT_WORDS))) {
            span.e = last.b - 1;
        } else if (first.e + 1 < span.e && place_word_in(doc, first, PLACE_DIRECTION_WORDS)) {
            span.b = first.e + 1;
        } else if (first.e + 4 < span.e && place_word_in(doc, place_word_after(doc, first.e), "of")) {
            span.b = place_word_after(doc, first.e).e + 1; /* "City of Mansfield" */
        } else {
            break;
        }
        n = place_make_key(doc->text + span.b, span.e - span.b, key, sizeof key);
        k = find_key(g, doc, span, key, n, hit);
    }
    return k;
}
