import NablaAlgebra

extension ExpressionGraph {
  /// The expression with the means and sums of polynomials in the variables taken apart: each factor
  /// that is the same in every row in front of the mean of the rest.
  ///
  /// Where a loss is polynomial in its parameters, what is left to aggregate depends on no
  /// parameter. `nil` where multiplying out takes too much.
  mutating func separatingMoments(_ root: NodeID) -> NodeID? {
    var isTooLong = false
    let image = mapping([root]) { graph, id, operands in
      guard graph.kind(id) == .aggregate, graph.aggregate(id).isLinear else {
        return graph.rebuilt(id, operands)
      }
      guard let body = graph.expanded(operands[0]) else {
        isTooLong = true
        return id
      }
      let terms = graph.kind(body) == .sum ? Array(graph.operands(body)) : [body]
      let (aggregate, sample) = (graph.aggregate(id), Array(operands.dropFirst()))
      return graph.sum(terms.map { graph.aggregate(aggregate, of: $0, over: sample) })
    }[0]
    return isTooLong ? nil : image
  }
}
