/// Newton's method with a Hessian made positive definite and steps cut until they help.
///
/// It brings a point on to the stationary point near it where the value has become too flat for a
/// line search, and finds what a cycle runs around. Negative curvatures count by their magnitude
/// (Nocedal & Wright, Numerical Optimization, 2nd ed., section 3.4), so it leaves maxima and saddles.
struct NewtonRefinement {
  /// The point reached, with its value and gradient.
  var x: [Double]
  var value: Double
  var gradient: [Double]
  /// The points of all steps, with value and gradient at each.
  private(set) var steps: [(x: [Double], value: Double, gradient: [Double])] = []

  /// The number of values asked for, each with its gradient.
  private(set) var evaluations = 0

  /// Starts from a point with its value and gradient.
  init(x: [Double], value: Double, gradient: [Double]) {
    self.x = x
    self.value = value
    self.gradient = gradient
  }

  /// Takes up to `bound` steps, fewer when the gradient is within the tolerance or nothing helps.
  mutating func run<O: Objective>(_ objective: inout O, tolerance: Double, bound: Int) {
    for _ in 0..<bound where gradient.maxNorm > tolerance {
      guard let curvature = Curvature(of: &objective, at: x),
        let direction = Self.descent(gradient, curvature: curvature),
        takeStep(&objective, along: direction)
      else { return }
    }
  }

  private static func descent(_ gradient: [Double], curvature: Curvature) -> [Double]? {
    guard let spectrum = curvature.spectrum, curvature.balanced == nil else {
      return curvature.newtonStep(gradient: gradient)
    }
    let floor = 1e-10 * spectrum.radius
    guard floor > 0 else { return nil }
    let step = spectrum.apply(to: gradient) { -1 / max(abs($0), floor) }
    return step.isFinite ? step : nil
  }

  /// Halves the step until the value falls, or stays within rounding while the gradient falls.
  private mutating func takeStep<O: Objective>(
    _ objective: inout O, along direction: [Double]
  ) -> Bool {
    let expected = gradient.dot(direction)
    let slope = gradient.maxNorm
    let rounding = objective.noise(around: x, value: value)
    var trial = gradient
    var length = 1.0
    for _ in 0..<40 {
      let there = x.moved(by: length, along: direction)
      guard there != x else { return false }
      let reached = objective.valueAndGradient(at: there, gradient: &trial)
      evaluations += 1
      if reached.isFinite, trial.isFinite {
        let decreases = reached <= value + 1e-4 * length * expected && reached < value
        let flattens = reached <= value + rounding && trial.maxNorm <= 0.9 * slope
        if decreases || flattens {
          x = there
          value = reached
          gradient = trial
          steps.append((there, reached, trial))
          return true
        }
      }
      length /= 2
    }
    return false
  }
}
