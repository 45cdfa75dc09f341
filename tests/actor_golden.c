/* actor_golden.c: tests/golden/actor/<any>.tsv: one phrase in one sentence, and the actor that it is, or * for none of the registry. */
#include "lexicon_support.h"

#include "actor/actor.h"

static lexicon *lex;
static base_arena arena;

static uint16_t role_of(const char *s)
{
    static const struct {
        const char *name;
        uint16_t bit;
    } roles[] = {{"agent", MENTION_AGENT}, {"patient", MENTION_PATIENT}, {"source", MENTION_SOURCE}, {"place", MENTION_PLACE}, {"name", MENTION_NAME}};
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++)
        if (strcmp(roles[i].name, s) == 0) return roles[i].bit;
    return 0;
}

/* Whether the row holds; why goes to standard output. */
static bool holds(const char *sentence, const char *phrase, const char *role, const char *want)
{
    rec_report r;
    memset(&r, 0, sizeof r);
    arena_reset(&arena);
    r.arena = &arena;
    r.origin.published = "2024-06-01";
    const char *at = strstr(sentence, phrase);
    if (at == NULL || text_split(&arena, sentence, strlen(sentence), &r.doc) != SITREP_OK) return false;
    uint32_t b = (uint32_t)(at - sentence), e = b + (uint32_t)strlen(phrase);
    mention m = {.tok_b = text_token_at(&r.doc, b),
                 .tok_e = text_token_at(&r.doc, e - 1) + 1,
                 .head = UINT32_MAX,
                 .roles = role_of(role),
                 .antecedent = -1,
                 .actor = -1,
                 .place = -1};
    if (strcmp(role, "name") == 0) { /* two or three capitalised words may be a person's or a body's name: try the harder one */
        m.roles |= MENTION_AGENT;
        m.ner = NER_ORG;
    }
    mention_list list = {&m, 1};
    lex_hits hits;
    if (lexicon_match(lex, &arena, &r.doc, &hits) != SITREP_OK) return false;
    if (actor_resolve(lex, &hits, &list, &r) != SITREP_OK) return false;
    const rec_actor *a = m.actor >= 0 ? &r.actors[m.actor] : NULL;
    bool ok = strcmp(want, "*") == 0 ? a == NULL || a->ref == NULL : a != NULL && strcmp(a->name, want) == 0;
    if (!ok) printf("  %s | %s: got %s (%s)\n", sentence, phrase, a != NULL ? a->name : "no actor", a != NULL && a->ref != NULL ? a->ref : "-");
    for (uint32_t i = 0; i < r.n_actors; i++)
        for (uint32_t k = 0; k < r.actors[i].n_mentions; k++) ok = ok && r.actors[i].mentions[k].span.e <= r.doc.n_bytes;
    return ok;
}

static void run_file(const char *name, int allowed)
{
    char path[1024], line[1024];
    int n = 0, wrong = 0;
    snprintf(path, sizeof path, "%s/tests/golden/actor/%s", SITREP_SOURCE_DIR, name);
    FILE *f = fopen(path, "rb");
    CHECK(f != NULL);
    if (f == NULL) return;
    while (fgets(line, sizeof line, f) != NULL) {
        char *cell[4], *p = line;
        int k = 0;
        line[strcspn(line, "\r\n")] = '\0';
        if (line[0] == '#' || line[0] == '\0') continue;
        for (; k < 4 && p != NULL; k++) {
            cell[k] = p;
            p = strchr(p, '\t');
            if (p != NULL) *p++ = '\0';
        }
        CHECK(k == 4);
        if (k != 4) continue;
        n++;
        wrong += !holds(cell[0], cell[1], cell[2], cell[3]);
    }
    fclose(f);
    printf("  %s: %d of %d\n", name, n - wrong, n);
    CHECK(n > 0 && wrong <= allowed);
}

static void test_names(void) { run_file("names.tsv", 0); }
static void test_starred(void) { run_file("starred.tsv", 0); }

int main(void)
{
    static const sitrep_allocator plain;
    base_buf image;
    check_name = "setup";
    lex = support_lexicon("data", &image);
    if (lex == NULL) return 1;
    arena_init(&arena, &plain);
    RUN(test_names);
    RUN(test_starred);
    arena_clear(&arena);
    lexicon_close(lex);
    buf_clear(&image);
    return check_done();
}
