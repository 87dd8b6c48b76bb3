import NablaAlgebra
import NablaSyntax

/// What `fit` is about: a response and a model over the rows of one table.
struct FitTarget: Sendable {
  var graph: ExpressionGraph
  var response: NodeID
  var model: NodeID
  /// Multiplies the squared residual of its row; `nil` where all rows weigh 1.
  var weight: NodeID?
  /// The unknown names of the model, in natural order.
  var parameters: [Name]
  /// The elements of parameters that are vectors.
  var vectors: [Name: [Name]]
  /// The slopes of the model, one a parameter.
  var slopes: [NodeID]
  /// The table whose rows count.
  var table: Name?
  var responseSpan: Span
  var modelSpan: Span

  /// The symbols of the parameters.
  var symbols: [Symbol] {
    var graph = graph
    return parameters.map { graph.symbol(named: $0.ascii) }
  }

  /// Everything that is worked out in a row.
  var nodes: [NodeID] { [response, model] + [weight].compactMap { $0 } }

  /// What a point in some names is about.
  func target(of names: [Name]) -> Target {
    Target(
      graph: graph, roots: [model], variables: names, allVariables: names, vectors: vectors,
      span: modelSpan)
  }

  /// The positions of the parameters on which each slope depends.
  private var dependences: [Set<Int>] {
    let places = Dictionary(
      symbols.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    return slopes.map { slope in
      Set(graph.variables(below: [slope]).compactMap { places[$0] })
    }
  }

  /// Whether the model is linear in all its parameters together.
  var isLinear: Bool { dependences.allSatisfy(\.isEmpty) }

  /// Parameters in which the model is linear together once the others have values, picked in order.
  var conditionallyLinear: [Int] {
    let dependences = dependences
    var result: [Int] = []
    for candidate in slopes.indices {
      let together = result + [candidate]
      guard dependences[candidate].isDisjoint(with: together) else { continue }
      if result.allSatisfy({ !dependences[$0].contains(candidate) }) { result = together }
    }
    return result
  }
}
