#pragma once

// Logarithms after FreeBSD's msun, e_log.c and s_log1p.c (Sun Microsystems, 1993): the argument is
// 2^k (1 + f) with 1 + f between sqrt(2)/2 and sqrt(2), and log(1 + f) = f - (f^2/2 - s (f^2/2 + R))
// with s = f/(2 + f) and a polynomial R in s^2.

#include "Bits.h"
#include "Exponential.h"

#pragma STDC FP_CONTRACT OFF

/// The upper halves of the bits of 1 and of sqrt(2)/2, whose difference moves where the exponent
/// changes.
#define ONE_BITS 0x3ff0000000000000
#define ROOT_BITS 0x3fe6a09e00000000

/// k log(2) + log(1 + f) + correction.
CKERNELS_INLINE double combined_logarithm(double k, double f, double correction) {
  double s = f / (2 + f);
  double z = s * s, w = z * z;
  double even = w * (0x1.999999997fa04p-2 + w * (0x1.c71c51d8e78afp-3 + w * 0x1.39a09d078c69fp-3));
  double odd = z * (0x1.5555555555593p-1 + w * (0x1.2492494229359p-2
    + w * (0x1.7466496cb03dep-3 + w * 0x1.2f112df3e5244p-3)));
  double half_square = 0.5 * f * f;
  double small = s * (half_square + (even + odd)) + (k * LN2_LOW + correction);
  return k * LN2_HIGH - ((half_square - small) - f);
}

CKERNELS_INLINE double kernel_log(double x) {
  bool is_subnormal = x < 0x1p-1022;
  uint64_t moved = bits_of(is_subnormal ? x * 0x1p54 : x) + (ONE_BITS - ROOT_BITS);
  double k = number_of(moved >> 52) - (is_subnormal ? 1023 + 54 : 1023);
  double f = of_bits((moved & 0xfffffffffffff) + ROOT_BITS) - 1;
  double result = combined_logarithm(k, f, 0);
  result = x == INFINITY ? x : result;
  result = x == 0 ? -INFINITY : result;
  return x >= 0 ? result : NAN;
}

CKERNELS_INLINE double kernel_log1p(double x) {
  double u = 1 + x;
  double part = u - 1;
  double error = (1 - (u - part)) + (x - part);
  uint64_t moved = bits_of(u) + (ONE_BITS - ROOT_BITS);
  double k = number_of(moved >> 52) - 1023;
  double f = of_bits((moved & 0xfffffffffffff) + ROOT_BITS) - 1;
  // Where 1 + x needs no scaling, x itself is f without a rounding.
  double result = combined_logarithm(k, k == 0 ? x : f, k == 0 ? 0 : error / u);
  result = x == INFINITY ? x : result;
  result = x == -1 ? -INFINITY : result;
  result = x == 0 ? x : result;
  return x >= -1 ? result : NAN;
}

/// log(1 + e^x); of log(1 + t) with t up to 1 the reduction is all but exact.
CKERNELS_INLINE double kernel_softplus(double x) {
  double t = kernel_exp(-fabs(x));
  bool is_halved = t > 0x1.a827999fcef32p-2;
  double rest = combined_logarithm(is_halved ? 1 : 0, is_halved ? 0.5 * (t - 1) : t, 0);
  return (x > 0 ? x : 0) + rest;
}
