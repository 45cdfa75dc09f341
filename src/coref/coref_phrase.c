/* coref_phrase.c: the noun phrases of a document: subtrees of nouns, names and pronouns, cut where they stop being the
 * phrase. */
#include "base/hash.h"
#include "coref/coref_work.h"

static bool nominal(const coref_word *x) { return x->pos == POS_NOUN || x->pos == POS_PROPN || x->pos == POS_PRON; }

static bool is_predicate(const coref_work *w, uint32_t h)
{
    for (uint32_t c = w->words[h].child; c != COREF_NONE; c = w->words[c].next)
        if (w->words[c].rel == REL_COP) return true;
    return false;
}

static bool is(const coref_work *w, uint32_t t, const char *word)
{
    return t < w->doc->n_tokens && text_token_is(w->doc, t, word);
}

static bool ends_phrase(const coref_work *w, uint32_t t)
{
    return is(w, t, ",") || is(w, t, ";") || is(w, t, ":") || is(w, t, "-") || is(w, t, "\xE2\x80\x94") ||
           is(w, t, "\xE2\x80\x93") || is(w, t, ".");
}

/* "English defender Kyle Walker": a name that follows its description with nothing between is part of that phrase. */
static bool follows_title(const coref_work *w, uint32_t t)
{
    const coref_word *x = &w->words[t];
    if (x->rel == REL_FLAT) return true;
    return x->rel == REL_APPOS && x->head < t && x->lo > 0 && w->words[x->lo].pos != POS_PUNCT &&
           w->words[x->lo - 1].pos != POS_PUNCT;
}

/* May word t head a mention? Relative pronouns, "there", and what is said of no thing do not. */
static bool heads_mention(const coref_work *w, uint32_t t)
{
    const coref_word *x = &w->words[t], *g = &w->words[x->head];
    if (x->rel == REL_FIXED || x->rel == REL_EXPL || follows_title(w, t)) return false;
    if (x->pos == POS_PRON && (x->form == FORM_WH || (x->form == FORM_THIS && g->rel == REL_ACL && is(w, t, "that"))))
        return false;
    bool argument = x->rel == REL_NSUBJ || x->rel == REL_OBJ || x->rel == REL_OBL || x->rel == REL_NMOD ||
                    x->rel == REL_ROOT || x->rel == REL_CONJ;
    /* a determiner of what is no noun stands for itself: "this leads to" */
    if (x->pos == POS_DET)
        return x->form == FORM_THIS && (argument || !(nominal(g) || g->pos == POS_ADJ || g->pos == POS_NUM));
    if (x->pos == POS_NUM) return is(w, t, "one") && argument && x->rel != REL_ROOT && x->rel != REL_CONJ;
    return nominal(x);
}

/* Does child c belong to the phrase of head h, whose words begin behind token left? */
static bool belongs(const coref_work *w, uint32_t h, uint32_t c, bool predicate, int64_t left)
{
    const coref_word *x = &w->words[c];
    switch (x->rel) {
    case REL_CONJ:
    case REL_CC:
    case REL_COP:
    case REL_LOOSE:
    case REL_EXPL:
    case REL_AUX:
    case REL_CASE:
    case REL_MARK:
    case REL_PUNCT: return false;
    case REL_NSUBJ:
    case REL_CLAUSE:
    case REL_OBL:
        if (predicate) return false;
        break;
    case REL_ADVMOD:
        if (predicate || (c < h && (w->words[h].pos != POS_NOUN || x->form == FORM_FOCUS))) return false;
        break;
    default: break;
    }
    if (c > h && x->lo > 0 && (is(w, x->lo - 1, "\xE2\x80\x94") || is(w, x->lo - 1, "\xE2\x80\x93"))) return false;
    return c > h || (int64_t)x->lo > left;
}

/* Where the phrase ends at the latest: before a colon behind its head, or a bracket that it does not close. */
static uint32_t cut_marks(const coref_work *w, uint32_t h, uint32_t lo, uint32_t hi)
{
    uint32_t open = COREF_NONE;
    for (uint32_t t = lo; t <= hi; t++) {
        if (is(w, t, "(")) open = t;
        if (is(w, t, ")")) open = COREF_NONE;
        if (t > h && open == COREF_NONE && is(w, t, ":")) return t - 1;
    }
    return open != COREF_NONE && open > h && !is(w, hi + 1, ")") ? open - 1 : hi;
}

