import NablaAlgebra

/// A power that has been computed: of a value, to a whole exponent; 0 stands for the square root.
struct PowerKey: Hashable {
  var base: Operand
  var exponent: Int
}

extension Scheduler {
  /// Largest whole exponent in magnitude that is computed by squaring; beyond it the C library's
  /// `pow` is as fast and more accurate.
  private static let squaringLimit = 8

  mutating func power(_ id: NodeID, in graph: ExpressionGraph) -> Operand {
    let base = operand(id, 0, in: graph)
    guard let exponent = graph.number(graph.operand(id, 1)) else {
      return emit(.power, base, operand(id, 1, in: graph))
    }
    if let whole = exponent.integer, whole != 0, abs(whole) <= Scheduler.squaringLimit {
      return power(base, whole)
    }
    if exponent == Rational(1, 2) { return root(base) }
    if exponent == Rational(-1, 2) { return reciprocal(root(base)) }
    return emit(.power, base, constant(exponent.double))
  }

  /// A whole power by squaring; negative ones of the reciprocal, because the power itself may
  /// overflow where its reciprocal is representable.
  private mutating func power(_ base: Operand, _ exponent: Int) -> Operand {
    if exponent == 1 { return base }
    if exponent < 0 { return power(reciprocal(base), -exponent) }
    let key = PowerKey(base: base, exponent: exponent)
    if let known = powers[key] { return known }
    let result: Operand
    if exponent.isMultiple(of: 2) {
      let half = power(base, exponent / 2)
      result = emit(.multiply, half, half)
    } else {
      result = emit(.multiply, power(base, exponent - 1), base)
    }
    powers[key] = result
    return result
  }

  mutating func reciprocal(_ base: Operand) -> Operand {
    let key = PowerKey(base: base, exponent: -1)
    if let known = powers[key] { return known }
    let result = emit(.reciprocal, base)
    powers[key] = result
    return result
  }

  mutating func root(_ base: Operand) -> Operand {
    let key = PowerKey(base: base, exponent: 0)
    if let known = powers[key] { return known }
    let result = emit(.squareRoot, base)
    powers[key] = result
    return result
  }
}
