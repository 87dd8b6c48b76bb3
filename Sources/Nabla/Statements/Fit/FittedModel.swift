import NablaAlgebra
import NablaOptimization
import NablaSyntax

/// The last fit, as `predict` and `residuals` use it.
struct FittedModel: Sendable {
  var target: FitTarget
  var values: [Double]
  /// The covariance of the parameters, row by row; `nil` where it is not known.
  var covariance: [Double]?
  /// The standard deviation of a residual of weight 1.
  var residualError: Double

  init(_ target: FitTarget, _ result: FitResult) {
    self.target = target
    values = result.fit.run.x
    covariance = result.statistics.covariance
    residualError = result.statistics.residualError
  }

  /// The model with the parameters' values in place of their names.
  func fittedModel(in graph: inout ExpressionGraph) -> NodeID {
    var replacements: [NodeID: NodeID] = [:]
    for (name, value) in zip(target.parameters, values) {
      replacements[graph.variable(name.ascii)] = graph.real(value)
    }
    return graph.substituting(replacements, in: [target.model])[0]
  }
}
