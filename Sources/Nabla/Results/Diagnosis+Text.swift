import NablaAlgebra
import NablaEvaluation
import NablaSyntax

extension Diagnosis {
  /// The error that tells why there is no value.
  func diagnostic(in graph: ExpressionGraph, at span: Span) -> Diagnostic {
    let values = operandValues.map { NumberText.significant($0, 6) }
    switch reason {
    case .domain:
      let row = graph.function(node).row
      let names = operandValues.count == 1 ? ["x"] : operandValues.count == 2 ? ["x", "y"] : []
      let place = zip(names, values).map { "\($0) = \($1)" }.joined(separator: ", ")
      return Diagnostic(
        "\(row.name) is defined for \(row.domain.condition ?? "fewer arguments")"
          + (place.isEmpty ? "" : ", and here \(place)"),
        at: span)
    case .negativeBase:
      return Diagnostic(
        "\(values[0]) to the power \(values[1]) is not a real number", at: span,
        hint: values[1].hasPrefix("0.333") ? "cbrt takes cube roots of negative numbers" : nil)
    case .divisionByZero:
      return Diagnostic("division by zero", at: span)
    case .overflow:
      return Diagnostic("the result is too large for a double" + magnitude(in: graph), at: span)
    case .indeterminate:
      return Diagnostic("infinities that do not determine a value, as in inf - inf", at: span)
    case .input:
      return Diagnostic(
        value.isNaN ? "a value here is not a number" : "a value here is infinite", at: span)
    }
  }

  /// How large the result of a power, an exponential or a factorial is, by its logarithm.
  private func magnitude(in graph: ExpressionGraph) -> String {
    var own = ExpressionGraph()
    let operands = operandValues.map { own.real($0) }
    let logarithm: NodeID
    switch graph.kind(node) {
    case .power:
      logarithm = own.product(operands[1], own.call(.log10, [own.call(.abs, [operands[0]])]))
    case .call where graph.function(node) == .exp:
      logarithm = own.quotient(operands[0], own.call(.log, [own.number(10)]))
    case .call where graph.function(node) == .factorial || graph.function(node) == .gamma:
      let shift = graph.function(node) == .factorial ? 1 : 0
      let argument = own.sum(operands[0], own.number(shift))
      logarithm = own.quotient(own.call(.lgamma, [argument]), own.call(.log, [own.number(10)]))
    case .number, .real, .pi, .e, .variable, .sum, .product, .scale, .call:
      return ""
    }
    var numeric = Numeric(own)
    let value = numeric.value(logarithm)
    guard value.isFinite, value > 0 else { return "" }
    return ": about 10^\(NumberText.significant(value, 12))"
  }
}
