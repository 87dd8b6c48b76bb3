import NablaAlgebra
import NablaOptimization

/// A loss over rows with its means and sums taken apart: factors that are the same in every row, and
/// in between means and sums that depend on no parameter, the moments.
///
/// A mean of (a + b*x - y)^2 is a polynomial in what changes from row to row, x and y. Around
/// numbers near their means it is one that cancels nowhere, however far from 0 the columns lie.
struct MomentSeparation {
  /// Most moments of a mean or sum.
  private static let momentLimit = 200

  /// The parts of rows that depend on no parameter, each once.
  let features: [NodeID]
  private let placeholders: [NodeID]

  /// Finds the features of a loss; the graph gains nodes.
  init(_ graph: inout ExpressionGraph, _ root: NodeID) {
    var found: [NodeID] = []
    var seen: Set<NodeID> = []
    let variable = Self.parametric(graph, below: root)
    func take(_ id: NodeID) {
      // A number in front stays outside.
      let feature = graph.kind(id) == .scale ? graph.operand(id, 1) : id
      if seen.insert(feature).inserted { found.append(feature) }
    }
    for id in graph.nodes(below: [root]) where variable.contains(id) {
      let isMoment = graph.kind(id) == .aggregate
      guard graph.isRowwise(id) || isMoment else { continue }
      for operand in graph.operands(id).prefix(isMoment ? 1 : .max)
      where graph.isRowwise(operand) && !variable.contains(operand) { take(operand) }
    }
    features = found
    // No name that can be written has a space in it.
    placeholders = found.indices.map { graph.variable("feature \($0)") }
  }

  /// The nodes below a root that depend on variables.
  private static func parametric(_ graph: ExpressionGraph, below root: NodeID) -> Set<NodeID> {
    var result: Set<NodeID> = []
    for id in graph.nodes(below: [root]) {
      let isVariable = graph.kind(id) == .variable && !graph.isRowwise(id)
      if isVariable || graph.operands(id).contains(where: { result.contains($0) }) {
        result.insert(id)
      }
    }
    return result
  }

  /// The loss in terms of moments around an `origin` for each feature; `nil` where a mean or sum is
  /// no polynomial in the features, or one of too many terms.
  func separated(
    _ root: NodeID, around origins: [Double], in graph: inout ExpressionGraph
  ) -> NodeID? {
    var isPossible = true
    let variable = Self.parametric(graph, below: root)
    let images = Dictionary(uniqueKeysWithValues: zip(features, placeholders))
    let image = graph.mapping([root]) { graph, id, operands in
      guard graph.kind(id) == .aggregate, variable.contains(id), isPossible else {
        return graph.rebuilt(id, operands)
      }
      // What stands in a mean within is another matter.
      let body = graph.mapping([operands[0]]) { graph, id, operands in
        images[id] ?? (graph.kind(id) == .aggregate ? id : graph.rebuilt(id, operands))
      }[0]
      guard graph.aggregate(id).isLinear, let sum = moments(of: id, body, origins, in: &graph)
      else {
        isPossible = false
        return id
      }
      return sum
    }[0]
    return isPossible ? image : nil
  }

  /// The Taylor polynomial of what is aggregated, with the moments for the powers of distances.
  private func moments(
    of aggregate: NodeID, _ body: NodeID, _ origins: [Double], in graph: inout ExpressionGraph
  ) -> NodeID? {
    let symbols = placeholders.compactMap { graph.symbol($0) }
    let degree = graph.degrees(below: [body], in: Set(symbols))[body] ?? nil
    guard degree != nil,
      let expansion = Monomials.expansion(of: body, symbols, limit: Self.momentLimit, in: &graph)
    else { return nil }
    let points = origins.map { origin in
      Int(exactly: origin).map { graph.number($0) } ?? graph.real(origin)
    }
    let places = Dictionary(uniqueKeysWithValues: zip(placeholders, points))
    let coefficients = graph.substituting(places, in: expansion.coefficients)
    let distances = zip(features, points).map {
      graph.sum([$0, graph.scaled($1, by: Rational(-1))])
    }
    let kind = graph.aggregate(aggregate)
    let sample = Array(graph.operands(aggregate).dropFirst())
    var monomials = [graph.number(1)]
    for index in 1..<expansion.monomials.count {
      let smaller = monomials[expansion.monomials.parent(of: index)]
      monomials.append(graph.product([smaller, distances[expansion.monomials.factor(of: index)]]))
    }
    let zero = graph.number(0)
    let terms = zip(coefficients, monomials).filter { $0.0 != zero }.map { term in
      graph.product(term.0, graph.aggregate(kind, of: term.1, over: sample))
    }
    return graph.sum(terms)
  }
}
