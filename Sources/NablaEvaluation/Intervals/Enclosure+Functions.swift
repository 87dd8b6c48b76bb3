import CInterval
import NablaAlgebra

extension Enclosure {
  /// The values of a function of one argument.
  package static func value(_ function: Function, _ x: Enclosure) -> Enclosure {
    let range = x.interval
    if range.isEmpty { return Enclosure(.empty, .unknown) }
    switch function {
    case .abs: return Enclosure(range.absolute, x.decoration)
    case .sign: return .steps(range.sign, of: x.decoration)
    case .floor: return .steps(range.rounded(.down), of: x.decoration)
    case .ceil: return .steps(range.rounded(.up), of: x.decoration)
    case .round: return .steps(range.rounded(.toNearestOrEven), of: x.decoration)
    case .not: return truth(range == .zero, !range.contains(0), of: x.decoration)
    case .exp: return Enclosure(range.rising(CINTERVAL_EXP), x.decoration)
    case .expm1: return Enclosure(range.rising(CINTERVAL_EXPM1), x.decoration)
    case .cbrt: return Enclosure(range.rising(CINTERVAL_CBRT), x.decoration)
    case .sqrt: return Enclosure(x, isInDomain: range.lower >= 0, range.squareRoot)
    case .sigmoid: return Enclosure(range.sigmoid, x.decoration)
    case .softplus: return Enclosure(range.softplus, x.decoration)
    case .log: return logarithm(CINTERVAL_LOG, x, from: 0)
    case .log2: return logarithm(CINTERVAL_LOG2, x, from: 0)
    case .log10: return logarithm(CINTERVAL_LOG10, x, from: 0)
    case .log1p: return logarithm(CINTERVAL_LOG1P, x, from: -1)
    case .gamma: return GammaFunctions.gamma(x)
    case .lgamma: return GammaFunctions.logGamma(x)
    case .digamma: return GammaFunctions.digamma(x)
    case .factorial: return GammaFunctions.gamma(Enclosure(range + .one, x.decoration))
    case .erf: return Enclosure(range.rising(CINTERVAL_ERF), x.decoration)
    case .erfc: return Enclosure(range.falling(CINTERVAL_ERFC), x.decoration)
    case .sin, .cos, .tan, .sec, .csc, .cot, .asin, .acos, .atan, .sinh, .cosh, .tanh, .asinh,
      .acosh, .atanh:
      return circular(function, x)
    case .min, .max, .mod, .hypot, .atan2, .polygamma, .conditional, .less, .lessOrEqual, .equal,
      .notEqual, .and, .or:
      return .unknown
    }
  }

  /// Trigonometric and hyperbolic functions and their inverses.
  private static func circular(_ function: Function, _ x: Enclosure) -> Enclosure {
    let range = x.interval
    switch function {
    case .sin: return Enclosure(range.wave(CINTERVAL_SIN), x.decoration)
    case .cos: return Enclosure(range.wave(CINTERVAL_COS), x.decoration)
    case .tan: return withPoles(CINTERVAL_TAN, x)
    case .sec: return withPoles(CINTERVAL_SEC, x)
    case .csc: return withPoles(CINTERVAL_CSC, x)
    case .cot: return withPoles(CINTERVAL_COT, x)
    case .asin:
      let part = range.intersection(unit)
      return Enclosure(x, isInDomain: part == range, part.rising(CINTERVAL_ASIN))
    case .acos:
      let part = range.intersection(unit)
      return Enclosure(x, isInDomain: part == range, part.falling(CINTERVAL_ACOS))
    case .atan: return Enclosure(range.rising(CINTERVAL_ATAN), x.decoration)
    case .sinh: return Enclosure(range.rising(CINTERVAL_SINH), x.decoration)
    case .cosh: return Enclosure(range.hyperbolicCosine, x.decoration)
    case .tanh: return Enclosure(range.rising(CINTERVAL_TANH), x.decoration)
    case .asinh: return Enclosure(range.rising(CINTERVAL_ASINH), x.decoration)
    case .acosh:
      let part = range.intersection(Interval(1, .infinity))
      return Enclosure(x, isInDomain: part == range, part.rising(CINTERVAL_ACOSH))
    case .atanh:
      guard range.lower < 1, range.upper > -1 else { return Enclosure(.empty, .unknown) }
      let isInside = range.lower > -1 && range.upper < 1
      return Enclosure(
        x, isInDomain: isInside, range.intersection(unit).rising(CINTERVAL_ATANH))
    default: return .unknown
    }
  }

