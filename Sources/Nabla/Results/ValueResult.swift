import NablaSyntax

/// A number, exact where it can be.
struct ValueResult: Sendable {
  /// The nearest double.
  var value: Double
  /// The exact form: a number, or an expression of exact parts such as `sqrt(2)`.
  var exact: RaisedText?
  /// The exact form as a finite decimal, where it has a short one.
  var decimal: String?
  /// Decimal digits beside the exact form; `nil` where that is a short decimal itself.
  var approximation: String?

  /// Significant digits of decimals shown to people.
  static let digits = 12

  func addFields(to object: inout JSONObject) {
    object.add("value", value)
    let form = decimal.map(JSON.string) ?? exact?.json()
    object.add("text", raw: form ?? JSON.string(NumberText.roundTrip(value)))
    if let form { object.add("exact", raw: form) }
  }

  func text(unicode: Bool) -> StyledText {
    var text = StyledText(Layout.indent(unicode))
    guard let exact else {
      text.append(NumberText.significant(value, ValueResult.digits) + "\n", .result)
      return text
    }
    text.append(decimal ?? exact.text(0, PrintStyle(unicode: unicode)), .result)
    if let approximation { text.append(unicode ? " ≈ \(approximation)" : "  # \(approximation)") }
    text.append("\n")
    return text
  }
}

/// A derivative asked for at a kink, where there is none.
struct KinkResult: Sendable {
  /// The derivative as it was asked for, such as `f'(0)`.
  var label: String
  var left: Double
  var right: Double

  /// The interval between the one-sided derivatives.
  var subdifferential: [Double] { [min(left, right), max(left, right)] }

  /// The interval as text.
  var interval: String {
    "[" + subdifferential.map { NumberText.significant($0, 12) }.joined(separator: ", ") + "]"
  }

  func addFields(to object: inout JSONObject) {
    object.add("value", Double.nan)
    object.add("text", interval)
    object.add("one_sided", [left, right])
    object.add("subdifferential", subdifferential)
  }

  /// The line that says what happens at the kink; a comment when it is read back.
  var explanation: StyledText {
    let sides = [left, right].map { NumberText.significant($0, ValueResult.digits) }
    return StyledText(
      "  # a kink: \(label) is \(sides[0]) from the left and \(sides[1]) from the right;"
        + " every slope between is a \(left <= right ? "sub" : "super")gradient\n", .dimmed)
  }

  func text(unicode: Bool) -> StyledText {
    var text = StyledText(Layout.indent(unicode) + interval + "\n", .result)
    text.append(explanation)
    return text
  }
}
