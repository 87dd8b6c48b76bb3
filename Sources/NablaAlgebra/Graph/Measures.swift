/// Sizes and variables of nodes, each worked out once from those of its operands.
///
/// So a question about one node costs nothing but the nodes that are new since the last one, where a
/// search below it would visit much of the graph for every partial derivative.
struct Measures: Sendable {
  /// Which variables occur below a node.
  private enum Variables: Equatable {
    case none
    case one(Symbol)
    case several

    func union(_ other: Variables) -> Variables {
      if self == other || other == .none { return self }
      return self == .none ? other : .several
    }
  }

  private struct Measure {
    var size = 1.0
    var variables = Variables.none
  }

  private var entries: [Measure] = []

  /// Takes up the nodes that are new; complexity: linear in these and their operands.
  mutating func update(_ graph: ExpressionGraph) {
    for index in entries.count..<graph.count {
      let id = NodeID(raw: UInt32(index))
      var own = Measure()
      if let symbol = graph.symbol(id) { own.variables = .one(symbol) }
      for position in graph.operandRange(id) {
        let part = entries[graph.operandPool[position].index]
        own.size += part.size
        own.variables = own.variables.union(part.variables)
      }
      entries.append(own)
    }
  }

  func size(_ id: NodeID) -> Double { entries[id.index].size }

  func hasOneVariable(_ id: NodeID) -> Bool {
    if case .one = entries[id.index].variables { return true }
    return false
  }
}

extension ExpressionGraph {
  /// How many operations, functions and leaves an expression has, written out as a tree.
  package mutating func complexity(_ id: NodeID) -> Double {
    measure()
    return measures.size(id)
  }

  /// Whether exactly one variable occurs in an expression.
  mutating func hasOneVariable(_ id: NodeID) -> Bool {
    measure()
    return measures.hasOneVariable(id)
  }

  private mutating func measure() {
    // Taken out, so that the graph may be read while they change.
    var own = measures
    measures = Measures()
    own.update(self)
    measures = own
  }
}
