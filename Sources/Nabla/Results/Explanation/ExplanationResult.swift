import NablaSyntax

/// The answer to `explain`: the account, and the answer that it is about.
struct ExplanationResult: Sendable {
  var explanation: Explanation
  /// What the explained statement answers.
  var answer: Content
  /// Whether the last line is that answer already.
  var endsInAnswer = false

  func addFields(to object: inout JSONObject) {
    answer.addFields(to: &object)
    object.add("explained", answer.kind(for: nil))
    var steps: [String] = []
    for section in explanation.sections {
      for line in section.lines {
        var step = JSONObject()
        step.add("rule", line.rule)
        let reason = section.text(line.reason, .ascii)
        if !reason.isEmpty, reason != line.rule { step.add("reason", reason) }
        let equations = section.text(of: line.equations, isWhole: true, .ascii)
        let words = section.text(line.words, .ascii)
        step.add("text", equations.isEmpty ? words : equations)
        steps.append(step.text)
      }
    }
    object.add("steps", raw: JSON.array(steps))
  }

  func text(unicode: Bool) -> StyledText {
    var text = StyledText()
    for section in explanation.sections { text.append(section.text(unicode: unicode)) }
    if !endsInAnswer { text.append(closing(unicode: unicode)) }
    return text
  }

  /// The answer behind the account, without the table of steps that the account tells.
  func closing(unicode: Bool) -> StyledText {
    switch answer {
    case .minimum(let report): MinimumSentences(report: report, unicode: unicode).text
    case .step(let result): result.sentences(unicode: unicode)
    default: answer.text(unicode: unicode)
    }
  }
}

extension Explanation.Section {
  /// Widest column of reasons; a longer reason has its equation on the next line.
  private static let widestReason = 48

  /// The heading, and the lines with their reasons in a column.
  fileprivate func text(unicode: Bool) -> StyledText {
    let style = PrintStyle(unicode: unicode)
    var result = StyledText()
    if !head.isEmpty { result.append("  " + text(head, style) + "\n") }
    let reasons = lines.map { $0.equations.isEmpty ? "" : text($0.reason, style) }
    let width = reasons.map(\.count).filter { $0 <= Self.widestReason }.max() ?? 0
    for (line, reason) in zip(lines, reasons) {
      let words = text(line.words, style)
      guard !line.equations.isEmpty else {
        result.append("  " + words + "\n", line.isResult ? .result : .plain)
        continue
      }
      let isLong = reason.count > width
      let label = reason.isEmpty ? "" : reason + ":"
      result.append("  " + (isLong ? label : Layout.padded(label, width + 1)), .dimmed)
      result.append(isLong ? "\n  " + Layout.padded("", width + 1) : "")
      let equations = text(of: line.equations, style) + words
      result.append("  " + equations + "\n", line.isResult ? .result : .plain)
    }
    if !remark.isEmpty { result.append("  " + text(remark, style) + "\n", .dimmed) }
    return result
  }
}
