#pragma once

// Loops over chunks of rows, for several instruction sets, of which the fastest that the processor
// has is chosen when the program is loaded. All give the same bits: no operation is fused or
// reordered, and sums have a fixed number of lanes.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What is done to each row. Unless a name says otherwise, an undefined argument, NaN, makes the
/// result NaN.
///
/// The largest errors that were measured over three million arguments each, in units in the last
/// place (Tests/Figures/kernels.c): exp 0.75, expm1 1.1, sigmoid 2.4, tanh 2.4, log 0.80, log1p 0.78,
/// softplus 1.7, sin 0.80, cos 0.79, tan 2.2. Arithmetic and square roots are rounded correctly.
typedef enum {
  CKERNELS_ADD,
  CKERNELS_SUBTRACT,
  CKERNELS_MULTIPLY,
  CKERNELS_DIVIDE,
  CKERNELS_NEGATE,
  CKERNELS_RECIPROCAL,
  CKERNELS_SQUARE_ROOT,
  /// a b + c, with two roundings.
  CKERNELS_MULTIPLY_ADD,
  /// a b - c, with two roundings.
  CKERNELS_MULTIPLY_SUBTRACT,
  /// c - a b, with two roundings.
  CKERNELS_SUBTRACT_PRODUCT,
  /// b where a is not zero, else c; NaN only where a is, or what is chosen.
  CKERNELS_SELECT,
  CKERNELS_ABS,
  CKERNELS_SIGN,
  CKERNELS_FLOOR,
  CKERNELS_CEIL,
  /// The nearest integer, halves to the even one.
  CKERNELS_ROUND,
  CKERNELS_EXP,
  CKERNELS_EXPM1,
  CKERNELS_SIGMOID,
  CKERNELS_TANH,
  CKERNELS_LOG,
  CKERNELS_LOG1P,
  CKERNELS_SOFTPLUS,
  /// Sine, cosine and tangent; the C library's from a magnitude of 10^6 on.
  CKERNELS_SIN,
  CKERNELS_COS,
  CKERNELS_TAN,
  CKERNELS_MIN,
  CKERNELS_MAX,
  /// a - b floor(a/b).
  CKERNELS_MOD,
  /// Comparisons and connectives yield 1 or 0.
  CKERNELS_LESS,
  CKERNELS_LESS_OR_EQUAL,
  CKERNELS_EQUAL,
  CKERNELS_NOT_EQUAL,
  CKERNELS_AND,
  CKERNELS_OR,
  CKERNELS_NOT,
} ckernels_kernel;

/// Numbers in as many rows as a call is told of, or one that is the same in all of them.
typedef struct {
  const double *values;
  bool is_scalar;
} ckernels_operand;

/// Computes `count` rows, of operands of which at least one that the kernel reads is no scalar; bit n
/// of `scalars` says that the n-th operand is one.
///
/// The result may be one of the operands. What a kernel does not read is of no meaning; one of a
/// single operand takes no scalar.
void ckernels_apply_rows(
  ckernels_kernel kernel, double *result, const double *a, const double *b, const double *c,
  unsigned scalars, size_t count);

// A function cannot be compiled for several instruction sets once it is called.
#ifndef CKERNELS_APPLY_ROWS_IS_NEXT
/// The same for operands as they are; inlined, since pairs handed over in memory stall.
static inline void ckernels_apply(
  ckernels_kernel kernel, double *result, ckernels_operand a, ckernels_operand b,
  ckernels_operand c, size_t count
) {
  unsigned scalars = a.is_scalar | b.is_scalar << 1 | c.is_scalar << 2;
  ckernels_apply_rows(kernel, result, a.values, b.values, c.values, scalars, count);
}
#endif

/// A chunk of rows times a scalar, or the negative of that. A number that is missing is negative:
/// without a chunk the term is the scalar, without a scalar the chunk.
typedef struct {
  int32_t chunk;
  int32_t scalar;
  bool is_negative;
} ckernels_term;

