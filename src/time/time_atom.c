/* time_atom.c: see time_atom.h. The words here are closed classes of English (months, units, pronouns of time, irregular past
 * forms), not a dictionary of names. */
#include "time/time_atom.h"

#include <string.h>

#include "base/numeral.h"
#include "base/utf8.h"
#include "time/timex.h"

typedef struct atom_word {
    const char *word;
    uint32_t cls;
    int16_t val;
} atom_word;

/* By alphabet. Plural units are found by taking the "s" off. */
static const atom_word WORDS[] = {
    {"a", ATOM_ARTICLE, 0},
    {"about", ATOM_APPROX, 0},
    {"afternoon", ATOM_PART, PART_AFTERNOON},
    {"almost", ATOM_APPROX, 0},
    {"an", ATOM_ARTICLE, 0},
    {"annually", ATOM_ADVERB, 0},
    {"apr", ATOM_MONTH | ATOM_ABBREV, 4},
    {"april", ATOM_MONTH, 4},
    {"around", ATOM_APPROX, 0},
    {"attacked", ATOM_PAST, 0},
    {"aug", ATOM_MONTH | ATOM_ABBREV, 8},
    {"august", ATOM_MONTH, 8},
    {"autumn", ATOM_SEASON, 2},
    {"became", ATOM_PAST, 0},
    {"been", ATOM_PAST, 0},
    {"began", ATOM_PAST, 0},
    {"beginning", ATOM_MOD, TIMEX_MOD_START},
    {"broke", ATOM_PAST, 0},
    {"brought", ATOM_PAST, 0},
    {"bst", ATOM_ZONE, 60},
    {"came", ATOM_PAST, 0},
    {"cdt", ATOM_ZONE, -300},
    {"century", ATOM_UNIT, UNIT_CENTURY},
    {"cest", ATOM_ZONE, 120},
    {"cet", ATOM_ZONE, 60},
    {"christmas", ATOM_FEAST, 0},
    {"coming", ATOM_REL, REL_COMING},
    {"couple", ATOM_VAGUE, 2},
    {"cst", ATOM_ZONE, -360},
    {"current", ATOM_ADVERB | ATOM_REL, REL_THIS},
    {"currently", ATOM_ADVERB, 0},
    {"daily", ATOM_ADVERB, 0},
    {"dawn", ATOM_PART, PART_MORNING},
    {"day", ATOM_UNIT, UNIT_DAY},
    {"daytime", ATOM_PART, PART_DAYTIME},
    {"dec", ATOM_MONTH | ATOM_ABBREV, 12},
    {"decade", ATOM_UNIT, UNIT_DECADE},
    {"december", ATOM_MONTH, 12},
    {"did", ATOM_PAST, 0},
    {"drove", ATOM_PAST, 0},
    {"dusk", ATOM_PART, PART_EVENING},
    {"earlier", ATOM_MOD, TIMEX_MOD_START},
    {"early", ATOM_MOD, TIMEX_MOD_START},
    {"easter", ATOM_FEAST, 0},
    {"edt", ATOM_ZONE, -240},
    {"eest", ATOM_ZONE, 180},
    {"eet", ATOM_ZONE, 120},
    {"eid", ATOM_FEAST, 0},
    {"election", ATOM_FEAST, 0},
    {"end", ATOM_MOD, TIMEX_MOD_END},
    {"est", ATOM_ZONE, -300},
    {"evening", ATOM_PART, PART_EVENING},
    {"fall", ATOM_SEASON, 2},
    {"feb", ATOM_MONTH | ATOM_ABBREV, 2},
    {"february", ATOM_MONTH, 2},
    {"fell", ATOM_PAST, 0},
    {"few", ATOM_VAGUE, -1},
    {"following", ATOM_REL, REL_FOLLOWING},
    {"former", ATOM_ADVERB, 0},
    {"formerly", ATOM_ADVERB, 0},
    {"fought", ATOM_PAST, 0},
    {"found", ATOM_PAST, 0},
    {"fri", ATOM_WEEKDAY | ATOM_ABBREV, 4},
    {"friday", ATOM_WEEKDAY, 4},
    {"future", ATOM_ADVERB, 0},
    {"gave", ATOM_PAST, 0},
    {"gmt", ATOM_ZONE, 0},
    {"had", ATOM_PAST, 0},
    {"held", ATOM_PAST, 0},
    {"hit", ATOM_PAST, 0},
    {"hour", ATOM_UNIT, UNIT_HOUR},
    {"hourly", ATOM_ADVERB, 0},
    {"jan", ATOM_MONTH | ATOM_ABBREV, 1},
    {"january", ATOM_MONTH, 1},
    {"jul", ATOM_MONTH | ATOM_ABBREV, 7},
    {"july", ATOM_MONTH, 7},
    {"jun", ATOM_MONTH | ATOM_ABBREV, 6},
    {"june", ATOM_MONTH, 6},
    {"killed", ATOM_PAST, 0},
    {"last", ATOM_REL, REL_LAST},
    {"late", ATOM_MOD, TIMEX_MOD_END},
    {"lately", ATOM_ADVERB, 0},
    {"later", ATOM_MOD, TIMEX_MOD_END},
    {"latest", ATOM_REL, REL_LAST},
    {"led", ATOM_PAST, 0},
    {"left", ATOM_PAST, 0},
    {"lost", ATOM_PAST, 0},
    {"made", ATOM_PAST, 0},
    {"many", ATOM_VAGUE, -1},
    {"mar", ATOM_MONTH | ATOM_ABBREV, 3},
    {"march", ATOM_MONTH, 3},
    {"may", ATOM_MONTH, 5},
    {"met", ATOM_PAST, 0},
    {"mid", ATOM_MOD, TIMEX_MOD_MID},
    {"midday", ATOM_PART, PART_NOON},
    {"middle", ATOM_MOD, TIMEX_MOD_MID},
    {"midnight", ATOM_PART, PART_MIDNIGHT},
    {"millennium", ATOM_UNIT, UNIT_MILLENNIUM},
    {"minute", ATOM_UNIT, UNIT_MINUTE},
    {"mon", ATOM_WEEKDAY | ATOM_ABBREV, 0},
    {"monday", ATOM_WEEKDAY, 0},
    {"month", ATOM_UNIT, UNIT_MONTH},
    {"monthly", ATOM_ADVERB, 0},
    {"morning", ATOM_PART, PART_MORNING},
    {"msk", ATOM_ZONE, 180},
    {"nearly", ATOM_APPROX, 0},
    {"new", ATOM_FEAST, 0},
    {"next", ATOM_REL, REL_NEXT},
    {"night", ATOM_PART, PART_NIGHT},
    {"nightfall", ATOM_PART, PART_EVENING},
    {"nightly", ATOM_ADVERB, 0},
    {"noon", ATOM_PART, PART_NOON},
    {"nov", ATOM_MONTH | ATOM_ABBREV, 11},
    {"november", ATOM_MONTH, 11},
    {"now", ATOM_ADVERB, 0},
    {"nowadays", ATOM_ADVERB, 0},
    {"oct", ATOM_MONTH | ATOM_ABBREV, 10},
    {"october", ATOM_MONTH, 10},
    {"overnight", ATOM_ADVERB, 0},
    {"past", ATOM_REL, REL_PAST},
    {"pdt", ATOM_ZONE, -420},
    {"period", ATOM_UNIT, UNIT_PERIOD},
    {"presently", ATOM_ADVERB, 0},
    {"previous", ATOM_REL, REL_PREVIOUS},
    {"pst", ATOM_ZONE, -480},
    {"put", ATOM_PAST, 0},
    {"quarter", ATOM_UNIT, UNIT_QUARTER},
    {"ramadan", ATOM_FEAST, 0},
    {"ran", ATOM_PAST, 0},
    {"recent", ATOM_ADVERB, 0},
    {"recently", ATOM_ADVERB, 0},
    {"retook", ATOM_PAST, 0},
    {"rose", ATOM_PAST, 0},
    {"roughly", ATOM_APPROX, 0},
    {"said", ATOM_PAST, 0},
    {"same", ATOM_REL, REL_SAME},
    {"sat", ATOM_WEEKDAY | ATOM_ABBREV, 5},
    {"saturday", ATOM_WEEKDAY, 5},
    {"saw", ATOM_PAST, 0},
    {"second", ATOM_UNIT | ATOM_ORDINAL, UNIT_SECOND},
    {"sent", ATOM_PAST, 0},
    {"sep", ATOM_MONTH | ATOM_ABBREV, 9},
    {"sept", ATOM_MONTH | ATOM_ABBREV, 9},
    {"september", ATOM_MONTH, 9},
    {"several", ATOM_VAGUE, -1},
    {"shall", ATOM_FUTURE, 0},
    {"shot", ATOM_PAST, 0},
    {"some", ATOM_APPROX | ATOM_VAGUE, -1},
    {"soon", ATOM_ADVERB, 0},
    {"spring", ATOM_SEASON, 0},
    {"start", ATOM_MOD, TIMEX_MOD_START},
    {"struck", ATOM_PAST, 0},
    {"summer", ATOM_SEASON, 1},
    {"sun", ATOM_WEEKDAY | ATOM_ABBREV, 6},
    {"sunday", ATOM_WEEKDAY, 6},
    {"thanksgiving", ATOM_FEAST, 0},
    {"that", ATOM_REL, REL_THAT},
    {"the", ATOM_ARTICLE, 1},
    {"these", ATOM_REL, REL_THIS},
    {"this", ATOM_REL, REL_THIS},
    {"thought", ATOM_PAST, 0},
    {"threw", ATOM_PAST, 0},
    {"thu", ATOM_WEEKDAY | ATOM_ABBREV, 3},
    {"thurs", ATOM_WEEKDAY | ATOM_ABBREV, 3},
    {"thursday", ATOM_WEEKDAY, 3},
    {"today", ATOM_ADVERB, 0},
    {"told", ATOM_PAST, 0},
    {"tomorrow", ATOM_ADVERB, 0},
    {"tonight", ATOM_ADVERB, 0},
    {"took", ATOM_PAST, 0},
    {"tue", ATOM_WEEKDAY | ATOM_ABBREV, 1},
    {"tues", ATOM_WEEKDAY | ATOM_ABBREV, 1},
    {"tuesday", ATOM_WEEKDAY, 1},
    {"utc", ATOM_ZONE, 0},
    {"was", ATOM_PAST, 0},
    {"wed", ATOM_WEEKDAY | ATOM_ABBREV, 2},
    {"wednesday", ATOM_WEEKDAY, 2},
    {"week", ATOM_UNIT, UNIT_WEEK},
    {"weekend", ATOM_UNIT, UNIT_WEEKEND},
    {"weekly", ATOM_ADVERB, 0},
    {"went", ATOM_PAST, 0},
    {"were", ATOM_PAST, 0},
    {"will", ATOM_FUTURE, 0},
    {"winter", ATOM_SEASON, 3},
    {"won", ATOM_PAST, 0},
    {"would", ATOM_FUTURE, 0},
    {"year", ATOM_UNIT, UNIT_YEAR},
    {"yearly", ATOM_ADVERB, 0},
    {"yesterday", ATOM_ADVERB, 0},
};

