#include "CKernelsPlain.h"

#define CKERNELS_CLONES
#define ckernels_apply ckernels_plain_apply
#define ckernels_add ckernels_plain_add
#define ckernels_add_products ckernels_plain_add_products
#define ckernels_joined ckernels_plain_joined
#define ckernels_total_of ckernels_plain_total_of
#define ckernels_copy ckernels_plain_copy

#include "../../Sources/CKernels/Elementwise.c"
#include "../../Sources/CKernels/Sums.c"
