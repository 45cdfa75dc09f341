/* coref_words.c: the model's layers and the dictionaries' hits as one row a word. */
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "coref/coref_work.h"

enum { HEAD_UPOS, HEAD_DEP, HEAD_LEMMA, HEAD_NER, HEAD_COREF, HEAD_N };
static const char *const HEADS[HEAD_N] = {"upos", "dep", "lemma", "ner", "coref"};
enum { WORD_BYTES = 64 };

uint64_t coref_heads(const model *m) { return model_head_set(m, HEADS, HEAD_N); }

typedef struct named {
    const char *name;
    uint8_t value;
} named;

static uint8_t value_of(const named *list, size_t n, const char *name, size_t len)
{
    for (size_t i = 0; i < n; i++)
        if (strncmp(list[i].name, name, len) == 0 && list[i].name[len] == '\0') return list[i].value;
    return 0;
}

static uint8_t pos_of(const char *name)
{
    static const named list[] = {{"NOUN", POS_NOUN}, {"PROPN", POS_PROPN}, {"PRON", POS_PRON},  {"DET", POS_DET},
                                 {"NUM", POS_NUM},   {"ADJ", POS_ADJ},     {"VERB", POS_VERB},  {"AUX", POS_AUX},
                                 {"ADV", POS_ADV},   {"PART", POS_PART},   {"PUNCT", POS_PUNCT}};
    return name == NULL ? POS_OTHER : value_of(list, sizeof list / sizeof *list, name, strlen(name));
}

/* Of "nmod:poss" the part before the colon. */
static uint8_t rel_of(const char *name)
{
    static const named list[] = {
        {"nsubj", REL_NSUBJ},      {"obj", REL_OBJ},           {"iobj", REL_OBJ},        {"obl", REL_OBL},
        {"nmod", REL_NMOD},        {"compound", REL_COMPOUND}, {"appos", REL_APPOS},     {"root", REL_ROOT},
        {"conj", REL_CONJ},        {"case", REL_CASE},         {"mark", REL_MARK},       {"cc", REL_CC},
        {"cop", REL_COP},          {"aux", REL_AUX},           {"punct", REL_PUNCT},     {"flat", REL_FLAT},
        {"fixed", REL_FIXED},      {"goeswith", REL_FIXED},    {"parataxis", REL_LOOSE}, {"vocative", REL_LOOSE},
        {"discourse", REL_LOOSE},  {"orphan", REL_LOOSE},      {"list", REL_LOOSE},      {"reparandum", REL_LOOSE},
        {"dislocated", REL_LOOSE}, {"expl", REL_EXPL},         {"csubj", REL_CLAUSE},    {"advcl", REL_CLAUSE},
        {"ccomp", REL_CLAUSE},     {"acl", REL_ACL},           {"advmod", REL_ADVMOD}};
    return name == NULL ? REL_OTHER : value_of(list, sizeof list / sizeof *list, name, strcspn(name, ":"));
}

static uint8_t form_of(const char *word, size_t n)
{
    static const named list[] = {{"the", FORM_THE},
                                 {"a", FORM_A},
                                 {"an", FORM_A},
                                 {"it", FORM_IT},
                                 {"its", FORM_IT},
                                 {"itself", FORM_IT},
                                 {"he", FORM_HE},
                                 {"him", FORM_HE},
                                 {"his", FORM_HE},
                                 {"himself", FORM_HE},
                                 {"she", FORM_SHE},
                                 {"her", FORM_SHE},
                                 {"hers", FORM_SHE},
                                 {"herself", FORM_SHE},
                                 {"they", FORM_THEY},
                                 {"them", FORM_THEY},
                                 {"their", FORM_THEY},
                                 {"theirs", FORM_THEY},
                                 {"themselves", FORM_THEY},
                                 {"em", FORM_THEY},
                                 {"'em", FORM_THEY},
                                 {"i", FORM_I},
                                 {"me", FORM_I},
                                 {"my", FORM_I},
                                 {"mine", FORM_I},
                                 {"myself", FORM_I},
                                 {"we", FORM_WE},
                                 {"us", FORM_WE},
                                 {"our", FORM_WE},
                                 {"ours", FORM_WE},
                                 {"ourselves", FORM_WE},
                                 {"you", FORM_YOU},
                                 {"your", FORM_YOU},
                                 {"yours", FORM_YOU},
                                 {"yourself", FORM_YOU},
                                 {"yourselves", FORM_YOU},
                                 {"this", FORM_THIS},
                                 {"that", FORM_THIS},
                                 {"these", FORM_THIS},
                                 {"those", FORM_THIS},
                                 {"some", FORM_A},
                                 {"any", FORM_A},
                                 {"no", FORM_A},
                                 {"another", FORM_A},
                                 {"every", FORM_A},
                                 {"each", FORM_A},
                                 {"many", FORM_A},
                                 {"several", FORM_A},
                                 {"most", FORM_A},
                                 {"one", FORM_A},
                                 {"two", FORM_A},
                                 {"three", FORM_A},
                                 {"who", FORM_WH},
                                 {"whom", FORM_WH},
                                 {"whose", FORM_WH},
                                 {"which", FORM_WH},
                                 {"what", FORM_WH},
                                 {"whatever", FORM_WH},
                                 {"whoever", FORM_WH},
                                 {"there", FORM_WH},
                                 {"something", FORM_WH},
                                 {"anything", FORM_WH},
                                 {"nothing", FORM_WH},
                                 {"everything", FORM_WH},
                                 {"how", FORM_WH},
                                 {"where", FORM_WH},
                                 {"when", FORM_WH},
                                 {"why", FORM_WH},
                                 {"also", FORM_FOCUS},
                                 {"even", FORM_FOCUS},
                                 {"only", FORM_FOCUS},
                                 {"just", FORM_FOCUS},
                                 {"then", FORM_FOCUS},
                                 {"so", FORM_FOCUS},
                                 {"well", FORM_FOCUS},
                                 {"earlier", FORM_FOCUS},
                                 {"probably", FORM_FOCUS},
                                 {"especially", FORM_FOCUS},
                                 {"particularly", FORM_FOCUS},
                                 {"mr", FORM_MALE},
                                 {"mr.", FORM_MALE},
                                 {"sir", FORM_MALE},
                                 {"mrs", FORM_FEMALE},
                                 {"mrs.", FORM_FEMALE},
                                 {"ms", FORM_FEMALE},
                                 {"ms.", FORM_FEMALE},
                                 {"miss", FORM_FEMALE}};
    return n == 0 || n > 12 ? FORM_NONE : value_of(list, sizeof list / sizeof *list, word, n);
}

