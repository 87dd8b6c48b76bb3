/// What holds wherever an expression is defined, and so wherever its derivative is wanted.
///
/// Products and powers use it to cancel what could otherwise not be cancelled: the derivative of
/// `x*log(x)` is `log(x) + 1` and not `log(x) + x/x`, because x is not 0 where the logarithm is
/// defined.
struct Presumption: Sendable {
  private var nonzero: Set<NodeID> = []
  private var nonnegative: Set<NodeID> = []

  /// Presumes nothing.
  init() {}

  /// Presumes what the definedness of the nodes of `order` implies.
  init(_ order: [NodeID], in graph: ExpressionGraph) {
    for id in order {
      switch graph.kind(id) {
      case .call:
        switch graph.function(id) {
        case .log, .log2, .log10:
          nonnegative.insert(graph.operand(id, 0))
          addNonzero(graph.operand(id, 0), in: graph)
        default: break
        }
      case .power:
        guard let exponent = graph.number(graph.operand(id, 1)) else { continue }
        if exponent.isNegative { addNonzero(graph.operand(id, 0), in: graph) }
        if !exponent.isInteger { nonnegative.insert(graph.operand(id, 0)) }
      case .number, .real, .pi, .e, .variable, .sum, .product, .scale, .aggregate: break
      }
    }
  }

  /// Where a product or a power is not 0, its factors and its base are not either.
  private mutating func addNonzero(_ id: NodeID, in graph: ExpressionGraph) {
    var waiting = [id]
    while let node = waiting.popLast() {
      guard nonzero.insert(node).inserted else { continue }
      switch graph.kind(node) {
      case .product: waiting.append(contentsOf: graph.operands(node))
      case .scale: waiting.append(graph.operand(node, 1))
      case .power where graph.number(graph.operand(node, 1)) != nil:
        waiting.append(graph.operand(node, 0))
      case .number, .real, .pi, .e, .variable, .sum, .power, .call, .aggregate: break
      }
    }
  }

  func isNonzero(_ id: NodeID) -> Bool { !nonzero.isEmpty && nonzero.contains(id) }

  func isNonnegative(_ id: NodeID) -> Bool { !nonnegative.isEmpty && nonnegative.contains(id) }
}
