extension ExpressionGraph {
  /// The degrees of the nodes below some roots as polynomials in some variables, whose coefficients
  /// may be anything that depends on none of them; `nil` for a node that is no polynomial.
  ///
  /// A mean or sum over rows is linear, so it is a polynomial where what it is made of is one.
  /// Complexity: linear in the nodes below the roots.
  package func degrees(below roots: [NodeID], in variables: Set<Symbol>) -> [NodeID: Int?] {
    var degrees: [NodeID: Int?] = [:]
    for id in nodes(below: roots) {
      let operands = operands(id).map { degrees[$0] ?? nil }
      degrees[id] = .some(degree(id, operands, variables))
    }
    return degrees
  }

  private func degree(_ id: NodeID, _ operands: [Int?], _ variables: Set<Symbol>) -> Int? {
    switch kind(id) {
    case .number, .real, .pi, .e: return 0
    case .variable: return symbol(id).map { variables.contains($0) ? 1 : 0 }
    case .sum, .scale: return operands.reduce(0) { Self.combined($0, $1, max) }
    case .product: return operands.reduce(0) { Self.combined($0, $1, +) }
    case .power:
      guard operands.contains(where: { $0 != 0 }) else { return 0 }
      guard let base = operands[0], let exponent = number(operand(id, 1))?.integer, exponent >= 0,
        exponent <= ExpressionGraph.degreeLimit
      else { return nil }
      return base * exponent
    case .call:
      guard operands.contains(where: { $0 != 0 }) else { return 0 }
      // Which piece counts must not depend on the variables.
      guard function(id) == .conditional, operands[0] == 0 else { return nil }
      return operands.reduce(0) { Self.combined($0, $1, max) }
    case .aggregate:
      if operands[0] == 0 { return 0 }
      return aggregate(id).isLinear ? operands[0] : nil
    }
  }

  private static func combined(_ a: Int?, _ b: Int?, _ combine: (Int, Int) -> Int) -> Int? {
    guard let a, let b else { return nil }
    return combine(a, b)
  }
}
