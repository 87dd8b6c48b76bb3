import NablaSyntax

/// The answer to `predict at POINT`.
struct PredictionResult: Sendable {
  var point: ModelPoint
  var value: Double
  /// The standard error of the model's value; `nil` where the parameters have none.
  var standardError: Double?
  /// The standard deviation of one row about the model.
  var residualError: Double

  func addFields(to object: inout JSONObject) {
    object.add("variables", point.coordinates.map(\.column.ascii))
    object.add("at", raw: JSON.array(point.coordinates.map(\.value.json)))
    object.add("value", value)
    object.add("stderr", raw: standardError.map(JSON.number) ?? "null")
    object.add("residual_error", residualError)
  }

  func text(unicode: Bool) -> StyledText {
    let error = standardError.map {
      " \(unicode ? "±" : "+-") \(NumberText.significant($0, 6))"
    }
    var text = StyledText(
      Layout.indent(unicode) + ReportNumber.result(value) + (error ?? "") + "\n", .result)
    if standardError != nil {
      text.append(
        "  # the standard error of the model there; a row of weight 1 scatters about it by"
          + " \(NumberText.significant(residualError, 6))\n", .dimmed)
    }
    return text
  }
}
