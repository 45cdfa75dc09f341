#include "documents.h"

#include <stdlib.h>
#include <string.h>

struct cli_documents {
    const cli_inputs *inputs;
    sitrep_input *input;
};

sitrep_status cli_documents_open(const cli_inputs *inputs, cli_documents **docs)
{
    sitrep_input_options options = {.map = inputs->map};
    sitrep_error err = {0};
    *docs = calloc(1, sizeof **docs);
    if (*docs == NULL) {
        cli_complain("no memory");
        return SITREP_E_NOMEM;
    }
    (*docs)->inputs = inputs;
    sitrep_status status = sitrep_input_open(inputs->files, inputs->n_files, &options, &(*docs)->input, &err);
    if (status != SITREP_OK) {
        cli_complain_error(status == SITREP_E_ARGUMENT ? "--map" : NULL, &err);
        free(*docs);
        *docs = NULL;
    }
    return status;
}

void cli_documents_close(cli_documents *docs)
{
    if (docs == NULL) return;
    sitrep_input_close(docs->input);
    free(docs);
}

/* A copy of option, or of own when the command line says nothing. NULL for NULL; *ok false on no memory. */
static char *copy(const char *option, const char *own, bool *ok)
{
    const char *s = option != NULL ? option : own;
    if (s == NULL) return NULL;
    size_t n = strlen(s) + 1;
    char *p = malloc(n);
    if (p != NULL) memcpy(p, s, n);
    else *ok = false;
    return p;
}

bool cli_documents_next(cli_documents *docs, cli_document *doc)
{
    sitrep_document d;
    const cli_inputs *in = docs->inputs;
    bool ok = true;
    memset(doc, 0, sizeof *doc);
    memset(&d, 0, sizeof d);
    if (!sitrep_input_next(docs->input, &d, &doc->err)) return false;
    doc->name = copy(NULL, d.name, &ok);
    if (doc->err.status == SITREP_OK) {
        for (size_t i = 0; i < d.n_warnings; i++) cli_complain("%s: %s", d.name, d.warnings[i]);
        doc->uri = copy(NULL, d.source.uri, &ok);
        doc->outlet = copy(in->outlet, d.source.outlet, &ok);
        doc->title = copy(in->title, d.source.title, &ok);
        doc->author = copy(NULL, d.source.author, &ok);
        doc->published = copy(in->date, d.source.published, &ok);
        doc->retrieved = copy(NULL, d.source.retrieved, &ok);
        doc->language = copy(NULL, d.source.language, &ok);
        doc->text = malloc(d.n_bytes + 1);
        if (doc->text != NULL) {
            memcpy(doc->text, d.text, d.n_bytes);
            doc->text[d.n_bytes] = '\0';
            doc->n_bytes = d.n_bytes;
        } else {
            ok = false;
        }
    }
    if (!ok) doc->err = (sitrep_error){.status = SITREP_E_NOMEM, .message = "no memory"};
    return true;
}

void cli_document_clear(cli_document *doc)
{
    free(doc->name);
    free(doc->uri);
    free(doc->text);
    free(doc->outlet);
    free(doc->title);
    free(doc->author);
    free(doc->published);
    free(doc->retrieved);
    free(doc->language);
    memset(doc, 0, sizeof *doc);
}

sitrep_source cli_document_source(const cli_document *doc)
{
    return (sitrep_source){.uri = doc->uri, .outlet = doc->outlet, .title = doc->title, .author = doc->author,
                           .published = doc->published, .retrieved = doc->retrieved, .language = doc->language};
}
