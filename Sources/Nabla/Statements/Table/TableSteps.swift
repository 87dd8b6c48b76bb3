import NablaAlgebra
import NablaEvaluation

/// The places of a table's rows: a, a + h, a + 2h, ..., exact, so that they do not drift.
struct TableSteps {
  /// The graph in which the first place and the distance are.
  var graph: ExpressionGraph
  var start: NodeID
  var step: NodeID
  /// The distance as a number.
  var distance: Double
  var count: Int

  /// Most rows of a table.
  static let limit = 10_000
  /// With a distance of its own choosing a table has at least so many steps, and fewer than 2.5
  /// times as many.
  static let fewestSteps = 8.0

  /// The place of a row as an expression in a graph that holds those of `graph`.
  func place(_ index: Int, in graph: inout ExpressionGraph) -> NodeID {
    let way = graph.scaled(step, by: Rational(index))
    return graph.sum(start, way)
  }

  /// The largest of 1, 2 and 5 times the powers of ten that is not above a positive width.
  static func roundDistance(within width: Double) -> Rational {
    var unit = Rational.one
    let ten = Rational(10)
    let tenth = Rational(1, 10) ?? .one
    while unit.double > width, unit.double > 0 { unit = unit * tenth }
    while (unit * ten).double <= width { unit = unit * ten }
    let multiples = [5, 2].map { unit * Rational($0) }
    return multiples.first { $0.double <= width } ?? unit
  }

  /// How many rows there are up to `end`, which is one of them where a step hits it.
  ///
  /// Where bounds leave open whether it is hit, as the steps of pi/4 on [0, 2pi] would without
  /// exact arithmetic, it is.
  static func count(
    from start: NodeID, to end: NodeID, by step: NodeID, in graph: ExpressionGraph
  ) -> Double {
    var graph = graph
    let width = graph.difference(end, start)
    let quotient = graph.quotient(width, step)
    if let exact = graph.number(quotient) { return exact.floor.double + 1 }
    let bounds = IntervalProgram(graph, outputs: [quotient], inputs: []).evaluate([])[0].interval
    if bounds.isBounded { return bounds.upper.rounded(.down) + 1 }
    var numeric = Numeric(graph)
    return (numeric.value(quotient) * (1 + 1e-14)).rounded(.down) + 1
  }
}
