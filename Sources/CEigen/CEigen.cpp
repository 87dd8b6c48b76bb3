#include "CEigen.h"

// Only the parts of Eigen under the Mozilla licence, so that no other licence slips in.
#define EIGEN_MPL2_ONLY
#include <eigen3/Eigen/Cholesky>
#include <eigen3/Eigen/Eigenvalues>
#include <eigen3/Eigen/SparseCholesky>
#include <new>
#include <vector>

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

ceigen_status ceigen_sparse_solve(
    size_t n, size_t count, const int *rows, const int *columns, const double *values,
    double shift, const double *rhs, double *solution) {
  return guarded([=] {
    const auto size = static_cast<int>(n);
    std::vector<Eigen::Triplet<double>> entries;
    entries.reserve(count + n);
    for (size_t k = 0; k < count; ++k) entries.emplace_back(rows[k], columns[k], values[k]);
    for (int k = 0; k < size; ++k) entries.emplace_back(k, k, -shift);
    Eigen::SparseMatrix<double> a(size, size);
    a.setFromTriplets(entries.begin(), entries.end());
    const Eigen::SimplicialLDLT<Eigen::SparseMatrix<double>> factor(a);
    if (factor.info() != Eigen::Success) return CEIGEN_NUMERICAL_FAILURE;
    if (!(factor.vectorD().minCoeff() > 0)) return CEIGEN_NUMERICAL_FAILURE;
    Eigen::Map<Vector>(solution, size) = factor.solve(Eigen::Map<const Vector>(rhs, size));
    return CEIGEN_SUCCESS;
  });
}
