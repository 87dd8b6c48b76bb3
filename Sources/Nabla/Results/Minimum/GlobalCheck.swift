import NablaEvaluation
import NablaOptimization

/// What is proved of a descent's optimum on a box around it.
struct GlobalCheck: Sendable {
  /// The box: two ends for each variable.
  var box: [(lower: Double, upper: Double)]
  /// What was proved of the minimum, for a maximum that of the function with its sign turned.
  var proof: GlobalMinimum
  var isMaximum: Bool
  /// Whether no value on the box is better than the one that was found.
  var isGlobal: Bool

  var json: String {
    var object = JSONObject()
    object.add("box", box.map { [$0.lower, $0.upper] })
    object.add("is_global", isGlobal)
    object.add("lower", isMaximum ? 0 - proof.upper : proof.lower)
    object.add("upper", isMaximum ? 0 - proof.lower : proof.upper)
    if let best = proof.best { object.add("x", best) }
    return object.text
  }

  /// One sentence.
  func sentence(_ label: FunctionLabel, unicode: Bool) -> String {
    let atMost = unicode ? "≤" : "<="
    let sides = zip(label.variables, box).map { name, side in
      "\(NumberText.significant(side.lower, 6)) \(atMost) \(name.text(unicode: unicode))"
        + " \(atMost) \(NumberText.significant(side.upper, 6))"
    }
    let place =
      "on \(sides.joined(separator: ", "))" + (proof.hasGaps ? ", where it is defined" : "")
    let kind = isMaximum ? "maximum" : "minimum"
    if isGlobal {
      return proof.boxes.count == 1
        ? "proved: this is the global \(kind) \(place)"
        : "proved: there is no \(isMaximum ? "higher maximum" : "lower minimum") \(place)"
    }
    let value = ReportNumber.result(isMaximum ? 0 - proof.upper : proof.upper)
    let point = label.point(proof.best ?? [], unicode: unicode, ReportNumber.result)
    return "not the global \(kind) \(place): at \(point) it is \(value)"
  }
}
