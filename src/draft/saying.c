/* saying.c: see saying.h. The constructions, each with its own function:
 *
 *     X said (that) Y · Y, X said · Y, X said, Y    active()          "Y", said X · Y, said X            inverted()
 *     according to X, Y · Y, citing X               prepositional()   it was announced by X             passive()
 *     X counts 40 dead                              active()          Y, X said, adding Z               participial()
 */
#include "draft/saying.h"

#include <string.h>

#include "base/numeral.h"

enum {
    MAX_SPEAKER = 24,  /* tokens of a speaker phrase */
    MAX_ASIDES = 5,    /* parentheticals between a subject and its verb */
    MAX_TO_AGENT = 10, /* tokens between a passive cue and its "by" */
    MAX_TO_THAT = 14,  /* tokens between a cue and the "that" of its clause: time, place, addressee */
    MAX_TO_COUNT = 6,  /* tokens between a cue and the number that it counts */
    MAX_CLAUSE = 250,  /* tokens of a clause on either side of its cue: what is longer is no sentence, but a list or */
    MAX_QUOTE = 1000   /* worse; and of a quotation. They keep the cost linear: each cue looks through its clause. */
};

typedef struct finder {
    base_arena *arena;
    const lexicon *lex;
    const lex_hits *hits;
    const text_doc *doc;
    const uint8_t *tags;
    uint32_t *quote; /* [n_tokens + 1] number of the quotation that holds the token, 0: none */
    saying_found *v;
    uint32_t n;
    size_t cap;
} finder;

typedef struct range {
    uint32_t b, e;
} range;

static const char *const MARKS[] = {",", ";", ":", ".", "!", "?", "(", ")", "–", "—", "--", "[", "]", "...", "…", NULL};
static const char *const BE[] = {"is", "are", "was", "were", "be", "been", "being", NULL};
static const char *const AUX[] = {"is",  "are",  "was",  "were",  "be",   "been",  "being", "has",  "have", "had",   "do",
                                  "does", "did", "will", "would", "can",  "could", "may",   "might", "must", "shall", "should", NULL};
static const char *const BESIDE_CUE[] = {"also",   "later",      "earlier", "then",      "again",  "now",     "has",     "have",
                                         "had",    "already",    "since",   "repeatedly", "himself", "herself", "itself",  "themselves",
                                         "further", "initially", "previously", "first", "once", "just", "still", "only", NULL};
static const char *const JOIN[] = {"that", "because", "when", "while", "as", "after", "before", "if",   "although", "though", "whether", "but",
                                   "what", "how",     "than", "until", "unless", "so", "where", "why", "since",    "or",     "yet", NULL};
static const char *const RELATIVE[] = {"who", "which", NULL};
static const char *const PRONOUN[] = {"he", "she", "it", "they", "we", "i", "you", NULL};
static const char *const ARTICLE[] = {"the", "a", "an", NULL};
static const char *const ASIDE[] = {"who", "which", "whose", "where", "whom", "known", "led", "headed", "based", "backed", "commanded", "speaking",
                                    "citing", "quoting", "a", "an", "the", "one", "his", "her", "its", "their", "in", "on", "at", "after",
                                    "including", "himself", "herself", "however", "too", "meanwhile", "for", "by", "aged", "then", NULL};
static const char *const PREP[] = {"of", "for", "from", "in", "at", "on", "with", "near", "by", "to", "inside", "across", "around", "under", "against", "outside", "behind", "within", NULL};
static const char *const LEAD_PREP[] = {"in", "on", "at", "from", "by", "after", "since", "for", "with", "near", "during", "inside", "across", "around",
                                        "late", "early", NULL};
static const char *const WHEN[] = {"yesterday", "today",    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
                                   "earlier",   "later",    "meanwhile", "however", "and",    "then",     "both",   "last",     "now", "on", NULL};
static const char *const PAPER[] = {"statement", "statements", "communique", "announcement", "message", "declaration", "letter", "post", "tweet", NULL};
static const char *const TELL[] = {"told", "tells", "tell", NULL}; /* behind it stands who is told */
static const char *const COUNTERS[] = {"put",      "puts",      "verified", "verifies",   "confirmed", "confirms", "reported", "reports",  "listed", "lists",
                                       "recorded", "records",   "boasted",  "boasts",     "claimed",   "claims",   "estimated", "estimates", "admitted",
                                       "admits",   "documented", "spoke",   "speaks",     "acknowledged", NULL}; /* with a number behind they tell it */
