import NablaAlgebra
import NablaEvaluation

/// The search for chords that refute convexity or concavity of a loss over rows.
///
/// Passes in doubles tell where a chord may be; one that is kept is proved by intervals over every
/// row, so that no rounding of a sum is taken for a bend.
struct RowChordSearch {
  /// Rows that all passes together may visit, and how many passes there are at least and at most.
  private static let rowBudget = 300_000_000
  private static let passLimits = 90...3_000
  /// Most variables for which second derivatives are sampled.
  private static let hessianLimit = 30
  /// Up to how many chords through a point are tried, each half as long as the one before.
  private static let lengths = 10
  /// Gaps below this part of the values are none that a reader could see.
  private static let visibleGap = 1e-6
  /// Parts of a direction below this are the rounding of an eigenvector.
  private static let direction = 1e-9
  /// How often a chord may fail its proof.
  private static let proofs = 4

  private let program: AggregateProgram
  private var workspace: AggregateProgram.Workspace
  private var results = [0.0]
  /// Gives second derivatives; `nil` where an aggregate has none.
  private var objective: RowObjective?
  private var enclosure: AggregateEnclosure
  private let box: [Interval]
  private let isInterrupted: () -> Bool
  /// How many passes there are for a side.
  private let passes: Int
  private var passesLeft = 0
  private var proofsLeft = 0

  /// Prepares to look at `root` on a box; `nil` where it has an aggregate that has no bounds.
  init?(
    _ graph: ExpressionGraph, _ root: NodeID, by variables: [Symbol], on box: [Interval],
    data: ColumnData, isInterrupted: @escaping () -> Bool
  ) {
    guard let enclosure = AggregateEnclosure(graph, root, by: variables, data: data) else {
      return nil
    }
    self.enclosure = enclosure
    var graph = graph
    program = AggregateProgram(&graph, outputs: [root], inputs: variables, data: data)
    workspace = program.makeWorkspace()
    objective = RowObjective(graph, root: root, variables: variables, data: data)
    self.box = box
    self.isInterrupted = isInterrupted
    let rows = graph.columns(below: [root]).map { data[$0].count }.max() ?? 0
    passes = min(
      max(Self.rowBudget / max(rows, 1), Self.passLimits.lowerBound), Self.passLimits.upperBound)
  }

  /// A chord with the graph on a side of it, proved; `nil` where none was found.
  mutating func chord(_ side: Chord.Side) -> Chord? {
    passesLeft = passes
    proofsLeft = Self.proofs
    let points = Self.points(in: box)
    return chord(bySecondDerivativesAt: points, side) ?? chord(acrossPoints: points, side)
  }

  /// The middle of the box, points of all magnitudes where it has no end, and some spread evenly.
  private static func points(in box: [Interval]) -> [[Double]] {
    let even = SamplePoints(of: box, count: 40).points
    return even.prefix(1) + SamplePoints.ofAllMagnitudes(in: box, count: 80) + even.dropFirst()
  }

  /// Looks where the second derivatives have the sign they must not have: at once where it is plain,
  /// then where it is most so.
  private mutating func chord(
    bySecondDerivativesAt points: [[Double]], _ side: Chord.Side
  ) -> Chord? {
    let dimension = box.count
    guard objective != nil, dimension <= Self.hessianLimit else { return nil }
    let reserve = passesLeft / 2
    var faint: [(guess: Guess, part: Double)] = []
    for point in points where passesLeft > reserve && !isInterrupted() {
      passesLeft -= dimension * (dimension + 1) / 2
      guard let elements = objective?.hessian(at: point),
        let spectrum = SymmetricMatrix(elements, dimension: dimension)?.spectrum()
      else { continue }
      let extreme = side == .above ? -spectrum.smallest : spectrum.largest
      guard extreme > 1e-9 * spectrum.radius,
        let direction = side == .above ? spectrum.vectors.first : spectrum.vectors.last
      else { continue }
      let guess = Guess(point: point, direction: direction, curvature: extreme)
      if extreme < 0.01 * spectrum.radius {
        faint.append((guess, extreme / spectrum.radius))
      } else if let chord = chord(along: guess, side) {
        return chord
      }
    }
    for (guess, _) in faint.sorted(by: { $0.part > $1.part }) where passesLeft > 0 {
      if let chord = chord(along: guess, side) { return chord }
    }
    return nil
  }

