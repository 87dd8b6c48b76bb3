extension ExpressionGraph {
  /// Most products of two terms that an expansion may take.
  package static let expansionLimit = 500_000

  /// The expression with products of sums and whole powers of sums multiplied out, or `nil` where
  /// that would take more than `limit` products of terms.
  package mutating func expanded(
    _ root: NodeID, limit: Int = ExpressionGraph.expansionLimit
  ) -> NodeID? {
    var isTooLong = false
    var budget = limit
    let result = mapping([root]) { graph, id, operands in
      if isTooLong { return id }
      guard let image = graph.multipliedOut(id, operands, &budget) else {
        isTooLong = true
        return id
      }
      return image
    }
    return isTooLong ? nil : result[0]
  }

  private mutating func multipliedOut(
    _ id: NodeID, _ operands: [NodeID], _ budget: inout Int
  ) -> NodeID? {
    switch kind(id) {
    case .scale:
      let coefficient = number(operands[0]) ?? .one
      return sum(terms(operands[1]).map { scaled($0, by: coefficient) })
    case .product:
      return multipliedOut(operands, &budget)
    case .power:
      guard kind(operands[0]) == .sum, let exponent = number(operands[1])?.integer,
        exponent > 1
      else { return rebuilt(id, operands) }
      return powerOfSum(operands[0], exponent, &budget)
    case .sum:
      return sum(operands.flatMap { terms($0) })
    case .number, .real, .pi, .e, .variable, .call, .aggregate:
      return rebuilt(id, operands)
    }
  }

  /// Factors that are not sums are gathered first; every sum then multiplies what there is.
  private mutating func multipliedOut(_ factors: [NodeID], _ budget: inout Int) -> NodeID? {
    let plain = factors.filter { kind($0) != .sum }
    var result = product(plain)
    for factor in factors where kind(factor) == .sum {
      guard let next = productOfSums(result, factor, &budget) else { return nil }
      result = next
    }
    return result
  }

  /// The product, term by term; the number of products comes off the budget.
  mutating func productOfSums(
    _ a: NodeID, _ b: NodeID, _ budget: inout Int
  ) -> NodeID? {
    let (left, right) = (terms(a), terms(b))
    let (work, isOverflow) = left.count.multipliedReportingOverflow(by: right.count)
    budget -= isOverflow ? budget : min(work, budget)
    guard budget > 0 else { return nil }
    var products: [NodeID] = []
    products.reserveCapacity(left.count * right.count)
    for first in left {
      for second in right { products.append(product(first, second)) }
      if mustHalt() { return nil }
    }
    return sum(products)
  }

  /// The terms of a sum; any other node is its own only term.
  package func terms(_ id: NodeID) -> [NodeID] {
    kind(id) == .sum ? Array(operands(id)) : [id]
  }
}
