/* draft_beside.c: roles and holders that the words next to a trigger or a place say, where no link of the model does. See beside.h,
 * hold.h and draft_work.h. */
#include <string.h>

#include "draft/beside.h"
#include "draft/draft_tune.h"
#include "draft/draft_work.h"
#include "draft/hold.h"
#include "lexicon/ontology.h"

static bool is_among(const char *s, const char *const *v)
{
    for (; *v != NULL; v++)
        if (strcmp(s, *v) == 0) return true;
    return false;
}

static sitrep_status give_role(drafter *d, draft_event *e, draft_role role, mention_role as, beside_range r)
{
    int32_t m = draft_range_mention(d, r.b, r.e, r.e - 1, as);
    return m < 0 ? SITREP_E_NOMEM : draft_push_arg(d, &e->args[role], m, DRAFT_BESIDE_SCORE);
}

/* A mention of just these words, be they part of a longer phrase. */
static int32_t exact_mention(drafter *d, beside_range r, mention_role role)
{
    int32_t at[] = {d->phrase_of[r.e - 1], d->word_of[r.e - 1]};
    for (size_t i = 0; i < 2; i++) {
        mention *m = at[i] >= 0 ? &d->out->mentions.v[at[i]] : NULL;
        if (m == NULL || m->tok_b != r.b || m->tok_e != r.e) continue;
        m->roles |= (uint16_t)role;
        return at[i];
    }
    int32_t made = draft_add_mention(d, r.b, r.e, r.e - 1);
    if (made < 0) return -1;
    d->out->mentions.v[made].roles |= (uint16_t)role;
    if (d->word_of[r.e - 1] < 0) d->word_of[r.e - 1] = made;
    return made;
}

static bool is_site(const drafter *d, uint32_t head)
{
    static const char *const ours[] = {"positions", "stronghold", "bastion", "outpost", "outposts", "lines", "territory", NULL};
    if (text_token_in(d->doc, head, ours)) return true;
    for (uint32_t i = lexicon_hit_from(d->hits, head); i < d->hits->n && d->hits->v[i].tok_b == head; i++) {
        const char *type = d->hits->v[i].cls == LEX_PLACEWORD ? lexicon_type(d->lex, d->hits->v[i].entry) : NULL;
        if (type != NULL && strcmp(type, "site") == 0) return true;
    }
    return false;
}

/* "It took Sarin", "they died", "they were captured". */
static sitrep_status read_pronoun(drafter *d, draft_event *e)
{
    static const char *const dying[] = {"died", "dies", "die", "dying", "perished", "drowned", "succumbed", "fell", "fall", "fled", "flee", "fleeing", NULL};
    static const char *const persons[] = {"kill", "injure", "arrest", "abduct", "release", "execute", "evacuate", "displace", "assassinate", "torture", NULL};
    bool passive;
    beside_range who = beside_pronoun(&d->words, e->tok, &passive);
    if (!beside_any(who)) who = beside_relative(&d->words, e->tok, &passive);
    if (!beside_any(who)) return SITREP_OK;
    bool suffers = passive || text_token_in(d->doc, e->tok, dying);
    if (!suffers) return e->args[ROLE_AGENT].n > 0 ? SITREP_OK : give_role(d, e, ROLE_AGENT, MENTION_AGENT, who);
    if (!is_among(e->kind, persons) || e->args[ROLE_PATIENT].n > 0 || text_token_is(d->doc, who.b, "it")) return SITREP_OK;
    return give_role(d, e, ROLE_PATIENT, MENTION_PATIENT, who);
}

/* "The guards have suffered heavy casualties". */
static sitrep_status read_sufferer(drafter *d, draft_event *e)
{
    static const char *const loss[] = {"casualties", "losses", "fatalities", "deaths", "injuries", NULL};
    if (!text_token_in(d->doc, e->tok, loss) || !is_among(e->kind, (const char *const[]){"kill", "injure", NULL})) return SITREP_OK;
    beside_range who = beside_sufferer(&d->words, e->tok);
    if (!beside_any(who)) return SITREP_OK;
    draft_args *p = &e->args[ROLE_PATIENT];
    uint32_t before = 0; /* the model's own, where they stand before the loss; behind it stands what it came from */
    for (uint32_t i = 0; i < p->n; i++)
        if (d->out->mentions.v[p->v[i].mention].tok_b < e->tok) p->v[before++] = p->v[i];
    p->n = before;
    return before > 0 ? SITREP_OK : give_role(d, e, ROLE_PATIENT, MENTION_PATIENT, who);
}

