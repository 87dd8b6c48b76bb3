import NablaAlgebra

/// Computes germs of expressions, and keeps the derivatives of functions that it had to build.
struct GermSweep {
  private struct PartialKey: Hashable {
    var function: Function
    var position: Int
    var count: Int
  }

  /// The partial derivative of a function as an expression in arguments of its own graph.
  struct PartialDerivative {
    var graph: ExpressionGraph
    var arguments: [Symbol]
    var root: NodeID
  }

  /// How many derivatives of a function are taken for its series.
  private static let depth = 4

  private var partials: [PartialKey: PartialDerivative] = [:]

  /// The germ of `root`; variables that are not given are undefined.
  mutating func germ(
    of root: NodeID, in graph: ExpressionGraph, variables: [Symbol: Germ],
    depth: Int = GermSweep.depth
  ) -> Germ {
    let order = graph.nodes(below: [root])
    var germs: [NodeID: Germ] = [:]
    germs.reserveCapacity(order.count)
    for id in order {
      let operands = graph.operands(id).map { germs[$0] ?? .undefined }
      germs[id] = germ(of: id, operands, in: graph, variables: variables, depth: depth)
    }
    return germs[root] ?? .undefined
  }

  private mutating func germ(
    of id: NodeID, _ operands: [Germ], in graph: ExpressionGraph, variables: [Symbol: Germ],
    depth: Int
  ) -> Germ {
    switch graph.kind(id) {
    case .number: .constant(graph.number(id)?.double ?? .nan)
    case .real: .constant(graph.real(id) ?? .nan)
    case .pi: .constant(.pi)
    case .e: .constant(0x1.5bf0a8b145769p1)
    case .variable: graph.symbol(id).flatMap { variables[$0] } ?? .undefined
    case .sum: operands.reduce(.constant(0), +)
    case .product, .scale: operands.reduce(.constant(1), *)
    case .power: power(operands[0], operands[1], depth: depth)
    case .call: call(id, operands, in: graph, depth: depth)
    case .aggregate: .undefined
    }
  }

  /// A call; that a node compared with itself is equal no finite number of terms would tell.
  private mutating func call(
    _ id: NodeID, _ operands: [Germ], in graph: ExpressionGraph, depth: Int
  ) -> Germ {
    let function = graph.function(id)
    guard function.isComparison, graph.operand(id, 0) == graph.operand(id, 1) else {
      return call(function, operands, depth: depth)
    }
    return operands[0] == .undefined ? .undefined : .constant(function.evaluate([0, 0]))
  }

  private mutating func power(_ base: Germ, _ exponent: Germ, depth: Int) -> Germ {
    if let p = exponent.series?.exactConstant { return base.power(p) }
    let logarithm = call(.log, [base], depth: depth)
    return call(.exp, [exponent * logarithm], depth: depth)
  }

  /// The partial derivative of a function by the argument at a position.
  mutating func partialDerivative(
    of function: Function, _ position: Int, count: Int
  ) -> PartialDerivative {
    let key = PartialKey(function: function, position: position, count: count)
    if let known = partials[key] { return known }
    var graph = ExpressionGraph()
    let arguments = (0..<count).map { graph.variable("x\($0)") }
    let root = function.row.partial(&graph, arguments, position)
    let result = PartialDerivative(
      graph: graph, arguments: arguments.compactMap { graph.symbol($0) }, root: root)
    partials[key] = result
    return result
  }
}

extension Function {
  fileprivate var isComparison: Bool {
    self == .less || self == .lessOrEqual || self == .equal || self == .notEqual
  }
}
