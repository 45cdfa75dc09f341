/* sitrep gazetteer: look names up, build an image. The hidden form "resolve" serves the benchmarks: JSON lines in and out. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "commands.h"

enum { MAX_SHOWN = 64 };

static void print_help(FILE *out)
{
    fputs("Usage: sitrep gazetteer lookup NAME...\n"
          "       sitrep gazetteer build FILE... --out IMAGE\n"
          "\n"
          "  sitrep gazetteer lookup Sirte \"New York\"\n"
          "  sitrep gazetteer build data/countries.tsv allCountries.txt my-places.csv --out gazetteer.srg\n"
          "\n"
          "lookup   the places that bear a name, the largest first: name, feature, admin1, country, lat, lon, population, id\n"
          "build    compiles GeoNames rows, the country table, and local places (TSV or CSV with the columns name, lat, lon and\n"
          "         slug, aliases, kind, parent, country if you have them; GeoJSON points with the same properties) to an image.\n"
          "         Countries first, then divisions (ADM1, ADM2), then the rest. The slug geonames:N adds names to the place of that id.\n"
          "\n"
          "Options\n"
          "  --gazetteer FILE   another image than the one in the data folder\n"
          "  --out FILE         where build writes\n"
          "\n"
          "Place names: GeoNames (https://www.geonames.org), CC BY 4.0.\n",
          out);
}

static int lookup_names(const sitrep_gazetteer *g, const char **names, size_t n_names)
{
    int code = EXIT_FINE;
    for (size_t i = 0; i < n_names; i++) {
        sitrep_place places[MAX_SHOWN];
        size_t n;
        sitrep_gazetteer_find(g, names[i], places, MAX_SHOWN, &n);
        if (n == 0) {
            cli_complain("no place of the name '%s'", names[i]);
            code = EXIT_SOME;
        }
        for (size_t k = 0; k < n; k++) {
            const sitrep_place *p = &places[k];
            char ref[128] = "-";
            if (p->geonames_id != 0) snprintf(ref, sizeof ref, "geonames:%u", (unsigned)p->geonames_id);
            else if (p->slug != NULL) snprintf(ref, sizeof ref, "site:%s", p->slug);
            char at[64] = "-\t-"; /* known by its town only */
            if (p->located) snprintf(at, sizeof at, "%.5f\t%.5f", p->lat_deg, p->lon_deg);
            printf("%s\t%s\t%s\t%s\t%s\t%u\t%s\n", p->name, p->feature, p->admin1 != NULL ? p->admin1 : "-",
                   p->country != NULL ? p->country : "-", at, (unsigned)p->population, ref);
        }
    }
    return cli_flush() == EXIT_FINE ? code : EXIT_ENGINE;
}

static int build_image(const char **files, size_t n_files, const char *out)
{
    uint32_t n_places, n_names, n_skipped;
    sitrep_error err = {0};
    if (out == NULL || n_files == 0) {
        cli_complain("build needs source files and --out FILE");
        return EXIT_USAGE;
    }
    if (sitrep_gazetteer_build(files, n_files, out, &n_places, &n_names, &n_skipped, &err) != SITREP_OK) {
        cli_complain_error("no image", &err);
        return EXIT_SOME;
    }
    printf("%s: %u places, %u names, %u rows skipped (without name or position)\n", out, (unsigned)n_places,
           (unsigned)n_names, (unsigned)n_skipped);
    return cli_flush();
}

/* Byte offset of each code point: [n + 1], malloc. */
static uint64_t *code_points(const char *s, size_t n_bytes, size_t *n)
{
    uint64_t *at = malloc((n_bytes + 1) * sizeof *at);
    *n = 0;
    for (size_t i = 0; at != NULL && i < n_bytes; i++)
        if (((unsigned char)s[i] & 0xC0) != 0x80) at[(*n)++] = i;
    if (at != NULL) at[*n] = n_bytes;
    return at;
}

static uint64_t to_points(const uint64_t *at, size_t n, uint64_t byte)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (at[mid] < byte) low = mid + 1;
        else high = mid;
    }
    return low;
}