/* "Captured the hospital from the militia": who lost it. */
static sitrep_status read_loser(drafter *d, draft_event *e)
{
    if (strcmp(e->kind, "capture") != 0 || e->args[ROLE_PATIENT].n > 0) return SITREP_OK;
    beside_range who = beside_loser(&d->words, e->tok);
    return beside_any(who) ? give_role(d, e, ROLE_PATIENT, MENTION_PATIENT, who) : SITREP_OK;
}

/* "Its drones struck the palace": whose weapon it was, did it. */
static sitrep_status read_weapon(drafter *d, draft_event *e)
{
    static const char *const kinds[] = {"attack", "airstrike", "drone-strike", "missile-strike", "shelling", "bombing", "suicide-bombing", NULL};
    if (e->args[ROLE_AGENT].n > 0 || !is_among(e->kind, kinds)) return SITREP_OK;
    for (uint32_t i = 0; i < e->args[ROLE_INSTRUMENT].n; i++) {
        const mention *m = &d->out->mentions.v[e->args[ROLE_INSTRUMENT].v[i].mention];
        beside_range who = beside_owner(&d->words, m->tok_b, m->tok_e, m->head, false);
        if (!beside_any(who)) continue;
        int32_t owner = exact_mention(d, who, MENTION_AGENT);
        return owner < 0 ? SITREP_E_NOMEM : draft_push_arg(d, &e->args[ROLE_AGENT], owner, DRAFT_BESIDE_SCORE);
    }
    return SITREP_OK;
}

/* "They took the headquarters of the militia": whose site it was, lost it. */
static sitrep_status read_site(drafter *d, draft_event *e)
{
    if (strcmp(e->kind, "capture") != 0 || (e->args[ROLE_PATIENT].n > 0 && e->args[ROLE_PATIENT].v[0].score >= DRAFT_PATIENT_MIN)) return SITREP_OK;
    for (uint32_t i = 0; i < e->args[ROLE_PLACE].n; i++) {
        const mention *m = &d->out->mentions.v[e->args[ROLE_PLACE].v[i].mention];
        uint32_t head = m->tok_b;
        while (head + 1 < m->tok_e && !text_token_is(d->doc, head + 1, "of")) head++;
        uint8_t shape = d->doc->tokens[head].shape;
        if (shape != SHAPE_LOWER || head > m->head || !is_site(d, head)) continue; /* a site by its description; a name's owner is part of the name */
        beside_range who = beside_owner(&d->words, m->tok_b, m->tok_e, head, true);
        if (!beside_any(who)) continue;
        e->args[ROLE_PATIENT].n = 0; /* a weak link says less than the words */
        int32_t owner = exact_mention(d, who, MENTION_PATIENT);
        return owner < 0 ? SITREP_E_NOMEM : draft_push_arg(d, &e->args[ROLE_PATIENT], owner, DRAFT_BESIDE_SCORE);
    }
    return SITREP_OK;
}

/* "Accused the militia of murder in January": the day behind an act of speech, before any other verb, is that of the act. */
static sitrep_status read_day(drafter *d, draft_event *e)
{
    enum { REACH = 12 };
    if (e->args[ROLE_TIME].n > 0 || !onto_has(d->lex, e->kind, ONTO_PLACELESS)) return SITREP_OK;
    uint32_t last = d->doc->sents[d->doc->tokens[e->tok].sentence].tok_e, t = e->tok_e;
    for (; t < last && t - e->tok < REACH; t++) {
        if ((d->words.tags[t] & (BESIDE_VERB | BESIDE_AUX)) || d->doc->tokens[t].shape == SHAPE_PUNCT || text_token_is(d->doc, t, "that")) break;
        const timex *day = timex_at(d->times, d->doc->tokens[t].span);
        if (day != NULL && day->tok_b == t && day->type == TIMEX_DATE) return give_role(d, e, ROLE_TIME, MENTION_TIME, (beside_range){t, day->tok_e});
    }
    return SITREP_OK;
}

