import NablaAlgebra

/// Takes an expression apart into simpler ones with the same zeros, wherever it is defined.
struct RootFactors {
  /// Expressions of which one is zero wherever the whole is; a constant is never among them.
  private(set) var factors: [NodeID] = []
  /// Whether the expression is zero wherever it is defined.
  private(set) var isZero = false

  /// Most different factors that are taken out of a sum.
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
      if graph.kind(id) == .scale, graph.isNumber(graph.operand(id, 0), 0) {
        isZero = true
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
    case .number, .real, .pi, .e, .variable, .aggregate: return nil
    case .scale: return [graph.operand(id, 1)]
    case .product: return Array(graph.operands(id))
    case .power:
      guard let exponent = graph.number(graph.operand(id, 1)) else { return nil }
      return exponent.signum > 0 ? [graph.operand(id, 0)] : []
    case .sum: return commonParts(id, in: &graph)
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

  /// The factors that all terms of a sum have in common and the sum without them; `nil` where there
  /// are none.
  ///
  /// What stands below a line in some term is such a factor too, with a negative exponent; where
  /// the sum is defined it is not zero, and gives no part.
  private static func commonParts(_ id: NodeID, in graph: inout ExpressionGraph) -> [NodeID]? {
    var terms: [(rest: [NodeID], exponents: [NodeID: Rational])] = []
    var common: [NodeID: Rational] = [:]
    for term in Array(graph.operands(id)) {
      let parts = powers(in: term, &graph)
      for base in Set(parts.exponents.keys).union(common.keys) {
        let known = terms.isEmpty ? parts.exponents[base] : common[base]
        common[base] = min(known ?? .zero, parts.exponents[base] ?? .zero)
      }
      terms.append(parts)
    }
    let bases = common.keys.filter { common[$0]?.isZero == false }.sorted()
    guard !bases.isEmpty, bases.count <= divisorLimit else { return nil }
    let products = terms.map { term in
      var factors = term.rest
      for base in Set(term.exponents.keys).union(bases).sorted() {
        let exponent = (term.exponents[base] ?? .zero) - (common[base] ?? .zero)
        if !exponent.isZero { factors.append(graph.power(base, graph.number(exponent))) }
      }
      return graph.product(factors)
    }
    return bases.filter { common[$0].map { $0.signum > 0 } ?? false } + [graph.sum(products)]
  }

  /// A term as powers of bases with numbers as exponents, and what is left; tan is sin over cos.
  private static func powers(
    in term: NodeID, _ graph: inout ExpressionGraph
  ) -> (rest: [NodeID], exponents: [NodeID: Rational]) {
    let (coefficient, core) = graph.coefficientAndTerm(term)
    var rest = [graph.number(coefficient)]
    var exponents: [NodeID: Rational] = [:]
    let factors = graph.kind(core) == .product ? Array(graph.operands(core)) : [core]
    for factor in factors where !graph.flags(factor).contains(.isConstant) {
      if graph.kind(factor) == .power, let exponent = graph.number(graph.operand(factor, 1)) {
        exponents[graph.operand(factor, 0), default: .zero] =
          (exponents[graph.operand(factor, 0)] ?? .zero) + exponent
      } else if graph.kind(factor) == .call, let parts = circularParts(of: factor, in: &graph) {
        rest.append(parts.top)
        exponents[parts.bottom] = (exponents[parts.bottom] ?? .zero) - .one
      } else {
        exponents[factor] = (exponents[factor] ?? .zero) + .one
      }
    }
    rest += factors.filter { graph.flags($0).contains(.isConstant) }
    return (rest, exponents)
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
