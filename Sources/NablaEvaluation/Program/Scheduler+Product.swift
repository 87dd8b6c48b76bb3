import NablaAlgebra

/// A factor of a product, as a base that stands above or below the line some times.
struct Factor {
  var base: NodeID
  /// How many times the base is a factor; negative below the line.
  var count = 1
  /// Whether the square root of the base is meant.
  var isRoot = false

  /// Reads whole powers up to the fourth and `b^(-1/2)`; everything else is a base of its own.
  ///
  /// Higher powers stay powers, which cost fewer operations.
  init(_ id: NodeID, in graph: ExpressionGraph) {
    base = id
    guard graph.kind(id) == .power, let exponent = graph.number(graph.operand(id, 1)) else {
      return
    }
    if let whole = exponent.integer, abs(whole) <= 4, whole != 0 {
      count = whole
    } else if exponent == Rational(-1, 2) {
      count = -1
      isRoot = true
    } else {
      return
    }
    base = graph.operand(id, 0)
  }
}

extension Scheduler {
  /// A product; in one with denominators small powers count as repeated factors.
  mutating func product(_ id: NodeID, in graph: ExpressionGraph) -> Operand {
    let factors = (0..<graph.operandCount(id)).map { Factor(graph.operand(id, $0), in: graph) }
    let isQuotient = factors.contains { $0.count < 0 }
    var numerators: [Operand] = []
    var denominators: [Operand] = []
    for factor in factors {
      guard let base = value(of: factor.base, in: graph) else { continue }
      if factor.count < 0 {
        let value = factor.isRoot ? root(base) : base
        denominators.append(contentsOf: repeatElement(value, count: -factor.count))
      } else if isQuotient {
        numerators.append(contentsOf: repeatElement(base, count: factor.count))
      } else {
        numerators.append(power(base, factor.count))
      }
    }
    return quotient(numerators[...], denominators[...])
  }

  /// Multiplies and divides in turn, so that `x*y/(h*h)` and `x^2/h^2` are computed as `x/h*y/h`,
  /// which neither overflows nor underflows on the way in ordinary cases.
  private mutating func quotient(
    _ numerators: ArraySlice<Operand>, _ denominators: ArraySlice<Operand>
  ) -> Operand {
    var (numerators, denominators) = (numerators, denominators)
    var result: Operand
    if let first = numerators.popFirst() {
      result = first
    } else if let first = denominators.popFirst() {
      result = reciprocal(first)
    } else {
      return constant(1)
    }
    while !numerators.isEmpty || !denominators.isEmpty {
      if let next = denominators.popFirst() { result = emit(.divide, result, next) }
      if let next = numerators.popFirst() { result = emit(.multiply, result, next) }
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