static const char *const TO_COUNT[] = {"at",   "of",     "to",    "the",  "a",    "an",     "its",   "about", "some", "only", "least", "than", "more", "fewer",
                                       "up",   "as",     "many",  "it",   "toll", "total",  "dead",  "death", "deaths", "number", "around", "nearly", "over",
                                       "almost", "losses", "list", "with", "just", "also", NULL};
static const char *const PAPER_OF[] = {"from", "by", "of", NULL};

static bool in_list(const finder *f, uint32_t t, const char *const *list) { return text_token_in(f->doc, t, list); }

static bool is_mark(const finder *f, uint32_t t) { return text_token_is_quote(f->doc, t) || in_list(f, t, MARKS); }

/* The right half of a compound ("US-backed") is no verb of its own. */
static bool is_verb(const finder *f, uint32_t t)
{
    if (in_list(f, t, AUX)) return true;
    if (f->tags == NULL || !(f->tags[t] & SAYING_VERB)) return false;
    return t == 0 || !text_token_is(f->doc, t - 1, "-");
}

static bool ends_in_ing(const finder *f, uint32_t t)
{
    base_span w = f->doc->tokens[t].span;
    return w.e - w.b > 4 && memcmp(f->doc->text + w.e - 3, "ing", 3) == 0;
}

static bool is_name_word(const finder *f, uint32_t t)
{
    return text_token_is_capital(&f->doc->tokens[t]);
}

/* Only capitalised words, no article: a name by itself. */
static bool is_name(const finder *f, range r)
{
    if (r.e <= r.b || r.e - r.b > 7 || in_list(f, r.b, ARTICLE) || in_list(f, r.b, LEAD_PREP)) return false;
    for (uint32_t t = r.b; t < r.e; t++)
        if (!is_name_word(f, t) && !text_token_is(f->doc, t, "-") && !text_token_is(f->doc, t, ".")) return false;
    return true;
}

/* Quotations, numbered; one that is not closed ends with its paragraph. */
static sitrep_status number_quotes(finder *f)
{
    f->quote = arena_array(f->arena, (size_t)f->doc->n_tokens + 1, sizeof *f->quote);
    if (f->quote == NULL) return SITREP_E_NOMEM;
    uint32_t now = 0, last = 0, paragraph = UINT32_MAX;
    for (uint32_t t = 0; t < f->doc->n_tokens; t++) {
        uint32_t p = f->doc->sents[f->doc->tokens[t].sentence].paragraph;
        if (p != paragraph) now = 0;
        paragraph = p;
        bool mark = text_token_is_quote(f->doc, t);
        bool closes = mark && now != 0;
        if (mark && !closes) now = ++last;
        f->quote[t] = now;
        if (closes) now = 0;
    }
    return SITREP_OK;
}

/* The clause of t: its sentence between semicolons, as far as a clause can go. */
static range clause_of(const finder *f, uint32_t t)
{
    const text_sentence *s = &f->doc->sents[f->doc->tokens[t].sentence];
    range r = {t, t};
    while (r.b > s->tok_b && t - r.b < MAX_CLAUSE && !text_token_is(f->doc, r.b - 1, ";")) r.b--;
    while (r.e < s->tok_e && r.e - t < MAX_CLAUSE && !text_token_is(f->doc, r.e, ";")) r.e++;
    return r;
}

/* ---- speakers ----------------------------------------------------------------------------------------------------- */

/* "the council installed by the army": a participle behind its noun, with what it governs. */
static bool is_reduced(const finder *f, uint32_t t, uint32_t first)
{
    return t > first && is_verb(f, t) && !in_list(f, t, AUX) && !is_mark(f, t - 1) && !in_list(f, t - 1, AUX) && !in_list(f, t - 1, BESIDE_CUE) &&
           !in_list(f, t - 1, RELATIVE) && in_list(f, t + 1, PREP);
}

/* A speaker's words to its first noun phrase: no article, no opening adverbial, nothing behind "of", "for", "and"; "a
 * statement from X" is X's. */
