import NablaAlgebra
import NablaEvaluation

/// What standardizing the features of a loss would do to a descent.
///
/// With z = (x - mean)/std the curvatures of a linear model become those of the features'
/// correlations (LeCun, Bottou, Orr and Müller, Efficient BackProp, 1998, section 4.3).
package struct FeatureScaling: Sendable {
  /// From which condition number on it is worth while to speak of it.
  private static let largeCondition = 50.0

  /// The features, in columns alone, and the graph that they are in.
  package let graph: ExpressionGraph
  package let features: [NodeID]
  /// Whether their means are to be taken off: a constant among the features takes that up.
  package let isCentred: Bool
  /// The condition numbers of the Hessian with the features as they are, and standardized.
  package let condition: Double
  package let scaledCondition: Double
  /// From which learning rate on steps overshoot with standardized features; `nil` where the
  /// curvature is not the same everywhere.
  package let scaledLimit: Double?

  /// Looks at a loss by a linear combination of features; `nil` where it is none, where there is a
  /// penalty, which would mean something else after scaling, and where scaling gains no factor of 4.
  ///
  /// The Hessians are those at 0, which for squared residuals are the same everywhere.
  package init?(
    _ graph: ExpressionGraph, root: NodeID, variables: [Symbol], data: ColumnData
  ) {
    var graph = graph
    guard let loss = RowLoss(&graph, root: root, variables: variables, data: data),
      graph.isNumber(loss.rest, 0),
      let linear = graph.linearPredictor(of: loss.body, by: variables),
      let spectrum = Self.spectrum(loss.body, loss, variables, data, graph)
    else { return nil }
    guard let basis = FeatureBasis(linear.features, in: &graph) else { return nil }
    var terms: [NodeID] = []
    for (variable, feature) in zip(variables, linear.features) {
      var image = feature
      if let varying = basis.varying[feature] {
        guard
          let scaled = Self.standardized(
            varying, loss, isCentred: basis.isCentred, data, in: &graph)
        else { return nil }
        image = graph.product(basis.factor, scaled)
      }
      terms.append(graph.product(graph.variable(graph.name(variable)), image))
    }
    let predictor = graph.variable(graph.name(linear.predictor))
    let combination = graph.sum(terms)
    let body = graph.substituting([predictor: combination], in: [linear.link])[0]
    guard let scaled = Self.spectrum(body, loss, variables, data, graph) else { return nil }
    condition = spectrum.largest / spectrum.smallest
    scaledCondition = scaled.largest / scaled.smallest
    scaledLimit = scaled.isUniform ? 2 / scaled.largest : nil
    guard condition >= Self.largeCondition, scaledCondition <= condition / 4 else { return nil }
    isCentred = basis.isCentred
    features = linear.features.compactMap { basis.varying[$0] }
    self.graph = graph
  }

  private static func spectrum(
    _ body: NodeID, _ loss: RowLoss, _ variables: [Symbol], _ data: ColumnData,
    _ graph: ExpressionGraph
  ) -> (smallest: Double, largest: Double, isUniform: Bool)? {
    var graph = graph
    let sample = graph.columns(in: loss.sample)
    let mean = graph.aggregate(loss.isTotal ? .sum : .mean, of: body, over: sample)
    let root = graph.product(graph.real(loss.weight), mean)
    guard var objective = RowObjective(graph, root: root, variables: variables, data: data),
      let elements = objective.hessian(at: Array(repeating: 0, count: variables.count)),
      let spectrum = SymmetricMatrix(elements, dimension: variables.count)?.spectrum(),
      spectrum.smallest > 0, spectrum.largest.isFinite
    else { return nil }
    return (spectrum.smallest, spectrum.largest, objective.constantHessian() != nil)
  }

  private static func standardized(
    _ term: NodeID, _ loss: RowLoss, isCentred: Bool, _ data: ColumnData,
    in graph: inout ExpressionGraph
  ) -> NodeID? {
    let sample = graph.columns(in: loss.sample)
    let mean = graph.aggregate(.mean, of: term, over: sample)
    let count = graph.aggregate(.count, of: term, over: sample.isEmpty ? [term] : sample)
    let figures = AggregateProgram(&graph, outputs: [mean, count], inputs: [], data: data)
      .evaluate([])
    let centred = graph.sum([term, graph.real(-figures[0])])
    let square = graph.power(centred, graph.number(2))
    let variance = graph.aggregate(.mean, of: square, over: sample)
    let value = AggregateProgram(&graph, outputs: [variance], inputs: [], data: data)
      .evaluate([])[0]
    let deviation = (value * figures[1] / (figures[1] - 1)).squareRoot()
    guard deviation > 0, deviation.isFinite else { return nil }
    return graph.product(isCentred ? centred : term, graph.real(1 / deviation))
  }
}

/// Features as multiples of one of them, the factor, by what varies from row to row.
///
/// The factor is 1 where one feature is constant. With labels in front, as in y*(a + b*x), it is
/// the label. A feature that is the factor itself takes up what centring the others takes off.
private struct FeatureBasis {
  var factor: NodeID
  /// What each feature but the factor is besides the factor and a number.
  var varying: [NodeID: NodeID] = [:]
  var isCentred = true

  init?(_ features: [NodeID], in graph: inout ExpressionGraph) {
    let one = graph.number(1)
    factor = one
    let moving = features.filter { graph.isRowwise($0) }
    let columns = graph.columnNodes(below: features)
    if moving.count < features.count {
      for feature in moving { varying[feature] = graph.coefficientAndTerm(feature).term }
      return
    }
    for feature in features {
      let base = graph.coefficientAndTerm(feature).term
      var images: [NodeID: NodeID] = [:]
      for other in features where other != feature {
        let term = graph.coefficientAndTerm(other).term
        let opposite = graph.negated(term)
        images[other] = columns.first { column in
          let product = graph.product(base, column)
          return product == term || product == opposite
        }
      }
      guard images.count == features.count - 1 else { continue }
      (factor, varying) = (base, images)
      return
    }
    // Without such a feature a shift would change what the model can be.
    isCentred = false
    for feature in features {
      let term = graph.coefficientAndTerm(feature).term
      guard columns.contains(term) else { return nil }
      varying[feature] = term
    }
  }
}

extension ExpressionGraph {
  /// The nodes of some columns.
  fileprivate mutating func columns(in symbols: [Symbol]) -> [NodeID] {
    symbols.map { column(name($0)) }
  }

  /// The columns that occur in some expressions.
  fileprivate func columnNodes(below roots: [NodeID]) -> [NodeID] {
    nodes(below: roots).filter { kind($0) == .variable && isRowwise($0) }
  }
}
