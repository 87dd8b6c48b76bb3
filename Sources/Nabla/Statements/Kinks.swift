import NablaAlgebra
import NablaEvaluation
import NablaSyntax

/// The kinks of a function at a point: where its one-sided derivatives differ.
struct Kinks {
  var graph: ExpressionGraph
  var root: NodeID
  var variables: [Name]
  var point: [Double]

  /// The kink along the first variable of the derivative of an order, if there is one.
  mutating func first(order: Int, label: String) -> KinkResult? {
    guard let symbol = symbols.first else { return nil }
    let lower = graph.derivative(of: root, by: symbol, order: order - 1)
    return kink(of: lower, along: symbol, label: label)
  }

  /// The kinks of the function itself along each variable.
  mutating func all(unicode: Bool = false) -> [KinkResult] {
    let names = variables
    var result: [KinkResult] = []
    for (name, symbol) in zip(names, symbols) {
      let label = "the derivative by \(name.ascii)"
      if let kink = kink(of: root, along: symbol, label: label) { result.append(kink) }
    }
    return result
  }

  private var symbols: [Symbol] {
    mutating get { variables.compactMap { graph.symbol(graph.variable($0.ascii)) } }
  }

  private mutating func kink(
    of node: NodeID, along symbol: Symbol, label: String
  ) -> KinkResult? {
    guard graph.flags(node).contains(.isPiecewise) else { return nil }
    let sides = oneSidedDerivatives(
      of: node, in: graph, inputs: symbols, at: point, along: symbol)
    guard let left = sides.left, let right = sides.right, left != right else { return nil }
    return KinkResult(label: label, left: left, right: right)
  }
}
