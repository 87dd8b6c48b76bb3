import NablaEvaluation
import NablaOptimization
import NablaSyntax

/// The report on `minimize` and `maximize` on a box.
struct GlobalMinimumResult: Sendable {
  var label: FunctionLabel
  /// What was proved of the minimum, for a maximum that of the function with its sign turned.
  var proof: GlobalMinimum
  var isMaximum: Bool

  /// Most boxes around equal optima that are shown.
  private static let boxLimit = 8

  /// The bounds of the value, with the function's own sign.
  private var bounds: (lower: Double, upper: Double) {
    // Adding zero takes the sign from a zero.
    isMaximum ? (0 - proof.upper, 0 - proof.lower) : (proof.lower + 0, proof.upper + 0)
  }

  func addFields(to object: inout JSONObject) {
    object.add("variables", label.variables.map(\.ascii))
    object.add("lower", bounds.lower)
    object.add("upper", bounds.upper)
    let boxes = proof.boxes.map { box in
      JSON.array(box.map { JSON.array([$0.lower, $0.upper].map(JSON.number)) })
    }
    object.add("x", raw: JSON.array(boxes))
    object.add("certified", proof.isCertified)
    object.add("message", message)
    if let best = proof.best { object.add("best", best) }
    object.add("boxes", proof.boxCount)
  }

  func text(unicode: Bool) -> StyledText {
    var text = StyledText()
    text.append("  " + message + "\n", proof.isCertified ? .good : .bad)
    text.append("  " + valueLine(unicode) + "\n", .result)
    if proof.isCertified {
      for line in placeLines(unicode) { text.append("  " + line + "\n") }
    } else if let best = proof.best {
      let point = label.point(best, unicode: unicode, NumberText.roundTrip)
      text.append("  the best point seen is \(point)\n")
    }
    return text
  }

  private var kind: String { isMaximum ? "maximum" : "minimum" }

  /// How the search ended, in one sentence.
  private var message: String {
    let count = proof.boxCount == 1 ? "1 box" : "\(proof.boxCount) boxes"
    switch proof.ending {
    case .budget: return "not proved: given up after \(count)"
    case .interrupted: return "interrupted after \(count)"
    case .tooLarge: return "not proved: the derivatives are too large to work with"
    case .complete where proof.isCertified: return "global \(kind), proved with \(count)"
    case .complete where proof.lower == -.infinity:
      return "no \(kind) found: the values seem to have no bound \(isMaximum ? "above" : "below")"
    case .complete:
      return "no \(kind) proved: where the values come near the bound, the function may jump,"
        + " have a gap or go on without end"
    }
  }

  private func valueLine(_ unicode: Bool) -> String {
    let name = label.value(unicode)
    let (lower, upper) = bounds
    let width = upper - lower
    guard proof.isCertified, width <= 1e-9 * max(1, abs(lower)) else {
      let atMost = unicode ? "≤" : "<="
      let ends = [lower, upper].map { NumberText.significant($0, ValueResult.digits) }
      return "\(ends[0]) \(atMost) \(isMaximum ? "largest" : "least") \(name) \(atMost) \(ends[1])"
    }
    return "\(name) = " + number(near: isMaximum ? lower : upper, unicode)
  }

  /// The value with as many digits as are proved, and how far the true one may be.
  private func number(near value: Double, _ unicode: Bool) -> String {
    let (lower, upper) = bounds
    guard lower < upper else { return NumberText.roundTrip(value) + ", exactly" }
    let margin = Double(NumberText.significant(1.6 * (upper - lower), 1)) ?? .infinity
    let text = (9...17).lazy.map { NumberText.significant(value, $0) }.first { text in
      guard let shown = Double(text) else { return false }
      return shown - margin <= lower && upper <= shown + margin
    }
    return (text ?? NumberText.roundTrip(value)) + (unicode ? " ± " : " +- ")
      + NumberText.significant(margin, 1)
  }

  /// Where the optimum is taken: the boxes, in each of which it may be.
  private func placeLines(_ unicode: Bool) -> [String] {
    let boxes = proof.boxes
    let shown = boxes.prefix(Self.boxLimit).map { place($0, unicode) }
    guard boxes.count > 1 else {
      return shown.map { "at \($0), and nowhere else on the box" }
    }
    let more = boxes.count - shown.count
    return [
      "nowhere on the box but at these \(boxes.count) places, where values are equal or too near to tell:"
    ]
      + shown.map { "  " + $0 } + (more > 0 ? ["  and \(more) more"] : [])
  }

  private func place(_ box: [Interval], _ unicode: Bool) -> String {
    let names = label.variables.map { $0.text(unicode: unicode) }
    let sides = zip(names, box).prefix(8).map { name, side in
      guard side.width <= 1e-6 * max(1, side.magnitude) else {
        let ends = [side.lower, side.upper].map { NumberText.significant($0, 7) }
        return "\(name) in [\(ends[0]), \(ends[1])]"
      }
      let middle = side.contains(0) ? 0 : side.middle
      return "\(name) = \(NumberText.significant(middle, ValueResult.digits))"
    }
    return sides.joined(separator: ", ") + (box.count > 8 ? ", and \(box.count - 8) more" : "")
  }
}
