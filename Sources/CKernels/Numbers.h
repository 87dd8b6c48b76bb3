#pragma once

/// Eight rows at once, in as many registers as that takes. Aligned as single numbers are.
typedef double numbers __attribute__((vector_size(8 * sizeof(double)), aligned(sizeof(double))));
