import NablaEvaluation

extension LinePart {
  /// The numbers that surely lie between the ends, whose bounds are all that is known of them;
  /// perhaps none.
  var inner: Interval { Interval(lower.bounds.upper, upper.bounds.lower) }

  /// Bounds of a number between the ends, as near to `value` as can be told.
  func nearest(_ value: Double) -> Interval {
    if inner.contains(value) { return Interval(value) }
    if inner.isEmpty { return hull }
    return value < inner.lower ? lower.bounds : upper.bounds
  }
}
