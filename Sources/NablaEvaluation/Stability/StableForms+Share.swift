import NablaAlgebra

extension StableForms {
  /// Longest sum whose shares are rewritten one by one, so that n shares of one sum of n terms do
  /// not cost n squared.
  private static let shareLimit = 64

  /// The logarithm of a share `exp(u)/(exp(u) + sum c exp(v))`, as softmax has them, times
  /// anything:
  /// -log(1 + sum c exp(v - u)), which keeps its digits where the share is near 1.
  mutating func logarithm(
    ofShare id: NodeID, in graph: inout ExpressionGraph
  ) -> NodeID? {
    guard let (sum, own, rest) = shareParts(id, in: graph) else { return nil }
    var terms = graph.operands(sum).map {
      representations[$0] ?? Representation(mantissa: image($0))
    }
    guard
      let position = terms.firstIndex(where: {
        $0.exponent == own && graph.isNumber($0.mantissa, 1)
      })
    else { return nil }
    terms.remove(at: position)
    let zero = graph.number(0)
    for index in terms.indices {
      terms[index].exponent = difference(terms[index].exponent ?? zero, own, in: &graph)
    }
    let largest = graph.call(.max, [zero] + terms.map { $0.exponent ?? zero })
    var parts = [graph.call(.expm1, [graph.negated(largest)])]
    for term in terms {
      let exponent = difference(term.exponent ?? zero, largest, in: &graph)
      parts.append(graph.product(term.mantissa, graph.call(.exp, [exponent])))
    }
    let value = graph.negated(graph.sum(largest, graph.call(.log1p, [graph.sum(parts)])))
    if rest.isEmpty { return value }
    return graph.sum(graph.call(.log, [graph.product(rest.map { image($0) })]), value)
  }

  /// The sum below the line, the exponent of the exponential above it and the other factors.
  private func shareParts(
    _ id: NodeID, in graph: ExpressionGraph
  ) -> (sum: NodeID, own: NodeID, rest: [NodeID])? {
    guard graph.kind(id) == .product else { return nil }
    var sum: NodeID?
    var own: NodeID?
    var rest: [NodeID] = []
    for factor in graph.operands(id) {
      let (base, exponent) = graph.baseAndExponent(factor)
      if let argument = graph.argument(of: factor, ifCalling: .exp), own == nil {
        own = image(argument)
      } else if exponent == .minusOne, graph.kind(base) == .sum, sum == nil,
        isExponential.indices.contains(base.index), isExponential[base.index]
      {
        sum = base
      } else if isExponential.indices.contains(factor.index), isExponential[factor.index] {
        return nil
      } else {
        rest.append(factor)
      }
    }
    guard let sum, let own, graph.operandCount(sum) <= StableForms.shareLimit else { return nil }
    return (sum, own, rest)
  }
}