static const atom_word *find_word(const char *low)
{
    size_t lo = 0, hi = sizeof WORDS / sizeof WORDS[0];
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int c = strcmp(low, WORDS[mid].word);
        if (c == 0)
            return &WORDS[mid];
        if (c < 0)
            hi = mid;
        else
            lo = mid + 1;
    }
    return NULL;
}

static void classify_word(time_atom *a)
{
    char stem[sizeof a->low];
    size_t n = strlen(a->low);
    const atom_word *w = find_word(a->low);
    int64_t v;
    numeral_class c = numeral_lookup(a->low, n, &v);
    if (c == NUMERAL_ORDINAL) {
        a->cls |= ATOM_ORDINAL;
        a->num = v;
    } else if (c != NUMERAL_NONE) {
        a->cls |= ATOM_CARDINAL;
        a->num = v;
    }
    if (w == NULL && n > 3 && a->low[n - 1] == 's') { /* days, centuries, Mondays, mornings */
        memcpy(stem, a->low, n - 1);
        stem[n - 1] = '\0';
        if (n > 4 && strcmp(a->low + n - 3, "ies") == 0)
            memcpy(stem + n - 3, "y", 2);
        w = find_word(stem);
        if (w != NULL && (w->cls & (ATOM_UNIT | ATOM_WEEKDAY | ATOM_PART | ATOM_SEASON)) == 0)
            w = NULL;
        if (w != NULL && (w->cls & ATOM_ABBREV) != 0)
            w = NULL;
        a->plural = w != NULL;
    }
    if (w != NULL) {
        a->cls |= w->cls;
        a->val = w->val;
        if ((w->cls & ATOM_MONTH) != 0 && !a->capital)
            a->cls &= ~(uint32_t)(ATOM_MONTH | ATOM_ABBREV);
        if ((w->cls & ATOM_WEEKDAY) != 0 && !a->capital)
            a->cls &= ~(uint32_t)(ATOM_WEEKDAY | ATOM_ABBREV);
    } else if (n > 4 && strcmp(a->low + n - 2, "ed") == 0 && a->low[n - 3] != 'e' && !a->capital) {
        a->cls |= ATOM_PAST; /* regular past forms and participles; "need" and "indeed" are not */
    }
    if (strcmp(a->low, "millennia") == 0) {
        a->cls |= ATOM_UNIT;
        a->val = UNIT_MILLENNIUM;
        a->plural = true;
    }
}