  /// Where a chord may be: through a point in a direction of unit length.
  private struct Guess {
    var point: [Double]
    var direction: [Double]
    /// The magnitude of the second derivative along the direction.
    var curvature: Double
  }

  /// Tries chords through a point, from one over which the curvature makes much of the value.
  private mutating func chord(along guess: Guess, _ side: Chord.Side) -> Chord? {
    let value = value(at: guess.point)
    guard value.isFinite else { return nil }
    var length = 4 * (2 * abs(value) / guess.curvature).squareRoot()
    if !(length > 0) { length = 4 * max(1, guess.point.maxNorm) }
    for step in 0..<2 * Self.lengths where passesLeft > 0 && proofsLeft > 0 && !isInterrupted() {
      // Short numbers first, then such as keep the direction.
      let (halvings, part) = (step % Self.lengths, step < Self.lengths ? 1 : 0.001)
      let reach = length * Double(sign: .plus, exponent: -halvings, significand: 1)
      let ends = [-1.0, 1].map { way in
        zip(guess.point, guess.direction).map { coordinate, slope in
          let distance = max(reach * abs(slope), abs(coordinate) / 100, reach * Self.direction)
          return Self.rounded(coordinate + way * reach * slope, to: distance * part)
        }
      }
      if let chord = proved(ends[0], ends[1], side) { return chord }
    }
    return nil
  }

  /// Tries chords between points of the sample, which finds kinks that bend the wrong way.
  private mutating func chord(acrossPoints points: [[Double]], _ side: Chord.Side) -> Chord? {
    let points = points.map { $0.map { Self.rounded($0, to: abs($0)) } }
    var values: [Double] = []
    for (index, b) in points.enumerated() {
      values.append(value(at: b.map(\.double)))
      for other in points[..<index].indices.reversed().prefix(8) {
        guard passesLeft > 0, proofsLeft > 0, !isInterrupted() else { return nil }
        if let chord = proved(points[other], b, side, ends: (values[other], values[index])) {
          return chord
        }
      }
    }
    return nil
  }

  /// The chord between two points, if the graph is visibly on the side, and that is proved.
  private mutating func proved(
    _ a: [Rational], _ b: [Rational], _ side: Chord.Side, ends: (Double, Double)? = nil
  ) -> Chord? {
    guard a != b, isInside(a), isInside(b) else { return nil }
    let middle = zip(a, b).map { ($0 + $1) * Chord.half }
    let (start, end) = ends ?? (value(at: a.map(\.double)), value(at: b.map(\.double)))
    let height = value(at: middle.map(\.double))
    let gap = height - (start / 2 + end / 2)
    let size = max(abs(start), abs(end), abs(height))
    guard (side == .above ? gap : -gap) > Self.visibleGap * size else { return nil }
    let samples = [a, b, middle].compactMap { point in
      enclosure.bounds(at: point.map { Interval($0) }, isInterrupted: isInterrupted)
        .map { Chord.Sample(bounds: $0, exact: nil) }
    }
    guard samples.count == 3 else {
      proofsLeft -= 1
      return nil
    }
    let bounds = (samples[0].bounds + samples[1].bounds) * Interval(0.5, 0.5)
    let chord = Chord(
      a: a, b: b, t: Chord.half, ends: Array(samples[..<2]),
      chord: Chord.Sample(bounds: bounds, exact: nil), value: samples[2])
    if chord.side == side { return chord }
    proofsLeft -= 1
    return nil
  }

  private mutating func value(at point: [Double]) -> Double {
    passesLeft -= 1
    program.run(point, into: &results, workspace: &workspace)
    return results[0]
  }

  private func isInside(_ point: [Rational]) -> Bool {
    zip(point, box).allSatisfy { $1.contains(Interval($0)) }
  }

  /// The number with no more decimals than tell it from its neighbours at a distance.
  private static func rounded(_ value: Double, to distance: Double) -> Rational {
    guard value.isFinite else { return .zero }
    var (place, unit) = (0, 1.0)
    while place < 15, unit * distance < 1 {
      place += 1
      unit *= 10
    }
    let whole = (value * unit).rounded()
    guard abs(whole) < 1e15, let result = Rational(Int(whole), Int(unit)) else {
      return Rational(exactly: value) ?? .zero
    }
    return result
  }
}
