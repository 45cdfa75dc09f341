/* fuzz_read.c: any bytes through the whole reader and every view. */
#include <stdint.h>
#include <stdlib.h>

#include "sitrep.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static sitrep_engine *engine;
    static sitrep_session *session;
    sitrep_error err = {0};
    sitrep_report *report = NULL;
    sitrep_source source = {.uri = "fuzz", .published = n % 2 == 0 ? "2016-08-11" : NULL};
    if (session == NULL && (sitrep_engine_open(NULL, &engine, &err) != SITREP_OK ||
                            sitrep_session_new(engine, &session, &err) != SITREP_OK))
        abort(); /* the fuzzer cannot work without its data: set SITREP_DATA */
    if (sitrep_read(session, &source, (const char *)data, n, &report, &err) == SITREP_OK) {
        size_t size;
        const char *text;
        if (sitrep_report_json(report, &size) == NULL || sitrep_report_text(report, NULL, &size) == NULL) abort();
        if (sitrep_report_explain(report, 0, NULL, &text, &size, &err) != SITREP_OK) abort();
    }
    return 0;
}
