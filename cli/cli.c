#define _DEFAULT_SOURCE /* struct winsize */
#include "cli.h"

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* ---- messages ---------------------------------------------------------------------------------------------------------- */

/* Names of files may hold anything; a terminal gets no control characters from them. */
static void put_printable(const char *s)
{
    for (; *s != '\0'; s++) {
        unsigned char c = (unsigned char)*s;
        fputc(c < 0x20 || c == 0x7F ? '?' : c, stderr);
    }
}

void cli_complain(const char *format, ...)
{
    char message[2048];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    fputs("sitrep: ", stderr);
    put_printable(message);
    fputc('\n', stderr);
}

void cli_complain_error(const char *thing, const sitrep_error *err)
{
    char where[80] = "", detail[300] = "";
    if (err->byte > 0 && err->line > 0)
        snprintf(where, sizeof where, " at byte %llu (line %llu)", (unsigned long long)err->byte,
                 (unsigned long long)err->line);
    else if (err->byte > 0 || err->status == SITREP_E_ENCODING)
        snprintf(where, sizeof where, " at byte %llu", (unsigned long long)err->byte);
    else if (err->line > 0) snprintf(where, sizeof where, " in line %llu", (unsigned long long)err->line);
    if (err->detail[0] != '\0' && (thing == NULL || strcmp(thing, err->detail) != 0))
        snprintf(detail, sizeof detail, ": %s", err->detail);
    const char *message = err->message != NULL ? err->message : sitrep_status_code(err->status);
    if (thing != NULL) cli_complain("%s: %s%s%s", thing, message, where, detail);
    else cli_complain("%s%s%s", message, where, detail);
}

/* A string as JSON. Bytes that are not valid UTF-8 (names of files may hold any) become U+FFFD, so that the line stays valid. */
static size_t put_json(char *out, const char *s)
{
    size_t n = 0;
    out[n++] = '"';
    for (size_t i = 0; s[i] != '\0';) {
        unsigned char c = (unsigned char)s[i];
        size_t length = c < 0x80 ? 1 : c >= 0xC2 && c < 0xE0 ? 2 : c >= 0xE0 && c < 0xF0 ? 3 : c >= 0xF0 && c < 0xF5 ? 4 : 0;
        bool valid = length > 0;
        for (size_t k = 1; valid && k < length; k++) valid = ((unsigned char)s[i + k] & 0xC0) == 0x80;
        if (valid && length == 3) {
            unsigned second = (unsigned char)s[i + 1];
            valid = !(c == 0xE0 && second < 0xA0) && !(c == 0xED && second >= 0xA0);
        } else if (valid && length == 4) {
            unsigned second = (unsigned char)s[i + 1];
            valid = !(c == 0xF0 && second < 0x90) && !(c == 0xF4 && second >= 0x90);
        }
        if (!valid) {
            memcpy(out + n, "\xEF\xBF\xBD", 3);
            n += 3;
            i++;
        } else if (length > 1) {
            memcpy(out + n, s + i, length);
            n += length;
            i += length;
        } else {
            if (c == '"' || c == '\\') {
                out[n++] = '\\';
                out[n++] = (char)c;
            } else if (c < 0x20) {
                n += (size_t)snprintf(out + n, 7, "\\u%04x", c);
            } else {
                out[n++] = (char)c;
            }
            i++;
        }
    }
    out[n++] = '"';
    return n;
}

char *cli_error_line(const char *uri, const sitrep_error *err)
{
    const char *message = err->message != NULL ? err->message : "failed";
    const char *code = sitrep_status_code(err->status);
    size_t size = 128 + 6 * ((uri != NULL ? strlen(uri) : 4) + strlen(code) + strlen(message));
    char *line = malloc(size);
    if (line == NULL) return NULL;
    size_t n = (size_t)snprintf(line, size, "{\"schema\":\"sitrep.error/1\",\"uri\":");
    if (uri != NULL) n += put_json(line + n, uri);
    else n += (size_t)snprintf(line + n, 8, "null");
    n += (size_t)snprintf(line + n, 16, ",\"code\":");
    n += put_json(line + n, code);
    n += (size_t)snprintf(line + n, 16, ",\"message\":");
    n += put_json(line + n, message);
    snprintf(line + n, 40, ",\"byte\":%llu}", (unsigned long long)err->byte);
    return line;
}

