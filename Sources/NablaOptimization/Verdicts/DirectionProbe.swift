/// Looks where the second derivatives are silent: at values along a line through a point.
///
/// Each value is taken on the line, and once more after a Newton step in the curved directions, for
/// a valley may bend: Peano's (y - x²)(y - 2x²) rises along every line through 0 and still falls
/// along y = 3x²/2. This finds evidence, not proof.
struct DirectionProbe {
  /// The first change of the value that rounding cannot explain.
  enum Change {
    case rises
    case falls
    /// The value changes only so far away that it tells nothing about the point.
    case far
    case none
  }

  /// The changes on the two sides of the point.
  struct Sides {
    var ahead: Change
    var behind: Change

    var fall: Bool { ahead == .falls || behind == .falls }
    var bothFall: Bool { ahead == .falls && behind == .falls }
    /// Whether both sides rise, or neither ever changes; one of each is the edge of a plateau,
    /// of the domain, or of underflow.
    var hold: Bool { ahead == behind && (ahead == .rises || ahead == .none) }
  }

  let point: [Double]
  let value: Double
  let curvature: Curvature
  /// The size of the problem, and the least distance worth a look.
  let scale: Double
  let nearest: Double
  private let noise: Double
  /// The value after a Newton step from the point itself, with which those beside it compare.
  private var valley: Double?

  /// Prepares to look around a point whose coordinates are certain to about `blur`.
  init<O: Objective>(
    _ objective: inout O, around point: [Double], curvature: Curvature, scale: Double, blur: Double
  ) {
    self.point = point
    self.curvature = curvature
    self.scale = scale
    nearest = max(8 * blur, 1e-8 * scale)
    let value = objective.value(at: point)
    self.value = value
    // Values below 1e-280 have lost their digits to underflow, or soon will have.
    noise = max(objective.noise(around: point, value: value), 1e-280)
    valley = valueInValley(&objective, near: point)
  }

  /// The changes on both sides along a unit direction; at most about 180 values and gradients.
  func sides<O: Objective>(_ objective: inout O, along direction: [Double]) -> Sides {
    Sides(
      ahead: change(&objective, along: direction),
      behind: change(&objective, along: direction.map { -$0 }))
  }

  private func change<O: Objective>(_ objective: inout O, along direction: [Double]) -> Change {
    var distance = nearest
    // Neither a vanishing nor an overflowing scale may keep this from ending.
    while distance > 0, distance <= 10 * scale, distance.isFinite {
      let there = point.moved(by: distance, along: direction)
      let onLine = objective.value(at: there)
      // Beyond the domain there is nothing that could be lower.
      guard !onLine.isNaN else { return .none }
      var change = onLine - value
      if let valley, let inValley = valueInValley(&objective, near: there) {
        change = min(change, inValley - min(valley, value))
      }
      let isNear = distance <= 0.1 * scale
      if change < -noise { return isNear ? .falls : .far }
      if change > noise { return isNear ? .rises : .far }
      distance *= 2
    }
    return .none
  }

  /// The value after one Newton step in the curved directions.
  private func valueInValley<O: Objective>(
    _ objective: inout O, near there: [Double]
  ) -> Double? {
    guard point.count > 1 else { return nil }
    var gradient = [Double](repeating: 0, count: point.count)
    _ = objective.valueAndGradient(at: there, gradient: &gradient)
    guard gradient.isFinite, let step = curvature.newtonStep(gradient: gradient) else { return nil }
    let value = objective.value(at: there.moved(by: 1, along: step))
    return value.isNaN ? nil : value
  }
}
