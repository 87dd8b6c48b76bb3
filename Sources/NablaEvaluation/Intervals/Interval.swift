import CInterval

/// A closed set of real numbers between two doubles, which may be infinite, or the empty set.
///
/// Operations contain every value that real arithmetic gives for numbers of the operands. Their
/// bounds are rounded outward, by one double at most.
package struct Interval: Hashable, Sendable {
  package var lower: Double
  package var upper: Double

  /// The numbers from `lower` to `upper`; nothing where `lower` is the larger or either is NaN.
  @inlinable
  package init(_ lower: Double, _ upper: Double) {
    if lower <= upper {
      self.lower = lower
      self.upper = upper
    } else {
      self.lower = .infinity
      self.upper = -.infinity
    }
  }

  /// One number; for an infinity all numbers beyond the doubles on its side.
  package init(_ value: Double) {
    self.init(
      value == .infinity ? .greatestFiniteMagnitude : value,
      value == -.infinity ? -.greatestFiniteMagnitude : value)
  }

  /// Bounds known to be in order.
  @inline(__always)
  init(ordered lower: Double, _ upper: Double) {
    self.lower = lower
    self.upper = upper
  }

  init(_ bounds: cinterval) {
    self.init(bounds.lower, bounds.upper)
  }

  package static let empty = Interval(ordered: .infinity, -.infinity)
  package static let entire = Interval(ordered: -.infinity, .infinity)
  package static let zero = Interval(ordered: 0, 0)
  package static let one = Interval(ordered: 1, 1)
  package static let pi = Interval(cinterval_pi())
  package static let e = Interval(cinterval_e())

  package var isEmpty: Bool { !(lower <= upper) }

  /// Whether it holds exactly one number.
  package var isPoint: Bool { lower == upper }

  /// Whether neither bound is infinite.
  package var isBounded: Bool { lower.isFinite && upper.isFinite }

  /// An upper bound of the distance between the ends; infinite where one is.
  package var width: Double { isEmpty ? 0 : cinterval_add_above(upper, -lower) }

  /// The largest magnitude in it.
  package var magnitude: Double { isEmpty ? 0 : Swift.max(-lower, upper) }

  /// A finite double in it, near the middle; for half-lines one that halves the doubles in it, or 0.
  package var middle: Double {
    if isEmpty { return .nan }
    if lower == -.infinity, upper == .infinity { return 0 }
    if isBounded {
      let middle = lower / 2 + upper / 2
      return Swift.min(Swift.max(middle, lower), upper)
    }
    let end = lower.isFinite ? lower : upper
    let step = Swift.max(1, abs(end)) * 1024
    let far = lower.isFinite ? end + step : end - step
    return far.isFinite
      ? far : (far > 0 ? Double.greatestFiniteMagnitude : -Double.greatestFiniteMagnitude)
  }

  package func contains(_ value: Double) -> Bool { lower <= value && value <= upper }

  /// Whether every number of the other is in it.
  package func contains(_ other: Interval) -> Bool {
    other.isEmpty || lower <= other.lower && other.upper <= upper
  }

  /// Whether the other lies in it without touching its ends.
  package func containsInside(_ other: Interval) -> Bool {
    !other.isEmpty && lower < other.lower && other.upper < upper
  }

  /// The numbers in both.
  package func intersection(_ other: Interval) -> Interval {
    Interval(Swift.max(lower, other.lower), Swift.min(upper, other.upper))
  }

  /// The least interval that contains both.
  package func hull(_ other: Interval) -> Interval {
    if isEmpty { return other }
    if other.isEmpty { return self }
    return Interval(ordered: Swift.min(lower, other.lower), Swift.max(upper, other.upper))
  }
}
