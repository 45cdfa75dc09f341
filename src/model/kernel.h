/* kernel.h: the arithmetic of the model, once a processor family, behind one table.
 *
 * in -> out: activations and weights -> activations. Invariant: every path gives the same bytes. Sums of products of integers
 * are exact; float operations are written once (kernel_float.h), in one order, without contraction, and only compiled for
 * wider registers.
 *
 *     const model_kernel *k = kernel_choose(NULL);
 *     k->quantise(x, 384, rows, 384, q, scale);
 *     k->linear(&matrix, q, scale, rows, y, 384);
 *
 * Shapes: sizes of rows are multiples of 8 floats unless said. All functions are thread-safe and allocate nothing.
 */
#ifndef SITREP_MODEL_KERNEL_H
#define SITREP_MODEL_KERNEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* An int8 matrix of n_out rows of n_in weights, as it lies in the file: panels of 16 rows, in each panel groups of 4
 * columns, in each group 16 rows x 4 weights. out_pad, in_pad: rounded up to 16 and 8, filled with zeros. */
typedef struct model_matrix {
    const int8_t *w;
    const float *scale;  /* [out_pad] of each row */
    const int32_t *zero; /* [out_pad] 63 x the row's sum, the share of the activations' offset */
    const float *bias;   /* [out_pad] */
    uint32_t n_out, n_in, out_pad, in_pad;
} model_matrix;

typedef struct model_kernel {
    const char *name;
    bool (*is_usable)(void); /* on this processor */

    /* y[r][o] = (sum_k q[r][k] w[o][k]) * scale[o] * a_scale[r] + bias[o] for r < n_rows, o < out_pad.
     * a: [n_rows][in_pad], values 0..126. ldy >= out_pad, in floats. */
    void (*linear)(const model_matrix *w, const uint8_t *a, const float *a_scale, uint32_t n_rows, float *y, size_t ldy);
    /* q = round-half-even(x / s) + 63, s = max|x| / 63, each row for itself; q rows lie n bytes apart. */
    void (*quantise)(const float *x, size_t ldx, uint32_t n_rows, uint32_t n, uint8_t *q, float *scale);
    void (*gelu)(float *x, size_t n); /* x Phi(x) */
    void (*relu)(float *x, size_t n);
    /* x = LayerNorm(x + y) * gamma + beta, y may be NULL. eps 1e-12. Rows lie n floats apart. */
    void (*add_norm)(float *x, const float *y, uint32_t n_rows, uint32_t n, const float *gamma, const float *beta);
    /* Softmax attention inside one window of n rows; qkv rows hold query, key, value of all heads (3 x n_heads x width,
     * width a multiple of 8). work: at least kernel_attention_work(n, width) floats. out rows: n_heads x width. */
    void (*attention)(const float *qkv, uint32_t n, uint32_t n_heads, uint32_t width, float *work, float *out);
    /* out[i][j] = sum_k a[i][k] bt[k][j], k ascending; n_b a multiple of 8, depth any. */
    void (*dots)(const float *a, size_t lda, uint32_t n_a, const float *bt, size_t ldb, uint32_t n_b, uint32_t depth,
                 float *out, size_t ldo);
    float (*dot)(const float *a, const float *b, uint32_t n);
    void (*softmax)(float *x, uint32_t n); /* in place, n any, x has room up to the next multiple of 8 */
} model_kernel;

static inline size_t kernel_attention_work(uint32_t n, uint32_t width)
{
    size_t n8 = (n + 7u) / 8u * 8u;
    return n8 * width * 2 + n8 * 4;
}

/* The best usable path; or the one of that name ("c", "avx2", "vnni", "neon"), NULL when it is unknown or not usable here. */
const model_kernel *kernel_choose(const char *name);
/* The paths built in, best first, whether usable or not; NULL at i beyond the last. */
const model_kernel *kernel_at(unsigned i);

extern const model_kernel kernel_c;
#if defined(__x86_64__)
extern const model_kernel kernel_avx2, kernel_vnni;
#elif defined(__aarch64__)
extern const model_kernel kernel_neon;
#endif

#endif
