/// How an expression behaves at small positive t.
enum Germ: Sendable, Equatable {
  case series(Series)
  /// It goes to an infinity of this sign more slowly than any power of t, as a logarithm does.
  case divergent(sign: Double)
  /// It has no value.
  case undefined
  /// The terms that are kept do not tell.
  case undecided

  /// The germ of a number.
  static func constant(_ value: Double) -> Germ {
    value.isFinite ? .series(Series(value)) : value.isNaN ? .undefined : .undecided
  }

  /// The series, where it is one.
  var series: Series? {
    if case .series(let series) = self { return series }
    return nil
  }

  /// The sign for all small positive t, `nil` where it is not known.
  var sign: Int? {
    switch self {
    case .series(let series): series.sign
    case .divergent(let sign): sign > 0 ? 1 : -1
    case .undefined, .undecided: nil
    }
  }

  /// What an operation gives whose operands are not all series: nothing is defined that has an
  /// undefined operand.
  static func failure(of operands: [Germ]) -> Germ {
    operands.contains(.undefined) ? .undefined : .undecided
  }

  static func + (a: Germ, b: Germ) -> Germ {
    switch (a, b) {
    case (.series(let x), .series(let y)): return .series(x + y)
    case (.divergent, .series(let series)), (.series(let series), .divergent):
      guard let limit = series.limit, limit.isFinite else { return .undecided }
      return a.series == nil ? a : b
    case (.divergent(let x), .divergent(let y)) where x == y: return a
    default: return failure(of: [a, b])
    }
  }

  static func * (a: Germ, b: Germ) -> Germ {
    switch (a, b) {
    case (.series(let x), .series(let y)): return .series(x * y)
    case (.divergent(let sign), .series(let series)), (.series(let series), .divergent(let sign)):
      guard let limit = series.limit, limit.isFinite, limit != 0 else { return .undecided }
      return .divergent(sign: limit > 0 ? sign : -sign)
    default: return failure(of: [a, b])
    }
  }

  static prefix func - (a: Germ) -> Germ { a * .series(Series(-1)) }

  static func - (a: Germ, b: Germ) -> Germ { a + -b }

  /// The germ to a constant power.
  func power(_ p: Double) -> Germ {
    guard case .series(let series) = self else { return Germ.failure(of: [self]) }
    return series.power(p)
  }
}
