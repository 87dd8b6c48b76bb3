import NablaAlgebra
import NablaEvaluation
import NablaOptimization
import NablaSyntax

/// The answer to `convex` and `concave`.
struct ConvexityResult: Sendable {
  /// What was asked.
  enum Question: String, Sendable {
    case convex
    case concave
  }

  var label: FunctionLabel
  var question: Question
  /// Whether no box was given.
  var isWholeSpace: Bool
  var convexity: Convexity

  /// The chord that refutes what was asked.
  var witness: Chord? {
    question == .convex ? convexity.above : convexity.below
  }

  private var parts: [LinePart]? {
    question == .convex ? convexity.convexOn : convexity.concaveOn
  }

  private var holds: Bool {
    question == .convex ? convexity.verdict.isConvex : convexity.verdict.isConcave
  }

  func addFields(to object: inout JSONObject) {
    object.add("variables", label.variables.map(\.ascii))
    object.add("verdict", convexity.verdict.rawValue)
    object.add("reason", convexity.reason)
    if let witness { object.add("witness", raw: json(witness)) }
    if let parts = convexity.convexOn { object.add("convex_on", parts.map(ends)) }
    if let parts = convexity.concaveOn { object.add("concave_on", parts.map(ends)) }
  }

  private func ends(_ part: LinePart) -> [Double] {
    [part.lower, part.upper].map { $0.isInfinite ? $0.bounds.infinity : $0.approximation }
  }

  private func json(_ chord: Chord) -> String {
    var object = JSONObject()
    for (key, point) in [("a", chord.a), ("b", chord.b)] {
      let coordinates = point.map { JSON.number($0.double) }
      object.add(key, raw: point.count == 1 ? coordinates[0] : JSON.array(coordinates))
    }
    object.add("t", chord.t.double)
    object.add("chord", chord.chord.approximation)
    object.add("value", chord.value.approximation)
    return object.text
  }

  func text(unicode: Bool) -> StyledText {
    var text = StyledText()
    let verdict = convexity.verdict
    switch verdict {
    case .unknown where witness == nil:
      text.append("  unknown", .result)
      text.append(": \(convexity.reason)\n")
    case .unknown, .neither,
      _ where !holds:
      text.append("  not \(question.rawValue)", .result)
      text.append(": \(refutation(unicode))\n")
      if verdict.isConvex || verdict.isConcave {
        text.append("  it is \(verdict.rawValue)\(place): \(convexity.reason)\n")
      }
    default:
      text.append("  \(verdict.rawValue)\(place)", .result)
      text.append(": \(convexity.reason)\n")
    }
    if verdict.isConvex { text.append(minimumLine) }
    if !holds, let line = partsLine(unicode) { text.append(line) }
    return text
  }

  private var place: String {
    convexity.isDefined ? isWholeSpace ? "" : " on the box" : " where it is defined"
  }

  /// What convexity is good for.
  private var minimumLine: StyledText {
    guard question == .convex, convexity.verdict != .affine else { return StyledText() }
    return StyledText(
      convexity.verdict == .strictlyConvex
        ? "  so there is at most one minimum\n" : "  so every local minimum is a global one\n",
      .dimmed)
  }

  /// The chord in words: the values at its ends, and the point at which the graph is on the wrong
  /// side of it.
  private func refutation(_ unicode: Bool) -> String {
    guard let witness else { return convexity.reason }
    let side = question == .convex ? "above" : "below"
    let points = [witness.a, witness.b, witness.point]
    let values = (witness.ends + [witness.value]).map(\.text)
    guard let name = label.name?.text(unicode: unicode) else {
      let places = points.map { place($0, unicode) }
      return "it is \(values[0]) at \(places[0]) and \(values[1]) at \(places[1]), but"
        + " \(values[2]) at \(places[2]), \(side) the chord"
    }
    let equations = zip(points, values).map { "\(name)(\(list($0))) = \($1)" }
    return "\(equations[0]) and \(equations[1]), but \(equations[2]) lies \(side) the chord"
  }

  private func list(_ point: [Rational]) -> String {
    point.prefix(8).map { NumberText.short($0) }.joined(separator: ", ")
      + (point.count > 8 ? ", ..." : "")
  }

  func place(_ point: [Rational], _ unicode: Bool) -> String {
    let names = label.variables.prefix(8).map { $0.text(unicode: unicode) }.joined(separator: ", ")
    return point.count == 1 ? "\(names) = \(list(point))" : "(\(list(point)))"
  }

  /// Where the function is convex, in one variable.
  private func partsLine(_ unicode: Bool) -> StyledText? {
    guard let parts, !parts.isEmpty, label.variables.count == 1 else { return nil }
    let name = label.variables[0].text(unicode: unicode)
    let list = parts.map { condition(on: $0, name, unicode) }
    return StyledText("  \(question.rawValue) exactly on \(list.joined(separator: " and on "))\n")
  }

  private func condition(on part: LinePart, _ name: String, _ unicode: Bool) -> String {
    let (below, above) = unicode ? ("≤", "≥") : ("<=", ">=")
    let (lower, upper) = (part.lower.text, part.upper.text)
    switch (part.lower.isInfinite, part.upper.isInfinite) {
    case (true, true): return "the whole line"
    case (true, false): return "\(name) \(part.hasUpper ? below : "<") \(upper)"
    case (false, true): return "\(name) \(part.hasLower ? above : ">") \(lower)"
    case (false, false):
      return "\(lower) \(part.hasLower ? below : "<") \(name)"
        + " \(part.hasUpper ? below : "<") \(upper)"
    }
  }
}

extension LinePoint {
  /// The number as people write it: a short fraction, or some of its decimals.
  var text: String {
    exact.map { NumberText.short($0) } ?? NumberText.significant(approximation, 7)
  }
}

extension Interval {
  /// The infinity on its side of an end of the line.
  fileprivate var infinity: Double { lower == -.infinity ? -.infinity : .infinity }
}

extension Chord.Sample {
  /// The value as a number, and as people write it.
  var approximation: Double { exact?.double ?? bounds.middle }
  var text: String {
    if let exact { return NumberText.short(exact) }
    // Of a zero that is hit up to rounding, the rounding is no news.
    let isZero = bounds.contains(0) && bounds.width < 1e-12
    return isZero ? "0" : NumberText.significant(approximation, 7)
  }
}

extension NumberText {
  /// An exact number as a short fraction or decimal, a longer one to some digits.
  static func short(_ value: Rational) -> String {
    if value.isInteger, value.bitWidth < 40 { return value.numeratorText }
    if value.hasShortParts { return "\(value.numeratorText)/\(value.denominatorText)" }
    return value.decimal(maximumDigits: 9) ?? significant(value.double, 7)
  }
}
