#pragma once

#include <CKernels.h>

// The kernels for the architecture's base instruction set alone, whatever the processor.

void ckernels_plain_apply(
  ckernels_kernel kernel, double *result, ckernels_operand a, ckernels_operand b,
  ckernels_operand c, size_t count);
void ckernels_plain_add(ckernels_sum *sum, const double *numbers, size_t count);
void ckernels_plain_add_products(
  ckernels_sum *sum, const double *a, const double *b, size_t count);