/* Reads the atom at s[*i] (not white space) and moves *i behind it. */
static void read_atom(const char *s, size_t n, size_t *i, time_atom *a)
{
    size_t b = *i, at = *i, k = 0;
    uint32_t c = utf8_next(s, n, &at);
    if (utf8_is_digit(c)) {
        a->kind = ATOM_K_NUM;
        *i += numeral_read_digits(s + *i, n - *i, &a->num, &a->fraction);
        for (size_t j = b; j < *i; j++) {
            a->digits = (uint8_t)(a->digits + (s[j] >= '0' && s[j] <= '9' && a->digits < 255));
            if (k + 1 < sizeof a->low)
                a->low[k++] = s[j];
        }
    } else if (utf8_is_letter(c)) {
        a->kind = ATOM_K_WORD;
        a->capital = utf8_is_upper(c);
        while (*i < n) {
            size_t next = *i;
            c = utf8_next(s, n, &next);
            if (!utf8_is_letter(c))
                break;
            uint32_t l = utf8_lower(c);
            if (k + 1 < sizeof a->low)
                a->low[k++] = l < 128 ? (char)l : '?';
            *i = next;
        }
        classify_word(a);
    } else {
        a->kind = ATOM_K_MARK;
        a->low[0] = c < 128 ? (char)c : '?';
        if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212)
            a->low[0] = '-';
        if (c == 0x2019 || c == 0x2018)
            a->low[0] = '\'';
        if (c == 0x2248) /* almost equal: counts write it for "about" */
            a->low[0] = '~';
        if (c == 0x20AC || c == 0xA3)
            a->low[0] = '$';
        *i = at;
    }
    a->span.b = (uint32_t)b;
    a->span.e = (uint32_t)*i;
}

