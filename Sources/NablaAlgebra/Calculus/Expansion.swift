extension ExpressionGraph {
  /// Most terms that an expansion may have.
  package static let expansionLimit = 100_000

  /// The expression with products of sums and whole powers of sums multiplied out, or `nil` where
  /// that would give more than `expansionLimit` terms.
  package mutating func expanded(_ root: NodeID) -> NodeID? {
    var isTooLong = false
    let result = mapping([root]) { graph, id, operands in
      if isTooLong { return id }
      guard let image = graph.multipliedOut(id, operands) else {
        isTooLong = true
        return id
      }
      return image
    }
    return isTooLong ? nil : result[0]
  }

  private mutating func multipliedOut(_ id: NodeID, _ operands: [NodeID]) -> NodeID? {
    switch kind(id) {
    case .scale:
      let coefficient = number(operands[0]) ?? .one
      return sum(terms(operands[1]).map { scaled($0, by: coefficient) })
    case .product:
      return multipliedOut(operands)
    case .power:
      guard kind(operands[0]) == .sum, let exponent = number(operands[1])?.integer,
        exponent > 1
      else { return rebuilt(id, operands) }
      return powerOfSum(operands[0], exponent)
    case .sum:
      return sum(operands.flatMap { terms($0) })
    case .number, .real, .pi, .e, .variable, .call:
      return rebuilt(id, operands)
    }
  }

  /// Factors that are not sums are gathered first; every sum then multiplies what there is.
  private mutating func multipliedOut(_ factors: [NodeID]) -> NodeID? {
    let plain = factors.filter { kind($0) != .sum }
    var result = product(plain)
    for factor in factors where kind(factor) == .sum {
      guard let next = productOfSums(result, factor) else { return nil }
      result = next
    }
    return result
  }

  private mutating func powerOfSum(_ base: NodeID, _ exponent: Int) -> NodeID? {
    guard exponent <= ExpressionGraph.expansionLimit else { return nil }
    var result = base
    for _ in 1..<exponent {
      guard let next = productOfSums(result, base) else { return nil }
      result = next
    }
    return result
  }

  private mutating func productOfSums(_ a: NodeID, _ b: NodeID) -> NodeID? {
    let (left, right) = (terms(a), terms(b))
    guard left.count * right.count <= ExpressionGraph.expansionLimit * 10 else { return nil }
    var products: [NodeID] = []
    products.reserveCapacity(left.count * right.count)
    for first in left {
      for second in right { products.append(product(first, second)) }
    }
    let result = sum(products)
    return terms(result).count <= ExpressionGraph.expansionLimit ? result : nil
  }

  /// The terms of a sum; any other node is its own only term.
  package func terms(_ id: NodeID) -> [NodeID] {
    kind(id) == .sum ? Array(operands(id)) : [id]
  }
}
