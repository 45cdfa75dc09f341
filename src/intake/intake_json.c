/* intake_json.c: see intake_json.h. */
#include "intake/intake_json.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"

static const char *const field_names[FIELD_N] = { "text", "date", "outlet", "title", "uri", "author", "id", "language",
                                                  "retrieved" };

static const intake_map default_map = { {
    [FIELD_TEXT] = "text|maintext|body|content",
    [FIELD_DATE] = "date|date_publish|published",
    [FIELD_OUTLET] = "outlet|source|source_domain",
    [FIELD_TITLE] = "title|headline",
    [FIELD_URI] = "uri|url",
    [FIELD_AUTHOR] = "author|authors",
    [FIELD_ID] = "id",
    [FIELD_LANGUAGE] = "language|lang",
    [FIELD_RETRIEVED] = "retrieved|date_download",
} };

sitrep_status json_read_map(char *map, intake_map *out, sitrep_error *err)
{
    *out = default_map;
    while (map && *map) {
        char *comma = strchr(map, ',');
        if (comma) *comma = '\0';
        while (*map == ' ') map++;
        char *equals = strchr(map, '=');
        if (!equals || equals[1] == '\0') {
            return fail(err, SITREP_E_ARGUMENT, "map: expected field=path, as in text=body.full", map);
        }
        *equals = '\0';
        int field = 0;
        while (field < FIELD_N && strcmp(map, field_names[field]) != 0) field++;
        if (field == FIELD_N) {
            return fail(err, SITREP_E_ARGUMENT,
                        "map: no such field; there are text, date, outlet, title, uri, author, id, language, retrieved", map);
        }
        out->paths[field] = equals + 1;
        if (!comma) break;
        map = comma + 1;
    }
    return SITREP_OK;
}

/* The value at a path "a.b[0].c" of n bytes; NULL: none. A key that holds a dot is found when it stands as a whole. */
static json_t *follow(json_t *value, const char *path, size_t n)
{
    json_t *whole = json_is_object(value) ? json_object_getn(value, path, n) : NULL;
    if (whole) return whole;
    size_t i = 0;
    for (int part = 0; value && i < n && part < INTAKE_PATH_PARTS_MAX; part++) {
        if (path[i] == '.') i++;
        bool bracket = i < n && path[i] == '[';
        size_t b = bracket ? i + 1 : i, e = b;
        while (e < n && (bracket ? path[e] != ']' : path[e] != '.' && path[e] != '[')) e++;
        if (json_is_array(value)) {
            size_t index = 0;
            if (e == b) return NULL;
            for (size_t k = b; k < e; k++) {
                if (path[k] < '0' || path[k] > '9' || index > 1000000) return NULL;
                index = index * 10 + (size_t)(path[k] - '0');
            }
            value = json_array_get(value, index);
        } else value = json_object_getn(value, path + b, e - b); /* NULL when value is not an object */
        i = bracket && e < n ? e + 1 : e;
    }
    return i >= n ? value : NULL;
}

static bool has_words(json_t *value)
{
    if (json_is_string(value)) return json_string_length(value) > 0;
    return json_is_array(value) && json_array_size(value) > 0;
}

/* The first alternative that is there and not empty. */
static json_t *lookup(json_t *object, const char *paths)
{
    while (*paths) {
        size_t n = strcspn(paths, "|");
        json_t *value = follow(object, paths, n);
        if (has_words(value) || json_is_integer(value)) return value;
        paths += n;
        if (*paths) paths++;
    }
    return NULL;
}

/* A string, or strings joined ("A, B"; paragraphs by blank lines), in the arena. *out stays NULL when value is neither.
 * false: no memory. */
