import NablaAlgebra

/// The values of all nodes below a root at a point, as the expression is written.
///
/// Unlike a program it takes no stable forms, so that every value belongs to a node that the user
/// can be told about.
struct PointValues {
  /// The nodes below the root in order of evaluation.
  let order: [NodeID]
  private var values: [NodeID: Double] = [:]

  /// Computes the values; variables that are not in `point` are NaN.
  ///
  /// Complexity: linear in the nodes below the root.
  init(of root: NodeID, at point: [Symbol: Double], in graph: ExpressionGraph) {
    order = graph.nodes(below: [root])
    values.reserveCapacity(order.count)
    for id in order { values[id] = value(of: id, at: point, in: graph) }
  }

  /// The value of a node below the root.
  subscript(id: NodeID) -> Double { values[id] ?? .nan }

  private func value(
    of id: NodeID, at point: [Symbol: Double], in graph: ExpressionGraph
  ) -> Double {
    let operands = graph.operands(id)
    switch graph.kind(id) {
    case .number: return graph.number(id)?.double ?? .nan
    case .real: return graph.real(id) ?? .nan
    case .pi: return .pi
    case .e: return 0x1.5bf0a8b145769p1
    case .variable: return graph.symbol(id).flatMap { point[$0] } ?? .nan
    case .sum: return operands.reduce(0) { $0 + self[$1] }
    case .product: return operands.reduce(1) { $0 * self[$1] }
    case .scale:
      return self[operands[operands.startIndex]] * self[operands[operands.startIndex + 1]]
    case .power:
      return Opcode.power(
        self[operands[operands.startIndex]], self[operands[operands.startIndex + 1]])
    case .call: return graph.function(id).evaluate(operands.map { self[$0] })
    case .aggregate: return .nan
    }
  }
}