static bool take_speaker(const finder *f, range r, saying_found *out)
{
    if (r.e > r.b && in_list(f, r.e - 1, PRONOUN)) r.b = r.e - 1;
    while (r.b < r.e && (in_list(f, r.b, ARTICLE) || in_list(f, r.b, WHEN) || is_mark(f, r.b))) r.b++;
    if (r.b < r.e && in_list(f, r.b, LEAD_PREP)) { /* "In Kidal officials" */
        uint32_t t = r.e;
        while (t > r.b && !in_list(f, t - 1, PREP) && !in_list(f, t - 1, ARTICLE)) t--;
        r.b = t;
    }
    for (int hops = 0; hops < 2; hops++) {
        uint32_t e = r.b;
        while (e < r.e && !(e > r.b && (in_list(f, e, PREP) || is_mark(f, e) || text_token_is(f->doc, e, "and") || is_reduced(f, e, r.b)))) e++;
        if (e == r.b || e - r.b > MAX_SPEAKER) return false;
        if (in_list(f, e - 1, PAPER) && e + 1 < r.e && in_list(f, e, PAPER_OF)) {
            r.b = e + 1;
            while (r.b < r.e && in_list(f, r.b, ARTICLE)) r.b++;
            continue;
        }
        out->who_b = r.b;
        out->who_e = e;
        out->head = e - 1;
        if (e - r.b > 1 && (text_token_is(f->doc, e - 1, "'s") || text_token_is(f->doc, e - 1, "’s"))) return false;
        uint8_t shape = f->doc->tokens[out->head].shape;
        return shape != SHAPE_PUNCT && shape != SHAPE_NUMBER;
    }
    return false;
}

/* Where the words before t begin: behind the nearest mark, verb or joining word. An "and" ends them, too, unless the
 * whole clause begins with what stands before it. */
static uint32_t words_before(const finder *f, uint32_t t, uint32_t first)
{
    uint32_t b = t, cut = UINT32_MAX;
    while (b > first) {
        uint32_t k = b - 1;
        if (is_mark(f, k) || in_list(f, k, JOIN) || in_list(f, k, RELATIVE)) break;
        if (is_verb(f, k) && (cut != UINT32_MAX || !is_reduced(f, k, first))) return cut != UINT32_MAX ? cut : b;
        if (text_token_is(f->doc, k, "and") && cut == UINT32_MAX) cut = b;
        b--;
    }
    return b;
}

/* The segment between marks that ends at t. */
static range segment_before(const finder *f, uint32_t t, uint32_t first)
{
    range r = {t, t};
    while (r.b > first && !is_mark(f, r.b - 1)) r.b--;
    return r;
}

/* The subject of the clause: its first words before a verb. For "X condemned it and said". */
static range first_subject(const finder *f, range clause, uint32_t t)
{
    range r = {clause.b, clause.b};
    while (r.b < t && is_mark(f, r.b)) r.b++;
    r.e = r.b;
    while (r.e < t && !is_verb(f, r.e) && !is_mark(f, r.e) && !in_list(f, r.e, JOIN)) r.e++;
    return r;
}

/* The subject that stands before the verb group at t, behind what may stand between: "X, a spokesman for Y, said", "the
 * group, which is led by Z, said". */
static bool subject_before(const finder *f, range clause, uint32_t t, range *who)
{
    uint32_t b = words_before(f, t, clause.b);
    if (b < t) {
        *who = (range){b, t};
        /* "Rida Issa, a spokesman for the operation told": the name stands by itself before the comma */
        if (b > clause.b + 1 && text_token_is(f->doc, b - 1, ",") && in_list(f, b, ARTICLE)) {
            range name = segment_before(f, b - 1, clause.b);
            if (is_name(f, name) && (name.b == clause.b || !text_token_is(f->doc, name.b - 1, "(")) && name.e - name.b > 1) *who = name;
        }
        return true;
    }
    if (b == clause.b) return false;
    uint32_t c = b - 1;
    if (in_list(f, c, RELATIVE)) { /* "X, who said": the words before the pronoun */
        if (c > clause.b && text_token_is(f->doc, c - 1, ",")) c--;
        *who = (range){words_before(f, c, clause.b), c};
        return who->e > who->b;
    }
    if (text_token_is(f->doc, c, "and") || text_token_is(f->doc, c, "but")) {
        *who = first_subject(f, clause, c);
        return who->e > who->b;
    }
    if (!text_token_is(f->doc, c, ",") && !text_token_is(f->doc, c, ")")) return false;
    if (text_token_is(f->doc, c, ")")) { /* "the Sudanese Armed Forces (SAF) said" */
        while (c > clause.b && !text_token_is(f->doc, c, "(")) c--;
        *who = (range){words_before(f, c, clause.b), c};
        return who->e > who->b;
    }
    for (int hops = 0; hops < MAX_ASIDES; hops++) {
        range seg = segment_before(f, c, clause.b);
        if (seg.e == seg.b) return false;
        bool bounded = seg.b > clause.b && text_token_is(f->doc, seg.b - 1, ",") && !(seg.b > clause.b + 1 && text_token_is_quote(f->doc, seg.b - 2));
        if (is_name(f, seg) || !bounded || !(in_list(f, seg.b, ASIDE) || is_verb(f, seg.b))) {
            *who = is_name(f, seg) ? seg : (range){words_before(f, c, clause.b), c};
            /* "Doctors reached in the town, in the far south, say": the words that the segment begins with */
            if (who->b > seg.b && is_verb(f, who->b - 1) && !is_name(f, seg)) *who = first_subject(f, seg, c);
            return who->e > who->b;
        }
        c = seg.b - 1;
    }
    return false;
}

