/* lexicon_petrarch.c: PETRARCH dictionaries to our TSV files.
 *
 * Formats read (PETRARCH and PETRARCH2 documentation): actors "NAME [CODE]" with "+SYNONYM" lines and dated "[CODE < 911226]",
 * "[CODE 19950601 - 19990815]" lines; agents "NAME {PLURAL} [~CODE]" with "!SET! = A, B" substitutions; verbs "VERB {FORMS} [CODE]"
 * under "--- NAME [CODE] ---"; discards, one a line, "+" for whole stories. "#" and XML comments are skipped. Verb patterns with
 * wildcards have no counterpart here (events come from the model): they are counted in problems and left out. */
#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/mapfile.h"
#include "lexicon/lexicon_compile.h"

enum { LINE_BYTES = 1024, PATH_BYTES = 1024, MAX_SETS = 64, MAX_RANGES = 32 };

typedef struct import_state {
    base_buf actors, agents, verbs, discards; /* the files to be */
    base_buf names, codes;                    /* of the actor being read */
    char head[LINE_BYTES];
    char block_code[16]; /* of the verb block */
    char set_name[MAX_SETS][32], set_text[MAX_SETS][LINE_BYTES];
    unsigned n_sets;
    char range_from[MAX_RANGES][16], range_to[MAX_RANGES][16]; /* of the actor's codes so far */
    unsigned n_ranges;
    uint32_t n_entries, n_actors, n_patterns, n_skipped, n_overlaps;
} import_state;

static void lower_ascii(char *s)
{
    for (; *s != '\0'; s++)
        if (*s >= 'A' && *s <= 'Z') *s = (char)(*s - 'A' + 'a');
}

/* "HAMAS_GUNMEN " to "Hamas Gunmen"; tabs and bars cannot stand in a cell. */
static void clean_name(char *s)
{
    bool first = true;
    size_t n = 0;
    for (size_t i = 0; s[i] != '\0'; i++) {
        char c = s[i] == '_' || s[i] == '\t' || s[i] == '|' || s[i] == '{' || s[i] == '}' ? ' ' : s[i];
        if (c == ' ' && (n == 0 || s[n - 1] == ' ')) continue;
        if (!first && c >= 'A' && c <= 'Z') c = (char)(c - 'A' + 'a');
        first = c == ' ' || c == '-' || c == '.';
        s[n++] = c;
    }
    while (n > 0 && s[n - 1] == ' ') n--;
    s[n] = '\0';
}

static int year_of(int two) { return two < 30 ? 2000 + two : 1900 + two; }

/* A PETRARCH date, YYMMDD or YYYYMMDD, to ours; false when it is neither. */
static bool put_date(const char *s, char out[16])
{
    size_t n = strspn(s, "0123456789");
    int y, m, d;
    if (n == 6) {
        if (sscanf(s, "%2d%2d%2d", &y, &m, &d) != 3) return false;
        y = year_of(y);
    } else if (n != 8 || sscanf(s, "%4d%2d%2d", &y, &m, &d) != 3) {
        return false;
    }
    if (y < 1000 || y > 9999 || m < 1 || m > 12 || d < 1 || d > 31) return false;
    snprintf(out, 16, "%04u-%02u-%02u", (unsigned)y % 10000, (unsigned)m % 100, (unsigned)d % 100);
    return true;
}

/* One "[...]" without its brackets, to "CODE{from..to}" behind what codes holds. */
static void put_code(import_state *im, const char *s)
{
    char code[32], from[16] = "", to[16] = "";
    size_t n;
    while (*s == ' ') s++;
    n = strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    if (n < 3 || n >= sizeof code || (s[n] != '\0' && strchr(" <>\t", s[n]) == NULL)) {
        im->n_skipped++;
        return;
    }
    memcpy(code, s, n);
    code[n] = '\0';
    s += n;
    while (*s == ' ' || *s == '\t') s++;
    if (*s == '<' || *s == '>') {
        const char *date = s + 1 + strspn(s + 1, " ");
        if (!put_date(date, *s == '<' ? to : from)) {
            im->n_skipped++;
            return;
        }
    } else if (*s >= '0' && *s <= '9') {
        const char *dash = strchr(s, '-');
        if (!put_date(s, from) || dash == NULL || !put_date(dash + 1 + strspn(dash + 1, " "), to)) {
            im->n_skipped++;
            return;
        }
    }
    /* PETRARCH takes the first code whose dates fit, an undated one last; our ranges may not overlap: the first stays */
    for (unsigned i = 0; i < im->n_ranges; i++)
        if ((im->range_to[i][0] == '\0' || from[0] == '\0' || strcmp(from, im->range_to[i]) <= 0) &&
            (to[0] == '\0' || im->range_from[i][0] == '\0' || strcmp(im->range_from[i], to) <= 0)) {
            im->n_overlaps++;
            return;
        }
    if (im->n_ranges == MAX_RANGES) return;
    memcpy(im->range_from[im->n_ranges], from, sizeof from);
    memcpy(im->range_to[im->n_ranges++], to, sizeof to);
    if (im->codes.n > 0) buf_putc(&im->codes, '|');
    buf_puts(&im->codes, code);
    if (from[0] != '\0' || to[0] != '\0') buf_printf(&im->codes, "{%s..%s}", from, to);
}

