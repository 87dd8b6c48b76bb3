import NablaAlgebra

extension StableForms {
  /// Most factors among which pairs are looked for.
  private static let pairLimit = 8

  mutating func stableProduct(_ id: NodeID, in graph: inout ExpressionGraph) -> NodeID {
    if let product = logisticProduct(id, in: &graph) { return product }
    if let parts = representations[id] {
      guard let exponent = parts.exponent else { return parts.mantissa }
      return graph.product(graph.call(.exp, [exponent]), parts.mantissa)
    }
    let product = rebuilt(id, in: &graph)
    guard graph.kind(product) == .product, graph.operandCount(product) <= StableForms.pairLimit
    else { return product }
    if let ratio = hyperbolicRatio(product, in: &graph) { return ratio }
    return dividedByLength(product, in: &graph) ?? product
  }

  /// `exp(u)^p * (1 + exp(u))^-k` as `s(u)^p * s(-u)^(k - p)` with the logistic function s, where
  /// no factor overflows; it is the form of derivatives of the logistic function.
  private func logisticProduct(_ id: NodeID, in graph: inout ExpressionGraph) -> NodeID? {
    guard !isExponential.isEmpty, graph.operandCount(id) <= StableForms.pairLimit else {
      return nil
    }
    var argument: NodeID?
    var (numerator, denominator) = (Rational.zero, Rational.zero)
    var rest: [NodeID] = []
    for factor in graph.operands(id) {
      let (base, exponent) = graph.baseAndExponent(factor)
      if exponent.isNegative, argument == nil, let u = exponentOfLogistic(base, in: graph) {
        argument = u
        denominator = -exponent
      } else {
        rest.append(factor)
      }
    }
    guard let argument else { return nil }
    rest.removeAll { factor in
      let (base, exponent) = graph.baseAndExponent(factor)
      guard let u = graph.argument(of: base, ifCalling: .exp), image(u) == argument else {
        return false
      }
      numerator = numerator + exponent
      return true
    }
    // What is left may overflow where the logistic functions underflow, unless it is one itself.
    for factor in rest where isExponential[factor.index] {
      let (base, exponent) = graph.baseAndExponent(image(factor))
      let isLogistic = graph.argument(of: base, ifCalling: .sigmoid) != nil
      guard isLogistic, !exponent.isNegative else { return nil }
    }
    let shared = min(max(numerator, .zero), denominator)
    let mirrored = graph.call(.sigmoid, [graph.negated(argument)])
    var factors = rest.map { image($0) }
    factors.append(graph.power(graph.call(.sigmoid, [argument]), graph.number(shared)))
    factors.append(graph.power(mirrored, graph.number(denominator - shared)))
    factors.append(graph.call(.exp, [graph.scaled(argument, by: numerator - shared)]))
    return graph.product(factors)
  }

  /// `sinh(u)^p * cosh(u)^-p` as `tanh(u)^p`, and the same upside down: both overflow together.
  private func hyperbolicRatio(_ id: NodeID, in graph: inout ExpressionGraph) -> NodeID? {
    let factors = Array(graph.operands(id))
    for (position, factor) in factors.enumerated() {
      let (base, sine) = graph.baseAndExponent(factor)
      guard let argument = graph.argument(of: base, ifCalling: .sinh) else { continue }
      for (other, partner) in factors.enumerated() {
        let (otherBase, cosine) = graph.baseAndExponent(partner)
        guard graph.argument(of: otherBase, ifCalling: .cosh) == argument,
          sine.isNegative != cosine.isNegative
        else { continue }
        let shared = min(sine.magnitude, cosine.magnitude) * Rational(sine.signum)
        // A fraction of the power of sinh would be undefined where sinh is negative.
        guard shared.isInteger else { continue }
        var rest = factors.indices.filter { $0 != position && $0 != other }.map { factors[$0] }
        let tangent = graph.call(.tanh, [argument])
        rest.append(graph.power(tangent, graph.number(shared)))
        rest.append(graph.power(base, graph.number(sine - shared)))
        rest.append(graph.power(otherBase, graph.number(cosine + shared)))
        return graph.product(rest)
      }
    }
    return nil
  }

  /// `a*(x^2 + y^2)^-1` as `a*h^-2` with h = hypot(x, y): the squares overflow, and underflow, at
  /// half the exponents at which the quotient does.
  private func dividedByLength(_ id: NodeID, in graph: inout ExpressionGraph) -> NodeID? {
    var factors = Array(graph.operands(id))
    for (position, factor) in factors.enumerated() {
      let (base, exponent) = graph.baseAndExponent(factor)
      guard exponent.isInteger, exponent.isNegative, graph.kind(base) == .sum,
        let length = length(ofSquares: base, in: &graph)
      else { continue }
      factors[position] = graph.power(length, graph.number(exponent + exponent))
      return graph.product(factors)
    }
    return nil
  }
}
