extension ExpressionGraph {
  /// The node of a table's column, whose value changes from row to row.
  ///
  /// A column is another node than a variable of the same name, such as a parameter that hides it.
  package mutating func column(_ name: String) -> NodeID {
    leaf(of: columnSymbol(named: name), flags: [.isTotal, .isRowwise])
  }

  /// Whether the value of a node changes from row to row, outside any aggregate.
  package func isRowwise(_ id: NodeID) -> Bool { nodes[id.index].flags.contains(.isRowwise) }

  /// Whether there is any aggregate in the graph.
  package var hasAggregates: Bool { aggregateCount > 0 }

  /// What an aggregate node does with its first operand.
  package func aggregate(_ id: NodeID) -> Aggregate { nodes[id.index].aggregate }

  /// The canonical aggregate of an expression over the rows in which none of the columns in
  /// `sample` is missing.
  ///
  /// Factors that are the same in every row stand in front. A mean of what is the same in every row
  /// is that itself, and a sum so many times it. For a sum and a count the sample holds a column in
  /// any case, which says what table is meant. For a quantile the sample holds as well
  /// what part of the values lies below, a number from 0 to 1.
  package mutating func aggregate(
    _ aggregate: Aggregate, of body: NodeID, over sample: [NodeID] = []
  ) -> NodeID {
    guard aggregate != .count else { return aggregateNode(.count, sample.min() ?? body, sample) }
    guard isRowwise(body) else {
      guard aggregate == .sum else { return body }
      return product(body, aggregateNode(.count, sample.min() ?? body, sample))
    }
    guard aggregate.isLinear else { return aggregateNode(aggregate, body, sample) }
    let (coefficient, term) = coefficientAndTerm(body)
    guard kind(term) == .product else {
      return scaled(aggregateNode(aggregate, term, sample), by: coefficient)
    }
    let factors = Array(operands(term))
    let inner = product(factors.filter { isRowwise($0) })
    let outer = factors.filter { !isRowwise($0) }
    let node = aggregateNode(aggregate, inner, sample)
    return scaled(product(outer + [node]), by: coefficient)
  }

  private mutating func aggregateNode(
    _ aggregate: Aggregate, _ body: NodeID, _ sample: [NodeID]
  ) -> NodeID {
    var flags = nodes[body.index].flags.intersection([.isTotal, .isNonnegative, .isPiecewise])
    if aggregate == .count { flags = [.isTotal, .isNonnegative] }
    aggregateCount += 1
    return ([body] + sample.sorted()).withUnsafeBufferPointer {
      intern(.aggregate, $0, aggregate: aggregate, flags: flags)
    }
  }

  /// The columns without which a row does not count in an aggregate.
  package func sample(ofAggregate id: NodeID) -> [NodeID] {
    operands(id).dropFirst().filter { number($0) == nil }
  }

  /// The node of the part of the values that lies below a quantile; `nil` for other aggregates.
  package func fraction(ofQuantile id: NodeID) -> NodeID? {
    operands(id).dropFirst().first { number($0) != nil }
  }

  /// The columns that occur below `roots`, in the order of their first mention.
  package func columns(below roots: [NodeID]) -> [Symbol] {
    nodes(below: roots).filter { kind($0) == .variable && isRowwise($0) }
      .compactMap { symbol($0) }.sorted()
  }

  /// The columns on which the value of a node in a row depends, not those inside aggregates.
  package func columns(inRowsOf root: NodeID) -> [NodeID] {
    var reach = Reach(entersAggregates: false)
    return reach.nodes(from: [root], in: self).filter { kind($0) == .variable && isRowwise($0) }
  }
}
