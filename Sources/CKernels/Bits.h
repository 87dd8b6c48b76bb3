#pragma once

// What the functions on numbers have in common. All of them are straight-line code, since a loop
// with branches does not become vector code, and all operations round as IEEE 754 says: with
// contraction to fused operations off, every instruction set gives the same bits.

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/// A function of a few numbers that is put into the loop that calls it.
#define CKERNELS_INLINE static inline __attribute__((always_inline))

CKERNELS_INLINE uint64_t bits_of(double x) {
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  return bits;
}

CKERNELS_INLINE double of_bits(uint64_t bits) {
  double x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

/// Added to a number below 2^51 it leaves the nearest integer in the low bits of the sum.
#define ROUNDING_SHIFT 0x1.8p52

/// The integer in the low bits of a sum with `ROUNDING_SHIFT`.
CKERNELS_INLINE uint64_t shifted_integer(double sum) { return bits_of(sum) - bits_of(ROUNDING_SHIFT); }

/// The number of an integer from 0 to 2^52 - 1.
CKERNELS_INLINE double number_of(uint64_t integer) {
  return of_bits(integer | 0x4330000000000000) - 0x1p52;
}

/// 2^(n - 1023) for n from 1 to 2046.
CKERNELS_INLINE double power_of_two(uint64_t n) { return of_bits(n << 52); }

#define LN2_HIGH 0x1.62e42feep-1
#define LN2_LOW 0x1.a39ef35793c76p-33
