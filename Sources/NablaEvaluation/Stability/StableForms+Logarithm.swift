import NablaAlgebra

extension StableForms {
  mutating func stableCall(_ id: NodeID, in graph: inout ExpressionGraph) -> NodeID {
    switch graph.function(id) {
    case .log:
      return logarithm(of: graph.operand(id, 0), in: &graph) ?? rebuilt(id, in: &graph)
    case .log2:
      return logarithm(of: id, base: 2, in: &graph)
    case .log10:
      return logarithm(of: id, base: 10, in: &graph)
    case .log1p:
      return logarithmOfOnePlusExponential(id, in: &graph) ?? rebuilt(id, in: &graph)
    default:
      return rebuilt(id, in: &graph)
    }
  }

  /// log1p(p) for a product or sum p of exponentials: where p overflows, the 1 does not count.
  private func logarithmOfOnePlusExponential(
    _ id: NodeID, in graph: inout ExpressionGraph
  ) -> NodeID? {
    let argument = graph.operand(id, 0)
    let value = image(argument)
    if let exponent = graph.argument(of: value, ifCalling: .exp) {
      return graph.call(.softplus, [exponent])
    }
    guard let parts = representations[argument], let exponent = parts.exponent else { return nil }
    let isFinite = graph.call(.less, [value, graph.real(.infinity)])
    let far = graph.sum(exponent, graph.call(.log, [parts.mantissa]))
    return graph.call(.conditional, [isFinite, graph.call(.log1p, [value]), far])
  }

  private mutating func logarithm(
    of id: NodeID, base: Int, in graph: inout ExpressionGraph
  ) -> NodeID {
    guard let natural = logarithm(of: graph.operand(id, 0), in: &graph) else {
      return rebuilt(id, in: &graph)
    }
    return graph.quotient(natural, graph.call(.log, [graph.number(base)]))
  }

  /// A stable form of the natural logarithm of a node, or `nil` where the plain one is stable.
  ///
  /// log(b^p) is p log|b| or p log(b), because b^p may overflow. `isMantissa` tells that
  /// exponentials have been taken out of the node already.
  private mutating func logarithm(
    of id: NodeID, isMantissa: Bool = false, in graph: inout ExpressionGraph
  ) -> NodeID? {
    var weight = Rational.one
    var base = id
    var isMagnitude = false
    while true {
      let (inner, exponent) = graph.baseAndExponent(base)
      if inner == base || exponent.isZero { break }
      weight = weight * exponent
      if !exponent.isInteger { isMagnitude = false }
      if exponent.hasEvenNumerator { isMagnitude = true }
      base = inner
    }
    let factor = (base, isMagnitude, isMantissa)
    if let value = logarithm(ofFactor: factor, in: &graph) {
      return graph.scaled(value, by: weight)
    }
    guard base != id else { return nil }
    return graph.scaled(plainLogarithm(of: base, isMagnitude: isMagnitude, in: &graph), by: weight)
  }

  private func plainLogarithm(
    of id: NodeID, isMagnitude: Bool, in graph: inout ExpressionGraph
  ) -> NodeID {
    let value = image(id)
    return graph.call(.log, [isMagnitude ? graph.call(.abs, [value]) : value])
  }

  /// The logarithm of a node that is no power, or of its magnitude, where a rule applies.
  private mutating func logarithm(
    ofFactor factor: (id: NodeID, isMagnitude: Bool, isMantissa: Bool),
    in graph: inout ExpressionGraph
  ) -> NodeID? {
    let (id, isMagnitude, isMantissa) = factor
    if let exponent = exponentOfLogistic(id, in: graph) {
      return graph.call(.softplus, [exponent])
    }
    if !isMagnitude, let value = logarithm(ofOneMinusExponential: id, in: &graph) { return value }
    let (coefficient, term) = graph.coefficientAndTerm(image(id))
    if !isMagnitude, coefficient.signum > 0, let value = logarithm(ofCall: term, in: &graph) {
      return graph.sum(graph.call(.log, [graph.number(coefficient)]), value)
    }
    if !isMagnitude, !isMantissa, let share = logarithm(ofShare: id, in: &graph) { return share }
    if !isMantissa, let parts = representations[id], let exponent = parts.exponent {
      if let excess = parts.excess {
        return graph.sum(exponent, graph.call(.log1p, [excess]))
      }
      let rest =
        (isMagnitude ? nil : logarithm(of: parts.mantissa, isMantissa: true, in: &graph))
        ?? plainLogarithm(of: parts.mantissa, isMagnitude: isMagnitude, in: &graph)
      return graph.sum(exponent, rest)
    }
    guard !isMagnitude, coefficient.isOne, graph.kind(term) == .sum else { return nil }
    return logarithmOfOnePlus(term, in: &graph)
  }

  /// log(1 - exp(u)), whose argument is near 0 for u near 0 and near 1 for u far below it.
  private func logarithm(
    ofOneMinusExponential id: NodeID, in graph: inout ExpressionGraph
  ) -> NodeID? {
    guard graph.kind(id) == .sum, graph.operandCount(id) == 2,
      graph.isNumber(graph.operand(id, 0), 1),
      case (let coefficient, let term) = graph.coefficientAndTerm(graph.operand(id, 1)),
      coefficient == .minusOne, let argument = graph.argument(of: term, ifCalling: .exp)
    else { return nil }
    let exponent = image(argument)
    let far = graph.call(.log1p, [graph.negated(graph.call(.exp, [exponent]))])
    let near = graph.call(.log, [graph.negated(graph.call(.expm1, [exponent]))])
    let isFar = graph.call(.less, [exponent, graph.fraction(-1, 2)])
    return graph.call(.conditional, [isFar, far, near])
  }

