/// What kind of point a descent ended at.
package enum PointKind: String, Sendable {
  case minimum
  case maximum
  case saddle
  case flat
  case notStationary = "not stationary"

  /// The kind that it is of the negated function.
  var negated: PointKind {
    switch self {
    case .minimum: .maximum
    case .maximum: .minimum
    case .saddle, .flat, .notStationary: self
    }
  }
}

/// What kind of point it is, with the evidence.
package struct PointVerdict: Sendable, Equatable {
  /// The kind; `nil` where it could not be told, for lack of finite second derivatives or because
  /// there are too many variables.
  package var kind: PointKind?
  /// Whether the evidence makes it an optimum of the sort that was looked for.
  ///
  /// It does for a strict optimum: a small gradient, a stationary point near by Newton's iteration
  /// and a definite Hessian; and for a flat point around which no better value was found, which is
  /// evidence only.
  package var isVerified: Bool
  /// The least eigenvalue of the Hessian, the second derivative in one variable.
  package var smallestCurvature: Double?
  /// The greatest eigenvalue of the Hessian, the second derivative in one variable.
  package var largestCurvature: Double?
  /// A unit direction along which a better value lies, at a saddle, or an optimum of the other
  /// sort.
  package var escape: [Double]?
  /// The largest coordinate of Newton's step, roughly how far away the stationary point is.
  package var newtonStep: Double?
  /// The decrease of the value that Newton's step promises.
  package var promisedDecrease: Double?
  /// Whether the gradient exceeds the tolerance only because doubles cannot come closer.
  package var isLimitedByRounding: Bool
  /// Whether the gradient is within the tolerance although no stationary point is near.
  ///
  /// So it is in a tail where the infimum is not attained, as with exp(-x), and on a plateau.
  package var isPlateau: Bool

  /// Whether the slope jumps at the point, so that there is no second derivative to go by.
  package var isKink: Bool
  /// Whether values jump up just beside the point, so that those it falls to are not reached.
  package var isJump: Bool
  /// Whether the function is convex, for a maximum concave, so that there is no better value anywhere.
  package var isGlobal: Bool
  /// The first derivative beyond the first that is not zero, in one variable where the second is.
  package var higherOrder: HigherOrder?

  /// A verdict without evidence.
  init(_ kind: PointKind?) {
    self.kind = kind
    isVerified = false
    isLimitedByRounding = false
    isPlateau = false
    isKink = false
    isJump = false
    isGlobal = false
  }

  /// The verdict on the negated function.
  func negated() -> PointVerdict {
    var result = self
    result.kind = kind?.negated
    result.higherOrder?.derivative.negate()
    result.smallestCurvature = largestCurvature.map { -$0 }
    result.largestCurvature = smallestCurvature.map { -$0 }
    return result
  }
}