/* The speaker behind a cue: "said X, a spokesman", "according to X in Y". */
static range speaker_after(const finder *f, uint32_t t, uint32_t last)
{
    static const char *const ends[] = {"that", "who", "which", "when", "while", "after", "before", "as", "in", "on", "at", "during", "to", "with", "because",
                                       "late", "early", "yesterday", "but", "told", "said", "where", "adding", "last", "this", NULL};
    range r = {t, t};
    while (r.e < last && r.e - t < MAX_SPEAKER) {
        bool of_paper = r.e > t && in_list(f, r.e, PAPER_OF) && in_list(f, r.e - 1, PAPER);
        if (is_mark(f, r.e) && !(r.e == t && text_token_is_quote(f->doc, t))) break;
        if (r.e > t && !of_paper && (in_list(f, r.e, ends) || text_token_is(f->doc, r.e, "by") || text_token_is(f->doc, r.e, "from"))) break;
        if (r.e > t && is_verb(f, r.e)) break;
        r.e++;
    }
    /* "said the captain, Andrés Rentería": the name tells more */
    if (r.e < last && text_token_is(f->doc, r.e, ",") && in_list(f, r.b, ARTICLE)) {
        range name = {r.e + 1, r.e + 1};
        while (name.e < last && is_name_word(f, name.e)) name.e++;
        if (name.e - name.b > 1 && (name.e == last || is_mark(f, name.e))) return name;
    }
    return r;
}

/* ---- contents ----------------------------------------------------------------------------------------------------- */

static void trim(const finder *f, saying_found *s)
{
    while (s->content_b < s->content_e && in_list(f, s->content_b, MARKS)) s->content_b++;
    while (s->content_b < s->content_e && in_list(f, s->content_e - 1, MARKS)) s->content_e--;
}

/* A quotation that begins or ends outside the clause belongs to the content as a whole. */
static void widen_to_quotes(const finder *f, saying_found *s)
{
    if (s->content_e <= s->content_b) return;
    uint32_t q = f->quote[s->content_b], t = s->content_b;
    while (q != 0 && s->content_b > 0 && t - s->content_b < MAX_QUOTE && f->quote[s->content_b - 1] == q) s->content_b--;
    q = f->quote[s->content_e - 1], t = s->content_e;
    while (q != 0 && s->content_e < f->doc->n_tokens && s->content_e - t < MAX_QUOTE && f->quote[s->content_e] == q)
        s->content_e++;
}

static bool has_verb(const finder *f, uint32_t b, uint32_t e)
{
    for (uint32_t t = b; t < e; t++)
        if (is_verb(f, t)) return true;
    return false;
}

/* What follows ", but" is another's word, or the reporter's; inside a quotation it is not. */
static uint32_t clause_end(const finder *f, uint32_t b, uint32_t e)
{
    for (uint32_t t = b; t + 2 < e; t++)
        if (f->quote[t] == 0 && text_token_is(f->doc, t, ",") && in_list(f, t + 1, (const char *const[]){"but", "while", "whereas", NULL}) &&
            !text_token_is(f->doc, t + 2, "that"))
            return t;
    return e;
}

static uint32_t count_words(const finder *f, uint32_t b, uint32_t e)
{
    uint32_t n = 0;
    for (uint32_t t = b; t < e; t++) n += !is_mark(f, t);
    return n;
}

