import NablaAlgebra

/// Which shared parts of large expressions are written once, under a name.
struct CommonParts {
  /// Size in operations, written out as a tree, from which parts get names.
  private static let threshold = 40_000.0
  /// Smallest part that is worth a name.
  private static let smallestPart = 6.0

  private var named: [Bool] = []

  /// Looks at `nodes`, which lists operands before what they are in.
  init(_ graph: ExpressionGraph, nodes: [NodeID], roots: [NodeID]) {
    var sizes = Array(repeating: 1.0, count: graph.count)
    var uses = Array(repeating: 0, count: graph.count)
    for id in nodes {
      var size = 1.0
      for operand in graph.operands(id) {
        size += sizes[operand.index]
        uses[operand.index] += 1
      }
      sizes[id.index] = size
    }
    let total = roots.reduce(0) { $0 + sizes[$1.index] }
    guard total > CommonParts.threshold, total > 4 * Double(nodes.count) else { return }
    for root in roots { uses[root.index] += 1 }
    named = Array(repeating: false, count: graph.count)
    for id in nodes.reversed() where uses[id.index] > 1 {
      // A negative power is written as a division by its base, so it is the base that is shared.
      if let base = CommonParts.divisor(id, in: graph) {
        uses[base.index] += 1
      } else {
        named[id.index] = sizes[id.index] >= CommonParts.smallestPart
      }
    }
  }

  /// The base of a negative power.
  private static func divisor(_ id: NodeID, in graph: ExpressionGraph) -> NodeID? {
    guard graph.kind(id) == .power, graph.number(graph.operand(id, 1))?.isNegative == true else {
      return nil
    }
    return graph.operand(id, 0)
  }

  func isNamed(_ id: NodeID) -> Bool { !named.isEmpty && named[id.index] }
}
