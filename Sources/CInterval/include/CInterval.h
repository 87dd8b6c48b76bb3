#pragma once

// Bounds of real functions, rounded outward: a thin door to MPFI and MPFR.
//
// Nothing here is told of domains: callers cut an argument to where a function is defined. A bound
// is the double next below or above the exact value, and the value itself where it is a double.

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The real numbers from `lower` to `upper`; an infinity stands for numbers beyond all doubles.
typedef struct {
  double lower;
  double upper;
} cinterval;

/// Functions of one argument that MPFR rounds correctly.
typedef enum {
  CINTERVAL_EXP,
  CINTERVAL_EXPM1,
  CINTERVAL_LOG,
  CINTERVAL_LOG1P,
  CINTERVAL_LOG2,
  CINTERVAL_LOG10,
  CINTERVAL_CBRT,
  CINTERVAL_SIN,
  CINTERVAL_COS,
  CINTERVAL_TAN,
  CINTERVAL_SEC,
  CINTERVAL_CSC,
  CINTERVAL_COT,
  CINTERVAL_ASIN,
  CINTERVAL_ACOS,
  CINTERVAL_ATAN,
  CINTERVAL_SINH,
  CINTERVAL_COSH,
  CINTERVAL_TANH,
  CINTERVAL_ASINH,
  CINTERVAL_ACOSH,
  CINTERVAL_ATANH,
  CINTERVAL_ERF,
  CINTERVAL_ERFC,
  CINTERVAL_GAMMA,
  /// The logarithm of the gamma function's magnitude.
  CINTERVAL_LGAMMA,
  CINTERVAL_DIGAMMA,
} cinterval_function;

/// The tightest enclosure of a function's value at one point of its domain.
cinterval cinterval_at(cinterval_function function, double x);

/// The largest double that is not above the function's value at `x`.
double cinterval_below(cinterval_function function, double x);

/// The smallest double that is not below the function's value at `x`.
double cinterval_above(cinterval_function function, double x);

/// The range of a trigonometric function, `sin` to `cot`, over an interval, by MPFI.
///
/// Around poles the result is unbounded.
cinterval cinterval_range(cinterval_function function, double lower, double upper);

/// The tightest enclosure of the power of a base that is not negative.
cinterval cinterval_power(double base, double exponent);

/// The tightest enclosure of the angle of the point (x, y), between -pi and pi.
cinterval cinterval_angle(double y, double x);

/// The range of sqrt(x^2 + y^2), by MPFI.
cinterval cinterval_hypotenuse(cinterval x, cinterval y);

/// The tightest enclosures of the circle's constant and of Euler's number.
cinterval cinterval_pi(void);
cinterval cinterval_e(void);

/// The tightest enclosure of a decimal fraction, both parts as decimal digits with a sign.
///
/// Texts that are no integers give the whole line.
cinterval cinterval_fraction(const char *numerator, const char *denominator);

/// Operations of MPFI on whole intervals, to hold the faster ones below against.
typedef enum {
  CINTERVAL_ADD,
  CINTERVAL_SUBTRACT,
  CINTERVAL_MULTIPLY,
  CINTERVAL_DIVIDE,
  CINTERVAL_SQUARE_ROOT,
} cinterval_operation;

/// The result of MPFI; `CINTERVAL_SQUARE_ROOT` is that of `a`.
cinterval cinterval_reference(cinterval_operation operation, cinterval a, cinterval b);

// The bounds of +, -, *, / and the square root come from the rounded result and the sign of its
// error, which is a double that can be computed (Muller et al., Handbook of Floating-Point
// Arithmetic, 2nd edition, chapter 4: TwoSum and the residuals by fused multiply-add). Where the
// error may itself over- or underflow the neighbour is taken, which is at worst one double off.

#pragma STDC FP_CONTRACT OFF

/// Results at least so large have residuals that are doubles.
#define CINTERVAL_TINY 0x1p-960
/// Sums below it do not overflow on the way to their error.
#define CINTERVAL_HUGE 0x1p1020

/// The double next below x, not NaN.
static inline double cinterval_next_below(double x) {
  if (x == 0) return -DBL_TRUE_MIN;
  if (x == -INFINITY) return x;
  int64_t bits;
  memcpy(&bits, &x, sizeof bits);
  bits += x > 0 ? -1 : 1;
  memcpy(&x, &bits, sizeof bits);
  return x;
}

/// The double next above x, not NaN.
static inline double cinterval_next_above(double x) { return -cinterval_next_below(-x); }

/// A lower bound of a + b.
static inline double cinterval_add_below(double a, double b) {
  double s = a + b;
  if (!(fabs(s) < CINTERVAL_HUGE)) {
    if (isinf(a) || isinf(b)) return s;
    return cinterval_next_below(s);
  }
  double t = s - a;
  double error = (a - (s - t)) + (b - t);
  return error < 0 ? cinterval_next_below(s) : s;
}

/// An upper bound of a + b.
static inline double cinterval_add_above(double a, double b) { return -cinterval_add_below(-a, -b); }

/// A lower bound of a number that is not zero, was rounded to x and has the given sign.
static inline double cinterval_neighbour_below(double x, int isPositive) {
  return x == 0 && isPositive ? 0 : cinterval_next_below(x);
}

/// A lower bound of a b, where zero times infinity is zero.
static inline double cinterval_multiply_below(double a, double b) {
  if (a == 0 || b == 0) return 0;
  double p = a * b;
  if (isinf(p)) return isinf(a) || isinf(b) ? p : cinterval_next_below(p);
  if (fabs(p) < CINTERVAL_TINY) return cinterval_neighbour_below(p, (a > 0) == (b > 0));
  return fma(a, b, -p) < 0 ? cinterval_next_below(p) : p;
}

/// An upper bound of a b, where zero times infinity is zero.
static inline double cinterval_multiply_above(double a, double b) {
  return -cinterval_multiply_below(-a, b);
}

/// A lower bound of a / b for b other than zero, not both infinite.
static inline double cinterval_divide_below(double a, double b) {
  if (a == 0 || isinf(b)) return 0;
  double q = a / b;
  if (isinf(a)) return q;
  if (isinf(q) || fabs(q) < CINTERVAL_TINY || fabs(a) < CINTERVAL_TINY) {
    return cinterval_neighbour_below(q, (a > 0) == (b > 0));
  }
  double residual = fma(-q, b, a);
  return residual != 0 && (residual < 0) != (b < 0) ? cinterval_next_below(q) : q;
}

/// An upper bound of a / b for b other than zero, not both infinite.
static inline double cinterval_divide_above(double a, double b) {
  return -cinterval_divide_below(-a, b);
}

/// A lower bound of the square root of x, which is not negative.
static inline double cinterval_root_below(double x) {
  double r = sqrt(x);
  if (x == 0 || isinf(x)) return r;
  if (x < CINTERVAL_TINY) return cinterval_next_below(r);
  return fma(-r, r, x) < 0 ? cinterval_next_below(r) : r;
}

/// An upper bound of the square root of x, which is not negative.
static inline double cinterval_root_above(double x) {
  double r = sqrt(x);
  if (x == 0 || isinf(x)) return r;
  if (x < CINTERVAL_TINY) return cinterval_next_above(r);
  return fma(-r, r, x) > 0 ? cinterval_next_above(r) : r;
}

#ifdef __cplusplus
}
#endif
