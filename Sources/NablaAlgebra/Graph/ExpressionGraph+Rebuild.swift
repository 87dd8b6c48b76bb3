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
    }
  }

  /// The expressions at `roots` with nodes replaced, all at once; the replacements are not looked
  /// into again.
  ///
  /// Complexity: linear in the nodes below the roots.
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
    let order = nodes(below: roots)
    var images: [NodeID: NodeID] = [:]
    images.reserveCapacity(order.count)
    for id in order {
      if mustHalt() { break }
      let operands = operands(id).map { images[$0] ?? $0 }
      images[id] = transform(&self, id, operands)
    }
    return roots.map { images[$0] ?? $0 }
  }

  /// Copies expressions from another graph.
  ///
  /// Complexity: linear in the nodes below the roots.
  package mutating func copying(_ roots: [NodeID], from other: ExpressionGraph) -> [NodeID] {
    var images: [NodeID: NodeID] = [:]
    for id in other.nodes(below: roots) {
      let node = other.nodes[id.index]
      let operands = other.operands(id).map { images[$0] ?? $0 }
      switch node.kind {
      case .number: images[id] = number(other.numbers[Int(node.start)])
      case .real: images[id] = real(other.reals[Int(node.start)])
      case .pi: images[id] = pi()
      case .e: images[id] = e()
      case .variable: images[id] = variable(other.names[Int(node.start)])
      case .sum: images[id] = sum(operands)
      case .product: images[id] = product(operands)
      case .scale: images[id] = scaled(operands[1], by: number(operands[0]) ?? .one)
      case .power: images[id] = power(operands[0], operands[1])
      case .call: images[id] = call(node.function, operands)
      }
    }
    return roots.compactMap { images[$0] }
  }
}
