import NablaAlgebra

extension Scheduler {
  /// A call; functions of many arguments take them from the left two at a time.
  mutating func call(_ id: NodeID, in graph: ExpressionGraph) -> Operand {
    let function = graph.function(id)
    let first = operand(id, 0, in: graph)
    if function == .conditional {
      let (chosen, other) = (operand(id, 1, in: graph), operand(id, 2, in: graph))
      return emit(.select, first, chosen, other)
    }
    if graph.operandCount(id) == 1 { return emit(.unary, first, function: function) }
    var result = first
    for position in 1..<graph.operandCount(id) {
      result = emit(.binary, result, operand(id, position, in: graph), function: function)
    }
    return result
  }
}
