import CInterval

extension Interval {
  /// The range of sine or cosine.
  func wave(_ function: cinterval_function) -> Interval {
    if isEmpty { return .empty }
    if isPoint, lower.isFinite { return Interval(cinterval_at(function, lower)) }
    let all = Interval(ordered: -1, 1)
    if !isBounded || width > 7 { return all }
    return Interval(cinterval_range(function, lower, upper)).intersection(all)
  }

  /// The range of a function with poles; unbounded where one may lie between the ends.
  func betweenPoles(_ function: cinterval_function) -> Interval {
    if isEmpty { return .empty }
    if !isBounded { return .entire }
    let range =
      isPoint
      ? Interval(cinterval_at(function, lower)) : Interval(cinterval_range(function, lower, upper))
    return range.isBounded ? range : .entire
  }

  /// The range of cosh.
  var hyperbolicCosine: Interval {
    let size = absolute
    return size.rising(CINTERVAL_COSH)
  }

  /// The range of the angle of points with this ordinate, and whether it is defined and continuous.
  ///
  /// The angle jumps where the negative abscissas are crossed.
  func angle(abscissa x: Interval) -> Enclosure {
    if isEmpty || x.isEmpty { return Enclosure(.empty, .unknown) }
    let around = Interval(-Interval.pi.upper, Interval.pi.upper)
    if contains(0), x.contains(0) { return Enclosure(around, .unknown) }
    if lower < 0, upper >= 0, x.lower < 0 { return Enclosure(around, .defined) }
    // Beyond the cut the angle rises or falls along every edge, so its extremes are at corners.
    var range = Interval.empty
    for ordinate in [lower, upper] {
      for abscissa in [x.lower, x.upper] {
        // A negative zero would be taken for a number below the cut.
        range = range.hull(Interval(cinterval_angle(ordinate == 0 ? 0 : ordinate, abscissa)))
      }
    }
    return Enclosure(range)
  }
}
