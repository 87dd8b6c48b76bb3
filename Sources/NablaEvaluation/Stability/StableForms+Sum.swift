import NablaAlgebra

// Differences that cancel in doubles although they are well conditioned in their variables. Each
// rule replaces a constant and a term of a sum, or two terms, by one expression of the same value.
extension StableForms {
  mutating func stableSum(_ id: NodeID, in graph: inout ExpressionGraph) -> NodeID {
    if let sum = sumWithRoots(id, in: &graph) { return sum }
    let sum = rebuilt(id, in: &graph)
    guard graph.kind(sum) == .sum else { return sum }
    return sumWithConstant(sum, in: &graph) ?? sumWithExponentials(sum, in: &graph)
      ?? sumWithSigmoids(sum, in: &graph) ?? sum
  }

  /// c s(u) - c s(-u) as c tanh(u/2), with the logistic function s.
  private func sumWithSigmoids(_ id: NodeID, in graph: inout ExpressionGraph) -> NodeID? {
    guard graph.operandCount(id) == 2 else { return nil }
    let (first, second) = (
      graph.coefficientAndTerm(graph.operand(id, 0)), graph.coefficientAndTerm(graph.operand(id, 1))
    )
    guard first.coefficient == -second.coefficient,
      let u = graph.argument(of: first.term, ifCalling: .sigmoid),
      let v = graph.argument(of: second.term, ifCalling: .sigmoid)
    else { return nil }
    let total = graph.sum(u, v)
    guard graph.isNumber(total, 0) else { return nil }
    let tangent = graph.call(.tanh, [graph.half(of: u)])
    return graph.scaled(tangent, by: first.coefficient)
  }

  /// Replaces the constant and the first term that a rule pairs with it.
  private func sumWithConstant(_ id: NodeID, in graph: inout ExpressionGraph) -> NodeID? {
    guard let constant = graph.number(graph.operand(id, 0)) else { return nil }
    for position in 1..<graph.operandCount(id) {
      let (weight, term) = graph.coefficientAndTerm(graph.operand(id, position))
      guard weight.magnitude == constant.magnitude else { continue }
      let isPlus = weight == constant
      guard
        let unit = isPlus ? onePlus(term, in: &graph) : minusOne(plus: term, in: &graph)
      else { continue }
      var terms = Array(graph.operands(id))
      terms[position] = graph.scaled(unit, by: weight)
      terms.removeFirst()
      return graph.sum(terms)
    }
    return nil
  }

  /// 1 + t in a form that keeps its digits where t is near -1.
  private func onePlus(_ term: NodeID, in graph: inout ExpressionGraph) -> NodeID? {
    guard graph.kind(term) == .call else { return nil }
    let x = graph.operand(term, 0)
    switch graph.function(term) {
    case .erf: return graph.call(.erfc, [graph.negated(x)])
    case .expm1: return graph.call(.exp, [x])
    case .tanh:
      let logistic = graph.call(.sigmoid, [graph.scaled(x, by: Rational(2))])
      return graph.scaled(logistic, by: Rational(2))
    default: return nil
    }
  }

  /// t - 1 in a form that keeps its digits where t is near 1.
  private func minusOne(plus term: NodeID, in graph: inout ExpressionGraph) -> NodeID? {
    switch graph.kind(term) {
    case .call: minusOne(plusCall: term, in: &graph)
    case .power: minusOne(plusPower: term, in: &graph)
    case .number, .real, .pi, .e, .variable, .sum, .product, .scale, .aggregate: nil
    }
  }

  private func minusOne(plusCall term: NodeID, in graph: inout ExpressionGraph) -> NodeID? {
    let x = graph.operand(term, 0)
    let two = Rational(2)
    switch graph.function(term) {
    case .exp:
      return graph.call(.expm1, [x])
    case .cos:
      // cos(x) - 1 = -2 sin(x/2)^2.
      let sine = graph.call(.sin, [graph.half(of: x)])
      return graph.scaled(graph.power(sine, graph.number(2)), by: -two)
    case .cosh:
      let sine = graph.call(.sinh, [graph.half(of: x)])
      return graph.scaled(graph.power(sine, graph.number(2)), by: two)
    case .sigmoid:
      return graph.negated(graph.call(.sigmoid, [graph.negated(x)]))
    case .tanh:
      let logistic = graph.call(.sigmoid, [graph.scaled(x, by: -two)])
      return graph.scaled(logistic, by: -two)
    case .erf:
      return graph.negated(graph.call(.erfc, [x]))
    case .erfc:
      return graph.negated(graph.call(.erf, [x]))
    default:
      return nil
    }
  }

