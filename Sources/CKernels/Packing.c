#include "CKernels.h"

#pragma STDC FP_CONTRACT OFF

/// So many rows of all columns are packed before the next ones: a line of the cache of each column.
/// A column at a time would wait for the memory where all columns at once are fetched together.
#define TILE 8

/// So many rows ahead numbers are fetched.
#define ROWS_AHEAD 128

static void pack(
  double *rows, size_t stride, const ckernels_column *columns, size_t column_count, size_t start,
  size_t end
) {
  for (size_t i = 0; i < column_count; i++) {
    ckernels_column column = columns[i];
    __builtin_prefetch(column.values + start + ROWS_AHEAD);
    for (size_t row = start; row < end; row++) {
      rows[row * stride + column.place] = column.factor * column.values[row];
    }
  }
}

void ckernels_pack(
  double *rows, size_t stride, const ckernels_column *columns, size_t column_count, size_t count
) {
  size_t start = 0;
  for (; start + TILE <= count; start += TILE) {
    pack(rows, stride, columns, column_count, start, start + TILE);
  }
  pack(rows, stride, columns, column_count, start, count);
}
