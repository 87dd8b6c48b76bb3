import NablaAlgebra
import NablaEvaluation

extension LineConvexity {
  /// The verdict on the whole part, as far as the function is defined on it.
  var verdict: Convexity.Verdict {
    let known = segments.filter { $0.sign != .undefined }
    let isWhole = areEndsRegular && definedRuns == 1 && !joints.contains(.broken)
    for verdict in [Convexity.Verdict.affine, .strictlyConvex, .strictlyConcave, .convex, .concave]
    where isWhole {
      let (signs, kinks) = verdict.signsAndJoints
      let isMet =
        known.allSatisfy { signs.contains($0.sign) }
        && joints.allSatisfy { $0 == .edge || kinks.contains($0) }
      if isMet { return verdict }
    }
    let rises = segments.contains { $0.sign == .positive } || joints.contains(.convexKink)
    let falls = segments.contains { $0.sign == .negative } || joints.contains(.concaveKink)
    return rises && falls ? .neither : .unknown
  }

  /// Why the verdict holds.
  var reason: String {
    let hasKinks = joints.contains { $0 == .convexKink || $0 == .concaveKink }
    switch verdict {
    case .affine: return "it is a straight line"
    case .convex, .strictlyConvex:
      return hasKinks
        ? "each smooth piece is convex, and the kinks turn upward"
        : verdict == .convex
          ? "its second derivative is nowhere negative"
          : "its second derivative is positive" + exceptions
    case .concave, .strictlyConcave:
      return hasKinks
        ? "each smooth piece is concave, and the kinks turn downward"
        : verdict == .concave
          ? "its second derivative is nowhere positive"
          : "its second derivative is negative" + exceptions
    case .neither: return "it bends up in one place and down in another"
    case .unknown:
      return joints.contains(.broken) || definedRuns > 1
        ? "it is not defined and continuous throughout" : "neither proved nor refuted"
    }
  }

  private var exceptions: String { joints.contains(.smooth) ? ", but for single points" : "" }

  /// How many parts, each apart from the next, the function is defined on.
  private var definedRuns: Int {
    let isDefined = segments.map { $0.sign != .undefined }
    return isDefined.indices.count { isDefined[$0] && ($0 == 0 || !isDefined[$0 - 1]) }
  }

  /// The longest parts on which the function is convex, or concave; `nil` where they are not all
  /// known.
  func parts(bending verdict: Convexity.Verdict) -> [LinePart]? {
    guard areEndsRegular, !joints.contains(.unknown),
      !segments.contains(where: { $0.sign == .unknown })
    else { return nil }
    let (signs, kinks) = verdict.signsAndJoints
    var result: [LinePart] = []
    var isOpen = false
    for (index, segment) in segments.enumerated() {
      guard signs.contains(segment.sign) else {
        isOpen = false
        continue
      }
      if isOpen, kinks.contains(joints[index - 1]), let last = result.last {
        var joined = LinePart(last.lower, segment.part.upper)
        joined.hasLower = last.hasLower
        result[result.count - 1] = joined
      } else {
        var part = segment.part
        part.hasLower = index == 0 || holdsEnd(joints[index - 1])
        result.append(part)
      }
      result[result.count - 1].hasUpper =
        index == segments.count - 1 || holdsEnd(joints[index])
      isOpen = true
    }
    return result
  }

  /// Whether a part that ends in the joint holds the point there: not where the function is
  /// undefined or jumps.
  private func holdsEnd(_ joint: Joint) -> Bool { joint != .broken && joint != .edge }

  /// A chord with the graph on the given side of it, its ends short numbers.
  func chord(_ side: Chord.Side, _ test: inout ChordTest) -> Chord? {
    let sign = side == .above ? SignChart.Sign.negative : .positive
    for segment in segments where segment.sign == sign {
      for (a, b) in segment.part.longChords where test.side([a], [b]) == side {
        return test.chord([a], [b])
      }
    }
    let points = segments.flatMap(\.part.landmarks)
    for (index, a) in points.enumerated() {
      for b in points[..<index] where a != b && test.side([b], [a]) == side {
        return test.chord([b], [a])
      }
    }
    return nil
  }
}

extension LinePart {
  /// Pairs of points that take up much of the part: its ends where they are short numbers, else
  /// short numbers inside.
  fileprivate var longChords: [(Rational, Rational)] {
    guard let first = simplest(.first), let second = simplest(.second) else { return [] }
    let lower = lower.exact.flatMap { $0.hasShortParts ? $0 : nil } ?? first
    let upper = upper.exact.flatMap { $0.hasShortParts ? $0 : nil } ?? second
    return [(lower, upper), (first, upper), (lower, second), (first, second)]
  }
}

extension Convexity.Verdict {
  /// The signs of the second derivative and the joints that the verdict allows.
  fileprivate var signsAndJoints: ([SignChart.Sign], [LineConvexity.Joint]) {
    switch self {
    case .affine: ([.zero], [.smooth])
    case .strictlyConvex: ([.positive], [.smooth, .convexKink])
    case .strictlyConcave: ([.negative], [.smooth, .concaveKink])
    case .convex: ([.positive, .zero], [.smooth, .convexKink])
    case .concave: ([.negative, .zero], [.smooth, .concaveKink])
    case .neither, .unknown: ([], [])
    }
  }
}