  private func minusOne(plusPower term: NodeID, in graph: inout ExpressionGraph) -> NodeID? {
    let (base, exponent) = (graph.operand(term, 0), graph.operand(term, 1))
    if graph.isNumber(exponent, 2), let square = minusOne(plusSquareOf: base, in: &graph) {
      return square
    }
    if let value = graph.number(base), value.signum > 0 {
      // a^x - 1 = expm1(x log a).
      let logarithm = graph.product(exponent, graph.call(.log, [base]))
      return nearOne(term, logarithm: logarithm, size: logarithm, in: &graph)
    }
    guard graph.kind(base) == .sum, graph.isNumber(graph.operand(base, 0), 1) else { return nil }
    // (1 + r)^p - 1 = expm1(p log1p(r)), near r = 0, where a negative 1 + r is excluded.
    let rest = graph.sum(graph.operands(base).dropFirst().map { $0 })
    let logarithm = graph.product(exponent, graph.call(.log1p, [rest]))
    let steepness = graph.call(.max, [graph.number(1), graph.call(.abs, [exponent])])
    return nearOne(term, logarithm: logarithm, size: graph.product(rest, steepness), in: &graph)
  }

  /// `term - 1` as the expm1 of the term's logarithm where `size` is small; elsewhere the
  /// difference loses nothing and is more accurate.
  private func nearOne(
    _ term: NodeID, logarithm: NodeID, size: NodeID, in graph: inout ExpressionGraph
  ) -> NodeID {
    let isNear = graph.call(.less, [graph.call(.abs, [size]), graph.fraction(1, 2)])
    let far = graph.sum(term, graph.number(-1))
    return graph.call(.conditional, [isNear, graph.call(.expm1, [logarithm]), far])
  }

  /// f^2 - 1 for functions whose squares differ by 1.
  private func minusOne(
    plusSquareOf id: NodeID, in graph: inout ExpressionGraph
  ) -> NodeID? {
    guard graph.kind(id) == .call else { return nil }
    let x = graph.operand(id, 0)
    let (partner, sign, degree): (Function, Int, Int)
    switch graph.function(id) {
    case .cos: (partner, sign, degree) = (.sin, -1, 2)
    case .sin: (partner, sign, degree) = (.cos, -1, 2)
    case .tanh: (partner, sign, degree) = (.cosh, -1, -2)
    case .cosh: (partner, sign, degree) = (.sinh, 1, 2)
    case .sec: (partner, sign, degree) = (.tan, 1, 2)
    default: return nil
    }
    let power = graph.power(graph.call(partner, [x]), graph.number(degree))
    return graph.scaled(power, by: Rational(sign))
  }

  /// c exp(u) - c exp(v), which cancels where u is near v; for v = -u it is 2c sinh(u).
  private mutating func sumWithExponentials(
    _ id: NodeID, in graph: inout ExpressionGraph
  ) -> NodeID? {
    if isExponential.isEmpty { return nil }
    var found: [(position: Int, weight: Rational, argument: NodeID)] = []
    for (position, operand) in graph.operands(id).enumerated() {
      let (weight, term) = graph.coefficientAndTerm(operand)
      guard let argument = graph.argument(of: term, ifCalling: .exp) else { continue }
      found.append((position, weight, argument))
      if found.count > 2 { return nil }
    }
    guard found.count == 2, found[0].weight == -found[1].weight else { return nil }
    let (u, v) = (found[0].argument, found[1].argument)
    let value: NodeID
    let total = graph.sum(u, v)
    if graph.isNumber(total, 0) {
      value = graph.scaled(graph.call(.sinh, [u]), by: Rational(2))
    } else {
      let (exponent, factor) = exponentialDifference(u, v, in: &graph)
      value = graph.product(graph.call(.exp, [exponent]), factor)
    }
    var terms = Array(graph.operands(id))
    terms[found[1].position] = graph.scaled(value, by: found[0].weight)
    terms.remove(at: found[0].position)
    return graph.sum(terms)
  }
}
