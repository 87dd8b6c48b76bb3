/// Newton's iteration on the gradient from a point, to learn whether a stationary point is near.
///
/// A small gradient alone proves nothing: that of exp(-x) is as small as one likes, and no
/// stationary point exists. But there every Newton step is as long as the one before, whereas near a
/// stationary point the steps shrink: at once where the Hessian is regular, by the factor
/// (m-1)/m each where the gradient has a zero of order m (Ostrowski, Solution of Equations and
/// Systems of Equations, 2nd ed., chapter 8).
struct NewtonWalk {
  /// What the steps do.
  enum Nearness {
    /// They shrink at once, or are rounding already: a regular stationary point is here.
    case regular
    /// They shrink at a constant rate: a stationary point without curvature is near.
    case degenerate
    /// They do not shrink: there is no stationary point near.
    case none
  }

  var nearness: Nearness
  /// The largest coordinate of the first step; `nil` where no step is defined.
  var firstStep: Double?
  /// Half the squared Newton decrement at the start, the decrease that the first step promises.
  var promise: Double
  /// The point reached.
  var limit: [Double]
  /// The largest coordinate of the last step, roughly how far the limit is off.
  var lastStep: Double
  /// The last step itself, in one variable.
  private(set) var signedStep = 0.0

  private static let stepBound = 40

  /// Walks from a point with its gradient and curvature; `scale` is the size of the problem.
  ///
  /// Where the first step is longer than `reach` nothing is near enough, and no step is taken.
  init<O: Objective>(
    _ objective: inout O, from x: [Double], gradient start: [Double], curvature: Curvature,
    scale: Double, reach: Double
  ) {
    limit = x
    lastStep = 0
    promise = 0
    guard let step = curvature.newtonStep(gradient: start) else {
      nearness = start.maxNorm == 0 ? .regular : .none
      return
    }
    let first = step.maxNorm
    firstStep = first
    lastStep = first
    promise = -0.5 * start.dot(step)
    nearness = first <= reach ? .regular : .none
    if first <= reach, first > Self.roundingUnit(at: x) {
      nearness = walk(
        &objective, first: step, gradient: start, curvature: curvature, scale: scale)
    }
  }

  /// Takes the steps until they tell.
  private mutating func walk<O: Objective>(
    _ objective: inout O, first: [Double], gradient start: [Double], curvature: Curvature,
    scale: Double
  ) -> Nearness {
    var step = first
    var gradient = start
    var here = curvature
    var stalls = 0
    for _ in 1...Self.stepBound {
      let slope = gradient.maxNorm
      let length = step.maxNorm
      var moved = limit.moved(by: 1, along: step)
      var value = objective.valueAndGradient(at: moved, gradient: &gradient)
      if !(value.isFinite && gradient.isFinite) {
        // The formula may be undefined at the very point that is sought, as sqrt(x^2) is at 0.
        moved = limit.moved(by: 0.875, along: step)
        value = objective.valueAndGradient(at: moved, gradient: &gradient)
      }
      guard value.isFinite, gradient.isFinite, let there = Curvature(of: &objective, at: moved),
        let next = there.newtonStep(gradient: gradient) ?? Self.arrived(gradient)
      else { return .none }
      limit = moved
      step = next
      lastStep = next.maxNorm
      signedStep = next[0]
      stalls = gradient.maxNorm >= 0.5 * slope ? stalls + 1 : 0
      // A gradient that no longer falls is rounding, if the steps are short.
      let isNoise = stalls == 3 && lastStep <= 1e-6 * scale
      if lastStep <= 0.25 * length || lastStep <= Self.roundingUnit(at: moved) || isNoise {
        if there.resembles(here) { return .regular }
        // The step is short by rounding, so it does not tell how far the limit is.
        lastStep = max(lastStep, length)
        return .degenerate
      }
      if lastStep <= firstStep.map({ $0 / 4 }) ?? 0 { return .degenerate }
      if stalls == 3 { return .none }
      here = there
    }
    return .none
  }

  /// The step from a point without curvature or slope: none.
  private static func arrived(_ gradient: [Double]) -> [Double]? {
    gradient.maxNorm == 0 ? [Double](repeating: 0, count: gradient.count) : nil
  }

  private static func roundingUnit(at x: [Double]) -> Double {
    16 * Double.ulpOfOne * x.maxNorm
  }
}
