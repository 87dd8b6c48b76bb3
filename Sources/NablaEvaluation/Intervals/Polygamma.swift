import CInterval

/// Polygamma functions of positive arguments over intervals.
enum Polygamma {
  /// Largest order that is computed; beyond it nothing is claimed.
  private static let orderLimit = 60
  /// From here on the asymptotic series is short.
  private static let seriesStart = 20.0
  /// The numbers of Bernoulli with even index, from the second on, as fractions.
  private static let bernoulli: [(Int, Int)] = [
    (1, 6), (-1, 30), (1, 42), (-1, 30), (5, 66), (-691, 2730), (7, 6), (-3617, 510),
    (43867, 798), (-174_611, 330),
  ]

  /// The range of the n-th derivative of digamma, undefined at 0, -1, -2, ...; for negative
  /// arguments nothing is claimed.
  static func range(order: Enclosure, _ x: Enclosure) -> Enclosure {
    guard order.interval.isPoint, let n = Int(exactly: order.interval.lower), n >= 0 else {
      return .unknown
    }
    if n == 0 { return GammaFunctions.digamma(x) }
    guard n <= orderLimit, x.interval.upper > 0, x.interval.lower >= 0 else { return .unknown }
    let (lower, upper) = (x.interval.lower, x.interval.upper)
    // Its magnitude falls from infinity at 0 to zero at infinity.
    let least = upper.isInfinite ? 0 : magnitude(n, upper).lower
    let most = lower == 0 ? .infinity : magnitude(n, lower).upper
    let size = Interval(Swift.max(0, least), most)
    return Enclosure(x, isInDomain: lower > 0, n.isMultiple(of: 2) ? -size : size)
      .limited(to: order.decoration)
  }

  /// n! times the sum of (x + k)^-(n + 1) over k from 0 on.
  ///
  /// The first terms are added; the rest is the Euler-Maclaurin formula, whose error has the sign of
  /// the first term left out and is smaller (DLMF 5.15.9 and 2.10(i)).
  private static func magnitude(_ n: Int, _ x: Double) -> Interval {
    let factorial = (1...n).reduce(Interval.one) { $0 * Interval(Double($1)) }
    var sum = Interval.zero
    var argument = Interval(x)
    while argument.lower < seriesStart + Double(n) {
      sum = sum + argument.power(-n - 1)
      argument = argument + .one
    }
    let inverse = .one / argument
    // (n - 1)!/y^n + n!/(2 y^(n + 1)) + sum of B(2k) (2k + n - 1)!/((2k)! y^(2k + n)), over n!.
    var rest = inverse.power(n) / Interval(Double(n)) + inverse.power(n + 1) / Interval(2)
    var factor = inverse.power(n + 2) * Interval(Double(n + 1)) / Interval(2)
    for (index, (top, bottom)) in bernoulli.enumerated() {
      let term = Interval(Double(top)) / Interval(Double(bottom)) * factor
      if index == bernoulli.count - 1 {
        rest = rest + term.hull(.zero)
      } else {
        rest = rest + term
      }
      let place = Double(2 * index + 2)
      let next = Interval((place + Double(n)) * (place + Double(n) + 1))
      factor = factor * inverse.power(2) * next / Interval((place + 1) * (place + 2))
    }
    return factorial * (sum + rest)
  }
}
