#include "CKernels.h"

#include <string.h>

#include "Clones.h"

#pragma STDC FP_CONTRACT OFF

/// Half of the lanes.
typedef double numbers __attribute__((vector_size(8 * sizeof(double)), aligned(sizeof(double))));

/// Both halves of a sum in registers.
typedef struct {
  numbers sums[2];
  numbers errors[2];
} lanes;

#define INLINE static inline __attribute__((always_inline))

INLINE void take(lanes *sum, int half, const numbers *added) {
  numbers before = sum->sums[half];
  numbers total = before + *added;
  numbers part = total - before;
  sum->errors[half] += (before - (total - part)) + (*added - part);
  sum->sums[half] = total;
}

/// Adds the numbers, or where `b` is given products, at most 8 from `start` on.
INLINE void take_some(
  lanes *sum, int half, const double *a, const double *b, size_t start, size_t count
) {
  numbers x = {0}, y = {0};
  memcpy(&x, a + start, count * sizeof(double));
  if (b) {
    memcpy(&y, b + start, count * sizeof(double));
    x *= y;
  }
  take(sum, half, &x);
}

INLINE void take_all(ckernels_sum *state, const double *a, const double *b, size_t count) {
  lanes sum;
  memcpy(&sum, state, sizeof sum);
  size_t start = 0;
  for (; start + 16 <= count; start += 16) {
    take_some(&sum, 0, a, b, start, 8);
    take_some(&sum, 1, a, b, start + 8, 8);
  }
  for (int half = 0; start < count; start += 8, half++) {
    take_some(&sum, half, a, b, start, count - start < 8 ? count - start : 8);
  }
  memcpy(state, &sum, sizeof sum);
}

CKERNELS_CLONES void ckernels_add(ckernels_sum *sum, const double *numbers, size_t count) {
  take_all(sum, numbers, NULL, count);
}

CKERNELS_CLONES void ckernels_add_products(
  ckernels_sum *sum, const double *a, const double *b, size_t count
) {
  take_all(sum, a, b, count);
}

ckernels_total ckernels_joined(ckernels_total a, ckernels_total b) {
  ckernels_total result;
  result.sum = a.sum + b.sum;
  double part = result.sum - a.sum;
  result.error = (a.sum - (result.sum - part)) + (b.sum - part) + (a.error + b.error);
  return result;
}

ckernels_total ckernels_total_of(const ckernels_sum *sum) {
  ckernels_total result = {0, 0};
  for (int lane = 0; lane < CKERNELS_LANES; lane++) {
    ckernels_total next = {sum->sums[lane], sum->errors[lane]};
    result = ckernels_joined(result, next);
  }
  return result;
}