/// Adds terms to each row of `start`, one after the other, each product and sum rounded.
///
/// What is added to is read once and written once, where a kernel for each term would do so each
/// time. The result may be `start` or the chunk of the first term.
void ckernels_combine(
  double *result, const double *start, const double *const *chunks, const double *scalars,
  const ckernels_term *terms, size_t term_count, size_t count);

/// How many running sums there are, each of every 16th number.
#define CKERNELS_LANES 16

/// A sum under way: running sums, each with the error of its additions.
typedef struct {
  double sums[CKERNELS_LANES];
  double errors[CKERNELS_LANES];
} ckernels_sum;

/// A sum and what was lost to rounding.
typedef struct {
  double sum;
  double error;
} ckernels_total;

/// Adds numbers to a sum that starts from zeros.
///
/// Source: Knuth's error-free addition, and compensated summation after Ogita, Rump and Oishi,
/// Accurate sum and dot product, SIAM J. Sci. Comput. 26 (2005), algorithm 4.4: a total with its
/// error is as good as if computed in twice the precision.
void ckernels_add(ckernels_sum *sum, const double *numbers, size_t count);

/// Adds products, each rounded.
void ckernels_add_products(ckernels_sum *sum, const double *a, const double *b, size_t count);

/// Adds numbers that are rounded themselves: four at a time are added plainly before they go into the
/// sum, which makes an error of the size of theirs, at a third of the cost.
void ckernels_add_rounded(ckernels_sum *sum, const double *numbers, size_t count);

/// The same of products.
void ckernels_add_rounded_products(
  ckernels_sum *sum, const double *a, const double *b, size_t count);

/// A total and another, in this order.
ckernels_total ckernels_joined(ckernels_total a, ckernels_total b);

/// All lanes together.
ckernels_total ckernels_total_of(const ckernels_sum *sum);

/// Rows whose numbers lie side by side, from the row `first` on, `stride` in each, of which the first
/// `width` are features; three more numbers can be read behind the last row.
typedef struct {
  const double *numbers;
  size_t first;
  size_t stride;
  size_t width;
} ckernels_rows;

/// Rows by their numbers: `count` that are meant, and so many that come next and may be fetched,
/// wherever they are.
typedef struct {
  const int32_t *rows;
  size_t count;
  size_t following;
} ckernels_order;

/// A column whose numbers times a factor go to a place in each row.
typedef struct {
  const double *values;
  double factor;
  size_t place;
} ckernels_column;

/// Writes columns into rows that lie `stride` apart.
void ckernels_pack(
  double *rows, size_t stride, const ckernels_column *columns, size_t column_count, size_t count);

/// Adds to a gradient what rows make of it: a row's features times `slope` times their linear
/// combination by the point and the number behind them.
///
/// Here and below points and sums are padded with zeros to a multiple of four numbers.
void ckernels_add_gradients(
  const ckernels_rows *rows, ckernels_order order, double slope, const double *point,
  double *gradient);

/// Adds to the point, row after row, what it makes of the gradient there times `scale` and a rate:
/// the first one where it is constant, else one a row.
void ckernels_step_by_rows(
  const ckernels_rows *rows, ckernels_order order, double slope, double scale,
  const double *rates, bool is_constant, double *point);

/// The linear combination of a row's features by a point, in four running sums.
double ckernels_combination(const ckernels_rows *rows, size_t row, const double *point);

/// Adds a multiple of a row's features.
void ckernels_add_features(
  const ckernels_rows *rows, size_t row, double factor, double *sum);

/// Asks for large pages of memory, of which a walk at random through many rows misses fewer in the
/// processor's table; before anything is written there.
void ckernels_prefer_large_pages(void *start, size_t size);

/// Calls `body` once for every item from 0 to `count` - 1, on as many threads as there are workers,
/// the caller's included; each call learns which worker makes it.
///
/// Where no thread can be had the others do its work.
void ckernels_for_each(
  size_t count, size_t workers, void (*body)(void *context, size_t worker, size_t item),
  void *context);

/// How many processors this process may run on.
size_t ckernels_processor_count(void);

#ifdef __cplusplus
}
#endif
