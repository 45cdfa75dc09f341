/* kernel_c.c: the plain reference path, for any processor. See kernel.h. */
#include "model/kernel_float.h"

static void c_linear(const model_matrix *w, const uint8_t *a, const float *a_scale, uint32_t n_rows, float *y, size_t ldy)
{
    for (uint32_t o = 0; o < w->out_pad; o += 16) {
        const int8_t *panel = w->w + (size_t)o * w->in_pad;
        for (uint32_t r = 0; r < n_rows; r++) {
            const uint8_t *x = a + (size_t)r * w->in_pad;
            v8i sums[2] = { { 0 }, { 0 } };
            int32_t *sum = (int32_t *)sums;
            for (uint32_t k = 0; k < w->in_pad; k += 4)
                for (uint32_t i = 0; i < 16; i++)
                    for (uint32_t j = 0; j < 4; j++) sum[i] += x[k + j] * panel[k * 16 + i * 4 + j];
            linear_put(&sums[0], w, o, a_scale[r], y + r * ldy + o);
            linear_put(&sums[1], w, o + 8, a_scale[r], y + r * ldy + o + 8);
        }
    }
}

static bool c_is_usable(void)
{
    return true;
}

const model_kernel kernel_c = { .name = "c", .is_usable = c_is_usable, .linear = c_linear, KERNEL_FLOAT_PARTS };
