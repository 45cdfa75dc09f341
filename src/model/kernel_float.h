/* kernel_float.h: the float operations, written once, compiled into each kernel_*.c for its registers. Not a header of
 * declarations: include it once, after the target is set, with nothing but static functions coming out.
 *
 * Eight lanes are spelt out with vector types, sums over a row run in eight lanes that are added in one fixed tree, sums over
 * k in dots() run in order. Nothing here may depend on the width of the real registers.
 * exp: Cody and Waite's reduction, Taylor to the sixth power, 2e-7 relative. Phi: Abramowitz and Stegun 7.1.26, 1.5e-7. */
#include <math.h>
#include <string.h>

#include "model/kernel.h"
#include "model/model_tune.h"

/* Vectors leave inlined functions only, so no calling convention is concerned. GCC remarks on vector parameters all the same,
 * and no pragma stops it: hence macros and pointers below. */
#if defined(__clang__)
#pragma clang diagnostic ignored "-Wpsabi"
#else
#pragma GCC diagnostic ignored "-Wpsabi"
#endif

typedef float v8f __attribute__((vector_size(32)));
typedef int32_t v8i __attribute__((vector_size(32)));
typedef uint32_t v8u __attribute__((vector_size(32)));
typedef uint8_t v8b __attribute__((vector_size(8)));
typedef uint8_t v32b __attribute__((vector_size(32)));
typedef float v8f_any __attribute__((vector_size(32), aligned(4), may_alias));
typedef int32_t v8i_any __attribute__((vector_size(32), aligned(4), may_alias));

#define INLINE static inline __attribute__((always_inline))

INLINE v8f load8(const float *p) { return *(const v8f_any *)p; }
#define store8(p, x) (*(v8f_any *)(p) = (x))
INLINE v8f all8(float x) { return (v8f){ x, x, x, x, x, x, x, x }; }
#define choose8(mask, x, y) ((v8f)(((mask) & (v8i)(x)) | (~(mask) & (v8i)(y))))
#define max8(x, y) choose8((x) > (y), x, y) /* variables: each is read twice */
#define abs8(x) ((v8f)((v8u)(x) & 0x7fffffffu))

INLINE float sum_lanes(const v8f *p)
{
    v8f x = *p;
    return ((x[0] + x[4]) + (x[2] + x[6])) + ((x[1] + x[5]) + (x[3] + x[7]));
}

INLINE float max_lanes(const v8f *p)
{
    v8f x = *p;
    float m = x[0];
    for (int i = 1; i < 8; i++) m = x[i] > m ? x[i] : m;
    return m;
}

/* Of arguments up to 0: there is no other use. */
INLINE v8f exp8(const v8f *p_x)
{
    const v8f magic = all8(12582912.0f), low = all8(-87.0f); /* 1.5 x 2^23: adding it rounds */
    v8f x = *p_x;
    x = max8(x, low);
    v8f shifted = x * 1.44269504f + magic;
    v8f n = shifted - magic;
    v8f r = (x - n * 0.693359375f) - n * -2.12194440e-4f;
    v8f p = r * (1.0f / 720.0f) + (1.0f / 120.0f);
    p = p * r + (1.0f / 24.0f);
    p = p * r + (1.0f / 6.0f);
    p = p * r + 0.5f;
    p = p * r + 1.0f;
    p = p * r + 1.0f;
    v8u power = ((v8u)shifted - 0x4b400000u + 127u) << 23;
    return p * (v8f)power;
}

static void float_gelu(float *x, size_t n)
{
    const v8f zero = all8(0.0f);
    for (size_t i = 0; i < n; i += 8) {
        v8f v = load8(x + i);
        v8f y = abs8(v) * 0.70710678f;
        v8f t = 1.0f / (y * 0.3275911f + 1.0f);
        v8f p = t * 1.061405429f - 1.453152027f;
        p = p * t + 1.421413741f;
        p = p * t - 0.284496736f;
        p = p * t + 0.254829592f;
        v8f square = -(y * y);
        v8f tail = (p * t) * (exp8(&square) * 0.5f); /* 1 - Phi(|x|) */
        store8(x + i, v * choose8(v < zero, tail, 1.0f - tail));
    }
}

static void float_relu(float *x, size_t n)
{
    const v8f zero = all8(0.0f);
    for (size_t i = 0; i < n; i += 8) {
        v8f v = load8(x + i);
        store8(x + i, max8(v, zero));
    }
}

