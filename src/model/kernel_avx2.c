/* kernel_avx2.c: x86 with AVX2. See kernel.h.
 *
 * maddubs adds two products u8 x s8 in 16 bits, saturating. Activations are 0..126 and the file promises that the positive
 * weights of the four that meet in a 16-bit sum add up to 260 at most, the negative ones to -260: 126 x 260 = 32,760, so two
 * maddubs can be added in 16 bits, exactly, before they are widened. That saves a quarter of the multiplier's work. */
#if defined(__x86_64__)

#include <immintrin.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2")
#endif

#include "model/kernel_float.h"

INLINE __m256i four(const uint8_t *a) /* the same four activations in every lane */
{
    int32_t bits;
    memcpy(&bits, a, 4);
    return _mm256_set1_epi32(bits);
}

/* One row of one panel's eight columns: two groups of four weights. */
#define STEP(sum, a0, a1, w0, w1)                                                                                       \
    sum = _mm256_add_epi32(sum, _mm256_madd_epi16(_mm256_add_epi16(_mm256_maddubs_epi16(a0, w0),                        \
                                                                   _mm256_maddubs_epi16(a1, w1)), ones))

/* Tells the compiler that these are in registers here: GCC 12 keeps some of eight accumulators in memory otherwise. */
#define KEEP(a, b, c, d) __asm__("" : "+x"(a), "+x"(b), "+x"(c), "+x"(d))

INLINE void avx2_put(__m256i sum, const model_matrix *w, uint32_t o, float a_scale, float *y)
{
    v8i copy = (v8i)sum; /* so that the accumulator's own address is never taken and it stays in its register */
    linear_put(&copy, w, o, a_scale, y);
}

INLINE void avx2_rows4(const model_matrix *w, const int8_t *panel, uint32_t o, const uint8_t *a, const float *a_scale,
                       float *y, size_t ldy)
{
    const __m256i ones = _mm256_set1_epi16(1);
    const size_t n = w->in_pad;
    __m256i s00 = _mm256_setzero_si256(), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00, s30 = s00, s31 = s00;
    for (size_t k = 0; k < n; k += 8, panel += 128) {
        __m256i w00 = _mm256_loadu_si256((const __m256i *)(const void *)panel);
        __m256i w01 = _mm256_loadu_si256((const __m256i *)(const void *)(panel + 32));
        __m256i w10 = _mm256_loadu_si256((const __m256i *)(const void *)(panel + 64));
        __m256i w11 = _mm256_loadu_si256((const __m256i *)(const void *)(panel + 96));
        __m256i a0 = four(a + k), a1 = four(a + k + 4);
        STEP(s00, a0, a1, w00, w10);
        STEP(s01, a0, a1, w01, w11);
        a0 = four(a + n + k), a1 = four(a + n + k + 4);
        STEP(s10, a0, a1, w00, w10);
        STEP(s11, a0, a1, w01, w11);
        a0 = four(a + 2 * n + k), a1 = four(a + 2 * n + k + 4);
        STEP(s20, a0, a1, w00, w10);
        STEP(s21, a0, a1, w01, w11);
        a0 = four(a + 3 * n + k), a1 = four(a + 3 * n + k + 4);
        STEP(s30, a0, a1, w00, w10);
        STEP(s31, a0, a1, w01, w11);
        KEEP(s00, s01, s10, s11);
        KEEP(s20, s21, s30, s31);
    }
    avx2_put(s00, w, o, a_scale[0], y), avx2_put(s01, w, o + 8, a_scale[0], y + 8);
    y += ldy;
    avx2_put(s10, w, o, a_scale[1], y), avx2_put(s11, w, o + 8, a_scale[1], y + 8);
    y += ldy;
    avx2_put(s20, w, o, a_scale[2], y), avx2_put(s21, w, o + 8, a_scale[2], y + 8);
    y += ldy;
    avx2_put(s30, w, o, a_scale[3], y), avx2_put(s31, w, o + 8, a_scale[3], y + 8);
}

INLINE void avx2_row1(const model_matrix *w, const int8_t *panel, uint32_t o, const uint8_t *a, const float *a_scale,
                      float *y)
{
    const __m256i ones = _mm256_set1_epi16(1);
    __m256i s0 = _mm256_setzero_si256(), s1 = s0;
    for (size_t k = 0; k < w->in_pad; k += 8, panel += 128) {
        __m256i a0 = four(a + k), a1 = four(a + k + 4);
        STEP(s0, a0, a1, _mm256_loadu_si256((const __m256i *)(const void *)panel),
             _mm256_loadu_si256((const __m256i *)(const void *)(panel + 64)));
        STEP(s1, a0, a1, _mm256_loadu_si256((const __m256i *)(const void *)(panel + 32)),
             _mm256_loadu_si256((const __m256i *)(const void *)(panel + 96)));
    }
    avx2_put(s0, w, o, a_scale[0], y), avx2_put(s1, w, o + 8, a_scale[0], y + 8);
}

/* A panel (6 KiB at 384 columns, 24 at 1536) stays in the first cache while all rows pass by it. */
static void avx2_linear(const model_matrix *w, const uint8_t *a, const float *a_scale, uint32_t n_rows, float *y, size_t ldy)
{
    for (uint32_t o = 0; o < w->out_pad; o += 16) {
        const int8_t *panel = w->w + (size_t)o * w->in_pad;
        uint32_t r = 0;
        for (; r + 4 <= n_rows; r += 4)
            avx2_rows4(w, panel, o, a + (size_t)r * w->in_pad, a_scale + r, y + r * ldy + o, ldy);
        for (; r < n_rows; r++) avx2_row1(w, panel, o, a + (size_t)r * w->in_pad, a_scale + r, y + r * ldy + o);
    }
}

#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif

static bool avx2_is_usable(void)
{
    return __builtin_cpu_supports("avx2") != 0;
}

const model_kernel kernel_avx2 = { .name = "avx2", .is_usable = avx2_is_usable, .linear = avx2_linear, KERNEL_FLOAT_PARTS };

#else
typedef int kernel_avx2_is_empty; /* ISO C wants something in a file */
#endif
