import NablaSyntax

/// One step of gradient descent.
struct StepResult: Sendable {
  var label: FunctionLabel
  var alpha: Double
  var old: [Double]
  var new: [Double]
  var funOld: Double
  var funNew: Double
  /// The gradient at the old point.
  var jac: [Double]
  /// The gradient at the new point; for people only.
  var jacNew: [Double]

  func addFields(to object: inout JSONObject) {
    object.add("variables", label.variables.map(\.ascii))
    object.add("alpha", alpha)
    object.add("old", old)
    object.add("new", new)
    object.add("fun_old", funOld)
    object.add("fun_new", funNew)
    object.add("jac", jac)
    object.add("jac_new", jacNew)
  }

  func text(unicode: Bool) -> StyledText {
    var rows = [[""] + label.variables.map { $0.text(unicode: unicode) } + [label.value(unicode)]]
    rows[0] += slopeHeads(unicode)
    rows.append(row("old", old, funOld, jac))
    rows.append(row("new", new, funNew, jacNew))
    var text = StyledText()
    for (index, line) in Layout.columns(rows).enumerated() {
      text.append("  " + line.trimmedAtEnd + "\n", index == 0 ? .dimmed : .result)
    }
    text.append(sentences(unicode: unicode))
    return text
  }

  /// What the step did and why, in words.
  func sentences(unicode: Bool) -> StyledText {
    var text = StyledText("  " + explanation(unicode) + "\n")
    if funNew > funOld {
      text.append(
        "  the value rose: alpha \(NumberText.significant(alpha, 6)) overshoots, try a smaller one\n",
        .bad)
    }
    return text
  }

  private func slopeHeads(_ unicode: Bool) -> [String] {
    if label.variables.count == 1 { return [label.slope(unicode)] }
    return label.variables.map { (unicode ? "∂/∂" : "d/d") + $0.text(unicode: unicode) }
  }

  private func row(_ head: String, _ x: [Double], _ fun: Double, _ jac: [Double]) -> [String] {
    [head] + (x + [fun] + jac).map { ReportNumber.table($0) }
  }

  private func explanation(_ unicode: Bool) -> String {
    let rate = NumberText.significant(alpha, 6)
    guard label.variables.count == 1, let slope = jac.first, let x = old.first else {
      let isZero = jac.allSatisfy { $0 == 0 }
      return isZero
        ? "the gradient is zero there: a step leads nowhere"
        : "each variable moved by -\(rate) times its partial derivative, against the slope"
    }
    let name = label.variables[0].text(unicode: unicode)
    let place = "at \(name) = \(NumberText.significant(x, 9))"
    if slope == 0 { return "the slope is zero \(place): a step leads nowhere" }
    let direction = slope < 0 ? "falls to the right" : "rises to the right"
    let move = slope < 0 ? "right" : "left"
    let size = NumberText.significant(abs(alpha * slope), 6)
    return "\(place) the function \(direction) (slope \(NumberText.significant(slope, 6))),"
      + " so the step goes \(move) by \(rate) * \(NumberText.significant(abs(slope), 6)) = \(size)"
  }
}

/// Numbers as reports show them.
enum ReportNumber {
  /// A cell of a table: nine significant digits, two for what is nearly zero.
  static func table(_ value: Double) -> String {
    let digits = value.magnitude < 1e-4 && value != 0 ? 2 : 9
    let text = NumberText.significant(value, digits)
    return text.first == "-" ? text : " " + text
  }

  /// A result: nine decimal places, or ten digits of very large and very small numbers.
  static func result(_ value: Double) -> String {
    guard value.magnitude >= 1e-4, value.magnitude < 1e6 else {
      return NumberText.significant(value, 10)
    }
    return NumberText.decimals(value, 9)
  }

  /// A measured quantity that only its size matters of.
  static func measure(_ value: Double) -> String { NumberText.significant(value, 2) }
}

extension String {
  /// The text without spaces at its end.
  var trimmedAtEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
