/* told_day.c: see told_day.h. */
#include "draft/told_day.h"

#include <string.h>

#include "text/dateline.h"

enum { TO_SPEECH = 2 }; /* tokens between a cue and the day of speech: "said on Thursday" */

static bool dates_speech(const told_text *x, const timex *day)
{
    uint32_t b = day->tok_b > TO_SPEECH ? day->tok_b - TO_SPEECH : 0;
    for (uint32_t i = lexicon_hit_from(x->hits, b); i < x->hits->n && x->hits->v[i].tok_b < day->tok_b; i++)
        if (x->hits->v[i].cls == LEX_CUE && x->hits->v[i].tok_e <= day->tok_b) return true;
    return false;
}

/* The one day that a sentence names, or NULL: none, or several. */
static const timex *day_of_sentence(const told_text *x, const text_sentence *s)
{
    const timex *found = NULL;
    for (uint32_t i = timex_from(x->times, s->tok_b); i < x->times->n && x->times->v[i].tok_b < s->tok_e; i++) {
        const timex *t = &x->times->v[i];
        bool day = (t->type == TIMEX_DATE || t->type == TIMEX_TIME) && t->precision != NULL && strcmp(t->precision, "day") == 0 &&
                   t->start[0] != '\0' && t->start[0] != '.';
        if (!day || dates_speech(x, t)) continue;
        if (found != NULL && strncmp(found->start, t->start, 10) != 0) return NULL;
        found = t;
    }
    return found;
}

static const timex *day_at(const told_text *x, uint32_t t, bool far)
{
    uint32_t here = x->doc->tokens[t].sentence;
    for (uint32_t s = here + 1; s-- > 0;) {
        const text_sentence *in = &x->doc->sents[s];
        if (in->paragraph != x->doc->sents[here].paragraph && (!far || in->headline)) return NULL;
        const timex *day = text_is_dateline(x->doc, in->tok_b, in->tok_e) ? NULL : day_of_sentence(x, in);
        if (day != NULL) return day;
    }
    return NULL;
}

bool told_days_differ(const told_text *text, uint32_t t, uint32_t u, bool far)
{
    const timex *a = day_at(text, t, far), *b = day_at(text, u, far);
    return a != NULL && b != NULL && strncmp(a->start, b->start, 10) != 0;
}
