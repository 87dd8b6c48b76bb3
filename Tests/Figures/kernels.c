// Measures the largest errors of the kernels in units in the last place, against MPFR.
//
// cc -O2 -ISources/CKernels/include Tests/Figures/kernels.c Sources/CKernels/*.c -lmpfr -lgmp -lm -lpthread

#include <math.h>
#include <mpfr.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "CKernels.h"

static int sigmoid(mpfr_t result, const mpfr_t x, mpfr_rnd_t mode) {
  mpfr_neg(result, x, mode);
  mpfr_exp(result, result, mode);
  mpfr_add_ui(result, result, 1, mode);
  return mpfr_ui_div(result, 1, result, mode);
}

static int softplus(mpfr_t result, const mpfr_t x, mpfr_rnd_t mode) {
  mpfr_exp(result, x, mode);
  return mpfr_log1p(result, result, mode);
}

typedef struct {
  const char *name;
  ckernels_kernel kernel;
  int (*exact)(mpfr_t, const mpfr_t, mpfr_rnd_t);
  double lower, upper;
} function;

static const function functions[] = {
  {"exp", CKERNELS_EXP, mpfr_exp, -745, 709.7},
  {"expm1", CKERNELS_EXPM1, mpfr_expm1, -60, 709.7},
  {"sigmoid", CKERNELS_SIGMOID, sigmoid, -700, 60},
  {"tanh", CKERNELS_TANH, mpfr_tanh, -30, 30},
  {"log", CKERNELS_LOG, mpfr_log, 5e-324, 1.7e308},
  {"log1p", CKERNELS_LOG1P, mpfr_log1p, -1, 1.7e308},
  {"softplus", CKERNELS_SOFTPLUS, softplus, -700, 700},
  {"sin", CKERNELS_SIN, mpfr_sin, -1e6, 1e6},
  {"cos", CKERNELS_COS, mpfr_cos, -1e6, 1e6},
  {"tan", CKERNELS_TAN, mpfr_tan, -1e6, 1e6},
};

static uint64_t state = 1;

static uint64_t next_bits(void) {
  uint64_t z = state += 0x9E3779B97F4A7C15;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
  return z ^ (z >> 31);
}

static double unit(void) { return (double)(next_bits() >> 11) * 0x1p-53; }

/// Arguments: all over the domain, of all magnitudes, around 0 and 1, and near multiples of pi/2.
static double argument(const function *f, int turn) {
  double x, sign = next_bits() & 1 ? 1 : -1;
  switch (turn % 6) {
  case 0: x = f->lower / 2 + (f->upper / 2 - f->lower / 2) * unit(), x *= 2; break;
  case 1: x = sign * ldexp(1 + unit(), (int)(next_bits() % 2100) - 1076); break;
  case 2: x = sign * ldexp(1 + unit(), (int)(next_bits() % 40) - 30); break;
  case 3: x = sign * 4 * unit(); break;
  case 4: x = 1 + sign * ldexp(unit(), -(int)(next_bits() % 53)); break;
  default: x = (double)(next_bits() % 636000) * 1.5707963267948966 * sign;
    x = nextafter(x, x + (double)(next_bits() % 3) - 1); break;
  }
  return x < f->lower || x > f->upper ? f->lower / 2 + f->upper / 2 + unit() : x;
}

static double error_of(double value, const mpfr_t exact) {
  mpfr_t difference;
  mpfr_init2(difference, 200);
  mpfr_sub_d(difference, exact, value, MPFR_RNDN);
  double nearest = fabs(mpfr_get_d(exact, MPFR_RNDN));
  int exponent;
  frexp(nearest, &exponent);
  mpfr_mul_2si(difference, difference, exponent < -1021 ? 1074 : 53 - exponent, MPFR_RNDN);
  double error = fabs(mpfr_get_d(difference, MPFR_RNDN));
  mpfr_clear(difference);
  return isfinite(nearest) ? error : isfinite(value) ? INFINITY : 0;
}

static void measure(const function *f, int count) {
  double *x = malloc(count * sizeof *x), *y = malloc(count * sizeof *y);
  for (int i = 0; i < count; i++) x[i] = argument(f, i);
  ckernels_operand operand = {x, false};
  ckernels_apply(f->kernel, y, operand, operand, operand, count);
  mpfr_t argument, exact;
  mpfr_init2(argument, 53);
  mpfr_init2(exact, 200);
  double largest = 0, where = 0;
  for (int i = 0; i < count; i++) {
    mpfr_set_d(argument, x[i], MPFR_RNDN);
    f->exact(exact, argument, MPFR_RNDN);
    double error = error_of(y[i], exact);
    if (!(error <= largest)) largest = error, where = x[i];
  }
  printf("%-10s %.3f at %.17g\n", f->name, largest, where);
  mpfr_clears(argument, exact, NULL);
  free(x);
  free(y);
}

int main(int count, char **arguments) {
  int points = count > 1 ? atoi(arguments[1]) : 3000000;
  for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) measure(&functions[i], points);
}
