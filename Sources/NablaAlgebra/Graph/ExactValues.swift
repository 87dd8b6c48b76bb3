import BigInt

extension ExpressionGraph {
  /// The value of a call that is exact in the arguments given, or `nil`.
  mutating func exactValue(_ function: Function, _ arguments: [NodeID]) -> NodeID? {
    if function == .conditional { return exactChoice(arguments) }
    let values = arguments.map { number($0) }
    if arguments.count == 1 {
      if let value = values[0] { return exactValue(function, value) }
      return exactComposition(function, arguments[0])
    }
    let known = values.compactMap { $0 }
    guard known.count == values.count else { return nil }
    return exactValue(function, known)
  }

  private mutating func exactChoice(_ arguments: [NodeID]) -> NodeID? {
    if let condition = number(arguments[0]) {
      return condition.isZero ? arguments[2] : arguments[1]
    }
    return nil
  }

  /// Values of functions of one exact number.
  private mutating func exactValue(_ function: Function, _ x: Rational) -> NodeID? {
    switch function {
    case .abs: number(x.magnitude)
    case .sign: number(x.signum)
    case .floor: number(x.floor)
    case .ceil: number(-(-x).floor)
    case .round: number(x.rounded)
    case .not: number(x.isZero ? 1 : 0)
    case .cbrt: (x.isNegative ? (-x).root(3).map { -$0 } : x.root(3)).map { number($0) }
    case .factorial: factorial(x).map { number($0) }
    case .gamma: factorial(x - .one).map { number($0) }
    case .exp: x.isZero ? number(1) : x.isOne ? e() : nil
    case .cos, .sec, .cosh: x.isZero ? number(1) : nil
    case .sin, .tan, .sinh, .tanh, .asinh, .atanh, .erf, .expm1, .log1p:
      x.isZero ? number(0) : nil
    case .asin: arcsine(x)
    case .acos: arccosine(x)
    case .atan: arctangent(x)
    case .erfc: x.isZero ? number(1) : nil
    case .log: x.isOne ? number(0) : longLogarithm(x).map { real($0) }
    case .acosh: x.isOne ? number(0) : nil
    case .log2: logarithm(of: x, base: 2) ?? longLogarithm(x).map { real($0 / libm(log: 2)) }
    case .log10: logarithm(of: x, base: 10) ?? longLogarithm(x).map { real($0 / libm(log: 10)) }
    case .sigmoid: x.isZero ? number(Rational(1, 2) ?? .zero) : nil
    case .min, .max, .mod, .hypot, .sqrt, .csc, .cot, .atan2, .lgamma, .digamma, .polygamma,
      .softplus, .conditional, .less, .lessOrEqual, .equal, .notEqual, .and, .or:
      nil
    }
  }

  /// Values of functions of several exact numbers.
  private mutating func exactValue(_ function: Function, _ values: [Rational]) -> NodeID? {
    let (x, y) = (values[0], values[1])
    switch function {
    case .min: return number(values.dropFirst().reduce(x) { min($0, $1) })
    case .max: return number(values.dropFirst().reduce(x) { max($0, $1) })
    case .mod: return y.inverse.map { number(x - y * (x * $0).floor) }
    case .less: return number(x < y ? 1 : 0)
    case .lessOrEqual: return number(x <= y ? 1 : 0)
    case .equal: return number(x == y ? 1 : 0)
    case .notEqual: return number(x != y ? 1 : 0)
    case .and: return number(values.contains(.zero) ? 0 : 1)
    case .or: return number(values.allSatisfy(\.isZero) ? 0 : 1)
    case .hypot: return number(values.reduce(.zero) { $0 + $1 * $1 }).asRoot(in: &self)
    case .atan2: return x.isZero && y.signum > 0 ? number(0) : nil
    case .abs, .sign, .floor, .ceil, .round, .exp, .expm1, .log, .log1p, .log2, .log10, .sqrt,
      .cbrt, .sin, .cos, .tan, .sec, .csc, .cot, .asin, .acos, .atan, .sinh, .cosh, .tanh, .asinh,
      .acosh, .atanh, .erf, .erfc, .gamma, .lgamma, .digamma, .polygamma, .factorial, .sigmoid,
      .softplus, .conditional, .not:
      return nil
    }
  }

  /// Values such as `log(e)`, `log(exp(x))` and `sin(pi/6)`.
  private mutating func exactComposition(_ function: Function, _ argument: NodeID) -> NodeID? {
    switch (function, nodes[argument.index].kind) {
    case (.log, .e): return number(1)
    case (.not, .call): return opposite(of: argument)
    case (.log, .call) where self.function(argument) == .exp: return operand(argument, 0)
    case (.sin, _): return halfTurns(argument).flatMap { sine(halfTurns: $0) }
    case (.cos, _): return halfTurns(argument).flatMap { cosine(halfTurns: $0) }
    case (.tan, _): return halfTurns(argument).flatMap { tangent(halfTurns: $0) }
    default: return nil
    }
  }

  /// The opposite of a comparison, as a comparison.
  private mutating func opposite(of condition: NodeID) -> NodeID? {
    let sides = Array(operands(condition))
    switch function(condition) {
    case .less: return call(.lessOrEqual, sides.reversed())
    case .lessOrEqual: return call(.less, sides.reversed())
    case .equal: return call(.notEqual, sides)
    case .notEqual: return call(.equal, sides)
    default: return nil
    }
  }

  /// The logarithm of a whole power of the base, or of the reciprocal of one.
  private mutating func logarithm(of x: Rational, base: BigInt) -> NodeID? {
    guard x.signum > 0, x.bitWidth <= 4_096 else { return nil }
    let isFraction = x < .one
    guard (isFraction ? x.numerator : x.denominator) == 1 else { return nil }
    var rest = isFraction ? x.denominator : x.numerator
    var count = 0
    while rest.isMultiple(of: base) {
      rest /= base
      count += 1
    }
    return rest == 1 ? number(isFraction ? -count : count) : nil
  }

  /// The natural logarithm of a positive number that is no double because it is too large or small.
  private func longLogarithm(_ x: Rational) -> Double? {
    guard x.signum > 0, !x.double.isFinite || x.double == 0 else { return nil }
    return logarithm(x.numerator) - logarithm(x.denominator)
  }

  /// The natural logarithm of a positive integer of any size, by its first 64 bits.
  private func logarithm(_ value: BigInt) -> Double {
    let shift = max(0, value.magnitude.bitWidth - 64)
    let leading = Double(UInt64(truncatingIfNeeded: value.magnitude >> shift))
    return libm(log: leading) + Double(shift) * libm(log: 2)
  }

  /// The exact factorial of a whole number whose factorial is short enough to keep.
  private func factorial(_ x: Rational) -> Rational? {
    guard let n = x.integer, n >= 0, n <= 3_000 else { return nil }
    return n < 2 ? .one : Rational((2...n).reduce(BigInt(1)) { $0 * BigInt($1) })
  }
}

extension NodeID {
  /// The square root of a number's node where it is rational.
  fileprivate func asRoot(in graph: inout ExpressionGraph) -> NodeID? {
    graph.number(self)?.root(2).map { graph.number($0) }
  }
}

extension Rational {
  /// The nearest integer, halves to the even one.
  var rounded: Rational {
    guard let half = Rational(1, 2) else { return self }
    let up = (self + half).floor
    guard (self + half).isInteger else { return up }
    return up.numerator.isMultiple(of: 2) ? up : up - .one
  }
}
