import CInterval

extension Interval {
  @inline(__always)
  package static prefix func - (x: Interval) -> Interval {
    Interval(ordered: -x.upper, -x.lower)
  }

  @inline(__always)
  package static func + (x: Interval, y: Interval) -> Interval {
    if x.isEmpty || y.isEmpty { return .empty }
    return Interval(
      ordered: cinterval_add_below(x.lower, y.lower), cinterval_add_above(x.upper, y.upper))
  }

  @inline(__always)
  package static func - (x: Interval, y: Interval) -> Interval {
    if x.isEmpty || y.isEmpty { return .empty }
    return Interval(
      ordered: cinterval_add_below(x.lower, -y.upper), cinterval_add_above(x.upper, -y.lower))
  }

  package static func * (x: Interval, y: Interval) -> Interval {
    if x.isEmpty || y.isEmpty { return .empty }
    if x.lower >= 0 {
      if y.lower >= 0 { return product(x.lower, y.lower, x.upper, y.upper) }
      if y.upper <= 0 { return product(x.upper, y.lower, x.lower, y.upper) }
      return product(x.upper, y.lower, x.upper, y.upper)
    }
    if x.upper <= 0 {
      if y.lower >= 0 { return product(x.lower, y.upper, x.upper, y.lower) }
      if y.upper <= 0 { return product(x.upper, y.upper, x.lower, y.lower) }
      return product(x.lower, y.upper, x.lower, y.lower)
    }
    if y.lower >= 0 { return product(x.lower, y.upper, x.upper, y.upper) }
    if y.upper <= 0 { return product(x.upper, y.lower, x.lower, y.lower) }
    return product(x.lower, y.upper, x.lower, y.lower)
      .hull(product(x.upper, y.lower, x.upper, y.upper))
  }

  /// From a b rounded down to c d rounded up.
  @inline(__always)
  private static func product(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Interval {
    Interval(ordered: cinterval_multiply_below(a, b), cinterval_multiply_above(c, d))
  }

  /// The quotients by the numbers of `y` other than zero; empty where there are none.
  package static func / (x: Interval, y: Interval) -> Interval {
    if x.isEmpty || y.isEmpty || y == .zero { return .empty }
    if y.lower < 0, y.upper > 0 { return x == .zero ? .zero : .entire }
    if y.upper <= 0 { return (-x) / -y }
    // Only positive divisors are left; y.lower may be zero.
    let top = y.lower > 0 || x.upper <= 0
    let bottom = y.lower > 0 || x.lower >= 0
    let lower =
      bottom ? quotientBelow(x.lower, x.lower >= 0 ? y.upper : y.lower) : -.infinity
    let upper =
      top ? -quotientBelow(-x.upper, x.upper >= 0 ? y.lower : y.upper) : .infinity
    return Interval(ordered: lower, upper)
  }

  /// A lower bound of a/b for a positive b; the quotient of two infinities may be anything positive.
  @inline(__always)
  private static func quotientBelow(_ a: Double, _ b: Double) -> Double {
    if b.isInfinite { return a == -.infinity ? a : 0 }
    return b == 0 ? 0 : cinterval_divide_below(a, b)
  }

  /// The quotients in two parts where `y` holds zero inside, as Newton's method uses them.
  package static func quotients(_ x: Interval, _ y: Interval) -> (Interval, Interval) {
    guard y.lower < 0, y.upper > 0, !x.contains(0) else { return (x / y, .empty) }
    let negative = x / Interval(ordered: y.lower, 0)
    let positive = x / Interval(ordered: 0, y.upper)
    return negative.lower < positive.lower ? (negative, positive) : (positive, negative)
  }

  /// The numbers of it that are not negative.
  var nonnegativePart: Interval { intersection(Interval(ordered: 0, .infinity)) }

  /// The magnitudes of its numbers.
  package var absolute: Interval {
    if isEmpty || lower >= 0 { return self }
    if upper <= 0 { return -self }
    return Interval(ordered: 0, Swift.max(-lower, upper))
  }

  /// The square roots of the numbers that are not negative.
  package var squareRoot: Interval {
    let part = nonnegativePart
    if part.isEmpty { return .empty }
    return Interval(ordered: cinterval_root_below(part.lower), cinterval_root_above(part.upper))
  }

  /// The powers to a whole exponent; for a negative one those of the numbers other than zero.
  package func power(_ exponent: Int) -> Interval {
    if isEmpty { return .empty }
    if exponent == 0 { return .one }
    if exponent < 0 { return .one / power(-exponent) }
    if exponent.isMultiple(of: 2) {
      let size = absolute
      return Interval(
        ordered: Interval.powerBelow(size.lower, exponent),
        Interval.powerAbove(size.upper, exponent))
    }
    let low =
      lower >= 0
      ? Interval.powerBelow(lower, exponent) : -Interval.powerAbove(-lower, exponent)
    let high =
      upper >= 0
      ? Interval.powerAbove(upper, exponent) : -Interval.powerBelow(-upper, exponent)
    return Interval(ordered: low, high)
  }

  /// Largest exponent for which a chain of rounded products is tight enough.
  private static let chainLimit = 8

  private static func powerBelow(_ x: Double, _ exponent: Int) -> Double {
    if exponent > chainLimit { return cinterval_power(x, Double(exponent)).lower }
    var result = x
    for _ in 1..<exponent { result = cinterval_multiply_below(result, x) }
    return result
  }

  private static func powerAbove(_ x: Double, _ exponent: Int) -> Double {
    if exponent > chainLimit { return cinterval_power(x, Double(exponent)).upper }
    var result = x
    for _ in 1..<exponent { result = cinterval_multiply_above(result, x) }
    return result
  }
}
