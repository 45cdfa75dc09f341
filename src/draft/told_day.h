/* told_day.h: the day that a text speaks of at a word, to keep apart what it tells of two days.
 *
 * in: a split document, its times, its dictionary hits (cues). out: a day, or none. A day of speech ("said on Thursday") is none, and a
 * sentence that names several has none.
 */
#ifndef SITREP_DRAFT_TOLD_DAY_H
#define SITREP_DRAFT_TOLD_DAY_H

#include "lexicon/lexicon.h"
#include "time/timex.h"

typedef struct told_text {
    const text_doc *doc;
    const timex_list *times;
    const lex_hits *hits;
} told_text;

/* Does the text speak of different days at tokens t and u? A word has the day of its sentence, else that of the nearest sentence
 * before in its paragraph, or, far, in the paragraphs before; a headline has no day but its own. Thread-safe. Cost: linear in the
 * text before, for far. */
bool told_days_differ(const told_text *text, uint32_t t, uint32_t u, bool far);

#endif
