/* lexicon_match.c: all dictionary entries in a document.
 *
 * The document's tokens become a run of units (lexicon_units.c); hyphens and quotation marks vanish, other punctuation is a
 * barrier. At each unit that the filter lets pass, the patterns with that first unit are compared; an article inside a name
 * may be absent on either side ("Bashar al-Assad", "Bashar Assad"). For each class the longest match is kept, with all entries
 * that share its words; the actor stage chooses among them. */
#include <string.h>

#include "lexicon/lexicon_private.h"

typedef struct run_unit {
    lex_unit unit;
    uint32_t tok;
    uint8_t caps; /* the sentence's capitals: 0 usual, 1 none at all, 2 nearly all letters are capitals */
} run_unit;

typedef struct run {
    run_unit *v;
    size_t n;
} run;

static uint8_t sentence_caps(const text_doc *doc, const text_sentence *s)
{
    uint32_t upper = 0, lower = 0, title = 0;
    for (uint32_t t = s->tok_b; t < s->tok_e; t++) {
        uint8_t shape = doc->tokens[t].shape;
        if (shape == SHAPE_UPPER)
            upper++;
        else if (shape == SHAPE_LOWER)
            lower++;
        else if (shape == SHAPE_TITLE || shape == SHAPE_MIXED || shape == SHAPE_TITLE_FIRST || shape == SHAPE_ONE_UPPER)
            title++;
    }
    if (upper == 0 && title == 0) return 1;
    return upper >= 3 && upper > 4 * (lower + title) ? 2 : 0;
}

static sitrep_status make_run(base_arena *arena, const text_doc *doc, run *r)
{
    size_t cap = 0;
    r->v = NULL;
    r->n = 0;
    for (uint32_t i = 0; i < doc->n_sents; i++) {
        const text_sentence *s = &doc->sents[i];
        uint8_t caps = sentence_caps(doc, s);
        for (uint32_t t = s->tok_b; t <= s->tok_e; t++) {
            lex_unit u[16];
            size_t n = 1;
            if (t < s->tok_e) {
                base_span w = doc->tokens[t].span;
                n = lex_units_of(doc->text + w.b, w.e - w.b, u, 16);
            } else { /* no pattern crosses a sentence's end */
                u[0] = (lex_unit){0, 0, false, true};
            }
            for (size_t k = 0; k < n; k++) {
                run_unit *grown = arena_grow(arena, r->v, r->n, &cap, sizeof *grown);
                if (grown == NULL) return SITREP_E_NOMEM;
                r->v = grown;
                r->v[r->n++] = (run_unit){u[k], t < s->tok_e ? t : UINT32_MAX, caps};
            }
        }
    }
    return SITREP_OK;
}

/* Units of the run that pattern p covers from i on, or 0. *exact: its capitals are those of the dictionary. */
static size_t fits(const lexicon *lex, const lex_image_pattern *p, const run *r, size_t i, bool *exact)
{
    const uint64_t *want = lex->units + p->unit_b;
    const uint64_t al = lex->article;
    size_t k = 0, j = i;
    *exact = true;
    while (k < p->n_units) {
        if (j >= r->n || r->v[j].unit.barrier) return 0;
        uint64_t h = want[k] & ~(uint64_t)3;
        if (r->v[j].unit.hash == h || (r->v[j].unit.article && h == al)) {
            if ((want[k] & 3) != LEX_ANY && r->v[j].unit.shape != (want[k] & 3)) *exact = false;
            k++;
            j++;
        } else if (k > 0 && r->v[j].unit.article) {
            j++;
        } else if (k > 0 && h == al && k + 1 < p->n_units) {
            k++;
        } else {
            return 0;
        }
    }
    return j - i;
}

/* May this match stand, as its letters are written? Names of one word need a capital, so that "turkey" and "who" are words;
 * where a sentence has no capitals at all, or nothing else, capitals tell nothing. */
static bool case_allows(const lexicon *lex, const lex_image_pattern *p, const run *r, size_t i, bool exact)
{
    uint8_t caps = r->v[i].caps;
    uint8_t cls = (uint8_t)lex->entries[p->entry].cls;
    if (p->flags & LEX_CASE) return exact && caps != 2;
    if (cls != LEX_ACTOR && cls != LEX_DISCARD) return true;
    if (p->n_units > 1 || caps != 0) return true;
    return exact || r->v[i].unit.shape != LEX_LOWER || (lex->units[p->unit_b] & 3) == LEX_LOWER;
}

static uint32_t first_pattern(const lexicon *lex, uint64_t hash)
{
    uint32_t b = 0, e = lex->n_patterns;
    while (b < e) {
        uint32_t mid = b + (e - b) / 2;
        if ((lex->units[lex->patterns[mid].unit_b] & ~(uint64_t)3) < hash)
            b = mid + 1;
        else
            e = mid;
    }
    return b;
}

/* Two spellings of one entry that the units make the same give one hit. */
static bool already_hit(const lex_hits *hits, uint32_t tok_b, uint32_t tok_e, const lex_image_pattern *p)
{
    for (uint32_t k = hits->n; k-- > 0 && hits->v[k].tok_b == tok_b;) {
        const lex_hit *h = &hits->v[k];
        if (h->tok_e == tok_e && h->entry == p->entry && (h->flags & ~LEX_NESTED) == p->flags && h->from == p->from && h->to == p->to) return true;
    }
    return false;
}