/* Does what stands behind the cue tell something: a "that", a quotation, a clause with a verb? A preposition first is
 * time, place or medium where the content stands before ("..., he said in an interview given to"). */
static bool tells_behind(const finder *f, uint32_t t, uint32_t last, bool before, bool tell, uint32_t *begin)
{
    *begin = t;
    if (t >= last) return false;
    for (uint32_t k = t; k < last && k < t + MAX_TO_THAT; k++) {
        if (text_token_is(f->doc, k, "that") || text_token_is(f->doc, k, ":") || text_token_is(f->doc, k, "whether")) {
            *begin = k + 1;
            return k + 1 < last;
        }
        if (text_token_is_quote(f->doc, k) && !(before && k == t)) {
            *begin = k;
            return true;
        }
        if (k > t && is_verb(f, k)) break;
    }
    if (!before) return count_words(f, t, last) > 0;
    if (is_mark(f, t) || in_list(f, t, LEAD_PREP) || text_token_is(f->doc, t, "to")) return false;
    return has_verb(f, t, last) || (!tell && count_words(f, t, last) >= 3); /* a headline's "X say battle not over" */
}

/* "told this station", "in an address carried by state television": a word for a medium (data/media.tsv, outlet) behind
 * the cue and outside what is said, with the words before it. */
static void find_venue(const finder *f, range clause, saying_found *s)
{
    for (uint32_t i = lexicon_hit_from(f->hits, s->cue_e); i < f->hits->n && f->hits->v[i].tok_b < clause.e; i++) {
        const lex_hit *h = &f->hits->v[i];
        const char *type = lexicon_type(f->lex, h->entry);
        bool said = h->tok_b >= s->content_b && h->tok_b < s->content_e;
        bool who = h->tok_b >= s->who_b && h->tok_b < s->who_e;
        if (h->cls != LEX_MEDIA || type == NULL || strcmp(type, "outlet") != 0 || said || who) continue;
        uint32_t b = h->tok_b;
        while (b > s->cue_e && h->tok_b - b < 3 && !is_mark(f, b - 1) && !in_list(f, b - 1, PREP) && !is_verb(f, b - 1)) b--;
        while (b < h->tok_b && in_list(f, b, ARTICLE)) b++;
        if (b < h->tok_b && is_name_word(f, h->tok_b - 1)) continue; /* a paper's name: the registry's or the model's */
        s->venue_b = b;
        s->venue_e = h->tok_e;
        return;
    }
}

static sitrep_status push(finder *f, range clause, const saying_found *s)
{
    saying_found *v = arena_grow(f->arena, f->v, f->n, &f->cap, sizeof *v);
    if (v == NULL) return SITREP_E_NOMEM;
    f->v = v;
    v[f->n] = *s;
    trim(f, &v[f->n]);
    widen_to_quotes(f, &v[f->n]);
    find_venue(f, clause, &v[f->n]);
    f->n++;
    return SITREP_OK;
}

/* Cues whose form may be a noun, an adjective or another verb: they count where the tagger sees a verb or the model a
 * cue. */
static bool is_sure(const finder *f, uint32_t t)
{
    static const char *const sure[] = {"said",     "says",    "say",      "told",      "tells",    "tell",     "announced", "announces", "confirmed", "confirms",
                                       "denied",   "denies",  "deny",     "claimed", "claims", "claim", "added",    "adds",     "warned",    "declared",  "stated",    "wrote",
                                       "writes",   "insisted", "insists", "acknowledged", "admitted", "admits", "alleged",   "alleges",   "argued",    "explained",
                                       "estimated", "reported", "noted",  "accused",   "blamed",   "blames",   "saying",    "according", NULL};
    return in_list(f, t, sure);
}

/* ---- constructions ------------------------------------------------------------------------------------------------ */

/* "put losses at five", "marks the village as captured", "spoke of a massacre": the cue alone says nothing. */
static bool needs_word(const finder *f, const range *c, const char **word)
{
    static const char *const at[] = {"put", "puts", "putting", NULL};
    static const char *const as[] = {"marks", "marked", "lists", "listed", "shows", "showed", "mark", "list", "show", NULL};
    static const char *const of[] = {"speaks", "spoke", "speak", "speaking", NULL};
    *word = in_list(f, c->b, at) ? "at" : in_list(f, c->b, as) ? "as" : in_list(f, c->b, of) ? "of" : NULL;
    return *word != NULL;
}

