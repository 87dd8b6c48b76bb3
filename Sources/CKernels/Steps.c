#include "CKernels.h"

#include <string.h>

#include "Bits.h"
#include "Clones.h"

#pragma STDC FP_CONTRACT OFF

/// Four features. Handed over in memory, since not every instruction set has a register for them.
typedef double quad __attribute__((vector_size(4 * sizeof(double)), aligned(sizeof(double))));
typedef long long mask __attribute__((vector_size(4 * sizeof(long long))));

/// So many rows ahead a row is fetched, enough for the memory to answer in time.
#define ROWS_AHEAD 16

/// Up to so many quads of a point stay in registers.
#define MOST_KEPT 4

/// Rows, and which features the last quad of a row has.
typedef struct {
  const ckernels_rows *rows;
  mask last;
} packed;

CKERNELS_INLINE size_t quad_count(const ckernels_rows *rows) {
  return (rows->width + 3) / 4;
}

CKERNELS_INLINE void pack(packed *result, const ckernels_rows *rows) {
  result->rows = rows;
  size_t count = rows->width - 4 * (quad_count(rows) - 1);
  for (size_t lane = 0; lane < 4; lane++) result->last[lane] = lane < count ? -1 : 0;
}

CKERNELS_INLINE void get(
  quad *result, const double *row, size_t place, bool is_last, const packed *packed
) {
  memcpy(result, row + 4 * place, sizeof *result);
  if (is_last) *result = (quad)((mask)*result & packed->last);
}

CKERNELS_INLINE double dot(
  size_t quads, const quad *point, const double *row, const packed *packed
) {
  quad sum = {0}, features;
  for (size_t i = 0; i < quads; i++) {
    get(&features, row, i, i + 1 == quads, packed);
    sum += point[i] * features;
  }
  return (sum[0] + sum[2]) + (sum[1] + sum[3]);
}

CKERNELS_INLINE void add(
  size_t quads, double factor, quad *sum, const double *row, const packed *packed
) {
  quad features;
  for (size_t i = 0; i < quads; i++) {
    get(&features, row, i, i + 1 == quads, packed);
    sum[i] += factor * features;
  }
}

CKERNELS_INLINE const double *row_at(const ckernels_rows *rows, size_t row) {
  return rows->numbers + (row - rows->first) * rows->stride;
}

/// A row by its place in an order, after the one that comes some rows later is asked for.
CKERNELS_INLINE const double *next_row(
  const ckernels_rows *rows, const ckernels_order *order, size_t place
) {
  if (place + ROWS_AHEAD < order->count + order->following) {
    const double *later = row_at(rows, (size_t)order->rows[place + ROWS_AHEAD]);
    for (size_t i = 0; i < rows->stride; i += 8) __builtin_prefetch(later + i);
    __builtin_prefetch(later + rows->stride - 1);
  }
  return row_at(rows, (size_t)order->rows[place]);
}

/// What a row's features are multiplied by in its gradient.
CKERNELS_INLINE double slope_at(
  size_t quads, const quad *point, const double *row, double slope, const packed *packed
) {
  return slope * dot(quads, point, row, packed) + row[packed->rows->width];
}

CKERNELS_INLINE void step(
  size_t quads, quad *point, const packed *packed, const ckernels_order *order, double slope,
  double scale, const double *rates, bool is_constant, size_t start
) {
  for (size_t k = start; k < order->count; k++) {
    const double *row = next_row(packed->rows, order, k);
    double rate = scale * rates[is_constant ? 0 : k];
    add(quads, slope_at(quads, point, row, slope, packed) * rate, point, row, packed);
  }
}

/// The sums of the numbers in each of four.
CKERNELS_INLINE void sums_of(quad *result, const quad parts[4]) {
  quad low = __builtin_shufflevector(parts[0], parts[1], 0, 4, 2, 6)
    + __builtin_shufflevector(parts[0], parts[1], 1, 5, 3, 7);
  quad high = __builtin_shufflevector(parts[2], parts[3], 0, 4, 2, 6)
    + __builtin_shufflevector(parts[2], parts[3], 1, 5, 3, 7);
  *result = __builtin_shufflevector(low, high, 0, 1, 4, 5)
    + __builtin_shufflevector(low, high, 2, 3, 6, 7);
}

/// The products of four rows and something, not yet summed.
CKERNELS_INLINE void multiply(
  size_t quads, quad parts[4], const quad *factor, quad features[4][MOST_KEPT], size_t first
) {
#pragma clang loop unroll(full)
  for (size_t row = 0; row < 4; row++) {
    parts[row] = (quad){0};
    if (row < first) continue;
    for (size_t i = 0; i < quads; i++) parts[row] += factor[i] * features[row][i];
  }
}

