import NablaAlgebra

/// Why an expression has no finite value at a point: the operation where that begins.
package struct Diagnosis: Sendable, Equatable {
  /// What went wrong.
  package enum Reason: Sendable, Equatable {
    /// The arguments of a call are outside the function's domain.
    case domain
    /// A negative number to a power that is no whole number.
    case negativeBase
    /// Zero to a negative power.
    case divisionByZero
    /// The exact result is finite, but larger than the largest double.
    case overflow
    /// The operands are infinite and do not determine a value, as in inf - inf.
    case indeterminate
    /// A variable or a constant itself is infinite or NaN.
    case input
  }

  /// The operation.
  package var node: NodeID
  package var reason: Reason
  /// The values of the node's operands, in their order.
  package var operandValues: [Double]
  /// What the operation gave: NaN or an infinity.
  package var value: Double

  /// Finds why `root` is infinite or NaN at a point; `nil` where it is neither.
  ///
  /// The expression is evaluated as it is written. From the root the search follows the first
  /// operand that has no finite value, NaN before infinities, and of an `if` only the branch taken,
  /// so that what it finds is a cause of the result and not a harmless infinity such as that in
  /// `exp(-1/0)`.
  ///
  /// The values in `point` are those of `inputs`, in their order. Complexity: linear in the nodes
  /// below the root.
  package init?(
    of root: NodeID, in graph: ExpressionGraph, inputs: [Symbol], at point: [Double]
  ) {
    let known = Dictionary(zip(inputs, point), uniquingKeysWith: { first, _ in first })
    let values = PointValues(of: root, at: known, in: graph)
    guard !values[root].isFinite else { return nil }
    var culprit = root
    while let cause = Diagnosis.cause(of: culprit, values, in: graph) { culprit = cause }
    let operands = graph.operands(culprit).map { values[$0] }
    node = culprit
    operandValues = operands
    value = values[culprit]
    reason = Diagnosis.reason(culprit, operands, value: values[culprit], in: graph)
  }

  /// The operand that a value which is not finite comes from, or `nil` where it arises in the node.
  private static func cause(
    of id: NodeID, _ values: PointValues, in graph: ExpressionGraph
  ) -> NodeID? {
    var operands = Array(graph.operands(id))
    if graph.kind(id) == .call, graph.function(id) == .conditional {
      let condition = values[operands[0]]
      operands = condition.isNaN ? [operands[0]] : [operands[condition != 0 ? 1 : 2]]
    }
    if let undefined = operands.first(where: { values[$0].isNaN }) { return undefined }
    // Infinite inputs explain an infinite result; that inf - inf is undefined the node itself does.
    let isInfinite = values[id].isInfinite
    return operands.first {
      values[$0].isInfinite && (isInfinite || graph.operandCount($0) > 0)
    }
  }

  private static func reason(
    _ id: NodeID, _ operands: [Double], value: Double, in graph: ExpressionGraph
  ) -> Reason {
    switch graph.kind(id) {
    case .number:
      return .overflow
    case .real, .pi, .e, .variable, .aggregate:
      return .input
    case .sum, .product, .scale:
      return operands.contains { !$0.isFinite } ? .indeterminate : .overflow
    case .power:
      let (base, exponent) = (operands[0], operands[1])
      if base == 0, exponent < 0 { return .divisionByZero }
      if base < 0, exponent != exponent.rounded() { return .negativeBase }
      return operands.contains { !$0.isFinite } ? .indeterminate : .overflow
    case .call:
      if isOutside(graph.function(id).row.domain, operands, value: value) { return .domain }
      return operands.contains { !$0.isFinite } ? .indeterminate : .overflow
    }
  }

  private static func isOutside(
    _ domain: Domain, _ operands: [Double], value: Double
  ) -> Bool {
    let x = operands[0]
    switch domain {
    case .all: return false
    case .positive: return !(x > 0)
    case .nonnegative: return !(x >= 0)
    case .unitInterval: return !(abs(x) <= 1)
    case .openUnitInterval: return !(abs(x) < 1)
    case .aboveMinusOne: return !(x > -1)
    case .atLeastOne: return !(x >= 1)
    // Apart from 0 the poles are no doubles, or their value is NaN.
    case .except: return value.isNaN || operands.last == 0
    }
  }
}
