import NablaSyntax

extension PrintStyle {
  /// The style for a terminal, or for output that must be ASCII and parse back.
  init(unicode: Bool) {
    self = unicode ? .unicode : .ascii
  }
}

/// A name with its spelling for people.
extension Name {
  func text(unicode: Bool) -> String { unicode ? self.unicode : ascii }
}

/// An expression with free variables, or a vector or matrix of such.
struct ExpressionResult: Sendable {
  var raised: RaisedText
  var variables: [Name]
  var shape = Shape.number

  func addFields(to object: inout JSONObject) {
    object.add("text", raw: shape.text(of: raised.texts().indices.map { raised.json($0) }))
    if shape == .number, raised.json() == "null" { object.add("operations", raised.operations) }
    object.add("variables", variables.map(\.ascii))
  }

  func text(unicode: Bool) -> StyledText {
    var text = raised.partsText(unicode: unicode)
    let body = shape.text(of: raised.texts(PrintStyle(unicode: unicode)))
    text.append(Layout.indent(unicode) + body + "\n", .result)
    return text
  }
}

extension RaisedText {
  /// The lines that say what the names of common parts stand for.
  func partsText(unicode: Bool) -> StyledText {
    var text = StyledText()
    for line in partLines(PrintStyle(unicode: unicode)) {
      text.append(Layout.indent(unicode) + line + "\n", .dimmed)
    }
    return text
  }
}

/// `f(x) = ...` or `a = ...`.
struct DefinitionResult: Sendable {
  var name: Name
  /// `nil` for a value.
  var parameters: [Name]?
  var body: ArrayText
  /// The decimal of a value that is no short decimal itself.
  var approximation: String?

  func addFields(to object: inout JSONObject) {
    object.add("name", name.ascii)
    object.add("parameters", (parameters ?? []).map(\.ascii))
    object.add("text", raw: body.json)
  }

  func text(unicode: Bool) -> StyledText {
    var head = name.text(unicode: unicode)
    if let parameters {
      head += "(" + parameters.map { $0.text(unicode: unicode) }.joined(separator: ", ") + ")"
    }
    var text = StyledText(Layout.indent(unicode) + "\(head) = ")
    text.append(body.text(PrintStyle(unicode: unicode)), .result)
    if let approximation { text.append(unicode ? " ≈ \(approximation)" : "  # \(approximation)") }
    text.append("\n")
    return text
  }
}
