/* actor_relation.c: standing relations that the words state: modifiers ("US-backed militias"), participles ("troops backed by"),
 * offices ("Sudan's army chief", "a spokesman for"), and a few verbs. Each rule looks at the words between two phrases that are
 * actors already; an office's body ("army" in "army spokesman") is resolved here when no mention had it. */
#include <string.h>

#include "actor/actor_work.h"

static const char *const REACH_SKIP[] = {"the", "a", "an", "its", "their", "his", "her", "our", "late", "former", "new", "local", "elite",
                                         "also", "other", "several", "some", "powerful", "islamist", "foreign", "main", "so-called",
                                         "armed", "mr", "mr.", "gen", "gen.", "general", "president", "prime", "minister", "colonel",
                                         "brigadier", "field", "marshal", "major", "warlord", "captain", "lieutenant", "strongman",
                                         "commander", "leader", "internationally", "recognised", "recognized", "\"", "“", "'", "‘", NULL};

sitrep_status actor_add_relation(rec_report *r, const char *kind, int32_t from, base_span from_span, int32_t to, base_span to_span,
                                 base_span cue, const char *rule, float score)
{
    if (from < 0 || to < 0 || from == to) return SITREP_OK;
    for (uint32_t i = 0; i < r->n_relations; i++) {
        rec_relation *x = &r->relations[i];
        if (x->from != from || x->to != to || strcmp(x->kind, kind) != 0) continue;
        if (x->score < score) x->score = score;
        return SITREP_OK;
    }
    rec_relation *x = rec_add_relation(r);
    rec_evidence *e = arena_array(r->arena, 3, sizeof *e);
    if (x == NULL || e == NULL) return SITREP_E_NOMEM;
    e[0] = (rec_evidence){"from", from_span};
    e[1] = (rec_evidence){"to", to_span};
    e[2] = (rec_evidence){"kind", cue};
    x->kind = kind;
    x->from = from;
    x->to = to;
    x->from_span = from_span;
    x->to_span = to_span;
    x->span = cue;
    x->time.precision = x->time.basis = "none";
    x->score = score;
    x->because.rule = rule;
    x->because.evidence = e;
    x->because.n_evidence = 3;
    return SITREP_OK;
}

/* An end of a relation: an actor and its words. */
typedef struct end {
    int32_t actor; /* -1: none */
    uint32_t b, e;
    int32_t phrase;
} end;

static end none(void) { return (end){-1, 0, 0, -1}; }
static end of_phrase(const actor_work *w, uint32_t i)
{
    const actor_phrase *p = &w->phrases[i];
    return (end){p->actor, p->b, p->e, (int32_t)i};
}

