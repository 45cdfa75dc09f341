/* intake_markdown.h: Markdown to plain text and source. */
#ifndef SITREP_INTAKE_MARKDOWN_H
#define SITREP_INTAKE_MARKDOWN_H

#include "base/buf.h"
#include "intake/intake_draft.h"

/* Bytes of the front matter at the head of s ("---" lines with "key: value" between them), 0 when there is none. Its keys
 * title, date, outlet (source, publisher), author, url (uri, link), lang, retrieved and id fill d->doc. false: no memory. */
int markdown_front_matter(intake_draft *d, const char *s, size_t n, size_t *n_front);

/* The words of s[0, n) without marks: headings, lists, quotes, rules, links, images, emphasis, code, tags, entities. A heading
 * and a list item become paragraphs of their own. Check out->ok. Cost: linear. */
void markdown_strip(const char *s, size_t n, base_buf *out);

#endif
