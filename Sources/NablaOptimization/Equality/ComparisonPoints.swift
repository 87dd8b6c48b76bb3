import NablaAlgebra
import NablaEvaluation

/// Where two expressions are compared: exact points of a box, the same on every run.
struct ComparisonPoints {
  /// Points of short numbers, the shortest first.
  let short: [[Rational]]
  private let box: [LinePart]

  private static let spreadCount = 150
  private static let shortCount = 60

  private static let shortNumbers = [
    (0, 1), (1, 1), (-1, 1), (1, 2), (2, 1), (-1, 2), (-2, 1), (3, 1), (-3, 1), (1, 3), (10, 1),
    (-10, 1), (1, 10), (100, 1), (-100, 1),
  ].compactMap { Rational($0, $1) }

  init(on box: [LinePart]) {
    self.box = box
    let numbers = box.map { side in
      var numbers = Self.shortNumbers.filter { side.holds($0) }
      if numbers.count < Self.shortNumbers.count {
        for number in side.landmarks where side.holds(number) && !numbers.contains(number) {
          numbers.append(number)
        }
      }
      return numbers
    }
    guard !box.isEmpty, numbers.allSatisfy({ !$0.isEmpty }) else {
      short = box.isEmpty ? [[]] : []
      return
    }
    short = Self.tuples(numbers.map(\.count)).map { tuple in
      zip(numbers, tuple).map { $0[$1] }
    }
  }

  /// At most so many points spread evenly over the box.
  func spread(_ limit: Int) -> [[Rational]] {
    guard !box.isEmpty else { return [] }
    let count = min(limit, Self.spreadCount)
    return SamplePoints(of: box.map(\.hull), count: count).points.compactMap { point in
      let numbers = zip(box, point).compactMap { $0.short($1) }
      return numbers.count == box.count ? numbers : nil
    }
  }

  /// Positions in lists of the given lengths, small ones first and together.
  private static func tuples(_ counts: [Int]) -> [[Int]] {
    if counts.count == 1 { return (0..<counts[0]).map { [$0] } }
    guard counts.count <= 3 else { return manyTuples(counts) }
    var tuples: [[Int]] = [[]]
    for count in counts {
      tuples = tuples.flatMap { tuple in (0..<min(count, 5)).map { tuple + [$0] } }
    }
    let sums = tuples.enumerated().map { (sum: $1.reduce(0, +), place: $0) }
    let order = sums.sorted { ($0.sum, $0.place) < ($1.sum, $1.place) }
    return order.prefix(shortCount).map { tuples[$0.place] }
  }

  /// The same of many lists: all firsts, all seconds, one second among firsts, and mixtures.
  private static func manyTuples(_ counts: [Int]) -> [[Int]] {
    var tuples = [counts.map { _ in 0 }, counts.map { min(1, $0 - 1) }]
    for place in counts.indices.prefix(16) where counts[place] > 1 {
      tuples.append(counts.indices.map { $0 == place ? 1 : 0 })
    }
    for turn in 1...16 {
      tuples.append(counts.enumerated().map { (turn * ($0 + 1)) % $1 })
    }
    return tuples
  }
}

extension LinePart {
  /// Whether a number is known to lie in the part.
  func holds(_ number: Rational) -> Bool {
    let bounds = Interval(number)
    let isAbove = lower.exact.map { $0 <= number } ?? (lower.bounds.upper <= bounds.lower)
    let isBelow = upper.exact.map { number <= $0 } ?? (bounds.upper <= upper.bounds.lower)
    return (lower.isInfinite || isAbove) && (upper.isInfinite || isBelow)
  }

  /// A number of the part near a double, with few digits where the part has room for them.
  fileprivate func short(_ value: Double) -> Rational? {
    if abs(value) < 1e12, hull.width > 1, let short = Rational(Int((value * 1e3).rounded()), 1_000),
      holds(short)
    {
      return short
    }
    return Rational(exactly: value).flatMap { holds($0) ? $0 : nil }
  }
}
