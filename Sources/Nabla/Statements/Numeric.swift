import NablaAlgebra
import NablaEvaluation
import NablaSyntax

/// Numbers of constant expressions, with an explanation where there is none.
struct Numeric {
  private var graph: ExpressionGraph

  init(_ graph: ExpressionGraph) {
    self.graph = graph
  }

  /// The double nearest to a constant expression.
  mutating func value(_ node: NodeID) -> Double {
    if let exact = graph.number(node) { return exact.double }
    if let real = graph.real(node) { return real }
    return Program(&graph, outputs: [node], inputs: []).evaluate([])[0]
  }

  /// The same, or an error where the expression has no value or one beyond the range of doubles;
  /// infinite is only what was written so.
  mutating func checkedValue(_ node: NodeID, at span: Span) throws(Diagnostic) -> Double {
    let value = value(node)
    if value.isFinite || graph.number(node) != nil { return value }
    if let failure = Diagnosis(of: node, in: graph, inputs: [], at: []) {
      if failure.reason == .input, value.isInfinite, graph.number(failure.node) == nil {
        return value
      }
      throw failure.diagnostic(in: graph, at: span)
    }
    return value
  }

  /// Decimal digits of all elements of an array of constants, `nil` where each is a short decimal.
  mutating func approximation(of array: NodeArray) -> String? {
    let digits = array.nodes.map { approximation(of: $0) }
    guard digits.contains(where: { $0 != nil }) else { return nil }
    return array.shape.text(
      of: array.nodes.map { NumberText.significant(value($0), ValueResult.digits) })
  }

  /// The finite decimal that a number is, where it has a short one.
  func decimal(of node: NodeID) -> String? {
    graph.number(node)?.decimal(maximumDigits: 21)
  }

  /// Decimal digits of a constant, `nil` where its exact form is a short decimal.
  mutating func approximation(of node: NodeID) -> String? {
    if let exact = graph.number(node) {
      if exact.isInteger ? exact.bitWidth <= 128 : decimal(of: node) != nil { return nil }
      return NumberText.approximation(exact, ValueResult.digits)
    }
    guard graph.flags(node).contains(.isConstant), graph.real(node) == nil else { return nil }
    return NumberText.significant(value(node), ValueResult.digits)
  }
}
