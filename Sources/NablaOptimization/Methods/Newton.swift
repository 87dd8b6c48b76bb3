/// Newton's method with the exact Hessian, made positive definite where it is not.
///
/// The eigenvalues count by their magnitude, those that are negative or rounding no less than ε^⅓ of the largest, so that directions
/// of negative curvature descend; a line search decides how far. A step costs O(n³).
///
/// Source: Nocedal & Wright, Numerical Optimization, 2nd ed., algorithm 3.2 with the eigenvalue
/// modification of section 3.4; the magnitudes are those of Dauphin et al., "Identifying and
/// attacking the saddle point problem in high-dimensional non-convex optimization", 2014.
package struct Newton: LineSearchMethod {
  /// The most variables: eigenvalues of a larger matrix would take minutes over all steps.
  package static let largestDimension: Int? = Curvature.spectrumLimit

  package let name = DescentMethodName.newton
  package var tolerance = 1e-8
  package var stepBound = 10_000
  package var storageLimit = Trajectory.defaultStorageLimit
  package var isStrictStart = false
  package var target: ValueTarget?

  /// Makes the method with a tolerance of 1e-8 and at most 10,000 steps.
  package init() {}

  func makeModel(dimension: Int) -> NewtonModel { NewtonModel() }
}

/// The direction to the zero of the gradient's linear model, turned downhill.
struct NewtonModel: DirectionModel {
  private(set) var isIdentity = false
  var inverseHessian: [Double]? { nil }

  mutating func reset() { isIdentity = true }

  mutating func aim<O: Objective>(
    from x: [Double], gradient: [Double], of objective: inout O, into direction: inout [Double]
  ) {
    // After a failed search the gradient itself is tried, once.
    let step = isIdentity ? nil : NewtonModel.step(gradient, at: x, of: &objective)
    isIdentity = step == nil
    direction = step ?? gradient.map { -$0 }
  }

  mutating func update(step s: [Double], gradientChange y: [Double]) -> Bool {
    isIdentity = false
    return true
  }

  private static func step<O: Objective>(
    _ gradient: [Double], at x: [Double], of objective: inout O
  ) -> [Double]? {
    guard let curvature = Curvature(of: &objective, at: x), let spectrum = curvature.spectrum,
      spectrum.radius > 0
    else { return nil }
    if curvature.balanced != nil { return curvature.newtonStep(gradient: gradient) }
    let floor = 6e-6 * spectrum.radius
    let step = spectrum.apply(to: gradient) { value in
      // A small curvature that is certain is used as it is: rounding decides, not the ratio.
      value > 1e-13 * spectrum.radius ? -1 / value : -1 / max(abs(value), floor)
    }
    return step.isFinite ? step : nil
  }
}
