#include "CInterval.h"

#include <mpfi.h>
#include <stddef.h>

// Numbers of 53 bits live on the stack, so that a call neither allocates for them nor shares them.
// Intervals do not: MPFI exchanges their ends with temporaries of its own.
#define PRECISION 53
#define DECLARE_NUMBER(name) MPFR_DECL_INIT(name, PRECISION)

typedef int (*unary)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t);

static int log_of_gamma(mpfr_ptr result, mpfr_srcptr x, mpfr_rnd_t rounding) {
  int sign;
  return mpfr_lgamma(result, &sign, x, rounding);
}

static unary kernel(cinterval_function function) {
  switch (function) {
    case CINTERVAL_EXP: return mpfr_exp;
    case CINTERVAL_EXPM1: return mpfr_expm1;
    case CINTERVAL_LOG: return mpfr_log;
    case CINTERVAL_LOG1P: return mpfr_log1p;
    case CINTERVAL_LOG2: return mpfr_log2;
    case CINTERVAL_LOG10: return mpfr_log10;
    case CINTERVAL_CBRT: return mpfr_cbrt;
    case CINTERVAL_SIN: return mpfr_sin;
    case CINTERVAL_COS: return mpfr_cos;
    case CINTERVAL_TAN: return mpfr_tan;
    case CINTERVAL_SEC: return mpfr_sec;
    case CINTERVAL_CSC: return mpfr_csc;
    case CINTERVAL_COT: return mpfr_cot;
    case CINTERVAL_ASIN: return mpfr_asin;
    case CINTERVAL_ACOS: return mpfr_acos;
    case CINTERVAL_ATAN: return mpfr_atan;
    case CINTERVAL_SINH: return mpfr_sinh;
    case CINTERVAL_COSH: return mpfr_cosh;
    case CINTERVAL_TANH: return mpfr_tanh;
    case CINTERVAL_ASINH: return mpfr_asinh;
    case CINTERVAL_ACOSH: return mpfr_acosh;
    case CINTERVAL_ATANH: return mpfr_atanh;
    case CINTERVAL_ERF: return mpfr_erf;
    case CINTERVAL_ERFC: return mpfr_erfc;
    case CINTERVAL_GAMMA: return mpfr_gamma;
    case CINTERVAL_LGAMMA: return log_of_gamma;
    case CINTERVAL_DIGAMMA: return mpfr_digamma;
  }
  return NULL;
}

static cinterval whole_line(void) { return (cinterval){-INFINITY, INFINITY}; }

static double lower_double(mpfr_srcptr x) {
  return mpfr_nan_p(x) ? -INFINITY : mpfr_get_d(x, MPFR_RNDD);
}

static double upper_double(mpfr_srcptr x) {
  return mpfr_nan_p(x) ? INFINITY : mpfr_get_d(x, MPFR_RNDU);
}

/// The bounds of a number that was rounded down; `ternary` is zero where it is exact.
static cinterval around(mpfr_ptr value, int ternary) {
  if (mpfr_nan_p(value)) return whole_line();
  cinterval result;
  result.lower = mpfr_get_d(value, MPFR_RNDD);
  if (ternary != 0) mpfr_nextabove(value);
  result.upper = mpfr_get_d(value, MPFR_RNDU);
  return result;
}

cinterval cinterval_at(cinterval_function function, double x) {
  unary compute = kernel(function);
  if (!compute) return whole_line();
  DECLARE_NUMBER(value);
  mpfr_set_d(value, x, MPFR_RNDN);
  int ternary = compute(value, value, MPFR_RNDD);
  return around(value, ternary);
}

double cinterval_below(cinterval_function function, double x) {
  unary compute = kernel(function);
  if (!compute) return -INFINITY;
  DECLARE_NUMBER(value);
  mpfr_set_d(value, x, MPFR_RNDN);
  compute(value, value, MPFR_RNDD);
  return lower_double(value);
}

double cinterval_above(cinterval_function function, double x) {
  unary compute = kernel(function);
  if (!compute) return INFINITY;
  DECLARE_NUMBER(value);
  mpfr_set_d(value, x, MPFR_RNDN);
  compute(value, value, MPFR_RNDU);
  return upper_double(value);
}

