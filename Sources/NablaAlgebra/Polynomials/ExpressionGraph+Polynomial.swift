extension ExpressionGraph {
  /// Highest degree of a polynomial that is worked on exactly.
  package static let degreeLimit = 60

  /// The expression as a polynomial with rational coefficients in another one, `unknown`, or `nil`
  /// where it is none, or one of a degree above the limit.
  ///
  /// Complexity: linear in the nodes below `root`, quadratic in the degree.
  package func polynomial(
    of root: NodeID, in unknown: NodeID, degreeLimit: Int = ExpressionGraph.degreeLimit
  ) -> Polynomial? {
    var images: [NodeID: Polynomial] = [unknown: .unknown]
    for id in nodes(below: [root]) where images[id] == nil {
      images[id] = polynomial(id, operands(id).map { images[$0] }, degreeLimit)
    }
    return images[root]
  }

  private func polynomial(_ id: NodeID, _ operands: [Polynomial?], _ limit: Int) -> Polynomial? {
    if let value = number(id) { return Polynomial([value]) }
    switch kind(id) {
    case .power:
      guard let base = operands[0], let exponent = number(operand(id, 1))?.integer,
        exponent >= 0, base.degree * exponent <= limit
      else { return nil }
      return base.power(exponent)
    case .sum, .product, .scale:
      var parts: [Polynomial] = []
      for case let part? in operands { parts.append(part) }
      guard parts.count == operands.count else { return nil }
      if kind(id) == .sum { return parts.reduce(Polynomial([]), +) }
      guard parts.reduce(0, { $0 + max(0, $1.degree) }) <= limit else { return nil }
      return parts.reduce(Polynomial([.one]), *)
    case .number, .real, .pi, .e, .variable, .call, .aggregate:
      return nil
    }
  }
}
