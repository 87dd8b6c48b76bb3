import NablaAlgebra
import NablaEvaluation
import NablaSyntax

/// Where a function has no derivative at a point although a formula may give a number: kinks, where
/// the one-sided derivatives differ, and jumps.
struct Kinks {
  private var graph: ExpressionGraph
  private let root: NodeID
  private let variables: [Name]
  private let symbols: [Symbol]
  private let point: [Double]
  /// The place that errors point at.
  private let span: Span

  init(
    _ graph: ExpressionGraph, root: NodeID, variables: [Name], at point: [Double], span: Span
  ) {
    var graph = graph
    symbols = variables.map { graph.symbol(named: $0.ascii) }
    self.graph = graph
    self.root = root
    self.variables = variables
    self.point = point
    self.span = span
  }

  /// What there is instead of the derivative of an order along the first variable, if that is a
  /// kink; a jump is an error.
  mutating func first(order: Int, label: String) throws(Diagnostic) -> KinkResult? {
    guard let symbol = symbols.first else { return nil }
    let lower = graph.derivative(of: root, by: symbol, order: order - 1)
    return try kink(of: lower, along: symbol, variables[0], label: label)
  }

  /// The kink along each variable, `nil` where there is none; a jump is an error.
  func all() throws(Diagnostic) -> [KinkResult?] {
    var result: [KinkResult?] = []
    for (name, symbol) in zip(variables, symbols) {
      let label = "the derivative by \(name.ascii)"
      result.append(try kink(of: root, along: symbol, name, label: label))
    }
    return result
  }

  private func kink(
    of node: NodeID, along symbol: Symbol, _ name: Name, label: String
  ) throws(Diagnostic) -> KinkResult? {
    // One-sided derivatives of sums over rows are not worked out.
    guard graph.flags(node).contains(.isPiecewise), !graph.hasAggregates else { return nil }
    let sides = graph.oneSidedDerivatives(of: node, inputs: symbols, at: point, along: symbol)
    if sides.jumps {
      throw Diagnostic(
        "there is a jump at the point along \(name.ascii), so there is no derivative", at: span,
        hint: "take a point beside it")
    }
    guard sides.isKink, let left = sides.left.slope, let right = sides.right.slope else {
      return nil
    }
    return KinkResult(label: label, left: left, right: right)
  }
}