/* Where the verb group of the cue at t begins: "has also", "later" before it. */
static uint32_t group_begin(const finder *f, range clause, uint32_t t)
{
    while (t > clause.b && in_list(f, t - 1, BESIDE_CUE)) t--;
    return t;
}

/* Each: does the cue stand so? *s is filled. */
static bool prepositional(const finder *f, range clause, const range *c, saying_found *s)
{
    range who = speaker_after(f, c->e, clause.e);
    if (!take_speaker(f, who, s)) return false;
    s->content_b = clause.b;
    s->content_e = clause.e;
    if (c->b == clause.b || count_words(f, clause.b, c->b) == 0) s->content_b = who.e;
    if (count_words(f, who.e, clause.e) == 0) s->content_e = c->b;
    return true;
}

/* "X, who leads Y, said": the comma before the verb closes a parenthetical, and the speaker stands before that. */
static bool closes_aside(const finder *f, range clause, uint32_t t)
{
    if (t == clause.b || !text_token_is(f->doc, t - 1, ",")) return false;
    range seg = segment_before(f, t - 1, clause.b);
    return seg.e > seg.b && seg.b > clause.b && text_token_is(f->doc, seg.b - 1, ",") &&
           (in_list(f, seg.b, (const char *const[]){"who", "which", "whose", "whom", NULL}) || is_verb(f, seg.b));
}

static bool inverted(const finder *f, range clause, const range *c, saying_found *s)
{
    const char *word;
    if (c->b == clause.b || !is_mark(f, c->b - 1) || c->e >= clause.e) return false;
    if (in_list(f, c->b, (const char *const[]){"blamed", "blames", "accused", "accuses", NULL})) return false; /* whom, not who */
    if (closes_aside(f, clause, c->b) || needs_word(f, c, &word) || in_list(f, c->b, TELL)) return false;
    if (is_mark(f, c->e) || in_list(f, c->e, JOIN) || in_list(f, c->e, LEAD_PREP) || is_verb(f, c->e)) return false;
    range who = speaker_after(f, c->e, clause.e);
    if (!take_speaker(f, who, s)) return false;
    s->content_b = clause.b;
    s->content_e = c->b;
    if (count_words(f, clause.b, c->b) == 0) return false; /* nothing before: "said" of something else */
    for (uint32_t t = who.e; t < clause.e; t++) /* "Unlikely, says X: they would need ..." */
        if (text_token_is(f->doc, t, ":") || text_token_is_quote(f->doc, t)) s->content_e = clause.e;
    return true;
}

static bool passive(const finder *f, range clause, const range *c, saying_found *s)
{
    const char *word;
    if (in_list(f, c->b, (const char *const[]){"accused", "blamed", "told", NULL})) return false; /* of them, not by them */
    if (needs_word(f, c, &word) && !in_list(f, c->e, (const char *const[]){word, NULL})) return false;
    uint32_t t = c->e, before = c->b;
    while (t < clause.e && t < c->e + MAX_TO_AGENT && !text_token_is(f->doc, t, "by")) t++;
    if (t >= clause.e || t == c->e + MAX_TO_AGENT || !take_speaker(f, speaker_after(f, t + 1, clause.e), s)) return false;
    while (before > clause.b && (in_list(f, before - 1, AUX) || in_list(f, before - 1, BESIDE_CUE))) before--;
    s->content_b = clause.b;
    s->content_e = before;
    for (uint32_t k = c->e; k < clause.e; k++)
        if (text_token_is(f->doc, k, "that")) {
            s->content_b = k + 1;
            s->content_e = clause.e;
            return true;
        }
    uint32_t sent = f->doc->tokens[c->b].sentence; /* "It was announced by X": what the sentence before told */
    bool it = before == clause.b + 1 && in_list(f, clause.b, (const char *const[]){"it", "this", "that", NULL});
    if (it && sent > 0 && f->doc->sents[sent - 1].paragraph == f->doc->sents[sent].paragraph) {
        s->content_b = f->doc->sents[sent - 1].tok_b;
        s->content_e = f->doc->sents[sent - 1].tok_e;
    }
    return true;
}

