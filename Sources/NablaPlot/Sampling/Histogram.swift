#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Plot.Bar {
  /// The bars of a histogram of all finite values, with round edges; empty where there is no value.
  ///
  /// The width is that of Freedman and Diaconis, twice the quartiles' distance over the cube root of
  /// the count, rounded to 1, 2 or 5 times a power of ten, and wide enough for at most 60 bars.
  /// Source: On the histogram as a density estimator, Probability Theory 57, 1981.
  package static func histogram(of values: [Double]) -> [Plot.Bar] {
    let sorted = values.filter(\.isFinite).sorted()
    guard let first = sorted.first, let last = sorted.last else { return [] }
    let range = PlotRange(covering: [first, last])
    guard let range else { return [] }
    let spread = sorted[sorted.count * 3 / 4] / 2 - sorted[sorted.count / 4] / 2
    let ideal = 2 * spread / pow(Double(sorted.count), 1 / 3)
    let fewest = 2 * range.halfWidth / 60
    let usual = ideal > 0 ? ideal * 2 : 2 * range.halfWidth / 10
    let parts = max(1, min(60, (2 * range.halfWidth / max(usual, fewest)).rounded(.up)))
    let ticks = Axis("", range).ticks(about: Int(parts))
    guard ticks.count >= 2 else {
      return [Plot.Bar(lower: range.lower, upper: range.upper, height: Double(sorted.count))]
    }
    let step = ticks[1].value - ticks[0].value
    let start = ticks[0].value > first ? ticks[0].value - step : ticks[0].value
    let count = max(1, Int(((last - start) / step).rounded(.down)) + 1)
    var bars = (0..<count).map { index in
      Plot.Bar(
        lower: start + Double(index) * step, upper: start + Double(index + 1) * step, height: 0)
    }
    for value in sorted {
      let place = Int(((value - start) / step).rounded(.down))
      bars[min(max(place, 0), count - 1)].height += 1
    }
    return bars
  }
}
