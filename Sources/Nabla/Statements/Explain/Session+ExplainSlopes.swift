import NablaAlgebra
import NablaSyntax

extension Session {
  /// How far a variable is nudged, for points that are not large.
  private static let nudge = 0.01
  /// Most variables that are told.
  private static let variableLimit = 8

  /// `explain grad E at POINT`: the gradient read aloud, each slope as what a nudge does.
  func explainSlopes(
    _ command: Command, _ clause: Clause, in tree: SyntaxTree
  ) throws(Diagnostic) -> Content {
    let content = try gradient(command, in: tree)
    guard case .gradient(let result) = content, let slopes = result.point else { return content }
    var target = try target(of: command, in: tree)
    let point = try point(clause, for: target.allVariables, of: target, in: tree)
    let names = zip(target.allVariables, point).prefix(Self.variableLimit).map {
      "\($0.unicode) = \(NumberText.significant($1, 9))"
    }
    let head = "at \(names.joined(separator: ", ")) \(noun(target)) is \(number(slopes.fun))"
    var lines: [Explanation.Line] = []
    for (index, place) in target.places.enumerated().prefix(Self.variableLimit) {
      let size = Self.nudge * max(1, 10.0 * (abs(point[place]) / 100).rounded(.down))
      var nudged = point
      nudged[place] += size
      let after = value(of: &target, at: nudged)
      let text = Nudge(
        variable: target.variables[index].unicode, noun: noun(target), slope: slopes.value[index],
        size: size, change: after - slopes.fun)
      let symbol = "∂\(target.name?.unicode ?? "f")/∂\(target.variables[index].unicode)"
      lines.append(
        Explanation.Line(
          rule: target.variables[index].ascii, words: [.words("\(symbol) = \(text.sentence)")]))
    }
    let rest = target.variables.count - lines.count
    if rest > 0 { lines.append(words("and \(rest) more variables likewise")) }
    lines.append(words(descent(slopes, noun(target))))
    let section = Explanation.Section(head: [.words(head)], lines: lines)
    return .explanation(
      ExplanationResult(
        explanation: Explanation(sections: [section]), answer: content, endsInAnswer: true))
  }

  private func words(_ text: String) -> Explanation.Line {
    Explanation.Line(rule: "gradient", words: [.words(text)])
  }

  private func number(_ value: Double) -> String { NumberText.significant(value, 6) }

  /// What the function is called in a sentence.
  private func noun(_ target: Target) -> String {
    target.graph.hasAggregates ? "the loss" : target.name?.unicode ?? "the value"
  }

  private func value(of target: inout Target, at point: [Double]) -> Double {
    let inputs = target.symbols(of: target.allVariables)
    return values(of: [target.root], in: &target.graph, inputs: inputs, at: point)[0]
  }

  /// Which way is down, and how steep.
  private func descent(_ slopes: GradientResult.PointValues, _ noun: String) -> String {
    let size = slopes.value.reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard size.isFinite else { return "where there is a kink, the gradient is not one vector" }
    if size == 0 { return "the gradient is zero: to first order nothing changes around here" }
    let way = slopes.value.count == 1 ? "against the slope" : "against the gradient"
    return "down goes fastest \(way): a step of length 0.01 that way lowers \(noun) by about"
      + " 0.01·\(number(size)) = \(number(0.01 * size))"
  }
}

/// What a small move along one variable does, by the slope and in truth.
private struct Nudge {
  var variable: String
  var noun: String
  var slope: Double
  var size: Double
  var change: Double

  /// The slope and what it says, with the true change where that is another to three digits.
  var sentence: String {
    guard slope.isFinite else { return "undefined: there is a kink along \(variable)" }
    let predicted = slope * size
    let start =
      "\(NumberText.significant(slope, 6)): nudge \(variable) up by"
      + " \(NumberText.significant(size, 3)) and \(noun)"
    let told =
      slope == 0 ? "stays, to first order" : "\(verb(predicted)) by about \(short(predicted))"
    return "\(start) \(told)\(truth(predicted))"
  }

  private func truth(_ predicted: Double) -> String {
    guard change.isFinite else { return " (in truth it is not defined there)" }
    guard short(change) != short(predicted) || (change < 0) != (predicted < 0) else { return "" }
    if change == 0 { return " (in truth it stays)" }
    let isOpposite = predicted != 0 && (change < 0) != (predicted < 0) || predicted == 0
    return isOpposite
      ? " (in truth it \(verb(change)) by \(short(change)))" : " (in truth by \(short(change)))"
  }

  private func verb(_ change: Double) -> String { change < 0 ? "falls" : "rises" }

  private func short(_ value: Double) -> String { NumberText.significant(abs(value), 4) }
}
