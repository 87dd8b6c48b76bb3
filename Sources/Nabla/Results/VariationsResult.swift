import NablaAlgebra
import NablaEvaluation
import NablaOptimization
import NablaSyntax

/// The table of `variations`: a row for each point, and between them how the function runs.
struct VariationsResult: Sendable {
  var label: FunctionLabel
  var variations: Variations

  func addFields(to object: inout JSONObject) {
    object.add("variables", label.variables.map(\.ascii))
    let points = variations.points.map { point in
      var entry = JSONObject()
      entry.add("x", point.place.number)
      for (key, value) in zip(["fun", "jac", "hess"], point.values) {
        entry.add(key, value?.approximation ?? .nan)
      }
      entry.add("event", point.event.rawValue)
      return entry.text
    }
    object.add("points", raw: JSON.array(points))
    let parts = variations.parts.map { part in
      var entry = JSONObject()
      entry.add("lower", part.part.lower.number)
      entry.add("upper", part.part.upper.number)
      entry.add("slope", part.slope.mark)
      entry.add("bend", part.bend.mark)
      return entry.text
    }
    object.add("parts", raw: JSON.array(parts))
  }

  func text(unicode: Bool) -> StyledText {
    let name = label.variables[0].text(unicode: unicode)
    let isNamed = label.name != nil
    var rows = [
      [
        name, label.value(unicode), label.slope(unicode),
        isNamed ? label.curvature(unicode) : "bend", "",
      ]
    ]
    for (index, point) in variations.points.enumerated() {
      if !(point.place.isInfinite) || index == 0 || index == variations.points.count - 1 {
        rows.append(row(point, unicode))
      }
      if index < variations.parts.count { rows.append(row(variations.parts[index], unicode)) }
    }
    var text = StyledText()
    for (index, line) in Layout.columns(rows).enumerated() {
      text.append("  " + line.trimmedAtEnd + "\n", index == 0 ? .dimmed : .result)
    }
    return text
  }

  private func row(_ point: Variations.Point, _ unicode: Bool) -> [String] {
    if point.place.isInfinite { return [NumberText.roundTrip(point.place.number), "", "", "", ""] }
    let place = exact(point.place.node, unicode) ?? point.place.text
    var values = point.values.map { $0?.text ?? "" }
    if point.place.exact == nil, let value = exact(point.node, unicode) { values[0] = value }
    if point.event == .undefined { values[0] = "undefined" }
    return [place] + values + [point.event.words]
  }

  /// A short expression such as `-sqrt(2)` with its decimal.
  private func exact(_ node: NodeID?, _ unicode: Bool) -> String? {
    guard let node, variations.graph.number(node) == nil else { return nil }
    let raised = RaisedText(variations.graph, [node])
    guard raised.operations <= 4 else { return nil }
    var numeric = Numeric(variations.graph)
    let decimal = NumberText.significant(numeric.value(node), 7)
    return raised.text(0, PrintStyle(unicode: unicode)) + (unicode ? " ≈ " : " = ") + decimal
  }

  private func row(_ part: Variations.Part, _ unicode: Bool) -> [String] {
    guard part.slope != .undefined else { return ["", "undefined", "", "", ""] }
    let run =
      switch part.slope {
      case .positive: unicode ? "↑" : "rising"
      case .negative: unicode ? "↓" : "falling"
      case .zero: unicode ? "→" : "level"
      case .undefined, .unknown: "?"
      }
    let bend =
      switch part.bend {
      case .positive: unicode ? " ∪" : ", convex"
      case .negative: unicode ? " ∩" : ", concave"
      case .zero: unicode ? "" : ", straight"
      case .undefined, .unknown: " ?"
      }
    return ["", run + bend, part.slope.mark, part.bend.mark, ""]
  }
}

extension SignChart.Sign {
  /// The sign in a table.
  fileprivate var mark: String {
    switch self {
    case .positive: "+"
    case .negative: "-"
    case .zero: "0"
    case .undefined: "undefined"
    case .unknown: "?"
    }
  }
}

extension Variations.Event {
  /// What happens, in words.
  fileprivate var words: String {
    switch self {
    case .end: ""
    case .minimum: "local minimum"
    case .maximum: "local maximum"
    case .inflection: "inflection"
    case .level: "level"
    case .kink: "kink"
    case .jump: "jump"
    case .undefined: ""
    case .unknown: ""
    }
  }
}

extension LinePoint {
  /// The nearest double, or an infinity at an end of the line.
  fileprivate var number: Double {
    isInfinite ? (bounds.lower < 0 ? -.infinity : .infinity) : approximation
  }
}