static uint32_t sentence_end(const coref_work *w, uint32_t t) { return w->doc->sents[w->doc->tokens[t].sentence].tok_e; }

/* A closing bracket or quotation mark behind the phrase that one inside it opened. */
static uint32_t close_marks(const coref_work *w, uint32_t b, uint32_t e)
{
    while (e + 1 < sentence_end(w, b) && (is(w, e + 1, ")") || text_token_is_quote(w->doc, e + 1))) {
        bool bracket = is(w, e + 1, ")");
        int open = 0;
        for (uint32_t t = b; t <= e; t++) {
            if (!bracket && text_token_is_quote(w->doc, t)) open = !open;
            if (bracket && is(w, t, "(")) open++;
            if (bracket && is(w, t, ")")) open--;
        }
        if (open <= 0) break;
        e++;
    }
    return e;
}

static void set_add(coref_set *s, uint64_t key)
{
    uint32_t k = (uint32_t)(key ^ (key >> 32)), at = s->n;
    while (at > 0 && s->v[at - 1] >= k) at--;
    if (s->n == COREF_SET || (at < s->n && s->v[at] == k)) return;
    for (uint32_t i = s->n++; i > at; i--) s->v[i] = s->v[i - 1];
    s->v[at] = k;
}

static bool ends_in_mark(const coref_work *w, const coref_phrase *p)
{
    return p->e > p->head && w->words[p->e].form == FORM_MARK_S;
}

static coref_type type_of(const coref_work *w, const coref_phrase *p)
{
    const coref_word *x = &w->words[p->head], *first = &w->words[p->b];
    bool alone = p->b == p->head && p->e <= p->head + 1;
    if (x->pos == POS_VERB || x->pos == POS_AUX) return TYPE_VERB;
    if (p->conj) return TYPE_CONJ;
    if (alone && (x->pos == POS_PRON || x->pos == POS_DET))
        return x->form >= FORM_I && x->form <= FORM_THIS ? (coref_type)x->form : TYPE_OTHER;
    if (x->pos == POS_PRON || x->pos == POS_NUM) return TYPE_OTHER;
    if (x->pos == POS_PROPN || (x->ner != NER_NONE && x->ner != NER_MISC)) return TYPE_NAME;
    if (first->form == FORM_THIS) return TYPE_DEM;
    if (first->form == FORM_THE) return TYPE_DEF;
    for (uint32_t c = x->child; c != COREF_NONE; c = w->words[c].next)
        if (c < p->head && (w->words[c].poss || w->words[c].pos == POS_PRON)) return TYPE_POSS;
    return first->form == FORM_A ? TYPE_INDEF : TYPE_BARE;
}

static void describe(const coref_work *w, coref_phrase *p)
{
    const coref_word *x = &w->words[p->head];
    p->type = (uint8_t)type_of(w, p);
    p->number = p->conj || p->type == TYPE_WE || p->type == TYPE_THEY || x->plural ? NUM_MANY
                : p->type == TYPE_YOU                                              ? NUM_OPEN
                                                                                   : NUM_ONE;
    if (p->type == TYPE_THIS && (is(w, p->head, "these") || is(w, p->head, "those"))) p->number = NUM_MANY;
    p->gender = p->type == TYPE_HE ? 'm' : p->type == TYPE_SHE ? 'f' : 0;
    if (p->type >= TYPE_I && p->type <= TYPE_SHE)
        p->cls = CLASS_PERSON;
    else if (p->type == TYPE_IT)
        p->cls = CLASS_THING;
    else if (p->type >= TYPE_NAME || p->type == TYPE_OTHER) {
        for (uint32_t t = p->b; p->type != TYPE_CONJ && t <= p->head; t++) {
            const coref_word *y = &w->words[t];
            bool part = t == p->head || (p->type == TYPE_NAME && y->pos == POS_PROPN);
            char g = y->form == FORM_MALE ? 'm' : y->form == FORM_FEMALE ? 'f' : part ? y->gender : 0;
            if (p->gender == 0) p->gender = g;
        }
        p->cls = p->ner == NER_PER                               ? CLASS_PERSON
                 : p->ner == NER_ORG                             ? CLASS_BODY
                 : p->ner == NER_LOC                             ? CLASS_PLACE
                 : x->cls != CLASS_NONE                          ? x->cls
                 : p->gender != 0                                ? CLASS_PERSON
                 : p->type == TYPE_NAME || p->type == TYPE_OTHER ? CLASS_NONE
                                                                 : CLASS_THING;
    }
}

