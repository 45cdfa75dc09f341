/* mapfile.h: a read-only mapped file. */
#ifndef SITREP_BASE_MAPFILE_H
#define SITREP_BASE_MAPFILE_H

#include <stddef.h>

#include "sitrep.h"

typedef struct base_map {
    const unsigned char *data; /* page-aligned; NULL when closed */
    size_t n;
} base_map;

/* errors: IO (message names what failed, detail the path). An empty file maps to data != NULL, n = 0. */
sitrep_status map_open(const char *path, base_map *map, sitrep_error *err);
void map_close(base_map *map);

#endif
