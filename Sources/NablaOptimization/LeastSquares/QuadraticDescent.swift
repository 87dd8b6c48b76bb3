#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Gradient descent on the mean squared residual of a linear model, which is a quadratic: after the
/// direct solution its Hessian and minimum are known, so no step needs the rows.
package struct QuadraticDescent: Sendable {
  /// Greatest by least curvature.
  package var condition: Double
  /// From this learning rate on steps overshoot for ever: 2/λmax.
  package var rateLimit: Double
  /// The learning rate with the fastest sure convergence: 2/(λmin + λmax).
  package var rate: Double
  /// How many steps were taken.
  package var steps: Int
  /// Where the steps ended; `nil` where there would be too many.
  package var x: [Double]?
  /// The mean squared residual there.
  package var value: Double
  /// The greatest magnitude in the gradient there.
  package var slope: Double

  /// The tolerance of `minimize`.
  private static let tolerance = DescentPlan.usualTolerance
  private static let stepLimit = 100_000
  private static let dimensionLimit = 50

  /// Descends from a start to the minimum that `fit` found; `nil` for many parameters, and where
  /// the curvatures are not known.
  package init?(to fit: LeastSquaresRun, from start: [Double], rowCount: Int) {
    let count = start.count
    guard count <= Self.dimensionLimit else { return nil }
    let scale = 2 / Double(rowCount)
    let hessian = fit.linearization.gram.map { scale * $0 }
    guard let spectrum = SymmetricMatrix(hessian, dimension: count)?.spectrum(),
      spectrum.smallest > 0, spectrum.largest.isFinite
    else { return nil }
    condition = spectrum.largest / spectrum.smallest
    rateLimit = 2 / spectrum.largest
    rate = 2 / (spectrum.smallest + spectrum.largest)
    let rest = fit.linearization.slopesTimesResiduals.map { -scale * $0 }
    var offset = zip(start, fit.x).map { $0 - $1 }
    var gradient = rest
    func refresh() {
      for row in 0..<count {
        var sum = rest[row]
        for column in 0..<count { sum += hessian[row * count + column] * offset[column] }
        gradient[row] = sum
      }
    }
    refresh()
    let first = gradient.maxNorm
    steps = 0
    while gradient.maxNorm > Self.tolerance, steps < Self.stepLimit {
      offset.move(by: -rate, along: gradient)
      refresh()
      steps += 1
    }
    slope = gradient.maxNorm
    // Half of the gradient and of what is left at the minimum, along the way there.
    value = fit.rss / Double(rowCount) + 0.5 * (offset.dot(gradient) + offset.dot(rest))
    x = zip(fit.x, offset).map { $0 + $1 }
    guard slope > Self.tolerance else { return }
    x = nil
    // Of the slope the part (condition - 1)/(condition + 1) is left by a step, which may round to 1.
    let wanted = log(Self.tolerance / first) / log1p(-2 / (condition + 1))
    steps = wanted > 0 && wanted < 1e15 ? Int(wanted) : Int(1e15)
  }
}
