/* tie.c: see tie.h. One function a construction; each is asked at every token and looks for its cue there. */
#include "draft/tie.h"

#include <string.h>

enum {
    MAX_NOUN = 7,   /* words of a noun phrase that a modifier stands before */
    MAX_OWNED = 5,  /* words between a possessive pronoun and what is its own */
    MAX_OFFICE = 6, /* words between a body and the one who served it */
    MAX_SKIP = 3    /* articles, brackets and ranks between two ends */
};

typedef struct finder {
    base_arena *arena;
    const tie_words *w;
    tie_found *v;
    uint32_t n;
    size_t cap;
    bool nomem;
} finder;

static const char *const ARTICLE[] = {"the", "a", "an", "its", "their", "his", "her", "our", NULL};
static const char *const POSSESSIVE[] = {"'s", "’s", "'", "’", NULL};
static const char *const HYPHEN[] = {"-", "‑", "–", NULL};
static const char *const FORMER[] = {"former", "formerly", NULL};
static const char *const OF[] = {"of", "from", NULL};
static const char *const SERVES[] = {"of", "from", "with", "at", NULL};

static bool is_one_of(const finder *f, uint32_t t, const char *const *list) { return text_token_in(f->w->doc, t, list); }

static const text_sentence *sentence(const finder *f, uint32_t t) { return text_sentence_of(f->w->doc, t); }
static const tie_end NONE = {0, 0, false};
static tie_end span_of(uint32_t b, uint32_t e) { return (tie_end){b, e, false}; }
static bool any(tie_end x) { return x.e > x.b; }

/* Both ends in one sentence: a construction that stands at the edge of its own looks for them beyond it. */
static void tie(finder *f, const char *kind, const char *rule, tie_end from, tie_end to)
{
    if (!any(from) || !any(to) || (from.b < to.e && to.b < from.e) || f->nomem) return;
    if (sentence(f, from.b) != sentence(f, to.b)) return;
    for (uint32_t i = f->n > 8 ? f->n - 8 : 0; i < f->n; i++)
        if (f->v[i].kind == kind && f->v[i].from.e == from.e && f->v[i].to.e == to.e) return;
    tie_found *v = arena_grow(f->arena, f->v, f->n, &f->cap, sizeof *v);
    if (v == NULL) {
        f->nomem = true;
        return;
    }
    f->v = v;
    v[f->n++] = (tie_found){kind, rule, from, to};
}

/* ---- ends --------------------------------------------------------------------------------------------------------- */

