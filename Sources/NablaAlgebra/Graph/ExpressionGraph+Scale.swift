extension ExpressionGraph {
  /// The node times a number: numbers fold, and a minus sign moves into a short sum.
  package mutating func scaled(_ id: NodeID, by factor: Rational) -> NodeID {
    let node = nodes[id.index]
    switch node.kind {
    case .number: return number(factor * numbers[Int(node.start)])
    case .real: return real(factor.double * reals[Int(node.start)])
    case .scale:
      let inner = numbers[Int(nodes[operandPool[Int(node.start)].index].start)]
      return scaled(operandPool[Int(node.start) + 1], by: factor * inner)
    case .sum where factor == .minusOne && Int(node.count) <= ExpressionGraph.mergeLimit:
      let terms = Array(operands(id))
      return sum(terms.map { scaled($0, by: factor) })
    case .sum where !factor.isOne && isShortAndNegative(id):
      let terms = Array(operands(id))
      return scaleNode(sum(terms.map { scaled($0, by: .minusOne) }), by: -factor)
    case .sum, .product, .power, .call, .aggregate, .variable, .pi, .e:
      if factor.isZero, node.flags.contains(.isTotal) { return number(0) }
      return scaleNode(id, by: factor)
    }
  }

  /// Whether all terms of a short sum have minus signs, which can then stand before the sum.
  private func isShortAndNegative(_ id: NodeID) -> Bool {
    operandCount(id) <= ExpressionGraph.mergeLimit
      && operands(id).allSatisfy { (number($0) ?? coefficientAndTerm($0).coefficient).isNegative }
  }

  /// The scaled node of a term that is neither a number nor itself scaled.
  mutating func scaleNode(_ term: NodeID, by factor: Rational) -> NodeID {
    if factor.isOne { return term }
    if factor.isTooLong { return product(real(rounded(factor)), term) }
    var flags = nodes[term.index].flags
    if factor.isNegative { flags.remove(.isNonnegative) }
    return withUnsafePointer(to: (number(factor), term)) { pair in
      pair.withMemoryRebound(to: NodeID.self, capacity: 2) {
        intern(.scale, UnsafeBufferPointer(start: $0, count: 2), flags: flags)
      }
    }
  }

  /// The coefficient and the term of a scaled node; 1 and the node itself for any other.
  package func coefficientAndTerm(_ id: NodeID) -> (coefficient: Rational, term: NodeID) {
    guard nodes[id.index].kind == .scale else { return (.one, id) }
    return (number(operand(id, 0)) ?? .one, operand(id, 1))
  }
}