/* First phrase of a sentence. */
static uint32_t sentence_phrase(const actor_work *w, uint32_t sent)
{
    uint32_t lo = 0, hi = w->n_phrases;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (w->phrases[mid].sent < sent)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* A phrase [b, t) that no mention had: "army" in "army spokesman" is the army named before. */
static end made_phrase(actor_work *w, uint32_t b, uint32_t t, uint32_t sent)
{
    actor_phrase p;
    memset(&p, 0, sizeof p);
    p.b = b;
    p.e = t;
    p.head = t - 1;
    p.sent = sent;
    p.mention = p.actor = -1;
    actor_phrase_analyse(w, &p);
    p.definite = true;
    /* lent the place where it would stand, for coreference to look back from there, and taken out again */
    uint32_t at = sentence_phrase(w, sent);
    while (at < w->n_phrases && w->phrases[at].b < b) at++;
    bool last = at == w->n_phrases;
    actor_phrase *v = arena_grow(w->r->arena, w->phrases, w->n_phrases, &w->cap_phrases, sizeof *v);
    if (v == NULL) {
        w->nomem = true;
        return none();
    }
    w->phrases = v;
    if (last) w->n_phrases++;
    actor_phrase saved = w->phrases[at];
    w->phrases[at] = p;
    actor_resolve_phrase(w, at);
    end made = of_phrase(w, at);
    made.phrase = -1;
    w->phrases[at] = saved;
    if (last) w->n_phrases--;
    return made;
}

/* The registry name or role word that ends at token t, where no mention does; resolved as a description or name would be. */
static end word_ending_at(actor_work *w, uint32_t t, uint32_t sent)
{
    int32_t best = -1;
    uint32_t from = w->doc->sents[sent].tok_b;
    for (uint32_t b = t > from + 6 ? t - 6 : from; b < t && best < 0; b++)
        for (uint32_t i = w->hit_at[b]; i < w->n_hits && w->hits[i].tok_b == b; i++)
            if (w->hits[i].tok_e == t && (w->hits[i].cls == LEX_ACTOR || w->hits[i].cls == LEX_AGENT)) {
                best = (int32_t)i;
                break;
            }
    if (best < 0) return none();
    const lex_hit *h = &w->hits[best];
    uint32_t b = h->tok_b;
    if (h->cls == LEX_ACTOR) {
        int32_t at = actor_of_entry(w, h->entry, ACTOR_SCORE_NAME);
        actor_note_mention(w, at, h->tok_b, h->tok_e, (h->flags & LEX_CANONICAL) ? HOW_NAME : HOW_ALIAS);
        return (end){at, h->tok_b, h->tok_e, -1};
    }
    const char *type = lexicon_type(w->lex, h->entry);
    if (type != NULL && strcmp(type, "person") == 0) return none();
    /* "Sudan's army": a state's name before the word makes it that state's */
    for (uint32_t i = w->hit_at[b > from + 4 ? b - 4 : from]; i < w->n_hits && w->hits[i].tok_b < b; i++) {
        bool joined = w->hits[i].tok_e == b || (w->hits[i].tok_e + 1 == b && w->doc->tokens[w->hits[i].tok_e].span.e - w->doc->tokens[w->hits[i].tok_e].span.b <= 4 &&
                                                w->doc->tokens[w->hits[i].tok_e].shape != SHAPE_UPPER && !w->doc->tokens[w->hits[i].tok_e].space_before);
        if (w->hits[i].cls == LEX_ACTOR && joined) {
            b = w->hits[i].tok_b;
            break;
        }
    }
    return made_phrase(w, b, t, sent);
}

/* The widest actor phrase whose last word stands right before token t; hyphens and a possessive between them do not count. */
static end ending_at(actor_work *w, uint32_t t, uint32_t sent, bool make)
{
    end best = none();
    uint32_t first = w->doc->sents[sent].tok_b;
    while (t > first && (text_token_is(w->doc, t - 1, "-") || text_token_is(w->doc, t - 1, "'s") || text_token_is(w->doc, t - 1, "’s") ||
                         text_token_is(w->doc, t - 1, "’") || text_token_is(w->doc, t - 1, "'") || text_token_is(w->doc, t - 1, "‑")))
        t--;
    for (uint32_t i = sentence_phrase(w, sent); i < w->n_phrases && w->phrases[i].sent == sent && w->phrases[i].b < t; i++)
        if (w->phrases[i].e == t && w->phrases[i].actor >= 0 && (best.actor < 0 || w->phrases[i].b < best.b)) best = of_phrase(w, i);
    if (best.actor < 0 && make) best = word_ending_at(w, t, sent);
    return best;
}

/* The widest actor phrase that begins at t or a few skippable words behind it. With make, a registry name without a mention, too. */
static end beginning_at(actor_work *w, uint32_t t, uint32_t sent, uint32_t reach, bool make)
{
    uint32_t last = w->doc->sents[sent].tok_e;
    for (uint32_t k = 0; k <= reach && t + k < last; k++) {
        end best = none();
        for (uint32_t i = sentence_phrase(w, sent); i < w->n_phrases && w->phrases[i].sent == sent && w->phrases[i].b <= t + k; i++)
            if (w->phrases[i].b == t + k && w->phrases[i].actor >= 0 && (best.actor < 0 || w->phrases[i].e > best.e)) best = of_phrase(w, i);
        if (best.actor >= 0) return best;
        if (make)
            for (uint32_t i = w->hit_at[t + k]; i < w->n_hits && w->hits[i].tok_b == t + k; i++)
                if (w->hits[i].cls == LEX_ACTOR && !(w->hits[i].flags & LEX_METONYM)) {
                    int32_t at = actor_of_entry(w, w->hits[i].entry, ACTOR_SCORE_NAME);
                    actor_note_mention(w, at, w->hits[i].tok_b, w->hits[i].tok_e, (w->hits[i].flags & LEX_CANONICAL) ? HOW_NAME : HOW_ALIAS);
                    return (end){at, w->hits[i].tok_b, w->hits[i].tok_e, -1};
                }
        if (!actor_is_word(w, t + k, REACH_SKIP)) break;
    }
    return none();
}

/* The phrase that covers token t with its head behind it ("US-backed [militias]"), else one that begins soon after. */
static end governed_by(actor_work *w, uint32_t t, uint32_t sent)
{
    end best = none();
    for (uint32_t i = sentence_phrase(w, sent); i < w->n_phrases && w->phrases[i].sent == sent && w->phrases[i].b <= t; i++) {
        const actor_phrase *p = &w->phrases[i];
        if (p->actor >= 0 && p->e > t + 1 && p->head > t && (best.actor < 0 || p->e - p->b < best.e - best.b)) best = of_phrase(w, i);
    }
    if (best.actor >= 0) return best;
    static const char *const ends[] = {"of", "to", "towards", "toward", "on", "in", "against", "for", "from", "by", "with", "and", NULL};
    for (uint32_t k = t + 1; k < t + 5 && k < w->doc->sents[sent].tok_e; k++) { /* not past "a YPG-led offensive towards the Syrian border" */
        if ((w->doc->tokens[k].shape == SHAPE_PUNCT && !text_token_is(w->doc, k, "-")) || actor_is_word(w, k, ends)) break;
        best = beginning_at(w, k, sent, 0, true);
        if (best.actor >= 0) return best;
    }
    return none();
}

/* The actor phrase before token t, with only commas, relative pronouns and forms of "be" between; or the one that holds t in its
 * tail ("forces [loyal to Haftar]"). */
static end before(actor_work *w, uint32_t t, uint32_t sent)
{
    static const char *const skip[] = {",", "which", "who", "that", "is", "are", "was", "were", "has", "have", "been", "being", "also",
                                       "be", "still", "now", "directly", "partly", "reportedly", "all", "both", "(", ")", "and", "-", NULL};
    uint32_t first = w->doc->sents[sent].tok_b, u = t;
    bool relative = false;
    for (uint32_t k = 0; k < 12 && u > first; k++) {
        end best = none();
        for (uint32_t i = sentence_phrase(w, sent); i < w->n_phrases && w->phrases[i].sent == sent && w->phrases[i].b < u; i++) {
            const actor_phrase *p = &w->phrases[i];
            if (p->actor < 0) continue;
            bool tail = p->b < t && p->head < t && p->e > t;
            if ((p->e == u || (k == 0 && tail)) && !(relative && p->type == PHRASE_PRONOUN) && (best.actor < 0 || p->b < best.b)) best = of_phrase(w, i);
        }
        if (best.actor >= 0) return best;
        relative = relative || actor_is_word(w, u - 1, (const char *const[]){"which", "who", NULL});
        /* behind a relative pronoun, the phrase may end with a place: "a rival government in the east, which is fighting" */
        if (!actor_is_word(w, u - 1, skip) && !(relative && w->doc->tokens[u - 1].shape != SHAPE_PUNCT)) {
            /* a bracket "(SAF)" between the name and the rest */
            if (u >= first + 2 && text_token_is(w->doc, u - 2, "(")) {
                u--;
                continue;
            }
            break;
        }
        u--;
    }
    return none();
}

static void tie(actor_work *w, const char *kind, end from, end to, uint32_t cue_b, uint32_t cue_e, const char *rule, float score)
{
    if (from.actor < 0 || to.actor < 0 || w->nomem) return;
    if (actor_add_relation(w->r, kind, from.actor, text_span(w->doc, from.b, from.e), to.actor, text_span(w->doc, to.b, to.e),
                           text_span(w->doc, cue_b, cue_e), rule, score) != SITREP_OK)
        w->nomem = true;
}

/* The other half of "A and B" before B, or none. */
static end conjunct(const actor_work *w, end x, uint32_t sent)
{
    uint32_t first = w->doc->sents[sent].tok_b, t = x.b;
    end best = none();
    if (x.actor < 0) return best;
    while (t > first && actor_is_word(w, t - 1, REACH_SKIP)) t--;
    if (t == first || !text_token_is(w->doc, t - 1, "and")) return best;
    for (uint32_t i = sentence_phrase(w, sent); i < w->n_phrases && w->phrases[i].sent == sent && w->phrases[i].b < t - 1; i++) {
        const actor_phrase *p = &w->phrases[i];
        bool near = p->e == t - 1 || (p->e < t - 1 && t - 1 - p->e <= 3 && actor_is_word(w, p->e, (const char *const[]){"from", "in", "of", NULL}));
        if (p->actor >= 0 && p->actor != x.actor && near && (best.actor < 0 || p->b < best.b)) best = of_phrase(w, i);
    }
    return best;
}

/* The relation for both halves of a subject. */
static void tie_both(actor_work *w, const char *kind, end from, end to, uint32_t cue_b, uint32_t cue_e, const char *rule, float score)
{
    uint32_t sent = w->doc->tokens[cue_b].sentence;
    tie(w, kind, from, to, cue_b, cue_e, rule, score);
    tie(w, kind, conjunct(w, from, sent), to, cue_b, cue_e, rule, score);
}

typedef struct participle {
    const char *word, *kind;
    bool active; /* the actor before "-led" or behind "by" is the relation's from */
    bool modifier, by; /* as "X-backed Y"; as "Y backed by X" */
} participle;

static const participle PARTICIPLES[] = {
    {"backed", "backs", true, true, true},       {"supported", "backs", true, true, true},  {"funded", "backs", true, true, true},
    {"sponsored", "backs", true, true, true},    {"armed", "backs", true, false, true},     {"trained", "backs", true, true, true},
    {"equipped", "backs", true, true, true},     {"led", "leads", true, true, true},        {"headed", "leads", true, false, true},
    {"commanded", "commands", true, true, true}, {"controlled", "commands", true, false, false}, {"deployed", "deploys", true, false, true},
    {"aligned", "allied", false, true, false},   {"allied", "allied", false, true, false},  {"affiliated", "allied", false, true, false},
    {"linked", "allied", false, true, false},    {"recognised", "recognises", true, false, true}, {"recognized", "recognises", true, false, true},
    {"run", "leads", true, true, true},
};

/* A role or unit word that begins at t, perhaps behind an article, where no mention does: "led by [brigades]". */
static end word_beginning_at(actor_work *w, uint32_t t, uint32_t sent)
{
    uint32_t last = w->doc->sents[sent].tok_e;
    while (t < last && actor_is_word(w, t, REACH_SKIP)) t++;
    for (uint32_t i = t < last ? w->hit_at[t] : w->n_hits; i < w->n_hits && w->hits[i].tok_b == t; i++)
        if (w->hits[i].cls == LEX_AGENT || w->hits[i].cls == LEX_UNIT) return made_phrase(w, t, w->hits[i].tok_e, sent);
    return none();
}

/* A possessor or the backer in "Libya's UN-backed government" is not who acts: the phrase that it modifies is. */
static end past_owners(actor_work *w, end x, uint32_t sent)
{
    static const char *const own[] = {"'s", "’s", "’", NULL};
    uint32_t last = w->doc->sents[sent].tok_e;
    for (int hops = 0; hops < 3 && x.actor >= 0 && x.e + 1 < last; hops++) {
        uint32_t u = x.e;
        if (actor_is_word(w, u, own))
            u++;
        else if (text_token_is(w->doc, u, "-") && u + 2 < last && w->doc->tokens[u + 1].shape == SHAPE_LOWER)
            u += 2;
        else
            break;
        end y = beginning_at(w, u, sent, 3, true);
        if (y.actor < 0) break;
        x = y;
    }
    return x;
}

/* Who stands at t: a phrase, else a role word. */
static end actor_at(actor_work *w, uint32_t t, uint32_t sent)
{
    end x = past_owners(w, beginning_at(w, t, sent, 4, true), sent);
    return x.actor >= 0 ? x : word_beginning_at(w, t, sent);
}

/* Whom a participle behind a noun tells of: the phrase before it, else the role word before it ("the forces, led by"). */
static end noun_before(actor_work *w, uint32_t t, uint32_t sent)
{
    uint32_t first = w->doc->sents[sent].tok_b;
    end x = before(w, t, sent);
    if (x.actor >= 0) return x;
    return word_ending_at(w, t > first + 1 && text_token_is(w->doc, t - 1, ",") ? t - 1 : t, sent);
}

static void participles(actor_work *w, uint32_t t, uint32_t sent)
{
    uint32_t last = w->doc->sents[sent].tok_e, first = w->doc->sents[sent].tok_b;
    for (size_t k = 0; k < sizeof PARTICIPLES / sizeof PARTICIPLES[0]; k++) {
        const participle *p = &PARTICIPLES[k];
        if (!text_token_is(w->doc, t, p->word)) continue;
        if (p->modifier && t > first && text_token_is(w->doc, t - 1, "-")) {
            end x = ending_at(w, t, sent, true), y = governed_by(w, t, sent);
            if (x.actor >= 0 && p->active) tie(w, p->kind, x, y, t, t + 1, "modifier", ACTOR_SCORE_RELATION + 0.15f);
            if (x.actor >= 0 && !p->active) tie(w, p->kind, y, x, t, t + 1, "modifier", ACTOR_SCORE_RELATION + 0.1f);
            return;
        }
        if (p->by && t + 2 < last && text_token_is(w->doc, t + 1, "by"))
            tie(w, p->kind, actor_at(w, t + 2, sent), noun_before(w, t, sent), t, t + 2, "participle", ACTOR_SCORE_RELATION + 0.1f);
        static const char *const with[] = {"to", "with", NULL};
        if (!p->active && t + 2 < last && actor_is_word(w, t + 1, with))
            tie(w, p->kind, before(w, t, sent), beginning_at(w, t + 2, sent, 4, true), t, t + 2, "participle", ACTOR_SCORE_RELATION + 0.1f);
        return;
    }
}

/* "Wagner, the army's ally"; "the army and its Wagner allies"; "their partners from the Wagner company". */
static void allies(actor_work *w, uint32_t t, uint32_t sent)
{
    uint32_t first = w->doc->sents[sent].tok_b, last = w->doc->sents[sent].tok_e;
    end owner = none(), other = none(), x = ending_at(w, t, sent, true);
    for (uint32_t b = t; b + 4 > t && b > first && owner.actor < 0; b--)
        for (uint32_t i = sentence_phrase(w, sent); i < w->n_phrases && w->phrases[i].sent == sent && w->phrases[i].b < b; i++)
            if (w->phrases[i].type == PHRASE_PRONOUN && w->phrases[i].e == b && w->phrases[i].actor >= 0) owner = of_phrase(w, i);
    if (owner.actor < 0 && x.actor >= 0 && x.e < t && !text_token_is(w->doc, x.e, "-")) {
        owner = x;
        x = none();
    }
    if (owner.actor < 0) return;
    if (t + 2 < last && actor_is_word(w, t + 1, (const char *const[]){"from", "of", ",", NULL})) other = beginning_at(w, t + 2, sent, 3, true);
    if (other.actor < 0) other = x;
    if (other.actor < 0) other = before(w, owner.b, sent);
    if (other.actor < 0) other = beginning_at(w, t + 1, sent, 0, true);
    tie(w, "allied", other, owner, t, t + 1, "ally", ACTOR_SCORE_RELATION);
}

static void phrases_of_words(actor_work *w, uint32_t t, uint32_t sent)
{
    static const char *const loyal[] = {"loyal", "faithful", "answerable", "subordinate", NULL};
    static const char *const fights[] = {"fighting", "battling", "combating", "fights", "battles", NULL};
    static const char *const heads[] = {"heads", "leads", "commands", "chairs", "headed", "commanded", "led", NULL};
    static const char *const part[] = {"part", "branch", "wing", "faction", "affiliate", "arm", "offshoot", "unit", "member", NULL};
    static const char *const contests[] = {"contests", "contested", "challenges", "disputes", "rejects", "contesting", "challenging", NULL};
    uint32_t last = w->doc->sents[sent].tok_e, first = w->doc->sents[sent].tok_b;
    if (actor_is_word(w, t, loyal) && t + 1 < last && text_token_is(w->doc, t + 1, "to"))
        tie(w, "commands", actor_at(w, t + 2, sent), noun_before(w, t, sent), t, t + 2, "loyal-to", ACTOR_SCORE_RELATION);
    else if (actor_is_word(w, t, fights)) {
        uint32_t u = t + 1 < last && text_token_is(w->doc, t + 1, "against") ? t + 2 : t + 1;
        static const char *const beside[] = {"alongside", NULL};
        if (u < last && actor_is_word(w, u, beside))
            tie_both(w, "allied", before(w, t, sent), beginning_at(w, u + 1, sent, 3, true), t, u + 1, "fights-alongside", ACTOR_SCORE_RELATION);
        else if (u + 3 < last && text_token_is(w->doc, u, "on") && text_token_is(w->doc, u + 2, "side"))
            tie_both(w, "allied", before(w, t, sent), beginning_at(w, u + 1, sent, 0, false), t, u + 3, "on-its-side", ACTOR_SCORE_RELATION);
        else
            tie_both(w, "fights", before(w, t, sent), beginning_at(w, u, sent, 2, true), t, u, "fights", ACTOR_SCORE_RELATION);
    } else if (actor_is_word(w, t, heads)) {
        end x = before(w, t, sent), y = actor_at(w, t + 1, sent);
        if (x.actor >= 0 && y.actor >= 0 && w->info[x.actor].person && !w->info[y.actor].person && !w->info[y.actor].thing)
            tie(w, text_token_is(w->doc, t, "commands") || text_token_is(w->doc, t, "commanded") ? "commands" : "leads", x, y, t, t + 1, "verb",
                ACTOR_SCORE_RELATION);
    } else if (actor_is_word(w, t, part) && t + 2 < last && text_token_is(w->doc, t + 1, "of")) {
        uint32_t b = t;
        while (b > first && actor_is_word(w, b - 1, (const char *const[]){"a", "an", "the", "local", "regional", "military", "armed", "north", "african", NULL})) b--;
        tie(w, "part-of", before(w, b, sent), beginning_at(w, t + 2, sent, 3, true), t, t + 2, "part-of", ACTOR_SCORE_RELATION);
    } else if (actor_is_word(w, t, (const char *const[]){"branch", "affiliate", "wing", "offshoot", NULL}) && t > first) {
        /* "JNIM, Al-Qaeda's branch in the Sahel" */
        end y = ending_at(w, t, sent, true);
        if (y.actor >= 0) {
            end x = before(w, y.b, sent);
            if (x.actor < 0) x = beginning_at(w, t + 1, sent, 1, true);
            tie(w, "part-of", x, y, t, t + 1, "branch", ACTOR_SCORE_RELATION);
        }
    } else if (actor_is_word(w, t, contests)) {
        uint32_t u = t + 1;
        if (u + 2 < last && text_token_is(w->doc, u, "the")) u++;
        if (u + 2 < last && actor_is_word(w, u, (const char *const[]){"authority", "legitimacy", "rule", NULL}) && text_token_is(w->doc, u + 1, "of")) {
            end y = beginning_at(w, u + 2, sent, 4, true), x = before(w, t, sent);
            /* what ends a relative clause is not the subject: "A, which is also fighting B, contests ..." */
            for (uint32_t k = first; x.actor >= 0 && k < x.b; k++)
                if (actor_is_word(w, k, (const char *const[]){"which", "who", NULL})) x = none();
            for (uint32_t i = sentence_phrase(w, sent); x.actor < 0 && i < w->n_phrases && w->phrases[i].sent == sent && w->phrases[i].b < t; i++)
                if (w->phrases[i].actor >= 0 && (w->phrases[i].roles & MENTION_AGENT)) x = of_phrase(w, i);
            tie(w, "rival", x, y, t, u + 2, "contests-authority", ACTOR_SCORE_RELATION);
        }
    } else if (actor_is_word(w, t, (const char *const[]){"ally", "allies", "partner", "partners", NULL}) && t > first) {
        allies(w, t, sent);
    } else if (text_token_is(w->doc, t, "alliance") && t + 2 < last && text_token_is(w->doc, t + 1, "with")) {
        uint32_t b = t;
        while (b > first && actor_is_word(w, b - 1, (const char *const[]){"formed", "forged", "an", "a", "in", "new", "into", "entered", "military", NULL})) b--;
        tie_both(w, "allied", before(w, b, sent), beginning_at(w, t + 2, sent, 3, true), t, t + 2, "alliance-with", ACTOR_SCORE_RELATION);
    }
}

/* ---- offices ------------------------------------------------------------------------------------------------------ */

/* The person who holds the office [b, e): named right behind it (perhaps after a rank), or before it in apposition. */
static end holder_of(actor_work *w, uint32_t b, uint32_t e, uint32_t sent)
{
    static const char *const link[] = {"a", "an", "the", ",", "who", "is", "was", "as", "senior", "chief", "top", "former", "deputy", "and", "also", "its",
                                       "their", "his", NULL};
    uint32_t last = w->doc->sents[sent].tok_e, first = w->doc->sents[sent].tok_b, u = e;
    for (uint32_t k = 0; k < 4 && u < last; k++) {
        end x = beginning_at(w, u, sent, 0, true);
        if (x.actor >= 0) {
            if (w->info[x.actor].person) return x;
            break;
        }
        bool title = text_token_is(w->doc, u, ",") || text_token_is(w->doc, u, ".");
        uint32_t next = u + 1;
        for (uint32_t i = w->hit_at[u]; i < w->n_hits && w->hits[i].tok_b == u; i++)
            if (w->hits[i].cls == LEX_TITLE) {
                title = true;
                next = w->hits[i].tok_e;
                break;
            }
        if (!title) break;
        u = next;
    }
    /* the mention may hold its titles: "General Abdel Fattah al-Burhan" covers the office itself */
    for (uint32_t i = sentence_phrase(w, sent); i < w->n_phrases && w->phrases[i].sent == sent && w->phrases[i].b <= b; i++) {
        const actor_phrase *p = &w->phrases[i];
        if (p->actor >= 0 && p->type == PHRASE_NAME && w->info[p->actor].person && p->e > e && p->name_b >= e) return of_phrase(w, i);
    }
    u = b;
    for (uint32_t k = 0; k < 8 && u > first; k++) {
        end x = ending_at(w, u, sent, false);
        if (x.actor >= 0 && x.e == u && w->info[x.actor].person) return x;
        /* the words between may be the body itself: "Omar Idris, the army spokesman" */
        if (!actor_is_word(w, u - 1, link)) {
            if (w->doc->tokens[u - 1].shape == SHAPE_PUNCT && !text_token_is(w->doc, u - 1, "-")) break;
            if (k > 3) break;
        }
        u--;
    }
    return none();
}

/* "a spokesman for Sirte operation": a capitalised name, with the lower-case word that heads it, that no dictionary knows. */
static end named_body(actor_work *w, uint32_t b, uint32_t sent)
{
    uint32_t last = w->doc->sents[sent].tok_e, e;
    while (b < last && actor_is_word(w, b, (const char *const[]){"the", "a", "an", NULL})) b++;
    for (e = b; e < last && e < b + 5; e++) {
        uint8_t shape = w->doc->tokens[e].shape;
        if (shape != SHAPE_TITLE && shape != SHAPE_UPPER && shape != SHAPE_MIXED) break;
    }
    if (e == b) return none();
    if (e < last && w->doc->tokens[e].shape == SHAPE_LOWER) {
        bool stops = actor_is_word(w, e, (const char *const[]){"and", "in", "on", "of", "who", "which", "that", "has", "is", "was", "to", "at", NULL});
        for (uint32_t i = w->hit_at[e]; i < w->n_hits && w->hits[i].tok_b == e; i++) stops = stops || w->hits[i].cls == LEX_CUE;
        if (!stops) e++;
    }
    return made_phrase(w, b, e, sent);
}

/* Does a word before t say that what follows is over? */
static bool was_once(const actor_work *w, uint32_t t, uint32_t sent)
{
    uint32_t first = w->doc->sents[sent].tok_b;
    return t > first && text_token_is(w->doc, t - 1, "former");
}

static void offices(actor_work *w, uint32_t hit)
{
    lex_hit h = w->hits[hit];
    const char *type = lexicon_type(w->lex, h.entry);
    uint32_t sent = w->doc->tokens[h.tok_b].sentence, last = w->doc->sents[sent].tok_e;
    static const char *const of[] = {"of", "for", "from", "at", NULL};
    const char *kind = NULL;
    end body = none();
    if (type == NULL || strcmp(type, "form") == 0) return;
    if (strcmp(type, "leads") == 0) kind = "leads";
    if (strcmp(type, "commands") == 0) kind = "commands";
    if (strcmp(type, "part-of") == 0) kind = "part-of";
    if (strcmp(type, "spokesperson-of") == 0) kind = "spokesperson-of";
    if (kind == NULL) return;
    if (h.tok_e < last && actor_is_word(w, h.tok_e, of)) {
        uint32_t u = h.tok_e + 1;
        while (u < last && actor_is_word(w, u, (const char *const[]){"the", "a", "an", "his", "its", "their", "city", NULL})) u++;
        body = past_owners(w, beginning_at(w, u, sent, 3, true), sent);
        if (body.actor < 0) {
            uint32_t e = u; /* "spokesman for Sirte operation": a role word within reach that no mention holds */
            for (; e < last && e < u + 4; e++)
                for (uint32_t i = w->hit_at[e]; i < w->n_hits && w->hits[i].tok_b == e && body.actor < 0; i++)
                    if (w->hits[i].cls == LEX_AGENT && (w->hits[i].tok_e >= last || w->doc->tokens[w->hits[i].tok_e].shape != SHAPE_TITLE))
                        body = word_ending_at(w, w->hits[i].tok_e, sent);
        }
    }
    if (body.actor < 0 && strcmp(kind, "spokesperson-of") == 0 && h.tok_e < last && actor_is_word(w, h.tok_e, of))
        body = named_body(w, h.tok_e + 1, sent);
    if (body.actor < 0 && h.tok_b > w->doc->sents[sent].tok_b) body = ending_at(w, h.tok_b, sent, true);
    if (body.actor < 0 || w->info[body.actor].person) {
        /* "Abu Musab, Machar's spokesman": one may speak for a person */
        if (body.actor < 0 || strcmp(kind, "spokesperson-of") != 0) return;
    }
    end person = holder_of(w, h.tok_b, body.b >= h.tok_e ? body.e : h.tok_e, sent); /* "head of the transition, Colonel ..." */
    if (person.actor < 0) return;
    if (was_once(w, h.tok_b, sent) || was_once(w, body.b, sent)) kind = "formerly"; /* "a former army chief" */
    const char *body_kind = w->r->actors[body.actor].kind;
    if (body_kind != NULL && strcmp(body_kind, "state-forces") == 0 && strcmp(kind, "leads") == 0) kind = "commands";
    if (body_kind != NULL && strcmp(body_kind, "government") == 0 && strcmp(kind, "commands") == 0) kind = "part-of"; /* "a Ukrainian commander" */
    tie(w, kind, person, body, h.tok_b, h.tok_e, "office", ACTOR_SCORE_RELATION + 0.1f);
}

sitrep_status actor_relations_by_rule(actor_work *w)
{
    for (uint32_t s = 0; s < w->doc->n_sents && !w->nomem; s++)
        for (uint32_t t = w->doc->sents[s].tok_b; t < w->doc->sents[s].tok_e && !w->nomem; t++) {
            if (w->doc->tokens[t].shape == SHAPE_PUNCT) continue;
            participles(w, t, s);
            phrases_of_words(w, t, s);
            for (uint32_t i = w->hit_at[t]; i < w->n_hits && w->hits[i].tok_b == t; i++)
                if (w->hits[i].cls == LEX_TITLE) {
                    offices(w, i);
                    break;
                }
        }
    return w->nomem ? SITREP_E_NOMEM : SITREP_OK;
}
