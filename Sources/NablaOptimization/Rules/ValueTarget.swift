/// A value that is good enough: reaching it ends a descent.
package struct ValueTarget: Sendable, Equatable {
  /// The value to come below, when maximizing to come above.
  package var limit: Double
  /// Whether the limit itself is not good enough yet.
  package var isStrict: Bool
  /// Whether values above the limit are the good ones.
  package var isAbove = false

  /// Makes a target below a limit.
  package init(limit: Double, isStrict: Bool) {
    self.limit = limit
    self.isStrict = isStrict
  }

  /// Whether a value is good enough; NaN never is.
  package func isMet(by value: Double) -> Bool {
    if !isStrict, value == limit { return true }
    return isAbove ? value > limit : value < limit
  }

  /// The same target for the negated function.
  func negated() -> ValueTarget {
    var result = self
    result.limit.negate()
    result.isAbove.toggle()
    return result
  }
}
