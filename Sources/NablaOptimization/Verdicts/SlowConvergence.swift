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

  /// Looks at a descent whose steps ran out; `nil` where it does not go steadily to a minimum with
  /// positive curvature, which Newton steps from the end would find.
  init?<O: Objective>(_ objective: inout O, of descent: Descent, tolerance: Double) {
    guard case .steps = descent.stop, descent.oscillation == nil, descent.x.count <= 100,
      descent.jac.maxNorm > tolerance
    else { return nil }
    let slopes = descent.trajectory.steps.suffix(101).compactMap(descent.trajectory.slope(at:))
    guard slopes.count > 10, let first = slopes.first, let last = slopes.last else { return nil }
    reduction = exp(log(abs(last) / abs(first)) / Double(slopes.count - 1))
    guard reduction < 1, reduction > 0.9,
      let spectrum = Self.spectrum(&objective, near: descent, tolerance: tolerance)
    else { return nil }
    condition = spectrum.largest / spectrum.smallest
    stepsToGo = (log(tolerance / abs(last)) / log(reduction)).rounded(.up)
    // A little less than the best, so that rounding it up does no harm.
    bestRate = (1.9 / (spectrum.smallest + spectrum.largest)).roundedToTwoDigits
  }

  /// The curvatures at the minimum that the descent would reach.
  private static func spectrum<O: Objective>(
    _ objective: inout O, near descent: Descent, tolerance: Double
  ) -> Spectrum? {
    var refinement = NewtonRefinement(x: descent.x, value: descent.fun, gradient: descent.jac)
    refinement.run(&objective, tolerance: tolerance, bound: 50)
    let verdict = PointInspector(
      x: refinement.x, value: refinement.value, gradient: refinement.gradient,
      tolerance: tolerance, scale: PointInspector.scale(of: refinement.x, start: descent.x)
    ).verdict(&objective)
    guard verdict.kind == .minimum, verdict.higherOrder == nil, !verdict.isKink,
      let spectrum = Curvature(of: &objective, at: refinement.x)?.spectrum, spectrum.smallest > 0
    else { return nil }
    return spectrum
  }
}
