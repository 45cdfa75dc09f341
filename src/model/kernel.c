/* kernel.c: which path runs. See kernel.h. */
#include "model/kernel.h"

#include <string.h>

static const model_kernel *const kernels[] = {
#if defined(__x86_64__)
    &kernel_vnni, &kernel_avx2,
#elif defined(__aarch64__)
    &kernel_neon,
#endif
    &kernel_c,
};

const model_kernel *kernel_at(unsigned i)
{
    return i < sizeof kernels / sizeof *kernels ? kernels[i] : NULL;
}

const model_kernel *kernel_choose(const char *name)
{
    for (unsigned i = 0; i < sizeof kernels / sizeof *kernels; i++) {
        bool named = !name || strcmp(name, kernels[i]->name) == 0;
        if (named && kernels[i]->is_usable()) return kernels[i];
    }
    return NULL;
}
