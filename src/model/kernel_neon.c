/* kernel_neon.c: ARMv8. See kernel.h. Written and compiled, not yet run on such a machine.
 *
 * Built for ARMv8.4 (-march=armv8.2-a+dotprod, any Apple processor) it uses sdot: four products s8 x s8 added to 32 bits in
 * one step; otherwise widening products. Activations lose their offset of 63 on the way in, as both are signed, and the sums
 * start from the matrix's zero share, which the common epilogue takes away: the same integers as on every other path. */
#if defined(__aarch64__)

#include <arm_neon.h>

#include "model/kernel_float.h"

/* sum[i] += four products of output i; x holds the same four activations in every lane. */
INLINE int32x4_t neon_step(int32x4_t sum, int8x16_t w, int8x16_t x)
{
#if defined(__ARM_FEATURE_DOTPROD)
    return vdotq_s32(sum, w, x);
#else
    int16x8_t low = vmull_s8(vget_low_s8(w), vget_low_s8(x)), high = vmull_s8(vget_high_s8(w), vget_high_s8(x));
    return vaddq_s32(sum, vpaddq_s32(vpaddlq_s16(low), vpaddlq_s16(high)));
#endif
}

static void neon_row(const model_matrix *w, const int8_t *panel, uint32_t o, const uint8_t *a, float a_scale, float *y)
{
    int32x4_t s0 = vld1q_s32(w->zero + o), s1 = vld1q_s32(w->zero + o + 4), s2 = vld1q_s32(w->zero + o + 8),
              s3 = vld1q_s32(w->zero + o + 12);
    for (uint32_t k = 0; k < w->in_pad; k += 4, panel += 64) {
        uint32_t bits;
        memcpy(&bits, a + k, 4);
        int8x16_t x = vreinterpretq_s8_u8(vsubq_u8(vreinterpretq_u8_u32(vdupq_n_u32(bits)), vdupq_n_u8(MODEL_ACT_LEVELS)));
        s0 = neon_step(s0, vld1q_s8(panel), x);
        s1 = neon_step(s1, vld1q_s8(panel + 16), x);
        s2 = neon_step(s2, vld1q_s8(panel + 32), x);
        s3 = neon_step(s3, vld1q_s8(panel + 48), x);
    }
    v8i sums[2];
    int32_t *sum = (int32_t *)sums;
    vst1q_s32(sum, s0);
    vst1q_s32(sum + 4, s1);
    vst1q_s32(sum + 8, s2);
    vst1q_s32(sum + 12, s3);
    linear_put(&sums[0], w, o, a_scale, y);
    linear_put(&sums[1], w, o + 8, a_scale, y + 8);
}

static void neon_linear(const model_matrix *w, const uint8_t *a, const float *a_scale, uint32_t n_rows, float *y, size_t ldy)
{
    for (uint32_t o = 0; o < w->out_pad; o += 16)
        for (uint32_t r = 0; r < n_rows; r++)
            neon_row(w, w->w + (size_t)o * w->in_pad, o, a + (size_t)r * w->in_pad, a_scale[r], y + r * ldy + o);
}

static bool neon_is_usable(void)
{
    return true;
}

const model_kernel kernel_neon = { .name = "neon", .is_usable = neon_is_usable, .linear = neon_linear, KERNEL_FLOAT_PARTS };

#else
typedef int kernel_neon_is_empty;
#endif
