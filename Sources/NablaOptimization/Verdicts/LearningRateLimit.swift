/// How large a fixed learning rate may be near a point, by the curvature there.
///
/// Gradient descent on a quadratic contracts exactly for rates below 2/λ with the greatest
/// eigenvalue λ of the Hessian (B. T. Polyak, Introduction to Optimization, 1987, section 1.4).
package struct LearningRateLimit: Sendable, Equatable {
  /// The point where the curvature was taken: the last one, or what a cycle runs around.
  package var near: [Double]
  /// The greatest curvature there, the second derivative in one variable.
  package var curvature: Double
  /// The limit 2/λ.
  package var limit: Double
  /// How many times 2/λ the limit is: 1 for plain gradient descent, more with momentum.
  package private(set) var factor = 1.0
  /// Whether the curvature is the same everywhere, so that the limit is exact.
  package var isUniform: Bool
  /// Whether the curvature was taken at a stationary point found near the end, not at the end.
  package var isRelocated: Bool

  /// A rate to try: half the limit, to two significant digits.
  package var suggestion: Double { (limit / 2).roundedToTwoDigits }

  /// Takes the curvature at a point; `nil` where it is unknown or nowhere positive.
  init?<O: Objective>(_ objective: inout O, at x: [Double], isRelocated: Bool) {
    let uniform = objective.constantHessian()
    let curvature = uniform.map { SymmetricMatrix($0, dimension: x.count)?.spectrum() }
    guard let spectrum = curvature ?? Curvature(of: &objective, at: x)?.spectrum,
      spectrum.largest > 0
    else { return nil }
    isUniform = uniform != nil
    near = x
    self.curvature = spectrum.largest
    limit = 2 / spectrum.largest
    self.isRelocated = isRelocated
    guard limit.isFinite else { return nil }
  }

  /// Goes from a point to the minimum near it and takes the curvature there.
  ///
  /// Where none is found, or one without curvature, the point itself has to do; so it has beyond
  /// 100 variables, where a Newton step takes too long to take fifty.
  init?<O: Objective>(_ objective: inout O, near x: [Double], tolerance: Double) {
    var gradient = [Double](repeating: 0, count: x.count)
    let value = objective.valueAndGradient(at: x, gradient: &gradient)
    guard value.isFinite, gradient.isFinite else { return nil }
    guard x.count <= 100 else {
      self.init(&objective, at: x, isRelocated: false)
      return
    }
    var refinement = NewtonRefinement(x: x, value: value, gradient: gradient)
    let tolerance = min(tolerance, 1e-8)
    refinement.run(&objective, tolerance: tolerance, bound: 50)
    let verdict = PointInspector(
      x: refinement.x, value: refinement.value, gradient: refinement.gradient,
      tolerance: tolerance,
      scale: max(x.maxNorm, x.maxDistance(to: refinement.x), .leastNormalMagnitude)
    ).verdict(&objective)
    if verdict.kind == .minimum {
      self.init(&objective, at: refinement.x, isRelocated: true)
    } else {
      self.init(&objective, at: x, isRelocated: false)
    }
  }

  /// The limit of a method that bears a rate so many times as large.
  func scaled(by factor: Double) -> Self {
    var result = self
    result.limit *= factor
    result.factor *= factor
    return result
  }

  /// The stricter of two limits.
  static func stricter(_ one: Self?, _ other: Self?) -> Self? {
    guard let one, let other else { return one ?? other }
    return one.limit <= other.limit ? one : other
  }
}

extension DescentMethodName {
  /// Whether the curvature alone limits a fixed learning rate.
  var hasRateLimit: Bool {
    switch self {
    case .gradientDescent, .momentum, .nesterov: true
    case .adagrad, .rmsprop, .adam, .bfgs, .lbfgs, .newton: false
    }
  }

  /// How many times 2/λ a fixed learning rate may be on a quadratic.
  ///
  /// The largest α for which no root of the iteration's characteristic polynomial leaves the unit
  /// circle: z² - (1 + μ - αλ)z + μ for the heavy ball (Polyak, Introduction to Optimization, 1987,
  /// section 3.2), z² - (1 + μ)(1 - αλ)z + μ(1 - αλ) for Nesterov's; both meet it at z = -1.
  func stabilityFactor(momentum: Double) -> Double {
    switch self {
    case .momentum: 1 + momentum
    case .nesterov: (1 + momentum) / (1 + 2 * momentum)
    case .gradientDescent, .adagrad, .rmsprop, .adam, .bfgs, .lbfgs, .newton: 1
    }
  }
}

extension Double {
  /// A positive number to two significant digits.
  var roundedToTwoDigits: Double {
    var scaled = self
    var exponent = 0
    while scaled >= 100 {
      scaled /= 10
      exponent += 1
    }
    while scaled < 10, scaled > 0 {
      scaled *= 10
      exponent -= 1
    }
    // Read from text, because 75 * 0.01 would not be the number that 0.75 is.
    return Double("\(Int(scaled.rounded()))e\(exponent)") ?? self
  }
}