/* "their alleged crimes", "of the estimated 200": no verb. */
static bool is_adjective(const finder *f, uint32_t t, uint32_t first)
{
    static const char *const before[] = {"the", "a", "an", "their", "his", "her", "its", "our", "of", "not", "n't", "n’t", "never", "to", "no", NULL};
    return t > first && in_list(f, t - 1, before);
}

/* "boasts of 62 dead", "counted at least nine": does a number follow the cue, and nothing before it that is no part of one? */
static bool counts_behind(const finder *f, uint32_t t, uint32_t last)
{
    for (uint32_t k = t; k < last && k < t + MAX_TO_COUNT; k++) {
        const text_token *x = &f->doc->tokens[k];
        char word[16];
        size_t n = x->span.e - x->span.b;
        int64_t value = 0;
        if (x->shape == SHAPE_NUMBER) return true;
        if (n < sizeof word) {
            for (size_t i = 0; i < n; i++) word[i] = (char)(f->doc->text[x->span.b + i] | 0x20);
            numeral_class c = numeral_lookup(word, n, &value);
            if (c != NUMERAL_NONE && c != NUMERAL_ORDINAL && c != NUMERAL_SCALE && value > 1) return true;
        }
        if (!in_list(f, k, TO_COUNT)) return false;
    }
    return false;
}

static bool active(const finder *f, range clause, const range *c, bool only_counts, saying_found *s)
{
    uint32_t verb = group_begin(f, clause, c->b);
    if (is_adjective(f, verb, clause.b)) return false;
    range who;
    if (!subject_before(f, clause, verb, &who) || !take_speaker(f, who, s)) return false;
    uint32_t edge = who.b; /* what stands before the speaker */
    while (edge > clause.b && is_mark(f, edge - 1)) edge--;
    bool before = edge < who.b && edge > clause.b && count_words(f, clause.b, edge) >= 2 &&
                  (f->quote[edge - 1] != 0 || has_verb(f, clause.b, edge));
    uint32_t begin;
    const char *word;
    bool counted = (only_counts || in_list(f, c->b, COUNTERS)) && counts_behind(f, c->e, clause.e);
    if (needs_word(f, c, &word)) {
        bool has = counted;
        for (uint32_t t = c->e; t < clause.e && (word[0] != 'o' || t < c->e + 4); t++) has |= text_token_is(f->doc, t, word);
        if (!has) return false;
    }
    if (only_counts && !counted) return false;
    bool sure = is_sure(f, c->b), joined = text_token_is(f->doc, verb - 1, "and");
    if (tells_behind(f, c->e, clause.e, before, in_list(f, c->b, TELL), &begin)) {
        bool told = begin > c->e || text_token_is_quote(f->doc, begin) || in_list(f, begin, PRONOUN) || word != NULL || counted;
        bool marked = (sure || (f->tags != NULL && (f->tags[c->b] & SAYING_CUE) != 0)) && (!sure || joined) && has_verb(f, begin, clause.e);
        if (!told && !marked && (!sure || joined)) return false;
        s->content_b = begin;
        s->content_e = clause_end(f, begin, clause.e);
    } else if (before) {
        bool quoted = f->quote[edge - 1] != 0;
        bool aside = text_token_is(f->doc, c->e, ","); /* "eight had fallen, the alliance answered, and ..." */
        if (!sure && !quoted && !aside && count_words(f, c->e, clause.e) > 0) return false;
        s->content_b = clause.b;
        s->content_e = edge;
        bool goes_on = c->e + 1 < clause.e && is_verb(f, c->e + 1) && ends_in_ing(f, c->e + 1); /* "A, he says, adding B" */
        if (c->e < clause.e && text_token_is(f->doc, c->e, ",") && !goes_on && count_words(f, c->e, clause.e) > 0) { /* "A, he says, B" */
            s->content_b = segment_before(f, edge, clause.b).b;
            s->content_e = clause.e;
        }
    } else if (!sure)
        return false;
    return true;
}

/* "A, X reported, blaming Y": who spoke last in the sentence goes on speaking. */
static bool participial(const finder *f, range clause, const range *c, saying_found *s)
{
    const saying_found *last = f->n > 0 ? &f->v[f->n - 1] : NULL;
    bool joined = c->b > clause.b && (text_token_is(f->doc, c->b - 1, ",") || text_token_is(f->doc, c->b - 1, "and"));
    if (last == NULL || !joined || last->cue_b < clause.b || !has_verb(f, c->e, clause.e)) return false;
    s->who_b = last->who_b;
    s->who_e = last->who_e;
    s->head = last->head;
    s->content_b = c->e;
    s->content_e = clause_end(f, c->e, clause.e);
    return true;
}

