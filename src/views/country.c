/* country.c: see country.h. The rows are data/country_codes.tsv, ordered by alpha-3 code (cmake/country_rows.cmake). */
#include "views/country.h"

#include <stddef.h>
#include <string.h>

static const country_row rows[] = {
#include "views/country_rows.h"
};

const country_row *country_of(const char *alpha3)
{
    size_t low = 0, high = sizeof rows / sizeof rows[0];
    while (alpha3 != NULL && low < high) {
        size_t mid = low + (high - low) / 2;
        int c = strcmp(rows[mid].alpha3, alpha3);
        if (c == 0) return &rows[mid];
        if (c < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}
