/* actor_resolve.c: coreference, names that the text gives, composition, relations; no memory at any allocation.
 * Texts hold their mentions in braces: {a|phrase} agent, {p|..} patient, {s|..} source, {n|..} a person's name, {o|..} a body's name,
 * {l|..} place. */
#include "lexicon_support.h"

#include "actor/actor.h"

static lexicon *lex;
static base_arena arena;
static rec_report r;
static mention mentions[64];
static char text[2048];

static sitrep_status resolve(const char *marked, const char *date)
{
    uint32_t from[64], to[64], n = 0;
    char role[64];
    size_t k = 0;
    for (const char *s = marked; *s != '\0' && k + 1 < sizeof text; s++) {
        if (*s == '{' && n < 64) {
            role[n] = s[1];
            from[n] = (uint32_t)k;
            to[n++] = 0;
            s += 2;
        } else if (*s == '}') {
            for (uint32_t i = n; i-- > 0;)
                if (to[i] == 0) {
                    to[i] = (uint32_t)k;
                    break;
                }
        } else {
            text[k++] = *s;
        }
    }
    text[k] = '\0';
    memset(&r, 0, sizeof r);
    r.arena = &arena;
    r.origin.published = date;
    sitrep_status s = text_split(&arena, text, k, &r.doc);
    if (s != SITREP_OK) return s;
    for (uint32_t i = 0; i < n; i++) {
        mention m = {.tok_b = text_token_at(&r.doc, from[i]),
                     .tok_e = text_token_at(&r.doc, to[i] - 1) + 1,
                     .head = UINT32_MAX,
                     .roles = 0,
                     .antecedent = -1,
                     .actor = -1,
                     .place = -1};
        switch (role[i]) {
        case 'a': m.roles = MENTION_AGENT; break;
        case 'p': m.roles = MENTION_PATIENT; break;
        case 's': m.roles = MENTION_SOURCE; break;
        case 'n': m.roles = MENTION_NAME, m.ner = NER_PER; break;
        case 'o': m.roles = MENTION_NAME, m.ner = NER_ORG; break;
        default: m.roles = MENTION_PLACE; break;
        }
        mentions[i] = m;
    }
    mention_list list = {mentions, n};
    lex_hits hits;
    if ((s = lexicon_match(lex, &arena, &r.doc, &hits)) != SITREP_OK) return s;
    return actor_resolve(lex, &hits, &list, &r);
}

static bool same(uint32_t i, uint32_t k) { return mentions[i].actor >= 0 && mentions[i].actor == mentions[k].actor; }
static const char *name_of(uint32_t i) { return mentions[i].actor < 0 ? "-" : r.actors[mentions[i].actor].name; }

static bool related(const char *from, const char *kind, const char *to)
{
    for (uint32_t i = 0; i < r.n_relations; i++)
        if (strcmp(r.relations[i].kind, kind) == 0 && strcmp(r.actors[r.relations[i].from].name, from) == 0 &&
            strcmp(r.actors[r.relations[i].to].name, to) == 0)
            return true;
    printf("  no %s %s %s; there are:\n", from, kind, to);
    for (uint32_t i = 0; i < r.n_relations; i++)
        printf("    %s %s %s\n", r.actors[r.relations[i].from].name, r.relations[i].kind, r.actors[r.relations[i].to].name);
    return false;
}

static void test_names_in_text(void)
{
    CHECK(resolve("The {o|Orlan Salvation Front} ({o|OSF}) took the mill. {a|OSF} men sang.", NULL) == SITREP_OK);
    CHECK(same(0, 1) && same(0, 2));
    CHECK(resolve("General {n|Marek Dolan}, known as {n|Falcon}, spoke. {n|Falcon} left. {a|Dolan} slept.", NULL) == SITREP_OK);
    CHECK(same(0, 1) && same(0, 2));
    CHECK(resolve("{n|Haidin} spoke first. Later {n|Serhat Haidin} left.", NULL) == SITREP_OK);
    CHECK(same(0, 1));
    CHECK_EQ_STR(name_of(0), "Serhat Haidin");
    CHECK(resolve("{n|Serhat Haidin} spoke. {n|Anna Haidin} left.", NULL) == SITREP_OK);
    CHECK(!same(0, 1));
    CHECK(resolve("{n|Omar Serrak} spoke. {n|al-Sarrak} left.", NULL) == SITREP_OK);
    CHECK(same(0, 1)); /* another transliteration */
}