static bool word_in(const char *word, size_t n, const char *const *list)
{
    for (; *list != NULL; list++)
        if (strlen(*list) == n && memcmp(*list, word, n) == 0) return true;
    return false;
}

static uint32_t lower_word(const text_doc *d, uint32_t t, char *out)
{
    base_span s = d->tokens[t].span;
    uint32_t n = s.e - s.b < WORD_BYTES ? s.e - s.b : WORD_BYTES;
    for (uint32_t i = 0; i < n; i++) {
        char c = d->text[s.b + i];
        out[i] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    return n;
}

static void read_form(coref_work *w, uint32_t t)
{
    static const char *const many[] = {"people", "men", "women", "children", "police", NULL};
    static const char *const reflexive[] = {"myself",    "himself",  "herself",    "itself", "themselves",
                                            "ourselves", "yourself", "yourselves", NULL};
    static const char *const marks[] = {"'s", "\xE2\x80\x99s", "'", "\xE2\x80\x99", NULL};
    char low[WORD_BYTES];
    coref_word *x = &w->words[t];
    uint32_t n = lower_word(w->doc, t, low);
    bool s = n > 2 && low[n - 1] == 's';
    x->plural = x->pos == POS_NOUN && ((s && x->inflected) || word_in(low, n, many));
    x->key = hash_bytes(low, n, 0);
    x->lemma = x->plural && s ? hash_bytes(low, n - 1, 0) : x->key;
    x->form = form_of(low, n);
    x->reflexive = word_in(low, n, reflexive);
    if ((x->pos == POS_PART || x->rel == REL_CASE) && word_in(low, n, marks)) x->form = FORM_MARK_S;
}

/* What the dictionaries say of a word that ends their entry. */
static void read_hits(coref_work *w, const lexicon *lex, const lex_hits *hits)
{
    static const named types[] = {{"person", CLASS_PERSON}, {"people", CLASS_PERSON}, {"man", CLASS_PERSON},
                                  {"woman", CLASS_PERSON},  {"body", CLASS_BODY},     {"place", CLASS_PLACE},
                                  {"area", CLASS_PLACE},    {"thing", CLASS_THING}};
    for (uint32_t i = 0; i < hits->n; i++) {
        const lex_hit *h = &hits->v[i];
        coref_word *x = &w->words[h->tok_e - 1];
        const char *type = lexicon_type(lex, h->entry);
        if (type == NULL) type = "";
        char initial = lexicon_name(lex, h->entry)[0]; /* a given name is one only where the tagger sees a name */
        if (h->cls == LEX_NOUN && initial >= 'A' && initial <= 'Z' && x->pos != POS_PROPN) continue;
        if (h->cls == LEX_TITLE)
            x->cls = CLASS_PERSON;
        else if (h->cls == LEX_PLACEWORD && x->cls == CLASS_NONE)
            x->cls = CLASS_PLACE;
        else if ((h->cls == LEX_AGENT && x->cls == CLASS_NONE) || h->cls == LEX_NOUN)
            x->cls = value_of(types, sizeof types / sizeof *types, type, strlen(type));
        if (h->cls == LEX_NOUN && (strcmp(type, "man") == 0 || strcmp(type, "woman") == 0))
            x->gender = type[0] == 'm' ? 'm' : 'f';
    }
}

static void read_tree(coref_work *w)
{
    uint32_t n = w->doc->n_tokens;
    for (uint32_t t = n; t-- > 0;) {
        coref_word *x = &w->words[t];
        x->lo = x->hi = t;
        x->child = COREF_NONE;
        x->next = COREF_NONE;
    }
    for (uint32_t t = n; t-- > 0;) {
        coref_word *x = &w->words[t];
        if (x->head == t) continue;
        x->next = w->words[x->head].child;
        w->words[x->head].child = t;
    }
    /* Subtrees: each word widens its governors. The walk is as long as the tree is deep; a sentence bounds it. */
    for (uint32_t t = 0; t < n; t++)
        for (uint32_t g = w->words[t].head, last = t; g != last; last = g, g = w->words[g].head) {
            if (t < w->words[g].lo) w->words[g].lo = t;
            if (t > w->words[g].hi) w->words[g].hi = t;
        }
}

/* Inside quotation marks; a mark that no other closes ends with its paragraph. */
static void read_quotes(coref_work *w)
{
    bool open = false;
    for (uint32_t t = 0; t < w->doc->n_tokens; t++) {
        const text_sentence *s = &w->doc->sents[w->doc->tokens[t].sentence];
        if (t == s->tok_b && (t == 0 || s[-1].paragraph != s->paragraph)) open = false;
        if (text_token_is_quote(w->doc, t)) open = !open;
        w->words[t].quoted = open;
    }
}

/* A paragraph that ends with a question: in an interview another speaks next. */
static void read_questions(coref_work *w)
{
    bool asked = false;
    for (uint32_t t = w->doc->n_tokens; t-- > 0;) {
        const text_sentence *s = &w->doc->sents[w->doc->tokens[t].sentence];
        if (t + 1 == s->tok_e && (t + 1 == w->doc->n_tokens || s[1].paragraph != s->paragraph))
            asked = text_token_is(w->doc, t, "?");
        w->words[t].asked = asked;
    }
}

static const char *label(const model *m, const model_layers *y, int h, uint32_t t)
{
    return h >= 0 && y->label[h] != NULL && y->label[h][t] != MODEL_NO_LABEL ? model_label_name(m, h, y->label[h][t])
                                                                             : NULL;
}

void coref_words_complete(coref_work *w)
{
    for (uint32_t t = 0; t < w->doc->n_tokens; t++) read_form(w, t);
    read_tree(w);
    read_quotes(w);
    read_questions(w);
}

sitrep_status coref_words_read(coref_work *w, const model *m, const lexicon *lex, const lex_hits *hits,
                               const model_layers *y)
{
    static const named kinds[] = {{"PER", NER_PER}, {"ORG", NER_ORG}, {"LOC", NER_LOC}, {"MISC", NER_MISC}};
    int head[HEAD_N];
    for (int h = 0; h < HEAD_N; h++) head[h] = model_head(m, HEADS[h]);
    w->words = arena_array(w->arena, w->doc->n_tokens, sizeof *w->words);
    if (w->words == NULL) return SITREP_E_NOMEM;
    for (uint32_t t = 0; t < w->doc->n_tokens; t++) {
        coref_word *x = &w->words[t];
        const char *ner = label(m, y, head[HEAD_NER], t);
        const char *rel = y->tree_label != NULL && y->tree_label[t] != MODEL_NO_LABEL && head[HEAD_DEP] >= 0
                              ? model_label_name(m, head[HEAD_DEP], y->tree_label[t])
                              : NULL;
        x->pos = pos_of(label(m, y, head[HEAD_UPOS], t));
        x->head = y->tree_head != NULL ? y->tree_head[t] : t;
        x->rel =
            rel != NULL && strcmp(rel, "nmod:desc") == 0 ? REL_FLAT : rel_of(rel); /* a title is part of the name */
        x->poss = rel != NULL && strcmp(rel, "nmod:poss") == 0;
        if (ner != NULL && ner[0] != 'O') {
            x->ner = value_of(kinds, sizeof kinds / sizeof *kinds, ner + 2, strlen(ner + 2));
            x->ner_begins = ner[0] == 'B';
        }
        const char *lemma = label(m, y, head[HEAD_LEMMA], t);
        x->inflected = lemma != NULL && strcmp(lemma, "l0") != 0;
    }
    coref_words_complete(w);
    read_hits(w, lex, hits);
    for (uint32_t i = 0; i < y->n_links; i++) {
        if (y->links[i].head != head[HEAD_COREF]) continue;
        if (w->n_links++ == 0) w->links = &y->links[i];
    }
    return SITREP_OK;
}
