import NablaAlgebra
import NablaEvaluation

/// How a loss is computed without its rows: the means and sums in it that are polynomials in the
/// variables, as Taylor polynomials around a reference point, which are exact.
///
/// Their coefficients are means and sums themselves, the moments: for a squared residual the value,
/// the gradient and the products of features. One pass computes them all, and a step costs a few
/// operations for each, whatever the number of rows. Taken at a point near by, not at 0, they are
/// centred: what cancels in them cancels row by row, before anything is rounded.
struct MomentPlan: Sendable {
  /// Most moments of all means and sums together.
  static let momentLimit = 1000

  /// How many moments there are.
  var count: Int { coefficients.count }

  /// The monomials of each mean or sum.
  let terms: [Monomials]
  /// The moments of all of them in order, as functions of the reference point, and their graph.
  private let coefficients: [NodeID]
  private let graph: ExpressionGraph
  private let variables: [Symbol]
  /// Value and slopes of the loss by the variables and then by the means and sums, as functions of
  /// both; `nil` where the loss is `scale` times the only one.
  let outer: AggregateProgram?
  let scale: Double

  /// Looks for the polynomials in a loss; `nil` where there are none, where anything else depends on
  /// rows and variables, and where there are too many moments.
  init?(_ graph: ExpressionGraph, root: NodeID, variables: [Symbol], data: ColumnData) {
    var graph = graph
    let wanted = Set(variables)
    let degrees = graph.degrees(below: [root], in: wanted)
    var aggregates: [NodeID] = []
    var placeholders: [NodeID] = []
    let outermost = Self.outermostAggregates(of: root, in: graph, degrees)
    guard let outermost, !outermost.isEmpty else { return nil }
    var terms: [Monomials] = []
    var coefficients: [NodeID] = []
    for aggregate in outermost {
      guard
        let expansion = Monomials.expansion(
          of: aggregate, variables, limit: Self.momentLimit - coefficients.count, in: &graph)
      else { return nil }
      terms.append(expansion.monomials)
      coefficients += expansion.coefficients
      aggregates.append(aggregate)
      // No name that can be written has a space in it.
      placeholders.append(graph.variable("moments \(placeholders.count)"))
    }
    self.terms = terms
    self.coefficients = coefficients
    self.variables = variables
    self.graph = graph
    let term = graph.coefficientAndTerm(root)
    if aggregates == [term.term] {
      scale = term.coefficient.double
      outer = nil
      return
    }
    scale = 1
    let images = Dictionary(uniqueKeysWithValues: zip(aggregates, placeholders))
    let rest = graph.substituting(images, in: [root])[0]
    let inputs = variables + placeholders.compactMap { graph.symbol($0) }
    let slopes = graph.gradient(of: rest, by: inputs)
    guard graph.halt == nil else { return nil }
    outer = AggregateProgram(&graph, outputs: [rest] + slopes, inputs: inputs, data: data)
  }

  /// What computes the moments in order.
  ///
  /// Those that are the same whatever the point are computed by this already, in a pass over the rows.
  func moments(over data: ColumnData) -> AggregateProgram {
    var graph = graph
    return AggregateProgram(&graph, outputs: coefficients, inputs: variables, data: data)
  }

  /// The aggregates that depend on variables and stand in no other one; `nil` where one of them is
  /// no polynomial.
  private static func outermostAggregates(
    of root: NodeID, in graph: ExpressionGraph, _ degrees: [NodeID: Int?]
  ) -> [NodeID]? {
    var found: [NodeID] = []
    var reach = Reach(entersAggregates: false)
    for id in reach.nodes(from: [root], in: graph) where graph.kind(id) == .aggregate {
      guard let degree = degrees[id] ?? nil else { return nil }
      if degree > 0 { found.append(id) }
    }
    return found
  }
}