/// Four steps at once: their slopes are taken at the point before all of them, and then corrected for
/// the steps before theirs by the products of their rows. So a step need not wait until the one
/// before has arrived in the point; but for rounding the result is the same.
CKERNELS_INLINE void step_four(
  size_t quads, quad *point, const packed *packed, const ckernels_order *order, size_t place,
  double slope, const quad *rates
) {
  quad features[4][MOST_KEPT], parts[4], offsets, sums;
#pragma clang loop unroll(full)
  for (size_t row = 0; row < 4; row++) {
    const double *numbers = next_row(packed->rows, order, place + row);
    for (size_t i = 0; i < quads; i++) {
      get(&features[row][i], numbers, i, i + 1 == quads, packed);
    }
    offsets[row] = numbers[packed->rows->width];
  }
  multiply(quads, parts, point, features, 0);
  sums_of(&sums, parts);
  quad moves = *rates * (slope * sums + offsets);
#pragma clang loop unroll(full)
  for (size_t row = 0; row < 3; row++) {
    multiply(quads, parts, features[row], features, row + 1);
    sums_of(&sums, parts);
    moves += *rates * slope * sums * moves[row];
  }
  for (size_t i = 0; i < quads; i++) {
    quad first = moves[0] * features[0][i] + moves[1] * features[1][i];
    quad second = moves[2] * features[2][i] + moves[3] * features[3][i];
    point[i] += first + second;
  }
}

/// Steps with so few quads that the point stays in registers.
CKERNELS_INLINE void step_kept(
  size_t quads, quad *point, const packed *packed, const ckernels_order *order, double slope,
  double scale, const double *rates, bool is_constant
) {
  size_t place = 0;
  for (; place + 4 <= order->count; place += 4) {
    quad own = {rates[0], rates[0], rates[0], rates[0]};
    if (!is_constant) memcpy(&own, rates + place, sizeof own);
    own *= scale;
    step_four(quads, point, packed, order, place, slope, &own);
  }
  step(quads, point, packed, order, slope, scale, rates, is_constant, place);
}

CKERNELS_INLINE void sum(
  size_t quads, const quad *point, quad *gradient, const packed *packed,
  const ckernels_order *order, double slope
) {
  for (size_t k = 0; k < order->count; k++) {
    const double *row = next_row(packed->rows, order, k);
    add(quads, slope_at(quads, point, row, slope, packed), gradient, row, packed);
  }
}

// The number of quads as a constant, where they are few.
#define BY_QUADS(kept, any) \
  switch (quad_count(rows)) { \
  case 1: kept(1) \
  case 2: kept(2) \
  case 3: kept(3) \
  case 4: kept(4) \
  default: any; \
  }

#define STEP_KEPT(quads) { \
  quad kept[quads]; \
  memcpy(kept, point, sizeof kept); \
  step_kept(quads, kept, &packed, &order, slope, scale, rates, is_constant); \
  memcpy(point, kept, sizeof kept); \
  return; \
}

CKERNELS_CLONES void ckernels_step_by_rows(
  const ckernels_rows *rows, ckernels_order order, double slope, double scale,
  const double *rates, bool is_constant, double *point
) {
  packed packed;
  pack(&packed, rows);
  BY_QUADS(
    STEP_KEPT,
    step(
      quad_count(rows), (quad *)point, &packed, &order, slope, scale, rates, is_constant, 0))
}

#define SUM_KEPT(quads) { \
  quad kept[quads], sums[quads]; \
  memcpy(kept, point, sizeof kept); \
  memcpy(sums, gradient, sizeof sums); \
  sum(quads, kept, sums, &packed, &order, slope); \
  memcpy(gradient, sums, sizeof sums); \
  return; \
}

CKERNELS_CLONES void ckernels_add_gradients(
  const ckernels_rows *rows, ckernels_order order, double slope, const double *point,
  double *gradient
) {
  packed packed;
  pack(&packed, rows);
  BY_QUADS(
    SUM_KEPT,
    sum(quad_count(rows), (const quad *)point, (quad *)gradient, &packed, &order, slope))
}

CKERNELS_CLONES double ckernels_combination(
  const ckernels_rows *rows, size_t row, const double *point
) {
  packed packed;
  pack(&packed, rows);
  return dot(quad_count(rows), (const quad *)point, row_at(rows, row), &packed);
}

CKERNELS_CLONES void ckernels_add_features(
  const ckernels_rows *rows, size_t row, double factor, double *sum
) {
  packed packed;
  pack(&packed, rows);
  add(quad_count(rows), factor, (quad *)sum, row_at(rows, row), &packed);
}
