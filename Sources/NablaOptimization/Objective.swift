/// What is minimized: a function of `dimension` variables with its exact derivatives.
///
/// Points outside the domain give NaN. Evaluating may change the objective's own workspace, never
/// what it computes.
package protocol Objective {
  /// The number of variables, at least 1.
  var dimension: Int { get }

  /// The value at a point of `dimension` coordinates.
  mutating func value(at x: [Double]) -> Double

  /// The value, and the gradient written into an array that has `dimension` elements already.
  mutating func valueAndGradient(at x: [Double], gradient: inout [Double]) -> Double

  /// The exact Hessian, row by row; `nil` where it is too large or not available.
  mutating func hessian(at x: [Double]) -> [Double]?

  /// The Hessian where it is the same at every point; `nil` where it is not, or not known to be.
  mutating func constantHessian() -> [Double]?

  /// The exact Hessian of an objective of many variables, where most of its elements are zero;
  /// `nil` where they are not, or it is not available.
  mutating func sparseHessian(at x: [Double]) -> SparseSymmetric?

  /// The derivative of an order at a point, for an objective of one variable; `nil` where it is not
  /// available.
  mutating func derivative(order: Int, at x: Double) -> Double?

  /// Whether the formula has pieces, which may meet in kinks.
  var isPiecewise: Bool { get }

  /// The derivatives from the left and from the right along each variable, where the formula has
  /// pieces; `nil` where it has none, or where they are not known.
  mutating func oneSidedSlopes(at x: [Double]) -> [OneSidedSlope]?
}

/// The derivatives on the two sides of a point along one variable.
package struct OneSidedSlope: Sendable, Equatable {
  package var left: Double
  package var right: Double

  /// Makes a pair; the two are equal where there is no kink.
  package init(left: Double, right: Double) {
    self.left = left
    self.right = right
  }
}

extension Objective {
  package mutating func constantHessian() -> [Double]? { nil }
  package mutating func sparseHessian(at x: [Double]) -> SparseSymmetric? { nil }
  package mutating func derivative(order: Int, at x: Double) -> Double? { nil }
  package var isPiecewise: Bool { false }
  package mutating func oneSidedSlopes(at x: [Double]) -> [OneSidedSlope]? { nil }
}

/// The negative of an objective, so that whatever minimizes also maximizes.
package struct NegatedObjective<Base: Objective>: Objective {
  /// The objective whose sign is turned.
  package var base: Base

  /// Makes the negative of an objective.
  package init(_ base: Base) {
    self.base = base
  }

  package var dimension: Int { base.dimension }

  package mutating func value(at x: [Double]) -> Double {
    -base.value(at: x)
  }

  package mutating func valueAndGradient(at x: [Double], gradient: inout [Double]) -> Double {
    let value = base.valueAndGradient(at: x, gradient: &gradient)
    for index in gradient.indices { gradient[index].negate() }
    return -value
  }

  package mutating func hessian(at x: [Double]) -> [Double]? {
    base.hessian(at: x).map { $0.map { -$0 } }
  }

  package mutating func constantHessian() -> [Double]? {
    base.constantHessian().map { $0.map { -$0 } }
  }

  package mutating func sparseHessian(at x: [Double]) -> SparseSymmetric? {
    base.sparseHessian(at: x).map {
      SparseSymmetric(
        dimension: $0.dimension, rows: $0.rows, columns: $0.columns, values: $0.values.map { -$0 })
    }
  }

  package mutating func derivative(order: Int, at x: Double) -> Double? {
    base.derivative(order: order, at: x).map { -$0 }
  }

  package var isPiecewise: Bool { base.isPiecewise }

  package mutating func oneSidedSlopes(at x: [Double]) -> [OneSidedSlope]? {
    base.oneSidedSlopes(at: x)?.map { OneSidedSlope(left: -$0.left, right: -$0.right) }
  }
}
