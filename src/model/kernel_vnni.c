/* kernel_vnni.c: x86 with AVX-512 VNNI: dpbusd adds four products u8 x s8 to 32 bits in one step. See kernel.h.
 *
 * Six rows by two panels: twelve accumulators, so that the instruction's latency (4 to 5 cycles, two a cycle) is covered. */
#if defined(__x86_64__)

#include <immintrin.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2,avx512f,avx512vl,avx512bw,avx512vnni"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2,avx512f,avx512vl,avx512bw,avx512vnni")
#endif

#include "model/kernel_float.h"

INLINE __m512i four(const uint8_t *a)
{
    int32_t bits;
    memcpy(&bits, a, 4);
    return _mm512_set1_epi32(bits);
}

INLINE void put16(__m512i sum, const model_matrix *w, uint32_t o, float a_scale, float *y)
{
    v8i low = (v8i)_mm512_castsi512_si256(sum), high = (v8i)_mm512_extracti64x4_epi64(sum, 1);
    linear_put(&low, w, o, a_scale, y);
    linear_put(&high, w, o + 8, a_scale, y + 8);
}

#define STEP(r)                                                                                                         \
    x = four(a + (r) * n + k), s##r##0 = _mm512_dpbusd_epi32(s##r##0, x, w0), s##r##1 = _mm512_dpbusd_epi32(s##r##1, x, w1)
#define PUT(r)                                                                                                          \
    put16(s##r##0, w, o, a_scale[r], y + (r) * ldy), put16(s##r##1, w, o + 16, a_scale[r], y + (r) * ldy + 16)

/* Six rows, two panels. */
INLINE void vnni_rows6(const model_matrix *w, const int8_t *panel, uint32_t o, const uint8_t *a, const float *a_scale,
                       float *y, size_t ldy)
{
    const size_t n = w->in_pad;
    const int8_t *next = panel + 16 * n;
    __m512i s00 = _mm512_setzero_si512(), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00;
    __m512i s30 = s00, s31 = s00, s40 = s00, s41 = s00, s50 = s00, s51 = s00, x;
    for (size_t k = 0; k < n; k += 4, panel += 64, next += 64) {
        __m512i w0 = _mm512_loadu_si512(panel), w1 = _mm512_loadu_si512(next);
        STEP(0);
        STEP(1);
        STEP(2);
        STEP(3);
        STEP(4);
        STEP(5);
    }
    PUT(0);
    PUT(1);
    PUT(2);
    PUT(3);
    PUT(4);
    PUT(5);
}

INLINE void vnni_row1(const model_matrix *w, const int8_t *panel, uint32_t o, const uint8_t *a, float a_scale, float *y)
{
    __m512i s = _mm512_setzero_si512();
    for (size_t k = 0; k < w->in_pad; k += 4, panel += 64)
        s = _mm512_dpbusd_epi32(s, four(a + k), _mm512_loadu_si512(panel));
    put16(s, w, o, a_scale, y);
}

static void vnni_linear(const model_matrix *w, const uint8_t *a, const float *a_scale, uint32_t n_rows, float *y, size_t ldy)
{
    uint32_t o = 0;
    for (; o + 32 <= w->out_pad; o += 32) {
        const int8_t *panel = w->w + (size_t)o * w->in_pad, *next = panel + (size_t)16 * w->in_pad;
        uint32_t r = 0;
        for (; r + 6 <= n_rows; r += 6)
            vnni_rows6(w, panel, o, a + (size_t)r * w->in_pad, a_scale + r, y + r * ldy + o, ldy);
        for (; r < n_rows; r++) {
            vnni_row1(w, panel, o, a + (size_t)r * w->in_pad, a_scale[r], y + r * ldy + o);
            vnni_row1(w, next, o + 16, a + (size_t)r * w->in_pad, a_scale[r], y + r * ldy + o + 16);
        }
    }
    for (; o < w->out_pad; o += 16)
        for (uint32_t r = 0; r < n_rows; r++)
            vnni_row1(w, w->w + (size_t)o * w->in_pad, o, a + (size_t)r * w->in_pad, a_scale[r], y + r * ldy + o);
}

#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif

static bool vnni_is_usable(void)
{
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx2");
}

const model_kernel kernel_vnni = { .name = "vnni", .is_usable = vnni_is_usable, .linear = vnni_linear, KERNEL_FLOAT_PARTS };

#else
typedef int kernel_vnni_is_empty;
#endif
