/// The first derivative that decides a stationary point at which the second is zero, in one variable.
///
/// Where it is of even order and positive, the point is a strict local minimum; where it is of odd
/// order, the point is no extremum (Apostol, Mathematical Analysis, 2nd ed., theorem 5.18).
package struct HigherOrder: Sendable, Equatable {
  /// Most orders looked at.
  private static let bound = 12

  /// The stationary point.
  package var at: Double
  /// The order, from 3 on.
  package var order: Int
  /// The derivative of that order at the point.
  package var derivative: Double

  /// Finds the stationary point near one where the derivative is known to vanish slowly, and the
  /// order that decides it.
  ///
  /// `step` is Newton's step from `x`; at a zero of multiplicity m of the slope, m steps lead
  /// there. `nil` unless every derivative below vanishes to rounding at the point.
  init?<O: Objective>(_ objective: inout O, near x: Double, step: Double, scale: Double) {
    guard objective.derivative(order: 1, at: x) != nil else { return nil }
    var candidates = [x]
    for multiple in 2..<Self.bound {
      let there = x + Double(multiple) * step
      candidates += [there, Self.rounded(there, scale: scale)]
    }
    for point in candidates {
      guard let (order, value) = Self.decision(&objective, at: point, scale: scale) else {
        continue
      }
      at = point
      self.order = order
      derivative = value
      return
    }
    return nil
  }

  /// The first order from 3 on whose derivative is not zero, where all below are zero to rounding.
  private static func decision<O: Objective>(
    _ objective: inout O, at point: Double, scale: Double
  ) -> (order: Int, derivative: Double)? {
    var largest = 0.0
    for order in 1...bound {
      guard let value = objective.derivative(order: order, at: point), value.isFinite else {
        return nil
      }
      // Weighted so that all orders count alike on the scale of the problem.
      let size = (0..<order).reduce(abs(value)) { size, _ in size * scale }
      if value != 0, largest <= 1e-12 * size { return order >= 3 ? (order, value) : nil }
      largest = max(largest, size)
    }
    return nil
  }

  /// The point to five digits of the problem's size, for the zeros that people choose are round.
  private static func rounded(_ x: Double, scale: Double) -> Double {
    var unit = 1.0
    while unit > 1e-5 * scale { unit /= 10 }
    while unit <= 1e-6 * scale { unit *= 10 }
    // Divided by a whole number, for multiples of a tenth are not what decimals are.
    return unit < 1 ? (x * (1 / unit).rounded()).rounded() / (1 / unit).rounded() : x.rounded()
  }
}