/* Skips white space; false at the end. glued and barrier tell what stood before the next atom. */
static bool skip_space(const char *s, size_t n, size_t *i, bool *glued, bool *barrier)
{
    uint32_t lines = 0;
    *glued = true;
    while (*i < n) {
        size_t next = *i;
        uint32_t c = utf8_next(s, n, &next);
        if (!utf8_is_space(c))
            break;
        lines += c == '\n';
        *glued = false;
        *i = next;
    }
    *barrier = lines > 1;
    return *i < n;
}

uint32_t atom_split_span(const text_doc *doc, base_span span, time_atom *v, uint32_t cap)
{
    uint32_t n = 0;
    size_t i = span.b, end = span.e < doc->n_bytes ? span.e : doc->n_bytes;
    bool glued, barrier;
    while (n < cap && skip_space(doc->text, end, &i, &glued, &barrier)) {
        memset(&v[n], 0, sizeof v[n]);
        v[n].glued = glued && n > 0;
        read_atom(doc->text, end, &i, &v[n++]);
    }
    return n;
}

sitrep_status atom_split(base_arena *arena, const text_doc *doc, atom_list *out)
{
    size_t n = doc->n_bytes, i = 0, cap = n / 4 + 16;
    uint32_t tok = 0;
    bool glued, barrier;
    out->n = 0;
    out->v = arena_array(arena, cap, sizeof *out->v);
    if (out->v == NULL)
        return SITREP_E_NOMEM;
    while (skip_space(doc->text, n, &i, &glued, &barrier)) {
        time_atom *grown = arena_grow(arena, out->v, out->n, &cap, sizeof *out->v);
        if (grown == NULL)
            return SITREP_E_NOMEM;
        out->v = grown;
        time_atom *a = &out->v[out->n];
        memset(a, 0, sizeof *a);
        a->glued = glued && out->n > 0;
        a->barrier = barrier || out->n == 0;
        read_atom(doc->text, n, &i, a);
        while (tok < doc->n_tokens && doc->tokens[tok].span.e <= a->span.b)
            tok++;
        a->sentence = tok < doc->n_tokens ? doc->tokens[tok].sentence : doc->n_sents;
        out->n++;
    }
    return SITREP_OK;
}

bool atom_is(const atom_list *l, uint32_t i, const char *word)
{
    return i < l->n && strcmp(l->v[i].low, word) == 0;
}

bool atom_in(const atom_list *l, uint32_t i, const char *words)
{
    if (i >= l->n)
        return false;
    const char *low = l->v[i].low;
    size_t n = strlen(low);
    for (const char *p = words; *p != '\0';) {
        size_t k = strcspn(p, " ");
        if (k == n && memcmp(p, low, n) == 0)
            return true;
        p += k;
        p += strspn(p, " ");
    }
    return false;
}

void atom_tokens(const text_doc *doc, base_span span, uint32_t *tok_b, uint32_t *tok_e)
{
    uint32_t lo = 0, hi = doc->n_tokens; /* first token that ends beyond span.b */
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (doc->tokens[mid].span.e <= span.b)
            lo = mid + 1;
        else
            hi = mid;
    }
    *tok_b = lo;
    while (lo < doc->n_tokens && doc->tokens[lo].span.b < span.e)
        lo++;
    *tok_e = lo;
}
