import NablaAlgebra

/// Which shared parts of large expressions are written once, under a name.
struct CommonParts {
  /// Size in operations, written out as a tree, from which parts get names.
  private static let threshold = 40_000.0
  /// Smallest part that is worth a name.
  private static let smallestPart = 6.0

  private let named: Set<NodeID>

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
    guard total > CommonParts.threshold, total > 4 * Double(nodes.count) else {
      named = []
      return
    }
    for root in roots { uses[root.index] += 1 }
    named = Set(
      nodes.filter { uses[$0.index] > 1 && sizes[$0.index] >= CommonParts.smallestPart })
  }

  func isNamed(_ id: NodeID) -> Bool { named.contains(id) }
}