/* ---- output ------------------------------------------------------------------------------------------------------------ */

int cli_write(const char *data, size_t n)
{
    if (n > 0 && fwrite(data, 1, n, stdout) != n) {
        cli_complain("standard output cannot be written: %s", strerror(errno));
        return EXIT_ENGINE;
    }
    return EXIT_FINE;
}

int cli_flush(void)
{
    if (fflush(stdout) != 0 || ferror(stdout)) {
        cli_complain("standard output cannot be written: %s", strerror(errno));
        return EXIT_ENGINE;
    }
    return EXIT_FINE;
}

bool cli_wants_color(int fd)
{
    const char *none = getenv("NO_COLOR"), *term = getenv("TERM");
    return isatty(fd) && (none == NULL || none[0] == '\0') && (term == NULL || strcmp(term, "dumb") != 0);
}

int cli_columns(int fd)
{
    struct winsize size;
    const char *columns = getenv("COLUMNS");
    long n;
    if (columns != NULL && cli_number(columns, 20, 1000, &n)) return (int)n;
    if (isatty(fd) && ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20) return size.ws_col;
    return 100;
}

/* ---- the command line --------------------------------------------------------------------------------------------------- */

bool cli_number(const char *s, long low, long high, long *v)
{
    char *end;
    errno = 0;
    long n = strtol(s, &end, 10);
    if (end == s || *end != '\0' || errno != 0 || n < low || n > high) return false;
    *v = n;
    return true;
}

/* Edits (insert, delete, replace, swap of neighbours) between two short words: Damerau-Levenshtein, optimal string alignment. */
static size_t edit_distance(const char *a, size_t n_a, const char *b, size_t n_b)
{
    enum { LONGEST = 40 };
    size_t d[LONGEST + 1][LONGEST + 1];
    if (n_a > LONGEST || n_b > LONGEST) return LONGEST;
    for (size_t i = 0; i <= n_a; i++) d[i][0] = i;
    for (size_t k = 0; k <= n_b; k++) d[0][k] = k;
    for (size_t i = 1; i <= n_a; i++)
        for (size_t k = 1; k <= n_b; k++) {
            size_t best = d[i - 1][k - 1] + (a[i - 1] != b[k - 1]);
            if (d[i - 1][k] + 1 < best) best = d[i - 1][k] + 1;
            if (d[i][k - 1] + 1 < best) best = d[i][k - 1] + 1;
            if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1] && d[i - 2][k - 2] + 1 < best)
                best = d[i - 2][k - 2] + 1;
            d[i][k] = best;
        }
    return d[n_a][n_b];
}

bool cli_nearest(const char *word, const char *names, char *out, size_t n_out)
{
    size_t best = 3, n_word = strlen(word);
    while (*names != '\0') {
        size_t n = strcspn(names, " ");
        size_t size = n > 0 && names[n - 1] == '=' ? n - 1 : n;
        size_t distance = edit_distance(word, n_word, names, size);
        if (distance < best && distance < n_word && size < n_out) {
            best = distance;
            memcpy(out, names, size);
            out[size] = '\0';
        }
        names += n + (names[n] == ' ');
    }
    return best < 3;
}

/* Is name[0, n) known? Sets whether it takes a value; *found is the known spelling. */
static bool is_known(const char *known, const char *name, size_t n, bool *takes_value)
{
    while (*known != '\0') {
        size_t size = strcspn(known, " ");
        bool value = size > 0 && known[size - 1] == '=';
        if (size - value == n && strncmp(known, name, n) == 0) {
            *takes_value = value;
            return true;
        }
        known += size + (known[size] == ' ');
    }
    return false;
}

