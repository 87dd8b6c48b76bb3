import CInterval

extension Interval {
  /// The range of a function that rises everywhere between the ends.
  func rising(_ function: cinterval_function) -> Interval {
    if isEmpty { return .empty }
    if isPoint { return Interval(cinterval_at(function, lower)) }
    return Interval(cinterval_below(function, lower), cinterval_above(function, upper))
  }

  /// The range of a function that falls everywhere between the ends.
  func falling(_ function: cinterval_function) -> Interval {
    if isEmpty { return .empty }
    if isPoint { return Interval(cinterval_at(function, lower)) }
    return Interval(cinterval_below(function, upper), cinterval_above(function, lower))
  }

  /// The logistic function, as e^x/(1 + e^x) or 1/(1 + e^-x), whichever keeps its digits.
  var sigmoid: Interval {
    if isEmpty { return .empty }
    return Interval(Interval.sigmoid(lower).lower, Interval.sigmoid(upper).upper)
  }

  private static func sigmoid(_ x: Double) -> Interval {
    let growth = Interval(ordered: -abs(x), -abs(x)).rising(CINTERVAL_EXP)
    let share = Interval.one / (.one + growth)
    return x < 0 ? growth * share : share
  }

  /// log(1 + e^x).
  var softplus: Interval {
    if isEmpty { return .empty }
    return Interval(Interval.softplus(lower).lower, Interval.softplus(upper).upper)
  }

  private static func softplus(_ x: Double) -> Interval {
    let growth = Interval(ordered: -abs(x), -abs(x)).rising(CINTERVAL_EXP)
    let rest = growth.rising(CINTERVAL_LOG1P)
    return x > 0 ? Interval(ordered: x, x) + rest : rest
  }

  /// The values after rounding by a rule that never reverses an order.
  func rounded(_ rule: FloatingPointRoundingRule) -> Interval {
    isEmpty ? .empty : Interval(ordered: lower.rounded(rule), upper.rounded(rule))
  }

  /// The signs of its numbers.
  var sign: Interval {
    isEmpty ? .empty : Interval(ordered: Interval.sign(lower), Interval.sign(upper))
  }

  private static func sign(_ x: Double) -> Double { x > 0 ? 1 : x < 0 ? -1 : 0 }

  /// The values of max, which rises in both arguments.
  func maximum(_ other: Interval) -> Interval {
    if isEmpty || other.isEmpty { return .empty }
    return Interval(ordered: Swift.max(lower, other.lower), Swift.max(upper, other.upper))
  }

  /// The values of min, which rises in both arguments.
  func minimum(_ other: Interval) -> Interval {
    if isEmpty || other.isEmpty { return .empty }
    return Interval(ordered: Swift.min(lower, other.lower), Swift.min(upper, other.upper))
  }
}
