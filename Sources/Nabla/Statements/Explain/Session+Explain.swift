import NablaAlgebra
import NablaSyntax

extension Session {
  /// `explain STATEMENT`: the answer of the statement, and how it comes about.
  mutating func explain(
    _ command: Command, behind prefix: Prefix, in tree: SyntaxTree, monitor: Monitor,
    answer: inout Answer
  ) throws(Diagnostic) {
    let isFull = !prefix.words.isEmpty || command.clause(.fully) != nil
    let detail = isFull ? Derivation.Detail.full : .brief
    switch command.verb {
    case .diff: answer.content = try explainDerivative(command, detail, in: tree)
    case .grad: answer.content = try explainGradient(command, detail, in: tree)
    case .explain: answer.content = try explainExpression(command, detail, in: tree)
    case .step: answer.content = try explainStep(command, in: tree)
    case .minimize, .maximize:
      (answer.content, answer.isInterrupted) = try explainDescent(
        command, isFull: isFull, in: tree, monitor: monitor)
    case .convex, .concave:
      try explainConvexity(command, isFull: isFull, in: tree, monitor: monitor, answer: &answer)
    case .hessian, .jacobian, .simplify, .expand, .roots, .variations, .load, .describe, .table,
      .check, .forget, .vars, .help, .history, .save, .run, .time, .plot, .surface, .set, .fit,
      .predict, .residuals, .export, .quit:
      throw Diagnostic(
        "`\(command.verb.rawValue)` has no explanation", at: command.verbSpan,
        hint: Self.explainable)
    }
  }

  /// What there are explanations of.
  static let explainable =
    "explain takes diff, grad, step, minimize, maximize, convex, concave, or f'(x)"
}
