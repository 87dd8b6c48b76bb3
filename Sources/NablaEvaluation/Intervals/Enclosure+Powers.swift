import CInterval

extension Enclosure {
  /// Sum of squares' root.
  static func hypotenuse(_ x: Enclosure, _ y: Enclosure) -> Enclosure {
    if x.interval.isEmpty || y.interval.isEmpty { return Enclosure(.empty, .unknown) }
    let (a, b) = (x.interval.absolute, y.interval.absolute)
    let range = cinterval_hypotenuse(
      cinterval(lower: a.lower, upper: a.upper), cinterval(lower: b.lower, upper: b.upper))
    return Enclosure(Interval(range), min(x.decoration, y.decoration))
  }

  /// A whole power, undefined at 0 where the exponent is negative.
  func power(_ exponent: Int) -> Enclosure {
    let isDefined = exponent >= 0 || !interval.contains(0)
    return Enclosure(self, isInDomain: isDefined, interval.power(exponent))
  }

  /// The power to an exponent that varies or is no whole number.
  ///
  /// Negative bases have powers to whole exponents alone, and 0 none to negative ones; at (0, 0) the
  /// power is 1 and jumps.
  static func power(_ base: Enclosure, _ exponent: Enclosure) -> Enclosure {
    let (x, y) = (base.interval, exponent.interval)
    if x.isEmpty || y.isEmpty { return Enclosure(.empty, .unknown) }
    if y.isPoint, let whole = Int(exactly: y.lower), whole.magnitude < 1 << 31 {
      return base.power(whole).limited(to: exponent.decoration)
    }
    let decoration = min(base.decoration, exponent.decoration)
    let range = positivePower(x.nonnegativePart, y)
    if x.lower > 0 || x.lower == 0 && y.lower > 0 { return Enclosure(range, decoration) }
    if x.lower == 0 {
      return Enclosure(range, y.lower == 0 ? min(decoration, .defined) : .unknown)
    }
    guard y.lower.rounded(.up) <= y.upper else { return Enclosure(range, .unknown) }
    let sizes = positivePower(Interval(0, x.magnitude), y)
    return Enclosure(range.hull(sizes).hull(-sizes), .unknown)
  }

  /// The range over bases that are not negative: the power is monotone in either argument, so its
  /// extremes are at corners.
  private static func positivePower(_ x: Interval, _ y: Interval) -> Interval {
    if x.isEmpty { return .empty }
    var range = Interval.empty
    for base in [x.lower == 0 ? 0 : x.lower, x.upper] {
      for exponent in [y.lower, y.upper] {
        range = range.hull(Interval(cinterval_power(base, exponent)))
      }
    }
    return range
  }

  /// x log(x), undefined from 0 down.
  ///
  /// The product of the two intervals would be unbounded at 0, where it goes to 0.
  var timesLogarithm: Enclosure {
    guard interval.upper > 0 else { return Enclosure(.empty, .unknown) }
    return Enclosure(
      self, isInDomain: interval.lower > 0, Enclosure.entropy(interval.nonnegativePart))
  }

  /// x^x, which is 1 at 0; see `power` for negative x.
  var selfPower: Enclosure {
    guard interval.lower >= 0 else { return Enclosure.power(self, self) }
    return Enclosure(Enclosure.entropy(interval).rising(CINTERVAL_EXP), decoration)
  }

  /// The range of x log(x), with the limit 0 at 0; it falls up to 1/e and rises from there.
  private static func entropy(_ x: Interval) -> Interval {
    let ends = [x.lower, x.upper].map { end in
      end == 0 ? .zero : Interval(end) * Interval(end).rising(CINTERVAL_LOG)
    }
    let turn = Interval.one / .e
    let range = ends[0].hull(ends[1])
    return x.intersection(turn).isEmpty ? range : range.hull(-turn)
  }

  /// x - y floor(x/y).
  static func remainder(_ x: Enclosure, _ y: Enclosure) -> Enclosure {
    if x.interval.isEmpty || y.interval.isEmpty || y.interval == .zero {
      return Enclosure(.empty, .unknown)
    }
    let decoration = min(x.decoration, y.decoration)
    let divisor = y.interval
    let range = Interval(Swift.min(divisor.lower, 0), Swift.max(divisor.upper, 0))
    if divisor.contains(0) { return Enclosure(range, .unknown) }
    let count = (x.interval / divisor).rounded(.down)
    if count.isPoint {
      return Enclosure((x.interval - divisor * count).intersection(range), decoration)
    }
    return Enclosure(range, min(decoration, .defined))
  }
}
