/// A step off a saddle or a maximum, where slopes alone would stay for ever.
package struct Departure: Sendable, Equatable {
  /// After how many steps; 0 at the start.
  package var step: Int
  /// What kind of point it was.
  package var kind: PointKind
  /// The unit direction in which better values lie.
  package var direction: [Double]

  /// The same departure told of the negated function.
  func negated() -> Departure {
    Departure(step: step, kind: kind.negated, direction: direction)
  }

  /// Where a departure leads.
  struct Way {
    let kind: PointKind
    let direction: [Double]
    let x: [Double]
    let value: Double
    let gradient: [Double]
    /// The number of values asked for.
    let evaluations: Int
  }
}

extension Departure.Way {
  /// Inspects a point, and finds a lower one near it where it is a saddle or a maximum.
  ///
  /// `nil` where it is neither, and where no lower point lies straight ahead.
  init?<O: Objective>(
    _ objective: inout O, from x: [Double], value: Double, gradient: [Double], tolerance: Double
  ) {
    let verdict = PointInspector(
      x: x, value: value, gradient: gradient, tolerance: tolerance,
      scale: PointInspector.scale(of: x, start: x)
    ).verdict(&objective)
    self.init(&objective, from: x, value: value, verdict: verdict)
  }

  /// Finds a lower point near one with a verdict.
  init?<O: Objective>(
    _ objective: inout O, from x: [Double], value: Double, verdict: PointVerdict
  ) {
    guard let kind = verdict.kind, kind == .saddle || kind == .maximum,
      let direction = verdict.escape
    else { return nil }
    var trial = [Double](repeating: 0, count: x.count)
    // Far enough to be seen, near enough to end in a valley that begins here.
    var length = 0.01 * max(1, x.maxNorm)
    for trials in 1...40 {
      let there = x.moved(by: length, along: direction)
      let reached = objective.valueAndGradient(at: there, gradient: &trial)
      if reached.isFinite, trial.isFinite, reached < value {
        self.init(
          kind: kind, direction: direction, x: there, value: reached, gradient: trial,
          evaluations: trials)
        return
      }
      length /= 2
    }
    return nil
  }
}
