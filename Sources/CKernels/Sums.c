#include "CKernels.h"

#include <string.h>

#include "Bits.h"
#include "Clones.h"
#include "Numbers.h"

#pragma STDC FP_CONTRACT OFF

/// Both halves of a sum in registers: half of the lanes are eight numbers.
typedef struct {
  numbers sums[2];
  numbers errors[2];
} lanes;

CKERNELS_INLINE void take(lanes *sum, int half, const numbers *added) {
  numbers before = sum->sums[half];
  numbers total = before + *added;
  numbers part = total - before;
  sum->errors[half] += (before - (total - part)) + (*added - part);
  sum->sums[half] = total;
}

/// Adds the numbers, or where `b` is given products, at most 8 from `start` on.
CKERNELS_INLINE void take_some(
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

/// Numbers, or where `b` is given products, 8 from `start` on.
CKERNELS_INLINE void get(numbers *result, const double *a, const double *b, size_t start) {
  memcpy(result, a + start, sizeof *result);
  if (b) {
    numbers factors;
    memcpy(&factors, b + start, sizeof factors);
    *result *= factors;
  }
}

/// Adds four numbers of each lane of a half, the first ones from `start` on, plainly to one another
/// and then to the sum.
CKERNELS_INLINE void take_four(lanes *sum, int half, const double *a, const double *b, size_t start) {
  numbers first, second, third, fourth;
  get(&first, a, b, start);
  get(&second, a, b, start + 16);
  get(&third, a, b, start + 32);
  get(&fourth, a, b, start + 48);
  numbers total = (first + second) + (third + fourth);
  take(sum, half, &total);
}

CKERNELS_INLINE void take_all(
  ckernels_sum *state, const double *a, const double *b, size_t count, bool is_rounded
) {
  lanes sum;
  memcpy(&sum, state, sizeof sum);
  size_t start = 0;
  for (; is_rounded && start + 64 <= count; start += 64) {
    take_four(&sum, 0, a, b, start);
    take_four(&sum, 1, a, b, start + 8);
  }
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
  take_all(sum, numbers, NULL, count, false);
}

CKERNELS_CLONES void ckernels_add_products(
  ckernels_sum *sum, const double *a, const double *b, size_t count
) {
  take_all(sum, a, b, count, false);
}

CKERNELS_CLONES void ckernels_add_rounded(ckernels_sum *sum, const double *numbers, size_t count) {
  take_all(sum, numbers, NULL, count, true);
}

CKERNELS_CLONES void ckernels_add_rounded_products(
  ckernels_sum *sum, const double *a, const double *b, size_t count
) {
  take_all(sum, a, b, count, true);
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