static void float_quantise(const float *x, size_t ldx, uint32_t n_rows, uint32_t n, uint8_t *q, float *scale)
{
    for (uint32_t r = 0; r < n_rows; r++, x += ldx, q += n) {
        v8f m = all8(0.0f);
        for (uint32_t i = 0; i < n; i += 8) {
            v8f v = abs8(load8(x + i));
            m = max8(v, m);
        }
        float top = max_lanes(&m);
        float s = (top > 1e-8f ? top : 1e-8f) / (float)MODEL_ACT_LEVELS;
        scale[r] = s;
        for (uint32_t i = 0; i < n; i += 8) {
            v8u bits = (v8u)(load8(x + i) / s + 12582912.0f) - (0x4b400000u - (uint32_t)MODEL_ACT_LEVELS);
            v8b bytes = __builtin_shufflevector((v32b)bits, (v32b)bits, 0, 4, 8, 12, 16, 20, 24, 28); /* low bytes */
            memcpy(q + i, &bytes, 8);
        }
    }
}

static void float_add_norm(float *x, const float *y, uint32_t n_rows, uint32_t n, const float *gamma, const float *beta)
{
    for (uint32_t r = 0; r < n_rows; r++, x += n) {
        v8f sum = all8(0.0f), squares = all8(0.0f);
        if (y) {
            for (uint32_t i = 0; i < n; i += 8) {
                v8f v = load8(x + i) + load8(y + i);
                store8(x + i, v);
                sum += v;
            }
            y += n;
        } else {
            for (uint32_t i = 0; i < n; i += 8) sum += load8(x + i);
        }
        float mean = sum_lanes(&sum) / (float)n;
        for (uint32_t i = 0; i < n; i += 8) {
            v8f d = load8(x + i) - mean;
            squares += d * d;
        }
        float scale = 1.0f / sqrtf(sum_lanes(&squares) / (float)n + 1e-12f);
        for (uint32_t i = 0; i < n; i += 8)
            store8(x + i, ((load8(x + i) - mean) * scale) * load8(gamma + i) + load8(beta + i));
    }
}

static float float_dot(const float *a, const float *b, uint32_t n)
{
    v8f sum = all8(0.0f);
    for (uint32_t i = 0; i < n; i += 8) sum += load8(a + i) * load8(b + i);
    return sum_lanes(&sum);
}

/* 4 rows x 16 columns of dots(). Named accumulators: an array of them goes through memory (GCC 12). */
INLINE void dots_4x16(const float *a, size_t lda, const float *bt, size_t ldb, uint32_t depth, float *out, size_t ldo)
{
    v8f c00 = all8(0.0f), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00, c30 = c00, c31 = c00;
    for (uint32_t k = 0; k < depth; k++, bt += ldb) {
        v8f b0 = load8(bt), b1 = load8(bt + 8), x;
        x = all8(a[k]), c00 += x * b0, c01 += x * b1;
        x = all8(a[lda + k]), c10 += x * b0, c11 += x * b1;
        x = all8(a[2 * lda + k]), c20 += x * b0, c21 += x * b1;
        x = all8(a[3 * lda + k]), c30 += x * b0, c31 += x * b1;
    }
    store8(out, c00), store8(out + 8, c01);
    store8(out + ldo, c10), store8(out + ldo + 8, c11);
    store8(out + 2 * ldo, c20), store8(out + 2 * ldo + 8, c21);
    store8(out + 3 * ldo, c30), store8(out + 3 * ldo + 8, c31);
}

INLINE void dots_1x8(const float *a, const float *bt, size_t ldb, uint32_t depth, float *out)
{
    v8f c = all8(0.0f);
    for (uint32_t k = 0; k < depth; k++, bt += ldb) c += all8(a[k]) * load8(bt);
    store8(out, c);
}

INLINE void dots_1x32(const float *a, const float *bt, size_t ldb, uint32_t depth, float *out)
{
    v8f c0 = all8(0.0f), c1 = c0, c2 = c0, c3 = c0;
    for (uint32_t k = 0; k < depth; k++, bt += ldb) {
        v8f x = all8(a[k]);
        c0 += x * load8(bt), c1 += x * load8(bt + 8), c2 += x * load8(bt + 16), c3 += x * load8(bt + 24);
    }
    store8(out, c0), store8(out + 8, c1), store8(out + 16, c2), store8(out + 24, c3);
}

