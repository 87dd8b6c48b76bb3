extension Descent {
  /// One sentence on how the descent ended, without numbers: those are in `stop` and `point`.
  package var message: String {
    if success, !point.isKink { return "converged: \(arrival), \(verdict)" }
    switch stop {
    case .gradient:
      return "not converged: \(arrival), but \(verdict)"
    case .step where point.isKink:
      return "converged: no step gives a \(better) value, \(verdict)"
    case .step:
      return stationary("the step is too small to change the point")
    case .value:
      return stationary("the value changes no more than rounding does")
    case .steps where point.isVerified:
      return "stopped: the steps are used up, and this is \(verdict)"
    case .steps:
      return stationary("the steps are used up")
    case .epochs where point.isVerified:
      return "stopped: the epochs are used up, and this is \(verdict)"
    case .epochs:
      return stationary("the epochs are used up")
    case .target:
      return "stopped: the value is \(goal == .minimum ? "low" : "high") enough, as asked, and "
        + (point.isVerified ? "this is \(verdict)" : "no \(wanted) is claimed")
    case .lineSearch:
      return stationary("the line search found no \(better) value")
    case .diverged:
      return "not converged: diverged, each step overshoots farther than the one before"
    case .oscillating(let period):
      return "not converged: oscillating with period \(period), the step overshoots"
    case .unbounded:
      return "not converged: the function is unbounded \(goal == .minimum ? "below" : "above")"
    case .undefined:
      return nit == 0 && trajectory.count == 1 && !(fun.isFinite && jac.isFinite)
        ? "not converged: the function or its gradient is undefined at the start"
        : method == .gradientDescent
          ? "not converged: a step left the domain of the function"
          : "not converged: the search ran into the edge of the function's domain"
    case .interrupted:
      return "interrupted: the best point so far is given"
    }
  }

  private var better: String { goal == .minimum ? "lower" : "higher" }
  private var wanted: String { goal == .minimum ? "minimum" : "maximum" }

  private var arrival: String {
    if point.isLimitedByRounding { return "no better point can be told from this one in doubles" }
    if case .gradient = stop, polishSteps > 0 {
      return "the gradient is within the tolerance after Newton steps at the end"
    }
    return "the gradient is within the tolerance"
  }

  private func stationary(_ reason: String) -> String {
    let isStationary = point.kind != .notStationary || point.isPlateau
    return "not converged: \(reason), and \(isStationary ? verdict : "the gradient is not zero")"
  }

  private var verdict: String {
    if point.isPlateau {
      let falls = goal == .minimum ? "falling" : "rising"
      return "no stationary point is near: the function keeps \(falls), if ever so slowly"
    }
    switch point.kind {
    case .minimum, .maximum:
      if point.isKink {
        return "a \(point.isGlobal ? "global" : "local") \(wanted) at a kink,"
          + " with 0 among the slopes around it"
      }
      return point.isVerified
        ? "a strict local \(wanted)"
        : "this is a local \(point.kind?.rawValue ?? ""), not a \(wanted)"
    case .saddle:
      return "this is a saddle: \(better) values lie near"
    case .flat where point.isGlobal:
      return "a flat point of a \(goal == .minimum ? "convex" : "concave") function,"
        + " so no \(better) value exists"
    case .flat:
      return point.isVerified
        ? "a flat point around which no \(better) value was found, which is no proof"
        : "the function is flat here, so nothing is proved"
    case .notStationary:
      return "this is not a stationary point"
    case nil:
      return "what kind of point this is could not be told"
    }
  }
}
