#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The map between the numbers along an axis and the way along it, from 0 to 1.
package struct Scale: Sendable {
  package let range: PlotRange
  package let isLogarithmic: Bool
  /// The ends, or their logarithms.
  private let start: Double
  private let halfLength: Double

  package init(_ range: PlotRange, isLogarithmic: Bool) {
    self.range = range
    self.isLogarithmic = isLogarithmic
    start = isLogarithmic ? log10(range.lower) : range.lower
    halfLength = isLogarithmic ? (log10(range.upper) - start) / 2 : range.halfWidth
  }

  /// How far along a number lies, below 0 or above 1 beyond the ends; NaN where it has no place.
  ///
  /// Numbers are halved first, since the width of a range may be beyond the doubles.
  package func fraction(of value: Double) -> Double {
    if isLogarithmic {
      return value > 0 ? (log10(value) - start) / 2 / halfLength : .nan
    }
    return (value / 2 - start / 2) / halfLength
  }

  /// The number at a way along.
  package func value(at fraction: Double) -> Double {
    if isLogarithmic { return pow(10, start + 2 * fraction * halfLength) }
    if fraction == 1 { return range.upper }
    return range.lower + fraction * halfLength + fraction * halfLength
  }
}
