import NablaAlgebra

/// A loss taken apart: a mean or sum over rows times a number, and what does not depend on rows.
package struct RowLoss {
  /// What is averaged or summed, in columns and variables alone.
  package var body: NodeID
  /// What the mean or sum is multiplied by.
  package var weight: Double
  package var isTotal: Bool
  package var sample: [Symbol]
  /// The rest of the loss, in variables alone; zero where there is none.
  package var rest: NodeID

  /// Takes a loss apart; `nil` where it is not of this form.
  ///
  /// Aggregates that depend on no variable are replaced by their values.
  package init?(
    _ graph: inout ExpressionGraph, root: NodeID, variables: [Symbol], data: ColumnData
  ) {
    let root = Self.frozen(root, variables, data, in: &graph)
    var rest: [NodeID] = []
    var found: (aggregate: NodeID, weight: NodeID)?
    for term in graph.terms(root) {
      guard let aggregate = graph.aggregates(below: term).first else {
        rest.append(term)
        continue
      }
      guard found == nil, let weight = Self.weight(of: aggregate, in: term, &graph) else {
        return nil
      }
      found = (aggregate, weight)
    }
    guard let found, graph.aggregate(found.aggregate).isLinear,
      let weight = graph.constantValue(found.weight)
    else { return nil }
    body = graph.operand(found.aggregate, 0)
    guard graph.aggregates(below: body).isEmpty else { return nil }
    self.weight = weight
    isTotal = graph.aggregate(found.aggregate) == .sum
    sample = graph.sample(ofAggregate: found.aggregate).compactMap { graph.symbol($0) }
    self.rest = graph.sum(rest)
  }

  /// What a term is if the aggregate in it is 1, where it is a multiple of that.
  private static func weight(
    of aggregate: NodeID, in term: NodeID, _ graph: inout ExpressionGraph
  ) -> NodeID? {
    let (coefficient, product) = graph.coefficientAndTerm(term)
    if product == aggregate { return graph.number(coefficient) }
    guard graph.kind(product) == .product, graph.operands(product).contains(aggregate) else {
      return nil
    }
    let one = graph.number(1)
    let rest = graph.substituting([aggregate: one], in: [term])[0]
    return graph.constantValue(rest).map { graph.real($0) }
      ?? (graph.variables(below: [rest]).isEmpty
        ? graph.real(Program(&graph, outputs: [rest], inputs: []).evaluate([])[0]) : nil)
  }

  /// A loss with the values of the aggregates that depend on no variable in their place: they are
  /// those of all rows, also where the others are those of a batch.
  package static func frozen(
    _ root: NodeID, _ variables: [Symbol], _ data: ColumnData, in graph: inout ExpressionGraph
  ) -> NodeID {
    let degrees = graph.degrees(below: [root], in: Set(variables))
    let fixed = graph.aggregates(below: root).filter { degrees[$0] == 0 }
    guard !fixed.isEmpty else { return root }
    let values = AggregateProgram(&graph, outputs: fixed, inputs: [], data: data).evaluate([])
    var images: [NodeID: NodeID] = [:]
    for (node, value) in zip(fixed, values) { images[node] = graph.real(value) }
    return graph.substituting(images, in: [root])[0]
  }
}

extension ExpressionGraph {
  fileprivate func aggregates(below root: NodeID) -> [NodeID] {
    nodes(below: [root]).filter { kind($0) == .aggregate }.reversed()
  }
}
