/* hash.h: the two hashes of the house. */
#ifndef SITREP_BASE_HASH_H
#define SITREP_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

/* 64-bit non-cryptographic hash for tables and images. Fixed for ever: compiled images hold its values. */
uint64_t hash_bytes(const void *p, size_t n, uint64_t seed);

/* 128-bit hash of a text as 32 hexadecimal digits and a NUL: a report's id. */
void hash_hex(const void *p, size_t n, char out[33]);

#endif
