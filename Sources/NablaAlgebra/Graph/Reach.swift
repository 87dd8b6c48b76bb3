/// Finds the nodes below given roots, children first, and keeps its marks for the next search.
///
/// A search costs time in proportion to what it finds, not to the graph, which matters where many
/// small parts of a large graph are visited (the rows of a Hessian).
package struct Reach: Sendable {
  private var stamps: [UInt32] = []
  private var stamp: UInt32 = 0
  private var stack: [NodeID] = []
  /// Whether what stands inside an aggregate is found too.
  private let entersAggregates: Bool

  /// Makes a search that has visited nothing.
  package init(entersAggregates: Bool = true) {
    self.entersAggregates = entersAggregates
  }

  /// The nodes reachable from `roots`, each once, in ascending order.
  package mutating func nodes(from roots: [NodeID], in graph: ExpressionGraph) -> [NodeID] {
    // What is below a node has smaller handles.
    let end = (roots.max()?.index ?? -1) + 1
    if stamps.count < end {
      stamps.append(contentsOf: repeatElement(0, count: end - stamps.count))
    }
    stamp += 1
    var found: [NodeID] = []
    for root in roots { visit(root, &found) }
    while let id = stack.popLast() {
      if !entersAggregates, graph.kind(id) == .aggregate { continue }
      for position in graph.operandRange(id) { visit(graph.operandPool[position], &found) }
    }
    return ascending(found, below: end)
  }

  private mutating func visit(_ id: NodeID, _ found: inout [NodeID]) {
    guard stamps[id.index] != stamp else { return }
    stamps[id.index] = stamp
    found.append(id)
    stack.append(id)
  }

  /// Sorts a few nodes; for a good part of the graph one pass over the marks is faster.
  private func ascending(_ found: [NodeID], below count: Int) -> [NodeID] {
    guard found.count > count / 16 else { return found.sorted() }
    var result: [NodeID] = []
    result.reserveCapacity(found.count)
    for index in 0..<count where stamps[index] == stamp {
      result.append(NodeID(raw: UInt32(index)))
    }
    return result
  }
}

extension ExpressionGraph {
  /// The nodes below `roots`, each once, children first.
  package func nodes(below roots: [NodeID]) -> [NodeID] {
    var reach = Reach()
    return reach.nodes(from: roots, in: self)
  }

  /// The variables that occur below `roots`, in the order of their first mention; columns are none.
  package func variables(below roots: [NodeID]) -> [Symbol] {
    nodes(below: roots).filter { !isRowwise($0) }.compactMap { symbol($0) }.sorted()
  }
}
