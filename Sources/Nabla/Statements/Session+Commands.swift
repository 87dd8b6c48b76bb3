import NablaSyntax

extension Session {
  /// Runs a command.
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
    case .predict: answer.content = try predict(command, in: tree)
    case .residuals: answer.content = try residuals(command)
    case .forget: answer.content = try forget(command.words)
    case .vars: answer.content = listDefinitions()
    case .help: answer.content = try help(command)
    case .plot:
      try plot(command, behind: nil, in: tree, monitor: monitor, answer: &answer)
    case .surface: try surface(command, in: tree, answer: &answer)
    case .set: answer.content = try set(command)
    case .history: answer.request = .history
    case .save where command.words.count > 1: try saveTable(command, answer: &answer)
    case .save: answer.request = .save(path: path)
    case .run: answer.request = .run(path: path)
    case .time:
      if let operand = command.operand { answer.content = try evaluate(operand, in: tree) }
    case .quit: answer.request = .quit
    }
  }
}