/* Letters outside ASCII in tokens [b, e)? Apostrophes and other punctuation (U+2000 to U+206F) do not count. */
static bool has_marks(const text_doc *doc, uint32_t b, uint32_t e)
{
    for (uint32_t t = b; t < e; t++) {
        base_span s = doc->tokens[t].span;
        for (uint32_t i = s.b; i < s.e; i++) {
            unsigned char c = (unsigned char)doc->text[i];
            if (c == 0xE2)
                i += 2;
            else if (c >= 0x80)
                return true;
        }
    }
    return false;
}

static bool is_person(const lexicon *lex, uint32_t entry)
{
    const char *kind = lexicon_value(lex, entry, LEX_KIND, LEX_DATE_NONE);
    return kind != NULL && strcmp(kind, "person") == 0;
}

static sitrep_status match_at(const lexicon *lex, base_arena *arena, const text_doc *doc, const run *r, size_t i,
                              lex_hits *hits, size_t *cap, uint32_t last_end[LEX_CLASS_N])
{
    uint64_t hash = r->v[i].unit.hash;
    uint32_t bit = lex_filter_bit(hash);
    size_t best[LEX_CLASS_N] = {0};
    uint32_t begin;
    if (!(lex->filter[bit / 64] >> (bit % 64) & 1)) return SITREP_OK;
    begin = first_pattern(lex, hash);
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t q = begin; q < lex->n_patterns; q++) {
            const lex_image_pattern *p = &lex->patterns[q];
            bool exact;
            if ((lex->units[p->unit_b] & ~(uint64_t)3) != hash) break;
            size_t n = fits(lex, p, r, i, &exact);
            if (n == 0 || !case_allows(lex, p, r, i, exact)) continue;
            /* a pattern must end where a token ends */
            if (i + n < r->n && r->v[i + n].tok == r->v[i + n - 1].tok) continue;
            uint32_t cls = lex->entries[p->entry].cls;
            if (pass == 0) {
                if (n > best[cls]) best[cls] = n;
                continue;
            }
            uint32_t tok_e = r->v[i + n - 1].tok + 1;
            bool owner = n < best[cls] && cls == LEX_ACTOR && is_person(lex, p->entry) && text_token_in(doc, tok_e, (const char *const[]){"'s", "’s", NULL});
            bool nested = owner || tok_e <= last_end[cls]; /* owner: "Serraj" of "Serraj's government" */
            if ((n != best[cls] && !owner) || (nested && cls != LEX_ACTOR)) continue;
            if (already_hit(hits, r->v[i].tok, tok_e, p)) continue;
            if (!(p->flags & LEX_MARKS) && has_marks(doc, r->v[i].tok, tok_e)) exact = false;
            lex_hit *v = arena_grow(arena, hits->v, hits->n, cap, sizeof *v);
            if (v == NULL) return SITREP_E_NOMEM;
            hits->v = v;
            hits->v[hits->n++] = (lex_hit){r->v[i].tok, tok_e, p->entry, p->from, p->to, (uint8_t)cls,
                                              (uint8_t)(p->flags | (nested ? LEX_NESTED : 0)), exact};
        }
    for (int c = 0; c < LEX_CLASS_N; c++)
        if (best[c] > 0) {
            uint32_t tok_e = r->v[i + best[c] - 1].tok + 1;
            if (tok_e > last_end[c]) last_end[c] = tok_e;
        }
    return SITREP_OK;
}

sitrep_status lexicon_match(const lexicon *lex, base_arena *arena, const text_doc *doc, lex_hits *hits)
{
    run r;
    size_t cap = 0;
    uint32_t last_end[LEX_CLASS_N] = {0};
    sitrep_status s = make_run(arena, doc, &r);
    hits->v = NULL;
    hits->n = 0;
    for (size_t i = 0; s == SITREP_OK && i < r.n; i++) {
        if (r.v[i].unit.barrier) continue;
        /* a match begins where a token begins, or behind its article: "al-Sarraj" is found as "Sarraj", too */
        if (i > 0 && r.v[i - 1].tok == r.v[i].tok &&
            !(r.v[i - 1].unit.article && (i < 2 || r.v[i - 2].tok != r.v[i].tok)))
            continue;
        s = match_at(lex, arena, doc, &r, i, hits, &cap, last_end);
    }
    if (s != SITREP_OK) return s;
    /* order: tok_b ascending by construction; within it longer first, then entry */
    for (uint32_t i = 1; i < hits->n; i++)
        for (uint32_t j = i; j > 0; j--) {
            lex_hit *x = &hits->v[j - 1], *y = &hits->v[j];
            if (x->tok_b != y->tok_b || x->tok_e > y->tok_e || (x->tok_e == y->tok_e && x->entry <= y->entry)) break;
            lex_hit t = *x;
            *x = *y;
            *y = t;
        }
    return SITREP_OK;
}

uint32_t lexicon_hit_from(const lex_hits *hits, uint32_t tok)
{
    uint32_t lo = 0, hi = hits->n;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (hits->v[mid].tok_b < tok)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

uint32_t lexicon_count_type(const lexicon *lex, const lex_hits *hits, lex_class cls, const char *type)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < hits->n; i++) {
        const char *t = hits->v[i].cls == cls ? lexicon_type(lex, hits->v[i].entry) : NULL;
        n += t != NULL && strcmp(t, type) == 0;
    }
    return n;
}

bool lexicon_is_body(const lexicon *lex, const lex_hit *hit)
{
    if (hit->cls != LEX_ACTOR || (hit->flags & (LEX_METONYM | LEX_ADJ | LEX_PEOPLE))) return false;
    const char *kind = lexicon_value(lex, hit->entry, LEX_KIND, LEX_DATE_NONE);
    return kind == NULL || (strcmp(kind, "person") != 0 && strcmp(kind, "government") != 0);
}
