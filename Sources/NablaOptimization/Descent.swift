/// What a descent found, how it got there, and why it ended.
///
/// Names follow `scipy.optimize.OptimizeResult`. Derivatives are those of the function that was
/// asked about, also when it was maximized.
package struct Descent: Sendable, Equatable {
  /// A value at a point.
  package struct Best: Sendable, Equatable {
    package var x: [Double]
    package var fun: Double
  }

  /// The method by name, as in `using`.
  package var method: DescentMethodName
  /// Whether a minimum or a maximum was looked for.
  package var goal: Goal
  /// The last point.
  package var x: [Double]
  /// The value at `x`.
  package var fun: Double
  /// The gradient at `x`.
  package var jac: [Double]
  /// The approximation of the inverse Hessian that BFGS built, row by row.
  package var hessInv: [Double]?
  /// The number of steps taken.
  package var nit: Int
  /// The number of values that the method asked for; the verdict's own are not counted.
  package var nfev: Int
  /// The number of gradients that the method asked for.
  package var njev: Int
  /// Whether `x` was verified to be a local optimum, as far as `point` tells.
  package var success: Bool
  /// 0 for success, else a number for the reason; see `StopReason` and `message`.
  package var status: Int
  /// The rule that ended the descent.
  package var stop: StopReason
  /// Every point passed, with value and slope.
  package var trajectory: Trajectory
  /// The best point seen, where the last one is not.
  package var best: Best?
  /// What kind of point `x` is, with the evidence.
  package var point: PointVerdict
  /// The learning rate's limit near where the descent ended, where the curvature is known.
  package var rateLimit: LearningRateLimit?
  /// The cycle or bounce that the descent ended in.
  package var oscillation: Oscillation?
  /// The step after which it was clear that values grow without bound.
  package var divergedAt: Int?
  /// How many of the steps are Newton's, taken where rounding hid the value's last decrease.
  package var polishSteps: Int
  /// The learning rate at the first step, for the methods that go by one.
  package var learningRate: Double?
  /// How the learning rate changed.
  package var schedule: Schedule
  /// How it went through the rows of a table, where it did so batch by batch.
  package var batches: BatchPlan?
  /// How many rows it visited so.
  package var visits: BatchVisits?
  /// Why the learning rate was chosen, where it was not given.
  package var rateChoice: RateChoice?
  /// Where the descent stood at a saddle or maximum and stepped off.
  package var departures: [Departure]
  /// How slowly it converges, where steps ran out on a good way.
  package var slowness: SlowConvergence?
}

/// Whether the least or the greatest value is looked for.
package enum Goal: Sendable, Equatable {
  case minimum
  case maximum
}

/// A way to descend from a start to a local minimum.
package protocol DescentMethod {
  /// Minimizes an objective from a start of as many coordinates as it has variables.
  func minimize<O: Objective>(
    _ objective: inout O, from start: [Double], monitor: DescentMonitor
  ) throws(OptimizationError) -> Descent
}

extension DescentMethod {
  /// Minimizes an objective, watched by nobody.
  package func minimize<O: Objective>(
    _ objective: inout O, from start: [Double]
  ) throws(OptimizationError) -> Descent {
    try minimize(&objective, from: start, monitor: DescentMonitor())
  }

  /// Maximizes an objective: minimizes its negative and turns the signs of the result.
  package func maximize<O: Objective>(
    _ objective: inout O, from start: [Double], monitor: DescentMonitor = DescentMonitor()
  ) throws(OptimizationError) -> Descent {
    var negated = NegatedObjective(objective)
    let descent = try minimize(&negated, from: start, monitor: monitor)
    objective = negated.base
    return descent.negated()
  }
}

extension Descent {
  /// The same descent told of the negated function, whose maximum it looked for.
  func negated() -> Descent {
    var result = self
    result.goal = goal == .minimum ? .maximum : .minimum
    result.fun.negate()
    result.jac = jac.map { -$0 }
    result.hessInv = hessInv.map { $0.map { -$0 } }
    result.trajectory = trajectory.negated()
    result.best = best.map { Best(x: $0.x, fun: -$0.fun) }
    result.point = point.negated()
    result.rateLimit?.curvature.negate()
    result.departures = departures.map { $0.negated() }
    if case .unbounded(let value, let at) = stop {
      result.stop = .unbounded(value: -value, at: at)
    }
    if case .target(let value, let target) = stop {
      result.stop = .target(measured: -value, target.negated())
    }
    return result
  }
}
