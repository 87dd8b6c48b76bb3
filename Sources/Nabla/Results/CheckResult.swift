import NablaAlgebra
import NablaOptimization
import NablaSyntax

/// The answer to `check`.
struct CheckResult: Sendable {
  var variables: [Name]
  var equality: Equality

  /// How the verdict was reached.
  private var proof: String {
    switch equality.isEqual {
    case true: "canonical form"
    case false: "point"
    case nil: "sampling"
    }
  }

  func addFields(to object: inout JSONObject) {
    object.add("variables", variables.map(\.ascii))
    object.add("equal", raw: equality.isEqual.map { $0 ? "true" : "false" } ?? "null")
    object.add("proof", proof)
    object.add("reason", reason(unicode: false))
    object.add("points", equality.agreements)
    guard let witness = equality.witness else { return }
    var inner = JSONObject()
    inner.add("at", witness.point.map(\.double))
    inner.add("left", witness.left?.approximation ?? .nan)
    inner.add("right", witness.right?.approximation ?? .nan)
    object.add("witness", raw: inner.text)
  }

  func text(unicode: Bool) -> StyledText {
    var text = StyledText()
    let verdict =
      switch equality.isEqual {
      case true: "equal"
      case false: "not equal"
      case nil: "no difference found"
      }
    text.append("  " + verdict, .result)
    text.append(": \(reason(unicode: unicode))\n")
    if let line = remainder { text.append("  \(line)\n", .dimmed) }
    return text
  }

  /// Why, in one sentence.
  private func reason(unicode: Bool) -> String {
    if let witness = equality.witness { return description(of: witness, unicode) }
    let points = equality.agreements == 1 ? "1 point" : "\(equality.agreements) points"
    switch equality.identity {
    case .sameForm? where equality.isSameDomain: return "both have the same canonical form"
    case .rewriting? where equality.isSameDomain:
      return "both have the same canonical form once simplified"
    case .commonDenominator? where equality.isSameDomain:
      return "both have the same canonical form over one denominator"
    case .some:
      return "wherever both are defined they are equal; whether both are defined at the same points"
        + " is not proved"
    case nil where equality.agreements == 0:
      return "no point was found where both sides have a value to compare"
    case nil where variables.isEmpty:
      return "both sides agree within rounding, which is evidence and no proof"
    case nil:
      return "both sides agree within rounding at \(points), which is evidence and no proof"
    }
  }

  /// What holds apart from a point where one side is undefined.
  private var remainder: String? {
    guard let witness = equality.witness, witness.left == nil || witness.right == nil else {
      return nil
    }
    if equality.identity != nil { return "wherever both are defined they are equal" }
    guard equality.agreements > 0 else { return nil }
    return "where both are defined no difference was found, at \(equality.agreements) points"
  }

  private func description(of witness: Equality.Witness, _ unicode: Bool) -> String {
    let values = texts(of: witness)
    let sides = "the left side is \(values.left) and the right side is \(values.right)"
    guard !variables.isEmpty else { return sides }
    let label = FunctionLabel(name: nil, variables: variables)
    let numbers = witness.point.map { NumberText.short($0) }
    var rest = numbers[...]
    let place = label.point(witness.point.map(\.double), unicode: unicode) { _ in
      rest.popFirst() ?? ""
    }
    return "at \(place)\(variables.count > 8 ? "," : "") \(sides)"
  }

  /// The values with as many digits as it takes to tell them apart.
  private func texts(of witness: Equality.Witness) -> (left: String, right: String) {
    guard let left = witness.left, let right = witness.right else {
      return (witness.left?.shortText ?? "undefined", witness.right?.shortText ?? "undefined")
    }
    if left.shortText != right.shortText { return (left.shortText, right.shortText) }
    for digits in [12, 15, 17] {
      let values = [left, right].map { NumberText.significant($0.approximation, digits) }
      if values[0] != values[1] { return (values[0], values[1]) }
    }
    return (left.longText, right.longText)
  }
}

extension Chord.Sample {
  /// The value as people write it, in a line.
  fileprivate var shortText: String {
    guard let exact, text.count > 24 else { return text }
    return NumberText.approximation(exact, 12)
  }

  /// The exact value with all its digits, unless it is very long.
  fileprivate var longText: String {
    guard let exact, exact.bitWidth <= 400 else { return NumberText.roundTrip(approximation) }
    return exact.decimal(maximumDigits: 60) ?? exact.description
  }
}