uint32_t tie_name_from(const tie_name *names, uint32_t n, uint32_t t)
{
    uint32_t lo = 0, hi = n;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (names[mid].e <= t)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static uint32_t name_from(const finder *f, uint32_t t) { return tie_name_from(f->w->names, f->w->n_names, t); }

static tie_end name_at(const finder *f, uint32_t t, uint8_t ner)
{
    uint32_t i = name_from(f, t);
    if (i >= f->w->n_names || f->w->names[i].b != t || f->w->names[i].ner != ner) return NONE;
    return span_of(t, f->w->names[i].e);
}

static tie_end name_ending(const finder *f, uint32_t t, uint8_t ner)
{
    uint32_t i = t > 0 ? name_from(f, t - 1) : f->w->n_names;
    if (i >= f->w->n_names || f->w->names[i].e != t || f->w->names[i].ner != ner) return NONE;
    return span_of(f->w->names[i].b, t);
}

/* Is the hit of a class, or with LEX_CLASS_N of any that acts? */
static bool is_of(const lex_hit *h, lex_class cls)
{
    return cls == LEX_CLASS_N ? h->cls == LEX_ACTOR || h->cls == LEX_AGENT || h->cls == LEX_UNIT : h->cls == cls;
}

/* The longest dictionary entry of a class (see is_of) that begins at t; its hit in *hit. */
static tie_end entry_at(const finder *f, uint32_t t, lex_class cls, const lex_hit **hit)
{
    for (uint32_t i = lexicon_hit_from(f->w->hits, t); i < f->w->hits->n && f->w->hits->v[i].tok_b == t; i++) {
        const lex_hit *h = &f->w->hits->v[i];
        if (!is_of(h, cls)) continue;
        if (hit != NULL) *hit = h;
        return span_of(t, h->tok_e);
    }
    return NONE;
}

static tie_end entry_ending(const finder *f, uint32_t t, lex_class cls, const lex_hit **hit)
{
    uint32_t first = t > 0 ? sentence(f, t - 1)->tok_b : t, b = t > first + MAX_NOUN ? t - MAX_NOUN : first;
    for (uint32_t i = lexicon_hit_from(f->w->hits, b); i < f->w->hits->n && f->w->hits->v[i].tok_b < t; i++) {
        const lex_hit *h = &f->w->hits->v[i];
        if (h->tok_e != t || !is_of(h, cls)) continue;
        if (hit != NULL) *hit = h;
        return span_of(h->tok_b, t);
    }
    return NONE;
}

static const char *entry_kind(const finder *f, const lex_hit *h)
{
    const char *kind = lexicon_value(f->w->lex, h->entry, LEX_KIND, LEX_DATE_NONE);
    return kind != NULL ? kind : "";
}

/* A body that one can be a part of: a named organisation, or one of the registry that is neither a person nor a state. x: the name
 * there, y: the registry's entry there, by its hit. */
static tie_end body_of(const finder *f, tie_end x, tie_end y, const lex_hit *h)
{
    if (!any(y)) return x;
    if (!lexicon_is_body(f->w->lex, h)) return x.b == y.b && x.e == y.e ? NONE : x; /* "Libya", whatever the name finder holds it for */
    return !any(x) || y.e - y.b > x.e - x.b ? y : x;
}

static tie_end body_at(const finder *f, uint32_t t)
{
    const lex_hit *h = NULL;
    tie_end y = entry_at(f, t, LEX_ACTOR, &h);
    return body_of(f, name_at(f, t, NER_ORG), y, h);
}

static tie_end body_ending(const finder *f, uint32_t t)
{
    const lex_hit *h = NULL;
    tie_end y = entry_ending(f, t, LEX_ACTOR, &h);
    return body_of(f, name_ending(f, t, NER_ORG), y, h);
}

/* Whoever is named right before token t: a name, a registry entry or a role word ("government-backed"). */
static tie_end backer_ending(const finder *f, uint32_t t)
{
    uint32_t i = t > 0 ? name_from(f, t - 1) : f->w->n_names;
    if (i < f->w->n_names && f->w->names[i].e == t) return span_of(f->w->names[i].b, t);
    tie_end x = entry_ending(f, t, LEX_CLASS_N, NULL);
    uint8_t shape = t > 0 ? f->w->doc->tokens[t - 1].shape : SHAPE_PUNCT;
    bool capital = shape == SHAPE_TITLE || shape == SHAPE_TITLE_FIRST || shape == SHAPE_UPPER || shape == SHAPE_MIXED;
    return any(x) || !capital ? x : span_of(t - 1, t);
}

/* The acting noun of the phrase that goes on at t: "militias" of "-backed Shia militias in". Words before it belong to it. */
static tie_end acting_noun(const finder *f, uint32_t t)
{
    uint32_t last = t < f->w->doc->n_tokens ? sentence(f, t)->tok_e : t;
    for (uint32_t k = t; k < last && k < t + MAX_NOUN; k++) {
        if (f->w->tags[k] == 0 && !is_one_of(f, k, HYPHEN)) break;
        tie_end x = name_at(f, k, NER_ORG), y = entry_at(f, k, LEX_CLASS_N, NULL);
        /* "Shia militias": an adjective of a people before the noun is no noun */
        while (any(y) && y.e < last && y.e < t + MAX_NOUN && f->w->tags[y.e] != 0) {
            tie_end z = entry_at(f, y.e, LEX_CLASS_N, NULL);
            if (!any(z)) break;
            y.e = z.e;
        }
        if (any(x) && x.e > y.e) y = x;
        if (any(y)) return span_of(t, y.e);
    }
    return NONE;
}

/* The noun phrase that ends at t: its words as far as the tagger holds them to be one. */
static tie_end noun_ending(const finder *f, uint32_t t)
{
    uint32_t first = t > 0 ? sentence(f, t - 1)->tok_b : t, b = t;
    if (t == first || !(f->w->tags[t - 1] & (TIE_NOUN | TIE_NAME))) return NONE;
    while (b > first && b + MAX_NOUN > t && f->w->tags[b - 1] != 0) b--;
    return span_of(b, t);
}

static uint32_t skip_articles(const finder *f, uint32_t t)
{
    uint32_t last = t < f->w->doc->n_tokens ? sentence(f, t)->tok_e : t;
    while (t < last && is_one_of(f, t, ARTICLE)) t++;
    return t;
}

/* Whoever is named at t: a name, a registry entry, or a phrase around a role word. */
static tie_end actor_at(const finder *f, uint32_t t)
{
    if (t >= f->w->doc->n_tokens) return NONE;
    uint32_t i = name_from(f, t);
    tie_end x = entry_at(f, t, LEX_ACTOR, NULL);
    if (i < f->w->n_names && f->w->names[i].b == t && f->w->names[i].e > x.e) x = span_of(t, f->w->names[i].e);
    return any(x) ? x : acting_noun(f, t);
}

/* ---- constructions ------------------------------------------------------------------------------------------------ */

/* "US-backed militias", "the Saudi-led coalition", "al-Qaeda-linked fighters", "the Mogadishu-based group" */
static void modifier(finder *f, uint32_t t)
{
    static const struct {
        const char *word, *kind;
        bool active; /* the one before the hyphen is the relation's from */
    } words[] = {{"backed", "backs", true},      {"supported", "backs", true},   {"funded", "backs", true},      {"sponsored", "backs", true},
                 {"armed", "backs", true},       {"trained", "backs", true},     {"led", "leads", true},         {"run", "leads", true},
                 {"commanded", "commands", true}, {"aligned", "allied", false},  {"allied", "allied", false},    {"affiliated", "allied", false},
                 {"linked", "allied", false},    {"based", "based-in", false}};
    bool hyphen = t >= sentence(f, t)->tok_b + 2 && is_one_of(f, t - 1, HYPHEN);
    bool by = t > sentence(f, t)->tok_b && t + 2 < sentence(f, t)->tok_e && text_token_is(f->w->doc, t + 1, "by");
    for (size_t i = 0; i < sizeof words / sizeof *words && (hyphen || by); i++) {
        if (!text_token_is(f->w->doc, t, words[i].word)) continue;
        if (!hyphen) { /* "militants backed by Ankara" */
            tie_end led = noun_ending(f, t);
            if (words[i].active && any(led) && any(entry_ending(f, t, LEX_CLASS_N, NULL)))
                tie(f, words[i].kind, "participle-by", actor_at(f, skip_articles(f, t + 2)), led);
            continue;
        }
        tie_end x = backer_ending(f, t - 1), y = acting_noun(f, t + 1);
        if (strcmp(words[i].kind, "based-in") == 0) x = name_ending(f, t - 1, NER_LOC);
        x.modifies = true;
        tie(f, words[i].kind, "modifier", words[i].active ? x : y, words[i].active ? y : x);
    }
}

/* "pro-Russian militants", "the pro-government Liwa al-Quds": they back the side, which may be a name, a registry entry or a role word */
static void partisan(finder *f, uint32_t t)
{
    if (!text_token_is(f->w->doc, t, "pro") || t + 3 >= sentence(f, t)->tok_e || !is_one_of(f, t + 1, HYPHEN)) return;
    tie_end side = entry_at(f, t + 2, LEX_ACTOR, NULL);
    if (!any(side)) side = name_at(f, t + 2, NER_PER);
    if (!any(side)) side = name_at(f, t + 2, NER_LOC);
    tie_end both = entry_at(f, t + 2, LEX_CLASS_N, NULL); /* "government forces" is one entry */
    if (!any(side)) side = span_of(t + 2, t + 3);
    side.modifies = true;
    tie(f, "backs", "partisan", both.e > side.e ? span_of(side.e, both.e) : acting_noun(f, side.e), side);
}

/* The relation that a title gives to its body; "form", a mere form of address, where the dictionary names none. */
static const char *title_type(const finder *f, const lex_hit *h)
{
    const char *type = lexicon_type(f->w->lex, h->entry);
    return type != NULL ? type : "form";
}

/* A title that makes one a part of a body, or a mere form of address; the other ones lead, command or speak for it. */
static bool is_member_title(const finder *f, const lex_hit *h)
{
    const char *type = title_type(f, h);
    return strcmp(type, "form") == 0 || strcmp(type, "part-of") == 0;
}

/* "the 104th Brigade of the Republican Guard": a unit, before "of" and its body. "Fighters from the Army of Islam" are a group, which the labels
 * take for a part one time in seven (records train). */
static void part_of(finder *f, uint32_t t)
{
    if (!is_one_of(f, t, OF) || t == sentence(f, t)->tok_b || t + 1 >= sentence(f, t)->tok_e) return;
    const lex_hit *h = NULL;
    tie_end body = body_at(f, skip_articles(f, t + 1)), part = noun_ending(f, t);
    uint32_t i = name_from(f, t);
    if (i < f->w->n_names && f->w->names[i].b < t && f->w->names[i].ner == NER_ORG) /* one name for both: the unit and its body */
        body = span_of(skip_articles(f, t + 1), f->w->names[i].e);
    if (!any(body) || !any(part)) return;
    if (part.e - part.b == 1 && name_from(f, part.b) < f->w->n_names && f->w->names[name_from(f, part.b)].b < part.b) return;
    tie_end name = name_ending(f, t, NER_ORG);
    if (any(entry_ending(f, t, LEX_TITLE, &h)) && !is_member_title(f, h)) return; /* an office; the actor stage ties it to who holds it */
    bool named = any(name) || (f->w->tags[part.b] & (TIE_NAME | TIE_NUMBER)); /* "104th Brigade": not any detachment */
    if (named && text_token_is(f->w->doc, t, "of") && (any(name) || any(entry_ending(f, t, LEX_UNIT, NULL))))
        tie(f, "part-of", "unit-of", any(name) && name.b < part.b ? name : part, body);
}

/* "Lee Wang of The Intercept", "Officer Ken Thompson with Hurricane City Police Department" */
static void person_of(finder *f, uint32_t t)
{
    if (!is_one_of(f, t, SERVES) || t == sentence(f, t)->tok_b || t + 1 >= sentence(f, t)->tok_e) return;
    tie(f, "part-of", "person-of", name_ending(f, t, NER_PER), body_at(f, skip_articles(f, t + 1)));
}

/* The armed force that begins at t as somebody's own: "men", "Shia militia". Whoever fights for a person is under that one's command. */
static tie_end owned_force(const finder *f, uint32_t t)
{
    static const char *const armed[] = {"MIL", "REB", "PRM", "UAF"};
    uint32_t last = t < f->w->doc->n_tokens ? sentence(f, t)->tok_e : t;
    const lex_hit *h = NULL;
    tie_end x = NONE;
    for (uint32_t k = t; k < last && k < t + 3 && f->w->tags[k] != 0 && !any(x); k++) x = entry_at(f, k, LEX_CLASS_N, &h);
    if (!any(x) || h->cls == LEX_ACTOR) return NONE;
    const char *sectors = lexicon_value(f->w->lex, h->entry, LEX_SECTORS, LEX_DATE_NONE), *type = lexicon_type(f->w->lex, h->entry);
    bool many = (h->flags & LEX_PLURAL) || type == NULL || strcmp(type, "person") != 0;
    for (size_t i = 0; sectors != NULL && many && i < sizeof armed / sizeof *armed; i++)
        if (strstr(sectors, armed[i]) != NULL) return span_of(t, x.e);
    return NONE;
}

/* The armed group or army of the registry that is named at t. */
static tie_end armed_body_at(const finder *f, uint32_t t)
{
    static const char *const armed[] = {"rebel", "militia", "terrorist", "state-forces"};
    const lex_hit *h = NULL;
    tie_end x = entry_at(f, t, LEX_ACTOR, &h);
    for (size_t i = 0; any(x) && i < sizeof armed / sizeof *armed; i++)
        if (strcmp(entry_kind(f, h), armed[i]) == 0) return x;
    return NONE;
}

/* "the Syrian army's 103rd Brigade", "the Marines' Task Force Tripoli"; a state's forces are the state, so it is no body here */
static void possessed(finder *f, uint32_t t)
{
    if (!is_one_of(f, t, POSSESSIVE) || t == sentence(f, t)->tok_b) return;
    tie_end body = body_ending(f, t), person = name_ending(f, t, NER_PER);
    uint32_t last = sentence(f, t)->tok_e;
    if (!any(body) && any(person)) { /* "Haftar's men", "Haftar's Libyan National Army" */
        tie_end force = owned_force(f, t + 1);
        tie(f, "commands", "owner", person, any(force) ? force : armed_body_at(f, t + 1));
    }
    if (!any(body)) return;
    for (uint32_t k = t + 1; k < last && k < t + MAX_NOUN && f->w->tags[k] != 0; k++) {
        tie_end name = name_at(f, k, NER_ORG), unit = entry_at(f, k, LEX_UNIT, NULL);
        if (!any(name) && !any(unit)) continue;
        tie(f, "part-of", "possessed", span_of(t + 1, name.e > unit.e ? name.e : unit.e), body);
        return;
    }
}

/* The person named at t, behind commas, articles and further titles. */
static tie_end person_at(const finder *f, uint32_t t)
{
    uint32_t last = t < f->w->doc->n_tokens ? sentence(f, t)->tok_e : t;
    for (uint32_t k = 0; k < 5 && t < last && !any(name_at(f, t, NER_PER)); k++) {
        tie_end title = entry_at(f, t, LEX_TITLE, NULL);
        if (!any(title) && !is_one_of(f, t, ARTICLE) && !text_token_is(f->w->doc, t, ",") && !text_token_is(f->w->doc, t, ".")) return NONE;
        t = any(title) ? title.e : t + 1;
    }
    return t < last ? name_at(f, t, NER_PER) : NONE;
}

/* The person whom an apposition that holds token t tells of: "Abu Amsha, the leader of". */
static tie_end person_before(const finder *f, uint32_t t)
{
    uint32_t first = sentence(f, t)->tok_b;
    for (uint32_t k = 0; k < MAX_OFFICE && t > first && !text_token_is(f->w->doc, t - 1, ","); k++) {
        if (f->w->tags[t - 1] == 0 && !is_one_of(f, t - 1, ARTICLE) && !is_one_of(f, t - 1, POSSESSIVE)) return NONE;
        t--;
    }
    return t > first && text_token_is(f->w->doc, t - 1, ",") ? name_ending(f, t - 1, NER_PER) : NONE;
}

/* "former", "formerly", or a word like "ex-governor" */
static bool says_former(const finder *f, uint32_t t)
{
    base_span s = f->w->doc->tokens[t].span;
    const char *c = f->w->doc->text + s.b;
    return is_one_of(f, t, FORMER) || (s.e - s.b > 3 && (c[0] == 'e' || c[0] == 'E') && (c[1] == 'x' || c[1] == 'X') && c[2] == '-');
}

/* "former Navy SEAL Tyrone Woods", a person and the body once served; "Jabhat Fateh al-Sham, formerly the Nusra Front" */
static void former(finder *f, uint32_t t)
{
    if (!says_former(f, t)) return;
    uint32_t last = sentence(f, t)->tok_e, b = is_one_of(f, t, FORMER) ? t + 1 : t;
    if (text_token_is(f->w->doc, t, "formerly")) {
        while (b < last && b < t + 4 && is_one_of(f, b, (const char *const[]){"known", "called", "as", "the", NULL})) b++;
        uint32_t e = t;
        for (uint32_t k = 0; k < MAX_SKIP && e > sentence(f, t)->tok_b && is_one_of(f, e - 1, (const char *const[]){",", "(", "–", NULL}); k++) e--;
        tie(f, "formerly", "once-called", body_ending(f, e), body_at(f, b));
        return;
    }
    tie_end served = NONE, person = NONE;
    for (uint32_t k = b; k < last && k < b + MAX_OFFICE + 2 && !any(person); k++) {
        person = k > b && text_token_is(f->w->doc, k - 1, "of") ? NONE : name_at(f, k, NER_PER);
        if (any(person)) break;
        if (f->w->tags[k] == 0 && !is_one_of(f, k, (const char *const[]){"of", "-", "for", "the", NULL})) {
            /* "Naeem Baluch, the former governor of Helmand," */
            tie(f, "formerly", "former", person_before(f, t), served);
            return;
        }
        tie_end body = body_at(f, k), place = any(body) ? body : name_at(f, k, NER_LOC);
        if (!any(served)) served = body;
        if (any(place)) k = place.e - 1;
    }
    tie(f, "formerly", "former", person, served);
}

/* "the group, based in Tripoli", "an organisation based in Britain" */
static void based(finder *f, uint32_t t)
{
    if (!text_token_is(f->w->doc, t, "based") || t + 2 >= sentence(f, t)->tok_e || t == sentence(f, t)->tok_b) return;
    if (!is_one_of(f, t + 1, (const char *const[]){"in", "at", NULL})) return;
    uint32_t e = is_one_of(f, t - 1, (const char *const[]){",", "which", "is", NULL}) ? t - 1 : t;
    tie_end who = name_ending(f, e, NER_ORG);
    if (!any(who) && any(entry_ending(f, e, LEX_CLASS_N, NULL))) who = noun_ending(f, e);
    tie(f, "based-in", "based", who, name_at(f, skip_articles(f, t + 2), NER_LOC));
}

/* The noun phrase that begins at t behind an article: "Syria's Air Defense", "Military Intelligence"; a known body's own words first. */
static tie_end noun_at(const finder *f, uint32_t t)
{
    t = skip_articles(f, t);
    if (t >= f->w->doc->n_tokens) return NONE;
    tie_end x = body_at(f, t);
    uint32_t last = sentence(f, t)->tok_e, e = any(x) ? x.e : t; /* "Sirte operation" is more than "Sirte" */
    while (e < last && e < t + MAX_NOUN && (f->w->tags[e] != 0 || (e > t && is_one_of(f, e, POSSESSIVE))) && !any(name_at(f, e, NER_PER))) e++;
    return e > t && (f->w->tags[e - 1] & (TIE_NOUN | TIE_NAME)) ? span_of(t, e) : x;
}

/* "the head of Syria's Air Defense, General Ishaq", "Abu Amsha, leader of the Suleyman-Shah Brigade", "the unit's commander,
 * Ponomarev": an office, its body and who holds it */
static void office(finder *f, uint32_t t)
{
    const lex_hit *h = NULL;
    tie_end title = entry_at(f, t, LEX_TITLE, &h), body = NONE, person = NONE;
    if (!any(title) || strcmp(title_type(f, h), "form") == 0) return;
    uint32_t last = sentence(f, t)->tok_e, first = sentence(f, t)->tok_b, b = t;
    if (title.e + 1 < last && is_one_of(f, title.e, (const char *const[]){"of", "for", NULL})) {
        body = is_member_title(f, h) ? body_at(f, skip_articles(f, title.e + 1)) : noun_at(f, title.e + 1);
        if (any(body)) person = person_at(f, body.e);
    } else {
        bool spokes = strcmp(title_type(f, h), "spokesperson-of") == 0;
        if (b > first && is_one_of(f, b - 1, POSSESSIVE)) b--;
        body = body_ending(f, b);
        for (uint32_t k = b; spokes && !any(body) && k > first && b - k < 3 && f->w->tags[k - 1] != 0; k--)
            body = body_ending(f, k - 1); /* "White House security spokesman" */
        if (!any(body) && b < t) body = entry_ending(f, b, LEX_CLASS_N, NULL);
        if (any(body)) person = person_at(f, title.e);
    }
    if (any(body) && !any(person)) person = person_before(f, t);
    const char *kind = t > first && says_former(f, t - 1) ? "formerly" : title_type(f, h);
    for (uint32_t k = body.b; k < body.e && strcmp(kind, "leads") == 0; k++) { /* who heads an armed body commands it */
        const lex_hit *x = NULL;
        const char *sectors = any(entry_at(f, k, LEX_AGENT, &x)) ? lexicon_value(f->w->lex, x->entry, LEX_SECTORS, LEX_DATE_NONE) : NULL;
        if (sectors != NULL && (strstr(sectors, "MIL") != NULL || strstr(sectors, "COP") != NULL)) kind = "commands";
    }
    tie(f, kind, "office-of", person, body);
}

/* The person who is the subject of the verb at t, perhaps behind a comma or "who". */
static tie_end person_doing(const finder *f, uint32_t t)
{
    uint32_t e = t, first = sentence(f, t)->tok_b;
    while (e > first && t - e < 2 && is_one_of(f, e - 1, (const char *const[]){",", "who", NULL})) e--;
    return name_ending(f, e, NER_PER);
}

/* "Ndabaneze, speaking for the mutineers", "Matsanga, who speaks for Kony" */
static void speaks_for(finder *f, uint32_t t)
{
    if (!is_one_of(f, t, (const char *const[]){"speaking", "speaks", "spoke", NULL}) || t + 2 >= sentence(f, t)->tok_e) return;
    if (!text_token_is(f->w->doc, t + 1, "for")) return;
    tie_end whom = noun_at(f, t + 2);
    if (!any(whom)) whom = name_at(f, t + 2, NER_PER);
    tie(f, "spokesperson-of", "speaks-for", person_doing(f, t), whom);
}

/* "Syniehubov, who heads the regional administration", "Kony leads the LRA" */
static void heads(finder *f, uint32_t t)
{
    static const struct {
        const char *word, *kind;
    } verbs[] = {{"heads", "leads"}, {"headed", "leads"}, {"chairs", "leads"}, {"leads", "leads"}, {"led", "leads"}, {"commands", "commands"}, {"commanded", "commands"}};
    for (size_t i = 0; t > sentence(f, t)->tok_b && i < sizeof verbs / sizeof *verbs; i++) {
        if (!text_token_is(f->w->doc, t, verbs[i].word)) continue;
        tie_end body = body_at(f, skip_articles(f, t + 1));
        if (any(body) && is_one_of(f, body.e, POSSESSIVE)) body = noun_at(f, body.e + 1); /* "the Front's Owl Force": not all of it */
        tie(f, verbs[i].kind, "heads", person_doing(f, t), any(body) ? body : acting_noun(f, skip_articles(f, t + 1)));
    }
}

/* "the army and allied militias", "the YPG and its allied factions" */
static void allied_with(finder *f, uint32_t t)
{
    uint32_t first = sentence(f, t)->tok_b, e = t;
    if (!text_token_is(f->w->doc, t, "allied") || t + 1 >= sentence(f, t)->tok_e || is_one_of(f, t + 1, HYPHEN)) return;
    while (e > first && e + 2 > t && is_one_of(f, e - 1, ARTICLE)) e--;
    if (e == first || !is_one_of(f, e - 1, (const char *const[]){"and", NULL})) return;
    tie_end who = noun_ending(f, e - 1), both = entry_at(f, t, LEX_CLASS_N, NULL); /* "allied forces" is one entry */
    tie(f, "allied", "and-allied", both.e > t + 1 ? both : acting_noun(f, t + 1), any(entry_ending(f, e - 1, LEX_CLASS_N, NULL)) || any(body_ending(f, e - 1)) ? who : NONE);
}

/* "troops under the command of General Dias", "guards under orders of Maduro", "the forces fighting there are under the command of the council" */
static void under_command(finder *f, uint32_t t)
{
    static const char *const be[] = {"is", "are", "was", "were", "remain", "remains", "be", NULL};
    uint32_t first = sentence(f, t)->tok_b;
    uint32_t k = skip_articles(f, t + 1);
    if (!text_token_is(f->w->doc, t, "under") || t == first || k + 2 >= sentence(f, t)->tok_e || !text_token_is(f->w->doc, k + 1, "of") ||
        !is_one_of(f, k, (const char *const[]){"command", "orders", "leadership", NULL}))
        return;
    tie_end chief = person_at(f, k + 2), led = is_one_of(f, t - 1, be) ? acting_noun(f, skip_articles(f, first)) : noun_ending(f, t);
    tie(f, "commands", "under-command", any(chief) ? chief : noun_at(f, k + 2), led);
}

/* "their spokesman Ag Intalla", "its commander, General Orlov": an office of whoever the pronoun stands for. "the army and its
 * allies", "with their partners from the Wagner company": whoever is allied with it. */
static void owned(finder *f, uint32_t t)
{
    static const char *const pronouns[] = {"their", "its", "his", "her", NULL};
    static const char *const ally[] = {"ally", "allies", "partner", "partners", NULL};
    static const char *const link[] = {"from", ",", "in", "the", "of", "and", NULL};
    if (!is_one_of(f, t, pronouns)) return;
    uint32_t last = sentence(f, t)->tok_e;
    tie_end owner = span_of(t, t + 1);
    for (uint32_t k = t + 1; k < last && k < t + MAX_OWNED && f->w->tags[k] != 0; k++) {
        const lex_hit *h = NULL;
        tie_end title = entry_at(f, k, LEX_TITLE, &h);
        if (any(title) && strcmp(title_type(f, h), "form") != 0 && !any(name_at(f, k, NER_PER))) {
            uint32_t u = title.e;
            while (u < last && (text_token_is(f->w->doc, u, ",") || any(entry_at(f, u, LEX_TITLE, NULL))) && !any(name_at(f, u, NER_PER))) u++;
            tie(f, title_type(f, h), "owned", name_at(f, u, NER_PER), owner);
            return;
        }
        if (!is_one_of(f, k, ally)) continue;
        tie_end who = NONE;
        for (uint32_t u = k + 1; u < last && u < k + 4 && !any(who); u++) {
            who = body_at(f, u);
            if (!any(who) && !is_one_of(f, u, link)) break;
        }
        tie(f, "allied", "owned", who, owner); /* unnamed allies say nothing */
        return;
    }
}

sitrep_status tie_find(base_arena *arena, const tie_words *w, tie_found **v, uint32_t *n)
{
    finder f = {.arena = arena, .w = w};
    for (uint32_t t = 0; t < w->doc->n_tokens && !f.nomem; t++) {
        modifier(&f, t);
        partisan(&f, t);
        part_of(&f, t);
        person_of(&f, t);
        possessed(&f, t);
        former(&f, t);
        based(&f, t);
        office(&f, t);
        speaks_for(&f, t);
        under_command(&f, t);
        allied_with(&f, t);
        heads(&f, t);
        owned(&f, t);
    }
    *v = f.v;
    *n = f.n;
    return f.nomem ? SITREP_E_NOMEM : SITREP_OK;
}