/* The words by which mentions are compared. */
static void gather(const coref_work *w, coref_phrase *p)
{
    uint32_t e = ends_in_mark(w, p) ? p->e - 1 : p->e;
    for (uint32_t t = p->b; t <= e; t++) {
        const coref_word *x = &w->words[t];
        if (x->form == FORM_THE || x->form == FORM_THIS || is(w, t, "a") || is(w, t, "an") ||
            text_token_is_quote(w->doc, t))
            continue;
        p->core = hash_bytes(&x->key, sizeof x->key, p->core);
        p->n_core++;
        base_span s = w->doc->tokens[t].span;
        if (s.e - s.b > 2) set_add(&p->words, x->key);
        bool content =
            x->pos == POS_ADJ || x->pos == POS_NOUN || x->pos == POS_PROPN || x->pos == POS_NUM || x->pos == POS_VERB;
        if (t != p->head && content) set_add(&p->mods, x->key);
        if (x->pos == POS_PROPN && (t <= p->head || (x->head == p->head && x->rel == REL_FLAT))) {
            set_add(&p->name, x->key);
            if (p->first == 0) p->first = x->key;
            p->last = x->key;
        }
    }
}

static sitrep_status add(coref_work *w, uint32_t b, uint32_t e, uint32_t head, bool conj)
{
    const text_token *t = &w->doc->tokens[head];
    const coref_word *x = &w->words[head];
    if (b > head || e < head) return SITREP_OK;
    if (x->pos != POS_VERB && e + 1 < sentence_end(w, b) && w->words[e + 1].form == FORM_MARK_S) e++;
    coref_phrase *v = arena_grow(w->arena, w->v, w->n, &w->cap, sizeof *v);
    if (v == NULL) return SITREP_E_NOMEM;
    w->v = v;
    coref_phrase *p = &v[w->n++];
    *p = (coref_phrase){.b = b,
                        .e = e,
                        .head = head,
                        .sent = t->sentence,
                        .par = w->doc->sents[t->sentence].paragraph,
                        .rel = x->rel < REL_FEATURES ? x->rel : REL_OTHER,
                        .ner = x->ner,
                        .conj = conj,
                        .quoted = x->quoted,
                        .asked = x->asked,
                        .predicate = is_predicate(w, head),
                        .lemma = x->lemma,
                        .same_lemma = -1,
                        .same_last = -1};
    describe(w, p);
    gather(w, p);
    return SITREP_OK;
}

/* A word inside a longer name is no mention of its own: "Scientology" in "Church of Scientology". */
static bool inside_name(const coref_work *w, uint32_t b, uint32_t e)
{
    const coref_word *v = w->words;
    if (v[b].ner == NER_NONE || v[b].ner != v[e].ner) return false;
    for (uint32_t t = b + 1; t <= e; t++)
        if (v[t].ner_begins || v[t].ner != v[b].ner) return false;
    bool before = !v[b].ner_begins,
         after = e + 1 < sentence_end(w, b) && v[e + 1].ner == v[b].ner && !v[e + 1].ner_begins;
    return before || after;
}

