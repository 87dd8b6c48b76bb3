#pragma once

#include <CKernels.h>

// The kernels for the architecture's base instruction set alone, whatever the processor.

void ckernels_plain_apply(
  ckernels_kernel kernel, double *result, ckernels_operand a, ckernels_operand b,
  ckernels_operand c, size_t count);
void ckernels_plain_combine(
  double *result, const double *start, const double *const *chunks, const double *scalars,
  const ckernels_term *terms, size_t term_count, size_t count);
void ckernels_plain_add(ckernels_sum *sum, const double *numbers, size_t count);
void ckernels_plain_add_products(
  ckernels_sum *sum, const double *a, const double *b, size_t count);
void ckernels_plain_add_rounded_products(
  ckernels_sum *sum, const double *a, const double *b, size_t count);
void ckernels_plain_step_by_rows(
  const ckernels_rows *rows, ckernels_order order, double slope, double scale,
  const double *rates, bool is_constant, double *point);
void ckernels_plain_add_gradients(
  const ckernels_rows *rows, ckernels_order order, double slope, const double *point,
  double *gradient);
