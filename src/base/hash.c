/* hash.c: see hash.h. Both are Austin Appleby's, in the public domain: MurmurHash64A (MurmurHash2.cpp) and
 * MurmurHash3_x64_128 (MurmurHash3.cpp), read here byte by byte so that every machine gives the same values. */
#include "base/hash.h"

static uint64_t load64(const unsigned char *p)
{
    return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24 | (uint64_t)p[4] << 32 |
           (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 | (uint64_t)p[7] << 56;
}

/* The last n < 8 bytes. */
static uint64_t load_tail(const unsigned char *p, size_t n)
{
    uint64_t v = 0;
    for (size_t i = 0; i < n; i++) v |= (uint64_t)p[i] << (8 * i);
    return v;
}

uint64_t hash_bytes(const void *p, size_t n, uint64_t seed)
{
    const uint64_t m = 0xc6a4a7935bd1e995u;
    const unsigned char *s = p;
    uint64_t h = seed ^ ((uint64_t)n * m);
    size_t i = 0;
    for (; n - i >= 8; i += 8) {
        uint64_t k = load64(s + i) * m;
        k ^= k >> 47;
        h = (h ^ (k * m)) * m;
    }
    if (i < n) h = (h ^ load_tail(s + i, n - i)) * m;
    h ^= h >> 47;
    h *= m;
    return h ^ (h >> 47);
}

static uint64_t rotl(uint64_t x, int r)
{
    return x << r | x >> (64 - r);
}

static uint64_t mix(uint64_t k)
{
    k ^= k >> 33;
    k *= 0xff51afd7ed558ccdu;
    k ^= k >> 33;
    k *= 0xc4ceb9fe1a85ec53u;
    return k ^ (k >> 33);
}

void hash_hex(const void *p, size_t n, char out[33])
{
    static const char hex[] = "0123456789abcdef";
    const uint64_t c1 = 0x87c37b91114253d5u, c2 = 0x4cf5ad432745937fu;
    const unsigned char *s = p;
    uint64_t h[2] = { 0, 0 };
    size_t i = 0;
    for (; n - i >= 16; i += 16) {
        h[0] ^= rotl(load64(s + i) * c1, 31) * c2;
        h[0] = (rotl(h[0], 27) + h[1]) * 5 + 0x52dce729u;
        h[1] ^= rotl(load64(s + i + 8) * c2, 33) * c1;
        h[1] = (rotl(h[1], 31) + h[0]) * 5 + 0x38495ab5u;
    }
    size_t left = n - i;
    if (left > 8) h[1] ^= rotl(load_tail(s + i + 8, left - 8) * c2, 33) * c1;
    if (left > 0) h[0] ^= rotl(load_tail(s + i, left < 8 ? left : 8) * c1, 31) * c2;
    h[0] ^= (uint64_t)n;
    h[1] ^= (uint64_t)n;
    h[0] += h[1];
    h[1] += h[0];
    h[0] = mix(h[0]);
    h[1] = mix(h[1]);
    h[0] += h[1];
    h[1] += h[0];
    for (int w = 0; w < 2; w++) {
        for (int d = 0; d < 16; d++) out[w * 16 + d] = hex[h[w] >> (60 - 4 * d) & 15];
    }
    out[32] = '\0';
}
