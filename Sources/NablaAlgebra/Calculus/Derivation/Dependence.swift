/// How an expression depends on the variable of a derivation.
enum Dependence: Comparable, Sendable {
  /// Not at all.
  case constant
  /// It is the variable.
  case variable
  /// Constants times the variable and constants added: its derivative is seen at once.
  case linear
  /// A constant times a power of the variable.
  case monomial
  /// A sum of such.
  case polynomial
  case other
}

/// The dependence of every node, each worked out once from that of its operands.
struct Dependences: Sendable {
  private let variable: Symbol
  private var entries: [Dependence] = []

  init(on variable: Symbol) { self.variable = variable }

  subscript(id: NodeID) -> Dependence {
    get { entries[id.index] }
    set { entries[id.index] = newValue }
  }

  /// Takes up the nodes that are new; complexity: linear in these and their operands.
  mutating func update(_ graph: ExpressionGraph) {
    for index in entries.count..<graph.count {
      entries.append(dependence(of: NodeID(raw: UInt32(index)), in: graph))
    }
  }

  private func dependence(of id: NodeID, in graph: ExpressionGraph) -> Dependence {
    var active = Dependence.constant
    var activeCount = 0
    for position in graph.operandRange(id) {
      let own = entries[graph.operandPool[position].index]
      active = max(active, own)
      if own > .constant { activeCount += 1 }
    }
    switch graph.kind(id) {
    case .number, .real, .pi, .e: return .constant
    case .variable: return graph.symbol(id) == variable ? .variable : .constant
    case .sum: return active == .constant ? .constant : max(.linear, raised(active))
    case .scale, .product:
      return activeCount > 1 ? .other : active == .variable ? .linear : active
    case .power:
      if activeCount == 0 { return .constant }
      let isOfVariable = graph.symbol(graph.operand(id, 0)) == variable
      return isOfVariable && graph.number(graph.operand(id, 1)) != nil ? .monomial : .other
    case .call, .aggregate: return activeCount == 0 ? .constant : .other
    }
  }

  /// What a sum is whose least simple term is `term`.
  private func raised(_ term: Dependence) -> Dependence {
    term == .monomial ? .polynomial : term
  }
}