/* One line {"id","text","spans"?,"outlet"?} -> {"id","pred":[{"span","name","lat","lon","geonameid"}]}. NULL: not such a line. */
static json_t *resolve_line(const sitrep_gazetteer *g, const json_t *in, int adjectives)
{
    const char *text = json_string_value(json_object_get(in, "text"));
    const json_t *given = json_object_get(in, "spans");
    size_t n_bytes = text != NULL ? strlen(text) : 0, n_points, n_spans = json_array_size(given), n;
    uint64_t *at = text != NULL ? code_points(text, n_bytes, &n_points) : NULL;
    uint64_t(*spans)[2] = calloc(n_spans + 1, sizeof *spans);
    sitrep_toponym *found = NULL;
    json_t *pred = NULL;
    bool ok = at != NULL && spans != NULL;
    for (size_t i = 0; ok && i < n_spans; i++)
        for (size_t k = 0; ok && k < 2; k++) {
            json_int_t v = json_integer_value(json_array_get(json_array_get(given, i), k));
            ok = v >= 0 && (uint64_t)v <= n_points;
            spans[i][k] = ok ? at[v] : 0;
        }
    if (ok && sitrep_gazetteer_resolve(g, text, n_bytes, json_string_value(json_object_get(in, "outlet")),
                                       given != NULL ? (const uint64_t(*)[2])spans : NULL, n_spans, &found, &n,
                                       NULL) == SITREP_OK) {
        pred = json_array();
        for (size_t i = 0; i < n; i++) {
            const sitrep_toponym *t = &found[i];
            if (given == NULL && t->adjective && !adjectives) continue;
            json_t *one = json_pack("{s:[I,I]}", "span", (json_int_t)to_points(at, n_points, t->begin),
                                    (json_int_t)to_points(at, n_points, t->end));
            json_object_set_new(one, "name", t->placed ? json_string(t->place.name) : json_null());
            json_object_set_new(one, "lat", t->placed ? json_real(t->place.lat_deg) : json_null());
            json_object_set_new(one, "lon", t->placed ? json_real(t->place.lon_deg) : json_null());
            json_object_set_new(one, "geonameid",
                                t->placed && t->place.geonames_id != 0 ? json_integer(t->place.geonames_id) : json_null());
            json_object_set_new(one, "score", json_real(t->score));
            json_array_append_new(pred, one);
        }
    }
    sitrep_toponyms_free(found);
    free(spans);
    free(at);
    return pred;
}

static int resolve_lines(const sitrep_gazetteer *g, int adjectives)
{
    char *line = NULL;
    size_t cap = 0;
    int code = EXIT_FINE;
    while (getline(&line, &cap, stdin) > 0) {
        json_t *in = json_loads(line, 0, NULL), *pred = in != NULL ? resolve_line(g, in, adjectives) : NULL;
        if (pred == NULL) {
            cli_complain("a line without text, or with spans outside it");
            code = EXIT_SOME;
        } else {
            json_t *out = json_pack("{s:O,s:o}", "id", json_object_get(in, "id"), "pred", pred);
            char *s = out != NULL ? json_dumps(out, JSON_COMPACT) : NULL;
            if (s == NULL || cli_write(s, strlen(s)) != EXIT_FINE || cli_write("\n", 1) != EXIT_FINE) code = EXIT_ENGINE;
            free(s);
            json_decref(out);
        }
        json_decref(in);
        if (code == EXIT_ENGINE) break;
    }
    free(line);
    return cli_flush() == EXIT_FINE ? code : EXIT_ENGINE;
}

int cmd_gazetteer(int argc, char **argv)
{
    cli_options o = {.argc = argc, .argv = argv, .known = "gazetteer= out= adjectives help"};
    const char *name, *value, *image = NULL, *out = NULL, *verb = NULL;
    const char **operands = calloc((size_t)argc + 1, sizeof *operands);
    char path[4096];
    size_t n = 0;
    int code = EXIT_USAGE, adjectives = 0;
    cli_kind kind;
    sitrep_gazetteer *g = NULL;
    sitrep_error err = {0};
    if (operands == NULL) return EXIT_ENGINE;
    while ((kind = cli_next(&o, &name, &value)) != CLI_END) {
        if (kind == CLI_BAD) goto done;
        if (kind == CLI_OPERAND && verb == NULL) verb = value;
        else if (kind == CLI_OPERAND) operands[n++] = value;
        else if (strcmp(name, "gazetteer") == 0) image = value;
        else if (strcmp(name, "out") == 0) out = value;
        else if (strcmp(name, "adjectives") == 0) adjectives = 1;
        else {
            print_help(stdout);
            code = EXIT_FINE;
            goto done;
        }
    }
    if (verb != NULL && strcmp(verb, "build") == 0) {
        code = build_image(operands, n, out);
        goto done;
    }
    if (verb == NULL || (strcmp(verb, "lookup") != 0 && strcmp(verb, "resolve") != 0) || (verb[0] == 'l' && n == 0)) {
        print_help(stderr);
        goto done;
    }
    if (image == NULL && cli_data_path("gazetteer.srg", path, sizeof path)) image = path;
    code = EXIT_ENGINE;
    if (sitrep_gazetteer_open(image, &g, &err) != SITREP_OK) {
        cli_complain_error("no gazetteer", &err);
        goto done;
    }
    code = verb[0] == 'l' ? lookup_names(g, operands, n) : resolve_lines(g, adjectives);
done:
    sitrep_gazetteer_close(g);
    free(operands);
    return code;
}
