/// The quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno with exact gradients.
///
/// Source: Nocedal & Wright, Numerical Optimization, 2nd ed., algorithm 6.1. A step costs O(n²).
package struct BFGS: LineSearchMethod {
  /// The most variables: the dense inverse Hessian then takes 32 MB.
  package static let largestDimension: Int? = 2000

  package let name = DescentMethodName.bfgs
  package var tolerance = 1e-8
  package var stepBound = 10_000
  package var storageLimit = Trajectory.defaultStorageLimit
  package var isStrictStart = false
  package var target: ValueTarget?

  /// Makes the method with a tolerance of 1e-8 and at most 10,000 steps.
  package init() {}

  func makeModel(dimension: Int) -> InverseHessian {
    InverseHessian(dimension: dimension)
  }
}