static void make_interval(mpfi_ptr x, double lower, double upper) {
  mpfi_init2(x, PRECISION);
  mpfr_set_d(&x->left, lower, MPFR_RNDD);
  mpfr_set_d(&x->right, upper, MPFR_RNDU);
}

/// The bounds of an interval, which is freed.
static cinterval take_bounds(mpfi_ptr x) {
  cinterval result = whole_line();
  if (!mpfi_nan_p(x)) {
    result = (cinterval){lower_double(&x->left), upper_double(&x->right)};
  }
  mpfi_clear(x);
  return result;
}

cinterval cinterval_range(cinterval_function function, double lower, double upper) {
  mpfi_t x, value;
  make_interval(x, lower, upper);
  mpfi_init2(value, PRECISION);
  switch (function) {
    case CINTERVAL_SIN: mpfi_sin(value, x); break;
    case CINTERVAL_COS: mpfi_cos(value, x); break;
    case CINTERVAL_TAN: mpfi_tan(value, x); break;
    case CINTERVAL_SEC: mpfi_sec(value, x); break;
    case CINTERVAL_CSC: mpfi_csc(value, x); break;
    case CINTERVAL_COT: mpfi_cot(value, x); break;
    default: break;
  }
  mpfi_clear(x);
  return take_bounds(value);
}

cinterval cinterval_power(double base, double exponent) {
  DECLARE_NUMBER(x);
  DECLARE_NUMBER(y);
  DECLARE_NUMBER(value);
  mpfr_set_d(x, base, MPFR_RNDN);
  mpfr_set_d(y, exponent, MPFR_RNDN);
  int ternary = mpfr_pow(value, x, y, MPFR_RNDD);
  return around(value, ternary);
}

cinterval cinterval_angle(double y, double x) {
  DECLARE_NUMBER(ordinate);
  DECLARE_NUMBER(abscissa);
  DECLARE_NUMBER(value);
  mpfr_set_d(ordinate, y, MPFR_RNDN);
  mpfr_set_d(abscissa, x, MPFR_RNDN);
  int ternary = mpfr_atan2(value, ordinate, abscissa, MPFR_RNDD);
  return around(value, ternary);
}

cinterval cinterval_hypotenuse(cinterval x, cinterval y) {
  mpfi_t a, b, value;
  make_interval(a, x.lower, x.upper);
  make_interval(b, y.lower, y.upper);
  mpfi_init2(value, PRECISION);
  mpfi_hypot(value, a, b);
  mpfi_clear(a);
  mpfi_clear(b);
  return take_bounds(value);
}

cinterval cinterval_pi(void) {
  mpfi_t value;
  mpfi_init2(value, PRECISION);
  mpfi_const_pi(value);
  return take_bounds(value);
}

cinterval cinterval_e(void) { return cinterval_at(CINTERVAL_EXP, 1); }

cinterval cinterval_fraction(const char *numerator, const char *denominator) {
  cinterval result = whole_line();
  mpq_t fraction;
  mpq_init(fraction);
  if (mpz_set_str(mpq_numref(fraction), numerator, 10) == 0 &&
      mpz_set_str(mpq_denref(fraction), denominator, 10) == 0 &&
      mpz_sgn(mpq_denref(fraction)) > 0) {
    mpq_canonicalize(fraction);
    mpfi_t value;
    mpfi_init2(value, PRECISION);
    mpfi_set_q(value, fraction);
    result = take_bounds(value);
  }
  mpq_clear(fraction);
  return result;
}

cinterval cinterval_reference(cinterval_operation operation, cinterval a, cinterval b) {
  mpfi_t x, y, value;
  make_interval(x, a.lower, a.upper);
  make_interval(y, b.lower, b.upper);
  mpfi_init2(value, PRECISION);
  switch (operation) {
    case CINTERVAL_ADD: mpfi_add(value, x, y); break;
    case CINTERVAL_SUBTRACT: mpfi_sub(value, x, y); break;
    case CINTERVAL_MULTIPLY: mpfi_mul(value, x, y); break;
    case CINTERVAL_DIVIDE: mpfi_div(value, x, y); break;
    case CINTERVAL_SQUARE_ROOT: mpfi_sqrt(value, x); break;
  }
  mpfi_clear(x);
  mpfi_clear(y);
  return take_bounds(value);
}