static sitrep_status read_cue(finder *f, const range *c, bool only_counts)
{
    static const char *const agents[] = {"citing", "quoting", NULL};
    saying_found s = {.cue_b = c->b, .cue_e = c->e};
    range clause = clause_of(f, c->b);
    bool to = text_token_is(f->doc, c->b, "according"), cites = in_list(f, c->b, agents);
    s.denies = in_list(f, c->b, (const char *const[]){"deny", "denies", "denied", "denying", NULL});
    bool found;
    if (to || (cites && c->b > clause.b && text_token_is(f->doc, c->b - 1, ","))) {
        found = prepositional(f, clause, c, &s);
    } else {
        uint32_t verb = group_begin(f, clause, c->b);
        bool ing = ends_in_ing(f, c->b);
        bool told_to = verb > clause.b && in_list(f, verb - 1, BE) && !ing && !only_counts && c->e == c->b + 1;
        found = told_to ? passive(f, clause, c, &s)
                : ing   ? participial(f, clause, c, &s) || active(f, clause, c, only_counts, &s)
                        : (!only_counts && inverted(f, clause, c, &s)) || active(f, clause, c, only_counts, &s);
    }
    return found ? push(f, clause, &s) : SITREP_OK;
}

/* "..." he said. "...": the second quotation of a paragraph belongs to who spoke the first. */
static void go_on_quoting(finder *f)
{
    for (uint32_t i = 0; i < f->n; i++) {
        saying_found *s = &f->v[i];
        if (s->content_e <= s->content_b || f->quote[s->content_b] == 0 || s->content_b > s->cue_b) continue;
        const text_sentence *in = &f->doc->sents[f->doc->tokens[s->cue_b].sentence];
        uint32_t t = in->tok_e;
        if (t >= f->doc->n_tokens || f->quote[t] == 0 || f->doc->sents[f->doc->tokens[t].sentence].paragraph != in->paragraph) continue;
        uint32_t q = f->quote[t];
        bool own = false; /* a cue of its own right behind it */
        while (t < f->doc->n_tokens && t - in->tok_e < MAX_QUOTE && f->quote[t] == q) t++;
        for (uint32_t k = i + 1; k < f->n && f->v[k].cue_b < t + MAX_CLAUSE; k++) own |= f->v[k].content_b < t && f->v[k].content_e > in->tok_e;
        if (!own) s->content_e = t;
    }
}

sitrep_status saying_find(base_arena *arena, const lexicon *lex, const lex_hits *hits, const text_doc *doc,
                          const uint8_t *tags, saying_found **v, uint32_t *n)
{
    static const char *const kinds[] = {"say", "claimed", "reported", "estimated", "confirmed", "denied", "counted", NULL};
    finder f = {.arena = arena, .lex = lex, .hits = hits, .doc = doc, .tags = tags};
    sitrep_status st = number_quotes(&f);
    uint32_t done = 0;
    for (uint32_t t = 0, i = 0; t < doc->n_tokens && st == SITREP_OK; t++) {
        while (i < hits->n && hits->v[i].tok_b < t) i++;
        if (t < done) continue;
        range c = {t, t + 1};
        const char *type = NULL;
        for (uint32_t k = i; k < hits->n && hits->v[k].tok_b == t && type == NULL; k++)
            if (hits->v[k].cls == LEX_CUE) {
                type = lexicon_type(lex, hits->v[k].entry);
                c.e = hits->v[k].tok_e;
            }
        bool known = false;
        for (const char *const *k = kinds; type != NULL && *k != NULL; k++) known |= strcmp(type, *k) == 0;
        bool seen = tags != NULL && (tags[t] & SAYING_CUE) != 0;
        base_span w = doc->tokens[t].span;
        if (!known || !(is_sure(&f, t) || seen || is_verb(&f, t)) || (w.e - w.b > 5 && memcmp(doc->text + w.e - 2, "ly", 2) == 0)) continue;
        done = c.e;
        st = read_cue(&f, &c, strcmp(type, "counted") == 0);
    }
    if (st == SITREP_OK) go_on_quoting(&f);
    *v = f.v;
    *n = f.n;
    return st;
}
