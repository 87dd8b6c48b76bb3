import NablaOptimization
import NablaSyntax

/// The answer to `fit`.
struct FitResult: Sendable {
  var parameters: [Name]
  /// The model, and behind it the response.
  var raised: RaisedText
  var fit: LeastSquaresFit
  var statistics: FitStatistics
  /// Whether the model was solved by QR alone.
  var isDirect: Bool
  /// Gradient descent to the same minimum, for a linear model.
  var descent: QuadraticDescent?

  init(
    _ target: FitTarget, _ fit: LeastSquaresFit, _ statistics: FitStatistics, isDirect: Bool
  ) {
    parameters = target.parameters
    raised = RaisedText(target.graph, [target.model, target.response])
    self.fit = fit
    self.statistics = statistics
    self.isDirect = isDirect
    if isDirect {
      descent = QuadraticDescent(to: fit.run, from: fit.start, rowCount: statistics.rowCount)
    }
  }

  var label: FunctionLabel { FunctionLabel(name: nil, variables: parameters) }

  /// Whether the parameters are those of the least sum of squares, as far as can be told.
  var isSuccess: Bool { fit.isSolved }

  /// The gradient of the mean squared residual.
  var gradient: [Double] {
    let scale = -2 / Double(statistics.rowCount)
    return fit.run.linearization.slopesTimesResiduals.map { scale * $0 }
  }

  /// Pairs of parameters that are estimated nearly together, the strongest first.
  var strongCorrelations: [(first: Int, second: Int, value: Double)] {
    var result: [(first: Int, second: Int, value: Double)] = []
    for first in parameters.indices {
      for second in parameters.indices.dropFirst(first + 1) {
        guard let value = statistics.correlation(first, second), abs(value) > 0.9 else { continue }
        result.append((first, second, value))
      }
    }
    return result.sorted {
      (abs($1.value), $0.first, $0.second) < (abs($0.value), $1.first, $1.second)
    }
  }

  /// Why there are no standard errors.
  func missingErrorsReason(unicode: Bool) -> String? {
    guard statistics.standardErrors == nil else { return nil }
    func name(_ parameter: Int) -> String { parameters[parameter].text(unicode: unicode) }
    if let flat = fit.flatParameters.first {
      return "\(name(flat)) hardly moves the model here"
    }
    if let dependence = fit.solution?.dependences.first {
      let others = dependence.parts.map { name($0.parameter) }
      return others.isEmpty
        ? "\(name(dependence.parameter)) does not move the model here"
        : "the rows do not tell \(name(dependence.parameter)) from \(others.joined(separator: ", "))"
    }
    if statistics.degreesOfFreedom == 0 {
      return "there are as many parameters as rows, so the residuals tell nothing of the error"
    }
    return "the slopes at the end are beyond doubles"
  }

  /// How the search ended, in one sentence without numbers.
  var message: String {
    if isDirect { return "solved directly: the model is linear in its parameters" }
    if isSuccess { return "converged: the residuals are orthogonal to all slopes" }
    switch fit.run.stop {
    case .interrupted: return "interrupted: the best parameters so far are given"
    case .steps: return "not converged: the steps are used up"
    case .gradient, .step, .value, .undefined:
      return missingErrorsReason(unicode: false).map { "not converged: \($0)" }
        ?? "not converged: steps no longer lower the sum of squares, and its gradient is not zero"
    }
  }

  func addFields(to object: inout JSONObject) {
    let errors = statistics.standardErrors
    object.add(
      "parameters",
      raw: JSON.array(
        parameters.indices.map { index in
          var inner = JSONObject()
          inner.add("name", parameters[index].ascii)
          inner.add("value", fit.run.x[index])
          inner.add("stderr", raw: errors.map { JSON.number($0[index]) } ?? "null")
          return inner.text
        }))
    object.add("model", raw: raised.json(0))
    object.add("response", raw: raised.json(1))
    object.add("rss", statistics.rss)
    object.add("mse", statistics.mse)
    object.add("r2", statistics.rSquared)
    object.add("dof", statistics.degreesOfFreedom)
    object.add("rows", statistics.rowCount)
    if let reason = missingErrorsReason(unicode: false) { object.add("stderr_missing", reason) }
    let pairs = strongCorrelations.map { pair in
      "[" + JSON.string(parameters[pair.first].ascii) + ", "
        + JSON.string(parameters[pair.second].ascii) + ", " + JSON.number(pair.value) + "]"
    }
    object.add("correlations", raw: JSON.array(pairs))
    object.add("residual_quartiles", statistics.residualQuantiles)
    addSearch(to: &object)
  }

  /// The keys of `minimum`, for the mean squared residual.
  private func addSearch(to object: inout JSONObject) {
    object.add("method", isDirect ? "qr" : "lm")
    object.add("variables", parameters.map(\.ascii))
    object.add("x", fit.run.x)
    object.add("fun", statistics.mse)
    object.add("jac", gradient)
    object.add("nit", fit.run.steps)
    object.add("nfev", fit.run.evaluations)
    object.add("njev", fit.run.linearizations)
    object.add("success", isSuccess)
    object.add("status", isSuccess ? 0 : fit.run.stop.failureStatus)
    object.add("message", message)
    object.add("stop", fit.run.stop.rawValue)
    object.add("offset", fit.relativeOffset)
    if let worse = fit.worse { object.add("worse_rss", worse) }
    if let descent {
      object.add("condition", descent.condition)
      object.add("alpha_limit", descent.rateLimit)
    }
    object.add("trajectory", fit.run.path.map(\.x))
    object.add("fun_trajectory", fit.run.path.map { $0.rss / Double(statistics.rowCount) })
  }
}
