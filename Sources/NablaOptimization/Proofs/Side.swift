import NablaEvaluation

/// One side of the box that is searched: the numbers between two ends that may be known by bounds
/// only, as those of [-pi, 1/3] are.
package struct Side: Sendable, Equatable {
  /// Bounds of the lower end.
  package var lower: Interval
  /// Bounds of the upper end.
  package var upper: Interval

  /// The side between two ends; the lower one must not be certain to lie above the upper one.
  package init(_ lower: Interval, _ upper: Interval) {
    self.lower = lower
    self.upper = upper
  }

  /// The side between two doubles; an infinity stands for no bound.
  package init(_ lower: Double, _ upper: Double) {
    self.lower = lower == -.infinity ? Interval(-.infinity, -.infinity) : Interval(lower, lower)
    self.upper = upper == .infinity ? Interval(.infinity, .infinity) : Interval(upper, upper)
  }

  /// All numbers that may be between the ends.
  package var outer: Interval { Interval(lower.lower, upper.upper) }

  /// The numbers that surely are, perhaps none.
  package var inner: Interval { Interval(lower.upper, upper.lower) }

  /// Bounds of a number between the ends, as near to `value` as can be told.
  func nearest(_ value: Double) -> Interval {
    if inner.contains(value) { return Interval(value) }
    if inner.isEmpty { return outer }
    return value < inner.lower ? lower : upper
  }
}
