/* engine.c: opening and closing what reading needs: the data images, the model, a session's memory. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/heap.h"
#include "draft/draft.h"
#include "read/read.h"

#ifndef SITREP_DATA_INSTALLED
#define SITREP_DATA_INSTALLED "/usr/local/share/sitrep"
#endif

static sitrep_status open_image(const char *dir, const char *name, char *path, size_t n_path, sitrep_error *err)
{
    int n = snprintf(path, n_path, "%s/%s", dir, name);
    return n < 0 || (size_t)n >= n_path ? fail(err, SITREP_E_ARGUMENT, "the data folder's name is too long", dir)
                                        : SITREP_OK;
}

static sitrep_status open_all(sitrep_engine *e, const char *dir, const char *model_path, sitrep_error *err)
{
    char path[1024];
    sitrep_status s;
    if ((s = open_image(dir, "lexicon.srl", path, sizeof path, err)) != SITREP_OK ||
        (s = lexicon_open(path, &e->allocator, &e->lexicon, err)) != SITREP_OK ||
        (s = open_image(dir, "gazetteer.srg", path, sizeof path, err)) != SITREP_OK ||
        (s = place_open_gazetteer(path, &e->allocator, &e->gazetteer, err)) != SITREP_OK ||
        (s = open_image(dir, "gate.srf", path, sizeof path, err)) != SITREP_OK ||
        (s = gate_open(path, &e->allocator, &e->gate, err)) != SITREP_OK ||
        (s = open_image(dir, "model.srm", path, sizeof path, err)) != SITREP_OK ||
        (s = model_open(model_path != NULL ? model_path : path, &e->allocator, &e->model, err)) != SITREP_OK)
        return s;
    e->heads = draft_heads(e->model);
    snprintf(e->version, sizeof e->version, "%d.%d.%d model:%s gate:%s lexicon:%s gazetteer:%s", SITREP_VERSION_MAJOR,
             SITREP_VERSION_MINOR, SITREP_VERSION_PATCH, model_hash(e->model), gate_hash(e->gate),
             lexicon_hash(e->lexicon), place_gazetteer_hash(e->gazetteer));
    return SITREP_OK;
}

sitrep_status sitrep_engine_open(const sitrep_options *options, sitrep_engine **engine, sitrep_error *err)
{
    static const sitrep_options defaults = {0};
    const sitrep_options *o = options != NULL ? options : &defaults;
    const char *dir = o->data_dir != NULL ? o->data_dir : getenv("SITREP_DATA");
    if (engine == NULL) return fail(err, SITREP_E_ARGUMENT, "no place for the engine", NULL);
    *engine = NULL;
    sitrep_engine *e = heap_alloc(&o->allocator, sizeof *e);
    if (e == NULL) return fail_nomem(err);
    memset(e, 0, sizeof *e);
    e->allocator = o->allocator;
    e->max_text_bytes = o->max_text_bytes != 0 ? o->max_text_bytes : 16u << 20;
    sitrep_status s = open_all(e, dir != NULL && dir[0] != '\0' ? dir : SITREP_DATA_INSTALLED, o->model_path, err);
    if (s != SITREP_OK) {
        sitrep_engine_close(e);
        return s;
    }
    *engine = e;
    return SITREP_OK;
}

void sitrep_engine_close(sitrep_engine *e)
{
    if (e == NULL) return;
    model_close(e->model);
    gate_close(e->gate);
    place_close_gazetteer(e->gazetteer);
    lexicon_close(e->lexicon);
    sitrep_allocator a = e->allocator;
    heap_release(&a, e);
}

const char *sitrep_engine_version(const sitrep_engine *e) { return e->version; }

sitrep_status sitrep_session_new(sitrep_engine *engine, sitrep_session **session, sitrep_error *err)
{
    if (engine == NULL || session == NULL)
        return fail(err, SITREP_E_ARGUMENT, "no engine or no place for the session", NULL);
    *session = NULL;
    sitrep_session *s = heap_alloc(&engine->allocator, sizeof *s);
    if (s == NULL) return fail_nomem(err);
    memset(s, 0, sizeof *s);
    s->engine = engine;
    arena_init(&s->arena, &engine->allocator);
    buf_init(&s->out, &engine->allocator);
    buf_init(&s->view, &engine->allocator);
    sitrep_status st = model_scratch_new(engine->model, &s->scratch, err);
    if (st != SITREP_OK) {
        sitrep_session_free(s);
        return st;
    }
    *session = s;
    return SITREP_OK;
}

void session_reset(sitrep_session *s)
{
    arena_reset(&s->arena);
    buf_reset(&s->out);
    buf_reset(&s->view);
}

void sitrep_session_free(sitrep_session *s)
{
    if (s == NULL) return;
    model_scratch_free(s->scratch);
    arena_clear(&s->arena);
    buf_clear(&s->out);
    buf_clear(&s->view);
    heap_release(&s->engine->allocator, s);
}
