import NablaSyntax

/// A vector or matrix of numbers.
struct ArrayResult: Sendable {
  var body: ArrayText
  /// The nearest doubles, row by row.
  var values: [Double]
  /// Whether `body` has exact forms of all of them.
  var isExact: Bool
  /// Decimal digits of all, where one is no short decimal.
  var approximation: String?

  func addFields(to object: inout JSONObject) {
    object.add("value", raw: body.shape.text(of: values.map(JSON.number)))
    object.add("text", raw: body.json)
    if isExact { object.add("exact", raw: body.json) }
  }

  func text(unicode: Bool) -> StyledText {
    var text = StyledText(Layout.indent(unicode))
    guard isExact else {
      let digits = values.map { NumberText.significant($0, ValueResult.digits) }
      text.append(body.shape.text(of: digits) + "\n", .result)
      return text
    }
    text.append(body.text(PrintStyle(unicode: unicode)), .result)
    if let approximation { text.append(unicode ? " ≈ \(approximation)" : "  # \(approximation)") }
    text.append("\n")
    return text
  }
}
