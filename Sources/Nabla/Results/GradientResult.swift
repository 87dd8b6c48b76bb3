import NablaSyntax

/// The column of partial derivatives, and their values at a point if one was given.
struct GradientResult: Sendable {
  var variables: [Name]
  var raised: RaisedText
  var point: PointValues?

  /// Values at a point.
  struct PointValues: Sendable {
    var at: [Double]
    /// The function's own value.
    var fun: Double
    var value: [Double]
    /// What there is instead of a partial derivative, along the variables that have a kink there.
    var kinks: [KinkResult?] = []
  }

  func addFields(to object: inout JSONObject) {
    object.add("variables", variables.map(\.ascii))
    object.add("text", raw: JSON.array(variables.indices.map { raised.json($0) }))
    if raised.json() == "null" { object.add("operations", raised.operations) }
    guard let point else { return }
    object.add("at", point.at)
    object.add("fun", point.fun)
    object.add("value", point.value)
    if point.kinks.contains(where: { $0 != nil }) {
      let intervals = zip(point.kinks, point.value).map { $0?.subdifferential ?? [$1, $1] }
      object.add("subdifferential", intervals)
    }
  }

  func text(unicode: Bool) -> StyledText {
    var text = raised.partsText(unicode: unicode)
    if unicode {
      appendColumn(to: &text)
    } else {
      text.append("[" + raised.texts().joined(separator: ", ") + "]\n", .result)
    }
    guard let point else { return text }
    let values = zip(point.value, point.kinks).map { value, kink in
      kink?.interval ?? NumberText.significant(value, ValueResult.digits)
    }
    let place = zip(variables, point.at).map {
      "\($0.text(unicode: unicode)) = \(NumberText.significant($1, ValueResult.digits))"
    }
    let list = "[" + values.joined(separator: ", ") + "]"
    if unicode {
      text.append("  at \(place.joined(separator: ", ")): ")
      text.append(list, .result)
      text.append(", value \(NumberText.significant(point.fun, ValueResult.digits))\n")
    } else {
      text.append("\(list)  # at \(place.joined(separator: ", "))\n")
    }
    for case let kink? in point.kinks { text.append(kink.explanation) }
    return text
  }

  private func appendColumn(to text: inout StyledText) {
    let cells = raised.texts(.unicode)
    let width = cells.map(\.count).max() ?? 0
    for (index, cell) in cells.enumerated() {
      let (left, right) = Layout.brackets(index, of: cells.count)
      text.append(index == 0 ? "  ∇ = " : "      ")
      text.append(left, .dimmed)
      text.append(Layout.padded(cell, width), .result)
      text.append(right, .dimmed)
      text.append("  ∂/∂\(variables[index].unicode)\n", .dimmed)
    }
  }
}

/// A matrix of derivatives: a Hessian or a Jacobian, row by row.
struct MatrixResult: Sendable {
  /// Which matrix.
  enum Kind: String, Sendable {
    case hessian
    case jacobian
  }

  var kind: Kind
  var variables: [Name]
  /// All entries, row by row.
  var raised: RaisedText
  var rowCount: Int
  /// The point and the entries' values there.
  var at: [Double]?
  var value: [[Double]]?

  private func rows(_ style: PrintStyle) -> [[String]] {
    let texts = raised.texts(style)
    return (0..<rowCount).map { row in
      Array(texts[row * variables.count..<(row + 1) * variables.count])
    }
  }

  func addFields(to object: inout JSONObject) {
    object.add("variables", variables.map(\.ascii))
    let texts = (0..<rowCount).map { row in
      JSON.array(variables.indices.map { raised.json(row * variables.count + $0) })
    }
    object.add("text", raw: JSON.array(texts))
    if let at, let value {
      object.add("at", at)
      object.add("value", value)
    }
  }

  func text(unicode: Bool) -> StyledText {
    var text = raised.partsText(unicode: unicode)
    text.append(matrix(rows(PrintStyle(unicode: unicode)), label: label, unicode: unicode))
    guard let value, let at else { return text }
    let numbers = value.map { $0.map { NumberText.significant($0, ValueResult.digits) } }
    let place = zip(variables, at).map {
      "\($0.text(unicode: unicode)) = \(NumberText.significant($1, ValueResult.digits))"
    }
    text.append((unicode ? "  at " : "# at ") + place.joined(separator: ", ") + "\n")
    text.append(matrix(numbers, label: label, unicode: unicode))
    return text
  }

  private var label: String { kind == .hessian ? "H = " : "J = " }

  private func matrix(_ rows: [[String]], label: String, unicode: Bool) -> StyledText {
    var text = StyledText()
    guard unicode else {
      let lines = rows.map { "[" + $0.joined(separator: ", ") + "]" }
      text.append("[" + lines.joined(separator: ", ") + "]\n", .result)
      return text
    }
    for (index, line) in Layout.columns(rows).enumerated() {
      let (left, right) = Layout.brackets(index, of: rows.count)
      text.append("  " + (index == 0 ? label : String(repeating: " ", count: label.count)))
      text.append(left, .dimmed)
      text.append(line, .result)
      text.append(right + "\n", .dimmed)
    }
    return text
  }
}
