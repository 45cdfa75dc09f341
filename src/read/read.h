/* read.h: the engine, the session and the report behind sitrep.h's names. */
#ifndef SITREP_READ_READ_H
#define SITREP_READ_READ_H

#include "base/buf.h"
#include "export/export.h"
#include "lexicon/lexicon.h"
#include "model/gate.h"
#include "model/model.h"
#include "place/gazetteer.h"
#include "record/record.h"

struct sitrep_engine { /* read-only after open */
    sitrep_allocator allocator;
    uint64_t max_text_bytes;
    lexicon *lexicon;
    place_gazetteer *gazetteer;
    model *model;
    uint64_t heads; /* of the model: those that the stages look at */
    gate *gate; /* NULL: every sentence is read */
    char version[256];
};

struct sitrep_session { /* one a thread */
    sitrep_engine *engine;
    base_arena arena; /* the report's, reset by each read */
    model_scratch *scratch;
    base_buf out, view; /* JSON; text for a terminal */
};

struct sitrep_report { /* in the session's arena */
    sitrep_session *session;
    rec_report record;
};

void session_reset(sitrep_session *s);

#endif