static const char *kind_of(const char *code)
{
    static const char *const map[][2] = {{"MIL", "state-forces"}, {"REB", "rebel"}, {"INS", "rebel"}, {"UAF", "militia"}, {"MED", "media"},
                                         {"CVL", "civilians"},    {"OPP", "group"}, {"GOV", "government"}, {"BUS", "company"}};
    if (strncmp(code, "IGO", 3) == 0) return "igo";
    if (strncmp(code, "NGO", 3) == 0) return "ngo";
    for (size_t at = 3; at + 3 <= strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"); at += 3)
        for (size_t i = 0; i < sizeof map / sizeof map[0]; i++)
            if (strncmp(code + at, map[i][0], 3) == 0) return map[i][1];
    return strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3 ? "government" : "group";
}

static void end_actor(import_state *im)
{
    if (im->head[0] != '\0' && im->codes.n > 0) {
        const char *code = im->codes.data;
        bool state = strncmp(code, "IGO", 3) != 0 && strncmp(code, "NGO", 3) != 0 && strncmp(code, "IMG", 3) != 0 &&
                     strncmp(code, "MNC", 3) != 0;
        buf_printf(&im->actors, "petrarch-%u\t%s\t%s\t%.*s\t\t\t\t%s\t\t%s\t\timported PETRARCH dictionary\n", ++im->n_actors, im->head,
                   kind_of(code), state ? 3 : 0, code, im->codes.data, im->names.n > 0 ? im->names.data : "");
        im->n_entries++;
    }
    im->head[0] = '\0';
    im->n_ranges = 0;
    buf_reset(&im->names);
    buf_reset(&im->codes);
}

static void actor_line(import_state *im, char *s)
{
    bool indented = *s == ' ' || *s == '\t' || *s == '[';
    char *bracket = strchr(s, '[');
    if (!indented && *s != '+') end_actor(im);
    for (char *b = bracket; b != NULL; b = strchr(b + 1, '[')) {
        char *close = strchr(b, ']');
        *b = '\0';
        if (close == NULL) break;
        *close = '\0';
        put_code(im, b + 1);
        b = close;
    }
    if (indented) return;
    if (*s == '+') s++;
    clean_name(s);
    if (*s == '\0') return;
    if (im->head[0] == '\0') {
        snprintf(im->head, sizeof im->head, "%s", s);
    } else {
        if (im->names.n > 0) buf_putc(&im->names, '|');
        buf_puts(&im->names, s);
    }
}

static void put_agent(import_state *im, const char *name, const char *plural, const char *code)
{
    buf_printf(&im->agents, "%s\t%s\t\t\t%s\t\tperson\timported PETRARCH dictionary\n", name, plural, code);
    im->n_entries++;
}

static void agent_line(import_state *im, char *s)
{
    char name[LINE_BYTES], plural[LINE_BYTES] = "", code[32];
    char *b = strchr(s, '['), *brace = strchr(s, '{');
    if (*s == '!' && strchr(s, '=') != NULL) { /* !PERSON! = MAN, MEN */
        char *close = strchr(s + 1, '!'), *eq = strchr(s, '=');
        if (close == NULL || close > eq || im->n_sets == MAX_SETS || close - s > 30) return;
        snprintf(im->set_name[im->n_sets], sizeof im->set_name[0], "%.*s", (int)(close - s + 1), s);
        snprintf(im->set_text[im->n_sets++], LINE_BYTES, "%s", eq + 1);
        return;
    }
    if (b == NULL) return;
    size_t n = strcspn(b + 1, "]");
    if (n >= sizeof code) n = sizeof code - 1;
    memcpy(code, b + 1, n);
    code[n] = '\0';
    if (strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ~") != n || n == 0) {
        im->n_skipped++;
        return;
    }
    if (brace != NULL && brace < b) {
        size_t k = strcspn(brace + 1, "}");
        snprintf(plural, sizeof plural, "%.*s", (int)k, brace + 1);
        clean_name(plural);
        lower_ascii(plural);
        size_t used = strlen(plural);
        snprintf(plural + used, sizeof plural - used, "%s", used == 0 ? "-" : "{pl}");
    }
    *(brace != NULL && brace < b ? brace : b) = '\0';
    for (unsigned i = 0; i < im->n_sets; i++) {
        char *at = strstr(s, im->set_name[i]);
        if (at == NULL) continue;
        for (char *w = im->set_text[i]; *w != '\0';) { /* one entry for each member */
            size_t k = strcspn(w, ",");
            size_t blanks = strspn(w, " ");
            if (blanks > k) blanks = k;
            snprintf(name, sizeof name, "%.*s%.*s%s", (int)(at - s), s, (int)(k - blanks), w + blanks, at + strlen(im->set_name[i]));
            clean_name(name);
            lower_ascii(name);
            put_agent(im, name, "-", code);
            w += k + (w[k] == ',');
        }
        return;
    }
    snprintf(name, sizeof name, "%s", s);
    clean_name(name);
    lower_ascii(name);
    if (name[0] != '\0') put_agent(im, name, plural, code);
}

static void verb_line(import_state *im, char *s)
{
    char code[16] = "", forms[LINE_BYTES] = "";
    char *b = strchr(s, '['), *brace = strchr(s, '{');
    if (b != NULL) {
        size_t n = strspn(b + 1, "0123456789");
        if (n > 0 && n < 5) snprintf(code, sizeof code, "%.*s", (int)n, b + 1);
    }
    if (strncmp(s, "---", 3) == 0) {
        snprintf(im->block_code, sizeof im->block_code, "%s", code);
        return;
    }
    if (*s == '-' || *s == '~') {
        im->n_patterns++;
        return;
    }
    if (*s == '&' || *s == '+' || *s == '{' || *s == ' ' || *s == '\t') return;
    if (brace != NULL) {
        snprintf(forms, sizeof forms, "%.*s", (int)strcspn(brace + 1, "}"), brace + 1);
        lower_ascii(forms);
        size_t n = 0;
        for (size_t i = 0; forms[i] != '\0'; i++) {
            char c = forms[i] == '_' ? ' ' : forms[i];
            if (c == ' ' && forms[i] == ' ') c = '|';
            if (c == '|' && (n == 0 || forms[n - 1] == '|')) continue;
            forms[n++] = c;
        }
        while (n > 0 && forms[n - 1] == '|') n--;
        forms[n] = '\0';
        *brace = '\0';
    }
    if (b != NULL) *b = '\0';
    clean_name(s);
    lower_ascii(s);
    if (*s == '\0') return;
    buf_printf(&im->verbs, "%s\t%s\t\t\t%s\t\tverb\timported PETRARCH dictionary\n", s, forms, code[0] != '\0' ? code : im->block_code);
    im->n_entries++;
}

static void discard_line(import_state *im, char *s)
{
    bool story = *s == '+';
    if (story) s++;
    clean_name(s);
    if (*s == '\0' || *s == '-') return;
    buf_printf(&im->discards, "%s\t\t\t\t\t\t%s\timported PETRARCH dictionary\n", s, story ? "story" : "sentence");
    im->n_entries++;
}

static sitrep_status read_lines(import_state *im, const char *path, void (*each)(import_state *, char *), sitrep_error *err)
{
    base_map map;
    bool in_comment = false;
    sitrep_status s = map_open(path, &map, err);
    if (s != SITREP_OK) return s;
    for (size_t i = 0; i < map.n;) {
        char line[LINE_BYTES];
        const unsigned char *stop = memchr(map.data + i, '\n', map.n - i);
        size_t n = stop == NULL ? map.n - i : (size_t)(stop - (map.data + i));
        size_t kept = n < LINE_BYTES - 1 ? n : LINE_BYTES - 1;
        memcpy(line, map.data + i, kept);
        line[kept] = '\0';
        i += n + 1;
        for (size_t k = 0; k < kept; k++) /* the dictionaries are ASCII; anything else would not be valid UTF-8 for sure */
            if ((unsigned char)line[k] >= 0x80 || line[k] == '\0' || line[k] == '\r') line[k] = ' ';
        char *open = strstr(line, "<!--");
        bool ends = strstr(line, "-->") != NULL;
        if (in_comment || open != NULL) {
            in_comment = !ends;
            continue;
        }
        char *hash = strchr(line, '#');
        if (hash != NULL) *hash = '\0';
        size_t end = strlen(line);
        while (end > 0 && (line[end - 1] == ' ' || line[end - 1] == '\t' || line[end - 1] == ';')) line[--end] = '\0';
        if (end > 0) each(im, line);
    }
    map_close(&map);
    return SITREP_OK;
}

static sitrep_status save(const char *dir, const char *name, const base_buf *b, sitrep_error *err)
{
    char path[PATH_BYTES];
    if ((size_t)snprintf(path, sizeof path, "%s/%s", dir, name) >= sizeof path) return fail(err, SITREP_E_ARGUMENT, "path is too long", dir);
    FILE *f = fopen(path, "wb");
    if (f == NULL) return fail(err, SITREP_E_IO, "cannot write", path);
    size_t n = fwrite(b->data, 1, b->n, f);
    if (fclose(f) != 0 || n != b->n) return fail(err, SITREP_E_IO, "cannot write", path);
    return SITREP_OK;
}

static bool has_part(const char *name, const char *part)
{
    size_t n = strlen(name);
    return strstr(name, part) != NULL && n > 4 && strcmp(name + n - 4, ".txt") == 0;
}

sitrep_status petrarch_import(const char *dir, const char *out_dir, const sitrep_allocator *allocator, base_buf *problems,
                              uint32_t *n_entries, sitrep_error *err)
{
    static const struct {
        const char *part;
        void (*each)(import_state *, char *);
    } readers[] = {{"agents", agent_line}, {"actors", actor_line}, {"discards", discard_line}, {"verbs.txt", verb_line}};
    static const char words[] = "word\tforms\tkind\tsectors\tcameo\tacled\ttype\tnote\n";
    base_arena arena;
    sitrep_status s = SITREP_OK;
    bool any = false;
    arena_init(&arena, allocator);
    import_state *im = arena_alloc(&arena, sizeof *im);
    if (im == NULL) return fail_nomem(err);
    base_buf *all[] = {&im->actors, &im->agents, &im->verbs, &im->discards, &im->names, &im->codes};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) buf_init(all[i], allocator);
    buf_puts(&im->actors, "slug\tname\tkind\tcountry\tcow\tgw\tsectors\tcameo\tacled\taliases\taffiliations\tsource\n");
    buf_puts(&im->agents, words);
    buf_puts(&im->verbs, words);
    buf_puts(&im->discards, words);
    DIR *d = opendir(dir);
    if (d == NULL) s = fail(err, SITREP_E_IO, "cannot read folder", dir);
    for (struct dirent *e; s == SITREP_OK && (e = readdir(d)) != NULL;)
        for (size_t i = 0; s == SITREP_OK && i < sizeof readers / sizeof readers[0]; i++) {
            char path[PATH_BYTES];
            if (!has_part(e->d_name, readers[i].part)) continue;
            if ((size_t)snprintf(path, sizeof path, "%s/%s", dir, e->d_name) >= sizeof path) continue;
            any = true;
            s = read_lines(im, path, readers[i].each, err);
            end_actor(im);
        }
    if (d != NULL) closedir(d);
    if (s == SITREP_OK && !any) s = fail(err, SITREP_E_NOTFOUND, "no PETRARCH dictionaries (*.actors.txt, *.agents.txt, ...) in folder", dir);
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (s == SITREP_OK && !all[i]->ok) s = fail_nomem(err);
    if (s == SITREP_OK) s = save(out_dir, "petrarch_actors.tsv", &im->actors, err);
    if (s == SITREP_OK) s = save(out_dir, "agents.tsv", &im->agents, err);
    if (s == SITREP_OK) s = save(out_dir, "verbs.tsv", &im->verbs, err);
    if (s == SITREP_OK) s = save(out_dir, "discards.tsv", &im->discards, err);
    if (im->n_patterns > 0) buf_printf(problems, "verbs: warning: %u patterns with wildcards left out\n", im->n_patterns);
    if (im->n_skipped > 0) buf_printf(problems, "actors, agents: warning: %u codes that are no CAMEO codes left out\n", im->n_skipped);
    if (im->n_overlaps > 0) buf_printf(problems, "actors: warning: %u codes whose dates overlap an earlier one left out\n", im->n_overlaps);
    *n_entries = im->n_entries;
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) buf_clear(all[i]);
    arena_clear(&arena);
    return s;
}
