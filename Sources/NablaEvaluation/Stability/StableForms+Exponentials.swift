import NablaAlgebra

// Which nodes need the power of e taken out, as the representation `e^exponent * mantissa`:
// logarithms of sums of exponentials, and products in which one exponential may overflow while
// another one underflows, as those in the gradients of such logarithms do.
extension StableForms {
  /// Marks the nodes built of exponentials; returns those whose representations are needed, or
  /// `nil` where there are none.
  mutating func markExponentials(_ order: [NodeID], in graph: ExpressionGraph) -> [Bool]? {
    guard order.contains(where: { graph.isExponential($0) }) else { return nil }
    isExponential = Array(repeating: false, count: graph.count)
    isReciprocal = isExponential
    for id in order {
      isExponential[id.index] = isBuiltOfExponentials(id, in: graph)
      isReciprocal[id.index] = isExponential[id.index] && isBuiltOfReciprocals(id, in: graph)
    }
    var isNeeded = Array(repeating: false, count: graph.count)
    for id in order.reversed() {
      if graph.kind(id) == .product, isConflict(id, in: graph) { isNeeded[id.index] = true }
      if let argument = logarithmArgument(id, in: graph), isExponential[argument.index] {
        isNeeded[argument.index] = true
      }
      guard isNeeded[id.index] else { continue }
      for operand in graph.operands(id) where isExponential[operand.index] {
        isNeeded[operand.index] = true
      }
    }
    return isNeeded
  }

  private func isBuiltOfExponentials(_ id: NodeID, in graph: ExpressionGraph) -> Bool {
    switch graph.kind(id) {
    case .number, .real, .pi, .e, .variable, .aggregate: false
    case .call: graph.isExponential(id)
    case .power:
      isExponential[graph.operand(id, 0).index] && graph.number(graph.operand(id, 1)) != nil
    case .scale: isExponential[graph.operand(id, 1).index]
    case .sum, .product: graph.operands(id).contains { isExponential[$0.index] }
    }
  }

  /// Whether exponentials stand below the line in a node, perhaps deep inside it.
  private func isBuiltOfReciprocals(_ id: NodeID, in graph: ExpressionGraph) -> Bool {
    let (base, exponent) = graph.baseAndExponent(id)
    if exponent.isNegative, isExponential[base.index] { return true }
    return graph.kind(id) != .call && graph.operands(id).contains { isReciprocal[$0.index] }
  }

  /// What a logarithm to any base is taken of, powers with numbers as exponents peeled off; for
  /// `log1p` its argument.
  private func logarithmArgument(_ id: NodeID, in graph: ExpressionGraph) -> NodeID? {
    guard graph.kind(id) == .call else { return nil }
    switch graph.function(id) {
    case .log, .log2, .log10:
      var argument = graph.operand(id, 0)
      while graph.kind(argument) == .power, graph.number(graph.operand(argument, 1)) != nil {
        argument = graph.operand(argument, 0)
      }
      return argument
    case .log1p: return graph.operand(id, 0)
    default: return nil
    }
  }

  /// Whether factors of a product may overflow and underflow at the same point: two exponentials,
  /// or one exponential or sum of them above the line and a sum of them below.
  private func isConflict(_ id: NodeID, in graph: ExpressionGraph) -> Bool {
    var plain: (count: Int, hasNegative: Bool, argument: NodeID?) = (0, false, nil)
    var sums: (above: Int, below: Int, sum: NodeID?) = (0, 0, nil)
    for operand in graph.operands(id)
    where isExponential[operand.index] && !graph.flags(operand).contains(.isConstant) {
      let (base, exponent) = graph.baseAndExponent(operand)
      if let argument = graph.argument(of: base, ifCalling: .exp) {
        plain = (plain.count + 1, plain.hasNegative || exponent.isNegative, argument)
      } else if exponent.isNegative || isReciprocal[base.index] {
        sums.below += 1
        if isReciprocal[base.index] { sums.above += 1 }
      } else {
        sums.above += 1
        sums.sum = base
      }
    }
    if plain.count > 1 { return true }
    if sums.below > 0 { return plain.count > 0 || sums.above > 0 }
    guard sums.above > 0, let argument = plain.argument, let sum = sums.sum else { return false }
    return plain.hasNegative || hasOpposite(of: argument, in: sum, of: graph)
  }

  /// Whether a short sum holds the exponential of a negative multiple of the exponent `argument`.
  private func hasOpposite(
    of argument: NodeID, in sum: NodeID, of graph: ExpressionGraph
  ) -> Bool {
    guard graph.kind(sum) == .sum, graph.operandCount(sum) <= 8 else { return false }
    let (weight, term) = graph.coefficientAndTerm(argument)
    return graph.operands(sum).contains { operand in
      let exponential = graph.coefficientAndTerm(operand).term
      guard let other = graph.argument(of: exponential, ifCalling: .exp) else { return false }
      let (otherWeight, otherTerm) = graph.coefficientAndTerm(other)
      return otherTerm == term && otherWeight.isNegative != weight.isNegative
    }
  }
}

extension ExpressionGraph {
  fileprivate func isExponential(_ id: NodeID) -> Bool {
    guard kind(id) == .call else { return false }
    return function(id) == .exp || function(id) == .expm1 || function(id) == .sigmoid
  }
}