/* "More than 80 of them", "six of whom": people, whom the sentence names nearest before. */
static sitrep_status read_partitive(drafter *d, draft_figure *f)
{
    enum { REACH = 64 }; /* words before the number */
    static const char *const them[] = {"them", "whom", "these", "those", NULL};
    static const char *const things[] = {"strikes", "equipment", "other", NULL};
    uint32_t of = f->tok_e, first = d->doc->sents[d->doc->tokens[f->tok_b].sentence].tok_b;
    if (f->kind == NULL || is_among(f->kind, things) || !text_token_is(d->doc, of, "of") || !text_token_in(d->doc, of + 1, them)) return SITREP_OK;
    if (f->group.mention >= 0 && d->out->mentions.v[f->group.mention].tok_b > of + 1) return SITREP_OK; /* "eight of them children" */
    for (uint32_t k = f->tok_b; k > first && f->tok_b - k < REACH; k--) {
        for (uint32_t i = lexicon_hit_from(d->hits, k - 1); i < d->hits->n && d->hits->v[i].tok_b == k - 1; i++) {
            const lex_hit *h = &d->hits->v[i];
            if (h->cls != LEX_AGENT || !(h->flags & LEX_PLURAL) || !(d->words.tags[h->tok_e - 1] & BESIDE_NOUN)) continue;
            beside_range noun = beside_noun_ending(&d->words, h->tok_e);
            int32_t who = beside_any(noun) ? draft_range_mention(d, noun.b, noun.e, noun.e - 1, MENTION_GROUP) : -1;
            int32_t pronoun = who < 0 ? -1 : exact_mention(d, (beside_range){of + 1, of + 2}, MENTION_GROUP);
            if (pronoun < 0) return beside_any(noun) ? SITREP_E_NOMEM : SITREP_OK;
            d->out->mentions.v[pronoun].antecedent = who;
            d->out->mentions.v[pronoun].antecedent_score = 1.0f;
            f->group = (draft_arg){pronoun, DRAFT_BESIDE_SCORE};
            return SITREP_OK;
        }
    }
    return SITREP_OK;
}

static void drop_arg(draft_args *a, uint32_t tok_b, uint32_t tok_e, const mention *v)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < a->n; i++)
        if (v[a->v[i].mention].tok_b >= tok_e || v[a->v[i].mention].tok_e <= tok_b) a->v[n++] = a->v[i];
    a->n = n;
}

/* "Sarin was handed by the mission to the army": giver and receiver, in the event and at the place. */
static sitrep_status read_gift(drafter *d, draft_event *e, draft_arg *to, draft_arg *from)
{
    static const char *const gives[] = {"handed", "hand", "hands", "handing", "transferred", "transfers", "ceded", "cede", "returned", "return",
                                        "turned", "gave", "given", "delivered", "surrendered", "yielded", "relinquished", NULL};
    if (strcmp(e->kind, "hand-over") != 0 || !text_token_in(d->doc, e->tok, gives)) return SITREP_OK;
    beside_range receiver = beside_recipient(&d->words, e->tok), giver = beside_giver(&d->words, e->tok);
    sitrep_status s;
    if (beside_any(receiver)) {
        drop_arg(&e->args[ROLE_AGENT], receiver.b, receiver.e, d->out->mentions.v);
        if ((s = give_role(d, e, ROLE_PATIENT, MENTION_PATIENT, receiver)) != SITREP_OK) return s;
        *to = (draft_arg){draft_range_mention(d, receiver.b, receiver.e, receiver.e - 1, MENTION_HOLDER), DRAFT_BESIDE_SCORE};
        if (to->mention < 0) return SITREP_E_NOMEM;
    }
    if (beside_any(giver)) {
        drop_arg(&e->args[ROLE_PATIENT], giver.b, giver.e, d->out->mentions.v);
        if ((s = give_role(d, e, ROLE_AGENT, MENTION_AGENT, giver)) != SITREP_OK) return s;
        *from = (draft_arg){draft_range_mention(d, giver.b, giver.e, giver.e - 1, MENTION_HOLDER), DRAFT_BESIDE_SCORE};
        if (from->mention < 0) return SITREP_E_NOMEM;
    } else if (e->args[ROLE_AGENT].n > 0)
        *from = e->args[ROLE_AGENT].v[0];
    return SITREP_OK;
}