cli_kind cli_next(cli_options *o, const char **name, const char **value)
{
    static char option[64]; /* the name of "--name=value", cut off; the program reads its command line in one thread */
    *name = *value = NULL;
    if (++o->at >= o->argc) return CLI_END;
    const char *arg = o->argv[o->at];
    if (!o->no_more && strcmp(arg, "--") == 0) {
        o->no_more = true;
        return cli_next(o, name, value);
    }
    if (o->no_more || arg[0] != '-' || arg[1] == '\0') {
        *value = arg;
        return CLI_OPERAND;
    }
    if (strcmp(arg, "-h") == 0) arg = "--help";
    const char *word = arg + (arg[1] == '-' ? 2 : 1);
    size_t n = strcspn(word, "=");
    bool takes_value = false;
    if (arg[1] != '-' || n >= sizeof option || !is_known(o->known, word, n, &takes_value)) {
        char cut[64], nearest[64];
        snprintf(cut, sizeof cut, "%.*s", (int)(n < 63 ? n : 63), word);
        if (cli_nearest(cut, o->known, nearest, sizeof nearest))
            cli_complain("%s: no option '%s'. Did you mean '--%s'?", o->argv[0], arg, nearest);
        else cli_complain("%s: no option '%s'. See 'sitrep %s --help'", o->argv[0], arg, o->argv[0]);
        return CLI_BAD;
    }
    memcpy(option, word, n);
    option[n] = '\0';
    *name = option;
    if (word[n] == '=' && !takes_value) {
        cli_complain("%s: option '--%s' takes no value", o->argv[0], option);
        return CLI_BAD;
    }
    if (takes_value) {
        *value = word[n] == '=' ? word + n + 1 : o->at + 1 < o->argc ? o->argv[++o->at] : NULL;
        if (*value == NULL) {
            cli_complain("%s: option '--%s' needs a value", o->argv[0], option);
            return CLI_BAD;
        }
    }
    return CLI_OPTION;
}

/* ---- the engine ----------------------------------------------------------------------------------------------------------- */

/* share/sitrep beside the program (a build folder), or ../share/sitrep (installed anywhere). */
static bool find_data(char *path, size_t n_path)
{
    static const char *const places[] = {"/share/sitrep", "/../share/sitrep"};
    ssize_t n = readlink("/proc/self/exe", path, n_path - 1);
    if (n <= 0) return false;
    path[n] = '\0';
    char *slash = strrchr(path, '/');
    if (slash == NULL) return false;
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        size_t room = n_path - (size_t)(slash - path);
        if ((size_t)snprintf(slash, room, "%s", places[i]) < room && access(path, R_OK | X_OK) == 0) return true;
    }
    return false;
}

bool cli_data_path(const char *file, char *path, size_t n_path)
{
    char folder[4096];
    const char *set = getenv("SITREP_DATA");
    if (set != NULL && set[0] != '\0') return (size_t)snprintf(path, n_path, "%s/%s", set, file) < n_path;
    if (!find_data(folder, sizeof folder)) snprintf(folder, sizeof folder, "%s", SITREP_DATA_INSTALLED);
    return (size_t)snprintf(path, n_path, "%s/%s", folder, file) < n_path;
}

sitrep_status cli_open_engine(const char *model_path, sitrep_engine **engine)
{
    static char path[4096];
    sitrep_options options = {0};
    sitrep_error err = {0};
    const char *set = getenv("SITREP_DATA");
    if ((set == NULL || set[0] == '\0') && find_data(path, sizeof path)) options.data_dir = path;
    options.model_path = model_path;
    sitrep_status status = sitrep_engine_open(&options, engine, &err);
    if (status != SITREP_OK) {
        cli_complain_error("no engine", &err);
        if (status == SITREP_E_IO || status == SITREP_E_NOTFOUND)
            cli_complain("the data folder is %s; set SITREP_DATA to another one",
                         options.data_dir != NULL ? options.data_dir : set != NULL ? set : "the installed one");
    }
    return status;
}
