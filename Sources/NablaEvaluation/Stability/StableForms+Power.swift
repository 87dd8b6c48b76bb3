import NablaAlgebra

extension StableForms {
  /// Most squares below a root that are turned into calls of `hypot`, each of which costs as much
  /// as ten additions.
  private static let hypotLimit = 16

  mutating func stablePower(_ id: NodeID, in graph: inout ExpressionGraph) -> NodeID {
    let (base, exponent) = graph.baseAndExponent(id)
    guard base != id else { return rebuilt(id, in: &graph) }
    if exponent.isNegative, let argument = exponentOfLogistic(base, in: graph) {
      // 1/(1 + exp(u)) is the logistic function of -u.
      let logistic = graph.call(.sigmoid, [graph.negated(argument)])
      return graph.power(logistic, graph.number(-exponent))
    }
    let stableBase = image(base)
    if let argument = graph.argument(of: stableBase, ifCalling: .exp),
      exponent.isNegative || !exponent.isInteger
    {
      // exp(u) overflows long before exp(u/2), and 1/exp(u) underflows before exp(-u) does.
      return graph.call(.exp, [graph.scaled(argument, by: exponent)])
    }
    if exponent.isHalfInteger, let length = length(ofSquares: stableBase, in: &graph) {
      return graph.power(length, graph.number(exponent * Rational(2)))
    }
    let (inner, innerExponent) = graph.baseAndExponent(stableBase)
    if exponent.isNegative, exponent.isInteger, innerExponent.isNegative, innerExponent.isInteger {
      // (b^-1)^-1 is undefined at b = 0 as an expression; in doubles it is 1/inf, the same as b.
      return graph.power(inner, graph.number(exponent * innerExponent))
    }
    return rebuilt(id, in: &graph)
  }

  /// The argument u of 1 + exp(u), else `nil`.
  func exponentOfLogistic(_ id: NodeID, in graph: ExpressionGraph) -> NodeID? {
    guard graph.kind(id) == .sum, graph.operandCount(id) == 2,
      graph.isNumber(graph.operand(id, 0), 1)
    else { return nil }
    return graph.argument(of: graph.operand(id, 1), ifCalling: .exp).map { image($0) }
  }

  /// The square root of a square or of a sum of squares, with no square on the way that might
  /// overflow or underflow; `nil` where some term is no square.
  func length(ofSquares id: NodeID, in graph: inout ExpressionGraph) -> NodeID? {
    guard graph.kind(id) == .sum else {
      return root(ofSquare: id, in: &graph).map { graph.call(.abs, [$0]) }
    }
    let terms = Array(graph.operands(id))
    guard terms.count <= StableForms.hypotLimit else { return nil }
    var roots: [NodeID] = []
    for term in terms {
      guard let root = root(ofSquare: term, in: &graph) else { return nil }
      roots.append(root)
    }
    return graph.call(.hypot, roots)
  }

  /// A node whose square is the given one: for positive numbers, even powers, and products of such.
  private func root(ofSquare id: NodeID, in graph: inout ExpressionGraph) -> NodeID? {
    if let value = graph.number(id) {
      return value.signum > 0 ? graph.call(.sqrt, [id]) : nil
    }
    let (coefficient, term) = graph.coefficientAndTerm(id)
    guard coefficient.signum > 0 else { return nil }
    let factors = graph.kind(term) == .product ? Array(graph.operands(term)) : [term]
    var roots: [NodeID] = []
    if !coefficient.isOne { roots.append(graph.call(.sqrt, [graph.number(coefficient)])) }
    for factor in factors {
      let (base, exponent) = graph.baseAndExponent(factor)
      guard let degree = exponent.integer, degree.isMultiple(of: 2) else { return nil }
      roots.append(graph.power(base, graph.number(degree / 2)))
    }
    return graph.product(roots)
  }
}