static bool copy_words(base_arena *arena, json_t *value, const char *joint, const char **out, size_t *n_out)
{
    *out = NULL;
    *n_out = 0;
    if (json_is_integer(value)) { /* identifiers are written so */
        char digits[32];
        int n = snprintf(digits, sizeof digits, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
        *n_out = n > 0 ? (size_t)n : 0;
        return (*out = arena_strndup(arena, digits, *n_out)) != NULL;
    }
    if (json_is_string(value)) {
        *n_out = json_string_length(value);
        return (*out = arena_strndup(arena, json_string_value(value), *n_out)) != NULL;
    }
    if (!json_is_array(value)) return true;
    size_t total = 0, n_joint = strlen(joint);
    for (size_t k = 0; k < json_array_size(value); k++) total += json_string_length(json_array_get(value, k)) + n_joint;
    char *s = arena_alloc(arena, total + 1);
    if (!s) return false;
    size_t m = 0;
    for (size_t k = 0; k < json_array_size(value); k++) {
        json_t *item = json_array_get(value, k);
        size_t n = json_string_length(item); /* 0 for what is not a string */
        if (!n) continue;
        if (m) {
            memcpy(s + m, joint, n_joint);
            m += n_joint;
        }
        memcpy(s + m, json_string_value(item), n);
        m += n;
    }
    if (m) *out = s;
    *n_out = m;
    return true;
}

static const char *parse_message(enum json_error_code code)
{
    switch (code) {
    case json_error_premature_end_of_input: return "JSON ends inside the record";
    case json_error_stack_overflow: return "JSON nested too deep";
    case json_error_null_character: return "a NUL character in a JSON string";
    case json_error_invalid_utf8: return "JSON is not UTF-8";
    case json_error_numeric_overflow: return "a JSON number too large to read";
    case json_error_end_of_input_expected: return "bytes behind the JSON record";
    default: return "not JSON";
    }
}

sitrep_status json_read_document(intake_draft *d, const intake_map *map, const char *s, size_t n, sitrep_error *err)
{
    json_error_t error;
    json_t *object = json_loadb(s, n, 0, &error);
    if (!object) {
        enum json_error_code code = json_error_code(&error);
        if (code == json_error_out_of_memory) return fail_nomem(err);
        uint64_t byte = error.position > 0 ? (uint64_t)error.position - 1 : 0;
        return fail_at(err, SITREP_E_FORMAT, parse_message(code), NULL, byte, 0);
    }
    sitrep_status status = SITREP_OK;
    if (!json_is_object(object)) {
        status = fail(err, SITREP_E_FORMAT, "expected a JSON object", NULL);
        goto done;
    }
    sitrep_source *src = &d->doc.source;
    const char **fields[FIELD_N] = { [FIELD_OUTLET] = &src->outlet, [FIELD_TITLE] = &src->title,
                                     [FIELD_URI] = &src->uri,       [FIELD_AUTHOR] = &src->author,
                                     [FIELD_ID] = &d->doc.id,       [FIELD_LANGUAGE] = &src->language };
    for (int field = 0; field < FIELD_N; field++) {
        const char *words;
        size_t n_words;
        json_t *value = lookup(object, map->paths[field]);
        if (!copy_words(d->arena, value, field == FIELD_TEXT ? "\n\n" : ", ", &words, &n_words)) {
            status = fail_nomem(err);
            goto done;
        }
        if (!words) continue;
        switch (field) {
        case FIELD_TEXT:
            if (json_is_integer(value)) break;
            d->doc.text = words;
            d->doc.n_bytes = n_words;
            break;
        case FIELD_DATE:
            if (!draft_date(d, "date", words, n_words, &src->published)) status = fail_nomem(err);
            break;
        case FIELD_RETRIEVED:
            if (!draft_date(d, "retrieved", words, n_words, &src->retrieved)) status = fail_nomem(err);
            break;
        default: *fields[field] = words;
        }
        if (status != SITREP_OK) goto done;
    }
    if (!d->doc.text) {
        json_t *named = NULL;
        const char *paths = map->paths[FIELD_TEXT];
        named = follow(object, paths, strcspn(paths, "|"));
        status = named ? fail(err, SITREP_E_EMPTY, "the record's text is empty", NULL)
                       : fail(err, SITREP_E_FORMAT, "the record has no text field (see the map of fields)", NULL);
    }
done:
    json_decref(object);
    return status;
}
