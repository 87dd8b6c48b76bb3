#include "CEigen.h"

// Only the parts of Eigen under the Mozilla licence, so that no other licence slips in.
#define EIGEN_MPL2_ONLY
#include <eigen3/Eigen/Cholesky>
#include <eigen3/Eigen/Eigenvalues>
#include <new>

namespace {

using Matrix = Eigen::MatrixXd;
using Vector = Eigen::VectorXd;

template <typename Body>
ceigen_status guarded(Body body) {
  try {
    return body();
  } catch (const std::bad_alloc &) {
    return CEIGEN_OUT_OF_MEMORY;
  } catch (...) {
    return CEIGEN_NUMERICAL_FAILURE;
  }
}

}  // namespace

ceigen_status ceigen_symmetric_eigen(
    size_t n, const double *matrix, double *values, double *vectors) {
  return guarded([=] {
    const auto size = static_cast<Eigen::Index>(n);
    // A symmetric matrix reads the same by rows and by columns.
    const Eigen::Map<const Matrix> a(matrix, size, size);
    const auto wanted = vectors ? Eigen::ComputeEigenvectors : Eigen::EigenvaluesOnly;
    const Eigen::SelfAdjointEigenSolver<Matrix> solver(a, wanted);
    if (solver.info() != Eigen::Success) return CEIGEN_NUMERICAL_FAILURE;
    Eigen::Map<Vector>(values, size) = solver.eigenvalues();
    if (vectors) Eigen::Map<Matrix>(vectors, size, size) = solver.eigenvectors();
    return CEIGEN_SUCCESS;
  });
}

ceigen_status ceigen_cholesky_solve(
    size_t n, const double *matrix, double shift, const double *rhs, double *solution) {
  return guarded([=] {
    const auto size = static_cast<Eigen::Index>(n);
    Matrix a = Eigen::Map<const Matrix>(matrix, size, size);
    a.diagonal().array() -= shift;
    const Eigen::LLT<Eigen::Ref<Matrix>> factor(a);
    if (factor.info() != Eigen::Success) return CEIGEN_NUMERICAL_FAILURE;
    if (rhs && solution) {
      Eigen::Map<Vector>(solution, size) = factor.solve(Eigen::Map<const Vector>(rhs, size));
    }
    return CEIGEN_SUCCESS;
  });
}
