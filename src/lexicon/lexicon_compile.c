/* lexicon_compile.c: reads and checks the dictionaries. Formats: data/actors/FORMAT.md and the comment at each word list's head. */
#include "lexicon/lexicon_compile.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/mapfile.h"
#include "base/utf8.h"
#include "lexicon/compile_table.h"
#include "lexicon/ontology.h"

enum { MAX_COLUMNS = 16, PATH_BYTES = 1024 };

typedef sitrep_status (*row_reader)(compile_state *c, uint32_t file, uint32_t line, const char *const *cell, uint32_t cls);

void compile_problem(compile_state *c, uint32_t file, uint32_t line, bool error, const char *what, const char *which)
{
    if (error) c->n_errors++;
    buf_puts(c->problems, file < c->n_files ? c->files[file] : "?");
    buf_putc(c->problems, ':');
    buf_put_int(c->problems, (int64_t)line);
    buf_puts(c->problems, error ? ": error: " : ": warning: ");
    buf_puts(c->problems, what);
    if (which != NULL) {
        buf_puts(c->problems, ": ");
        buf_puts(c->problems, which);
    }
    buf_putc(c->problems, '\n');
}

/* ---- small values ------------------------------------------------------------------------------------------------- */

static bool in_list(const char *const *list, const char *s)
{
    for (; *list != NULL; list++)
        if (strcmp(*list, s) == 0) return true;
    return false;
}

static const char *const KINDS[] = {"state-forces", "government", "rebel", "militia", "terrorist", "identity-group", "civilians", "igo",
                                    "ngo", "media", "company", "person", "group", NULL};
static const char *const SECTORS[] = {"GOV", "MIL", "COP", "SPY", "JUD", "LEG", "PTY", "OPP", "REB", "PRM", "GNG", "CVL", "CRM", "EDU",
                                      "BUS", "ENV", "HLH", "HRI", "IGO", "NGO", "JRN", "MED", "LAB", "REF", "REL", "UNK", "AGR", "DEV",
                                      "ELI", "IMG", "MNC", "NGM", "SET", "UAF", NULL};
static const char *const INTERS[] = {"State Forces", "Rebel Groups", "Political Militias", "Identity Militias", "Rioters", "Protesters",
                                     "Civilians", "External/Other", NULL};
static const char *const TIES[] = {"part-of", "backed-by", "commanded-by", "led-by", "leads", "commands", "allied", "fights", "rival",
                                   "recognised-by", "spokesperson-of", "based-in", "formerly", NULL};

static bool all_of(const char *s, const char *allowed) { return s[strspn(s, allowed)] == '\0'; }

