#include "CKernels.h"

#include <string.h>

#include "Bits.h"
#include "Clones.h"
#include "Numbers.h"

#pragma STDC FP_CONTRACT OFF

/// Most terms that are added at once.
#define MOST_TERMS 64

/// Rows times a factor, or without rows the factor alone.
typedef struct {
  const double *values;
  double factor;
} term;

/// Adds the terms to 16 rows from `row` on.
CKERNELS_INLINE void add_to_rows(
  double *result, const double *start, const term *terms, size_t count, size_t row
) {
  numbers sums[2], values[2];
  memcpy(sums, start + row, sizeof sums);
  for (size_t i = 0; i < count; i++) {
    if (terms[i].values) {
      memcpy(values, terms[i].values + row, sizeof values);
      sums[0] += terms[i].factor * values[0];
      sums[1] += terms[i].factor * values[1];
    } else {
      sums[0] += terms[i].factor;
      sums[1] += terms[i].factor;
    }
  }
  memcpy(result + row, sums, sizeof sums);
}

CKERNELS_INLINE void add_all(
  double *result, const double *start, const term *terms, size_t term_count, size_t count
) {
  size_t row = 0;
  for (; row + 16 <= count; row += 16) add_to_rows(result, start, terms, term_count, row);
  for (; row < count; row++) {
    double sum = start[row];
    for (size_t i = 0; i < term_count; i++) {
      const double *values = terms[i].values;
      sum += values ? terms[i].factor * values[row] : terms[i].factor;
    }
    result[row] = sum;
  }
}

CKERNELS_CLONES void ckernels_combine(
  double *result, const double *start, const double *const *chunks, const double *scalars,
  const ckernels_term *terms, size_t term_count, size_t count
) {
  term some[MOST_TERMS];
  for (size_t first = 0; first < term_count; first += MOST_TERMS) {
    size_t length = term_count - first < MOST_TERMS ? term_count - first : MOST_TERMS;
    for (size_t i = 0; i < length; i++) {
      ckernels_term next = terms[first + i];
      double factor = next.scalar < 0 ? 1 : scalars[next.scalar];
      some[i].values = next.chunk < 0 ? NULL : chunks[next.chunk];
      some[i].factor = next.is_negative ? -factor : factor;
    }
    add_all(result, start, some, length, count);
    start = result;
  }
}
