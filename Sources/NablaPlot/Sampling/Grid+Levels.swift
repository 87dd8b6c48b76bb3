#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Grid {
  /// The lines of about `count` levels, from low to high.
  ///
  /// Levels are chosen so that the areas between neighbouring lines are about equal, which shows
  /// flat valleys and steep walls alike; then they are rounded to a few digits.
  package func contours(about count: Int = 10) -> [Plot.Contour] {
    levels(about: count).map { level in
      Plot.Contour(level: level, lines: ContourTracer.lines(of: self, at: level))
    }
  }

  private func levels(about count: Int) -> [Double] {
    let sorted = values.filter { !$0.isNaN }.sorted()
    guard let least = sorted.first, let greatest = sorted.last, least < greatest else { return [] }
    var levels: [Double] = []
    for index in 0..<count {
      // The lowest ones stand closer, around the bottom.
      let share = (Double(index) + 0.25) / Double(count)
      let quantile = sorted[Int(share * Double(sorted.count - 1))]
      let above = sorted[
        min(sorted.count - 1, Int((share + 0.5 / Double(count)) * Double(sorted.count)))]
      let level = quantile.rounded(toFewDigitsWithin: max(above / 2 - quantile / 2, 0))
      if level > levels.last ?? -.infinity, level > least, level < greatest { levels.append(level) }
    }
    return levels
  }
}

extension Double {
  /// The nearest number with few digits that is not farther away than a distance; the number itself
  /// where the distance is 0.
  fileprivate func rounded(toFewDigitsWithin distance: Double) -> Double {
    guard distance > 0, distance.isFinite else { return self }
    let unit = pow(10, log10(distance).rounded(.down))
    let result = (self / unit).rounded() * unit
    return result.isFinite ? result : self
  }
}
