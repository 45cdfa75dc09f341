/* sentence.h: tokens -> sentences, paragraphs, and the shape of each token. */
#ifndef SITREP_TEXT_SENTENCE_H
#define SITREP_TEXT_SENTENCE_H

#include "text/lines.h"
#include "text/text.h"

/* Fills doc->sents and the tokens' sentence and shape. doc holds text and tokens. false: no memory. Cost: linear. */
bool sentence_mark(base_arena *arena, const text_lines *lines, text_doc *doc);

#endif