static void float_dots(const float *a, size_t lda, uint32_t n_a, const float *bt, size_t ldb, uint32_t n_b, uint32_t depth,
                       float *out, size_t ldo)
{
    uint32_t i = 0;
    for (; i + 4 <= n_a; i += 4) {
        uint32_t j = 0;
        for (; j + 16 <= n_b; j += 16) dots_4x16(a + i * lda, lda, bt + j, ldb, depth, out + i * ldo + j, ldo);
        for (; j < n_b; j += 8)
            for (uint32_t r = i; r < i + 4; r++) dots_1x8(a + r * lda, bt + j, ldb, depth, out + r * ldo + j);
    }
    for (; i < n_a; i++) {
        uint32_t j = 0;
        for (; j + 32 <= n_b; j += 32) dots_1x32(a + i * lda, bt + j, ldb, depth, out + i * ldo + j);
        for (; j < n_b; j += 8) dots_1x8(a + i * lda, bt + j, ldb, depth, out + i * ldo + j);
    }
}

/* x[0, n) -> exp(factor x - max); the lanes up to the next multiple of 8 -> 0. Returns the sum. */
INLINE float exp_row(float *x, uint32_t n, float factor)
{
    uint32_t n8 = (n + 7u) / 8u * 8u;
    for (uint32_t i = n; i < n8; i++) x[i] = -1e30f;
    v8f m = all8(-1e30f), sum = all8(0.0f);
    for (uint32_t i = 0; i < n8; i += 8) {
        v8f v = load8(x + i);
        m = max8(v, m);
    }
    float top = max_lanes(&m);
    for (uint32_t i = 0; i < n8; i += 8) {
        v8f v = (load8(x + i) - top) * factor;
        store8(x + i, exp8(&v));
    }
    for (uint32_t i = n; i < n8; i++) x[i] = 0.0f;
    for (uint32_t i = 0; i < n8; i += 8) sum += load8(x + i);
    return sum_lanes(&sum);
}

static void float_softmax(float *x, uint32_t n)
{
    float scale = 1.0f / exp_row(x, n, 1.0f);
    for (uint32_t i = 0; i < n; i += 8) store8(x + i, load8(x + i) * scale);
}

static void float_attention(const float *qkv, uint32_t n, uint32_t n_heads, uint32_t width, float *work, float *out)
{
    size_t hidden = (size_t)n_heads * width, ld = 3 * hidden;
    uint32_t n8 = (n + 7u) / 8u * 8u;
    float *keys = work, *values = keys + (size_t)n8 * width, *scores = values + (size_t)n8 * width;
    float factor = 1.0f / sqrtf((float)width);
    for (uint32_t h = 0; h < n_heads; h++) {
        const float *q = qkv + (size_t)h * width, *k = q + hidden, *v = k + hidden;
        for (uint32_t j = 0; j < n8; j++) {
            for (uint32_t d = 0; d < width; d++) keys[(size_t)d * n8 + j] = j < n ? k[j * ld + d] : 0.0f;
            if (j < n) memcpy(values + (size_t)j * width, v + j * ld, width * sizeof *values);
        }
        for (uint32_t i = 0; i < n; i += 4) {
            uint32_t rows = n - i < 4 ? n - i : 4;
            float scale[4];
            float *to = out + i * hidden + (size_t)h * width;
            float_dots(q + i * ld, ld, rows, keys, n8, n8, width, scores, n8);
            for (uint32_t r = 0; r < rows; r++) scale[r] = 1.0f / exp_row(scores + (size_t)r * n8, n, factor);
            float_dots(scores, n8, rows, values, width, width, n, to, hidden);
            for (uint32_t r = 0; r < rows; r++)
                for (uint32_t d = 0; d < width; d += 8)
                    store8(to + r * hidden + d, load8(to + r * hidden + d) * scale[r]);
        }
    }
}

/* Eight columns of linear()'s output from their integer sums. */
INLINE void linear_put(const v8i *sum, const model_matrix *w, uint32_t o, float a_scale, float *y)
{
    v8i exact = (v8i)((v8u)*sum - (v8u) * (const v8i_any *)(w->zero + o)); /* unsigned: a doctored file may overflow */
    store8(y, (__builtin_convertvector(exact, v8f) * load8(w->scale + o)) * a_scale + load8(w->bias + o));
}

#define KERNEL_FLOAT_PARTS                                                                                              \
    .quantise = float_quantise, .gelu = float_gelu, .relu = float_relu, .add_norm = float_add_norm,                     \
    .attention = float_attention, .dots = float_dots, .dot = float_dot, .softmax = float_softmax
