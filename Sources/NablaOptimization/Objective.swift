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
}
