/* mapfile.c: see mapfile.h. */
#include "base/mapfile.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fail.h"

static const unsigned char empty_file[1]; /* mmap refuses length 0 */

sitrep_status map_open(const char *path, base_map *map, sitrep_error *err)
{
    map->data = NULL;
    map->n = 0;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return fail(err, SITREP_E_IO, errno == ENOENT ? "no such file" : errno == EACCES ? "may not be read" : "cannot open",
                    path);
    }
    sitrep_status status = SITREP_OK;
    struct stat st;
    if (fstat(fd, &st) != 0) status = fail(err, SITREP_E_IO, "cannot stat", path);
    else if (!S_ISREG(st.st_mode)) status = fail(err, SITREP_E_IO, "not a regular file", path);
    else if (st.st_size == 0) map->data = empty_file;
    else {
        void *p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (p == MAP_FAILED) status = fail(err, SITREP_E_IO, "cannot map", path);
        else {
            map->data = p;
            map->n = (size_t)st.st_size;
        }
    }
    close(fd);
    return status;
}

void map_close(base_map *map)
{
    if (map->data && map->n) munmap((void *)(uintptr_t)map->data, map->n);
    map->data = NULL;
    map->n = 0;
}