static void test_descriptions(void)
{
    CHECK(resolve("{a|Boko Haram} raided the market. {s|The group} said so. {a|The militants} fled.", "2015-03-01") == SITREP_OK);
    CHECK(same(0, 1) && same(0, 2));
    CHECK(resolve("{a|Sudan's army} took the bridge. {a|The army} held it. {s|Its} men sang. {a|Another army} came.", "2024-01-01") == SITREP_OK);
    CHECK(same(0, 1) && same(0, 2) && !same(0, 3));
    CHECK(resolve("{s|The operations centre} confirmed it. {a|The Dolna centre} burned. {s|The centre} named six dead.", NULL) == SITREP_OK);
    CHECK(!same(0, 1));
    CHECK(resolve("{a|Militants} killed {p|six villagers}. {a|They} burned {p|the school}.", NULL) == SITREP_OK);
    CHECK(same(0, 2) || same(1, 2));
    CHECK(!same(0, 3));
    CHECK(resolve("{n|Marta Ilves}, {s|a spokeswoman}, left. {s|She} was ill.", NULL) == SITREP_OK);
    CHECK(same(0, 1) && same(0, 2));
    /* "we" outside a quotation is the paper; a "group" that acts is rather one that fights */
    CHECK(resolve("{s|Boko Haram} said no. {s|We} wrote that at noon.", "2015-03-01") == SITREP_OK);
    CHECK(!same(0, 1));
    CHECK(resolve("\"{a|We} hold the mill\", said {s|Boko Haram}.", "2015-03-01") == SITREP_OK);
    CHECK(same(0, 1));
    CHECK(resolve("{a|Boko Haram} left. {s|The Red Cross} named six dead. {a|The group} then seized the mill. {s|The group} is based in Geneva.", "2015-03-01") == SITREP_OK);
    CHECK(same(0, 2));
    CHECK(resolve("{a|The National Liberation Army} left. {a|The army} sent {p|soldiers}.", "2025-01-20") == SITREP_OK);
    CHECK(!same(0, 1));
    /* a pronoun rather stands for a subject than for what a preposition governs */
    CHECK(resolve("{s|The Orlan Salvation Front} marks the hill as taken by {a|Boko Haram}; around the mill {s|it} sees none.", "2015-03-01") == SITREP_OK);
    CHECK(!same(1, 2));
    /* a body that has no role of its own can be meant, and none is made of one that is not */
    CHECK(resolve("If the rebels keep the mill, {a|they} could shell the port.", NULL) == SITREP_OK);
    CHECK_EQ_STR(name_of(0), "rebels");
    CHECK(resolve("If the rebels keep the mill, {a|Boko Haram} leaves.", "2015-03-01") == SITREP_OK);
    CHECK_EQ_INT(r.n_actors, 1);
    CHECK(resolve("{a|Forces} are led by Serraj's government. Then {s|Fayez al-Sarraj} spoke.", "2016-08-11") == SITREP_OK);
    bool owner = false; /* the owner's name within the government's is his, too */
    for (uint32_t i = 0; i < r.n_actors; i++)
        for (uint32_t k = 0; k < r.actors[i].n_mentions && strcmp(r.actors[i].name, "Fayez al-Sarraj") == 0; k++)
            owner |= r.actors[i].mentions[k].span.e - r.actors[i].mentions[k].span.b == strlen("Serraj");
    CHECK(owner);
    CHECK(resolve("{a|The army} is in Kidal. {a|The Malian armed forces} took it.", "2023-11-15") == SITREP_OK);
    CHECK(same(0, 1));
}

static void test_composition(void)
{
    CHECK(resolve("{a|Elite US forces} landed. {a|US warplanes} struck.", "2016-08-11") == SITREP_OK);
    CHECK(same(0, 1));
    CHECK_EQ_STR(name_of(0), "United States Armed Forces");
    CHECK(mentions[0].actor >= 0 && r.actors[mentions[0].actor].side_of >= 0);
    CHECK(resolve("{a|Libyan militias} took it.", "2016-08-11") == SITREP_OK);
    CHECK(mentions[0].actor >= 0 && r.actors[mentions[0].actor].ref == NULL);
    if (mentions[0].actor >= 0) {
        CHECK_EQ_STR(r.actors[mentions[0].actor].country, "LBY");
        CHECK_EQ_STR(r.actors[mentions[0].actor].kind, "militia");
    }
    CHECK(resolve("The plane landed in {l|Tripoli}. {s|Tripoli} denied it.", "2016-08-11") == SITREP_OK);
    CHECK(mentions[0].actor < 0 && mentions[1].actor >= 0);
}

/* Mention 0 is of this country and code; "" where none may be known. */
static void code(const char *marked, const char *country, const char *cameo)
{
    CHECK(resolve(marked, "2016-08-11") == SITREP_OK);
    if (mentions[0].actor < 0) {
        check_fail(__FILE__, __LINE__, marked);
        return;
    }
    const rec_actor *a = &r.actors[mentions[0].actor];
    CHECK_EQ_STR(a->country != NULL ? a->country : "", country);
    CHECK_EQ_STR(a->cameo != NULL ? a->cameo : "", cameo);
}

static void test_offices(void)
{
    code("French President {n|Anna Holt} left.", "FRA", "FRAGOV");
    code("Libya's defence secretary {n|Karl Voss} left.", "LBY", "LBY");
    code("A Peruvian General {n|Anna Holt} left.", "PER", "PERMIL");
    code("The Peruvian former deputy interior minister {n|Anna Holt} left.", "PER", "PER");
    code("A Libyan woman met President {n|Anna Holt} there.", "", "");
    code("In Libya, President {n|Anna Holt} left.", "", "");
    code("The president of Libya and {n|Anna Holt} left.", "", "");
    code("French Mr {n|Holt} left.", "", "");
    code("French {n|Anna Holt} left.", "", "");
}

