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

  /// The digamma function, the logarithmic derivative of the gamma function; NaN at its poles
  /// 0, -1, -2, ...
  ///
  /// From 10 on the asymptotic series, below it the recurrence (Abramowitz and Stegun, 6.3.18 and
  /// 6.3.5), near the positive root a Taylor series, for negative arguments the reflection (6.3.7).
  /// The relative error is a few units of the last place away from the negative roots; there the
  /// absolute error is.
  package static func digamma(_ x: Double) -> Double {
    if x.isNaN || isPole(x) { return .nan }
    if x < 0 {
      // The distance from the nearest pole is exact, that of pi times x from a zero is not.
      let distance = x - x.rounded()
      return digamma(1 - x) - .pi / libm(tan: .pi * distance)
    }
    let offset = (x - digammaRoot) - digammaRootTail
    if abs(offset) < 0.35 { return polynomial(digammaSlopes, offset) * offset }
    var argument = x
    var recurrence = 0.0
    while argument < 10 {
      recurrence += 1 / argument
      argument += 1
    }
    let square = 1 / (argument * argument)
    let series = polynomial(digammaSeries, square) * square
    return libm(log: argument) - 0.5 / argument - series - recurrence
  }

  /// The polygamma function of order `n`, the n-th derivative of digamma; NaN at its poles and for
  /// an order that is no whole number from 0 on.
  ///
  /// It is (-1)^(n+1) n! times the Hurwitz zeta function of n + 1 (DLMF 25.11.12), and for negative
  /// arguments that sum over the poles on both sides. Complexity: linear in `n`. The
  /// relative error is near 1e-15 times (n + 1) up to n = 170, beyond which the factorial is taken
  /// from its logarithm; near the zeros, which even orders have between the poles, the absolute
  /// error is of that size.
  package static func polygamma(_ n: Double, _ x: Double) -> Double {
    if n == 0 { return digamma(x) }
    guard n > 0, n == n.rounded(.down), n < 1e6, !x.isNaN, !isPole(x) else { return .nan }
    let isOdd = n.truncatingRemainder(dividingBy: 2) == 1
    let sum = x > 0 ? positiveSum(n, x) : sumAroundPoles(n, x)
    return isOdd ? sum : -sum
  }

  private static func isPole(_ x: Double) -> Bool { x <= 0 && x == x.rounded(.down) }

  /// The sum of (x + k)^-(n + 1) over k from 0 on, times n!, for positive x.
  private static func positiveSum(_ n: Double, _ x: Double) -> Double {
    if x == .infinity { return 0 }
    let sum = scaledZeta(n, x)
    let power = libm(power: x, -n)
    if n <= 170 {
      let factorial = libm(gamma: n + 1)
      if power.isNormal { return sum * power * factorial }
      // The power alone may leave the range of doubles where its product with n! does not.
      let half = libm(power: x, -n / 2)
      return sum * half * factorial * half
    }
    return sum * libm(exp: libm(logGamma: n + 1) - n * libm(log: x))
  }

  /// The sum of (x + k)^-(n + 1) over k from 0 on, times x^n, for positive x.
  ///
  /// The first terms are added, the rest is the Euler-Maclaurin formula (DLMF 25.11.28).
  private static func scaledZeta(_ n: Double, _ x: Double) -> Double {
    let order = n + 1
    var argument = x
    var sum = 0.0
    while argument < 10 + order {
      let term = libm(power: x / argument, order) / x
      sum += term
      if term * argument < sum * 0x1p-60 { return sum }
      argument += 1
    }
    let scale = libm(power: x / argument, order)
    var rest = 0.5
    var factor = order / argument
    for (index, coefficient) in bernoulliQuotients.enumerated() {
      rest += coefficient * factor
      let place = order + Double(2 * index + 1)
      factor *= (place / argument) * ((place + 1) / argument)
    }
    return sum + scale * (argument / x / n + rest / x)
  }

  /// The sum of (x + k)^-(n + 1) over k from 0 on, times n!, for negative x.
  ///
  /// It is taken over the nearest pole, all poles right of it, and those left of it up to 0.
  private static func sumAroundPoles(_ n: Double, _ x: Double) -> Double {
    let nearest = x.rounded()
    let distance = x - nearest
    let sign: Double = n.truncatingRemainder(dividingBy: 2) == 1 ? 1 : -1
    let own = libm(power: abs(distance), -(n + 1)) * (distance < 0 ? sign : 1)
    let right = positiveSum(n, 1 + distance)
    let left = nearest == 0 ? 0 : positiveSum(n, 1 - distance) - positiveSum(n, 1 - x)
    return own * libm(gamma: n + 1) + right + sign * left
  }

  private static func polynomial(_ coefficients: [Double], _ x: Double) -> Double {
    coefficients.reversed().reduce(0) { $0 * x + $1 }
  }

  /// The positive root of digamma as the sum of two doubles.
  package static let digammaRoot = 1.4616321449683622
  package static let digammaRootTail = 9.549995429965697e-17

  /// Derivatives of digamma at its positive root from the first on, divided by factorials.
  ///
  /// Computed with mpmath to 60 digits as `polygamma(n, root)/factorial(n)`.
  package static let digammaSlopes: [Double] = [
    0.9676722454476212, -0.4427631689835921, 0.258499760955651,
    -0.16394270544240652, 0.10782405069126237, -0.07219956125645471,
    0.04880428816414311, -0.03316112647484736, 0.022597648232218104,
    -0.01542476590494896, 0.010538791616612175, -0.007204534386356869,
    0.004926781395729853, -0.003369801655439328, 0.002305126326734928,
    -0.0015769367714301972, 0.0010788252019162967, -0.0007380709389960052,
    0.000504953265834602, -0.0003454680251063077, 0.00023635601564027053,
    -0.00016170622091974803, 0.0001106337276874741, -7.569179582195066e-05,
    5.178575795222081e-05, -3.5430070947659604e-05, 2.424006611860132e-05,
    -1.6584242271854135e-05,
  ]

  /// Bernoulli's numbers B(2k), each divided by 2k, from k = 1 on.
  package static let digammaSeries: [Double] = [
    0.08333333333333333, -0.008333333333333333, 0.003968253968253968,
    -0.004166666666666667, 0.007575757575757576, -0.021092796092796094,
    0.08333333333333333, -0.4432598039215686, 3.0539543302701198,
  ]

  /// Bernoulli's numbers B(2k), each divided by (2k)!, from k = 1 on.
  private static let bernoulliQuotients: [Double] = [
    0.08333333333333333, -0.001388888888888889, 3.306878306878307e-05,
    -8.267195767195768e-07, 2.08767569878681e-08, -5.284190138687493e-10,
    1.3382536530684679e-11, -3.3896802963225827e-13, 8.586062056277845e-15,
    -2.174868698558062e-16, 5.5090028283602295e-18, -1.3954464685812522e-19,
    3.534707039629467e-21, -8.953517427037546e-23, 2.267952452337683e-24,
  ]
}
