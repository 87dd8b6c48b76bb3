import NablaOptimization
import NablaSyntax

/// The report on a fit for people.
struct FitReport {
  let result: FitResult
  let unicode: Bool

  private var fit: LeastSquaresFit { result.fit }
  private var statistics: FitStatistics { result.statistics }
  private var plusMinus: String { unicode ? "±" : "+-" }
  private var atMost: String { unicode ? "≤" : "<=" }

  var text: StyledText {
    var text = StyledText()
    text.append("  " + outcome + "\n", result.isSuccess ? .good : .bad)
    for line in Layout.columns(parameterRows) {
      text.append("  " + line.trimmedAtEnd + "\n", .result)
    }
    for line in figures + advice { text.append("  " + line + "\n") }
    text.append(comparison)
    return text
  }

  private func name(_ parameter: Int) -> String {
    result.parameters[parameter].text(unicode: unicode)
  }

  /// How the parameters were found.
  private var outcome: String {
    let steps = fit.run.steps == 1 ? "1 step" : "\(fit.run.steps) steps"
    if result.isDirect {
      return "linear in \(result.parameters.count == 1 ? name(0) : "its parameters"),"
        + " so solved directly by QR, without a start"
    }
    guard result.isSuccess else { return result.message + ", after \(steps)" }
    let offset = "relative offset \(ReportNumber.measure(fit.relativeOffset))"
    return "converged by Levenberg-Marquardt after \(steps): "
      + (fit.isExact ? "the model goes through every row" : offset)
  }

  /// A line for each parameter: value ± standard error (percent).
  private var parameterRows: [[String]] {
    result.parameters.indices.map { index in
      let value = fit.run.x[index]
      var row = [name(index), "= " + ReportNumber.table(value).drop { $0 == " " }]
      if let error = statistics.standardErrors?[index] {
        row.append("\(plusMinus) \(NumberText.significant(error, 6))\(share(error, of: value))")
      }
      return row
    }
  }

  private func share(_ error: Double, of value: Double) -> String {
    guard value != 0 else { return "" }
    let percent = abs(100 * error / value)
    let isLong = percent >= 1000 && percent < 1e9
    return isLong
      ? " (\(NumberText.decimals(percent, 0)) %)" : " (\(NumberText.significant(percent, 3)) %)"
  }

  private var figures: [String] {
    let rows = statistics.rowCount == 1 ? "1 row" : "\(statistics.rowCount) rows"
    let count =
      result.parameters.count == 1 ? "1 parameter" : "\(result.parameters.count) parameters"
    var lines = [
      "\(rows) less \(count) leave \(statistics.degreesOfFreedom) degrees of freedom",
      "RSS = \(NumberText.significant(statistics.rss, 9))"
        + (statistics.rSquared.isNaN
          ? "" : ", \(unicode ? "R²" : "R^2") = \(NumberText.significant(statistics.rSquared, 9))")
        + (statistics.degreesOfFreedom > 0
          ? ", standard deviation of a residual \(NumberText.significant(statistics.residualError, 6))"
          : ""),
    ]
    let quantiles = statistics.residualQuantiles.map { NumberText.significant($0, 4) }
    if quantiles.count == 5 {
      lines.append(
        "residuals from \(quantiles[0]) to \(quantiles[4]), quartiles \(quantiles[1]),"
          + " \(quantiles[2]), \(quantiles[3])")
    }
    if let reason = result.missingErrorsReason(unicode: unicode) {
      lines.append("no standard errors: \(reason)")
    }
    return lines
  }

  private var advice: [String] {
    let correlations = result.strongCorrelations
    var lines = correlations.prefix(6).map { pair in
      "\(name(pair.first)) and \(name(pair.second)) are correlated:"
        + " \(NumberText.significant(pair.value, 4))"
    }
    if correlations.count > 6 { lines.append("and \(correlations.count - 6) more pairs above 0.9") }
    if statistics.rSquared.isNaN { lines.append("the response is constant, so there is no R²") }
    if fit.isExact, statistics.rss > 0, statistics.standardErrors != nil {
      lines.append("the residuals are mostly rounding, and so are the standard errors")
    }
    if let attempt = fit.attempt, attempt != .given {
      lines.append("found \(attempt.sentence); plain steps from the start did not get there")
    }
    if let worse = fit.worse {
      lines.append(
        "another search from this start ended at a local minimum, RSS ="
          + " \(NumberText.significant(worse, 6))")
    }
    return lines.map { unicode ? $0 : ASCII.text($0) }
  }

  /// The direct solution beside gradient descent on the mean squared residual.
  private var comparison: StyledText {
    guard let descent = result.descent else { return StyledText() }
    var text = StyledText()
    let shown = result.parameters.indices.prefix(6)
    var rows = [[""] + shown.map { " " + name($0) } + [" loss", unicode ? " |∇|" : " |grad|"]]
    let slope = result.gradient.maxNorm
    rows.append(
      ["closed form"]
        + (shown.map { fit.run.x[$0] } + [statistics.mse, slope]).map(ReportNumber.table))
    if let x = descent.x {
      rows.append(
        ["descent"]
          + (shown.map { x[$0] } + [descent.value, descent.slope]).map(ReportNumber.table))
    }
    for (index, line) in Layout.columns(rows).enumerated() {
      text.append("  " + line.trimmedAtEnd + "\n", index == 0 ? .dimmed : .plain)
    }
    let steps = NumberText.significant(Double(descent.steps), 2)
    text.append(
      "  the loss is the mean squared residual; gradient descent at its best alpha,"
        + " \(NumberText.significant(descent.rate, 3)),"
        + (descent.x == nil
          ? " would take about \(steps) steps"
          : " took \(descent.steps == 1 ? "1 step" : "\(descent.steps) steps")")
        + "\n  its condition number is \(NumberText.significant(descent.condition, 6)), and alpha must be"
        + " below \(NumberText.significant(descent.rateLimit, 6))\n", .dimmed)
    return text
  }
}

extension LeastSquares.Attempt {
  /// How the search set out, in a sentence.
  fileprivate var sentence: String {
    var parts: [String] = []
    if scale != 1 { parts.append("from \(NumberText.significant(scale, 2)) times the start") }
    if solvesLinearFirst {
      parts.append("with the parameters solved for first in which the model is linear")
    }
    if firstRadius != LevenbergMarquardt.usualRadius { parts.append("with shorter first steps") }
    return parts.joined(separator: ", ")
  }
}

extension FitResult {
  func text(unicode: Bool) -> StyledText { FitReport(result: self, unicode: unicode).text }
}
