#include "CKernelsPlain.h"

#define CKERNELS_CLONES
#define ckernels_add_gradients ckernels_plain_add_gradients
#define ckernels_step_by_rows ckernels_plain_step_by_rows
#define ckernels_combination ckernels_plain_combination
#define ckernels_add_features ckernels_plain_add_features

#include "../../Sources/CKernels/Steps.c"
