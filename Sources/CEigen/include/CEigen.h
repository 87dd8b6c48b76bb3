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

/// Takes `count` more rows of a matrix with n columns into the triangle of its QR factorization.
///
/// `triangle` is n by n, column by column, upper triangular, zero before the first rows; on success it
/// becomes the triangle R of all rows so far, by Householder's method. `rows` holds the new rows
/// column by column, `count` numbers each. What is below the diagonal of `triangle` stays zero. Time is
/// O((n + count) n^2).
ceigen_status ceigen_qr_append(size_t n, double *triangle, size_t count, const double *rows);

/// Minimizes |triangle * solution - rhs| by QR with column pivoting.
///
/// `triangle` is n by n, column by column, the columns `stride` numbers apart. Columns are scaled to
/// unit length first; pivots below `tolerance` count for zero. `order` receives the columns by pivots,
/// of which the first `rank` are independent; the solution is zero in the others. `inverse`, n by n
/// column by column, receives the inverse of (triangle^T * triangle) of the independent columns, zero
/// elsewhere; `relations`, n by n, has for each dependent column k in its k-th run of n the factors by
/// which the independent columns add up to it. Time is O(n^3).
ceigen_status ceigen_pivoted_solve(
    size_t n, size_t stride, const double *triangle, const double *rhs, double tolerance,
    size_t *rank, int *order, double *solution, double *inverse, double *relations);

/// The step of Levenberg and Marquardt for the radius `delta`: the least |triangle * step - rhs| with
/// |diagonal * step| up to about delta.
///
/// `triangle` and `stride` as above. `parameter` is the damping of the step before, and receives that of
/// this one. Source: MINPACK's lmpar, in Eigen's port of cminpack. Time is O(n^3).
ceigen_status ceigen_damped_step(
    size_t n, size_t stride, const double *triangle, const double *rhs, const double *diagonal,
    double delta, double *parameter, double *step);

#ifdef __cplusplus
}
#endif
