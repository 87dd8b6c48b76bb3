import NablaAlgebra
import NablaOptimization
import NablaSyntax

extension Session {
  /// Most parts of which rules are told.
  private static let partLimit = 12
  private static let fullPartLimit = 100
  /// Most operations of a second derivative that is told.
  private static let derivativeSize = 60

  /// `explain convex E [on BOX]` and `explain concave E`: the composition rules, or else the second
  /// derivatives, and the chord that refutes.
  func explainConvexity(
    _ command: Command, isFull: Bool, in tree: SyntaxTree, monitor: Monitor,
    answer: inout Answer
  ) throws(Diagnostic) {
    try convexity(command, in: tree, monitor: monitor, answer: &answer)
    guard case .convexity(let result) = answer.content else { return }
    var silent = answer
    let (target, examination) = try examination(
      of: command, in: tree, monitor: monitor, answer: &silent)
    var section = Explanation.Section()
    if let witness = result.witness {
      section.lines = chordLines(witness, result)
    } else if let steps = examination.compositionSteps(), steps.first?.bend != nil {
      section = rules(
        steps, in: examination.expressions, isFull ? Self.fullPartLimit : Self.partLimit)
    } else if let line = secondDerivatives(of: target) {
      section.lines = [line]
    }
    answer.content = .explanation(
      ExplanationResult(explanation: Explanation(sections: [section]), answer: answer.content))
  }

  /// A line a part: what it is and why.
  private func rules(
    _ steps: [CompositionStep], in graph: ExpressionGraph, _ limit: Int
  ) -> Explanation.Section {
    var section = Explanation.Section()
    let shown = steps.prefix(limit)
    let raising = Raising(graph, roots: shown.map(\.part))
    section.tree = raising.tree
    for step in shown {
      let reason = step.bend == "affine" ? "" : ": \(step.reason)"
      let verdict = (step.bend ?? "not decided by rules") + reason
      section.lines.append(
        Explanation.Line(
          rule: step.reason,
          words: [.math(raising.image(step.part)), .words(" is \(verdict)")]))
    }
    if steps.count > limit {
      section.remark = [.words("... and \(steps.count - limit) more parts")]
    }
    return section
  }

  /// The second derivative, or the matrix of second derivatives.
  private func secondDerivatives(of target: Target) -> Explanation.Line? {
    var target = target
    let count = target.variables.count
    guard count <= 4, !target.graph.hasAggregates else { return nil }
    let symbols = target.symbols(of: target.variables)
    let rows = target.graph.hessian(of: target.root, by: symbols)
    guard target.graph.halt == nil else { return nil }
    var entries = Array(repeating: target.graph.number(0), count: count * count)
    for (row, columns) in rows.enumerated() {
      for (column, node) in columns {
        entries[row * count + column] = node
        entries[column * count + row] = node
      }
    }
    let raised = RaisedText(target.graph, entries)
    guard raised.operations <= Self.derivativeSize else { return nil }
    let texts = raised.texts(.unicode)
    let matrix = (0..<count).map {
      "[" + texts[$0 * count..<($0 + 1) * count].joined(separator: ", ") + "]"
    }
    let text =
      count == 1
      ? "the second derivative is \(texts[0])"
      : "the matrix of second derivatives is [\(matrix.joined(separator: ", "))]"
    return Explanation.Line(rule: "second derivatives", words: [.words(text)])
  }

  /// The chord that refutes, read point by point.
  private func chordLines(_ chord: Chord, _ result: ConvexityResult) -> [Explanation.Line] {
    let isConvex = result.question == .convex
    let ends = zip([chord.a, chord.b], chord.ends).map { point, value in
      "\(value.text) at \(result.place(point, true))"
    }
    let (side, other) = isConvex ? ("above", "on or below") : ("below", "on or above")
    let texts = [
      "a \(result.question.rawValue) function lies \(other) each of its chords",
      "the chord from \(ends[0]) to \(ends[1]) has the height \(chord.chord.text) half-way,"
        + " at \(result.place(chord.point, true))",
      "the function has the value \(chord.value.text) there, which is \(side) the chord"
        + difference(chord),
    ]
    return texts.map { Explanation.Line(rule: "chord", words: [.words($0)]) }
  }

  private func difference(_ chord: Chord) -> String {
    let gap = abs(chord.value.approximation - chord.chord.approximation)
    return " by \(NumberText.significant(gap, 4))"
  }
}
