/// A range of finite numbers along an axis, of some width.
package struct PlotRange: Sendable, Equatable {
  package var lower: Double
  package var upper: Double

  /// The range between two finite numbers, the lower one first; `nil` where it has no width.
  package init?(_ lower: Double, _ upper: Double) {
    guard lower.isFinite, upper.isFinite, lower < upper else { return nil }
    self.lower = lower
    self.upper = upper
  }

  /// The range that holds all finite numbers of a list, with room around a single one; `nil` where
  /// there is none.
  package init?(covering values: some Sequence<Double>) {
    var low = Double.infinity
    var high = -Double.infinity
    for value in values where value.isFinite {
      low = min(low, value)
      high = max(high, value)
    }
    guard low <= high else { return nil }
    self.init(around: low, high)
  }

  /// The range between two numbers; around one number, or two that cannot be told apart, some more.
  private init(around low: Double, _ high: Double) {
    let middle = low / 2 + high / 2
    let least = 1e-12 * abs(middle)
    if high / 2 - low / 2 > least {
      (lower, upper) = (low, high)
    } else {
      let reach = middle == 0 ? 1 : abs(middle) / 2
      lower = max(middle - reach, -Double.greatestFiniteMagnitude)
      upper = min(middle + reach, Double.greatestFiniteMagnitude)
    }
  }

  /// From 0 to 1.
  package static let unit = PlotRange(low: 0, high: 1)

  private init(low: Double, high: Double) { (lower, upper) = (low, high) }

  /// Half the width, which is finite even where the width is not.
  package var halfWidth: Double { upper / 2 - lower / 2 }

  package var middle: Double { lower / 2 + upper / 2 }

  package func contains(_ value: Double) -> Bool { lower <= value && value <= upper }

  /// The range made wider at both ends by a fraction of its width.
  package func widened(by fraction: Double) -> PlotRange {
    let margin = 2 * halfWidth * fraction
    var result = self
    if margin.isFinite {
      result.lower = max(lower - margin, -Double.greatestFiniteMagnitude)
      result.upper = min(upper + margin, Double.greatestFiniteMagnitude)
    }
    return result
  }

  /// The range widened so that what is drawn does not touch the frame.
  ///
  /// An end at zero stays, and in a logarithmic range both move by the same factor.
  package func padded(isLogarithmic: Bool = false) -> PlotRange {
    guard isLogarithmic, lower > 0 else {
      var result = widened(by: 0.05)
      if lower == 0 { result.lower = 0 }
      if upper == 0 { result.upper = 0 }
      return result
    }
    let scale = Scale(self, isLogarithmic: true)
    return PlotRange(scale.value(at: -0.05), scale.value(at: 1.05)) ?? self
  }

  /// The least range that holds both.
  package func union(_ other: PlotRange) -> PlotRange {
    var result = self
    result.lower = min(lower, other.lower)
    result.upper = max(upper, other.upper)
    return result
  }

  /// Equally spaced numbers from end to end; at least two.
  package func steps(_ count: Int) -> [Double] {
    let scale = Scale(self, isLogarithmic: false)
    return (0..<max(2, count)).map { scale.value(at: Double($0) / Double(max(2, count) - 1)) }
  }
}
