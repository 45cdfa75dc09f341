/* documents.h: the documents of a command line, one after the other: files, standard input ("-"), in the order given.
 *
 *     cli_documents *docs; cli_documents_open(&wish, &docs);
 *     cli_document doc;
 *     while (cli_documents_next(docs, &doc)) { if (doc.err.status == SITREP_OK) ... ; cli_document_clear(&doc); }
 */
#ifndef SITREP_CLI_DOCUMENTS_H
#define SITREP_CLI_DOCUMENTS_H

#include "cli.h"

/* What the command line says of its inputs. Options win over what a document says of itself. */
typedef struct cli_inputs {
    const char *const *files;
    size_t n_files;
    const char *date, *outlet, *title, *map;
    const char *model; /* weights, or NULL for those of the data folder */
    long n_threads;
    const char **operands; /* malloc memory that files lies in (inputs.h) */
} cli_inputs;

typedef struct cli_document {
    char *name; /* for messages: the file, or file#3 for the third document of a file that holds many */
    char *uri;  /* the document's own, else its name */
    char *text;
    size_t n_bytes;
    char *outlet, *title, *author, *published, *retrieved, *language;
    sitrep_error err; /* status OK: text is set */
} cli_document;

typedef struct cli_documents cli_documents;

/* errors: NOMEM, ARGUMENT (the map; complained of). *inputs must outlive docs. */
sitrep_status cli_documents_open(const cli_inputs *inputs, cli_documents **docs);
void cli_documents_close(cli_documents *docs);
/* False at the end. A document that cannot be read comes with err set, once; the next call goes on behind it. */
bool cli_documents_next(cli_documents *docs, cli_document *doc);
void cli_document_clear(cli_document *doc);
sitrep_source cli_document_source(const cli_document *doc);

#endif
