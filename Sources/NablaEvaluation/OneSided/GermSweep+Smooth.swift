import NablaAlgebra

extension GermSweep {
  /// The germ of a function that is smooth inside its domain: its value at the limits of the
  /// arguments and the integral of its derivative along t.
  ///
  /// The derivative is an expression in functions again, whose germs are needed to one order less;
  /// at a boundary of the domain, as for asin at 1, its series has negative exponents.
  mutating func smooth(_ function: Function, _ arguments: [Series], depth: Int) -> Germ {
    switch isInside(function.row.domain, arguments[0]) {
    case nil: return .undecided
    case false?: return .undefined
    case true?: break
    }
    let limits = arguments.compactMap(\.limit)
    guard limits.count == arguments.count else { return .undecided }
    let value = function.evaluate(limits)
    if arguments.allSatisfy({ $0.exactConstant != nil }) { return .constant(value) }
    if value.isInfinite, limits.allSatisfy(\.isFinite) {
      return .divergent(sign: value > 0 ? 1 : -1)
    }
    guard value.isFinite else { return .undecided }
    return path(function, arguments, from: value, depth: depth)
  }

  /// A value at t = 0 plus the integral of the derivative along t.
  private mutating func path(
    _ function: Function, _ arguments: [Series], from value: Double, depth: Int
  ) -> Germ {
    let start = Series(value)
    if depth == 0 {
      let change = arguments.map { $0 - Series($0.limit ?? 0) }.map(\.leadingExponent)
      return .series(start.truncated(to: change.min() ?? 0))
    }
    var derivative = Series(0)
    for (position, argument) in arguments.enumerated() where argument.exactConstant == nil {
      let partial = partialDerivative(of: function, position, count: arguments.count)
      let variables = Dictionary(
        uniqueKeysWithValues: zip(partial.arguments, arguments.map { Germ.series($0) }))
      let germ = germ(
        of: partial.root, in: partial.graph, variables: variables, depth: depth - 1)
      guard let slope = germ.series else { return .undecided }
      derivative = derivative + slope * argument.derivative
    }
    return derivative.integral.map { .series(start + $0) } ?? .undecided
  }

  /// The angle of a point that moves; common powers of t do not turn it.
  mutating func angle(_ arguments: [Series], depth: Int) -> Germ {
    let exponent = arguments.map(\.leadingExponent).min() ?? 0
    if exponent == .infinity { return .undefined }
    let scaled = arguments.map { $0.shifted(by: -exponent) }
    guard let y = scaled[0].limit, let x = scaled[1].limit, x != 0 || y != 0 else {
      return .undecided
    }
    var value = Function.atan2.evaluate([y, x])
    if y == 0, x < 0 {
      guard let sign = scaled[0].sign else { return .undecided }
      value = sign < 0 ? -.pi : .pi
    }
    return path(.atan2, scaled, from: value, depth: depth)
  }

  /// Whether an argument is inside a domain for all small positive t, `nil` where it is not known.
  private func isInside(_ domain: Domain, _ x: Series) -> Bool? {
    switch domain {
    case .all, .except: true
    case .positive: x.sign.map { $0 > 0 }
    case .nonnegative: x.sign.map { $0 >= 0 }
    case .unitInterval: isBetween(x, isOpen: false)
    case .openUnitInterval: isBetween(x, isOpen: true)
    case .aboveMinusOne: (x + Series(1)).sign.map { $0 > 0 }
    case .atLeastOne: (x - Series(1)).sign.map { $0 >= 0 }
    }
  }

  private func isBetween(_ x: Series, isOpen: Bool) -> Bool? {
    guard let below = (Series(1) - x).sign, let above = (x + Series(1)).sign else { return nil }
    return min(below, above) >= (isOpen ? 1 : 0)
  }
}
