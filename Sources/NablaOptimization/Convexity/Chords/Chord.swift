import NablaAlgebra
import NablaEvaluation

/// A chord of a function's graph and the function's value under or above one of its points: the
/// definition of convexity put to the test.
package struct Chord: Sendable {
  /// The ends, and the fraction of the way from `a` to `b`.
  package var a: [Rational]
  package var b: [Rational]
  package var t: Rational
  /// The function's values at the ends.
  package var ends: [Sample]
  /// The height of the chord at the point.
  package var chord: Sample
  /// The function's value at the point.
  package var value: Sample

  /// The point below which, or above which, the chord runs.
  package var point: [Rational] { zip(a, b).map { $0 + t * ($1 - $0) } }

  /// On which side of the chord the graph lies at the point, where the bounds prove that.
  var side: Side? {
    if value.bounds.lower > chord.bounds.upper { return .above }
    return value.bounds.upper < chord.bounds.lower ? .below : nil
  }

  static let half = Rational(1, 2) ?? .one

  /// A value, exact where it is rational, and always with proven bounds.
  package struct Sample: Sendable {
    package var bounds: Interval
    package var exact: Rational?
  }

  /// On which side of its chord a graph lies at a point.
  package enum Side: Sendable {
    /// Above, which no convex function does.
    case above
    /// Below, which no concave function does.
    case below
  }
}

/// Draws chords, with proven bounds for every value.
struct ChordTest {
  private var graph: ExpressionGraph
  private let root: NodeID
  private let variables: [Symbol]
  private let program: IntervalProgram

  init(_ graph: ExpressionGraph, _ root: NodeID, by variables: [Symbol]) {
    self.graph = graph
    self.root = root
    self.variables = variables
    program = IntervalProgram(graph, outputs: [root], inputs: variables)
  }

  /// On which side of the chord between two points the graph lies half-way, where that is proved.
  func side(_ a: [Rational], _ b: [Rational]) -> Chord.Side? {
    let middle = zip(a, b).map { ($0 + $1) * Chord.half }
    guard let start = bounds(at: a), let end = bounds(at: b), let value = bounds(at: middle) else {
      return nil
    }
    let chord = (start + end) * Interval(0.5, 0.5)
    if value.lower > chord.upper { return .above }
    return value.upper < chord.lower ? .below : nil
  }

  /// The chord with all its values, exact where they can be.
  mutating func chord(_ a: [Rational], _ b: [Rational]) -> Chord? {
    let middle = zip(a, b).map { ($0 + $1) * Chord.half }
    guard let start = sample(at: a), let end = sample(at: b), let value = sample(at: middle) else {
      return nil
    }
    let exact = start.exact.flatMap { start in end.exact.map { (start + $0) * Chord.half } }
    let bounds = exact.map { Interval($0) } ?? (start.bounds + end.bounds) * Interval(0.5, 0.5)
    return Chord(
      a: a, b: b, t: Chord.half, ends: [start, end],
      chord: Chord.Sample(bounds: bounds, exact: exact), value: value)
  }

  /// The value at a point, exact where substituting gives a number.
  mutating func sample(at point: [Rational]) -> Chord.Sample? {
    guard let bounds = bounds(at: point) else { return nil }
    var replacements: [NodeID: NodeID] = [:]
    for (symbol, value) in zip(variables, point) {
      replacements[graph.variable(graph.name(symbol))] = graph.number(value)
    }
    let image = graph.substituting(replacements, in: [root])[0]
    return Chord.Sample(bounds: bounds, exact: graph.number(image))
  }

  private func bounds(at point: [Rational]) -> Interval? {
    let enclosure = program.evaluate(point.map { Interval($0) })[0]
    return enclosure.isDefined && enclosure.interval.isBounded ? enclosure.interval : nil
  }
}
