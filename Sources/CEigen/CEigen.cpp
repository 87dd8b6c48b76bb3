#include "CEigen.h"

// Only the parts of Eigen under the Mozilla licence, so that no other licence slips in.
#define EIGEN_MPL2_ONLY
#include <eigen3/Eigen/Cholesky>
#include <eigen3/Eigen/Eigenvalues>
#include <eigen3/Eigen/QR>
#include <eigen3/Eigen/SparseCholesky>
#include <eigen3/unsupported/Eigen/NonLinearOptimization>
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

ceigen_status ceigen_qr_append(size_t n, double *triangle, size_t count, const double *rows) {
  return guarded([=] {
    const auto size = static_cast<Eigen::Index>(n);
    const auto more = static_cast<Eigen::Index>(count);
    Eigen::Map<Matrix> r(triangle, size, size);
    Matrix stacked(size + more, size);
    stacked.topRows(size) = r;
    stacked.bottomRows(more) = Eigen::Map<const Matrix>(rows, more, size);
    const Eigen::HouseholderQR<Eigen::Ref<Matrix>> factor(stacked);
    r.triangularView<Eigen::Upper>() = stacked.topRows(size);
    return CEIGEN_SUCCESS;
  });
}

namespace {

Eigen::Map<const Matrix, 0, Eigen::OuterStride<>> strided(
    size_t n, size_t stride, const double *elements) {
  const auto size = static_cast<Eigen::Index>(n);
  return {elements, size, size, Eigen::OuterStride<>(static_cast<Eigen::Index>(stride))};
}

}  // namespace

ceigen_status ceigen_pivoted_solve(
    size_t n, size_t stride, const double *triangle, const double *rhs, double tolerance,
    size_t *rank, int *order, double *solution, double *inverse, double *relations) {
  return guarded([=] {
    const auto size = static_cast<Eigen::Index>(n);
    Matrix a = strided(n, stride, triangle);
    const Vector scale =
        a.colwise().norm().unaryExpr([](double length) { return length > 0 ? 1 / length : 1; });
    a = a * scale.asDiagonal();
    const Eigen::ColPivHouseholderQR<Matrix> factor(a);
    const auto &permutation = factor.colsPermutation();
    const auto &pivots = factor.matrixQR();
    Eigen::Index independent = 0;
    while (independent < size && std::abs(pivots(independent, independent)) > tolerance) {
      ++independent;
    }
    const Eigen::Index dependent = size - independent;
    const Matrix r = pivots.topLeftCorner(independent, independent);
    const auto upper = r.triangularView<Eigen::Upper>();
    Vector x = Vector::Zero(size);
    const Vector projected = factor.householderQ().transpose() * Eigen::Map<const Vector>(rhs, size);
    x.head(independent) = upper.solve(projected.head(independent));
    const Matrix half = upper.solve(Matrix::Identity(independent, independent));
    Matrix gram = Matrix::Zero(size, size);
    gram.topLeftCorner(independent, independent) = half * half.transpose();
    Matrix related = Matrix::Zero(size, size);
    related.topRightCorner(independent, dependent) =
        upper.solve(pivots.topRightCorner(independent, dependent));
    const auto ascending = scale.asDiagonal();
    Eigen::Map<Vector>(solution, size) = ascending * (permutation * x);
    Eigen::Map<Matrix>(inverse, size, size) =
        ascending * (permutation * gram * permutation.transpose()) * ascending;
    Eigen::Map<Matrix>(relations, size, size) =
        ascending * (permutation * related * permutation.transpose()) *
        scale.cwiseInverse().asDiagonal();
    for (Eigen::Index k = 0; k < size; ++k) order[k] = permutation.indices()(k);
    *rank = static_cast<size_t>(independent);
    return CEIGEN_SUCCESS;
  });
}

ceigen_status ceigen_damped_step(
    size_t n, size_t stride, const double *triangle, const double *rhs, const double *diagonal,
    double delta, double *parameter, double *step) {
  return guarded([=] {
    const auto size = static_cast<Eigen::Index>(n);
    const Matrix a = strided(n, stride, triangle);
    const Eigen::ColPivHouseholderQR<Matrix> factor(a);
    const Vector projected = factor.householderQ().transpose() * Eigen::Map<const Vector>(rhs, size);
    Vector x(size);
    Eigen::internal::lmpar2<double>(
        factor, Eigen::Map<const Vector>(diagonal, size), projected, delta, *parameter, x);
    Eigen::Map<Vector>(step, size) = x;
    return x.allFinite() ? CEIGEN_SUCCESS : CEIGEN_NUMERICAL_FAILURE;
  });
}