  /// log(1 + u) as log1p(u), because 1 + u drops the last digits of a small u.
  ///
  /// Where u is a power that overflows, the 1 does not count, and log(c v^n) is log(c) + n log|v|.
  private func logarithmOfOnePlus(_ id: NodeID, in graph: inout ExpressionGraph) -> NodeID? {
    guard graph.isNumber(graph.operand(id, 0), 1) else { return nil }
    let rest = graph.sum(graph.operands(id).dropFirst().map { $0 })
    let value = graph.call(.log1p, [rest])
    let (coefficient, power) = graph.coefficientAndTerm(rest)
    let (base, exponent) = graph.baseAndExponent(power)
    guard coefficient.signum > 0, let degree = exponent.integer, degree > 0,
      degree.isMultiple(of: 2)
    else { return value }
    let isFinite = graph.call(.less, [rest, graph.real(.infinity)])
    let magnitude = graph.call(.log, [graph.call(.abs, [base])])
    let far = graph.sum(
      graph.call(.log, [graph.number(coefficient)]), graph.scaled(magnitude, by: exponent))
    return graph.call(.conditional, [isFinite, value, far])
  }

  /// Logarithms of functions that over- or underflow while their logarithm does not.
  private func logarithm(ofCall id: NodeID, in graph: inout ExpressionGraph) -> NodeID? {
    guard graph.kind(id) == .call else { return nil }
    let x = graph.operand(id, 0)
    switch graph.function(id) {
    case .sigmoid:
      return graph.negated(graph.call(.softplus, [graph.negated(x)]))
    case .cosh:
      // Near 0 cosh(x) = 1 + 2 sinh(x/2)^2; far from it |x| + log(1 + exp(-2|x|)) - log(2).
      let size = graph.call(.abs, [x])
      let sine = graph.call(.sinh, [graph.half(of: x)])
      let near = graph.call(
        .log1p, [graph.scaled(graph.power(sine, graph.number(2)), by: Rational(2))])
      let far = farLogarithm(size, sign: 1, in: &graph)
      return graph.call(
        .conditional, [graph.call(.less, [size, graph.number(1)]), near, far])
    case .tanh:
      // log(1 - 2 s(-2x)) with the logistic function s.
      let rest = graph.call(.sigmoid, [graph.scaled(x, by: Rational(-2))])
      return nearOneLogarithm(id, excess: graph.scaled(rest, by: Rational(-2)), in: &graph)
    case .erf:
      return nearOneLogarithm(id, excess: graph.negated(graph.call(.erfc, [x])), in: &graph)
    case .cos:
      let sine = graph.call(.sin, [graph.half(of: x)])
      let excess = graph.scaled(graph.power(sine, graph.number(2)), by: Rational(-2))
      return nearOneLogarithm(id, excess: excess, in: &graph)
    case .sinh:
      let near = graph.call(.log, [id])
      let far = farLogarithm(x, sign: -1, in: &graph)
      return graph.call(.conditional, [graph.call(.less, [x, graph.number(1)]), near, far])
    case .erfc:
      let near = graph.call(.log1p, [graph.negated(graph.call(.erf, [x]))])
      let isNear = graph.call(.less, [x, graph.fraction(1, 2)])
      return graph.call(.conditional, [isNear, near, graph.call(.log, [id])])
    case .gamma:
      return logarithmOfGamma(id, argument: x, in: &graph)
    case .factorial:
      return logarithmOfGamma(id, argument: graph.sum(x, graph.number(1)), in: &graph)
    default:
      return nil
    }
  }

  /// The logarithm of a node that may be near 1, given the difference from 1 without cancellation.
  private func nearOneLogarithm(
    _ id: NodeID, excess: NodeID, in graph: inout ExpressionGraph
  ) -> NodeID {
    let isNear = graph.call(.less, [graph.fraction(1, 2), id])
    return graph.call(
      .conditional, [isNear, graph.call(.log1p, [excess]), graph.call(.log, [id])])
  }

  /// x + log(1 ± exp(-2x)) - log(2).
  private func farLogarithm(
    _ x: NodeID, sign: Int, in graph: inout ExpressionGraph
  ) -> NodeID {
    let decay = graph.call(.exp, [graph.scaled(x, by: Rational(-2))])
    let rest = graph.call(.log1p, [graph.scaled(decay, by: Rational(sign))])
    return graph.sum([x, rest, graph.negated(graph.call(.log, [graph.number(2)]))])
  }

  /// The gamma function overflows at 171; its logarithm is its own function where it is positive.
  private func logarithmOfGamma(
    _ id: NodeID, argument: NodeID, in graph: inout ExpressionGraph
  ) -> NodeID {
    let isPositive = graph.call(.less, [graph.number(0), argument])
    return graph.call(
      .conditional, [isPositive, graph.call(.lgamma, [argument]), graph.call(.log, [id])])
  }
}