static void test_relations(void)
{
    CHECK(resolve("{a|US -backed Libyan militias} took the port.", "2016-08-11") == SITREP_OK);
    CHECK(related("United States", "backs", "US -backed Libyan militias"));
    CHECK(resolve("{a|Troops} backed by {o|NATO} advanced.", NULL) == SITREP_OK);
    CHECK(related("NATO", "backs", "Troops"));
    CHECK(resolve("{a|Fighters} loyal to {n|Marek Dolan} fled.", NULL) == SITREP_OK);
    CHECK(related("Marek Dolan", "commands", "Fighters"));
    CHECK(resolve("{n|Marta Ilves}, a spokeswoman for the {o|Orlan Salvation Front}, left.", NULL) == SITREP_OK);
    CHECK(related("Marta Ilves", "spokesperson-of", "Orlan Salvation Front"));
    CHECK(resolve("{o|The Orlan Salvation Front}, which is commanded by General {n|Marek Dolan}, left.", NULL) == SITREP_OK);
    CHECK(related("Marek Dolan", "commands", "Orlan Salvation Front"));
    CHECK(resolve("The {o|Tamra Brigade}, part of the {o|Orlan Salvation Front}, left.", NULL) == SITREP_OK);
    CHECK(related("Tamra Brigade", "part-of", "Orlan Salvation Front"));
    CHECK(resolve("{a|A rival government} in the east, which is also fighting {o|Islamic State}, contests the authority of {p|the council of Orlan}.", "2016-08-11") ==
          SITREP_OK);
    CHECK(related("rival government", "fights", "Islamic State"));
    CHECK(related("rival government", "rival", "council of Orlan"));
    CHECK(resolve("{n|Marek Dolan} heads the {o|Tamra Military Council}.", NULL) == SITREP_OK);
    CHECK(related("Marek Dolan", "leads", "Tamra Military Council"));
    /* no mention at either end; a possessor and a backer before the one who acts */
    CHECK(resolve("The forces, led by brigades from the coast, dug in.", NULL) == SITREP_OK);
    CHECK(related("brigades", "leads", "forces"));
    CHECK(resolve("{a|Troops} backed by {o|Libya}'s {o|United Nations}-backed {o|Government of National Accord} dug in.", "2016-08-11") == SITREP_OK);
    CHECK(related("Government of National Accord", "backs", "Troops") && related("United Nations", "backs", "Government of National Accord"));
    for (uint32_t i = 0; i < r.n_relations; i++) CHECK(strcmp(r.actors[r.relations[i].from].name, "Libya") != 0);
    CHECK(resolve("{a|Brigades} led the assault on {l|Tamra}.", NULL) == SITREP_OK);
    CHECK_EQ_INT(r.n_relations, 0);
    for (uint32_t i = 0; i < r.n_relations; i++) CHECK(r.relations[i].from >= 0 && r.relations[i].to >= 0);
}

typedef struct failing {
    size_t n, fail_at;
} failing;
static void *fail_alloc(void *ctx, size_t n)
{
    failing *f = ctx;
    return f->n++ == f->fail_at ? NULL : malloc(n);
}
static void *fail_resize(void *ctx, void *p, size_t n_old, size_t n_new)
{
    failing *f = ctx;
    (void)n_old;
    return f->n++ == f->fail_at ? NULL : realloc(p, n_new);
}
static void fail_release(void *ctx, void *p)
{
    (void)ctx;
    free(p);
}

static void test_no_memory(void)
{
    static const char marked[] = "{a|US -backed Libyan militias} took it, {n|Rida Dolan}, a spokesman for the {o|Orlan Salvation Front} (OSF), said. {s|He} left.";
    base_arena saved = arena;
    for (size_t i = 0; i < 400; i++) {
        failing f = {0, i};
        sitrep_allocator a = {fail_alloc, fail_resize, fail_release, &f};
        arena_init(&arena, &a);
        sitrep_status s = resolve(marked, "2016-08-11");
        CHECK(s == SITREP_OK || s == SITREP_E_NOMEM);
        CHECK(f.n <= i || s == SITREP_E_NOMEM || s == SITREP_OK);
        arena_clear(&arena);
        if (f.n <= i) break; /* no allocation left to fail */
    }
    arena = saved;
}

int main(void)
{
    static const sitrep_allocator plain;
    base_buf image;
    check_name = "setup";
    lex = support_lexicon("data", &image);
    if (lex == NULL) return 1;
    arena_init(&arena, &plain);
    RUN(test_names_in_text);
    RUN(test_descriptions);
    RUN(test_composition);
    RUN(test_offices);
    RUN(test_relations);
    RUN(test_no_memory);
    arena_clear(&arena);
    lexicon_close(lex);
    buf_clear(&image);
    return check_done();
}
