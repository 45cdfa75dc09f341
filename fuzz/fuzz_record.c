/* fuzz_record.c: any bytes through the reader of records; what it takes is fused, twice over, and written as incidents. */
#include <stdint.h>
#include <stdlib.h>

#include "fuse/fuse.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    base_arena arena;
    claim_report reports[2];
    sitrep_error err = {0};
    arena_init(&arena, NULL);
    if (claims_read(&arena, (const char *)data, size, &reports[0], &err) == SITREP_OK) {
        fuse_options options = {.all_spheres = true};
        fuse_result f;
        base_buf out;
        reports[1] = reports[0]; /* a copy of itself */
        reports[1].uri = "copy";
        buf_init(&out, NULL);
        if (fuse_run(&arena, reports, 2, &options, &f, &err) == SITREP_OK)
            for (uint32_t i = 0; i < f.n; i++)
                if (incident_write_json(&f.input, &f.incidents[i], &arena, &out) != SITREP_OK) abort();
        buf_clear(&out);
    }
    arena_clear(&arena);
    return 0;
}
