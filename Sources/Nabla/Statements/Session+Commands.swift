import NablaSyntax

extension Session {
  /// Runs a command, or makes of it what the verbs in front of it say.
  mutating func execute(
    _ command: Command, of parsed: ParsedStatement, monitor: Monitor, answer: inout Answer
  ) throws(Diagnostic) {
    let verbs = parsed.prefixes + [Prefix(command)]
    answer.isTimed = verbs.contains { $0.verb == .time }
    let forms = verbs.compactMap { prefix in
      Form(rawValue: prefix.verb.rawValue).map { (kind: $0, prefix: prefix) }
    }
    guard let (kind, form) = forms.first else {
      return try execute(command, in: parsed.tree, monitor: monitor, answer: &answer)
    }
    var command = command
    // An expression behind `plot time` is one behind `plot`.
    if command.verb == .time { command.verb = form.verb }
    for (outer, inner) in zip(forms, forms.dropFirst()) where !outer.prefix.takes(inner.prefix) {
      throw refusal(of: inner.prefix, behind: outer.prefix)
    }
    switch kind {
    case .plot:
      try plot(command, behind: form, in: parsed.tree, monitor: monitor, answer: &answer)
    case .explain:
      try explain(command, behind: form, in: parsed.tree, monitor: monitor, answer: &answer)
    case .export:
      try export(
        command, behind: form, explain: forms.dropFirst().first?.prefix, in: parsed.tree,
        monitor: monitor, answer: &answer)
    }
  }

  /// A verb that cannot make anything of what another one behind it makes.
  private func refusal(of inner: Prefix, behind outer: Prefix) -> Diagnostic {
    let hint =
      outer.verb == .explain && inner.verb == .export
        || outer.verb == .export && inner.verb == .explain
      ? "LaTeX takes explanations: `export latex explain STATEMENT`"
      : "write one of the two in front of the statement"
    return Diagnostic(
      "`\(outer.verb.rawValue)` takes no `\(inner.verb.rawValue)`", at: inner.verbSpan, hint: hint)
  }

  /// Runs a command that stands alone.
  mutating func execute(
    _ command: Command, in tree: SyntaxTree, monitor: Monitor, answer: inout Answer
  ) throws(Diagnostic) {
    let path = command.words.first?.text ?? ""
    switch command.verb {
    case .diff: answer.content = try differentiate(command, in: tree)
    case .grad: answer.content = try gradient(command, in: tree)
    case .hessian: answer.content = try hessian(command, in: tree)
    case .jacobian: answer.content = try jacobian(command, in: tree)
    case .simplify, .expand: answer.content = try rewrite(command, in: tree)
    case .step: answer.content = try step(command, in: tree)
    case .minimize, .maximize:
      if command.clause(.on) != nil {
        try searchBox(command, in: tree, monitor: monitor, answer: &answer)
        return
      }
      (answer.content, answer.isInterrupted) = try descend(command, in: tree, monitor: monitor)
    case .roots: try roots(command, in: tree, monitor: monitor, answer: &answer)
    case .convex, .concave:
      try convexity(command, in: tree, monitor: monitor, answer: &answer)
    case .variations: answer.content = try variations(command, in: tree, monitor: monitor)
    case .load:
      answer.loadPlan = try loadPlan(command.words)
      answer.request = .load(path: path)
    case .describe: answer.content = try describe(command)
    case .table: answer.content = try values(command, in: tree, monitor: monitor)
    case .check: try check(command, in: tree, monitor: monitor, answer: &answer)
    case .fit: try fit(command, in: tree, monitor: monitor, answer: &answer)
    case .predict: try predict(command, in: tree, answer: &answer)
    case .residuals: answer.content = try residuals(command)
    case .forget: answer.content = try forget(command.words)
    case .vars: answer.content = listDefinitions()
    case .help: answer.content = try help(command)
    case .surface: try surface(command, in: tree, answer: &answer)
    case .set: answer.content = try set(command)
    case .history: answer.request = .history
    case .save where command.words.count > 1: try saveTable(command, answer: &answer)
    case .save: answer.request = .save(path: path)
    case .run: answer.request = .run(path: path)
    // They stand in front of other commands and are seen to before.
    case .plot, .explain, .export: break
    case .time:
      if let operand = command.operand { answer.content = try evaluate(operand, in: tree) }
    case .quit: answer.request = .quit
    }
  }
}

/// The verbs that make something else of the command behind them.
private enum Form: String {
  case plot
  case explain
  case export
}

extension Prefix {
  /// Whether it makes something of what the other one makes: an account of how a result comes about
  /// is for people, so for LaTeX.
  fileprivate func takes(_ other: Prefix) -> Bool {
    words.first?.text == ExportTarget.latex.rawValue && other.verb == .explain
  }
}
