import NablaAlgebra

/// Takes an expression apart into simpler ones with the same zeros, wherever it is defined.
struct RootFactors {
  /// Expressions of which one is zero wherever the whole is; a constant is never among them.
  private(set) var factors: [NodeID] = []
  /// Whether the expression is zero wherever it is defined.
  private(set) var isZero = false

  /// Most different divisors that are multiplied out of a sum.
  private static let divisorLimit = 4

  /// Takes products, quotients, powers and functions with one zero apart.
  ///
  /// The converse does not hold: at a zero of a factor the expression may be undefined, as x/x is.
  /// Complexity: linear in the nodes, but for sums of quotients.
  init(_ root: NodeID, in graph: inout ExpressionGraph) {
    var waiting = [root]
    var seen: Set<NodeID> = []
    while let id = waiting.popLast() {
      guard seen.insert(id).inserted else { continue }
      if graph.flags(id).contains(.isConstant) {
        // A constant that is not known to be zero exactly is not taken for it.
        if graph.number(id)?.isZero == true { isZero = true }
        if graph.number(id) == nil { factors.append(id) }
        continue
      }
      if let parts = RootFactors.parts(of: id, in: &graph) {
        waiting.append(contentsOf: parts.reversed())
      } else {
        factors.append(id)
      }
    }
  }

  /// Expressions of which one is zero where the node is, or `nil` where it stays whole.
  private static func parts(of id: NodeID, in graph: inout ExpressionGraph) -> [NodeID]? {
    switch graph.kind(id) {
    case .number, .real, .pi, .e, .variable: return nil
    case .scale: return [graph.operand(id, 1)]
    case .product: return Array(graph.operands(id))
    case .power:
      guard let exponent = graph.number(graph.operand(id, 1)) else { return nil }
      return exponent.signum > 0 ? [graph.operand(id, 0)] : []
    case .sum: return clearedSum(id, in: &graph).map { [$0] }
    case .call: return callParts(id, in: &graph)
    }
  }

  private static func callParts(_ id: NodeID, in graph: inout ExpressionGraph) -> [NodeID]? {
    let x = graph.operand(id, 0)
    switch graph.function(id) {
    case .exp, .cosh, .sigmoid, .softplus, .sec, .csc, .gamma, .factorial, .erfc: return []
    case .abs, .sign, .cbrt, .expm1, .log1p, .asin, .atan, .sinh, .tanh, .asinh, .atanh, .erf:
      return [x]
    case .tan: return [graph.call(.sin, [x])]
    case .cot: return [graph.call(.cos, [x])]
    case .log, .log2, .log10, .acos, .acosh: return [graph.sum(x, graph.number(-1))]
    default: return nil
    }
  }

  /// The sum times what its terms are divided by: where it is defined that is not zero.
  private static func clearedSum(_ id: NodeID, in graph: inout ExpressionGraph) -> NodeID? {
    var terms: [(top: [NodeID], bottom: [NodeID: Int])] = []
    var common: [NodeID: Int] = [:]
    var order: [NodeID] = []
    for term in Array(graph.operands(id)) {
      let parts = quotientParts(of: term, in: &graph)
      terms.append(parts)
      for base in parts.bottom.keys.sorted() {
        if common[base] == nil { order.append(base) }
        common[base] = max(common[base] ?? 0, parts.bottom[base] ?? 0)
      }
    }
    guard !common.isEmpty, common.count <= divisorLimit else { return nil }
    let products = terms.map { term in
      var factors = term.top
      for base in order {
        let missing = (common[base] ?? 0) - (term.bottom[base] ?? 0)
        if missing > 0 { factors.append(graph.power(base, graph.number(missing))) }
      }
      return graph.product(factors)
    }
    return graph.sum(products)
  }

  /// The factors above the line, and how often each stands below it; tan is sin over cos.
  private static func quotientParts(
    of term: NodeID, in graph: inout ExpressionGraph
  ) -> (top: [NodeID], bottom: [NodeID: Int]) {
    let (coefficient, core) = graph.coefficientAndTerm(term)
    var top = [graph.number(coefficient)]
    var bottom: [NodeID: Int] = [:]
    let factors = graph.kind(core) == .product ? Array(graph.operands(core)) : [core]
    for factor in factors {
      if graph.kind(factor) == .power, let count = graph.number(graph.operand(factor, 1))?.integer,
        count < 0, count > -100
      {
        bottom[graph.operand(factor, 0), default: 0] -= count
      } else if graph.kind(factor) == .call, let parts = circularParts(of: factor, in: &graph) {
        top.append(parts.top)
        bottom[parts.bottom, default: 0] += 1
      } else {
        top.append(factor)
      }
    }
    return (top, bottom)
  }

  private static func circularParts(
    of id: NodeID, in graph: inout ExpressionGraph
  ) -> (top: NodeID, bottom: NodeID)? {
    let x = graph.operand(id, 0)
    switch graph.function(id) {
    case .tan: return (graph.call(.sin, [x]), graph.call(.cos, [x]))
    case .cot: return (graph.call(.cos, [x]), graph.call(.sin, [x]))
    case .sec: return (graph.number(1), graph.call(.cos, [x]))
    case .csc: return (graph.number(1), graph.call(.sin, [x]))
    default: return nil
    }
  }
}
