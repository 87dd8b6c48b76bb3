import CInterval

/// The gamma function and its kin over intervals.
///
/// Between poles digamma rises, and log|gamma| is convex, being its integral.
enum GammaFunctions {
  /// Bounds of the only positive zero of digamma, where gamma has its least positive value.
  static let positiveZero = Interval(1.4616321449683622, 1.4616321449683625)

  /// The range of gamma, undefined at 0, -1, -2, ...
  static func gamma(_ x: Enclosure) -> Enclosure {
    guard let part = partBetweenPoles(x) else { return .unknown }
    guard part.lower != 0 else {
      return Enclosure(
        Interval(size(Interval(.leastNonzeroMagnitude, part.upper)).lower, .infinity),
        .unknown)
    }
    let size = size(part)
    let isNegative = part.upper < 0 && !part.upper.rounded(.down).remainder(dividingBy: 2).isZero
    return Enclosure(isNegative ? -size : size, x.decoration)
  }

  /// The range of log|gamma|, undefined at 0, -1, -2, ...
  static func logGamma(_ x: Enclosure) -> Enclosure {
    guard let part = partBetweenPoles(x) else { return .unknown }
    if part.lower == 0 {
      let rest = logarithm(Interval(.leastNonzeroMagnitude, part.upper))
      return Enclosure(Interval(rest.lower, .infinity), .unknown)
    }
    return Enclosure(logarithm(part), x.decoration)
  }

  /// The range of digamma, undefined at 0, -1, -2, ...
  static func digamma(_ x: Enclosure) -> Enclosure {
    guard let part = partBetweenPoles(x) else { return .unknown }
    if part.lower == 0 {
      return Enclosure(
        Interval(-.infinity, cinterval_above(CINTERVAL_DIGAMMA, part.upper)), .unknown)
    }
    return Enclosure(part.rising(CINTERVAL_DIGAMMA), x.decoration)
  }

  /// The interval, if no pole lies in it but perhaps 0 at its lower end.
  private static func partBetweenPoles(_ x: Enclosure) -> Interval? {
    let part = x.interval
    if part.lower > 0 || part.lower == 0 && part.upper > 0 {
      return part
    }
    // Doubles below -2^52 are whole.
    guard !part.isEmpty, part.lower > -0x1p52, part.upper < 0,
      part.lower.rounded(.up) > part.upper
    else { return nil }
    return part
  }

  /// The range of |gamma| between poles.
  private static func size(_ x: Interval) -> Interval {
    let ends = end(x.lower, CINTERVAL_GAMMA).hull(end(x.upper, CINTERVAL_GAMMA))
    guard let valley = valley(in: x) else { return ends }
    // Convexity of the logarithm: g(t) >= g(a) e^(s(t - a)) >= g(a)(1 + s(t - a)).
    let start = end(valley.lower, CINTERVAL_GAMMA)
    let slope = Interval(cinterval_at(CINTERVAL_DIGAMMA, valley.lower))
    let least = start * (.one + slope * Interval(0, valley.width))
    return Interval(Swift.max(0, Swift.min(least.lower, ends.lower)), ends.upper)
  }

  /// The range of log|gamma| between poles.
  private static func logarithm(_ x: Interval) -> Interval {
    let ends = end(x.lower, CINTERVAL_LGAMMA).hull(end(x.upper, CINTERVAL_LGAMMA))
    guard let valley = valley(in: x) else { return ends }
    let slope = Interval(cinterval_at(CINTERVAL_DIGAMMA, valley.lower))
    let least = end(valley.lower, CINTERVAL_LGAMMA) + slope * Interval(0, valley.width)
    return Interval(Swift.min(least.lower, ends.lower), ends.upper)
  }

  private static func end(_ x: Double, _ function: cinterval_function) -> Interval {
    if x == .infinity { return Interval(.infinity) }
    return Interval(cinterval_at(function, x)).magnitudeOf(function)
  }

  /// Bounds of the zero of digamma inside an interval between poles, if there is one: it falls
  /// in front of the zero and rises behind it.
  private static func valley(in x: Interval) -> Interval? {
    var (low, high) = (x.lower, x.upper)
    if low > 0 {
      if high <= positiveZero.lower || low >= positiveZero.upper { return nil }
      low = Swift.max(low, positiveZero.lower)
      high = Swift.min(high, positiveZero.upper)
    }
    if cinterval_below(CINTERVAL_DIGAMMA, low) >= 0 { return nil }
    if high < .infinity, cinterval_above(CINTERVAL_DIGAMMA, high) <= 0 { return nil }
    while true {
      let middle = low / 2 + high / 2
      guard low < middle, middle < high else { return Interval(low, high) }
      if cinterval_above(CINTERVAL_DIGAMMA, middle) <= 0 { low = middle } else { high = middle }
    }
  }
}

extension Interval {
  /// The magnitudes for gamma, the numbers themselves for its logarithm.
  fileprivate func magnitudeOf(_ function: cinterval_function) -> Interval {
    function == CINTERVAL_GAMMA ? absolute : self
  }
}
