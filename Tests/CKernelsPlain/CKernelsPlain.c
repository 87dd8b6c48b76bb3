#include "CKernelsPlain.h"

#define CKERNELS_CLONES
#define ckernels_apply_rows ckernels_plain_apply_rows
#define ckernels_combine ckernels_plain_combine
#define ckernels_add ckernels_plain_add
#define ckernels_add_products ckernels_plain_add_products
#define ckernels_add_rounded ckernels_plain_add_rounded
#define ckernels_add_rounded_products ckernels_plain_add_rounded_products
#define ckernels_joined ckernels_plain_joined
#define ckernels_total_of ckernels_plain_total_of

#include "../../Sources/CKernels/Combinations.c"
#include "../../Sources/CKernels/Elementwise.c"
#include "../../Sources/CKernels/Sums.c"

void ckernels_plain_apply(
  ckernels_kernel kernel, double *result, ckernels_operand a, ckernels_operand b,
  ckernels_operand c, size_t count
) {
  unsigned scalars = a.is_scalar | b.is_scalar << 1 | c.is_scalar << 2;
  ckernels_plain_apply_rows(kernel, result, a.values, b.values, c.values, scalars, count);
}