static bool field_is_good(compile_state *c, lex_field f, const char *s)
{
    static const char upper[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    if (f == LEX_KIND) return in_list(KINDS, s);
    if (f == LEX_COUNTRY) return strlen(s) == 3 && all_of(s, upper);
    if (f == LEX_ACLED) return in_list(INTERS, s);
    if (f == LEX_CAMEO) return all_of(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789~+-");
    char *copy = arena_strndup(&c->arena, s, strlen(s));
    if (copy == NULL) return true; /* no memory shows elsewhere */
    for (char *p = copy; p != NULL;) {
        char *comma = strchr(p, ',');
        if (comma != NULL) *comma = '\0';
        if (!in_list(SECTORS, p)) return false;
        p = comma == NULL ? NULL : comma + 1;
    }
    return true;
}

/* "2014", "2014-03", "2014-03-01" of n bytes; missing parts are the lowest or, with upper, above the highest. */
static bool read_date(const char *s, size_t n, bool upper, int32_t *date)
{
    char copy[16];
    if (n == 0) {
        *date = upper ? LEX_DATE_MAX : 0;
        return true;
    }
    if (n != 4 && n != 7 && n != 10) return false;
    for (size_t i = 0; i < n; i++)
        if ((i == 4 || i == 7) ? s[i] != '-' : (s[i] < '0' || s[i] > '9')) return false;
    memcpy(copy, s, n);
    copy[n] = '\0';
    *date = lex_date(copy);
    if (upper && n == 4) *date += 9999;
    if (upper && n == 7) *date += 99;
    return true;
}

typedef struct flagged {
    char *text;
    uint16_t flags;
    bool plural;
    int32_t from, to;
} flagged;

/* One flag or date range of a "{...}". */
static bool read_flag(const char *s, size_t n, flagged *out)
{
    static const struct {
        const char *name;
        uint16_t bit;
    } known[] = {{"case", LEX_CASE}, {"metonym", LEX_METONYM}, {"adj", LEX_ADJ}, {"people", LEX_PEOPLE}, {"pl", LEX_PLURAL}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strlen(known[i].name) == n && memcmp(s, known[i].name, n) == 0) {
            out->flags = (uint16_t)(out->flags | known[i].bit);
            return true;
        }
    for (size_t i = 0; i + 1 < n; i++)
        if (s[i] == '.' && s[i + 1] == '.')
            return read_date(s, i, false, &out->from) && read_date(s + i + 2, n - i - 2, true, &out->to) && out->from <= out->to;
    return read_date(s, n, false, &out->from) && read_date(s, n, true, &out->to) && n > 0;
}

/* The next "|"-separated item of *list with its "{flags}"; false at the end. *good: its flags are known. */
static bool next_item(compile_state *c, const char **list, flagged *out, bool *good)
{
    const char *s = *list;
    memset(out, 0, sizeof *out);
    out->to = LEX_DATE_MAX;
    *good = true;
    while (*s == ' ' || *s == '|') s++;
    if (*s == '\0') return false;
    size_t n = strcspn(s, "|");
    *list = s + n;
    const char *brace = memchr(s, '{', n);
    size_t text = brace == NULL ? n : (size_t)(brace - s);
    if (brace != NULL) {
        const char *p = brace + 1, *end = s + n;
        while (end > p && end[-1] == ' ') end--;
        if (end == p || end[-1] != '}')
            *good = false;
        else
            for (end--; p < end;) {
                const char *comma = memchr(p, ',', (size_t)(end - p));
                const char *stop = comma == NULL ? end : comma;
                while (p < stop && *p == ' ') p++;
                if (!read_flag(p, (size_t)(stop - p), out)) *good = false;
                p = comma == NULL ? end : comma + 1;
            }
    }
    while (text > 0 && s[text - 1] == ' ') text--;
    out->text = arena_strndup(&c->arena, s, text);
    if (out->text == NULL) {
        c->nomem = true;
        return false;
    }
    return true;
}

/* ---- patterns ----------------------------------------------------------------------------------------------------- */

static bool add_pattern(compile_state *c, uint32_t file, uint32_t line, uint32_t entry, const char *text, const flagged *f)
{
    compile_pattern p = {0};
    const char *s = text;
    bool case_wanted = (f->flags & LEX_CASE) != 0;
    /* "The National{case}" needs its article: "National" alone is a word of a hundred names */
    if ((strncmp(s, "the ", 4) == 0 || strncmp(s, "The ", 4) == 0) && !case_wanted) s += 4;
    if (strpbrk(s, ",;:()[]") != NULL) compile_problem(c, file, line, false, "no text matches a name with such punctuation", text);
    size_t letters = 0;
    for (const char *q = s; *q != '\0'; q++) letters += *q != '.' && *q != ' ';
    while (*s != '\0') {
        size_t n = strcspn(s, " ");
        lex_unit u[LEX_MAX_UNITS];
        size_t k = lex_units_of(s, n, u, LEX_MAX_UNITS);
        for (size_t i = 0; i < k; i++) {
            if (u[i].barrier) continue;
            if (p.n == LEX_MAX_UNITS) {
                compile_problem(c, file, line, true, "a name of too many words", text);
                return false;
            }
            p.unit[p.n++] = u[i].hash | u[i].shape;
        }
        s += n;
        while (*s == ' ') s++;
    }
    if (p.n == 0) {
        compile_problem(c, file, line, true, "a name without letters", text);
        return false;
    }
    /* acronyms of one or two letters are words too often to be taken in any case */
    if (p.n == 1 && letters <= 2 && (p.unit[0] & 3) == LEX_UPPER && c->entries[entry].cls == LEX_ACTOR) case_wanted = true;
    p.entry = c->entries[entry].id;
    p.flags = (uint16_t)(f->flags | (case_wanted ? LEX_CASE : 0));
    for (const char *q = text; *q != '\0'; q++)
        if ((unsigned char)*q >= 0x80) p.flags |= LEX_MARKS;
    p.from = f->from;
    p.to = f->to;
    p.file = file;
    p.line = line;
    for (uint32_t i = c->n_patterns; i-- > 0 && c->patterns[i].entry == p.entry;)
        if (c->patterns[i].n == p.n && memcmp(c->patterns[i].unit, p.unit, p.n * sizeof p.unit[0]) == 0 &&
            c->patterns[i].from <= p.to && p.from <= c->patterns[i].to) {
            if (c->patterns[i].flags == p.flags) return true; /* the same again: harmless */
        }
    compile_pattern *v = arena_grow(&c->arena, c->patterns, c->n_patterns, &c->cap_patterns, sizeof *v);
    if (v == NULL) {
        c->nomem = true;
        return false;
    }
    c->patterns = v;
    c->patterns[c->n_patterns++] = p;
    return true;
}

static compile_entry *add_entry(compile_state *c, uint32_t file, uint32_t line, uint32_t cls)
{
    compile_entry *v = arena_grow(&c->arena, c->entries, c->n_entries, &c->cap_entries, sizeof *v);
    if (v == NULL) {
        c->nomem = true;
        return NULL;
    }
    c->entries = v;
    compile_entry *e = &c->entries[c->n_entries];
    memset(e, 0, sizeof *e);
    e->id = c->n_entries++;
    e->cls = cls;
    e->file = file;
    e->line = line;
    return e;
}

static void read_values(compile_state *c, compile_entry *e, lex_field f, const char *list)
{
    size_t cap = 0;
    flagged item;
    bool good;
    while (next_item(c, &list, &item, &good)) {
        if (!good || (item.flags & ~LEX_PLURAL) != 0)
            compile_problem(c, e->file, e->line, true, "a date range is expected in braces", item.text);
        if (!field_is_good(c, f, item.text)) {
            compile_problem(c, e->file, e->line, true, "unknown code", item.text);
            continue;
        }
        for (uint32_t i = 0; i < e->n_value[f]; i++)
            if (e->value[f][i].from <= item.to && item.from <= e->value[f][i].to)
                compile_problem(c, e->file, e->line, true, "dates overlap", item.text);
        compile_value *v = arena_grow(&c->arena, e->value[f], e->n_value[f], &cap, sizeof *v);
        if (v == NULL) {
            c->nomem = true;
            return;
        }
        e->value[f] = v;
        v[e->n_value[f]++] = (compile_value){item.text, item.from, item.to};
    }
}

static void read_links(compile_state *c, compile_entry *e, const char *list)
{
    size_t cap = 0;
    flagged item;
    bool good;
    while (next_item(c, &list, &item, &good)) {
        char *arrow = strchr(item.text, '>');
        if (arrow != NULL) *arrow = '\0';
        if (arrow == NULL || !good || !in_list(TIES, item.text)) {
            compile_problem(c, e->file, e->line, true, "affiliation is not kind>slug{from..to}", item.text);
            continue;
        }
        compile_link *v = arena_grow(&c->arena, e->links, e->n_links, &cap, sizeof *v);
        if (v == NULL) {
            c->nomem = true;
            return;
        }
        e->links = v;
        v[e->n_links++] = (compile_link){item.text, arrow + 1, item.from, item.to};
    }
}

/* ---- rows --------------------------------------------------------------------------------------------------------- */

/* slug name kind country cow gw sectors cameo acled aliases affiliations source */
static sitrep_status read_actor(compile_state *c, uint32_t file, uint32_t line, const char *const *cell, uint32_t cls)
{
    flagged item = {NULL, LEX_CANONICAL, false, 0, LEX_DATE_MAX};
    const char *list = cell[9];
    bool good;
    if (*cell[0] == '\0' || !all_of(cell[0], "abcdefghijklmnopqrstuvwxyz0123456789-"))
        return compile_problem(c, file, line, true, "slug is not of a-z, 0-9 and hyphens", cell[0]), SITREP_OK;
    if (*cell[1] == '\0') return compile_problem(c, file, line, true, "entry without a name", cell[0]), SITREP_OK;
    compile_entry *e = add_entry(c, file, line, cls);
    if (e == NULL) return SITREP_E_NOMEM;
    uint32_t at = c->n_entries - 1;
    e->slug = cell[0];
    e->name = cell[1];
    read_values(c, e, LEX_KIND, cell[2]);
    read_values(c, e, LEX_COUNTRY, cell[3]);
    if (!all_of(cell[4], "0123456789") || !all_of(cell[5], "0123456789"))
        compile_problem(c, file, line, true, "COW and Gleditsch-Ward numbers are digits", cell[0]);
    read_values(c, e, LEX_SECTORS, cell[6]);
    read_values(c, e, LEX_CAMEO, cell[7]);
    read_values(c, e, LEX_ACLED, cell[8]);
    read_links(c, e, cell[10]);
    if (e->n_value[LEX_KIND] == 0) compile_problem(c, file, line, true, "entry without a kind", cell[0]);
    if (*cell[11] == '\0') compile_problem(c, file, line, true, "entry without a source", cell[0]);
    add_pattern(c, file, line, at, cell[1], &item);
    while (next_item(c, &list, &item, &good)) {
        if (!good) compile_problem(c, file, line, true, "unknown flag or date", item.text);
        add_pattern(c, file, line, at, item.text, &item);
    }
    return SITREP_OK;
}

static const char *plural_of(compile_state *c, const char *word)
{
    size_t n = strlen(word);
    char *out = arena_alloc(&c->arena, n + 8);
    if (out == NULL) return NULL;
    memcpy(out, word, n + 1);
    if (n > 3 && strcmp(word + n - 3, "man") == 0)
        memcpy(out + n - 3, "men", 4);
    else if (n > 1 && word[n - 1] == 'y' && strchr("aeiou", word[n - 2]) == NULL)
        memcpy(out + n - 1, "ies", 4);
    else if (n > 1 && (strchr("sxz", word[n - 1]) != NULL || strcmp(word + n - 2, "ch") == 0 || strcmp(word + n - 2, "sh") == 0))
        memcpy(out + n, "es", 3);
    else
        memcpy(out + n, "s", 2);
    return out;
}

/* word forms kind sectors cameo acled type note */
static sitrep_status read_word(compile_state *c, uint32_t file, uint32_t line, const char *const *cell, uint32_t cls)
{
    flagged item = {NULL, LEX_CANONICAL, false, 0, LEX_DATE_MAX};
    bool has_plural = cls == LEX_CUE || cls == LEX_DISCARD || cls == LEX_VERB || strcmp(cell[1], "-") == 0;
    const char *list = strcmp(cell[1], "-") == 0 ? "" : cell[1];
    bool good;
    if (*cell[0] == '\0') return compile_problem(c, file, line, true, "row without a word", NULL), SITREP_OK;
    compile_entry *e = add_entry(c, file, line, cls);
    if (e == NULL) return SITREP_E_NOMEM;
    uint32_t at = c->n_entries - 1;
    e->name = cell[0];
    if (cls != LEX_WEAPON) read_values(c, e, LEX_KIND, cell[2]);
    read_values(c, e, LEX_SECTORS, cell[3]);
    read_values(c, e, LEX_CAMEO, cell[4]);
    read_values(c, e, LEX_ACLED, cell[5]);
    e->type = cell[6];
    add_pattern(c, file, line, at, cell[0], &item);
    while (next_item(c, &list, &item, &good)) {
        if (!good) compile_problem(c, file, line, true, "unknown flag or date", item.text);
        if (item.flags & LEX_PLURAL) has_plural = true;
        add_pattern(c, file, line, at, item.text, &item);
    }
    if (!has_plural) {
        flagged plural = {NULL, LEX_PLURAL, true, 0, LEX_DATE_MAX};
        const char *word = plural_of(c, cell[0]);
        if (word == NULL) return SITREP_E_NOMEM;
        add_pattern(c, file, line, at, word, &plural);
    }
    return SITREP_OK;
}

static bool read_tenths(const char *s, int32_t *tenths)
{
    int32_t sign = 1, v = 0;
    if (*s == '-') {
        sign = -1;
        s++;
    }
    if (*s < '0' || *s > '9') return false;
    for (; *s >= '0' && *s <= '9' && v < 1000; s++) v = v * 10 + (*s - '0');
    v *= 10;
    if (*s == '.' && s[1] >= '0' && s[1] <= '9') {
        v += s[1] - '0';
        s += 2;
    }
    *tenths = sign * v;
    return *s == '\0' && v <= 100;
}

/* "warlike,harms" -> onto_trait bits; false: an unknown one. */
static bool read_traits(const char *s, uint32_t *traits)
{
    static const struct {
        const char *name;
        onto_trait trait;
    } names[] = {{"warlike", ONTO_WARLIKE}, {"sport", ONTO_SPORT}, {"harms", ONTO_HARMS},
                 {"violent", ONTO_VIOLENT}, {"placeless", ONTO_PLACELESS}};
    while (*s != '\0') {
        size_t n = strcspn(s, ","), i = 0;
        while (i < sizeof names / sizeof *names && (strlen(names[i].name) != n || strncmp(names[i].name, s, n) != 0)) i++;
        if (i == sizeof names / sizeof *names) return false;
        *traits |= (uint32_t)names[i].trait;
        s += n + (s[n] == ',');
    }
    return true;
}

/* kind gloss plover_event plover_mode plover_contexts cameo acled_event acled_sub acled_sub_state ucdp goldstein sphere
 * traits example */
static sitrep_status read_kind(compile_state *c, uint32_t file, uint32_t line, const char *const *cell, uint32_t cls)
{
    static const char *const plover[] = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
                                         "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", NULL};
    static const char *const acled[] = {"Battles", "Protests", "Riots", "Explosions/Remote violence", "Violence against civilians",
                                        "Strategic developments", NULL};
    static const char *const sub[] = {
        "Government regains territory", "Non-state actor overtakes territory", "Armed clash", "Excessive force against protesters",
        "Protest with intervention", "Peaceful protest", "Violent demonstration", "Mob violence", "Chemical weapon", "Air/drone strike",
        "Suicide bomb", "Shelling/artillery/missile attack", "Remote explosive/landmine/IED", "Grenade", "Sexual violence", "Attack",
        "Abduction/forced disappearance", "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use",
        "Headquarters or base established", "Looting/property destruction", "Non-violent transfer of territory", "Other", NULL};
    static const char *const sphere[] = {"conflict", "politics", "crime", "accident", "disaster", NULL};
    compile_kind k = {{cell[0], cell[1], cell[2], cell[3], cell[4], cell[5], cell[6], cell[7], cell[8], cell[9], cell[11], cell[13]}, 0, 0, line};
    (void)cls;
    if (*cell[0] == '\0' || *cell[1] == '\0' || *cell[13] == '\0')
        compile_problem(c, file, line, true, "event kind without name, gloss or example", cell[0]);
    if (!in_list(plover, cell[2])) compile_problem(c, file, line, true, "unknown PLOVER event", cell[2]);
    if (strlen(cell[5]) < 2 || strlen(cell[5]) > 4 || !all_of(cell[5], "0123456789"))
        compile_problem(c, file, line, true, "CAMEO code is not of 2 to 4 digits", cell[5]);
    if (!in_list(acled, cell[6])) compile_problem(c, file, line, true, "unknown ACLED event type", cell[6]);
    if (!in_list(sub, cell[7]) || !in_list(sub, cell[8])) compile_problem(c, file, line, true, "unknown ACLED sub-event type", cell[7]);
    if (!read_tenths(cell[10], &k.goldstein_tenths)) compile_problem(c, file, line, true, "Goldstein score is not in -10..10", cell[10]);
    if (!in_list(sphere, cell[11])) compile_problem(c, file, line, true, "unknown sphere", cell[11]);
    if (!read_traits(cell[12], &k.traits)) compile_problem(c, file, line, true, "unknown trait", cell[12]);
    compile_kind *v = arena_grow(&c->arena, c->kinds, c->n_kinds, &c->cap_kinds, sizeof *v);
    if (v == NULL) return SITREP_E_NOMEM;
    c->kinds = v;
    c->kinds[c->n_kinds++] = k;
    return SITREP_OK;
}

/* ---- files -------------------------------------------------------------------------------------------------------- */

static sitrep_status read_table(compile_state *c, const char *path, const char *shown, const char *header, row_reader reader,
                                uint32_t cls, sitrep_error *err)
{
    base_map map;
    uint32_t line = 0, n_columns = 1;
    bool seen_header = false;
    sitrep_status s = map_open(path, &map, err);
    if (s != SITREP_OK) return s;
    const char **files = arena_grow(&c->arena, c->files, c->n_files, &c->cap_files, sizeof *files);
    char *text = arena_strndup(&c->arena, (const char *)map.data, map.n);
    size_t n = map.n;
    map_close(&map);
    if (files == NULL || text == NULL) return fail_nomem(err);
    c->files = files;
    c->files[c->n_files] = arena_strndup(&c->arena, shown, strlen(shown));
    uint32_t file = c->n_files++;
    for (const char *h = header; *h != '\0'; h++) n_columns += *h == '\t';
    size_t bad_at = utf8_first_bad(text, n);
    if (bad_at < n) {
        for (size_t i = 0; i < bad_at; i++) line += text[i] == '\n';
        compile_problem(c, file, line + 1, true, "not UTF-8", NULL);
        return SITREP_OK;
    }
    for (char *p = text, *end = text + n; p < end && s == SITREP_OK;) {
        char *stop = memchr(p, '\n', (size_t)(end - p));
        if (stop == NULL) stop = end;
        *stop = '\0';
        if (stop > p && stop[-1] == '\r') stop[-1] = '\0';
        line++;
        const char *cell[MAX_COLUMNS];
        uint32_t k = 0;
        for (uint32_t i = 0; i < MAX_COLUMNS; i++) cell[i] = "";
        char *row = p;
        p = stop + 1;
        if (*row == '#' || *row == '\0') continue;
        if (!seen_header) {
            seen_header = true;
            if (strcmp(row, header) != 0) compile_problem(c, file, line, true, "header is not", header);
            continue;
        }
        for (char *q = row; k < MAX_COLUMNS; k++) {
            cell[k] = q;
            q = strchr(q, '\t');
            if (q == NULL) {
                k++;
                break;
            }
            *q++ = '\0';
        }
        if (k != n_columns) {
            compile_problem(c, file, line, true, "wrong number of columns", cell[0]);
            continue;
        }
        s = reader(c, file, line, cell, cls);
    }
    return s == SITREP_OK ? s : fail_nomem(err);
}

static bool join_path(char out[PATH_BYTES], const char *dir, const char *name)
{
    size_t a = strlen(dir), b = strlen(name);
    if (a + b + 2 > PATH_BYTES) return false;
    memcpy(out, dir, a);
    out[a] = '/';
    memcpy(out + a + 1, name, b + 1);
    return true;
}

static int by_name(const void *x, const void *y) { return strcmp(*(const char *const *)x, *(const char *const *)y); }

static sitrep_status read_registry(compile_state *c, const char *data_dir, sitrep_error *err)
{
    static const char header[] = "slug\tname\tkind\tcountry\tcow\tgw\tsectors\tcameo\tacled\taliases\taffiliations\tsource";
    char dir[PATH_BYTES], path[PATH_BYTES];
    const char **names = NULL;
    uint32_t n = 0;
    size_t cap = 0;
    sitrep_status s = SITREP_OK;
    if (!join_path(dir, data_dir, "actors")) return fail(err, SITREP_E_ARGUMENT, "path is too long", data_dir);
    DIR *d = opendir(dir);
    if (d == NULL) return SITREP_OK; /* a folder of word lists only */
    for (struct dirent *e; s == SITREP_OK && (e = readdir(d)) != NULL;) {
        size_t k = strlen(e->d_name);
        if (k < 5 || strcmp(e->d_name + k - 4, ".tsv") != 0 || e->d_name[0] == '.') continue;
        const char **v = arena_grow(&c->arena, names, n, &cap, sizeof *v);
        if (v != NULL) {
            names = v;
            names[n] = arena_strndup(&c->arena, e->d_name, k);
        }
        if (v == NULL || names[n++] == NULL) s = fail_nomem(err);
    }
    closedir(d);
    if (n > 0) qsort(names, n, sizeof *names, by_name);
    for (uint32_t i = 0; s == SITREP_OK && i < n; i++) {
        char shown[PATH_BYTES];
        if (!join_path(path, dir, names[i]) || !join_path(shown, "actors", names[i]))
            return fail(err, SITREP_E_ARGUMENT, "path is too long", names[i]);
        s = read_table(c, path, shown, header, read_actor, LEX_ACTOR, err);
    }
    return s;
}

sitrep_status lexicon_compile(const char *data_dir, const sitrep_allocator *allocator, base_buf *image, base_buf *problems,
                              uint32_t *n_errors, sitrep_error *err)
{
    static const struct {
        const char *name;
        uint32_t cls;
    } lists[] = {{"agents.tsv", LEX_AGENT}, {"units.tsv", LEX_UNIT}, {"weapons.tsv", LEX_WEAPON}, {"titles.tsv", LEX_TITLE},
                 {"media.tsv", LEX_MEDIA},  {"cues.tsv", LEX_CUE},   {"placewords.tsv", LEX_PLACEWORD}, {"discards.tsv", LEX_DISCARD},
                 {"nouns.tsv", LEX_NOUN},
                 {"verbs.tsv", LEX_VERB},   {"triggers.tsv", LEX_VERB},
                 {"phrasal.tsv", LEX_VERB}};
    static const char words[] = "word\tforms\tkind\tsectors\tcameo\tacled\ttype\tnote";
    static const char kinds[] = "kind\tgloss\tplover_event\tplover_mode\tplover_contexts\tcameo\tacled_event\tacled_sub\tacled_sub_state\t"
                                "ucdp\tgoldstein\tsphere\ttraits\texample";
    compile_state c;
    char path[PATH_BYTES];
    memset(&c, 0, sizeof c);
    c.problems = problems;
    arena_init(&c.arena, allocator);
    sitrep_status s = join_path(path, data_dir, "ontology.tsv") ? read_table(&c, path, "ontology.tsv", kinds, read_kind, 0, err)
                                                               : fail(err, SITREP_E_ARGUMENT, "path is too long", data_dir);
    if (s == SITREP_OK) s = read_registry(&c, data_dir, err);
    for (size_t i = 0; s == SITREP_OK && i < sizeof lists / sizeof lists[0]; i++) {
        base_map probe;
        if (!join_path(path, data_dir, lists[i].name)) s = fail(err, SITREP_E_ARGUMENT, "path is too long", data_dir);
        if (s != SITREP_OK || map_open(path, &probe, NULL) != SITREP_OK) continue; /* a list may be absent */
        map_close(&probe);
        s = read_table(&c, path, lists[i].name, words, read_word, lists[i].cls, err);
    }
    if (s == SITREP_OK) s = compile_write(&c, allocator, image, err);
    if (s == SITREP_OK && (c.nomem || !problems->ok)) s = fail_nomem(err);
    *n_errors = c.n_errors;
    arena_clear(&c.arena);
    return s;
}
