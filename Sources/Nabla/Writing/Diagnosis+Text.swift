import NablaAlgebra
import NablaEvaluation
import NablaSyntax

extension Diagnosis {
  /// The error that tells why there is no value.
  func diagnostic(in graph: ExpressionGraph, at span: Span) -> Diagnostic {
    let values = operandValues.map { NumberText.significant($0, 6) }
    switch reason {
    case .domain:
      return domainDiagnostic(values, in: graph, at: span)
    case .negativeBase:
      return Diagnostic(
        "\(values[0]) to the power \(values[1]) is not a real number", at: span,
        hint: values[1].hasPrefix("0.333")
          ? "cbrt takes cube roots of negative numbers"
          : "a negative number has whole powers only")
    case .divisionByZero:
      return Diagnostic(
        "division by zero", at: span,
        hint: part(0, in: graph).map { "\($0) is 0 there" }
          ?? "a denominator is 0 here; infinity is written `inf`")
    case .overflow:
      return Diagnostic(
        "the result is too large for a double" + magnitude(in: graph), at: span,
        hint: "doubles end at 1.8e308; ask for its logarithm")
    case .indeterminate:
      return undetermined(at: span)
    case .input:
      return value.isNaN
        ? undetermined(at: span)
        : Diagnostic("a value here is infinite", at: span, hint: "take a finite number")
    }
  }

  private func undetermined(at span: Span) -> Diagnostic {
    Diagnostic(
      "infinities that do not determine a value", at: span,
      hint: "inf - inf, 0*inf and inf/inf have none; take finite numbers")
  }

  private func domainDiagnostic(
    _ values: [String], in graph: ExpressionGraph, at span: Span
  ) -> Diagnostic {
    let row = graph.function(node).row
    let parts = operandValues.indices.map { part($0, in: graph) ?? values[$0] }
    let place = zip(parts, values).filter { $0 != $1 }.map { "\($0) = \($1)" }
    let name = row.arity == 1...1 ? row.name + "(x)" : row.name
    return Diagnostic(
      "\(row.name)(\(parts.joined(separator: ", "))) is undefined"
        + (place.isEmpty ? "" : " where " + place.joined(separator: ", ")),
      at: span, hint: row.domain.condition.map { "the domain of \(name) is \($0)" })
  }

  /// An operand as it is written, where that is short and says more than its value.
  private func part(_ index: Int, in graph: ExpressionGraph) -> String? {
    let operand = Array(graph.operands(node))[index]
    guard !graph.flags(operand).contains(.isConstant) else { return nil }
    let raised = RaisedText(graph, [operand])
    guard raised.operations <= 10 else { return nil }
    return raised.text()
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
    case .number, .real, .pi, .e, .variable, .sum, .product, .scale, .call, .aggregate:
      return ""
    }
    var numeric = Numeric(own)
    let value = numeric.value(logarithm)
    guard value.isFinite, value > 0 else { return "" }
    return ": about 10^\(NumberText.significant(value, 12))"
  }
}
