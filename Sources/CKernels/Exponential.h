#pragma once

// Exponentials. The argument is reduced to r = x - k log(2) with |r| <= log(2)/2 after Cody and
// Waite, Software Manual for the Elementary Functions, 1980; then e^r = 1 + r + r^2 P(r), where P
// interpolates at Chebyshev's nodes with a relative error below 3e-19.

#include "Bits.h"

#pragma STDC FP_CONTRACT OFF

/// x = k log(2) + r, and e^r - 1 - r.
typedef struct {
  double k;
  /// k in 64 bits, as a two's complement.
  uint64_t exponent;
  double r;
  double rest;
} reduced_exponential;

/// Reduces an argument between -1100 and 1100.
CKERNELS_INLINE reduced_exponential reduce_exponential(double x) {
  reduced_exponential result;
  double shifted = x * 0x1.71547652b82fep+0 + ROUNDING_SHIFT;
  double k = shifted - ROUNDING_SHIFT;
  result.k = k;
  result.exponent = shifted_integer(shifted);
  // The product is exact: the constant's last 21 bits are zero.
  double high = x - k * LN2_HIGH, low = k * LN2_LOW;
  double r = high - low;
  double error = (high - r) - low;
  double r2 = r * r, r4 = r2 * r2;
  double p01 = 0x1.0p-1 + r * 0x1.5555555555557p-3;
  double p23 = 0x1.5555555555556p-5 + r * 0x1.11111111100cep-7;
  double p45 = 0x1.6c16c16c162ccp-10 + r * 0x1.a01a01abef415p-13;
  double p67 = 0x1.a01a01a6dcaffp-16 + r * 0x1.71de021a90822p-19;
  double p8 = 0x1.27e4db57442fbp-22 + r * 0x1.af4e196027428p-26 + r2 * 0x1.1f731ea5352cap-29;
  double p = (p01 + r2 * p23) + r4 * ((p45 + r2 * p67) + r4 * p8);
  result.r = r;
  result.rest = error + r2 * p;
  return result;
}

/// y times 2^k for k from -1077 to 1025, in two steps so that each power of two is a normal number.
CKERNELS_INLINE double scaled(double y, uint64_t k) {
  uint64_t half = (k + 2 * 1023) >> 1;
  return y * power_of_two(half) * power_of_two(k + 2 * 1023 - half);
}

CKERNELS_INLINE double kernel_exp(double x) {
  // Beyond these bounds the result is infinite, or zero, all the same.
  x = x > 710 ? 710 : x;
  x = x < -746 ? -746 : x;
  reduced_exponential reduced = reduce_exponential(x);
  double sum = 1 + reduced.r;
  double error = (1 - sum) + reduced.r;
  return scaled(sum + (error + reduced.rest), reduced.exponent);
}

/// e^x - 1 as 2^k ((1 - 2^-k) + r + rest).
CKERNELS_INLINE double kernel_expm1(double argument) {
  double x = argument > 710 ? 710 : argument;
  x = x < -50 ? -50 : x;
  reduced_exponential reduced = reduce_exponential(x);
  // From 2^-100 on it changes nothing.
  uint64_t k = reduced.k > 100 ? 100 : reduced.exponent;
  double one = power_of_two(1023 - k);
  double offset = 1 - one;
  double sum = offset + reduced.r;
  double error = ((offset - sum) + reduced.r) + ((1 - offset) - one);
  double result = scaled(sum + (error + reduced.rest), reduced.exponent);
  return argument == 0 ? argument : result;
}

CKERNELS_INLINE double kernel_sigmoid(double x) {
  double decay = kernel_exp(-fabs(x));
  return (x >= 0 ? 1 : decay) / (1 + decay);
}

/// With t = e^(-2|x|) - 1 it is -t/(t + 2), and from 1 on, where that loses a bit,
/// 1 - 2(1 + t)/(t + 2).
CKERNELS_INLINE double kernel_tanh(double x) {
  double t = kernel_expm1(-2 * fabs(x));
  bool is_large = t < -0.75;
  double quotient = (is_large ? -2 * (1 + t) : -t) / (t + 2);
  return copysign(is_large ? 1 + quotient : quotient, x);
}
