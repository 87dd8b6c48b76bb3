import NablaAlgebra
import NablaEvaluation
import NablaOptimization
import NablaSyntax

extension Session {
  /// `export TARGET STATEMENT [to FILE]`.
  ///
  /// `explanation` is the `explain` in front of the statement, where there is one.
  func export(
    _ command: Command, behind prefix: Prefix, explain explanation: Prefix?, in tree: SyntaxTree,
    monitor: Monitor, answer: inout Answer
  ) throws(Diagnostic) {
    guard let target = prefix.words.first.flatMap({ ExportTarget(rawValue: $0.text) }) else {
      return
    }
    let text: String
    if let explanation {
      text = try latex(explaining: command, behind: explanation, in: tree, monitor: monitor)
    } else {
      text = try exported(command, in: tree, to: target, monitor: monitor)
    }
    var result = ExportResult(target: target, text: text)
    if case .path(let path)? = command.clause(.to)?.value {
      result.file = path
      answer.request = .write(path: path, text: text)
    }
    answer.content = .export(result)
  }

  /// The text of a statement in the target language.
  private func exported(
    _ command: Command, in tree: SyntaxTree, to target: ExportTarget, monitor: Monitor
  ) throws(Diagnostic) -> String {
    if target == .latex {
      if let text = try latex(command, in: tree, monitor: monitor) { return text }
      throw notExportable(command, target)
    }
    let subject = try exportSubject(command, in: tree, target, monitor: monitor)
    do throws(UnsupportedPart) {
      switch target {
      case .c: return try CExport.text(subject)
      case .python: return try PythonExport.text(subject)
      case .swift: return try SwiftExport.text(subject)
      case .sql: return try SQLExport.text(subject, .sql)
      case .sqlite: return try SQLExport.text(subject, .sqlite)
      case .postgresql: return try SQLExport.text(subject, .postgresql)
      case .duckdb: return try SQLExport.text(subject, .duckdb)
      case .spark: return try SQLExport.text(subject, .spark)
      case .pyspark: return try PySparkExport.text(subject)
      case .latex: return ""
      }
    } catch {
      throw diagnostic(for: error, command, in: tree, target)
    }
  }

  /// What cannot be exported, with its place where it stands in the statement itself.
  private func diagnostic(
    for problem: UnsupportedPart, _ command: Command, in tree: SyntaxTree, _ target: ExportTarget
  ) -> Diagnostic {
    var span = command.operand.map { tree.span($0) } ?? command.verbSpan
    if let operand = command.operand, let function = problem.function {
      let place = tree.nodes(below: [operand]).first { id in
        tree.name(id).flatMap { Function.named($0.ascii) } == function
      }
      if let place { span = tree.span(place) }
    }
    return Diagnostic(
      "\(target.title) has no \(problem.part)", at: span,
      hint: problem.hint ?? "leave it out, or choose another target")
  }

  /// Refuses a verb whose answer is nothing to hand on as code.
  func notExportable(_ command: Command, _ target: ExportTarget) -> Diagnostic {
    Diagnostic(
      "`export \(target.rawValue)` takes no `\(command.verb.rawValue)`", at: command.verbSpan,
      hint: "it takes an expression, diff, grad, hessian, jacobian, minimize and maximize")
  }

  /// How `minimize` and `maximize` go on, with a number for the learning rate; `nil` for others.
  func exportDescent(
    _ command: Command, _ target: Target, in tree: SyntaxTree, monitor: Monitor
  ) throws(Diagnostic) -> ExportSubject.Descent? {
    guard command.verb == .minimize || command.verb == .maximize else { return nil }
    let foreign: [ClauseWord] = [.on, .batch, .epochs, .seed, .shuffle, .until]
    if let clause = command.clauses.first(where: { foreign.contains($0.word) }) {
      throw Diagnostic(
        "`\(clause.word.rawValue)` is not exported as code", at: clause.wordSpan,
        hint: clause.word == .on
          ? "write a start with `from`, or export the function itself"
          : "leave it out; the code goes over all rows at every step")
    }
    let (_, start) = try startedTarget(command, in: tree)
    var plan = try plan(command, in: tree, dimension: start.count)
    plan.schedule = try schedule(command, in: tree, steps: plan.steps)
    if plan.method.row.takesRate, plan.rate == .automatic || plan.rate == .usual {
      // The rate that nabla would choose is known once it has.
      var session = self
      let (content, _) = try session.descend(command, in: tree, monitor: monitor)
      if case .minimum(let report) = content, let rate = report.alpha { plan.rate = .fixed(rate) }
    }
    return ExportSubject.Descent(
      plan: plan, start: start, isMaximum: command.verb == .maximize)
  }
}
