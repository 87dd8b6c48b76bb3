extension ExpressionGraph {
  /// The node like `id` with other operands, in canonical form.
  package mutating func rebuilt(_ id: NodeID, _ operands: [NodeID]) -> NodeID {
    switch kind(id) {
    case .number, .real, .pi, .e, .variable: id
    case .sum: sum(operands)
    case .product: product(operands)
    case .scale: scaled(operands[1], by: number(operands[0]) ?? .one)
    case .power: power(operands[0], operands[1])
    case .call: call(function(id), operands)
    case .aggregate: aggregate(aggregate(id), of: operands[0], over: Array(operands.dropFirst()))
    }
  }

  /// The expressions at `roots` with nodes replaced, all at once; the replacements are not looked
  /// into again.
  ///
  /// Complexity: linear in the nodes up to the last root.
  package mutating func substituting(
    _ replacements: [NodeID: NodeID], in roots: [NodeID]
  ) -> [NodeID] {
    mapping(roots) { graph, id, operands in
      replacements[id] ?? graph.rebuilt(id, operands)
    }
  }

  /// Rebuilds the expressions at `roots` from the leaves up; `transform` gets each node with its
  /// operands already transformed.
  package mutating func mapping(
    _ roots: [NodeID],
    _ transform: (inout ExpressionGraph, NodeID, [NodeID]) -> NodeID
  ) -> [NodeID] {
    var images = ExpressionGraph.identity(upTo: roots)
    for id in nodes(below: roots) {
      if mustHalt() { break }
      let operands = operands(id).map { images[$0.index] }
      images[id.index] = transform(&self, id, operands)
    }
    return roots.map { images[$0.index] }
  }

  /// Copies expressions from another graph.
  ///
  /// Complexity: linear in the nodes up to the last root.
  package mutating func copying(_ roots: [NodeID], from other: ExpressionGraph) -> [NodeID] {
    var images = ExpressionGraph.identity(upTo: roots)
    for id in other.nodes(below: roots) {
      let node = other.nodes[id.index]
      let operands = other.operands(id).map { images[$0.index] }
      images[id.index] =
        switch node.kind {
        case .number: number(other.numbers[Int(node.start)])
        case .real: real(other.reals[Int(node.start)])
        case .pi: pi()
        case .e: e()
        case .variable where node.flags.contains(.isRowwise):
          column(other.names[Int(node.start)])
        case .variable: variable(other.names[Int(node.start)])
        case .sum: sum(operands)
        case .product: product(operands)
        case .scale: scaled(operands[1], by: number(operands[0]) ?? .one)
        case .power: power(operands[0], operands[1])
        case .call: call(node.function, operands)
        case .aggregate:
          aggregate(node.aggregate, of: operands[0], over: Array(operands.dropFirst()))
        }
    }
    return roots.map { images[$0.index] }
  }

  /// The nodes that may be below `roots`, each its own image until it has another.
  private static func identity(upTo roots: [NodeID]) -> [NodeID] {
    guard let last = roots.max() else { return [] }
    return (0...last.raw).map { NodeID(raw: $0) }
  }
}
