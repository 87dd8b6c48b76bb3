#define CKERNELS_APPLY_ROWS_IS_NEXT
#include "CKernels.h"

#include "Clones.h"
#include "Exponential.h"
#include "Logarithm.h"
#include "Trigonometric.h"

#pragma STDC FP_CONTRACT OFF

#define FUNCTION(name, parameters, value) CKERNELS_INLINE double name parameters { return value; }

// As functions, so that operands are read whatever is chosen: a masked load is slow.
FUNCTION(add, (double x, double y), x + y)
FUNCTION(subtract, (double x, double y), x - y)
FUNCTION(multiply, (double x, double y), x * y)
FUNCTION(divide, (double x, double y), x / y)
FUNCTION(negate, (double x), -x)
FUNCTION(reciprocal, (double x), 1 / x)
FUNCTION(square_root, (double x), __builtin_elementwise_sqrt(x))
FUNCTION(multiply_add, (double x, double y, double z), x * y + z)
FUNCTION(multiply_subtract, (double x, double y, double z), x * y - z)
FUNCTION(subtract_product, (double x, double y, double z), z - x * y)
FUNCTION(sign, (double x), x > 0 ? 1 : x < 0 ? -1 : x)
FUNCTION(round_to_even, (double x), __builtin_elementwise_roundeven(x))
FUNCTION(modulo, (double x, double y), x - y * floor(x / y))

/// A value, NaN where x or y is.
FUNCTION(defined, (double x, double y, double value), isunordered(x, y) ? NAN : value)

FUNCTION(select, (double x, double y, double z), defined(x, x, x != 0 ? y : z))
FUNCTION(minimum, (double x, double y), defined(x, y, y < x ? y : x))
FUNCTION(maximum, (double x, double y), defined(x, y, y >= x ? y : x))
FUNCTION(is_less, (double x, double y), defined(x, y, x < y))
FUNCTION(is_less_or_equal, (double x, double y), defined(x, y, x <= y))
FUNCTION(is_equal, (double x, double y), defined(x, y, x == y))
FUNCTION(is_not_equal, (double x, double y), defined(x, y, x != y))
FUNCTION(both, (double x, double y), defined(x, y, (x != 0) & (y != 0)))
FUNCTION(either, (double x, double y), defined(x, y, (x != 0) | (y != 0)))
FUNCTION(not, (double x), defined(x, x, x == 0))

/// A loop over all rows; a result that is an operand too would else be taken for a dependence.
#define EACH(value) \
  _Pragma("clang loop vectorize(assume_safety)") \
  for (size_t i = 0; i < count; i++) result[i] = (value)

#define UNARY(f) EACH(f(x[i])); return

#define BINARY(f) \
  if (scalars & 1) { EACH(f(x0, y[i])); } \
  else if (scalars & 2) { EACH(f(x[i], y0)); } \
  else { EACH(f(x[i], y[i])); } \
  return

#define TERNARY(f) \
  switch (scalars) { \
  case 0: EACH(f(x[i], y[i], z[i])); return; \
  case 1: EACH(f(x0, y[i], z[i])); return; \
  case 2: EACH(f(x[i], y0, z[i])); return; \
  case 3: EACH(f(x0, y0, z[i])); return; \
  case 4: EACH(f(x[i], y[i], z0)); return; \
  case 5: EACH(f(x0, y[i], z0)); return; \
  default: EACH(f(x[i], y0, z0)); return; \
  }

CKERNELS_INLINE bool is_in_trigonometric_range(const double *x, size_t count) {
  uint64_t is_beyond = 0;
  for (size_t i = 0; i < count; i++) is_beyond |= !(fabs(x[i]) < TRIGONOMETRIC_LIMIT);
  return !is_beyond;
}

/// A trigonometric function in chunks with a large argument.
#define WITH_LARGE(f, library) \
  if (is_in_trigonometric_range(x, count)) { UNARY(f); } \
  for (size_t i = 0; i < count; i++) { \
    result[i] = fabs(x[i]) < TRIGONOMETRIC_LIMIT ? f(x[i]) : library(x[i]); \
  } \
  return

CKERNELS_CLONES void ckernels_apply_rows(
  ckernels_kernel kernel, double *result, const double *x, const double *y, const double *z,
  unsigned scalars, size_t count
) {
  if (count == 0) return;
  double x0 = *x, y0 = *y, z0 = *z;
  switch (kernel) {
  case CKERNELS_ADD: BINARY(add);
  case CKERNELS_SUBTRACT: BINARY(subtract);
  case CKERNELS_MULTIPLY: BINARY(multiply);
  case CKERNELS_DIVIDE: BINARY(divide);
  case CKERNELS_NEGATE: UNARY(negate);
  case CKERNELS_RECIPROCAL: UNARY(reciprocal);
  case CKERNELS_SQUARE_ROOT: UNARY(square_root);
  case CKERNELS_MULTIPLY_ADD: TERNARY(multiply_add);
  case CKERNELS_MULTIPLY_SUBTRACT: TERNARY(multiply_subtract);
  case CKERNELS_SUBTRACT_PRODUCT: TERNARY(subtract_product);
  case CKERNELS_SELECT: TERNARY(select);
  case CKERNELS_ABS: UNARY(fabs);
  case CKERNELS_SIGN: UNARY(sign);
  case CKERNELS_FLOOR: UNARY(floor);
  case CKERNELS_CEIL: UNARY(ceil);
  case CKERNELS_ROUND: UNARY(round_to_even);
  case CKERNELS_EXP: UNARY(kernel_exp);
  case CKERNELS_EXPM1: UNARY(kernel_expm1);
  case CKERNELS_SIGMOID: UNARY(kernel_sigmoid);
  case CKERNELS_TANH: UNARY(kernel_tanh);
  case CKERNELS_LOG: UNARY(kernel_log);
  case CKERNELS_LOG1P: UNARY(kernel_log1p);
  case CKERNELS_SOFTPLUS: UNARY(kernel_softplus);
  case CKERNELS_SIN: WITH_LARGE(kernel_sin, sin);
  case CKERNELS_COS: WITH_LARGE(kernel_cos, cos);
  case CKERNELS_TAN: WITH_LARGE(kernel_tan, tan);
  case CKERNELS_MIN: BINARY(minimum);
  case CKERNELS_MAX: BINARY(maximum);
  case CKERNELS_MOD: BINARY(modulo);
  case CKERNELS_LESS: BINARY(is_less);
  case CKERNELS_LESS_OR_EQUAL: BINARY(is_less_or_equal);
  case CKERNELS_EQUAL: BINARY(is_equal);
  case CKERNELS_NOT_EQUAL: BINARY(is_not_equal);
  case CKERNELS_AND: BINARY(both);
  case CKERNELS_OR: BINARY(either);
  case CKERNELS_NOT: UNARY(not);
  }
}