static sitrep_status add_tree(coref_work *w, uint32_t h)
{
    uint32_t lo = h, hi = h, joined = 0;
    int64_t left = -1;
    bool predicate = is_predicate(w, h);
    for (uint32_t c = w->words[h].child; c != COREF_NONE && c < h; c = w->words[c].next) {
        uint8_t r = w->words[c].rel;
        if (r == REL_CASE || r == REL_MARK || r == REL_CC ||
            (predicate && (r == REL_COP || r == REL_NSUBJ || r == REL_CLAUSE)))
            left = w->words[c].hi;
    }
    for (uint32_t c = w->words[h].child; c != COREF_NONE; c = w->words[c].next) {
        const coref_word *x = &w->words[c];
        if (x->rel == REL_CONJ && nominal(x) && x->hi > joined) joined = x->hi;
        if (!belongs(w, h, c, predicate, left)) continue;
        if (x->lo < lo && (int64_t)x->lo > left) lo = x->lo;
        if (x->hi > hi) hi = x->hi;
    }
    hi = close_marks(w, lo, cut_marks(w, h, lo, hi));
    while (hi > h && ends_phrase(w, hi)) hi--;
    while (lo < h && ends_phrase(w, lo)) lo++;
    sitrep_status s = SITREP_OK;
    if (inside_name(w, lo, hi)) return SITREP_OK;
    if (joined > hi && !predicate) s = add(w, lo, joined, h, true);
    return s == SITREP_OK ? add(w, lo, hi, h, false) : s;
}

/* A name of the name head that no phrase of the tree is, unless one of the tree's is headed inside it and holds it all.
 */
static sitrep_status add_name(coref_work *w, uint32_t b, uint32_t e, uint32_t from)
{
    uint32_t head = e;
    for (uint32_t t = b; t <= e; t++)
        if (w->words[t].head < b || w->words[t].head > e || w->words[t].head == t) head = t;
    const coref_word *x = &w->words[head];
    if ((x->ner == NER_MISC && x->pos != POS_PROPN) || follows_title(w, head)) return SITREP_OK;
    for (uint32_t k = w->n; k > from && w->v[k - 1].head >= b; k--)
        if (w->v[k - 1].b <= b && w->v[k - 1].e >= e) return SITREP_OK;
    return add(w, b, e, head, false);
}

static bool before(const coref_phrase *x, const coref_phrase *y) { return x->b != y->b ? x->b < y->b : x->e > y->e; }

/* The phrases of one sentence in text order, none twice. They are nearly so: by insertion. */
static void order(coref_work *w, uint32_t from)
{
    for (uint32_t i = from + 1; i < w->n; i++) {
        coref_phrase p = w->v[i];
        uint32_t k = i;
        for (; k > from && before(&p, &w->v[k - 1]); k--) w->v[k] = w->v[k - 1];
        w->v[k] = p;
    }
    uint32_t n = from;
    for (uint32_t i = from; i < w->n; i++)
        if (n == from || w->v[n - 1].b != w->v[i].b || w->v[n - 1].e != w->v[i].e) w->v[n++] = w->v[i];
    w->n = n;
}

/* The verb of a clause, or its copula: what "that" may stand for. */
static bool is_event(const coref_work *w, uint32_t t)
{
    const coref_word *x = &w->words[t];
    if (x->rel == REL_COP) return true;
    return x->pos == POS_VERB && (x->rel == REL_ROOT || x->rel == REL_CONJ || x->rel == REL_CLAUSE ||
                                  x->rel == REL_LOOSE || x->rel == REL_OTHER || x->rel == REL_ACL);
}

/* Phrases come in the order of their heads, so that what is out of place is near it however long the sentence is. */
static sitrep_status find_in_sentence(coref_work *w, uint32_t b, uint32_t e)
{
    sitrep_status s = SITREP_OK;
    uint32_t from = w->n, name_b = COREF_NONE;
    for (uint32_t t = b; t < e && s == SITREP_OK; t++) {
        const coref_word *x = &w->words[t];
        if (heads_mention(w, t))
            s = add_tree(w, t);
        else if (is_event(w, t))
            s = add(w, t, t, t, false);
        if (x->ner_begins) name_b = t;
        if (x->ner == NER_NONE) name_b = COREF_NONE;
        bool ends = t + 1 == e || x[1].ner != x->ner || x[1].ner_begins;
        if (s == SITREP_OK && name_b != COREF_NONE && ends) {
            s = add_name(w, name_b, t, from);
            name_b = COREF_NONE;
        }
    }
    if (s == SITREP_OK) order(w, from);
    return s;
}

sitrep_status coref_phrases_find(coref_work *w)
{
    sitrep_status s = SITREP_OK;
    for (uint32_t i = 0; i < w->doc->n_sents && s == SITREP_OK; i++)
        s = find_in_sentence(w, w->doc->sents[i].tok_b, w->doc->sents[i].tok_e);
    return s;
}
