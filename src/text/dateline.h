/* dateline.h: lines of a report that are no running text: the words that say where it is sent from and whose it is, which tell of no
 * happening, and headlines that tell two stories.
 *
 *     "MOSCOW - The ministry said ..."                     the town before the dash
 *     "Continental Post, 10 October"                       the line between headline and text
 *     "Rebels take the mill; rockets kill four"            parted by the semicolon
 */
#ifndef SITREP_TEXT_DATELINE_H
#define SITREP_TEXT_DATELINE_H

#include "text/text.h"

/* Do the tokens [tok_b, tok_e) stand in a dateline or in the paper's own line? Thread-safe. Cost: constant. */
bool text_is_dateline(const text_doc *doc, uint32_t tok_b, uint32_t tok_e);

/* Do tokens t and u stand on different sides of a headline's semicolon? Thread-safe. Cost: linear in the headline. */
bool text_is_parted(const text_doc *doc, uint32_t t, uint32_t u);

#endif
