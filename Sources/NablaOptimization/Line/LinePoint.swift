import NablaAlgebra
import NablaEvaluation

/// A point of the line: proven bounds, and the number itself where it is known exactly.
package struct LinePoint: Sendable, Equatable {
  package var bounds: Interval
  package var exact: Rational?
  /// Whether the bounds hold just one of the points that were looked for.
  package var isSingle = true

  /// The number as an expression in the graph at hand, where it is known as such.
  package var node: NodeID?

  /// A known number.
  package init(_ value: Rational) {
    exact = value
    bounds = Interval(value)
  }

  /// A number between bounds; infinite ones stand for an end of the line.
  package init(bounds: Interval, isSingle: Bool = true) {
    self.bounds = bounds
    self.isSingle = isSingle
  }

  /// A root of a polynomial.
  init(_ root: RealRoot) {
    exact = root.exact
    bounds = Interval(root.lower).hull(Interval(root.upper))
  }

  /// The end of the line to the left or to the right.
  package static func infinity(_ sign: Double) -> LinePoint {
    LinePoint(bounds: Interval(sign * .infinity))
  }

  /// Whether both are known to be one number.
  func isSame(as other: LinePoint) -> Bool {
    if let exact { return exact == other.exact }
    return node != nil && node == other.node
  }

  package var isInfinite: Bool { !bounds.isBounded }

  /// A double in the bounds.
  package var approximation: Double { exact?.double ?? bounds.middle }
}

extension [LinePoint] {
  /// The points in ascending order; those whose bounds overlap are one.
  var merged: [LinePoint] {
    var result: [LinePoint] = []
    for point in sorted(by: { $0.bounds.lower < $1.bounds.lower }) {
      guard let last = result.last, last.bounds.upper >= point.bounds.lower else {
        result.append(point)
        continue
      }
      if last.isSame(as: point) { continue }
      let hull = last.bounds.hull(point.bounds)
      let exact = [last, point].first { $0.exact != nil && $0.bounds == hull }
      result[result.count - 1] = exact ?? LinePoint(bounds: hull, isSingle: false)
    }
    return result
  }
}

/// A part of the real line between two points.
package struct LinePart: Sendable, Equatable {
  package var lower: LinePoint
  package var upper: LinePoint
  /// Whether an end belongs to the part.
  package var hasLower = true
  package var hasUpper = true

  package init(_ lower: LinePoint, _ upper: LinePoint) {
    self.lower = lower
    self.upper = upper
  }

  /// The whole line.
  package static let line = LinePart(.infinity(-1), .infinity(1))

  /// All its points, and no more than the bounds of its ends add.
  package var hull: Interval {
    Interval(lower.bounds.lower, upper.bounds.upper)
  }

  /// Whether a point cannot be told from an end.
  func touches(_ point: LinePoint) -> Bool {
    !point.bounds.intersection(lower.bounds).isEmpty
      || !point.bounds.intersection(upper.bounds).isEmpty
  }

  /// A fraction with a small denominator inside, past the first or before the second half where one
  /// is asked for; `nil` where the ends touch.
  func simplest(_ half: Half = .both) -> Rational? {
    let reach = Rational(8)
    let left = lower.isInfinite ? nil : lower.exact ?? Rational(exactly: lower.bounds.upper)
    let right = upper.isInfinite ? nil : upper.exact ?? Rational(exactly: upper.bounds.lower)
    let low = left ?? right.map { Swift.min($0, .zero) - reach } ?? -reach
    let high = right ?? left.map { Swift.max($0, .zero) + reach } ?? reach
    guard low < high, let middle = Rational(1, 2).map({ (low + high) * $0 }) else { return nil }
    switch half {
    case .both: return .simplest(between: low, and: high)
    case .first: return .simplest(between: low, and: middle)
    case .second: return .simplest(between: middle, and: high)
    }
  }

  /// Its ends and some short numbers inside.
  var landmarks: [Rational] {
    var points = [lower.exact, simplest(.first), simplest(), simplest(.second), upper.exact]
      .compactMap { $0 }
    if let first = simplest(.first), let second = simplest(.second),
      let step = Rational(1, 4).map({ (second - first) * $0 })
    {
      points += [first + step, first + step + step, first + step + step + step]
    }
    return points
  }

  enum Half {
    case first
    case second
    case both
  }
}
