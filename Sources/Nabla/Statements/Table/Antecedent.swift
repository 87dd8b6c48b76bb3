import NablaAlgebra
import NablaEvaluation
import NablaSyntax

/// The function that a column is the derivative of: at its kinks and jumps the column has no value,
/// although a formula may give a number.
struct Antecedent {
  private let graph: ExpressionGraph
  private let node: NodeID
  private let symbol: Symbol
  /// Where the derivative is taken, as a function of the table's variable.
  private let argument: NodeID

  /// The function itself, or its derivative of one order less; `nil` where that has no kinks.
  init?(
    _ graph: ExpressionGraph, of function: NodeID, at argument: NodeID, by name: Name, order: Int
  ) {
    var graph = graph
    symbol = graph.symbol(named: name.ascii)
    node = graph.derivative(of: function, by: symbol, order: order - 1)
    guard graph.flags(node).contains(.isPiecewise) else { return nil }
    self.graph = graph
    self.argument = argument
  }

  /// Whether the derivative exists where the table's variable has a value.
  func isSmooth(at value: Double) -> Bool {
    var own = graph
    let place = Program(&own, outputs: [argument], inputs: [symbol]).evaluate([value])
    let sides = graph.oneSidedDerivatives(of: node, inputs: [symbol], at: place, along: symbol)
    return !sides.jumps && !sides.isKink
  }
}

extension Session {
  /// What a column is the derivative of, if it was written as one: `f'`, `f''(2x)` or `d/dx E`.
  func antecedent(
    of column: SyntaxID, in tree: SyntaxTree, _ variable: Name
  ) throws(Diagnostic) -> Antecedent? {
    guard let name = tree.name(column) else { return nil }
    var lowering = Lowering(definitions: definitions, budget: budget)
    let argument: NodeID
    let function: NodeID
    var order = 1
    if tree.kind(column) == .derivative {
      guard name == variable else { return nil }
      function = try lowering.lower(tree, [tree.operand(column, 0)])[0]
      argument = lowering.graph.variable(variable.ascii)
    } else {
      order = tree.primes(column)
      let arguments = Array(tree.operands(column))
      guard order > 0, arguments.count <= 1 else { return nil }
      argument =
        try lowering.lower(tree, arguments).first
        ?? lowering.graph.variable(variable.ascii)
      var inner = SyntaxTree()
      let call = inner.append(call: name, [inner.append(name: variable)], span: tree.span(column))
      function = try lowering.lower(inner, [call], parameters: [variable])[0]
    }
    return Antecedent(lowering.graph, of: function, at: argument, by: variable, order: order)
  }
}