static void set_gift(drafter *d, const draft_event *e, draft_arg to, draft_arg from)
{
    for (uint32_t i = 0; to.mention >= 0 && i < d->out->n_control; i++) {
        draft_control *c = &d->out->control[i];
        bool here = false;
        for (uint32_t k = 0; k < e->args[ROLE_PLACE].n; k++) here |= e->args[ROLE_PLACE].v[k].mention == c->place;
        if (!here) continue;
        c->change = "handed-over";
        c->holder = to;
        if (from.mention >= 0) c->from = from;
    }
}

static sitrep_status add_control(drafter *d, draft_control c)
{
    draft_control *v = arena_grow(d->arena, d->out->control, d->out->n_control, &d->cap_control, sizeof *v);
    if (v == NULL) return SITREP_E_NOMEM;
    d->out->control = v;
    d->control_of[d->out->mentions.v[c.place].tok_e - 1] = (int32_t)d->out->n_control;
    v[d->out->n_control++] = c;
    return SITREP_OK;
}

static bool names_place(const drafter *d, beside_range r)
{
    for (uint32_t t = r.b; t < r.e; t++) {
        const char *type = draft_in_span(d, d->head[HEAD_NER], t) ? draft_label_at(d, d->head[HEAD_NER], t) : NULL;
        if (type != NULL && strcmp(type + 2, "LOC") == 0) return true;
        for (uint32_t i = lexicon_hit_from(d->hits, t); i < d->hits->n && d->hits->v[i].tok_b == t; i++)
            if (d->hits->v[i].cls == LEX_PLACEWORD && d->hits->v[i].tok_e == r.e) return true;
    }
    return false;
}

static sitrep_status read_hold(drafter *d, const hold_found *h)
{
    static const draft_arg none = {-1, 0.0f};
    if (!names_place(d, h->place)) return SITREP_OK;
    int32_t place = draft_range_mention(d, h->place.b, h->place.e, h->place.e - 1, MENTION_PLACE);
    if (place < 0) return SITREP_E_NOMEM;
    int32_t at = d->control_of[d->out->mentions.v[place].tok_e - 1];
    draft_control c = {.place = place, .change = h->state, .asserted = "asserted", .score = DRAFT_BESIDE_SCORE,
                       .holder = none, .from = none, .by = none, .time = none, .source = none, .cue = -1};
    if (at >= 0) c = d->out->control[at];
    c.change = h->state;
    if (h->claimed) c.asserted = "claimed";
    if (beside_any(h->holder)) {
        draft_arg who = {draft_range_mention(d, h->holder.b, h->holder.e, h->holder.e - 1, MENTION_HOLDER), DRAFT_BESIDE_SCORE};
        if (who.mention < 0) return SITREP_E_NOMEM;
        bool lost = strcmp(h->state, "lost") == 0;
        c.holder = lost ? none : who;
        c.from = lost ? who : none;
    }
    if (beside_any(h->source)) {
        c.source = (draft_arg){draft_range_mention(d, h->source.b, h->source.e, h->source.e - 1, MENTION_SOURCE), DRAFT_BESIDE_SCORE};
        if (c.source.mention < 0) return SITREP_E_NOMEM;
    }
    if (at < 0) return add_control(d, c);
    d->out->control[at] = c;
    return SITREP_OK;
}

/* "The mission left its camp and the rebels moved in": whoever enters what another leaves holds it. */
static sitrep_status read_moving_in(drafter *d, const draft_event *e)
{
    static const char *const moves[] = {"moved", "moves", "stepped", "marched", "moving", NULL};
    static const draft_arg none = {-1, 0.0f};
    const text_sentence *s = &d->doc->sents[d->doc->tokens[e->tok].sentence];
    uint32_t t = e->tok;
    bool enters = text_token_in(d->doc, t, moves) && t + 1 < s->tok_e && text_token_is(d->doc, t + 1, "in") &&
                  (t + 2 >= s->tok_e || !beside_any(beside_noun_at(&d->words, t + 2)));
    beside_range who = enters ? beside_subject(&d->words, t) : (beside_range){0, 0};
    for (const draft_event *o = e; beside_any(who) && o > d->out->events && (--o)->tok >= s->tok_b;) { /* events stand in the order of their words */
        if (strcmp(o->kind, "withdraw") != 0 || o->args[ROLE_PLACE].n == 0) continue;
        draft_arg holder = {draft_range_mention(d, who.b, who.e, who.e - 1, MENTION_HOLDER), DRAFT_BESIDE_SCORE};
        draft_control c = {.place = o->args[ROLE_PLACE].v[0].mention, .change = "captured", .asserted = "asserted", .score = DRAFT_BESIDE_SCORE,
                           .holder = holder, .from = none, .by = none, .time = none, .source = none, .cue = -1};
        return holder.mention < 0 ? SITREP_E_NOMEM : add_control(d, c);
    }
    return SITREP_OK;
}

