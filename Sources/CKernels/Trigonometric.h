#pragma once

// Sine and cosine after FreeBSD's msun, k_sin.c, k_cos.c and e_rem_pio2.c (Sun Microsystems, 1993):
// x = k pi/2 + r with |r| <= pi/4, where pi/2 is taken in three parts of 33 bits, whose products
// with k are exact, and a rest.

#include "Bits.h"

#pragma STDC FP_CONTRACT OFF

/// From this magnitude on the reduction is not exact.
#define TRIGONOMETRIC_LIMIT 1e6

/// The sine and the cosine of a number below `TRIGONOMETRIC_LIMIT` in magnitude.
typedef struct {
  double sine;
  double cosine;
} circle_point;

CKERNELS_INLINE double negated_if(double x, uint64_t is_negative) {
  return of_bits(bits_of(x) ^ (is_negative << 63));
}

CKERNELS_INLINE circle_point kernel_circle(double x) {
  double shifted = x * 0x1.45f306dc9c883p-1 + ROUNDING_SHIFT;
  double k = shifted - ROUNDING_SHIFT;
  uint64_t quadrant = shifted_integer(shifted);
  double first = x - k * 0x1.921fb544p+0;
  double second = k * 0x1.0b4611a6p-34;
  double a = first - second;
  double part = a - first;
  double a_error = (first - (a - part)) - (second + part);
  double third = k * 0x1.3198a2ep-69;
  double r = a - third;
  part = r - a;
  double r_error = (a - (r - part)) - (third + part);
  double y = (a_error + r_error) - k * 0x1.b839a252049c1p-104;

  double z = r * r, w = z * z;
  double sine_rest = 0x1.111111110f8a6p-7 + z * (-0x1.a01a019c161d5p-13 + z * 0x1.71de357b1fe7dp-19)
    + z * w * (-0x1.ae5e68a2b9cebp-26 + z * 0x1.5d93a5acfd57cp-33);
  double v = z * r;
  double sine = r - ((z * (0.5 * y - v * sine_rest) - y) - v * -0x1.5555555555549p-3);
  sine = r == 0 ? r : sine;

  double cosine_rest = z * (0x1.555555555554cp-5 + z * (-0x1.6c16c16c15177p-10
    + z * 0x1.a01a019cb1590p-16)) + w * w * (-0x1.27e4f809c52adp-22
    + z * (0x1.1ee9ebdb4b1c4p-29 + z * -0x1.8fae9be8838d4p-37));
  double half = 0.5 * z;
  double top = 1 - half;
  double cosine = top + (((1 - top) - half) + (z * cosine_rest - r * y));

  uint64_t is_swapped = quadrant & 1;
  circle_point result;
  result.sine = negated_if(is_swapped ? cosine : sine, (quadrant >> 1) & 1);
  result.cosine = negated_if(is_swapped ? sine : cosine, ((quadrant + 1) >> 1) & 1);
  return result;
}

CKERNELS_INLINE double kernel_sin(double x) { return kernel_circle(x).sine; }
CKERNELS_INLINE double kernel_cos(double x) { return kernel_circle(x).cosine; }

CKERNELS_INLINE double kernel_tan(double x) {
  circle_point point = kernel_circle(x);
  return point.sine / point.cosine;
}
