/// The quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno with exact gradients.
///
/// Source: Nocedal & Wright, Numerical Optimization, 2nd ed., algorithm 6.1.
package struct BFGS: DescentMethod, Sendable {
  /// The most variables: the dense inverse Hessian then takes 32 MB.
  package static let largestDimension = 2000

  /// The largest magnitude in the gradient that passes for zero.
  package var tolerance = 1e-8
  /// The most steps to take.
  package var stepBound = 10_000
  /// The most numbers that the trajectory keeps.
  package var storageLimit = Trajectory.defaultStorageLimit

  /// Makes the method with a tolerance of 1e-8 and at most 10,000 steps.
  package init() {}

  /// Descends from a start.
  ///
  /// Each step costs O(n²) and as many values with gradients as the line search needs, mostly one.
  package func minimize<O: Objective>(
    _ objective: inout O, from start: [Double], monitor: DescentMonitor = DescentMonitor()
  ) throws(OptimizationError) -> Descent {
    try OptimizationError.check(start: start, dimension: objective.dimension)
    try OptimizationError.check(tolerance: tolerance, steps: stepBound)
    guard start.count <= Self.largestDimension else {
      throw .dimensionTooLarge(start.count, limit: Self.largestDimension)
    }
    var run = Run(method: self, start: start)
    run.begin(value: objective.valueAndGradient(at: run.x, gradient: &run.gradient))
    while run.stop == nil {
      monitor.progress?(run.step, run.value, run.gradient.maxNorm)
      if monitor.isInterrupted() {
        run.stop = .interrupted
      } else {
        run.advance(&objective)
      }
    }
    return run.finish(&objective)
  }
}
