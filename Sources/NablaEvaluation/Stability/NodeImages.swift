import NablaAlgebra

/// What the nodes of a graph are replaced by in one pass over it; at first each by itself.
struct NodeImages {
  private var images: [NodeID]

  /// Images of the first `count` nodes; nodes made later stand for themselves.
  init(count: Int) {
    images = (0..<count).map { NodeID(raw: UInt32($0)) }
  }

  subscript(id: NodeID) -> NodeID {
    get { id.index < images.count ? images[id.index] : id }
    set { images[id.index] = newValue }
  }

  /// The node with its operands replaced by their images; itself where they are their own.
  func rebuilt(_ id: NodeID, in graph: inout ExpressionGraph) -> NodeID {
    let isChanged = (0..<graph.operandCount(id)).contains { position in
      let operand = graph.operand(id, position)
      return self[operand] != operand
    }
    guard isChanged else { return id }
    return graph.rebuilt(id, graph.operands(id).map { self[$0] })
  }
}
