import NablaAlgebra

/// A factor of a product as numerator or denominator.
struct Factor {
  var base: NodeID
  /// How many times the product is divided by it; 0 for a numerator.
  var divisions = 0
  /// Whether the square root of the base is meant.
  var isRoot = false

  /// Reads `b^-1`, `b^-2`, `b^-3` and `b^(-1/2)` as denominators, everything else as a numerator.
  ///
  /// Higher powers stay powers of the reciprocal, which costs fewer operations.
  init(_ id: NodeID, in graph: ExpressionGraph) {
    base = id
    guard graph.kind(id) == .power, let exponent = graph.number(graph.operand(id, 1)) else {
      return
    }
    if let whole = exponent.integer, (-3 ... -1).contains(whole) {
      divisions = -whole
    } else if exponent == Rational(-1, 2) {
      divisions = 1
      isRoot = true
    } else {
      return
    }
    base = graph.operand(id, 0)
  }
}

extension Scheduler {
  /// A product, numerators and denominators in turn, so that `x*y/(h*h)` is computed as
  /// `x/h*y/h`, which neither overflows nor underflows on the way in ordinary cases.
  mutating func product(_ id: NodeID, in graph: ExpressionGraph) -> Operand {
    var numerators: [Operand] = []
    var denominators: [Operand] = []
    for position in 0..<graph.operandCount(id) {
      let factor = Factor(graph.operand(id, position), in: graph)
      guard let base = value(of: factor.base, in: graph) else { continue }
      let value = factor.isRoot ? root(base) : base
      if factor.divisions == 0 { numerators.append(value) }
      for _ in 0..<factor.divisions { denominators.append(value) }
    }
    var next = (numerator: 0, denominator: 0)
    var result: Operand
    if let first = numerators.first {
      result = first
      next.numerator = 1
    } else {
      result = reciprocal(denominators[0])
      next.denominator = 1
    }
    while next.numerator < numerators.count || next.denominator < denominators.count {
      if next.denominator < denominators.count {
        result = emit(.divide, result, denominators[next.denominator])
        next.denominator += 1
      }
      if next.numerator < numerators.count {
        result = emit(.multiply, result, numerators[next.numerator])
        next.numerator += 1
      }
    }
    return result
  }

  /// A number times a term.
  ///
  /// A tenth of x is x/10, one rounding, where 0.1 itself would be a second one.
  mutating func scaled(_ id: NodeID, in graph: ExpressionGraph) -> Operand {
    let coefficient = graph.number(graph.operand(id, 0)) ?? .one
    let term = operand(id, 1, in: graph)
    if coefficient == .minusOne { return emit(.negate, term) }
    if coefficient.magnitude < .one, let inverse = coefficient.inverse?.integer,
      inverse.magnitude <= 1 << 53, inverse.magnitude.nonzeroBitCount > 1
    {
      return emit(.divide, term, constant(Double(inverse)))
    }
    return emit(.multiply, term, constant(coefficient.double))
  }
}
