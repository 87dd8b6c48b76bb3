// The derivative of a mean is the mean of the derivative. To the sweep over an expression an
// aggregate is a leaf whose gradient is known; those inside others come first.
extension ReverseSweep {
  /// Works out the gradients of all aggregates below a node that are not known yet, each once, in
  /// ascending order.
  mutating func differentiateAggregates(below root: NodeID, in graph: inout ExpressionGraph) {
    for id in graph.nodes(below: [root]) where graph.kind(id) == .aggregate {
      if aggregateGradients[id] != nil { continue }
      if graph.halt != nil { return }
      let body = graph.operand(id, 0)
      let sample = graph.sample(ofAggregate: id)
      let aggregate = graph.aggregate(id)
      guard aggregate != .count else {
        aggregateGradients[id] = []
        continue
      }
      let inner = partials(of: body, from: 0, in: &graph)
      guard aggregate.isLinear || inner.isEmpty else {
        graph.halt = .noDerivative(aggregate)
        return
      }
      aggregateGradients[id] = inner.map { column, node in
        (column, graph.aggregate(aggregate, of: node, over: sample))
      }
    }
  }

  /// The nodes below one, aggregates as leaves, with the variables that these depend on.
  mutating func order(below term: NodeID, in graph: inout ExpressionGraph) -> [NodeID] {
    let order = reach.nodes(from: [term], in: graph)
    guard graph.hasAggregates else { return order }
    var columns: Set<Int> = []
    for id in order { for entry in aggregateGradients[id] ?? [] { columns.insert(entry.column) } }
    guard !columns.isEmpty else { return order }
    var variables: [NodeID] = []
    for column in columns.sorted() { variables.append(graph.variable(of: wanted[column])) }
    return reach.nodes(from: [term] + variables, in: graph)
  }

  /// Hands an adjoint on to the variables inside an aggregate.
  mutating func propagateAggregate(
    _ adjoint: Adjoint, from id: NodeID, in graph: inout ExpressionGraph
  ) {
    for (column, slope) in aggregateGradients[id] ?? [] {
      let variable = graph.variable(of: wanted[column])
      guard isActive[variable.index] else { continue }
      contribute(adjoint.with(graph.product(adjoint.value, slope)), to: variable)
    }
  }
}

extension ExpressionGraph {
  /// The node of a variable that occurs.
  fileprivate mutating func variable(of symbol: Symbol) -> NodeID {
    leaf(of: symbol, flags: .isTotal)
  }
}
