/* time_resolve.h: what the words say + where they stand -> a value. One time_anchor walks through a document in text order.
 *
 *     time_anchor a; resolve_begin(&a, "2016-08-20", narrative);
 *     resolve_expr(&a, &expr, sentence, tense, &timex);       fills type, value, EDTF, flags; moves the narrative's time on
 */
#ifndef SITREP_TIME_TIME_RESOLVE_H
#define SITREP_TIME_TIME_RESOLVE_H

#include "time/time_calendar.h"
#include "time/time_grammar.h"
#include "time/time_point.h"

typedef enum time_tense { TENSE_UNKNOWN = 0, TENSE_PAST, TENSE_FUTURE } time_tense;

typedef struct time_anchor {
    bool has_pub, narrative, has_ref;
    bool passing; /* neither dated nor a history: a bare year dates its own paragraph only; set by the caller */
    calendar_date pub;
    int64_t pub_day;
    time_point ref;          /* the last date told */
    int32_t year_said;       /* the last year told in digits, TIME_NO_YEAR before the first */
    uint32_t year_sentence;  /* and its sentence */
    uint32_t paragraph;      /* that the walk is in, set by the caller; */
    uint32_t ref_paragraph;  /* that of ref */
} time_anchor;

void resolve_begin(time_anchor *a, const char *published, bool narrative);
void resolve_expr(time_anchor *a, const time_expr *x, uint32_t sentence, time_tense tense, timex *out);

#endif
