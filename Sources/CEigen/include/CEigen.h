#pragma once

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What a call came to; nothing is ever thrown through this door.
typedef enum {
  CEIGEN_SUCCESS = 0,
  /// The iteration did not converge, or the matrix is not positive definite.
  CEIGEN_NUMERICAL_FAILURE = 1,
  CEIGEN_OUT_OF_MEMORY = 2,
} ceigen_status;

/// Eigenvalues of a symmetric n by n matrix, ascending; only its lower triangle is read.
///
/// `vectors`, unless it is null, receives n by n numbers: the k-th run of n is the unit eigenvector
/// of the k-th value. Time is O(n^3).
ceigen_status ceigen_symmetric_eigen(
    size_t n, const double *matrix, double *values, double *vectors);

/// Solves (matrix - shift * I) * solution = rhs by Cholesky's factorization.
///
/// Succeeds exactly when the shifted symmetric matrix is numerically positive definite. With `rhs`
/// or `solution` null it only tests that. Time is O(n^3).
ceigen_status ceigen_cholesky_solve(
    size_t n, const double *matrix, double shift, const double *rhs, double *solution);

/// Solves (matrix - shift * I) * solution = rhs for a sparse symmetric n by n matrix by L D L^T.
///
/// The lower triangle is given by `count` entries; each place occurs once. Succeeds exactly when
/// every element of D is positive, so when the shifted matrix is numerically positive definite. Time
/// and memory depend on the fill-in, which approximate minimum degree ordering keeps low.
ceigen_status ceigen_sparse_solve(
    size_t n, size_t count, const int *rows, const int *columns, const double *values,
    double shift, const double *rhs, double *solution);

#ifdef __cplusplus
}
#endif
