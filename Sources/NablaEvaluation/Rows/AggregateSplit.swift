import NablaAlgebra

/// Expressions in which a variable stands for each aggregate, and what those aggregates are.
package struct AggregateSplit: Sendable {
  /// An aggregate that was taken out.
  package struct Part: Sendable {
    package var aggregate: Aggregate
    /// The part of the values that lies below a quantile.
    package var fraction: Double
    /// What it is taken of, with variables for the aggregates inside.
    package var body: NodeID
    /// The columns without which a row does not count.
    package var sample: [Symbol]
    /// 1 for one with no aggregate inside, and one more than the highest of those inside.
    package var level: Int
    /// Whether it depends on an input.
    package var isParametric: Bool
  }

  /// The expressions, in the inputs and the placeholders.
  package private(set) var outputs: [NodeID] = []
  /// The aggregates, those inside others first.
  package private(set) var parts: [Part] = []
  /// The variable that stands for each part.
  package private(set) var placeholders: [Symbol] = []

  /// Takes the aggregates out of `roots`; complexity: linear in the nodes below them.
  package init(_ graph: inout ExpressionGraph, outputs roots: [NodeID], inputs: [Symbol]) {
    let order = graph.nodes(below: roots)
    var levels = Array(repeating: 0, count: graph.count)
    var isParametric = Array(repeating: false, count: graph.count)
    let wanted = Set(inputs)
    for id in order {
      if let symbol = graph.symbol(id) { isParametric[id.index] = wanted.contains(symbol) }
      for operand in graph.operands(id) {
        levels[id.index] = max(levels[id.index], levels[operand.index])
        if isParametric[operand.index] { isParametric[id.index] = true }
      }
      if graph.kind(id) == .aggregate { levels[id.index] += 1 }
    }
    var parts: [Part] = []
    var placeholders: [Symbol] = []
    outputs = graph.mapping(roots) { graph, id, operands in
      guard graph.kind(id) == .aggregate else { return graph.rebuilt(id, operands) }
      // No name that can be written has a space in it.
      let placeholder = graph.variable("aggregate \(parts.count)")
      if let symbol = graph.symbol(placeholder) { placeholders.append(symbol) }
      parts.append(
        Part(
          aggregate: graph.aggregate(id),
          fraction: graph.fraction(ofQuantile: id).flatMap { graph.number($0)?.double } ?? 0.5,
          body: operands[0],
          sample: graph.sample(ofAggregate: id).compactMap { graph.symbol($0) },
          level: levels[id.index], isParametric: isParametric[id.index]))
      return placeholder
    }
    self.parts = parts
    self.placeholders = placeholders
  }
}
