import NablaAlgebra

extension GermSweep {
  /// The germ of a call; functions with kinks and jumps look at the signs of their arguments.
  mutating func call(_ function: Function, _ arguments: [Germ], depth: Int) -> Germ {
    if function == .conditional { return choice(arguments) }
    let series = arguments.compactMap(\.series)
    guard series.count == arguments.count else { return Germ.failure(of: arguments) }
    let x = series[0]
    switch function {
    case .abs:
      return magnitude(x)
    case .sign:
      return x.sign.map { .constant(Double($0)) } ?? .undecided
    case .floor:
      return floor(x)
    case .ceil:
      return -floor(-x)
    case .round:
      return rounded(x)
    case .min:
      return extreme(series) { $0 <= 0 }
    case .max:
      return extreme(series) { $0 >= 0 }
    case .mod:
      guard let quotient = (arguments[0] * arguments[1].power(-1)).series else {
        return Germ.failure(of: [arguments[1].power(-1)])
      }
      return arguments[0] - arguments[1] * floor(quotient)
    case .hypot:
      return series.map { Germ.series($0 * $0) }.reduce(.constant(0), +).power(0.5)
    case .sqrt:
      return arguments[0].power(0.5)
    case .cbrt:
      guard let sign = x.sign else { return .undecided }
      return magnitude(x).power(1.0 / 3) * .constant(Double(sign))
    case .sec:
      return call(.cos, arguments, depth: depth).power(-1)
    case .csc:
      return call(.sin, arguments, depth: depth).power(-1)
    case .cot:
      return call(.cos, arguments, depth: depth) * call(.csc, arguments, depth: depth)
    case .less:
      return comparison(series) { $0 < 0 }
    case .lessOrEqual:
      return comparison(series) { $0 <= 0 }
    case .equal:
      return comparison(series) { $0 == 0 }
    case .notEqual:
      return comparison(series) { $0 != 0 }
    case .and:
      return connective(series) { truths in !truths.contains(false) }
    case .or:
      return connective(series) { truths in truths.contains(true) }
    case .not:
      return connective(series) { truths in truths == [false] }
    case .atan2:
      return angle(series, depth: depth)
    case .exp where x.leadingExponent < 0:
      return exponentialOfInfinity(x)
    case .log, .log2, .log10:
      if let end = logarithmAtEnd(x) { return end }
      return smooth(function, series, depth: depth)
    case .log1p:
      if let end = logarithmAtEnd(x + Series(1)) { return end }
      return smooth(function, series, depth: depth)
    case .exp, .expm1, .sin, .cos, .tan, .asin, .acos, .atan, .sinh, .cosh, .tanh, .asinh, .acosh,
      .atanh, .erf, .erfc, .gamma, .lgamma, .digamma, .polygamma, .factorial, .sigmoid, .softplus,
      .conditional:
      return smooth(function, series, depth: depth)
    }
  }

  private func choice(_ arguments: [Germ]) -> Germ {
    guard let condition = arguments[0].sign else { return Germ.failure(of: [arguments[0]]) }
    return arguments[condition != 0 ? 1 : 2]
  }

  private func magnitude(_ x: Series) -> Germ {
    // A series of unknown sign has no known terms, and neither has its magnitude.
    .series((x.sign ?? 1) < 0 ? -x : x)
  }

  private func floor(_ x: Series) -> Germ {
    guard let limit = x.limit, limit.isFinite else { return .undecided }
    guard limit == limit.rounded() else { return .constant(limit.rounded(.down)) }
    guard let sign = (x - Series(limit)).sign else { return .undecided }
    return .constant(sign < 0 ? limit - 1 : limit)
  }

  private func rounded(_ x: Series) -> Germ {
    guard let limit = x.limit, limit.isFinite else { return .undecided }
    let nearest = limit.rounded(.toNearestOrEven)
    guard abs(limit - nearest) == 0.5 else { return .constant(nearest) }
    guard let sign = (x - Series(limit)).sign else { return .undecided }
    return .constant(sign < 0 ? limit - 0.5 : sign > 0 ? limit + 0.5 : nearest)
  }

  /// The first argument that the others do not beat; where two cannot be told apart, what they have
  /// in common.
  private func extreme(_ series: [Series], _ keeps: (Int) -> Bool) -> Germ {
    var result = series[0]
    for other in series.dropFirst() {
      let difference = result - other
      if let sign = difference.sign {
        if !keeps(sign) { result = other }
      } else {
        result = result.truncated(to: difference.leadingExponent)
      }
    }
    return .series(result)
  }

  private func comparison(_ series: [Series], _ holds: (Int) -> Bool) -> Germ {
    (series[0] - series[1]).sign.map { .constant(holds($0) ? 1 : 0) } ?? .undecided
  }

  private func connective(_ series: [Series], _ holds: ([Bool]) -> Bool) -> Germ {
    let signs = series.compactMap(\.sign)
    guard signs.count == series.count else { return .undecided }
    return .constant(holds(signs.map { $0 != 0 }) ? 1 : 0)
  }

  /// The exponential of something that goes to an infinity as a power of t: smaller than any power
  /// of t, or larger.
  private func exponentialOfInfinity(_ x: Series) -> Germ {
    guard let sign = x.sign else { return .undecided }
    return sign > 0 ? .undecided : .series(Series([], order: 1e6))
  }

  /// The logarithm of something without a positive limit; `nil` where it has one.
  private func logarithmAtEnd(_ x: Series) -> Germ? {
    guard let sign = x.sign else { return .undecided }
    if sign <= 0 { return .undefined }
    return x.leadingExponent == 0 ? nil : .divergent(sign: x.leadingExponent > 0 ? -1 : 1)
  }
}
