extension Descent {
  /// Collects what a method found, not yet judged.
  ///
  /// Every value came with its gradient.
  init(
    method: DescentMethodName, x: [Double], fun: Double, jac: [Double], nit: Int, nfev: Int,
    stop: StopReason, trajectory: Trajectory
  ) {
    self.method = method
    self.x = x
    self.fun = fun
    self.jac = jac
    self.nit = nit
    self.nfev = nfev
    self.stop = stop
    self.trajectory = trajectory
    njev = nfev
    goal = .minimum
    success = false
    status = stop.failureStatus
    point = PointVerdict(nil)
    polishSteps = 0
    schedule = .constant
    departures = []
  }

  /// Tells what kind of point the last one is, and with that whether the descent succeeded.
  ///
  /// `verdict` is taken over where the point was inspected already.
  mutating func judge<O: Objective>(
    _ objective: inout O, start: [Double], tolerance: Double, verdict: PointVerdict? = nil
  ) {
    point =
      verdict
      ?? PointInspector(
        x: x, value: fun, gradient: jac, tolerance: tolerance,
        scale: PointInspector.scale(of: x, start: start)
      ).verdict(&objective)
    if stop == .lineSearch, point.isLimitedByRounding {
      let promised = abs(point.promisedDecrease ?? 0)
      let rounding = 16 * Double.ulpOfOne * abs(fun)
      // Near a value of zero it is the point, not the value, that doubles cannot better.
      stop =
        promised <= rounding
        ? .value(measured: promised, limit: rounding) : .step(measured: point.newtonStep ?? 0)
    }
    success = point.isVerified && stop.admitsSuccess
    status = success ? 0 : stop.failureStatus
    if let seen = best, fun - seen.fun <= roundingOfValues { best = nil }
  }

  /// Whether it would decide something to know that the function is convex, for a maximum concave: at a
  /// kink with zero among the slopes, and where the slope is exactly zero and the point is flat.
  package var dependsOnConvexity: Bool {
    point.isKink && success || point.kind == .flat && jac.allSatisfy { $0 == 0 }
  }

  /// Whether it would decide something to know that the function is a quadratic bounded from below:
  /// at a flat point where all that the slope still promises is rounding of the value.
  package var dependsOnBound: Bool {
    guard point.kind == .flat, goal == .minimum, let promised = point.promisedDecrease else {
      return false
    }
    return abs(promised) <= 16 * Double.ulpOfOne * abs(fun)
  }

  /// Takes in that the function is convex, for a maximum concave.
  ///
  /// There a point with zero among its slopes is a global optimum (Boyd & Vandenberghe, Convex
  /// Optimization, section 4.2.3).
  package mutating func settleByConvexity() {
    guard dependsOnConvexity || dependsOnBound else { return }
    point.isGlobal = true
    point.isVerified = true
    success = stop.admitsSuccess
    status = success ? 0 : stop.failureStatus
  }

  /// Differences of values that are not worth telling.
  ///
  /// At a verified optimum a slightly better value nearby can only be the formula's own rounding,
  /// for which 1e-9 of all the descent gained leaves ample room.
  private var roundingOfValues: Double {
    guard point.isVerified else { return 16 * Double.ulpOfOne * abs(fun) }
    let gained = abs((trajectory.value(at: 0) ?? fun) - fun)
    return 1e-9 * max(abs(fun), gained)
  }
}

extension StopReason {
  /// Whether a run that this rule ended can have arrived.
  fileprivate var admitsSuccess: Bool {
    switch self {
    case .gradient, .step, .value, .lineSearch: true
    // Steps that were counted out claim nothing, wherever they led, nor does a value.
    case .steps, .epochs, .target, .diverged, .oscillating, .unbounded, .undefined, .interrupted:
      false
    }
  }
}
