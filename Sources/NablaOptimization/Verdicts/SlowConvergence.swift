#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How slowly a descent converges that ran out of steps on its way to a minimum.
///
/// Near a minimum each step of gradient descent leaves a part |1 - αλ| of the distance along the
/// eigenvector of λ; at the best fixed rate, 2/(λ₁ + λₙ), that is (κ - 1)/(κ + 1) with the
/// condition number κ (Nocedal & Wright, Numerical Optimization, 2nd ed., theorem 3.3).
package struct SlowConvergence: Sendable, Equatable {
  /// The greatest curvature divided by the least, at the last point.
  package var condition: Double
  /// The part of the slope that a step leaves, on the mean of the last hundred.
  package var reduction: Double
  /// How many more steps bring the slope to the tolerance if it goes on like this.
  package var stepsToGo: Double
  /// The best fixed rate for a quadratic of these curvatures, to two digits.
  package var bestRate: Double

  /// Looks at a descent whose steps ran out; `nil` where it does not go steadily to a minimum.
  init?(of descent: Descent, tolerance: Double = 1e-8) {
    guard case .steps = descent.stop, !descent.success, descent.oscillation == nil,
      let least = descent.point.smallestCurvature, let greatest = descent.point.largestCurvature,
      least > 0, greatest.isFinite
    else { return nil }
    let slopes = descent.trajectory.steps.suffix(101).compactMap(descent.trajectory.slope(at:))
    guard slopes.count > 10, let first = slopes.first, let last = slopes.last else { return nil }
    reduction = exp(log(abs(last) / abs(first)) / Double(slopes.count - 1))
    guard reduction < 1, reduction > 0, abs(last) > tolerance else { return nil }
    condition = greatest / least
    stepsToGo = (log(tolerance / abs(last)) / log(reduction)).rounded(.up)
    bestRate = (2 / (least + greatest)).roundedToTwoDigits
  }
}