static uint32_t place_name_end(const void *user, uint32_t t)
{
    const drafter *d = user;
    int h = d->head[HEAD_NER];
    const char *type = t < d->doc->n_tokens && draft_in_span(d, h, t) && !draft_goes_on(d, h, t) ? draft_label_at(d, h, t) : NULL;
    return type != NULL && strcmp(type + 2, "LOC") == 0 ? draft_span_end(d, h, t) : t;
}

/* "Krasne, Kharkiv Oblast, and Strilecha", "Moscow, Russia, and": what the town lies in is not taken with it. */
static bool is_wide(const drafter *d, beside_range r)
{
    static const char *const regions[] = {"oblast", "province", "region", "governorate", "district", "state", "county", "prefecture", "raion", NULL};
    if (text_token_in(d->doc, r.e - 1, regions)) return true;
    for (uint32_t i = lexicon_hit_from(d->hits, r.b); i < d->hits->n && d->hits->v[i].tok_b == r.b; i++)
        if (d->hits->v[i].cls == LEX_ACTOR && d->hits->v[i].tok_e == r.e && !(d->hits->v[i].flags & LEX_METONYM)) return true;
    return false;
}

/* "Hatyshche and Krasne as captured": what is said of one place of a list is said of all. */
static sitrep_status share_lists(drafter *d)
{
    enum { MAX_LIST = 16 };
    beside_range others[MAX_LIST];
    for (uint32_t i = 0; i < d->out->n_control; i++) {
        draft_control c = d->out->control[i];
        const mention *m = &d->out->mentions.v[c.place];
        uint32_t n = hold_list(&d->words, (beside_range){m->tok_b, m->tok_e}, place_name_end, d, others, MAX_LIST);
        for (uint32_t k = 0; k < n; k++) {
            if (d->control_of[others[k].e - 1] >= 0 || is_wide(d, others[k])) continue;
            c.place = draft_range_mention(d, others[k].b, others[k].e, others[k].e - 1, MENTION_PLACE);
            if (c.place < 0) return SITREP_E_NOMEM;
            bool known = d->control_of[d->out->mentions.v[c.place].tok_e - 1] >= 0; /* by a longer phrase: told once, or two names take turns */
            if (!known && add_control(d, c) != SITREP_OK) return SITREP_E_NOMEM;
        }
    }
    return SITREP_OK;
}

sitrep_status draft_read_beside(drafter *d)
{
    hold_found h;
    if (d->head[HEAD_UPOS] < 0) return SITREP_OK;
    sitrep_status s = SITREP_OK;
    for (uint32_t i = 0; s == SITREP_OK && i < d->out->n_events; i++) {
        draft_event *e = &d->out->events[i];
        draft_arg to = {-1, 0.0f}, from = {-1, 0.0f};
        if ((s = read_pronoun(d, e)) != SITREP_OK || (s = read_sufferer(d, e)) != SITREP_OK || (s = read_loser(d, e)) != SITREP_OK ||
            (s = read_weapon(d, e)) != SITREP_OK || (s = read_site(d, e)) != SITREP_OK || (s = read_day(d, e)) != SITREP_OK ||
            (s = read_gift(d, e, &to, &from)) != SITREP_OK)
            break;
        set_gift(d, e, to, from);
        if (!d->sport && (s = read_moving_in(d, e)) != SITREP_OK) break;
    }
    for (uint32_t i = 0; s == SITREP_OK && i < d->out->n_figures; i++) s = read_partitive(d, &d->out->figures[i]);
    for (uint32_t t = 0; s == SITREP_OK && !d->sport && t < d->doc->n_tokens; t++)
        if (hold_at(&d->words, t, &h)) s = read_hold(d, &h);
    return s == SITREP_OK && !d->sport ? share_lists(d) : s;
}