  private static let unit = Interval(-1, 1)

  /// A logarithm, defined above `pole`, where it goes to minus infinity.
  private static func logarithm(
    _ function: cinterval_function, _ x: Enclosure, from pole: Double
  ) -> Enclosure {
    guard x.interval.upper > pole else { return Enclosure(.empty, .unknown) }
    let part = x.interval.intersection(Interval(pole, .infinity))
    return Enclosure(x, isInDomain: x.interval.lower > pole, part.rising(function))
  }

  private static func withPoles(_ function: cinterval_function, _ x: Enclosure) -> Enclosure {
    let range = x.interval.betweenPoles(function)
    return Enclosure(x, isInDomain: range.isBounded, range)
  }

  /// The values of a function of two arguments.
  static func value(_ function: Function, _ x: Enclosure, _ y: Enclosure) -> Enclosure {
    let (a, b) = (x.interval, y.interval)
    if a.isEmpty || b.isEmpty { return Enclosure(.empty, .unknown) }
    let decoration = Swift.min(x.decoration, y.decoration)
    switch function {
    case .min: return Enclosure(a.minimum(b), decoration)
    case .max: return Enclosure(a.maximum(b), decoration)
    case .mod: return remainder(x, y)
    case .hypot: return hypotenuse(x, y)
    case .atan2: return a.angle(abscissa: b).limited(to: decoration)
    case .polygamma: return Polygamma.range(order: x, y)
    case .less: return truth(a.upper < b.lower, a.lower >= b.upper, of: decoration)
    case .lessOrEqual: return truth(a.upper <= b.lower, a.lower > b.upper, of: decoration)
    case .equal:
      return truth(a.isPoint && a == b, a.intersection(b).isEmpty, of: decoration)
    case .notEqual:
      return truth(a.intersection(b).isEmpty, a.isPoint && a == b, of: decoration)
    case .and:
      return truth(!a.contains(0) && !b.contains(0), a == .zero || b == .zero, of: decoration)
    case .or:
      return truth(!a.contains(0) || !b.contains(0), a == .zero && b == .zero, of: decoration)
    case .abs, .sign, .floor, .ceil, .round, .exp, .expm1, .log, .log1p, .log2, .log10, .sqrt,
      .cbrt, .sin, .cos, .tan, .sec, .csc, .cot, .asin, .acos, .atan, .sinh, .cosh, .tanh, .asinh,
      .acosh, .atanh, .erf, .erfc, .gamma, .lgamma, .digamma, .factorial, .sigmoid, .softplus,
      .conditional, .not:
      return .unknown
    }
  }

  /// 1 where a condition holds everywhere, 0 where it holds nowhere, else both.
  private static func truth(
    _ holds: Bool, _ fails: Bool, of arguments: Decoration
  ) -> Enclosure {
    .steps(Interval(fails || !holds ? 0 : 1, holds || !fails ? 1 : 0), of: arguments)
  }

  /// `chosen` where the condition holds, `other` where it does not, and both where it may go either
  /// way; then the values may jump.
  static func selection(
    _ condition: Enclosure, _ chosen: Enclosure, _ other: Enclosure
  ) -> Enclosure {
    if condition.interval.isEmpty { return Enclosure(.empty, .unknown) }
    if !condition.interval.contains(0) { return chosen.limited(to: condition.decoration) }
    if condition.interval == .zero { return other.limited(to: condition.decoration) }
    let decoration = Swift.min(condition.decoration, chosen.decoration, other.decoration)
    return Enclosure(
      chosen.interval.hull(other.interval), Swift.min(decoration, .defined))
  }
}
