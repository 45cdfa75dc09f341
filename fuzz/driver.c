/* driver.c: runs a fuzz target over files, for compilers without libFuzzer and for every ./check:
 *     fuzz_read fuzz/corpus/read            each file of the folder; prints `ok fuzz <folder>: N seeds` */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static int run_file(const char *path)
{
    struct stat st;
    FILE *f = fopen(path, "rb");
    if (f == NULL || fstat(fileno(f), &st) != 0 || !S_ISREG(st.st_mode)) {
        if (f != NULL) fclose(f);
        return 0;
    }
    size_t n = (size_t)st.st_size;
    uint8_t *data = malloc(n > 0 ? n : 1); /* exactly n bytes, so that a sanitizer sees a read beyond the end */
    if (data != NULL) {
        n = fread(data, 1, n, f);
        LLVMFuzzerTestOneInput(data, n);
    }
    free(data);
    fclose(f);
    return 1;
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        char path[4096];
        int n = 0;
        DIR *folder = opendir(argv[i]);
        if (folder == NULL) n = run_file(argv[i]);
        for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;)
            if ((size_t)snprintf(path, sizeof path, "%s/%s", argv[i], entry->d_name) < sizeof path) n += run_file(path);
        if (folder != NULL) closedir(folder);
        printf("%s fuzz %s: %d seeds\n", n > 0 ? "ok" : "FAIL", argv[i], n);
        if (n == 0) return 1;
    }
    return 0;
}
